"""Files that cannot be read: a clear French finding, in bounded time and memory, never a traceback."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actes.finding import CannotGoOn
from actes.reading import Reading, read_bytes, read_file
from layout.packages import package, parts
from measures import growth, seconds
from reading.foreign import para, zipped
from reading.foreign import parts as foreign_parts
from reading.hostile import bare_pdf
from reading.samples import FIXTURES

DOCX = (FIXTURES / "convention.docx").read_bytes()
ODT = (FIXTURES / "convention.odt").read_bytes()
PDF = (FIXTURES / "convention.pdf").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def refused(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(CannotGoOn) as caught:
        read_bytes(data, name)
    (finding,) = caught.value.findings
    assert finding.hint
    assert finding.where is not None
    assert finding.where.path == name
    return finding.code, finding.message


def changed(data: bytes, name: str, content: bytes) -> bytes:
    return package(parts(data) | {name: content})


def bomb(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, b" " * size)
        archive.writestr("word/document.xml", b"<a/>")
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password: an encryption dictionary whose keys match none."""
    head, _, tail = PDF.rpartition(b"trailer")
    keys = b"/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">/P -4"
    encrypt = b"trailer\n<</Encrypt<</Filter/Standard/V 2/R 3/Length 128" + keys + b">>/ID[<00><00>]"
    return head + encrypt + tail.lstrip().removeprefix(b"<<")


def picture_pdf() -> bytes:
    """A PDF of one page that holds a picture and no text: what a scanner makes."""
    from pypdfium2 import PdfBitmap, PdfDocument, PdfImage

    document = PdfDocument.new()
    page = document.new_page(200, 200)
    image = PdfImage.new(document)
    image.set_bitmap(PdfBitmap.new_native(8, 8, 4))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pages_pdf(count: int, source: bytes = PDF) -> bytes:
    from pypdfium2 import PdfDocument

    origin, document = PdfDocument(source), PdfDocument.new()
    document.import_pages(origin, [0] * count)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="urn:x">&a;</w:document>'
NOT_UTF8 = ("utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037")


