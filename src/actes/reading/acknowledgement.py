"""The préfecture's receipt of an act, as a file: the XML of @CTES, or a page that bears its stamp (PDF, text, Word).

XML: `ARActe`, with the attributes `IDActe` and `DateReception` (norme d'échange @CTES, actesv1_1.xsd). A page: the
identifier, and the dates that follow « Date de télétransmission », « Reçu en préfecture le » and the like.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePath
from xml.etree.ElementTree import Element

from ..facts import MentionKind
from ..facts.reader import read
from ..frozen import frozen
from ..pattern import pattern
from ..values.dates import parse_date, show_date_numeric
from ..values.receipt import Receipt
from ..values.text import unaccented
from .files import load, read_bytes
from .openings import WORDS
from .package import BadPackage
from .problems import unreadable
from .result import Reading
from .xml import parse_xml

SENT, RECEIVED = (pattern(rf"(?:{WORDS[name]})\s*(?:le\s*)?:?\s*\Z") for name in ("sent", "received"))
BEFORE = 60  # characters before a date, where its label stands
XML = pattern(rb"\s*<\?xml|\s*<(?:\w+:)?(?:ARActe|AnomalieActe)\b")
LATIN = pattern(rb"""(<\?xml[^>]*?encoding\s*=\s*["'])(iso-8859-1|iso-8859-15|windows-1252)(["'])""", re.IGNORECASE)
HINT = "donnez l'accusé de réception de la préfecture (.pdf, .xml, .txt), ou tapez son identifiant"


@frozen
class Acknowledgement:
    """What a receipt says: the identifier of the act, the day it was sent, the day it was received."""

    receipt: Receipt
    sent: date | None = None
    received: date | None = None


def read_acknowledgement(path: Path) -> Acknowledgement:
    """The receipt that a file holds.

    Raises CannotGoOn, in French: a file that cannot be read, no receipt in it, those of several acts, or an anomaly.
    """
    data, name = load(path), str(path)
    if XML.match(data.removeprefix(b"\xef\xbb\xbf")):
        return _of_xml(data, name)
    return acknowledged(read_bytes(data, name), name)


def _of_xml(data: bytes, name: str) -> Acknowledgement:
    declared = LATIN.match(data)
    if declared:  # what @CTES writes
        data = LATIN.sub(rb"\1utf-8\3", data, count=1).decode(declared[2].decode()).encode()
    try:
        root = parse_xml(data, PurePath(name).name)
    except BadPackage as error:
        raise unreadable("LEC107", f"ce fichier XML ne se lit pas : {error}", HINT, name) from None
    if _local(root.tag) == "AnomalieActe":
        told = next((e.text for e in root.iter() if _local(e.tag) == "Detail" and e.text), "")
        message = f"la préfecture a refusé l'envoi : {told}" if told else "la préfecture a refusé l'envoi"
        raise unreadable("LEC111", message, "corrigez l'envoi, puis transmettez l'acte de nouveau", name)
    if _local(root.tag) != "ARActe":
        raise unreadable("LEC111", "ce message @CTES n'est pas un accusé de réception", HINT, name)
    receipt, received = _identifier(_attribute(root, "IDActe"), name), _attribute(root, "DateReception")[:10]
    try:
        day = parse_date(received) if received else None
    except ValueError as error:
        raise unreadable("LEC111", f"la date de réception ne se lit pas : {error}", HINT, name) from None
    return Acknowledgement(receipt, None, day)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _identifier(text: str, name: str) -> Receipt:
    try:
        return Receipt.parse(text)
    except ValueError as error:
        raise unreadable("LEC111", str(error), HINT, name) from None


def acknowledged(reading: Reading, name: str) -> Acknowledgement:
    """The receipt on a page: what the stamp says; what the page says where the stamp does not. Raises CannotGoOn."""
    stamps = "\n".join(block.text for block in reading.furniture)
    texts = (stamps, f"{stamps}\n{reading.document.text}")
    found = next(filter(None, map(_identifiers, texts)), ())
    if not found:
        raise unreadable("LEC111", "aucun accusé de réception n'est lu dans ce fichier", HINT, name)
    if len(found) > 1:
        said = ", ".join(found)
        raise unreadable("LEC111", f"ce fichier porte les accusés de plusieurs actes : {said}", HINT, name)
    sent, received = (
        next(filter(None, (_labelled(text, label, name) for text in texts)), None) for label in (SENT, RECEIVED)
    )
    return Acknowledgement(_identifier(found[0], name), sent, received)


def _identifiers(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.text for mention in read(text) if mention.kind is MentionKind.RECEIPT))


def _labelled(text: str, label: re.Pattern[str], name: str) -> date | None:
    """The day that follows a label. Raises CannotGoOn where the file says two."""
    days = set[date]()
    for mention in read(text):
        before = re.sub(r"\s+", " ", unaccented(text[max(0, mention.start - BEFORE) : mention.start]))
        if isinstance(mention.value, date) and label.search(before):
            days.add(mention.value)
    if len(days) > 1:
        said = " et ".join(show_date_numeric(day) for day in sorted(days))
        message = f"ce fichier donne deux dates pour la même formalité : {said}"
        raise unreadable("LEC111", message, "tapez l'identifiant de l'accusé, et sa date avec --received", name)
    return next(iter(days), None)
