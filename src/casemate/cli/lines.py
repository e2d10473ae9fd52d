"""Reading JSON lines from a file or standard input, and writing them."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from casemate.errors import BadInput


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The bytes of a file, gunzipped when it ends in .gz; `-` is standard input."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        # Closed by the `with` below, which both kinds share.
        plain = Path(path).open("rb")  # noqa: SIM115
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=plain)) if path.endswith(".gz") else plain
    except OSError as fault:
        raise BadInput(f"cannot open {path}: {fault.strerror}") from fault
    with stream:
        yield stream


def print_json(row: Any, indent: int | None = None) -> None:
    """One JSON value to standard output, text as written (not as escapes)."""
    text = json.dumps(row, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
