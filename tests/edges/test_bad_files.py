"""`actes check` on files that are no acts: a message that says what to do, in bounded time and memory, no traceback."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from edges.runner import ROOT, Ran
from reading.hostile import looping_pdf
from reading.test_bad_files import DOCTYPE, DOCX, bomb, changed, pages_pdf

Run = Callable[..., Ran]
# It could not be read: nothing is to correct in an act, the command could not do its work.
UNREAD = ("abîmé ou incomplet", "démesurée", "DOCTYPE", "dangereuse")
MOST = 400 * 2**20  # bytes
# One that is wrong, one that could not be read, those that harm; the others: `reading/test_bad_files.py`.
FILES = {
    "vide.docx": (b"", "le fichier est vide"),
    "tronqué.docx": (DOCX[:2500], "abîmé ou incomplet"),
    "bombe.docx": (bomb("word/x.xml", 40_000_000), "démesurée"),
    "entités.docx": (changed(DOCX, "word/document.xml", DOCTYPE), "DOCTYPE"),
    "boucle.pdf": (looping_pdf(), "dangereuse"),
}


# In a process between: what this one's children took so far would count other programs (LibreOffice) too.
# Windows does not count what children took: there, only what is said is tested.
MEASURED = """
import json, subprocess, sys
done = subprocess.run([sys.executable, "-m", "actes", "check", sys.argv[1]], capture_output=True)
size = seconds = 0
if sys.platform != "win32":
    import resource
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    size, seconds = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), used.ru_utime
print(json.dumps([done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), size, seconds]))
"""


def checked(folder: Path, name: str, data: bytes, most: float, size_most: int = MOST) -> Ran:
    """The file checked by the command, which must end in so many seconds of work and say nothing of Python."""
    (folder / name).write_bytes(data)
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}
    command = [sys.executable, "-c", MEASURED, name]
    measured = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True)
    status, out, err, size, seconds = json.loads(measured.stdout)
    assert seconds < most
    assert size < size_most
    assert "Traceback" not in out + err
    assert err == ""
    return Ran(status, out, err)


HARMFUL = {"bombe.docx", "entités.docx", "boucle.pdf"}  # what they take is measured, in a process of their own


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_said_in_french(name: str, tmp_path: Path, actes: Run) -> None:
    data, said = FILES[name]
    if name in HARMFUL:
        ran = checked(tmp_path, name, data, 30)
    else:
        (tmp_path / name).write_bytes(data)
        ran = actes(tmp_path, "check", name)
        assert ran.err == ""
    assert ran.status == (2 if said in UNREAD else 1)
    assert name in ran.out
    assert said in ran.out
    assert ran.out.count(" : LEC1") == 1
    assert "Que faire : " in ran.out
    assert "\n\nÀ corriger avant signature : 1 · À relire : 0 · Forme : 0\n\nErreur " in ran.out


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "vide.docx").write_bytes(b"")
    (tmp_path / "acte.docx").write_bytes(DOCX)
    ran = actes(tmp_path, "check", "vide.docx", "acte.docx")
    assert ran.status == 1
    assert "le fichier est vide" in ran.out
    assert "acte.docx" in ran.out


def test_a_part_that_is_damaged_stops_what_copies_it(tmp_path: Path, actes: Run) -> None:
    whole = changed(DOCX, "word/fontTable.xml", b"<fonts/>")
    (tmp_path / "acte.docx").write_bytes(whole)
    (tmp_path / "abîmé.docx").write_bytes(whole.replace(b"<fonts/>", b"<fants/>"))
    for pair in (("acte.docx", "abîmé.docx"), ("abîmé.docx", "acte.docx")):
        ran = actes(tmp_path, "diff", *pair, "--docx")
        assert ran.status == 2
        assert "abîmé.docx : LEC107 fichier-abime" in ran.err
        assert not list(tmp_path.glob("*compare*"))


def long_docx(times: int) -> bytes:
    """The paragraphs of a convention, so many times: as many pages."""
    from docx import Document

    document = Document(io.BytesIO(DOCX))
    *blocks, section = document.element.body
    for _ in range(times):
        for block in blocks:
            section.addprevious(deepcopy(block))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["long.docx", "long.pdf"])
def test_a_hundred_pages(name: str, tmp_path: Path) -> None:
    """Sixty seconds of a busy machine; what grows faster than its text, `tests/fuzz/test_growth.py` tells."""
    data = long_docx(100) if name.endswith("docx") else pages_pdf(100)
    ran = checked(tmp_path, name, data, 60, 160 * 2**20)
    assert ran.status in (0, 1)
    assert ran.out.startswith(name)
