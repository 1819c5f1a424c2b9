"""Totals of tables and the lines that make them; which figure is at fault where others bear on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..values.kept import kept_on_it
from .arithmetic import CENT, cents, gap_shown, monthly, percent, shown, sum_shown, total_of
from .figures import Figure
from .tables import Column, Line, Rank, Sort, Table

Addend = tuple[Line, Figure]
Support = Callable[[Line, Figure], Iterator[Decimal]]
"""What other figures (a share, a price) say that a cell should be."""


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A total that its lines do not make. `culprit` is the line at fault and what it should be, where others say so."""

    table: Table
    column: Column
    line: Line
    printed: Figure
    addends: tuple[Addend, ...]
    computed: Decimal
    rounding: bool
    sure: bool
    culprit: tuple[Line, Figure, Decimal] | None

    @property
    def words(self) -> str:
        """« 11 827,75 + 10 × 1 173,00 = 23 557,75 ; le total imprimé est 23 655,50 (écart −97,75) »."""
        printed, terms = self.printed.value, [figure.value for _, figure in self.addends]
        if self.column.sort is Sort.PERCENT:
            made, said = (percent(Fraction(value) / 100) for value in (self.computed, printed))
            added = " + ".join(shown(value) for value in terms)
            return f"les parts font {made} ({added}) ; le total imprimé est {said}"
        return f"{sum_shown(terms)} ; le total imprimé est {cents(printed)} ({gap_shown(printed, self.computed)})"


@kept_on_it
def plain_sums(table: Table) -> tuple[Sum, ...]:
    """Every total that its lines as printed do not make."""
    return tuple(sums(table, {}, lambda _line, _figure: iter(())))


def sums(table: Table, corrected: Mapping[int, Decimal], support: Support) -> Iterator[Sum]:
    """Every total that nothing explains; `corrected` are the cells another finding corrects, by where they start."""
    for column in table.columns:
        if column.sort is Sort.APART:
            continue
        found = list(table.figures(column))
        totals = [n for n, (line, _) in enumerate(found) if line.rank in (Rank.TOTAL, Rank.SOUS_TOTAL)]
        for index in totals:
            yield from _sum(table, column, found, index, totals, corrected, support)


def _sum(
    table: Table,
    column: Column,
    found: Sequence[Addend],
    index: int,
    totals: Sequence[int],
    corrected: Mapping[int, Decimal],
    support: Support,
) -> Iterator[Sum]:
    line, printed = found[index]
    groups = [group for group in _groups(found, index) if group]
    if _explained(groups, found, printed, corrected):
        return
    groups = [group for group in groups if len(group) > 1]
    if not groups or (column.sort is Sort.PERCENT and any(_makes(g, printed, {}, exactly=False) for g in groups)):
        return
    alone = len(totals) == 1 and index in (0, len(found) - 1)
    likely = groups[:2] if alone else groups  # with and without « dont … », « solde »
    best = min(likely, key=lambda group: abs(printed.value - _total(group, {})))
    computed = _total(best, {})
    rounding = _makes(best, printed, {}, exactly=False)
    sure = alone and column.sort is not Sort.NUMBER and not _unread(table, column)
    culprit = _culprit(best, printed, computed, support)
    yield Sum(table, column, line, printed, tuple(best), computed, rounding, sure, culprit)


def _explained(
    groups: Sequence[Sequence[Addend]], found: Sequence[Addend], printed: Figure, corrected: Mapping[int, Decimal]
) -> bool:
    """Whether lines make the total as printed or as corrected; but for a rounding where a line of it is corrected."""
    if any(_makes(group, printed, values, exactly=True) for values in ({}, corrected) for group in groups):
        return True
    mended = bool(corrected.keys() & {figure.where.start for _, figure in found})
    return mended and any(_makes(group, printed, corrected, exactly=False) for group in groups)


def _unread(table: Table, column: Column) -> bool:
    """Whether a line has figures in that column that could not be read as one number."""
    lines = [line for line in table.lines if line.rank is Rank.LIGNE and line.figures[column.index] is None]
    return any(char.isdigit() for line in lines for char in _cell(line, column))


def _cell(line: Line, column: Column) -> str:
    return line.texts[column.index] if column.index < len(line.texts) else ""


def _total(group: Iterable[Addend], values: Mapping[int, Decimal]) -> Decimal:
    return total_of(values.get(figure.where.start, figure.value) for _, figure in group)


def _makes(group: Sequence[Addend], printed: Figure, values: Mapping[int, Decimal], *, exactly: bool) -> bool:
    """Whether lines make a total: to the last digit, or but for a rounding of each of them."""
    target = values.get(printed.where.start, printed.value)
    gap = abs(_total(group, values) - target)
    if exactly:
        return gap == 0
    unit = min(min(figure.unit for _, figure in group), printed.unit)
    unit = CENT if unit < 1 and not printed.percent else unit
    return gap <= unit * (len(group) + 1) / 2


def _groups(found: Sequence[Addend], index: int) -> Iterator[list[Addend]]:
    """What a total may be the sum of, the most natural first."""
    ranks = [line.rank for line, _ in found]
    is_total = [rank in (Rank.TOTAL, Rank.SOUS_TOTAL) for rank in ranks]
    before = [n for n in range(index) if is_total[n]]
    after = [n for n in range(index + 1, len(found)) if is_total[n]]
    last, following = (before[-1] if before else -1), (after[0] if after else len(found))
    inside = range(last + 1, index)
    below = range(index + 1, following)
    everything = [n for n in range(len(found)) if n != index and not is_total[n]]
    above = [n for n in everything if n < index]
    under = [n for n in everything if n > index]
    subtotals = [n for n in before if ranks[n] is Rank.SOUS_TOTAL]
    later = [n for n in after if ranks[n] is Rank.SOUS_TOTAL]
    choices = (
        [*inside], above, [*below], under, everything, before, subtotals, [*subtotals, *inside],
        later, [*subtotals, *later], [*before, *after], [*before[-1:], *inside],
    )  # fmt: skip
    for numbers in choices:
        plain = [n for n in numbers if ranks[n] is not Rank.DETAIL]
        for kept in (plain, numbers, [n for n in plain if ranks[n] is not Rank.TAXE]):
            yield [found[n] for n in kept]


def _culprit(
    group: Sequence[Addend], printed: Figure, computed: Decimal, support: Support
) -> tuple[Line, Figure, Decimal] | None:
    """The one line that is wrong: what it should be is said elsewhere, or it is twelve times a rounded twelfth."""
    gap = printed.value - computed
    wanted = [(line, figure, figure.value + gap) for line, figure in group]
    for line, figure, expected in wanted:
        if any(abs(said - expected) <= CENT for said in support(line, figure)):
            return line, figure, expected
    rounded_twelfths = [found for found in wanted if monthly(found[1].value, found[2]) is not None]
    if len(rounded_twelfths) == 1:
        return rounded_twelfths[0]
    common = Counter(figure.value for _, figure in group)
    odd = [found for found in wanted if common[found[1].value] == 1 and common[found[2]] > 1]
    return odd[0] if len(odd) == 1 else None
