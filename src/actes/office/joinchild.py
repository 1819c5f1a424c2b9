"""What joins PDF files with pdfium, in a process of its own: one of them was written by somebody else.

Run as a script (see `joined`): the script that bounds memory and time, the folder that holds pdfium, the file to write,
the files to join. It answers the rank of the file that cannot be read, or nothing.
"""

from __future__ import annotations

import ctypes
import runpy
import sys
from pathlib import Path
from typing import Any


def join(pdfium: Any, files: list[str], target: str) -> int | None:
    """Write the pages of all the files, in order; the rank of the first that cannot be read."""
    pdfium.FPDF_InitLibrary()
    whole, count, held = pdfium.FPDF_CreateNewDocument(), 0, []
    for rank, name in enumerate(files):
        data = Path(name).read_bytes()
        held.append(data)  # pdfium reads from it until the end
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document or not pdfium.FPDF_ImportPages(whole, document, None, count):
            return rank
        count += pdfium.FPDF_GetPageCount(document)
    writer = pdfium.FPDF_FILEWRITE(version=1)
    with Path(target).open("wb") as file:
        put = type(writer.WriteBlock)(lambda _, block, size: file.write(ctypes.string_at(block, size)) == size)
        writer.WriteBlock = put
        pdfium.FPDF_SaveAsCopy(whole, ctypes.byref(writer), 0)
    return None


if __name__ == "__main__":
    bounds, packages, wanted, *parts = sys.argv[1:]
    runpy.run_path(bounds)["bound"]()
    sys.path.append(packages)
    import pypdfium2_raw

    failed = join(pypdfium2_raw, parts, wanted)
    sys.stdout.write("" if failed is None else str(failed))
