"""Copies of Word files, which are only read: each finding a comment on the words at fault, or each correction a tracked
change. An act of the register is rendered as a draft, in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..compare import Change
from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, Fix, fixes_of
from ..frozen import frozen
from ..layout.comments import Comment, annotate, is_signed
from ..layout.ranges import Anchor, ReadAnchors, RenderedAnchors, replaced
from ..layout.tracked import pending, tracked
from ..place import Place
from ..problems import problem
from ..reading.docx import read_word
from ..reading.formats import Format, recognise
from ..reading.package import BadPackage
from ..reading.result import Reading
from ..report.text import comment_lines
from ..store.problems import changed_meanwhile, data_of, stop
from ..store.writing import Written, write
from ..values.text import plain_spaces
from ..wording import hunks, tokens
from .correction import come, rewritten
from .examine import Examined, examine_reading
from .folders import ANNOTATED, CORRECTED, copy_of
from .pipeline import Renderer, document_path

Anchors = ReadAnchors | RenderedAnchors


@frozen
class Copy:
    """What became of one document: its copy and how many comments it bears, if any; and what to know of it."""

    written: Written | None = None
    comments: int = 0
    findings: tuple[Finding, ...] = ()


def annotate_files(examined: Examined) -> Iterator[Copy]:
    """A copy beside each Word file of an act that was read. What cannot be annotated is said, and stops no other."""
    words = [path for path in examined.files if path.suffix.lower() == ".docx"]
    for path, document in zip(examined.files, examined.documents, strict=True):
        try:
            if path not in words:
                raise CannotGoOn([_only_word(path)])
            found = [f for f in examined.findings if _file_of(f, examined.files, words[0]) == path]
            yield _of_file(path, document, found)
        except CannotGoOn as error:
            yield Copy(findings=error.findings)


def annotate_act(examined: Examined, renderer: Renderer) -> Iterator[Copy]:
    """A copy of each document of an act of the register, in its output folder; fields are told on the first one."""
    for index, document in enumerate(examined.documents):
        found = [f for f in examined.findings if (f.spot.part if f.spot else 0) == index]
        target = copy_of(document_path(renderer.workspace, examined.name, document.name), ANNOTATED)
        try:
            data = renderer.bytes_of(document)
            anchors = RenderedAnchors(document, data)
            yield _copy(target, data, found, anchors, renderer.workspace.state)
        except CannotGoOn as error:
            yield Copy(findings=error.findings)
        except BadPackage as error:
            yield Copy(findings=(_not_annotated(target, str(error)),))


def _of_file(path: Path, document: Document, found: Sequence[Finding]) -> Copy:
    """The copy of one file. Raises CannotGoOn where it cannot be made or written."""
    data, _ = _as_examined(path, document, CannotGoOn([_only_word(path)]))
    made = _copy(copy_of(path, ANNOTATED), data, found, ReadAnchors(document, data), None)
    return replace(made, findings=(_unsigned(path),)) if is_signed(data) else made


def _copy(target: Path, data: bytes, found: Sequence[Finding], anchors: Anchors, state: Path | None) -> Copy:
    try:
        placed = [(finding, _anchor(finding, anchors)) for finding in found]
        comments = [Comment(comment_lines(f, elsewhere=not anchor.exact), anchor.words) for f, anchor in placed]
        annotated = annotate(data, comments)
    except BadPackage as error:
        raise CannotGoOn([_not_annotated(target, str(error))], status=COULD_NOT_RUN) from error
    return Copy(write({target: annotated}, state)[0], len(comments))


def _anchor(finding: Finding, anchors: Anchors) -> Anchor:
    """The words at fault; else their paragraph; else the title."""
    if finding.spot is not None:
        return anchors.passage(finding.spot.block, finding.spot.start, finding.spot.end)
    number = finding.where.paragraph if finding.where else None
    return anchors.paragraph(number) if number and isinstance(anchors, ReadAnchors) else anchors.title()


def _file_of(finding: Finding, files: Sequence[Path], first: Path) -> Path:
    """The file in which a finding is told; what stands in none of them is told in the first one."""
    if finding.spot is not None:
        return files[finding.spot.part]
    return next((path for path in files if finding.where and finding.where.path == str(path)), first)


def _only_word(path: Path) -> Finding:
    hint = "enregistrez-le au format .docx pour l'annoter ; les remarques sont affichées par la vérification"
    message = "seul un fichier Word (.docx) peut être annoté"
    return problem("ANN101", message, hint, Place(str(path)))


def _not_annotated(target: Path, why: str) -> Finding:
    hint = "ouvrez l'original (ou le modèle) dans Word, enregistrez-le au format .docx, puis relancez la commande"
    return problem("ANN102", f"pas de copie annotée : {why}", hint, Place(str(target)))


def _unsigned(path: Path) -> Finding:
    message = "ce fichier porte une signature électronique ; sa copie annotée n'en a pas"
    hint = "l'original n'a pas changé : c'est lui qui est signé, et lui seul"
    return problem("ANN103", message, hint, Place(str(path)))


def _as_examined(path: Path, document: Document, other: CannotGoOn) -> tuple[bytes, Reading]:
    """A Word file as it was examined. Raises CannotGoOn for an `other` format, or where it was saved meanwhile."""
    data = data_of(path)
    if recognise(data, str(path)) is not Format.DOCX:
        raise other
    reading = read_word(data, str(path))
    if reading.document != document:
        raise changed_meanwhile(path)
    return data, reading


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
    return tuple(
        WordFix(examined.files[fix.spot.part], one, fix, *_paragraph(examined.documents[fix.spot.part], fix))
        for fix, one in fixes_of(examined.findings)
        if examined.files and examined.files[fix.spot.part].suffix.lower() == ".docx"
    )


def not_word(examined: Examined) -> Iterator[Finding]:
    """The files in which something could be corrected, if they were Word files."""
    for rank in sorted({fix.spot.part for fix, _ in fixes_of(examined.findings)}):
        if (path := examined.files[rank]).suffix.lower() != ".docx":
            hint = "enregistrez-le au format .docx, ou corrigez vous-même ce que la vérification relève"
            yield problem("COR201", "seul un fichier Word (.docx) peut être corrigé", hint, Place(str(path)))


def write_corrected(examined: Examined, chosen: Sequence[WordFix], today: date) -> Iterator[Written]:
    """A copy beside each file, with the corrections chosen as tracked changes of the author « actes ».

    No two are of the same words. Raises CannotGoOn (status 2) where they cannot be made, or where the file was saved
    meanwhile.
    """
    for rank, path in enumerate(examined.files):
        if own := [one for one in chosen if one.fix.spot.part == rank]:
            yield _corrected(path, examined.documents[rank], own, today)


def _corrected(path: Path, document: Document, chosen: Sequence[WordFix], today: date) -> Written:
    try:
        data, before = _as_examined(path, document, _not_corrected(path, "ce n'est pas un .docx"))
        if is_signed(data):
            raise BadPackage("il porte une signature électronique, qui ne serait plus vraie")
        if pending(data):
            raise BadPackage("des modifications suivies y attendent déjà : acceptez-les ou refusez-les d'abord")
        new = _replaced(data, document, chosen)
        _prove(path, before, read_word(new, str(path)), chosen, today)
        marked = tracked(data, new, path.name)
    except BadPackage as error:
        raise _not_corrected(path, str(error)) from error
    return write({copy_of(path, CORRECTED): marked}, None)[0]


def _replaced(data: bytes, document: Document, chosen: Sequence[WordFix]) -> bytes:
    anchors = ReadAnchors(document, data)
    made = []
    for fix in dict.fromkeys(one.fix for one in chosen):
        for first, last, new in _pieces(fix.words, fix.by):
            anchor = anchors.passage(fix.spot.block, fix.spot.start + first, fix.spot.start + last)
            if not anchor.exact or anchor.words.first != anchor.words.last:
                raise BadPackage(f"« {fix.words} » n'est pas dans un seul alinéa")
            made.append((anchor.words, new))
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
            if first == last:  # what comes needs words to stand in: those before it, else after it
                comes = before[first - 1] + comes if first else comes + before[0]
                first, last = (first - 1, first) if first else (0, 1)
            start = len("".join(before[:first]))
            yield start, start + len("".join(before[first:last])), comes


def _prove(path: Path, before: Reading, after: Reading, chosen: Sequence[WordFix], today: date) -> None:
    """Raise CannotGoOn where the file does not say what was shown, or is found worse than before."""
    wanted = rewritten(before.document, (one.fix for one in chosen))
    if [*map(str.split, wanted)] != [*map(str.split, rewritten(after.document))]:
        raise _not_corrected(path, "le fichier corrigé ne dirait pas ce qui est montré")
    old, new = (examine_reading(path, reading, today) for reading in (before, after))
    if worse := come(old, new):
        raise _not_corrected(path, f"une autre remarque viendrait : {worse[0].message}")


def _paragraph(document: Document, fix: Fix) -> tuple[str, str]:
    """The paragraph, or the line of the table, as it is and as it will be."""
    text, start, end = document.blocks[fix.spot.block].text, fix.spot.start, fix.spot.end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    tail = text[end:] if last < 0 else text[end:last]
    return f"{text[first:end]}{tail}", f"{text[first:start]}{fix.by}{tail}"


def _not_corrected(path: Path, why: str) -> CannotGoOn:
    hint = "corrigez-le dans Word ; l'original n'a pas changé"
    return stop("COR202", path, f"pas de copie corrigée : {why}", hint)
