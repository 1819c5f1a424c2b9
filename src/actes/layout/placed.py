"""An XML part and where each of its elements stands in the bytes: what is added is then all that changes.

>>> data = b'<a x="1>2">t<b/></a>'
>>> placed = Placed.of(data, "x.xml")
>>> [data[e.start : e.end] for e in map(placed.extent, placed.root)]
[b'<b/>']
>>> placed.tags(placed.root)
(b'<a x="1>2">', b'</a>')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ..frozen import frozen
from ..pattern import pattern
from ..reading.xml import parse_utf8, utf8_xml

TAG = pattern(rb"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""")
CHARACTER = pattern(r"&[^;&<]*;|\r\n|.", re.DOTALL)  # as it is written: « &amp; » is one


@frozen
class Extent:
    """Offsets in bytes: of the opening tag, of what follows it, of the closing tag, of what follows that."""

    start: int
    inner: int
    outer: int
    end: int


@frozen(eq=False)
class Placed:
    """A part in UTF-8, its tree, and for each element its extent and its parent."""

    data: bytes
    root: Element
    extents: Mapping[Element, Extent]
    parents: Mapping[Element, Element]

    @classmethod
    def of(cls, data: bytes, name: str) -> Placed:
        """Raises BadPackage as `parse_xml` does."""
        plain = utf8_xml(data, name)
        parse_utf8(plain, name)
        root, extents = _parsed(plain)
        return cls(plain, root, extents, {child: parent for parent in root.iter() for child in parent})

    def extent(self, element: Element) -> Extent:
        return self.extents[element]

    def tags(self, element: Element) -> tuple[bytes, bytes]:
        """The opening and the closing tag as they are written."""
        at = self.extents[element]
        return self.data[at.start : at.inner], self.data[at.outer : at.end]

    def ancestors(self, element: Element) -> Iterator[Element]:
        """The elements that hold this one, the nearest first."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def within(self, element: Element, offset: int) -> int | None:
        """Where the character `offset` of an element's text begins; None where that cannot be said (CDATA)."""
        at = self.extents[element]
        written = CHARACTER.findall(self.data[at.inner : at.outer].decode("utf-8"))
        if len(written) != len(element.text or ""):
            return None
        return at.inner + len("".join(written[:offset]).encode("utf-8"))


def _parsed(data: bytes) -> tuple[Element, dict[Element, Extent]]:
    parser, builder = expat.ParserCreate("utf-8", "}"), TreeBuilder()
    extents: dict[Element, Extent] = {}
    opened: list[tuple[Element, int, int]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        match = TAG.match(data, at)
        element = builder.start(_qualified(tag), {_qualified(name): value for name, value in attributes.items()})
        opened.append((element, at, match.end() if match else at))

    def end(tag: str) -> None:
        builder.end(_qualified(tag))
        element, at, inner = opened.pop()
        outer = parser.CurrentByteIndex
        empty = data[inner - 2 : inner] == b"/>"
        extents[element] = Extent(at, inner, *((inner, inner) if empty else (outer, data.index(b">", outer) + 1)))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close(), extents


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
