"""A remote file of which only the pieces that are read are fetched."""

from __future__ import annotations

import io
import re
from typing import Any

import httpx

from casemate.errors import BadInput, RefusedAddress
from casemate.fetch.transport import NETWORK_FAULTS

PIECE_BYTES = 256 << 10
# A window of a site takes a few megabytes of a band; more than this is no cloud-optimised file.
MOST_BYTES = 128 << 20
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)\Z")


class RangedFile(io.RawIOBase):
    """Reads by HTTP range requests (RFC 9110, 14), in pieces that are kept while it is open.

    The first piece is fetched at once. Raises BadInput when the server does not answer, does not
    serve pieces, or more than 128 MB would be fetched. Later faults end the file there, which the
    reader of the picture reports; `fault` says why.
    """

    def __init__(self, client: httpx.Client, address: str, name: str) -> None:
        super().__init__()
        self._client, self._address, self._name = client, address, name
        self._pieces: dict[int, bytes] = {}
        self._at = 0
        self.fault: str | None = None
        self._size = PIECE_BYTES
        self._size = self._fetched(0)

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """Where the next read begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves there; nothing is fetched."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer from the pieces, as far as the first that cannot be had."""
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view) and self._at < self._size:
            number, within = divmod(self._at, PIECE_BYTES)
            if number not in self._pieces:
                # GDAL reads through a callback that no exception crosses.
                try:
                    self._fetched(number)
                except BadInput as fault:
                    self.fault = str(fault)
                    return done
            part = self._pieces[number][within : within + len(view) - done]
            if not part:
                return done
            view[done : done + len(part)] = part
            done += len(part)
            self._at += len(part)
        return done

    def _fetched(self, number: int) -> int:
        """Keeps one piece; the size of the whole file."""
        if (len(self._pieces) + 1) * PIECE_BYTES > MOST_BYTES:
            raise BadInput(
                f"{self._name}: more than {MOST_BYTES >> 20} MB would be fetched for one window; "
                "it is no cloud-optimised GeoTIFF: save it and name the file"
            )
        first = number * PIECE_BYTES
        last = min(first + PIECE_BYTES, self._size) - 1
        try:
            with self._client.stream(
                "GET", self._address, headers={"Range": f"bytes={first}-{last}"}
            ) as answer:
                stated = _RANGE.match(answer.headers.get("content-range", ""))
                if answer.status_code != 206 or stated is None or int(stated[1]) != first:
                    raise BadInput(
                        f"{self._name}: the server answered {answer.status_code}, not with a piece "
                        "of the file"
                    )
                data = b""
                for part in answer.iter_raw():
                    data += part
                    if len(data) > PIECE_BYTES:
                        raise BadInput(f"{self._name}: the server sends more than was asked for")
        except RefusedAddress as fault:
            raise BadInput(str(fault)) from fault
        except (httpx.InvalidURL, *NETWORK_FAULTS) as fault:
            raise BadInput(f"{self._name}: no answer ({fault or type(fault).__name__})") from fault
        if len(data) != int(stated[2]) - first + 1:
            raise BadInput(f"{self._name}: a piece of the file broke off")
        self._pieces[number] = data
        return int(stated[3])
