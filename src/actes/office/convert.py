"""Runs LibreOffice: one call for all documents, one profile per user, locked and kept, a time limit.

Two conversions that share a profile at once would fail without a word; a new profile costs more than a second.
Documents are converted from copies, in a folder of their own: LibreOffice leaves no lock beside those of the office.
Old Word files and RTF that others wrote are read through it, where there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..finding import COULD_NOT_RUN, CannotGoOn
from ..frozen import frozen
from ..problems import problem
from ..reading.files import load, read_bytes
from ..reading.formats import Format, is_old, recognise
from ..reading.result import Reading
from ..workspace import own_cache


@frozen
class Form:
    """What LibreOffice is asked to make of what: suffixes, its filter, how a file that it made begins."""

    source: str
    suffix: str
    filter: str
    head: bytes


# PDF/A-2b (ISO 19005-2) to be archived, PDF/UA-1 (ISO 14289-1) to be read by all.
PDF = Form(
    ".docx",
    ".pdf",
    "pdf:writer_pdf_Export:"
    '{"SelectPdfVersion":{"type":"long","value":"2"},"PDFUACompliance":{"type":"boolean","value":"true"}}',
    b"%PDF-",
)
WORD = Form(".doc", ".docx", "docx:MS Word 2007 XML", b"PK")  # RTF too: LibreOffice looks at what is in the file
OPEN = Form(".odt", ".docx", WORD.filter, b"PK")
SEEN = Form(".docx", ".pdf", "pdf:writer_pdf_Export", b"%PDF-")  # what others wrote, to be looked at
# What others wrote has a profile of its own, which runs no macro and fetches nothing: a picture that is only linked is
# asked for by opening it, whatever LibreOffice is told of links, but nobody answers behind this proxy.
SETTINGS = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{scheme}ProxyName", "127.0.0.1") for scheme in ("HTTP", "HTTPS")),
    *(("Inet/Settings", f"ooInet{scheme}ProxyPort", "9") for scheme in ("HTTP", "HTTPS")),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
START, EACH = 60, 10  # seconds allowed to start, and for each document
OLD = frozenset({".doc", ".rtf"})
WAIT = 120  # seconds to wait for another conversion
AGAIN = "puis relancez la même commande ; les documents Word, eux, sont écrits"


def find_office() -> Path | None:
    """The LibreOffice of this computer: `ACTES_SOFFICE`, the one on the path, the usual places."""
    chosen = os.environ.get("ACTES_SOFFICE")
    if chosen is not None:
        return Path(chosen) if Path(chosen).is_file() else None
    found = next((path for name in ("soffice", "libreoffice") if (path := shutil.which(name))), None)
    return Path(found) if found else next((path for path in _usual() if path.is_file()), None)


def _usual() -> Iterator[Path]:
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.com"  # the one that waits until it has finished
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def converted(office: Path, documents: Sequence[Path], form: Form = PDF) -> Iterator[tuple[Path, bytes | None]]:
    """Each document with what is made of it, None where LibreOffice made nothing. CannotGoOn where it could not run."""
    from filelock import FileLock, Timeout

    profile = own_cache() / ("libreoffice" if form is PDF else "libreoffice-recu")
    profile.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(f"{profile}.lock", timeout=WAIT), tempfile.TemporaryDirectory(prefix="actes-pdf-") as folder:
            copies = {document: Path(folder) / f"{index}{form.source}" for index, document in enumerate(documents)}
            for document, copy in copies.items():
                shutil.copyfile(document, copy)
            _run(office, profile, list(copies.values()), form)
            if not any(copy.with_suffix(form.suffix).is_file() for copy in copies.values()):
                shutil.rmtree(profile, ignore_errors=True)  # it was damaged (a computer switched off): anew, once
                _run(office, profile, list(copies.values()), form)
            for document, copy in copies.items():
                made = copy.with_suffix(form.suffix)
                data = made.read_bytes() if made.is_file() else b""
                yield document, data if data.startswith(form.head) else None
    except Timeout:
        hint = f"attendez qu'elle le soit, {AGAIN}"
        stop = problem("PDF102", "une autre conversion en PDF n'est pas finie", hint)
        raise CannotGoOn([stop], status=COULD_NOT_RUN) from None


def _run(office: Path, profile: Path, copies: Sequence[Path], form: Form) -> None:
    if form is not PDF:
        _restrain(profile / "user" / "registrymodifications.xcu")
    folder, limit = copies[0].parent, START + EACH * len(copies)
    command = [str(office), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", form.filter, "--outdir", str(folder), *(copy.name for copy in copies)]
    quiet = subprocess.DEVNULL
    # A session of its own: what LibreOffice starts is stopped with it.
    with subprocess.Popen(
        command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=sys.platform != "win32"
    ) as process:
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            _stop(process)
            message = f"LibreOffice n'avait pas fini au bout de {limit} secondes, et a été arrêté"
            stop = problem("PDF103", message, f"fermez LibreOffice s'il est ouvert, {AGAIN}")
            raise CannotGoOn([stop], status=COULD_NOT_RUN) from None
        except BaseException:
            _stop(process)
            raise


def _restrain(settings: Path) -> None:
    """Write the settings of a profile, whatever the last run left there."""
    item = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    items = "".join(item.format(*setting) for setting in SETTINGS)
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>', "utf-8")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def read_any(path: Path) -> Reading:
    """Read an act. Raises CannotGoOn when it cannot be, as for an old file that LibreOffice makes nothing of."""
    data = load(path)
    office = find_office() if is_old(data) else None
    made = [word for _, word in converted(office, [path], WORD)] if office else []
    return read_bytes(made[0] if made and made[0] else data, str(path))


def word_of(path: Path) -> bytes | None:
    """A file as a .docx: as it is, or what LibreOffice makes of it; nothing where it has no pages of its own.

    Raises CannotGoOn where it cannot be read, as where there is no LibreOffice for what asks for one.
    """
    data = load(path)
    known = None if is_old(data) else recognise(data, str(path))
    if known is not None and known is not Format.ODT:
        return data if known is Format.DOCX else None
    office, form = find_office(), OPEN if known else WORD
    made = [word for _, word in converted(office, [path], form) if word] if office else []
    if not made:
        why = "LibreOffice n'en a rien fait" if office else "il faut LibreOffice, qui n'est pas sur cet ordinateur"
        message = f"{path.name} : pour prendre la mise en page de ce fichier, {why}"
        hint = "ouvrez-le dans Word et enregistrez-le au format .docx, puis donnez ce fichier"
        raise CannotGoOn([problem("PDF107", message, hint)], status=COULD_NOT_RUN)
    return made[0]
