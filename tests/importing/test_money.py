"""Money in tables that stand in an article, or second in an annexe: facts where the entry has them, else text, said."""

from __future__ import annotations

import yaml

from actes.importing.types import Taken
from importing.support import OURS, empty, imported
from importing.word import word_file

DECISION = """DÉCISION DE LA PRÉSIDENTE n°2025-100

OBJET : Étude de mobilité avec l'association Roulons Vert

La Présidente de Saint-Flour Communauté,

Vu le code général des collectivités territoriales ;

DÉCIDE

Article 1er : D'approuver la convention ci-annexée ;

Article 2 : {said}

Fait à Saint-Flour, le 12 mars 2025

La Présidente,
Céline CHARRIAUD
"""
CONVENTION = """CONVENTION DE PARTENARIAT

Entre

L'association Roulons Vert, sise 4 rue du Puits, 15100 Saint-Flour, représentée par son président, Monsieur Luc Vidal,

Et

Saint-Flour Communauté, sise ZA du Rozier-Coren, 15100 Saint-Flour, représentée par sa Présidente, Céline CHARRIAUD,

Il est convenu ce qui suit :

Article 1er : Objet

Les parties conduisent ensemble une étude.

Article 2 : Financement

{money}

Fait à Saint-Flour, le 12 mars 2025
"""
SHARED = """Le coût annuel de l'étude est réparti comme suit :

Financeur\tMontant annuel
Département du Cantal\t4 500,00 €
Saint-Flour Communauté\t3 000,00 €
Roulons Vert\t{last} €
Total\t10 000,00 €
"""
ANNEXE = """ANNEXE 1

Moyens

Poste\tVolume
Enquêteurs\t3

Échéancier des versements

Date\tMontant
1er avril 2025\t1 800,00 €
Au bilan\t{last} €
"""


def act(*texts: str) -> Taken:
    return imported([("acte.docx", word_file(texts))], empty(OURS))


def money(taken: Taken) -> dict[str, object]:
    found: dict[str, object] = yaml.load(taken.entry, yaml.BaseLoader).get("financement", {})
    return found


def said(taken: Taken) -> list[str]:
    return [one.motif for one in taken.unplaced]


def test_a_table_of_shares_in_an_article_is_facts() -> None:
    yearly = "De dire que la participation de Saint-Flour Communauté s'élève à 3 000,00 € par an ;"
    taken = act(DECISION.format(said=yearly), CONVENTION.format(money=SHARED.format(last="2 500,00")))
    assert taken.ratio == 1
    assert money(taken) == {
        "cout_annuel": {"montant": "10 000,00"},
        "repartition": {
            "departement_cantal": {"nom": "Département du Cantal", "montant": "4 500,00"},
            "saint_flour_communaute": {"nom": "Saint-Flour Communauté", "montant": "3 000,00"},
            "roulons_vert": {"nom": "Roulons Vert"},
        },
        "participation": "saint_flour_communaute",
    }
    line = "{{ financement.repartition.roulons_vert.nom }} {{ financement.repartition.roulons_vert.annuel.montant }}"
    assert line in taken.entry.replace("\u2003", " ")
    assert "s'élève à {{ financement.participation.annuel.montant }} par an" in taken.entry
    assert said(taken) == ["ce tableau reste du texte ; ses montants sont des faits de la fiche"]


def test_what_does_not_add_up_in_it_is_as_it_was_printed() -> None:
    """For the check to find."""
    taken = act(DECISION.format(said="De signer ;"), CONVENTION.format(money=SHARED.format(last="900,00")))
    assert taken.ratio == 1
    shares = money(taken)["repartition"]
    assert isinstance(shares, dict)
    assert shares["roulons_vert"]["montant"] == "900,00"
    assert "Total {{ financement.cout_annuel.montant }}" in taken.entry.replace("\u2003", " ")


def test_a_schedule_that_comes_second_in_an_annexe_is_facts() -> None:
    cost = DECISION.format(said="De verser une subvention de 3 000,00 € à l'association Roulons Vert ;")
    taken = act(cost, ANNEXE.format(last="1 200,00"))
    assert money(taken)["echeances"] == {
        "versement_1": {"montant": "1 800,00", "quand": "2025-04-01"},
        "bilan": {"montant": "1 200,00", "quand": "au bilan"},
    }
    assert "{{ financement.echeances.bilan.periode.montant }}" in taken.entry
    other = act(cost, ANNEXE.format(last="1 100,00"))
    assert "echeances" not in money(other), "they do not make what is paid"
    assert said(other) == ["une annexe n'a qu'un tableau : celui-ci reste du texte"]


def test_a_monthly_rent_is_text_and_that_is_said() -> None:
    rent = "Le loyer mensuel est de 450,00 €. Un dépôt de garantie de 900,00 € est versé à la signature."
    taken = act(DECISION.format(said="De fixer le loyer à 450,00 € par mois ;"), CONVENTION.format(money=rent))
    assert money(taken) == {}
    assert [(one.mots, one.motif.partition(" :")[0]) for one in taken.unplaced] == [
        ("450,00 €", "ce montant est par mois"),
        ("450,00 €", "ce montant est par mois"),
        ("900,00 €", "ce montant n'est d'aucun fait de la fiche"),
    ]


def test_an_office_in_small_letters_follows_who_holds_it() -> None:
    taken = act(DECISION.format(said="De signer ;"), CONVENTION.format(money="Chacun paie sa part."))
    assert "par {{ partie.representant.titre.minuscule.possessif }}, {{ partie.representant.civilite }}" in taken.entry
