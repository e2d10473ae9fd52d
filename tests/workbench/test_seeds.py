"""The real input: if these fail, the two reports that started Casemate are no longer read."""

from __future__ import annotations

from pathlib import Path

import pytest

from casemate.keep.reader import CaseReader
from casemate.nouns import Act, SourceKind, Statement, words_of
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.progress import Progress

CASE = """schema = 1
name = "Russian bases in Syria"

[[site]]
id = "tartus"
name = "Tartus naval facility"
kind = "port"
names = ["Tartus"]

[[site]]
id = "khmeimim"
name = "Khmeimim air base"
kind = "airfield"
names = ["Khmeimim", "Hmeimim"]

[[source]]
path = "SEEDS/000*.txt"
published = 2024-12-09

[[source]]
path = "SEEDS/004*.txt"
published = 2024-12-19
"""


@pytest.fixture(scope="module")
def case(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("seeds")
    text = CASE.replace("SEEDS", (shared / "seeds").as_posix())
    (made / "case.toml").write_text(text, encoding="utf-8")
    build(made, BuildOptions(), Progress())
    return made


def spoken(case: Path, content: str) -> Statement:
    """The outermost statement whose content has these words."""
    with CaseReader(case) as reader:
        found = [s for s in reader.statements() if content in s.text and s.source]
    assert found, f"no attributed statement says {content!r}"
    return min(found, key=lambda s: (s.parent is not None, len(s.text)))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("content", "speaker", "via"),
    [
        ("necessary steps to establish contact", "Dmitry Peskov", ()),
        ("Russian troops have reached out to Turkey", "CNN Turk", ()),
        ("may be reluctant to tolerate", "Robert E. Hamilton", ("RFE/RL",)),
        ("the current talks between Russia and HTS could", "Ben Dubow", ("RFE/RL",)),
        ("the bases are still there", "Mikhail Bogdanov", None),
        ("The two bases hold an outsized importance", "Guardian", ()),
        ("exposed for what it really is", "Ksenia Svetlova", ("Fox News",)),
        ("it remains to be seen", "Robert E. Hamilton", ("RFE/RL",)),
        ("negotiate a reduced foothold", "Ben Dubow", ("RFE/RL",)),
    ],
)
def test_the_speakers_and_their_chains(
    case: Path, content: str, speaker: str, via: tuple[str, ...] | None
) -> None:
    statement = spoken(case, content)
    assert speaker in (statement.source_name or "")
    if via is not None:
        assert statement.via == via


@pytest.mark.shared
def test_imagery_is_nested_in_what_the_institute_reported(case: Path) -> None:
    outer = spoken(case, "the Kremlin would need more aircraft")
    assert "Institute for the Study of War" in (outer.source_name or "")
    with CaseReader(case) as reader:
        inner = [s for s in reader.statements() if s.parent == outer.id]
    assert [s.source_kind for s in inner] == [SourceKind.IMAGERY]
    assert inner[0].act is Act.PERCEIVES


@pytest.mark.shared
def test_the_british_report_and_the_deputy_ministers_day(case: Path) -> None:
    report = spoken(case, "the collapse of the Assad regime")
    assert report.source_kind is SourceKind.DOCUMENT
    assert "intelligence report" in (report.source_name or "")
    bogdanov = spoken(case, "No other decisions have been made")
    with CaseReader(case) as reader:
        document = reader.document(bogdanov.document)
    assert document is not None
    assert words_of(document.text, bogdanov.content) == bogdanov.text


@pytest.mark.shared
def test_every_sentence_of_the_dossier_leads_to_its_words(case: Path) -> None:
    pages = list((case / "dossier").rglob("*.html"))
    assert {"tartus.html", "khmeimim.html", "index.html"} <= {p.name for p in pages}
    text = "".join(p.read_text(encoding="utf-8") for p in pages)
    for words in ("Dmitry Peskov", "CNN Turk", "Ben Dubow", "Mikhail Bogdanov"):
        assert words in text
