"""Amounts said both without and with tax, in sentences and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..part import Part, Passage
from ..text.sentences import BREAK, by_clause
from ..values.money import Amount
from ..values.percent import Percent
from .arithmetic import CENT
from .priced import Priced, slack
from .tables import Table, tables
from .taxtables import in_rows, stacked

_VAT = r"(?:\+|avec|plus|dont|et|augment[ée]\sde|hors)?\s*(?:(?:une?|la)\s)?T\.?V\.?A\.?"
_BETWEEN = re.compile(
    rf"(?:\s(?:de\sl['’]|par\s|l['’]|le\s|la\s)\w+)?(?:\s(?:pour|en|au\stitre\sde)\s(?:l['’](?:ann[ée]e|exercice)\s)?20[0-9]{{2}}\b)?[\s(),:/\u2013\u2014-]*(?:{_VAT}[^;.]{{0,70}}?)?(?:(?:soit|ou|et|c['’]est-à-dire|représentant|pour)\s*)?"
    r"(?:(?:un|le)\s(?:montant|total|coût|prix)\s(?:total\s)?(?:de\s)?)?[\s(:]*",
    re.IGNORECASE,
)
_VAT_OF = re.compile(
    r"\bT\.?V\.?A\.?\s?(?:\([^()]{1,20}\)|(?:à|au\staux\sde)?\s?[0-9,]{1,5}\s?%)?\s?[:,]?\s?\Z", re.IGNORECASE
)
_DECIMALS = re.compile(r"[.,]\s?[0-9]{1,2}(?![0-9])")
NEXT = 2  # blocks between the lines of one amount
ENDED = 3  # characters after an amount that ends its line
_ASIDE = re.compile(r"(?:,\s[^;.€%]{3,80},|\s\([^();.]{3,80}\),?)\s(?:soit|ou|représentant)\s", re.IGNORECASE)
FAR = 110  # characters
_IN_BRACKETS = re.compile(r"\((?:[^()]{0,60}[−–+×]\s?)?\Z")
_OF_TAX = re.compile(r"\bT\.?V\.?A\b", re.IGNORECASE)


@lru_cache(maxsize=2)
def priced(context: Context) -> tuple[Priced, ...]:
    """Every amount said without and with tax, in reading order by part; attached pieces included."""
    prose = [found for part in context.parts for found in (*_in_prose(part), *_in_lines(part))]
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
        for group in by_clause(text, taxed):
            yield from _pairs(part, index, text, group, rates)
            yield from _including(part, index, text, group, rates)
        yield from _in_three(part, index, text, taxed, rates)


def _pairs(part: Part, index: int, text: str, group: Sequence[Mention], rates: Sequence[Mention]) -> Iterator[Priced]:
    vat = [
        m for m in group if m.label == "TVA" or (m.tax is None and _VAT_OF.search(text, max(0, m.start - 40), m.start))
    ]
    own = [m for m in group if m not in vat and not _reckoned(text, m)]
    for first, second in pairwise(own):
        if _of_two_lists(text, own, first):
            continue
        if {first.tax, second.tax} != {Tax.HT, Tax.TTC} or second.start - first.end > FAR:
            continue
        linked = _BETWEEN.fullmatch(text, first.end, second.start) or _ASIDE.fullmatch(text, first.end, second.start)
        if not _one_basis(first, second) or not linked:
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


def _of_two_lists(text: str, own: Sequence[Mention], first: Mention) -> bool:
    """« de 238,00 € HT à 243,40 € HT (251,09 € TTC en 2026 ; 256,79 € TTC en 2027) »: two lists."""
    index = own.index(first)
    inside = text[first.end :].partition("(")[2].partition(")")[0]
    both = [m.tax for m in own[max(0, index - 1) : index + 2]] == [Tax.HT, Tax.HT, Tax.TTC]
    return both and inside.count("TTC") > 1


def _reckoned(text: str, one: Mention) -> bool:
    """An amount of a reckoning in brackets: « (12 430,00 € − 2 486,00 €) », « (9 % de 1 500 000,00 € HT) »."""
    if _SHARE_OF.search(text, 0, one.start):
        return True
    return one.tax is None and _IN_BRACKETS.search(text, 0, one.start) is not None


def _in_three(
    part: Part, index: int, text: str, taxed: Sequence[Mention], rates: Sequence[Mention]
) -> Iterator[Priced]:
    """« 155 000,00 € HT. La TVA est de 31 000,00 €. Le coût toutes taxes comprises est de 186 000,00 € »."""
    for first, vat, last in zip(taxed, taxed[1:], taxed[2:], strict=False):
        between = text[first.end : vat.start]
        apart = BREAK.search(text, first.end, last.start)
        several = sum(m.tax is first.tax for m in taxed) > 1  # « Le total dû est de … TTC » is of all of them
        if several and _ALL_OF.search(text, vat.end, last.start):
            continue
        if vat.tax or not apart or {first.tax, last.tax} != {Tax.HT, Tax.TTC} or not _OF_TAX.search(between):
            continue
        near = [m.value.valeur for m in rates if first.end <= m.start <= last.start and isinstance(m.value, Percent)]
        values = [m.value for m in (first, vat, last) if isinstance(m.value, Amount) and m.value.cents > 0]
        if len(between) > FAR or last.start - vat.end > FAR or len(values) < 3:
            continue
        ht, ttc = (first, last) if first.tax is Tax.HT else (last, first)
        without, tax, within = (values[0], values[1], values[2]) if ht is first else (values[2], values[1], values[0])
        yield Priced(
            without.valeur,
            within.valeur,
            Passage(part, index, ht.start, ht.end),
            Passage(part, index, ttc.start, ttc.end),
            slack(CENT),
            near[0] if len(near) == 1 else None,
            tax.valeur,
        )


_LINE = re.compile(r"\s*(?:[-–•]\s)?(?:montant|total|prix|co[uû]t)\s[^.;0-9]{0,25}:\s*\Z", re.IGNORECASE)


_ALL_OF = re.compile(r"\b(?:total|ensemble|somme\stotale|net\sà\spayer)\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\([0-9][0-9.,]*\s?%\s(?:de\s|du\s|d['’])[^()]*\Z")
_LABEL = re.compile(r"\b(?:(?P<ht>HT|hors\staxes?)|TTC|toutes\staxes\scomprises)\b", re.IGNORECASE)
_IN_WORDS = re.compile(r",?\s(?:soit\s)?(?:en\s(?:toutes\s)?lettres|\([^()0-9]+\)\s?[.;]?\Z)", re.IGNORECASE)


def _in_lines(part: Part) -> Iterator[Priced]:
    """« Montant HT : 184 500,00 € » and, on the next line but one at most, « Montant TTC : 221 400,00 € »."""
    lines = [(n, line) for n in range(len(part.blocks)) if (line := _line(part, n)) is not None]
    for (one, ht), (other, ttc) in pairwise(lines):
        if other - one > NEXT or ht.tax is not Tax.HT or ttc.tax is not Tax.TTC:
            continue
        between = [m for n in range(max(0, one - NEXT), other) for m in part.mentions[n] if m.label == "TVA"]
        rates = [m.value.valeur for m in between if isinstance(m.value, Percent)]
        taxes = [m.value.valeur for m in between if isinstance(m.value, Amount)]
        assert isinstance(ht.value, Amount)
        assert isinstance(ttc.value, Amount)
        yield Priced(
            ht.value.valeur,
            ttc.value.valeur,
            Passage(part, one, ht.start, ht.end),
            Passage(part, other, ttc.start, ttc.end),
            slack(CENT),
            rates[-1] if rates else None,
            taxes[-1] if len(taxes) == 1 else None,
        )


def _line(part: Part, index: int) -> Mention | None:
    """The one amount of a line that says nothing else."""
    text = part.blocks[index].text
    found = [m for m in part.mentions[index] if m.kind is MentionKind.AMOUNT and m.label != "TVA"]
    found = [m for m in found if any(char.isdigit() for char in m.text)]  # and its words
    if part.blocks[index].kind is Kind.TABLEAU or len(found) != 1:
        return None
    value = found[0].value
    alone = len(text) - found[0].end < ENDED or _IN_WORDS.match(text, found[0].end)
    if not (alone and _LINE.match(text[: found[0].start]) and isinstance(value, Amount) and value.cents > 0):
        return None
    label = _LABEL.search(text, 0, found[0].start)
    return replace(found[0], tax=Tax.HT if label["ht"] else Tax.TTC) if label and found[0].tax is None else found[0]


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
