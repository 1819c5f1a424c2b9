"""The tax of a total that a sentence repeats, of an amount that is raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..finding import Severity
from ..law.vat import rates
from ..outline.nature import Nature
from ..part import Part, Passage
from ..statements.amounts import amount
from ..statements.arithmetic import CENT, cents, percent
from ..statements.days import act_day
from ..statements.tables import Sort, tables
from ..values.money import Amount
from ..values.percent import Percent
from .rule import Report, rule

RAISED = re.compile(
    r"[^.;]*(?:\.\s[^.;]*)?\b(?:port|ramen)\w*\s(?:ce|le|son|ledit)?\s?(?:montant|prix|total)?\s?à\s\Z", re.I
)
PASSES = re.compile(r"\b(?:pass|port|ramen|augment|diminu)\w*\sde\s\Z", re.IGNORECASE)
NEAR = Fraction(3, 10)  # of an amount: a greater change is of something else
REACH = 4  # blocks before a sentence in which the table that it sums up stands


@rule("TVA105", "taxe-du-total", Severity.ALERTE)
def tax_of_total(context: Context) -> Iterator[Report]:
    """Un total que l'on redit après son tableau est HT ou TTC comme ses lignes le veulent, au taux annoncé ; un montant
    porté à un autre se compte de la même façon avant et après.

    Mauvais : un tableau dont le total est de 800 000,00 € HT, puis « soit 800 000,00 € TTC, au taux de TVA de 20 % »
    Bon : « soit 960 000,00 € TTC, au taux de TVA de 20 % »
    Source : CGI, art. 266 et 278 à 281
    """
    known = tuple(Fraction(rate) / 100 for rate in rates(act_day(context)) if rate)
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            money = [m for m in mentions if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
            if block.kind is not Kind.TABLEAU and money:
                yield from _of_table(context, part, index, money, known)
                yield from _raised(part, index, money)


def _of_table(
    context: Context, part: Part, index: int, money: Sequence[Mention], known: Sequence[Fraction]
) -> Iterator[Report]:
    """« soit 960 000 € TTC, au taux de TVA de 20 % », the total of the table above being without tax."""
    said = [m.value.ratio for m in part.mentions[index] if m.label == "TVA" and isinstance(m.value, Percent)]
    totals = [where for where in _totals(context, part) if 0 < index - where[0].block <= REACH]
    if len(money) != 1 or money[0].tax is None or len(said) != 1 or len(totals) != 1:
        return
    (where, total), one, rate = totals[0], money[0], said[0]
    value, base = Fraction(amount(one)), Fraction(total)
    meant = base * (1 + rate) if one.tax is Tax.TTC else base
    if abs(value - meant) <= Fraction(CENT):
        return
    if value == base:
        why = f"{cents(total)} est le total hors taxes du tableau"
    elif (real := next((r for r in (*known, rate) if abs(base * (1 + r) - value) <= Fraction(CENT)), None)) is not None:
        why = f"{cents(amount(one))} est {cents(total)} augmenté de {percent(real)}"
    else:
        return
    message = f"{why}, et non un montant {one.tax} au taux de {percent(rate)}"
    passage = Passage(part, index, one.start, one.end)
    hint = f"écrivez {cents(base)} HT, soit {cents(base * (1 + rate))} TTC, ou corrigez le taux"
    yield Report(passage, message, hint, one.text, cents(meant), ((where, f"total : {cents(total)} HT"),))


def _totals(context: Context, part: Part) -> Iterator[tuple[Passage, Decimal]]:
    """The totals of the columns that are without tax."""
    for table in tables(context):
        for column in table.columns if table.part is part else ():
            total = table.total(column) if column.sort is Sort.EUROS and column.tax is Tax.HT else None
            if total is not None:
                yield total[1].where, total[1].value


def _raised(part: Part, index: int, money: Sequence[Mention]) -> Iterator[Report]:
    """« un montant initial de 184 600 € HT, porté à 189 215 € TTC »."""
    text = part.blocks[index].text
    for one, other in pairwise(money):
        between = text[one.end : other.start]
        raised = RAISED.fullmatch(between) or (between.strip() == "à" and PASSES.search(text, 0, one.start))
        if None in (one.tax, other.tax) or one.tax is other.tax or not raised:
            continue
        low, high = Fraction(amount(one)), Fraction(amount(other))
        if low and abs(high - low) <= NEAR * low:
            passage = Passage(part, index, other.start, other.end)
            message = f"de {one.text} à {other.text} : l’un est HT, l’autre TTC"
            related = ((Passage(part, index, one.start, one.end), one.text),)
            yield Report(passage, message, "donnez les deux hors taxes, ou les deux TTC", other.text, related=related)
