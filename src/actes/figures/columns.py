"""Along a column of a table: lines and their totals, parts of a hundred, two sides that balance, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, takewhile

from ..claims import Claim
from ..claims.claim import bare
from ..claims.tables import Column, Line, Rank, Sort, Table
from ..facts.flat import folded
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import summed
from ..text.tokens import PERCENT
from ..values.accident import near
from .relation import HOURS, HUNDRED, Kind, Relation, added, balanced, total
from .wholes import whole

Cell = tuple[Line, Claim]
NEAR = Fraction(20)  # percent: 80 % and less is what others give, one's own share left out
_RATE = pattern(r"(?<![0-9,.])([0-9]{1,3}(?:[.,][0-9]{1,3})?)\s?%")
_TAX = pattern(r"(?:taxe|cotisation) (?:d|fonci)|foncier (?:non )?bati|habitation\b")
_EACH = ("taux", "quotite")  # of its own line: « Quotité : 40 % », of the time of one agent
_FROM_TO = pattern(r"\b[0-9]{1,2}(?:er?|eme)? (?:a|au|et) [0-9]{1,2}(?:e|eme)\b")
_SIDES = (("depense", "charge", "emploi"), ("recette", "produit", "ressource", "financement"))
TOTALS = (Rank.TOTAL, Rank.SOUS_TOTAL)


def totals(table: Table) -> Iterator[Relation]:
    """Every total, as the sum of the lines that make it; of those that should, where none do."""
    for column in table.columns if any(line.rank in TOTALS for line in table.lines) else ():
        found = table.cells(column) if column.sort is not Sort.APART else []
        indexes = [n for n, (line, _) in enumerate(found) if line.rank in TOTALS]
        for index in indexes:
            if _of_blanks(table, column, found, index) or _faced(found[index][0], column):
                continue
            said = _ONLY.match(found[index][0].key) or index or found[index][0].head
            one = _in_its_unit(found, index, column.sort) or closing(found, index, column.sort)
            unread = _unread(table, column)
            if one is None or not (one.holds or not unread or near(one.result.value, one.made)):
                continue
            if one.holds or not (_partly(table, column) or not said):
                yield replace(one, kind=Kind.COLUMN, sure=one.sure and not unread)


def _in_its_unit(found: Sequence[Cell], index: int, sort: Sort) -> Relation | None:
    """« 2 811 abonnés », « 185 km », then two lines of m³ and their total: what those of its unit make, if it holds."""
    alike = [cell for cell in found if cell[1].unit == found[index][1].unit]
    made = closing(alike, alike.index(found[index]), sort) if len(alike) < len(found) else None
    return made if made and made.holds else None


def _faced(line: Line, column: Column) -> bool:
    """« Total HT | 1 150 000 € | Emprunt | 600 000 € »: the expenses are summed, and the receipts beside are not."""
    beside = folded(line.texts[column.index - 1]) if column.index else ""
    return _WORD.match(beside) is not None and "tota" not in beside


_WORD = pattern(r"[a-z']{4,}")


_ONLY = pattern(r"\W*tota(?:l|ux)\b(?! (?:d[eu]s?|des)\b| d')")  # « Nombre total d'élèves », above what else is counted


def _of_blanks(table: Table, column: Column, found: Sequence[Cell], index: int) -> bool:
    """« Total de l'autofinancement : 35 % », under the total of the grants and two lines that give no rate."""
    above = table.lines[: table.lines.index(found[index][0])]
    blank = above and above[-1].rank is Rank.LIGNE and above[-1].claims[column.index] is None
    return bool(blank) and index > 0 and found[index - 1][0].rank in TOTALS


def closing(found: Sequence[Cell], index: int, sort: Sort) -> Relation | None:
    """What a total closes: the lines that make it, else the nearest of those that should."""
    printed = found[index][1]
    alone = index in (0, len(found) - 1) and sum(line.rank in TOTALS for line, _ in found) == 1
    groups = [group for group in _groups(found, index) if group]
    ends = _ends(found, index) if found[index][0].rank is Rank.SOUS_TOTAL else ()
    held = next((group for group in (*groups, *ends) if _gap(group, printed) == 0), None)
    groups = [held] if held else [group for group in groups if len(group) > 1]
    if sort is Sort.PERCENT:
        groups = [group for group in groups if _gap(group, printed) <= _rounding(group, printed)][:1] or groups
    if not groups:
        return None
    likely = groups[:2] if alone else groups  # with and without « dont … », « solde »
    best = min(likely, key=lambda group: _gap(group, printed))
    close = _gap(best, printed) <= _rounding(best, printed)
    if sort is Sort.PERCENT and min(c.value for c in best) <= printed.value <= max(c.value for c in best):
        return None  # the rate of them all
    made = total(printed, best, sure=alone and sort is not Sort.NUMBER and not close)
    slack = _rounding(best, printed) if sort is Sort.PERCENT else Fraction(0)
    note = "écart d’arrondi possible : vérifiez chaque ligne" if close else ""
    return replace(made, words=added(best), slack=slack, note=note)


def _ends(found: Sequence[Cell], index: int) -> Iterator[list[Claim]]:
    """The last lines above a subtotal, two and more, down to the total before it: « Sous-total Commune »."""
    lines = [*takewhile(lambda cell: cell[0].rank not in TOTALS, reversed(found[:index]))]
    return ([claim for _, claim in lines[:n]] for n in range(2, len(lines)))


def _gap(group: Sequence[Claim], printed: Claim) -> Fraction:
    return abs(summed(one.value for one in group) - printed.value)


def _rounding(group: Sequence[Claim], printed: Claim) -> Fraction:
    """What the rounding of each line may change."""
    if printed.unit == HOURS:
        return Fraction(0)
    places = max(one.places for one in (*group, printed))
    unit = Fraction(1, 10**places if printed.unit == "%" else 100 if places else 1)
    return unit * (len(group) + 1) / 2


