"""What comes out: sound for two validators, the same bytes, readable by others, hostile words included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from ooxml_integrity import check

from actes.document import Block, Document, Kind, Style
from actes.finding import CannotGoOn
from actes.layout.audit import audit
from actes.layout.runs import plain
from layout.acts import ACTS, ANNEXE, CONVENTION, DECISION, block, paragraph, row, signatures, span
from layout.packages import LISTINGS, MAIN, NAMES, TEMPLATES, layout, parts, rendered

HOSTILE = (
    "Dupont & Fils <SARL>",
    "{{ x }} {% if y %} {# z #}",
    "\"droits\" 'simples' « français »",
    "]]> <!-- --> <w:t> &amp; \\n",
    "{_{ x }_} {_% %_}",
    "  espaces  doubles  ",
    "fin de ligne\net suite\tcolonne",
    "é \u00a0 \u202f 😀 œ",
)


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("document", ACTS, ids=lambda d: d.name)
def test_two_validators(
    document: Document, draft: bool, tmp_path: Path, assert_valid_docx: Callable[[Path], None]
) -> None:
    path = tmp_path / f"{document.name}.docx"
    path.write_bytes(rendered(document, draft))
    assert_valid_docx(path)
    assert check(str(path)) == []


@pytest.mark.parametrize("name", NAMES)
def test_two_validators_on_templates(name: str, assert_valid_docx: Callable[[Path], None]) -> None:
    path = TEMPLATES / f"{name}.docx"
    assert_valid_docx(path)
    assert check(str(path)) == []


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [Kind.VISA, Kind.ENTETE, Kind.ITEM, Kind.PARAGRAPHE])
def test_hostile_words(text: str, kind: Kind, tmp_path: Path, assert_valid_docx: Callable[[Path], None]) -> None:
    document = Document(
        "decision",
        (Block(kind, (span(text, Style.GRAS), span(text)), marker="-" if kind is Kind.ITEM else ""), signatures(text)),
        text,
        text,
        (span(text),),
    )
    data = rendered(document)
    audit(document, data, "acte.docx")
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert_valid_docx(path)
    assert docx.Document(str(path)).core_properties.title == plain(text)


def test_control_characters_are_refused_where_they_stand() -> None:
    with pytest.raises(CannotGoOn) as caught:
        rendered(Document("decision", (Block(Kind.VISA, (span("Vu le code\x07"),)),)))
    assert caught.value.status == 1
    assert [f.code for f in caught.value.findings] == ["MOD201"]
    assert "U+0007" in caught.value.findings[0].message
    assert caught.value.findings[0].where == span("").origin.place


@pytest.mark.parametrize("document", ACTS, ids=lambda d: d.name)
def test_same_bytes_whatever_the_clock(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered(document)
    year = 366 * 24 * 3600
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + year)
    real = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *_: real(now + year))
    assert rendered(document) == first


def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = (
        "import sys; from layout.acts import CONVENTION; from layout.packages import template;"
        "from actes.layout.engine import Layout;"
        "sys.stdout.buffer.write(Layout(template('convention'), 'convention').render(CONVENTION, False))"
    )
    root = TEMPLATES.parent
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONPATH": f"{root / 'src'}{os.pathsep}{root / 'tests'}", "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True, cwd=tmp_path
        )
        assert done.stdout == rendered(CONVENTION)


def test_zip_is_sorted_and_undated() -> None:
    with ZipFile(BytesIO(rendered(DECISION))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_draft_mark_is_in_the_header_of_drafts_only() -> None:
    draft, final = (parts(rendered(DECISION, mark))["word/header1.xml"] for mark in (True, False))
    assert b'string="PROJET"' in draft
    assert b"PROJET" not in final
    assert b"<w:p>" in final  # a header without a paragraph is refused by Word


def test_properties_and_language() -> None:
    document = docx.Document(BytesIO(rendered(DECISION)))
    assert document.core_properties.title == DECISION.title
    assert document.core_properties.author == DECISION.author
    assert document.core_properties.language == "fr-FR"
    core = parts(rendered(DECISION))["docProps/core.xml"]
    assert b"dcterms" not in core  # no date: the clock's would be the only one


def test_first_heading_is_of_level_1_and_articles_of_level_2() -> None:
    names = [
        p.style.name
        for p in docx.Document(BytesIO(rendered(CONVENTION))).paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert names[0] == "Heading 1"
    assert names[1:] == ["Heading 2"] * 9


def test_the_table() -> None:
    table = docx.Document(BytesIO(rendered(ANNEXE))).tables[0]
    xml = parts(rendered(ANNEXE))[MAIN].decode()
    assert len(table.rows) == 13
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.index("<w:tblHeader/>") < xml.index("Cantal Destination")
    assert xml.count("<w:cantSplit/>") == 13
    assert {p.style.name for p in table.rows[1].cells[1].paragraphs} == {"Total"}
    assert table.rows[2].cells[1].paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert table.rows[2].cells[0].paragraphs[0].alignment is None


def test_signature_columns_stay_together() -> None:
    xml = parts(rendered(CONVENTION))[MAIN].decode()
    table = xml[xml.rindex("<w:tbl>") : xml.rindex("</w:tbl>")]
    assert table.count("<w:tc>") == 4
    assert "<w:cantSplit/>" in table
    assert table.count("<w:keepNext/>") == 4  # all lines but the names


@pytest.mark.parametrize(("people", "lines"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2])])
def test_any_number_of_signatories(
    people: int, lines: list[int], tmp_path: Path, assert_valid_docx: Callable[[Path], None]
) -> None:
    text = " || ".join(f"Pour la partie {n} / La Présidente / Nom {n}" for n in range(people))
    document = Document("convention", (block("lieu_date | Fait à Aurillac, le"), signatures(text)))
    data = rendered(document)
    audit(document, data, "acte.docx")
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert_valid_docx(path)
    tables = docx.Document(str(path)).tables
    found = [len(row._tr.tc_lst) for table in tables for row in table.rows]
    assert found == (lines if people > 1 else [])  # one person signs without a table


def test_rows_of_signatories_stay_in_order_with_room_above_the_names() -> None:
    """As a convention lists them: for whom, on one row; offices and names on the next."""
    first, second = (
        signatures(text).rows[0] for text in ("Pour A || Pour B", "Le Président / Nom A || La Présidente / Nom B")
    )
    document = Document("convention", (Block(Kind.SIGNATURE, rows=(first, second)),))
    data = rendered(document)
    audit(document, data, "acte.docx")
    (table,) = docx.Document(BytesIO(data)).tables
    styles = [[p.style.name for cell in row.cells for p in cell.paragraphs] for row in table.rows]
    assert styles == [["Signataire"] * 2, ["Signataire", "Nom du signataire"] * 2]


def test_names_alone_on_the_last_row() -> None:
    rows = tuple(signatures(text).rows[0] for text in ("Pour A || Pour B", "Nom A || Nom B"))
    data = rendered(Document("convention", (Block(Kind.SIGNATURE, rows=rows),)))
    (table,) = docx.Document(BytesIO(data)).tables
    assert {p.style.name for cell in table.rows[1].cells for p in cell.paragraphs} == {"Nom du signataire"}


def test_a_lone_signatory_over_two_rows() -> None:
    rows = tuple(signatures(text).rows[0] for text in ("La Présidente,", "Céline CHARRIAUD"))
    document = docx.Document(BytesIO(rendered(Document("decision", (Block(Kind.SIGNATURE, rows=rows),)))))
    assert [p.style.name for p in document.paragraphs if p.text] == ["Signataire", "Nom du signataire"]


def test_an_empty_document_and_an_empty_table() -> None:
    for blocks in ((), (Block(Kind.TABLEAU),), (Block(Kind.SIGNATURE),), (paragraph(""),)):
        document = Document("decision", blocks)
        audit(document, rendered(document), "acte.docx")


def test_the_last_text_stays_with_the_signatures() -> None:
    """A page of signatures alone could be put under any text: nobody would sign it."""
    texts = [Block(kind, (span("trois"),)) for kind in (Kind.PARAGRAPHE, Kind.MENTION)]
    for last in (*texts, Block(Kind.ITEM, (span("trois"),), 2, "o")):
        blocks = (paragraph("un"), paragraph("deux"), last, Block(Kind.LIEU_DATE, (span("Fait ici"),)))
        written = docx.Document(BytesIO(rendered(Document("convention", blocks)))).paragraphs
        kept = [one.text.rpartition("\t")[2] for one in written if one.paragraph_format.keep_with_next]
        assert kept == ["trois"], last.kind


@pytest.mark.parametrize("name", LISTINGS)
def test_signatures_under_a_table_stay_with_its_last_rows(name: str) -> None:
    """The line that parts them is bound too."""
    blocks = (
        Block(Kind.TABLEAU, rows=tuple(row(f"ligne | {number}") for number in range(4))),
        Block(Kind.LIEU_DATE, (span("Fait"),)),
    )
    body = parts(layout(name).render(Document(name, blocks), draft=False))[MAIN].decode()
    table, _, after = body.partition("</w:tbl>")
    assert table.count("<w:keepNext/>") == 2
    assert after.startswith('<w:p><w:pPr><w:pStyle w:val="Separateur"/><w:keepNext/>')
