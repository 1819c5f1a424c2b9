"""A folder, several names at once, old files: what is read, of how many acts, and what is said of the rest."""

import shutil
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actes.office.convert import find_office
from edges.runner import ROOT, Ran
from libreoffice import converted, run

Run = Callable[..., Ran]
DECISION = """DÉCISION N° 2026-{number}

OBJET : Mise à disposition d'un local

Vu le projet de convention pour la période courant du 1er janvier {year} au 31 décembre {year}, ci-annexé ;

DÉCIDE

Article 1 : D'approuver la convention pour une durée de 12 mois à compter du 1er janvier {year}.
"""
CONVENTION = """CONVENTION DE PARTENARIAT

Vu la décision n° 2026-{number} du 5 janvier 2026 ;

Il est convenu ce qui suit :

Article 1 : Durée

La présente convention prend effet le 1er janvier {year} et s'achève le 31 décembre {year}, soit une durée d'un an.
"""
RTF = r"""{\rtf1\ansi D\'c9CISION N\'b0 2026-12\par Article 1 : D'approuver la convention.\par
Article 2 : Les sommes suivent l'article 9.\par %s}"""
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
LINKED = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document xmlns:office="{NAMES}:office:1.0" xmlns:text="{NAMES}:text:1.0" xmlns:draw="{NAMES}:drawing:1.0"'
    f' xmlns:svg="{NAMES}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
    "<text:p>Article 1 : D'approuver la convention.</text:p><text:p>Article 2 : Voir l'article 9.</text:p>"
    '<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image xlink:type="simple"'
    ' xlink:href="http://127.0.0.1:%d/a.png"/></draw:frame></text:p></office:text></office:body></office:document>'
)
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recu").mkdir()
    return tmp_path / "recu"