@pytest.mark.parametrize("declared", ["", '<?xml version="1.0" encoding="UTF-16"?>', "<?xml version='1.0'?><!-- < -->"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", *NOT_UTF8])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "content.xml"])
def test_no_encoding_hides_a_document_type(part: str, encoding: str, declared: str) -> None:
    source, name = (ODT, "acte.odt") if part == "content.xml" else (DOCX, "acte.docx")
    code, message = refused(changed(source, part, (declared + DOCTYPE.decode()).encode(encoding)), name)
    assert code in ("LEC107", "LEC108")
    assert encoding in NOT_UTF8 or "DOCTYPE" in message


def test_a_document_type_that_is_only_told_of_is_a_text() -> None:
    xml = parts(DOCX)["word/document.xml"].replace(b"<w:body>", b"<!-- <!DOCTYPE x> --><w:body>", 1)
    assert b"<!DOCTYPE" in xml
    assert read_bytes(changed(DOCX, "word/document.xml", xml), "acte.docx").document.words()


@pytest.mark.parametrize(
    ("data", "name", "code", "said"),
    [
        (b"", "vide.docx", "LEC101", "vide"),
        (b"  \n\0\0", "vide.txt", "LEC101", "vide"),
        (DOCX[:2500], "tronque.docx", "LEC107", "abîmé ou incomplet"),
        (ODT[:9000], "tronque.odt", "LEC107", "abîmé ou incomplet"),
        (PDF[:400], "tronque.pdf", "LEC107", "abîmé ou incomplet"),
        (b"%PDF-1.7\nrien", "faux.pdf", "LEC107", "abîmé"),
        (bare_pdf(), "sans-pages.pdf", "LEC107", "abîmé ou incomplet"),
        (bomb("word/x.xml", 40_000_000), "bombe.docx", "LEC108", "démesurée"),
        (changed(DOCX, "word/document.xml", DOCTYPE), "entites.docx", "LEC108", "DOCTYPE"),
        (changed(ODT, "content.xml", DOCTYPE), "entites.odt", "LEC108", "DOCTYPE"),
        (changed(DOCX, "word/document.xml", b"<w:doc"), "x.docx", "LEC107", "bien formé"),
        (changed(DOCX, "word/document.xml", b"<a>" * 300 + b"</a>" * 300), "x.docx", "LEC108", "trop imbriqué"),
        (
            changed(DOCX, "word/document.xml", b"<a>" + b"<b/>" * 3_000_001 + b"</a>"),
            "x.docx",
            "LEC108",
            "trop d'éléments",
        ),
        (PNG, "photo.docx", "LEC104", "image (PNG)"),
        (PNG, "photo.pdf", "LEC104", "image (PNG)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "scan.pdf", "LEC104", "image (JPEG)"),
        (OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"), "ancien.doc", "LEC105", ".doc"),
        (OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "secret.docx", "LEC106", "mot de passe"),
        (changed(ODT, "META-INF/manifest.xml", b"<m:encryption-data/>"), "secret.odt", "LEC106", "mot de passe"),
        (encrypted_pdf(), "secret.pdf", "LEC106", "mot de passe"),
        (picture_pdf(), "scan.pdf", "LEC109", "document numérisé"),
        (zipped({"xl/workbook.xml": "<a/>"}), "budget.xlsx", "LEC103", "classeur Excel"),
        (zipped({"a.txt": "a"}), "dossier.zip", "LEC103", "archive"),
        (b"{\\rtf1\\ansi Vu}", "acte.rtf", "LEC105", "RTF"),
        (b"<!DOCTYPE html><html>", "acte.docx", "LEC103", "page web"),
        (b"Vu le code", "faux.docx", "LEC103", "n'est pas celui d'un document"),
        (b"Vu le code", "tableau.xlsx", "LEC103", "un fichier .xlsx n'est pas lu"),
        (bytes(range(256)) * 4, "acte.txt", "LEC103", "n'est pas celui d'un document"),
        (b"a" * 5_000_001, "long.txt", "LEC102", "trop long"),
        (b"a" * (64 * 1024 * 1024 + 1), "gros.txt", "LEC102", "trop gros"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused_in_french(data: bytes, name: str, code: str, said: str) -> None:
    found, message = refused(data, name)
    assert found == code
    assert said in message


def test_absent_and_folders_could_not_run(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "rien.docx", "n'existe pas"), (tmp_path, "dossier")):
        with pytest.raises(CannotGoOn, match=said) as caught:
            read_file(path)
        assert caught.value.status == 2
        assert caught.value.findings[0].code == "LEC100"


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "gros.pdf"
    with path.open("wb") as file:
        file.truncate(65_000_000 + 10_000_000)
    with pytest.raises(CannotGoOn, match="75 Mo"):
        read_file(path)


def test_a_word_file_of_pictures_only() -> None:
    data = zipped(foreign_parts(para("")) | {"word/media/image1.png": "x"})
    assert refused(data, "scan.docx")[0] == "LEC104"


def test_a_page_that_is_a_picture_is_said() -> None:
    from pypdfium2 import PdfDocument

    document = PdfDocument.new()
    document.import_pages(PdfDocument(PDF))
    document.import_pages(PdfDocument(picture_pdf()))
    out = io.BytesIO()
    document.save(out)
    (note,) = read_bytes(out.getvalue(), "acte.pdf").notes
    assert (note.code, note.where and note.where.page) == ("LEC204", 2)


def test_the_content_counts_more_than_the_suffix() -> None:
    expected = read_bytes(DOCX, "acte.docx").document.words()
    assert read_bytes(DOCX, "acte.pdf").document.words() == expected
    assert read_bytes(DOCX, "acte").document.words() == expected
    assert read_bytes(PDF, "acte.docx").document.words()


@pytest.mark.no_cover  # a trace of every line takes three times as long as the work
def test_time_to_read_pages_grows_with_their_number_only() -> None:
    """What memory they take is measured in a process of its own: `edges/test_bad_files.py`."""
    few, many, read = pages_pdf(20), pages_pdf(200), list[Reading]()
    part = seconds(lambda: read.append(read_bytes(few, "recueil.pdf")))
    assert seconds(lambda: read.append(read_bytes(many, "recueil.pdf"))) < 30 * part
    assert len(read[1].document.blocks) > 2000


def test_too_many_pages() -> None:
    assert refused(pages_pdf(1001), "recueil.pdf")[0] == "LEC110"


HOSTILE = [
    ("#" + " " * 25_000 + "x", "a.md"),
    ("[" * 25_000, "a.md"),
    ("<http://" * 12_000, "a.md"),
    ("*a " * 25_000, "a.md"),
    ("**a\n" * 15_000, "a.md"),
    ("|" * 25_000, "a.md"),
    ("Il est convenu " * 5_000, "a.txt"),
    ("vu\n" * 15_000, "a.txt"),
    ("a\tb\n" * 10_000, "a.txt"),
    ("1\n2\n" * 10_000, "a.txt"),
    ("\f1\n" * 10_000, "a.txt"),
    ("Accusé de réception\n" * 12_000, "a.txt"),
    ("a   b\n" * 10_000, "a.txt"),
    ("-\n" * 15_000, "a.txt"),
]


@pytest.mark.no_cover  # a trace of every line takes three times as long as the work
@pytest.mark.parametrize(("text", "name"), HOSTILE, ids=lambda value: repr(value[:12]))
def test_time_to_read_a_hostile_text_grows_with_its_length_only(text: str, name: str) -> None:
    assert growth(lambda part: read_bytes(part.encode(), name), text) < 30


def code_of(data: bytes, name: str) -> str:
    """The code of the refusal, LEC000 when the file is read; any other exception is ours to correct."""
    try:
        reading = read_bytes(data, name)
    except CannotGoOn as error:
        return error.findings[0].code
    return "LEC000" if isinstance(reading, Reading) else ""


@pytest.mark.parametrize("source", [DOCX, ODT, PDF], ids=["docx", "odt", "pdf"])
@settings(max_examples=60)
@given(at=st.integers(0, 90_000), byte=st.integers(0, 255), cut=st.integers(0, 90_000))
@example(at=0, byte=0, cut=0)
def test_damage_is_a_finding_or_a_reading(source: bytes, at: int, byte: int, cut: int) -> None:
    damaged = bytearray(source)
    damaged[at % len(source)] = byte
    data = bytes(damaged[: len(source) - cut % len(source)])
    assert code_of(data, "acte.pdf").startswith("LEC")


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    assert code_of(text.encode(), name) in ("LEC000", "LEC101", "LEC103", "LEC104", "LEC105")


@pytest.mark.parametrize("wrong", ["²", "9" * 5_000, "-1", "un"])
@pytest.mark.parametrize(
    ("file", "part", "numbers"),
    [
        ("convention.docx", "word/numbering.xml", rb'(?<=w:start w:val=")\d(?=")|(?<=w:ilvl=")\d(?=")'),
        ("convention.odt", "styles.xml", rb'(?<=text:level=")\d(?=")|(?<=start-value=")\d(?=")'),
    ],
)
def test_an_attribute_that_is_no_number_counts_as_left_out(file: str, part: str, numbers: bytes, wrong: str) -> None:
    """« ² » is a digit to Python and no number, and it refuses to read five thousand figures."""
    data = (FIXTURES / file).read_bytes()
    content, changes = re.subn(numbers, wrong.encode(), parts(data)[part])
    assert changes > 3
    assert read_bytes(changed(data, part, content), file).document.blocks
