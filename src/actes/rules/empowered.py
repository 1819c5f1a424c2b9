"""By which act those who sign a convention may sign it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Bounds, MentionKind, Reference
from ..finding import Severity
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.citations import date_of, written
from ..statements.moments import last_day
from .rule import Report, rule

_EMPOWERED = pattern(r"\b(?:habilit|autoris|mandat|agissant\s|en\svertu|d[ûu]ment)[^.;]{0,90}\Z", re.IGNORECASE)
_APPROVES = pattern(r"\b(?:convention|avenant|contrat|protocole)\b", re.IGNORECASE)


@frozen
class Power:
    """The act by which a party signs: its number, and where it is said."""

    key: str
    where: Passage


@rule("HAB101", "habilitation-de-deux-parties", Severity.ALERTE)
def two_parties(context: Context) -> Iterator[Report]:
    """Chaque partie signe en vertu de la délibération de son propre organe. Quand deux parties sont habilitées par la
    même, ou par celle qui approuvait la convention précédente, la signature n'est pas fondée.

    Mauvais : la communauté « habilitée par délibération n° 2025-018 », puis la commune « habilitée par délibération n°
    2025-018 »
    Bon : chacune par la sienne
    Source : CGCT, art. L. 2122-21 et L. 5211-9
    """
    yield from _by_the_former(context)
    first: dict[str, Power] = {}
    for power in _powers(context):
        known = first.setdefault(power.key, power)
        if (known.where.part, known.where.block) != (power.where.part, power.where.block):
            message = f"« {power.where.text} » habilite aussi une autre partie"
            yield Report(power.where, message, HINT, related=((known.where, "l’autre partie"),))


HINT = "citez la délibération de l’organe de cette partie qui approuve cette convention"


def _by_the_former(context: Context) -> Iterator[Report]:
    """« Habilité par délibération n° 2022-027 », which a visa says to approve the convention that is finished."""
    taken = date_of(context)
    former = dict(_former(context, taken[0] if taken else context.today))
    for power in _powers(context):
        if power.key in former:
            message = f"« {power.where.text} » approuvait une convention qui est finie"
            yield Report(power.where, message, HINT, related=((former[power.key], "ce qu’elle approuvait"),))


def _powers(context: Context) -> Iterator[Power]:
    """In the conventions, before their articles."""
    for part in context.parts:
        if part.nature is Nature.CONVENTION:
            yield from _powers_in(part)


def _powers_in(part: Part) -> Iterator[Power]:
    first = next((n for n, block in enumerate(part.blocks) if block.kind is Kind.ARTICLE), len(part.blocks))
    for passage, mention in part.passages(MentionKind.ACT_NUMBER):
        said = mention.value
        if passage.block >= first or passage.kind is Kind.VISA or not isinstance(said, Reference):
            continue
        if said.numero and _EMPOWERED.search(passage.context, max(0, passage.start - 120), passage.start):
            yield Power(_key(said), passage)


def _key(cited: Reference) -> str:
    return f"{cited.nature} {written(cited)} {cited.date or ''}".strip()


def _former(context: Context, today: date) -> Iterator[tuple[str, Passage]]:
    """The acts that a visa says to approve a convention whose last day or last year is past."""
    part = context.part(Nature.ACTE)
    for passage, mention in part.passages(MentionKind.ACT_NUMBER) if part else ():
        said = mention.value
        if passage.kind is not Kind.VISA or not isinstance(said, Reference) or not _APPROVES.search(passage.context):
            continue
        ends = list(_ends(passage))
        if ends and max(ends) < today:
            yield _key(said), passage


def _ends(passage: Passage) -> Iterator[date]:
    for mention in passage.part.mentions[passage.block]:
        if isinstance(mention.value, Bounds) and (last := last_day(mention.value.fin)):
            yield last
        elif mention.kind is MentionKind.YEARS and isinstance(mention.value, tuple):
            yield date(max(mention.value), 12, 31)
