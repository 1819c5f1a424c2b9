"""Acts of a town as its clerks lay them out: letterheads and visas in tables, headings in Roman numbers."""

import io
from collections.abc import Iterable
from dataclasses import replace

import docx
import pytest
from docx.document import Document

from actes.compose.dossier import compose
from actes.importing.types import Taken
from actes.model.acte import Acte
from actes.model.register import Register
from actes.registry.reader import read_text
from importing.support import OURS, empty, imported
from importing.test_money import CONVENTION, DECISION
from importing.word import word_file

VISAS = ("Vu le code général des collectivités territoriales ;", "Considérant qu'il convient d'agir ;")
SIGNED = ("La Présidente,", "Céline CHARRIAUD")
Lines = Iterable[str | list[str]]  # a paragraph, or the cells of a table of one row


def written(lines: Lines) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in lines:
        if isinstance(line, list):
            table = document.add_table(1, len(line))
            for cell, text in zip(table.rows[0].cells, line, strict=True):
                cell.text = text
        elif line == "\f":
            document.add_page_break()
        else:
            _paragraph(document, line)
    document.save(file)
    return file.getvalue()


def _paragraph(document: Document, line: str) -> None:
    document.add_heading(line.removeprefix("# "), 2) if line.startswith("# ") else document.add_paragraph(line)


def taken(*lines: str | list[str]) -> Taken:
    return imported([("acte.docx", written(lines))], empty(OURS))


def decided(*lines: str | list[str]) -> Taken:
    done = ("DÉCIDE", "Article 1er : D'agir.", "Fait à Saint-Flour, le 4 mars 2025", *SIGNED)
    return taken(*lines, *VISAS, *done)


def test_the_title_of_an_act_may_stand_in_the_table_of_its_letterhead() -> None:
    found = decided(
        ["RÉPUBLIQUE FRANÇAISE\nDépartement du Cantal", "DÉCISION DE LA PRÉSIDENTE\nN° 2025-031"],
        "Objet : Circulation rue de la Fontaine",
    )
    assert "  entete:\n    - |\n      RÉPUBLIQUE FRANÇAISE\n    - |\n      Département du Cantal\n" in found.entry
    assert '  titre: ""\n' not in found.entry
    assert found.ratio > 0.98


@pytest.mark.parametrize("sign", ["\n", "\n\n"])
def test_visas_in_a_frame_are_visas(sign: str) -> None:
    frame = [sign.join(("La Présidente de Saint-Flour Communauté,", *VISAS))]
    lines = ("DÉCISION N° 2025-031", "relative à la fête", frame, "DÉCIDE", "Article 1er : D'agir.")
    found = taken(*lines, "Fait à Saint-Flour, le 4 mars 2025", *SIGNED)
    assert "objet: |\n  relative à la fête\n" in found.entry
    assert "  - vu: |\n      le code général des collectivités territoriales ;\n  - considerant: |\n" in found.entry


def test_a_table_of_figures_stays_one() -> None:
    found = decided("DÉCISION N° 2025-031", "Objet : Offres reçues", ["Entreprise", "Prix"])
    assert "Entreprise" in found.entry
    assert found.ratio == 1


def test_what_is_told_below_the_object_is_none_of_it() -> None:
    lines = ["DÉLIBÉRATION N° 2025-031", "Subvention au club de judo", "Rapporteur : Mme Rose PONS"]
    found = decided(*lines)
    assert "objet: |\n  Subvention au club de judo\n" in found.entry
    assert "preambule:\n  - autre: |\n      Rapporteur : Mme Rose PONS\n" in found.entry
    found = decided(lines[0], "Objet : Achat d'un tracteur", "Conseillers : 11 – présents : 8")
    assert "objet: |\n  Achat d'un tracteur\n" in found.entry
    assert "preambule:\n  - autre: |\n      Conseillers : 11 – présents : 8\n" in found.entry


