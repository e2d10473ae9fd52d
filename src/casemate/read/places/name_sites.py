"""Sites in a text: the case's own in any spelling, known ones beside a word of their kind.

"Tartus" is the town; "Tartus naval base", "the port of Tartus" and, after either, "the base" are
the facility. A case's site takes every spelling that its author listed, plain ones too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from casemate.locate.gazetteer import Gazetteer
from casemate.locate.look_up import site_row
from casemate.locate.sites import KIND_WORDS, find_site, known_sites
from casemate.nouns import Site, Span
from casemate.read.places.capitals import Word
from casemate.read.places.toponym import Toponym

_KIND_PHRASE = re.compile(
    r"[\s\u2010\u2011-]+(?:(?:military|naval|air|force|oil|nuclear|border|sea|submarine|power"
    r"|logistics|international|enrichment)\s+)*"
    r"(?:air\s?base|airbase|airfield|airport|base|port|seaport|harbou?r|facility|terminal"
    r"|crossing|garrison|plant|shipyard|strait|bridge|dam|station)\b"
)
_PHRASE_OF = re.compile(
    r"\b(?:[Pp]ort|[Hh]arbou?r|[Aa]irport|[Aa]irfield|(?:[Aa]ir|[Nn]aval|[Mm]ilitary)\s?[Bb]ase"
    r"|[Ss]trait|[Bb]order crossing)\s+(?:of|in|at)\s+\Z"
)
_OF = frozenset((" of ", " in ", " at "))
_LAST_NAMED = re.compile(
    r"\b[Tt]he (?:(?:air|naval|military|sea|oil|border|main|Russian|American|US|U\.S\.|Turkish"
    r"|Iranian|Israeli|Chinese|Syrian)\s+)*"
    r"(air\s?base|airbase|airfield|airport|base|port|seaport|harbou?r|facility|terminal|crossing)\b"
)
# What "the base", "the port" can mean, by the kind of the site last named.
_MEANS = {
    "base": {"airfield", "port", "base"}, "facility": {"airfield", "port", "base", "other"},
    "port": {"port"}, "seaport": {"port"}, "harbour": {"port"}, "harbor": {"port"},
    "terminal": {"port"}, "crossing": {"border"},
}  # fmt: skip
# Farther back than this the reader, too, has forgotten which base was meant.
_REACH = 1_500
_LONGEST = 4


def sites_of_the_case(text: str, sites: Sequence[Site]) -> list[Toponym]:
    """Every place where the text uses a spelling of one of the case's sites, longest first."""
    if not sites:
        return []
    pattern, by_name = _pattern(tuple(sites))
    found = []
    for m in pattern.finditer(text):
        site = by_name[_plain(m.group())]
        found.append(Toponym(m.span(), m.group(), site.name, "site", site=site))
    return found


@functools.lru_cache(maxsize=16)
def _pattern(sites: tuple[Site, ...]) -> tuple[re.Pattern[str], dict[str, Site]]:
    by_name: dict[str, Site] = {}
    for site in sites:
        for name in (site.name, *site.names):
            if name.strip():
                by_name.setdefault(_plain(name), site)
    longest_first = sorted(by_name, key=len, reverse=True)
    spelled = "|".join(
        r"[\s\u2010\u2011-]+".join(map(re.escape, name.split(" "))) for name in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE), by_name


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s\u2010\u2011-]+", name.lower().strip()))


def known_sites_in(gazetteer: Gazetteer, text: str, runs: Iterable[list[Word]]) -> list[Toponym]:
    """Known sites whose name stands beside a word of their kind ("Khadim airbase")."""
    found = _with_a_number(gazetteer, text)
    for run in runs:
        for span in _named_beside_a_kind(text, run):
            name = " ".join(text[span[0] : span[1]].split())
            site = _known(name)
            row = None if site is None else site_row(gazetteer, site)
            if row is not None:
                found.append(Toponym(span, name, _plain(name), "site", (row,), (1,)))
                break
    return found


def _with_a_number(gazetteer: Gazetteer, text: str) -> list[Toponym]:
    """Sites whose name has a number in it ("T-4", "Air Base 201"), as they are written."""
    found = []
    for m in _numbered_sites().finditer(text):
        site = find_site(m.group())
        row = None if site is None else site_row(gazetteer, site)
        if row is not None:
            found.append(Toponym(m.span(), m.group(), _plain(m.group()), "site", (row,), (1,)))
    return found


@functools.cache
def _numbered_sites() -> re.Pattern[str]:
    names = {n for known in known_sites() for n in known.site.names if re.search(r"\d", n)}
    spelled = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    firsts = "".join(sorted({re.escape(n[0]) for n in names}))
    return re.compile(
        rf"(?<![\w-])(?=[{firsts}])(?:{spelled})(?![\w-])(?:\s+(?:air\s?base|airfield)\b)?"
    )


_known = functools.lru_cache(maxsize=4_096)(find_site)


def _named_beside_a_kind(text: str, run: list[Word]) -> Iterable[Span]:
    """Spans of a name with its kind in or after a run, longest first."""
    after = _KIND_PHRASE.match(text, run[-1].end, run[-1].end + 60)
    if after is not None and not run[-1].possessive:
        for word in run[-_LONGEST:]:
            yield word.begin, after.end()
    for at in range(len(run) - 1, 0, -1):
        if run[at].text.lower() in KIND_WORDS and run[at - 1].text.lower() not in KIND_WORDS:
            last = at
            while last + 1 < len(run) and run[last + 1].text.lower() in KIND_WORDS:
                last += 1
            for first in range(max(0, at - _LONGEST + 1), at):
                yield run[first].begin, run[last].end
    begin = run[0].begin
    if text[max(0, begin - 4) : begin] not in _OF:
        return
    if before := _PHRASE_OF.search(text, max(0, begin - 30), begin):
        for word in reversed(run[:_LONGEST]):
            yield before.start(), word.end


def last_named(text: str, named: Sequence[tuple[Span, Site]]) -> list[Toponym]:
    """ "The base", "the port" after a site was named: the last one named of that kind."""
    if not named:
        return []
    found = []
    for m in _LAST_NAMED.finditer(text, named[0][0][1]):
        kinds = _MEANS.get(m.group(1).lower(), {"airfield"})
        for span, site in reversed(named):
            if span[1] <= m.start() and site.kind in kinds:
                if m.start() - span[1] <= _REACH:
                    found.append(Toponym(m.span(), site.name, site.name, "site", site=site))
                break
    return found


@functools.lru_cache(maxsize=4)
def sites_by_row(gazetteer: Gazetteer) -> dict[int, Site]:
    """Row of the gazetteer to the known site that it stands for."""
    rows = ((site_row(gazetteer, known.site), known.site) for known in known_sites())
    return {row: site for row, site in rows if row is not None}
