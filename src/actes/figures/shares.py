"""Shares: « 40 % du coût de 10 000 €, soit 4 000 € », whatever the words, the order, and where the base stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim, Sure
from ..claims.table import amounts, own_amounts
from ..context import Context
from ..facts import Tax
from ..law.vat import RATES
from ..pattern import pattern
from ..statements.arithmetic import digits
from ..statements.subjects import About
from ..text.lexicon import ABOUT, CEILING, FLOOR, GENERIC, MAXIMUM, SO, WHOLES
from ..text.tokens import AND, EUROS, PERCENT
from ..values.accident import slip
from .reach import LONG
from .relation import CENT, HUNDRED, Relation, chosen, first_held, share
from .stretch import Stretch, paragraphs

TAXES = frozenset(Fraction(fact.value) for fact in RATES)
GREAT = 1000  # euros: the total of an act, and no price or deposit
FAR = 3  # times
_OF = pattern(r"o[onti]*[nti]|o(?=[^onti]|\Z)")
_LINKED = pattern(r"o[^EPDs,;.&-]*s?[(:]?o*n?o*E")  # « 40 % du coût de l'opération (10 000 € »
_LIMIT = pattern(r"[cf~][^EPD,;.()]*\Z")  # « dans la limite de 5 000 € »: no result
# « une hausse de 3 % », « TVA de 20 % »; not « un écart de 15 514 €, soit 8,40 % du montant initial »
_OTHER_RATE = pattern(r"(?:g[^EPDs;.]{0,4}|(?P<by>g[^gPDs;.]*E[^EPD;.]*)|w[^EPDs;.]{0,4})\Z")
_CHANGED = pattern(r"o*g")  # « 34 € (soit 15 % de réduction …) »: what the reduction leaves
_GIVES = pattern(r"[^s;.E]*s[^EP;.]*|[,(:)-]*o?n?o?")  # « 40 %, soit … », « 40 % (… »
_GIVEN = pattern(r"[^EP;.&]*[s(][^EP;.&]*|,?n?q|[,:-]+")  # « … €, correspondant à 40 % », « … € (40 % »


def shares(context: Context) -> Iterator[Relation]:
    """Every share that is put in figures: the one that its words state, right or wrong."""
    for paragraph in paragraphs(context):
        done = set[object]()
        for sentence in paragraph.sentences:
            for rank in sentence.ranks(PERCENT):
                found = _of(context, sentence, paragraph, rank) if is_share(sentence, rank) else None
                if found is not None and found.result.spot not in done:
                    done.add(found.result.spot)
                    yield found


_CHANGE = pattern(r"(?:augment|major|diminu|minor|redui)")


def changing(stretch: Stretch, rank: int) -> bool:
    """« de 10 000 € à 9 000 € (- 10 %) », « augmente de 3 % »: what a percentage is added to, or taken from."""
    sign = str(stretch.pieces[rank - 1][0].value) if rank else ""
    alone = re.search(r"[(so][-+]\Z", stretch.before(rank)) is not None
    return alone or (stretch.shape[rank - 1 : rank] in ("+", "-") and _CHANGE.match(sign) is not None)


def is_of(stretch: Stretch, rank: int) -> bool:
    """Whether words after a percentage say of what it is: « 40 % du coût », « 5 % de … »."""
    return _OF.match(stretch.after(rank)) is not None


def is_share(stretch: Stretch, rank: int) -> bool:
    """Whether a percentage is a part of something in euros: no tax, no rise, no limit, no part of a full time."""
    before, after = stretch.before(rank), stretch.after(rank)
    if getattr(stretch.pieces[rank][0].value, "label", "") == "TVA" or re.match(r"o*[wz]", after):
        return False
    if changing(stretch, rank) and not is_of(stretch, rank):
        return False
    rate = stretch.at(rank)
    if rate.value in TAXES and {Tax.HT, Tax.TTC} <= {c.tax for c in stretch.claims}:
        return False  # « 2 000 € HT, soit 2 260 € TTC (taux de 13 %) »
    limited = _LIMIT.search(before)
    told = re.match(r"[^EP;.]*,?s[on]*E", after)  # « ne peut dépasser 2 % de la contribution, soit 44 990 € »
    other = _OTHER_RATE.search(before) if rate.token.value else None
    changed = other is not None and not (other["by"] and is_of(stretch, rank))
    return 0 < rate.value <= 100 and not (changed or (limited and not told))


def _of(context: Context, sentence: Stretch, paragraph: Stretch, rank: int) -> Relation | None:
    """Of what its words name; else of what makes it right, of the one amount beside it, of what the act says elsewhere.

    None where the words say another thing than a share.
    """
    rate, base, results = sentence.at(rank), linked(sentence, rank), list(_results(sentence, rank))
    given = [one for one in results if one is not base and not _left(sentence, one)]
    if base is not None and given:
        return _of_base(context, rate, base, given[0])
    if not results:  # « 30 % du montant du marché, qui est de 50 000 €. Son montant est de 15 000 € »
        return _pair(paragraph, rate) if sentence.money and is_of(sentence, rank) else None
    result = results[0]
    if _left(sentence, result) or _EACH_ITS.search(result.said.low, rate.said.end, result.said.start):
        return None  # « le reste à charge est de … »: what the share leaves
    if (right := _right(context, sentence, paragraph, rate, result)) is not None:
        return right
    bases = _beside(sentence, result)
    if len(bases) == 1:
        return _of_beside(sentence, rate, bases[0], result)
    return _at_another_rate(context, result, rate) or _elsewhere(context, sentence, paragraph, rank, result)


def _of_base(context: Context, rate: Claim, base: Claim, result: Claim) -> Relation | None:
    """« 40 % du coût de 10 000 €, soit 4 000 € »: the base stands after the percentage."""
    found = share(result, rate, base)
    rest = found.made + result.value == base.value and SO not in result.lead
    if rest and found.made in {c.value for c in own_amounts(context)}:
        return None  # « 80 % d'une dépense de 100 000 €, la contrepartie de 20 000 € étant »: 80 000 € elsewhere
    over = result.value > found.made and result.spot > rate.spot  # more than a capped base gives
    return found if fit(result, base) and (found.holds or not capped(base) or over) else None


def _right(context: Context, sentence: Stretch, paragraph: Stretch, rate: Claim, result: Claim) -> Relation | None:
    """What makes it right, before anything that would make it wrong."""
    around = [c for c in sentence.money if c is not result]
    alone = len(sentence.ranks(PERCENT)) == 1
    parts = [share(c, rate, result) for c in around if alone and c.value < result.value]
    if (held := first_held(parts)) is not None:
        return held  # « 12 000 €, pour une dépense de 40 000 € (30 %) »
    tax = _taxed(rate)
    return (
        _explained(context, result, rate, tax, (sentence, paragraph))
        or (_of_other_tax(context, result, rate, tax) if tax else None)
        or _with_rest(sentence, rate, result, around)
    )


def _beside(sentence: Stretch, result: Claim) -> list[Claim]:
    """The amounts of the sentence that it may be a share of."""
    if 1 < len(sentence.ranks(PERCENT)) >= len(sentence.ranks(EUROS)):
        return []  # each amount has its percentage, and none is the whole
    larger = [c for c in sentence.money if c is not result and c.value > result.value and fit(result, c)]
    return [c for c in larger if not (_resulting(sentence, c) or _as_well(sentence, result, c))]


def _of_beside(sentence: Stretch, rate: Claim, base: Claim, result: Claim) -> Relation | None:
    """Of the only one, surely where no other amount stands there; none where it may be of less than a limit."""
    found = share(result, rate, base, sure=len(sentence.money) == 2)
    return None if capped(base) and result.value < found.made else found


def _elsewhere(context: Context, sentence: Stretch, paragraph: Stretch, rank: int, result: Claim) -> Relation | None:
    """Of what another article names, or of the other amount of the paragraph: first what the words are nearest to."""
    named, rate = _named(context, sentence, rank, result), sentence.at(rank)
    if is_of(sentence, rank):
        return named or _pair(paragraph, rate)
    # « L'achat coûte 27 900 €. Chacune en paie le tiers, soit 9 300 € »
    return (close(_pair(paragraph, rate)) if len(sentence.money) == 1 else None) or named


def _at_another_rate(context: Context, result: Claim, rate: Claim) -> Relation | None:
    """« un acompte de 40 %, soit 33 719,40 € », of 112 398,00 €: the only amount of which it is another, as chosen."""
    if digits(result.value) < LONG:
        return None
    larger = [c for c in own_amounts(context) if c.value > result.value and fit(result, c)]
    tried = [c for c in larger if chosen(HUNDRED * result.value / c.value, rate.value)]
    return share(result, rate, tried[0], sure=False) if len(tried) == 1 else None


def _as_well(stretch: Stretch, result: Claim, other: Claim) -> bool:
    """« la moitié du tarif, soit 85 € par jour et 149,50 € par week-end »: a result as well, and no base."""
    if other not in stretch.claims or other.spot < result.spot:
        return False
    between = stretch.between(stretch.rank(result), stretch.rank(other))
    return SO in result.lead and AND in between and not set(between) & set("EP;.(s")


_EACH_ITS = pattern(r"\brespectivement\b")  # « un acompte de 50 %, soit respectivement 20 000 €, 7 500 € et … »
_IS = pattern(r"(?<!qui )\b(?:est|sont|sera|seront) (?:donc )?(?:de|fixee?s? a) \Z")


def _is(stretch: Stretch, rank: int, result: int) -> bool:
    """« l'aide, calculée à 40 % du coût, est de 4 000 € »."""
    rate, claim = stretch.at(rank), stretch.at(result)
    if set(stretch.between(rank, result)) & set("EP;."):
        return False
    return _IS.search(rate.said.low, rate.said.end, claim.said.start) is not None


