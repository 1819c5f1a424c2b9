"""Lines, items, short sentences that each name one number: « Taux : 8,5 % », « Travaux : 640 000 € »; what closes them.

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
from ..document import Kind as Block
from ..frozen import frozen
from ..pattern import pattern
from ..text.lexicon import MINUS, RAISED, REST, SO, TOTAL, UNEQUAL
from ..values.accident import NEAR, near, slip
from .quantities import singular
from .reach import SHEET_BLOCKS
from .relation import Kind, Relation, once, product, ratio, share, total
from .shares import fit, limiting
from .stretch import Stretch, paragraphs

_ACCOUNT = pattern(r"(?<![^\n])[0-9]{3,6} [A-ZÀ-Ý]")  # « 7381 Taxe additionnelle », that a line begins with
_ENTRY = pattern(r"N?[^;EPND.(:]*(?:\([^EPND():]*(?:[ND][^EPND():]*)?\))?:[^;EPND.]*[EPND][^;EPND:]*\.?")
_TOTAL_LINE = pattern(r"[^;EPND.(:,t]*t[^;EPND.(:,]*:[on]*[EPND](?=[,.(])")
_MADE = frozenset((TOTAL, SO, RAISED, REST))  # before what the others make
MANY = 3  # parts: their sum is no chance
FEW = 4  # amounts
THOUSAND = 1000


@frozen(eq=False)
class Sheet:
    """Lines that follow each other, and the sentences below and above them, where they say one number."""

    numbers: Sequence[Claim]
    foot: Claim | None = None
    head: Claim | None = None


def sheets(context: Context, told: frozenset[object]) -> Iterator[Relation]:
    """Every such computation that does not hold, of numbers of which nothing else is `told`."""
    for sheet in _sheets(paragraphs(context)):
        tried = list(_tried(sheet))
        right = list(_closest(tried))
        held = frozenset().union(*(one.spots for one in right))
        summed = frozenset().union(*(one.spots for one in right if one.kind is Kind.SUM))
        open_ = [one for one in tried if not one.spots & told and not {c.spot for c in one.terms} <= summed]
        wrong = [one for one in open_ if not one.spots <= held and _near(sheet, one)]
        if len({one.spots for one in wrong}) == 1:
            yield replace(wrong[0], sure=TOTAL in wrong[0].result.lead)


def _closest(tried: Sequence[Relation]) -> Iterator[Relation]:
    """Those that hold: of two ways to make one number of another, the exact one."""
    right = sorted((one for one in tried if one.holds), key=lambda one: one.gap)
    return once(right, fresh=True)


def used(one: Stretch) -> list[Claim]:
    """The numbers that a computation may take: no date, no reference, no rank, no account."""
    return [
        c for c in one.claims if (c.unit or c.lead.endswith(":")) and not _ACCOUNT.match(c.said.context, c.said.start)
    ]


def _sheets(every: Sequence[Stretch]) -> Iterator[Sheet]:
    """Three lines or more that follow each other, or the sentences of a line."""
    run: list[Stretch] = []
    above: Stretch | None = None
    last: Stretch | None = None
    for one in (_headed(line) for paragraph in every for line in _lines(paragraph)):
        follows = bool(run) and one.part is run[-1].part and one.block == run[-1].block + 1
        ended = len(run) > 2 and TOTAL in run[-1].shape
        entry = _is_entry(one)
        if run and (ended or not entry or not follows):
            yield from _joined(run, used(one) if follows and not ended else [], above)
            run = []
        above = above if run else last
        last = one
        if entry:
            run.append(one)
        elif all(_ENTRY.fullmatch(each.shape) for each in one.sentences):
            yield from _joined(one.sentences)
    yield from _joined(run, above=above)


def _lines(paragraph: Stretch) -> Sequence[Stretch]:
    """A paragraph, or each line of the list that it announces."""
    items = [one for one in paragraph.items if one.block != paragraph.block]
    return items or (paragraph,)


def _headed(one: Stretch) -> Stretch:
    """« Total : 90 élèves, pour une capacité de 120 »: the total alone."""
    headed = _TOTAL_LINE.match(one.shape)
    return Stretch(one.part, one.block, one.pieces[: headed.end()]) if headed else one


def _is_entry(one: Stretch) -> bool:
    item = one.part.blocks[one.block].kind is Block.ITEM and len(used(one)) == 1
    return len(one.sentences) == 1 and (item or _ENTRY.fullmatch(one.shape) is not None)


def _joined(run: Sequence[Stretch], below: Sequence[Claim] = (), above: Stretch | None = None) -> Iterator[Sheet]:
    """The lines, and the one number below them; or the last line, which says the total too: « …, soit 900 € »."""
    numbers = [claim for line in run for claim in used(line)]
    if len(below) == 2 and _unit(below[0]) == _unit(below[1]) and not _MADE.isdisjoint(below[1].lead):
        numbers, below = [*numbers, below[0]], below[1:]
    foot = below[0] if len(below) == 1 and below[0].unit else None
    if len(run) + (foot is not None) > 2 or len(numbers) > 2:
        near_by = above and run and above.part is run[0].part and run[0].block - above.block <= SHEET_BLOCKS
        heads = used(above) if above and near_by else []
        yield Sheet(numbers, foot, heads[0] if len(heads) == 1 else None)


def _tried(sheet: Sheet) -> Iterator[Relation]:
    """What the numbers may be of each other."""
    every, foot = list(sheet.numbers), sheet.foot
    for unit in dict.fromkeys(_unit(c) for c in every):
        around = [one for one in (foot, sheet.head) if one and _unit(one) == unit]
        yield from _sums([c for c in every if _unit(c) == unit], around)
    every = [*every, foot] if foot else every
    sides, areas = ([c for c in every if c.unit in units] for units in (("m", "metres"), ("m²", "m2")))
    if len(sides) == 2 and len(areas) == 1:
        yield product(areas[0], sides)
    money = [c for c in every if c.unit == "€" and not limiting(c.lead)]
    bases = [c for c in every if not c.unit and c.value > THOUSAND]  # « Bases prévisionnelles : 612 400 »
    rates = [c for c in every if c.unit == "%" and 0 < c.value <= 100]
    counts = [c for c in every if c.unit not in ("€", "%", *UNEQUAL) and c.value > 1]
    for small, big in combinations(sorted(money, key=lambda c: c.value), 2) if len(money) <= FEW else ():
        if small.value <= 0 or small.value == big.value or not fit(small, big):
            continue
        for rate in rates if len(rates) == 1 else ():
            yield _of(small, rate, big)
        for count in counts if not rates else ():
            yield product(big, [count, small])
    for small, big in ((a, b) for a in money for b in bases if a.value < b.value) if len(rates) == 1 else ():
        yield _of(small, rates[0], big)


def _of(small: Claim, rate: Claim, big: Claim) -> Relation:
    return ratio(rate, small, big) if rate.places else share(small, rate, big)


def _unit(claim: Claim) -> str:
    return singular(claim.unit)


def _sums(every: Sequence[Claim], around: Sequence[Claim]) -> Iterator[Relation]:
    """The last, the first, or the number below or above them, is what the others make."""
    unit, named = _unit(every[0]), TOTAL in every[-1].lead  # bare numbers add up where one is called their total
    if len({c.tax for c in (*every, *around)} - {None}) > 1 or unit in UNEQUAL or not (unit or named):
        return
    ways = [(every[-1], every[:-1])] if len(every) > 2 else []
    if len(every) > 2 and not _MADE.isdisjoint(every[0].lead):  # of a list, the first may be near the sum of the others
        ways.append((every[0], every[1:]))
    for whole, parts in [*ways, *((one, every) for one in around if len(every) > 1)]:
        left = total(whole, parts[:1], parts[1:])  # « franchise déduite »
        less = [c for c in parts if MINUS in c.lead]
        added = [c for c in parts if c not in less]
        told = whole.unit == "€" or not _MADE.isdisjoint(whole.lead)
        apart = any(c.value * NEAR >= whole.value or limiting(c.lead) for c in added)
        net = total(whole, added)  # of a sub-total, from which it is taken already
        if left.holds or (less and net.holds and any(TOTAL in c.lead for c in added)):
            yield left if left.holds else net
        elif told and added and whole.value > 0 and not apart:
            yield total(whole, added, less)


def _near(sheet: Sheet, one: Relation) -> bool:
    """A digit apart; anything near, after a word that says so, or where all there is makes it."""
    first, result = one.terms[0], one.result
    counted = first.unit not in ("€", "%") and first.said.block == result.said.block
    words = not _MADE.isdisjoint(result.lead)
    alone = len(sheet.numbers) + (result in (sheet.foot, sheet.head)) == len(one.numbers)
    listed = result.said.kind is Block.ITEM and one.kind is Kind.SUM  # a price each, of which the last is one
    full = alone and not listed and result is not sheet.head and (len(one.terms) >= MANY or one.kind is Kind.SHARE)
    if (counted or words or full) and near(result.value, one.made):
        return True
    return any(_slip(claim, one.solve(rank)) for rank, claim in enumerate(one.numbers))


def _slip(claim: Claim, meant: Fraction) -> bool:
    places = max(claim.places, 2 if claim.unit == "€" else 0)
    if meant <= 0 or (meant * 10**places).denominator > 1:
        return False
    return near(claim.value, meant) if claim.unit != "€" else slip(claim.value, meant)
