"""Amounts as people type them when they are not figures alone: with their words, or wrong."""

from __future__ import annotations

import re
from decimal import Decimal

from ..pattern import pattern
from .text import plain_spaces, quoted, unaccented

_WITH_WORDS = pattern(r"(?P<before>[^()]*[^() ]) ?\((?P<inside>[^()]+)\)")
_REASONS = (
    (r"", "il est vide"),
    (r".*[«»“”\"].*", "il s'écrit sans guillemets"),
    (r".*,[0-9]{3,} ?(€|euros?|eur)?", "il a plus de deux décimales"),
    (r".*\.[0-9]{3,} ?(€|euros?|eur)?", "il a plus de deux décimales, ou un point à la place de l'espace des milliers"),
    (r"-? ?0[0-9].*", "il commence par un zéro"),
    (r"[0-9 .,-]* ?(€|euros?|eur)? ?(ttc|t\.t\.c\.)", "il s'écrit sans « TTC », au montant TTC et non au HT"),
    (r"[0-9 .,-]* ?(€|euros?|eur)? ?h\.?t\.?", "HT et TTC ne s'écrivent pas dans le montant"),
    (r".*[0-9] .*[0-9].*", "les milliers vont par groupes de trois chiffres"),
    (r"[^0-9]*", "il s'écrit en chiffres"),
)


def why_not_an_amount(text: str) -> str:
    """What is wrong with a text that is not an amount, in words that follow « n'est pas un montant : ».

    >>> why_not_an_amount("977,505")
    'il a plus de deux décimales'
    >>> why_not_an_amount("« 1 000,00 € »")
    "il s'écrit sans guillemets"
    >>> why_not_an_amount("NaN")
    "il s'écrit en chiffres"
    """
    for form, reason in _REASONS:
        if re.fullmatch(form, text, re.IGNORECASE):
            return reason
    return "il ne peut contenir que des chiffres, une virgule et le signe €"


def figures_and_words(text: str) -> tuple[str, str] | None:
    """Both halves of « 80 € (quatre-vingts euros) » or « quatre-vingts euros (80 €) », None for another form.

    >>> figures_and_words("quatre-vingts euros (80 €)")
    ('80 €', 'quatre-vingts euros')
    """
    match = _WITH_WORDS.fullmatch(plain_spaces(text))
    if match is None:
        return None
    figures, words = match["before"], match["inside"]
    if not any(char.isdigit() for char in figures):
        figures, words = words, figures
    return (figures, words) if "(" not in figures and re.search(r"euro|centime", unaccented(words)) else None


def require_same(figures: str, words: str, euros: Decimal) -> None:
    """Raise ValueError when the words say another amount than the figures, which are worth `euros`.

    In a promise to pay the words prevail (Code civil, art. 1376), so neither may be guessed.

    >>> require_same("80 €", "quatre-vingt-dix euros", Decimal(80))
    Traceback (most recent call last):
    ValueError: les chiffres et les lettres diffèrent : 80 € en chiffres, « quatre-vingt-dix euros » en lettres ; \
80 s'écrit « quatre-vingts euros »
    """
    from .words import euros_in_words, same_words

    expected = euros_in_words(euros)
    if not same_words(words, expected):
        plain = f"{euros:,}".replace(",", " ").replace(".", ",").removesuffix(",00")
        raise ValueError(
            f"les chiffres et les lettres diffèrent : {figures} en chiffres, {quoted(words)} en lettres ; "
            f"{plain} s'écrit {quoted(expected)}"
        )