def linked(stretch: Stretch, rank: int) -> Claim | None:
    """The base that the percentage names at once: « 40 % du coût de 10 000 € »."""
    match = _LINKED.match(stretch.shape, rank + 1)
    claim = stretch.claim(match.end() - 1) if match else None
    return None if claim is None or (match and "s" in match[0] and "n" not in match[0].partition("s")[0]) else claim


_REST_OF = pattern(r"r[^EP;.]{0,4}\Z")


def _with_rest(stretch: Stretch, rate: Claim, result: Claim, around: Sequence[Claim]) -> Relation | None:
    """« un acompte de 70 %, soit 12 950 €, et le solde, soit 5 550 € »: of both together."""
    rest = around[0] if len(around) == 1 and len(stretch.ranks(PERCENT)) == 1 else None
    if rest is None or not _REST_OF.search(rest.lead) or "r" in result.lead:
        return None
    return share(result, rate, _whole(result, result.value + rest.value))


def _left(stretch: Stretch, claim: Claim) -> bool:
    """Whether an amount is what is left, and not what the percentage before it gives."""
    lead = stretch.before(claim).rpartition("P")[2]
    _, other, last = lead.rpartition("E")  # « 19 % (78 432 €), le reste, soit 136 224 € »
    return ("r" in lead and "s" not in lead) or ("r" in last and bool(other))


