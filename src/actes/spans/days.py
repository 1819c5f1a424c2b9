"""One day for one thing: two days in the same words, of the same text, of the same event."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, groupby

from ..context import Context
from ..document import Kind
from ..outline.people import Party
from ..part import Passage
from ..pattern import pattern
from ..statements.days import days
from ..statements.moments import CONTRACT, Event, Moment, moments
from ..statements.periods import whole
from ..statements.subjects import REASONS, TITLES
from ..statements.wording import same_thing, told_apart, words_around
from ..text import timewords as say
from ..values.accident import differ_once
from ..values.dates import weekday
from ..values.dateshift import ends_month
from ..values.text import unaccented
from .periods import Twice

APART = 2  # blocks: nearer ones may be the terms of a list


# An act may cite several of these; « le groupement de commandes » is one thing.
_SEVERAL = "arrêté décision délibération convention loi décret contrat marché avenant avis délégation acte document"
COMMON = frozenset((*_SEVERAL.split(), "statuts", "bail"))


def other_days(context: Context) -> Iterator[Twice[date]]:
    """Two days of one thing: the same words around them, the same text cited, the same event of the same noun."""
    dated = tuple(_dated(context))
    counts = Counter(one.last for one in dated)
    told: set[date] = set()
    beside = defaultdict[tuple[object, ...], set[date]](set)
    for one in dated:
        beside[one.where[:2]].add(one.last)
    for one, other in _close(dated):
        if any({one.last, other.last} <= days for days in beside.values()):
            continue  # a sentence that tells of both
        if _led_to(one) or _led_to(other):
            continue  # « à compter de la date limite de remise, soit jusqu'au »: another day
        if _each_its_own(one, other):
            continue
        if {one.last, other.last} & told or not _one_thing(one, other):
            continue
        odd, right = (one, other) if counts[one.last] < counts[other.last] else (other, one)
        told.add(odd.last)
        yield Twice(odd.day, right.day, odd.last, right.last)
    for twice in _events(context):
        if not {twice.said, twice.meant} & told:
            yield twice


_LED_TO = pattern(
    r"\b(?:a (?:compter|partir) d|(?:mois|jours?|semaines?|ans?) (?:avant|apres) )[^.;]*\bsoit\b[^.;]*\Z"
)  # « à partir du 25e mois, soit à compter du »


def _led_to(one: Moment) -> bool:
    return _LED_TO.search(one.where.low_before) is not None


_BIRTHDAY = pattern(r"\banniversaire\b[^.;]*\Z")  # of somebody who was born that day
_FOLLOWED = pattern(
    r"\b(?:remplace|succede)\b[^.;]*\bcell?e?(?:ui)? d[^.;]*\Z"
)  # « remplace celle de 2018, qui expire le »


def _each_its_own(one: Moment, other: Moment) -> bool:
    """Two parties' own deliberations, a birth and its anniversary, a contract and the former one."""
    before = [each.where.low_before for each in (one, other)]
    parties = [
        {rank for rank, party in enumerate(each.where.part.roster.parties) if each.where.block in _blocks(party)}
        for each in (one, other)
    ]
    if all(parties) and not parties[0] & parties[1]:
        return True
    return any(each.search(words) for each in (_BIRTHDAY, _FOLLOWED) for words in before)


def _blocks(party: Party) -> set[int]:
    return {spot.block for spot in party.spots}


FEW = 100  # days of one month, or of one day of the year: more of them tell nothing more


def _close(dated: Sequence[Moment]) -> Iterator[tuple[Moment, Moment]]:
    """Each two that differ by the day, the month or the year alone, in reading order: found by what they share."""
    sharing: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for rank, one in enumerate(dated):
        year, month, day = one.last.year, one.last.month, one.last.day
        for key in ((year, month, 0), (year, 0, day), (0, month, day)):
            sharing[key].append(rank)
    pairs = {pair for ranks in sharing.values() for pair in combinations(ranks[:FEW], 2)}
    yield from ((dated[a], dated[b]) for a, b in sorted(pairs) if dated[a].last != dated[b].last)


