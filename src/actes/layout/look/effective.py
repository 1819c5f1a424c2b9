"""How a paragraph and its characters look: values that compare, and their OOXML; and what Word would show.

That is direct formatting over styles over their bases over the defaults of the file, resolved.

A level of a list brings its indent, a theme its fonts, a table style what its cells inherit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...frozen import frozen
from ...reading.numbering import PART as NUMBERING
from ...reading.package import Package
from ...reading.wordml import W, attribute, on
from ...reading.wordstyles import PART as STYLES
from ...values.markup import quoteattr
from ..package import Element, element, parse

SINGLE = 240  # 240ths of a line
AUTO = "auto"
TWIPS = 20  # of a point


@frozen
class Ink:
    """The look of characters: `size` in half points, `spacing` in twips, `scale` in percent.

    >>> [xml for xml in Ink("Arial", 24, bold=True).xml() if xml][1:]
    ['<w:b/><w:bCs/>', '<w:sz w:val="24"/><w:szCs w:val="24"/>']
    """

    font: str
    size: int
    bold: bool = False
    italic: bool = False
    caps: bool = False
    small_caps: bool = False
    underline: str = ""
    color: str = AUTO
    spacing: int = 0
    scale: int = 100

    def xml(self) -> Iterator[str]:
        """The children of `w:rPr`, in the order of the schema."""
        font = quoteattr(self.font)
        yield f"<w:rFonts w:ascii={font} w:hAnsi={font} w:eastAsia={font} w:cs={font}/>"
        yield "<w:b/><w:bCs/>" * self.bold + "<w:i/><w:iCs/>" * self.italic
        yield "<w:caps/>" * self.caps + "<w:smallCaps/>" * self.small_caps
        yield f"<w:color w:val={quoteattr(self.color)}/>" if self.color != AUTO else ""
        yield f'<w:spacing w:val="{self.spacing}"/>' if self.spacing else ""
        yield f'<w:w w:val="{self.scale}"/>' if self.scale != 100 else ""
        yield f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
        yield f"<w:u w:val={quoteattr(self.underline)}/>" if self.underline else ""

    @property
    def line(self) -> int:
        """How high a line of these characters is, in twips: the common text fonts are within a hair of it."""
        return self.size * TWIPS * 115 // 200


@frozen
class Form:
    """The look of a paragraph, in twips; `first` is below zero where the first line hangs; borders are OOXML."""

    align: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = SINGLE
    rule: str = AUTO
    contextual: bool = False
    borders: str = ""
    shade: str = ""
    stops: tuple[tuple[str, int], ...] = ()

    def xml(self) -> Iterator[tuple[str, str]]:
        """The children of `w:pPr` that these values make, each with its name."""
        sides = f"<w:pBdr>{self.borders}</w:pBdr>" if self.borders else ""
        yield "pBdr", sides
        yield "shd", f'<w:shd w:val="clear" w:color="auto" w:fill={quoteattr(self.shade)}/>' if self.shade else ""
        tabs = "".join(f'<w:tab w:val={quoteattr(kind)} w:pos="{at}"/>' for kind, at in self.stops)
        yield "tabs", f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        height = f'w:line="{self.line}" w:lineRule={quoteattr(self.rule)}'
        yield "spacing", f'<w:spacing w:before="{self.before}" w:after="{self.after}" {height}/>'
        turn = f'w:hanging="{-self.first}"' if self.first < 0 else f'w:firstLine="{self.first}"'
        yield "ind", f'<w:ind w:left="{self.left}" w:right="{self.right}" {turn}/>'
        yield "contextualSpacing", "<w:contextualSpacing/>" if self.contextual else ""
        yield "jc", f"<w:jc w:val={quoteattr(self.align)}/>"


A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TOGGLES = ("b", "i", "caps", "smallCaps")  # a character style in a paragraph style that has it, too, turns it off
ALIGNS = {"start": "left", "end": "right", "distribute": "both", "justify": "both"}
DEEPEST = 20  # styles based on one another
AUTOMATIC = 280  # twips: « Auto » before and after a paragraph
WORD_FONT, WORD_SIZE = "Times New Roman", "20"  # where nothing says
LARGEST = 31_680  # twips: 22 inches, Word's own bound


class Resolver:
    """The styles, lists and theme of one file."""

    def __init__(self, package: Package) -> None:
        styles = root_of(package, STYLES)
        found = list(styles.iter(f"{W}style"))
        self.styles = {style.get(f"{W}styleId", ""): style for style in found}
        self.usual = {s.get(f"{W}type", ""): s.get(f"{W}styleId", "") for s in found if s.get(f"{W}default") == "1"}
        self.defaults = {n: styles.findall(f"{W}docDefaults/{W}{n}Default/{W}{n}") for n in ("pPr", "rPr")}
        self.fonts = dict(_theme_fonts(package))
        self.levels = dict(_levels(root_of(package, NUMBERING)))

    def form(self, paragraph: Element, table: str = "") -> Form:
        """The look of a paragraph; `table` is the style of the table that holds it."""
        own = paragraph.find(f"{W}pPr")
        told = [own] if own is not None else []
        inherited = self._inherited(attribute(own, "pStyle"), table)
        return _form([*self.defaults["pPr"], *inherited, *self._listed(own), *told])

    def ink(self, paragraph: Element, run: Element | None, table: str = "") -> Ink:
        """The look of the characters of a run; of the mark of the paragraph, without one."""
        direct = (run if run is not None else paragraph).find(f"{W}rPr" if run is not None else f"{W}pPr/{W}rPr")
        style = attribute(paragraph, "pPr/pStyle")
        return self._ink(self._run_layers(style, table), self.chain(attribute(direct, "rStyle"), "rPr"), direct)

    def style(self, identifier: str) -> tuple[Form, Ink]:
        """What a paragraph style says, with all that it inherits."""
        paragraph = [*self.defaults["pPr"], *self.chain(identifier, "pPr")]
        return _form(paragraph), self._ink(self._run_layers(identifier, ""), [], None)

    def chain(self, identifier: str, what: str) -> list[Element]:
        """The properties of a style, those of the styles that it is based on before."""
        found: list[Element] = []
        for _ in range(DEEPEST):
            style = self.styles.get(identifier)
            if style is None:
                break
            found += style.findall(f"{W}{what}")[:1]
            identifier = attribute(style, "basedOn")
        return found[::-1]

    def table_layers(self, table: Element | None) -> list[Element]:
        """The properties of a table, those of its style before."""
        own = table.findall(f"{W}tblPr") if table is not None else []
        return [*self.chain(table_style(table), "tblPr"), *own]

    def _inherited(self, style: str, table: str) -> Iterator[Element]:
        yield from self.chain(table, "pPr")
        for properties in self.chain(style or self.usual.get("paragraph", ""), "pPr"):
            yield from self._listed(properties)
            yield properties

    def _run_layers(self, style: str, table: str) -> list[Element]:
        own = self.chain(style or self.usual.get("paragraph", ""), "rPr")
        return [*self.defaults["rPr"], *self.chain(table, "rPr"), *own]

    def _listed(self, properties: Element | None) -> Sequence[Element]:
        """The indent of the level of a list."""
        level = (attribute(properties, "numPr/numId"), attribute(properties, "numPr/ilvl") or "0")
        return [self.levels[level]] if level in self.levels else []

    def _ink(self, layers: Sequence[Element], characters: Sequence[Element], direct: Element | None) -> Ink:
        every = [*layers, *characters, *([direct] if direct is not None else [])]
        bold, italic, caps, small = (self._toggled(name, layers, characters, direct) for name in TOGGLES)
        underline = _last(every, "u")
        size = number(_last(every, "sz") or WORD_SIZE, 20)
        return Ink(
            self._font(every),
            size if 2 <= size <= 400 else 20,
            bold,
            italic,
            caps,
            small,
            "" if underline == "none" else underline,
            color(_last(every, "color")),
            number(_last(every, "spacing")),
            number(_last(every, "w"), 100) or 100,
        )

    def _toggled(
        self, name: str, layers: Sequence[Element], characters: Sequence[Element], direct: Element | None
    ) -> bool:
        if direct is not None and direct.find(W + name) is not None:
            return _state([direct], name)
        return _state(layers, name) != _state(characters, name)

    def _font(self, layers: Sequence[Element]) -> str:
        font = WORD_FONT
        for fonts in _each(layers, "rFonts"):
            theme = self.fonts.get(fonts.get(f"{W}asciiTheme", ""), "")
            font = theme or fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or font
        return font[:60]


def table_style(table: Element | None) -> str:
    """The identifier of the style of a table."""
    return attribute(table, "tblPr/tblStyle")


def _form(layers: Sequence[Element]) -> Form:
    """Paragraph properties, each layer over the one before."""
    indent, spacing = _merged(layers, "ind"), _merged(layers, "spacing")
    align = _last(layers, "jc") or "left"
    return Form(
        ALIGNS.get(align, align if align in ("left", "right", "center", "both") else "left"),
        _twips(indent.get("left", indent.get("start", ""))),
        _twips(indent.get("right", indent.get("end", ""))),
        -_twips(indent["hanging"]) if "hanging" in indent else _twips(indent.get("firstLine", "")),
        _apart(spacing, "before"),
        _apart(spacing, "after"),
        _twips(spacing.get("line", "")) or SINGLE,
        rule if (rule := spacing.get("lineRule", AUTO)) in ("exact", "atLeast") else AUTO,
        _state(layers, "contextualSpacing"),
        drawn(sides_of(layers, "pBdr"), ("top", "left", "bottom", "right", "between")),
        fill_of(last_of(layers, "shd")),
        _stops(layers),
    )


def _apart(spacing: dict[str, str], side: str) -> int:
    automatic = spacing.get(f"{side}Autospacing", "0") in ("1", "true", "on")
    return AUTOMATIC if automatic else max(0, _twips(spacing.get(side, "")))


def _merged(layers: Sequence[Element], name: str) -> dict[str, str]:
    """The attributes of a property, each layer over the one before; a first line that turns the other way replaces."""
    merged: dict[str, str] = {}
    for found in _each(layers, name):
        own = {str(k).removeprefix(W): str(v) for k, v in found.attrib.items()}
        for one, other in (("firstLine", "hanging"), ("hanging", "firstLine")):
            if one in own:
                merged.pop(other, None)
        merged |= own
    return merged


def sides_of(layers: Sequence[Element], name: str) -> dict[str, str]:
    """The sides that a property draws, by name, each layer over the one before; « » where one says that none is."""
    sides: dict[str, str] = {}
    for side in (side for found in _each(layers, name) for side in found):
        named = str(side.tag).removeprefix(W)
        sides[ALIGNS.get(named, named)] = _side(side)
    return sides


def drawn(sides: Mapping[str, str], names: Sequence[str]) -> str:
    return "".join(f"<w:{name} {sides[name]}/>" for name in names if sides.get(name))


def _side(side: Element) -> str:
    style = side.get(f"{W}val", "nil")
    if style in ("nil", "none") or not style.isalpha():
        return ""
    size, space = (max(0, min(number(side.get(W + n, "")), 96)) for n in ("sz", "space"))
    tint = color(side.get(f"{W}color", ""))
    return f'w:val="{style}" w:sz="{max(size, 2)}" w:space="{min(space, 31)}" w:color="{tint}"'


def fill_of(shade: Element | None) -> str:
    """The colour behind a text or a cell; empty where there is none."""
    fill = color(shade.get(f"{W}fill", "")) if shade is not None else AUTO
    return "" if fill in (AUTO, "FFFFFF") else fill


def _stops(layers: Sequence[Element]) -> tuple[tuple[str, int], ...]:
    """Tab stops, those that a layer clears left out."""
    stops: dict[int, str] = {}
    for layer in layers:
        for tab in layer.findall(f"{W}tabs/{W}tab"):
            at, kind = _twips(tab.get(f"{W}pos", "")), tab.get(f"{W}val", "left")
            if kind == "clear":
                stops.pop(at, None)
            elif kind.isalpha():
                stops[at] = ALIGNS.get(kind, kind)
    return tuple(sorted(((kind, at) for at, kind in stops.items()), key=lambda stop: stop[1]))


def color(value: str) -> str:
    """A colour as it is written; « auto » for black, and for what is none."""
    value = value.upper()
    return value if len(value) == 6 and all(c in "0123456789ABCDEF" for c in value) and value != "000000" else AUTO


def _each(layers: Iterable[Element], name: str) -> Iterator[Element]:
    """A property, as each layer that says it has it."""
    return (found for layer in layers if (found := layer.find(W + name)) is not None)


def last_of(layers: Sequence[Element], name: str) -> Element | None:
    return next(_each(reversed(layers), name), None)


def _last(layers: Sequence[Element], name: str) -> str:
    return next((v for one in _each(reversed(layers), name) if (v := one.get(f"{W}val"))), "")


def _state(layers: Sequence[Element], name: str) -> bool:
    return on(last_of(layers, name))


def _twips(text: str) -> int:
    return max(-LARGEST, min(number(text), LARGEST))


def number(text: str, default: int = 0) -> int:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def root_of(package: Package, name: str) -> Element:
    """The root of a part; an empty one where the file lacks it."""
    return parse(package.data(name), name) if name in package else element("none")


def _theme_fonts(package: Package) -> Iterator[tuple[str, str]]:
    """The fonts of the theme under the names that styles call them by."""
    name = next((n for n in package.names() if n.startswith("word/theme/") and n.endswith(".xml")), "")
    theme = root_of(package, name)
    for which in ("major", "minor"):
        latin = theme.find(f".//{A}{which}Font/{A}latin")
        if latin is not None and (face := latin.get("typeface", "")):
            yield from ((f"{which}{script}", face) for script in ("HAnsi", "Ascii"))


def _levels(root: Element) -> Iterator[tuple[tuple[str, str], Element]]:
    """The paragraph properties of each level of each list."""
    abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
    for number in root.findall(f"{W}num"):
        abstract = abstracts.get(attribute(number, "abstractNumId"))
        levels = [*(abstract.findall(f"{W}lvl") if abstract is not None else ()), *number.iter(f"{W}lvl")]
        for level in levels:
            properties = level.find(f"{W}pPr")
            if properties is not None:
                yield (number.get(f"{W}numId", ""), level.get(f"{W}ilvl", "0")), properties
