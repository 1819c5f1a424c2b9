"""VAT: from an amount without tax to the same with tax, at a rate that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from ..claims import Claim
from ..claims.fields import field_claims
from ..claims.table import sentences
from ..context import Context
from ..facts import MentionKind
from ..figures.network import wrong
from ..figures.pairs import Pair, pairs
from ..figures.relation import Kind, Relation
from ..finding import Severity
from ..law.vat import NORMAL, SOURCE, ended, rates
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.arithmetic import CENT, cents, euros, percent, shown
from ..statements.days import Role, act_day, day_of
from ..values.dates import show_date
from ..values.percent import Percent
from .figures import reported
from .rewritten import Fixed, refigured
from .rule import Report, Where, rule

_EXEMPT = pattern(
    r"non\s(?:applicable|assujetti|soumis)|293\s?B|exon[ée]r|franchise|sans\sTVA|hors\schamp", re.IGNORECASE
)
YEAR = pattern(r"\b(?:19|20)\d\d\b(?![,\s]\d)")
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
    failing = [failure.told for failure in wrong(context) if failure.told.kind is Kind.RATE]
    for _, found in groupby(sorted(failing, key=_place), key=_place):
        group = list(found)
        where = group[0].result.said
        if not (stated and where.fact.startswith("financement.")):  # worked out at the rate of the entry: one cause
            yield _unknown(context, where, group)
    yield from _announced(context, bool(stated))


def _place(one: Relation) -> tuple[str, int, Fraction]:
    return *one.result.spot[:2], Fraction(round(_rate(one) * 1000), 1000)


def _rate(one: Relation) -> Fraction:
    return one.result.value / one.terms[0].value - 1 if one.terms[0].value else Fraction(0)


def _unknown(context: Context, where: Passage, group: Sequence[Relation]) -> Report:
    """Amounts of one place that no known rate explains, all at the same rate."""
    first, rate = group[0], _rate(group[0])
    above = rate * 100 > max(rates(act_day(context)))
    lines = [f"{cents(x.result.value)} / {cents(x.terms[0].value)} = {shown(1 + _rate(x))}" for x in group[:LISTED]]
    lines += [f"… ({len(group)} lignes)"] if len(group) > LISTED else []
    usual = percent(first.made / (first.terms[0].value or 1) - 1)
    message = f"{percent(rate)} n’est aucun taux de TVA français connu à cette date : {' ; '.join(lines)}"
    message += "" if above else " ; un chiffre est faux, ou plusieurs taux sont mêlés"
    right = dict.fromkeys(euros(x.made) for x in group[:LISTED])
    return Report(
        where,
        message,
        f"à {usual}, écrivez {' et '.join(right)} ; à vérifier ({SOURCE})",
        found=euros(first.result.value),
        expected=euros(first.made),
        related=tuple(_evidence(context, group, usual)),
        severity=Severity.ERREUR if above or _outdated(context, rate * 100, where) else Severity.ALERTE,
        fix=tuple(_as_entered(context, group)),
    )


def _as_entered(context: Context, group: Sequence[Relation]) -> Iterator[Fixed]:
    """The amounts with tax that the entry works out, where those without tax are its own."""
    known = {claim.value for claim in field_claims(context)}
    for one in group:
        if {one.made, one.terms[0].value} <= known:
            yield from refigured(one.result.said, one.made, "€")


def _entered(context: Context) -> Iterator[Report]:
    """A rate of the entry that has no longer, or never had, the force of law: all its amounts are made with it."""
    money, day = context.entry.financement if context.entry else None, act_day(context)
    costs = money.couts if money else {}
    stated = {"tva": money.tva if money else None} | {f"{path}.tva": cost.tva for path, cost in costs.items()}
    for path, vat in stated.items():
        if vat is not None and vat.taux.valeur and vat.taux.valeur not in rates(day):
            where = context.field(f"financement.{path}", text=str(vat))
            yield Report(where, _why(vat.taux, day), f"écrivez {NORMAL} % ; à vérifier ({SOURCE})", str(vat))


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


def _evidence(context: Context, group: Sequence[Relation], usual: str) -> Iterator[tuple[Where, str]]:
    for one in group[:LISTED]:
        label = f"{one.result.of} : " if one.result.of else ""
        yield one.result.where, f"{label}{cents(one.result.value)}, et non {cents(one.made)} à {usual}"
    told = {one.result.spot for one in group}
    others = [p for p in pairs(context) if p.ttc.spot[:2] == group[0].result.spot[:2] and p.ttc.spot not in told]
    if others:
        yield others[0].ttc.where, f"{len(others)} autres lignes"


@rule("TVA102", "ttc-et-taux-annonce", Severity.ERREUR)
def stated_rate(context: Context) -> Iterator[Report]:
    """Quand un taux ou un montant de TVA est écrit, le montant TTC en découle : hors taxes + TVA = TTC.

    Mauvais : « 1 000,00 € HT, TVA à 20 %, soit 1 250,00 € TTC »
    Bon : « 1 000,00 € HT, TVA à 20 %, soit 1 200,00 € TTC »
    Corrige : le montant, quand les autres calculs de l'acte disent tous le même et que rien d'autre ne peut être faux
    Source : CGI, art. 266 et 278 à 281
    """
    return reported(context, Kind.TAX)


@rule("TVA103", "ht-et-ttc-inverses", Severity.ERREUR)
def swapped(context: Context) -> Iterator[Report]:
    """Le montant TTC est plus grand que le montant hors taxes ; l'inverse vient de deux montants échangés. Deux
    montants égaux demandent que l'acte dise pourquoi : « TVA non applicable ».

    Mauvais : « 1 173,00 € HT, soit 977,50 € TTC »
    Bon : « 977,50 € HT, soit 1 173,00 € TTC »
    Corrige : deux montants échangés dans une phrase, dont l'un est l'autre augmenté d'un taux en vigueur
    Source : CGI, art. 266
    """
    for one in pairs(context):
        ht, ttc, where = one.ht.value, one.ttc.value, one.ttc.said
        if abs(ttc) < abs(ht):
            message = f"le TTC ({cents(ttc)}) est plus petit que le hors taxes ({cents(ht)})"
            related: tuple[tuple[Where, str], ...] = ((one.ht.where, f"{euros(ht)} HT"),)
            hint, fix = "les deux montants sont sans doute inversés", _turned_round(context, one)
            yield Report(where, message, hint, related=related, fix=fix)
        elif ttc == ht and not (one.rate and one.rate.value) and not _exempt(where.part):
            message = f"le hors taxes et le TTC sont égaux ({cents(ht)}), et rien ne dit que la TVA n’est pas due"
            hint = "ajoutez « TVA non applicable, article 293 B du CGI », ou corrigez l’un des deux montants"
            yield Report(where, message, hint, severity=Severity.ALERTE)


def _turned_round(context: Context, one: Pair) -> tuple[Fixed, ...]:
    """The two amounts in each other's place, where one is exactly the other with tax and a sentence has both."""
    low, high = sorted((one.ht, one.ttc), key=lambda claim: claim.spot)
    first, last = low.said, high.said
    legal = one.ttc.value and (one.ht.value / one.ttc.value - 1) * 100 in map(Fraction, rates(act_day(context)))
    near = low.spot[:2] == high.spot[:2] and one.table is None
    if not (legal and near):
        return ()
    fixed = *refigured(first, high.value, "€"), *refigured(last, low.value, "€")
    if len(fixed) != 2:
        return ()
    (before, new), (after, other) = fixed
    between = first.context[before.end : after.start]
    if any(map(str.isdigit, between)):  # « 9 944,00 € TTC (12 430,00 € − 2 486,00 €) »: taxes are what is turned round
        return ()
    return ((before._replace(end=after.end), f"{new}{between}{other}"),)


