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
from .forms import Forms, body_forms
from .formulas import Formulas
from .tiers import Body


def signed(draft: Draft) -> None:
    """Put the place and the day of the convention."""
    agreed = draft.read.convention
    draft.put_place("convention.signature.lieu", agreed.lieu_date if agreed else ())
    for where in agreed.lieu_date if agreed else ():
        days = [m for m in where.part.mentions[where.block] if m.kind is MentionKind.DATE and isinstance(m.value, date)]
        for day in days if len(days) == 1 else ():
            at = where._replace(start=day.start, end=day.end)
            draft.put("convention.signature.date", str(day.value), at)


def stated(draft: Draft, bodies: Sequence[Body]) -> list[Tree]:
    """The parties as an entry names them, with who signs for the collectivity where it is not its head."""
    found: list[Tree] = []
    for body in bodies:
        ours = [person.last for person in body.party.people] if body.name == OWN else []
        deputies = draft.known.collectivite.delegataires.items()
        by = next((name for name, one in deputies if comparable(one.nom) in ours), "")
        found.append({"tiers": body.name, "par": by} if by else body.name)
    return found


def presented(draft: Draft, bodies: Sequence[Body], formulas: Formulas) -> list[Tree]:
    """Each party: by the standard sentences where they say what was printed, else in its own words."""
    common = formulas.composer.forms.convention
    introductions = common.introductions if common else ()
    parties = convention_parties(formulas.composer.act, formulas.composer.register)
    found: list[Tree] = []
    for rank, (body, named, party) in enumerate(zip(bodies, stated(draft, bodies), parties, strict=True), 1):
        said: dict[str, Any] = {"tiers": named} if isinstance(named, str) else {**named}  # type: ignore[dict-item]
        standard = next(iter(introductions[:rank][-1:]), None)  # the last one is for all the others
        written = formulas.written(standard, rang=rank, nombre=len(parties))
        if not same(written, "\n".join(one.text for one in body.intro)):
            said["introduction"] = text(formulas.typist.line(body.intro))
        whole = "\n".join(one.text for one in body.passages)
        if common is None or not same(formulas.written(common.partie, partie=party), whole):
            said["texte"] = text(_words(formulas, party, body.passages))
        found.append(said["tiers"] if list(said) == ["tiers"] else said)
    return found


def _words(formulas: Formulas, party: Party, passages: Sequence[Passage]) -> str:
    """A presentation, around the facts of the party."""
    forms = Forms(formulas.composer.writer, {**formulas.composer.scope, "partie": party})
    body_forms(forms, "partie")
    return formulas.around(forms.found, passages)
