"""Documents of copies of the register: before signature, other shapes of articles, of conventions and of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.compose.dossier import object_of
from actes.compose.prose import ROOM
from actes.document import Document
from compose.movements import movements, texts
from compose.support import ACT, ENTRY, Change, changed, documents, dossier, real, register

ROOM_SHOWN = ROOM.replace("\xa0", "~")


def blocks(document: Document, kind: str) -> list[str]:
    return [text.replace("\xa0", "~") for name, text in texts(document) if name.rpartition(" ")[0] == kind]


def with_changes(folder: Path, *changes: Change) -> dict[str, Document]:
    return documents(changed(folder, changes))


def test_before_signature_room_is_left(tmp_path: Path) -> None:
    """What is not known yet is room to write; no word of the act changes otherwise."""
    after = with_changes(
        tmp_path,
        (ENTRY, "signature:\n  date: 2025-07-08\n", ""),
        (ENTRY, "  signature: {lieu: Aurillac, date: 2025-06-30}\n", ""),
        (ENTRY, "suivi:\n  transmission: 2025-07-08\n  reception: 2025-07-08\n", "suivi:\n"),
        (ENTRY, "  publication: 2025-07-08\n", ""),
    )
    assert blocks(after["decision"], "lieu_date") == [f"Fait à Saint-Flour, le {ROOM_SHOWN}"]
    assert blocks(after["decision"], "mention")[3] == f"Transmise en Préfecture le {ROOM_SHOWN}"
    assert blocks(after["decision"], "mention")[4].endswith(f"leurs groupements, le {ROOM_SHOWN}")
    assert blocks(after["convention"], "lieu_date") == [f"Fait à Saint-Flour, le {ROOM_SHOWN}"]
    assert sorted(movements(real(), after)) == [
        ("convention", "lieu_date 1", "30 juin 2025", ""),
        ("convention", "lieu_date 1", "Aurillac,", "Saint-Flour,"),
        ("decision", "lieu_date 1", "8 juillet 2025", ""),
        ("decision", "mention 4", "8 juillet 2025", ""),
        ("decision", "mention 5", "8 juillet 2025", ""),
    ]


AMPLIATION = """\
      De dire qu'ampliation de {{ type.present }} sera transmise à Monsieur le Trésorier Public de Saint-Flour ;
"""


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("      Un\n\n      Deux\n", [("article", "Article~4~: Un"), ("paragraphe", "Deux")]),
        ("      - Un\n      - Deux\n", [("article", "Article~4~:"), ("item", "- Un"), ("item", "- Deux")]),
        ("      {% if suivi.transmission == 1 %}Un{% endif %}\n", [("article", "Article~4~:")]),
        ("      1. Un\n      2. Deux\n", [("article", "Article~4~:"), ("item", "1. Un"), ("item", "2. Deux")]),
    ],
)
def test_an_article_after_its_number(text: str, last: list[tuple[str, str]], tmp_path: Path) -> None:
    found = with_changes(tmp_path, (ENTRY, AMPLIATION, text))["decision"]
    named = [(name.rpartition(" ")[0], text.replace("\xa0", "~")) for name, text in texts(found)]
    start = next(n for n, (_, words) in enumerate(named) if words.startswith("Article~4"))
    assert named[start : start + len(last)] == last
    assert named[start + len(last)][0] == "mention"


def test_an_article_of_a_convention_without_title(tmp_path: Path) -> None:
    found = with_changes(tmp_path, (ENTRY, "      titre: Durée\n", ""))["convention"]
    assert "Article~8~: La présente convention est établie" in blocks(found, "article")[7]


def test_an_article_of_the_act_with_a_title(tmp_path: Path) -> None:
    found = with_changes(tmp_path, (ENTRY, "  - label: ampliation\n", "  - label: ampliation\n    titre: Ampliation\n"))
    assert blocks(found["decision"], "article")[3] == "Article~4~: Ampliation"
    assert blocks(found["decision"], "paragraphe")[0].startswith("De dire qu’ampliation")


def test_those_present_under_the_title_are_paragraphs(tmp_path: Path) -> None:
    title = "    - |\n      {{ periode.debut }} / {{ periode.fin }}\n"
    told = f"{title}    - |\n      Présents : Mme Anne Duclos, M. Luc Roche\n    - |\n      M. Hugo Blanc, excusé\n"
    found = with_changes(tmp_path, (ENTRY, title, told))["convention"]
    assert len(blocks(found, "sous_titre")) == 2
    assert blocks(found, "paragraphe")[:2] == ["Présents~: Mme~Anne Duclos, M.~Luc Roche", "M.~Hugo Blanc, excusé"]


def test_parties_without_introduction(tmp_path: Path) -> None:
    formulas = "    introductions:\n      - |\n        D'une part,\n      - |\n        Et d'autre part,\n"
    found = with_changes(
        tmp_path,
        ("collectivite.yaml", formulas + "      - |\n        Et de troisième part,\n", "    introductions: []\n"),
        (ENTRY, "      introduction: |\n        D'une part .\n", ""),
        (ENTRY, "      introduction: |\n        Et d'autre part :\n", ""),
    )["convention"]
    assert blocks(found, "intertitre") == ["Entre"]
    assert len(blocks(found, "partie")) == 2


TABLE = """\
    tableau:
      colonnes:
        - {titre: HT/AN, montant: ht}
        - {titre: TTC/AN, montant: ttc}
      total: Total
      total_en_tete: oui
      imprime:                # tel que signé : 21 % au lieu de 20 %, et un arrondi mensuel probable
        total:
          ttc: 23 655.50€
        cantal_destination:
          ht: 9 774.96€
          ttc: 11 827.75€
