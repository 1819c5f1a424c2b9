"""What a file is, by its content first, by its suffix second; and, for what we do not read, what to do instead.

>>> recognise(b"%PDF-1.7 ...", "acte.docx")
<Format.PDF: 'pdf'>
>>> recognise(b"Vu le code", "acte.txt")
<Format.TXT: 'txt'>
>>> recognise(b"\\x89PNG\\r\\n\\x1a\\n", "acte.docx")
Traceback (most recent call last):
actes.finding.CannotGoOn: c'est une image (PNG), pas un document : il n'y a pas de texte à lire
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from ..pattern import pattern
from .problems import unreadable


class Format(StrEnum):
    """The forms of file that are read."""

    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    TXT = "txt"


IMAGES: Mapping[bytes, str] = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"RIFF": "WebP",
    b"\0\0\0\x0cJXL": "JPEG XL",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHER_ZIPS: Mapping[bytes, str] = {
    b"xl/workbook": "un classeur Excel",
    b"ppt/presentation": "une présentation PowerPoint",
    b"opendocument.spreadsheet": "un classeur LibreOffice",
    b"opendocument.presentation": "une présentation LibreOffice",
}
RTF = rb"{\rtf"
MARKUP = pattern(rb"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
CONTROL = pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SUFFIX = pattern(r"\.[a-z][a-z0-9]{1,5}\Z", re.IGNORECASE)  # « Arrêté n° 2025.012 » has none
TEXTS = frozenset({".txt", ".md", ".doc", ".rtf"})  # what may hold plain text: a spreadsheet's name promises cells
READ = "les formats lus sont .docx, .odt, .pdf (avec du texte), .txt, .md et, avec LibreOffice, .doc et .rtf"
STRAY = 200  # bytes for each control byte that a program may leave in a text, for a bullet
HEAD = 1024  # bytes before which « %PDF- » must stand


def is_old(data: bytes) -> bool:
    """Whether bytes are of a form that only office programs read: an old Word file, RTF."""
    return data.lstrip().startswith(RTF) or (data.startswith(OLE) and ENCRYPTED not in data)


def recognise(data: bytes, path: str) -> Format:
    """The format of a file's bytes. Raises CannotGoOn when it is none that is read."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise unreadable("LEC101", "le fichier est vide", "vérifiez que l'enregistrement s'est bien terminé", path)
    if b"%PDF-" in data[:HEAD]:
        return Format.PDF
    if data.startswith(b"PK"):
        return _zip(data, path)
    _refuse(data, path)
    return Format.TXT


def _zip(data: bytes, path: str) -> Format:
    if b"opendocument.text" in data[:200]:
        return Format.ODT
    if b"word/document" not in data:
        for mark, what in OTHER_ZIPS.items():
            if mark in data:
                raise _unknown(f"c'est {what}, pas un acte", path)
        if path.lower().endswith(".odt"):
            return Format.ODT
        if not path.lower().endswith((".docx", ".docm", ".dotx")):
            raise _unknown("c'est une archive, pas un document", path)
    return Format.DOCX


def _refuse(data: bytes, path: str) -> None:
    """Raise when the bytes are not those of a text."""
    if data.startswith(OLE) or is_old(data):
        raise _old(data, path)
    image = next((name for head, name in IMAGES.items() if data.startswith(head)), "")
    if (image and CONTROL.search(data[:HEAD])) or image == "PNG":
        hint = "ouvrez le document d'origine, ou faites une reconnaissance de caractères (OCR)"
        message = f"c'est une image ({image}), pas un document : il n'y a pas de texte à lire"
        raise unreadable("LEC104", message, hint, path)
    if MARKUP.match(data[:HEAD]):
        raise _unknown("c'est une page web ou du XML, pas un document que nous lisons", path)
    if path.lower().endswith((".docx", ".odt", ".pdf")) or _binary(data):
        raise _unknown("le contenu de ce fichier n'est pas celui d'un document", path)
    if (said := SUFFIX.search(path)) and said[0].lower() not in TEXTS:
        raise _unknown(f"un fichier {said[0].lower()} n'est pas lu", path)


def _binary(data: bytes) -> bool:
    sample = data[: 64 * HEAD]
    found = CONTROL.findall(sample)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not marked and (b"\0" in found or len(found) > 3 + len(sample) // STRAY)


def _old(data: bytes, path: str) -> Exception:
    if ENCRYPTED in data:
        hint = "ouvrez-le dans Word, retirez le mot de passe (Fichier > Informations > Protéger) et enregistrez-le"
        return unreadable("LEC106", "le fichier est protégé par un mot de passe", hint, path)
    what = "un ancien fichier Word (.doc)" if data.startswith(OLE) else "du RTF"
    hint = "ouvrez-le et enregistrez-le au format .docx ou .odt, ou installez LibreOffice"
    return unreadable("LEC105", f"c'est {what}, que nous ne lisons pas sans LibreOffice", hint, path)


def _unknown(message: str, path: str) -> Exception:
    return unreadable("LEC103", message, READ, path)
