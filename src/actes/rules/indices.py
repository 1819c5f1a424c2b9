"""Indices of rents: what an act says that one was worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..context import Context
from ..facts.flat import folded
from ..finding import Severity
from ..law.indices import Period, names, value_of
from ..part import Passage
from ..pattern import pattern
from ..values.calendar_fr import months
from ..values.ordinals import rank_words
from .rule import Report, rule

_WHEN = pattern(
    r"\b(?:(?P<n>[1-4])(?:er|e|eme|nd)?|(?P<said>premier|deuxieme|second|troisieme|quatrieme)) trimestre "
    r"(?:de )?(?:l'annee )?(?P<year>20[0-9]{2})\b|\bt(?P<t>[1-4]) (?P<ty>20[0-9]{2})\b|\b(?P<whole>20[0-9]{2})\b"
)
_VALUE = pattern(r"(?<![0-9,.])(?<!par )(?<![/x×] )(?<![/x×])(?P<value>[0-9]{3},[0-9]{2})(?![0-9]| ?[€%]| euros)")
_CALLED = pattern(rf"\b(?:{'|'.join(map(re.escape, names()))})\b")
_DAY = pattern(rf"\b(?:{'|'.join(map(folded, months()[1:]))}|trimestre) \Z")  # « publié le 15 avril 2025 »
_THEN = pattern(r"(?:[^.;0-9/x×]|[0-9]{1,2}(?:er)? [a-z]{3,9} 20[0-9]{2}|,(?= )){0,60}")
_AFTER = pattern(r"[^.;0-9]{0,3}(?:\(|(?:pour|en|au|du)\b)[^.;0-9]{0,12}")
YEARLY = frozenset({"fermages"})
FAR = 20  # points: further, it is no value of that index


@rule("SEU105", "indice-publie", Severity.ALERTE)
def published(context: Context) -> Iterator[Report]:
    """L'indice de référence des loyers, celui des loyers commerciaux ou des activités tertiaires, l'indice national des
    fermages sont publiés : une valeur qui n'est pas celle de son trimestre est mal recopiée, ou d'un autre.

    Mauvais : « l'indice de référence des loyers du 1er trimestre 2025, soit 147,45 »
    Bon : « l'indice de référence des loyers du 1er trimestre 2025, soit 145,47 »
    Source : INSEE ; arrêtés annuels du ministre chargé de l'agriculture (à vérifier)
    """
    for part in context.own:
        known = {names()[match[0]] for match in _CALLED.finditer(part.low)}
        for index, block in enumerate(part.lows()) if known else ():
            low = block.replace("\n", " ")
            for value in _VALUE.finditer(low):
                near_by = [names()[match[0]] for match in _CALLED.finditer(low, 0, value.start())]
                which = near_by[-1] if near_by else next(iter(known)) if len(known) == 1 else ""
                when = _when(low, value, yearly=which in YEARLY) if which else None
                right = value_of(which, when) if when else ""
                if when and right and 0 < abs(_number(right) - _number(value["value"])) < FAR:
                    where = Passage(part, index, *value.span("value"))
                    message = f"{value['value']}, et l’indice {_shown(when)} est {right}"
                    yield Report(where, message, "vérifiez l’indice sur le site de l’INSEE", value["value"], right)


def _when(low: str, value: re.Match[str], *, yearly: bool) -> Period | None:
    """The quarter, or the year, that a value is of: the one that stands right after, else right before."""
    said = [one for one in _WHEN.finditer(low) if bool(one["whole"]) == yearly and not _DAY.search(low, 0, one.start())]
    after = next((one for one in said if one.start() >= value.end()), None)
    if after and _AFTER.fullmatch(low, value.end(), after.start()):
        return _period(after)
    before = next((one for one in reversed(said) if one.end() <= value.start()), None)
    return _period(before) if before and _THEN.fullmatch(low, before.end(), value.start()) else None


def _number(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))


def _shown(when: Period) -> str:
    return f"du {when[1]}{'er' if when[1] == 1 else 'e'} trimestre {when[0]}" if when[1] else f"de {when[0]}"


def _period(said: re.Match[str]) -> Period:
    if said["whole"]:
        return int(said["whole"]), 0
    if said["t"]:
        return int(said["ty"]), int(said["t"])
    return int(said["year"]), int(said["n"] or rank_words()[said["said"]])
