"""A correction of an entry as a person sees it before it is made; an act once corrected; why nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..document import Document
from ..finding import CannotGoOn, Finding, Fix
from ..frozen import frozen
from ..model.acte import Acte
from ..model.edits import Rewrite
from ..place import Place
from ..problems import problem
from ..store.problems import changed_since
from .naming import field_name, in_words

GONE = problem("COR101", "l'acte a changé : ce que vous avez choisi n'y est plus", "relisez-le, et recommencez")


def refuse_signed(act: Acte, name: str, today: date, alone: str) -> None:
    """Raise CannotGoOn where an act is signed: its entry says what was; `alone`, how the entry alone is corrected."""
    if act.transmis or act.signed_by(today):
        message = f"{name} est signé : sa fiche dit ce qui a été signé"
        hint = f"un acte rectificatif corrige l'acte ; {alone}"
        raise CannotGoOn([problem("COR102", message, hint)])


@frozen
class Correction:
    """One correction in a file of the register, as a person sees it before it is made.

    `digest` is that of the file that it is based on. `line` is the number of the first line that it changes, `before`
    and `after` those lines. `finding` and `fix` say why; they are None where a literal only becomes a reference.
    """

    path: Path
    shown: str
    digest: str
    edit: Rewrite
    line: int
    before: str
    after: str
    finding: Finding | None = None
    fix: Fix | None = None

    @property
    def what(self) -> str:
        """What it is, for who undoes it: its field by the name that the form gives it."""
        said = f"« {self.fix.words} » → « {self.fix.by} »" if self.fix else in_words(self.edit.text)
        return f"{self.path.stem} : {field_name(self.edit.path)} : {said}"


@frozen
class Mended:
    """An act once corrected: what the check finds now, and its documents as they now are."""

    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]


class Outdated(CannotGoOn):
    """A file is not as it was when somebody chose what to write there. Nothing was written, and nothing is lost.

    `current` is its text now, `wanted` what was to be written there, with the lines that it was based on.
    """

    def __init__(self, wanted: Correction, current: str) -> None:
        super().__init__(changed_since(wanted.path, wanted.what).findings)
        self.current, self.wanted = current, wanted


def said_place(found: Finding) -> str:
    return f"{found.document or 'fiche'}, {found.place}".rstrip(", ")


def refused(chosen: Sequence[Correction], why: str) -> CannotGoOn:
    first = chosen[0]
    where = Place(first.shown, first.line)
    said = f"« {first.fix.words} » → « {first.fix.by} »" if first.fix else first.after.strip()
    message = f"{said} n'est pas écrit : {why}"
    return CannotGoOn([problem("COR101", message, "corrigez à la main, puis relancez la vérification", where)])


def not_found(typed: str) -> CannotGoOn:
    message = f"la vérification ne relève pas « {typed} » sur cet acte, ou l'écart y est déjà accepté"
    return CannotGoOn([problem("COR103", message, "« actes check » dit ce qui peut être accepté")])
