"""The dossier as one Markdown file: for notes, for a repository, for reading without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from casemate.tell.material import CaseFacts, Header, Material, Pair, Quoted, Told
from casemate.tell.not_known import not_known
from casemate.tell.rendering import coordinates, in_quotes
from casemate.tell.wording import (
    day_words,
    origins_words,
    plural,
    repeated_words,
    short_day,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def build_markdown(
    facts: CaseFacts, materials: Sequence[Material], headers: dict[str, Header]
) -> str:
    """All sites, each with key points, disagreements and timeline; citations as footnotes."""
    notes: list[str] = []
    lines = [f"# {_m(facts.name)}", ""]
    if facts.example:
        lines += ["> **Written for the example: not reporting.** The outlets do not exist.", ""]
    if facts.as_of:
        lines += [f"> As it was known on {day_words(facts.as_of)}.", ""]
    coverage = facts.coverage
    lines += [
        f"{plural(coverage.captures, 'capture')}, {plural(coverage.documents, 'document')}, "
        f"published {short_day(coverage.first)} to {short_day(coverage.last)}. "
        "Machine, not reviewed, unless marked.",
        "",
    ]
    for material in materials:
        lines += list(_site(material, headers, notes))
    lines += list(_collected(facts))
    lines += [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    return "\n".join(lines).rstrip() + "\n"


def _site(material: Material, headers: dict[str, Header], notes: list[str]) -> Iterable[str]:
    site = material.site
    yield f"## {_m(site.name)}"
    yield ""
    if site.where:
        yield f"{_m(site.kind.capitalize())}, {coordinates(site.where)}"
        yield ""
    yield "### Key points"
    yield ""
    for told in material.key_points:
        yield f"- {_words(told.shown)} {_by(told.shown)}{_cite(told.shown, headers, notes)}  "
        yield f"  *{_count(told)}{_reviewed(told)}*"
    if not material.key_points:
        yield "Nothing that was read speaks of this site."
    yield ""
    yield "### Not known"
    yield ""
    yield from (f"- {_m(gap.text)}" for gap in not_known(material))
    yield ""
    if material.pairs:
        yield "### Against each other"
        yield ""
        for pair in material.pairs:
            yield from _pair(pair, headers, notes)
        yield ""
    if material.timeline:
        yield "### Timeline"
        yield ""
        for told in material.timeline:
            yield (
                f"- **{_held(told.shown)}**, known {short_day(told.known)}: "
                f"{_words(told.shown)} {_by(told.shown)}{_cite(told.shown, headers, notes)}"
            )
        yield ""


def _pair(pair: Pair, headers: dict[str, Header], notes: list[str]) -> Iterable[str]:
    yield f"- {pair.relation}:"
    for said in (pair.one, pair.other):
        yield f"  - {_words(said)} {_by(said)}{_cite(said, headers, notes)}"


def _collected(facts: CaseFacts) -> Iterable[str]:
    coverage = facts.coverage
    yield "## What was collected"
    yield ""
    outlets = (f"{_m(name)} ({n})" for name, n in coverage.outlets)
    yield f"Outlets: {', '.join(outlets) or 'none'}."
    yield ""
    unread = (f"{_m(reason)} ({n})" for reason, n in coverage.not_read)
    yield f"Not read: {', '.join(unread) or 'nothing'}."
    yield ""
    yield from (f"- Failed: {_m(f.what)}: {_m(f.reason)}" for f in facts.failures)
    yield ""


def _words(said: Quoted) -> str:
    return _m(in_quotes(said.words) if said.verbatim else said.words)


def _by(said: Quoted) -> str:
    where = f", in {_m(said.outlet)}" if said.outlet and said.outlet != said.who else ""
    tags = "".join(f" \\[{_m(text)}\\]" for _, text in said.tags)
    return f"({_m(said.who)}{where}, {short_day(said.known)}){tags}"


def _held(said: Quoted) -> str:
    return f"held {said.held}" if said.held else "when it held is not said"


def _count(told: Told) -> str:
    return f"{origins_words(told.count)}{repeated_words(told.count)}"


def _reviewed(told: Told) -> str:
    by = told.shown.reviewed_by
    return f"; reviewed {_m(by)}" if by else ""


def _cite(said: Quoted, headers: dict[str, Header], notes: list[str]) -> str:
    header = headers.get(said.document or "")
    if header is None:
        notes.append(f"{_m(said.who)}: [{_m(said.id)}]({said.href})")
    else:
        notes.append(
            f"{_m(header.outlet)}, “{_m(header.title)}”, {day_words(header.known)}: "
            f"[the words in the archived text]({said.href}), sha256 {header.capture or 'none'}"
        )
    return f"[^{len(notes)}]"


def _m(text: str | None) -> str:
    """Text as text: nothing in it is Markdown or HTML."""
    return escape(_SPECIAL.sub(r"\\\1", " ".join((text or "").split())), quote=False)
