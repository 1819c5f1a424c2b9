"""How the columns of a table go together: quantity, price and amount; parts and total of a line; two sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .arithmetic import CENT, total_of
from .figures import Figure
from .tables import Column, Line, Rank, Sort, Table

_COUNT = re.compile(r"\b(?:quantite|qte|nombre|nb)\b")
_PRICE = re.compile(r"unitaire|\b(?:cout|prix|tarif|taux) horaire|\bp\.?\s?u\b")


def priced_lines(table: Table) -> Iterator[tuple[Line, Figure, Figure, Figure]]:
    """Quantity, unit price, amount, where the headings say so and most lines agree with them."""
    counts = [column for column in table.columns if _COUNT.search(column.key)]
    prices = [column for column in table.columns if _PRICE.search(column.key)]
    if not counts and len(prices) == 1:  # « Repas par an », just before « Prix unitaire »
        counts = [c for c in table.columns if c.index == prices[0].index - 1 and c.sort is not Sort.PERCENT]
    if len(counts) != 1 or len(prices) != 1:
        return
    for amount in (c for c in table.columns if c.sort is Sort.EUROS and c.index > prices[0].index):
        if amount.tax is not None and "ttc" in amount.key and "ttc" not in prices[0].key:
            continue
        found = []
        for line in table.lines:
            one, two, three = (line.figures[column.index] for column in (counts[0], prices[0], amount))
            if line.rank is Rank.LIGNE and one and two and three:
                found.append((line, one, two, three))
        right = sum(abs(a.value * b.value - c.value) <= CENT for _, a, b, c in found)
        if (right * 2 >= len(found) and right) or len(found) == 1:  # alone, its headings say it
            yield from found
        return


def crossed(table: Table) -> Iterator[tuple[Column, Line, tuple[Figure, ...], Figure]]:
    """Lines whose last column of euros is the total of the others, as its heading says and most lines show."""
    columns = [column for column in table.columns if column.sort is Sort.EUROS]
    if len(columns) < 3 or not columns[-1].key.startswith(("total", "montant total", "ensemble", "cout total")):
        return
    *others, last = columns
    found = []
    for line in table.lines:
        parts = tuple(figure for column in others if (figure := line.figures[column.index]) is not None)
        printed = line.figures[last.index]
        if printed is not None and len(parts) > 1:
            found.append((last, line, parts, printed))
    right = sum(total_of(f.value for f in parts) == printed.value for _, _, parts, printed in found)
    if (right and right * 2 >= len(found)) or (len(found) == 1 and last.tax is None):
        yield from found


def sides(table: Table) -> Iterator[tuple[Figure, Figure]]:
    """The two totals: side by side under two headings, or one under the other in one column."""
    spent = [c for c in table.columns if c.sort is Sort.EUROS and _side(table, c) == "depenses"]
    got = [c for c in table.columns if c.sort is Sort.EUROS and _side(table, c) == "recettes"]
    if len(spent) == len(got) == 1:
        one, other = table.total(spent[0]), table.total(got[0])
        if one and other and one[0] is other[0]:
            yield one[1], other[1]
    for column in table.columns if not (spent and got) else ():
        named = {
            word: [f for line, f in table.figures(column) if line.rank is Rank.TOTAL and word in line.key]
            for word in ("depenses", "recettes")
        }
        if column.sort is Sort.EUROS and len(named["depenses"]) == len(named["recettes"]) == 1:
            yield named["depenses"][0], named["recettes"][0]


def _side(table: Table, column: Column) -> str:
    """Which side a column is on: its heading says so, or that of the labels before it."""
    for index in range(column.index, -1, -1):
        key = table.columns[index].key
        for word, names in (
            ("depenses", ("depense", "charge", "emploi")),
            ("recettes", ("recette", "produit", "ressource", "financement")),
        ):
            if any(name in key for name in names):
                return word
    return ""
