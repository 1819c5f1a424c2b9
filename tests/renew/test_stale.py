"""What is left of the former act is found wherever it stands: the signed act 2025-453 against 2023-051, whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from actes.finding import Finding
from actes.model.edits import Add, Edit, Put, Text
from renew.support import copied, edit, entry, findings, loaded, renewed, taken

ACT = "DEC2025-453"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with 2023-051 as it was, all its texts."""
    registry = copied(tmp_path_factory.mktemp("stale"))
    taken(registry, "2023/DEC2023-051.yaml", "tiers/departement_cantal.yaml")
    return registry


def left(registry: Path) -> list[Finding]:
    return findings(registry, ACT, "REN102")


def faults(found: Sequence[Finding]) -> list[str]:
    def fault(finding: Finding) -> str:
        start, end = finding.mark or (0, len(finding.excerpt))
        return finding.excerpt[start:end].replace("\u00a0", " ")

    return [fault(finding) for finding in found]


@pytest.fixture(scope="module")
def before(whole: Path) -> list[str]:
    """What is left in it as it was signed."""
    return faults(left(whole))


def test_the_signed_act_against_2023_051(whole: Path) -> None:
    """« groupement de commandes du 12 avril 2022 », and « 1 janvier 2024 » in the finding that is about it."""
    found, every = left(whole), findings(whole, ACT)
    assert faults(found) == ["2022-04-12"]
    assert found == [finding for finding in every if finding.code == "REN102"]
    assert "la même valeur que dans l’acte DEC2023-051" in found[0].message
    assert any("12\u00a0avril\u00a02022" in related.excerpt for related in found[0].related)
    (period,) = [finding for finding in every if finding.code == "PER101"]
    assert "1\u00a0janvier\u00a02024" in period.excerpt
    assert any("2023-051" in related.says and related.where for related in period.related)


BODY = "convention.articles[5].texte"
CASES: dict[str, tuple[Edit, str]] = {
    "a day": (Put(BODY, Text("Le bilan est remis le 31 décembre 2024.")), "31 décembre 2024"),
    "a month of the period": (Put(BODY, Text("Le bilan est remis en mars 2024.")), "mars 2024"),
    "a year alone": (Put(BODY, Text("Le bilan est remis en 2024.")), "2024"),
    "a day by which something is approved": (
        Put(BODY, Text("Le bilan est approuvé au plus tard le 30 juin 2024.")),
        "au plus tard le 30 juin 2024",
    ),
    "the end of the period, of this convention": (
        Put(BODY, Text("Le versement annuel se termine le 31 décembre 2024.")),
        "se termine le 31 décembre 2024",
    ),
    "a column of a year": (
        Put("annexes[0].tableau", {"lignes": [["Territoire", "2024"], ["Carladès", "oui"]]}),
        "2024",
    ),
    "a half-year": (Put(BODY, Text("Le bilan est remis au premier semestre 2024.")), "2024"),
    "a year in words": (
        Put(BODY, Text("Pour l'année deux mille vingt-quatre, un bilan est remis.")),
        "année deux mille vingt-quatre",
    ),
    "the number, of an act that speaks of itself": (
        Put(BODY, Text("La décision n° 2023-051 autorise la présente convention.")),
        "décision n° 2023-051",
    ),
    "the day that the convention was signed": (Put("convention.signature.date", "2023-03-20"), "2023-03-20"),
    "a delivery of a piece": (
        Put("annexes[1].piece.jalons[0]", {"libelle": "livraison", "date": "2023-07-01"}),
        "2023-07-01",
    ),
    "a payment": (Put(BODY, Text("Le solde est versé en janvier 2024.")), "janvier 2024"),
    "the years": (Put(BODY, Text("Les données des années 2023 et 2024 sont livrées.")), "années 2023 et 2024"),
    "an amount of a year": (Put(BODY, Text("Chacun verse 945,00 € HT.")), "945,00 € HT"),
    "an amount of the period": (Put(BODY, Text("Le tout coûte 45 360,00 € TTC.")), "45 360,00 € TTC"),
    "a budget": (Put("articles[2].texte", Text("De dire que les crédits sont au budget 2023 ;")), "2023"),
    "the number, in the object": (
        Put("objet", Text("Convention « Flux vision Tourisme » de la décision n° 2023-051")),
        "décision n° 2023-051",
    ),
    "the signature": (Put(BODY, Text("La convention signée le 14 mars 2023 est appliquée.")), "14 mars 2023"),
    "the date of the framework": (
        Put(BODY, Text("Selon l'accord-cadre du 31 décembre 2024, les données sont livrées.")),
        "31 décembre 2024",
    ),
    "a cell": (Put("annexes[0].tableau", {"lignes": [["Territoire", "HT"], ["Carladès", "945,00 €"]]}), "945,00 €"),
    "a printed cell": (Put("annexes[0].tableau.imprime.total.ttc", "22 680,00 €"), "22 680,00 €"),
    "the period of a text": (
        Put("references.accord_cadre.periode", {"debut": "2023-01-01", "fin": "2024-12-31"}),
        "du 1er janvier 2023 au 31 décembre 2024",
    ),
    "the price": (Put("financement.cout_annuel.ht", "18 900,00"), "18 900,00 €"),
    "the budget's years": (Put("financement.budget.exercices", ["2023"]), "2023"),
    "a payment's month": (Put("financement.echeances.solde.quand", "2024-01"), "janvier 2024"),
    "the object of a piece": (
        Put("annexes[1].piece.objet", "Flux Vision ADN Tourisme 2023-2024"),
        "Flux Vision ADN Tourisme 2023-2024",
    ),
    "an amount of a piece": (Put("annexes[1].piece.montants.total_ht", "37 800,00"), "37 800,00"),
    "a day of a piece": (Put("annexes[1].piece.dates.fin_etude", "2024-12-31"), "2024-12-31"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_value_of_the_former_act_is_found(name: str, whole: Path, before: list[str], tmp_path: Path) -> None:
    change, words = CASES[name]
    registry = copied(tmp_path, whole)
    (path,) = registry.rglob(f"{ACT}.yaml")
    assert words not in before
    edit(path, [change])
    assert words in faults(left(registry))


def test_the_day_of_a_text_that_the_entry_has_moved(whole: Path, tmp_path: Path) -> None:
    registry = copied(tmp_path, whole)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put("references.groupement.date", "2024-11-05")])
    assert "12 avril 2022" not in faults(left(registry))
    edit(path, [Put(BODY, Text("Selon le groupement de commandes du 12 avril 2022, les données sont livrées."))])
    assert "12 avril 2022" in faults(left(registry))