def _exempt(part: Part) -> bool:
    return any(_EXEMPT.search(block.text) for block in part.blocks)


BESIDE = pattern(
    r"\s?(?:HT|TTC|hors\staxes?|toutes\staxes\scomprises)?[\s,(]*(?:–|-|/|soit|et|ou)?[\s(]*", re.IGNORECASE
)


@rule("TVA104", "meme-mention-de-taxe", Severity.ALERTE)
def same_label(context: Context) -> Iterator[Report]:
    """Deux montants qui se suivent, dont l'un est l'autre augmenté de la TVA, ne sont pas tous deux HT, ni TTC.

    Mauvais : « 977,50 € HT – 1 173,00 € HT »
    Bon : « 977,50 € HT – 1 173,00 € TTC »
    Source : CGI, art. 266 et 278 à 281
    """
    legal = [Fraction(rate) / 100 for rate in rates(act_day(context)) if rate]
    for one, other in _following(sentences(context)):
        low, high = sorted((one.value, other.value))
        rate = next((r for r in legal if low > 0 and abs(low * (1 + r) - high) <= Fraction(CENT) / 2), None)
        if one.tax is not None and one.tax is other.tax and rate:
            message = f"{cents(high)} est {cents(low)} augmenté de {percent(rate)} : les deux ne sont pas {one.tax}"
            hint = f"écrivez {cents(low)} HT et {cents(high)} TTC"
            both = other.said._replace(start=one.said.start) if one.spot[:2] == other.spot[:2] else other.where
            yield Report(both, message, hint, one.tax, related=((one.where, one.where.text),))


def _following(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Amounts with next to nothing between them, in a sentence, or with the tax that makes the one the other."""
    for one, other in pairwise(found):
        if one.spot[:2] == other.spot[:2] and BESIDE.fullmatch(other.said.context, one.said.end, other.said.start):
            yield one, other
    for one, tax, other in zip(found, found[1:], found[2:], strict=False):
        near = one.spot[0] == other.spot[0] and other.spot[1] - one.spot[1] <= 2
        if near and one.value > 0 and one.value + tax.value == other.value:
            yield one, other
