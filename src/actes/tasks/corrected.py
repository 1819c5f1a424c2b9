"""Corrections of Word files that somebody sent: tracked changes in a copy beside; the file itself is only read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ..compare import Change
from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, Fix, by_place
from ..frozen import frozen
from ..layout.anchors import ReadAnchors
from ..layout.comments import is_signed
from ..layout.replaced import Replacement, replaced
from ..layout.tracked import pending, tracked
from ..place import Place
from ..problems import problem
from ..reading.docx import read_word
from ..reading.formats import Format, recognise
from ..reading.package import BadPackage
from ..reading.result import Reading
from ..store import Written, write
from ..store.problems import changed_meanwhile, data_of
from ..values.text import plain_spaces
from ..wording import hunks, tokens
from .correction import kinds, rewritten
from .examine import Examined, examine_reading
from .folders import CORRECTED, copy_of


@frozen
class WordFix:
    """A correction of a Word file as a person sees it before it is made: its paragraph as it is, and as it will be."""

    path: Path
    finding: Finding
    fix: Fix
    before: str
    after: str


def word_fixes(examined: Examined) -> tuple[WordFix, ...]:
    """What can be corrected in the Word files of an act that was read, in reading order."""
    found = [(fix, one) for one in examined.findings if not one.waived for fix in one.fix]
    return tuple(
        WordFix(examined.files[fix.spot.part], one, fix, *_paragraph(examined.documents[fix.spot.part], fix))
        for fix, one in sorted(found, key=by_place)
        if examined.files and examined.files[fix.spot.part].suffix.lower() == ".docx"
    )


def not_word(examined: Examined) -> Iterator[Finding]:
    """The files in which something could be corrected, if they were Word files."""
    ranks = {fix.spot.part for one in examined.findings if not one.waived for fix in one.fix}
    for rank in sorted(ranks):
        if (path := examined.files[rank]).suffix.lower() != ".docx":
            message = "seul un fichier Word (.docx) peut être corrigé"
            hint = "enregistrez-le au format .docx, ou corrigez vous-même ce que la vérification relève"
            yield problem("COR201", message, hint, Place(str(path)))


def write_corrected(examined: Examined, chosen: Sequence[WordFix], today: date) -> Iterator[Written]:
    """A copy beside each file, with the corrections chosen as tracked changes of the author « actes ».

    Of corrections of the same words, the first is made. Raises CannotGoOn (status 2) where they cannot be made, or
    where the file was saved meanwhile.
    """
    for rank, path in enumerate(examined.files):
        own: list[WordFix] = []
        for one in chosen:
            if one.fix.spot.part == rank and not any(one.fix.meets(other.fix) for other in own):
                own.append(one)
        if own:
            yield _corrected(path, examined.documents[rank], own, today)


def _corrected(path: Path, document: Document, chosen: Sequence[WordFix], today: date) -> Written:
    data = data_of(path)
    try:
        if recognise(data, str(path)) is not Format.DOCX:
            raise BadPackage("ce n'est pas un .docx")
        before = read_word(data, str(path))
        if before.document != document:
            raise changed_meanwhile(path)
        if is_signed(data):
            raise BadPackage("il porte une signature électronique, qui ne serait plus vraie")
        if pending(data):
            raise BadPackage("des modifications suivies y attendent déjà : acceptez-les ou refusez-les d'abord")
        new = _replaced(data, document, chosen)
        _prove(path, before, read_word(new, str(path)), chosen, today)
        marked = tracked(data, new, path.name)
    except BadPackage as error:
        raise _impossible(path, str(error)) from error
    return write({copy_of(path, CORRECTED): marked}, None)[0]


def _replaced(data: bytes, document: Document, chosen: Sequence[WordFix]) -> bytes:
    anchors = ReadAnchors(document, data)
    made = []
    for fix in dict.fromkeys(one.fix for one in chosen):
        for first, last, new in _pieces(fix.words, fix.by):
            anchor = anchors.passage(fix.spot.block, fix.spot.start + first, fix.spot.start + last)
            if not anchor.exact or anchor.words.first != anchor.words.last:
                raise BadPackage(f"« {fix.words} » n'est pas dans un seul alinéa")
            made.append(Replacement(anchor.words, new))
    return replaced(data, made)


def _pieces(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What changes between two wordings, piece by piece, so that words and spaces that stay keep their look.

    >>> list(_pieces("1 173,00 € HT, soit 977,50 €", "977,50 € HT, soit 1 173,00 €"))
    [(0, 10, '977,50 €'), (20, 28, '1 173,00 €')]
    >>> list(_pieces("n°12", "n° 12"))
    [(1, 2, '° ')]
    >>> list(_pieces("01 janvier 2025", "1er\\u00a0janvier\\u00a02025"))
    [(0, 2, '1er')]
    """
    before, after = tokens(old), tokens(new)
    for hunk in hunks(*([plain_spaces(one) or " " for one in side] for side in (before, after))):
        if hunk.change is not Change.EGAL:
            first, last = hunk.before.start, hunk.before.stop
            comes = "".join(after[hunk.after])
            if first == last:  # what comes needs words to stand in
                first, last, comes = _beside(before, first, comes)
            start = len("".join(before[:first]))
            yield start, start + len("".join(before[first:last])), comes


def _beside(before: Sequence[str], at: int, comes: str) -> tuple[int, int, str]:
    """The word before a place, or after it where there is none, with what comes there."""
    return (at - 1, at, before[at - 1] + comes) if at else (0, 1, comes + before[0])


def _prove(path: Path, before: Reading, after: Reading, chosen: Sequence[WordFix], today: date) -> None:
    """Raise CannotGoOn where the file does not say what was shown, or is found worse than before."""
    wanted = rewritten(before.document, (one.fix for one in chosen))
    if [*map(str.split, wanted)] != [*map(str.split, rewritten(after.document))]:
        raise _impossible(path, "le fichier corrigé ne dirait pas ce qui est montré")
    old, new = (examine_reading(path, reading, today) for reading in (before, after))
    if come := kinds(new) - kinds(old):
        worse = next(one for one in new if (one.code, one.document) in come)
        raise _impossible(path, f"une autre remarque viendrait : {worse.message}")


def _paragraph(document: Document, fix: Fix) -> tuple[str, str]:
    """The paragraph, or the line of the table, as it is and as it will be."""
    text, start, end = document.blocks[fix.spot.block].text, fix.spot.start, fix.spot.end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    tail = text[end:] if last < 0 else text[end:last]
    return f"{text[first:end]}{tail}", f"{text[first:start]}{fix.by}{tail}"


def _impossible(path: Path, why: str) -> CannotGoOn:
    hint = "corrigez-le dans Word ; l'original n'a pas changé"
    finding = problem("COR202", f"pas de copie corrigée : {why}", hint, Place(str(path)))
    return CannotGoOn([finding], status=COULD_NOT_RUN)
