"""`actes template from`: what is written, what is kept beside, what is said, with and without LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

import libreoffice
from actes.finding import CannotGoOn
from actes.office import convert
from actes.office.pdf import side_by_side
from actes.store.writing import supersede
from edges.runner import ROOT, Ran, copied, run
from layout import hers

NAMES = ("annexe-1.docx", "convention.docx", "decision.docx")
needs_office = pytest.mark.skipif(convert.find_office() is None, reason="LibreOffice is not installed")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with one act of hers beside it."""
    copied(tmp_path)
    (tmp_path / "Acte d'avril.docx").write_bytes(hers.colored())
    return tmp_path


def model(folder: Path, *arguments: str, **environment: str) -> Ran:
    return run(folder, "template", "from", *arguments, **({"ACTES_SOFFICE": ""} | environment))


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "templates").iterdir()}


def test_templates_are_written_and_the_old_ones_kept(office: Path) -> None:
    before = held(office)
    ran = model(office, "Acte d'avril.docx")
    assert ran.status == 0
    after = held(office)
    for name in NAMES:
        assert after[name.replace(".docx", " (ancien 1).docx")] == before[name]
        assert after[name] != before[name]
        assert f"{name} : écrit ; l'ancien est gardé : {name.removesuffix('.docx')} (ancien 1).docx" in ran.out
    assert after["registre.docx"] == before["registre.docx"]
    for words in (
        "la page : 21 × 29,7 cm",
        "l'en-tête, avec son image",
        "le texte : Arial 10",
        "2031-118",
        "une liste",
    ):
        assert words in ran.out
    checked = run(office, "template", "check")
    assert (checked.status, checked.err, checked.out.count("rien à corriger")) == (0, "", 5)  # none of those kept


def test_a_second_run_changes_nothing(office: Path) -> None:
    model(office, "Acte d'avril.docx")
    before = held(office)
    ran = model(office, "Acte d'avril.docx")
    assert held(office) == before
    assert ran.out.count(" : inchangé") == 3


def test_only_some_and_the_french_name(office: Path) -> None:
    before = held(office)
    ran = run(office, "modele", "depuis", "Acte d'avril.docx", "--seulement", "convention", ACTES_SOFFICE="")
    assert ran.status == 0
    assert {name for name, data in held(office).items() if before.get(name) != data} == {
        "convention.docx",
        "convention (ancien 1).docx",
    }
    wrong = model(office, "Acte d'avril.docx", "--only", "lettre")
    assert wrong.status == 2
    assert "annexe-1, convention, decision" in wrong.err


def test_without_libreoffice_it_says_so_and_goes_on(office: Path) -> None:
    ran = model(office, "Acte d'avril.docx")
    assert ran.status == 0
    assert "PDF108" in ran.err
    assert "les modèles sont écrits" in ran.err
    assert not (office / "sortie").exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "MOD131"),
        ("a.txt", b"Vu le code ;", "MOD131"),
        ("a.docx", b"PK\x03\x04 rien", "LEC107"),
        ("a.docx", (ROOT / "templates" / "decision.docx").read_bytes(), "MOD130"),
        ("a.rtf", rb"{\rtf1 Vu le code ;}", "PDF107"),
        ("absent.docx", None, "LEC100"),
    ],
)
def test_what_has_no_look_writes_nothing(office: Path, name: str, data: bytes | None, code: str) -> None:
    before = held(office)
    if data is not None:
        (office / name).write_bytes(data)
    ran = model(office, name)
    assert ran.status == 2
    assert code in ran.err
    assert "Traceback" not in ran.err
    assert held(office) == before


def test_a_template_that_is_open_stops_it_all(office: Path) -> None:
    (office / "templates" / ".~lock.decision.docx#").write_text("A", encoding="utf-8")
    before = held(office)
    ran = model(office, "Acte d'avril.docx")
    assert ran.status == 2
    assert held(office) == before


def test_all_or_none_and_old_ones_numbered(tmp_path: Path) -> None:
    one, other = tmp_path / "a.docx", tmp_path / "b.docx"
    supersede({one: b"1"})
    supersede({one: b"2", other: b"1"})
    supersede({one: b"3", other: b"1"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.docx": b"3",
        "a (ancien 1).docx": b"1",
        "a (ancien 2).docx": b"2",
        "b.docx": b"1",
    }
    other.chmod(0o444)
    with pytest.raises(CannotGoOn):
        supersede({one: b"4", other: b"4"})
    assert one.read_bytes() == b"3"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same act as LibreOffice and an old Word would have it."""
    folder = tmp_path_factory.mktemp("formes")
    (folder / "acte.docx").write_bytes(hers.colored())
    for suffix in ("odt", "doc"):
        libreoffice.converted([folder / "acte.docx"], suffix, folder)
    return folder


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("suffix", ["odt", "doc"])
def test_side_by_side_from_every_form(office: Path, converted: Path, suffix: str, received: str) -> None:
    """Both become a Word file first, which goes the way of one that was one."""
    shutil.copy(converted / f"acte.{suffix}", office)
    (office / "Acte d'avril.docx").unlink()
    ran = run(office, "template", "from", f"acte.{suffix}", XDG_CACHE_HOME=received)
    assert (ran.status, ran.err) == (0, "")
    assert "sortie/modeles/cote-a-cote.pdf" in ran.out.replace("\\", "/")
    pdf = pypdfium2.PdfDocument(office / "sortie" / "modeles" / "cote-a-cote.pdf")
    assert pdf.get_page_size(0) == pytest.approx((2 * 595.3, 841.9), abs=1)
    text = pdf[0].get_textpage().get_text_bounded()
    assert text.count("DÉCISION DU MAIRE") == 2
    assert text.count("www.valmeilleux.example") == 2
    assert "l'en-tête, avec son image" in ran.out


def test_pages_face_one_another_and_what_lacks_is_blank(tmp_path: Path) -> None:
    for name, pages in (("a", 1), ("b", 3)):
        pdf = pypdfium2.PdfDocument.new()
        for _ in range(pages):
            pdf.new_page(595, 842)
        pdf.save(tmp_path / f"{name}.pdf")
    (tmp_path / "both.pdf").write_bytes(side_by_side(tmp_path / "a.pdf", tmp_path / "b.pdf"))
    both = pypdfium2.PdfDocument(tmp_path / "both.pdf")
    assert [both.get_page_size(n) for n in range(len(both))] == [(1190.0, 842.0)] * 3
