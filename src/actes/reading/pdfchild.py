"""What touches pdfium, in a process of its own: a PDF may exhaust memory, never end, or crash what reads it.

Run as a script, without site-packages but the one folder that holds pdfium, so that it starts fast. It reads from its
input documents, each after its length, and writes for each the number of its pages, then what stands on each page.
Memory and processor time are bounded before anything is read; how long a page may take, `pdfprocess` says.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Any

LENGTH = struct.Struct("<Q")  # before a document, and before each answer
COUNT = struct.Struct("<cI")  # PAGES and their number, or REFUSED and the reason of pdfium
PAGE = struct.Struct("<ff?II")  # width, height, whether it holds a picture, how many characters, how many drawings
PAGES, REFUSED = b"P", b"R"
PASSWORD, SECURITY = 4, 5  # reasons of pdfium
DAMAGED = 3

MOST_PAGES = 1000
MOST_CHARACTERS = 200_000  # of a page
MOST_PATHS = 4_000  # drawings of a page that are looked at for the rules of tables
MOST_OBJECTS = 100_000  # of a page
DEEPEST = 15  # forms inside forms
MOST_SIDES = 20  # segments of a part of a drawing: a frame with round corners has 17, a letter of « PROJET » more
MEMORY = 384 * 2**20  # bytes; a thousand pages of text take 30 MB
PROCESSOR = 900  # seconds: for the case where nobody is left to end this process


def serve(folder: str) -> None:
    """Answer until the input ends. What goes wrong here ends this process, and the parent says so."""
    bound()
    sys.path.append(folder)
    import pypdfium2_raw as pdfium

    pdfium.FPDF_InitLibrary()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        for answer in answers(pdfium, source.read(*LENGTH.unpack(head))):
            sink.write(LENGTH.pack(len(answer)) + answer)
            sink.flush()


def answers(pdfium: Any, data: bytes) -> Iterator[bytes]:
    """How many pages a document has, then each of them; or why it cannot be read."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    count = pdfium.FPDF_GetPageCount(document) if document else 0
    if count < 1:
        yield COUNT.pack(REFUSED, pdfium.FPDF_GetLastError() or DAMAGED)
        return
    yield COUNT.pack(PAGES, count)
    for number in range(count if count <= MOST_PAGES else 0):
        page = pdfium.FPDF_LoadPage(document, number)
        yield _page(pdfium, page) if page else b""
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _page(pdfium: Any, page: Any) -> bytes:
    """A page: its size, its characters with their boxes, its drawings with theirs."""
    codes, places = _characters(pdfium, page)
    paths: list[Any] = []
    picture = False
    drawn = _objects(pdfium, page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    for kind, element in islice(drawn, MOST_OBJECTS):
        picture = picture or kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_PATH and len(paths) < MOST_PATHS:
            paths.append(element)
    sides = [ctypes.c_float() for _ in range(4)]
    bounds = array("f")
    for path in paths:
        pdfium.FPDFPageObj_GetBounds(path, *sides)
        bounds.extend(side.value for side in sides)
    size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    head = PAGE.pack(*size, picture, len(codes), len(paths))
    letters = bytes(_lettering(pdfium, path) for path in paths)
    return b"".join((head, codes.tobytes(), places.tobytes(), bounds.tobytes(), letters))


def _characters(pdfium: Any, page: Any) -> tuple[array[int], array[float]]:
    text = pdfium.FPDFText_LoadPage(page)
    count = min(pdfium.FPDFText_CountChars(text), MOST_CHARACTERS) if text else 0
    codes, places = array("I"), array("f")
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    for index in range(count):
        codes.append(pdfium.FPDFText_GetUnicode(text, index))
        pdfium.FPDFText_GetLooseCharBox(text, index, pointer)  # as high as its font
        places.extend((box.left, box.bottom, box.right, box.top))
    pdfium.FPDFText_ClosePage(text)
    return codes, places


def _objects(pdfium: Any, holder: Any, count: Any, get: Any, depth: int = 1) -> Iterator[tuple[int, Any]]:
    """What is drawn, forms opened: kind and object, in order."""
    for index in range(count(holder)):
        element = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(element)
        yield kind, element
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            yield from _objects(
                pdfium, element, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1
            )


def _lettering(pdfium: Any, path: Any) -> bool:
    """Whether a drawing is letters (the « PROJET » mark) and no frame: its parts have many sides."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count <= MOST_SIDES:
        return False
    kinds = (pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path, n)) for n in range(count))
    return bool(count > MOST_SIDES * sum(kind == pdfium.FPDF_SEGMENT_MOVETO for kind in kinds))


def bound() -> None:
    """No more memory and time than any act needs, for the rest of this process."""
    if sys.platform == "win32":
        return _bound_on_windows()
    import resource
    from contextlib import suppress

    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, PROCESSOR), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a lower limit that somebody set stays; macOS has none of memory
            resource.setrlimit(what, (most, most))


def _bound_on_windows() -> None:
    """A job of its own: what Windows has instead of limits of a process."""
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER), ("job_time", wintypes.LARGE_INTEGER), ("flags", wintypes.DWORD),
            ("smallest", ctypes.c_size_t), ("largest", ctypes.c_size_t), ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD), ("scheduling", wintypes.DWORD),
        )  # fmt: skip

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic), ("io", ctypes.c_ulonglong * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
        )  # fmt: skip

    process_time, process_memory, no_dialog, extended = 0x2, 0x100, 0x400, 9
    limits = Extended(Basic(process_time=PROCESSOR * 10_000_000, flags=process_time | process_memory | no_dialog))
    limits.process_memory = MEMORY
    kernel = vars(ctypes)["WinDLL"]("kernel32")  # which mypy knows on Windows only
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.SetErrorMode(0x3)  # nor a window that says that Python stopped
    job = kernel.CreateJobObjectW(None, None)
    kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())


if __name__ == "__main__":
    serve(sys.argv[1])
