"""« HT » and « TTC » beside amounts: which of two that tax separates, of a total said again, of an amount raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim, claims_of
from ..context import Context
from ..facts import Mention, Tax
from ..figures.columns import column_of
from ..figures.known import sentences
from ..finding import Severity
from ..law.vat import rates
from ..part import Passage
from ..statements.arithmetic import CENT, cents, percent
from ..statements.days import act_day
from ..statements.tables import Rank, Sort, tables
from .rule import Report, rule

BESIDE = re.compile(
    r"\s?(?:HT|TTC|hors\staxes?|toutes\staxes\scomprises)?[\s,(]*(?:–|-|/|soit|et|ou)?[\s(]*", re.IGNORECASE
)
RAISED = re.compile(
    r"[^.;]*(?:\.\s[^.;]*)?\b(?:port|ramen)\w*\s(?:ce|le|son|ledit)?\s?(?:montant|prix|total)?\s?à\s\Z", re.I
)
PASSES = re.compile(r"\b(?:pass|port|ramen|augment|diminu)\w*\sde\s\Z", re.IGNORECASE)
NEAR = Fraction(3, 10)  # of an amount: a greater change is of something else
REACH = 4  # blocks before a sentence in which the table that it sums up stands


@rule("TVA104", "meme-mention-de-taxe", Severity.ALERTE)
def same_label(context: Context) -> Iterator[Report]:
    """Deux montants qui se suivent, dont l'un est l'autre augmenté de la TVA, ne sont pas tous deux HT, ni TTC.

    Mauvais : « 977,50 € HT – 1 173,00 € HT »
    Bon : « 977,50 € HT – 1 173,00 € TTC »
    Source : CGI, art. 266 et 278 à 281
    """
    for one, other, where in _neighbours(context):
        if one.tax is not None and one.tax is other.tax and BESIDE.fullmatch(where.context, one.said.end, where.start):
            low, high = sorted((one.value, other.value))
            rate = next((r for r in _rates(context) if low > 0 and abs(low * (1 + r) - high) <= Fraction(CENT) / 2), 0)
            if rate:
                message = f"{cents(high)} est {cents(low)} augmenté de {percent(Fraction(rate))} : les deux ne sont pas"
                hint = f"écrivez {cents(low)} HT et {cents(high)} TTC"
                both = where._replace(start=one.said.start)
                yield Report(both, f"{message} {one.tax}", hint, one.tax)


def _neighbours(context: Context) -> Iterator[tuple[Claim, Claim, Passage]]:
    """Amounts that follow each other in a block, and where the latter stands."""
    for one, other in pairwise(sentences(context)):
        if one.spot[:2] == other.spot[:2]:
            yield one, other, other.said


def _rates(context: Context) -> tuple[Fraction, ...]:
    return tuple(Fraction(rate) / 100 for rate in rates(act_day(context)) if rate)


@rule("TVA105", "taxe-du-total", Severity.ALERTE)
def tax_of_total(context: Context) -> Iterator[Report]:
    """Un total que l'on redit après son tableau est HT ou TTC comme ses lignes le veulent, au taux annoncé ; un montant
    porté à un autre se compte de la même façon avant et après.

    Mauvais : un tableau dont le total est de 800 000,00 € HT, puis « soit 800 000,00 € TTC, au taux de TVA de 20 % »
    Bon : « soit 960 000,00 € TTC, au taux de TVA de 20 % »
    Source : CGI, art. 266 et 278 à 281
    """
    found = sentences(context)
    for before, one, after in zip((None, *found), found, (*found[1:], None), strict=False):
        alone = not any(c and c.spot[:2] == one.spot[:2] for c in (before, after))
        if alone and one.tax is not None:
            yield from _of_table(context, one, one.said)
    yield from _raised(context)


def _of_table(context: Context, one: Claim, where: Passage) -> Iterator[Report]:
    """« soit 960 000 € TTC, au taux de TVA de 20 % », the total of the table above being without tax."""
    beside = claims_of(context, where.part, where.block)
    said = [c.value / 100 for c in beside if isinstance(c.token.value, Mention) and c.token.value.label == "TVA"]
    totals = [c for c in _totals(context) if c.spot[0] == one.spot[0] and 0 < one.spot[1] - c.spot[1] <= REACH]
    if len(said) != 1 or len(totals) != 1:
        return
    value, base, rate = one.value, totals[0].value, said[0]
    meant = base * (1 + rate) if one.tax is Tax.TTC else base
    real = next((r for r in (*_rates(context), rate) if abs(base * (1 + r) - value) <= Fraction(CENT)), None)
    if abs(value - meant) <= Fraction(CENT) or (value != base and real is None):
        return
    why = f"{cents(value)} est {cents(base)} augmenté de {percent(real)}" if real else ""
    why = f"{cents(base)} est le total hors taxes du tableau" if value == base else why
    message = f"{why}, et non un montant {one.tax} au taux de {percent(rate)}"
    hint = f"écrivez {cents(base)} HT, soit {cents(base * (1 + rate))} TTC, ou corrigez le taux"
    yield Report(where, message, hint, where.text, cents(meant), ((totals[0].where, f"total : {cents(base)} HT"),))


def _totals(context: Context) -> Iterator[Claim]:
    """The totals of the columns that are without tax."""
    for table in tables(context):
        for column in (c for c in table.columns if c.sort is Sort.EUROS and c.tax is Tax.HT):
            found = [claim for line, claim in column_of(table, column) if line.rank is Rank.TOTAL]
            yield from found if len(found) == 1 else ()


def _raised(context: Context) -> Iterator[Report]:
    """« un montant initial de 184 600 € HT, porté à 189 215 € TTC »."""
    for one, other, where in _neighbours(context):
        text, start = where.context, one.said.start
        between = text[one.said.end : where.start]
        raised = RAISED.fullmatch(between) or (between.strip() == "à" and PASSES.search(text, 0, start))
        taxed = None not in (one.tax, other.tax) and one.tax is not other.tax
        if taxed and raised and one.value and abs(other.value - one.value) <= NEAR * one.value:
            message = f"de {one.where.text} à {where.text} : l’un est HT, l’autre TTC"
            hint = "donnez les deux hors taxes, ou les deux TTC"
            yield Report(where, message, hint, where.text, related=((one.where, one.where.text),))
