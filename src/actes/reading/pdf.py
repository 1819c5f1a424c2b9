"""A PDF that holds text becomes a document: words to lines, lines to paragraphs and tables, page by page.

pdfium reads the file, in a process of its own (`pdfprocess`). A PDF without text (a scan) is refused in French.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..document import Document
from ..finding import Finding
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from .flattened import gathered
from .furniture import furniture_blocks, set_aside
from .lines import Line
from .paragraphs import blocks_of, leveled
from .pdfgrid import Grid, grids_of
from .pdflines import Box, Strip, Word, pitch_of, rules_of, strips_of, words_of
from .pdfprocess import pages_of
from .pdftables import TIGHT, grid_line, merged, numbered, prose, row_of, runs_of, table_of
from .problems import unreadable
from .result import Reading
from .structure import recognised

NOTED = pattern(r"^(\d{1,2})(?=[A-ZÀÉÈÊ][a-zà-ÿ])")  # « 1Révisée » at the foot of a page
NARROWEST = 220.0  # points: a column of text is as wide at least
FEW = 12  # characters: a page with less holds no text
SCANNED = "ce PDF est une image (un document numérisé) : il ne contient pas de texte à lire"
OCR = "demandez le fichier d'origine, ou passez-le dans un logiciel de reconnaissance de caractères (OCR)"


def read_pdf(data: bytes, path: str) -> Reading:
    """The document in a PDF. Raises CannotGoOn: no text, a password, a damaged file, too many pages."""
    lines, empty = _lines(data, path)
    if not lines:
        raise unreadable("LEC109", SCANNED, OCR, path)
    kept, aside = set_aside(lines)
    blocks = recognised(leveled(blocks_of(gathered(merged(kept)))))
    return Reading(Document(path, tuple(numbered(blocks))), furniture_blocks(aside), notes=tuple(_notes(empty, path)))


def _lines(data: bytes, path: str) -> tuple[list[Line], list[int]]:
    """The lines of every page, and the pages that are pictures."""
    lines: list[Line] = []
    pictures: list[int] = []
    for number, page in enumerate(pages_of(data, path), start=1):
        words = list(words_of(page))
        if page.picture and sum(len(word.text) for word in words) < FEW:
            pictures.append(number)
        elif words:
            lines.extend(page_lines(words, grids_of(words, *rules_of(page)), Place(path, page=number)))
    return lines, pictures


def page_lines(words: Sequence[Word], grids: Sequence[Grid], place: Place) -> Iterator[Line]:
    free = [word for word in words if not any(grid.holds(word) for grid in grids)]
    strips = strips_of(free)
    pitch = pitch_of(strips)
    left, right = min((s.box.x0 for s in strips), default=0.0), max((s.box.x1 for s in strips), default=0.0)
    right = max(right, left + NARROWEST)  # short lines alone on a page are a list, and no paragraph
    waiting = list(grids)
    previous: Box | None = None
    following = {id(a): b for a, b in pairwise(strips)}
    for run in runs_of(strips, pitch):
        while waiting and waiting[0].box.y1 > run[0].box.y1:
            yield grid_line(waiting[0], place, gap=_apart(previous, waiting[0].box, pitch))
            previous = waiting.pop(0).box
        gap = _apart(previous, run[0].box, pitch if len(run) == 1 else 2 * pitch)
        if len(run) > 1:
            yield from _run_lines(run, pitch, place, gap=gap)
        else:
            full = _full(run[0], following.get(id(run[0])), left, right)
            text = NOTED.sub(r"\1 ", "\t".join(piece.text for piece in run[0].pieces))
            yield Line(text, place, place.page or 1, gap, full)
        previous = run[-1].box
    for grid in waiting:
        yield grid_line(grid, place, gap=_apart(previous, grid.box, pitch))
        previous = grid.box


def _apart(above: Box | None, below: Box, pitch: float) -> bool:
    """Whether white space stands between what is above and what is below."""
    return above is None or above.y0 - below.y1 > (TIGHT * pitch - 1) * min(below.height, 20.0)


def _run_lines(run: Sequence[Strip], pitch: float, place: Place, *, gap: bool) -> Iterator[Line]:
    """A table, or the columns of a text one after the other."""
    page = place.page or 1
    if prose(run):
        columns = zip(*(row for row in table_of(run, 1.0)), strict=True)
        for column in columns:
            pieces = [piece for cell in column for piece in cell]
            right = max((piece.box.x1 for piece in pieces), default=0.0)
            for number, piece in enumerate(pieces):
                after = pieces[number + 1] if number + 1 < len(pieces) else None
                full = after is not None and piece.box.x1 + after.first > right
                yield Line(piece.text, place, page, number == 0, full)
        return
    rows = tuple(
        row_of([[piece.text for piece in cell] for cell in cells], place, n)
        for n, cells in enumerate(table_of(run, pitch), 1)
    )
    yield Line(rows[0].cells[0].text, place, page, gap, rows=rows)


def _full(strip: Strip, after: Strip | None, left: float, right: float) -> bool:
    """Whether the first word of the next line had no room: it decides whether a paragraph goes on."""
    box = strip.box
    more = (after.pieces[0].first if after else 0.25 * (right - left)) + 0.25 * box.height
    below = after.box if after else box
    centred = box.x0 > left + box.height and abs(box.middle[0] - below.middle[0]) < 2 and box.height == below.height
    if centred and box.x1 - box.x0 > 0.8 * (right - left):
        return True
    return box.x1 + more > right - 1 or box.x1 - box.x0 + more > right - left - 1


def _notes(pictures: Sequence[int], path: str) -> Iterator[Finding]:
    """What to say of pages that are pictures in a PDF that holds text elsewhere."""
    for number in pictures:
        told = f"la page {number} est une image : son texte n'est pas lu"
        yield problem("LEC204", told, OCR, Place(path, page=number))
