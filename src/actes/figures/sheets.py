"""Lines, or short sentences, that each name one number: « Taux : 8,5 % », « Travaux : 640 000 € ».

Nobody says how the numbers go together, and a reader sees it: the last is what the others make, one is a share, or so
many times another. Told where only one such computation is near, and where no words state a relation of any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from ..claims import Claim
from ..context import Context
from ..facts import Tax
from ..facts.flat import folded
from ..pattern import pattern
from ..statements.arithmetic import slip
from ..text.lexicon import TOTAL, UNEQUAL
from ..values.accident import near
from .relation import Kind, Relation, product, ratio, share, total
from .stretch import Stretch, paragraphs

_ENTRY = pattern(r"[^;EPND.(:]*(?:\([^EPND():]*(?:[ND][^EPND():]*)?\))?:[^;EPND.]*[EPND][^;EPND:]*\.?")


def sheets(context: Context, told: frozenset[object]) -> Iterator[Relation]:
    """Every such computation that does not hold, of numbers of which nothing else is `told`."""
    for sheet in _sheets(paragraphs(context)):
        tried = list(_tried(sheet))
        held = frozenset().union(*(one.spots for one in tried if one.holds))
        wrong = [one for one in tried if not one.spots & told and not one.spots <= held and _near(one)]
        if len(wrong) == 1:
            yield replace(wrong[0], sure=TOTAL in wrong[0].result.lead)


_SIDE = pattern(r"\b(depense|recette)s?(?: [a-z']+){0,4} ?:")
_BALANCED = pattern(r"\bequilibr")
BELOW = 3  # blocks
AROUND = 80  # characters between what a line is of and its amount


def balanced(context: Context) -> Iterator[Relation]:
    """« Dépenses, compte 2158 : 5 950 € », « Recettes, compte 021 : 5 950 € », « la décision s'équilibre »."""
    every = paragraphs(context)
    for rank, one in enumerate(every):
        near = every[rank : rank + 2]
        sides: dict[str, list[Claim]] = {"d": [], "r": []}
        for claim in (c for each in near if each.part is one.part and each.block <= one.block + 1 for c in each.money):
            low, start = folded(claim.said.context), claim.said.start
            for side in _SIDE.findall(low, max(0, start - AROUND), start)[-1:]:
                sides[side[0]].append(claim)
        after = one.part.blocks[one.block : one.block + BELOW + 1]
        if all(len(side) == 1 for side in sides.values()) and any(_BALANCED.search(folded(b.text)) for b in after):
            (spent,), (got,) = sides.values()
            yield replace(total(got, [spent], sure=False), kind=Kind.SIDES, words="total des dépenses")


def _sheets(every: Sequence[Stretch]) -> Iterator[Stretch]:
    """Three lines or more that follow each other, or the sentences of a line."""
    run: list[Stretch] = []
    for one in every:
        last = run[-1] if run else one
        entry = len(one.sentences) == 1 and _ENTRY.fullmatch(one.shape)
        ended = len(run) > 2 and TOTAL in last.shape
        if run and (ended or not entry or one.part is not last.part or one.block != last.block + 1):
            yield from _joined(run)
            run = []
        if entry:
            run.append(one)
        elif all(_ENTRY.fullmatch(each.shape) for each in one.sentences):
            yield from _joined(one.sentences)
    yield from _joined(run)


def _joined(run: Sequence[Stretch]) -> Iterator[Stretch]:
    if len(run) > 2:
        yield Stretch(run[0].part, run[0].block, tuple(piece for each in run for piece in each.pieces))


def _tried(sheet: Stretch) -> Iterator[Relation]:
    """What the numbers may be of each other."""
    money = sheet.money
    rates = [c for c in sheet.claims if c.unit == "%" and 0 < c.value <= 100]
    counts = [c for c in sheet.claims if c.unit not in ("€", "%", *UNEQUAL) and c.value > 1]
    one_tax = len({c.tax for c in money} - {None}) < 2
    of_one = len({c.unit for c in sheet.claims}) == 1 and TOTAL in sheet.shape  # « Total : 52 lits »
    every = money or (counts if of_one else [])
    for whole, parts in ((every[-1], every[:-1]), (every[0], every[1:])) if len(every) > 2 and one_tax else ():
        if all(c.value < whole.value for c in parts) and whole.value > 0:
            yield total(whole, parts)
    if len(money) > FEW:
        return
    for small, big in combinations(sorted(money, key=lambda c: c.value), 2):
        if small.value <= 0 or small.value == big.value or {small.tax, big.tax} == {Tax.HT, Tax.TTC}:
            continue
        for rate in rates if len(rates) == 1 else ():
            yield ratio(rate, small, big) if rate.places else share(small, rate, big)
        for count in counts if not rates else ():
            yield product(big, [count, small])


FEW = 4  # amounts


def _near(one: Relation) -> bool:
    """A digit apart; anything near, under the word « total », or where the line says how many: « Par an (12 mois) »."""
    first, result = one.terms[0], one.result
    counted = first.unit not in ("€", "%") and first.said.block == result.said.block
    if (counted or TOTAL in result.lead) and near(result.value, one.made):
        return True
    return any(_slip(claim, one.solve(rank)) for rank, claim in enumerate(one.numbers))


def _slip(claim: Claim, meant: Fraction) -> bool:
    places = max(claim.places, 2 if claim.unit == "€" else 0)
    if meant <= 0 or (meant * 10**places).denominator > 1:
        return False
    return near(claim.value, meant) if claim.unit != "€" else slip(claim.value, meant)
