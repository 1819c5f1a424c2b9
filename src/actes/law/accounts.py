"""The nomenclature of the budget: what its chapters are called, which accounts stand in them (`accounts.txt`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from . import tables
from .articles import Words, said, words_of


@cache
def _names() -> Mapping[str, Words]:
    return {key: words_of(text) for head, key, text in tables("accounts.txt") if head.startswith("chapitres")}


def chapters(words: str) -> list[str]:
    """The chapters that words name.

    >>> chapters("charge de personnel")
    ['012']
    """
    return sorted(key for key, alternatives in _names().items() if said(alternatives, words))


def known(chapter: str) -> bool:
    return chapter in _names()


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(text.split()) for head, key, text in tables("accounts.txt") if head.startswith("places")}


def chapters_of(account: str) -> tuple[str, ...]:
    """The chapters in which an account stands, none where it is not known.

    >>> chapters_of("60612"), chapters_of("2041412"), chapters_of("4541")
    (('011',), ('204',), ())
    """
    for length in range(len(account), 1, -1):
        if account[:length] in _places():
            return _places()[account[:length]]
    return ()


# Chapters of order, in which accounts of all kinds stand, and those of some kinds of collectivities.
ORDER = frozenset({"040", "041", "042", "043", "024", "015", "016", "017", "018"})
_INVESTMENT = frozenset({"001", "021", "024", "040", "041"})


def section_of(chapter: str) -> str:
    """The section of the budget that has a chapter: those of classes 6 and 7, and most that begin by 0, are of the
    fonctionnement (M57, M4, à vérifier). Empty where the chapter is not known.

    >>> section_of("014"), section_of("23"), section_of("021"), section_of("99")
    ('fonctionnement', 'investissement', 'investissement', '')
    """
    if not known(chapter):
        return ""
    return "investissement" if chapter in _INVESTMENT or chapter[0] in "1245" else "fonctionnement"