def fit(result: Claim, base: Claim) -> bool:
    """« 58 320 € HT, soit 61 527,60 € TTC »: no share, but a tax."""
    return {result.tax, base.tax} != {Tax.HT, Tax.TTC}


_OF_EACH = pattern(r"E,?sEp\Z")  # « 131 376 €, soit 3,40 € par repas (38 % du coût) »: of the whole, not of one


def _results(stretch: Stretch, rank: int) -> Iterator[Claim]:
    """The amounts that the percentage gives: « 40 % …, soit 4 000 € », « 4 000 € (40 %) », « 4 000 €, égal à 40 % »."""
    percents = stretch.ranks(PERCENT)
    of_the_one_before = stretch.shape[max(0, rank - 2) : rank + 2] == "E(P)"
    following = next((p for p in percents if p > rank), len(stretch.pieces))
    for n in stretch.ranks(EUROS):
        claim, between = stretch.at(n), stretch.between(rank, n)
        if limited(stretch, claim) or ";" in between or "." in between:
            continue
        _, base, link = between.rpartition("E")
        given = _GIVES.fullmatch(link) and (link or not base)  # « en deux fois : 500 € puis 300 € »
        given = given and (SO in link or not of_the_one_before)
        if rank < n < following and between.count("E") < 2 and (given or _is(stretch, rank, n)):
            yield claim
    previous = next((p for p in reversed(percents) if p < rank), -1)
    before = [n for n in stretch.ranks(EUROS) if previous < n < rank]
    last = before[-1] if before else rank
    if len(before) > 1 and _OF_EACH.search(stretch.shape[: last + 2]):
        before.pop()
    if before and _GIVEN.fullmatch(stretch.between(last, rank)) and not _CHANGED.match(stretch.after(rank)):
        claim = stretch.at(before[-1])
        if not limited(stretch, claim):
            yield claim


