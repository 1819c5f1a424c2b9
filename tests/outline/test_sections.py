"""Headings of every sort, and texts that an article reproduces."""

from __future__ import annotations

import pytest

from actes.document import Kind
from actes.outline.sections import sections
from actes.reading import read_bytes

PARTIES = (
    "CONTRAT DE LOCATION\n\nEntre\n\nLa commune, représentée par M. Luc Vaur, maire, d'une part,\n\nEt\n\n"
    "Le club, représenté par Mme Eva Pons, présidente, d'autre part,\n\nIl est convenu ce qui suit :\n\n"
)


def articles(text: str) -> list[str]:
    """The articles of a text, in order."""
    blocks = read_bytes(text.encode(), "acte.txt").document.blocks
    pairs = zip(blocks, sections(blocks), strict=True)
    return [section.article for block, section in pairs if block.kind is Kind.ARTICLE and not section.reproduced]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Article 1er", "Article 2", "Article 3"), ["1er", "2", "3"]),
        (("1. OBJET", "2. DURÉE", "3. CHARGES"), ["1er", "2", "3"]),
        (("I – Objet", "II – Durée", "III – Charges"), ["1er", "II", "III"]),
        (("A. Objet", "B. Durée", "C. Charges"), ["A", "B", "C"]),
        (("ARTICLE I", "ARTICLE II", "ARTICLE III"), ["1er", "II", "III"]),
        (("ARTICLE 1 – OBJET", "2. DURÉE", "ARTICLE 3 – CHARGES"), ["1er", "2", "3"]),
    ],
)
def test_headings(headings: tuple[str, ...], expected: list[str]) -> None:
    body = "\n\n".join(f"{heading}\n\nLes parties en conviennent ainsi." for heading in headings)
    assert articles(PARTIES + body) == expected


def test_the_items_of_a_list_are_no_headings() -> None:
    text = PARTIES + "Le club fournit :\n\n1. Statuts\n2. Budget\n3. Bilan\n\nIl les envoie en mars."
    assert articles(text) == []


def test_what_a_deliberation_explains_has_no_articles() -> None:
    text = (
        "DÉLIBÉRATION N° 2026-8\n\nVu le code ;\n\n1. Contexte\n\nLa halle est ancienne.\n\n2. Projet\n\n"
        "Elle est refaite.\n\nDÉCIDE\n\nArticle 1 : Le projet est approuvé."
    )
    assert articles(text) == ["1er"]


ARRETE = "ARRÊTÉ N° 2026-77\n\nVu le code ;\n\nARRÊTE\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ARTICLE 1er. – Les statuts sont ainsi rédigés :\n\nArticle 1 : Dénomination.\n\nArticle 2 : Siège.\n\n"
            "ARTICLE 2. – Ils prennent effet en mai.\n\nARTICLE 3. – Le maire est chargé de l'exécution.",
            ["1er", "2", "3"],
        ),
        (
            "Article 1 : Le règlement suivant est adopté :\n\nArticle 1 : Accès.\n\nArticle 2 : Horaires.\n\n"
            "Article 3 : Tarifs.\n\nArticle 2 : Il entre en vigueur en mai.",
            ["1er", "2"],
        ),
        (
            "Article 1 : L'article 7 est remplacé par :\n\nArticle 7 : Les tarifs sont révisés.\n\n"
            "Article 2 : Le reste est inchangé.",
            ["1er", "2"],
        ),
        ("Article 1 : Les tarifs sont les suivants :\n\n- adulte : 4 €\n\nArticle 2 : Ils s'appliquent.", ["1er", "2"]),
        ("Article 1 : Sont nommés :\n\nArticle 2 : Le maire est chargé de l'exécution.", ["1er", "2"]),
    ],
)
def test_a_text_that_an_article_reproduces_has_its_own_articles(text: str, expected: list[str]) -> None:
    assert articles(ARRETE + text) == expected


def test_the_name_of_a_sitting_over_two_lines() -> None:
    blocks = read_bytes("CONSEIL MUNICIPAL DU\n12 MAI 2026\n\nDÉLIBÉRATION N° 8".encode(), "acte.txt").document.blocks
    assert [block.text for block in blocks] == ["CONSEIL MUNICIPAL DU 12 MAI 2026", "DÉLIBÉRATION N° 8"]


def test_an_annexe_to_an_act() -> None:
    text = (
        PARTIES + "Article 1 : Objet\n\nFait à Laps, le 2 mai 2026.\n\nANNEXE N° 1 AU CONTRAT DE LOCATION\n\nLe plan."
    )
    blocks = read_bytes(text.encode(), "acte.txt").document.blocks
    assert blocks[-2].kind is Kind.TITRE


def test_those_who_sign_side_by_side() -> None:
    text = PARTIES + (
        "Article 1 : Objet\n\nFait à Laps, le 2 mai 2026.\n\n"
        "Pour la commune,                 Pour le club,\nLe maire                         La présidente\n"
        "                                 Eva PONS\nLuc VAUR\n"
    )
    (grid,) = [b for b in read_bytes(text.encode(), "acte.txt").document.blocks if b.kind is Kind.SIGNATURE]
    columns = zip(*([cell.text for cell in row.cells] for row in grid.rows), strict=True)
    assert [[text for text in column if text] for column in columns] == [
        ["Pour la commune,", "Le maire", "Luc VAUR"],
        ["Pour le club,", "La présidente", "Eva PONS"],
    ]


STYLES = (
    "DÉPARTEMENT DU CANTAL\n\nEXTRAIT DU REGISTRE DES ARRÊTÉS\nN° 2026/047\nDu 12 mars 2026\n\n"
    "Le maire de Laps,\n\nVu le code ;\n\nA R R Ê T E\n\nARTICLE PREMIER\nLa rue est fermée.\n\n"
    "ARTICLE DEUX\nElle est rouverte en mai.\n\nLaps, le 12 mars 2026\n\nLe maire,\n\nLuc VAUR\n"
)


def test_an_extract_whose_formula_is_spaced_out() -> None:
    assert articles(STYLES) == ["1er", "2"]
    kinds = {block.text: block.kind for block in read_bytes(STYLES.encode(), "acte.txt").document.blocks}
    assert kinds["N° 2026/047"] is Kind.TITRE
    assert kinds["A R R Ê T E"] is Kind.FORMULE
    assert kinds["Laps, le 12 mars 2026"] is Kind.LIEU_DATE


def test_columns_that_sign_without_a_place_and_a_date() -> None:
    text = "PROCÈS-VERBAL\n\nLa séance est levée.\n\n"
    text += "Le président            La secrétaire\nMax ROL                 Eva PONS\n"
    last = read_bytes(text.encode(), "acte.txt").document.blocks[-1]
    assert (last.kind, last.text) == (Kind.SIGNATURE, "Le président\tLa secrétaire\nMax ROL\tEva PONS")


def test_labels_and_amounts_one_below_the_other_are_a_table() -> None:
    text = "Article 2 : Plan\n\nRecettes\nDépartement\n39 600,00 €\nÉtat\n52 800,00 €\nCommune\n39 600,00 €\n"
    last = read_bytes(text.encode(), "acte.txt").document.blocks[-1]
    assert last.text == "Département\t39 600,00 €\nÉtat\t52 800,00 €\nCommune\t39 600,00 €"
