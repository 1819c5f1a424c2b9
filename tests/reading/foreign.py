"""An act that none of our templates made, as a person writes it in Word: invented, with all that a reader meets.

Articles and lists numbered by Word, a table with merged cells, a footnote, a text box, a content control, fields, a
header and a footer, symbols, pending changes. `python tests/reading/foreign.py` makes the files of fixtures/ again
(LibreOffice is needed); the tests read those that are kept.
"""
# ruff: noqa: E501 (XML is easier to follow on its line)

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
PROFILE = f"-env:UserInstallation={(Path(tempfile.gettempdir()) / 'lo-reading').as_uri()}"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
WP = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WHO = 'w:id="9" w:author="A. Martin" w:date="2025-03-04T10:00:00Z"'


def run(text: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, number: tuple[int, int] | None = None, extra: str = "") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    words = "".join(text if text.startswith("<") else run(text) for text in runs)
    return f"<w:p><w:pPr>{extra}{listed}</w:pPr>{words}</w:p>"


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"{mark.format('begin')}{inner}{mark.format('separate')}{run(result)}{mark.format('end')}"


def cell(text: str, width: int, properties: str = "", align: str = "left") -> str:
    inner = "".join(para(line, extra=f'<w:jc w:val="{align}"/>') for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def table(*rows: str) -> str:
    sides = "".join(f'<w:{s} w:val="single" w:sz="4" w:color="000000"/>' for s in SIDES)
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="2400"/><w:gridCol w:w="2400"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{grid}{''.join(rows)}</w:tbl>"


SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def row(*cells: str, header: bool = False) -> str:
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header else ''}{''.join(cells)}</w:tr>"


def figures(label: str, ht: str, ttc: str) -> str:
    return row(cell(label, 4000), cell(ht, 2400, align="right"), cell(ttc, 2400, align="right"))


ARTICLE, LIST = 1, 2
MARK = '<w:bookmark{0} w:id="1"{1}/>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="4000000" cy="400000"/><wp:docPr id="1" name="Cadre"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4000000" cy="400000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>'
    "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice><mc:Fallback><w:t>copie</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)


def body() -> str:
    """The act, from letterhead to signatures."""
    center = '<w:jc w:val="center"/>'
    control = f"<w:sdt><w:sdtContent>{run('Mme Claire Durand')}</w:sdtContent></w:sdt>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return "".join(
        [
            para("COMMUNE DE VALMONT-LE-HAUT", extra=center),
            para(run("CONVENTION DE MISE À DISPOSITION D’UNE SALLE", "<w:b/>"), extra=center),
            para("Entre"),
            para("La commune de Valmont-le-Haut, représentée par son maire, ", control, ","),
            para("Et"),
            para("L’association Les Amis du Moulin, dont le siège est à Valmont-le-Haut, représentée par son président,"),
            para("Vu le code général des collectivités territoriales ;"),
            para("Vu la délibération n° 2025-12 du 3 mars 2025 ;"),
            para("Il est convenu ce qui suit :"),
            para(MARK.format("Start", ' w:name="_Ref1"'), "Objet", MARK.format("End", ""), number=(ARTICLE, 0)),
            para("La commune met à disposition la salle des fêtes du 1", run("er", '<w:vertAlign w:val="superscript"/>'),
                 " avril 2025 au 31 mars 2026, dans les conditions suivantes :"),
            para("usage associatif", number=(LIST, 0)),
            para("réunions ;", number=(LIST, 1)),
            para("spectacles ;", number=(LIST, 1)),
            para("entretien à la charge de l’association.", number=(LIST, 0)),
            para("en toute saison.", number=(LIST, 1)),
            para("Redevance", number=(ARTICLE, 0)),
            para("La redevance est fixée ainsi", note, " :"),
            table(
                row(cell("Poste", 4000), cell("HT", 2400), cell("TTC", 2400), header=True),
                figures("Salle", "1 000,00 €", "1 200,00 €"),
                figures("Ménage\n(une fois par mois)", "200,00 €", "240,00 €"),
                row(cell("Total toutes taxes comprises", 6400, '<w:gridSpan w:val="2"/>'), cell("1 440,00 €", 2400, align="right")),
            ),
            para("Elle est due selon l’article ", field('HYPERLINK \\l "_Ref1"', "1"), " de la présente convention."),
            para("Durée", number=(ARTICLE, 0)),
            para("La convention est conclue pour ", run("douze", ""), " mois. Elle vise l’article L. 2122", "<w:r><w:noBreakHyphen/></w:r>",
                 "22 du code. Option retenue : ", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " annuelle."),
            para(BOX.format(para("Encadré : la salle compte 120 places."))),
            para("Fait à Valmont-le-Haut, le 12 mars 2025"),
            para("Le maire,"),
            para("Claire DURAND"),
        ]
    )  # fmt: skip


def changes() -> str:
    """Paragraphs with pending changes: an insertion, a deletion, a paragraph whose end is deleted."""
    deleted = f"<w:del {WHO}><w:r><w:delText>trente</w:delText></w:r></w:del>"
    inserted = f"<w:ins {WHO}>{run('soixante')}</w:ins>"
    end = f"<w:rPr><w:del {WHO}/></w:rPr>"
    return (
        para("Article 1 : Le délai est de ", deleted, inserted, " jours.")
        + f"<w:p><w:pPr>{end}</w:pPr>{run('Article 2 : La commune ')}</w:p>"
        + para("paie la facture.")
    )


def level(at: int, form: str, text: str, indent: int) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def parts(content: str) -> dict[str, str]:
    """The parts of a Word file with this body."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"),
            ("header1", "header"), ("footer1", "footer"),
        )
    )  # fmt: skip
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{name}.xml"/>'
        for n, (name, kind) in enumerate(
            [("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"), ("header1", "header"), ("footer1", "footer")], 1
        )
    )  # fmt: skip
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/></w:sectPr>'
    article = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{level(0, "decimal", "Article %1 :", 0)}</w:abstractNum>'
    items = (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        f"{level(0, 'decimal', '%1°', 720)}{level(1, 'lowerLetter', '%2)', 1080)}</w:abstractNum>"
    )
    pages = f"<w:p>{run('Page ')}{field('PAGE', '1')}{run(' / ')}{field('NUMPAGES', '2')}</w:p>"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{rels}">{links}</Relationships>',
        "word/document.xml": f"<w:document {W} {R} {WP}><w:body>{content}{section}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>'
        '<w:sz w:val="22"/></w:rPr></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering {W}>{article}{items}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{para("Révisée chaque année.")}</w:footnote></w:footnotes>',
        "word/header1.xml": f"<w:hdr {W}>{para('Mairie de Valmont-le-Haut')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{pages}</w:ftr>",
    }


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def converted(source: Path, form: str, folder: Path) -> Path:
    """What LibreOffice makes of a file."""
    command = ["soffice", PROFILE, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{form.partition(':')[0]}"


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    for name, content in (("convention", body()), ("revisions", changes())):
        source = FIXTURES / f"{name}.docx"
        source.write_bytes(zipped(parts(content)))
        converted(source, "odt", FIXTURES)
        again = FIXTURES / "libreoffice"
        again.mkdir(exist_ok=True)
        converted(source, "docx", again)
    converted(FIXTURES / "convention.docx", "pdf", FIXTURES)
    converted(FIXTURES / "convention.docx", "txt:Text (encoded):UTF8", FIXTURES)


if __name__ == "__main__":
    sys.exit(main())
