"""Plain texts: lines back to paragraphs, parts told from their words, what is furniture and what only looks like it."""

from __future__ import annotations

import pytest

from actes.document import Kind
from actes.reading import read_bytes
from actes.reading.openings import opening
from reading.samples import kinds, read


def blocks(text: str) -> list[str]:
    return [words for _, _, words in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "conformément à l'accord-cadre signé en préfecture par le titulaire et à son\narticle 9 relatif au prix ;",
        "Vu la loi n° 2015-1785 du 29 décembre 2015 de finances pour l'année 2016 et ses\n2° et 3° alinéas ;",
        "Considérant que le montant est celui que prévoit la convention ou l'\nArticle 8 du décret relatif aux aides ;",
        "Vu le tarif fixé par la délibération du conseil municipal du mois de décembre à\n15 000 € par an ;",
    ],
)  # fmt: skip
def test_a_sentence_cut_by_the_page_is_one_block(text: str) -> None:
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 1er : Objet", "article"),
        ("ARTICLE PREMIER", "article"),
        ("Art. 2 - Durée", "article"),
        ("Article 7.2 – Résiliation", "article"),
        ("Article unique : Prix", "article"),
        ("VU le code,", "visa"),
        ("Vus les statuts,", "visa"),
        ("CONSIDÉRANT la demande,", "considerant"),
        ("Attendu que la demande,", "considerant"),
        ("DÉCIDE :", "formule"),
        ("- ARRÊTE -", "formule"),
        ("Il a été convenu et arrêté ce qui suit :", "formule"),
        ("Le conseil municipal, après en avoir délibéré, à l'unanimité :", "formule"),
        ("Objet : subvention", "objet"),
        ("- de payer", "item"),
        ("1° de payer", "item"),
        ("a) de payer", "item"),
        # and what only looks like one
        ("Articles 2 et 3 du règlement", "paragraphe"),
        ("Article 8 du décret", "paragraphe"),
        ("Vue sur la mer", "visa"),
        ("décide de payer", "paragraphe"),
        ("Il est décidé d'affecter ce déficit au budget.", "paragraphe"),
        ("2 rue Juliette Dodu", "paragraphe"),
        ("12 500 € HT", "paragraphe"),
        ("Articulation des services", "paragraphe"),
        ("Objets trouvés", "paragraphe"),
        ("vu l'urgence, il y est fait droit", "paragraphe"),
        ("considérant la demande", "paragraphe"),
    ],
)
def test_first_words(text: str, expected: str) -> None:
    assert kinds(f"Le texte qui précède finit ici.\n\n{text}")[-1] == expected


def test_minutes_are_named_in_two_ways() -> None:
    for title in ("COMPTE RENDU DU CONSEIL COMMUNAUTAIRE", "PROCÈS-VERBAL DE LA SÉANCE"):
        assert kinds(f"Communauté de Murat\n{title}\nSéance du jeudi 25 septembre 2025")[:2] == ["entete", "titre"]
    assert "titre" not in kinds("Vu le code ;\n\nArticle 1 : Un bilan est dressé.\n\nIl est rendu compte du bilan.")


def test_a_proposal_stands_alone_after_a_line_that_is_full() -> None:
    visa = "Vu le code des relations entre le public et l'administration, notamment son article L. 221-2 ;"
    assert len(blocks(f"{visa}\n{visa}\nSur proposition du secrétaire général de la préfecture,")) == 3


def test_the_name_of_the_act_is_not_what_it_does() -> None:
    assert opening("ARRÊTÉ") is None
    assert opening("ARRÊTE") is opening("ARRETE :") is Kind.FORMULE
    assert kinds("ARRETE\nVu le code ;\nARRETE\n") == ["titre", "visa", "formule"]


def test_a_mention_is_at_the_foot_not_at_the_head() -> None:
    words = "Publié le 3 mars, le rapport fonde la décision."
    assert kinds(f"{words}\nVu le code ;\nDÉCIDE\nArticle 1 : x.\n{words}") == [
        "paragraphe", "visa", "formule", "article", "mention",
    ]  # fmt: skip


