"""What a template offers to the runs and tables made here: its named styles and the width of its text.

Styles are asked for by name, as Word shows them, since each program renames their identifiers when it saves.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from ..document import Kind
from ..frozen import frozen
from ..pattern import pattern
from ..reading.package import Package
from ..reading.wordml import W, attribute
from ..reading.wordstyles import PART
from ..reading.xml import parse_xml, whole

A4_TEXT_WIDTH = 9072  # twips, between margins of 2.5 cm
CHARACTER = 118  # twips: an average bold character of 10 points
WIDE = ("Verdana", "DejaVu Sans", "Courier New", "Century Gothic")  # a fifth wider than the others
PAGE_WIDTH = pattern(r"<w:pgSz\b[^>]*?\bw:w=\"(\d{1,6})\"")
MARGIN = {side: pattern(rf"<w:pgMar\b[^>]*?\bw:{side}=\"(\d{{1,6}})\"") for side in ("left", "right")}

BOLD, ITALIC, BOLD_ITALIC, SUPERSCRIPT = "Strong", "Emphasis", "Intense Emphasis", "Exposant"
TABLE, SIGNATURES = "Tableau", "Signatures"
CELL, COLUMN_HEADING, TOTAL = "Cellule", "En-tête de colonne", "Total"
SIGNATORY, SIGNATORY_NAME = "Signataire", "Nom du signataire"
# Character styles that a template may have: for the bold words at the head of a block, « Article 1er : », « Vu ».
LEADS: Mapping[Kind, str] = {
    Kind.ARTICLE: "Premiers mots d'article",
    Kind.VISA: "Premiers mots de visa",
    Kind.CONSIDERANT: "Premiers mots de considérant",
}
NEEDED: Mapping[str, str] = (
    dict.fromkeys((BOLD, ITALIC, BOLD_ITALIC, SUPERSCRIPT), "character")
    | dict.fromkeys((TABLE, SIGNATURES), "table")
    | dict.fromkeys((CELL, COLUMN_HEADING, TOTAL, SIGNATORY, SIGNATORY_NAME), "paragraph")
)


@frozen
class Sheet:
    """Style names to identifiers (`ids`), and the width of the text in twips.

    `led`: the bold style is the template's own for the head of a block, and says itself what is bold; `parted`: the
    template has two lines for an article; `character`: how wide one is in a table, in twips.

    >>> Sheet({"Strong": "lev"}).id("Strong"), Sheet({}).id("Strong")
    ('lev', '')
    """

    ids: Mapping[str, str]
    width: int = A4_TEXT_WIDTH
    led: bool = False
    character: int = CHARACTER
    parted: bool = False

    def id(self, name: str) -> str:
        """The identifier of a style, empty when the template lacks it (words matter more than their look)."""
        return self.ids.get(name, "")

    def lead(self, kind: Kind) -> str:
        """The style of the bold words at the head of a block, where the template has one."""
        return self.id(LEADS[kind]) if kind in LEADS else ""

    def missing(self) -> list[str]:
        """The styles that runs and tables use and the template lacks."""
        return [name for name in NEEDED if name not in self.ids]


def read_sheet(package: Package, document: str) -> Sheet:
    """The sheet of a template, from its styles and the text of its `word/document.xml`."""
    root = parse_xml(package.data(PART) if PART in package else b"<none/>", PART)
    styles_of = {attribute(style, "name"): style.get(f"{W}styleId", "") for style in root.iter(f"{W}style")}
    names = MappingProxyType({name: identifier for name, identifier in styles_of.items() if identifier})
    return Sheet(names, text_width(document), character=_character(root), parted="bloc.tete" in document)


def _character(styles: Element) -> int:
    """How wide a character of a table is, in the letters of its headings."""
    own = [s for s in styles.iter(f"{W}style") if attribute(s, "name") == COLUMN_HEADING]
    layers = [p for p in (*(s.find(f"{W}rPr") for s in own), styles.find(f".//{W}rPrDefault/{W}rPr")) if p is not None]
    size = next((s for p in layers if (s := whole(attribute(p, "sz"), -1, 100)) >= 0), 20)
    fonts = [f.get(f"{W}ascii", "") for p in layers if (f := p.find(f"{W}rFonts")) is not None]
    return CHARACTER * size * (6 if fonts[:1] and fonts[0] in WIDE else 5) // 100


def text_width(document: str) -> int:
    """Page width less margins, in twips; that of A4 with margins of 2.5 cm when the template does not say.

    >>> text_width('<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1134" w:right="1134"/>')
    9638
    >>> text_width("")
    9072
    """
    page, left, right = (p.search(document) for p in (PAGE_WIDTH, MARGIN["left"], MARGIN["right"]))
    if not (page and left and right):
        return A4_TEXT_WIDTH
    width = int(page[1]) - int(left[1]) - int(right[1])
    return width if width > 1000 else A4_TEXT_WIDTH
