"""The properties of a file: title and author, language, no date.

Set from here and never by tags: docxtpl escapes them (« d&#39;été »). No date is given, since the only one known
would be the clock's, and the same act must give the same bytes.
"""

from __future__ import annotations

from ..document import Document
from ..values.markup import escape
from .runs import plain

CORE = "docProps/core.xml"


def core_properties(document: Document) -> bytes:
    """`docProps/core.xml` of a document.

    >>> "<dc:title>d'été &amp; d'hiver</dc:title>" in core_properties(Document("x", (), "d'été & d'hiver")).decode()
    True
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{escape(plain(document.author))}</dc:creator><dc:language>fr-FR</dc:language>"
        f"<dc:title>{escape(plain(document.title))}</dc:title></cp:coreProperties>"
    ).encode()
