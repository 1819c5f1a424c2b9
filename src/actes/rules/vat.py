"""VAT: from an amount without tax to the same with tax, at a rate that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..claims.fields import field_claims
from ..context import Context
from ..document import Kind as Block
from ..facts import MentionKind, Tax
from ..figures.network import wrong
from ..figures.relation import Kind
from ..finding import Severity
from ..law.vat import NORMAL, SOURCE, ended, known, rates
from ..part import Part, Passage
from ..statements.arithmetic import cents, euros, percent, rounded, shown
from ..statements.crossings import ledger
from ..statements.days import Role, day_of
from ..statements.ledger import plain_sums
from ..statements.rates import Unknown, act_day, unknown
from ..statements.tables import Table, tables
from ..statements.taxes import Priced, priced, priced_in
from ..values.dates import show_date
from ..values.percent import Percent
from .figures import wrong_figures
from .rewritten import Fixed, refigured
from .rule import Report, Where, rule

_EXEMPT = re.compile(
    r"non\s(?:applicable|assujetti|soumis)|293\s?B|exon[ée]r|franchise|sans\sTVA|hors\schamp", re.IGNORECASE
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![,\s]\d)")
LISTED = 4  # lines told one by one


@rule("TVA101", "taux-de-tva-inconnu", Severity.ERREUR)
def unknown_rate(context: Context) -> Iterator[Report]:
    """Le montant TTC est le montant hors taxes augmenté de la TVA, à un taux en vigueur à la date de l'acte : 20 %,
    10 %, 5,5 % ou 2,1 %, et les taux de Corse et d'outre-mer. Un autre taux vient d'une erreur de calcul ou de copie.

    Au-dessus du taux le plus élevé, ou à un taux qui n'a plus cours (19,6 %), c'est une erreur ; en dessous, plusieurs
    taux peuvent être mêlés : à vérifier.

    Mauvais : « 19 550,00 € HT, soit 23 655,50 € TTC » (21 %)
    Bon : « 19 550,00 € HT, soit 23 460,00 € TTC » (20 %)
    Corrige : le montant TTC, quand la fiche dit le montant hors taxes et le taux
    Source : CGI, art. 278 à 281, 296 et 297
    """
    yield from (stated := list(_entered(context)))
    for group in unknown(context):
        first = group.members[0]
        if stated and first.where.fact.startswith("financement."):
            continue  # worked out at the rate of the entry: one cause
        above = group.rate * 100 > max(rates(act_day(context)))
        said = " ; ".join(
            f"{cents(one.ttc)} / {cents(one.base(group.rate))} = {shown(1 + group.rate)}"
            for one in group.members[:LISTED]
        )
        said += f" ; … ({len(group.members)} lignes)" if len(group.members) > LISTED else ""
        right = [rounded(Fraction(one.base(group.rate)) * (1 + Fraction(group.usual) / 100)) for one in group.members]
        usual = percent(Fraction(group.usual) / 100)
        message = f"{percent(group.rate)} n’est aucun taux de TVA français connu à cette date : {said}"
        message += "" if above else " ; un chiffre est faux, ou plusieurs taux sont mêlés"
        tail = list(_totals(group))
        yield Report(
            first.where,
            " ; ".join([message, *(words for _, words in tail)]),
            f"à {usual}, écrivez {' et '.join(map(euros, dict.fromkeys(right[:LISTED])))} ; à vérifier ({SOURCE})",
            found=euros(first.ttc),
            expected=euros(right[0]),
            related=(*_evidence(context, group, right), *tail),
            severity=Severity.ERREUR if above or _outdated(context, group.rate * 100, first.where) else Severity.ALERTE,
            fix=tuple(_as_entered(context, group, right)),
        )
    yield from _announced(context, bool(stated))


def _as_entered(context: Context, group: Unknown, right: Sequence[Decimal]) -> Iterator[Fixed]:
    """The amounts with tax that the entry works out, where those without tax are its own."""
    known = {claim.value for claim in field_claims(context)}
    for one, expected in zip(group.members, right, strict=True):
        if {Fraction(expected), Fraction(one.base(group.rate))} <= known:
            fixed = refigured(one.where, Fraction(expected), "€")
            if fixed is not None:
                yield fixed


def _entered(context: Context) -> Iterator[Report]:
    """A rate of the entry that has no longer, or never had, the force of law: all its amounts are made with it."""
    money, day = context.entry.financement if context.entry else None, act_day(context)
    costs = money.couts if money else {}
    stated = {"tva": money.tva if money else None} | {f"{path}.tva": cost.tva for path, cost in costs.items()}
    for path, vat in stated.items():
        if vat is not None and vat.taux.valeur and vat.taux.valeur not in rates(day):
            where = context.field(f"financement.{path}", text=str(vat))
            yield Report(where, _why(vat.taux, day), f"écrivez « tva: {NORMAL} % » ; à vérifier ({SOURCE})", str(vat))


def _announced(context: Context, told: bool) -> Iterator[Report]:
    """« TVA à 21 % »: a rate that the words give."""
    day = act_day(context)
    for passage, mention in context.passages(MentionKind.PERCENT, pieces=True):
        rate = mention.value if mention.label == "TVA" and isinstance(mention.value, Percent) else None
        if rate and rate.valeur and rate.valeur not in rates(day) and not (told and passage.fact):
            wrong = _outdated(context, Fraction(rate.valeur), passage)
            hint = f"écrivez {NORMAL} % ; à vérifier ({SOURCE})" if wrong else f"vérifiez le taux ({SOURCE})"
            yield Report(passage, _why(rate, day), hint, severity=Severity.ERREUR if wrong else Severity.ALERTE)


def _why(rate: Percent, day: date) -> str:
    end = ended(rate.valeur, day)
    known = f"{rate} n’est aucun taux de TVA français connu à la date de l’acte"
    return f"{known} : il a pris fin le {show_date(end)}" if end else known


def _outdated(context: Context, rate: Fraction, where: Passage) -> bool:
    """Whether an act of a known day uses a rate that had ended, and not one of the time that the same block tells."""
    day = day_of(context, Role.ACTE)
    if day is None and context.entry is None:
        return False
    end = ended(Decimal(rate.numerator) / rate.denominator, day.value if day else context.today)
    return end is not None and all(int(year) > end.year for year in YEAR.findall(where.context))


def _evidence(context: Context, group: Unknown, right: Sequence[Decimal]) -> Iterator[tuple[Where, str]]:
    for one, expected in list(zip(group.members, right, strict=True))[:LISTED]:
        label = f"{one.label} : " if one.label else ""
        usual = percent(Fraction(group.usual) / 100)
        yield one.where, f"{label}{cents(one.ttc)}, et non {cents(expected)} à {usual}"
    table = group.members[0].table
    others = [one for one in priced_in(context, table) if one not in group.members] if table else []
    if others:
        usual = percent(others[0].rate)
        yield others[0].where, f"{len(others)} autres lignes à {usual} : {cents(others[0].ttc)} / {cents(others[0].ht)}"


def _totals(group: Unknown) -> Iterator[tuple[Where, str]]:
    """The sum that a wrong rate makes wrong: the same cause."""
    table = group.members[0].table
    if table is None:
        return
    cells = {one.where.start for one in group.members}
    for found in plain_sums(table):
        used = {found.printed.where.start, *(figure.where.start for _, figure in found.addends)}
        if cells & used and not found.rounding:
            yield found.printed.where, found.words


@rule("TVA102", "ttc-et-taux-annonce", Severity.ERREUR)
def stated_rate(context: Context) -> Iterator[Report]:
    """Quand un taux ou un montant de TVA est écrit, le montant TTC en découle : hors taxes + TVA = TTC.

    Mauvais : « 1 000,00 € HT, TVA à 20 %, soit 1 250,00 € TTC »
    Bon : « 1 000,00 € HT, TVA à 20 %, soit 1 200,00 € TTC »
    Corrige : le montant, quand les autres calculs de l'acte disent tous le même et que rien d'autre ne peut être faux
    Source : CGI, art. 266 et 278 à 281
    """
    yield from (wrong_figures(failure) for failure in wrong(context) if failure.told.kind is Kind.TAX)
    another = {table: found for table in tables(context) if (found := _at_another_rate(context, table))}
    for found in another.values():
        yield _heading_wrong(found)
    for one in priced(context):
        if one.table is None or one.table in another or one.ttc < one.ht or _in_a_wrong_sum(context, one):
            continue
        if one.tva is not None and abs(one.ht + one.tva - one.ttc) > one.slack:
            message = f"{cents(one.ht)} + {cents(one.tva)} = {cents(one.ht + one.tva)}, et non {cents(one.ttc)}"
            yield _wrong(one, f"hors taxes et TVA ne font pas le TTC : {message}", one.ht + one.tva)
        elif one.stated is not None and not any(known(one.ht, one.ttc, one.slack, (one.stated,))):
            expected, rate = one.at(one.stated), shown(1 + Fraction(one.stated) / 100)
            implied = f"{cents(one.ttc)} suppose {percent(one.rate)}"
            words = f"{cents(one.ht)} × {rate} = {cents(expected)}, et non {cents(one.ttc)} ; {implied}"
            yield _wrong(one, words, expected)
    yield from _unused_rate(context)


def _at_another_rate(context: Context, table: Table) -> Sequence[Priced]:
    """The lines of a table that are all at one rate in force, and not at the one that is written: one cause."""
    stated = [one for one in priced_in(context, table) if one.stated is not None and one.ttc > one.ht]
    wrong = [one for one in stated if one.stated and not known(one.ht, one.ttc, one.slack, (one.stated,))]
    found = {known(one.ht, one.ttc, one.slack, rates(act_day(context)))[:1] for one in wrong}
    return wrong if len(wrong) == len(stated) > 1 and len(found) == 1 and all(found) else ()


def _heading_wrong(lines: Sequence[Priced]) -> Report:
    first = lines[0]
    stated, rate = percent(Fraction(first.stated or 0) / 100), percent(first.rate)
    message = f"le taux écrit est {stated}, et les {len(lines)} lignes sont à {rate} : "
    message += f"{cents(first.ht)} HT, {cents(first.ttc)} TTC"
    related: tuple[tuple[Where, str], ...] = tuple((one.where, f"{euros(one.ttc)} TTC") for one in lines[1:])
    return Report(first.where, message, "corrigez le taux, ou les montants", stated, rate, related)


def _unused_rate(context: Context) -> Iterator[Report]:
    """« Taux de TVA applicable : 10 % », when every amount with tax of the act has another one."""
    pairs = [one for one in priced(context) if one.ttc > one.ht]
    applied = {rate for one in pairs for rate in known(one.ht, one.ttc, one.slack, rates(act_day(context)))}
    said = [
        (passage, mention.value.valeur)
        for passage, mention in context.passages(MentionKind.PERCENT)
        if mention.label == "TVA" and isinstance(mention.value, Percent) and passage.kind is not Block.TABLEAU
    ]
    if not pairs or len({value for _, value in said}) != 1:
        return
    passage, value = said[0]
    if applied and value not in applied and value in rates(act_day(context)):
        used = percent(Fraction(min(applied)) / 100)
        message = f"{percent(Fraction(value) / 100)} ici, et les montants TTC de l’acte sont à {used}"
        related: tuple[tuple[Where, str], ...] = ((pairs[0].where, f"{euros(pairs[0].ttc)} TTC"),)
        hint = "corrigez le taux, ou les montants"
        yield Report(passage, message, hint, str(value), None, related, Severity.ALERTE)


def _in_a_wrong_sum(context: Context, one: Priced) -> bool:
    """Whether a cell of its row is what a total, told already, shows to be wrong."""
    first, last = sorted((one.where_ht.start, one.where.start))
    if one.table is None or "\n" in one.where.context[first:last]:
        return False  # in prose, or one under the other
    wrong = {found.culprit[1] if found.culprit else found.printed for found in ledger(context, one.table)}
    return any(first <= figure.where.start <= last for figure in wrong)


def _wrong(one: Priced, message: str, expected: Decimal) -> Report:
    related: tuple[tuple[Where, str], ...] = ((one.where_ht, f"{euros(one.ht)} HT"),)
    hint = f"écrivez {euros(expected)} TTC, ou corrigez le montant hors taxes ou le taux"
    return Report(one.where, message, hint, euros(one.ttc), euros(expected), related)


@rule("TVA103", "ht-et-ttc-inverses", Severity.ERREUR)
def swapped(context: Context) -> Iterator[Report]:
    """Le montant TTC est plus grand que le montant hors taxes ; l'inverse vient de deux montants échangés. Deux
    montants égaux demandent que l'acte dise pourquoi : « TVA non applicable ».

    Mauvais : « 1 173,00 € HT, soit 977,50 € TTC »
    Bon : « 977,50 € HT, soit 1 173,00 € TTC »
    Corrige : deux montants échangés dans une phrase, dont l'un est l'autre augmenté d'un taux en vigueur
    Source : CGI, art. 266
    """
    headed = [table for table in tables(context) if _all_swapped(context, table)]
    yield from map(_headings, headed)
    for one in priced(context):
        if one.table is not None and one.table in headed:
            continue
        if one.ttc < one.ht:
            message = f"le TTC ({cents(one.ttc)}) est plus petit que le hors taxes ({cents(one.ht)})"
            related: tuple[tuple[Where, str], ...] = ((one.where_ht, f"{euros(one.ht)} HT"),)
            hint, fix = "les deux montants sont sans doute inversés", _turned_round(context, one)
            yield Report(one.where, message, hint, related=related, fix=fix)
        elif one.ttc == one.ht and not one.stated and not _exempt(one.where.part):
            message = f"le hors taxes et le TTC sont égaux ({cents(one.ht)}), et rien ne dit que la TVA n’est pas due"
            hint = "ajoutez « TVA non applicable, article 293 B du CGI », ou corrigez l’un des deux montants"
            yield Report(one.where, message, hint, severity=Severity.ALERTE)


def _turned_round(context: Context, one: Priced) -> tuple[Fixed, ...]:
    """The two amounts in each other's place, where one is exactly the other with tax and a sentence has both."""
    first, last = sorted((one.where_ht, one.where), key=lambda where: where.start)
    exact = Fraction(one.ht) / Fraction(one.ttc) - 1 if one.ttc else Fraction(0)
    legal = any(exact * 100 == Fraction(rate) for rate in rates(act_day(context)))
    near = first.part is last.part and first.block == last.block and first.end <= last.start
    if not (legal and near) or one.table is not None:
        return ()
    values = (one.ttc, one.ht) if first is one.where_ht else (one.ht, one.ttc)
    fixed = [refigured(where, Fraction(value), "€") for where, value in zip((first, last), values, strict=True)]
    if fixed[0] is None or fixed[1] is None:
        return ()
    (before, new), (after, other) = fixed[0], fixed[1]
    between = first.context[before.end : after.start]
    if any(map(str.isdigit, between)):  # « 9 944,00 € TTC (12 430,00 € − 2 486,00 €) »: taxes are what is turned round
        return ()
    return ((before._replace(end=after.end), f"{new}{between}{other}"),)


def _all_swapped(context: Context, table: Table) -> bool:
    """Whether each line of a table has the two amounts turned round: its headings are."""
    found, said = priced_in(context, table), {column.tax for column in table.columns}
    return len(found) > 1 and {Tax.HT, Tax.TTC} <= said and all(one.ttc < one.ht for one in found)


def _headings(table: Table) -> Report:
    ht, ttc = (next(c.heading for c in table.columns if c.tax is tax) for tax in (Tax.HT, Tax.TTC))
    text = table.part.blocks[table.block].text
    starts = [(place, len(one)) for one in (ht, ttc) if (place := text.find(one)) >= 0] or [(0, text.find("\n"))]
    start, end = min(starts)[0], max(place + length for place, length in starts)
    message = f"à chaque ligne, « {ttc} » est plus petit que « {ht} »"
    return Report(Passage(table.part, table.block, start, end), message, "les deux titres sont sans doute inversés")


def _exempt(part: Part) -> bool:
    return any(_EXEMPT.search(block.text) for block in part.blocks)
