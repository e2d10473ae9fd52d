"""If these fail, captions inside pictures are lost, or a picture made to harm ends the run."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemate.errors import BadInput
from casemate.nouns import Capture, Document, PassageKind
from casemate.read.documents import read_capture

Image = pytest.importorskip("PIL.Image")
PngInfo = pytest.importorskip("PIL.PngImagePlugin").PngInfo
CAPTION = "A corvette at the quay of Tartus in December 2019."
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"
 p:Credit="Mole Pictures"><dc:description><rdf:Alt><rdf:li>{CAPTION}</rdf:li></rdf:Alt>
</dc:description><dc:creator><rdf:Seq><rdf:li>A. Writer</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def read(content: bytes, kind: str = "image/jpeg") -> Document:
    moment = datetime(2024, 12, 11, tzinfo=UTC)
    return read_capture(Capture("0" * 64, len(content), kind, "saved/a.jpg", moment), content)


def jpeg(**fields: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", **fields)
    return out.getvalue()


def test_the_caption_of_a_photograph_is_a_caption() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = CAPTION, "A. Writer"
    document = read(jpeg(exif=exif))
    assert document.text == CAPTION
    assert document.byline == "A. Writer"
    assert [p.kind for p in document.passages] == [PassageKind.CAPTION]
    assert document.published is None


def test_xmp_names_its_author_and_credit() -> None:
    document = read(jpeg(xmp=XMP.encode()))
    assert (document.text, document.byline) == (CAPTION, "A. Writer")
    assert document.outlet == "Mole Pictures"


def test_a_png_with_a_description() -> None:
    about = PngInfo()
    about.add_text("Description", CAPTION)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=about)
    assert read(out.getvalue(), "image/png").text == CAPTION


def test_a_picture_without_words_is_kept_and_says_so() -> None:
    with pytest.raises(BadInput, match="without a caption"):
        read(jpeg())


def test_a_bomb_of_pixels_is_not_unpacked() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99)))
    with pytest.raises(BadInput, match="kept as evidence"):
        read(bomb + chunk(b"IEND", b""), "image/png")


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
def test_damage_anywhere_is_read_or_refused(at: int, noise: bytes) -> None:
    broken = bytearray(jpeg(xmp=XMP.encode()))
    at %= len(broken)
    broken[at : at + len(noise)] = noise
    try:
        read(bytes(broken))
    except BadInput as fault:
        assert str(fault)
