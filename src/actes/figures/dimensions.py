"""A result that words announce, made of the numbers before it as their units say.

« deux séances par semaine pendant 36 semaines, soit 72 séances »: no word says to multiply, the units leave nothing
else. What the numbers before make in any other way is right too: doubt keeps quiet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from math import prod

from ..claims import Claim, claims
from ..context import Context
from ..facts import Tax
from ..pattern import pattern
from ..statements.arithmetic import shown
from ..text.lexicon import CEILING, CHANGE, MINUS, OF_WHICH, PLUS, REST, RHYTHMS, SO, TAX, TOTAL
from ..text.tokens import COUNT, DURATION, EUROS, OF, PERCENT
from .lasting import own_period
from .quantities import AGAIN, TIMES, Quantity, is_instalment, quantities, singular
from .reach import WORD_CHARACTERS
from .relation import HOURS, Kind, Relation, Values, and_more, ratio, related, rise, rounding, said, total
from .shares import capped, limiting
from .stretch import Stretch, paragraphs

_LOOSE = pattern(r"\b(?:environ|moyenne|hors|sauf|except|prorata|arrondi|deduction|deduit|diminue|reduit|indice)")
_GIVEN = pattern(  # « 40 % par la Région (12 800 €) », « 1 285,60 heures pour la commune (80 %) »
    rf"[{PERCENT}{COUNT}][^EPDNHJB;:.,]*\(\Z"
)
_OVER = pattern(r"(?: par [a-z]+)? (?:sur|pendant|pour|a raison de|au rythme de) [^.;:,()0-9]{0,40}")
_OUT_OF = pattern(r"\b(?:sur|parmi|des)(?: les| un total de)? \Z")
_ONE_MORE = pattern(r"\b(?:et|puis) (?:une?|l['a]? ?autre|l[ea] derni\w+)(?: \w+)? (?:de|a) \Z")  # « et un de 9 000 € »
_DEFERRED = pattern(r"\bdiffer|\bin fine|\breconduct|\brenouvel|\bdelai|\bpreavis|\brestant")
MOST, FACTORS, ADDED = 5, 3, 3  # numbers before a result, of a product, of a sum that no word says
WEEK = 7  # days


def announced(context: Context) -> Iterator[Relation]:
    """Every result that its units explain in one way, right or wrong."""
    for paragraph in paragraphs(context):
        for stretch in filter(_may_reckon, paragraph.items):
            found = quantities(stretch)
            yield from _instalments(stretch, found)
            for rank, result in enumerate(found):
                if result.claim.said.led(_ONE_MORE):
                    continue
                before = _leading(stretch, found[:rank], result)[-MOST:]
                before = [*before, *_over(result, found[rank + 1 : rank + 2])] if before else before
                if result.claim.unit == "%":
                    yield from _rated(stretch, before, result)
                    continue
                # a price of each, in an item, is rather the term of a product
                priced = stretch.block != paragraph.block and min(result.dims.values(), default=0) < 0
                made = [] if priced else [*_made(before, result)]
                announced = SO in result.claim.lead
                yield from made or (_with_another(context, before, result) if before and announced else ())


def _may_reckon(sentence: Stretch) -> bool:
    shape = sentence.shape
    return len(shape) > 1 and (
        not set("st(").isdisjoint(shape) or (COUNT in shape and (DURATION in shape or shape.count(EUROS) > 1))
    )


def _instalments(sentence: Stretch, found: Sequence[Quantity]) -> Iterator[Relation]:
    """« d'une durée de quinze ans, en 60 échéances trimestrielles »: as many as there are quarters."""
    low = sentence.part.lows()[sentence.block]
    times = [one for one in found if one.dims == {"mois": 1}]
    lasting = [one for one in times if one.claim.token.sort == DURATION]
    paid = [one for one in times if one.claim.token.sort == COUNT and is_instalment(one.claim.unit)]
    if len(lasting) == len(paid) == 1 and not _DEFERRED.search(low):
        yield _relation(lasting, (1,), paid[0])
    every = [one for one in found if one.dims == {"echeance": 1} and SO in one.claim.lead]
    if len(lasting) == len(every) == 1 and not paid and (months := _rhythm(sentence)):
        yield _relation((replace(lasting[0], scale=lasting[0].scale / months),), (1,), every[0])


_DUE = pattern(
    r"\b(?:echeances?|periodicite|rembours\w+|amortissement|paiements?|interets)\b[^.;0-9]{0,40}?"
    rf"\b(?P<rhythm>{'|'.join(RHYTHMS)})"
)


