"""One builder at a time: the second waits, and says for whom."""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from casemate.errors import CannotWrite

NAME = "build.lock"


@contextmanager
def builder_lock(case: Path, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Holds the case for building; released by the system when the process dies, however it dies.

    say: told for whom the wait is, once, when there is one.
    Raises CannotWrite when the folder cannot be written.
    """
    try:
        descriptor = os.open(case / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as fault:
        raise CannotWrite(
            f"{case} cannot be written ({fault.strerror}): build as its owner, or copy the case"
        ) from fault
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for {_holder(descriptor)} to finish building {case}")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(OSError):  # On a full disk only the courtesy to the one who waits is lost.
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _who().encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _who() -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return json.dumps(
        {"user": getpass.getuser(), "host": socket.gethostname(), "pid": os.getpid(), "since": now}
    )


def _holder(descriptor: int) -> str:
    try:
        who = json.loads(os.pread(descriptor, 1_000, 0))
        return f"{who['user']} on {who['host']} (process {who['pid']}, since {who['since']})"
    except (ValueError, KeyError, TypeError):
        return "another process"
