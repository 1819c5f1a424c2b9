"""All that was read of an act as rows: numbers, days, durations, bodies and people, votes; what its entry says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ..context import Context
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Field, Part, Passage
from ..statements.days import days
from ..statements.identifiers import SHOWN
from ..statements.moments import Clause, Event, Lasts, Moment, Span, clauses_of, thing_of
from ..statements.subjects import About, Subject
from ..values.durations import Duration
from .claim import Claim, Sure
from .fields import field_claims, field_facts
from .table import claims
from .votes import sitting


class Sort(StrEnum):
    """What sort of thing was read."""

    NUMBER = "nombre"
    DAY = "date"
    DURATION = "durée"
    WHO = "qui"
    IDENTIFIER = "identifiant"
    COUNT = "séance"


Value = Fraction | date | tuple[date, date] | Duration | str
ROLES: Mapping[str, str] = {  # those of votes, as a person says them
    "exercice": "membres en exercice",
    "presents": "présents",
    "apart": "ne prennent pas part au vote",
    "exprimes": "suffrages exprimés",
}


@frozen
class Row:
    """What was read in one place: whose (empty: this act's), its role, of what, its value with its unit, how sure."""

    sort: Sort
    owner: str
    role: str
    of: str
    value: Value
    unit: str
    where: Passage | Field
    sure: Sure


def rows(context: Context) -> list[Row]:
    """Everything in reading order, document by document, then what the entry says."""
    timed = list(_of_time(context))
    spans = {row.where for row in timed if row.sort is Sort.DURATION}
    found = [*timed, *(_of_claim(one) for one in claims(context) if one.where not in spans)]
    for part in context.parts:
        found += [*_of_roster(part), *(_of_sitting(part) if part.nature is Nature.ACTE else ())]
    rank = {part.name: number for number, part in enumerate(context.parts)}

    def reading(row: Row) -> tuple[int, int, int, int]:
        where = row.where
        assert isinstance(where, Passage)
        return rank[where.part.name], where.block, where.start, where.end

    return [*sorted(found, key=reading), *_of_fields(context)]


def whose(owner: Subject) -> str:
    """Whose a value is where it is not this act's."""
    return "" if owner.about is About.THIS else owner.name or "autre texte"


def _of_claim(claim: Claim) -> Row:
    unit = " ".join(filter(None, (claim.unit, claim.tax and claim.tax.value, claim.basis and f"/ {claim.basis.value}")))
    owner, of = whose(claim.owner), claim.of
    return Row(Sort.NUMBER, owner, claim.role, of, claim.value, unit, claim.where, claim.sure)


def _of_time(context: Context) -> Iterator[Row]:
    """Days and durations; a day of the act itself (signed, sent…) has that role."""
    roles = {(d.where.part.name, d.where.block, d.where.start): d.role.value for d in days(context)
             if isinstance(d.where, Passage) and not d.where.part.marginal}  # fmt: skip
    for clause in clauses_of(context):
        for moment in clause.moments:
            spot = (moment.day.part.name, moment.day.block, moment.day.start)
            yield _of_moment(clause, moment, roles.pop(spot, ""))
        for span in clause.spans:
            sure = _sure(clause, span, span.lasts is not Lasts.OTHER)
            yield Row(Sort.DURATION, whose(span.owner), span.lasts.value, span.thing, span.value, "", span.where, sure)


def _of_moment(clause: Clause, moment: Moment, role: str) -> Row:
    value = moment.first if moment.first == moment.last else (moment.first, moment.last)
    sure = Sure.CLAUSE if role else _sure(clause, moment, moment.event is not Event.NONE)
    of = "" if role else moment.thing
    return Row(Sort.DAY, whose(moment.owner), role or moment.event.value, of, value, "", moment.day, sure)


def _sure(clause: Clause, one: Moment | Span, told: bool) -> Sure:
    """A column says it, or the clause does, or its thing is that of the heading, of the sentence before."""
    if not told:
        return Sure.GUESSED
    if clause.row >= 0:
        return Sure.STATED
    if not one.thing or (isinstance(one, Moment) and one.noun) or one.thing in _things(clause):
        return Sure.CLAUSE
    return Sure.HEADING if one.thing == thing_of(clause.heading) else Sure.BEFORE


def _things(clause: Clause) -> frozenset[str]:
    """What a clause itself names."""
    return frozenset(thing_of((one,)) for one in clause.tokens) - {""}


def _of_roster(part: Part) -> Iterator[Row]:
    """The parties with their short names, identifiers and people; then whoever is named elsewhere, and who signs."""
    roster = part.roster
    for rank, party in enumerate(roster.parties, 1):
        yield Row(Sort.WHO, "", f"partie {rank}", "", party.name, "", part.at(party.at), Sure.CLAUSE)
        for term, spot in party.terms:
            yield Row(Sort.WHO, party.name, "ci-après", "", term, "", part.at(spot), Sure.CLAUSE)
        for mention, spot in party.facts:
            if mention.kind in SHOWN:
                role, at = SHOWN[mention.kind], part.at(spot)
                yield Row(Sort.IDENTIFIER, party.name, role, "", mention.text, "", at, Sure.CLAUSE)
    bodies = {one.person: one.body for one in roster.signatories if one.person}
    for person in roster.people:
        named = roster.parties[person.party].name if person.party is not None and person not in bodies else ""
        sure = Sure.STATED if person in bodies else Sure.CLAUSE
        owner, called = bodies.get(person, named), f"{person.name.civilite} {person.full}".strip()
        yield Row(Sort.WHO, owner, person.role.value, person.office, called, "", part.at(person.at), sure)


def _of_sitting(part: Part) -> Iterator[Row]:
    said = sitting(part)
    for counts in (said.members, said.voices):
        for role, count in counts.items():
            value, name = Fraction(count.value), ROLES.get(role, role)
            yield Row(Sort.COUNT, "", name, "", value, "", count.where, Sure.CLAUSE)


def _of_fields(context: Context) -> Iterator[Row]:
    for held in field_facts(context):
        sort = Sort.DAY if isinstance(held.value, date) else Sort.DURATION
        if isinstance(held.value, str):
            sort = Sort.WHO if held.role == "partie" else Sort.IDENTIFIER
        yield Row(sort, held.owner, held.role, "", held.value, "", held.where, Sure.STATED)
    yield from map(_of_claim, field_claims(context))
