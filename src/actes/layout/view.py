"""What a template sees of a document: French names, since an assistant meets them in Word, and prepared strings.

Tables of figures and signature blocks are Word tables in the template's styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from typing import Any

from markupsafe import Markup

from ..document import Block, Cell, Document, Kind, Row, Span
from ..frozen import frozen
from ..values.markup import quoteattr
from ..values.text import ends_sentence
from .runs import (
    BOLD_ONLY,
    CELL,
    CHARACTER,
    COLUMN_HEADING,
    SIGNATORY,
    SIGNATORY_NAME,
    SIGNATURES,
    TABLE,
    TOTAL,
    Sheet,
    plain,
    runs,
)

ALIGN = {"gauche": "", "droite": '<w:jc w:val="right"/>', "centre": '<w:jc w:val="center"/>'}
PADDING = 300  # twips, both sides of a cell
KEEP = "<w:keepNext/>"
BARE = '<w:tblLook w:val="0600" w:firstRow="0" w:noHBand="1" w:noVBand="1"/>'
FLUSH = '<w:ind w:left="0" w:firstLine="0"/>'  # what sets one signatory at the right leaves no room in a column
ABREAST = 3  # signatories side by side
BOUND_ROWS = 2  # a single row would look forgotten
FORMULA = 60  # characters of a formula that decides: a longer one is a sentence, whose letters are not spread

EMPTY = Markup("")


@frozen
class BlockView:
    """A block: `genre` says what it is, `texte` its runs, `marque` and `niveau` an item's marker and depth.

    Of an article, `tete` is the bold words at its head and `suite` what follows, for a template that has both.
    `signe`: the signatures stand above. `solidaire` is the last text or table before the signatures, which never stand
    alone on a page. `tableau` is the Word table of a table or of signatures. Where one person signs, `qualites` has the
    lines above the name and `nom` the name.
    """

    genre: str
    texte: Markup = EMPTY
    niveau: int = 1
    marque: str = ""
    solidaire: bool = False
    tableau: Markup = EMPTY
    seul: bool = False
    qualites: tuple[Markup, ...] = ()
    nom: Markup = EMPTY
    tete: Markup = EMPTY
    suite: Markup = EMPTY
    signe: bool = False


def view(document: Document, sheet: Sheet, draft: bool) -> Mapping[str, Any]:
    """The names that a template can use: `document`, `blocs`, `pied`, `projet`.

    Raises CannotGoOn when a text holds a control character.
    """
    blocks = document.blocks
    signed = next((n for n, block in enumerate(blocks) if block.kind is Kind.SIGNATURE), len(blocks))
    pairs = enumerate(zip(blocks, (*blocks[1:], None), strict=False))
    return {
        "document": {"nom": document.name, "titre": plain(document.title), "auteur": plain(document.author)},
        "blocs": tuple(block_view(block, sheet, then, n > signed) for n, (block, then) in pairs),
        "pied": runs(document.footer, sheet),
        "projet": draft,
    }


def block_view(block: Block, sheet: Sheet, then: Block | None = None, signe: bool = False) -> BlockView:
    """A block as a template sees it; `then` is the one that follows, `signe` whether the signatures stand above."""
    solidaire = then is not None and then.kind is Kind.LIEU_DATE
    genre, texte = block.kind.value, runs(block.spans, sheet, sheet.lead(block.kind))
    if block.kind is Kind.FORMULE and len(block.text) > FORMULA:
        genre = Kind.AUTORITE.value
    if block.kind is Kind.SIGNATURE:
        return _signature(block, sheet)
    if block.rows:
        return BlockView(genre, texte, solidaire=solidaire, tableau=table(block.rows, sheet, solidaire))
    tete, suite = _parted(block, sheet, then) if sheet.parted and block.kind is Kind.ARTICLE else (EMPTY, EMPTY)
    marque = plain(block.marker)
    return BlockView(genre, texte, block.level, marque, solidaire, tete=tete, suite=suite, signe=signe)


def _parted(block: Block, sheet: Sheet, then: Block | None) -> tuple[Markup, Markup]:
    """The bold words at the head of an article, with its title where it has one, and what follows."""
    head = tuple(takewhile(lambda span: span.styles == BOLD_ONLY, block.spans))
    titled = then is not None and then.kind is Kind.PARAGRAPHE and not ends_sentence(block.text)
    if titled or not head:
        head = block.spans
    rest = block.spans[len(head) :]
    first = tuple(span._replace(text=span.text.lstrip(" ")) for span in rest[:1])
    return runs(head, sheet, sheet.lead(block.kind)), runs((*first, *rest[1:]), sheet)


def _signature(block: Block, sheet: Sheet) -> BlockView:
    tableau = signature_table(block.rows, sheet)
    if any(len(row.cells) != 1 for row in block.rows):
        return BlockView(Kind.SIGNATURE.value, tableau=tableau)
    *before, name = [line for row in block.rows for line in row.cells[0].paragraphs] or [()]
    lines = tuple(runs(line, sheet) for line in before)
    return BlockView(Kind.SIGNATURE.value, tableau=tableau, seul=True, qualites=lines, nom=runs(name, sheet))


# tables


def table(rows: Sequence[Row], sheet: Sheet, bound: bool = False) -> Markup:
    """A table of figures: header rows marked and repeated on each page, rows never cut, totals in their style.

    `bound`: its last rows stand on the page of what follows, which is signed.
    """
    widths = column_widths(rows, sheet.width, sheet.character)
    last = len(rows) - BOUND_ROWS if bound else len(rows)
    body = "".join(_row(row, widths, sheet, bound=n >= last) for n, row in enumerate(rows))
    return Markup(f"<w:tbl>{_frame(sheet.id(TABLE), widths, _look(rows))}{body}</w:tbl>")


def signature_table(rows: Sequence[Row], sheet: Sheet) -> Markup:
    """Signatories side by side, room to sign above each name; a row never breaks over pages."""
    lines = list(signature_rows(rows))
    columns = max([1, *map(len, lines)])
    widths = _even(sheet.width, columns)
    body = "".join(_signatories(line, widths, sheet, last=line is lines[-1]) for line in lines)
    return Markup(f"<w:tbl>{_frame(sheet.id(SIGNATURES), widths, BARE)}{body}</w:tbl>")


def signature_rows(rows: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    """At most three signatories side by side, four by two; several rows stay as they are, for the order of words.

    >>> [len(line) for line in signature_rows([Row((Cell(()),) * 5)])]
    [3, 2]
    """
    if len(rows) != 1:
        yield from (row.cells for row in rows)
        return
    cells = rows[0].cells
    step = 2 if len(cells) == 4 else ABREAST
    for start in range(0, len(cells), step):
        yield cells[start : start + step]


def column_widths(rows: Sequence[Row], width: int, character: int = CHARACTER) -> tuple[int, ...]:
    """Widths in twips that add up to `width`: what the longest words need first, then what the lines would like.

    The last cell of a short row spans what is left: it asks for no width of its own.
    """
    columns = max([1, *(len(row.cells) for row in rows)])
    lines = [[cell for row in rows for cell in _alone(row, columns)[i : i + 1]] for i in range(columns)]
    words = (chain.from_iterable(c.text.replace("\xa0", "_").split() for c in cells) for cells in lines)
    need = [_longest(cells) * character + PADDING for cells in words]
    like = [_longest(line for c in cells for line in c.text.splitlines()) * character + PADDING for cells in lines]
    if sum(need) >= width:
        return _even(width, columns)
    wanted = [a - b for a, b in zip(like, need, strict=True)]
    spare = width - sum(need)
    if sum(wanted) <= spare:  # all fits: the widest column, of names or of objects, takes the rest
        rest = _widest(rows, columns)
        return tuple(w + (width - sum(like) if i == rest else 0) for i, w in enumerate(like))
    given = [n + spare * w // sum(wanted) for n, w in zip(need, wanted, strict=True)]
    return (given[0] + width - sum(given), *given[1:])


def _widest(rows: Sequence[Row], columns: int) -> int:
    """The first column of words about as long as the longest ones under the headings: half of them or more."""
    body = [_alone(row, columns) for row in rows if not row.header]
    under = ([cell.text for cells in body for cell in cells[i : i + 1]] for i in range(columns))
    long = [_longest(line for text in texts for line in text.splitlines()) for texts in under]
    return next(rank for rank, length in enumerate(long) if 2 * length >= max(long))


def _alone(row: Row, columns: int) -> tuple[Cell, ...]:
    """The cells that stand in one column."""
    return row.cells if len(row.cells) == columns else row.cells[:-1]


def _longest(texts: Iterable[str]) -> int:
    return max((len(text) for text in texts), default=0)


def _even(width: int, columns: int) -> tuple[int, ...]:
    each = width // columns
    return (width - each * (columns - 1), *(each,) * (columns - 1))


def _frame(style: str, widths: Sequence[int], look: str) -> str:
    named = f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tblPr>{named}{size}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"


def _look(rows: Sequence[Row]) -> str:
    """What of a table has a look of its own, where its style has one: its headings, its first column, its total.

    >>> _look(())
    '<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
    """
    head, total = int(any(row.header for row in rows[:1])), int(any(row.total for row in rows[-1:]))
    sides = f'w:firstRow="{head}" w:lastRow="{total}" w:firstColumn="1"'
    return f'<w:tblLook w:val="{0x0680 + 0x20 * head + 0x40 * total:04X}" {sides} w:noHBand="1" w:noVBand="1"/>'


def _row(row: Row, widths: Sequence[int], sheet: Sheet, *, bound: bool) -> str:
    style = sheet.id(COLUMN_HEADING if row.header else TOTAL if row.total else CELL)
    marks = "<w:cantSplit/><w:tblHeader/>" if row.header else "<w:cantSplit/>"
    opens = len(row.cells) == 1 < len(widths)  # the heading of the rows that follow
    keep = KEEP if row.header or opens or bound else ""

    def lines(cell: Cell) -> str:
        align = ALIGN.get(cell.align, "")
        return "".join(_paragraph(line, style, keep, align, sheet) for line in cell.paragraphs or ((),))

    cells = "".join(_cell(lines(cell), width, span) for cell, width, span in _spread(row.cells, widths))
    return f"<w:tr><w:trPr>{marks}</w:trPr>{cells}</w:tr>"


def _signatories(cells: Sequence[Cell], widths: Sequence[int], sheet: Sheet, *, last: bool) -> str:
    alone, spread = len(widths) == 1, _spread(cells, widths)
    body = "".join(_cell(_signatory(cell, sheet, last=last, alone=alone), w, span) for cell, w, span in spread)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr>"


def _signatory(cell: Cell, sheet: Sheet, *, last: bool, alone: bool) -> str:
    """Lines that stay together; the last of several, and of the last row, is the name, under room to sign."""
    lines, align = cell.paragraphs or ((),), ("" if alone else FLUSH) + ALIGN.get(cell.align, "")
    named = last or len(lines) > 1
    before, name = (lines[:-1], lines[-1:]) if named else (lines, ())
    kept = (_paragraph(line, sheet.id(SIGNATORY), KEEP, align, sheet) for line in before)
    return "".join((*kept, *(_paragraph(line, sheet.id(SIGNATORY_NAME), "", align, sheet) for line in name)))


def _spread(cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[tuple[Cell, int, int]]:
    """Each cell with its width and the columns it spans: a short row's last cell takes what is left."""
    for index, cell in enumerate(cells or (Cell(()),)):
        span = len(widths) - index if index == max(len(cells), 1) - 1 else 1
        yield cell, sum(widths[index : index + span]), span


def _cell(content: str, width: int, span: int) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}</w:tcPr>{content}</w:tc>'


def _paragraph(spans: Iterable[Span], style: str, keep: str, align: str, sheet: Sheet) -> str:
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return f"<w:p><w:pPr>{named}{keep}{align}</w:pPr>{runs(spans, sheet)}</w:p>"
