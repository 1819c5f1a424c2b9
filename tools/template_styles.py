"""The styles of the templates: built-in ones under the identifiers of French Word, ours under French names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from template_parts import DECLARATION, LANDSCAPE_WIDTH, NAMESPACES

FONT = "Arial"  # on every Windows; Liberation Sans has its metrics
INK, GREY, PALE = "1F2A44", "595959", "E7ECF4"


@dataclass(frozen=True, slots=True)
class Look:
    """A template: its name, whether its articles have headings, its page, and the styles it draws differently."""

    name: str
    article_headings: bool = False
    landscape: bool = False
    own: Mapping[str, Style] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its identifier, the name Word shows, the OOXML of its paragraph and of its characters."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    following: str = ""
    type: str = "paragraph"
    listed: bool = True


def spacing(before: int, after: int, line: int = 0) -> str:
    """Space before and after in twentieths of a point, line height in 240ths of a line."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def indent(left: int, hanging: int = 0, right: int = 0) -> str:
    edge = f' w:right="{right}"' if right else ""
    return f'<w:ind w:left="{left}"{edge} w:hanging="{hanging}"/>' if hanging else f'<w:ind w:left="{left}"{edge}/>'


def size(points: float) -> str:
    half = int(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def color(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def align(value: str) -> str:
    return f'<w:jc w:val="{value}"/>'


def level(depth: int) -> str:
    return f'<w:outlineLvl w:val="{depth}"/>'


def box(value: str, gap: int = 6) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="{gap}" w:color="{value}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def footer(width: int) -> Style:
    """The footer's words on the left, page numbers on the right of a text of that width, in twips."""
    return Style(
        "Pieddepage",
        "footer",
        f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{GREY}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>' + spacing(0, 0, 240),
        color(GREY) + size(8.5),
    )


BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
CONTEXTUAL = "<w:contextualSpacing/>"  # no space between two paragraphs of this style
KEEP, KEEP_LINES = "<w:keepNext/>", "<w:keepLines/>"
SIGNATURE_INDENT = indent(3969)  # « Fait à Saint-Martin-sous-Vigouroux, le 29 septembre 2026 » on one line
LOGO = (
    '<w:framePr w:w="2835" w:h="1134" w:hRule="atLeast" w:hSpace="142" w:wrap="around" w:vAnchor="text"'
    ' w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
)

STYLES = (
    Style("Normal", "Normal", based=""),
    Style(
        "Titre1",
        "heading 1",
        KEEP + KEEP_LINES + spacing(360, 60) + align("center") + level(0),
        BOLD + color(INK) + size(14),
        following="Texte",
    ),
    Style(
        "Titre2",
        "heading 2",
        KEEP + KEEP_LINES + spacing(280, 100) + level(1),
        BOLD + color(INK) + size(11.5),
        following="Texte",
    ),
    Style(
        "Soustitre",
        "Subtitle",
        KEEP + spacing(0, 240) + indent(567, right=567) + CONTEXTUAL + align("center"),
        color(INK) + size(11),
        following="Texte",
    ),
    Style(
        "Entete1", "En-tête, première ligne", KEEP + spacing(0, 20), color(GREY) + '<w:spacing w:val="20"/>' + size(9)
    ),
    Style("Entete2", "En-tête, lignes suivantes", KEEP + spacing(0, 20), BOLD + color(INK) + size(12)),
    Style("Logo", "Emplacement du logo", LOGO + spacing(0, 0) + align("right")),
    Style(
        "Objet",
        "Objet",
        KEEP_LINES + box(INK) + spacing(300, 120, 276) + indent(142, right=142) + CONTEXTUAL + align("center"),
    ),
    Style("Texte", "Body Text", spacing(40, 100) + align("both")),
    Style("Autorite", "Autorité", KEEP + spacing(300, 180), BOLD),
    Style("Visa", "Visa", KEEP_LINES + spacing(0, 110) + indent(340, 340) + align("both")),
    Style("Considerant", "Considérant", based="Visa"),
    Style(
        "Formule",
        "Formule",
        KEEP + spacing(240, 240) + align("center"),
        BOLD + color(INK) + '<w:spacing w:val="40"/>' + size(13),
    ),
    Style("Intertitre", "Intertitre", KEEP + KEEP_LINES + spacing(160, 80), BOLD),
    Style("Partie", "Partie", KEEP_LINES + spacing(0, 160) + indent(340)),  # names and addresses: justified, they gape
    Style("Article", "Article", spacing(0, 140) + align("both")),
    Style("Element1", "Élément de liste 1", spacing(0, 80) + indent(567, 283) + align("both")),
    Style("Element2", "Élément de liste 2", spacing(0, 60) + indent(964, 283) + align("both")),
    Style("Element3", "Élément de liste 3", spacing(0, 60) + indent(1361, 283) + align("both")),
    Style("Cellule", "Cellule", spacing(50, 50, 240), size(10)),
    Style("Entetedecolonne", "En-tête de colonne", KEEP + spacing(70, 70, 240), BOLD + color(INK) + size(10)),
    Style("Total", "Total", spacing(70, 70, 240), BOLD + size(10)),
    Style("Lieuetdate", "Lieu et date", KEEP + spacing(320, 160)),
    Style("Signataire", "Signataire", KEEP + spacing(0, 0)),
    Style("Nomdusignataire", "Nom du signataire", KEEP_LINES + spacing(1300, 240), BOLD),
    Style("Mention", "Mention", KEEP_LINES + spacing(0, 70, 252) + align("both"), color(GREY) + size(9)),
    Style("Annonce", "Annonce d'annexe", KEEP_LINES + spacing(0, 60) + indent(0), ITALIC + size(9.5)),
    Style("Separateur", "Séparateur", spacing(0, 0, 240), size(6)),
    Style(
        "Balise",
        "Balise de modèle",
        spacing(20, 20, 240),
        '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/>'
        + color("8A8A8A")
        + size(8),
    ),
    Style("Entte", "header", spacing(0, 0, 240)),
    footer(9072),
    Style("Policepardfaut", "Default Paragraph Font", based="", type="character", listed=False),
    Style("lev", "Strong", run=BOLD, based="Policepardfaut", type="character"),
    Style("Accentuation", "Emphasis", run=ITALIC, based="Policepardfaut", type="character"),
    Style("Accentuationintense", "Intense Emphasis", run=BOLD + ITALIC, based="Policepardfaut", type="character"),
    Style("Exposant", "Exposant", run='<w:vertAlign w:val="superscript"/>', based="Policepardfaut", type="character"),
)

PARTY_FIRST = {
    "Entete1": Style("Entete1", "En-tête, première ligne", KEEP + spacing(0, 20), BOLD + color(INK) + size(12)),
    "Entete2": Style("Entete2", "En-tête, lignes suivantes", KEEP + spacing(0, 20), color(GREY) + size(9.5)),
}
DECISION_SIGNATURE = {
    "Lieuetdate": Style("Lieuetdate", "Lieu et date", KEEP + spacing(280, 160) + SIGNATURE_INDENT),
    "Signataire": Style("Signataire", "Signataire", KEEP + spacing(0, 0) + SIGNATURE_INDENT),
    "Nomdusignataire": Style(
        "Nomdusignataire", "Nom du signataire", KEEP_LINES + spacing(1200, 300) + SIGNATURE_INDENT, BOLD
    ),
}
CONVENTION = {
    "Formule": Style("Formule", "Formule", KEEP + spacing(240, 160), BOLD + size(10.5)),
}
# Tables over several pages: small letters, headings that stand apart, a signature on the right.
LISTING = {
    "Titre1": Style(
        "Titre1",
        "heading 1",
        KEEP + KEEP_LINES + spacing(240, 60) + align("center") + level(0),
        BOLD + color(INK) + size(14),
        following="Texte",
    ),
    "Intertitre": Style(
        "Intertitre", "Intertitre", KEEP + KEEP_LINES + spacing(280, 120) + level(1), BOLD + color(INK) + size(11.5)
    ),
    "Cellule": Style("Cellule", "Cellule", spacing(40, 40, 240), size(9)),
    "Entetedecolonne": Style(
        "Entetedecolonne", "En-tête de colonne", KEEP + spacing(60, 60, 240), BOLD + color(INK) + size(9)
    ),
    "Lieuetdate": Style("Lieuetdate", "Lieu et date", KEEP + spacing(320, 160) + indent(9072)),
    "Signataire": Style("Signataire", "Signataire", KEEP + spacing(0, 0) + indent(9072)),
    "Nomdusignataire": Style(
        "Nomdusignataire", "Nom du signataire", KEEP_LINES + spacing(1200, 0) + indent(9072), BOLD
    ),
    "Pieddepage": footer(LANDSCAPE_WIDTH),
}
LOOKS = (
    Look("decision", own=MappingProxyType(DECISION_SIGNATURE)),
    Look("convention", article_headings=True, own=MappingProxyType(PARTY_FIRST | CONVENTION)),
    Look("annexe-1", article_headings=True),
    Look("compte-rendu", landscape=True, own=MappingProxyType(LISTING)),
    Look("registre", landscape=True, own=MappingProxyType(LISTING)),
)

DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"'
    f' w:cs="{FONT}"/>{size(10.5)}<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    f"<w:pPrDefault><w:pPr><w:widowControl/>{spacing(0, 120, 264)}</w:pPr></w:pPrDefault></w:docDefaults>"
)


def _border(side: str, weight: int, value: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="{value}"/>'


CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{CELL_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="Aucuneliste"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Tableau"><w:name w:val="Tableau"/>'
    '<w:basedOn w:val="TableauNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    + _border("top", 8, INK)
    + _border("bottom", 8, INK)
    + _border("insideH", 4, "BFBFBF")
    + "</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    + _border("bottom", 8, INK)
    + f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Signatures"><w:name w:val="Signatures"/>'
    '<w:basedOn w:val="TableauNormal"/><w:qFormat/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="216" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
BUILT_IN = frozenset(
    {"Normal", "heading 1", "heading 2", "Subtitle", "Body Text", "header", "footer", "Strong", "Emphasis"}
    | {"Intense Emphasis", "Default Paragraph Font"}
)


def style_xml(style: Style) -> str:
    """A style in the order the schema asks for."""
    default = ' w:default="1"' if style.name in ("Normal", "Default Paragraph Font") else ""
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    listed = "<w:qFormat/>" if style.listed else '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>'
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="{style.type}"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based}{following}{listed}{paragraph}{run}</w:style>"
    )


def styles(look: Look) -> Iterator[str]:
    for style in STYLES:
        yield style_xml(look.own.get(style.id, style))


def styles_xml(look: Look) -> str:
    """word/styles.xml of a template."""
    return f"{DECLARATION}<w:styles {NAMESPACES}>{DEFAULTS}{''.join(styles(look))}{TABLE_STYLES}</w:styles>"
