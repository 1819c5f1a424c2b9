"""Tables whose lines all keep a relation, but one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from ..context import Context
from ..finding import Severity
from ..outline.nature import Nature
from ..statements.arithmetic import CENT, cents, misprint, rounded, shown
from ..statements.crossings import RATES, culprits
from ..statements.figures import Figure
from ..statements.layouts import crossed, priced_lines
from ..statements.relations import Break, breaks
from ..statements.tables import Line, Sort, Table, tables
from ..statements.taxes import priced_in
from .rule import Report, Where, rule

BALANCE = re.compile(r"(?:resultat|solde|excedent|deficit|ecart|reste|difference|besoin|capacite)\b")


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A balance that would be right if it were `meant`; `words` are how it is reckoned, from the figures `used`."""

    said: Figure
    meant: Decimal
    words: str
    used: tuple[Figure, ...]


def balances(context: Context) -> Iterator[Slip]:
    """Every balance that one digit keeps from being what the lines above it make."""
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            if column.sort in (Sort.EUROS, Sort.NUMBER):
                yield from _in_column(list(table.figures(column)))


def _in_column(lines: Sequence[tuple[Line, Figure]]) -> Iterator[Slip]:
    if any(figure.value < 0 for _, figure in lines):
        return  # deficits: what is added and what is taken away is not said
    for index, (line, figure) in enumerate(lines):
        above = [other for _, other in lines[:index]]
        ways = [*_ways(above)] if BALANCE.match(line.key) else []
        if any(meant == figure.value for meant, _, _ in ways) or sum(f.value for f in above) == figure.value:
            continue
        near = [way for way in ways if misprint(figure.value, way[0])]
        if len({meant for meant, _, _ in near}) == 1:
            meant, words, used = near[0]
            yield Slip(figure, meant, words, used)


def _ways(above: Sequence[Figure]) -> Iterator[tuple[Decimal, str, tuple[Figure, ...]]]:
    for one, other in combinations(above, 2):
        high, low = (one, other) if one.value >= other.value else (other, one)
        yield high.value - low.value, f"{cents(high.value)} − {cents(low.value)}", (high, low)
        yield one.value + other.value, f"{cents(one.value)} + {cents(other.value)}", (one, other)


@rule("TAB105", "ligne-a-part", Severity.ALERTE)
def odd_lines(context: Context) -> Iterator[Report]:
    """Quand toutes les lignes d'un tableau suivent la même règle (une somme de deux colonnes, un produit, un multiple),
    celle qui ne la suit pas est à vérifier.

    Mauvais : base 2 150 000 €, taux 39,42 %, produit 847 350 €, les autres taxes étant justes
    Bon : base 2 150 000 €, taux 39,42 %, produit 847 530 €
    Source : usage
    """
    for table in tables(context):
        if table.part.nature is Nature.PIECE:
            continue
        known = culprits(context, table) | _told(context, table)
        rows: dict[int, list[Break]] = {}
        for found in breaks(table):
            rows.setdefault(found.line.row, []).append(found)
        for broken in rows.values():
            if not known & {figure.where.start for one in broken for figure in one.figures}:
                yield _report(broken)


def _told(context: Context, table: Table) -> set[int]:
    """What is said of the table already: products, totals of rows, rates of tax."""
    found = {amount.where.start for _, n, p, amount in priced_lines(table) if abs(n.value * p.value - amount.value) > 1}
    found |= {total.where.start for _, _, parts, total in crossed(table) if sum(f.value for f in parts) != total.value}
    for one in priced_in(context, table):
        whole = one.tva is None or abs(one.ht + one.tva - one.ttc) <= CENT
        if not whole or not any(abs(one.ht * (100 + rate) / 100 - one.ttc) <= CENT for rate in RATES):
            found |= {one.where.start, one.where_ht.start}
    return found


def _report(broken: Sequence[Break]) -> Report:
    """All that a line breaks is one finding, at the figure that a slip explains, else where all of it meets."""
    tried = [(one, n) for one in broken for n in range(len(one.figures) - 1, -1, -1)]
    common = set.intersection(*({f.where.start for f in one.figures} for one in broken))
    likely = [(one, n) for one, n in tried if one.figures[n].where.start in common] or tried
    best, index = next(((one, n) for one, n in likely if _slip(one, n)), likely[0])
    figure = best.figures[index]
    meant, said = _written(figure, best.meant[index]), _written(figure, Fraction(figure.value))
    others = f"les {best.kept} autres lignes suivent ce calcul"
    message = f"« {best.line.label} » : {best.words[index]} = {meant}, et non {said} ; {others}"
    related: tuple[tuple[Where, str], ...] = tuple(
        (one.where, f"« {column.heading} »")
        for one, column in zip(best.figures, best.columns, strict=True)
        if one is not figure
    )
    hint = f"écrivez {meant}, ou corrigez l’une des autres cases"
    cause = _slip(best, index)
    return Report(figure.where, message + (f" ; {cause}" if cause else ""), hint, said, meant, related)


def _written(figure: Figure, value: Fraction) -> str:
    """As the cell writes it: « 4 h 30 », « 39,42 % », « 11,25 »."""
    if re.search(r"[0-9]\s?h", figure.where.text):
        return f"{int(value)} h {round(value % 1 * 60):02d}"
    return shown(rounded(value)) + (" %" if figure.percent else "")


def _slip(one: Break, index: int) -> str:
    meant = one.meant[index]
    return misprint(one.figures[index].value, rounded(meant)) if (meant * 100).denominator == 1 else ""


@rule("TAB106", "solde-du-tableau", Severity.ALERTE)
def wrong_balances(context: Context) -> Iterator[Report]:
    """Un résultat, un solde, un reste à charge est ce que deux lignes au-dessus de lui laissent ou font ensemble.

    Mauvais : recettes 2 345 678,90 €, dépenses 2 101 234,56 €, résultat 244 344,44 €
    Bon : recettes 2 345 678,90 €, dépenses 2 101 234,56 €, résultat 244 444,34 €
    Source : usage
    """
    for slip in balances(context):
        where, meant = slip.said.where, shown(slip.meant)
        related: tuple[tuple[Where, str], ...] = tuple((f.where, f"« {f.where.text} »") for f in slip.used)
        message = f"{slip.words} = {meant}, et non {shown(slip.said.value)}"
        yield Report(
            where,
            message,
            f"écrivez {meant}, ou corrigez l’une des autres lignes",
            shown(slip.said.value),
            meant,
            related,
        )
