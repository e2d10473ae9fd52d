"""Apache Parquet: the six tables with typed columns, for programs that count."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from casemate.errors import MissingExtra
from casemate.nouns import Failure
from casemate.tell.export.put_whole import put_folder
from casemate.tell.export.selection import Selection
from casemate.tell.export.tables import TABLES, about_rows

_BATCH_ROWS = 5_000


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """A folder (or a zip) with one file for each table; raises MissingExtra without pyarrow.

    What holds for all tables stands in each file's key-value metadata.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as fault:
        raise MissingExtra("export", "export") from fault
    types: dict[str, Any] = {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "whole": pyarrow.int64(),
        "day": pyarrow.date32(),
        "flag": pyarrow.bool_(),
    }
    about = {what: str(value) for what, value in about_rows(selection) if value is not None}
    with put_folder(out) as opener:
        for table in TABLES:
            fields = [pyarrow.field(c.name, types[c.kind]) for c in table.header]
            schema = pyarrow.schema(fields, metadata=about)
            rows = table.rows(selection)
            with (
                opener(f"{table.name}.parquet") as stream,
                parquet.ParquetWriter(stream, schema, compression="zstd") as writer,
            ):
                while batch := list(itertools.islice(rows, _BATCH_ROWS)):
                    columns = [
                        pyarrow.array(cells, field.type)
                        for cells, field in zip(zip(*batch, strict=True), fields, strict=True)
                    ]
                    writer.write_batch(pyarrow.record_batch(columns, schema=schema))
    return ()
