"""Evidence to copies, claims, origins, contradictions and states."""

from casemate.weigh.find_copies import find_copies
from casemate.weigh.weigh import weigh

# Raised with every change that alters what is found; a case is weighed again then.
WEIGHER = "weigher 2"

__all__ = ["WEIGHER", "find_copies", "weigh"]
