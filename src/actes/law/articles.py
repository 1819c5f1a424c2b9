"""What well-known articles say: the words that go with them, and by them alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..frozen import frozen
from . import LegalFact, in_force


@frozen
class Known:
    """Words of a clause, all of them, and the articles that it may cite for them; the share that the law gives."""

    words: tuple[str, ...]
    articles: tuple[str, ...]
    share: str = ""


_CGCT, _INTERCOMMUNAL = date(1996, 2, 24), date(1999, 7, 13)  # loi n° 96-142 ; loi n° 99-586
_CJA, _CGFP = date(2001, 1, 1), date(2022, 3, 1)
_FACTS = tuple(
    LegalFact(Known(words, articles, *share), since, None, f"{code}, art. {', '.join(articles)} (à vérifier)")
    for code, since, words, articles, *share in (
        ("CGCT", _CGCT, ("delegu", "maire", "attributions"), ("L. 2122-22", "L. 2122-23")),
        ("CGCT", _CGCT, ("delegation", "maire", "conseil municipal"), ("L. 2122-22", "L. 2122-23", "L. 2122-18")),
        ("CGCT", _CGCT, ("engager", "liquider", "mandater"), ("L. 1612-1",), "quart"),
        ("CGCT", _CGCT, ("credits ouverts", "exercice precedent", "investissement"), ("L. 1612-1",), "quart"),
        ("CGCT", _CGCT, ("quorum",), ("L. 2121-17",)),
        ("CGCT", _CGCT, ("compte administratif", "se retir"), ("L. 2121-14",)),
        ("CGCT", _INTERCOMMUNAL, ("caractere executoire",), ("L. 2131-1", "L. 3131-1", "L. 5211-3")),
        ("CGCT", _CGCT, ("par ses deliberations les affaires de la commune",), ("L. 2121-29",)),
        ("CJA", _CJA, ("deux mois", "tribunal administratif"), ("R. 421-1", "R. 421-5", "R. 421-2")),
        ("CGFP", _CGFP, ("accroissement saisonnier",), ("L. 332-23",)),
        ("CGCT", _INTERCOMMUNAL, ("delegue", "president", "conseil communautaire"), ("L. 5211-10",)),
    )
)
SHARES = ("quart", "tiers", "cinquieme", "moitie")


def known_on(day: date) -> Iterator[Known]:
    """What was cited so that day.

    >>> any("L. 332-23" in one.articles for one in known_on(date(2021, 6, 1)))
    False
    """
    return (fact.value for fact in in_force(_FACTS, day))
