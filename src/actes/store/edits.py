"""What a person did to a file that we rendered, in words: by comparison with what was last rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHOWN = 12  # changes told one by one
PAGE_NUMBERS = re.compile(r"\b(page)\s+\d+(?:\s*(?:/|sur)\s*\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edit:
    """What happened to a file since it was rendered: a sentence, then the changes one by one."""

    summary: str
    changes: tuple[str, ...] = ()


def is_ours(data: bytes) -> bool:
    """Whether a file is as we wrote it; a damaged file or another program's is not ours."""
    from ..layout.seal import is_untouched
    from ..reading.package import BadPackage, read_package

    try:
        package = read_package(data)
        return is_untouched({name: package.data(name) for name in package.names()})
    except BadPackage:
        return False


def describe(rendered: bytes | None, edited: bytes) -> Edit:
    """Says what changed between what was last rendered, where it is known, and the file as it is."""
    from ..reading.package import BadPackage
    from ..wording import told

    if rendered is not None and not rendered.startswith(b"PK"):
        return Edit("modifié depuis")  # a picture, a calendar: no words to compare
    try:
        after = _words(edited)
    except BadPackage as error:
        return Edit(f"ce fichier ne vient pas de « actes » : {error}")
    try:
        before = _words(rendered) if rendered is not None else None
    except BadPackage:
        before = None
    if before is None:
        return Edit("ce fichier ne vient pas de « actes », ou a été modifié depuis")
    changes = tuple(told(before, after))
    if not changes:
        return Edit("rouvert et enregistré, texte inchangé")
    shown = changes[:SHOWN]
    rest = (f"… et {len(changes) - SHOWN} autres changements",) if len(changes) > SHOWN else ()
    return Edit(f"modifié depuis ({_counted(len(changes))})", shown + rest)


def _words(data: bytes) -> list[str]:
    """The words of a Word file, those of its footers included.

    Page numbers are left out, since each program works them out, and a footer that is the same on several kinds of
    pages counts once: LibreOffice writes it several times.
    """
    from ..reading.docx import read_docx

    document = read_docx(data, "")
    footers = dict.fromkeys(PAGE_NUMBERS.sub(r"\1", span.text) for span in document.footer)
    return [*document.words(), *" ".join(footers).split()]


def _counted(number: int) -> str:
    return "un changement" if number == 1 else f"{number} changements"
