"""The page of one document: its archived text with every statement's words marked.

Built from strings, not from a template: a case has thousands. All that comes from outside goes
through `_e`. The words of the statement in the address are lit by CSS alone (`:target`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from casemate.keep.reader import ClaimMark
from casemate.nouns import Document, PassageKind, Span, Statement
from casemate.tell import wording
from casemate.tell.material import CaseFacts, Count, Custody, Header, Quoted
from casemate.tell.quoting import anchor, document_page, is_quoted, quote_statement, site_page
from casemate.tell.rendering import POLICY, in_quotes, listed_some, short_name
from casemate.words.sentences import paragraphs

_LONGEST_SHOWN = 400
_LINKED = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class DocumentMaterial:
    """What the page of a document is built from.

    claim_page: gives the address (from docs/) of a claim where it is listed, else None.
    """

    document: Document
    header: Header
    statements: Sequence[Statement]
    marks: Mapping[str, ClaimMark]
    custody: Custody | None
    headers: Mapping[str, Header]
    claim_page: Callable[[str], str | None]
    reviews: Mapping[str, str]


def frame(facts: CaseFacts) -> tuple[str, str, str]:
    """What is the same on every document's page: before the title, after it, and the end."""
    sites = "".join(
        f'<a href="../{_e(site_page(s.id))}">{_e(short_name(s.names, s.name))}</a>\n'
        for s in facts.sites[:5]
    )
    banner = ""
    if facts.example:
        banner += (
            '<aside class="banner" aria-label="About this case"><b>Written for the example: not '
            "reporting.</b> The outlets in this case do not exist.</aside>\n"
        )
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_e(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n<title>'
    )
    middle = (
        ' · Casemate</title>\n<link rel="icon" href="data:,">\n'
        '<link rel="stylesheet" href="../assets/dossier.css">\n'
    )
    bar = (
        '</head>\n<body data-root="../">\n<a class="skip" href="#main">Skip to the contents</a>\n'
        '<header class="bar"><a class="word" href="../index.html">Case<b>mate</b></a>\n'
        f'<nav aria-label="Dossier"><a href="../index.html">Sites</a>\n{sites}'
        '<a href="../claims.html">Claims</a>\n<a href="../documents.html">Documents</a></nav>\n'
        '<div class="search" role="search" hidden><input type="search" id="q" '
        'placeholder="Search words, speakers, outlets …" aria-label="Search the dossier" '
        'autocomplete="off" spellcheck="false"><div id="hits" class="hits" hidden></div></div>'
        f'</header>\n{banner}<main id="main">\n'
    )
    return head, middle, bar


def build_document_page(material: DocumentMaterial, around: tuple[str, str, str]) -> str:
    """The whole page. around: what `frame` gave for the case."""
    head, middle, bar = around
    header = material.header
    shown = list(_unique(material.statements))
    by_id = {s.id: s for s in shown}
    lang = f' lang="{_e(header.lang)}"' if header.lang and header.lang != "en" else ""
    return "".join(
        (
            head,
            _e(header.title),
            middle,
            _style(shown),
            bar,
            f'<h1{lang} dir="auto">{_e(header.title)}</h1>\n<p class="sub">{_sub(header)}</p>\n',
            _repeats(material),
            '<div class="two">\n<article class="card text" id="text"',
            f'{lang} dir="auto">\n',
            _text(material.document, shown),
            '</article>\n<aside class="notes" aria-label="Statements">\n<section class="card">'
            '<h2>Who says what <span class="tag mach">machine, not reviewed'
            f"{' unless marked' if _any_reviewed(material, shown) else ''}</span></h2>\n",
            *(_note(n, s, by_id, material) for n, s in enumerate(shown)),
            _nothing(header) if not shown else "",
            "</section>\n</aside>\n",
            _facts(material),
            "\n</div>\n</main>\n",
            '<footer class="foot">The text as it was read from the archived copy; marks are by '
            "machine unless reviewed.</footer>\n"
            '<script src="../assets/dossier.js" defer></script>\n</body>\n</html>\n',
        )
    )


def _style(statements: Sequence[Statement]) -> str:
    """One rule a statement: pieces of text can belong to several, so no element can hold one."""
    if not statements:
        return ""
    rules = []
    for n, statement in enumerate(statements):
        here = f"body:has(#{_css(anchor(statement.id))}:target)"
        rules.append(
            f"{here} .m{n}{{background:var(--mark);text-decoration:none}}"
            f"{here} .q{n}{{box-shadow:0 2px 0 var(--accent)}}"
            f"{here} .n{n}{{order:-1;background:var(--wash);box-shadow:-4px 0 0 var(--accent)}}"
        )
    return f"<style>{''.join(rules)}.notes .card{{display:flex;flex-direction:column}}" + (
        ".notes h2{order:-2}.note{padding-left:10px!important}</style>\n"
    )


