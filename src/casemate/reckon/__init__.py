"""Sums that stand beside claims: a requirement and a fleet to closure, throughput and number.

What comes out is the analyst's calculation, never evidence and never an origin.
"""

from casemate.reckon.calculate import lift
from casemate.reckon.claim import ClaimKind, LiftClaim, read_claim
from casemate.reckon.classes import LiftClass, class_table, find_class
from casemate.reckon.from_evidence import given_from
from casemate.reckon.inputs import (
    Assumptions,
    Basis,
    Fleet,
    Given,
    Requirement,
    Seen,
    assumption_table,
)
from casemate.reckon.note import Band, LiftNote, Verdict
from casemate.reckon.options import LiftOptions
from casemate.reckon.plot import plot_svg
from casemate.reckon.ranges import Range, read_range
from casemate.reckon.route import Route, air_route, sea_route, stated_route

__all__ = [
    "Assumptions",
    "Band",
    "Basis",
    "ClaimKind",
    "Fleet",
    "Given",
    "LiftClaim",
    "LiftClass",
    "LiftNote",
    "LiftOptions",
    "Range",
    "Requirement",
    "Route",
    "Seen",
    "Verdict",
    "air_route",
    "assumption_table",
    "class_table",
    "find_class",
    "given_from",
    "lift",
    "plot_svg",
    "read_claim",
    "read_range",
    "sea_route",
    "stated_route",
]
