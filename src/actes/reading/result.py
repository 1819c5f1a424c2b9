"""What a reader gives back: the document, what was set aside, what is pending, what could not be read."""

from __future__ import annotations

from enum import StrEnum

from ..document import Block, Document
from ..finding import Finding
from ..frozen import frozen
from ..place import Place


class Change(StrEnum):
    """What somebody did with « Suivi des modifications » on. The values are what a report says."""

    INSERTION = "insertion"
    SUPPRESSION = "suppression"
    DEPLACE_DE = "déplacé d'ici"
    DEPLACE_VERS = "déplacé ici"


@frozen
class Revision:
    """A pending change: `text` is what it adds or removes, `date` as the file writes it (ISO 8601, or nothing).

    The document is read as if every change were accepted: insertions are in it, deletions are only here.
    """

    change: Change
    text: str
    place: Place
    author: str = ""
    date: str = ""


@frozen
class Reading:
    """A file, read. `furniture` is what belongs to the page or the stamp and not to the act: repeated headers and
    footers, « page 3/5 », the receipt of the préfecture, the running head of a recueil.

    `notes` are findings on the reading itself: pending changes, comments, pages that hold no text.
    """

    document: Document
    furniture: tuple[Block, ...] = ()
    revisions: tuple[Revision, ...] = ()
    notes: tuple[Finding, ...] = ()
