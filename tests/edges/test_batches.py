"""Several acts at once: one bad act stops no other, what they share is told once, a bar on a terminal, a summary."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actes.registry.load import Shelf
from actes.tasks import cores
from actes.tasks import pipeline as batching
from actes.tasks.pipeline import Batch, Rendered, Renderer
from actes.workspace import find_workspace
from edges.runner import ACT, ROOT, Ran
from edges.word import edit

Run = Callable[..., Ran]
OTHERS = ["DEC2025-501", "DEC2025-502"]
SHORT = "DEC2025-503"  # it has no convention
ENTRY = """numero: 2025-503
type: décision
nature_actes: AU
objet: |
  Achat d'un banc
signature: {lieu: Saint-Flour, date: 2025-09-01}
preambule:
  - vu: |
      le Code général des collectivités territoriales ;
articles:
  - titre: Objet
    texte: |
      Un banc est acheté.
"""
CONVENTION = """parties: [cantal_destination]
convention:
  titre: |
    CONVENTION
  parties: [collectivite, cantal_destination]
  articles:
    - titre: Objet
      texte: |
        Un banc est livré.
"""


@pytest.fixture
def several(workspace: Path) -> Path:
    """Four acts to render, three of them with a convention."""
    folder = workspace / "registry" / "2025"
    for name in OTHERS:
        (folder / f"{name}.yaml").write_text(ENTRY.replace(SHORT[3:], name[3:]) + CONVENTION, "utf-8")
    (folder / f"{SHORT}.yaml").write_text(ENTRY, "utf-8")
    return workspace


def written(folder: Path) -> set[str]:
    return {path.parent.name for path in (folder / "sortie").rglob("*.docx")}


def test_all_acts_then_a_summary(several: Path, actes: Run) -> None:
    ran = actes(several, "render", "--all")
    assert ran.status == 0, ran.err
    assert written(several) == {ACT, *OTHERS, SHORT}
    assert ran.out.endswith(f"{os.linesep}4 actes : 4 produits{os.linesep}")
    assert actes(several, "render", "--tout").out.endswith(f"{os.linesep}4 actes : 4 inchangés{os.linesep}")
    assert ran.err == "", "no bar elsewhere than on a terminal"


def test_several_acts_then_a_summary_and_one_without(several: Path, actes: Run) -> None:
    ran = actes(several, "render", "2025-501", "2025-503")
    assert written(several) == {OTHERS[0], SHORT}
    assert "2 actes : 2 produits" in ran.out
    alone = actes(several, "render", ACT)
    assert "1 acte" not in alone.out


def test_a_bad_entry_stops_no_other(several: Path, actes: Run) -> None:
    (several / "registry" / "2025" / f"{OTHERS[0]}.yaml").write_text("numero: [", "utf-8")
    ran = actes(several, "render", "--all")
    assert ran.status == 1
    assert written(several) == {ACT, OTHERS[1], SHORT}
    assert f"{OTHERS[0]}.yaml" in ran.err
    assert "4 actes : 3 produits, 1 refusé" in ran.out
    assert f"Refusés : {OTHERS[0]}" in ran.out


def test_a_bad_template_stops_the_acts_that_need_it_and_is_told_once(several: Path, actes: Run) -> None:
    (several / "templates" / "convention.docx").write_bytes(b"rien")
    ran = actes(several, "render", "--all")
    assert ran.status == 2
    assert written(several) == {SHORT}
    assert ran.err.count("MOD100") == 1
    assert "4 actes : 1 produit, 3 refusés" in ran.out
    assert f"Refusés : {ACT}, {', '.join(OTHERS)}" in ran.out


def test_an_error_in_a_formula_that_all_share_is_told_once(several: Path, actes: Run) -> None:
    body = several / "registry" / "collectivite.yaml"
    text = body.read_text("utf-8")
    formula = "Tout recours contentieux"
    assert formula in text
    body.write_text(text.replace(formula, "Tout recours {{ inconnu }} contentieux", 1), "utf-8")
    ran = actes(several, "render", "--all")
    assert ran.status == 1
    assert ran.err.count("REG501") == 1, ran.err
    assert "refusés" in ran.out


def test_an_act_open_in_word_stops_no_other(several: Path, actes: Run) -> None:
    folder = several / "sortie" / OTHERS[0]
    folder.mkdir(parents=True)
    (folder / f".~lock.{OTHERS[0]}-decision.docx#").write_text("Claude", "utf-8")
    ran = actes(several, "render", "--all")
    assert ran.status == 2
    assert ran.err.count("FIC101") == 1
    assert written(several) == {ACT, OTHERS[1], SHORT}
    assert "4 actes : 3 produits, 1 refusé" in ran.out


def test_an_edited_document_and_an_absent_one_are_counted(several: Path, actes: Run) -> None:
    assert actes(several, "render", ACT).status == 0
    edited = several / "sortie" / ACT / f"{ACT}-convention.docx"
    edit(edited, "Flux", "Fluxo")
    ran = actes(several, "render", "--all", "--only", "convention")
    assert ran.status == 1
    assert "4 actes : 2 produits, 1 gardé, 1 incomplet" in ran.out
    assert f"Gardés, parce que vous les avez modifiés : {ACT}" in ran.out
    assert f"Sans tous les documents demandés : {SHORT}" in ran.out


def test_a_register_without_an_act_to_render(several: Path, actes: Run) -> None:
    for path in (several / "registry" / "2025").glob("*.yaml"):
        path.unlink()
    ran = actes(several, "render", "--all")
    assert (ran.status, ran.out.strip()) == (0, "Aucun acte à produire.")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_a_bar_on_a_terminal_only(several: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}
    command = [sys.executable, "-m", "actes", "render", "--all"]
    done = subprocess.run(command, cwd=several, env=env, stdout=subprocess.PIPE, stderr=theirs, check=True)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "100%" in shown
    assert ACT in shown, "the bar says which act it is at"
    lines = done.stdout.decode().splitlines()
    assert lines[-1] == "4 actes : 4 produits"
    assert not any("%" in line for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="a program that is a script")
def test_one_call_of_libreoffice_for_all_acts(several: Path, tmp_path: Path, actes: Run) -> None:
    log, office = tmp_path / "appels", tmp_path / "soffice"
    office.write_text(
        f'#!/bin/sh\necho appel >> "{log}"\nfor f in *.docx; do printf "%%PDF-1.7" > "${{f%.docx}}.pdf"; done\n',
        "utf-8",
    )
    office.chmod(0o755)
    ran = actes(several, "render", "--all", "--pdf", ACTES_SOFFICE=str(office), XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert ran.status == 0, ran.err
    assert log.read_text("utf-8").split() == ["appel"]
    assert len(list((several / "sortie").rglob("*.pdf"))) == 3 + 2 + 2 + 1


def test_other_processes_write_the_same_and_say_it_in_the_same_order(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rendered() -> tuple[list[Rendered], dict[str, bytes]]:
        workspace = find_workspace(several, None, None)
        batch = Batch(Renderer(workspace, date(2026, 11, 24), force=True), Shelf(workspace.registry))
        done = list(batch)
        files = {path.name: path.read_bytes() for path in sorted((several / "sortie").rglob("*.docx"))}
        return done, files

    (several / "registry" / "2025" / "DEC2025-460.yaml").write_text("numero: 2025-460\ntype: convention\n", "utf-8")
    rendered()  # what is there already is not told as what is new
    alone = rendered()
    assert len(alone[1]) > 3
    assert any(result.findings for result in alone[0])
    for module in (cores, batching):
        monkeypatch.setattr(module, "ENOUGH", 2)
    monkeypatch.setattr(cores, "TOGETHER", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert rendered() == alone
