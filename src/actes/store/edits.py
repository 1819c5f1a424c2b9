"""What a person did to a file that we rendered, in words: by comparison with what was last rendered."""

from __future__ import annotations

import re

from ..frozen import frozen
from ..pattern import pattern

ZIP = b"PK"
SHOWN = 12  # changes told one by one
PAGE_NUMBERS = pattern(r"\b(page)\s+\d+(?:\s*(?:/|sur)\s*\d+)?", re.IGNORECASE)


@frozen
class Edit:
    """What happened to a file since it was rendered: a sentence, then the changes one by one."""

    summary: str
    changes: tuple[str, ...] = ()


UNKNOWN = Edit("ce fichier ne vient pas de « actes », ou a été modifié depuis")


def edited(rendered: bytes | None, old: bytes, new: bytes) -> Edit | None:
    """What a person did to the old file; None where it is as we wrote it.

    `rendered` is what is said to be last rendered. A Word file bears a seal, and is judged by it alone: what is said
    came with the folder.
    """
    from ..layout.seal import is_untouched

    if not new.startswith(ZIP):  # a picture, a calendar, a PDF: no seal, no words to compare
        return None if old == rendered else Edit("modifié depuis") if rendered else UNKNOWN
    if is_untouched(old):
        return None
    return _described(rendered if rendered and is_untouched(rendered) else None, old)


def _described(rendered: bytes | None, edited: bytes) -> Edit:
    """What changed between what was last rendered, where it is known, and the file as it is."""
    from ..reading.package import BadPackage
    from ..wording import told

    try:
        after = _words(edited)
    except BadPackage as error:
        return Edit(f"ce fichier ne vient pas de « actes » : {error}")
    if rendered is None:
        return UNKNOWN
    changes = tuple(told(_words(rendered), after))
    if not changes:
        return Edit("rouvert et enregistré, texte inchangé")
    shown = changes[:SHOWN]
    rest = (f"… et {len(changes) - SHOWN} autres changements",) if len(changes) > SHOWN else ()
    counted = "un changement" if len(changes) == 1 else f"{len(changes)} changements"
    return Edit(f"modifié depuis ({counted})", shown + rest)


def _words(data: bytes) -> list[str]:
    """The words of a Word file, those of its footers included.

    Page numbers are left out, since each program works them out, and a footer that is the same on several kinds of
    pages counts once: LibreOffice writes it several times.
    """
    from ..reading.docx import read_docx

    document = read_docx(data, "")
    footers = dict.fromkeys(PAGE_NUMBERS.sub(r"\1", span.text) for span in document.footer)
    return [*document.words(), *" ".join(footers).split()]
