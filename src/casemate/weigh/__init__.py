"""Evidence to copies, claims, origins, contradictions and states."""

from casemate.weigh.find_copies import find_copies
from casemate.weigh.weigh import weigh

__all__ = ["find_copies", "weigh"]
