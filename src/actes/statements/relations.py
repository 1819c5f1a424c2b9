"""What the columns of a table are to each other: a relation that every line keeps but one shows the wrong figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from ..values.kept import kept_on_it
from .arithmetic import misprint, rounded, shown
from .figures import Figure
from .tables import Column, Line, Rank, Sort, Table

FEW = 12  # columns: beyond, too many relations to try
TIMES = 60
MOST = 6  # columns that a total adds up
_TOTAL = re.compile(r"\btota(?:l|le|ux)\b|\bg[ée]n[ée]rale\b")


@dataclass(frozen=True, slots=True, eq=False)
class Break:
    """A line that does not keep what the others do: its figures and what each should be, the others being right."""

    line: Line
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    meant: tuple[Fraction, ...]
    words: tuple[str, ...]
    kept: int


Values = Sequence[Fraction]


@dataclass(frozen=True, slots=True)
class Relation:
    """How each of the columns is reckoned from the others, and how that is written."""

    reckon: Callable[[Values], tuple[Fraction, ...]]
    words: tuple[str, ...]


SUM = Relation(lambda v: (v[2] - v[1], v[2] - v[0], v[0] + v[1]), ("{2} − {1}", "{2} − {0}", "{0} + {1}"))
PRODUCT = Relation(lambda v: (v[2] / v[1], v[2] / v[0], v[0] * v[1]), ("{2} / {1}", "{2} / {0}", "{0} × {1}"))

CHANGE = Relation(
    lambda v: (v[2] / (1 + v[1]), v[2] / v[0] - 1, v[0] * (1 + v[1])), ("{2} / (1 + {1})", "{2} / {0} − 1", "{0} + {1}")
)
_CHANGED = re.compile(r"\b(?:evolution|variation|hausse|augmentation|revalorisation|progression)\b")


def shifted(by: Fraction) -> Relation:
    """The last column is the first and so much: a rate, its margin over another one that all the lines share."""
    sign = "+" if by > 0 else "−"
    said = f"{sign} {shown(abs(by) * 100)} %"
    return Relation(lambda v: (v[1] - by, v[0] + by), (f"{{1}} {'−' if by > 0 else '+'} {said[2:]}", f"{{0}} {said}"))


def several(count: int) -> Relation:
    """The last column is the sum of so many before it: three marks and the total."""
    places = range(count)

    def reckon(v: Values) -> tuple[Fraction, ...]:
        whole = sum(v[:count], Fraction(0))
        return (*(v[count] - (whole - v[n]) for n in places), whole)

    each = [f"{{{n}}}" for n in places]
    rest = [" − ".join([f"{{{count}}}", *(one for one in each if one != each[n])]) for n in places]
    return Relation(reckon, (*rest, " + ".join(each)))


def multiple(times: int) -> Relation:
    """The last column is so many times the first."""
    return Relation(lambda v: (v[1] / times, v[0] * times), (f"{{1}} / {times}", f"{{0}} × {times}"))


def rest(whole: Fraction) -> Relation:
    """Two columns share one amount, the same on all the lines: what one pays the other does not."""
    return Relation(lambda v: (whole - v[1], whole - v[0]), (f"{shown(whole)} − {{1}}", f"{shown(whole)} − {{0}}"))


@kept_on_it
def breaks(table: Table) -> tuple[Break, ...]:
    """The one line of each relation that all the others keep, two at least, three for a multiple."""
    return tuple(_breaks(table))


def _breaks(table: Table) -> Iterator[Break]:
    columns = [c for c in table.columns if any(line.figures[c.index] for line in table.lines)]
    if len(columns) > FEW:
        return
    for one, other, last in permutations(columns, 3):
        if one.index < other.index:
            yield from _broken(table, (one, other, last), SUM, totals=True, least=2)
            yield from _broken(table, (one, other, last), PRODUCT, totals=False, least=2)
    for change in (c for c in columns if _CHANGED.search(c.key)):
        before = [c for c in columns if c.index < change.index and c is not change]
        after = [c for c in columns if c.index > change.index]
        if before and after:
            yield from _broken(table, (before[-1], change, after[0]), CHANGE, totals=False, least=1, named=True)
    for one, last in permutations([c for c in columns if c.sort is Sort.PERCENT], 2):
        if one.index < last.index and (by := _shift(table, one, last)) is not None:
            yield from _broken(table, (one, last), shifted(by), totals=False, least=3, named=True)
    for group in _totalled(table, columns):
        yield from _broken(table, group, several(len(group) - 1), totals=False, least=2, named=True)
    yield from _of_first(table, columns)
    for one, last in permutations([c for c in columns if all(f.euros for _, f in table.figures(c))], 2):
        if one.index < last.index and (whole := _shared(table, one, last)) is not None:
            yield from _broken(table, (one, last), rest(whole), totals=False, least=3, named=True)
    for one, last in permutations(columns, 2):
        if (times := _times(table, one, last)) is not None:
            yield from _broken(table, (one, last), multiple(times), totals=True, least=3)


def _of_first(table: Table, columns: Sequence[Column]) -> Iterator[Break]:
    """« % du marché initial »: what each line, the total too, is of one of them, but for one line."""
    for share in (c for c in columns if c.sort is Sort.PERCENT and _OF_ONE.search(c.key)):
        for column in (c for c in columns if c.sort is Sort.EUROS and c.index < share.index):
            rows = list(_rows(table, (column, share), totals=True))
            first = [line.figures[column.index] for line in table.lines if not line.figures[share.index]]
            for base in (Fraction(f.value) for f in first if f and f.value and len(rows) > 2):
                made_of = [
                    Fraction(a.value) / base - (a.value > base) for _, (a, _) in rows
                ]  # of what it becomes, the rise
                values = list(zip(made_of, (Fraction(b.value) / 100 for _, (_, b) in rows), strict=True))
                wrong = [n for n, (made, said) in enumerate(values) if abs(made - said) > Fraction(1, 20_000)]
                if len(wrong) == 1:
                    line, figures = rows[wrong[0]]
                    made, said = values[wrong[0]]
                    words = (
                        f"{shown(figures[1].value)} % de {shown(base)}",
                        f"{shown(figures[0].value)} / {shown(base)}",
                    )
                    yield Break(
                        line,
                        (column, share),
                        figures,
                        (base * (said + (made_of[wrong[0]] != Fraction(figures[0].value) / base)), made * 100),
                        words,
                        len(rows) - 1,
                    )


_OF_ONE = re.compile(r"%\s?d[ue]")


def _totalled(table: Table, columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """The columns just before one that says it is a total, three or more, that add up on most lines."""
    for rank, last in enumerate(columns):
        if not _TOTAL.search(last.key):
            continue
        for first in range(max(0, rank - MOST), rank - 2):
            group = columns[first : rank + 1]
            rows = [[f.value for f in figures] for _, figures in _rows(table, group, totals=False)]
            if len(rows) > 2 and sum(sum(row[:-1]) == row[-1] for row in rows) >= len(rows) - 1:
                yield group


def slipped(table: Table) -> Iterator[tuple[Figure, Decimal]]:
    """The cells that one digit, or two turned round, put out of what all the other lines keep; what they should be."""
    for one in breaks(table):
        for figure, meant in zip(one.figures, one.meant, strict=True):
            if (meant * 100).denominator == 1 and misprint(figure.value, rounded(meant)):
                yield figure, rounded(meant)


def _rows(table: Table, columns: Sequence[Column], *, totals: bool) -> Iterator[tuple[Line, tuple[Figure, ...]]]:
    for line in table.lines:
        if line.rank is Rank.LIGNE or (totals and line.rank is Rank.TOTAL):
            cells = [(c, line.figures[c.index]) for c in columns]
            found = tuple(f for c, f in cells if f is not None and f.value and _of_column(f, c))
            if len(found) == len(columns):
                yield line, found


def _of_column(figure: Figure, column: Column) -> bool:
    """Whether a figure is what its column holds: a line of percentages in a column of euros is apart."""
    return not figure.percent or column.sort in (Sort.PERCENT, Sort.APART)


def _shift(table: Table, one: Column, last: Column) -> Fraction | None:
    """What most lines add to the former column to make the latter."""
    gaps = [Fraction(b.value - a.value) / 100 for _, (a, b) in _rows(table, (one, last), totals=False)]
    common = max(gaps, key=gaps.count, default=None)
    return common if common and gaps.count(common) == len(gaps) - 1 else None


def _shared(table: Table, one: Column, last: Column) -> Fraction | None:
    """What the two columns make together on all the lines but one."""
    rows = [pair for _, pair in _rows(table, (one, last), totals=False)]
    sums = [Fraction(a.value + b.value) for a, b in rows]
    common = max(sums, key=sums.count, default=None)
    varied = len({a.value for a, _ in rows}) > 2  # lines that are all the same share nothing
    return common if varied and common and sums.count(common) == len(sums) - 1 else None


def _times(table: Table, one: Column, last: Column) -> int | None:
    """The whole number by which most lines multiply the former to make the latter."""
    pairs = [(a, b) for _, (a, b) in _rows(table, (one, last), totals=True)]
    if any(a.euros is not b.euros or a.percent or b.percent for a, b in pairs):
        return None
    ratios = [Fraction(b.value) / Fraction(a.value) for a, b in pairs]
    whole = [r for r in ratios if r.denominator == 1 and 1 < r <= TIMES]
    common = max(whole, key=whole.count, default=None)
    if common is None or len(set(ratios)) > 2 or len({b.value for _, b in pairs}) < 3:
        return None
    return int(common)


def _broken(
    table: Table, columns: Sequence[Column], relation: Relation, *, totals: bool, least: int, named: bool = False
) -> Iterator[Break]:
    """`named`: a heading says what the last column is, so that equal figures are no coincidence."""
    wrong, kept = [], 0
    for line, figures in _rows(table, columns, totals=totals):
        values = [
            Fraction(figure.value) / _scale(figure, column) for figure, column in zip(figures, columns, strict=True)
        ]
        meant = relation.reckon(values)
        gap = abs(meant[-1] - values[-1]) * _scale(figures[-1], columns[-1])
        if gap > Fraction(figures[-1].unit) / 2 and not _rounded_part(figures, meant):
            if not _with_another(line, figures, gap):
                wrong.append((line, figures, meant))
        elif named or len(set(values)) == len(values):
            kept += 1
    if len(wrong) == 1 and kept >= least:
        line, figures, meant = wrong[0]
        scaled = tuple(m * _scale(f, c) for m, f, c in zip(meant, figures, columns, strict=True))
        said = [
            f"{shown(figure.value)}{' %' if _scale(figure, column) > 1 else ''}"
            for figure, column in zip(figures, columns, strict=True)
        ]
        words = tuple(form.format(*said) for form in relation.words)
        yield Break(line, tuple(columns), figures, scaled, words, kept)


def _with_another(line: Line, figures: Sequence[Figure], gap: Fraction) -> bool:
    """Whether another column of the line, empty or nil on the others, makes up for what is missing."""
    return any(f is not None and f not in figures and f.value == gap for f in line.figures)


def _rounded_part(figures: Sequence[Figure], meant: Values) -> bool:
    """Whether the former of two columns is the latter divided, to the cent: the tax of 9,17 € at 20 % is 1,83 €."""
    first = Fraction(figures[0].unit)
    return len(figures) == 2 and first < 1 and abs(meant[0] - Fraction(figures[0].value)) <= first / 2


def _scale(figure: Figure, column: Column) -> int:
    """A percentage counts for a hundredth."""
    return 100 if figure.percent or (column.sort is Sort.PERCENT and not figure.euros) else 1