def _text(document: Document, statements: Sequence[Statement]) -> str:
    """Paragraphs and captions; within them, pieces that carry the classes of their statements."""
    text = document.text
    edges: dict[int, list[tuple[int, str, bool]]] = {}
    anchors: dict[int, list[str]] = {}
    for n, statement in enumerate(statements):
        for kind, spans in (("m", statement.content), ("q", statement.source)):
            for begin, end in spans:
                edges.setdefault(begin, []).append((n, f"{kind}{n}", True))
                edges.setdefault(end, []).append((n, f"{kind}{n}", False))
        begin = statement.content[0][0] if statement.content else 0
        anchors.setdefault(begin, []).append(anchor(statement.id))
    order = sorted(edges)
    active: dict[str, None] = {}
    cursor = 0
    out: list[str] = []
    for (begin, end), kind in _blocks(document):
        tag, name = ("h2", "") if kind is PassageKind.HEADING else ("p", "")
        if kind is PassageKind.CAPTION:
            name = ' class="caption"'
        out.append(f"<{tag}{name}>")
        at = begin
        while cursor < len(order) and order[cursor] < end:
            edge = order[cursor]
            if edge > at:
                out.append(_piece(text[at:edge], active))
                at = edge
            out.extend(f'<a class="an" id="{_e(name)}"></a>' for name in anchors.pop(edge, ()))
            _turn(active, edges[edge])
            cursor += 1
        out.append(_piece(text[at:end], active))
        # Ends that fall on the paragraph's own end, or in the gap before the next.
        out.append(f"</{tag}>\n")
    out.extend(
        f'<a class="an" id="{_e(name)}"></a>' for names in anchors.values() for name in names
    )
    return "".join(out)


def _turn(active: dict[str, None], edges: list[tuple[int, str, bool]]) -> None:
    for _, name, opens in edges:
        if opens:
            active[name] = None
        else:
            active.pop(name, None)


def _piece(text: str, active: Mapping[str, None]) -> str:
    if not text:
        return ""
    shown = _e(text).replace("\n", "<br>\n")
    if not active:
        return shown
    names = " ".join(active)
    marked = "m " if any(name[0] == "m" for name in active) else ""
    return f'<span class="{marked}{names}">{shown}</span>'


def _blocks(document: Document) -> list[tuple[Span, PassageKind]]:
    """Paragraph spans in order; what lies between passages is shown as paragraphs too."""
    kinds = {p.span: p.kind for p in document.passages}
    blocks: list[tuple[Span, PassageKind]] = []
    for span in paragraphs(document.text):
        kind = kinds.get(span)
        if kind is None:
            kind = next(
                (k for s, k in kinds.items() if s[0] <= span[0] and span[1] <= s[1]),
                PassageKind.PARAGRAPH,
            )
        blocks.append((span, kind))
    return blocks