def written(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def test_an_act_whose_title_has_no_number_has_that_of_its_name(folder: Path, actes: Run) -> None:
    untitled = DECISION.format(number=12, year=2027).replace(" N° 2026-12", " DU PRÉSIDENT")
    written(folder, a=DECISION.format(number=11, year=2026), **{"DEC 2026-12 local": untitled})
    assert "DEC 2026-12 local.txt\n=" in actes(folder.parent, "explain", "--facts", "recu").out


def test_two_numbers_in_a_folder_are_two_acts(folder: Path, actes: Run) -> None:
    """Each with the convention that names it; a piece that names neither is alone."""
    written(folder, a=DECISION.format(number=11, year=2026), b=DECISION.format(number=12, year=2027))
    written(
        folder, c=CONVENTION.format(number=12, year=2027), d="Plan des locaux\n\nDu 1er mars 2020 au 1er mars 2021.\n"
    )
    apart = actes(folder.parent, "check", "recu", "--court")
    assert [name for name in ("a.txt", "b.txt, c.txt", "d.txt") if name not in apart.out] == []
    assert "PER101" not in apart.out, apart.out
    written(folder, c=CONVENTION.format(number=12, year=2026))
    wrong = actes(folder.parent, "check", "recu", "--court")
    assert "b.txt, c.txt\n============" in wrong.out
    assert "PER101" in wrong.out
    read = actes(folder.parent, "explain", "--facts", "recu").out
    assert [name for name in ("a.txt\n=", "b.txt, c.txt\n=", "d.txt\n=") if name not in read] == []
    held = actes(folder.parent, "diff", "recu", "recu/a.txt")
    assert (held.status, "recu contient 2 actes : a.txt ; b.txt, c.txt" in held.err) == (2, True)


def test_an_avenant_is_with_the_act_that_approves_it_only(folder: Path, actes: Run) -> None:
    """It cites the one that approved the convention that it amends, whose dates and price are others."""
    parties = (
        "Entre\n\nLa commune de Murat, représentée par son maire,\n\nEt\n\nLe club de Dienne, représenté par Paul Pons,"
    )
    avenant = CONVENTION.replace("CONVENTION DE PARTENARIAT", f"AVENANT N° 1 À LA CONVENTION DE PRÊT\n\n{parties}")
    written(folder, a=DECISION.format(number=11, year=2026), b=avenant.format(number=11, year=2027))
    assert "a.txt\n=" in actes(folder.parent, "explain", "--facts", "recu").out
    act = DECISION.format(number=12, year=2027).replace("la convention", "l'avenant n° 1")
    act = act.replace("Mise", "Avenant à la convention de mise")
    written(folder, c=act, d=CONVENTION.format(number=11, year=2026))
    read = actes(folder.parent, "explain", "--facts", "recu").out
    assert [name for name in ("a.txt, d.txt\n=", "c.txt, b.txt\n=") if name not in read] == []


def test_one_number_twice_is_one_act(folder: Path, actes: Run) -> None:
    written(folder, a=DECISION.format(number=11, year=2026), b=DECISION.format(number=11, year=2028))
    ran = actes(folder.parent, "check", "recu", "--court")
    assert "a.txt, b.txt\n" in ran.out
    assert "PER101" in ran.out


def test_what_is_not_read_in_a_folder_is_named(folder: Path, actes: Run) -> None:
    written(folder, acte=DECISION.format(number=11, year=2026))
    (folder / "pieces").mkdir()
    for name in ("plan.xlsx", "ancien.doc", "~$acte.docx", ".cache"):
        (folder / name).write_bytes(b"x")
    ran = actes(folder.parent, "check", "recu", ACTES_SOFFICE="nowhere")
    assert "ce dossier contient ce qui n'est pas lu : ancien.doc, pieces (dossier), plan.xlsx\n" in ran.out
    assert "installez LibreOffice" in ran.out
    assert ran.status == 0
    (folder / "acte.txt").unlink()
    assert actes(folder.parent, "check", "recu", ACTES_SOFFICE="nowhere").status == 2


def test_a_pattern_is_the_files_that_it_means(folder: Path, actes: Run) -> None:
    """No shell of Windows makes files of « *.txt »."""
    written(folder, a=DECISION.format(number=11, year=2026), b=DECISION.format(number=12, year=2027))
    (folder / "~$a.txt").write_text("x", "utf-8")
    for typed in ("recu/*.txt", str(folder / "?.txt")):
        assert "Rien relevé dans a.txt, b.txt (" in actes(folder.parent, "check", typed).out
    none = actes(folder.parent, "check", "recu/*.docx")
    assert (none.status, "aucun fichier ne s'appelle comme « recu/*.docx »" in none.err) == (2, True)


@needs_office
def test_old_files_are_read_through_libreoffice(folder: Path, received: str, actes: Run) -> None:
    (folder / "acte.rtf").write_text(RTF % "", "ascii")
    (folder / "acte.doc").write_text(RTF % "", "ascii")  # Word writes RTF under this name too
    ran = actes(folder.parent, "check", "recu", XDG_CACHE_HOME=received)
    assert [f"article 2 : recu/acte.{suffix}" in ran.out for suffix in ("doc", "rtf")] == [True, True]
    assert ran.out.count("REF101 renvoi-faux") == 2
    assert "LEC" not in ran.out
    shutil.copy(ROOT / "tests" / "reading" / "fixtures" / "convention.docx", folder / "acte.docx")
    third = actes(folder.parent, "check", "recu", "--court", XDG_CACHE_HOME=received)
    assert "n'est pas lu : acte.doc (à côté de acte.docx), acte.rtf (à côté de acte.docx)" in third.out


def test_an_old_file_beside_a_word_file_is_named(folder: Path, actes: Run) -> None:
    shutil.copy(ROOT / "tests" / "reading" / "fixtures" / "convention.docx", folder / "acte.docx")
    (folder / "acte.doc").write_text(RTF % "", "ascii")
    ran = actes(folder.parent, "check", "recu", "--court", ACTES_SOFFICE="nowhere")
    assert "n'est pas lu : acte.doc (à côté de acte.docx) (LEC113)" in ran.out
    assert "Rien relevé dans acte.docx" in ran.out


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Mes pièces", "Mes pieces"), ("recu/actes.tx", "recu/acte.txt"), ("lettre", "lettre.txt"), ("2025.x", "")],
)
def test_a_name_that_nothing_has_is_no_act(folder: Path, actes: Run, typed: str, near: str) -> None:
    """Here there is no workspace, and none is asked for."""
    written(folder, acte=DECISION.format(number=11, year=2026))
    (folder.parent / "Mes pieces").mkdir()
    (folder.parent / "lettre.txt").write_text("x", "utf-8")
    ran = actes(folder.parent, "check", typed)
    assert f"aucun fichier ni dossier ne s'appelle « {Path(typed)} » ici" in ran.err
    assert (f"vouliez-vous dire « {Path(near)} » ?" in ran.err) is bool(near)
    assert ("DOS101" in ran.err, ran.status) == (False, 2)


def test_what_looks_like_an_act_is_one(folder: Path, actes: Run) -> None:
    assert "DOS101" in actes(folder.parent, "check", "DEC2025-453").err


@pytest.fixture
def server() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this computer, and what asked for something there."""
    asked: list[bytes] = []

    class Told(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(100))

    with socketserver.TCPServer(("127.0.0.1", 0), Told) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_address[1], asked
        listening.shutdown()


@needs_office
def test_an_old_file_fetches_nothing(folder: Path, received: str, server: tuple[int, list[bytes]], actes: Run) -> None:
    """A picture that is only linked; some versions of LibreOffice ask for it, so the profile is tried by itself too."""
    port, asked = server
    (folder / "acte.fodt").write_text(LINKED % port, "utf-8")
    converted([folder / "acte.fodt"], "doc:MS Word 97", folder)
    asked.clear()
    ran = actes(folder.parent, "check", "recu/acte.doc", XDG_CACHE_HOME=received)
    assert "REF101" in ran.out
    assert asked == []
    far = ["--headless", "--convert-to", "txt", "--outdir", str(folder), f"http://127.0.0.1:{port}/acte.odt"]
    run(*far, check=False)
    assert asked
    asked.clear()
    run(*far, at=Path(received) / "actes" / "libreoffice-recu", check=False)
    assert asked == []
