"""Rates that no law knows: pairs of amounts without and with tax that no rate in force explains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from ..context import Context
from ..facts import MentionKind
from ..law.vat import NORMAL, known, rates
from ..part import Passage
from ..values.kept import kept_on_it
from .arithmetic import rounded
from .days import Role, day_of
from .ledger import Sum, plain_sums
from .tables import Table
from .taxes import Priced, priced, priced_in

TOTAL = re.compile(r"\b(?:totale?s?|totaux|ensemble|global\w*)\b[^.;]*\Z", re.IGNORECASE)
BEFORE = 80  # characters
SEVERAL = 2


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """Amounts of one place that no known rate explains, all at the same rate."""

    rate: Fraction
    members: tuple[Priced, ...]
    usual: Decimal


def act_day(context: Context) -> date:
    """The day whose law applies: the date of the act, else today."""
    day = day_of(context, Role.ACTE)
    return day.value if day else context.today


@kept_on_it
def unknown(context: Context) -> tuple[Unknown, ...]:
    """Pairs whose rate is none that was in force, those of one table and one rate together."""
    candidates = rates(act_day(context))
    wrong = [
        one for one in priced(context)
        if one.stated is None and one.tva is None and one.ttc > one.ht
        and not any(known(one.ht, one.ttc, one.slack, candidates)) and not _mixed(one, context, candidates)
        and not _ht_at_fault(one, candidates)
    ]  # fmt: skip
    return tuple(
        Unknown(key[2], tuple(members), _usual(context, members[0], candidates))
        for key, members in ((key, list(found)) for key, found in groupby(sorted(wrong, key=_place), key=_place))
    )


def _place(one: Priced) -> tuple[str, int, Fraction]:
    return one.where.part.name, one.where.block, Fraction(round(one.rate * 1000), 1000)


def _mixed(one: Priced, context: Context, candidates: Sequence[Decimal]) -> bool:
    """A total of lines at several rates is at none."""
    if one.rate * 100 > max(candidates):
        return False
    if one.table is not None and one.total:
        others = [other for other in priced_in(context, one.table) if not other.total]
        if len({next(iter(known(o.ht, o.ttc, o.slack, tuple(candidates))), None) for o in others}) > 1:
            return True
    said = {str(m.value) for _, m in one.where.part.passages(MentionKind.PERCENT) if m.label == "TVA"}
    return len(said) > 1 or (one.table is None and _total_in_prose(one, context, candidates))


def _total_in_prose(one: Priced, context: Context, candidates: Sequence[Decimal]) -> bool:
    """Whether a sentence adds up what others say at several rates: « la dépense totale est de … HT, soit … TTC »."""
    others = [other for other in priced(context) if other is not one and other.where.part is one.where.part]
    found = {rate for o in others for rate in known(o.ht, o.ttc, o.slack, tuple(candidates))[:1]}
    if len(found) < SEVERAL:
        return False
    sums = sum(o.ht for o in others) == one.ht and sum(o.ttc for o in others) == one.ttc
    text = one.where.context
    return sums or TOTAL.search(text[max(0, one.where_ht.start - BEFORE) : one.where_ht.start]) is not None


def _ht_at_fault(one: Priced, candidates: tuple[Decimal, ...]) -> bool:
    """Whether it is the amount without tax that is wrong, as the total of its column says: another finding."""
    for found in _sums_with(one.table).get(one.where_ht, ()) if one.table is not None else ():
        printed = found.printed.where == one.where_ht
        right = found.computed if printed else one.ht + found.printed.value - found.computed
        if right > 0 and any(known(right, one.ttc, one.slack, candidates)):
            return True
    return False


@kept_on_it
def _sums_with(table: Table) -> Mapping[Passage, Sequence[Sum]]:
    """The wrong totals of a table by each figure that is in them."""
    found: dict[Passage, list[Sum]] = {}
    for one in plain_sums(table):
        for where in dict.fromkeys((one.printed.where, *(figure.where for _, figure in one.addends))):
            found.setdefault(where, []).append(one)
    return found


def _usual(context: Context, one: Priced, candidates: tuple[Decimal, ...]) -> Decimal:
    """The rate of the other lines of the table, else the normal one."""
    beside = priced_in(context, one.table) if one.table is not None else ()
    found = [rate for other in beside for rate in known(other.ht, other.ttc, other.slack, candidates)]
    return max(set(found), key=found.count) if found else NORMAL


def corrected(context: Context, table: Table) -> Mapping[int, Decimal]:
    """The cells of a table that a wrong rate explains, by where they start, with what they should be."""
    return {
        one.where.start: rounded(Fraction(one.base(group.rate)) * (1 + Fraction(group.usual) / 100))
        for group in unknown(context)
        for one in group.members
        if one.table is table
    }
