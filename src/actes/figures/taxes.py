"""Tax: an amount without it, the rate or the tax, the amount with it, in whatever order and however far apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim
from ..context import Context
from ..facts import Mention, Tax
from ..pattern import pattern
from ..text.lexicon import GENERIC
from ..text.tokens import ROLE, Token
from .changes import LESS
from .relation import CENT, HALF, Kind, Relation, related, said, share, total
from .shares import limited
from .stretch import Stretch, paragraphs

_EACH = pattern(r"Eo?p,?s[on]*E")
MANY = 15  # times: a figure forgotten or added makes ten


def taxes(context: Context) -> Iterator[Relation]:
    """Every amount with tax that words put beside the one without it and a rate or a tax."""
    done = set[object]()
    for paragraph in paragraphs(context):
        for stretch in paragraph.readings:
            for found in _of(stretch):
                if not {claim.spot for claim in found.numbers} <= done:
                    done.update(claim.spot for claim in found.numbers)
                    yield found


def _of(stretch: Stretch) -> Iterator[Relation]:
    """In one sentence: one amount without tax, one with it, one rate, one tax at most."""
    ht = [c for c in stretch.claims if c.tax is Tax.HT]
    ttc = [c for c in stretch.claims if c.tax is Tax.TTC]
    if len(ht) == 2 and _EACH.match(stretch.shape, stretch.rank(ht[0])) and ht[0].value < ht[1].value:
        ht = ht[1:]  # « à 780 € HT la journée, soit 10 920 € HT »
    rates = [c for n, (_, c) in enumerate(stretch.pieces) if c is not None and c.unit == "%" and is_rate(stretch, n)]
    vat = [c for n, (_, c) in enumerate(stretch.pieces) if c is not None and c.unit == "€" and is_vat(stretch, n, c)]
    if len(rates) > 1 or len(vat) > 1 or len(ht) > 1 or len(ttc) > 1 or (ttc and limited(stretch, ttc[0])):
        return
    other = any(c.unit == "€" and c.tax is None and c not in vat for c in stretch.claims)
    if other and not (ht and (ttc or (vat and rates))):
        return
    if ht and vat and ttc and ttc[0].value - ht[0].value - vat[0].value in {c.value for c in stretch.money}:
        return  # « total (c + d + e) »
    if ht and vat and not ttc and "." in stretch.shape[stretch.rank(vat[0]) : stretch.rank(ht[0])]:
        return  # « (TVA à 20 % : 940,50 €). Par mois, le loyer est de 1 567,50 € HT »: of what was said before
    if ht and ttc and _lessened(stretch, ht[0], ttc[0]):
        return
    yield from between(ht, ttc, rates, vat)


def _lessened(stretch: Stretch, ht: Claim, ttc: Claim) -> bool:
    """« 70 € HT et 14 € de TVA. Les résidents ont 25 % de réduction, soit 63 € TTC »: another price."""
    apart = "." in stretch.shape[stretch.rank(ht) : stretch.rank(ttc)] and ht.spot[:2] == ttc.spot[:2]
    return apart and LESS.search(ttc.said.low, ht.said.end, ttc.said.start) is not None


def between(
    ht: Sequence[Claim], ttc: Sequence[Claim], rates: Sequence[Claim], vat: Sequence[Claim]
) -> Iterator[Relation]:
    """What the law makes of one amount without tax, one with it, one rate and one tax, as many as there are."""
    if ht and ttc and ht[0].value * MANY < ttc[0].value:
        return  # the price of one thing, and the total of another
    if ht and ttc and vat:
        yield replace(total(ttc[0], [ht[0], vat[0]]), kind=Kind.TAX, slack=CENT)
    if ht and vat and rates and not ttc:
        yield replace(share(vat[0], rates[0], ht[0]), kind=Kind.TAX)
    if rates and ht and ttc:
        yield with_tax(ht[0], ttc[0], rates[0])
    elif rates and ttc and vat:
        base = replace(ttc[0], value=ttc[0].value - vat[0].value)
        made = base.value * rates[0].value / 100
        if abs(made - vat[0].value) > CENT:
            yield _inside(ttc[0], vat[0], rates[0])


def with_tax(ht: Claim, ttc: Claim, rate: Claim, *, sure: bool = True) -> Relation:
    """« 1 000 € HT, TVA à 20 %, soit 1 200 € TTC »."""

    def slack(made: Fraction) -> Fraction:
        return HALF if not (ht.places and ttc.places) and made.denominator != 1 else CENT

    words = f"{said(ht)} + {said(rate)}"
    return related(Kind.TAX, ttc, (ht, rate), lambda v: v[0] * (1 + v[1] / 100), words, slack, sure=sure)


def _inside(ttc: Claim, vat: Claim, rate: Claim) -> Relation:
    """« 10 248 € TTC, dont TVA à 20 % : 1 708 € »."""
    words = f"la TVA à {said(rate)} comprise dans {said(ttc)}"
    return related(Kind.TAX, vat, (ttc, rate), lambda v: v[0] * v[1] / (100 + v[1]), words, CENT)


def is_taxed(token: Token) -> bool:
    """Whether what was read is called a tax, or its rate."""
    return isinstance(token.value, Mention) and token.value.label == "TVA"


def is_rate(stretch: Stretch, rank: int) -> bool:
    """Whether a percentage is a rate of tax, as the words beside it say."""
    before, after = stretch.before(rank)[-4:].rpartition(".")[2], stretch.after(rank)[:2].lstrip("o")
    return is_taxed(stretch.pieces[rank][0]) or "w" in before or after.startswith("w")


def is_vat(stretch: Stretch, rank: int, claim: Claim) -> bool:
    """Whether an amount is that of the tax: « TVA (20 %) : 6 400 € »."""
    if claim.tax is not None:
        return False
    if is_taxed(stretch.pieces[rank][0]):
        return True
    start = stretch.before(rank).rfind("E") + 1
    tax = stretch.shape.rfind("w", start, rank)
    between = stretch.pieces[tax + 1 : rank]
    return tax >= 0 and not any(t.sort in ".;+" or (t.sort == ROLE and t.value not in GENERIC) for t, _ in between)
