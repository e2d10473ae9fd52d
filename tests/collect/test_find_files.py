"""If these fail, a case collects too little, or files of the disk that nobody named."""

from __future__ import annotations

import os
from pathlib import Path

from casemate.collect.find_files import find_files
from casemate.collect.source import Found, Source
from casemate.nouns import Failure


def found(pattern: str, base: Path) -> tuple[list[str], list[str]]:
    items = list(find_files(Source(pattern, base)))
    return (
        [i.address for i in items if isinstance(i, Found)],
        [i.reason for i in items if isinstance(i, Failure)],
    )


def test_patterns_folders_and_single_files(tmp_path: Path) -> None:
    (tmp_path / "saved" / "deep").mkdir(parents=True)
    for name in ("saved/b.html", "saved/a.html", "saved/deep/c.txt", "saved/.hidden"):
        (tmp_path / name).write_text("x")
    assert found("saved/*.html", tmp_path)[0] == ["saved/a.html", "saved/b.html"]
    assert found("saved", tmp_path)[0] == ["saved/a.html", "saved/b.html", "saved/deep/c.txt"]
    assert found("saved/**/*.txt", tmp_path)[0] == ["saved/deep/c.txt"]
    assert found("saved/a.html", tmp_path)[0] == ["saved/a.html"]


def test_names_with_spaces_brackets_and_other_scripts(tmp_path: Path) -> None:
    for name in ("a page.html", "مرفأ طرطوس.html", "[draft].txt"):
        (tmp_path / name).write_text("x")
    assert found("مرفأ طرطوس.html", tmp_path)[0] == ["مرفأ طرطوس.html"]
    assert found("a page.html", tmp_path)[0] == ["a page.html"]
    assert found("[draft].txt", tmp_path)[0] == ["[draft].txt"]


def test_a_link_out_of_the_folder_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for the case")
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "page.txt").write_text("x")
    (saved / "link.txt").symlink_to(tmp_path / "secret.txt")
    (saved / "loop.txt").symlink_to(saved / "loop.txt")
    addresses, reasons = found("saved/*.txt", tmp_path)
    assert addresses == ["saved/page.txt"]
    assert any("leads out of" in reason for reason in reasons)
    assert len(reasons) == 2


def test_what_is_not_there_and_what_is_no_file(tmp_path: Path) -> None:
    assert "no file is there" in found("nothing/*.html", tmp_path)[1][0]
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in found("*.txt", tmp_path)[1][0]


def test_absurd_paths_and_addresses_are_failures(tmp_path: Path) -> None:
    assert found("x" * 10_000, tmp_path)[1]
    assert "save the page" in found("https://harbourpost.example/a", tmp_path)[1][0]


def test_exports_and_archives_are_named_by_their_own_keys(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    for name in ("export/result.json", "a.wacz"):
        (tmp_path / name).write_text("x")
    for place, pattern, address in (
        ("telegram", "export", "export/result.json"),
        ("archive", "*.wacz", "a.wacz"),
    ):
        (found,) = find_files(Source(pattern, tmp_path, place=place))
        assert isinstance(found, Found)
        assert found.address == address
