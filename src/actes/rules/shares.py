"""Shares: of a cost, of a payment; those who pay and those who sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..figures.network import wrong
from ..figures.relation import Kind
from ..finding import Severity
from ..statements.arithmetic import cents, percent, probable_cause, rounded, shown, total_of
from ..statements.crossings import culprits, percent_cells, within
from ..statements.figures import Figure
from ..statements.shares import Borne, Duty, borne, duties
from ..statements.tables import Rank, Sort, Table, tables
from .figures import wrong_figures
from .rule import Report, Where, rule

WHOLE = Decimal(100)


@rule("PRT101", "part-et-ligne", Severity.ERREUR)
def share_and_line(context: Context) -> Iterator[Report]:
    """La part qu'un article donne à quelqu'un est celle que le tableau lui fait payer, et un pourcentage du tableau est
    celui du montant qui est à côté.

    Un pourcentage arrondi reste juste : 33,33 % pour un tiers.

    Mauvais : article 9 : « prend en charge 60 % du coût » ; annexe : 9 775,00 € sur 19 550,00 €
    Bon : article 9 : « prend en charge 50 % du coût » ; annexe : 9 775,00 € sur 19 550,00 €
    Source : usage
    """
    said: dict[tuple[int, int], list[Borne]] = {}
    for found in borne(context):
        said.setdefault((id(found.share), id(found.line)), []).append(found)
    for group in said.values():
        wrong = [b for b in group if not b.right and b.cell.where.start not in culprits(context, b.table)]
        if wrong and not any(b.right for b in group):
            yield _not_borne(wrong)
    for table in tables(context):
        for cell, share, total in percent_cells(table):
            told = culprits(context, table) & {cell.where.start, share.where.start, total.where.start}
            if not told and not within(cell, share, total):
                yield _not_share(cell, share, total)


def _not_share(cell: Figure, share: Figure, total: Figure) -> Report:
    expected = rounded(Fraction(total.value) * Fraction(share.value) / 100)
    ratio = percent(Fraction(cell.value) / Fraction(total.value))
    words = f"{shown(share.value)} % de {cents(total.value)} = {cents(expected)}"
    related: tuple[tuple[Where, str], ...] = ((share.where, f"{shown(share.value)} %"),)
    message = f"{words}, et {cents(cell.value)} est imprimé ({ratio})"
    return Report(
        cell.where, message, "corrigez le pourcentage ou le montant", cents(cell.value), cents(expected), related
    )


def _not_borne(group: Sequence[Borne]) -> Report:
    first = group[0]
    ratio = percent(Fraction(first.cell.value) / Fraction(first.total.value))
    expected = rounded(first.expected)
    words = f"{shown(first.share.value)} % de {cents(first.total.value)} = {cents(expected)}"
    cause = probable_cause(first.cell.value, expected)
    message = (
        f"{words} ; « {first.line.label} » paie {cents(first.cell.value)}, soit {ratio}{' ; ' + cause if cause else ''}"
    )
    related: tuple[tuple[Where, str], ...] = tuple(
        (b.cell.where, f"{b.column.heading} : {cents(b.cell.value)}") for b in group
    )
    return Report(
        first.share.where, message, "corrigez la part ou le tableau", shown(first.share.value), ratio, related
    )


@rule("PRT102", "parts-et-cent", Severity.ERREUR)
def parts_and_whole(context: Context) -> Iterator[Report]:
    """Les parts d'un tout font 100 % : celles d'un échéancier, celles d'un partage dont la dernière est « le reste ».

    Au-dessus de 100 %, ou quand une part dit qu'elle est le reste, c'est une erreur ; en dessous, une échéance manque
    peut-être.

    Mauvais : « 50 % à la signature et 60 % en janvier 2026 »
    Bon : « 50 % à la signature et 50 % en janvier 2026 »
    Corrige : le nombre, quand les autres calculs de l'acte disent tous le même et que rien d'autre ne peut être faux
    Source : usage
    """
    yield from (wrong_figures(failure) for failure in wrong(context) if failure.told.kind is Kind.WHOLE)
    for table in tables(context):
        yield from _column_not_whole(table)


def _slack(values: Sequence[Decimal]) -> Decimal:
    """Half a unit of the last digit of each part that has decimals; whole percentages are exact, but for thirds."""
    units = [Decimal(1).scaleb(int(value.as_tuple().exponent)) for value in values]
    return max((unit for unit in units if unit < 1), default=Decimal(0)) * len(values) / 2


def _column_not_whole(table: Table) -> Iterator[Report]:
    """A column of shares without a total, that almost makes 100 %."""
    for column in (
        c for c in table.columns if c.sort is Sort.PERCENT and "tva" not in c.key and not c.key.startswith("taux")
    ):
        found = [figure for line, figure in table.figures(column) if line.rank in (Rank.LIGNE, Rank.DETAIL)]
        total = total_of(figure.value for figure in found)
        has_total = any(line.rank in (Rank.TOTAL, Rank.SOUS_TOTAL) for line, _ in table.figures(column))
        close = Decimal(75) <= total <= Decimal(125) and total != WHOLE
        if len(found) > 1 and not has_total and close and abs(total - WHOLE) > _slack([f.value for f in found]):
            message = f"les parts de la colonne « {column.heading} » font {shown(total)} %, et non 100 %"
            related: tuple[tuple[Where, str], ...] = tuple((f.where, f"{shown(f.value)} %") for f in found[:-1])
            yield Report(
                found[-1].where,
                message,
                "corrigez l’une des parts",
                f"{shown(total)} %",
                "100 %",
                related,
                Severity.ALERTE,
            )


@rule("PRT103", "obligation-et-chiffres", Severity.ALERTE)
def duty_and_figures(context: Context) -> Iterator[Report]:
    """Ceux entre qui un article partage une dépense sont ceux que le tableau fait payer. Si l'article dit « entre les
    co-contractants » et que le tableau compte aussi des tiers, on ne sait plus qui doit quoi.

    Mauvais : « les 50 % restants à quotité égale entre les co-contractants » (un seul), et dix lignes dans l'annexe
    Bon : « les 50 % restants à quotité égale entre les dix territoires de l'annexe 1 »
    Source : usage
    """
    for found in duties(context):
        yield _duty(found)


def _duty(found: Duty) -> Report:
    borne, others = found.borne, found.others
    shares = [(line, figure) for line in found.lines if (figure := line.figures[borne.column.index]) is not None]
    each = rounded(borne.total.value * found.rest / 100 / others)
    who = "une seule entité contracte" if others == 1 else f"{others} entités contractent"
    same = len({figure.value for _, figure in shares}) == 1
    pays = f"chacune paie {cents(shares[0][1].value)}" if same else "chacune paie sa ligne"
    message = (
        f"« {found.where.text} » : {who} avec « {borne.line.label} » ; {shown(found.rest)} % du total lui feraient "
        f"{cents(each)}, mais le tableau partage le reste en {len(found.lines)} lignes ({pays})"
    )
    related: list[tuple[Where, str]] = [(f.where, f"{line.label} : {cents(f.value)}") for line, f in shares[:3]]
    hint = "nommez ceux qui paient (« les territoires listés à l’annexe »), ou faites-les signer"
    return Report(found.where, message, hint, str(len(found.lines)), str(others), tuple(related))
