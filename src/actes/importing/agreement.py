"""The convention of an act: where and when it is signed, by whom for us, how each party is presented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..compose.parties import Party, convention_parties
from ..facts import MentionKind
from ..model.edits import Tree
from ..model.links import OWN
from ..part import Passage
from ..values.text import comparable
from .draft import Draft, text
from .faithful import same
from .finder import Finder
from .forms import Forms, body_forms
from .formulas import Formulas
from .tiers import Body, party_blocks


def signed(draft: Draft) -> None:
    """Put the place and the day of the convention."""
    agreed = draft.read.convention
    draft.put_place("convention.signature.lieu", agreed.lieu_date if agreed else ())
    for where in agreed.lieu_date if agreed else ():
        days = [m for m in where.part.mentions[where.block] if m.kind is MentionKind.DATE and isinstance(m.value, date)]
        if len(days) == 1 and isinstance(days[0].value, date):
            at = Passage(where.part, where.block, days[0].start, days[0].end)
            draft.put("convention.signature.date", days[0].value.isoformat(), at)


def deputy(draft: Draft, body: Body) -> str:
    """Who signs for the collectivity by delegation, where it is not its head."""
    people = body.party.people if body.party else ()
    for name, one in draft.known.collectivite.delegataires.items():
        if any(person.last == comparable(one.nom) for person in people):
            return name
    return ""


def stated(draft: Draft, bodies: Sequence[Body]) -> list[Tree]:
    """The parties as an entry names them."""
    found: list[Tree] = []
    for body in bodies:
        by = deputy(draft, body) if body.name == OWN else ""
        found.append({"tiers": body.name, "par": by} if by else body.name)
    return found


def presented(draft: Draft, bodies: Sequence[Body], formulas: Formulas) -> list[Tree]:
    """Each party: by the standard sentences where they say what was printed, else in its own words."""
    common = formulas.composer.forms.convention
    parties = convention_parties(formulas.composer.act, formulas.composer.register)
    found: list[Tree] = []
    for rank, ((body, intro, passages), named, party) in enumerate(
        zip(party_blocks(draft, bodies), stated(draft, bodies), parties, strict=True), 1
    ):
        assert body is not None  # read_act keeps other conventions as annexes
        said: dict[str, Any] = {"tiers": named} if isinstance(named, str) else {**named}  # type: ignore[dict-item]
        standard = _introduction(common.introductions if common else (), rank)
        written = formulas.written(standard, rang=rank, nombre=len(parties)) if standard else ""
        if not same(written, "\n".join(one.text for one in intro)):
            said["introduction"] = text(formulas.typist.line(intro))
        whole = "\n".join(one.text for one in passages)
        if common is None or not same(formulas.written(common.partie, partie=party), whole):
            said["texte"] = text(_words(formulas, party, passages))
        found.append(said["tiers"] if list(said) == ["tiers"] else said)
    return found


def _introduction(introductions: Sequence[Any], rank: int) -> Any:
    return introductions[min(rank, len(introductions)) - 1] if introductions else None


def _words(formulas: Formulas, party: Party, passages: Sequence[Passage]) -> str:
    """A presentation, around the facts of the party."""
    forms = Forms(formulas.composer.writer, {**formulas.composer.scope, "partie": party})
    body_forms(forms, "partie", party)
    finder = Finder(formulas.draft, forms.found, frozenset())
    lines = [formulas.typist.words(one, finder.marks(one.part, one.block)) for one in passages]
    return "\n\n".join(filter(None, lines))
