"""XML that others wrote: UTF-8 or UTF-16, no document type, so no entity to expand; depth bounded.

>>> parse_xml(b"<a>1<b/></a>", "x.xml").tag
'a'
>>> parse_xml(b'<!DOCTYPE a [<!ENTITY e "1">]><a>&e;</a>', "x.xml")
Traceback (most recent call last):
actes.reading.package.BadPackage: « x.xml » contient une définition de type (DOCTYPE), ce qu'aucun Word n'écrit
"""

from __future__ import annotations

from contextlib import suppress
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from ..pattern import pattern
from .package import DANGER, BadPackage

UTF8 = "utf-8"
LONGEST = 5_000_000  # characters: a thousand pages and more
MAX_DEPTH = 200
MAX_TAGS = 3_000_000  # opening and closing: a thousand pages, some 300 MB once read
ENCODING = pattern(r'^\s*<\?xml[^>]*?encoding\s*=\s*["\']([A-Za-z0-9._-]+)["\']')


def utf8_xml(data: bytes, name: str) -> bytes:
    """An XML part in UTF-8, whatever it declares: one text, so that no two readers see two.

    Raises BadPackage when it is neither UTF-8 nor UTF-16, or declares something else.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadPackage(f"« {name} » n'est pas écrit en UTF-8") from None
    declared = ENCODING.match(text)
    other = declared and declared[1].lower() not in ("utf-8", "utf-16", "us-ascii")
    if other or "\0" in text:  # in UTF-16 without its mark, every other byte is a zero
        raise BadPackage(f"« {name} » n'est pas écrit en UTF-8")
    return text.encode("utf-8")


def parse_xml(data: bytes, name: str) -> ElementTree.Element:
    """The root of an XML part. Raises BadPackage when it is not well formed, too deep, or has a document type."""
    data = utf8_xml(data, name)
    if data.count(b"<") > MAX_TAGS:
        raise BadPackage(f"« {name} » contient trop d'éléments", DANGER)
    try:
        _refuse_document_type(data, name)
        root = ElementTree.fromstring(data, ElementTree.XMLParser(encoding=UTF8))
    except (ElementTree.ParseError, expat.ExpatError) as error:
        line = error.position[0] if isinstance(error, ElementTree.ParseError) else error.lineno
        raise BadPackage(f"« {name} » n'est pas du XML bien formé (ligne {line})") from None
    _check_depth(root, name)
    if sum(len(element.text or "") + len(element.tail or "") for element in root.iter()) > LONGEST:
        raise BadPackage(f"« {name} » contient trop de texte pour être un acte", "LEC102")
    return root


def whole(text: str, default: int = 0, most: int = 1_000_000) -> int:
    """The whole number of an attribute, `most` at most; `default` where it is none.

    >>> whole("12"), whole("²", 1), whole("9" * 5_000, 1, 64), whole("-3", 1)
    (12, 1, 64, 1)
    """
    number = text.isascii() and text.isdigit()
    return default if not number else min(int(text), most) if len(text) < 10 else most


def _refuse_document_type(data: bytes, name: str) -> None:
    """What comes before the first element, as the parser itself reads it: a document type can stand only there."""
    parser = expat.ParserCreate(UTF8)

    def refuse(*_: object) -> NoReturn:
        raise BadPackage(f"« {name} » contient une définition de type (DOCTYPE), ce qu'aucun Word n'écrit", DANGER)

    def enough(*_: object) -> NoReturn:
        raise StopIteration

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, enough
    with suppress(StopIteration):
        parser.Parse(data, True)


def _check_depth(root: ElementTree.Element, name: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise BadPackage(f"« {name} » est trop imbriqué", DANGER)
        level = [child for element in level for child in element]