def test_somebody_out_of_office(whole: Path, tmp_path: Path) -> None:
    registry = copied(tmp_path, whole)
    tiers = registry / "tiers" / "cantal_destination.yaml"
    person = {
        "civilite": "Madame",
        "prenom": "Louise",
        "nom": "Exemple",
        "fonction": "président",
        "debut": "2025-01-15",
    }
    edit(tiers, [Put("representants[0].fin", "2025-01-14"), Add("representants", person)])
    assert loaded(registry, ACT)
    (path,) = registry.rglob(f"{ACT}.yaml")
    assert faults(left(registry)) == ["2022-04-12"]
    edit(path, [Put(BODY, Text("Le groupe est animé par Monsieur Didier Achalme."))])
    assert "Monsieur Didier Achalme" in faults(left(registry))


def test_a_party_that_left(whole: Path, tmp_path: Path) -> None:
    registry = copied(tmp_path, whole)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(registry / "tiers" / "departement_cantal.yaml", [Put("nom", "Cantal Ingénierie")])  # no visa names it
    assert faults(left(registry)) == ["2022-04-12"]
    edit(path, [Put(BODY, Text("Les données sont livrées à Cantal Ingénierie."))])
    assert "Cantal Ingénierie" in faults(left(registry))


STAYS = (
    "La décision n° 2023-051 couvre la période du 1er janvier 2023 au 31 décembre 2024.",
    "Vu la loi n° 2023-1196 du 18 décembre 2023, les données sont publiques.",
    "Depuis le 3 mars 2023, les parties travaillent ensemble.",
    "La convention en cours prend fin le 31 décembre 2024.",
    "Le territoire compte 24 500 habitants au 1er janvier 2023.",
    "Le partenaire est habilité par délibération du 12 juin 2023.",
    "La charte, version de mars 2023, est jointe.",
    "Les statuts, approuvés par l'assemblée le 12 mars 2023, s'appliquent.",
    "La fréquentation a crû de 4 % en 2023.",
    "Le bilan de la convention 2023-2024 est présenté aux parties.",
    "La présente convention remplace celle que la décision n° 2023-051 approuvait.",
    "Le siège est 12 rue Marie Maurel, SIRET 779 074 822 00049.",
    "La décision n° 2023-051 du 14 mars 2023 est remplacée.",
    "Le préavis est de 30 (trente) jours ; l'amende est de 135,00 €.",
    "La fréquentation de 2023 sert de référence.",
    "L'article 9.1 de la convention de 2023 reste applicable aux données de cette époque.",
)


@pytest.mark.parametrize("words", STAYS)
def test_what_rightly_stays_is_left_alone(words: str, whole: Path, tmp_path: Path) -> None:
    registry = copied(tmp_path, whole)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put(BODY, Text(words))])
    assert faults(left(registry)) == ["2022-04-12"]


def test_what_moved_on_at_its_place_is_left_alone(whole: Path, tmp_path: Path) -> None:
    registry = copied(tmp_path, whole)
    (path,), (past,) = registry.rglob(f"{ACT}.yaml"), registry.rglob("DEC2023-051.yaml")
    edit(path, [Put(BODY, Text("Le solde suit les comptes de l'exercice 2023, remis le 30 juin."))])
    assert len(left(registry)) == 2
    edit(
        past,
        [Put("convention.articles[5].texte", Text("Le solde suit les comptes de l'exercice 2021, remis le 30 juin."))],
    )
    assert faults(left(registry)) == ["2022-04-12"]


def test_what_is_confirmed_is_not_asked_again(whole: Path, tmp_path: Path) -> None:
    registry = copied(tmp_path, whole)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put(BODY, Text("Le bilan est remis le 31 décembre 2024."))])
    assert len(left(registry)) == 2
    line = {"champ": BODY, "mots": "31 décembre 2024", "motif": "le bilan de 2024", "confirme": "oui"}
    edit(path, [Add("a_confirmer", line)])
    assert faults(left(registry)) == ["2022-04-12"]
    edit(path, [Add("a_confirmer", {"champ": "references.groupement", "motif": "le même", "confirme": "oui"})])
    assert left(registry) == []


def test_an_error_of_the_former_act_is_asked_about_as_the_check_says_it(tmp_path: Path) -> None:
    """One line an error, in the field that says it: of its own, or that of the words at fault."""
    registry = copied(tmp_path)
    edit(entry(registry), [Put(BODY, Text("La part est de 40 % de 10 000 €, soit 4 200 €, le 31 février 2027."))])
    asked = {line.motif for line in renewed(registry, ACT).confirms if line.champ == BODY}
    says = [
        one.message.replace("\u00a0", " ") for one in findings(registry, ACT) if one.place == "article 6, 1er alinéa"
    ]
    assert len(says) == 2, "an amount and a day"
    assert {f"à corriger : {one}" for one in says} <= asked
