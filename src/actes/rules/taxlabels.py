"""« HT » and « TTC » beside amounts: two amounts that tax separates cannot bear the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..finding import Severity
from ..law.vat import rates
from ..outline.nature import Nature
from ..part import Passage
from ..statements.arithmetic import CENT, cents, percent
from ..statements.days import act_day
from ..values.money import Amount
from .rule import Report, rule

BESIDE = re.compile(
    r"\s?(?:HT|TTC|hors\staxes?|toutes\staxes\scomprises)?[\s,(]*(?:–|-|/|soit|et|ou)?[\s(]*", re.IGNORECASE
)


@rule("TVA104", "meme-mention-de-taxe", Severity.ALERTE)
def same_label(context: Context) -> Iterator[Report]:
    """Deux montants qui se suivent, dont l'un est l'autre augmenté de la TVA, ne sont pas tous deux HT, ni TTC.

    Mauvais : « 977,50 € HT – 1 173,00 € HT »
    Bon : « 977,50 € HT – 1 173,00 € TTC »
    Source : CGI, art. 266 et 278 à 281
    """
    known = rates(act_day(context))
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            found = [m for m in mentions if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
            for one, other in pairwise(found) if block.kind is not Kind.TABLEAU else ():
                if (
                    one.tax is None
                    or one.tax is not other.tax
                    or not BESIDE.fullmatch(block.text, one.end, other.start)
                ):
                    continue
                if rate := next((r for r in known if r and _taxed(one, other, Fraction(r) / 100)), None):
                    yield _same(Passage(part, index, one.start, other.end), one, other, Fraction(rate) / 100)


def _taxed(one: Mention, other: Mention, rate: Fraction) -> bool:
    """Whether the greater of two amounts is the other with tax, to the cent."""
    low, high = sorted(Fraction(m.value.valeur) for m in (one, other) if isinstance(m.value, Amount))
    return low > 0 and abs(low * (1 + rate) - high) <= Fraction(CENT) / 2


def _same(where: Passage, one: Mention, other: Mention, rate: Fraction) -> Report:
    values = sorted(m.value.valeur for m in (one, other) if isinstance(m.value, Amount))
    label = one.tax.value if one.tax else ""
    message = f"{cents(values[1])} est {cents(values[0])} augmenté de {percent(rate)} : les deux ne sont pas {label}"
    return Report(where, message, f"écrivez {cents(values[0])} HT et {cents(values[1])} TTC", label)
