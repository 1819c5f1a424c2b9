"""A table of an annexe as facts: who pays which share, the lines of a cost, the payments; else it stays as it stands.

What the entry leaves out is worked out: the fewest figures are stated from which all that is printed follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..claims.tables import Column, Line, Rank, Sort, Table, table_of
from ..facts import Basis, Tax
from ..frozen import frozen
from ..law.vat import known, rates
from ..model.accounts import Price, settle
from ..model.funding import Cout, Financement, Part, Vat
from ..part import Part as Document
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import rounded
from ..values.money import Amount
from ..values.percent import Percent
from ..values.periods import Period
from ..values.text import comparable, unaccented

_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_WHEN = pattern(
    rf"\W*(?:\d{{1,2}}(?:er)?\s\w+\s\d{{4}}|\d\d/\d\d/\d{{4}}|(?:en |fin |debut )?(?:{_MONTHS})\b"
    r"|(?:a|au|a la|a l'|aux|des)\s|solde|acompte|avance|(?:\w+ )?(?:versement|echeance)\b)"
)
_SHARED = pattern(
    r"financeur|partenaire|territoire|commune|collectivite|membre|participant|contributeur|co-?contractant|adherent"
)
_LISTED = pattern(r"prestation|poste|designation|libelle|nature|depense|objet|fourniture|lot")
_YEARLY = pattern(r"\bannuel|\bpar an\b|/\s?an\b")
CLOSE = Fraction(1, 100)
MOST = 40  # lines
HELD = Fraction(3, 4)  # of what is printed follows from the facts: what does not stays as it was printed


@frozen
class Plan:
    """A table of money: what its lines are, its columns as an entry names them, its lines and its total."""

    table: Table
    kind: str  # « repartition », « lignes », « echeances »
    columns: tuple[tuple[Column, str], ...]
    lines: tuple[Line, ...]
    total: Line | None
    yearly: bool

    def amount(self, line: Line, name: str) -> Amount | None:
        """The figure of a line in the column of that name."""
        for column, own in self.columns:
            figure = line.claims[column.index] if own == name else None
            if figure is not None and figure.unit != "%":
                return Amount(rounded(figure.value))
        return None

    def stated(self, line: Line | None) -> tuple[str, Amount] | None:
        """The first figure of a line that an entry states: the others follow from it."""
        found = ((name, self.amount(line, name)) for name in ("ht", "ttc", "montant")) if line else ()
        return next(((name, amount) for name, amount in found if amount is not None), None)

    def taxes(self, lines: Iterable[Line]) -> list[tuple[Amount, Amount]]:
        """The amounts without tax and with it, where lines have both."""
        both = ((self.amount(line, "ht"), self.amount(line, "ttc")) for line in lines)
        return [(ht, ttc) for ht, ttc in both if ht and ttc]

    def cell(self, line: Line | None) -> Passage | None:
        """The first figure of a line, where it stands."""
        return next((figure.said for figure in line.claims if figure is not None), None) if line else None

    def faced(self, line: Line, price: Price | None) -> Iterator[tuple[str, Passage, Amount, Amount | None]]:
        """The amounts that a line prints, by the name of their column, where, and what the accounts make of them."""
        for column, name in self.columns:
            figure, amount = line.claims[column.index], self.amount(line, name)
            if figure is not None and amount is not None and name != "taux":
                own = "ht" if name == "montant" else name
                yield name, figure.said, amount, getattr(price, own) if price else None

    def paid(self, line: Line) -> Amount | None:
        """What a line pays, as an entry states it: without tax, or where there is none."""
        return self.amount(line, "ht") or self.amount(line, "montant")


def plan_of(part: Document, block: int, bodies: Sequence[str], titles: str) -> Plan | None:
    """What a table of an annexe is; None where it is none of these. `bodies` are the names of the parties, of ours."""
    table = table_of(part, block)
    if table is None or len(table.lines) > MOST:
        return None
    columns = tuple(_columns(table))
    lines = tuple(line for line in table.lines if line.rank is Rank.LIGNE)
    totals = [line for line in table.lines if line.rank is Rank.TOTAL]
    first, last = table.lines[:1], table.lines[-1:]
    whole = lines and len(lines) + len(totals) == len(table.lines) and (not totals or totals[0] in (*first, *last))
    told = columns and len(columns) == len(table.columns) - 1 and table.columns[0].sort is Sort.APART
    if not whole or not told or len(totals) > 1:
        return None
    kind = _kind(table, columns, lines, bodies)
    said = unaccented(f"{titles} {totals[0].label if totals else ''}")
    yearly = any(column.basis is Basis.AN for column, _ in columns) or _YEARLY.search(said) is not None
    return Plan(table, kind, columns, lines, totals[0] if totals else None, yearly) if kind else None


def _columns(table: Table) -> Sequence[tuple[Column, str]]:
    """The columns of money, each as an entry calls it; none where one of them is something else."""
    found: dict[str, Column] = {}
    alone = sum(column.sort is Sort.EUROS for column in table.columns) == 1
    for column in table.columns[1:]:
        name = "taux" if column.sort is Sort.PERCENT and re.search(r"taux|tva", column.key) else ""
        if column.sort is Sort.EUROS:
            bare = "tva" if re.search(r"\btva\b|\btaxe", column.key) else "montant" if alone else ""
            name = column.tax.value.lower() if column.tax is not None else bare
        if not name or name in found:
            return ()
        found[name] = column
    return [(column, name) for name, column in found.items()]


def _kind(table: Table, columns: Sequence[tuple[Column, str]], lines: Sequence[Line], bodies: Sequence[str]) -> str:
    head = table.columns[0].key
    if any(name == "taux" for _, name in columns):
        return "lignes"
    if "echeance" in head or all(_WHEN.match(line.key) for line in lines):
        return "echeances"
    known = [comparable(one) for one in bodies]
    named = any(one in comparable(line.label) for line in lines for one in known)
    if len(lines) > 1 and (named or _SHARED.search(head)):
        return "repartition"
    return "lignes" if _LISTED.search(head) and len(lines) > 1 else ""


def rate_of(pairs: Sequence[tuple[Amount, Amount]], on: Any) -> Decimal | None:
    """The rate that makes most amounts with tax of those without."""
    on_them = (known(Fraction(ht.valeur), Fraction(ttc.valeur), CLOSE, rates(on)) for ht, ttc in pairs)
    votes = Counter(rate for each in on_them for rate in each)
    best = max(votes, key=lambda rate: votes[rate], default=None)
    return best if best is not None and votes[best] * 2 > len(pairs) else None


@dataclass(slots=True)
class Shares:
    """The search for the fewest figures from which a table of shares follows."""

    plan: Plan
    labels: Mapping[str, str]  # by the label of the line
    tva: Vat | None
    period: Period | None
    stated: Mapping[str, Percent] = field(default_factory=dict)  # shares that sentences state, by label

    def found(self) -> tuple[dict[str, Part], tuple[str, Amount]] | None:
        """Which lines have a figure of their own; None where what is printed does not follow from any."""
        cost = self.plan.stated(self.plan.total)
        if cost is None:
            return None
        best: tuple[Fraction, dict[str, Part]] | None = None
        for parts in self._tried():
            held = self._held(parts, Cout(**{cost[0]: cost[1]}))  # type: ignore[arg-type]
            if held == 1 or (best is None and self.stated and held >= HELD):
                return parts, cost  # what sentences state comes first: a figure that contradicts it is to be found
            if best is None or held > best[0]:
                best = held, parts
        return (best[1], cost) if best is not None and best[0] >= HELD else None

    def _tried(self) -> Iterator[dict[str, Part]]:
        """None stated; those that sentences state; one line; every one but the last; all of them."""
        free = {label: Part() for label in self.labels.values()}
        if self.stated:
            yield {**free, **{label: Part(part=share) for label, share in self.stated.items()}}
        yield free
        own = {}
        for line in self.plan.lines:
            ht = self.plan.amount(line, "ht")
            alone = self.plan.amount(line, "montant") if ht is None else None
            own[self.labels[line.label]] = Part(ht=ht, montant=alone)
        for label, part in own.items():
            yield {**free, label: part}
        labels = list(own)
        yield {label: part if label != labels[-1] else Part() for label, part in own.items()}
        yield own

    def _held(self, parts: Mapping[str, Part], cost: Cout) -> Fraction:
        """How much of what is printed follows."""
        yearly, whole = (cost, None) if self.plan.yearly else (None, cost)
        funding = Financement(tva=self.tva, repartition=parts, cout_annuel=yearly, cout_total=whole)
        if any(True for _ in funding.problems()):
            return Fraction(0)
        try:
            accounts = settle(funding, self.period)
        except ValueError:
            return Fraction(0)
        plan, whole_price = self.plan, accounts.cout_annuel if self.plan.yearly else accounts.cout_total
        prices = [(line, accounts.repartition.get(self.labels[line.label])) for line in plan.lines]
        faced = [(line, (one.annuel if plan.yearly else one.periode) if one else None) for line, one in prices]
        faced += [(plan.total, whole_price)] if plan.total is not None else []
        cells = [amount == made for line, price in faced for _, _, amount, made in plan.faced(line, price)]
        return Fraction(sum(cells), len(cells) or 1)


def taxed(plan: Plan) -> bool:
    """Whether the table tells amounts with tax from those without."""
    return any(column.tax is Tax.HT or column.tax is Tax.TTC for column, _ in plan.columns)
