"""Parcels of the land register: one number each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ..context import Context
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from .rule import Report, rule

_SPOKEN = pattern(r"\bparcelles?\b|\bcadastr|\bsection\b", re.IGNORECASE)
_PARCEL = pattern(r"\b(?P<section>[A-Z]{1,2})\s?(?:n°\s?|numéro\s)?(?P<number>\d{2,4})\b(?!\s?(?:€|%|m²|m2|ha\b|/|-))")
_REACH = 60  # characters before a parcel in which the text says that it is one


@rule("CAD101", "parcelle-de-deux-numeros", Severity.ALERTE)
def turned_round(context: Context) -> Iterator[Report]:
    """Une parcelle se désigne par sa section et son numéro. Deux numéros de la même section, faits des mêmes chiffres
    et jamais cités ensemble, sont souvent une seule parcelle dont deux chiffres ont changé de place : on vend alors
    celle d'un autre.

    Mauvais : « la parcelle AB 123 » au considérant, « la parcelle AB 132 » à l'article 1
    Bon : « la parcelle AB 123 » aux deux endroits
    Source : décret n° 55-22 du 4 janvier 1955, art. 7
    """
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        places: dict[tuple[str, str], list[Passage]] = {}
        for section, number, passage in _parcels(part):
            places.setdefault((section, number), []).append(passage)
        for one, other in combinations(places, 2):
            if one[0] == other[0] and sorted(one[1]) == sorted(other[1]) and _apart(places[one], places[other]):
                rare, usual = sorted((other, one), key=lambda key: len(places[key]))
                where, beside = places[rare][0], places[usual][0]
                message = f"la parcelle {' '.join(rare)} ressemble à la parcelle {' '.join(usual)}, dite ailleurs"
                hint = "gardez le numéro du plan cadastral : à vérifier"
                yield Report(where, message, hint, " ".join(rare), " ".join(usual), ((beside, beside.text),))


def _parcels(part: Part) -> Iterator[tuple[str, str, Passage]]:
    for index, _ in part.saying("parcelle", "cadastr", "section"):
        block = part.blocks[index]
        for match in _PARCEL.finditer(block.text):
            before = 0 if block.rows else max(0, match.start() - _REACH)
            if _SPOKEN.search(block.text, before, match.start()):
                yield match["section"], match["number"], Passage(part, index, *match.span())


def _apart(some: list[Passage], others: list[Passage]) -> bool:
    """Whether no paragraph names both: one that does means both."""
    return not {passage.block for passage in some} & {passage.block for passage in others}
