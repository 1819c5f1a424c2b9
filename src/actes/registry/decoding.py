"""The bytes stage: a file's bytes to its text, and no character that would not survive in an act."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from ..finding import CannotGoOn, Finding
from ..packaged import packaged
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from .nodes import HIDDEN, Source

MAX_BYTES = 1_000_000
MAX_SHOWN = 20  # findings of one kind in one file

_INVISIBLE = dict(line.split(" ", 1) for line in packaged(__spec__, "invisible.txt").splitlines())
_TAB_LINE = pattern(r"^(?![ \t]*#)[^\n\t]*\t", re.MULTILINE)  # no comment
_RESAVE = "rouvrez le fichier et enregistrez-le avec l'encodage « UTF-8 »"


def decode(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    r"""The text of a file, or None and what is wrong with its bytes. A byte order mark at the start is dropped.

    >>> decode("\ufeffnom: Aurillac".encode(), "a.yaml")
    ('nom: Aurillac', [])
    >>> decode("nom: Carladès".encode("cp1252"), "a.yaml")[1][0].message
    "le fichier n'est pas en UTF-8 : ici « è » est écrit à la manière de Windows-1252"
    >>> decode(b"PK\x03\x04", "a.yaml")[1][0].message
    "c'est un document Word (ou une archive), et non une fiche"
    """
    if len(data) > MAX_BYTES:
        return None, [_too_big(path, len(data))]
    if data.startswith(b"PK\x03\x04"):
        message, hint = "c'est un document Word (ou une archive), et non une fiche", "remettez la fiche à sa place"
        return None, [problem("encodage", message, hint, where=Place(path, 1, 1))]
    every_other = b"\x00\x00" in (data[0:4:2], data[1:4:2])  # is null: UTF-16 without its mark
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or every_other:
        message = "le fichier est enregistré en UTF-16 (« Unicode » dans le Bloc-notes)"
        return None, [problem("encodage", message, _RESAVE, where=Place(path, 1, 1))]
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(error, path)]


def decoded(data: bytes, path: str) -> str:
    """The text of a file. Raises CannotGoOn where its bytes are those of none."""
    text, findings = decode(data, path)
    if text is None:
        raise CannotGoOn(findings)
    return text


def _not_utf8(error: UnicodeDecodeError, path: str) -> Finding:
    data: bytes = error.object
    before = data[: error.start].decode()
    guess = data[error.start : error.start + 1].decode("cp1252", "replace")
    line = data[data.rfind(b"\n", 0, error.start) + 1 :].split(b"\n", 1)[0].decode("cp1252", "replace").strip()
    known = guess.isprintable() and guess != "\ufffd"
    shown = f"« {guess} » est écrit à la manière de Windows-1252" if known else "des octets sont illisibles"
    message = f"le fichier n'est pas en UTF-8 : ici {shown}"
    return problem("encodage", message, _RESAVE, where=Source(path, before).place(len(before)), excerpt=line[:100])


def forbidden(source: Source) -> list[Finding]:
    """Everything that keeps a text from being read as YAML at all: size, invisible characters, tabs."""
    if len(source.text) > MAX_BYTES:
        return [_too_big(source.path, len(source.text))]
    findings = []
    for match in islice(HIDDEN.finditer(source.text), MAX_SHOWN):
        code = f"{ord(match.group()):04X}"
        name = _INVISIBLE.get(code, "caractère de contrôle")
        message = f"un caractère que l'acte ne peut pas porter se cache ici : {name} (U+{code})"
        hint = "effacez-le : placez le curseur juste après, puis appuyez sur Retour arrière ; ou retapez la ligne"
        findings.append(source.error("caractere-interdit", match.start(), message, hint))
    for match in islice(_TAB_LINE.finditer(source.text) if "\t" in source.text else (), MAX_SHOWN):
        hint = "remplacez chaque tabulation par des espaces (deux par niveau)"
        findings.append(source.error("tabulation", match.end() - 1, "cette ligne contient une tabulation", hint))
    return findings


def _too_big(path: str, size: int) -> Finding:
    message = f"le fichier fait {size / 1_000_000:.1f} Mo".replace(".", ",") + " : le registre s'arrête à 1 Mo"
    hint = "un acte est un texte court : vérifiez que c'est le bon fichier"
    return problem("fichier-trop-gros", message, hint, where=Place(path, 1, 1))
