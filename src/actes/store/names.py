"""Names of files: identifiers checked before they become paths, and the name under which an old file is kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from ..pattern import pattern

_SAFE = pattern(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")
EDITED, OTHER, FORMER = "modifié", "autre version", "ancien"  # why a file stands beside the one of that name
_KEPT = pattern(rf" \((?:{EDITED}|{OTHER}|{FORMER}) [0-9]+\)\Z")
# Windows opens a device under these names, whatever follows the dot.
_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))])


def safe_name(identifier: str) -> str:
    """The identifier itself, when it can name a file or a folder on any system.

    Raises ValueError otherwise: an identifier comes from an entry, which somebody else may have written.

    >>> safe_name("DEC2025-453")
    'DEC2025-453'
    >>> safe_name("../../etc/passwd")
    Traceback (most recent call last):
    ValueError: « ../../etc/passwd » ne peut pas nommer un fichier : gardez des lettres sans accent, des chiffres, « - »
    >>> safe_name("con.docx")
    Traceback (most recent call last):
    ValueError: « con.docx » ne peut pas nommer un fichier : Windows réserve ce nom
    """
    if not _SAFE.fullmatch(identifier) or ".." in identifier:
        shown = identifier if len(identifier) <= 60 else identifier[:60] + "…"
        raise ValueError(
            f"« {shown} » ne peut pas nommer un fichier : gardez des lettres sans accent, des chiffres, « - »"
        )
    if identifier.split(".")[0].lower() in _DEVICES:
        raise ValueError(f"« {identifier} » ne peut pas nommer un fichier : Windows réserve ce nom")
    return identifier


def kept_names(target: Path, why: str = EDITED) -> Iterator[Path]:
    """Names for another file beside one, the first free one is taken.

    >>> names = kept_names(Path("sortie/decision.docx"))
    >>> next(names).name, next(names).name
    ('decision (modifié 1).docx', 'decision (modifié 2).docx')
    """
    for number in itertools.count(1):
        yield target.with_name(f"{target.stem} ({why} {number}){target.suffix}")


def is_kept(path: Path) -> bool:
    """Whether a file stands beside the one of that name: an old one, or another version of what is signed.

    >>> is_kept(Path("decision (modifié 2).docx")), is_kept(Path("decision.docx"))
    (True, False)
    """
    return _KEPT.search(path.stem) is not None


def owner_files(target: Path) -> tuple[Path, ...]:
    """The files that Word and LibreOffice put beside a document while somebody has it open.

    Word replaces the first two letters of a name by « ~$ », fewer of a short one.

    >>> [p.name for p in owner_files(Path("decision.docx"))]
    ['~$cision.docx', '~$decision.docx', '.~lock.decision.docx#']
    """
    stem = target.stem
    word = "~$" + stem[2 if len(stem) > 7 else max(0, len(stem) - 6) :] + target.suffix
    names = dict.fromkeys([word, f"~${target.name}", f".~lock.{target.name}#"])
    return tuple(target.with_name(name) for name in names)