def test_an_act_from_head_to_foot() -> None:
    text = """COMMUNE DE VALMONT
DÉLIBÉRATION DU CONSEIL MUNICIPAL
OBJET : Tarifs de la cantine
Le conseil municipal,
Vu le code général des collectivités territoriales ;
Considérant la hausse des prix ;
Après en avoir délibéré,
DÉCIDE
Article 1 : le repas est fixé à 4,10 €.
Article 2 : la présente délibération peut faire l'objet d'un recours dans les deux mois.
Fait et délibéré à Valmont, le 3 mars 2025.
Le maire,
Claire DURAND
Certifié exécutoire le 5 mars 2025
ANNEXE 1
Tarifs"""
    assert kinds(text) == [
        "entete", "titre", "objet", "autorite", "visa", "considerant", "formule", "formule", "article", "article",
        "lieu_date", "signature", "mention", "titre", "sous_titre",
    ]  # fmt: skip


def test_a_convention_names_its_parties() -> None:
    text = """AVENANT N° 2 À LA CONVENTION
ENTRE LES SOUSSIGNÉS :
La commune de Valmont, représentée par son maire, d'une part,
ET
L'association, dont le siège est à Valmont, d'autre part,
IL EST CONVENU CE QUI SUIT :
Article 1er. – Objet
Fait en deux exemplaires originaux à Valmont, le 3 mars 2025
Pour la commune,
Pour l'association,
Annexe 1 : plan de la salle"""
    assert kinds(text) == [
        "titre", "intertitre", "partie", "intertitre", "partie", "formule", "article", "lieu_date", "signature",
        "annonce",
    ]  # fmt: skip


def test_several_acts_in_one_file_begin_again() -> None:
    text = "D2025-003- Objet : RODP\nVu le code ;\nDÉCIDE\nArticle 1 : x.\nD2025-004- Objet : Marché\nVu la loi ;\n"
    assert kinds(text) == ["titre", "visa", "formule", "article", "titre", "visa"]


def pages(*texts: str) -> tuple[list[str], list[str]]:
    reading = read_bytes("\f".join(texts).encode(), "a.txt")
    return [b.text for b in reading.document.blocks], [b.text for b in reading.furniture]


def test_running_heads_and_page_numbers_go() -> None:
    kept, aside = pages(*(f"Commune de Valmont\nArticle {n} : texte.\nPage {n} / 3\n" for n in (1, 2, 3)))
    assert kept == ["Article 1 : texte.", "Article 2 : texte.", "Article 3 : texte."]
    assert len(aside) == 6


def test_the_title_that_runs_on_each_page_stays_on_the_first() -> None:
    kept, aside = pages(*(f"Décision n° 2025-453\nArticle {n} : texte.\n{n}" for n in (1, 2, 3)))
    assert kept[0] == "Décision n° 2025-453"
    assert aside == ["1", "Décision n° 2025-453", "2", "Décision n° 2025-453", "3"]


@pytest.mark.parametrize("line", ["Article 1 :", "977,50 € 1 173,00 €", "Vu le code ;", "Annexe 1"])
def test_lines_of_the_act_that_differ_by_a_figure_are_no_running_head(line: str) -> None:
    kept, aside = pages(f"{line}\nsuite du texte.", f"{line.replace('1', '2').replace('code', 'bail')}\nautre texte.")
    assert not aside
    assert line in " ".join(kept)


def test_a_heading_that_comes_back_inside_pages_stays() -> None:
    kept, aside = pages("Cantal Destination\nVu le code ;\n", "Article 2 : x.\nCantal Destination\nLe reste.\n")
    assert not aside
    assert kept.count("Cantal Destination") == 2


def test_a_year_alone_inside_a_page_stays() -> None:
    kept, _ = pages("Tarifs\n2025\nplein tarif", "suite\n2026\ntarif réduit")
    assert "2025" in " ".join(kept)


def test_the_receipt_goes_wherever_it_stands_and_the_act_around_stays() -> None:
    text = """Vu le code ;
Envoyé en préfecture le 10/07/2025
Reçu en préfecture le 10/07/2025
Publié le 10/07/2025
ID : 015-200066660-20250708-DEC2025_453-AU
Vu la loi ;
Publié le 12 mai 2025 par la commune, le règlement s'applique à tous."""
    reading = read_bytes(text.encode(), "a.txt")
    assert [b.text for b in reading.document.blocks][:2] == ["Vu le code ;", "Vu la loi ;"]
    assert len(reading.furniture) == 4
    assert reading.document.blocks[-1].text.startswith("Publié le 12 mai")


