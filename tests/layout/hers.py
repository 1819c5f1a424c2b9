"""Word acts of unlike looks, as secretaries make them: one act, six papers, built by another program (python-docx)."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

NUMBER = "2031-118"
VISAS = (
    "le code général des collectivités territoriales, notamment son article L. 2122-22 ;",
    "la délibération n° 2030-14 du 6 mai 2030 portant délégation du conseil municipal au maire ;",
    "le budget de l'exercice 2031 ;",
)
REASONS = ("la demande de l'association Les Amis du lavoir ;", "l'intérêt que présente la restauration du lavoir ;")
ARTICLES = (
    "Une subvention de 1 200 euros est attribuée à l'association Les Amis du lavoir pour la restauration du lavoir de "
    "la place haute, dont les travaux commenceront au printemps.",
    "La dépense est imputée au chapitre 65 du budget de l'exercice 2031, sur lequel les crédits sont ouverts.",
    "Le secrétaire général et la comptable publique sont chargés, chacun en ce qui le concerne, de l'exécution de la "
    "présente décision.",
)
SIGNED = ("Fait à Valmeilleux, le 3 avril 2031", "Le maire,", "Odile RAMBAUD")
ROWS = (("Poste", "Montant"), ("Maçonnerie", "900 €"), ("Charpente", "300 €"), ("Total", "1 200 €"))
OBJECT = "OBJET : subvention à l'association Les Amis du lavoir"


def picture(color: tuple[int, int, int], width: int = 120, height: int = 60) -> io.BytesIO:
    """A PNG of one colour with a white bar."""
    rows = b"".join(
        b"\0" + b"".join(bytes((255, 255, 255) if 20 < y < 28 else color) for _ in range(width)) for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def paper(name: str, size: float, top: float, right: float, bottom: float, left: float) -> Any:
    """A document in a font, on a page with these margins, in centimetres."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.right_margin = Cm(top), Cm(right)
    section.bottom_margin, section.left_margin = Cm(bottom), Cm(left)
    font(document, name, size)
    return document


def font(document: Any, name: str, size: float) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = name, Pt(size)
    style.element.rPr.rFonts.set(qn("w:cs"), name)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def say(holder: Any, *pieces: tuple[str, str], align: Any = None, before: float = 0, after: float = 0) -> Any:
    """A paragraph of pieces, each with the letters of its look: « b » bold, « u », « i », « c » small capitals."""
    paragraph = holder.add_paragraph()
    for text, marks in pieces:
        run = paragraph.add_run(text)
        run.bold = True if "b" in marks else None
        run.underline = True if "u" in marks else None
        run.italic = True if "i" in marks else None
        run.font.small_caps = True if "c" in marks else None
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def grounds(document: Any, marks: str, **look: Any) -> list[Any]:
    """The visas and the reasons, a paragraph each."""
    every = [("Vu ", text) for text in VISAS] + [("Considérant ", text) for text in REASONS]
    return [say(document, (lead, marks), (text, ""), **look) for lead, text in every]


def signatories(document: Any, *columns: tuple[str, ...]) -> list[Any]:
    """Those who sign side by side, each in a cell."""
    cells = document.add_table(rows=1, cols=len(columns)).rows[0].cells
    for cell, (first, *others) in zip(cells, columns, strict=True):
        cell.paragraphs[0].text = first
        for line in others:
            cell.add_paragraph(line)
    return list(cells)


def made(tag: str, text: str = "", **attributes: str) -> Any:
    element = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()})
    element.text = text or None
    return element


