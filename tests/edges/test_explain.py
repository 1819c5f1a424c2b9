"""`actes explain` knows every code that the program can print."""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.problems import KINDS, LOADING
from actes.rules import FORMER, RENAMED
from actes.tasks.explain import manuals
from edges.runner import ROOT, Ran

Run = Callable[..., Ran]
CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
OTHERS = {"ANN", "DIF", "DOS", "ECA", "FIC", "LEC", "MOD", "PDF"}


def in_source() -> set[str]:
    """The codes that stand in the code as a whole string: not those that a docstring quotes."""
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    modules = [ast.parse(source) for source in sources if CODE.search(source)]
    strings = (node.value for module in modules for node in ast.walk(module) if isinstance(node, ast.Constant))
    return {text for text in strings if isinstance(text, str) and CODE.fullmatch(text)}


def test_every_code_of_the_program_is_explained_and_no_other() -> None:
    found = in_source()
    assert {code[:3] for code in found} > OTHERS
    by_name = {kind.code for kind in LOADING.values()}  # tests/fixtures/test_table_of_errors.py
    assert found | by_name == {code for code, _, _ in manuals()}


def test_a_former_code_is_explained_by_the_rule_that_says_the_same(tmp_path: Path, actes: Run) -> None:
    known = {code for code, _, _ in manuals()}
    assert FORMER
    assert not set(FORMER) & known
    assert {code for _, code in FORMER.values()} <= known
    assert set(RENAMED.values()) <= known
    assert not set(RENAMED) & {name for _, name, _ in manuals()}
    for former, code in (
        ("part-et-tout", "MNT103"),
        ("effet-anterieur", "CHR205"),
        ("periode-contradictoire", "PER101"),
    ):
        assert actes(tmp_path, "explain", former).out.startswith(code)


def test_every_manual_says_something() -> None:
    known = list(manuals())
    assert len({code for code, _, _ in known}) == len(known) > 200
    for code, name, text in known:
        title, words = text.split("\n\n", 1)
        assert title.startswith(f"{code} {name}")
        assert len(words) > 30, code


@pytest.mark.parametrize(
    "code", ["PER101", "reg101", "FIC101", "PDF101", "LEC301", "ECA101", "ANN101", "MOD104", "DIF101"]
)
def test_a_code_of_each_kind(code: str, tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "explain", code)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(code.upper())


def test_a_name_that_several_codes_have(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "expliquer", "fichier-introuvable")
    assert ran.out.startswith("LEC100") or ran.out.startswith("FIC108")
    assert {"LEC100", "FIC108"} <= set(CODE.findall(ran.out))


@pytest.mark.parametrize(
    ("typed", "meant"), [("REG99", "REG"), ("fichier-ouver", "fichier-ouvert"), ("PER1O1", "PER101")]
)
def test_a_mistyped_code_gets_a_suggestion(typed: str, meant: str, tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "explain", typed)
    assert ran.status == 2
    assert f"le code « {typed} » n'existe pas" in ran.err
    assert meant in ran.err.split("vouliez-vous dire")[1]


def test_the_table_of_loading_errors_is_in_it() -> None:
    assert {kind.code for kind in KINDS.values()} <= {code for code, _, _ in manuals()}


LETTER = """CONVENTION DE PARTENARIAT

Article 2 – Subvention

La commune verse une subvention de 4 200 €, soit 40 % du coût de 10 000 €.

Article 3 – Durée

La convention prend effet le 1er janvier 2026 pour une durée de 12 mois.
"""


def test_what_is_read_of_a_file_is_shown_with_what_says_it(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "recue.txt").write_text(LETTER, "utf-8")
    ran = actes(tmp_path, "expliquer", "--faits", "recue.txt")
    assert (ran.status, ran.err) == (0, "")
    lines = [re.sub(r"\s\s+", " | ", line.strip()) for line in ran.out.replace("\u00a0", " ").splitlines()]
    assert "4 200,00 € | subvention | cet acte | clause | article 2, 1er alinéa, ligne 5" in lines
    assert "01/01/2026 | début (contrat) | cet acte | clause | article 3, 1er alinéa, ligne 9" in lines
    assert "faux | 40 % de 10 000,00 = 4 000,00 € | « 4 200 € » | article 2, 1er alinéa, ligne 5" in lines


def test_marks_out_of_so_many_are_no_euros(tmp_path: Path, actes: Run) -> None:
    table = "| Candidat | Prix / 60 | Prix |\n| --- | --- | --- |\n| A | 58,20 | 12,50 |\n| B | 60,00 | 14,30 |\n"
    (tmp_path / "offres.md").write_text(f"DÉCISION N° 2025-52\n\nArticle 1 : Les offres :\n\n{table}", "utf-8")
    out = actes(tmp_path, "explain", "--facts", "offres.md").out.replace("\u00a0", " ")
    assert [re.search(rf"{value}( €)?", out)[1] for value in ("58,20", "12,50")] == [None, " €"]  # type: ignore[index]


def test_what_is_read_for_a_program(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "recue.txt").write_text(LETTER, "utf-8")
    (act,) = json.loads(actes(tmp_path, "explain", "--facts", "--format", "json", "recue.txt").out)["acts"]
    (paid,) = [fact for fact in act["facts"] if fact["role"] == "subvention" and "200" in fact["words"]]
    assert (paid["owner"], paid["sure"], paid["document"]) == (None, "clause", "recue.txt")
    assert [one["holds"] for one in act["relations"]] == [False]


def test_a_file_that_is_not_there_is_said_and_the_others_are_shown(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "recue.txt").write_text(LETTER, "utf-8")
    ran = actes(tmp_path, "explain", "--facts", "absent.docx", "recue.txt")
    assert ran.status == 2
    assert "absent.docx" in ran.err
    assert "subvention" in ran.out


def test_what_an_entry_says_is_shown_beside_its_documents(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "explain", "--facts", "DEC2025-453")
    assert (ran.status, ran.err) == (0, "")
    out = ran.out.replace("\u00a0", " ")
    assert re.search(r"977,50 € HT / période +participation +cet acte +clause +article 2", out)
    assert re.search(r"19 550,00 € HT / an +coût +cet acte +colonne ou fiche +fiche, « financement.cout_annuel »", out)


def test_a_file_that_says_nothing_says_so(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "vide.txt").write_text("Les parties se rencontrent.\n", "utf-8")
    assert "n'a été lu" in actes(tmp_path, "explain", "--facts", "vide.txt").out


def test_an_empty_folder_is_said(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "recus").mkdir()
    ran = actes(tmp_path, "explain", "--facts", "recus")
    assert (ran.status, ran.out) == (2, "Rien à lire : ce dossier n'a pas de document.\n")
