"""The network door as a case allows it, opened only when a source lies behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from casemate.collect.from_network import on_network
from casemate.workbench.case import Case

if TYPE_CHECKING:
    from casemate.fetch.door import Door


@contextmanager
def door_of(case: Case, offline: bool = False) -> Iterator[Door | None]:
    """A door for the case's sources; None when none needs it, or it is to stay shut."""
    if offline or not any(on_network(source) for source in case.sources):
        yield None
        return
    # A tenth of a second of imports that a case of files need not wait for.
    from casemate.fetch.door import Door, DoorOptions
    from casemate.fetch.guard import EVERYWHERE

    door = Door(DoorOptions(allowed=EVERYWHERE if case.allow_private_addresses else ()))
    try:
        yield door
    finally:
        door.close()
