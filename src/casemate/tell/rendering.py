"""Templates to pages: everything that came from outside is escaped, nothing is executed.

Jinja's autoescape is on for every template; the content security policy of each page allows
the dossier's own classic scripts only, so that even a mistake here would run nothing.
"""

from __future__ import annotations

import functools
import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from casemate.nouns import OriginKind, Spans, TextCitation, Where
from casemate.tell import wording
from casemate.tell.material import Context, Count, Custody, Header, Pair, Quoted
from casemate.tell.quoting import anchor, document_page, site_page

_HERE = Path(__file__).parent
# 'self' does not match file: in every browser, so both are named; no remote address is.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; "
    "img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
ASSETS = ("dossier.css", "dossier.js")
_LISTED = 6
_SHORT = 14


def render(template: str, **given: Any) -> str:
    """The page that a template makes of `given`; a name it lacks is an error, not an empty."""
    return _environment().get_template(template).render(policy=POLICY, **given)


def asset(name: str) -> bytes:
    """A style sheet or script of the dossier."""
    return (_HERE / "assets" / name).read_bytes()


def claim_anchor(claim: str) -> str:
    """Id of the element that holds a claim."""
    return "c-" + anchor(claim)[2:]


def coordinates(where: Where) -> str:
    """ "34.905 N 35.877 E ± 600 m"."""
    north = "N" if where.lat_deg >= 0 else "S"
    east = "E" if where.lon_deg >= 0 else "W"
    radius = (
        f"{where.radius_m:,.0f} m"
        if where.radius_m < 10_000
        else (f"{where.radius_m / 1000:,.0f} km")
    )
    return f"{abs(where.lat_deg):.3f} {north} {abs(where.lon_deg):.3f} {east} ± {radius}"


def marked(context: Context) -> Markup:
    """The sentences around a statement with its words and its source marked."""
    return mark_spans(context.text, context.content, context.source)


def mark_spans(text: str, content: Spans, source: Spans) -> Markup:
    """`text` escaped, with <mark> around the content and <mark class=src> around the source."""
    edges = sorted({0, len(text), *(edge for s in (*content, *source) for edge in s)})
    out: list[Markup] = []
    for begin, end in itertools.pairwise(edges):
        piece = escape(text[begin:end])
        if any(a <= begin and end <= b for a, b in content):
            piece = Markup("<mark>{}</mark>").format(piece)
        elif any(a <= begin and end <= b for a, b in source):
            piece = Markup('<mark class="src">{}</mark>').format(piece)
        out.append(piece)
    return Markup("").join(out)


def citation_text(said: Quoted, header: Header | None, custody: Custody | None) -> str:
    """Quote, citation and hash, for the clipboard."""
    parts = [f"“{said.words}”", said.who]
    if header is not None:
        parts.append(f"{header.outlet}, “{header.title}”, {wording.day_words(header.known)}")
        if header.url:
            parts.append(header.url)
    cited = said.sentence.citations[0] if said.sentence else None
    if isinstance(cited, TextCitation):
        parts.append(f"characters {span_words(said)} of the text {cited.text_sha256}")
    if custody is not None:
        parts.append(f"captured {custody.captured}, sha256 {custody.sha256}")
    return "; ".join(parts)


def span_words(said: Quoted) -> str:
    """ "24 to 231", pieces apart."""
    cited = said.sentence.citations[0] if said.sentence else None
    if not isinstance(cited, TextCitation):
        return ""
    return ", ".join(f"{begin} to {end}" for begin, end in cited.spans)


def steps(counts: tuple[Count, ...]) -> str:
    """A claim's counts by day, for the date control: [day, dots, rings, words, repeated]."""
    rows = [
        [
            c.day.isoformat() if c.day else "9999-12-31",
            min(c.separate, 7),
            min(max(0, c.at_most - c.separate), 3),
            wording.origins_words(c),
            wording.repeated_words(c),
        ]
        for c in counts
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def apart(pair: Pair) -> str:
    """How far apart in time the two sides became known."""
    one, other = pair.one.known, pair.other.known
    if one is None or other is None:
        return "dates not known"
    days = abs((other - one).days)
    return "known on the same day" if days == 0 else f"{wording.plural(days, 'day')} apart"


def known_of_pair(pair: Pair) -> str:
    """The day on which both sides were known."""
    days = [side.known or date.max for side in (pair.one, pair.other)]
    return max(days).isoformat()


def listed_some(words: list[str] | tuple[str, ...]) -> str:
    """ "a, b and 4 more"."""
    unique = list(dict.fromkeys(words))
    if len(unique) <= _LISTED:
        return wording.listed(unique)
    return f"{', '.join(unique[:_LISTED])} and {len(unique) - _LISTED} more"


def repeats_words(repeats: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """ "3 more: 2 word for word, 1 shortened"."""
    total = sum(len(outlets) for _, outlets in repeats)
    return f"{total} more: " + ", ".join(f"{len(outlets)} {how}" for how, outlets in repeats)


def kinds_words(kinds: tuple[tuple[OriginKind, int], ...]) -> str:
    """ "12 unnamed sources, 3 satellite images and 1 named expert"."""
    return wording.listed([wording.plural(n, *wording.ORIGIN_KINDS[kind]) for kind, n in kinds])


def in_quotes(words: str) -> str:
    """The words in quotation marks, unless they bring their own."""
    return words if words[:1] in '"“«„' else f"“{words}”"


def short_name(names: tuple[str, ...], name: str) -> str:
    """The first spelling in Latin letters that is short enough for the bar."""
    return next((n for n in names if n.isascii() and len(n) <= _SHORT), name)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        apart=apart,
        citation_text=citation_text,
        claim_anchor=claim_anchor,
        coordinates=coordinates,
        day_words=wording.day_words,
        document_page=document_page,
        in_quotes=in_quotes,
        known_of_pair=known_of_pair,
        kinds_words=kinds_words,
        language_name=wording.language_name,
        listed_some=listed_some,
        marked=marked,
        origins_words=wording.origins_words,
        plural=wording.plural,
        repeated_words=wording.repeated_words,
        repeats_words=repeats_words,
        short_day=wording.short_day,
        short_name=short_name,
        site_page=site_page,
        span_words=span_words,
        steps=steps,
        tojson_attr=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
    return environment
