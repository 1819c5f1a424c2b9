"""OpenDocument vocabulary: names, styles and what they inherit, the numbers that LibreOffice computes for lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..document import Kind, Style
from ..frozen import frozen
from ..pattern import pattern
from .numbering import LEVELS, Number, shown
from .symbols import named
from .wordml import paragraphs as paragraphs_in
from .wordstyles import KINDS, NAMED, OURS
from .xml import whole

URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW = (f"{{{URN}{n}:1.0}}" for n in ("office", "text", "table", "style", "drawing"))
FO = f"{{{URN}xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
P, H = f"{TEXT}p", f"{TEXT}h"
DEEPEST = 12  # styles that a style may inherit from
ALIGN = {"end": "droite", "right": "droite", "center": "centre"}
# What holds no text of the document where it stands.
SKIPPED = frozenset(
    {
        *(f"{OFFICE}{n}" for n in ("annotation", "forms")),
        *(f"{TEXT}{n}" for n in ("tracked-changes", "note", "number", "ruby-text", "hidden-text")),
        *(f"{TEXT}{n}" for n in ("sequence-decls", "variable-decls", "user-field-decls")),
    }
)


@frozen
class OdfStyles:
    """The styles of a file, automatic ones included, by (family, name)."""

    elements: Mapping[tuple[str, str], Element]
    ours: bool

    @classmethod
    def of(cls, *roots: Element) -> OdfStyles:
        found = [style for root in roots for style in root.iter(f"{STYLE}style")]
        elements = {(s.get(f"{STYLE}family", ""), s.get(f"{STYLE}name", "")): s for s in found}
        return cls(elements, not OURS.isdisjoint(_shown(style) for style in found))

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """A style and those it inherits from."""
        for _ in range(DEEPEST):
            style = self.elements.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")

    def properties(self, family: str, name: str) -> Iterator[Element]:
        """What a style and those it inherits from say, the nearest first."""
        for style in self.chain(family, name):
            yield from style.findall(f"{STYLE}{family}-properties")

    def names(self, family: str, name: str) -> list[str]:
        """The names of a style and of those it inherits from, as a person sees them, in lower case."""
        return [_shown(style) for style in self.chain(family, name)]

    def kind(self, name: str) -> Kind:
        """What one of our styles says a block is."""
        known = (KINDS[shown] for shown in self.names("paragraph", name) if shown in KINDS)
        return next(known, Kind.PARAGRAPHE) if self.ours else Kind.PARAGRAPHE

    def align(self, name: str) -> str:
        said = (properties.get(f"{FO}text-align", "") for properties in self.properties("paragraph", name))
        return ALIGN.get(next(filter(None, said), ""), "gauche")

    def breaks(self, family: str, name: str) -> tuple[bool, bool]:
        """Whether a page begins before what has a style, or after it; a page of another sort is a new page too."""
        found = [properties.attrib for properties in self.properties(family, name)]
        before, after = (
            next((p[side] for p in found if side in p), "") == "page"
            for side in (f"{FO}break-before", f"{FO}break-after")
        )
        return before or any(style.get(f"{STYLE}master-page-name") for style in self.chain(family, name)), after

    def marks(self, name: str) -> frozenset[Style]:
        found = set[Style]().union(*(NAMED.get(shown, ()) for shown in self.names("text", name)))
        for properties in self.properties("text", name):
            found |= {Style.GRAS} if properties.get(f"{FO}font-weight") == "bold" else set()
            found |= {Style.ITALIQUE} if properties.get(f"{FO}font-style") in ("italic", "oblique") else set()
        return frozenset(found)


def _shown(style: Element) -> str:
    name = style.get(f"{STYLE}display-name", "") or style.get(f"{STYLE}name", "")
    return name.replace("_20_", " ").lower()


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph and heading, those of tables and frames included, in order."""
    return paragraphs_in(root, (P, H), SKIPPED)


SLOT = pattern(r"%(\d{1,2})%")
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
LEVEL_TAGS = (f"{TEXT}list-level-style-number", f"{TEXT}list-level-style-bullet", f"{TEXT}outline-level-style")


@dataclass(slots=True)
class OpenList:
    """A list that is being read: its style, and how many items each of its levels has had."""

    style: str
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)


class OdfLists:
    """Counts the items of the lists of one document, in order."""

    def __init__(self, *roots: Element) -> None:
        self.styles: dict[str, Mapping[int, Element]] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self.styles[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in root.iter(f"{TEXT}outline-style"):
                self.styles[""] = _levels(style)
        self.named: dict[str, OpenList] = {}
        self.last: dict[str, OpenList] = {}
        self.outline = OpenList("")

    def opened(self, element: Element) -> OpenList:
        """A list that begins, or goes on with one before it."""
        style = element.get(f"{TEXT}style-name", "")
        before = self.named.get(element.get(f"{TEXT}continue-list", ""))
        if before is None and element.get(f"{TEXT}continue-numbering") == "true":
            before = self.last.get(style)
        found = OpenList(style or (before.style if before else ""), before.counts if before else [0] * LEVELS)
        self.last[found.style] = found
        if name := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self.named[name] = found
        return found

    def number(self, inside: OpenList, depth: int, start: str = "") -> Number | None:
        """The number of the next item at a level (from 1); None when it shows none."""
        levels = self.styles.get(inside.style, {})
        level = levels.get(depth)
        self._count(inside, levels, depth, start)
        if level is None:
            return None
        bullet = level.tag == LEVEL_TAGS[1]
        text = level.get(f"{TEXT}bullet-char", "") if bullet else self._shown(inside, levels, level, depth)
        text = named(text).strip()
        return Number(text, depth, bullet) if text else None

    def heading(self, element: Element) -> Number | None:
        """The number of a heading outside lists, when the outline of the document is numbered."""
        depth = whole(element.get(f"{TEXT}outline-level", "1"), 0, LEVELS)
        return self.number(self.outline, depth) if depth and self.styles.get("") else None

    def _count(self, inside: OpenList, levels: Mapping[int, Element], depth: int, start: str) -> None:
        counts = inside.counts
        first = whole(levels[depth].get(f"{TEXT}start-value", ""), 1) if depth in levels else 1
        counts[depth - 1] = whole(start, counts[depth - 1] + 1 if counts[depth - 1] else first)
        counts[depth:] = [0] * (LEVELS - depth)

    def _shown(self, inside: OpenList, levels: Mapping[int, Element], level: Element, depth: int) -> str:
        def slot(at: int) -> str:
            form = levels[at].get(f"{STYLE}num-format", "1") if at in levels else "1"
            return shown(max(inside.counts[at - 1], 1), FORMS.get(form, "decimal"))

        pattern = level.get(f"{LOEXT}num-list-format")
        if pattern is not None:
            return SLOT.sub(lambda found: slot(int(found[1])), pattern)
        if not level.get(f"{STYLE}num-format"):
            return ""
        first = max(1, depth - whole(level.get(f"{TEXT}display-levels", ""), 1) + 1)
        number = ".".join(slot(at) for at in range(first, depth + 1))
        return level.get(f"{STYLE}num-prefix", "") + number + level.get(f"{STYLE}num-suffix", "")


def _levels(style: Element) -> Mapping[int, Element]:
    found = [(whole(level.get(f"{TEXT}level", "")), level) for level in style if level.tag in LEVEL_TAGS]
    return {depth: level for depth, level in found if 0 < depth <= LEVELS}
