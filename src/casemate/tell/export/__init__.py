"""A case in other programs' formats; `formats.py` has the table, one file holds one format."""

from casemate.tell.export.export_case import Exported, export_case
from casemate.tell.export.formats import FORMATS

__all__ = ["FORMATS", "Exported", "export_case"]
