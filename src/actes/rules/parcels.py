"""Parcels of the land register and their areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from ..context import Context
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Part, Passage
from ..statements.arithmetic import shown
from .rule import Report, rule

_SPOKEN = re.compile(r"\bparcelles?\b|\bcadastr|\bsection\b", re.IGNORECASE)
_PARCEL = re.compile(
    r"\b(?P<section>[A-Z]{1,2})\s?(?:n°\s?|numéro\s)?(?P<number>\d{2,4})\b(?!\s?(?:€|%|m²|m2|ha\b|/|-))"
)
_REACH = 60  # characters before a parcel in which the text says that it is one
_SQUARE = r"(?<!\d)(?P<m2>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?\s?m(?:²|2\b)"
_AREA = re.compile(_SQUARE)
_TOTAL = re.compile(
    r"\bsoit\s(?:(?:au\stotal|un\stotal\sde|ensemble)\s|(?:une?|la|pour\sune)\s(?:surface|superficie|contenance|emprise)"
    rf"\s(?:totale|globale|cumulée)\s(?:de\s)?){_SQUARE}",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\bdont\b|\benviron\b|\bsur\s(?:les?|une?)\b|\bconstructible|\bhabitable|\bplancher", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:[^.;\n]|\.(?=\d))+")
SEVERAL = 2


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
            if _SPOKEN.search(block.text, max(0, match.start() - _REACH), match.start()):
                yield match["section"], match["number"], Passage(part, index, *match.span())


def _apart(some: list[Passage], others: list[Passage]) -> bool:
    """Whether no paragraph names both: one that does means both."""
    return not {passage.block for passage in some} & {passage.block for passage in others}


@rule("CAD102", "surfaces-et-total", Severity.ERREUR)
def sum_of_areas(context: Context) -> Iterator[Report]:
    """La surface totale est la somme des surfaces dites dans la même phrase.

    Mauvais : « 820 m² et 445 m², soit une surface totale de 1 365 m² »
    Bon : « 820 m² et 445 m², soit une surface totale de 1 265 m² »
    Source : usage
    """
    for part in context.parts:
        for index, _ in part.saying("total", "ensemble"):
            block = part.blocks[index]
            for sentence in _SENTENCE.finditer(block.text):
                yield from _sum(part, index, block.text, *sentence.span())


def _sum(part: Part, index: int, text: str, start: int, end: int) -> Iterator[Report]:
    total = _TOTAL.search(text, start, end)
    if total is None or _PARTLY.search(text, start, total.start()) or "," in text[total.start("m2") : total.end()]:
        return
    addends = [_square(match) for match in _AREA.finditer(text, start, total.start())]
    real, said = sum(addends), _square(total)
    if len(addends) >= SEVERAL and real != said:
        added = " + ".join(shown(Decimal(area)) for area in addends)
        message = f"{added} = {shown(Decimal(real))} m², et non {shown(Decimal(said))} m²"
        where = Passage(part, index, total.start("m2"), total.end())
        yield Report(
            where, message, f"écrivez {shown(Decimal(real))} m², ou corrigez une surface", str(said), str(real)
        )


def _square(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match["m2"]))
