"""A table of an annexe as facts: who pays which share, the lines of a cost, the payments; else it stays as it stands.

What the entry leaves out is worked out: the fewest figures are stated from which all that is printed follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..claims.tables import Column, Line, Rank, Sort, Table, table_of
from ..facts import Basis, Tax
from ..frozen import frozen
from ..law.vat import known, rates
from ..model.accounts import Accounts, Price
from ..model.funding import Cout, Financement, Part, Vat
from ..model.settling import settle
from ..part import Part as Document
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

    def paid(self, line: Line) -> Amount | None:
        """What a line pays, as an entry states it: without tax, or where there is none."""
        return self.amount(line, "ht") or self.amount(line, "montant")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.columns)


def plan_of(part: Document, block: int, bodies: Sequence[str], titles: str) -> Plan | None:
    """What a table of an annexe is; None where it is none of these. `bodies` are the names of the parties, of ours."""
    table = table_of(part, block)
    if table is None or len(table.lines) > MOST:
        return None
    columns = tuple(_columns(table))
    lines = tuple(line for line in table.lines if line.rank is Rank.LIGNE)
    totals = [line for line in table.lines if line.rank is Rank.TOTAL]
    odd = len(lines) + len(totals) != len(table.lines) or len(totals) > 1
    if (
        odd
        or not lines
        or not columns
        or len(columns) != len(table.columns) - 1
        or table.columns[0].sort is not Sort.APART
    ):
        return None
    if totals and totals[0] not in (table.lines[0], table.lines[-1]):
        return None
    kind = _kind(table, columns, lines, bodies)
    said = unaccented(f"{titles} {totals[0].label if totals else ''}")
    yearly = any(column.basis is Basis.AN for column, _ in columns) or _YEARLY.search(said) is not None
    return Plan(table, kind, columns, lines, totals[0] if totals else None, yearly) if kind else None


def _columns(table: Table) -> Iterator[tuple[Column, str]]:
    """The columns of money, each as an entry calls it; nothing where one of them is something else."""
    found: list[tuple[Column, str]] = []
    money = [column for column in table.columns if column.sort is Sort.EUROS]
    for column in table.columns[1:]:
        if column.sort is Sort.PERCENT and re.search(r"taux|tva", column.key):
            name = "taux"
        elif column.sort is not Sort.EUROS:
            return
        elif column.tax is not None:
            name = column.tax.value.lower()
        else:
            name = "tva" if re.search(r"\btva\b|\btaxe", column.key) else "montant" if len(money) == 1 else ""
        if not name or name in [one for _, one in found]:
            return
        found.append((column, name))
    yield from found


def _kind(table: Table, columns: Sequence[tuple[Column, str]], lines: Sequence[Line], bodies: Sequence[str]) -> str:
    head = table.columns[0].key
    if any(name == "taux" for _, name in columns):
        return "lignes"
    if "echeance" in head or sum(_WHEN.match(line.key) is not None for line in lines) == len(lines):
        return "echeances"
    known = [comparable(one) for one in bodies]
    named = sum(any(one in comparable(line.label) for one in known) for line in lines)
    if len(lines) > 1 and (named or _SHARED.search(head)):
        return "repartition"
    return "lignes" if _LISTED.search(head) and len(lines) > 1 else ""


def rate_of(pairs: Sequence[tuple[Amount, Amount]], on: Any) -> Decimal | None:
    """The rate that makes most amounts with tax of those without."""
    votes: dict[Decimal, int] = {}
    for ht, ttc in pairs:
        for rate in known(Fraction(ht.valeur), Fraction(ttc.valeur), CLOSE, rates(on)):
            votes[rate] = votes.get(rate, 0) + 1
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

    def found(self) -> tuple[dict[str, Part], Cout] | None:
        """Which lines have a figure of their own; None where what is printed does not follow from any."""
        cost = self._cost()
        if cost is None:
            return None
        best: tuple[Fraction, dict[str, Part]] | None = None
        for parts in self._tried():
            held = self._held(parts, cost)
            if held == 1 or (best is None and self.stated and held >= HELD):
                return parts, cost  # what sentences state comes first: a figure that contradicts it is to be found
            if best is None or held > best[0]:
                best = held, parts
        return (best[1], cost) if best is not None and best[0] >= HELD else None

    def _cost(self) -> Cout | None:
        plan = self.plan
        if plan.total is None:
            return None
        ht, ttc, alone = (plan.amount(plan.total, name) for name in ("ht", "ttc", "montant"))
        if ht is not None:
            return Cout(ht=ht)
        if ttc is not None:
            return Cout(ttc=ttc)
        return Cout(montant=alone) if alone is not None else None

    def _tried(self) -> Iterator[dict[str, Part]]:
        """None stated; those that sentences state; one line; every one but the last; all of them."""
        free = {label: Part() for label in self.labels.values()}
        if self.stated:
            yield {**free, **{label: Part(part=share) for label, share in self.stated.items()}}
        yield free
        own = {self.labels[line.label]: self._part(line) for line in self.plan.lines}
        for label, part in own.items():
            yield {**free, label: part}
        labels = list(own)
        yield {label: part if label != labels[-1] else Part() for label, part in own.items()}
        yield own

    def _part(self, line: Line) -> Part:
        ht, alone = self.plan.amount(line, "ht"), self.plan.amount(line, "montant")
        return Part(ht=ht) if ht is not None else Part(montant=alone)

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
        cells = list(self.cells(accounts))
        return Fraction(sum(a == b for a, b in cells), len(cells) or 1)

    def cells(self, accounts: Accounts) -> Iterator[tuple[Amount, Amount | None]]:
        """What is printed, and what the accounts make of it."""
        plan = self.plan
        for line in plan.lines:
            share = accounts.repartition.get(self.labels[line.label])
            yield from self._prices(line, (share.annuel if plan.yearly else share.periode) if share else None)
        if plan.total is not None:
            yield from self._prices(plan.total, accounts.cout_annuel if plan.yearly else accounts.cout_total)

    def _prices(self, line: Line, price: Price | None) -> Iterator[tuple[Amount, Amount | None]]:
        for name in self.plan.names:
            printed = self.plan.amount(line, name)
            if printed is not None:
                yield printed, getattr(price, "ht" if name == "montant" else name, None) if price else None


def taxed(plan: Plan) -> bool:
    """Whether the table tells amounts with tax from those without."""
    return any(column.tax is Tax.HT or column.tax is Tax.TTC for column, _ in plan.columns)