def test_words_cut_at_a_hyphen() -> None:
    assert blocks("Vu l'accord-\ncadre de la communauté de Saint-\nFlour n° 2020-\n273 ;") == [
        "Vu l'accord-cadre de la communauté de Saint-Flour n° 2020-273 ;"
    ]


def test_tables_of_tabs_and_of_spaces() -> None:
    tabs = "\tHT\tTTC\nTotal\t10,00 €\t12,00 €\nReste\t1,00 €\t1,20 €"
    spaces = "Poste        HT        TTC\nSalle        10,00     12,00\nMénage       2,00      2,40"
    for text in (tabs, spaces):
        (block,) = read_bytes(text.encode(), "a.txt").document.blocks
        assert [len(row.cells) for row in block.rows] == [3, 3, 3]
    (block,) = read_bytes(tabs.encode(), "a.txt").document.blocks
    assert [row.total for row in block.rows] == [False, True, False]
    assert str(block.rows[1].cells[1].paragraphs[0][0].origin.place) == "a.txt:2:7"
    assert block.rows[1].cells[1].paragraphs[0][0].origin.place.cell == "B2"


def test_a_rule_of_dashes_is_drawn_and_parts_no_table() -> None:
    rows = ["Financeur      Taux     Montant", "-" * 25, "État     30 %     30 000", "Ville     70 %     70 000"]
    text = "\n".join([*rows, "-" * 20, "TOTAL     100 %     100 000"])
    (block,) = read_bytes(text.encode(), "a.txt").document.blocks
    assert [row.cells[2].text for row in block.rows] == ["Montant", "30 000", "70 000", "100 000"]
    assert read_bytes(b"Le titre\n----------\nLe texte.", "a.txt").document.text.count("-") > 0


def test_a_total_of_areas_stands_below_areas_and_leaves_prices_empty() -> None:
    rows = [
        "Nature      Surface      Prix à l'hectare      Montant",
        "Terre      7 ha 00 a      118,00 €      826,00 €",
        "Pré      2 ha 50 a      88,00 €      220,00 €",
        "TOTAL      9 ha 50 a      1 046,00 €",
    ]
    (block,) = read_bytes("\n".join(rows).encode(), "a.txt").document.blocks
    assert [cell.text for cell in block.rows[-1].cells] == ["TOTAL", "9 ha 50 a", "", "1 046,00 €"]
    assert block.rows[-1].total


def test_pipes_between_the_cells_alone_make_a_table() -> None:
    rows = ["Séjour | Quantité | Prix", "Une nuit   | 2 | 20,80 €", "TOTAL | | 41,60 €"]
    (block,) = read_bytes("\n".join(rows).encode(), "a.txt").document.blocks
    assert [cell.text for cell in block.rows[2].cells] == ["TOTAL", "", "41,60 €"]
    assert "tableau" not in kinds("Le Maire | La secrétaire\nAnne Petit | Luc Roy\n")


def test_cells_may_be_parted_by_semicolons_set_in_columns() -> None:
    rows = ["Membre      ; besoin   ; clé", "Lanvaudrec  ; 38 000 € ; 19,00 %", "TOTAL       ; 200 000 €; 100 %"]
    (block,) = read_bytes("\n".join(rows).encode(), "a.txt").document.blocks
    assert [[cell.text for cell in row.cells] for row in block.rows] == [
        ["Membre", "besoin", "clé"],
        ["Lanvaudrec", "38 000 €", "19,00 %"],
        ["TOTAL", "200 000 €", "100 %"],
    ]
    assert "tableau" not in kinds("Vu la loi ; vu le code ; vu l'avis\nVu le plan ; vu le zonage ; vu l'arrêté\n")


