"""The caption, headline, author and credit that a picture carries in itself (IPTC, XMP, EXIF, PNG).

What is in the picture is not read, and neither is its clock: cameras' clocks have no zone, and when
a picture was taken is not when it was published.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

from casemate.errors import BadInput
from casemate.words.sentences import paragraphs

EXTRACTOR = "casemate-picture 1"
PICTURES = ("image/jpeg", "image/png", "image/tiff")
_DC = "{http://purl.org/dc/elements/1.1/}"
_PS = "{http://ns.adobe.com/photoshop/1.0/}"
_RDF_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
# field: (IPTC-IIM 4.2 data set, XMP element, EXIF 2.3 tag, PNG keyword); the first that speaks
# counts. EXIF has no headline and no credit.
_NO_TAG = 0
_WHERE: dict[str, tuple[tuple[int, int], str, int, str]] = {
    "text": ((2, 120), f"{_DC}description", 0x010E, "Description"),
    "headline": ((2, 105), f"{_PS}Headline", _NO_TAG, "Title"),
    "author": ((2, 80), f"{_DC}creator", 0x013B, "Author"),
    "credit": ((2, 110), f"{_PS}Credit", _NO_TAG, "Source"),
}
_MAX_XMP = 4 << 20


@dataclass(frozen=True, slots=True)
class PictureCaption:
    """What a picture says of itself."""

    text: str
    headline: str | None = None
    author: str | None = None
    credit: str | None = None


def read_picture(content: bytes) -> PictureCaption:
    """The caption inside a picture; raises BadInput when there is none, or nothing to read it with.

    The pixels are never unpacked.
    """
    try:
        from PIL import Image, IptcImagePlugin
    except ImportError as fault:
        raise BadInput(
            "a picture: kept as evidence; to read the caption inside it,  "
            "pip install 'casemate[look]'"
        ) from fault
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "TIFF"))
            iptc: dict[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}
            exif = picture.getexif()
            chunks = {k: v for k, v in picture.info.items() if isinstance(k, str)}
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError,
            OverflowError, MemoryError, Image.DecompressionBombError) as fault:  # fmt: skip
        raise BadInput(f"a picture that cannot be opened ({fault}): kept as evidence") from fault
    xmp = _xmp(chunks.get("xmp") or chunks.get("XML:com.adobe.xmp"))
    found: dict[str, str] = {}
    for field, (data_set, element, tag, keyword) in _WHERE.items():
        for value in (iptc.get(data_set), xmp.get(element), exif.get(tag), chunks.get(keyword)):
            if said := _said(value):
                found[field] = said
                break
    if "text" not in found:
        raise BadInput("a picture without a caption inside it: kept as evidence, nothing to read")
    return PictureCaption(**found)


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_said, value)))
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = str(value).replace("\x00", "") if value is not None else ""
    return "\n\n".join(" ".join(text[b:e].split()) for b, e in paragraphs(text))


def _xmp(packet: object) -> dict[str, str]:
    """Text of XMP's elements by name; of lists their items."""
    from lxml import etree

    raw = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(raw, bytes) or len(raw) > _MAX_XMP:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(raw.strip(b"\x00 \r\n\t"), parser)
    if tree is None:
        return {}
    found: dict[str, str] = {}
    for node in tree.iter("*"):
        said = {str(name): str(value) for name, value in node.attrib.items()}
        found.update({name: value for name, value in said.items() if name.startswith(_PS)})
        if node.tag.startswith((_DC, _PS)):
            items = [item.text or "" for item in node.iter(_RDF_ITEM)]
            found[node.tag] = ", ".join(items) or (node.text or "")
    return found