def test_the_object_stands_above_what_tells_of_the_sitting() -> None:
    lines = ("Séance du 18 septembre 2025", "Adhésion au syndicat des eaux", "Date de convocation : 12 septembre 2025")
    lines += ("Étaient présents : Mmes PETIT, FABRE.", "Mme la Présidente donne lecture du projet.")
    found = decided("DÉLIBÉRATION N° 2025-031", *lines)
    assert "objet: |\n  Adhésion au syndicat des eaux\n" in found.entry
    assert found.ratio == 1


def test_a_stamp_beside_who_signs_stays_beside() -> None:
    done = ("DÉCIDE", "Article 1er : D'agir.", "Fait à Saint-Flour, le 4 mars 2025")
    stamp = "Certifié exécutoire\nTransmis le 05/03/2025\nPublié le 06/03/2025"
    found = taken("DÉCISION N° 2025-031", "Objet : Prêt", *VISAS, *done, [stamp, "\n\n".join(SIGNED)])
    assert "    | Certifié exécutoire | {{ signataire.titre.le | majuscule }}, |\n" in found.entry
    assert (
        "date_numerique }} | {{ signataire.prenom }} {{ signataire.nom | capitales }} |\n  signataire:" in found.entry
    )
    assert "suivi:\n  transmission: 2025-03-05\n  publication: 2025-03-06\n" in found.entry


def test_a_chapter_among_articles_is_bold() -> None:
    done = ("DÉCIDE", "Article 1er : D'agir.", "TITRE II – TARIFS", "Article 2 : De payer.")
    found = taken("DÉCISION N° 2025-031", "Objet : Prêt", *VISAS, *done, "Fait à Saint-Flour, le 4 mars 2025", *SIGNED)
    assert "      D'agir.\n\n      **TITRE II – TARIFS**\n" in found.entry


def test_the_head_who_was_a_deputy_signs_a_convention_as_the_head() -> None:
    known = empty(OURS)
    body = known.collectivite
    body = replace(body, delegataires={"charriaud": body.executif[-1]})
    files = [("acte.docx", word_file([DECISION.format(said="De signer ;"), CONVENTION.format(money="Rien.")]))]
    found = imported(files, Register(body, known.actes, known.tiers, known.places))
    assert "tiers: collectivite" in found.entry
    assert "par: charriaud" not in found.entry


def test_a_table_under_the_title_is_composed_as_one() -> None:
    document, file = docx.Document(io.BytesIO(written(["DÉLIBÉRATION N° 2025-031"]))), io.BytesIO()
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ("Présents", "Pouvoirs", "Votants", "9", "1", "10"), strict=True):
        cell.text = text
    for line in (
        "Objet : Taux",
        *VISAS,
        "DÉCIDE",
        "Article 1er : D'agir.",
        "Fait à Saint-Flour, le 4 mars 2025",
        *SIGNED,
    ):
        document.add_paragraph(line)
    document.save(file)
    found = imported([("acte.docx", file.getvalue())], empty(OURS))
    assert "      | Présents | Pouvoirs | Votants |\n      | --- | --- | --- |\n      | 9 | 1 | 10 |\n" in found.entry
    assert found.ratio == 1


def test_who_signs_has_room_whatever_the_formula_of_the_others() -> None:
    done = ("DÉCIDE", "Article 1er : D'agir.", "Fait à Saint-Flour, le 4 mars 2025")
    signed = ("Pour la Présidente et par délégation,", "Le vice-président aux sports,", "Luc VAUR")
    found = taken("DÉCISION N° 2025-031", "Objet : Prêt", *VISAS, *done, *signed)
    assert "Le vice-président aux sports,\n  signataire: |\n    Luc VAUR\n" in found.entry
    act, _, _ = read_text(found.entry, Acte, "DEC2025-031.yaml")
    assert act is not None
    assert [one.champ for one in act.a_confirmer] == ["signature"]
    assert (
        "le 4\u00a0mars\u00a02025\n" in compose(act, empty(OURS)).documents[0].text
    )  # who signed is asked, not the day


