"""`casemate show CASE`: states, claims and the tree behind a count, in the terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from datetime import date
from pathlib import Path

import typer

from casemate.cli.build import parse_day
from casemate.errors import BadInput
from casemate.keep.reader import CaseReader
from casemate.nouns import Claim, Document, Origin, Site, Statement
from casemate.weigh.questions import rules_for
from casemate.weigh.site_state import state_on
from casemate.weigh.wording import coverage_sentence

_WIDTH = 96


def command(
    case: Path = typer.Argument(..., metavar="CASE", help="The case's folder."),
    site: str | None = typer.Option(None, help="Only claims about this site."),
    claim: str | None = typer.Option(None, help="One claim, by its id."),
    why: bool = typer.Option(False, "--why", help="With --claim: the tree behind its count."),
    as_of: str | None = typer.Option(None, help="Only claims whose words were known by then."),
    since: str | None = typer.Option(None, help="Only claims whose words became known since."),
    limit: int = typer.Option(40, min=1, help="How many claims at most."),
) -> None:
    """Show what a case holds: its sites, its claims, and what a count rests on."""
    until, start = parse_day(as_of, "--as-of"), parse_day(since, "--since")
    with CaseReader(case) as reader:
        if claim is not None:
            _one_claim(reader, claim, why)
            return
        known_sites = [s.id for s in reader.sites()]
        if site is not None and site not in known_sites:
            raise BadInput(f'the case has no site "{site}"; it has {", ".join(known_sites)}')
        counts = reader.counts()
        print(
            f"{reader.meta('name')}: {counts.documents} documents, {counts.statements} statements, "
            f"{counts.claims} claims, {counts.origins} origins, {counts.failures} failures"
        )
        for followed in reader.sites():
            if site in (None, followed.id):
                _states(reader, followed, until)
        shown = 0
        documents = {d.id: d for d in reader.document_headers()}
        ranked = sorted(reader.claims(site), key=_strongest_first)
        for found in ranked:
            first = reader.statement(found.statements[0])
            day = None if first is None else _known_day(documents.get(first.document))
            if (until and (day is None or day > until)) or (start and (day is None or day < start)):
                continue
            if shown >= limit:
                print(f"… and more; --limit {2 * limit} shows them")
                break
            shown += 1
            print(_claim_line(found))


def _states(reader: CaseReader, site: Site, as_of: date | None) -> None:
    """How the site stands on each question, as of the day asked or the last one known."""
    lines = []
    for question in reader.questions():
        rules = rules_for(question)
        if site.id not in question.sites:
            continue
        if rules is None:
            lines.append(f"  {question.id}: unknown (no rule says which words speak for it)")
            continue
        heard = reader.said(site.id, question.id)
        day = as_of or max((s.known for s in heard), default=None)
        if day is None:
            lines.append(f"  {question.id}: unknown (nothing said)")
            continue
        state = state_on(rules, site.id, heard, day, day)
        lines.append(f"  {question.id}: {state.value} on {day} ({state.rule})")
    if lines:
        print(site.name, *lines, sep="\n")


def _one_claim(reader: CaseReader, id: str, why: bool) -> None:
    claim = reader.claim(id)
    if claim is None:
        raise BadInput(f'the case has no claim "{id}"; "casemate show {reader.folder}" lists them')
    print(_claim_line(claim))
    print(textwrap.fill(claim.why, _WIDTH, initial_indent="  ", subsequent_indent="  "))
    unread = Counter(lang or "?" for _, lang, not_read in reader.languages() if not_read)
    print("  " + coverage_sentence(reader.counts().captures, dict(sorted(unread.items()))))
    if not why:
        return
    statements = reader.statements_by_id(claim.statements)
    shown: set[str] = set()
    for origin_id in claim.origins:
        origin = reader.origin(origin_id)
        if origin is None:
            continue
        print(f"  ● {origin.name} ({origin.kind.value}{_party(origin)})")
        for statement_id in origin.statements:
            if statement_id in statements:
                shown.add(statement_id)
                _statement_lines(reader, statements[statement_id])
    for seen in (o for o in reader.observations() if o.id in claim.statements):
        print(
            textwrap.fill(
                f"seen: {seen.text}", _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8
            )
        )
        print(f"        {seen.method}; {seen.origin_key}")
    rest = [statements[s] for s in claim.statements if s in statements and s not in shown]
    if rest:
        print("  ○ lineage unknown: adds nothing to the count")
        for statement in rest:
            _statement_lines(reader, statement)


def _statement_lines(reader: CaseReader, statement: Statement) -> None:
    document = reader.document(statement.document)
    outlet = "" if document is None else (document.outlet or document.url or document.id)
    day = _known_day(document)
    chain = " → ".join(
        part for part in (statement.source_name or "", *reversed(statement.via), outlet) if part
    )
    print(f"      {chain}, {day or 'date unknown'}")
    words = textwrap.shorten(statement.text, 2 * _WIDTH, placeholder=" …")
    print(textwrap.fill(f"“{words}”", _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8))
    copied = [link for link in reader.links(statement.document) if reader.document(link.target)]
    for link in copied:
        print(f"        {link.relation.value} ({link.probability:.0%}): {link.why or link.target}")


def _claim_line(claim: Claim) -> str:
    origins = claim.independent_origins
    dots = "●" * origins + "○" * (claim.independent_origins_at_most - origins)
    when = f" [{claim.valid}]" if claim.valid else ""
    words = textwrap.shorten(claim.text.removeprefix("that "), 3 * _WIDTH, placeholder=" …")
    head = f"{claim.id}  {dots or '○'}  {claim.site or '-'}{when}"
    return head + "\n" + textwrap.indent(textwrap.fill(words, _WIDTH), "  ")


def _strongest_first(claim: Claim) -> tuple[int, int, str]:
    return -claim.independent_origins, -len(claim.statements), claim.id


def _known_day(document: Document | None) -> date | None:
    known = None if document is None else document.known
    return None if known is None else known.first_day


def _party(origin: Origin) -> str:
    return f", {origin.party}" if origin.party else ""
