"""An annexe that somebody else wrote: `render` says that it is to be joined, and `--pdf` joins its PDF to the act."""

import os
import shutil
from pathlib import Path

import pypdfium2
import pytest

from actes.finding import CannotGoOn, Finding
from actes.office import convert, joined
from actes.registry.load import load_register
from actes.store.writing import Outcome
from edges.runner import ACT, ROOT, document, run

PDFS = ROOT / "tests" / "reading" / "fixtures"
TITLE = "    titre: copie du bon de commande {{"
ANNEXE = "annexe 2 (copie du bon de commande CANTAL DESTINATION/Orange Business Services)"


def entry(workspace: Path) -> Path:
    return workspace / "registry" / "2025" / f"{ACT}.yaml"


def give(workspace: Path, file: str) -> None:
    text = entry(workspace).read_text("utf-8")
    assert text.count(TITLE) == 1
    entry(workspace).write_text(text.replace(TITLE, f"    fichier: {file}\n{TITLE}"), "utf-8")


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """A document of ours, and the piece of a partner in a folder of its own."""
    (tmp_path / "pieces").mkdir()
    return [
        Path(shutil.copy(PDFS / "convention.pdf", tmp_path / "decision.pdf")),
        Path(shutil.copy(PDFS / "convention.pdf", tmp_path / "pieces" / "Bon d'été.pdf")),
    ]


def whole(parts: list[Path], force: bool = False) -> tuple[Path, list[Outcome], list[Finding]]:
    target = parts[0].with_name("complet.pdf")
    made = joined({target: parts}, target.parent / ".actes", force=force)
    return target, [one.outcome for one in made.written], list(made.findings)


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def test_the_pages_of_all_and_the_same_bytes(parts: list[Path]) -> None:
    target, outcomes, _ = whole(parts)
    assert (outcomes, pages(target)) == ([Outcome.ECRIT], pages(parts[0]) + pages(parts[1]))
    first = target.read_bytes()
    assert whole(parts)[1] == [Outcome.INCHANGE]
    target.unlink()
    assert whole(parts)[1] == [Outcome.ECRIT]
    assert target.read_bytes() == first


def test_a_new_piece_makes_a_new_whole(parts: list[Path]) -> None:
    target, *_ = whole(parts)
    shutil.copy(target, parts[1])
    assert whole(parts)[1] == [Outcome.ECRIT]
    assert pages(target) == pages(parts[0]) + pages(parts[1])


def test_a_whole_that_a_person_signed_is_kept(parts: list[Path]) -> None:
    target, *_ = whole(parts)
    target.write_bytes(target.read_bytes() + b"% signed\n")
    mine = target.read_bytes()
    shutil.copy(target, parts[1])
    assert (whole(parts)[1], target.read_bytes()) == ([Outcome.GARDE], mine)
    assert whole(parts, force=True)[1] == [Outcome.REMPLACE]


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "PDF105"), (b"", "PDF106"), (b"%PDF-1.4\n%%EOF", "PDF106"), (b"PK\x03\x04", "PDF106")],
)
def test_a_piece_that_cannot_be_joined_is_named(parts: list[Path], content: bytes | None, code: str) -> None:
    parts[1].unlink()
    if content is not None:
        parts[1].write_bytes(content)
    target, outcomes, (finding,) = whole(parts)
    assert (outcomes, finding.code, target.exists()) == ([], code, False)
    assert finding.where is not None
    assert finding.where.path == str(parts[1])


def test_a_whole_that_cannot_be_made_again_is_set_aside(parts: list[Path]) -> None:
    target, *_ = whole(parts)
    mine = target.read_bytes()
    parts[1].write_bytes(b"")
    assert (whole(parts)[1], target.exists()) == ([Outcome.ECARTE], False)
    assert target.with_name("complet (ancien 1).pdf").read_bytes() == mine


def test_a_piece_that_exhausts_memory_is_named(parts: list[Path]) -> None:
    bomb = ROOT.parent / "shared" / "attack"
    found = sorted(bomb.glob("*.pdf")) if bomb.is_dir() else []
    if not found:
        pytest.skip("the attacks are not here")
    for path in found:
        shutil.copy(path, parts[1])
        try:
            _, _, findings = whole(parts)
        except CannotGoOn as error:
            findings = list(error.findings)
        assert [finding.code for finding in findings] in ([], ["PDF106"]), path.name


def test_render_says_what_is_to_be_joined(workspace: Path) -> None:
    told = f"{ANNEXE} : à joindre vous-même, ou son PDF se dit dans la fiche (« fichier: »)"
    assert told in run(workspace, "render", ACT).out
    give(workspace, "pieces/bon.pdf")
    assert f"{ANNEXE} : pieces/bon.pdf, que --pdf joint à l'acte complet" in run(workspace, "render", ACT).out


@pytest.mark.parametrize("file", ["/etc/bon.pdf", "../bon.pdf", "C:/bon.pdf", "pieces/bon.docx", "..\\bon.pdf"])
def test_a_file_elsewhere_is_refused(workspace: Path, file: str) -> None:
    give(workspace, file)
    found = load_register(workspace / "registry", [ACT]).findings
    assert ["n'est pas un PDF du dossier d'actes" in finding.message for finding in found] == [True]


def test_a_renewal_does_not_carry_the_piece_on(workspace: Path) -> None:
    give(workspace, "pieces/bon.pdf")
    ran = run(workspace, "renew", ACT, "--oui", "--numero", "2026-512")
    assert "Annexes : 2 : fichier PDF : retiré : pieces/bon.pdf" in ran.out
    assert "pieces/bon.pdf" not in (workspace / "registry" / "2026" / "DEC2026-512.yaml").read_text("utf-8")


@pytest.mark.skipif(convert.find_office() is None, reason="LibreOffice is not installed")
def test_the_whole_act(workspace: Path) -> None:
    give(workspace, "pieces/bon.pdf")
    (workspace / "pieces").mkdir()
    shutil.copy(PDFS / "convention.pdf", workspace / "pieces" / "bon.pdf")
    ran = run(workspace, "render", ACT, "--pdf")
    target = document(workspace, "complet").with_suffix(".pdf")
    assert (ran.status, f"{ACT}-complet.pdf : écrit" in ran.out) == (0, True), ran
    made = [document(workspace, name).with_suffix(".pdf") for name in ("decision", "convention", "annexe-1")]
    assert pages(target) == sum(map(pages, made)) + pages(workspace / "pieces" / "bon.pdf")
    assert "complet.pdf" not in run(workspace, "render", ACT, "--pdf", "--only", "decision").out


@pytest.mark.skipif(convert.find_office() is None, reason="LibreOffice is not installed")
def test_the_whole_of_another_version_is_set_aside(workspace: Path) -> None:
    """Though it is not asked for, or no document could be converted."""
    for arguments in (["--only", "decision"], []):
        target = document(workspace, "complet").with_suffix(".pdf")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"%PDF-1.4 of yesterday")
        os.utime(target, (1_000_000_000, 1_000_000_000))
        ran = run(workspace, "render", ACT, "--pdf", *arguments)
        assert (f"{ACT}-complet.pdf : mis de côté" in ran.out, target.exists()) == (True, False), ran