def limited(stretch: Stretch, claim: Claim) -> bool:
    """Whether an amount is a limit, or about so much."""
    return limiting(stretch.before(claim))


def limiting(before: str) -> bool:
    """Whether the letters before a number make it a limit, or about so much."""
    return _LIMIT.search(before) is not None


def bounded(stretch: Stretch, claim: Claim) -> bool:
    """The same, a maximum too, or where words after it say so."""
    after = stretch.after(claim)
    return limited(stretch, claim) or MAXIMUM in stretch.led(claim) or after.startswith((CEILING, FLOOR, ABOUT))


def capped(claim: Claim) -> bool:
    """« 60 % du HT (plafond de dépense de 12 000 €) »: no base, but what limits it."""
    _, opened, inside = claim.lead.rpartition("(")
    return bool(opened) and ")" not in inside and not {CEILING, MAXIMUM}.isdisjoint(inside)


def _resulting(stretch: Stretch, claim: Claim) -> bool:
    """Whether an amount is what another percentage gives."""
    if re.search(r"P[,(]?s[on]*\Z|P[(]\Z", stretch.before(claim)):
        return True
    return re.match(r"[^EPs;.]*[,(]?s?[(]?P(?!o[onti]*n[^E,;.]*E)", stretch.after(claim)) is not None


_TAXED = pattern(r"[^,;.(0-9]*?\b(?:(?P<ttc>ttc|t\.t\.c|toutes taxes)|ht|h\.t|hors taxes?)\b")


def _taxed(rate: Claim) -> Tax | None:
    """« 10 % du montant TTC »: with its tax, or without."""
    found = rate.said.then(_TAXED)
    return None if found is None else Tax.TTC if found["ttc"] else Tax.HT


def _of_other_tax(context: Context, result: Claim, rate: Claim, tax: Tax) -> Relation | None:
    """« 10 % du montant TTC », and the figure is that of the same amount without its tax."""
    every = amounts(context)
    for other in (c for c in every if c.tax not in (tax, None) and share(result, rate, c).holds):
        beside = (c for c in every if c.tax is tax and c.spot[:2] == other.spot[:2])
        base = next((c for c in beside if _by_tax(c.value, other.value)), None)
        if base is not None:
            return share(result, rate, base, sure=False)
    return None


def _by_tax(one: Fraction, other: Fraction) -> bool:
    if not min(one, other):
        return False
    more = max(one, other) / min(one, other) * HUNDRED - HUNDRED
    return any(abs(more - tax) < Fraction(1, 10) for tax in TAXES)


