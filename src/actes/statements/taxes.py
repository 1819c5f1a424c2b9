"""Amounts said both without and with tax, in sentences and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..part import Part, Passage
from ..values.money import Amount
from ..values.percent import Percent
from .arithmetic import CENT
from .extents import sentences
from .priced import Priced, slack
from .tables import Table, tables
from .taxtables import in_rows, stacked

_VAT = r"(?:\+|avec|plus|dont|et|augment[ée]\sde|hors)?\s*(?:(?:une?|la)\s)?T\.?V\.?A\.?"
_BETWEEN = re.compile(
    rf"(?:\s(?:de\sl['’]|par\s|l['’]|le\s|la\s)\w+)?[\s(),:/\u2013\u2014-]*(?:{_VAT}[^;.]{{0,70}}?)?(?:(?:soit|ou|et|c['’]est-à-dire|représentant|pour)\s*)?"
    r"(?:(?:un|le)\s(?:montant|total|coût|prix)\s(?:total\s)?(?:de\s)?)?[\s(:]*",
    re.IGNORECASE,
)
_VAT_OF = re.compile(
    r"\bT\.?V\.?A\.?\s?(?:\([^()]{1,20}\)|(?:à|au\staux\sde)?\s?[0-9,]{1,5}\s?%)?\s?[:,]?\s?\Z", re.IGNORECASE
)
_DECIMALS = re.compile(r"[.,]\s?[0-9]{1,2}(?![0-9])")
FAR = 110  # characters


@lru_cache(maxsize=2)
def priced(context: Context) -> tuple[Priced, ...]:
    """Every amount said without and with tax, in reading order by part; attached pieces included."""
    prose = [found for part in context.parts for found in _in_prose(part)]
    return (*prose, *(found for table in tables(context) for found in (*in_rows(table), *stacked(table))))


@lru_cache(maxsize=64)
def priced_in(context: Context, table: Table) -> tuple[Priced, ...]:
    """Those of a table."""
    return tuple(one for one in priced(context) if one.table is table)


def _in_prose(part: Part) -> Iterator[Priced]:
    for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
        taxed = [m for m in mentions if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
        said = {m.tax for m in taxed if m.tax}
        if block.kind is Kind.TABLEAU or not (len(said) > 1 or (Tax.TTC in said and len(taxed) > 1)):
            continue
        text = block.text
        rates = [m for m in mentions if m.kind is MentionKind.PERCENT and m.label == "TVA"]
        for group in sentences(text, taxed):
            yield from _pairs(part, index, text, group, rates)
            yield from _including(part, index, text, group, rates)


def _pairs(part: Part, index: int, text: str, group: Sequence[Mention], rates: Sequence[Mention]) -> Iterator[Priced]:
    vat = [
        m for m in group if m.label == "TVA" or (m.tax is None and _VAT_OF.search(text, max(0, m.start - 40), m.start))
    ]
    own = [m for m in group if m not in vat]
    for first, second in pairwise(own):
        if {first.tax, second.tax} != {Tax.HT, Tax.TTC} or second.start - first.end > FAR:
            continue
        if not _one_basis(first, second) or not _BETWEEN.fullmatch(text, first.end, second.start):
            continue
        ht, ttc = (first, second) if first.tax is Tax.HT else (second, first)
        near = [m for m in rates if first.start <= m.start <= second.end + FAR]
        taxes = [m for m in vat if first.end <= m.start <= second.end + FAR]
        assert isinstance(ht.value, Amount)
        assert isinstance(ttc.value, Amount)
        if ht.value.cents > 0 and ttc.value.cents > 0:
            units = [CENT if _DECIMALS.search(m.text) else Decimal(1) for m in (ht, ttc)]
            yield Priced(
                ht.value.valeur,
                ttc.value.valeur,
                Passage(part, index, ht.start, ht.end),
                Passage(part, index, ttc.start, ttc.end),
                slack(min(units)),
                near[0].value.valeur if len(near) == 1 and isinstance(near[0].value, Percent) else None,
                taxes[0].value.valeur if len(taxes) == 1 and isinstance(taxes[0].value, Amount) else None,
            )


def _one_basis(first: Mention, second: Mention) -> bool:
    """« 25,00 € HT par mois, soit 30,00 € TTC »: what is said once holds for both."""
    return first.basis is second.basis or (first.basis is not None and second.basis is None)


_DONT = re.compile(r"[^.;]{0,25}\bdont\s", re.IGNORECASE)


def _including(
    part: Part, index: int, text: str, group: Sequence[Mention], rates: Sequence[Mention]
) -> Iterator[Priced]:
    """« 1 488,60 € TTC, dont 248,10 € de TVA à 20 % »."""
    for whole, vat in pairwise(group):
        near = [m for m in rates if vat.end <= m.start <= vat.end + FAR]
        if (
            vat.label != "TVA"
            or whole.tax is Tax.HT
            or len(near) != 1
            or not _DONT.fullmatch(text, whole.end, vat.start)
        ):
            continue
        rate, ttc, tva = near[0].value, whole.value, vat.value
        if isinstance(rate, Percent) and isinstance(ttc, Amount) and isinstance(tva, Amount) and ttc > tva:
            where = Passage(part, index, vat.start, vat.end)
            total = Passage(part, index, whole.start, whole.end)
            yield Priced((ttc - tva).valeur, ttc.valeur, where, total, slack(CENT), rate.valeur, label="dont")
