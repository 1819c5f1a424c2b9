"""What prose can name: the facts of the act, worked out, under the names of their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..finding import Finding, Severity
from ..model.accounts import Accounts, settle
from ..model.acte import Acte, Reference, TypeActe
from ..model.collectivite import Collectivite
from ..model.people import Adresse, Civilite, Representant, Tiers, in_office
from ..model.register import Register
from ..values.actnumber import ActNumber
from ..values.titles import Title
from ..values.ordinals import article_number
from ..values.periods import Period
from .prose import Writer


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: civility, names, the office as this person bears it; `delegue` when it is by delegation of the head."""

    civilite: Civilite
    prenom: str
    nom: str
    titre: Title
    delegue: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A party as prose names it: its names, address, and who represents it at the date of the act."""

    nom: str
    nom_complet: str
    sigle: str
    adresse: Adresse | None
    siren: str
    siret: str
    tva: str
    representant: Signer | None

    def __str__(self) -> str:
        return self.nom


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act of the register as a visa names it."""

    numero: ActNumber
    type: TypeActe
    objet: str
    date: date | None
    periode: Period | None


@dataclass(frozen=True, slots=True)
class CitedText:
    """A text outside the register as prose names it."""

    titre: str
    date: date | None
    periode: Period | None


def signer(person: Representant | None, delegue: bool = False) -> Signer | None:
    if person is None:
        return None
    return Signer(person.civilite, person.prenom, person.nom, person.titre, delegue)


def party(body: Tiers | Collectivite, on: date | None) -> Party:
    """A body as a party, represented by who is in office that day."""
    third = body if isinstance(body, Tiers) else Tiers(nom=body.nom, adresse=body.adresse, siren=body.siren)
    representative = signer(in_office(body.representants, on))
    return Party(
        third.nom, third.nom_complet, third.sigle, third.adresse, third.siren, third.siret, third.tva, representative
    )


def functions(act: Acte) -> Mapping[str, Callable[..., Any]]:
    """`article("duree")`, `annexe("territoires")`: the number of what bears a label, so that no reference goes stale."""
    articles = act.convention.articles if act.convention else act.articles
    own = {item.label: f"article\u00a0{article_number(n)}" for n, item in enumerate(articles, 1) if item.label}
    joined = {item.label: f"annexe\u00a0{n}" for n, item in enumerate(act.annexes, 1) if item.label}
    return {"article": _lookup(own, "article"), "annexe": _lookup(joined, "annexe")}


def _lookup(labels: Mapping[str, str], kind: str) -> Callable[[str], str]:
    def find(label: str) -> str:
        if label not in labels:
            known = ", ".join(labels) or f"aucun {kind} n'a de « label »"
            raise ValueError(f"aucun {kind} n'a le label « {label} » (labels : {known})")
        return labels[label]

    return find


def scope_of(act: Acte, register: Register, writer: Writer) -> dict[str, Any]:
    """Every name that the act's prose and the collectivity's formulas may use."""
    body, on = register.collectivite, act.jour
    chef = signer(in_office(body.executif, on))
    deputy = body.delegataires.get(act.signature.par) if act.signature.par else None
    period = act.periode.period if act.periode else None
    scope: dict[str, Any] = {
        "numero": act.numero,
        "type": act.type,
        "date": on,
        "periode": period,
        "signature": act.signature,
        "lieu": act.signature.lieu or body.lieu,
        "suivi": act.suivi,
        "collectivite": body,
        "chef": chef,
        "signataire": signer(deputy, delegue=True) if deputy else chef,
        "parties": {label: party(register.tiers[label], on) for label in act.parties if label in register.tiers},
        "references": {label: _cited_text(text) for label, text in act.references.items()},
        "financement": _accounts(act, period),
        **functions(act),
    }
    scope["objet"] = writer.text(act.objet, scope)
    return scope


def cited_act(act: Acte, register: Register, writer: Writer) -> CitedAct:
    """An act of the register, its object written with its own facts."""
    own = {"collectivite": register.collectivite, "parties": {t: party(register.tiers[t], act.jour) for t in act.parties}}
    period = act.periode.period if act.periode else None
    return CitedAct(act.numero, act.type, writer.text(act.objet, own), act.jour, period)


def _cited_text(text: Reference) -> CitedText:
    return CitedText(text.titre, text.date, text.periode.period if text.periode else None)


def _accounts(act: Acte, period: Period | None) -> Accounts | None:
    return settle(act.financement, period) if act.financement else None


def missing_head(act: Acte, register: Register, scope: Mapping[str, Any]) -> Finding | None:
    """Nobody is known to be in office at the date of the act: no document can be signed."""
    if scope["chef"] is not None:
        return None
    source = register.place("collectivite", "executif")
    return Finding(
        "REG052",
        "personne-en-fonction",
        Severity.ERREUR,
        f"personne n'est en fonction à la date de l'acte ({act.jour:%d/%m/%Y})" if act.jour else "personne n'est en fonction",
        hint="ajoutez le chef de l'exécutif dans registry/collectivite.yaml, avec « debut » et « fin »",
        where=source.place_at(0) if source else None,
    )