"""


def table(folder: Path, source: str, *changes: Change) -> list[str]:
    found = with_changes(folder, (ENTRY, TABLE, f"    tableau:\n{source}"), *changes)["annexe-1"]
    return blocks(found, "tableau")


def test_shares_for_the_period_with_their_rate(tmp_path: Path) -> None:
    columns = (
        "      colonnes:\n        - {titre: TVA, montant: taux}\n        - {titre: TTC, montant: ttc, base: periode}\n"
    )
    rows = table(tmp_path, "      entete: Partenaire\n" + columns + "      total: En tout\n")
    assert rows[:3] == [
        "Partenaire │ TVA │ TTC",
        "Cantal Destination │ 20~% │ 23~460,00~€",
        "Pays d’Aurillac │ 20~% │ 2~346,00~€",
    ]
    assert rows[-1] == "En tout │  │ 46~920,00~€"


def test_payments(tmp_path: Path) -> None:
    columns = "      de: echeances\n      colonnes:\n        - {titre: HT, montant: ht}\n"
    assert table(tmp_path, columns + "      total: Participation\n") == [
        " │ HT",
        "À la signature de la convention │ 488,75~€",
        "Janvier~2026 │ 488,75~€",
        "Participation │ 977,50~€",
    ]


def test_rows_as_they_were_typed(tmp_path: Path) -> None:
    rows = ["- [Poste, Montant, Note]", '- ["- données", "1 173,00 €", "-"]', '- [Total, "20 %", "1."]']
    source = "".join(f"{line}\n" for line in ("      lignes:", *(f"        {row}" for row in rows)))
    found = with_changes(tmp_path, (ENTRY, TABLE, f"    tableau:\n{source}"))["annexe-1"]
    (block,) = [block for block in found.blocks if block.rows]
    assert [[cell.text.replace("\xa0", "~") for cell in row.cells] for row in block.rows] == [
        ["Poste", "Montant", "Note"],
        ["- données", "1~173,00~€", "-"],
        ["Total", "20~%", "1."],
    ]
    assert [cell.align for cell in block.rows[1].cells] == ["gauche", "droite", "gauche"]
    assert [row.header for row in block.rows] == [True, False, False]


def test_an_amount_that_cannot_be_worked_out_is_told(tmp_path: Path) -> None:
    source = "      colonnes:\n        - {titre: TTC, montant: ttc, base: periode}\n"
    ten_days = (
        ENTRY,
        "periode:\n  debut: 2025-01-01\n  fin: 2026-12-31",
        "periode:\n  debut: 2025-01-01\n  fin: 2025-01-10",
    )
    found = dossier(changed(tmp_path, [(ENTRY, TABLE, f"    tableau:\n{source}"), ten_days])).findings
    assert {str(finding.where).rpartition("/")[2] for finding in found} == {"DEC2025-453.yaml:214:19"}
    assert len(found) == 11
    assert "ne peut pas être calculé" in found[0].message


def test_an_amount_that_does_not_exist_is_told(tmp_path: Path) -> None:
    source = "      colonnes:\n        - {titre: TTC, montant: montant}\n"
    found = dossier(changed(tmp_path, [(ENTRY, TABLE, f"    tableau:\n{source}")])).findings
    assert {finding.message for finding in found} == {"ce montant est soumis à la TVA : nommez « ht » ou « ttc »"}


def place(folder: Path, words: str) -> str:
    """Where words stand in the register, found by another way than ours."""
    for path in sorted(folder.rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if words in line:
                return f"registry/{path.relative_to(folder).as_posix()}:{number}:{line.index(words) + 1}"
    pytest.fail(words)


def test_every_problem_of_the_prose_once_with_its_place(tmp_path: Path) -> None:
    changes = [
        ("collectivite.yaml", "    {{ type | capitales }} {{ chef", "    {{ tipe | capitales }} {{ chef"),
        (
            ENTRY,
            "est établie pour une période de {{ periode.duree }}",
            "est établie pour une période de {{ periode.durée }}",
        ),
    ]
    folder = changed(tmp_path, changes)
    found = dossier(folder).findings
    assert [finding.code for finding in found] == ["REG501"] * len(found)
    assert sorted((finding.message, str(finding.where)) for finding in found) == [
        ("« periode.durée » n'existe pas", place(folder, "{{ periode.durée")),
        ("« tipe » n'existe pas", place(folder, "{{ tipe")),
    ]


def test_the_object_in_words() -> None:
    loaded = register()
    assert object_of(loaded.actes[ACT], loaded).startswith("Convention de partenariat technique et financier «\xa0Flux")
