"""Passes of a STAC API, and the windows of their pictures, through the guarded door alone."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, cast
from urllib.parse import urlsplit

import httpx

from casemate.errors import BadInput, RefusedAddress
from casemate.fetch.door import AGENT, Door, DoorOptions
from casemate.fetch.transport import GuardedTransport
from casemate.look.catalog import Item, Wanted, items_from_api
from casemate.look.ranged_file import RangedFile
from casemate.nouns import Failure


@dataclass(frozen=True, slots=True)
class Api:
    """A STAC API and one of its collections.

    token: where a free reading token for a collection is asked for; None where none is needed.
    token_hosts: ending of the hosts that are shown it.
    """

    address: str
    collection: str
    token: str | None = None
    token_hosts: str = ""


PRESETS = {
    "earth-search": Api("https://earth-search.aws.element84.com/v1", "sentinel-2-l2a"),
    "planetary-computer": Api(
        "https://planetarycomputer.microsoft.com/api/stac/v1",
        "sentinel-2-l2a",
        "https://planetarycomputer.microsoft.com/api/sas/v1/token/{collection}",
        ".blob.core.windows.net",
    ),
}


def api_named(catalog: str, collection: str | None) -> Api | None:
    """The API that a preset or an address stands for; None for a local path.

    Raises BadInput for an address without a collection.
    """
    preset = PRESETS.get(catalog)
    if preset is not None:
        name = collection or preset.collection
        return Api(preset.address, name, preset.token, preset.token_hosts)
    if "://" not in catalog:
        return None
    if collection is None:
        raise BadInput(f"{catalog} is a STAC API: say which --collection, such as sentinel-2-l2a")
    return Api(catalog, collection)


@dataclass(slots=True)
class Remote:
    """Asks an API and opens what it lists."""

    door: Door
    client: httpx.Client
    _tokens: dict[str, str] = field(default_factory=dict)

    def items(self, api: Api, wanted: Wanted) -> Iterator[Item | Failure]:
        """The wanted passes; a page that cannot be had ends them with a Failure."""
        yield from items_from_api(api.address, api.collection, wanted, self._asked, by_get=True)

    def opener(self, api: Api) -> Callable[[str], BinaryIO]:
        """Opens a picture so that only the pieces around the site are fetched. Raises BadInput."""

        def opened(address: str) -> BinaryIO:
            if urlsplit(address).scheme not in ("http", "https"):
                raise BadInput(f"{address} cannot be read over HTTP; another catalog may offer it")
            signed = address
            host = urlsplit(address).hostname or ""
            if api.token is not None and host.endswith(api.token_hosts):
                sign = "&" if "?" in address else "?"
                signed = f"{address}{sign}{self._token(api)}"
            return cast(BinaryIO, RangedFile(self.client, signed, address))

        return opened

    def _asked(self, address: str, body: bytes | None) -> bytes:
        del body
        answer = self.door.fetch(address)
        assert answer is not None, "nothing was known before"
        return answer.body

    def _token(self, api: Api) -> str:
        address = str(api.token).format(collection=api.collection)
        if address not in self._tokens:
            try:
                self._tokens[address] = str(json.loads(self._asked(address, None))["token"])
            except RefusedAddress as fault:
                raise BadInput(str(fault)) from fault
            except (ValueError, KeyError, TypeError) as fault:
                raise BadInput(f"{address} gave no reading token") from fault
        return self._tokens[address]


@contextmanager
def looking_remotely(options: DoorOptions | None = None) -> Iterator[Remote]:
    """A door for the catalog and a guarded client for the pieces of pictures, closed at the end."""
    bounds = options or DoorOptions()
    trusted = bounds.trusted or ssl.create_default_context()
    door = Door(bounds)
    client = httpx.Client(
        transport=GuardedTransport(bounds.allowed, trusted, bounds.whole_s),
        timeout=httpx.Timeout(bounds.read_s, connect=bounds.connect_s),
        headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
        follow_redirects=True,
        max_redirects=5,
        trust_env=False,
    )
    try:
        yield Remote(door, client)
    finally:
        client.close()
        door.close()