def _rhythm(sentence: Stretch) -> Fraction:
    """How many months apart the payments of a loan are, where its act says it once; 0 where it does not."""
    said = {match["rhythm"] for low in sentence.part.lows() for match in _DUE.finditer(low)}
    every = {TIMES[unit] for unit in map(RHYTHMS.__getitem__, said) if unit in TIMES}
    return next((n for unit, n in every if unit == "mois"), Fraction(0)) if len(every) == 1 else Fraction(0)


_RENEWED = pattern(r"\b(?:renouvel|recondu|proro)\w+(?: tacitement)? \Z")
_THRESHOLD = pattern(r"\bseuil (?:annuel |legal )?de \Z")  # of the law, and no base


def _leading(sentence: Stretch, before: Sequence[Quantity], result: Quantity) -> Sequence[Quantity]:
    """The numbers before what announces a result, or that have a price of each; none where nothing says so exactly."""
    rank = sentence.rank(result.claim)
    shape = sentence.before(rank)
    start = len(shape) - 1 if _GIVEN.search(shape) else max(shape.rfind("s"), shape.rfind("t"))
    priced = result.dims == {"€": 1} and any(one.dims.get("€") and min(one.dims.values()) < 0 for one in before)
    if start < 0 and (priced or sentence.after(rank).startswith(TOTAL)):
        start = max(map(shape.rfind, (EUROS, COUNT)))  # « 14 tables à 189 € l'une : 2 646 € », « 33 séances en tout »
    counted = shape.count(COUNT, start + 1) if start >= 0 else 0  # « soit pour 24 ruches : 108 € »
    if start < 0 or set(shape[start + 1 :]) & set("EPDHJB;") or counted > (shape[start] in "st"):
        return ()
    word, where = sentence.pieces[start][0], result.claim.said
    first, low = sentence.pieces[0][0].start, where.low
    if where.start > word.end + WORD_CHARACTERS or limiting(shape[start:]) or _LOOSE.search(low, first, where.end + 20):
        return ()
    led = [one for one in before if one.claim.said.block == where.block]
    led = [one for one in led if not _THRESHOLD.search(one.claim.said.low_before)]
    if any(one.claim.said.led(_RENEWED) for one in led):
        return ()  # « trois mois, renouvelable deux fois, soit neuf mois »: the rules of delays count them
    taxed = {one.claim.tax for one in (*led, result)} >= {Tax.HT, Tax.TTC} or TAX in sentence.shape
    return () if taxed or not led or REST in shape[sentence.rank(led[-1].claim) :] else led


def _over(result: Quantity, after: Sequence[Quantity]) -> Sequence[Quantity]:
    """« 40 % de son temps, soit 14 heures sur 35 heures », « soit 144 permanences sur douze mois »."""
    one, text = result.claim.said, result.claim.said.low
    return [
        it for it in after if one.block == it.claim.said.block and _OVER.fullmatch(text, one.end, it.claim.said.start)
    ]


def _rated(sentence: Stretch, before: Sequence[Quantity], result: Quantity) -> Iterator[Relation]:
    """« de 1 200 à 1 500 entrées, soit une hausse de 25 % », « sur 20 logements, 15 …, soit 75 % »."""
    rate, rank = result.claim, sentence.rank(result.claim)
    if among := len(before) > 1 and _among(sentence, *(each.claim for each in before[-2:])):
        before = before[-2:]
    if len(before) != 2 or before[0].of_all.dims != before[1].of_all.dims or not before[0].dims:
        return
    one, other = (each.claim for each in before)
    led = sentence.before(rank).rpartition("s")[2]
    if CHANGE in sentence.before(other):
        return  # « en hausse de 3 000 € …, soit + 6,25 % »: the change itself is said
    if not among and set(led) & {CHANGE, PLUS, MINUS} and not (CHANGE in led and one.unit == "€"):  # those of `changes`
        yield rise(rate, one, other)
    elif one.unit != "€" and (among or not sentence.after(rank).startswith(OF)):
        small, large = sorted((one, other), key=lambda each: each.value)
        yield ratio(rate, small, large, sure=False)


def _among(sentence: Stretch, one: Claim, other: Claim) -> bool:
    """« 880 licenciés, dont 470 … », « 300 foyers sur 1 200 », « sur 20 logements, 15 … »: some of all."""
    text = one.said.low
    among = OF_WHICH in sentence.between(sentence.rank(one), sentence.rank(other))
    return among or bool(
        _OUT_OF.search(text, one.said.end, other.said.start) or _OUT_OF.search(text, 0, one.said.start)
    )


