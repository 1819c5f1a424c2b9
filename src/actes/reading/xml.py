"""XML that others wrote: UTF-8 or UTF-16, no document type, so no entity to expand; depth bounded.

>>> parse_xml(b"<a>1<b/></a>", "x.xml").tag
'a'
>>> parse_xml(b'<!DOCTYPE a [<!ENTITY e "1">]><a>&e;</a>', "x.xml")
Traceback (most recent call last):
actes.reading.package.BadPackage: « x.xml » contient une définition de type (DOCTYPE), ce qu'aucun Word n'écrit
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from .package import BadPackage

MAX_DEPTH = 200
MAX_TAGS = 3_000_000  # opening and closing: a thousand pages, some 300 MB once read
ENCODING = re.compile(r'^\s*<\?xml[^>]*?encoding\s*=\s*["\']([A-Za-z0-9._-]+)["\']')


def decode_xml(data: bytes, name: str) -> str:
    """The text of an XML part. Raises BadPackage when it is neither UTF-8 nor UTF-16, or declares something else."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadPackage(f"« {name} » n'est pas écrit en UTF-8") from None
    declared = ENCODING.match(text)
    if declared and declared[1].lower() not in ("utf-8", "utf-16", "us-ascii"):
        raise BadPackage(f"« {name} » n'est pas écrit en UTF-8")
    return text


def parse_xml(data: bytes, name: str) -> ElementTree.Element:
    """The root of an XML part. Raises BadPackage when it is not well formed, too deep, or has a document type."""
    text = decode_xml(data, name)
    if "<!DOCTYPE" in text:
        raise BadPackage(f"« {name} » contient une définition de type (DOCTYPE), ce qu'aucun Word n'écrit")
    if data.count(b"<") > MAX_TAGS:
        raise BadPackage(f"« {name} » contient trop d'éléments")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise BadPackage(f"« {name} » n'est pas du XML bien formé (ligne {error.position[0]})") from None
    _check_depth(root, name)
    return root


def _check_depth(root: ElementTree.Element, name: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise BadPackage(f"« {name} » est trop imbriqué")
        level = [child for element in level for child in element]
