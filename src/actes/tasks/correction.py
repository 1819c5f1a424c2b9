"""A correction of an entry as a person sees it before it is made; what it must do, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from ..document import Document
from ..finding import CannotGoOn, Finding, Fix, Severity, fixes_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.edits import Rewrite
from ..place import Place
from ..problems import problem
from .examine import Examined
from .naming import field_name, in_words

GONE = problem("COR101", "l'acte a changé : ce que vous avez choisi n'y est plus", "relisez-le, et recommencez")


def refuse_signed(act: Acte, name: str, today: date, alone: str) -> None:
    """Raise CannotGoOn where an act is signed: its entry says what was; `alone`, how the entry alone is corrected."""
    if act.locked(today):
        message = f"{name} est signé : sa fiche dit ce qui a été signé"
        hint = f"un acte rectificatif corrige l'acte ; {alone}"
        raise CannotGoOn([problem("COR102", message, hint)])


@frozen
class Correction:
    """One correction in a file of the register, as a person sees it before it is made.

    `line` is the number of the first line that it changes, `before` and `after` those lines. `finding` and `fix` say
    why; they are None where a literal only becomes a reference.
    """

    path: Path
    shown: str
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


def apart(chosen: Sequence[Correction]) -> list[Correction]:
    """The corrections without those of words that one which weighs more changes."""
    kept: list[Correction] = []
    for one in sorted(chosen, key=lambda one: one.finding.severity.rank if one.finding else len(Severity)):
        same = (other.edit for other in kept if (other.path, other.edit.path) == (one.path, one.edit.path))
        if not any(one.edit.start < other.end and other.start < one.edit.end for other in same):
            kept.append(one)
    return [one for one in chosen if one in kept]


def prove(before: Examined, after: Examined, chosen: Sequence[Correction]) -> None:
    """Raise CannotGoOn where corrections do not do what was shown, and that alone."""
    if worse := come(before.findings, after.findings):
        raise refused(chosen, f"une autre remarque viendrait : {worse[0].message}")
    if len(after.documents) < len(before.documents):  # a file that it stands on can no longer be read
        raise refused(chosen, "l'acte ne pourrait plus être composé")
    old, new = (Counter(_kind(one) for _, one in fixes_of(act.findings)) for act in (before, after))
    mended = Counter(_kind(one.finding) for one in chosen if one.finding)
    if any(old[kind] - new[kind] < number for kind, number in mended.items()):
        raise refused(chosen, "la remarque resterait")
    fixes = [one.fix for one in chosen if one.fix]
    own = [[fix for fix in fixes if fix.spot.part == part] for part in range(len(before.documents))]
    wanted, got = list(map(rewritten, before.documents, own)), list(map(rewritten, after.documents))
    if not all(map(_same_words, _told(fixes, wanted), _told(fixes, got))):
        raise refused(chosen, "l'acte ne dirait pas ce qui est montré")


def rewritten(document: Document, fixes: Iterable[Fix] = ()) -> list[str]:
    """The paragraphs of a document once corrections of them are made, from the last words to the first."""
    texts = [block.text for block in document.blocks]
    for fix in sorted(set(fixes), key=lambda fix: -fix.spot.start):
        text, spot = texts[fix.spot.block], fix.spot
        texts[spot.block] = f"{text[: spot.start]}{fix.by}{text[spot.end :]}"
    return texts


def _told(fixes: Sequence[Fix], texts: Sequence[Sequence[str]]) -> Iterator[str]:
    """The paragraphs that corrections change; all of them where they change no word."""
    yield from (texts[fix.spot.part][fix.spot.block] for fix in fixes if fix.spot.part < len(texts))
    if not fixes:
        yield from (text for document in texts for text in document)


def _same_words(one: str, other: str) -> bool:
    """Whether two texts are the same, spaces and apostrophes aside: an entry has those that people type."""
    return "".join(one.split()).replace("\u2019", "'") == "".join(other.split()).replace("\u2019", "'")


def _kind(found: Finding) -> tuple[str, str | None]:
    return found.code, found.document


def _kinds(findings: Iterable[Finding]) -> Counter[tuple[str, str | None]]:
    """How many findings of each kind nobody accepted."""
    return Counter(_kind(one) for one in findings if not one.waived)


def come(before: Iterable[Finding], after: Sequence[Finding]) -> list[Finding]:
    """The findings of every kind of which there are more than before."""
    more = _kinds(after) - _kinds(before)
    return [one for one in after if _kind(one) in more and not one.waived]


def prove_accepted(before: Examined, after: Examined, finding: Finding, *, here: bool) -> None:
    """Raise CannotGoOn where the acceptance is refused, or (`here`: the check of this act finds it) accepts nothing."""
    if worse := come(before.findings, after.findings):
        raise CannotGoOn(worse)
    if here and _kinds(after.findings)[_kind(finding)] >= _kinds(before.findings)[_kind(finding)]:
        raise not_found(finding.name)
