"""What joins PDF files with pdfium, in a process of its own: one of them was written by somebody else.

Run as a script (see `joined`): the script that bounds memory and time, the folder that holds pdfium, the file to write,
how (« suite »: one after the other; « paires »: two files, page beside page), the files to join. It answers the rank of
the file that cannot be read, or nothing.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any


def join(pdfium: Any, files: list[str], target: str, *, pairs: bool = False) -> int | None:
    """Write the pages of all the files; the rank of the first that cannot be read."""
    whole, documents, rank = pdfium.PdfDocument.new(), list[Any](), 0
    try:
        for name in files:
            rank = len(documents)
            documents.append(pdfium.PdfDocument(Path(name).read_bytes()))
        counts = list(map(len, documents))
        turns = [(rank, n) for n in range(max(counts)) for rank in range(len(counts))]  # some numbers are of no page
        pages = turns if pairs else [(rank, n) for rank, count in enumerate(counts) for n in range(count)]
        for rank, number in pages:
            if number < counts[rank]:
                whole.import_pages(documents[rank], [number])
            else:
                whole.new_page(*whole[0].get_size())
    except pdfium.PdfiumError:
        return rank
    if pairs:
        width, height = whole[0].get_size()
        whole = pdfium.PdfDocument(pdfium.raw.FPDF_ImportNPagesToOne(whole, 2 * width, height, 2, 1))
    whole.save(target)
    return None


if __name__ == "__main__":
    bounds, packages, wanted, how, *parts = sys.argv[1:]
    runpy.run_path(bounds)["bound"]()
    sys.path.append(packages)
    import pypdfium2

    failed = join(pypdfium2, parts, wanted, pairs=how == "paires")
    sys.stdout.write("" if failed is None else str(failed))
