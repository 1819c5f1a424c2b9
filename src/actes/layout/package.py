"""Word files written again: their parts as lxml's trees, their members as a zip that is the same on any machine.

In a tree, prefixes stay as they are and each element has a parent; its elements answer as Python's own do, so that
whatever reads Word reads them (a `Node` of `wordml`). lxml loads where it serves.

In the zip, what is rendered is stored unpacked, since two builds of zlib (zlib-ng is one) pack the same text
differently; what comes from the template is copied as the template packed it. Dates are fixed: a date in the zip is all
that made two renders of the same act differ.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from ..reading.package import CONTENT_TYPES, BadPackage, Member
from ..reading.wordml import T, W
from ..reading.xml import UTF8, parse_xml, utf8_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Element: TypeAlias = "_Element"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOS_DATE = 0x0021  # 1 January 1980, the first day a zip can say
VERSION = 20
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UTF8_NAMES = 0x0800


def parse(data: bytes, name: str) -> Element:
    """The root of an XML part. Raises BadPackage (see `parse_xml`)."""
    from lxml import etree

    plain = utf8_xml(data, name)
    parse_xml(plain, name)
    parser = etree.XMLParser(
        encoding=UTF8, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:  # a text of ten million characters: libxml2 has bounds of its own
        raise BadPackage(f"« {name} » n'est pas du XML que Word écrirait (ligne {error.lineno})") from None


def written(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of WordprocessingML."""
    from lxml import etree

    made = etree.Element(W + tag)
    for name, value in attributes.items():
        made.set(W + name, value)
    made.extend(children)
    return made


def parent_of(one: Element) -> Element:
    """What holds an element that is not a root."""
    held = one.getparent()
    assert held is not None
    return held


def text_of(element: Element) -> str:
    """The letters of an element."""
    return "".join(str(one.text or "") for one in element.iter(T))


def elements(xml: str) -> list[Element]:
    """Elements of WordprocessingML from their text."""
    from lxml import etree

    return list(etree.fromstring(f'<x xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}">{xml}</x>'))


def write_package(members: Iterable[Member]) -> bytes:
    """The bytes of a zip of these members, dates fixed, by name after `[Content_Types].xml`, as Word writes it."""
    body, directory, offset = [], [], 0
    for member in sorted(members, key=lambda one: (one.name != CONTENT_TYPES, one.name)):
        name = member.name.encode("utf-8")
        common = struct.pack(
            "<HHHHHIIIHH",
            *(VERSION, UTF8_NAMES, member.method, 0, DOS_DATE),
            *(member.crc, len(member.raw), member.size, len(name), 0),
        )
        local = b"PK\x03\x04" + common + name + member.raw
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", VERSION) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
        )
        body.append(local)
        offset += len(local)
    central = b"".join(directory)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(body), len(body), len(central), offset, 0)
    return b"".join((*body, central, end))