def _unread(table: Table, column: Column) -> bool:
    """Whether a line has figures in that column that could not be read as one number."""
    lines = [line for line in table.lines if line.rank is Rank.LIGNE and line.claims[column.index] is None]
    return any(char.isdigit() for line in lines for char in "".join(line.texts[column.index : column.index + 1]))


def _partly(table: Table, column: Column) -> bool:
    """« solde (30 % prévus) », « Région (70 %) »: a line whose share is not a number of the column.

    « 2e à 4e adjoints : 17,5 % » is of each of them.
    """
    if column.sort is Sort.PERCENT and any(_FROM_TO.search(line.key) for line in table.lines):
        return True
    lines = [line for line in table.lines if line.rank is Rank.LIGNE and line.claims[column.index] is None]
    return column.sort is Sort.PERCENT and any("%" in cell for line in lines for cell in line.texts)


def _groups(found: Sequence[Cell], index: int) -> Iterator[list[Claim]]:
    """What a total may be the sum of, the most natural first."""
    ranks = [line.rank for line, _ in found]
    is_total = [rank in TOTALS for rank in ranks]
    before = [n for n in range(index) if is_total[n]]
    after = [n for n in range(index + 1, len(found)) if is_total[n]]
    last, following = (before[-1] if before else -1), (after[0] if after else len(found))
    inside = range(last + 1, index)
    # « Total dépenses », a line of words, « Recettes »: what comes next is of another section
    ended = bool(inside) and index + 1 < len(found) and found[index + 1][0].row - found[index][0].row > 1
    after = [] if ended else after
    below = range(index + 1, index + 1 if ended else following)
    everything = [n for n in range(len(found)) if n != index and not is_total[n]]
    above = [n for n in everything if n < index]
    under = [n for n in everything if n > index and not ended]
    subtotals = [n for n in before if ranks[n] is Rank.SOUS_TOTAL]
    later = [n for n in after if ranks[n] is Rank.SOUS_TOTAL]
    choices = (
        [*inside], above, [*below], under, everything, before, subtotals, [*subtotals, *inside],
        later, [*subtotals, *later], [*before, *after], [*before[-1:], *inside],
    )  # fmt: skip
    for numbers in choices if not found[index][0].head else [[*below]]:
        plain = [n for n in numbers if ranks[n] is not Rank.DETAIL]
        so_far = accumulate(found[n][1].value for n in plain)
        lines = [n for n, one in zip(plain, so_far, strict=True) if 2 * found[n][1].value != one]  # no running total
        for kept in (plain, numbers, [n for n in plain if ranks[n] is not Rank.TAXE], lines):
            yield [found[n][1] for n in kept]


def rate_in(table: Table, words: str, start: int = 0) -> Claim | None:
    """The percentage that a heading or a label says; « TVA (5,5 % ; 10 %) » says that of each column."""
    rates, text = [*_RATE.finditer(words)], table.part.blocks[table.block].text
    at = text.find(words, start) if len(rates) == 1 else -1
    if at < 0:
        return None
    where = Passage(table.part, table.block, at + rates[0].start(), at + rates[0].end())
    written = rates[0][1].replace(",", ".")
    return bare(where, Fraction(written), "%", places=len(written.partition(".")[2]), sort=PERCENT)


def shares_of(table: Table) -> Iterator[Column]:
    """The columns of percentages that are shares, and no rates."""
    for column in table.columns:
        if column.sort is Sort.PERCENT and "tva" not in column.key:
            whole = any(claim.value == HUNDRED for line, claim in table.cells(column) if line.rank in TOTALS)
            rates = column.key.startswith(_EACH) or all(_TAX.match(line.key) for line in table.lines)
            if whole or not rates:  # « Taux »: of a financing, they make a hundred
                yield column


def hundreds(table: Table) -> Iterator[Relation]:
    """A column of shares that almost makes a hundred, in a table without a total."""
    for column in shares_of(table):
        parts = [claim for line, claim in table.cells(column) if line.rank in (Rank.LIGNE, Rank.DETAIL)]
        gap = abs(summed(claim.value for claim in parts) - HUNDRED)
        if len(parts) > 1 and gap < NEAR and not any(line.rank in TOTALS for line in table.lines):
            yield whole(parts, sure=False)


_DONE = pattern(r"\b(?:realisee?s?|executee?s?|titres? emis|mandats? emis)\b")  # not « restes à réaliser »


def sides(table: Table) -> Iterator[Relation]:
    """The two totals: side by side under two headings, or one under the other in one column."""
    euros = table.euros
    if any(_DONE.search(c.key) for c in euros) or any(_DONE.search(line.key) for line in table.lines):
        return  # of what was done in a year, which need not be equal
    spent, got = ([c for c in euros if _side(table, c) == side] for side in _SIDES)
    if len(spent) == len(got) == 1:
        one, other = table.total(spent[0]), table.total(got[0])
        if one and other and one[0] is other[0]:
            yield balanced(one[1], other[1])
    for column in euros if not (spent and got) else ():
        found = [(line, claim) for line, claim in table.cells(column) if line.rank is Rank.TOTAL]
        one_side, another = ([c for line, c in found if word in line.key] for word in ("depenses", "recettes"))
        if len(one_side) == len(another) == 1:
            yield balanced(one_side[0], another[0])


def _side(table: Table, column: Column) -> tuple[str, ...]:
    """Which side a column is on: its heading says so, or that of the labels before it."""
    keys = [table.columns[index].key for index in range(column.index, -1, -1)]
    return next((side for key in keys for side in _SIDES if any(name in key for name in side)), ())
