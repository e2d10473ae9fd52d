"""If these fail, a case loses what it fetched, fetches it twice, or fetches when told not to."""

from __future__ import annotations

import json
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.fetch.conftest import PAGE

from casemate.keep.custody import read_chain
from casemate.keep.reader import CaseReader
from casemate.keep.verify import verify_case
from casemate.workbench.add import add
from casemate.workbench.build import BuildOptions, Built, build
from casemate.workbench.progress import Progress

Server = ThreadingHTTPServer


@pytest.fixture(autouse=True)
def _in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Politeness is measured in test_door.py; here it would only take time."""
    monkeypatch.setattr("casemate.fetch.door.Door._be_polite", lambda *_: None)


def at(server: Server, way: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/{way}"


def case_of(folder: Path, *sources: str, private: bool = True) -> Path:
    head = f"""schema = 1
name = "Quays"
by = "AK"
allow_private_addresses = {str(private).lower()}
"""
    folder.mkdir(exist_ok=True)
    (folder / "case.toml").write_text(
        head + "".join(f"[[source]]\n{source}\n" for source in sources), encoding="utf-8"
    )
    return folder


def run(case: Path, **options: object) -> Built:
    return build(case, BuildOptions(tier="fast", **options), Progress())  # type: ignore[arg-type]


def lines(case: Path) -> list[dict[str, object]]:
    text = (case / "evidence" / "custody.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def asked(server: Server) -> list[str]:
    return [path for path, _ in server.asked if path != "/robots.txt"]  # type: ignore[attr-defined]


def test_a_page_is_fetched_once_and_custody_says_how(tmp_path: Path, server: Server) -> None:
    case = case_of(tmp_path / "case", f'page = "{at(server, "moved")}"\noutlet = "Post"')
    built = run(case)
    assert built.failures == ()
    assert (built.new_captures, built.counts.documents) == (1, 1)
    (line,) = lines(case)
    http = line["http"]
    assert isinstance(http, dict)
    assert (line["how"], line["address"]) == ("fetched", at(server, "moved"))
    assert (http["status"], http["final"]) == (200, at(server, "page"))
    assert (case / "evidence" / str(line["sha256"])).read_bytes() == PAGE
    assert verify_case(case).faults == ()
    with CaseReader(case) as reader:
        (document, _) = next(iter(reader.readings()))
    assert (document.outlet, document.url) == ("Post", at(server, "moved"))
    assert run(case).nothing_new
    assert asked(server).count("/page") == 1


def test_offline_fetches_nothing_and_says_what_is_missing(tmp_path: Path, server: Server) -> None:
    case = case_of(
        tmp_path / "case",
        f'page = "{at(server, "page")}"',
        f'feed = "{at(server, "feed")}"',
        f'list = "{at(server, "sitemap.xml")}"',
    )
    built = run(case, offline=True)
    assert server.asked == []  # type: ignore[attr-defined]
    assert any("offline" in f.reason for f in built.failures)
    run(case)
    seen = len(server.asked)  # type: ignore[attr-defined]
    again = run(case, offline=True)
    assert len(server.asked) == seen  # type: ignore[attr-defined]
    assert again.counts.documents >= 3


def test_a_feed_is_polled_and_only_its_new_entries_are_new(tmp_path: Path, server: Server) -> None:
    case = case_of(tmp_path / "case", f'feed = "{at(server, "feed")}"')
    assert run(case).counts.documents == 2
    assert run(case).nothing_new
    server.entries = 3  # type: ignore[attr-defined]
    built = run(case)
    assert (built.new_captures, built.read, built.counts.documents) == (1, 1, 3)
    (case / "case.db").unlink()
    assert run(case).counts.documents == 3


def test_a_sitemap_gives_its_pages_and_robots_are_honoured(tmp_path: Path, server: Server) -> None:
    case = case_of(tmp_path / "case", f'list = "{at(server, "sitemap.xml")}"')
    built = run(case)
    assert built.counts.documents == 2
    reasons = {f.what.rpartition("/")[2]: f.reason for f in built.failures}
    assert set(reasons) == {"secret", "missing"}
    assert "robots.txt" in reasons["secret"]
    assert "404" in reasons["missing"]
    with CaseReader(case) as reader:
        assert any("Тартуса" in document.text for document, _ in reader.readings())


def test_a_list_in_a_file_with_notes_beside_the_addresses(tmp_path: Path, server: Server) -> None:
    case = case_of(tmp_path / "case", 'list = "links.csv"')
    rows = ["# seen in March", f"2024-12-10,{at(server, 'page')},a note", at(server, "cut"), "no"]
    (case / "links.csv").write_text("\n".join(rows))
    built = run(case)
    assert built.counts.documents == 1
    assert [f.what for f in built.failures] == [at(server, "cut")]
    assert "broken off" in built.failures[0].reason


def test_without_leave_a_case_reaches_no_private_address(tmp_path: Path, server: Server) -> None:
    case = case_of(tmp_path / "case", f'page = "{at(server, "page")}"', private=False)
    built = run(case)
    assert server.asked == []  # type: ignore[attr-defined]
    assert "allow_private_addresses" in built.failures[0].reason


def test_an_address_on_the_command_line_is_a_deliberate_fetch(
    tmp_path: Path, server: Server
) -> None:
    case = case_of(tmp_path / "case")
    taken = add(case, [at(server, "secret")], "Post", None, None, Progress())
    assert (taken.new, taken.failures) == (1, ())
    http = read_chain(case / "evidence" / "custody.jsonl").lines[0].http
    assert http is not None
    assert http["robots"] == "disallowed"
    assert run(case).counts.documents == 1
