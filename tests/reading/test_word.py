"""Word files that others made: numbers, notes, fields, headers, pending changes, what is not read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from actes.reading import Change, Reading, read_bytes, read_file
from reading.foreign import WHO, W, cell, field, level, para, row, run, table, zipped
from reading.foreign import parts as foreign_parts
from reading.samples import FIXTURES, told


def word(content: str, **parts: str) -> Reading:
    """A Word file with this body; a part is named by its file (« numbering »)."""
    named = {f"word/{name}.xml": text for name, text in parts.items()}
    return read_bytes(zipped(foreign_parts(content) | named), "recu.docx")


def opened(styles: str, body: str) -> Reading:
    """An OpenDocument text of these automatic styles and this body."""
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    names = "".join(f' xmlns:{name}="{urn}{name}:1.0"' for name in ("office", "text", "table", "style"))
    content = (
        f'<office:document-content{names} xmlns:fo="{urn}xsl-fo-compatible:1.0"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return read_bytes(
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}), "recu.odt"
    )


def texts(reading: Reading) -> list[str]:
    return [f"{b.marker}|{b.text}" if b.marker else b.text for b in reading.document.blocks]


def numbering(levels: str, more: str = "") -> str:
    """A numbering.xml of one list, number 1; `more` are further lists."""
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return f'<w:numbering {W}>{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'


def numbered(*items: tuple[str, int, int], levels: str, more: str = "") -> list[str]:
    content = "".join(para(text, number=(which, at)) for text, which, at in items)
    return texts(word(content, numbering=numbering(levels, more)))


def test_levels_count_and_start_again() -> None:
    levels = level(0, "upperRoman", "%1 -", 0) + level(1, "decimal", "%1.%2", 0)
    items = [("a", 1, 0), ("b", 1, 1), ("c", 1, 1), ("d", 1, 0), ("e", 1, 1)]
    assert numbered(*items, levels=levels) == ["I - a", "I.1 b", "I.2 c", "II - d", "II.1 e"]


def test_legal_numbers_show_figures_for_roman_ones() -> None:
    legal = level(1, "decimal", "%1.%2", 0).replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    assert numbered(("a", 1, 0), ("b", 1, 1), levels=level(0, "upperRoman", "%1 -", 0) + legal) == ["I - a", "1.1 b"]


def test_a_list_that_starts_again_and_one_that_goes_on() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    items = [("a", 1, 0), ("b", 2, 0), ("c", 2, 0), ("d", 3, 0)]
    assert numbered(*items, levels=level(0, "decimal", "Article %1.", 0), more=more) == [
        "Article 1. a", "Article 5. b", "Article 6. c", "Article 7. d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "shown"),
    [("decimal", "3"), ("lowerLetter", "c"), ("upperLetter", "C"), ("lowerRoman", "iii"), ("decimalZero", "03"),
     ("ordinal", "3e"), ("ordinalText", "troisième"), ("cardinalText", "trois"), ("chinese", "3")],
)  # fmt: skip
def test_forms_of_numbers(form: str, shown: str) -> None:
    third = numbered(*[("x", 1, 0)] * 3, levels=level(0, form, "Article %1 :", 0))[2]
    assert third == f"Article {shown} : x"


def test_bullets_are_markers_whatever_their_font() -> None:
    levels = level(0, "bullet", "\uf0b7", 0) + level(1, "bullet", "o", 0)
    assert numbered(("a", 1, 0), ("b", 1, 1), levels=levels) == ["•|a", "o|b"]


def test_a_style_gives_its_number_and_a_paragraph_can_refuse_it() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    style = '<w:pStyle w:val="T2"/>'
    content = para("Objet", extra=style) + para("Durée", number=(0, 0), extra=style) + para("Prix", extra=style)
    linked = level(0, "decimal", "Article %1 :", 0).replace("<w:numFmt", '<w:pStyle w:val="T2"/><w:numFmt')
    assert texts(word(content, styles=styles, numbering=numbering(linked))) == [
        "Article 1 : Objet", "Durée", "Article 2 : Prix",
    ]  # fmt: skip


def test_numbers_in_tables_are_counted_in_order() -> None:
    inner = f"<w:tc>{para('b', number=(1, 0))}</w:tc>"
    content = para("a", number=(1, 0)) + f"<w:tbl>{row(inner)}</w:tbl>" + para("c", number=(1, 0))
    reading = word(content, numbering=numbering(level(0, "decimal", "Lot %1", 0)))
    assert texts(reading) == ["Lot 1 a", "Lot 2 b", "Lot 3 c"]


def test_a_field_shows_its_result_even_inside_another_and_over_paragraphs() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = field("MERGEFIELD x", "caché")
    outer = f"{mark.format('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{mark.format('separate')}"
    content = para("avant ", outer, "visible") + para("suite", mark.format("end"), " après")
    assert texts(word(content)) == ["avant visible", "suite après"]


def test_boxes_to_tick() -> None:
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ticked, empty = box.format("<w:checked/>"), box.format('<w:default w:val="0"/>')
    assert texts(word(para(ticked, end, "oui ", empty, end, "non"))) == ["☒oui ☐non"]


def test_hidden_text_and_comments_are_said_not_read() -> None:
    comments = f'<w:comments {W}><w:comment w:id="1">{para("à revoir")}</w:comment></w:comments>'
    reading = word(para("vu ", run("secret", "<w:vanish/>"), run("clair", '<w:vanish w:val="0"/>')), comments=comments)
    assert texts(reading) == ["vu clair"]
    assert [note.code for note in reading.notes] == ["LEC202", "LEC203"]


def test_headers_and_footers_are_set_aside_but_the_letterhead_of_the_first_page_is_of_the_act() -> None:
    parts = foreign_parts(para("DÉCISION n° 2025-1") + para("Vu le code ;"))
    assert [b.text for b in read_bytes(zipped(parts), "a.docx").furniture] == [
        "Mairie de Valmont-le-Haut",
        "Page 1 / 2",
    ]
    main = parts["word/document.xml"].replace('w:type="default" r:id="rId4"', 'w:type="first" r:id="rId4"')
    parts["word/document.xml"] = main.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    reading = read_bytes(zipped(parts), "a.docx")
    assert told(reading)[0] == ("entete", "", "Mairie de Valmont-le-Haut")
    assert [b.text for b in reading.furniture] == ["Page 1 / 2"]


def test_a_stamp_pasted_in_a_word_file_is_set_aside() -> None:
    stamp = para("Accusé de réception en préfecture") + para("015-200066660-20250708-DEC2025-453-AU")
    reading = word(para("Vu le code ;") + stamp + para("DÉCIDE"))
    assert texts(reading) == ["Vu le code ;", "DÉCIDE"]
    assert [b.text for b in reading.furniture][-1] == "015-200066660-20250708-DEC2025-453-AU"


def test_merged_cells_keep_their_columns() -> None:
    wide = cell("Total", 6400, '<w:gridSpan w:val="2"/>')
    reading = word(table(row(cell("a", 1), cell("b", 1), cell("c", 1)), row(wide, cell("9 €", 1))))
    (block,) = reading.document.blocks
    assert [[c.text for c in r.cells] for r in block.rows] == [["a", "b", "c"], ["Total", "", "9 €"]]
    assert block.rows[1].cells[2].paragraphs[0][0].origin.place.cell == "C2"


def test_line_breaks_hide_several_blocks() -> None:
    broken = "<w:r><w:br/></w:r>"
    reading = word(para("Vu le code ;", broken, "Vu la loi ;", broken, "et le décret ;"))
    assert [b.text for b in reading.document.blocks] == ["Vu le code ;", "Vu la loi ;\net le décret ;"]


@pytest.mark.parametrize("path", ["revisions.docx", "libreoffice/revisions.docx", "revisions.odt"])
def test_pending_changes(path: str) -> None:
    """Read as accepted: the insertion is in, the deletion out, and the deleted end of a paragraph joins two."""
    reading = read_file(FIXTURES / path)
    assert texts(reading) == ["Article 1 : Le délai est de soixante jours.", "Article 2 : La commune paie la facture."]
    made = [(r.change, r.text, r.author, r.date[:10], r.place.paragraph) for r in reading.revisions]
    assert made == [
        (Change.SUPPRESSION, "trente", "A. Martin", "2025-03-04", 1),
        (Change.INSERTION, "soixante", "A. Martin", "2025-03-04", 1),
    ]
    (note,) = reading.notes
    assert note.code == "LEC201"
    assert "1 insertion, 1 suppression" in note.message


def test_changes_of_one_hand_that_touch_are_one() -> None:
    other = WHO.replace("A. Martin", "B. Petit")
    made = (f"<w:ins {who}>{run(text)}</w:ins>" for who, text in ((WHO, "cent"), (WHO, " euros"), (other, " HT")))
    assert [(r.text, r.author) for r in word(para(*made)).revisions] == [
        ("cent euros", "A. Martin"),
        (" HT", "B. Petit"),
    ]


def test_moves_and_rows_that_are_deleted() -> None:
    moved = f"<w:moveFrom {WHO}>{run('ici')}</w:moveFrom><w:moveTo {WHO}>{run('là')}</w:moveTo>"
    gone = f"<w:tr><w:trPr><w:del {WHO}/></w:trPr>{cell('ôté', 1)}</w:tr>"
    reading = word(para(moved) + f"<w:tbl>{row(cell('gardé', 1))}{gone}</w:tbl>")
    assert texts(reading) == ["là", "gardé"]
    assert [r.change for r in reading.revisions] == [Change.DEPLACE_DE, Change.DEPLACE_VERS]


def test_a_formatting_change_is_no_revision() -> None:
    marked = f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>gras</w:t></w:r>"
    assert not word(para(marked)).revisions


def test_a_file_of_python_docx() -> None:
    """Its default template: lists and headings by style."""
    import docx

    document = docx.Document()
    document.add_heading("ARRÊTÉ n° 2025-7", 0)
    for text in ("Vu le code de la route ;", "ARRÊTE"):
        document.add_paragraph(text)
    document.add_heading("Article 1er – Stationnement", 1)
    document.add_paragraph("interdit place du Marché", style="List Bullet")
    document.add_paragraph("autorisé ailleurs", style="List Number")
    document.add_heading("Rappel", 2)
    out = io.BytesIO()
    document.save(out)
    assert told(read_bytes(out.getvalue(), "a.docx")) == [
        ("titre", "", "ARRÊTÉ n° 2025-7"),
        ("visa", "", "Vu le code de la route ;"),
        ("formule", "", "ARRÊTE"),
        ("article", "", "Article 1er – Stationnement"),
        ("item", "•", "interdit place du Marché"),
        ("item", "1.", "autorisé ailleurs"),
        ("intertitre", "", "Rappel"),
    ]


def test_the_main_part_may_bear_another_name(tmp_path: Path) -> None:
    parts = foreign_parts(para("Vu le code ;"))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    assert texts(read_bytes(zipped(parts), "a.docx")) == ["Vu le code ;"]


def test_places_are_those_of_the_paragraphs() -> None:
    reading = word(para("Vu le code ;") + para("") + para("Vu la loi ;"))
    assert [b.spans[0].origin.place.paragraph for b in reading.document.blocks] == [1, 3]


def test_tabs_and_spaces_that_place_a_line_hide_nothing() -> None:
    """« Fait à », the office and the name are typed at the right of the page more often than they are indented."""
    end = ("\t\t\tFait à Oule, le 3 mai 2031", "\t\t\tLe maire,", "      Rose BRUN")
    lines = ("Article 1er : la subvention est versée.", *end)
    body = "".join(para(line) for line in ("Arrêté n° 12", "Vu le code ;", "ARRÊTE", *lines))
    blocks = word(body).document.blocks
    assert [block.kind.value for block in blocks][-3:] == ["article", "lieu_date", "signature"]
    assert blocks[-2].text == end[0]  # its words are as they were typed


def test_a_page_break_is_told_where_its_author_put_it() -> None:
    """Before a paragraph, in the one above, by a section; a break of columns or a section on the same page is none."""
    page, column = '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:br w:type="column"/></w:r>'
    asked, off = "<w:pPr><w:pageBreakBefore/></w:pPr>", '<w:pPr><w:pageBreakBefore w:val="0"/></w:pPr>'
    section = "<w:pPr><w:sectPr/></w:pPr>"
    beside = '<w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr>'
    words = "<w:r><w:t>{}</w:t></w:r>"
    content = "".join(
        f"<w:p>{one}</w:p>"
        for one in (
            words.format("a"), page + words.format("b"), words.format("c") + page, "", words.format("d"),
            asked + words.format("e"), off + words.format("f"), section, words.format("g"), column + words.format("h"),
            beside + words.format("i"), words.format("j"),
        )
    )  # fmt: skip
    assert "".join(b.text.strip() for b in word(content).document.blocks if b.page) == "bdeg"


def test_a_page_break_is_told_in_an_odt_too() -> None:
    """Of a style or of one it inherits from, before or after, by another sort of page, at a table; none is soft."""
    properties = {
        "asked": '<style:paragraph-properties fo:break-before="page"/>',
        "off": '<style:paragraph-properties fo:break-before="auto"/>',
        "column": '<style:paragraph-properties fo:break-before="column"/>',
        "after": '<style:paragraph-properties fo:break-after="page"/>',
        "grid": '<style:table-properties fo:break-before="page"/>',
    }
    styles = "".join(
        f'<style:style style:name="{name}" style:family="{"table" if name == "grid" else "paragraph"}" '
        f'style:parent-style-name="{"asked" if name == "off" else ""}">{inside}</style:style>'
        for name, inside in properties.items()
    )
    styles += '<style:style style:name="heir" style:family="paragraph" style:parent-style-name="asked"/>'
    styles += '<style:style style:name="other" style:family="paragraph" style:master-page-name="Paysage"/>'
    lines = (("a", ""), ("b", "asked"), ("c", "off"), ("d", "column"), ("e", "after"), ("", ""), ("f", ""))
    lines += (("g", "heir"), ("h", ""), ("i", "other"), ("", "asked"), ("j", ""))
    body = "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for text, style in lines)
    body += '<table:table table:style-name="grid"><table:table-row><table:table-cell><text:p>k</text:p>'
    body += (
        "</table:table-cell></table:table-row></table:table><text:p>l<text:soft-page-break/></text:p><text:p>m</text:p>"
    )
    assert "".join(b.text.strip() for b in opened(styles, body).document.blocks if b.page) == "bfgijk"


def test_spaces_left_behind_a_heading_change_nothing() -> None:
    content = para("Tarifs ") + para("ANNEXE 1 ") + para("TARIFS  ") + para("Le repas coûte 4 €.")
    assert [b.kind.value for b in word(content).document.blocks][1:3] == ["titre", "sous_titre"]
