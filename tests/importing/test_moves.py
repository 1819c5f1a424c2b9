"""A fact of an imported entry changes: what it states moves, as it does in the entry that was typed by hand."""

from __future__ import annotations

import functools

import pytest

from actes.compose.dossier import compose
from actes.importing.types import Taken
from actes.model.acte import Acte
from actes.model.edits import Put
from actes.model.people import Tiers
from actes.model.register import Register
from actes.registry.reader import read_text
from actes.registry.splice import splice
from importing.support import OURS, empty, files, folder, imported, register

# The act, the field of the entry that was typed, that of the imported one (where a name differs), the new value.
ENTRY = (
    (OURS, "DEC2025-453", "signature.date", "", "2025-07-09"),
    (OURS, "DEC2025-453", "periode.debut", "", "2025-03-01"),
    (OURS, "DEC2025-453", "periode.fin", "", "2027-06-30"),
    (OURS, "DEC2025-453", "references.groupement.date", "", "2022-05-13"),
    (OURS, "DEC2025-453", "financement.cout_annuel.ht", "", "20 550,00"),
    (OURS, "DEC2025-453", "financement.repartition.cantal_destination.part", "", "40 %"),
    (OURS, "DEC2025-453", "financement.echeances.signature.part", "", "60 %"),
    (OURS, "DEC2025-453", "financement.echeances.solde.quand", "financement.echeances.versement_2.quand", "2026-02"),
    (OURS, "DEC2025-453", "financement.budget.nom", "", "Budget annexe"),
    (OURS, "DEC2025-453", "convention.signature.lieu", "", "Murat"),
    (OURS, "DEC2025-453", "convention.signature.date", "", "2025-06-29"),
    (OURS, "DEC2025-453", "suivi.publication", "", "2025-07-10"),
    ("epci", "DEC2025-031", "signature.date", "", "2025-03-27"),
    ("epci", "DEC2025-031", "financement.tva", "", "10 %"),
    ("epci", "DEC2025-031", "financement.cout_total.ht", "", "30 000,00"),
    (
        "epci", "DEC2025-031", "financement.repartition.departement.ht",
        "financement.repartition.departement_creuse.ht", "8 000,00",
    ),
    ("epci", "DEC2025-031", "financement.echeances.commande.part", "", "20 %"),
    (
        "epci", "DEC2025-031", "financement.echeances.intermediaire.quand",
        "financement.echeances.versement_2.quand", "2026-02-28",
    ),
    ("epci", "DEC2025-058", "financement.tva", "", "10 %"),
    ("epci", "DEC2025-058", "periode.debut", "", "2025-05-20"),
    ("commune", "DEC2025-011", "financement.lignes.repas.ht", "financement.lignes.fourniture.ht", "31 000,00"),
    ("commune", "DEC2025-011", "financement.lignes.entretien.tva", "", "10 %"),
    ("commune-1990", "DEC2025-021", "financement.cout_total.ht", "", "1 400,00"),
)  # fmt: skip
BODIES = (
    (OURS, "DEC2025-453", "cantal_destination", "", "nom", "Cantal Tourisme"),
    (OURS, "DEC2025-453", "cantal_destination", "", "adresse.voie", "14 rue des Carmes"),
    ("epci", "DEC2025-031", "office", "office_tourisme_pays_brezenne", "nom", "l'office du Val"),
    ("commune", "DEC2025-011", "traiteur", "societe_fourneaux_hortense", "nom", "la société Aux Bons Plats"),
)
# Where our own entry states the cost without tax and the import with it, a duration and the import an end.
SPELT = {("financement.tva", "DEC2025-058"), ("periode.debut", "DEC2025-058")}


@functools.cache
def taken(workspace: str, act: str) -> Taken:
    return imported(files(workspace, act), empty(workspace))


def value(text: str, cls: type) -> object:
    found, _, findings = read_text(text, cls, "fiche.yaml")
    assert found is not None, findings
    return found


def words(act: str, entry: str, register: Register, tiers: dict[str, str]) -> list[str]:
    """The documents of an act, as lines."""
    acts = {**register.actes, act: value(entry, Acte)}
    bodies = {**register.tiers, **{name: value(text, Tiers) for name, text in tiers.items()}}
    whole = Register(register.collectivite, acts, bodies, register.places, set(acts))  # type: ignore[arg-type]
    dossier = compose(whole.actes[act], whole)
    assert not dossier.findings, dossier.findings
    return [line for document in dossier.documents for line in document.text.split("\n")]


def ours(workspace: str, act: str) -> str:
    return next(folder(workspace).rglob(f"{act}.yaml")).read_text(encoding="utf-8")


def known(workspace: str, act: str) -> Register:
    """The register that an import is read in: what it cites is that of ours."""
    whole = register(workspace)
    return Register(whole.collectivite, whole.actes, {}, whole.places, set(whole.actes))


@pytest.mark.parametrize(("workspace", "act", "path", "other", "new"), ENTRY)
def test_a_fact_of_the_entry_moves(workspace: str, act: str, path: str, other: str, new: str) -> None:
    found = taken(workspace, act)
    before = words(act, found.entry, known(workspace, act), dict(found.tiers))
    edited = splice(found.entry, [Put(other or path, new)], "fiche.yaml")
    after = words(act, edited, known(workspace, act), dict(found.tiers))
    typed = words(act, splice(ours(workspace, act), [Put(path, new)], "a.yaml"), register(workspace), {})
    assert after != before
    if (path, act) not in SPELT:
        assert after == typed


@pytest.mark.parametrize(("workspace", "act", "name", "other", "path", "new"), BODIES)
def test_a_fact_of_a_party_moves(workspace: str, act: str, name: str, other: str, path: str, new: str) -> None:
    found = taken(workspace, act)
    tiers = {**found.tiers, other or name: splice(found.tiers[other or name], [Put(path, new)], "t.yaml")}
    before = words(act, found.entry, known(workspace, act), dict(found.tiers))
    after = words(act, found.entry, known(workspace, act), tiers)
    own = (folder(workspace) / "tiers" / f"{name}.yaml").read_text(encoding="utf-8")
    typed = words(act, ours(workspace, act), register(workspace), {name: splice(own, [Put(path, new)], "t.yaml")})
    assert after != before
    moved = {line for line in before if line not in after}
    lines = words(act, ours(workspace, act), register(workspace), {})
    assert moved >= {line for line in lines if line not in typed} > set()
