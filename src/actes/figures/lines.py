"""Along the lines of a table: what its columns are to each other, as headings say, or as all lines show but one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations, permutations
from math import prod

from ..claims import Claim
from ..claims.tables import Column, Line, Rank, Sort, Table
from ..facts import Tax
from ..pattern import pattern
from ..statements.arithmetic import shown, summed
from .relation import (
    CENT,
    HALF,
    HOURS,
    Kind,
    Relation,
    Values,
    added,
    kept_but_one,
    last_digit,
    loose,
    product,
    related,
    said,
    total,
)

Cells = tuple[Claim, ...]
FEW = 12  # columns: beyond, too many relations to try
TIMES = 60
ROUNDED = 20  # times what rounding allows, a figure is not what it is by chance
MOST = 6  # columns that a total adds up
FEWER = 4  # columns that a line may have besides the others
_COUNT = pattern(r"\b(?:quantite|qte|nombre|nb)\b")
_PRICE = pattern(r"unitaire|\b(?:cout|prix|tarif|taux) horaire|\bp\.?\s?u\b")
_TOTAL = pattern(r"\btota(?:l|le|ux)\b|\bgenerale\b|ensemble\b")
_CHANGED = pattern(r"\b(?:evolution|variation|hausse|augmentation|revalorisation|progression)\b")
_OF_ONE = pattern(r"%\s?d[ue]|\b(?:ecart|incidence|initial)\b")


def priced(table: Table) -> Iterator[Relation]:
    """Quantity, unit price, amount, where the headings say so and most lines agree with them."""
    counts = [column for column in table.columns if _COUNT.search(column.key)]
    prices = [column for column in table.columns if _PRICE.search(column.key)]
    if not counts and len(prices) == 1:  # « Repas par an », just before « Prix unitaire »
        counts = [c for c in table.columns if c.index == prices[0].index - 1 and c.sort is not Sort.PERCENT]
    if len(counts) != 1 or len(prices) != 1:
        return
    later = [c for c in table.euros if c.index > prices[0].index]
    taxed = "ttc" in prices[0].key
    amount = next((c for c in later if c.tax is not Tax.TTC or taxed or "ttc" not in c.key), None)
    rows = _rows(table, [counts[0], prices[0], amount], totals=False, nil=True) if amount else ()
    found = [_priced(*row) for _, row in rows if row[2].value != -row[0].value * row[1].value]  # taken away
    right = sum(one.gap <= CENT for one in found)
    if right * 2 >= len(found) or len(found) == 1:  # alone, its headings say it
        yield from found


def _priced(count: Claim, price: Claim, amount: Claim) -> Relation:
    made = product(amount, [count, price])
    near = made.gap <= abs(count.value) * (CENT if price.places else 1) / 2
    slack = (CENT if amount.places else 1) * HALF
    return replace(made, kind=Kind.PRICED, slack=slack, sure=not near)


def totalled(table: Table) -> Iterator[Relation]:
    """Lines whose last column is the total of the others, as its heading says and most lines show."""
    columns = _filled(table)
    euros = [column for column in columns if column.sort is Sort.EUROS]
    if len(euros) > 2 and _TOTAL.search(" ".join(euros[-1].key.split()[:2])):
        rows = [[line.claims[column.index] for column in euros] for line in table.lines]
        found = [_row([c for c in row if c]) for row in rows if row[-1] and sum(map(bool, row)) > 2]
        right = sum(one.gap == 0 for one in found)
        if (right and right * 2 >= len(found)) or (len(found) == 1 and euros[-1].tax is None):
            yield from found
            return
    for rank, last in enumerate(columns):
        for first in range(max(0, rank - MOST), rank - 2) if _TOTAL.search(last.key) else ():
            found = [_row(row) for _, row in _rows(table, columns[first : rank + 1], totals=False, nil=True)]
            yield from (replace(one, sure=False) for one in kept_but_one([found], least=2) if len(found) > 2)


_OUT_OF = pattern(r"\b(?:sur|/) ?(?P<most>[0-9]{1,3})\b|\b(?P<points>[0-9]{1,3}) (?:points?|pts?|%)")


def added_marks(table: Table) -> Iterator[Relation]:
    """« Prix (sur 60) », « Délai (sur 40) », « Note sur 100 »: the headings add up, so do the lines."""
    said = {c.index: int(m["most"] or m["points"]) for c in table.columns if (m := _OUT_OF.search(c.key))}
    for last in table.columns:
        before = [c for c in table.columns if c.index < last.index and c.index in said]
        if len(before) > 1 and said.get(last.index) == sum(said[c.index] for c in before):
            yield from (_row(row) for _, row in _rows(table, [*before, last], totals=False, nil=True))


def _row(row: Sequence[Claim]) -> Relation:
    made = total(row[-1], row[:-1])
    near = made.gap <= CENT * len(made.terms)
    return replace(made, kind=Kind.ROW, words=added(made.terms), sure=not near)


def alike(table: Table) -> Iterator[Relation]:
    """What all the lines keep but one; not what is made of one column, where another makes it of all the lines.

    Nor what is between the terms of a total that the line keeps: « 18, 11 et 7, soit 36 », where 11 and 7 make 18 too.
    """
    found = list(_alike(table))
    held = [(one.result.spot, one.terms) for one in found if one.holds]
    rows = [one.spots for one in (*added_marks(table), *totalled(table)) if one.holds]
    for one in found:
        made = (set(terms) & set(one.terms) for spot, terms in held if spot == one.result.spot)
        if one.holds or not (any(made) or any(one.spots < row for row in rows)):
            yield one


def _alike(table: Table) -> Iterator[Relation]:
    """What all the lines keep but one: two at least, three for what no heading says."""
    columns = _filled(table)
    if len(columns) > FEW or len(table.lines) < 2:
        return
    moved = set[int]()
    for group in zip(columns, columns[1:], columns[2:], columns[3:], strict=False):
        found = kept_but_one([[_moved(row) for _, row in _rows(table, group, totals=True, nil=True)]], least=3)
        if any(one.terms[2].value for one in found):
            moved.add(group[-1].index)
            yield from found
    for one, other, last in permutations([c for c in columns if not c.step], 3):
        if one.index < other.index and last.index not in moved:
            yield from _kept(table, (one, other, last), summed, "{0} + {1}", least=2, totals=True)
            yield from _kept(table, (one, other, last), _times, "{0} × {1}", least=2)
    # « Quantité », « Passages par an », « Prix unitaire », « Total annuel »
    for four in zip(columns, columns[1:], columns[2:], columns[3:], strict=False):
        yield from _kept(table, four, _times, "{0} × {1} × {2}", least=2)
    for change in (c for c in columns if _CHANGED.search(c.key)):
        before = [c for c in columns if c.index < change.index]
        after = [c for c in columns if c.index > change.index]
        if not after and len(before) > 1:  # « Tarif 2025 », « Tarif 2026 », « Évolution »
            before, after = before[:-1], before[-1:]
        if before and after:
            yield from _kept(table, (before[-1], change, after[0]), _change, "{0} + {1}", least=1, named=True)
    for one, last in permutations(columns, 2):
        yield from _of_two(table, one, last)
        yield from _marked(table, one, last)
    for column in (c for c in columns if c.sort in (Sort.PERCENT, Sort.APART) and _OF_ONE.search(c.key)):
        yield from _of_first(table, [c for c in columns if c.sort is Sort.EUROS and c.index < column.index], column)


def _moved(row: Cells) -> Relation:
    """« Avant », « Créations », « Suppressions », « Après »: what comes is added, what goes is taken away."""
    return replace(_last_of(row, 2), note="les autres lignes suivent ce calcul")


def _of_two(table: Table, one: Column, last: Column) -> Iterator[Relation]:
    """A column and another that is so much more, a part of the same whole, a multiple of it."""
    each = next((n for n in map(_plain, _TIMES_OF.findall(last.key)) if n > 1), Fraction(0))
    if each:  # « Prix au m² », « Concession simple (2,50 m²) », « Carte de 10 entrées »
        yield from _kept(table, (one, last), lambda v: v[0] * each, f"{{0}} × {shown(each)}", least=2, named=True)
    pairs = [row for _, row in _rows(table, (one, last), totals=True)]
    ratios = [b.value / a.value for a, b in pairs if a.value]
    same = len({a.unit for pair in pairs for a in pair} | {"%"}) == 2
    if same and not each and len(set(ratios)) < 3 and len({b.value for _, b in pairs}) > 2:
        times = max((r for r in ratios if r.denominator == 1 and 1 < r <= TIMES), key=ratios.count, default=None)
        if times:
            found = _kept(table, (one, last), lambda v: v[0] * times, f"{{0}} × {times}", least=3, totals=True)
            yield from (x for x in found if x.result.value != x.terms[0].value)  # one bears it all


_TIMES_OF = pattern(r"(?<![\w/,.°-])([0-9]{1,3}(?:,[0-9]{1,2})?)(?= [a-z]|\))(?! (?:a|et|ou|au) [0-9])")


def _plain(said: str) -> Fraction:
    return Fraction(said.replace(",", "."))


_MARK = pattern(r"/ ?[0-9]{1,3}\b|\bnote|\bpoints?\b")
NEARLY = Fraction(4, 5)


def _marked(table: Table, one: Column, last: Column) -> Iterator[Relation]:
    """« Prix », « Note sur 50 »: the mark of the best, times the lowest price, by each price, but for one line."""
    rows = (
        [row for _, row in _rows(table, (one, last), totals=False)]
        if _MARK.search(last.key) and not _MARK.search(one.key)
        else []
    )
    if len({a.value for a, _ in rows}) < len(rows) or len(rows) < 3:
        return
    best = min(rows, key=lambda row: row[0].value)
    found = [_by_lowest(price, mark, best) for price, mark in rows if (price, mark) != best]
    if any(x.holds and (x.made.denominator > 1) for x in found) and best[1].value == max(m.value for _, m in rows):
        yield from (x for x in kept_but_one([found]) if x.holds or NEARLY <= x.made / x.result.value <= 1 / NEARLY)


def _by_lowest(price: Claim, mark: Claim, best: Sequence[Claim]) -> Relation:
    words = f"{said(best[1])} × {said(best[0])} / {said(price)}"
    slack = Fraction(6, 10 ** (mark.places + 1))  # some cut what others round
    return related(Kind.LINE, mark, (price, *best), lambda v: v[2] * v[1] / v[0], words, slack, sure=False)


def _of_first(table: Table, columns: Sequence[Column], rate: Column) -> Iterator[Relation]:
    """« % du marché initial »: what each line, the total too, is of one of them, but for one line."""
    for column in columns:
        rows = [row for _, row in _rows(table, (column, rate), totals=True)]
        firsts = [line for line in table.lines if not line.claims[rate.index]]
        bases = [line.claims[column.index] for line in firsts]
        for base in (c for c in bases if c and c.value and len(rows) > 2):
            yield from kept_but_one([[_of_base(made, share, base) for made, share in rows]])


def _of_base(made: Claim, rate: Claim, base: Claim) -> Relation:
    """Of what it becomes, the rise."""
    more = made.value > base.value
    words = f"{said(made)} / {said(base)}{' − 1' if more else ''}"
    reckon: Callable[[Values], Fraction] = lambda v: (v[0] / v[1] - more) * 100  # noqa: E731
    return related(Kind.LINE, rate, (made, base), reckon, words, HALF * CENT, sure=False)


def _last_of(row: Sequence[Claim], plus: int) -> Relation:
    """The last is what the first `plus` make, without the others."""
    return replace(total(row[-1], row[:plus], row[plus:-1], sure=False), kind=Kind.LINE)


def _times(v: Values) -> Fraction:
    return prod(v, start=Fraction(1))


def _change(v: Values) -> Fraction:
    return v[0] * (1 + v[1] / 100)


Reckon = Callable[[Values], Fraction]


def _kept(
    table: Table, columns: Sequence[Column], reckon: Reckon, words: str, *,
    least: int, totals: bool = False, named: bool = False,
) -> Iterator[Relation]:  # fmt: skip
    """The lines, where one at most does not keep it. `named`: a heading says it: equal figures are no chance."""
    wrong, kept, found = 0, 0, []
    for line, row in _rows(table, columns, totals=totals and _all_or_none(table, columns)):
        if not _of_one_kind(row, reckon):
            return
        scale = 100 if reckon is _times and _percents(row) else 1
        result, made, slack = row[-1].value, reckon([c.value for c in row[:-1]]) / scale, _slack(row)
        if reckon is _times and len(row) == 3 and result == -made * scale:
            continue  # what is taken away
        gap = abs(made - result)
        if gap <= slack:
            exact = not gap or slack * ROUNDED < abs(result)  # « 1,49 » is 1, « 1,65 » is 2: chance
            kept += exact and (named or len({c.value for c in row}) == len(row))
        elif _excused(table, line, row, gap, slack, made):
            continue
        else:
            wrong += 1
        if wrong > 1:
            return
        found.append((row, scale, slack))
    note = f"les {kept} autres lignes suivent ce calcul"
    for row, scale, slack in found if kept >= least else ():
        said_so = words.format(*map(said, row))
        scaled = partial(_scaled, reckon, scale)
        yield related(Kind.LINE, row[-1], row[:-1], scaled, said_so, slack, sure=False, note=note)


def _all_or_none(table: Table, columns: Sequence[Column]) -> bool:
    """Whether no line lacks some of the columns: where one has no net, the total of the nets is of fewer lines."""
    lines = (line for line in table.lines if line.rank is not Rank.TOTAL)
    return all(len({line.claims[c.index] is None for c in columns}) == 1 for line in lines)


def _percents(row: Cells) -> int:
    """How many percentages are multiplied, that the result is not one of."""
    return sum(c.unit == "%" for c in row[:-1]) - (row[-1].unit == "%")


def _of_one_kind(row: Cells, reckon: Reckon) -> bool:
    """Whether numbers of these units are added, or multiplied: euros and percentages are not added."""
    percents = _percents(row)
    if not percents or reckon not in (summed, _times):
        return True
    return reckon is _times and len(row) <= 3 and percents == 1


def _scaled(reckon: Reckon, scale: int, v: Values) -> Fraction:
    return reckon(v) / scale


def _slack(row: Cells) -> Fraction:
    """What rounding allows: half a digit of the result, or what that of the terms makes of it."""
    bare = len(row) > 2 and not row[-1].unit and row[-1].places > 1  # a grid of numbers, each of which is rounded
    slack = Fraction(0) if row[-1].unit == HOURS else HALF * (1 + bare) * last_digit(row[-1])
    if len(row) == 2 and row[0].places and row[0].value:  # the tax of 9,17 € at 20 % is 1,83 €
        return max(slack, abs(row[1].value / row[0].value) * HALF * last_digit(row[0]))
    if len(row) == 3 and _percents(row) == 1:
        return max(slack, loose(*sorted(row[:2], key=lambda c: c.unit == "%")))
    return slack


def _excused(table: Table, line: Line, row: Cells, gap: Fraction, slack: Fraction, made: Fraction) -> bool:
    """Whether something else of the line tells why it does not keep what the others keep."""
    if _with_another(table, line, row, gap, slack) or _otherwise(table, line, row, made):
        return True
    spots = {claim.spot for claim in row}
    texts = [text for text, claim in zip(line.texts, line.claims, strict=False) if claim and claim.spot in spots]
    return any(text.endswith((")", "*")) for text in texts)  # « 50 000 € (plafond) »


def _with_another(table: Table, line: Line, row: Cells, gap: Fraction, slack: Fraction) -> bool:
    """Whether other columns of the line, empty or nil on the others, make up for what is missing."""
    known = {claim.spot for claim in row}
    columns = (column for column in table.columns if not column.ranks)
    others = [c.value for column in columns if (c := line.claims[column.index]) and c.spot not in known]
    return any(abs(abs(summed(some)) - gap) <= slack for size in range(1, FEWER) for some in combinations(others, size))


def _otherwise(table: Table, line: Line, row: Cells, made: Fraction) -> bool:
    """Whether a column, the same on all other lines, is not on this one: « 17 h 30 » for 35 h, « mi-temps »."""
    known = {claim.spot for claim in row}
    others = [one for one in table.lines if one.rank is Rank.LIGNE and one is not line]
    for rank, claim in enumerate(line.claims):
        texts = {one.texts[rank] if rank < len(one.texts) else "" for one in others}
        here = line.texts[rank] if rank < len(line.texts) else ""
        if len(others) < 2 or len(texts) > 1 or "" in texts or not here or here in texts:
            continue
        of_all = others[0].claims[rank]
        if claim is None or of_all is None:
            return claim is of_all and rank > 0
        if claim.spot not in known and of_all.value and made * claim.value / of_all.value == row[-1].value:
            return True
    return False


def _filled(table: Table) -> list[Column]:
    return [c for c in table.columns if not c.ranks and any(line.claims[c.index] for line in table.lines)]


def _rows(table: Table, columns: Sequence[Column], *, totals: bool, nil: bool = False) -> Iterator[tuple[Line, Cells]]:
    """The lines that have all these columns; a line of percentages in a column of euros is apart."""
    for line in table.lines:
        if line.rank is Rank.LIGNE or (totals and line.rank is Rank.TOTAL):
            found = [(c, line.claims[c.index]) for c in columns]
            fit = tuple(
                cell for c, cell in found
                if cell and (cell.value or nil) and (cell.unit != "%" or c.sort in (Sort.PERCENT, Sort.APART))
            )  # fmt: skip
            if len(fit) == len(columns):
                yield line, fit
