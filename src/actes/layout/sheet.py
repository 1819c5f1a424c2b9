"""What a template offers to the runs and tables made here: its named styles and the width of its text.

Styles are asked for by name, as Word shows them, since each program renames their identifiers when it saves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..reading.xml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A4_TEXT_WIDTH = 9072  # twips, between margins of 2.5 cm
PAGE_WIDTH = re.compile(r"<w:pgSz\b[^>]*?\bw:w=\"(\d{1,6})\"")
MARGIN = {side: re.compile(rf"<w:pgMar\b[^>]*?\bw:{side}=\"(\d{{1,6}})\"") for side in ("left", "right")}

BOLD, ITALIC, BOLD_ITALIC, SUPERSCRIPT = "Strong", "Emphasis", "Intense Emphasis", "Exposant"
TABLE, SIGNATURES = "Tableau", "Signatures"
CELL, COLUMN_HEADING, TOTAL = "Cellule", "En-tête de colonne", "Total"
SIGNATORY, SIGNATORY_NAME = "Signataire", "Nom du signataire"
NEEDED: Mapping[str, str] = MappingProxyType(
    dict.fromkeys((BOLD, ITALIC, BOLD_ITALIC, SUPERSCRIPT), "character")
    | dict.fromkeys((TABLE, SIGNATURES), "table")
    | dict.fromkeys((CELL, COLUMN_HEADING, TOTAL, SIGNATORY, SIGNATORY_NAME), "paragraph")
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Style names to identifiers (`ids`), and the width of the text in twips.

    >>> Sheet({"Strong": "lev"}).id("Strong"), Sheet({}).id("Strong")
    ('lev', '')
    """

    ids: Mapping[str, str]
    width: int = A4_TEXT_WIDTH

    def id(self, name: str) -> str:
        """The identifier of a style, empty when the template lacks it (words matter more than their look)."""
        return self.ids.get(name, "")

    def missing(self) -> list[str]:
        """The styles that runs and tables use and the template lacks."""
        return [name for name in NEEDED if name not in self.ids]


def read_sheet(styles: bytes, document: str) -> Sheet:
    """The sheet of a template, from its `word/styles.xml` and the text of its `word/document.xml`."""
    return Sheet(MappingProxyType(dict(_names(styles))), text_width(document))


def _names(styles: bytes) -> Iterable[tuple[str, str]]:
    for style in parse_xml(styles, "word/styles.xml").iter(f"{W}style"):
        name, identifier = style.find(f"{W}name"), style.get(f"{W}styleId")
        if name is not None and identifier:
            yield name.get(f"{W}val", ""), identifier


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
