"""An Excel workbook with the six tables, a sheet each, written row by row."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from casemate.errors import MissingExtra
from casemate.nouns import Failure
from casemate.tell.export.neutral import as_cell, as_xml
from casemate.tell.export.put_whole import put_file
from casemate.tell.export.selection import Selection
from casemate.tell.export.tables import TABLES, Cell, about_rows

# What a sheet and a cell hold (Microsoft, "Excel specifications and limits").
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_CUT = " … (cut)"
# A spreadsheet counts days from 1900 and knows none before.
_FIRST_DAY = date(1900, 3, 1)


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One sheet for each table, and `about`; raises MissingExtra without openpyxl.

    A table of more rows than a sheet holds is cut, and the cut is a Failure.
    """
    try:
        import openpyxl
    except ImportError as fault:
        raise MissingExtra("export", "export") from fault
    book = openpyxl.Workbook(write_only=True)
    failures: list[Failure] = []
    _put(book, "about", ["what", "value"], about_rows(selection))
    for table in TABLES:
        rows = table.rows(selection)
        _put(book, table.name, [c.name for c in table.header], rows)
        left = sum(1 for _ in rows)
        if left:
            reason = f"{left} rows are more than a sheet holds: export csv or parquet"
            failures.append(Failure("tell", table.name, reason))
    with put_file(out) as stream:
        book.save(stream)
    return tuple(failures)


def _put(book: Any, name: str, header: list[str], rows: Iterable[Iterable[Cell]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(header)
    for row in itertools.islice(rows, _MOST_ROWS - 1):
        sheet.append(list(_cells(row)))


def _cells(row: Iterable[Cell]) -> Iterator[Cell]:
    for cell in row:
        if isinstance(cell, str):
            text = as_cell(as_xml(cell))
            yield text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 8] + _CUT
        elif isinstance(cell, date) and cell < _FIRST_DAY:
            yield cell.isoformat()
        else:
            yield cell
