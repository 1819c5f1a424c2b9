"""OpenDocument vocabulary: names, styles and what they inherit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ..document import Kind, Style
from ..frozen import frozen
from .wordstyles import KINDS, NAMED, OURS

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
        f"{TEXT}tracked-changes",
        f"{TEXT}note",
        f"{TEXT}number",
        f"{TEXT}ruby-text",
        f"{TEXT}hidden-text",
        f"{OFFICE}annotation",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}user-field-decls",
        f"{OFFICE}forms",
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

    def names(self, family: str, name: str) -> list[str]:
        """The names of a style and of those it inherits from, as a person sees them, in lower case."""
        return [_shown(style) for style in self.chain(family, name)]

    def kind(self, name: str) -> Kind:
        """What one of our styles says a block is."""
        known = (KINDS[shown] for shown in self.names("paragraph", name) if shown in KINDS)
        return next(known, Kind.PARAGRAPHE) if self.ours else Kind.PARAGRAPHE

    def align(self, name: str) -> str:
        """The alignment of a paragraph."""
        for style in self.chain("paragraph", name):
            for properties in style.findall(f"{STYLE}paragraph-properties"):
                if found := properties.get(f"{FO}text-align"):
                    return ALIGN.get(found, "gauche")
        return "gauche"

    def breaks(self, family: str, name: str) -> tuple[bool, bool]:
        """Whether a page begins before what has a style, or after it; a page of another sort is a new page too."""
        chain = list(self.chain(family, name))
        found = [p.attrib for style in chain for p in style.findall(f"{STYLE}{family}-properties")]
        before, after = (
            next((p[side] for p in found if side in p), "") == "page"
            for side in (f"{FO}break-before", f"{FO}break-after")
        )
        return before or any(style.get(f"{STYLE}master-page-name") for style in chain), after

    def marks(self, name: str) -> frozenset[Style]:
        """Bold and italic of a run."""
        found: set[Style] = set()
        for style in self.chain("text", name):
            found |= NAMED.get(_shown(style), frozenset())
            for properties in style.findall(f"{STYLE}text-properties"):
                found |= {Style.GRAS} if properties.get(f"{FO}font-weight") == "bold" else set()
                found |= {Style.ITALIQUE} if properties.get(f"{FO}font-style") in ("italic", "oblique") else set()
        return frozenset(found)


def _shown(style: Element) -> str:
    name = style.get(f"{STYLE}display-name", "") or style.get(f"{STYLE}name", "")
    return name.replace("_20_", " ").lower()


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph and heading, those of tables and frames included, in order."""
    for child in root:
        if child.tag in SKIPPED:
            continue
        if child.tag in (P, H):
            yield child
        yield from paragraphs(child)
