"""Those who sign side by side, or one below the other, each have a column of their own again."""

import io

import docx
import pytest

from actes.compose.dossier import compose
from actes.document import Kind
from actes.model.acte import Acte
from actes.registry.reader import read_text
from importing.support import OURS, empty, imported
from importing.test_money import CONVENTION, DECISION, act
from importing.word import word_file

HEAD = """DÉLIBÉRATION n° 2025-14

OBJET :

Tarifs de la cantine

Vu le code général des collectivités territoriales ;

DÉCIDE

Article 1er : De fixer le prix du repas à 3,40 €.

Fait à Saint-Flour, le 4 mars 2025

"""
COLUMNS = """  qualite: |
    | {} | {} |
    | --- | --- |
    | {} | {} |
  signataire: ""
"""
MINUTES, HEAD_OF_ALL = ("La secrétaire de séance,", "Lucie FABRE"), ("La Présidente,", "Céline CHARRIAUD")
OFFICE, NAME = "{{ signataire.titre.le | majuscule }},", "{{ signataire.prenom }} {{ signataire.nom | capitales }}"


@pytest.mark.parametrize(
    ("signed", "columns"),
    [
        ("{0}\t{2}\n\n{1}\t{3}\n", (MINUTES[0], OFFICE, MINUTES[1], NAME)),
        ("{2}\n\n{3}\n\n{0}\n\n{1}\n", (OFFICE, MINUTES[0], NAME, MINUTES[1])),
    ],
)
def test_an_act_that_two_sign_has_two_columns(signed: str, columns: tuple[str, ...]) -> None:
    """Whoever keeps the minutes signs for nobody."""
    found = imported([("acte.txt", (HEAD + signed.format(*MINUTES, *HEAD_OF_ALL)).encode())], empty(OURS))
    assert COLUMNS.format(*columns) in found.entry
    assert (found.ratio, found.to_confirm, [one for one in found.differences if not one.form]) == (1, (), [])
    entry, _, _ = read_text(found.entry, Acte, "DEL2025-14.yaml")
    assert entry is not None
    (block,) = (one for one in compose(entry, empty(OURS)).documents[0].blocks if one.kind is Kind.SIGNATURE)
    offices, names = block.rows
    assert {(a.text, b.text) for a, b in zip(offices.cells, names.cells, strict=True)} == {MINUTES, HEAD_OF_ALL}


def test_an_office_of_several_lines_stands_above_its_name() -> None:
    document, file = docx.Document(io.BytesIO(word_file([HEAD]))), io.BytesIO()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Le secrétaire,\n\n\n\nLuc VAUR"
    table.cell(0, 1).text = "Pour extrait conforme,\nLa Présidente,\n\n\nCéline CHARRIAUD"
    document.save(file)
    found = imported([("acte.docx", file.getvalue())], empty(OURS))
    assert f"    | --- | --- |\n    |  | {OFFICE} |\n    | Luc VAUR | {NAME} |\n" in found.entry


def test_the_parties_of_a_convention_that_sign_one_below_the_other_have_a_column_each() -> None:
    lines = ("Pour l'association,", "Le Président", "Luc VIDAL", "Pour Saint-Flour,", *HEAD_OF_ALL)
    agreed = CONVENTION.format(money="Rien.") + "".join(f"\n{line}\n" for line in lines)
    taken = act(DECISION.format(said="De signer ;"), agreed)
    assert taken.ratio == 1
    assert "pour: |\n        Pour l'association,\n" in taken.entry.partition("- tiers: collectivite")[0]
    assert "pour: |\n        Pour Saint-Flour,\n" in taken.entry.partition("- tiers: collectivite")[2]
