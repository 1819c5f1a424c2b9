"""What well-known articles say: the words that go with them (`articles.txt`), with their items (`items.txt`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from ..frozen import frozen
from ..pattern import pattern
from . import LegalFact, tables

Words = tuple[tuple[str, ...], ...]  # alternatives, each of words that are all said


@frozen
class Matter:
    """What articles of a code say: the words that call for one of them, those that only go with them."""

    articles: frozenset[str]
    calls: Words
    excuses: Words

    def called(self, words: str) -> bool:
        return said(self.calls, words)

    def fits(self, words: str) -> bool:
        """Whether these words are of it at all; those of an article that is cited for anything always are.

        >>> quorum = next(iter(matters("code general des collectivites territoriales", date(2025, 1, 1))["L. 2121-17"]))
        >>> quorum.fits("le quorum est atteint"), quorum.fits("les pouvoirs de police")
        (True, False)
        """
        return self.anything or said(self.calls + self.excuses, words)

    @property
    def anything(self) -> bool:
        return not self.calls and not self.excuses


_PLURAL = pattern(r"s\b(?<=[a-z]{3}s)")


def singular(low: str) -> str:
    """Folded words without the -s that ends them: how these tables compare.

    >>> singular("les titres executoires de deux ans")
    'les titre executoire de deux ans'
    """
    return _PLURAL.sub("", low)


def said(alternatives: Words, words: str) -> bool:
    """Whether one of them stands there, whole, without what it must not have (« -tres genant »)."""
    return any(all(word[1:] not in words if word[0] == "-" else word in words for word in one) for one in alternatives)


def words_of(text: str) -> Words:
    return tuple(tuple(singular(one).split("+")) for one in text.split(" / ") if one not in ("", "*"))


@cache
def _codes() -> Mapping[str, LegalFact[Mapping[str, list[Matter]]]]:
    found: dict[str, LegalFact[Mapping[str, list[Matter]]]] = {}
    articles: dict[str, dict[str, list[Matter]]] = {}
    for head, key, text in tables("articles.txt"):
        code, _, since = head.partition(", ")
        own = articles.setdefault(code, {})
        found.setdefault(code, LegalFact(own, date.fromisoformat(since), None, f"{code} (à vérifier)"))
        kinds = text.split(" / ")
        calls, excuses = ([k for k in kinds if k[0] != "~"], [k[1:] for k in kinds if k[0] == "~"])
        matter = Matter(frozenset(key.split(", ")), words_of(" / ".join(calls)), words_of(" / ".join(excuses)))
        for article in matter.articles:
            own.setdefault(article, []).append(matter)
    return found


def matters(code: str, on: date) -> Mapping[str, list[Matter]]:
    """The matters of each article of a code that is known, that day."""
    fact = _codes().get(code)
    return fact.value if fact and fact.in_force(on) else {}


def codes_of(article: str, on: date) -> list[str]:
    """The codes in which an article of that number is known.

    >>> codes_of("R. 417-10", date(2025, 1, 1)), len(codes_of("L. 2122-1", date(2025, 1, 1))) > 1
    (['code de la route'], True)
    """
    return [code for code, fact in _codes().items() if article in fact.value and fact.in_force(on)]


@cache
def items() -> Mapping[str, Mapping[str, Words]]:
    """For each article, what each of its items is about.

    >>> sorted(items()["L. 2122-19"])
    ['1', '2', '3']
    """
    found: dict[str, dict[str, Words]] = {}
    for head, key, text in tables("items.txt"):
        for article in head.split(", "):
            found.setdefault(article, {})[key] = words_of(text)
    return found


@cache
def _defined() -> Mapping[str, Mapping[str, Words]]:
    found: dict[str, dict[str, Words]] = {}
    for code, key, text in tables("defined.txt"):
        found.setdefault(code, {})[key] = words_of(text)
    return found


def defined(code: str, words: str) -> str:
    """The one article of a code that defines what words say, empty where none does, or several.

    >>> defined("code de la route", "tout stationnement est genant"), defined("code de la route", "le stationnement")
    ('R. 417-10', '')
    """
    found = [article for article, called in _defined().get(code, {}).items() if said(called, words)]
    return found[0] if len(found) == 1 else ""