def _explained(
    context: Context, result: Claim, rate: Claim, tax: Tax | None, stretches: Sequence[Stretch]
) -> Relation | None:
    """The base that makes it right: an amount of the act, or what some of the sentence's make together."""
    own = own_amounts(context)
    taxes = {c.value: c.tax for c in own if c.tax}  # said again without it
    taxed = ((c, c.tax or taxes.get(c.value)) for c in own if c.value > result.value)
    wholes = [c for c, its in taxed if {its, tax} != {Tax.HT, Tax.TTC}]
    if (found := first_held(share(result, rate, c) for c in wholes)) is not None:
        return found
    for stretch in stretches:
        values = [c.value for c in stretch.claims if c.unit == "€"]
        sums = {
            sum(values[i:j], Fraction(0)) for i in range(len(values)) for j in range(i + 2, min(len(values), i + 6) + 1)
        }
        made = (replace(share(result, rate, _whole(result, one)), slack=CENT) for one in sums)
        if (held := first_held(made)) is not None:
            return held
    return None


def _pair(stretch: Stretch, rate: Claim) -> Relation | None:
    """One share and two amounts, whatever the words between: the smaller is the part of the larger."""
    limits = {c.value for c in stretch.money if limited(stretch, c)}
    euros = [c for c in stretch.money if c.value not in limits]
    rates = [c for c in stretch.claims if c.unit == "%"]
    if len(euros) != 2 or len(rates) != 1 or re.search(r"[d+ugr]", stretch.shape):
        return None
    small, big = sorted(euros, key=lambda one: one.value)
    if small.value == big.value or not fit(small, big) or _as_well(stretch, small, big):
        return None
    if len(limits) == 1 and rate.said.then(_ABOVE):
        big = _whole(small, big.value - min(limits))
    return share(small, rate, big, sure=False)


_ABOVE = pattern(r" de (?:la |sa )?(?:fraction|part|partie|tranche)\b")  # « 3 % de la part qui excède 90 000 € »


def _named(context: Context, sentence: Stretch, rank: int, result: Claim) -> Relation | None:
    """The base is said in another article or document, under the name that follows the percentage."""
    rate = sentence.at(rank)
    if CEILING in sentence.between(rank, sentence.rank(result)):
        return None  # « 4 % du coût, dans la limite du tarif le plus élevé, soit 4,00 € »: that is the limit
    noun = next((str(token.value) for token, _ in sentence.pieces[rank + 1 : rank + 5] if token.sort == "n"), "")
    of = {noun} if noun and noun not in GENERIC else WHOLES
    named = [c for c in amounts(context) if c.role in of and c.sure >= Sure.BEFORE and c.value > result.value]
    named = [c for c in named if c.spot[:2] != result.spot[:2] or not _as_well(sentence, result, c)]
    named = [c for c in named if c.owner.about is About.THIS] or named
    named = [c for c in named if c.sure >= Sure.CLAUSE] or named
    values = {c.value for c in named}
    tried = [share(result, rate, next(c for c in named if c.value == value), sure=False) for value in sorted(values)]
    likely = tried if len(tried) == 1 else [one for one in tried if close(one, 2)]
    if len(likely) == 1:
        return close(likely[0])
    return _supposed(context, sentence, rate, result)


def close(found: Relation | None, times: int = FAR) -> Relation | None:
    """What no word links is told only where the figures are of one size."""
    low, high = sorted((found.made, found.result.value)) if found else (0, 0)
    return found if high < low * times else None


def _supposed(context: Context, sentence: Stretch, rate: Claim, result: Claim) -> Relation | None:
    """No word says of what: the greatest amount of the act, if it makes a whole percentage, or nearly this one."""
    beside = {c.spot for c in sentence.claims}
    own = (c for c in own_amounts(context) if c.owner.about is About.THIS and c.spot not in beside)
    larger = [c for c in own if c.value > result.value]
    likely = max(larger, key=lambda c: c.value, default=None)
    if likely is None or likely.value < GREAT or not fit(result, likely):
        return None
    found = share(result, rate, likely, sure=False)
    other = found.solve(0)
    return found if other.denominator == 1 or slip(found.made, result.value) else None


def _whole(result: Claim, value: Fraction) -> Claim:
    """A whole that nobody writes: what the amounts of a sentence make together."""
    return replace(result, value=value)
