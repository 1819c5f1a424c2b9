"""A part of a Word file that is written again, as lxml's tree: prefixes stay as they are, each element has a parent.

Its elements answer as Python's own do, so that whatever reads Word reads them (as `Plain`). lxml loads where it serves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree

from ..reading.package import BadPackage
from ..reading.wordml import T, W
from ..reading.xml import UTF8, parse_utf8, utf8_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Element: TypeAlias = "_Element"
Plain: TypeAlias = ElementTree.Element
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parse(data: bytes, name: str) -> Element:
    """The root of an XML part. Raises BadPackage (see `parse_xml`)."""
    from lxml import etree

    plain = utf8_xml(data, name)
    parse_utf8(plain, name)
    parser = etree.XMLParser(
        encoding=UTF8, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:  # a text of ten million characters: libxml2 has bounds of its own
        raise BadPackage(f"« {name} » n'est pas du XML que Word écrirait (ligne {error.lineno})") from None


def written(root: Element) -> bytes:
    """The bytes of a part."""
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


def text_of(element: Element) -> str:
    """The letters of an element."""
    return "".join(str(one.text or "") for one in element.iter(T))


def elements(xml: str) -> list[Element]:
    """Elements of WordprocessingML from their text."""
    from lxml import etree

    return list(etree.fromstring(f'<x xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}">{xml}</x>'))
