"""Acts and laws that an act cites: their kind, number, date, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.mention import Reference
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..values.actnumber import ActNumber
from ..values.text import unaccented

LAWS = ("loi", "décret", "ordonnance")
YEAR = pattern(r"(\d{2}|\d{4})\s*[-/]\s*\d+")
CITES = pattern(
    r"\b(?:en\s(?:vertu|application)\sde|conform[ée]ment\sà|par\sd[ée]l[ée]gation|prise?\s(?:par|sur)|annex[ée]e?s?\sà)\b"
    r"|\bannexe\s(?:\w+\s?:|[àa]\s)|\b(?:adopt|approuv|institu)[ée]e?s?\spar\b",
    re.I,
)
DELEGATES = pattern(r"\bdelegation\b|\bdeleg(?:ue|uant)\b|\bl'a charge\b|\bcharge (?:l[ea]|son|sa) (?:president|maire)")
LETTERED = pattern(r"(\d{4})-[A-Z]{1,3}-\d+")
_OF_STATE = pattern(r"prefector|ministeri")


@frozen
class Citation:
    """An act cited by its number, with the date that goes with it where the text says it."""

    nature: str
    number: str
    year: int | None
    day: date | None
    passage: Passage
    law: bool

    @property
    def key(self) -> tuple[str, str]:
        """« l'arrêté municipal n° 2017/093 » is « l'arrêté n° 2017/093 »; one of the State is another."""
        kind, _, whose = unaccented(self.nature).partition(" ")
        return (f"{kind} {whose}" if _OF_STATE.search(whose) else kind, self.number)


def citations(context: Context) -> Iterator[Citation]:
    """Every act and law that the act's documents cite by number, in order; its own number, undated, is none."""
    for passage, mention in context.passages(MentionKind.ACT_NUMBER, MentionKind.LAW):
        cited = mention.value
        if isinstance(cited, Reference) and cited.numero and (passage.kind is not Kind.TITRE or cited.date):
            yield _citation(passage, mention, cited)


def own_numbers(context: Context) -> Iterator[Citation]:
    """The number that the act gives itself, in its title; not that of the act that it amends."""
    own = context.part(Nature.ACTE)
    for cited in titles(context):
        said = cited.passage
        if said.part is own and own.named_by_title(said.block, said.start):
            yield cited


def titles(context: Context) -> Iterator[Citation]:
    """The numbers in the titles of all the documents: their own, that of the contract that an avenant amends."""
    for passage, mention in context.passages(MentionKind.ACT_NUMBER):
        cited = CITES.search(passage.context, 0, passage.start)  # « prise en vertu de la délibération n° 2026-21 »
        if isinstance(mention.value, Reference) and mention.value.numero and passage.kind is Kind.TITRE and not cited:
            yield _citation(passage, mention, mention.value)


def _citation(passage: Passage, mention: Mention, cited: Reference) -> Citation:
    day = cited.date if isinstance(cited.date, date) else None
    return Citation(cited.nature, written(cited), _year(cited.numero), day, passage, mention.kind is MentionKind.LAW)


def written(cited: Reference) -> str:
    """The number that a citation gives, the same for all the ways of writing it."""
    return cited.numero.code if isinstance(cited.numero, ActNumber) else str(cited.numero or "")


LATEST = 2100  # a year


def _year(number: ActNumber | str | None) -> int | None:
    """The year in a number: « 2015-1785 », « 83-8 » (of the last century)."""
    if isinstance(number, ActNumber):
        return number.annee
    match = LETTERED.match(number or "") or YEAR.match(number or "")
    if match is None:
        return None
    year = int(match[1])
    return None if year > LATEST else year if year > 99 else 1900 + year  # « la police n° 7714-2026-03 »


def date_of(context: Context) -> tuple[date, Passage | None] | None:
    """The date of the act: the entry's, or the one beside « Fait à » in the act itself."""
    if context.entry is not None and context.entry.jour is not None:
        return context.entry.jour, None
    act = context.part(Nature.ACTE)
    for passage, mention in act.passages(MentionKind.DATE) if act else ():
        if passage.kind is Kind.LIEU_DATE and isinstance(mention.value, date):
            return mention.value, passage
    return None


def visas(part: Part) -> Iterator[tuple[int, str]]:
    """The visas of a part: their block, their words without accents."""
    for index, block in enumerate(part.blocks):
        if block.kind is Kind.VISA:
            yield index, unaccented(block.text)
