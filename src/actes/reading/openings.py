"""How the parts of an act begin, whoever wrote it: one table, `words.txt`, from first words to the kind of block.

Patterns are written without capitals or accents and matched against the folded text, which has the same length; a
block begins with a capital, a mark or a figure, so « article 9 » at the start of a line in the middle of a sentence
begins nothing.

>>> opening("Vu le code général des collectivités territoriales ;")
<Kind.VISA: 'visa'>
>>> opening("ARTICLE PREMIER – Objet")
<Kind.ARTICLE: 'article'>
>>> opening("article 9 de l’accord-cadre") is None, opening("Articles 2 et 3") is None
(True, True)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..document import Kind
from ..packaged import packaged
from ..pattern import alternatives, pattern

ACCENTED, PLAIN = "àâäáçéèêëîïíôöóùûüúñ’ʼ\u00a0\u202f\u2011–—", "aaaaceeeeiiiooouuuun''  ---"
FOLDING = str.maketrans(ACCENTED, PLAIN)

WORDS = alternatives(packaged(__spec__, "words.txt"))
OPENINGS: Mapping[Kind, re.Pattern[str]] = {
    kind: pattern(WORDS[kind])
    for kind in (Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE, Kind.FORMULE, Kind.OBJET, Kind.LIEU_DATE, Kind.MENTION)
}
ANNEXE, ANNEXE_OF, TITLE, AUTHORITY, RANK, PARTY_WORD, PARTY, SIGNING, PROPOSAL = (
    pattern(WORDS[name])
    for name in ("annexe", "annexe_of", "title", "authority", "rank", "party_word", "party", "signing", "proposal")
)
NOUN = pattern(r"(?:ARR[ÊE]TÉ|Arr[êe]té)\b")  # the act, not what it does
MARKER = pattern(
    r"(?P<marker>[-–—•◦○●▪■□►▸➢➔✓✔*·>\uf0b7\uf0a7\uf02d\uf0d8]|}>|[o©e](?= +[A-ZÀÂÇÉÈÊ])|o(?=\s)|\d{1,2} ?°\)?"
    r"|\d{1,2}(?:\.\d{1,2})*\)|\d{1,2}\.(?= )|\(?(?:[a-z]|i{2,3}|iv|vi{1,3}|ix)\)|[A-Z]\)|[a-h]\.(?= ))(?:\s+|$)"
)
ROMAN = pattern(r"[IVX]{1,5} ?[.):–—-] ?[–—-]? ?[A-ZÀ-Ý][a-zà-ÿ]")  # « II – Finances »
LONE = frozenset("-–—•◦○●▪■*·o\uf0b7\uf0a7")
RESUMED = pattern(r"[a-zàâçéèêîôùœ(€%&]|\d[\d ]*€")


@lru_cache(maxsize=1024)  # a line is looked at from many sides
def fold(text: str) -> str:
    """The text without capitals and accents, plain apostrophes, spaces and dashes; of the same length.

    >>> fold("DÉCIDE – l’arrêté")
    "decide - l'arrete"
    """
    return text.lower().translate(FOLDING) if len(text.lower()) == len(text) else text.translate(FOLDING)


def opening(text: str) -> Kind | None:
    """The kind of the block that these words begin, when they alone tell."""
    if text[:1].islower():
        return None
    folded = fold(text[:200])
    return next(
        (kind for kind, pattern in OPENINGS.items() if (m := pattern.match(folded)) and _sure(kind, m, text)), None
    )


def _sure(kind: Kind, found: re.Match[str], text: str) -> bool:
    if kind is Kind.FORMULE:
        return NOUN.match(text) is None
    if kind is not Kind.ARTICLE or found["after"].strip() or found.end() >= len(text):
        return True
    return not text[found.end()].islower()


def article_number(text: str) -> str:
    """The number in a heading of article, « 1 » for « 1er » and « premier »; nothing when there is none.

    >>> article_number("Article 1er : Objet"), article_number("ARTICLE 7.2 –"), article_number("Vu")
    ('1', '7.2', '')
    """
    found = OPENINGS[Kind.ARTICLE].match(fold(text))
    if not found:
        return ""
    number = re.sub(r" ?er$", "", found["number"])
    return (
        "1" if number.startswith("premier") else number.upper() if number.isalpha() and number != "unique" else number
    )


def marker(text: str) -> tuple[str, str] | None:
    """What stands before an item, and the item; None when there is none.

    >>> marker("1° De payer"), marker("- d'une part"), marker("2 rue Juliette Dodu")
    (('1°', 'De payer'), ('-', "d'une part"), None)
    """
    found = MARKER.match(text)
    return (found["marker"], text[found.end() :]) if found else None


def capitals(text: str) -> bool:
    """Whether a text is written in capitals (three letters at least)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def starts_block(text: str) -> bool:
    """Whether a line cannot be the middle of a sentence."""
    if text in LONE or opening(text) is not None or marker(text) is not None or ROMAN.match(text):
        return True
    return text[:1].isupper() and ANNEXE.match(fold(text)) is not None