def field(paragraph: Any, code: str) -> None:
    begin, separate, end = (made("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    for inside in (begin, made("instrText", f" {code} "), separate, made("t", "1"), end):
        paragraph.add_run()._r.append(inside)


def lined(paragraph: Any, *sides: str, color: str, size: int = 8) -> None:
    frame = made("pBdr")
    frame.extend(made(side, val="single", sz=str(size), space="4", color=color) for side in sides)
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:spacing", "w:ind", "w:jc", "w:rPr")


def shaded(cell: Any, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(made("shd", val="clear", color="auto", fill=fill))


def table(document: Any, style: str = "Table Grid", fill: str = "") -> Any:
    drawn = document.add_table(rows=0, cols=2, style=style)
    for number, row in enumerate(ROWS):
        cells = drawn.add_row().cells
        for column, text in enumerate(row):
            cells[column].text = ""
            run = cells[column].paragraphs[0].add_run(text)
            run.bold = True if number in (0, len(ROWS) - 1) else None
            if column:
                cells[column].paragraphs[0].alignment = ALIGN.RIGHT
            if fill and number == 0:
                shaded(cells[column], fill)
    return drawn


def written(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def colored() -> bytes:
    """Logo at the left of the header, address and « Page x / y » at the foot, blue titles, Arial 10, justified."""
    document = paper("Arial", 10, 3.5, 2, 2.5, 2)
    blue = RGBColor(0x1B, 0x4F, 0x9C)
    head = document.sections[0].header.paragraphs[0]
    head.add_run().add_picture(picture((0x1B, 0x4F, 0x9C)), width=Cm(3))
    foot = document.sections[0].footer
    line = foot.paragraphs[0]
    lined(line, "top", color="1B4F9C")
    run = line.add_run(
        "Mairie de Valmeilleux – 2 place haute – 07999 Valmeilleux – 04 75 00 00 00 – www.valmeilleux.example"
    )
    run.font.size, run.font.color.rgb = Pt(8), blue
    line.alignment = ALIGN.CENTER
    second = foot.add_paragraph()
    second.alignment = ALIGN.RIGHT
    second.add_run(f"Décision n° {NUMBER} – page ").font.size = Pt(8)
    field(second, "PAGE")
    second.add_run(" / ")
    field(second, "NUMPAGES")
    title = say(document, (f"DÉCISION DU MAIRE n° {NUMBER}", "b"), align=ALIGN.CENTER, before=12, after=6)
    title.runs[0].font.size, title.runs[0].font.color.rgb = Pt(15), blue
    framed = say(document, (OBJECT, "b"), align=ALIGN.CENTER, before=6, after=12)
    lined(framed, "top", "left", "bottom", "right", color="1B4F9C")
    say(document, ("Le maire de Valmeilleux,", "b"), after=8)
    grounds(document, "b", align=ALIGN.JUSTIFY, after=6)
    decides = say(document, ("DÉCIDE", "b"), align=ALIGN.CENTER, before=10, after=10)
    decides.runs[0].font.color.rgb, decides.runs[0].font.size = blue, Pt(13)
    for number, text in enumerate(ARTICLES, 1):
        article = say(document, (f"Article {number} : ", "bu"), (text, ""), align=ALIGN.JUSTIFY, after=8)
        article.runs[0].font.color.rgb = blue
    table(document, fill="D9E4F5")
    for text in SIGNED:
        say(
            document, (text, "b" if text.isupper() else ""), before=60 if text == SIGNED[-1] else 12
        ).paragraph_format.left_indent = Cm(9)
    return written(document)


def empty_lines() -> bytes:
    """Garamond 12, empty paragraphs for space, tabs to place the signature, « ARTICLE 1er » alone, underlined."""
    document = paper("Garamond", 12, 2, 2.5, 2, 2.5)
    head = document.sections[0].header.paragraphs[0]
    head.alignment = ALIGN.CENTER
    head.add_run("RÉPUBLIQUE FRANÇAISE").font.small_caps = True
    more = document.sections[0].header.add_paragraph()
    more.alignment = ALIGN.CENTER
    more.add_run("Mairie de Valmeilleux").bold = True
    say(document)
    say(document, (f"DÉCISION N° {NUMBER}", "bu"), align=ALIGN.CENTER)
    say(document)
    say(document, (OBJECT, "i"))
    say(document)
    say(document, ("Le maire de Valmeilleux,", ""))
    say(document)
    for visa in VISAS:
        say(document, (f"VU {visa}", ""), align=ALIGN.JUSTIFY)
        say(document)
    for reason in REASONS:
        say(document, (f"CONSIDÉRANT {reason}", ""), align=ALIGN.JUSTIFY)
        say(document)
    say(document)
    say(document, ("DÉCIDE", "b"), align=ALIGN.CENTER)
    say(document)
    say(document)
    for number, text in enumerate(ARTICLES, 1):
        say(document, (f"ARTICLE {number}{'er' if number == 1 else ''}", "bu"))
        say(document, (text, ""), align=ALIGN.JUSTIFY)
        say(document)
    say(document)
    for text in SIGNED[:2]:
        say(document, (f"\t\t\t\t\t\t{text}", ""))
    for _ in range(4):
        say(document)
    say(document, (f"\t\t\t\t\t\t{SIGNED[2]}", ""))
    return written(document)


def first_page() -> bytes:
    """A first page of its own (logo and name), a line on the others, articles by styles, small capitals."""
    document = paper("Liberation Serif", 11, 2.5, 2, 2, 3)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    logo = section.first_page_header.paragraphs[0]
    logo.alignment = ALIGN.CENTER
    logo.add_run().add_picture(picture((0x7A, 0x1F, 0x2B)), width=Cm(4))
    name = section.first_page_header.add_paragraph()
    name.alignment = ALIGN.CENTER
    name.add_run("Communauté de communes du Val d'Oule").font.small_caps = True
    lined(name, "bottom", color="7A1F2B", size=12)
    section.header.paragraphs[0].add_run(f"Arrêté n° {NUMBER} du 3 avril 2031").italic = True
    section.first_page_footer.paragraphs[0].add_run("Siège : 1 rue du Pont – 26999 Oule").font.size = Pt(8)
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.RIGHT
    field(foot, "PAGE")
    heading = document.styles["Heading 2"]
    heading.font.size, heading.font.color.rgb = Pt(12), RGBColor(0x7A, 0x1F, 0x2B)
    heading.element.rPr.rFonts.attrib.clear()
    heading.font.name, heading.font.bold, heading.font.small_caps = "Liberation Serif", True, True
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(3)
    say(document, (f"Arrêté n° {NUMBER}", "bc"), align=ALIGN.LEFT, before=6).runs[0].font.size = Pt(18)
    say(document, (OBJECT, "b"), after=10)
    say(document, ("Le président de la communauté de communes,", "i"), after=6)
    for ground in grounds(document, "c", after=4):
        ground.paragraph_format.left_indent = Cm(1)
    say(document, ("ARRÊTE", "b"), align=ALIGN.LEFT, before=8, after=8)
    for number, text in enumerate(ARTICLES, 1):
        document.add_paragraph(f"Article {number} – Disposition", style="Heading 2")
        say(document, (" ".join([text] * 6), ""), align=ALIGN.JUSTIFY, after=4)
    for text in ("de tenir les comptes ;", "de rendre compte chaque année."):
        document.add_paragraph(text, style="List Bullet")
    say(document, (SIGNED[0], ""), align=ALIGN.RIGHT, before=12, after=12)
    ours = ("Pour la communauté,", "Le président,", "", "", "Luc AMIEL")
    theirs = ("Pour l'association,", "La présidente,", "", "", "Rose BRUN")
    for cell in signatories(document, ours, theirs):
        for paragraph in cell.paragraphs:
            paragraph.alignment = ALIGN.CENTER
    return written(document)


def in_the_text() -> bytes:
    """No header: the letterhead is a table of the text with its logo, the title a framed cell."""
    document = paper("Calibri", 11, 1.5, 2, 1.5, 2)
    head = document.add_table(rows=1, cols=2)
    head.rows[0].cells[0].paragraphs[0].add_run().add_picture(picture((0x2E, 0x7D, 0x32), 100, 100), width=Cm(2.5))
    right = head.rows[0].cells[1]
    for text in ("DÉPARTEMENT DE L'ARDÈCHE", "COMMUNE DE VALMEILLEUX"):
        line = right.paragraphs[0] if not right.paragraphs[0].text else right.add_paragraph()
        line.add_run(text).bold = True
        line.alignment = ALIGN.CENTER
    say(document)
    frame = document.add_table(rows=1, cols=1, style="Table Grid")
    inside = frame.rows[0].cells[0].paragraphs[0]
    inside.alignment = ALIGN.CENTER
    run = inside.add_run(f"DÉCISION DU MAIRE N° {NUMBER}")
    run.bold, run.font.size = True, Pt(14)
    say(document)
    say(document, (OBJECT, "b"))
    say(document)
    say(document, ("Le maire,", ""))
    for ground in grounds(document, "b", before=3):
        ground.paragraph_format.first_line_indent = Cm(1)
    say(document, ("D É C I D E", "b"), align=ALIGN.CENTER, before=12, after=12)
    for number, text in enumerate(ARTICLES, 1):
        say(document, (f"Article {number} ", "b"), (text, ""), before=6, align=ALIGN.JUSTIFY)
    for text in SIGNED:
        say(document, (text, ""), align=ALIGN.RIGHT, before=50 if text == SIGNED[-1] else 6)
    remedies = "La présente décision peut faire l'objet d'un recours devant le tribunal administratif de Lyon."
    say(document, (remedies, "i"), before=20).runs[0].font.size = Pt(8)
    return written(document)


def convention() -> bytes:
    """A convention: parties, numbered headings of Word, a table of her styles, two signatories."""
    document = paper("Verdana", 9.5, 2.5, 2.5, 2.5, 2.5)
    head = document.sections[0].header.paragraphs[0]
    head.add_run("Commune de Valmeilleux").bold = True
    head.add_run("\t\t").add_picture(picture((0xC6, 0x6A, 0x00), 60, 60), width=Cm(1.5))
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Convention de restauration du lavoir de la place haute\tpage ")
    field(foot, "PAGE")
    named = "CONVENTION DE RESTAURATION DU LAVOIR DE LA PLACE HAUTE"
    say(document, (named, "b"), align=ALIGN.CENTER, after=20).runs[0].font.size = Pt(13)
    say(document, ("Entre", "b"), after=6)
    commune = "La commune de Valmeilleux, représentée par son maire, Madame Odile Rambaud,"
    say(document, (commune, ""), after=6, align=ALIGN.JUSTIFY)
    say(document, ("Et", "b"), after=6)
    association = "L'association Les Amis du lavoir, représentée par sa présidente, Madame Rose Brun,"
    say(document, (association, ""), after=6, align=ALIGN.JUSTIFY)
    say(document, ("Il est convenu ce qui suit :", "i"), before=6, after=12)
    for number, text in enumerate(ARTICLES, 1):
        lined(say(document, (f"Article {number} : Objet", "b"), before=14, after=4), "bottom", color="C66A00")
        say(document, (text, ""), align=ALIGN.JUSTIFY, after=6)
    for text in ("de tenir les comptes ;", "de rendre compte chaque année."):
        document.add_paragraph(text, style="List Number")
    table(document, style="Light List Accent 2")
    say(document, (SIGNED[0], ""), before=20, after=10)
    for cell in signatories(document, ("Le maire,", "Odile RAMBAUD"), ("La présidente,", "Rose BRUN")):
        cell.paragraphs[0].paragraph_format.space_after = Pt(70)
    return written(document)


def landscape() -> bytes:
    """An annexe on its side, with its own margins, a wide table and pages of two sorts."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    section.orientation = 1
    document.settings.odd_and_even_pages_header_footer = True
    font(document, "Tahoma", 9)
    section.header.paragraphs[0].add_run("Ville de Valmeilleux – impaires")
    section.even_page_header.paragraphs[0].add_run("Ville de Valmeilleux – paires")
    section.even_page_footer.paragraphs[0].add_run("2 place haute")
    say(document, ("ANNEXE 1 : TABLEAU DES DÉPENSES", "b"), after=12).runs[0].font.size = Pt(16)
    say(document, (ARTICLES[0], ""), after=12)
    table(document, fill="DDDDDD")
    return written(document)


def in_a_table() -> bytes:
    """A délibération whose header is a table (logo, name, number and day), « Page 1 sur 3 » from Word's gallery."""
    document = paper("Times New Roman", 12, 4, 2, 2.5, 2)
    section = document.sections[0]
    head = section.header.add_table(1, 3, Cm(17))
    head.style = document.styles["Table Grid"]
    left, middle, right = head.rows[0].cells
    left.paragraphs[0].add_run().add_picture(picture((90, 20, 120), 80, 80), width=Cm(2.2))
    middle.paragraphs[0].add_run("SYNDICAT MIXTE DU VAL D'OULE").bold = True
    shaded(middle, "F0E6F5")
    right.paragraphs[0].add_run(f"Délibération n° {NUMBER}").italic = True
    right.add_paragraph("Séance du 3 avril 2031")
    gallery, content = made("sdt"), made("sdtContent")
    gallery.extend([made("sdtPr"), content])
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    field(foot, "PAGE")
    foot.alignment = ALIGN.RIGHT
    foot._p.addprevious(gallery)
    content.append(foot._p)
    say(document, ("EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS", "b"), align=ALIGN.CENTER, after=6)
    say(document, (f"Délibération n° {NUMBER} : {OBJECT[8:]}", "b"), align=ALIGN.CENTER, after=12)
    for visa in VISAS:
        paragraph = say(document, ("Vu ", "b"), (visa, ""), align=ALIGN.JUSTIFY, after=4)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1.2), Cm(-1.2)
    say(document, ("Le conseil syndical, après en avoir délibéré, DÉCIDE :", "b"), before=10, after=8)
    for number, text in enumerate(ARTICLES, 1):
        say(document, (f"{number}. ", "b"), (text, ""), align=ALIGN.JUSTIFY, after=6)
    for text in SIGNED:
        say(document, (text, ""), align=ALIGN.CENTER, before=4).paragraph_format.left_indent = Cm(8)
    return written(document)


LOOKS: tuple[Callable[[], bytes], ...] = (
    *(colored, empty_lines, first_page, in_the_text),
    *(convention, landscape, in_a_table),
)


def plain_paper() -> bytes:
    """All in the text: a rule under the letterhead, dashes, facing pages, a first column and a total that stand out."""
    document = paper("Arial", 10, 2, 1.5, 2, 3)
    document.settings.element.insert(0, made("mirrorMargins"))
    say(document, ("MAIRIE DE VALMEILLEUX", "b"), align=ALIGN.CENTER)
    say(document, ("2 place haute – 07999 Valmeilleux", ""), align=ALIGN.CENTER)
    lined(say(document, ("mairie@valmeilleux.example", ""), align=ALIGN.CENTER), "bottom", color="404090")
    say(document, (f"DÉCISION DU MAIRE N° {NUMBER}", "b"), align=ALIGN.CENTER, before=12)
    say(document, (OBJECT, "b"), after=8)
    say(document, ("Le maire de Valmeilleux,", ""))
    for visa in VISAS:
        say(document, (f"-\tVu {visa}", ""))
    say(document, ("DÉCIDE", "b"), align=ALIGN.CENTER)
    for number, text in enumerate(ARTICLES, 1):
        say(document, (f"Article {number} : ", "b"), (text, ""), after=6)
    say(document)
    drawn = table(document, fill="C0C0E0")
    for row in drawn.rows:
        row.cells[0].paragraphs[0].runs[-1].bold = True
        shaded(row.cells[0], "E0E0F0")
    shaded(drawn.rows[-1].cells[1], "FFF0C0")
    margins = made("tblCellMar")
    margins.append(made("top", w="60", type="dxa"))
    drawn._tbl.tblPr.append(margins)
    for text in SIGNED:
        say(document, (text, ""), before=20)
    return written(document)