def _made(before: Sequence[Quantity], result: Quantity) -> Iterator[Relation]:
    """The products that have the units of a result: all agree on what it should be, and nothing else explains it."""
    some = (some for size in range(1, FACTORS + 1) for some in combinations(before, size))
    made = [one for each in some if all(one.claim.value for one in each) for one in _products(each, result)]
    alike = [one.claim for one in before if one.dims == result.dims and one.scale == result.scale]
    if len(alike) == len(before) >= ADDED:  # « 2 000 € en mars, 2 000 € en juin et 1 000 € en octobre, soit 5 000 € »
        made.append(total(result.claim, alike, sure=False))
    held = [one for one in made if one.holds]
    if held:
        yield held[0]
    elif len({one.made for one in made}) == 1 and not _explained(before, result):
        yield from (one for one in made[:1] if not any(map(capped, one.terms)) and not and_more(one))


def _with_another(context: Context, before: Sequence[Quantity], result: Quantity) -> Iterator[Relation]:
    """« 2,50 € par m² et par mois, soit 215,00 € par mois », « 7 420 €, soit 53 € par élève »: of the surface, of the
    count that the act gives once.
    """
    if _explained(before, result):
        return
    for one in (meant for each in reversed(before) for meant in (each, each.of_all)):
        apart = Counter(result.dims)
        apart.subtract(one.dims)
        needed = [(unit, n) for unit, n in apart.items() if n]
        if len(needed) != 1 or needed[0][0] == "€" or not one.dims or (needed[0][0] in _TIME and needed[0][1] < 0):
            continue
        sign = 1 if needed[0][1] > 0 else -1
        here = {each.claim.spot for each in before}
        others = [each for each in _of_unit(context, *needed[0]) if each.claim.spot not in here]
        held = (m for other in others if (m := _relation((one, other), (1, sign), result)).holds)
        likely = [_relation((one, other), (1, sign), result) for other in _of_all(others)]
        if needed[0][0] in _TIME:
            in_all = _IN_ALL.search(result.claim.said.low, one.claim.said.end, result.claim.said.end + WORD_CHARACTERS)
            lasting = [one.scale * other.claim.value * other.scale for other in _lasting(context, others) if in_all]
            same = [replace(one, claim=each.claim) for each in before if each.claim.unit == one.claim.unit]
            likely = [_relation((replace(it, scale=each),), (1,), result) for each in lasting for it in (one, *same)]
            likely.sort(key=lambda it: it.gap)  # « lot 1, 9 € par an ; ensemble, 12 €, soit 36 € »
        if others:
            parted = result.claim.said.then(_AND_MORE)
            yield from [*held, *(m for m in likely if not (and_more(m) or parted))][:1]
            return


_TIME = frozenset((HOURS, "jour", "mois"))
_SIZES = _TIME | {"€", "m", ""}  # what is measured, and not counted
_AND_MORE = pattern(r"[^.;,0-9]{0,80}\bet [0-9]")  # « soit 720 places pour les écoles et 360 places »
_IN_ALL = pattern(r"\b(?:duree|total|tout|ensemble|contrat|convention|reconductions|periodes)\b")


def _of_unit(context: Context, unit: str, power: int) -> Sequence[Quantity]:
    """The numbers of the act that count such a thing, each once, the greatest last."""
    found: dict[Fraction, Quantity] = {}
    for claim in claims(context):
        noun = singular(claim.unit)
        base, scale = TIMES.get(noun, (noun, Fraction(1)))
        dims = {"m": 2} if base == "m²" else {base: 1}
        if dims == {unit: abs(power)} and claim.value > 1:
            found.setdefault(claim.value * scale, Quantity(claim, dims, scale, scale))
    return [found[each] for each in sorted(found)]


def _of_all(others: Sequence[Quantity]) -> Sequence[Quantity]:
    """The one that counts all of them: the only one, or the sum of the others."""
    if len(others) < 2:
        return others
    *some, most = (one.claim.value * one.scale for one in others)
    return others[-1:] if sum(some) == most else ()


def _lasting(context: Context, others: Sequence[Quantity]) -> Sequence[Quantity]:
    """The one that says how long the act lasts."""
    period = own_period(context)
    months = period.duree.mois if period else None
    same = [one for one in others if one.claim.value * one.scale == months]
    return same[:1] or [one for one in others if one.claim.role == "duree"][-1:]


