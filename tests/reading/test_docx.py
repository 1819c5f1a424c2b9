"""Word files read back: ours word for word, others as far as the module says."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import docx
import pytest

from actes.document import Block, Document, Kind, Span, Style
from actes.reading import read_bytes
from actes.reading.docx import read_docx
from actes.tasks.pipeline import template_for
from fixtures.acts import documents
from layout.acts import ACTS, DECISION
from layout.packages import MAIN, W, changed, layout, package, parts

DATA = layout("decision").render(DECISION, True)


def body(xml: str) -> Document:
    """A Word file with this body."""
    start = parts(DATA)
    document = f'<w:document {W} xmlns:mc="{MC}" xmlns:v="urn:x" xmlns:r="urn:r"><w:body>{xml}</w:body></w:document>'
    return read_docx(package(start | {MAIN: document.encode()}), "recu.docx")


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


COMPOSED = {document.name: document for document in ACTS} | documents()


@pytest.mark.parametrize("name", COMPOSED)
def test_round_trip(name: str) -> None:
    """What is printed is read again as it was composed: so the golden texts of documents vouch for the reader too.

    But for places, labels that only prose uses, and a line of capitals, which any reader takes for a heading.
    """
    document = COMPOSED[name]
    data = layout(Path(template_for(document.name)).stem).render(document, draft=len(name) % 2 == 0)
    read = read_bytes(data, "acte.docx").document
    assert [_block(block) for block in read.blocks] == [_block(block) for block in document.blocks]
    assert "".join(span.text for span in read.footer).startswith("".join(span.text for span in document.footer))


def _block(block: Block) -> tuple[object, ...]:
    kind = Kind.INTERTITRE if block.kind is Kind.PARAGRAPHE and block.text.isupper() else block.kind
    rows = [
        (row.header, row.total, [(cell.align, *map(_runs, cell.paragraphs)) for cell in row.cells])
        for row in block.rows
    ]
    return kind, block.level, block.marker, _runs(block.spans), rows


def _runs(spans: Iterable[Span]) -> list[tuple[str, frozenset[Style]]]:
    looks = groupby(spans, key=lambda span: span.styles)
    return [("".join(span.text for span in run), styles) for styles, run in looks]


def test_places_are_paragraphs_counted_from_1_tables_included() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>"
    read = body(p(r("un")) + p() + table + p(r("cinq")))
    places = [(span.text, span.origin.place.paragraph) for block in read.blocks for span in block.all_spans()]
    assert places == [("un", 1), ("a", 3), ("b", 4), ("cinq", 5)]
    assert {span.origin.place.path for block in read.blocks for span in block.all_spans()} == {"recu.docx"}


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (
            p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"),
            "a\tb\nc-d",
        ),
        (p(f'<w:hyperlink r:id="rId1">{r("lien")}</w:hyperlink>'), "lien"),
        (p(f"<w:ins>{r('ajout')}</w:ins><w:del><w:r><w:delText>retrait</w:delText></w:r></w:del>"), "ajout"),
        (p(f"<w:moveFrom>{r('x')}</w:moveFrom><w:moveTo>{r('x')}</w:moveTo>"), "x"),
        (f"<w:sdt><w:sdtContent>{p(r('contrôle'))}</w:sdtContent></w:sdt>", "contrôle"),
        (p(f"<w:sdt><w:sdtContent>{r('en ligne')}</w:sdtContent></w:sdt>"), "en ligne"),
        (p(f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>'), "3"),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>", r("4")), "4"),
        (p(r("mot"), r("suite")), "motsuite"),
        (
            p(
                r("avant"),
                f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p(r('cadre'))}</w:txbxContent></mc:Choice>"
                f"<mc:Fallback><w:txbxContent>{p(r('cadre'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
            ),
            "avant\ncadre",
        ),
    ],
)
def test_what_is_read(xml: str, text: str) -> None:
    assert body(xml).text == text


def test_tables_in_tables_and_rows_in_content_controls() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('dedans'))}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{p(r('a'))}{inner}</w:tc></w:tr>"
    read = body(
        f"<w:tbl>{row}<w:sdt><w:sdtContent><w:tr><w:tc>{p(r('b'))}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    (table,) = read.blocks
    assert table.text == "a\ndedans\nb"
    assert [row.header for row in table.rows] == [True, False]


@pytest.mark.parametrize(
    ("properties", "styles"),
    [
        ("<w:b/>", ["gras"]),
        ('<w:b w:val="0"/>', []),
        ('<w:rStyle w:val="lev"/>', ["gras"]),
        ('<w:rStyle w:val="Accentuation"/>', ["italique"]),
        ("<w:b/><w:i/>", ["gras", "italique"]),
        ('<w:vertAlign w:val="superscript"/>', []),
    ],
)
def test_bold_and_italic(properties: str, styles: list[str]) -> None:
    (block,) = body(p(r("mot", properties))).blocks
    assert sorted(block.spans[0].styles) == styles


def test_styles_are_known_by_name_since_programs_rename_identifiers() -> None:
    data = changed(DATA, lambda xml: xml.replace('w:styleId="Visa"', 'w:styleId="Style12"'), "word/styles.xml")
    data = changed(data, lambda xml: xml.replace('w:pStyle w:val="Visa"', 'w:pStyle w:val="Style12"'))
    assert [b.kind for b in read_docx(data, "x").blocks].count(Kind.VISA) == 6


def test_the_name_of_the_body_in_a_style_of_headings_is_before_the_title() -> None:
    written = docx.Document()
    written.add_heading("DÉPARTEMENT DU LOT", 1)
    for line in ("DÉCISION N° 2026-021 DU 5 FÉVRIER 2026", "Vu la loi ;"):
        written.add_paragraph(line)
    data = io.BytesIO()
    written.save(data)
    read = read_bytes(data.getvalue(), "x.docx").document
    assert [b.kind for b in read.blocks] == [Kind.INTERTITRE, Kind.TITRE, Kind.VISA]
