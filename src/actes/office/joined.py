"""The whole act in one PDF: its documents, and at their rank the annexes that somebody else wrote.

Each document keeps its own PDF, which is PDF/A and PDF/UA; the whole is neither, since nothing is known of what comes
from elsewhere. The same files give the same bytes.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from ..finding import CannotGoOn, Finding
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading import pdfchild
from ..store.writing import Outcome, Written, set_aside
from . import joinchild
from .pdf import Made, is_made_of, put

PATIENCE = 120  # seconds
_DATE = pattern(rb"/CreationDate ?\(D:(\d{14})")
_STAMP = pattern(rb"(?<=/CreationDate\(D:)\d{14}[+-]\d\d'\d\d'")  # as pdfium writes it
_IDS = pattern(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s+startxref\s+\d+\s+%%EOF\s*\Z)")
UNDATED = b"20000101000000"


def joined(wholes: Mapping[Path, Sequence[Path]], state: Path, *, force: bool = False) -> Made:
    """Write each whole from its parts. One that a person changed is kept, unless `force`; one that cannot be made again
    is of other parts, and gets a name that says so.
    """
    written: list[Written] = []
    refused: list[Finding] = []
    for target, parts in wholes.items():
        try:
            written += _put(target, parts, state, force)
        except CannotGoOn as error:
            refused += error.findings
            written += [set_aside(target)] if target.is_file() else []
    return Made(tuple(written), tuple(refused))


def _put(target: Path, parts: Sequence[Path], state: Path, force: bool) -> tuple[Written, ...]:
    missing = [path for path in parts if not path.is_file()]
    if missing:
        raise CannotGoOn([_no_piece(path) for path in missing])
    if is_made_of(target, parts):
        return (Written(target, Outcome.INCHANGE),)
    foreign = next((path for path in parts if path.parent != target.parent), parts[-1])
    return put(target, _whole(parts, foreign), parts, state, force)


def side_by_side(one: Path, other: Path) -> bytes:
    """Each page of a PDF at the left of the same page of another. Raises CannotGoOn where one cannot be read."""
    return _whole([one, other], one, "paires")


def not_shown(what: str = "") -> Finding:
    """Two acts that cannot be shown side by side: no LibreOffice, or it made nothing of one."""
    why = "LibreOffice n'en a rien fait" if what else "il faut LibreOffice, qui n'est pas sur cet ordinateur"
    message = f"l'acte et le modèle ne sont pas montrés côte à côte : {why}"
    hint = "les modèles sont écrits : produisez un acte (actes render) et comparez-le au vôtre dans Word"
    return problem("PDF108", message, hint)


def _whole(parts: Sequence[Path], foreign: Path, how: str = "suite") -> bytes:
    """The pages of all the parts. Raises CannotGoOn where one cannot be read, or exhausts what reads it (`foreign`)."""
    found = importlib.util.find_spec("pypdfium2_raw")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pypdfium2")
    with tempfile.TemporaryDirectory(prefix="actes-pdf-") as folder:
        made = Path(folder) / "complet.pdf"
        child = [sys.executable, "-I", "-S", str(Path(joinchild.__file__)), str(Path(pdfchild.__file__))]
        command = [*child, str(Path(found.origin).parents[1]), str(made), how, *map(str, parts)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            raise CannotGoOn([_not_joined(foreign)]) from None
        if done.stdout.isdigit():
            raise CannotGoOn([_not_joined(parts[int(done.stdout)])])
        if done.returncode or not made.is_file():
            raise CannotGoOn([_not_joined(foreign)])
        return _settled(made.read_bytes(), [path.read_bytes() for path in parts])


def _settled(whole: bytes, parts: Sequence[bytes]) -> bytes:
    """What pdfium takes from the clock and from chance is taken from the parts: the day of the latest, their digest."""
    day = max((match[1] for part in parts for match in _DATE.finditer(part)), default=UNDATED)
    name = sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:32].upper().encode()
    whole = _STAMP.sub(day + b"+00'00'", whole, count=1)
    return _IDS.sub(b"/ID[<%b><%b>]" % (name, name), whole)


def _no_piece(path: Path) -> Finding:
    """The PDF of an annexe is not where its entry says."""
    message = f"il n'y a pas de fichier {path.name} à cette place : l'acte complet n'est pas fait"
    hint = "mettez-y le PDF de l'annexe, ou corrigez « fichier » dans la fiche ; les autres PDF sont faits"
    return problem("PDF105", message, hint, Place(str(path)))


def _not_joined(path: Path) -> Finding:
    """A PDF cannot be joined to the others."""
    message = "ce PDF est abîmé, protégé ou dangereux : l'acte complet n'est pas fait"
    hint = "demandez-en un autre exemplaire, sans mot de passe, ou joignez-le vous-même ; les autres PDF sont faits"
    return problem("PDF106", message, hint, Place(str(path)))
