"""Tables: lines that make their total, products, totals of rows, two sides that balance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..context import Context
from ..finding import Severity
from ..statements.amounts import moneys
from ..statements.arithmetic import CENT, cents, gap_shown, probable_cause, rounded, shown, sum_shown, total_of
from ..statements.crossings import culprits, ledger
from ..statements.layouts import crossed, priced_lines, sides
from ..statements.ledger import Sum
from ..statements.shares import borne
from ..statements.tables import tables
from .rule import Report, Where, rule


@rule("TAB101", "total-different-des-lignes", Severity.ERREUR)
def totals(context: Context) -> Iterator[Report]:
    """Le total d'un tableau est la somme de ses lignes, au centime. Les sous-totaux, un total en tête ou au milieu, les
    déficits entre parenthèses et les lignes « dont … » sont compris.

    Un écart qui tient dans l'arrondi de chaque ligne est à vérifier ; au-delà, un chiffre est faux ou une ligne manque.

    Mauvais : lignes 9 774,96 € et 9 775,00 €, total 19 550,00 €
    Bon : lignes 9 775,00 € et 9 775,00 €, total 19 550,00 €
    Source : usage
    """
    for table in tables(context):
        for found in ledger(context, table):
            yield _total(context, found)


def _total(context: Context, found: Sum) -> Report:
    severity = Severity.ALERTE if found.rounding or not found.sure else Severity.ERREUR
    addends: list[tuple[Where, str]] = [(f.where, f"{line.label} : {cents(f.value)}") for line, f in found.addends[:3]]
    total: tuple[Where, str] = (found.printed.where, f"{found.line.label} : {cents(found.printed.value)}")
    if found.culprit is not None:
        return _culprit(context, found, severity, total)
    cause = _line_like_the_gap(found) or probable_cause(found.printed.value, found.computed)
    hint = "écart d’arrondi possible : vérifiez chaque ligne" if found.rounding else "corrigez le total ou une ligne"
    message = f"{found.words}{' ; ' + cause if cause else ''}"
    return Report(
        found.printed.where,
        message,
        hint,
        cents(found.printed.value),
        cents(found.computed),
        (total, *addends),
        severity,
    )


def _culprit(context: Context, found: Sum, severity: Severity, total: tuple[Where, str]) -> Report:
    """The line at fault comes first, with all that bears on it."""
    assert found.culprit is not None
    line, figure, expected = found.culprit
    cause = probable_cause(figure.value, expected)
    shares: list[tuple[Where, str]] = [
        (b.share.where, f"{shown(b.share.value)} % de {cents(b.total.value)} = {cents(b.expected)}")
        for b in borne(context)
        if b.cell is figure and abs(b.expected - expected) <= CENT
    ]
    message = (
        "; ".join(filter(None, [found.words, *(words for _, words in shares)]))
        .replace("; ", " ; ")
        .replace("  ;", " ;")
    )
    name = (
        f"« {line.label} » : {cause}"
        if cause
        else f"« {line.label} » : {cents(figure.value)} au lieu de {cents(expected)}"
    )
    related = (total, *shares)
    hint = f"écrivez {cents(expected)} pour « {line.label} »"
    return Report(figure.where, f"{name} ; {message}", hint, cents(figure.value), cents(expected), related, severity)


def _line_like_the_gap(found: Sum) -> str:
    """A line counted twice, or left out."""
    gap = found.computed - found.printed.value
    for line, figure in found.addends:
        if figure.value == gap:
            return f"le total oublie peut-être « {line.label} » ({cents(gap)})"
        if figure.value == -gap:
            return f"le total compte peut-être deux fois « {line.label} » ({cents(-gap)})"
    return ""


@rule("TAB102", "quantite-et-prix", Severity.ERREUR)
def products(context: Context) -> Iterator[Report]:
    """Dans un devis ou un bordereau, le montant d'une ligne est la quantité multipliée par le prix unitaire.

    Mauvais : 12 × 25,00 € = 320,00 €
    Bon : 12 × 25,00 € = 300,00 €
    Source : usage
    """
    for table in tables(context):
        known = culprits(context, table)
        for line, count, price, amount in priced_lines(table):
            exact = count.value * price.value
            gap = abs(exact - amount.value)
            if gap <= (CENT if amount.unit < 1 else amount.unit) / 2 or amount.where.start in known:
                continue
            near = gap <= abs(count.value) * (CENT if price.unit < 1 else Decimal(1)) / 2
            words = f"{shown(count.value)} × {cents(price.value)} = {cents(exact)} ; {cents(amount.value)} est imprimé"
            cause = probable_cause(amount.value, rounded(exact))
            message = f"« {line.label} » : {words} ({gap_shown(amount.value, exact)}){' ; ' + cause if cause else ''}"
            related: tuple[tuple[Where, str], ...] = ((count.where, "quantité"), (price.where, "prix unitaire"))
            hint = "corrigez la quantité, le prix ou le montant"
            severity = Severity.ALERTE if near else Severity.ERREUR
            yield Report(amount.where, message, hint, cents(amount.value), cents(exact), related, severity)


@rule("TAB103", "total-de-la-ligne", Severity.ERREUR)
def rows(context: Context) -> Iterator[Report]:
    """Quand la dernière colonne d'un tableau est le total des autres, elle l'est à chaque ligne.

    Mauvais : 2025 : 1 593,75 € ; 2026 : 6 375,00 € ; total : 7 986,75 €
    Bon : 2025 : 1 593,75 € ; 2026 : 6 375,00 € ; total : 7 968,75 €
    Source : usage
    """
    for table in tables(context):
        known = culprits(context, table)
        for column, line, parts, printed in crossed(table):
            computed = total_of(figure.value for figure in parts)
            if computed == printed.value or known & {figure.where.start for figure in (*parts, printed)}:
                continue
            words = f"{sum_shown([f.value for f in parts])} ; « {column.heading} » dit {cents(printed.value)}"
            cause = probable_cause(printed.value, computed)
            message = (
                f"« {line.label} » : {words} ({gap_shown(printed.value, computed)}){' ; ' + cause if cause else ''}"
            )
            related: tuple[tuple[Where, str], ...] = tuple((f.where, cents(f.value)) for f in parts)
            near = abs(computed - printed.value) <= CENT * len(parts)
            severity = Severity.ALERTE if near else Severity.ERREUR
            yield Report(
                printed.where,
                message,
                "corrigez le total de la ligne ou l’une des cases",
                related=related,
                severity=severity,
            )


@rule("TAB104", "depenses-et-recettes", Severity.ALERTE)
def balance(context: Context) -> Iterator[Report]:
    """Un plan de financement ou un budget est équilibré : le total des dépenses est celui des recettes.

    Mauvais : dépenses 41 300,00 €, recettes 41 000,00 €
    Bon : dépenses 41 300,00 €, recettes 41 300,00 €
    Source : CGCT, art. L. 1612-4, pour un budget ; usage, pour un plan de financement
    """
    for table in tables(context):
        for one, other in sides(table):
            gap = abs(one.value - other.value)
            told = gap in {money.value for money in moneys(context)}  # « le solde est négatif de 93 650 € »
            if gap and not told and not culprits(context, table) & {one.where.start, other.where.start}:
                message = (
                    f"dépenses {cents(one.value)}, recettes {cents(other.value)} ({gap_shown(one.value, other.value)})"
                )
                yield Report(other.where, message, "équilibrez les deux totaux", related=((one.where, "dépenses"),))
