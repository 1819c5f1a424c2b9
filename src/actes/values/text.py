"""Characters and small text helpers that every value shares.

On output the space that must not break is always U+00A0 (U+202F is missing from some office fonts) and the
apostrophe is U+2019. On input U+0020, U+00A0, U+202F and U+2009 are the same space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..pattern import pattern
from .kept import kept_by_text

NBSP = "\u00a0"
APOSTROPHE = "\u2019"
SPACES = " \u00a0\u202f\u2009"
"""The spaces accepted on input, to be put inside a `[…]` of a regular expression."""

_ACTING = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ENDED = pattern(r"[.;:!?…](?: ?[»”\")])?$")
_BYTES = 0xDC00  # what Python adds to a byte of a name that is no character
_TO_SPACE = dict.fromkeys(map(ord, SPACES), " ")
KEPT = 300  # characters: a name or a line comes back from rule to rule


def plain_spaces(text: str) -> str:
    """The text with every accepted space as U+0020, and none around it.

    >>> plain_spaces(" 1\\u202f173,00\\u00a0€ ")
    '1 173,00 €'
    """
    return text.translate(_TO_SPACE).strip()


def ends_sentence(text: str) -> bool:
    """Whether nothing more is expected after these words.

    >>> ends_sentence("Le prix est ferme."), ends_sentence("Le prix"), ends_sentence("« Il est ferme. »")
    (True, False, True)
    """
    return _ENDED.search(text) is not None


def unaccented(text: str) -> str:
    """The text without its accents and in small letters, to compare what people type.

    >>> unaccented("Décembre")
    'decembre'
    """
    return _kept(text) if len(text) <= KEPT else _plain(text)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE").casefold())
    for char in set(plain):
        if unicodedata.combining(char):
            plain = plain.replace(char, "")
    return plain


_kept = lru_cache(maxsize=4096)(_plain)


@kept_by_text
def comparable(text: str) -> str:
    """Names, streets, sentences as they are compared: no accent, no hyphen, small letters, one space for several.

    >>> comparable("Jean-François  D’Établières")
    "jean francois d'etablieres"
    """
    return " ".join(unaccented(text).replace("-", " ").replace("’", "'").split())


def quoted(text: str, limit: int = 60) -> str:
    """The text between French quotation marks, cut when long: how a message repeats what was typed.

    >>> quoted("31/02/2025")
    '« 31/02/2025 »'
    """
    text = " ".join(text.split())
    return f"« {text if len(text) <= limit else text[:limit] + '…'} »"


def visible(text: str) -> str:
    """The text with a mark for each character that would act on a screen instead of being read.

    Controls of terminals (C0 but the tab and the end of line, C1), marks that turn the direction of reading, other
    ends of lines, bytes of a name that are no character.

    >>> visible("clic\\x1b[2J \\x9b31m \\u202egpj.exe d\\udce9cision")
    'clic<U+001B>[2J <U+009B>31m <U+202E>gpj.exe d<0xE9>cision'
    """
    return _ACTING.sub(_mark, text)


def on_one_line(name: str) -> str:
    """The same for a name, which no end of line cuts.

    >>> on_one_line("acte\\nRien relevé")
    'acte<U+000A>Rien relevé'
    """
    return visible(name).replace("\n", "<U+000A>")


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"<0x{code - _BYTES:02X}>" if _BYTES <= code <= _BYTES + 0xFF else f"<U+{code:04X}>"


def require_text(value: object) -> str:
    """The value, when it is a text. Raises TypeError on anything else: a float must never slip in.

    >>> require_text(1.5)
    Traceback (most recent call last):
    TypeError: un texte est attendu, pas float
    """
    if not isinstance(value, str):
        raise TypeError(f"un texte est attendu, pas {type(value).__name__}")
    return value


EXCERPT = 120  # characters of a line that a message quotes


def line_at(text: str, offset: int) -> str:
    """The line of the character `offset`, without its indentation; where it is long, what is around that character.

    >>> line_at("un\\n  deux\\ntrois", 5)
    'deux'
    >>> said = line_at("un mot " * 20 + "ici" + " un mot" * 20, 140)
    >>> said[:7], said[-7:], " ici " in said
    ('…un mot', 'mot un…', True)
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : len(text) if end < 0 else end]
    at, line = offset - start - (len(line) - len(line.lstrip())), line.strip()
    first = max(0, min(at - EXCERPT // 2, len(line) - EXCERPT))
    first = line.find(" ", first, at) + 1 or first if first else 0
    last = first + EXCERPT
    if last < len(line):
        last = max(line.rfind(" ", at, last), 0) or last
    return ("…" if first else "") + line[first:last] + ("…" if last < len(line) else "")


def near(one: str, other: str) -> bool:
    """Whether one is the other with a single slip: a letter changed, lost or added, or two that changed places.

    >>> near("thuillier", "thuiller"), near("15013", "15031"), near("salers", "salers"), near("orange", "organe")
    (True, True, False, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other[start:]
