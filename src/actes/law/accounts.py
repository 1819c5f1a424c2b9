"""The nomenclature of the budget: what its chapters and accounts are called, and which go together (`accounts.txt`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from . import tables
from .articles import Words, said, words_of


@cache
def _words(head: str, mark: str) -> Mapping[str, Words]:
    """What is called by each key of a table, of the words under a mark: none or « ~ »."""
    found = {}
    for own, key, text in tables("accounts.txt"):
        kinds = [kind for kind in text.split(" / ") if (kind[0] if kind[0] == "~" else "") == mark]
        if own.startswith(head) and kinds:
            found[key] = words_of(" / ".join(kind.removeprefix(mark) for kind in kinds))
    return found


def _called(known: Mapping[str, Words], words: str) -> list[str]:
    return [key for key, alternatives in known.items() if said(alternatives, words)]


def chapters(words: str, *, clause: bool = False) -> list[str]:
    """The chapters that words call for: by their name, by what a clause speaks of.

    >>> chapters("charge de personnel"), chapters("la remuneration de l'agent", clause=True)
    (['012'], ['012'])
    """
    found = [*_called(_words("chapitres", ""), words)]
    found += _called(_words("chapitres", "~"), words) if clause else []
    return sorted(set(found))


def known(chapter: str) -> bool:
    return chapter in _words("chapitres", "")


def accounts(words: str) -> list[str]:
    """The accounts that words call for.

    >>> accounts("creance admise en non-valeur")
    ['6541']
    """
    return _called(_words("comptes", ""), words)


def named(account: str) -> bool:
    return account in _words("comptes", "")


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
INSIDE = frozenset({"001", "020", "021", "024", "040", "041"})  # of investment; the other chapters in 0 are not


def section_of(code: str) -> str:
    """The section of a chapter or an account, empty where it is of none.

    >>> section_of("1641"), section_of("012"), section_of("515")
    ('investissement', 'fonctionnement', '')
    """
    if code in INSIDE or code[0] in "12":
        return "investissement"
    return "fonctionnement" if code[0] in "067" else ""
