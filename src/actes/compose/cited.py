"""What prose can name: the facts of the act, worked out, under the names of their keys; and what it can say of other
acts and texts: those that a visa cites, the one amended, the one renewed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from ..frozen import frozen
from ..model.accounts import Accounts, settle
from ..model.acte import Acte
from ..model.links import OWN
from ..model.natures import NatureActe
from ..model.people import in_office
from ..model.register import Register
from ..model.texts import Lieu
from ..values.periods import Period
from .parties import Party, parties_of_act, signer
from .prose import Scope, Writer
from .references import ACT, functions

FACTS = (
    *("numero", "type", "date", "periode", "parties", "references", "financement", "convention"),
    *("modifie", "renouvelle"),
)


@frozen
class CitedText:
    """A text outside the register as prose names it."""

    titre: str
    date: date | None
    periode: Period | None


@frozen
class CitedConvention:
    """A convention as prose names it: how others call it, where and when it is signed."""

    nom: str
    signature: Lieu


def _stated(name: str) -> Any:
    return property(attrgetter(f"_act.{name}"))


@frozen
class CitedAct:
    """An act of the register as prose names it; each fact is worked out when it is named."""

    _act: Acte
    _register: Register
    _writer: Writer

    numero, type, date = _stated("numero"), _stated("type"), _stated("jour")
    delegation = _stated("delegation")  # whether it delegates powers: it is cited as « portant délégation »

    @property
    def objet(self) -> str:
        """Its object, as another act cites it: written with its own facts."""
        act, written = self._act, self._writer.objects
        if id(act) not in written:
            scope = _own_scope(act, self._register, self._writer)
            written[id(act)] = self._writer.text(act.objet_cite or act.objet, scope)
        return written[id(act)]

    @property
    def periode(self) -> Period | None:
        return period_of(self._act)

    @property
    def parties(self) -> Mapping[str, Party]:
        return parties_of_act(self._act, self._register)

    @property
    def references(self) -> Mapping[str, CitedText]:
        return {
            label: CitedText(text.titre, text.date, text.periode.period if text.periode else None)
            for label, text in self._act.references.items()
        }

    @property
    def financement(self) -> Accounts | None:
        return accounts_of(self._act, self._register)

    @property
    def convention(self) -> CitedConvention | None:
        """Its convention, signed where the collectivity signs unless it says otherwise."""
        if (convention := self._act.convention) is None:
            return None
        signed = convention.signature
        place = Lieu(lieu=signed.lieu or self._register.collectivite.lieu, date=signed.date)
        return CitedConvention(convention.nom, place)

    @property
    def modifie(self) -> CitedAct | None:
        return self._other(self._act.modifie)

    @property
    def renouvelle(self) -> CitedAct | None:
        return self._other(self._act.renouvelle)

    def _other(self, name: str) -> CitedAct | None:
        act = self._register.actes.get(name)
        return CitedAct(act, self._register, self._writer) if act else None


def period_of(act: Acte) -> Period | None:
    return act.periode.period if act.periode else None


def accounts_of(act: Acte, register: Register) -> Accounts | None:
    """The money of an act; whoever pays is named as its own file says, unless the entry gives a name."""
    if act.financement is None:
        return None
    if id(act) not in register.money:  # kept with its act, so that no other one can be at its address
        names = {OWN: register.collectivite.nom, **{label: body.nom for label, body in register.tiers.items()}}
        register.money[id(act)] = act, settle(act.financement, period_of(act), names)
    return register.money[id(act)][1]


def facts_of(act: Acte, register: Register, writer: Writer) -> dict[str, Any]:
    """The facts of an entry, under the names of their keys."""
    cited = CitedAct(act, register, writer)
    return {
        **{name: getattr(cited, name) for name in FACTS},
        "individuel": act.nature_actes is NatureActe.AI,
        "signature": act.signature,
        "lieu": act.signature.lieu or register.collectivite.lieu,
        "suivi": act.suivi,
        "collectivite": register.collectivite,
    }


def scope_of(act: Acte, register: Register, writer: Writer) -> dict[str, Any]:
    """Every name that the act's prose and the collectivity's formulas may use, but for references to its articles."""
    body, on = register.collectivite, act.jour
    chef = signer(in_office(body.executif, on))
    deputy = body.delegataires.get(act.signature.par) if act.signature.par else None
    scope = facts_of(act, register, writer)
    scope["chef"] = chef
    scope["signataire"] = signer(deputy, delegue=True) or chef
    scope["objet"] = writer.text(act.objet, {**scope, **functions(act, register, ACT)})
    return scope


def own_object(act: Acte, register: Register, writer: Writer) -> str:
    """The object of an act as it states it."""
    return writer.text(act.objet, _own_scope(act, register, writer))


def _own_scope(act: Acte, register: Register, writer: Writer) -> Scope:
    return {**facts_of(act, register, writer), **functions(act, register, ACT)}
