"""One date for one thing: two dates that the same words surround, and that differ by a day, a month or a year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.days import days
from ..statements.periods import whole
from ..statements.subjects import TITLES
from ..statements.wording import differ_once, same_thing, words_around
from ..values.dates import show_date, show_date_numeric, weekday
from ..values.text import unaccented
from .rule import Report, rule

FAR = 110  # characters
_COMMISSION = re.compile(
    r"\bcommission\s(?P<name>[^.;,0-9]{6,70}?),?\s(?:(?:s['’]est\s)?r[ée]unie\s(?:le|du)|du|en\sdate\sdu)\s(?:\w+di\s)?\Z",
    re.IGNORECASE,
)
APART = 2  # blocks: nearer ones may be the terms of a list
# An act may cite several of these; « le groupement de commandes » is one thing.
COMMON = frozenset(
    {
        "arrêté",
        "arrêté préfectoral",
        "arrêté municipal",
        "arrêté ministériel",
        "décision",
        "délibération",
        "convention",
        "loi",
    }
    | {"décret", "contrat", "marché", "avenant", "avis", "délégation", "acte", "document", "statuts", "bail"}
)


PAST = re.compile(r"\b(?:depuis|class|nomm|promu|reclass|recrut)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of something, and its owner where the sentence says it."""

    value: date
    where: Passage
    mention: Mention


@rule("CHR301", "date-voisine", Severity.ALERTE)
def neighbours(context: Context) -> Iterator[Report]:
    """Ce qui est dit deux fois dans les mêmes mots porte la même date les deux fois.

    Le titre et l'article d'un arrêté, une échéance et son tableau, un texte cité deux fois : une date qui ne diffère
    que par un jour, un mois ou une année a été mal recopiée à l'un des deux endroits.

    Mauvais : « stationnement interdit place de la Mairie le 13 juillet 2025 », puis « … le 13 août 2025 »
    Bon : « stationnement interdit place de la Mairie le 13 juillet 2025 », deux fois
    Source : usage
    """
    dated = tuple(_dated(context))
    counts = Counter(one.value for one in dated)
    told: set[date] = set()
    for one, other in combinations(dated, 2):
        if (
            not differ_once(one.value, other.value)
            or other.value in told
            or one.value in told
            or _formerly(one, other)
            or (_sure(one) and _sure(other))
            or not _twice(one, other)
        ):
            continue
        odd, right = (one, other) if counts[one.value] < counts[other.value] else (other, one)
        told.add(odd.value)
        yield Report(
            odd.where,
            f"{show_date_numeric(odd.value)} ici, {show_date_numeric(right.value)} ailleurs, dans les mêmes mots",
            f"écrivez « {show_date(right.value)} » si c’est la même chose",
            show_date_numeric(odd.value),
            show_date_numeric(right.value),
            ((right.where, show_date_numeric(right.value)),),
        )


def _dated(context: Context) -> Iterator[Dated]:
    """Days of things: neither the days of the act's own life nor its period, which have rules of their own."""
    own = {
        (id(day.where.part), day.where.block, day.where.start)
        for day in days(context)
        if isinstance(day.where, Passage)
    }
    spans = [said.where for said in whole(context) if isinstance(said.where, Passage)]
    own |= {(id(where.part), where.block, where.start) for where in spans}
    for passage, mention in context.passages(MentionKind.DATE, MentionKind.PERIOD):
        for one in _days_in(mention):
            if (id(passage.part), passage.block, mention.start) not in own and isinstance(one.value, date):
                yield Dated(one.value, Passage(passage.part, passage.block, one.start, one.end), mention)


def _days_in(mention: Mention) -> tuple[Mention, ...]:
    if mention.kind is MentionKind.DATE:
        return (mention,)
    bounds = mention.value
    opened = isinstance(bounds, Bounds) and (bounds.debut is None or bounds.fin is None)
    return tuple(part for part in mention.parts if part.kind is MentionKind.DATE) if opened else ()


def _twice(one: Dated, other: Dated) -> bool:
    """Whether both dates are of one thing, said in two places."""
    first, second = one.where, other.where
    if first.part is second.part and abs(first.block - second.block) <= APART and not _heads(first, second):
        return False
    if one.mention.of and other.mention.of:
        natures = [dated.mention.of.nature.removesuffix("s") for dated in (one, other) if dated.mention.of]
        if natures[0] != natures[1] or natures[0] not in COMMON:
            return natures[0] == natures[1]
    return _one_commission(first, second) or same_thing(words_around(first), words_around(second))


def _one_commission(first: Passage, second: Passage) -> bool:
    """« l'avis de la commission de la vie associative du … », « la commission de la vie associative, réunie le … »."""
    found = [_COMMISSION.search(one.context[max(0, one.start - FAR) : one.start]) for one in (first, second)]
    named = [unaccented(one["name"]) for one in found if one]
    return len(named) == len(found) and named[0] == named[1]


def _formerly(one: Dated, other: Dated) -> bool:
    """« Considérant que le loyer est de … depuis le 1er juillet 2024 », « à compter du 1er juillet 2025 »."""
    before, after = (one.where, other.where) if one.value <= other.value else (other.where, one.where)
    same_day = (one.value.month, one.value.day) == (other.value.month, other.value.day)
    told = before.kind in (Kind.VISA, Kind.CONSIDERANT) and after.block > before.block
    return same_day and told and PAST.search(before.context) is not None


def _sure(one: Dated) -> bool:
    """Whether its weekday confirms a date: « lundi 4 août », « mardi 5 août » are two days."""
    said = unaccented(one.where.text.split()[0])
    return said == unaccented(weekday(one.value))


def _heads(first: Passage, second: Passage) -> bool:
    """Whether the first is a title, and the second what the title announces."""
    return first.kind in TITLES and second.kind not in (*TITLES, Kind.ENTETE)
