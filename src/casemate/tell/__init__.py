"""Claims to dossier, editions, key points, timeline and exports."""

from casemate.tell.options import DossierOptions, DossierReport
from casemate.tell.write_dossier import write_dossier

__all__ = ["DossierOptions", "DossierReport", "write_dossier"]