def _products(some: Sequence[Quantity], result: Quantity) -> Iterator[Relation]:
    """What some numbers make in the unit of a result, the last or the one before dividing at most."""
    first = some[0]
    alone = len(some) == 1
    if alone and first.dims.keys() >= {HOURS, "jour"}:
        return  # « 11 heures par jour et 55 heures par semaine »: of as many days as are worked
    if alone and (first.scale == result.scale or not _beside(first.claim, result.claim) or _worked(first, result)):
        return
    for signs in product((1, -1), repeat=len(some) - 1):
        dims = Counter[str](first.dims)
        for one, sign in zip(some[1:], signs, strict=True):
            dims.update({unit: sign * n for unit, n in one.dims.items()})
        bare = any(sign < 0 and not one.dims for one, sign in zip(some[1:], signs, strict=True))
        if signs.count(-1) < 2 and not bare:
            for meant in (result, result.of_all):
                if (_same(dims, meant) or _counted_so(some, dims, meant)) and (meant is result or not alone):
                    yield _relation(some, (1, *signs), meant)
                    break


def _counted_so(some: Sequence[Quantity], dims: Counter[str], result: Quantity) -> bool:
    """« 14 classes de 10 séances chacune, soit 140 créneaux »: things of each, under another name."""
    left = {unit: n for unit, n in dims.items() if n}
    counts = [*left.values(), *result.dims.values()] == [1, 1] and len(left) < len(dims)
    bounded = any(CEILING in one.claim.words for one in some)
    return counts and SO in result.claim.lead and not bounded and not {*left, *result.dims} & _SIZES


def _worked(one: Quantity, other: Quantity) -> bool:
    """« 25 jours de congés, soit cinq semaines »: of five days that are worked, or six."""
    weeks, days = sorted((one, other), key=lambda quantity: -quantity.scale)
    working = weeks.scale == WEEK * days.scale
    return working and days.claim.value in (5 * weeks.claim.value, 6 * weeks.claim.value)


def _beside(one: Claim, other: Claim) -> bool:
    return 0 <= other.said.start - one.said.end <= WORD_CHARACTERS // 2


def _same(dims: Counter[str], result: Quantity) -> bool:
    """Whether that is what a result counts; a number of times is of anything."""
    made = {unit: n for unit, n in dims.items() if n}
    times = made.pop(AGAIN, 0)
    if times == 1 and not made:
        return len(result.dims) == 1 and "€" not in result.dims
    return times in (0, 1) and made == result.dims


def _relation(some: Sequence[Quantity], signs: Sequence[int], result: Quantity) -> Relation:
    terms = [one.claim for one in some]
    scale = prod((one.scale**sign for one, sign in zip(some, signs, strict=True)), start=Fraction(1)) / result.scale
    written = scale * prod(100**sign for one, sign in zip(terms, signs, strict=True) if one.unit == "%")
    words = said(terms[0])
    for one, sign in zip(terms[1:], signs[1:], strict=True):
        words += f" {('de' if terms[0].unit == '%' else '×') if sign > 0 else '/'} {said(one)}"
    if written != 1:
        words += f" {'×' if written > 1 else '/'} {shown(max(written, 1 / written))}"

    def reckon(values: Values) -> Fraction:
        return scale * prod((v**sign for v, sign in zip(values, signs, strict=True)), start=Fraction(1))

    slack = partial(_slack, result.claim)
    return related(Kind.PRODUCT, result.claim, terms, reckon, words, slack, sure=False)


def _slack(result: Claim, made: Fraction) -> Fraction:
    """What rounding allows: half hours and quarters are not rounded."""
    return rounding(result, made) if (4 * made).denominator > 1 else Fraction(0)


def _explained(before: Sequence[Quantity], result: Quantity) -> bool:
    """Whether numbers before make it in any way: a sum, a difference, a product, a share, whatever their units."""
    values = [one.claim.value for one in before]
    ways = set(values)
    for one, other in combinations(values, 2):
        ways |= {one + other, abs(one - other), one * other, one * other / 100}
        ways |= {a / b * k for a, b in ((one, other), (other, one)) if b for k in (1, 100)}
    for some in combinations(values, FACTORS):
        ways |= {sum(some, Fraction(0)), prod(some, start=Fraction(1))}
    return any(abs(way - result.claim.value) <= _slack(result.claim, way) for way in ways)