def _events(context: Context) -> Iterator[Twice[date]]:
    """« le rapport est remis au plus tard le … » and, elsewhere, another day: one event of one noun, two values."""
    own = [one for one in moments(context) if one.noun and one.event in SLOTS and not (_moved(one) or _led_to(one))]
    own = [one for one in own if not _IF_NOT.search(one.where.low_before)]
    own = [one for one in own if not one.closed and (not one.past if one.own else one.event is Event.END)]
    for _, group in groupby(sorted(own, key=_slot), key=_slot):
        found = sorted(group, key=lambda one: (one.where.part.name, one.where.block, one.where.start))
        values = {one.last for one in found}
        apart = {one.where[:2] for one in found}
        if len(values) == 2 and len(apart) == len(found) and any(one.where.section.article for one in found):
            odd = next(one for one in found if one.last != found[0].last)
            ends = ends_month(odd.last) and ends_month(found[0].last)  # of two months
            differ = _each_its_own(odd, found[0])
            if not differ and (odd.own or ends or differ_once(odd.last, found[0].last)):
                yield Twice(odd.day, found[0].day, odd.last, found[0].last)


SLOTS = frozenset({Event.GIVEN, Event.START, Event.END, Event.LIMIT, Event.VALID, Event.OPENED})
_IF_NOT = pattern(r"\bsi [^.;,]{2,60}\bn(?:e |')[^.;,]*\Z")  # « si les travaux n'ont pas commencé le »
_MOVED = frozenset((say.CHANGED, say.AGAIN, say.AFTER, say.BEFORE, say.EACH))
_BEFORE = pattern(
    rf"{say.LIMIT}[{say.START}{say.HELD}{say.OPENED}]"
)  # « avant le début de la formation, au plus tard le »
_APPOSED = pattern(rf"{say.END}[nMo,]*\Z")


def _moved(one: Moment) -> bool:
    """« après le terme, soit le … » is another day; « qui suivent l'expiration de la convention, le … » is its day."""
    moved = _MOVED & {*one.letters} or _BEFORE.search(one.letters)
    return bool(moved) and _APPOSED.search(one.letters) is None


def _slot(one: Moment) -> tuple[str, str, str]:
    due = one.event in (Event.LIMIT, Event.GIVEN) and one.thing in ("rapport", "solde")
    noun = CONTRACT if one.own and one.thing == CONTRACT else one.noun
    return "due" if due else one.event.name, noun, str(one.owner)


def _dated(context: Context) -> Iterator[Moment]:
    """Days of things: neither those of the act's own life or its signatures nor its period, compared apart."""
    places = [day.where for day in days(context)] + [said.where for said in whole(context)]
    own = {where[:3] for where in places if isinstance(where, Passage)}
    for one in moments(context):
        apart = one.closed or one.where.kind is Kind.SIGNATURE or one.where[:3] in own
        if one.first == one.last and not apart:
            yield one


def _one_thing(one: Moment, other: Moment) -> bool:
    first, second = one.day, other.day
    if (_sure(one) and _sure(other)) or _formerly(one, other) or told_apart(first, second):
        return False
    near = first.part is second.part and abs(first.block - second.block) <= APART
    if near and not (first.kind in TITLES and second.kind not in (*TITLES, Kind.ENTETE)):
        return False
    if one.mention.of and other.mention.of:
        natures = [each.mention.of.nature.removesuffix("s") for each in (one, other) if each.mention.of]
        if natures[0] != natures[1] or natures[0].split()[0] not in COMMON:
            return natures[0] == natures[1]
    if first.part is second.part and not {first.kind, second.kind} & {*TITLES}:
        return False  # in the body of one document, the same words are oftener of two things
    return same_thing(words_around(first), words_around(second))


def _formerly(one: Moment, other: Moment) -> bool:
    """« le loyer est de … depuis le 1er juillet 2024 », « à compter du 1er juillet 2025 »."""
    before, after = (one, other) if one.last <= other.last else (other, one)
    same_day = (one.last.month, one.last.day) == (other.last.month, other.last.day)
    told = before.where.kind in REASONS and after.where.block > before.where.block
    since = before.day.before.endswith(("depuis ", "depuis le "))
    return same_day and (since or (told and (before.past or _STEP.search(before.where.context) is not None)))


_STEP = pattern(r"\b(?:class|nomm|promu|reclass|recrut)", re.IGNORECASE)


def _sure(one: Moment) -> bool:
    """Whether its weekday confirms a date: « lundi 4 août », « mardi 5 août » are two days."""
    return unaccented(one.day.text.split()[0]) == unaccented(weekday(one.last))
