"""Progress bars on a terminal; silence where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from casemate.workbench.progress import Progress


@contextmanager
def progress_bars(quiet: bool) -> Iterator[Progress]:
    """A Progress that draws on standard error when that is a terminal.

    Elsewhere lines for a person (whom a build waits for) are still printed, bars are not.
    """
    if quiet:
        yield Progress()
        return
    if not sys.stderr.isatty():
        yield Progress(say=lambda line: print(f"casemate: {line}", file=sys.stderr))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:<11}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def count(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield Progress(say=bars.console.print, count=count)
