"""The acts that this one follows: what its visas and the register say of their periods.

An act of another object may be cited too: a period belongs to the chain when the register links it (`renouvelle`,
`modifie`), or when most words of its citation are those of this act's object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Field, Passage
from ..pattern import pattern
from ..values.kept import kept_on_it
from ..values.periods import Period
from ..values.text import unaccented
from .periods import agreed, periods, whole
from .subjects import REASONS, TITLES, About, Subjects
from .wording import stems

_LIMIT = pattern(r"renouvel|recondu|prorog|prolong", re.IGNORECASE)
ENOUGH = 3  # words in common
_ANY_ACT = stems("approuvant periode courant decision deliberation projet annexe laquelle prevoit")  # of any act


@frozen
class Link:
    """An act of the chain, its period, where it is said; `limit` is the last day to which it may be renewed.

    `name`: its identifier, or its number where it has no entry; empty for the act itself.
    """

    name: str
    period: Period
    where: Passage | Field
    identifier: str = ""
    avenant: bool = False
    taken: date | None = None
    year: int | None = None
    limit: date | None = None
    own: bool = False


@kept_on_it
def chain(context: Context) -> tuple[Link, ...]:
    """The acts that this one follows and itself last, in the order of their periods."""
    links = {link.name: link for link in (*_from_register(context), *_from_text(context))}
    own = _own(context)
    found = [link for link in links.values() if own is None or link.name != own.name]
    return tuple(sorted([*found, *([own] if own else [])], key=lambda link: (link.period.debut, link.own)))


def _own(context: Context) -> Link | None:
    reference = agreed(whole(context))
    if reference is None or reference.value.period is None:
        return None
    subjects = Subjects.of_context(context)
    said = [s.where for s in whole(context) if s.value.period == reference.value.period]
    passages = [where for where in said if isinstance(where, Passage)]
    taken = context.entry.jour if context.entry else None
    where = (*passages, reference.where)[0]
    return Link("", reference.value.period, where, context.identifier, subjects.avenant, taken, own=True)


def _from_register(context: Context) -> Iterator[Link]:
    """The acts that the entry renews or amends, those they follow in turn, the avenants to them that it cites."""
    if context.entry is None or context.register is None:
        return
    register = context.register
    waiting, seen = [context.entry.renouvelle, context.entry.modifie], set[str]()
    for name in waiting:
        act = register.actes.get(name)
        if act is None or name in seen:
            continue
        seen.add(name)
        waiting += [act.renouvelle, act.modifie]
        cited = context.entry.cited()
        waiting += [other for other in cited if other in register.actes and register.actes[other].modifie == name]
        if act.periode is not None:
            field = context.field("periode", name, str(act.periode.period))
            yield Link(name, act.periode.period, field, name, bool(act.modifie), act.jour, act.numero.annee)


def _from_text(context: Context) -> Iterator[Link]:
    """The acts that the visas cite with their periods, when they are about the same thing."""
    own = _words(" ".join(_object(context)))
    statements = [s for s in periods(context) if s.subject.about is About.CITED and isinstance(s.where, Passage)]
    for said in statements:
        where, period = said.where, said.value.period
        assert isinstance(where, Passage)
        about = _words(where.before)
        common = len(about & own)
        if period is None or where.part.nature is not Nature.ACTE or where.kind not in REASONS:
            continue
        if common >= ENOUGH and 2 * common >= len(about):
            limits = [s.value.extent.fin for s in statements if s.subject == said.subject and _is_limit(s.where)]
            name, number = said.subject.identifier, said.subject.numero
            act = context.register.actes.get(name) if context.register else None
            avenant = "avenant" in unaccented(where.before) or bool(act and act.modifie)
            limit = next((day for day in limits if day), None)
            taken = (act.jour if act else None) or _dated(said.value.extent.mention)
            yield Link(said.subject.name, period, where, name, avenant, taken, number.annee if number else None, limit)


def _is_limit(where: Passage | Field) -> bool:
    return isinstance(where, Passage) and _LIMIT.search(where.context, 0, where.start) is not None


def _dated(mention: Mention) -> date | None:
    """The date of the act that gives a period, where its citation says it."""
    cited = mention.of and (mention.of.through or mention.of.reference)
    return cited.date if cited and isinstance(cited.date, date) else None


def _object(context: Context) -> Iterator[str]:
    for part in context.parts:
        for block in part.blocks:
            project = block.kind is Kind.VISA and "projet" in block.text[:20]
            if (block.kind in TITLES or project) and part.nature in (Nature.ACTE, Nature.CONVENTION):
                yield block.text


def _words(text: str) -> frozenset[str]:
    return stems(text) - _ANY_ACT
