"""What a template offers to the runs and tables made here, its named styles and the width of its text; and the runs.

Styles are asked for by name, as Word shows them, since each program renames their identifiers when it saves. Spans
become Word runs: named character styles, superscript of « 1er », line breaks, nothing lost.

>>> run("1er", frozenset(), Sheet({"Exposant": "Exposant"}))
'<w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Exposant"/></w:rPr><w:t>er</w:t></w:r>'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..document import Kind, Span, Style
from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..pattern import pattern
from ..problems import problem
from ..reading.package import Package
from ..reading.wordml import W, attribute
from ..reading.wordstyles import PART
from ..reading.xml import parse_xml, whole
from ..values.markup import escape, quoteattr
from ..values.ordinals import ORDINAL
from ..values.typography import held

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


# runs

FORBIDDEN = pattern("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACES = pattern(r"[ \t\n]+")  # no-break spaces are kept
# A hyphen at which no line ends. It is Word's own element (Ctrl+Maj+_): Word, python-docx and a PDF give it back as the
# plain « - », so that « 2020-273 » is found; U+2011 would be another character for whoever searches or copies.
HELD = "\x1e"
BREAKS = pattern(r"([\n\t\x1e])")
BREAK_XML = {"\n": "<w:br/>", "\t": "<w:tab/>", HELD: "<w:noBreakHyphen/>"}
NO_STYLES: frozenset[Style] = frozenset()
BOLD_ONLY = frozenset({Style.GRAS})
STYLE_NAMES = {BOLD_ONLY: BOLD, frozenset({Style.ITALIQUE}): ITALIC, frozenset(Style): BOLD_ITALIC}


def runs(spans: Iterable[Span], sheet: Sheet, lead: str = "") -> Markup:
    """The runs of a paragraph, ready for `{{r … }}`; spans of one look make one run, whatever their origins.

    `lead` is the identifier of the style that the template has for bold words at the head of the paragraph. Raises
    CannotGoOn when a span holds a control character: Word would refuse the file.
    """
    looks = [one for one in _looks(spans) if one[0]]
    if lead and looks and looks[0][1] == BOLD_ONLY:
        named = replace(sheet, ids={**sheet.ids, BOLD: lead}, led=True)
        return Markup("".join(run(*one, named if at == 0 else sheet) for at, one in enumerate(looks)))
    return Markup("".join(run(text, styles, sheet) for text, styles in looks))


def _looks(spans: Iterable[Span]) -> Iterator[tuple[str, frozenset[Style]]]:
    text, styles = "", NO_STYLES
    for span in spans:
        if match := FORBIDDEN.search(span.text):
            raise CannotGoOn([_control_character(span, match.start())])
        if span.styles == styles:
            text += span.text
        else:
            yield text, styles
            text, styles = span.text, span.styles
    yield text, styles


def run(text: str, styles: frozenset[Style], sheet: Sheet) -> str:
    """The runs of a text of one style: its ordinals take runs of their own."""
    plain = _properties(styles, sheet)
    parts, start = [], 0
    for match in ORDINAL.finditer(text):
        parts.append(_run(text[start : match.end(1)], plain))
        parts.append(_run(match[2], _properties(styles, sheet, raised=True)))
        start = match.end()
    parts.append(_run(text[start:], plain))
    return "".join(parts)


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    pieces = [BREAK_XML.get(piece) or _text(piece) for piece in BREAKS.split(held(text, HELD)) if piece]
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def _properties(styles: frozenset[Style], sheet: Sheet, *, raised: bool = False) -> str:
    """Named styles, and what they cannot say alone.

    Bold is also said directly: a bold style inside a bold paragraph (a heading, a total) turns bold off. Italic is
    left to that rule, which is the typographer's: a title inside an italic text stands upright.
    """
    if not styles and not raised:
        return ""
    name = STYLE_NAMES.get(styles, "")
    identifier = sheet.id(name or SUPERSCRIPT)
    named = f"<w:rStyle w:val={quoteattr(identifier)}/>" if identifier else ""
    bold = "<w:b/><w:bCs/>" if Style.GRAS in styles and not sheet.led else ""
    italic = "<w:i/><w:iCs/>" if Style.ITALIQUE in styles and not identifier else ""
    up = '<w:vertAlign w:val="superscript"/>' if raised and (name or not identifier) else ""
    return f"<w:rPr>{named}{bold}{italic}{up}</w:rPr>"


def plain(text: str) -> str:
    """A text on one line, without what no file can hold: for properties and markers.

    >>> plain("Flux vision\\n  Tourisme")
    'Flux vision Tourisme'
    """
    return SPACES.sub(" ", FORBIDDEN.sub(" ", text)).strip()


def _control_character(span: Span, offset: int) -> Finding:
    """The finding for a character that no Word file can hold."""
    message = f"le texte contient un caractère de contrôle invisible (U+{ord(span.text[offset]):04X})"
    hint = "effacez-le : il vient souvent d'un copier-coller ; retapez le mot à cet endroit"
    excerpt = FORBIDDEN.sub("\ufffd", span.text[max(0, offset - 30) : offset + 30])
    return problem("MOD201", message, hint, span.origin.place, excerpt=excerpt)
