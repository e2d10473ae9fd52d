"""CSV: a folder (or a zip) of six tables, UTF-8 with a byte order mark, lines ended as in RFC 4180.

The mark makes spreadsheet programs read Arabic and Russian names aright.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from casemate.nouns import Failure
from casemate.tell.export.neutral import as_cell
from casemate.tell.export.put_whole import Opener, put_folder
from casemate.tell.export.selection import Selection
from casemate.tell.export.tables import TABLES, Cell, about_rows


def write(selection: Selection, out: Path) -> tuple[Failure, ...]:
    """One file for each table, and `about.csv` with what holds for all."""
    with put_folder(out) as opener:
        _put(opener, "about.csv", ("what", "value"), about_rows(selection))
        for table in TABLES:
            names = [column.name for column in table.header]
            _put(opener, f"{table.name}.csv", names, table.rows(selection))
    return ()


def _put(opener: Opener, name: str, header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> None:
    with opener(name) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        sheet = csv.writer(text)
        sheet.writerow(header)
        for row in rows:
            sheet.writerow([_as_text(cell) for cell in row])
        text.flush()
        text.detach()


def _as_text(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    # A negative number is no formula, so only words are neutralised.
    return as_cell(cell) if isinstance(cell, str) else cell
