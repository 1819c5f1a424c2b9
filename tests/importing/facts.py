"""The facts of an entry as plain values, whatever names a person gave to its shares, its parties, its articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from actes.compose.cited import accounts_of, period_of
from actes.model.accounts import Price
from actes.model.acte import Acte
from actes.model.people import Tiers
from actes.model.register import Register
from actes.model.texts import Annexe
from actes.values.text import comparable

Facts = dict[str, Any]


def facts_of(act: Acte, register: Register) -> Facts:
    """Every fact by its key; what may be stated in two ways (an end, a duration) is worked out."""
    return {path: value for path, value in _facts(act, register) if value not in (None, "", ())}


def _facts(act: Acte, register: Register) -> Iterator[tuple[str, Any]]:
    yield "numero", act.numero
    yield "type", act.type
    yield "signature.date", act.signature.date
    yield "signature.lieu", act.signature.lieu
    yield "signature.par", act.signature.par
    yield "date", act.date
    yield "delegation", act.delegation or None
    yield "renouvelle", act.renouvelle
    yield "modifie", act.modifie
    period = period_of(act)
    yield "periode.debut", period and period.debut
    yield "periode.fin", period and period.fin
    for rank, name in enumerate(act.parties):
        yield f"parties[{rank}]", _name(name, register)
    yield from _money(act, register)
    for rank, motif in enumerate(act.preambule):
        yield (
            f"preambule[{rank}]",
            motif.actes or ("vu" if motif.vu else "considerant" if motif.considerant else "autre"),
        )
    for rank, article in enumerate(act.articles):
        yield f"articles[{rank}].titre", article.titre is not None or None
        yield f"articles[{rank}]", True
    yield from _convention(act, register)
    for rank, annexe in enumerate(act.annexes):
        yield from _annexe(f"annexes[{rank}]", annexe)
    for key in ("transmission", "reception", "accuse_reception", "publication"):
        yield f"suivi.{key}", getattr(act.suivi, key)


def _name(name: str, register: Register) -> str:
    return "collectivite" if name == "collectivite" else comparable(register.tiers[name].nom)


def _money(act: Acte, register: Register) -> Iterator[tuple[str, Any]]:
    accounts = accounts_of(act, register)
    if accounts is None:
        return
    yield "financement.tva", accounts.tva and str(accounts.tva)
    yield "financement.base", accounts.base
    for key in ("cout_annuel", "cout_total"):
        yield from _price(f"financement.{key}", getattr(accounts, key))
    base = "annuel" if accounts.base == "annuel" else "periode"
    for group in ("lignes", "repartition", "echeances"):
        for rank, line in enumerate(getattr(accounts, group).values()):
            yield f"financement.{group}[{rank}].nom", line.nom
            yield from _price(f"financement.{group}[{rank}]", getattr(line, base))
            if group == "echeances":
                yield f"financement.{group}[{rank}].quand", str(line.quand)
                yield f"financement.{group}[{rank}].part", line.part
            if group == "lignes":
                yield f"financement.{group}[{rank}].taux", str(line.taux)
    if accounts.participation is not None:
        yield "financement.participation", comparable(accounts.participation.nom)
    if accounts.budget is not None:
        yield "financement.budget.nom", accounts.budget.nom
        yield "financement.budget.exercices", accounts.budget.exercices


def _price(path: str, price: Price | None) -> Iterator[tuple[str, Any]]:
    if price is not None:
        yield f"{path}.ht", price.ht
        yield f"{path}.ttc", price.ttc


def _convention(act: Acte, register: Register) -> Iterator[tuple[str, Any]]:
    agreed = act.convention
    if agreed is None:
        return
    yield "convention.signature.lieu", agreed.signature.lieu
    yield "convention.signature.date", agreed.signature.date
    for rank, party in enumerate(agreed.parties):
        yield f"convention.parties[{rank}]", _name(party.tiers, register)
        yield f"convention.parties[{rank}].par", party.par
        yield f"convention.parties[{rank}].texte", party.texte is not None or None
        yield f"convention.parties[{rank}].introduction", party.introduction is not None or None
    for rank, motif in enumerate(agreed.preambule):
        yield f"convention.preambule[{rank}]", motif.actes or ("vu" if motif.vu else "considerant")
    for rank, article in enumerate(agreed.articles):
        yield f"convention.articles[{rank}].titre", article.titre is not None or None
    yield "convention.entete", len(agreed.entete)
    yield "convention.sous_titres", len(agreed.sous_titres)


def _annexe(path: str, annexe: Annexe) -> Iterator[tuple[str, Any]]:
    yield f"{path}.intitule", annexe.intitule is not None or None
    yield f"{path}.texte", annexe.texte is not None or None
    yield f"{path}.suite", annexe.suite is not None or None
    table = annexe.tableau
    if table is None:
        return
    yield f"{path}.tableau.de", table.de if not table.lignes else "lignes typées"
    yield f"{path}.tableau.entete", table.entete and table.entete.text.strip()
    yield f"{path}.tableau.colonnes", tuple((one.titre.text.strip(), one.montant) for one in table.colonnes)
    yield f"{path}.tableau.total", table.total and table.total.text.strip()
    yield f"{path}.tableau.total_en_tete", table.total_en_tete or None
    yield f"{path}.tableau.lignes", tuple(tuple(cell.text.strip() for cell in row) for row in table.lignes)
    printed = sorted(
        (name, re.sub(r"\s", "", prose.text)) for line in table.imprime.values() for name, prose in line.items()
    )
    yield f"{path}.tableau.imprime", tuple(printed)


def tiers_facts(body: Tiers, on: date | None) -> Facts:
    """The facts of a third party, that day."""
    person = next((one for one in reversed(body.representants) if on is None or one.in_office(on)), None)
    found: Facts = {
        key: getattr(body, key) for key in ("nom", "nom_complet", "sigle", "forme", "siren", "siret", "tva")
    }
    found["adresse"] = body.adresse and str(body.adresse)
    for key in ("civilite", "prenom", "nom", "fonction"):
        found[f"representant.{key}"] = person and getattr(person, key)
    return {key: value for key, value in found.items() if value}
