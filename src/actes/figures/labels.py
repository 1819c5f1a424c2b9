"""Rates that the words of a table say: « Acompte (60 %) » above amounts, « DETR (40 % du HT) » before one.

What it is a rate of is an amount of the table, else of the act. Told wrong where that amount is known: the same for all
the lines below a heading, the one that another label is of, the one that its words name, or one of which it would be
another rate, as people choose them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from ..claims import Claim
from ..claims.table import amounts
from ..claims.tables import Column, Line, Sort, Table
from ..context import Context
from ..pattern import pattern
from ..statements.arithmetic import digits
from ..statements.wording import stems
from ..values.accident import slip
from ..values.text import unaccented
from .columns import TOTALS, rate_in
from .reach import LONG
from .relation import HUNDRED, Kind, Relation, changed, first_held, share
from .shares import TAXES

_MORE = pattern(r"\bttc\b|[+]|major|hausse|augment")
_LESS = pattern(r"\bsolde\b|\breste\b|redui|reduc|remise|minor|abatt|rabais|apres|deduit")
TIMES = 4  # a rate is not mistaken for one farther
OTHER = 3  # what no word says that it is of


def rated_columns(table: Table) -> Iterator[Relation]:
    """« Acompte (60 %) »: the same part of another column on every line, or so much more, or less."""
    for column in (c for c in table.columns if "%" in c.heading and c.sort in (Sort.EUROS, Sort.NUMBER)):
        rate = rate_in(table, column.heading)
        others = [c for c in table.columns if c.sort in (Sort.EUROS, Sort.NUMBER) and "%" not in c.heading]
        ways = [_down(table, rate, column, one, way) for one in others for way in _ways(column.key)] if rate else []
        held = [way for way in ways if way and sum(one.holds for one in way) >= max(1, len(way) - 1)]
        best = max(held, key=lambda way: sum(one.holds for one in way), default=None)
        yield from best or ()


def _ways(key: str) -> Sequence[int]:
    """A part, then so much more or less: of a tax, both are."""
    return (*((1, 0) if _MORE.search(key) else (0, 1)), -1) if not _LESS.search(key) else (0, -1)


def _down(table: Table, rate: Claim, column: Column, other: Column, way: int) -> list[Relation]:
    pairs = [(line.claims[other.index], line.claims[column.index]) for line in table.lines]
    of = partial(changed, sign=way)
    return [
        _labelled(share(made, rate, base, sure=False) if not way else of(made, base, rate, sure=False))
        for base, made in pairs
        if base and made and base.value > 0 and made.value and "%" not in (base.unit, made.unit)
    ]


def _labelled(one: Relation) -> Relation:
    return replace(one, kind=Kind.LABEL)


def _mistaken(meant: Fraction, rate: Claim) -> bool:
    """Whether a rate may stand for another that people choose; not for the same with its tax."""
    close = 0 < meant <= TIMES * rate.value and rate.value <= TIMES * meant
    return close and (2 * meant * 10**rate.places).denominator == 1 and HUNDRED * (meant / rate.value - 1) not in TAXES


def rated_lines(context: Context, table: Table) -> Iterator[Relation]:
    """« Maîtrise d'œuvre (8,5 % des travaux) », « 600 € (0,10 %) »: each amount beside a rate, of the one it is of."""
    every = [one for line in table.lines for one in _beside(table, line)]
    own = [c for line in table.lines for c in line.claims if c and c.unit == "€"]
    found = [(rate, cell, words, _of(context, rate, cell, own)) for rate, cell, words in every]
    for n, (rate, cell, words, held) in enumerate(found):
        bases = {one.terms[1].value: _of_what(other) for k, (*_, other, one) in enumerate(found) if one and k != n}
        here = held and held.terms[1] in own
        wrong = None if here else _wrong(context, table, rate, cell, _of_what(words), bases)
        if one := wrong or held:
            yield one


def _beside(table: Table, line: Line) -> Iterator[tuple[Claim, Claim, str]]:
    """The rates that a line says in words, each with the amount it makes: of its own cell, else of the only one."""
    money = [c for c in line.claims if c and c.unit != "%" and c.value]
    for text, cell in zip(line.texts, line.claims, strict=False):
        made = cell or (money[0] if text == line.label and len(money) == 1 else None)
        rate = rate_in(table, text, _start(table, line)) if made and made.unit != "%" and "%" in text else None
        if made and rate:
            yield rate, replace(made, value=abs(made.value)), text


def _start(table: Table, line: Line) -> int:
    """Where to look for a text of a line in the text of its table: not before the line begins."""
    text, first = table.part.blocks[table.block].text, next((c for c in line.claims if c), None)
    start = first.said.start if first else 0
    return text.rfind("\n", 0, start) + 1


def _of(context: Context, rate: Claim, cell: Claim, own: Sequence[Claim]) -> Relation | None:
    """What holds, of the table first."""
    every = (c for c in (*own, *amounts(context)) if c.value > cell.value)
    return first_held(_labelled(share(cell, rate, c, sure=False)) for c in every)


def _of_what(words: str) -> str:
    """« du total HT », after the rate."""
    return unaccented(words.partition("%")[2]).strip(" )")


def _wrong(
    context: Context, table: Table, rate: Claim, cell: Claim, of: str, bases: Mapping[Fraction, str]
) -> Relation | None:
    """The amount of which another rate, or a key, makes it a part: what words say that it is of, before a total."""
    outside = [(c, None) for c in amounts(context) if c.value in bases and c.spot[:2] != cell.spot[:2]]
    inside = [(c, line) for line in table.lines for c in line.claims if c and c.unit == "€"]
    tried: dict[int, dict[Fraction, Relation]] = {}
    for base, line in ((c, line) for c, line in (*outside, *inside) if c.value > cell.value):
        one = _labelled(share(cell, rate, base, sure=False))
        same = bool(of) and bases.get(base.value) == of
        named = line is not None and not stems(of).isdisjoint(stems(line.label))
        whole = base.value in bases or (line is not None and line.rank in TOTALS)
        how = next((n for n, sure in enumerate((same, named, whole)) if sure), OTHER)
        by_rate = _mistaken(one.solve(0), rate) and (how < OTHER or digits(cell.value) >= LONG)
        if by_rate or (how < OTHER and slip(one.made, cell.value)):
            tried.setdefault(how, {})[base.value] = one
    best = tried[min(tried)] if tried else {}
    return next(iter(best.values())) if len(best) == 1 else None
