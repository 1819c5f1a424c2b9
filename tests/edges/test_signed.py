"""What is signed is kept: no draft over it, another version beside and only when asked; no PDF of another version."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.layout.seal import is_final, is_untouched
from edges.runner import ACT, ROOT, Ran, document
from edges.test_nothing_is_lost import snapshot
from edges.word import edit, resave_with_libreoffice, resave_with_python_docx

Run = Callable[..., Ran]
SOUND = "DEC2025-012"
OLD = 1_000_000_000  # seconds: long before any document of these tests


@pytest.fixture
def unsigned(workspace: Path) -> Path:
    """A workspace whose act has no error and is not signed yet."""
    shutil.rmtree(workspace / "registry")
    shutil.copytree(ROOT / "tests" / "fixtures" / "workspaces" / "epci" / "registry", workspace / "registry")
    entry = entry_of(workspace)
    text = entry.read_text("utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith(("signature:", "  date: 2025-"))]
    entry.write_text("".join(kept), "utf-8")
    return workspace


def entry_of(folder: Path) -> Path:
    return folder / "registry" / "2025" / f"{SOUND}.yaml"


def acte(folder: Path) -> Path:
    return folder / "sortie" / SOUND / f"{SOUND}-decision.docx"


@pytest.fixture
def signed(unsigned: Path, actes: Run) -> Path:
    """The final version was printed, signed, and that was recorded."""
    assert actes(unsigned, "render", SOUND, "--final").status == 0
    ran = actes(unsigned, "record", SOUND, "--signed", "2025-02-03")
    assert ran.status == 0, ran.err
    return unsigned


@pytest.mark.parametrize("words", [[SOUND], ["--all"], [SOUND, "--final"]])
def test_what_is_signed_is_kept(words: list[str], signed: Path, actes: Run) -> None:
    before = snapshot(signed / "sortie")
    ran = actes(signed, "render", *words)
    assert ran.status == 1
    assert before.items() <= snapshot(signed / "sortie").items()
    assert f"{SOUND}-decision.docx : gardé tel quel, car l'acte est signé" in ran.out
    assert f"actes render {SOUND} --force (le document signé ne change pas)" in ran.out


def test_another_version_goes_beside_when_it_is_asked_for(signed: Path, actes: Run) -> None:
    before = snapshot(signed / "sortie")
    for _ in range(2):  # the second time, it is there already
        ran = actes(signed, "render", SOUND, "--force")
        assert ran.status == 0
        assert "écrit à côté du document signé, qui reste tel quel" in ran.out
        after = snapshot(signed / "sortie")
        assert before.items() <= after.items()
        beside = [name for name in after if "(autre version 1)" in name]
        assert len(after) == 2 * len(before)
        assert len(beside) == len(before)
        assert all(not is_final(after[name]) for name in beside)


def test_what_was_signed_and_then_edited_is_kept_too(signed: Path, actes: Run) -> None:
    """A signature or a stamp put in the file by another program."""
    edit(acte(signed), "DÉCIDE", "DÉCIDE (signé)")
    mine = acte(signed).read_bytes()
    assert "gardé tel quel, car l'acte est signé : modifié depuis" in actes(signed, "render", SOUND).out
    assert actes(signed, "render", SOUND, "--final", "--force").status == 0
    assert acte(signed).read_bytes() == mine


def test_a_draft_is_not_what_was_signed(unsigned: Path, actes: Run) -> None:
    assert actes(unsigned, "render", SOUND).status == 0
    assert actes(unsigned, "record", SOUND, "--signed", "2025-02-03").status == 0
    ran = actes(unsigned, "render", SOUND, "--final")
    assert ran.status == 0, ran.out + ran.err
    assert is_final(acte(unsigned).read_bytes())


@pytest.mark.parametrize(
    "resave", [pytest.param(resave_with_libreoffice, marks=pytest.mark.office), resave_with_python_docx]
)
def test_a_draft_says_so_whatever_program_saved_it(
    resave: Callable[..., None], unsigned: Path, tmp_path: Path, actes: Run
) -> None:
    away = []
    for final in ("", "--final"):
        assert actes(unsigned, "render", SOUND, *filter(None, [final])).status == 0
        away.append(Path(shutil.copyfile(acte(unsigned), tmp_path / f"acte{final}.docx")))
    resave(*away)
    assert not any(is_untouched(one.read_bytes()) for one in away)
    assert [is_final(one.read_bytes()) for one in away] == [False, True]


def test_an_edited_draft_of_a_signed_act_is_an_edit(rendered: Path, actes: Run) -> None:
    edit(document(rendered), "Flux", "Fluxo")
    assert "gardé tel quel : modifié depuis" in actes(rendered, "render", ACT).out
    assert actes(rendered, "render", ACT, "--force").status == 0
    assert document(rendered).with_name(f"{ACT}-decision (modifié 1).docx").is_file()


def test_a_date_to_come_is_no_signature(unsigned: Path, actes: Run) -> None:
    entry = entry_of(unsigned)
    entry.write_text(entry.read_text("utf-8") + "signature:\n  date: 2999-02-03\n", "utf-8")
    for options in (["--final", "--force"], []):
        ran = actes(unsigned, "render", SOUND, *options)
        assert "signé" not in ran.out


def test_a_draft_in_place_of_a_final_version_is_said(unsigned: Path, actes: Run) -> None:
    assert actes(unsigned, "render", SOUND, "--final").status == 0
    ran = actes(unsigned, "render", SOUND)
    assert ran.status == 0
    assert "écrit ; c'est de nouveau un projet, à la place de la version définitive" in ran.out


def test_an_act_signed_and_transmitted_with_errors_is_printed_as_signed(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "render", ACT, "--final")
    assert ran.status == 0, ran.err
    data = document(workspace).read_bytes()
    assert b"PROJET" not in data
    assert is_final(data)
    assert "REG416 acte-signe-avec-erreurs" in ran.err
    assert "il est produit tel qu'il a été signé, avec ses" in ran.err
    assert "PER101 date-contradictoire" in ran.err, "its errors are said"


# --- PDF ---


def old_pdf(path: Path) -> Path:
    pdf = path.with_suffix(".pdf")
    pdf.write_bytes(b"%PDF-1.7 of yesterday")
    os.utime(pdf, (OLD, OLD))
    return pdf


def aside(pdf: Path) -> Path:
    return pdf.with_name(f"{pdf.stem} (ancien 1).pdf")


def test_the_pdf_of_another_version_is_put_aside(unsigned: Path, actes: Run) -> None:
    actes(unsigned, "render", SOUND)
    pdf = old_pdf(acte(unsigned))
    ran = actes(unsigned, "render", SOUND, "--final")
    assert (ran.status, pdf.exists(), aside(pdf).read_bytes()) == (0, False, b"%PDF-1.7 of yesterday")
    assert f"{pdf.name} : mis de côté, car il n'est pas celui du document Word" in ran.out
    assert f"il s'appelle maintenant : {aside(pdf).relative_to(unsigned)}" in ran.out


def test_the_pdf_beside_an_edited_document_too(unsigned: Path, actes: Run) -> None:
    actes(unsigned, "render", SOUND)
    pdf = old_pdf(acte(unsigned))
    edit(acte(unsigned), "DÉCIDE", "DÉCIDE ce jour")
    ran = actes(unsigned, "render", SOUND)
    assert (ran.status, pdf.exists(), aside(pdf).exists()) == (1, False, True)


def test_the_pdf_that_was_made_of_a_document_stays(unsigned: Path, actes: Run) -> None:
    """She saved it from Word, after the document."""
    actes(unsigned, "render", SOUND)
    pdf = old_pdf(acte(unsigned))
    os.utime(pdf)
    assert "PDF" not in actes(unsigned, "render", SOUND).out
    assert pdf.exists()


def test_the_pdf_of_what_is_signed_stays_with_it(signed: Path, actes: Run) -> None:
    pdf = old_pdf(acte(signed))
    actes(signed, "render", SOUND)
    assert pdf.exists()


def test_where_no_pdf_can_be_made_the_old_one_is_put_aside(unsigned: Path, actes: Run) -> None:
    actes(unsigned, "render", SOUND)
    pdf = old_pdf(acte(unsigned))
    ran = actes(unsigned, "render", SOUND, "--final", "--pdf", ACTES_SOFFICE="nowhere")
    assert (ran.status, pdf.exists(), aside(pdf).exists()) == (1, False, True)
