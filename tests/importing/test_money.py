"""Money in tables that stand in an article, or second in an annexe: facts where the entry has them, else text, said."""

from __future__ import annotations

import yaml

from actes.importing.types import Taken
from importing.support import LOADER, OURS, empty, imported
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
    found: dict[str, object] = yaml.load(taken.entry, LOADER).get("financement", {})
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
    shares = "financement.repartition.roulons_vert"
    assert f"| {{{{ {shares}.nom }}}} | {{{{ {shares}.annuel.montant }}}} |" in taken.entry
    assert "s'élève à {{ financement.participation.annuel.montant }} par an" in taken.entry
    assert said(taken) == []


def test_what_does_not_add_up_in_it_is_as_it_was_printed() -> None:
    """For the check to find."""
    taken = act(DECISION.format(said="De signer ;"), CONVENTION.format(money=SHARED.format(last="900,00")))
    assert taken.ratio == 1
    shares = money(taken)["repartition"]
    assert isinstance(shares, dict)
    assert shares["roulons_vert"]["montant"] == "900,00"
    assert "| Total | {{ financement.cout_annuel.montant }} |" in taken.entry


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
    assert "| Au bilan | 1 100,00 € |" in other.entry


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


OBJECTIVES = """CONVENTION D'OBJECTIFS

ENTRE LES SOUSSIGNÉS :

Saint-Flour Communauté, sise ZA du Rozier-Coren, représentée par Madame Céline CHARRIAUD, en qualité de Présidente,

d'une part,

ET

L'association Les Voix, association régie par la loi de 1901, dont le siège est 8 rue Basse à Murat (15300),
représentée par Madame Odile MARCENAC, en qualité de présidente,

d'autre part,

PRÉAMBULE

L'association contribue à la vie culturelle.

IL A ÉTÉ CONVENU CE QUI SUIT :

ARTICLE 1 – MONTANT

La subvention est de 14 500,00 €.

Elle est versée comme suit :

- 70 % dès la signature de la convention, soit 10 150,00 € ;
- 30 % sur présentation du bilan, soit 4 350,00 €.

Fait à Saint-Flour, le 2 avril 2025
"""


def test_a_convention_of_objectives_is_taken_apart() -> None:
    """« d'une part, » below each party, a preamble without « considérant », payments with both share and amount."""
    cost = DECISION.format(said="D'attribuer une subvention de 14 500,00 € à l'association Les Voix ;")
    taken = act(cost.replace("Article 1er : ", "1. ").replace("Article 2 : ", "2. "), OBJECTIVES)
    assert taken.ratio == 1
    assert [(one.before, one.after) for one in taken.differences] == [("ARTICLE 1", "ARTICLE 1er")]
    (body,) = (yaml.load(text, LOADER) for text in taken.tiers.values())
    assert body["adresse"] == {"voie": "8 rue Basse", "code_postal": "15300", "ville": "Murat"}
    assert (body["nom"], body["genre"], body["forme"]) == (
        "l'association Les Voix",
        "f",
        "association régie par la loi de 1901",
    )
    assert money(taken)["echeances"] == {
        "signature": {"part": "70 %", "quand": "dès la signature de la convention"},
        "presentation": {"part": "30 %", "quand": "sur présentation du bilan"},
    }
    for words in (
        "{{ financement.echeances.presentation.periode.montant }}",
        "qualité de {{ partie.representant.titre }}",
    ):
        assert words in taken.entry
    assert "preambule:\n    - autre: |\n        PRÉAMBULE" in taken.entry


def test_a_share_and_what_it_makes_in_a_sentence_are_one_payment() -> None:
    paid = "60 % à la signature de la convention, soit 1 800,00 €, et 40 % le 15 janvier 2026, soit 1 200,00 €."
    said_so = f"La subvention est de 3 000,00 €. Elle est versée pour {paid}"
    taken = act(DECISION.format(said="De signer ;"), CONVENTION.format(money=said_so))
    assert money(taken)["echeances"] == {
        "signature": {"part": "60 %", "quand": "à la signature de la convention"},
        "versement_2": {"part": "40 %", "quand": "2026-01-15"},
    }
    assert (taken.ratio, said(taken)) == (1, [])


def test_an_amount_with_taxes_and_no_rate_is_said_once() -> None:
    taken = act(DECISION.format(said="De payer un prix de 3 000,00 € TTC ;"))
    assert [one.mots for one in taken.unplaced] == ["3 000,00 € TTC"]


def test_a_period_said_otherwise_as_often_is_to_confirm() -> None:
    """The article about the duration is believed; an error there is not known from one in the decision."""
    decided = DECISION.format(
        said="De signer la convention conclue pour la période du 1er avril 2025 au 31 mars 2026 ;"
    )
    lasts = CONVENTION.replace("Financement", "Durée")
    taken = act(decided, lasts.format(money="La convention est conclue du 1er avril 2025 au 31 mars 2027."))
    assert [(one.champ, one.mots) for one in taken.to_confirm] == [("periode", "du 1er avril 2025 au 31 mars 2026")]
    sure = act(decided, lasts.format(money="La convention est conclue du 1er avril 2025 au 31 mars 2026."))
    assert sure.to_confirm == ()


def test_an_avenant_is_the_object_and_amends_what_it_is_about() -> None:
    """Its title turns to another act, and is the object; of two decisions that it cites, one is of the same matter."""
    vu = "Vu le code général des collectivités territoriales ;"
    more = (
        "Vu la décision n° 2025-015 du 20 mai 2025 approuvant le bail de l'atelier-relais n° 3 ;\n\n"
        "Vu la décision n° 2024-101 du 6 juin 2024 relative aux tarifs des ateliers-relais ;"
    )
    title = "DÉCISION DE LA PRÉSIDENTE n°2025-100\n\nAvenant n° 1 au bail de l'atelier-relais n° 3"
    text = DECISION.format(said="De signer ;")
    text = text.replace(text[: text.index("La Présidente de")], f"{title}\n\n").replace(vu, f"{vu}\n\n{more}")
    taken = act(text)
    assert "objet: |\n  Avenant n° 1 au bail de l'atelier-relais n° 3\n" in taken.entry
    assert "\nmodifie: DEC2025-015\n" in taken.entry


def test_a_number_that_is_of_no_act_owns_no_period() -> None:
    let = DECISION.format(said="De louer l'atelier-relais n° 3 du 1er juin 2025 au 31 mai 2028 ;")
    during = "Chacun paie.\n\nArticle 3 : Durée\n\nLa convention est conclue du 1er juin 2025 au 31 mai 2028."
    assert "De louer l'atelier-relais n° 3 {{ periode }}" in act(let, CONVENTION.format(money=during)).entry
