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
_CJA, _CGFP, _CCP, _ROUTE = date(2001, 1, 1), date(2022, 3, 1), date(2019, 4, 1), date(2001, 6, 1)
_CONCOURS = ("L. 5214-16", "L. 5215-26", "L. 5216-5", "L. 5217-7", "L. 5212-26")
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
        ("CGCT", _INTERCOMMUNAL, ("fonds de concours",), _CONCOURS),
        ("CGCT", _CGCT, ("avenant", "avis", "commission d'appel d'offres"), ("L. 1414-4", "L. 1414-2", "L. 1411-5")),
        ("code de la route", _ROUTE, ("genant",), ("R. 417-10", "R. 417-11", "L. 411-1")),
        ("CCP", _CCP, ("inferieur a 10 %",), ("R. 2194-8", "R. 2194-9", "L. 2194-1")),
        ("CCP", _CCP, ("inferieur a 15 %",), ("R. 2194-8", "R. 2194-9", "L. 2194-1")),
        ("CCP", _CCP, ("delai global de paiement",), ("R. 2192-10", "R. 2192-11", "R. 2192-12", "L. 2192-10")),
        ("CCP", _CCP, ("groupement de commandes",), ("L. 2113-6", "L. 2113-7", "L. 2113-8")),
        ("CCP", _CCP, ("retenue de garantie",), tuple(f"R. 2191-{n}" for n in range(32, 43))),
        ("CGFP", _CGFP, ("accroissement temporaire",), ("L. 332-23",)),
        ("CGFP", _CGFP, ("crees par l'organe deliberant",), ("L. 313-1",)),
        ("CJA", _CJA, ("refere precontractuel",), ("L. 551-1", "L. 551-5", "L. 551-10", "L. 551-13")),
    )
)
SHARES = ("quart", "tiers", "cinquieme", "moitie")


def known_on(day: date) -> Iterator[Known]:
    """What was cited so that day.

    >>> any("L. 332-23" in one.articles for one in known_on(date(2021, 6, 1)))
    False
    """
    return (fact.value for fact in in_force(_FACTS, day))
