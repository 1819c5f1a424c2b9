"""How the parts of an act begin, whoever wrote it: one table, `words.txt`, from first words to the kind of block.

Then what the words of a block tell by themselves: an annexe, an authority, a function or a name that signs.

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

from ..document import Block, Kind
from ..facts.flat import folded
from ..packaged import packaged
from ..pattern import alternatives, pattern
from ..values.kept import kept_by_text
from ..values.text import ends_sentence

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


@kept_by_text
def opening(text: str) -> Kind | None:
    """The kind of the block that these words begin, when they alone tell."""
    if text[:1].islower():
        return None
    low = folded(text[:200])
    return next(
        (kind for kind, pattern in OPENINGS.items() if (m := pattern.match(low)) and _sure(kind, m, text)), None
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
    found = OPENINGS[Kind.ARTICLE].match(folded(text))
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
    return text[:1].isupper() and ANNEXE.match(folded(text)) is not None


SHORT = 130  # characters
NAME = pattern(
    r"(?:M\.|Mme|Monsieur|Madame)(?:\s[A-ZÉÈÀÎÔÇ][\w’'-]+){1,4}$|(?:(?:M\.|Mme|MM\.|Dr|Monsieur|Madame)\s)?"
    r"(?:[A-ZÉÈÀÎÔÇ][\w’'.-]*\s){0,3}[A-ZÉÈÀÎÔÇ][A-ZÉÈÀÂÊÎÔÇ’'-]+(?:\s[A-ZÉÈ’'-]+)*$"
)
COLUMNS = pattern(r" {5,}| \| ")
AMOUNT = pattern(r"\d[\d\s]{0,24}(?:,\d+)?\s*(?:€|%|euros)")


def tells(text: str) -> bool:
    """Whether the words alone tell what a heading is.

    >>> tells("Vu le code"), tells("ANNEXE 1 : tarifs"), tells("Le Maire de Cléder,"), tells("Tarifs")
    (True, True, True, False)
    """
    told = opening(text) is not None or TITLE.match(folded(text)) is not None
    return told or opens_annexe(text) or names_authority(text)


def stands_alone(text: str) -> bool:
    """Whether it is a short line and no sentence: of a letterhead, a title, a signature."""
    return len(text) <= SHORT and not ends_sentence(text)


def opens_annexe(text: str) -> bool:
    """Whether it is the heading of an annexe, or its line in a list of annexes; « annexe 1, … » goes on a sentence.

    >>> opens_annexe("ANNEXE 1 À LA CONVENTION\\n(décision n° 453)"), opens_annexe("Annexe 1 à la convention (lue)")
    (True, False)
    """
    if len(text) > 2 * SHORT or not text[:1].isupper() or text.endswith(";"):
        return False
    low = folded(text)
    return ANNEXE.match(low) is not None or (ANNEXE_OF.match(low) is not None and capitals(text.split("(")[0]))


def names_authority(text: str) -> bool:
    """Whether it is who takes the act, or a rank that goes with the name (« Chevalier de la Légion d'honneur »)."""
    low = folded(text)
    who = AUTHORITY.match(low) is not None and len(text) <= SHORT and text[-1:] not in ".;:"
    return who or RANK.match(low) is not None


def signs(text: str) -> bool:
    """Whether it is the function of somebody who signs: « Le Maire, », « Pour la Présidente »."""
    low = folded(text)
    return len(text) <= SHORT and text[-1:] not in ".;:" and (SIGNING.match(low) or AUTHORITY.match(low)) is not None


DATED = pattern(r"(?:\d[/.]\d\d?[/.]|[a-zéû] )(?:19|20)\d\d$")  # « Transmis le 24/06/2025 », beside who signs


def holds_signatories(table: Block) -> bool:
    """Whether a table is signatories side by side: no amount nor column of figures, cells that sign or name."""
    cells = [line for row in table.rows for cell in row.cells for line in cell.text.split("\n") if line]
    figures = sum(text[-1].isdigit() and not DATED.search(text) for text in cells)
    counted = AMOUNT.search(table.text) or figures * 4 >= len(cells)
    return not counted and any(signs(text) or NAME.match(text) for text in cells)


def signs_in_columns(text: str) -> bool:
    """Whether a line is signatories side by side: functions or names, with room between them.

    >>> signs_in_columns("Le Président            La secrétaire"), signs_in_columns("Total            12")
    (True, False)
    """
    cells = [cell.strip() for cell in COLUMNS.split(text)] if "     " in text or " | " in text else []
    return len(cells) > 1 and all(signs(cell) or NAME.match(cell) is not None for cell in cells)
