"""What changed between the last dossier and this one, per site.

The dossier remembers in a file of its own which claims it told; the next one compares. A dossier
that is written again with nothing new keeps the comparison that it had.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from casemate.tell.material import Since, Told
from casemate.tell.wording import plural

NAME = ".told.json"
_SCHEMA = 1
_SHOWN = 3

# Claim id to its separate origins and whether something speaks against it.
Standing = dict[str, tuple[int, bool]]


def since_words(since: Since) -> tuple[str, ...]:
    """The numbers in words, those that are nothing left out."""
    said = (
        (since.new, plural(since.new, "new claim")),
        (since.disputed, f"{since.disputed} newly spoken against"),
        (since.stronger, f"{since.stronger} with more separate origins"),
        (since.gone, f"{since.gone} no longer told"),
    )
    return tuple(words for number, words in said if number)


def standing(told: Told) -> tuple[int, bool]:
    """How a claim stands, as far as a change in it is worth telling."""
    return told.count.separate, bool(told.claim.denied_by or told.claim.contradicts)


def read_told(text: str | None) -> dict[str, Any]:
    """What the last dossier told, by site; empty when there was none or it cannot be read."""
    try:
        stored = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(stored, dict) or stored.get("schema") != _SCHEMA:
        return {}
    sites = stored.get("sites")
    return sites if isinstance(sites, dict) else {}


def compare(
    before: Mapping[str, Any] | None,
    now: Standing,
    absorbed: Mapping[str, str],
    best: Sequence[str],
) -> Since | None:
    """What changed; None where there was no dossier before or nothing ever changed.

    absorbed: ids that claims had before, to the ids they have now. best: ids, strongest first.
    """
    if before is None:
        return None
    old: Standing = {}
    for id, (separate, against) in before["claims"].items():
        old[absorbed.get(id, id)] = (separate, against)
    if old == now:
        kept = before.get("since")
        return Since(**{**kept, "shown": tuple(kept["shown"])}) if kept else None
    new = now.keys() - old.keys()
    both = now.keys() & old.keys()
    return Since(
        until=str(before.get("last", "")),
        new=len(new),
        disputed=sum(now[id][1] and not old[id][1] for id in both),
        stronger=sum(now[id][0] > old[id][0] for id in both),
        gone=len(old.keys() - now.keys()),
        shown=tuple(id for id in best if id in new)[:_SHOWN],
    )


def as_text(told: Mapping[str, tuple[Standing, str, Since | None]]) -> str:
    """The file for the next dossier: by site its claims, its last known day, and what was new."""
    sites = {
        site: {"claims": claims, "last": last, "since": None if since is None else asdict(since)}
        for site, (claims, last, since) in told.items()
    }
    return json.dumps({"schema": _SCHEMA, "sites": sites}, sort_keys=True, separators=(",", ":"))