def _note(
    n: int, statement: Statement, by_id: Mapping[str, Statement], material: DocumentMaterial
) -> str:
    """One statement beside the text: its words, who says them, how they came, how they weigh."""
    parent = by_id.get(statement.parent) if statement.parent else None
    said = quote_statement(statement, material.header, parent, material.reviews.get(statement.id))
    words = said.words
    if len(words) > _LONGEST_SHOWN:
        words = words[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
    if is_quoted(material.document.text, statement):
        words = in_quotes(words)
    denied = '<span class="lead">Denied: </span>' if said.denies else ""
    reviewed = (
        f'<span class="tag ok">reviewed {_e(said.reviewed_by)}</span>' if said.reviewed_by else ""
    )
    held = f"<span>held {_e(said.held)}</span>" if said.held else ""
    return (
        f'<div class="note n{n}"><a class="w" href="#{_e(anchor(statement.id))}" dir="auto">'
        f"{denied}{_e(words)}</a>{_chain(said)}"
        f'<div class="meta">{_mark(material, statement.id)}{held}{_tags(said)}{reviewed}'
        f'<button type="button" class="copy" hidden data-copy="{_e(_clip(said, material))}">'
        "Copy with citation</button></div></div>\n"
    )


def _chain(said: Quoted) -> str:
    steps = (
        f'<span class="o">{_e(s.name)}</span>' if s.origin else f"<span>{_e(s.name)}</span>"
        for s in said.chain
    )
    return f'<div class="chain">{"<s>→</s>".join(steps)}</div>'


def _tags(said: Quoted) -> str:
    return "".join(f'<span class="tag {tone}">{_e(text)}</span>' for tone, text in said.tags)


def _mark(material: DocumentMaterial, statement: str) -> str:
    mark = material.marks.get(statement)
    if mark is None:
        return ""
    count = Count(None, mark.independent_origins, mark.independent_origins_at_most, 0)
    words = wording.origins_words(count)
    if mark.evidence > 1:
        words += f", {mark.evidence} statements"
    dots = "<i></i>" * min(count.separate, 7)
    rings = "<u></u>" * min(max(0, count.at_most - count.separate), 3)
    inner = f'<span class="om" aria-hidden="true">{dots}{rings}</span><b>{_e(words)}</b>'
    href = material.claim_page(mark.claim)
    if href is None:
        return f'<span class="count">{inner}</span>'
    return f'<a class="count" href="{_e(href)}">{inner}</a>'


def _clip(said: Quoted, material: DocumentMaterial) -> str:
    header, custody = material.header, material.custody
    spans = ", ".join(f"{b} to {e}" for b, e in _spans_of(said))
    parts = [
        f"“{said.words}”",
        said.who,
        f"{header.outlet}, “{header.title}”, {wording.day_words(header.known)}",
        header.url or "",
        f"characters {spans} of the text {header.text_sha256}",
        f"captured {custody.captured}, sha256 {custody.sha256}" if custody else "",
    ]
    return "; ".join(part for part in parts if part)


def _spans_of(said: Quoted) -> tuple[Span, ...]:
    cited = said.sentence.citations[0] if said.sentence else None
    return getattr(cited, "spans", ())


def _sub(header: Header) -> str:
    parts = [f"<bdi>{_e(header.outlet)}</bdi>"]
    if header.byline:
        parts.append(f"<bdi>{_e(header.byline)}</bdi>")
    if header.known:
        note = " (date of capture)" if header.known_by_capture else ""
        parts.append(
            f'<time datetime="{header.known}">{wording.day_words(header.known)}</time>{note}'
        )
    else:
        parts.append("date not known")
    if header.lang and header.lang != "en":
        parts.append(_e(wording.language_name(header.lang)))
    if header.not_read:
        parts.append(f'<span class="tag warn">not read: {_e(header.not_read)}</span>')
    return " · ".join(parts)


def _repeats(material: DocumentMaterial) -> str:
    header = material.header
    lines = []
    if header.copy_of:
        original = material.headers[header.copy_of[0]]
        page = document_page(original.id).removeprefix("docs/")
        lines.append(
            f'This repeats <a href="{_e(page)}">{_e(original.outlet)}, {_e(original.title)}</a> '
            f"({_e(header.copy_of[1])}): it adds no origin."
        )
    lines.extend(
        f"Repeated by {_e(listed_some(outlets))} ({_e(how)})." for how, outlets in header.repeats
    )
    return "".join(f'<p class="small">{line}</p>\n' for line in lines)


def _nothing(header: Header) -> str:
    why = (
        f"It was kept but not read: {header.not_read}."
        if header.not_read
        else ("No statement was found in it.")
    )
    return f'<p class="soft">{_e(why)}</p>'


def _facts(material: DocumentMaterial) -> str:
    header, custody = material.header, material.custody
    rows: list[tuple[str, str]] = []
    if header.url:
        url = _e(header.url)
        linked = header.url.lower().startswith(_LINKED)
        shown = f'<a href="{url}" rel="noreferrer noopener">{url}</a>' if linked else url
        rows.append(("Published at", shown))
    if custody:
        rows.append(
            (
                "Captured",
                f"{_e(custody.captured)} · {_e(custody.how)} · {custody.size_bytes:,} bytes, "
                f"{_e(custody.media_type)}",
            )
        )
        rows.append(
            ("From", f"{_e(custody.address)}{' · ' + _e(header.record or '')}".rstrip(" ·"))
        )
    if header.capture:
        rows.append(("Copy, sha256", f"<code>{_e(header.capture)}</code>"))
    rows.append(("Text, sha256", f"<code>{_e(header.text_sha256)}</code>"))
    rows.append(("Text read by", _e(header.extractor)))
    body = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    return (
        '<section class="card copy-facts"><h2>The archived copy</h2>'
        f'<dl class="facts">{body}</dl></section>'
    )


def _any_reviewed(material: DocumentMaterial, shown: Sequence[Statement]) -> bool:
    return any(s.id in material.reviews for s in shown)


def _unique(statements: Sequence[Statement]) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for statement in statements:
        if statement.content:
            seen.setdefault(statement.id, statement)
    return list(seen.values())


def _css(name: str) -> str:
    """An anchor as a CSS identifier; `anchor` leaves letters, digits and _ . : - only."""
    return name.replace(".", r"\.").replace(":", r"\:")


def _e(text: str | None) -> str:
    return escape(text or "", quote=True)
