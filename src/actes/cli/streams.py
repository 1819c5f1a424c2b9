"""Screens that cannot show every character: « → » in cp1252 and « € » in cp850 would stop a command.

>>> "12 € → Cœur d’« été » …".encode("cp850", "actes").decode("cp850")
"12 EUR -> Coeur d'« été » ..."
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

PLAIN = {
    "→": "->",
    "←": "<-",
    "€": "EUR",
    "œ": "oe",
    "Œ": "OE",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "\u00a0": " ",
    "\u202f": " ",
}


def plain(text: str) -> str:
    """The nearest ASCII writing of characters that a screen lacks.

    >>> plain("é→☃")
    'e->?'
    """
    return "".join(PLAIN.get(c) or _unaccented(c) for c in text)


def _unaccented(character: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return ascii_only or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


codecs.register_error("actes", _replace)


def prepare_streams() -> None:
    """Let standard output and error write any character as well as they can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="actes")
