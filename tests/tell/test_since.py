"""Without these a reader who comes back would not see what is new, or see as new what is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.tell.little_case import build_little_case

from casemate.keep.codec import to_text
from casemate.keep.reader import CaseReader
from casemate.keep.schema import connect
from casemate.tell import write_dossier
from casemate.tell.since import as_text, compare, read_told, since_words

OLD = {"claims": {"a": [1, False], "b": [2, False], "c": [1, False]}, "last": "2024-12-12"}


def test_new_stronger_disputed_and_gone_claims_are_told_apart() -> None:
    now = {"a": (2, True), "b": (2, False), "d": (1, False)}
    since = compare(OLD, now, {}, ["d", "a"])
    assert since is not None
    assert since_words(since) == (
        "1 new claim",
        "1 newly spoken against",
        "1 with more separate origins",
        "1 no longer told",
    )
    assert since.until == "2024-12-12"
    assert since.shown == ("d",)


def test_a_claim_that_absorbed_another_is_not_new() -> None:
    since = compare(OLD, {"a": (1, False), "b": (2, False), "x": (1, False)}, {"c": "x"}, ["x"])
    assert since is None


def test_nothing_new_keeps_what_was_said_before() -> None:
    now = {"a": (1, False), "d": (1, False)}
    first = compare(OLD, now, {}, ["d"])
    stored = read_told(as_text({"quay": (now, "2024-12-13", first)}))["quay"]
    assert compare(stored, now, {}, ["d"]) == first


def test_a_first_dossier_and_a_torn_memory_have_nothing_to_compare() -> None:
    assert compare(None, {"a": (1, False)}, {}, []) is None
    assert read_told(None) == {}
    assert read_told("{torn") == {}
    assert read_told(json.dumps({"schema": 99})) == {}


def test_a_dossier_written_after_a_change_tells_it(tmp_path: Path) -> None:
    folder = build_little_case(tmp_path / "case")
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
        claims = list(case.claims())
    page = folder / "dossier" / "quay.html"
    assert "Since the last dossier" not in page.read_text("utf-8")
    weaker = replace(claims[0], id=claims[0].id + "x")
    db = connect(folder / "case.db")
    with db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(
            "UPDATE claims SET id = ?, body = ? WHERE id = ?",
            (weaker.id, to_text(weaker), claims[0].id),
        )
    db.close()
    with CaseReader(folder) as case:
        write_dossier(case, folder / "dossier")
        told = page.read_text("utf-8")
        assert "Since the last dossier, which ended on 13 December 2024" in told
        assert "<b>1 new claim</b>" in told
        assert "<b>1 no longer told</b>" in told
        assert write_dossier(case, folder / "dossier").written == 0