def test_a_list_in_a_list_has_its_depth() -> None:
    document, file = (
        docx.Document(io.BytesIO(written(["DÉCISION N° 2025-031", "Objet : Prêt", *VISAS, "DÉCIDE"]))),
        io.BytesIO(),
    )
    document.add_paragraph("Article 1er : De déléguer :")
    for text, style in (("les actes :", "List Bullet"), ("les bons ;", "List Bullet 2"), ("le reste.", "List Bullet")):
        document.add_paragraph(text, style=style)
    for line in ("Fait à Saint-Flour, le 4 mars 2025", *SIGNED):
        document.add_paragraph(line)
    document.save(file)
    found = imported([("acte.docx", file.getvalue())], empty(OURS))
    assert "      - les actes :\n        - les bons ;\n      - le reste.\n" in found.entry


def test_headings_in_roman_numbers_are_those_of_articles() -> None:
    found = taken(
        *("DÉCISION N° 2025-031", "Objet : Salle des fêtes", *VISAS, "DÉCIDE"),
        *("Article 1er : D'approuver la convention ci-annexée.", "Fait à Saint-Flour, le 4 mars 2025", *SIGNED, "\f"),
        *("CONVENTION DE MISE À DISPOSITION", "Entre les soussignés :"),
        "Saint-Flour Communauté, représentée par sa Présidente, Madame Céline CHARRIAUD, d'une part,",
        "Et l'association Les Amis du lavoir, représentée par sa présidente, Madame Rose AMIEL, d'autre part,",
        *("Il est convenu ce qui suit :", "# I – OBJET", "La salle est prêtée.", "# II – DURÉE", "Elle l'est un an."),
        *("Fait à Saint-Flour, le 4 mars 2025", "Pour Saint-Flour Communauté,", *SIGNED),
        *("Pour l'association,", "La Présidente,", "Rose AMIEL"),
    )
    assert "    - label: i_objet\n      titre: |\n        I – OBJET\n      texte: |\n" in found.entry
    assert [one.motif for one in found.unplaced] == []
    assert found.ratio == 1


def test_an_annexe_on_a_page_of_its_own_is_one() -> None:
    """It is announced by the same words, below the signature."""
    named = "Annexe : tarifs du camping"
    done = ("DÉCIDE", "Article 1er : De fixer les tarifs.", "Fait à Saint-Flour, le 4 mars 2025", *SIGNED)
    found = taken(
        "DÉCISION N° 2025-031", "Objet : Camping", *VISAS, *done, named, "\f", f"# {named}", ["Adulte", "4 €"]
    )
    assert "annexes:\n  - label: tarifs_camping\n    titre: |\n      tarifs du camping\n    tableau:\n" in found.entry


def test_the_day_below_the_place_is_that_of_the_act() -> None:
    done = ("DÉCIDE", "Article 1er : D'agir.", "Fait à Saint-Flour,", "Le 25 août 2025", *SIGNED)
    found = taken("DÉCISION N° 2025-031", "Objet : Prêt", *VISAS, *done)
    assert "signature:\n  date: 2025-08-25\n" in found.entry
    assert "  qualite:" not in found.entry


def test_minutes_of_one_deliberation_are_that_act() -> None:
    found = taken(
        *("PROCÈS-VERBAL DE DÉLIBÉRATION", "Délibération N°2025/014 du 12 juin 2025", "Objet : Achat d'un tracteur"),
        "Après en avoir délibéré, le conseil communautaire, à l'unanimité,",
        *("DÉCIDE :", "- de retenir l'offre ;", "Ainsi fait à Saint-Flour, le 12 juin 2025", *SIGNED),
    )
    assert found.identifier == "DEL2025-014"
