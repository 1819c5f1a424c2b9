"""Works in phases: a road that one phase leaves open by alternating traffic has no diversion then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..context import Context
from ..finding import Severity
from ..part import Part, Passage
from ..pattern import pattern
from ..values.grammar import list_and
from ..values.ordinals import rank_words
from .rule import Report, rule

_RANKS = {said: n for said, n in rank_words().items() if n <= 9}
_PHASES = (
    r"phases? (?:n ?° ?)?(?P<list>[1-9](?:(?:, ?| et | a | ou )[1-9])*)\b(?![,.]?[0-9])"
    rf"|(?P<rank>{'|'.join(_RANKS)}|[1-9](?:re|ere|e|eme)) phase\b"
)
_NAMED = pattern(_PHASES)
_DURING = pattern(rf"\b(?:pendant|durant|en|lors de|au cours de) (?:(?:l[ae]s?|la) )?(?:seules? )?(?:{_PHASES})")
_CLOSED = pattern(
    r"\b(?:barree?s?|coupee?s?|fermee?s?)\b|\b(?:circulation|vehicules)\b[^.;]{0,60} (?:est|sont) interdit"
    r"|\binterdite? a (?:la|toute) circulation\b"
)
_SHARED = pattern(r"\balternat\b|\b(?:circulation|sens)\b[^.;]{0,20} altern")
_DIVERTED = pattern(r"\bdevi(?:ation|ees?|es?)\b")
_OTHERWISE = pattern(r"\b(?:aucune|pas|sans|ni|masque\w*)\b|\bplus de [0-9,]+ ?t|\bpoids lourds?\b|\bsi\b")
_ROW = pattern(r"(?:phase )?(?P<n>[1-9])\b(?![0-9/])")


@rule("REF107", "deviation-sans-route-barree", Severity.ALERTE)
def diverted_while_open(context: Context) -> Iterator[Report]:
    """On dévie pendant que la route est barrée ; pendant une phase d'alternat, on passe. Une déviation, ou un car
    dévié, pendant la phase d'un alternat est une phase pour une autre.

    Mauvais : « pendant la phase 1, une déviation », de la phase d'un alternat, quand la route est barrée en phase 2
    Bon : « pendant la phase 2, une déviation »
    Source : usage
    """
    for part in context.own:
        closed, shared = _measures(part) if "phase" in part.low and "alternat" in part.low else ({}, {})
        for where, match in part.found(_DURING, "phase") if closed else ():
            said = where.sentence.low_text
            if part.blocks[where.block].rows or not _DIVERTED.search(said) or _OTHERWISE.search(said):
                continue
            for number in sorted(_numbers(match) & shared.keys() - closed.keys()):
                phases = "la phase" if len(closed) == 1 else "les phases"
                right = f"la route n’est barrée que pendant {phases} {list_and([str(n) for n in sorted(closed)])}"
                message = f"une déviation est dite pendant la phase {number}, qui est un alternat : {right}"
                related = ((shared[number], f"phase {number}"), *((closed[n], f"phase {n}") for n in sorted(closed)))
                one = str(*closed) if len(closed) == 1 else None
                yield Report(where, message, "corrigez la phase", found=str(number), expected=one, related=related)


def _numbers(match: re.Match[str]) -> set[int]:
    """« phases 1 et 3 », « phases 1 à 3 », « seconde phase »."""
    if match["rank"]:
        return {_RANKS[match["rank"]] if match["rank"] in _RANKS else int(match["rank"][0])}
    numbers = [int(one) for one in re.findall(r"[1-9]", match["list"])]
    return {*range(numbers[0], numbers[-1] + 1)} if " a " in match["list"] else {*numbers}


def _measures(part: Part) -> tuple[Mapping[int, Passage], Mapping[int, Passage]]:
    """The phases in which the road is closed, and those of alternating traffic, each with where it is said."""
    closed, shared = dict[int, Passage](), dict[int, Passage]()
    for where, numbers, said in (*_headed(part), *_tabled(part), *_stated(part)):
        if _CLOSED.search(said):
            closed.update(dict.fromkeys(numbers - closed.keys(), where))
        elif _SHARED.search(said):
            shared.update(dict.fromkeys(numbers - shared.keys(), where))
    return closed, shared


def _headed(part: Part) -> Iterator[tuple[Passage, set[int], str]]:
    """What articles say whose title names their phases."""
    for one in part.articles:
        title = part.lows()[one.block].split(". ")
        named = _NAMED.search(" ".join(title[:2])[:60])
        if named:
            yield part.whole(one.block), _numbers(named), "\n".join(part.lows()[one.block : one.end])


def _tabled(part: Part) -> Iterator[tuple[Passage, set[int], str]]:
    """What a table of phases says in the row of each."""
    for index, low in part.saying("phase"):
        rows = low.split("\n") if part.blocks[index].rows and low.startswith("phase") else []
        for row in rows:
            if found := _ROW.match(row):
                yield part.whole(index), {int(found["n"])}, row


def _stated(part: Part) -> Iterator[tuple[Passage, set[int], str]]:
    """What sentences say that begin with « pendant la phase 1 »."""
    for where, match in part.found(_DURING, "phase"):
        said = where.sentence
        begins = not any(map(str.isalpha, part.lows()[where.block][said.start : where.start]))
        if begins and not _DIVERTED.search(said.low_text):
            yield where, _numbers(match), said.low_text
