"""What joins PDF files with pdfium, in a process of its own: one of them was written by somebody else.

Run as a script (see `joined`): the script that bounds memory and time, the folder that holds pdfium, the file to write,
how (« suite »: one after the other; « paires »: two files, page beside page), the files to join. It answers the rank of
the file that cannot be read, or nothing.
"""

from __future__ import annotations

import ctypes
import runpy
import sys
from pathlib import Path
from typing import Any


def join(pdfium: Any, files: list[str], target: str, *, pairs: bool = False) -> int | None:
    """Write the pages of all the files; the rank of the first that cannot be read."""
    pdfium.FPDF_InitLibrary()
    whole, held, documents = pdfium.FPDF_CreateNewDocument(), [], []
    for rank, name in enumerate(files):
        data = Path(name).read_bytes()
        held.append(data)  # pdfium reads from it until the end
        documents.append(pdfium.FPDF_LoadMemDocument64(data, len(data), None))
        if not documents[-1]:
            return rank
    counts = [pdfium.FPDF_GetPageCount(document) for document in documents]
    pages = _in_turn(counts) if pairs else [(rank, n) for rank, count in enumerate(counts) for n in range(count)]
    for at, (rank, number) in enumerate(pages):
        if number >= counts[rank]:
            pdfium.FPDFPage_New(whole, at, *_size(pdfium, whole))
        elif not pdfium.FPDF_ImportPages(whole, documents[rank], str(number + 1).encode(), at):
            return rank
    if pairs:
        width, height = _size(pdfium, whole)
        whole = pdfium.FPDF_ImportNPagesToOne(whole, 2 * width, height, 2, 1)
    writer = pdfium.FPDF_FILEWRITE(version=1)
    with Path(target).open("wb") as file:
        put = type(writer.WriteBlock)(lambda _, block, size: file.write(ctypes.string_at(block, size)) == size)
        writer.WriteBlock = put
        pdfium.FPDF_SaveAsCopy(whole, ctypes.byref(writer), 0)
    return None


def _in_turn(counts: list[int]) -> list[tuple[int, int]]:
    """Each page of one file, then that of the other; what one lacks is a number that it does not have."""
    return [(rank, number) for number in range(max(counts)) for rank in range(len(counts))]


def _size(pdfium: Any, whole: Any) -> tuple[float, float]:
    """The size of the first page."""
    page = pdfium.FPDF_LoadPage(whole, 0)
    return pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


if __name__ == "__main__":
    bounds, packages, wanted, how, *parts = sys.argv[1:]
    runpy.run_path(bounds)["bound"]()
    sys.path.append(packages)
    import pypdfium2_raw

    failed = join(pypdfium2_raw, parts, wanted, pairs=how == "paires")
    sys.stdout.write("" if failed is None else str(failed))
