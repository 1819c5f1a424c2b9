"""A table that extraction has laid flat, a cell a line, put back: labels, then as many figures, again and again.

Only what is regular is put back: rows of one number of figures (two at least), labels of one number of lines, before
the first row as many headings as figures. Anything else stays lines.

>>> from .lines import lines_of
>>> text = "Loyer\\nZone 1\\nZone 2\\nMaisons\\n5,68 €\\n5,48 €\\nAppartements\\n6,41 €\\n6,40 €"
>>> first, table = gathered(list(lines_of(text, "a.txt")))
>>> first.text, [[cell.text for cell in row.cells] for row in table.rows]
('Loyer', [['', 'Zone 1', 'Zone 2'], ['Maisons', '5,68 €', '5,48 €'], ['Appartements', '6,41 €', '6,40 €']])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Literal, Span
from ..frozen import frozen
from ..pattern import pattern
from ..values.text import ends_sentence
from .lines import Line
from .openings import starts_block
from .texttables import row_of

VALUE = pattern(r"(?!(?:19|20)\d\d$)[-+]?\d[\d \u00a0\u202f.]*(?:,\d+)? ?(?:€|%|euros)?$")
AMOUNT = pattern(r"\d ?€")
LABEL = 60  # characters
MOST_ROWS = 200
FEW = 3  # rows of a label and one amount
WRAPPED = 3  # lines of a label


@frozen
class Group:
    """Lines of labels, then lines of figures."""

    labels: tuple[Line, ...]
    values: tuple[Line, ...]


def gathered(lines: Sequence[Line]) -> list[Line]:
    """The lines, where those of a table laid flat are one line with `rows`."""
    found: list[Line] = []
    groups = list(_groups(lines))
    index = 0
    while index < len(groups):
        length = _length(groups[index : index + MOST_ROWS])
        if length:
            found.extend(_table(groups[index : index + length]))
        else:
            found.extend([*groups[index].labels, *groups[index].values])
        index += length or 1
    return found


def _groups(lines: Sequence[Line]) -> Iterator[Group]:
    labels: list[Line] = []
    values: list[Line] = []
    for line in lines:
        if VALUE.match(line.text) and labels and not line.rows:
            values.append(line)
            continue
        if values or not _label(line):
            yield Group(tuple(labels), tuple(values))
            labels, values = [], []
        if _label(line):
            labels.append(line)
        else:
            yield Group((line,), ())
    yield Group(tuple(labels), tuple(values))


def _label(line: Line) -> bool:
    short = len(line.text) <= LABEL and not line.rows and not AMOUNT.search(line.text)
    return short and not ends_sentence(line.text) and not starts_block(line.text)


def _length(groups: Sequence[Group]) -> int:
    """How many of the first groups are the rows of one table; 0 when they are none."""
    if len(groups) < 2:
        return 0
    figures, wrapped = len(groups[0].values), len(groups[1].labels)
    if figures == 1:
        return _pairs(groups)
    if figures < 2 or not 0 < wrapped <= WRAPPED or len(groups[0].labels) not in _heads(groups[0], wrapped, figures):
        return 0
    length = 1
    while length < len(groups) and (len(groups[length].labels), len(groups[length].values)) == (wrapped, figures):
        length += 1
    return length if length > 1 else 0


def _pairs(groups: Sequence[Group]) -> int:
    """How many of the first groups are a label and its amount, one below the other; the first may have a heading."""
    length = 0
    for group in groups:
        money = len(group.values) == 1 and AMOUNT.search(group.values[0].text) is not None
        named = group.labels and VALUE.match(group.labels[-1].text) is None
        if not money or not named or len(group.labels) > (2 if length == 0 else 1):
            break
        length += 1
    return length if length >= FEW else 0


def _heads(group: Group, wrapped: int, figures: int) -> set[int]:
    """How many labels may stand before the first figures: its own, or its own after the headings and a title."""
    return {wrapped, *range(wrapped + figures, max(wrapped + figures, len(group.labels)) + 1)}


def _table(groups: Sequence[Group]) -> Iterator[Line]:
    wrapped, figures = len(groups[1].labels), len(groups[0].values)
    first = groups[0].labels
    headed = figures > 1 and len(first) >= wrapped + figures
    before, headings = (
        (first[: -wrapped - figures], first[-wrapped - figures : -wrapped]) if headed else (first[:-wrapped], ())
    )
    yield from before
    rows = [row_of([[], *([_words(heading)] for heading in headings)], 1, header=True)] if headed else []
    for group in groups:
        label = group.labels[-wrapped:]
        rows.append(row_of([[*map(_words, label)], *([_words(value)] for value in group.values)], len(rows) + 1))
    yield replace(headings[0] if headed else first[-wrapped], rows=tuple(rows))


def _words(line: Line) -> tuple[Span, ...]:
    return (Span(line.text, Literal(line.place), line.styles),)
