"""DESIGN.md, « Nothing is lost », sentence by sentence."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edges.runner import ACT, Ran, document
from edges.word import edit, resave_with_a_zip_tool, resave_with_libreoffice, resave_with_python_docx
from layout.packages import changed

Run = Callable[..., Ran]
DATE = "fin: 2026-12-31"


def change_entry(folder: Path) -> None:
    """A new fact, so that documents are to be written again."""
    entry = folder / "registry" / "2025" / f"{ACT}.yaml"
    text = entry.read_text(encoding="utf-8")
    assert DATE in text
    entry.write_text(text.replace(DATE, "fin: 2027-12-31"), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert files
    return files


def test_our_own_output_is_written_again(rendered: Path, actes: Run) -> None:
    before = snapshot(rendered / "sortie")
    change_entry(rendered)
    ran = actes(rendered, "render", ACT)
    after = snapshot(rendered / "sortie")
    assert ran.status == 0
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before if "decision" in name or "convention" in name)


def test_the_same_bytes_are_not_written_again(rendered: Path, actes: Run) -> None:
    times = {p: p.stat().st_mtime_ns for p in (rendered / "sortie").rglob("*.docx")}
    inodes = {p: p.stat().st_ino for p in times}
    ran = actes(rendered, "render", ACT)
    assert ran.status == 0
    assert ran.out.count(": inchangé") == len(times) == 3
    assert {p: p.stat().st_mtime_ns for p in times} == times
    assert {p: p.stat().st_ino for p in times} == inodes


def test_an_edited_file_is_never_overwritten_and_render_says_what_changed(rendered: Path, actes: Run) -> None:
    edit(document(rendered), "Flux", "Fluxo")
    change_entry(rendered)
    before = snapshot(rendered / "sortie")
    ran = actes(rendered, "render", ACT)
    assert ran.status == 1
    assert snapshot(rendered / "sortie") == before, "the other documents wait, so that none contradicts the one kept"
    assert "decision.docx : gardé tel quel : modifié depuis (un changement)" in ran.out
    assert "remplacé par « Fluxo »" in ran.out
    assert "non écrit, pour ne pas contredire le document gardé" in ran.out
    assert f"actes render {ACT} --force (votre version sera gardée à côté)" in ran.out


def test_words_added_and_removed_are_told(rendered: Path, actes: Run) -> None:
    edit(document(rendered), "DÉCIDE", "DÉCIDE ce jour")
    edit(document(rendered, "convention"), "Tourisme", "")
    ran = actes(rendered, "render", ACT)
    assert "après" in ran.out
    assert "« ce jour » ajouté" in ran.out
    assert "supprimé" in ran.out


@pytest.mark.parametrize(
    "resave", [pytest.param(resave_with_libreoffice, marks=pytest.mark.office), resave_with_python_docx]
)
def test_opened_and_saved_without_a_change(
    resave: Callable[..., None], rendered: Path, tmp_path: Path, actes: Run
) -> None:
    """Kept all the same: a size or a style may have changed. The words have not, and that is said."""
    targets = [document(rendered, name) for name in ("decision", "convention", "annexe-1")]
    away = [Path(shutil.copy(target, tmp_path)) for target in targets]
    resave(*away)
    for target, saved in zip(targets, away, strict=True):
        target.write_bytes(saved.read_bytes())
    ran = actes(rendered, "render", ACT)
    assert ran.status == 1
    assert ran.out.count(".docx : gardé tel quel : rouvert et enregistré, texte inchangé") == 3


def add_a_property(path: Path) -> None:
    path.write_bytes(changed(path.read_bytes(), lambda xml: f"{xml}<!-- visa du service -->", "docProps/custom.xml"))


def add_after_the_zip(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\nune note")


@pytest.mark.parametrize("change", [resave_with_a_zip_tool, add_a_property, add_after_the_zip])
def test_a_change_that_no_word_shows_is_kept(change: Callable[[Path], None], rendered: Path, actes: Run) -> None:
    """The seal is over all the bytes but its own: who repacked a file, or added to it, may have had a reason."""
    change(document(rendered))
    change_entry(rendered)
    before = snapshot(rendered / "sortie")
    ran = actes(rendered, "render", ACT)
    assert ran.status == 1
    assert snapshot(rendered / "sortie") == before
    assert "decision.docx : gardé tel quel : rouvert et enregistré, texte inchangé" in ran.out


def test_force_keeps_the_old_file_beside_the_new(rendered: Path, actes: Run) -> None:
    ours = document(rendered).read_bytes()
    edit(document(rendered), "Flux", "Fluxo")
    mine, stamp = document(rendered).read_bytes(), document(rendered).stat().st_mtime_ns
    ran = actes(rendered, "render", ACT, "--force")
    kept = document(rendered).with_name(f"{ACT}-decision (modifié 1).docx")
    assert ran.status == 0
    assert (kept.read_bytes(), kept.stat().st_mtime_ns) == (mine, stamp)
    assert document(rendered).read_bytes() == ours
    assert f"votre version est gardée : {kept.relative_to(rendered)}" in ran.out


def test_a_second_force_takes_another_name(rendered: Path, actes: Run) -> None:
    kept = []
    for word in ("Premier", "Second"):
        edit(document(rendered), "DÉCIDE", word)
        kept.append(document(rendered).read_bytes())
        assert actes(rendered, "produire", ACT, "--forcer").status == 0
    beside = [document(rendered).with_name(f"{ACT}-decision (modifié {n}).docx") for n in (1, 2)]
    assert [path.read_bytes() for path in beside] == kept


def test_force_without_an_edit_keeps_nothing_beside(rendered: Path, actes: Run) -> None:
    change_entry(rendered)
    assert actes(rendered, "render", ACT, "--force").status == 0
    assert list((rendered / "sortie").rglob("*modifié*")) == []


@pytest.mark.parametrize("content", [b"", b"mon texte", b"PK\x03\x04 un zip tronqu\xe9"], ids=["empty", "text", "zip"])
def test_a_file_that_is_not_ours_is_kept(content: bytes, workspace: Path, actes: Run) -> None:
    document(workspace).parent.mkdir(parents=True)
    document(workspace).write_bytes(content)
    ran = actes(workspace, "render", ACT)
    assert ran.status == 1
    assert document(workspace).read_bytes() == content
    assert "gardé tel quel : ce fichier ne vient pas de « actes »" in ran.out


def test_an_edit_is_kept_even_where_the_memory_is_lost(rendered: Path, actes: Run) -> None:
    edit(document(rendered), "Flux", "Fluxo")
    shutil.rmtree(rendered / ".actes")
    ran = actes(rendered, "render", ACT)
    assert ran.status == 1
    assert "gardé tel quel : ce fichier ne vient pas de « actes », ou a été modifié depuis" in ran.out


def test_only_one_document_can_be_rendered_beside_an_edited_one(rendered: Path, actes: Run) -> None:
    edit(document(rendered), "Flux", "Fluxo")
    change_entry(rendered)
    mine, convention = document(rendered).read_bytes(), document(rendered, "convention").read_bytes()
    assert actes(rendered, "render", ACT, "--only", "convention").status == 0
    assert document(rendered).read_bytes() == mine
    assert document(rendered, "convention").read_bytes() != convention


def test_a_moved_workspace_still_knows_what_it_rendered(rendered: Path, actes: Run) -> None:
    moved = rendered.rename(rendered.with_name("ailleurs"))
    edit(document(moved), "Flux", "Fluxo")
    assert "un changement" in actes(moved, "render", ACT).out


def test_documents_elsewhere_are_guarded_too(workspace: Path, tmp_path: Path, actes: Run) -> None:
    away = tmp_path / "à signer"
    assert actes(workspace, "render", ACT, "--sortie", str(away)).status == 0
    target = away / ACT / f"{ACT}-decision.docx"
    edit(target, "Flux", "Fluxo")
    ran = actes(workspace, "render", ACT, "--output", str(away))
    assert (ran.status, "un changement" in ran.out) == (1, True)
    assert not (workspace / "sortie").exists()


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_documents_can_be_read_by_colleagues(rendered: Path) -> None:
    """A shared folder: the mode is the folder's usual one, not the private one of temporary files."""
    other = rendered / "autre"
    other.touch()
    assert document(rendered).stat().st_mode == other.stat().st_mode
