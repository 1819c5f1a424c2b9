"""The bytes stage: a file's bytes to its text, and no character that would not survive in an act."""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType

from ..finding import CannotGoOn, Finding
from ..pattern import pattern
from ..place import Place
from ..problems import loading_error
from .nodes import Source

MAX_BYTES = 1_000_000
MAX_SHOWN = 20  # findings of one kind in one file

# Control characters (a tab excepted: see `tabs`), halves of characters, line separators, and the invisible ones that
# hide inside words or turn the direction of reading.
FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_FORBIDDEN = pattern(f"[{FORBIDDEN}]|\r(?!\n)")
_NAMES = MappingProxyType(
    {
        "\u00ad": "trait d'union invisible",
        "\u200b": "espace de largeur nulle",
        "\u2028": "saut de ligne",
        "\u2029": "saut de paragraphe",
        "\ufeff": "marque de début de fichier",
        "\ufffd": "lettre perdue, souvent un accent",
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "signe de sens de lecture"),
        "\v": "saut de ligne de Word",
        "\f": "saut de page",
        "\r": "retour chariot",
    }
)
_TAB_LINE = pattern(r"^[^\n]*\t[^\n]*$", re.MULTILINE)
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
        return None, [loading_error("encodage", message, hint, where=Place(path, 1, 1))]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data):
        message = "le fichier est enregistré en UTF-16 (« Unicode » dans le Bloc-notes)"
        return None, [loading_error("encodage", message, _RESAVE, where=Place(path, 1, 1))]
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


def _looks_like_utf16(data: bytes) -> bool:
    """Whether one byte in two is null at the start: UTF-16 without its mark."""
    return b"\x00\x00" in (data[0:4:2], data[1:4:2])


def _not_utf8(error: UnicodeDecodeError, path: str) -> Finding:
    data: bytes = error.object
    before = data[: error.start].decode()
    guess = data[error.start : error.start + 1].decode("cp1252", "replace")
    line = data[data.rfind(b"\n", 0, error.start) + 1 :].split(b"\n", 1)[0].decode("cp1252", "replace").strip()
    shown = (
        f"« {guess} » est écrit à la manière de Windows-1252"
        if guess.isprintable() and guess != "\ufffd"
        else "des octets sont illisibles"
    )
    message = f"le fichier n'est pas en UTF-8 : ici {shown}"
    return loading_error(
        "encodage", message, _RESAVE, where=Source(path, before).place(len(before)), excerpt=line[:100]
    )


def forbidden(source: Source) -> list[Finding]:
    """Everything that keeps a text from being read as YAML at all: size, invisible characters, tabs."""
    if len(source.text) > MAX_BYTES:
        return [_too_big(source.path, len(source.text))]
    return [*_characters(source), *_tabs(source)]


def _characters(source: Source) -> list[Finding]:
    found = []
    for match in _FORBIDDEN.finditer(source.text):
        char = match.group()
        name = _NAMES.get(char, "caractère de contrôle")
        found.append(
            loading_error(
                "caractere-interdit",
                f"un caractère que l'acte ne peut pas porter se cache ici : {name} (U+{ord(char):04X})",
                "effacez-le : placez le curseur juste après, puis appuyez sur Retour arrière ; ou retapez la ligne",
                where=source.place(match.start()),
                excerpt=_printable(source.line(match.start())),
            )
        )
        if len(found) == MAX_SHOWN:
            break
    return found


def _printable(line: str) -> str:
    return _FORBIDDEN.sub("\ufffd", line)


def _tabs(source: Source) -> list[Finding]:
    """Lines that hold a tab, those that are comments excepted."""
    if "\t" not in source.text:
        return []
    lines = [match for match in _TAB_LINE.finditer(source.text) if not match.group().lstrip().startswith("#")]
    hint = "remplacez chaque tabulation par des espaces (deux par niveau)"
    return [
        loading_error(
            "tabulation",
            "cette ligne contient une tabulation",
            hint,
            where=source.place(match.start() + match.group().index("\t")),
            excerpt=source.line(match.start()).replace("\t", "→"),
        )
        for match in lines[:MAX_SHOWN]
    ]


def _too_big(path: str, size: int) -> Finding:
    message = f"le fichier fait {size / 1_000_000:.1f} Mo".replace(".", ",") + " : le registre s'arrête à 1 Mo"
    hint = "un acte est un texte court : vérifiez que c'est le bon fichier"
    return loading_error("fichier-trop-gros", message, hint, where=Place(path, 1, 1))
