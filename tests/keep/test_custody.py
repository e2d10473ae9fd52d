"""If these fail, an analyst can no longer prove that nothing was changed since the capture."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casemate.errors import Tampered
from casemate.keep.custody import NAME, Entry, append, read_chain
from casemate.keep.evidence import FOLDER, Locker
from casemate.keep.journal import CUSTODY_HEAD, Journal
from casemate.keep.verify import verify_case
from casemate.nouns import SourceHints


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with three copies, recorded in two rounds as two builds would."""
    locker = Locker(tmp_path)
    custody = tmp_path / FOLDER / NAME
    for round_of in ((b"one", b"two"), (b"three",)):
        entries = []
        for content in round_of:
            sha256, size = locker.store(io.BytesIO(content))
            entries.append(
                Entry(
                    at=datetime(2024, 12, 10, tzinfo=UTC),
                    by="AK",
                    how="file",
                    address=f"saved/{content.decode()}.txt",
                    sha256=sha256,
                    size_bytes=size,
                    media_type="text/plain",
                    tool="casemate test",
                    hints=SourceHints(outlet="Harbour Post"),
                )
            )
        chain = append(custody, read_chain(custody), entries)
        Journal(tmp_path).append(CUSTODY_HEAD, number=len(chain.lines), sha256=chain.head)
    return tmp_path


def kinds(case: Path) -> set[str]:
    return {fault.kind for fault in verify_case(case).faults}


def copies(case: Path) -> list[Path]:
    return [case / FOLDER / name for name in Locker(case).names()]


def rewrite(case: Path, change: object) -> None:
    path = case / FOLDER / NAME
    lines = path.read_text().splitlines()
    changed = change(lines)  # type: ignore[operator]
    path.write_text("".join(line + "\n" for line in changed))


def test_an_untouched_case_verifies(case: Path) -> None:
    verified = verify_case(case)
    assert verified.faults == ()
    assert (verified.copies, verified.lines) == (3, 3)


def test_a_changed_byte_is_named(case: Path) -> None:
    copy = copies(case)[0]
    copy.chmod(0o644)
    copy.write_bytes(b"xne")
    (fault,) = verify_case(case).faults
    assert (fault.kind, fault.what) == ("changed", copy.name)


def test_a_missing_copy_is_named(case: Path) -> None:
    gone = copies(case)[1]
    gone.unlink()
    (fault,) = verify_case(case).faults
    assert (fault.kind, fault.what) == ("missing", gone.name)


def test_an_added_file_is_named(case: Path) -> None:
    (case / FOLDER / "planted").write_text("not collected")
    (fault,) = verify_case(case).faults
    assert (fault.kind, fault.what) == ("added", "planted")


def test_reordered_lines_are_named(case: Path) -> None:
    rewrite(case, lambda lines: [lines[1], lines[0], lines[2]])
    assert "reordered" in kinds(case)


def test_a_removed_line_shows_even_at_the_end(case: Path) -> None:
    rewrite(case, lambda lines: lines[:-1])
    assert {"added", "missing"} <= kinds(case)


def test_a_changed_line_shows(case: Path) -> None:
    rewrite(case, lambda lines: [lines[0].replace("AK", "BL"), *lines[1:]])
    assert "changed" in kinds(case)


def test_a_changed_last_line_shows(case: Path) -> None:
    rewrite(case, lambda lines: [*lines[:-1], lines[-1].replace("AK", "BL")])
    assert "changed" in kinds(case)


def test_a_rewritten_chain_shows_by_the_journal(case: Path) -> None:
    """Somebody who recomputes every hash of the chain still meets the head noted at the build."""
    path = case / FOLDER / NAME
    chain = read_chain(path)
    forged = [line for line in chain.lines if "two" not in line.address]
    path.unlink()
    entries = [
        Entry(**{k: getattr(line, k) for k in Entry.__dataclass_fields__}) for line in forged
    ]
    append(path, read_chain(path), entries)
    assert kinds(case) >= {"added", "missing"} or kinds(case) >= {"added", "changed"}


def test_a_torn_last_line_is_completed_by_the_next_round(case: Path) -> None:
    path = case / FOLDER / NAME
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"number": 4, "at": "2024-12')
    assert kinds(case) == {"torn"}
    append(path, read_chain(path), [])
    assert path.read_bytes() == whole
    assert kinds(case) == set()


def test_a_line_that_is_no_custody_line_is_refused_by_number(case: Path) -> None:
    rewrite(case, lambda lines: [lines[0], "{}", lines[2]])
    with pytest.raises(Tampered, match="line 2"):
        read_chain(case / FOLDER / NAME)
    assert "broken" in kinds(case)


def test_the_same_bytes_are_kept_once(case: Path) -> None:
    before = len(copies(case))
    Locker(case).store(io.BytesIO(b"one"))
    assert len(copies(case)) == before


def test_the_evidence_is_checked_by_sha256sum_alone(case: Path) -> None:
    """A court needs no Casemate: every copy is named by the hash that any tool computes."""
    import hashlib

    for copy in copies(case):
        assert hashlib.sha256(copy.read_bytes()).hexdigest() == copy.name


def test_custody_lines_say_who_when_how_and_from_where(case: Path) -> None:
    row = json.loads((case / FOLDER / NAME).read_text().splitlines()[0])
    assert {"at", "by", "how", "address", "sha256", "size_bytes", "media_type", "tool"} <= set(row)
