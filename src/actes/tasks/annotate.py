"""Copies of Word files in which each finding is a comment on the words at fault; the files themselves are only read.

An act of the register is rendered as a draft, in memory, and its copies go where its documents would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding
from ..frozen import frozen
from ..layout.anchors import Anchor, ReadAnchors, RenderedAnchors
from ..layout.comments import Comment, annotate, is_signed
from ..place import Place
from ..problems import problem
from ..reading.docx import read_word
from ..reading.formats import Format, recognise
from ..reading.package import BadPackage
from ..report.text import comment_lines
from ..store import Written, write
from ..store.problems import changed_meanwhile, data_of
from .examine import Examined
from .folders import ANNOTATED, copy_of
from .pipeline import Renderer, document_path


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
        if path not in words:
            yield Copy(findings=(_only_word(path),))
            continue
        found = [f for f in examined.findings if _file_of(f, examined.files, words[0]) == path]
        try:
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
            yield Copy(findings=(_impossible(target, str(error)),))


def _of_file(path: Path, document: Document, found: Sequence[Finding]) -> Copy:
    """The copy of one file. Raises CannotGoOn where it cannot be made or written."""
    data = data_of(path)
    if recognise(data, str(path)) is not Format.DOCX:
        raise CannotGoOn([_only_word(path)])
    if read_word(data, str(path)).document != document:
        raise changed_meanwhile(path)
    made = _copy(copy_of(path, ANNOTATED), data, found, ReadAnchors(document, data), None)
    return replace(made, findings=(_unsigned(path),)) if is_signed(data) else made


def _copy(
    target: Path, data: bytes, found: Sequence[Finding], anchors: ReadAnchors | RenderedAnchors, state: Path | None
) -> Copy:
    try:
        placed = [(finding, _anchor(finding, anchors)) for finding in found]
        comments = [Comment(comment_lines(f, elsewhere=not anchor.exact), anchor.words) for f, anchor in placed]
        annotated = annotate(data, comments)
    except BadPackage as error:
        raise CannotGoOn([_impossible(target, str(error))], status=COULD_NOT_RUN) from error
    return Copy(write({target: annotated}, state)[0], len(comments))


def _anchor(finding: Finding, anchors: ReadAnchors | RenderedAnchors) -> Anchor:
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


def _impossible(target: Path, why: str) -> Finding:
    hint = "ouvrez l'original (ou le modèle) dans Word, enregistrez-le au format .docx, puis relancez la commande"
    return problem("ANN102", f"pas de copie annotée : {why}", hint, Place(str(target)))


def _unsigned(path: Path) -> Finding:
    message = "ce fichier porte une signature électronique ; sa copie annotée n'en a pas"
    hint = "l'original n'a pas changé : c'est lui qui est signé, et lui seul"
    return problem("ANN103", message, hint, Place(str(path)))
