"""If these fail, a table for counting has wrong types, or lacks who reviewed what."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import polars
from tests.tell.export.conftest import Export


def test_a_second_program_reads_typed_columns(export: Export) -> None:
    folder = export("parquet")
    frames = {path.stem: polars.read_parquet(path) for path in folder.iterdir()}
    assert {name: frame.height for name, frame in frames.items()} == {
        "claims": 6, "statements": 8, "origins": 4, "links": 1, "documents": 5, "observations": 2,
    }  # fmt: skip
    said = frames["statements"]
    assert said.schema["held_from"] == polars.Date
    assert said.schema["simulated"] == polars.Boolean
    reviewed = said.filter(polars.col("status") == "reviewed").rows(named=True)
    assert [(r["speaker"], r["held_from"]) for r in reviewed] == [
        ("a crane driver named Sam", date(2024, 12, 10))
    ]
    # Nothing has to be neutralised: no program runs these cells.
    assert said["words"].str.starts_with("=HYPERLINK").sum() == 1
    assert frames["observations"]["lat_deg"].to_list() == [None, -34.905]


def test_what_is_made_up_says_so(example: Path, export: Export) -> None:
    folder = export("parquet", case=example)
    metadata = polars.read_parquet_metadata(folder / "claims.parquet")
    assert "not reporting" in metadata["notice"]
    documents = polars.read_parquet(folder / "documents.parquet")
    assert documents.filter(polars.col("simulated"))["id"].to_list() == ["dodd"]
    assert documents["notice"].str.contains("not reporting").all()


def test_an_archive_holds_the_same_tables(export: Export) -> None:
    out = export("parquet", "out.zip")
    with zipfile.ZipFile(out) as archive:
        kinds = {info.compress_type for info in archive.infolist()}
    assert kinds == {zipfile.ZIP_STORED}, "packed already"
    with zipfile.ZipFile(out) as archive, archive.open("links.parquet") as stream:
        assert polars.read_parquet(stream.read()).height == 1
