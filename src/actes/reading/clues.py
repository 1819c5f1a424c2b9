"""What the words of a block tell by themselves: an annexe, an authority, a function or a name that signs."""

from __future__ import annotations

from ..document import Block
from ..pattern import pattern
from ..values.text import ends_sentence
from .openings import ANNEXE, ANNEXE_OF, AUTHORITY, RANK, SIGNING, TITLE, capitals, fold, opening

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
    told = opening(text) is not None or TITLE.match(fold(text)) is not None
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
    folded = fold(text)
    return ANNEXE.match(folded) is not None or (ANNEXE_OF.match(folded) is not None and capitals(text.split("(")[0]))


def names_authority(text: str) -> bool:
    """Whether it is who takes the act, or a rank that goes with the name (« Chevalier de la Légion d'honneur »)."""
    folded = fold(text)
    who = AUTHORITY.match(folded) is not None and len(text) <= SHORT and text[-1:] not in ".;:"
    return who or RANK.match(folded) is not None


def signs(text: str) -> bool:
    """Whether it is the function of somebody who signs: « Le Maire, », « Pour la Présidente »."""
    folded = fold(text)
    return (
        len(text) <= SHORT and text[-1:] not in ".;:" and (SIGNING.match(folded) or AUTHORITY.match(folded)) is not None
    )


def holds_signatories(table: Block) -> bool:
    """Whether a table is signatories side by side: no amount nor column of figures, cells that sign or name."""
    cells = [line for row in table.rows for cell in row.cells for line in cell.text.split("\n") if line]
    figures = sum(text[-1].isdigit() for text in cells)
    counted = AMOUNT.search(table.text) or figures * 4 >= len(cells)
    return not counted and any(signs(text) or NAME.match(text) for text in cells)


def signs_in_columns(text: str) -> bool:
    """Whether a line is signatories side by side: functions or names, with room between them.

    >>> signs_in_columns("Le Président            La secrétaire"), signs_in_columns("Total            12")
    (True, False)
    """
    cells = [cell.strip() for cell in COLUMNS.split(text)] if "     " in text or " | " in text else []
    return len(cells) > 1 and all(signs(cell) or NAME.match(cell) is not None for cell in cells)
