"""If these fail, papers lose words, paragraphs or pages, or a bad paper ends the run."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from casemate.errors import BadInput
from casemate.nouns import Capture, Document, PassageKind
from casemate.read.documents import read_capture
from casemate.read.pdf import boxes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
FIRST = (
    "Ships left Tartus on Monday, a port worker told the Harbour Post. The quay was empty on "
    "Tuesday, according to two residents who live above the northern mole and see it daily."
)
SECOND = "A coast watcher denied that the ships had sailed: he counted four of them at anchor."


def read(kind: str, content: bytes) -> Document:
    moment = datetime(2024, 12, 11, tzinfo=UTC)
    return read_capture(Capture("0" * 64, len(content), kind, "saved/a", moment), content)


def pdf(
    *flow: object, title: str = "", author: str = "", footer: str = "", **options: object
) -> bytes:
    out = io.BytesIO()

    def edge(canvas: Canvas, _: object) -> None:
        if footer:
            canvas.drawString(70, 30, f"{footer} {canvas.getPageNumber()}")

    made = SimpleDocTemplate(out, pagesize=A4, title=title, author=author, **options)
    made.build(list(flow), onFirstPage=edge, onLaterPages=edge)
    return out.getvalue()


def paragraph(words: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(escape(words), getSampleStyleSheet()[style])


def paper(*texts: str, **about: str) -> bytes:
    return pdf(*(paragraph(text) for text in texts), **about)


def test_paragraphs_come_out_whole_and_in_order() -> None:
    document = read(
        "application/pdf", paper(FIRST, SECOND, FIRST * 3, title="Quay", author="A. Writer")
    )
    assert document.text == "\n\n".join((FIRST, SECOND, FIRST * 3))
    assert (document.title, document.byline) == ("Quay", "A. Writer")
    assert "pypdfium2" in document.extractor
    assert document.published is None


def test_headings_stand_apart_and_pages_are_kept() -> None:
    content = pdf(
        paragraph("The quay", "Heading1"), paragraph(FIRST), PageBreak(), paragraph(SECOND)
    )
    document = read("application/pdf", content)
    assert document.text == f"The quay\n\n{FIRST}\n\n{SECOND}"
    assert [p.page for p in document.passages] == [1, 1, 2]
    assert document.passages[0].kind is PassageKind.HEADING


def test_words_are_boxed_on_their_page() -> None:
    content = pdf(paragraph(FIRST), PageBreak(), paragraph(SECOND))
    text = read("application/pdf", content).text
    begin = text.index("coast watcher")
    (box,) = boxes(content, (begin, begin + len("coast watcher")))
    assert box.page == 2
    assert 700 < box.bottom < box.top < 800
    assert 75 < box.left < box.right < 200
    whole = boxes(content, (0, len(FIRST)))
    assert len(whole) == 2
    assert {b.page for b in whole} == {1}


def test_running_titles_and_page_numbers_are_left_out() -> None:
    texts = [f"{FIRST} Note {n} of the watch." for n in range(60)]
    document = read("application/pdf", paper(*texts, footer="Harbour Post, page"))
    assert "page" not in document.text
    assert document.text == "\n\n".join(texts)


def test_a_paragraph_goes_on_over_the_page() -> None:
    long = " ".join(f"In the night of watch {n} the crane moved." for n in range(400))
    assert read("application/pdf", paper(long)).text == long


def test_a_word_broken_at_the_line_is_whole_again() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "The ships lay at the quay of the har-")
    canvas.drawString(72, 686, "bour all night, said a worker of the Al-")
    canvas.drawString(72, 672, "Hamidiyah yard.")
    canvas.save()
    text = "harbour all night, said a worker of the Al-Hamidiyah yard."
    assert text in read("application/pdf", out.getvalue()).text


def test_a_locked_paper_says_so() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "words")
    canvas.save()
    with pytest.raises(BadInput, match="password"):
        read("application/pdf", out.getvalue())


def test_a_paper_of_pictures_says_so() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    with pytest.raises(BadInput, match="OCR"):
        read("application/pdf", out.getvalue())


def test_a_paper_with_a_script_is_only_read() -> None:
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    content = paper(FIRST).replace(b"/Type /Catalog", b"/OpenAction " + script + b" /Type /Catalog")
    assert read("application/pdf", content).text == FIRST


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_paper_cut_off_is_read_or_refused(share: float) -> None:
    content = paper(*[FIRST] * 40)
    try:
        assert "Tartus" in read("application/pdf", content[: int(len(content) * share)]).text
    except BadInput as fault:
        assert "PDF" in str(fault) or "pages" in str(fault)


def test_two_hundred_pages_in_seconds() -> None:
    content = paper(*[FIRST * 6] * 800)
    begin = time.process_time()
    document = read("application/pdf", content)
    assert time.process_time() - begin < 12
    assert document.passages[-1].page is not None
    assert document.passages[-1].page > 100


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quay</dc:title>'
    "<dc:creator>A. Writer</dc:creator></c>"
)


def docx(body: str, **files: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, "docProps/core.xml": CORE, **files})


def test_a_word_file_gives_paragraphs_without_what_was_deleted() -> None:
    document = read(
        DOCX,
        docx(
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The quay</w:t></w:r></w:p>'
            '<w:p><w:r><w:t xml:space="preserve">Ships </w:t></w:r><w:del><w:r><w:delText>never '
            "</w:delText></w:r></w:del><w:r><w:t>left</w:t><w:tab/><w:t>Tartus.</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Four frigates</w:t></w:r></w:p></w:tc></w:tr>"
            "</w:tbl>"
            '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>'
            "<w:r><w:t>The mole in 2019.</w:t></w:r></w:p>"
        ),
    )
    assert document.text == "The quay\n\nShips left Tartus.\n\nFour frigates\n\nThe mole in 2019."
    kinds = [p.kind for p in document.passages]
    assert (kinds[0], kinds[1], kinds[3]) == (
        PassageKind.HEADING,
        PassageKind.PARAGRAPH,
        PassageKind.CAPTION,
    )
    assert (document.title, document.byline) == ("Quay", "A. Writer")


def test_a_word_file_of_another_library_is_read() -> None:
    docx_library = pytest.importorskip("docx")
    made = docx_library.Document()
    made.add_heading("The quay", 1)
    made.add_paragraph(FIRST)
    made.add_paragraph(SECOND)
    out = io.BytesIO()
    made.save(out)
    assert read(DOCX, out.getvalue()).text == f"The quay\n\n{FIRST}\n\n{SECOND}"


ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def odt(body: str, **files: str) -> bytes:
    content = (
        f'<o:document-content xmlns:o="{ODF}office:1.0" xmlns:text="{ODF}text:1.0">'
        f"<o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
    return zipped({"mimetype": ODT, "content.xml": content, "meta.xml": CORE, **files})


def test_an_opendocument_gives_paragraphs_with_their_spans_and_spaces() -> None:
    document = read(
        ODT,
        odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            "<text:h>The quay</text:h><text:p>Ships <text:span>left</text:span><text:s/>Tartus"
            "<text:note><text:p>a note</text:p></text:note>, he said.</text:p>"
            "<text:list><text:list-item><text:p>Four frigates</text:p></text:list-item></text:list>"
        ),
    )
    assert document.text == "The quay\n\nShips left Tartus, he said.\n\nFour frigates"
    assert document.title == "Quay"


def test_locked_and_broken_office_files_say_so() -> None:
    locked = odt("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    with pytest.raises(BadInput, match="password"):
        read(ODT, locked)
    with pytest.raises(BadInput, match=r"no word/document\.xml"):
        read(DOCX, zipped({"other": ""}))
    with pytest.raises(BadInput, match="zip is broken"):
        read(DOCX, docx("")[:60])
    with pytest.raises(BadInput, match="no XML"):
        read(DOCX, zipped({"word/document.xml": "<w:document"}))
    with pytest.raises(BadInput, match="old Word file"):
        read("application/x-ole-storage", b"\xd0\xcf\x11\xe0")


def test_bombs_and_entities_do_not_go_off(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for the case")
    attack = (
        f'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        f'<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Ships &b;&f; left.</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    document = read(DOCX, zipped({"word/document.xml": attack}))
    assert "not for the case" not in document.text
    assert "aaa" not in document.text
    with pytest.raises(BadInput, match="no text is that long"):
        read(DOCX, zipped({"word/document.xml": bytes(80 << 20)}))
    slip = zipped({"../../outside.txt": "x", "word/document.xml": attack})
    assert read(DOCX, slip).text
    assert not (tmp_path.parent / "outside.txt").exists()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    kind, content = data.draw(
        st.sampled_from([(DOCX, docx("<w:p><w:r><w:t>Ships</w:t></w:r></w:p>")), (ODT, odt(""))])
    )
    broken = bytearray(content)
    at = data.draw(st.integers(0, len(broken) - 1))
    broken[at] = data.draw(st.integers(0, 255))
    try:
        read(kind, bytes(broken))
    except BadInput as fault:
        assert str(fault)
