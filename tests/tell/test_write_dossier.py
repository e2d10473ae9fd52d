"""Without these a dossier could lose pages, leak markup, or change without cause."""

from __future__ import annotations

import hashlib
import html.parser
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.tell.little_case import build_little_case, document_id

from casemate.errors import CannotWrite, Uncited
from casemate.keep.reader import CaseReader
from casemate.keep.writer import CaseWriter
from casemate.tell import DossierOptions, write_dossier
from casemate.tell.quoting import site_page

FORBIDDEN = re.compile(r"\b(independent\w*|confirm\w*|corroborat\w*|cop(y|ied) of)\b", re.I)


class Checker(html.parser.HTMLParser):
    """Collects what a page loads or links, its ids, and what could run."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.dangers: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on"):
                self.dangers.append(f"{tag} {name}")
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and tag == "a":
                self.links.append(value or "")
            if name in ("src", "href") and tag != "a":
                self.loads.append(value or "")
        if tag == "script" and not any(name == "src" for name, _ in attrs):
            self.dangers.append("inline script")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def check(page: Path) -> Checker:
    checker = Checker()
    checker.feed(page.read_text("utf-8"))
    return checker


def pages(folder: Path) -> list[Path]:
    return sorted((folder / "dossier").rglob("*.html"))


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted((folder / "dossier").rglob("*"))
        if p.is_file()
    }


def test_every_page_is_there_and_every_link_leads_somewhere(little: Path) -> None:
    root = little / "dossier"
    names = {str(p.relative_to(root)) for p in pages(little)}
    assert {"index.html", "quay.html", "claims.html", "claims/quay.html", "documents.html"} <= names
    assert {f"docs/{document_id(k)}.html" for k in ("post", "lantern", "wire", "unread")} <= names
    ids = {p.resolve(): set(check(p).ids) for p in pages(little)}
    for page in pages(little):
        for link in check(page).links:
            if link.startswith(("http://", "https://")):
                continue
            path, _, fragment = link.partition("#")
            target = (page.parent / path).resolve() if path else page.resolve()
            assert target.is_file(), f"{page.name} leads to {link}"
            assert not fragment or fragment in ids[target], f"{page.name} leads to {link}"


def test_nothing_is_loaded_from_elsewhere(little: Path) -> None:
    for page in pages(little):
        for load in check(page).loads:
            assert not re.match(r"(?i)[a-z]+:|//", load) or load == "data:,"


def test_ids_are_given_once_on_a_page(little: Path) -> None:
    for page in pages(little):
        ids = check(page).ids
        assert len(ids) == len(set(ids)), page


def test_hostile_text_stays_text(hostile: Path) -> None:
    for page in pages(hostile):
        found = check(page)
        assert found.dangers == [], page
        assert all(re.match(r"(?!javascript:)", link, re.I) for link in found.links), page
    markdown = (hostile / "dossier" / "dossier.md").read_text("utf-8")
    assert "<script" not in markdown
    assert not re.search(r"(?<!\\)\[click(?<!\\)\]\(", markdown)
    index = (hostile / "dossier" / "assets" / "search.js").read_text("utf-8")
    assert index.startswith("window.CASEMATE_INDEX=[")
    assert "\u2028" not in index


def test_the_words_of_the_house_are_kept(little: Path) -> None:
    for page in pages(little):
        text = " ".join(check(page).text)
        assert not FORBIDDEN.search(text), page
    assert "machine, not reviewed" in " ".join(check(little / "dossier" / "quay.html").text)


def test_origins_repeats_denials_and_both_clocks_are_told(little: Path) -> None:
    text = " ".join(" ".join(check(little / "dossier" / "quay.html").text).split())
    assert "3 separate origins , repeated by 1" in text
    assert "Denied: the ships had left for good" in text
    assert "held December 2015 · known 10 Dec 2024" in text
    assert "Russian is not read" in text
    assert "simulated" in text


def test_the_words_stand_marked_in_their_document(little: Path) -> None:
    page = (little / "dossier" / "docs" / "dpost.html").read_text("utf-8")
    assert re.search(r'<a class="an" id="s-s\w+"></a><span class="m m0">The quay was empty', page)
    assert ":target" in page
    assert 'class="caption"' in page
    assert '<span class="lead">Denied: </span>' in page


def test_writing_again_writes_nothing_and_changes_nothing(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        first = write_dossier(case, folder / "dossier")
        before = hashes(folder)
        second = write_dossier(case, folder / "dossier")
    assert first.written == first.pages == second.pages
    assert second.written == 0
    assert hashes(folder) == before


def test_the_same_case_gives_the_same_bytes(tmp_path: Path, little: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
    assert hashes(folder) == hashes(little)


def test_as_of_a_day_nothing_later_is_told(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier", DossierOptions(as_of=date(2024, 12, 11)))
    told = "".join(p.read_text("utf-8") for p in pages(folder))
    assert "The quay was empty on Tuesday" in told
    assert "Nobody was at the quay" not in told
    assert "occupied, then empty" not in told
    assert "3 separate origins" not in told
    assert not (folder / "dossier" / "docs" / "dwire.html").exists()


def test_a_failed_write_leaves_the_old_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
    before = hashes(folder)
    (folder / "dossier" / ".pages.json").write_text("{}")
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "documents.html":
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with CaseReader(folder) as case, pytest.raises(CannotWrite, match="free some space"):
        write_dossier(case, folder / "dossier")
    after = hashes(folder)
    after.pop("dossier/.pages.json")
    before.pop("dossier/.pages.json")
    assert after == before
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".dossier")) == []


def test_what_a_killed_run_left_is_put_right(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
        (folder / "dossier").rename(folder / ".dossier-dossier-old")
        (folder / ".dossier-half").mkdir()
        report = write_dossier(case, folder / "dossier")
    assert report.written == 0
    assert not list(folder.glob(".dossier-*"))


def test_the_example_says_on_every_page_that_it_is_one(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case", example=True)
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
    for page in pages(folder):
        assert "Written for the example: not reporting" in page.read_text("utf-8"), page
    assert "not reporting" in (folder / "dossier" / "dossier.md").read_text("utf-8")


def test_a_picture_from_outside_the_case_is_not_shown(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "before.png").unlink()
    (folder / "before.png").symlink_to(tmp_path / "secret.png")
    with CaseReader(folder) as case:
        report = write_dossier(case, folder / "dossier")
    assert [f.what for f in report.failures] == ["before.png"]
    assert "outside the case" in report.failures[0].reason


def test_an_observation_without_a_citation_stops_the_writing(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
        before = hashes(folder)
        (seen,) = case.observations()
    writer = CaseWriter(folder)
    with writer.stage():
        writer.put_observations([replace(seen, citations=())])
    writer.close()
    with CaseReader(folder) as case, pytest.raises(Uncited, match="occupied, then empty"):
        write_dossier(case, folder / "dossier")
    assert hashes(folder) == before


@pytest.mark.parametrize("id", ["index", "claims", "documents", "documents-2", "site-index", ".x"])
def test_a_site_may_be_called_like_a_page_of_the_dossier(id: str) -> None:
    assert site_page(id) == f"site-{id}.html"
    assert site_page("tartus") == "tartus.html"


def test_what_a_person_accepted_looks_different_everywhere(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        (accepted,) = (s for s in case.statements() if s.text.startswith("The ships are still"))
    writer = CaseWriter(folder)
    with writer.stage():
        writer.put_reviews({accepted.id: "AK <b>"}, {}, ())
    writer.close()
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
    for name in ("quay.html", "claims/quay.html", "docs/dwire.html"):
        page = (folder / "dossier" / name).read_text("utf-8")
        assert "reviewed AK &lt;b&gt;" in page, name
        assert "machine, not reviewed" in page, name
    assert "reviewed AK" in (folder / "dossier" / "dossier.md").read_text("utf-8")
