"""The tax between an amount without it and the same with it: as a rate or a tax says, else at a rate that exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ..claims import Sure
from ..claims.table import sentences
from ..context import Context
from ..facts import MentionKind, Tax
from ..law.vat import NORMAL, rates
from ..statements.days import act_day
from ..statements.statement import About
from ..text.lexicon import GENERIC, TOTAL
from ..text.tokens import shape, tokens
from ..values.kept import kept_on_it
from .pairs import Pair, pairs, pairs_in
from .relation import Kind, Relation, related, said
from .stretch import paragraphs
from .taxes import between, is_rate, with_tax

BEFORE = 80  # characters


def rated(context: Context) -> Iterator[Relation]:
    """What each amount with tax is of the one without; in sentences, those with a rate are in `taxes`."""
    candidates = rates(act_day(context))
    yield from _announced(context)
    for pair in pairs(context):
        if pair.ttc.value < pair.ht.value:
            continue  # turned round
        if pair.table is not None:
            stated = between([pair.ht], [pair.ttc], *([one] if one else [] for one in (pair.rate, pair.vat)))
            yield from (replace(one, slack=max(one.slack, pair.slack)) for one in stated)
        alone = pair.rate is None and pair.vat is None and pair.ttc.value > pair.ht.value
        if alone and not _mixed(context, pair, candidates):
            yield _at(pair, next(iter(pair.known(candidates)), usual(pair, candidates)))


def _announced(context: Context) -> Iterator[Relation]:
    """« Taux de TVA applicable : 10 % », once: of all amounts, where none has it; of the only two prices of a role."""
    ranks = [(one, n, c) for one in paragraphs(context) for n, (_, c) in enumerate(one.pieces) if c and c.unit == "%"]
    said_so = [c for one, n, c in ranks if is_rate(one, n)]
    if len({c.value for c in said_so}) != 1:
        return
    taxed = [pair for pair in pairs(context) if pair.ttc.value > pair.ht.value]
    legal = rates(act_day(context))
    used = {rate for pair in taxed for rate in pair.known(legal)}
    unused = used and said_so[0].value in set(legal) - used
    told = {pair.ttc.spot for pair in taxed}
    for pair in (*(taxed if unused else ()), *(one for one in _of_roles(context) if one.ttc.spot not in told)):
        found = with_tax(pair.ht, pair.ttc, said_so[0], sure=False)
        yield replace(found, slack=max(found.slack, pair.slack))


def _of_roles(context: Context) -> Iterator[Pair]:
    """The only price without tax, and the only one with it, each in its article."""
    own = [c for c in sentences(context) if c.owner.about is About.THIS and c.sure >= Sure.BEFORE and c.role]
    for role in sorted({c.role for c in own} - GENERIC):  # « à la somme de … » is of anything
        ht, ttc = ([c for c in own if c.tax is tax and c.role == role] for tax in (Tax.HT, Tax.TTC))
        alone = len({c.value for c in ht}) == len({c.value for c in ttc}) == 1
        if alone and ht[0].value < ttc[0].value < 2 * ht[0].value:
            yield Pair(ht[0], ttc[0], Fraction(0))


def _at(pair: Pair, rate: Decimal) -> Relation:
    factor = 1 + Fraction(rate) / 100
    words = f"{said(pair.ht)} × {said(replace(pair.ht, value=factor))}"
    return related(Kind.RATE, pair.ttc, (pair.ht,), lambda v: v[0] * factor, words, pair.slack)


def usual(pair: Pair, candidates: Sequence[Decimal]) -> Decimal:
    """The rate of the other lines of the table, else the normal one."""
    found = [rate for other in (pairs_in(pair.table) if pair.table else ()) for rate in other.known(candidates)]
    return max(set(found), key=found.count) if found else NORMAL


def _mixed(context: Context, pair: Pair, candidates: Sequence[Decimal]) -> bool:
    """A total of lines at several rates is at none."""
    part = pair.ttc.said.part
    if pair.ttc.value > pair.ht.value * (1 + Fraction(max(candidates)) / 100):
        return False
    lines = [one for one in pairs_in(pair.table) if not one.total] if pair.table and pair.total else ()
    if len({one.known(candidates)[:1] for one in lines}) > 1:
        return True
    announced = {str(m.value) for _, m in part.passages(MentionKind.PERCENT) if m.label == "TVA"}
    return len(announced) > 1 or (pair.table is None and _sums_up(context, pair, candidates))


def _sums_up(context: Context, pair: Pair, candidates: Sequence[Decimal]) -> bool:
    """Whether a sentence adds up what others say at several rates: « la dépense totale est de … HT, soit … TTC »."""
    rated, ht, ttc = _together(context)[id(pair.ttc.said.part)]
    if len(rated - Counter(pair.known(candidates)[:1])) < 2:
        return False
    where = pair.ht.said
    before = where.context[max(0, where.start - BEFORE) : where.start]
    return (ht, ttc) == (2 * pair.ht.value, 2 * pair.ttc.value) or TOTAL in shape(tokens(before)).rpartition(".")[2]


@kept_on_it
def _together(context: Context) -> dict[int, tuple[Counter[Decimal], Fraction, Fraction]]:
    """By part, how often each rate is met, and all the amounts without tax, then with."""
    legal, found = rates(act_day(context)), dict[int, tuple[Counter[Decimal], Fraction, Fraction]]()
    for pair in pairs(context):
        rated, ht, ttc = found.get(id(pair.ttc.said.part), (Counter(), Fraction(0), Fraction(0)))
        rated.update(pair.known(legal)[:1])
        found[id(pair.ttc.said.part)] = rated, ht + pair.ht.value, ttc + pair.ttc.value
    return found
