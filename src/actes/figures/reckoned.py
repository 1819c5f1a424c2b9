"""A rate that its decimals show to be reckoned, of amounts that stand elsewhere: « l'avenant représente 3,42 % du
montant initial », « une hausse de 8,44 € TTC par an (3,26 %) ».

Right where two amounts of the act make it. Where none do, told of the one that words name, or of the two whose gap is
the change; else of the only amount that a key keeps from making it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ..claims import Claim
from ..claims.table import own_amounts
from ..claims.tables import Rank, own_tables
from ..context import Context
from ..pattern import pattern
from ..statements.arithmetic import misprint, rounded
from ..text.lexicon import CHANGE, SO, TOTAL
from ..text.tokens import EUROS, PERCENT
from .changes import LESS
from .relation import Relation, ratio
from .shares import fit, limited
from .sharesapart import after_words
from .stretch import Stretch, paragraphs
from .taxes import is_rate

_SO_MUCH = pattern(r"[^s(]*[s(][on]*[+-]?")  # « … (+ 3,26 %) », « …, soit 3,26 % »
_OF = pattern(r"o")
MANY = 60  # amounts, of which more would make any rate


def reckoned(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such rate, right or wrong, of which nothing else is `told`."""
    own = [c for c in own_amounts(context) if c.value > 0]
    for sentence in (one for paragraph in paragraphs(context) for one in paragraph.items):
        for rank in sentence.ranks(PERCENT) if len(own) <= MANY else ():
            rate, until = sentence.at(rank), sentence.shape[: rank + 1]
            if rate.spot in told or not rate.places or is_rate(sentence, rank) or limited(sentence, rate):
                continue
            at = until.rfind(EUROS)
            by = sentence.claim(at) if at >= 0 and "g" in _since(until, at, "EPD.;") else None
            if by and _SO_MUCH.fullmatch(_since(until, rank, "EPD.;")):
                yield from _of_change(by, rate, own)
            elif not {SO, CHANGE}.isdisjoint(_since(until, rank, "EP;.")):
                yield from _of_share(context, sentence, rank, own)


def _since(letters: str, rank: int, marks: str) -> str:
    """The letters before a rank, back to one of those."""
    return letters[max(letters.rfind(mark, 0, rank) for mark in marks) + 1 : rank]


Of = tuple[Claim, Claim]  # a part, and what it is of


def _of_change(by: Claim, rate: Claim, own: Sequence[Claim]) -> Iterator[Relation]:
    """Of an amount of the act before the change, or of what it was before it."""
    low, others = by.said.low, [c for c in own if c.value != by.value and fit(c, by)]
    less = LESS.search(low, max(0, by.said.start - AROUND), by.said.start) or "inferieur" in low
    befores = [replace(c, value=c.value + sign * by.value) for c in others for sign in (0, -1, 1)]
    values = {c.value for c in others}
    moved = [c for c in befores if {c.value, c.value - by.value if less else c.value + by.value} <= values]
    yield from _told(rate, [(by, c) for c in befores], [(by, c) for c in moved])


AROUND = 80  # characters


def _of_share(context: Context, sentence: Stretch, rank: int, own: Sequence[Claim]) -> Iterator[Relation]:
    """Of what the words after it name, else of any two."""
    of = _OF.match(sentence.shape, rank + 1) is not None
    after = [c for c in sentence.money if sentence.rank(c) > rank]
    linked = [c for c in after if not set(sentence.between(rank, sentence.rank(c))) & set(";.&")]
    # « …, et la subvention en représente 26,8 % »: of what is said before it
    here = linked if of else [c for c in sentence.money if c not in after]
    named = [*here[:1], *(c for c in after_words(context, sentence, rank) if c.unit == EURO)] if of else here[-1:]
    if TOTAL in sentence.shape[rank + 1 : rank + 4]:
        lines = [line for table in own_tables(context) for line in table.lines if line.rank in _TOTALS]
        named += [c for line in lines for c in line.claims if c and c.unit == EURO]
    gaps = [(replace(c, value=c.value - base.value), base) for base in named for c in own]
    of_named = [*((c, base) for base in named for c in own), *gaps]
    if of or named:
        yield from _told(sentence.at(rank), [*of_named, *((c, base) for base in own for c in own)], [], of_named)


EURO, _TOTALS = "€", (Rank.TOTAL, Rank.SOUS_TOTAL)


def _told(rate: Claim, made: Sequence[Of], sure: Sequence[Of], near: Sequence[Of] | None = None) -> Iterator[Relation]:
    """The one that holds; else the one that is sure; else the only one that a key keeps from holding."""
    said = float(rate.value)
    close = (one for one in made if 0 < one[0].value < one[1].value and abs(_percent(one) - said) < 1)
    if held := next((one for of in close if (one := ratio(rate, *of, sure=False)).holds), None):
        yield held
        return
    slips = [
        one for one in (made if near is None else near) if 0 < one[0].value < one[1].value and _a_key_off(rate, one)
    ]
    for found in (sure, slips):
        if len({(part.value, base.value) for part, base in found}) == 1:
            yield ratio(rate, *found[0], sure=False)
            return


def _percent(of: Of) -> float:
    return 100 * float(of[0].value) / float(of[1].value)


def _a_key_off(rate: Claim, of: Of) -> bool:
    return bool(misprint(rounded(rate.value), Decimal(f"{_percent(of):.{rate.places}f}")))
