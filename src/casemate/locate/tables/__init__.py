"""The tables that the gazetteer and the reading of places share, as CSV beside this file."""

from __future__ import annotations

import csv
import functools
from importlib.resources import files


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a table by column; values stripped."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(
        {key: (value or "").strip() for key, value in row.items()}
        for row in csv.DictReader(text.splitlines())
    )


def split(cell: str) -> list[str]:
    """The values of a cell, which stand between bars."""
    return [value.strip() for value in cell.split("|") if value.strip()]
