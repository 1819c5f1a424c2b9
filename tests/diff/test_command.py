"""`actes diff` as a person runs it: entries, files, folders, mistakes, what is written."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from actes.layout.tracked import pending
from actes.reading import read_file
from diff.support import NEW, OLD, write_register
from edges.runner import copied, document, run
from edges.word import edit

SCREEN = "cp850"  # of a Windows terminal


@pytest.fixture(scope="module")
def completed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier") / "Mes actes d'été"
    folder.mkdir()
    write_register(folder)
    assert run(folder, "render", NEW).status == 0
    return folder


@pytest.fixture
def workspace(completed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(completed, tmp_path / completed.name))


def test_two_entries(completed: Path) -> None:
    ran = run(completed, "diff", OLD, "2025-453")
    assert ran.status == 0, ran.err
    before = ran.out.index("Aurait dû changer")
    assert (
        before < ran.out.index("Faits qui changent") < ran.out.index("Décision\n===") < ran.out.index("Convention\n===")
    )
    assert "« 1er janvier 2024 »" in ran.out.replace("\xa0", " ")
    assert re.search(r"Convention, article 1er, 1er alinéa : registry/2025/DEC2025-453\.yaml:\d+:\d+", ran.out)
    assert "Article 5, « Propriété et diffusion de données » (avant : article 7) : déplacé" in ran.out.replace(
        "\xa0", " "
    )


def test_french_names_and_a_windows_screen(completed: Path) -> None:
    english, french = run(completed, "diff", OLD, NEW), run(completed, "comparer", OLD, NEW, "--forme", "text")
    assert (french.status, french.out) == (0, english.out)
    plain = run(completed, "diff", OLD, NEW, encoding=SCREEN)
    assert plain.status == 0
    assert "\x1b" not in plain.out
    assert "remplacé par" in plain.out


def test_json(completed: Path) -> None:
    ran = run(completed, "diff", OLD, NEW, "--format", "json", encoding=SCREEN)
    said = json.loads(ran.out.encode(SCREEN).decode("utf-8"))
    assert (said["version"], said["before"], said["after"], said["renewal"]) == (1, OLD, NEW, True)
    assert [change["after"] for change in said["documents"]] == ["decision", "convention", "annexe-1"]
    kept = next(one for one in said["kept"] if "2024" in one["value"])
    assert kept["places"][0]["where"]["line"] > 100
    assert kept["places"][0]["excerpt"] == "1\xa0janvier\xa02024"
    statuses = {a["status"] for d in said["documents"] for a in d["articles"]}
    assert statuses == {"ajoute", "retire", "modifie", "deplace"}
    assert said["summary"]["same"] is False


def test_a_file_and_the_document_that_it_is(workspace: Path) -> None:
    """The convention alone, under another name, renders no decision to miss."""
    shutil.copy(document(workspace, "convention"), workspace / "reçu.docx")
    same = run(workspace, "diff", NEW, "reçu.docx")
    assert (same.status, "Aucune différence : mêmes mots, mêmes faits." in same.out) == (0, True), same.out
    other = run(workspace, "diff", OLD, "reçu.docx")
    assert "Convention → reçu.docx" in other.out
    assert "n'a pas" not in other.out.replace("n'a pas changé", "")


def test_files_of_any_format(workspace: Path) -> None:
    (workspace / "a.txt").write_text("Article 1 : Durée\n\nUn an.\n", "utf-8")
    (workspace / "b.md").write_text("Article 1 : Durée\n\nDeux ans.\n", "utf-8")
    ran = run(workspace, "diff", "a.txt", "b.md")
    assert (ran.status, "« Un an. »" in ran.out.replace("\xa0", " ")) == (0, True), ran.out


def test_a_folder_is_one_act(workspace: Path) -> None:
    ran = run(workspace, "diff", f"sortie/{NEW}", NEW)
    assert (ran.status, "Aucune différence" in ran.out) == (0, True), ran.out


def test_an_act_known_by_a_visa(tmp_path: Path) -> None:
    copied(tmp_path)
    ran = run(tmp_path, "diff", OLD, NEW)
    assert (ran.status, "DIF103" in ran.err) == (0, True)
    assert "1er janvier 2024" in ran.out.replace("\xa0", " ")
    assert "12/04/2022" in ran.out
    assert "Décision\n=" not in ran.out
    marked = run(tmp_path, "diff", OLD, NEW, "--docx")
    assert (marked.status, "rien à écrire : DEC2023-051 n'a pas de texte" in marked.err) == (1, True)
    assert not (tmp_path / "sortie").exists()


# what a person gets wrong


def test_unknown_acts_are_told_together_with_the_nearest(completed: Path) -> None:
    ran = run(completed, "diff", "DEC2023-015", "DEC2025-435")
    assert ran.status == 2
    assert "vouliez-vous dire DEC2023-051" in ran.err
    assert "vouliez-vous dire DEC2025-453" in ran.err
    assert ran.out == ""


def test_a_file_and_an_entry_that_are_not_there(completed: Path) -> None:
    ran = run(completed, "diff", "absent.docx", "DEC1999-1")
    assert (ran.status, "LEC100" in ran.err, "REG407" in ran.err) == (2, True, True)


@pytest.mark.parametrize("pair", [(NEW, "2025-453"), (f"sortie/{NEW}/{NEW}-decision.docx",) * 2])
def test_twice_the_same(completed: Path, pair: tuple[str, str]) -> None:
    ran = run(completed, "diff", *pair)
    assert (ran.status, "DIF101" in ran.err, "Traceback" in ran.err) == (2, True, False)


def test_unreadable_files_are_told_together(workspace: Path) -> None:
    (workspace / "vide.docx").write_bytes(b"")
    (workspace / "faux.pdf").write_bytes(b"%PDF-1.4 rien")
    ran = run(workspace, "diff", "vide.docx", "faux.pdf")
    assert (ran.status, ran.err.count("LEC1"), "Traceback" in ran.err) == (2, 2, False), ran.err


def test_a_decision_against_a_convention_is_told(completed: Path) -> None:
    files = [f"sortie/{NEW}/{NEW}-{name}.docx" for name in ("decision", "convention")]
    ran = run(completed, "diff", *files)
    assert (ran.status, "DIF106" in ran.err) == (0, True)
    assert "DIF106" not in run(completed, "diff", OLD, files[1]).err


def test_one_act_only(completed: Path) -> None:
    ran = run(completed, "diff", NEW)
    assert (ran.status, "il manque NOUVEAU" in ran.err) == (2, True)


# tracked changes


def test_tracked_changes_are_written_beside_the_act(workspace: Path) -> None:
    ran = run(workspace, "diff", OLD, NEW, "--docx")
    assert ran.status == 0, ran.err
    names = [f"{NEW}-{name}-compare-a-{OLD}.docx" for name in ("decision", "convention", "annexe-1")]
    folder = workspace / "sortie" / NEW
    assert all(f"{name} : écrit" in ran.out for name in names)
    assert all(pending((folder / name).read_bytes()) for name in names)
    before = {name: (folder / name).read_bytes() for name in names}
    again = run(workspace, "diff", OLD, NEW, "--suivi")
    assert again.out.count("inchangé") == 3
    assert before == {name: (folder / name).read_bytes() for name in names}


def test_a_copy_that_somebody_edited_is_kept(workspace: Path) -> None:
    run(workspace, "diff", OLD, NEW, "--docx")
    target = workspace / "sortie" / NEW / f"{NEW}-decision-compare-a-{OLD}.docx"
    edit(target, "Article", "Art.")
    mine = target.read_bytes()
    kept = run(workspace, "diff", OLD, NEW, "--docx")
    assert (kept.status, target.read_bytes()) == (1, mine)
    assert "gardé tel quel" in kept.out
    assert "ajoutez --force" in kept.out
    forced = run(workspace, "diff", OLD, NEW, "--docx", "--forcer")
    assert (forced.status, pending(target.read_bytes())) == (0, True), forced.err
    assert target.with_name(f"{target.stem} (modifié 1).docx").read_bytes() == mine


def test_files_are_marked_beside_the_new_one_without_a_workspace(completed: Path, tmp_path: Path) -> None:
    (tmp_path / "ancien.txt").write_text("Article 1 : Durée\n\nUn an.\n", "utf-8")
    shutil.copy(document(completed, "convention"), tmp_path / "nouveau.docx")
    ran = run(tmp_path, "diff", "ancien.txt", "nouveau.docx", "--docx")
    assert (ran.status, "nouveau-compare-a-ancien.docx : écrit" in ran.out) == (0, True), ran.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ancien.txt", "nouveau-compare-a-ancien.docx", "nouveau.docx"]
    assert read_file(tmp_path / "nouveau-compare-a-ancien.docx").revisions


def test_where_and_what_cannot_be_marked(workspace: Path) -> None:
    (workspace / "nouveau.txt").write_text("Article 1 : Durée\n\nUn an.\n", "utf-8")
    ran = run(workspace, "diff", OLD, "nouveau.txt", "--docx")
    assert (ran.status, "DIF104" in ran.err) == (2, True)
    run(workspace, "diff", OLD, NEW, "--docx", "--sortie", "ailleurs")
    marked = f"ailleurs/{NEW}-decision-compare-a-{OLD}.docx"
    waiting = run(workspace, "diff", NEW, marked, "--docx")
    assert (waiting.status, "DIF105" in waiting.err) == (2, True)
    assert "Révision > Accepter" in waiting.err


def test_a_word_file_under_another_name_is_one(workspace: Path) -> None:
    shutil.copy(document(workspace, "convention"), workspace / "convention.txt")
    ran = run(workspace, "diff", OLD, "convention.txt", "--docx")
    assert (ran.status, f"convention-compare-a-{OLD}.docx : écrit" in ran.out) == (0, True), ran.err


def test_changes_that_wait_in_a_file_are_told(workspace: Path) -> None:
    run(workspace, "diff", OLD, NEW, "--docx", "--sortie", "ailleurs")
    ran = run(workspace, "diff", NEW, f"ailleurs/{NEW}-decision-compare-a-{OLD}.docx")
    assert (ran.status, "LEC201" in ran.err) == (0, True)
    assert "Aucune différence" in ran.out


def test_options_of_tracked_changes_need_them(completed: Path) -> None:
    ran = run(completed, "diff", OLD, NEW, "--force")
    assert (ran.status, "--docx" in ran.err) == (2, True)


def test_a_renewal_is_compared_before_anything_is_confirmed(workspace: Path) -> None:
    """The values, not the brackets that a draft has around them; and a share that stayed is not said to be gone."""
    assert run(workspace, "renew", NEW, "--oui", "--numero", "2026-512").status == 0
    ran = run(workspace, "diff", NEW, "DEC2026-512")
    assert ran.status == 0
    assert ran.out.count("À COMPLÉTER") == 1, "the delegation to come is no value"
    assert not re.search(r"part du coût\s+50.%\s+–", ran.out)
    assert "Pays d’Aurillac" not in ran.out
    assert re.search(r"DIF107 .*\s+À relire : DEC2026-512 a \d+ valeurs à confirmer", ran.err)
