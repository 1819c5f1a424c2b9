"""`actes render --pdf`: the three PDF files by us, beside one call of LibreOffice on the same files and profile."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from actes.office import pdf_of
from actes.office.convert import PDF, find_office

from .documents import papers
from .measure import Measure, Part, medians
from .processes import run

TARGET = 1.15
HOW = "Three Word files to PDF/A-2b and PDF/UA-1 with the profile that `actes` keeps, on the clock, in turn."


def pdf(rounds: int) -> Part:
    """Nothing where there is no LibreOffice."""
    office = find_office()
    if office is None:
        return Part("PDF", HOW, [], ["not here: LibreOffice"])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = [folder / f"{paper.name}.docx" for paper in papers()]
        for path, paper in zip(files, papers(), strict=True):
            path.write_bytes(paper.made)
        found = medians({"ours": lambda: _ours(files, folder), "soffice": lambda: _plain(office, files)}, rounds)
    soffice = found["soffice"]
    return Part(
        "PDF", HOW, [Measure("one call", soffice), Measure("actes", found["ours"], "one call", soffice, TARGET)]
    )


def _ours(files: list[Path], folder: Path) -> float:
    state = folder / ".actes"
    shutil.rmtree(state, ignore_errors=True)
    for path in files:
        path.with_suffix(".pdf").unlink(missing_ok=True)
    start = time.perf_counter()
    made = pdf_of(files, state)
    taken = (time.perf_counter() - start) * 1000
    assert made.done
    assert len(made.written) == len(files)
    return taken


def _plain(office: Path, files: list[Path]) -> float:
    from platformdirs import user_cache_path

    profile = (user_cache_path("actes", appauthor=False) / "libreoffice").as_uri()
    command = [str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    return run([*command, "--convert-to", PDF.filter, "--outdir", "plain", *map(str, files)], files[0].parent).clock