def test_a_label_as_wide_as_its_column_is_a_cell() -> None:
    rows = [
        "Recettes                                   Montant        Part",
        "Région                                      93 000 €     15,00 %",
        "Communauté de communes (fonds de concours) 124 000 €     20,00 %",
        "Part de la commune et de ses budgets annexes 7 000 €      1,13 %",
    ]
    (block,) = read_bytes("\n".join(rows).encode(), "a.txt").document.blocks
    assert [row.cells[1].text for row in block.rows] == ["Montant", "93 000 €", "124 000 €", "7 000 €"]
    rows = ["Décor     320 m² x 2 j x 0,45 €     288,00 €", "Rue     140 m² x 1 j x 0,45 €     63,00 €"] * 2
    (block,) = read_bytes("\n".join(rows).encode(), "a.txt").document.blocks
    assert [row.cells[1].text for row in block.rows][:2] == ["320 m² x 2 j x 0,45 €", "140 m² x 1 j x 0,45 €"]


def test_an_account_and_its_name_are_two_cells_whatever_its_length() -> None:
    rows = [
        "2158   Outillage          + 7 200,00",
        "21316  Cimetière          + 9 000,00",
        "213161 Concessions   - 50,00",
    ]
    (block,) = read_bytes("\n".join(rows).encode(), "a.txt").document.blocks
    assert [row.cells[0].text for row in block.rows] == ["2158", "21316", "213161"]


def test_one_line_with_a_tab_is_no_table() -> None:
    assert "tableau" not in kinds("Le délégant\tLe délégataire\nSuite de l'acte.")


@pytest.mark.parametrize(
    "text",
    [
        "Prix\n10,00 €\n12,00 €\nAutre chose",  # one row
        "A\n10,00 €\n12,00 €\nB\n13,00 €",  # rows of several lengths
        "Le prix est fixé.\n10,00 €\nLe délai court.\n12,00 €",  # sentences
    ],
)
def test_what_is_not_regular_is_no_table(text: str) -> None:
    assert "tableau" not in kinds(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_codings(encoding: str) -> None:
    reading = read_bytes("Vu l’arrêté n° 1 : 12 €\r\n".encode(encoding), "a.txt")
    assert reading.document.text == "Vu l’arrêté n° 1 : 12 €"
    assert [note.code for note in reading.notes] == (["LEC206"] if encoding == "cp1252" else [])


def test_levels_follow_markers() -> None:
    reading = read_bytes(b"- a\no b\no c\n- d\n", "a.txt")
    assert [(b.marker, b.level) for b in reading.document.blocks] == [("-", 1), ("o", 2), ("o", 2), ("-", 1)]


def test_a_line_cut_before_its_noun_goes_on() -> None:
    """A text with long lines has a paragraph a line, but no paragraph ends with « du »."""
    long = "Vu " + "le règlement " * 12
    text = f"{long}\n{long}\nVu l'arrêté n° 2018-A-041 du\n22 mai 2018 ;\nFait à Vallonnes, le\nPour la commune"
    blocks = [block.text for block in read_bytes(text.encode(), "a.txt").document.blocks]
    assert "Vu l'arrêté n° 2018-A-041 du 22 mai 2018 ;" in blocks
    assert "Fait à Vallonnes, le" in blocks


def test_visas_in_a_list_in_small_letters() -> None:
    text = (
        "DÉLIBÉRATION n° 2026-63\n\nLe conseil municipal,\n\n- vu le code général des collectivités territoriales ;\n\n"
        "- considérant que les parcelles sont communales ;\n\naprès en avoir délibéré, à l'unanimité :\n\n"
        "- décide de céder les parcelles.\n\nPour copie conforme, en mairie, le 28 septembre 2026.\n\nLe Maire,\n\n"
        "Philippe CHASSAING\n"
    )
    assert kinds(text) == ["titre", "autorite", "visa", "considerant", "formule", "item", "lieu_date", "signature"]


@pytest.mark.parametrize(
    "text",
    [
        "Taxe foncière sur le bâti\nbases prévisionnelles : 1 936 000 €\ntaux voté : 38,70 %\nproduit : 749 232 €",
        "Lot 1 – Terrassements et réseaux\nlot 2, gros œuvre\nlot 3, serrurerie\nlot 4, espaces verts",
        "Sont créés au tableau des effectifs :\n8 postes d'adjoint\n3 postes d'assistant\n2 postes d'ingénieur",
        "Le marché de Noël se tiendra place de la Halle le samedi 6 décembre.\nLes exposants partent le 8.\nFin.\nA.",
    ],
)  # fmt: skip
def test_lines_of_a_list_without_marks_stay_apart(text: str) -> None:
    assert len(blocks(text)) == 4
