"""Percentages that are the parts of one whole: payments, criteria, phases, those who pay; they make 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim
from ..context import Context
from ..pattern import pattern
from ..statements.arithmetic import shown
from ..text.tokens import PERCENT, Token
from .relation import HALF, HUNDRED, THIRDS, Kind, Relation, once, related
from .shares import is_share
from .stretch import Stretch, paragraphs

SCALE = 120  # percent: beyond, rising rates are those of one day or of another
LOW, HIGH = Fraction(60), Fraction(160)  # beyond, the percentages are of several things
_CRITERIA = pattern(r"\bcriteres?\b[^.;]*\Z")  # of a judgement: they make all of it
_THE_REST = pattern(r"[.;,]r[,(:]?\Z")
_IN_TURN = pattern(r" (?:les?|la|pendant|durant) ")
_LASTING = pattern(r" (?:pendant|durant) ")  # « 90 % pendant les trois premiers mois, puis 50 % pendant »
_RATE = pattern(r"\b(?:taux(?: de)?(?: l[ae])? [a-z]{2,6} a|entre|plus ou moins) \Z")  # « le taux de TFB à 39,27 % »
_RATES = pattern(r"\btaux (?:moyens?|maxim\w+|plafonds?|d'imposition|votes|communaux|de fiscalite)\b")
_REACHED = pattern(  # with what was paid before; « commence à 65 % du montant et s'achève quand elles atteignent 80 % »
    r"\bport(?:e|ant) (?:le (?:total|cumul|montant)|les?) [^.;]{0,60}\Z|\batteig?nt?\w* (?:[a-z]+ )?\Z"
)
_CEILING = pattern(r"mo*\Z")
_SHARED = pattern(r"d[^EPDN.;]{0,3}\Z")
_BASE = pattern(r" d(?:u|es?)(?: la| l')? ?[a-z]+ (?!a\b|aux?\b)[a-z]+")
_LISTED = pattern(r"[,&;:.(-]")
# « 35 % jusqu'à 60 000 € »
_BRACKET = pattern(r" (?:[a-z' ]{0,30}\ben tranche\b|jusqu'|de plus de |au[- ]dela|au[- ]dessus |entre )")


def wholes(context: Context) -> Iterator[Relation]:
    """Each list of percentages that its words make a whole."""
    for paragraph in paragraphs(context):
        yield from once(found for stretch in paragraph.readings if (found := _whole(stretch)) is not None)


def _whole(stretch: Stretch) -> Relation | None:
    """The list of a stretch, where its words make it one, and none says that the percentages are of several things."""
    ranks = _list(stretch)
    parts = [stretch.at(n) for n in ranks]
    if len(parts) < 2 or len({any(map(str.isdigit, c.where.text)) for c in parts}) > 1:
        return None  # « les deux tiers de la population. La commune en compte 12,4 % »
    first, made = parts[0].said, sum((c.value for c in parts), Fraction(0))
    lead = first.low_before if first.block == stretch.block else stretch.part.lows()[stretch.block]
    judged = _CRITERIA.search(lead) is not None
    if not LOW <= made <= HIGH or max(c.value for c in parts) >= HUNDRED:
        return None
    if not _of_one(stretch, ranks, judged) or _RATES.search(lead) or _of_several(parts) or _in_turn(parts, made):
        return None
    if made < HUNDRED and _others_bear(stretch, ranks, judged):
        return None
    sure = "r" in stretch.shape[ranks[-2] : ranks[-1] + 4] or made > HUNDRED or len(parts) > 2
    return whole(parts, sure=sure)


def _list(stretch: Stretch) -> list[int]:
    """Where its percentages stand, but for what is of one of them; none where one is no share."""
    ranks = stretch.ranks(PERCENT)
    depths = [stretch.before(n).count("(") - stretch.before(n).count(")") for n in ranks]
    # « la technique 40 % (moyens 15 %, planning 25 %) »: what a bracket says is of one of them
    ranks = [n for n, depth in zip(ranks, depths, strict=True) if depth == depths[0]]
    if not all(is_share(stretch, n) and not _CEILING.search(stretch.before(n)) for n in ranks):
        return []  # « 43 % du coût, au-dessous du plafond légal des trois quarts »
    inside = next((n for n, pair in enumerate(pairwise(ranks), 1) if "d" in stretch.between(*pair)), len(ranks))
    return ranks[:inside]  # « dont la méthode (25 %) »: of one of them


def _of_several(parts: Sequence[Claim]) -> bool:
    """Whether words say that each is of a thing of its own, or of what was reached before."""
    if any(_REACHED.search(c.said.low_before) for c in parts):
        return True
    bases = [one[0] for c in parts if (one := c.said.then(_BASE))]
    if len(bases) == len(parts) == len(set(bases)):
        return True  # « le cinquième de la taxe foncière et la moitié de la taxe d'arrosage »
    rates = sum(c.said.led(_RATE) is not None for c in parts)
    brackets = sum(c.said.then(_BRACKET) is not None for c in parts)
    # « 60 % à la charge de l'employeur et 40 % à celle du salarié ; », then another item
    by_item = len({c.said.block for c in parts}) > 1 and any(map(_whole_of_item, pairwise(parts)))
    return rates > 1 or brackets > 1 or by_item


def _in_turn(parts: Sequence[Claim], made: Fraction) -> bool:
    """Whether each is of a time of its own: « 33 % la première année, 60 % les deux suivantes »."""
    then = _IN_TURN if made < HUNDRED else _LASTING
    values = [c.value for c in parts]
    # « avant le 1er mars : 20 %, avant le 1er avril : 50 %, après : 80 % »
    rising = made >= SCALE and values == sorted(set(values))
    return all(c.said.then(then) for c in parts) or (rising and any("avant" in c.said.low_before for c in parts))


def _others_bear(stretch: Stretch, ranks: Sequence[int], judged: bool) -> bool:
    """Whether what they leave of a hundred may be for others, whom the words name or not."""
    first, after = ranks[0], stretch.after(ranks[-1])
    if not after.startswith("r") and re.search(r"r(?!P)[^P]*\Z", after):
        return True  # « le reste à la charge des communes »
    borne = "h" in stretch.before(first).rpartition("k")[2] and "r" not in stretch.after(first)
    parted = re.search(r"[vakrl]", stretch.shape[max(0, first - 8) : ranks[-1] + 3]) or "l" in stretch.before(first)
    return not judged and (borne or not parted)


def _whole_of_item(pair: tuple[Claim, Claim]) -> bool:
    return pair[0].said.block == pair[1].said.block and pair[0].value + pair[1].value == HUNDRED


def _of_one(stretch: Stretch, ranks: Sequence[int], judged: bool) -> bool:
    """Whether the words make the percentages parts of one thing: payments, a rest, the whole of it, who pays what."""
    shape = stretch.shape
    first, last = ranks[0], ranks[-1]
    between = ["".join(map(_letter, stretch.pieces[a + 1 : b])) for a, b in pairwise(ranks)]
    if len(ranks) == 2 and _THE_REST.search(between[0]) and "c" not in shape:
        return True  # « 20 % de ce coût, soit 29 600 €. Le reste, 80 % »
    if not all(_LISTED.search(one) for one in between) or any(
        "E" in one and "o" in one and "n" in one for one in between
    ):
        return False
    if any(re.match(r"o[onti]*n", stretch.after(n)) for n in ranks[1:]):  # « 20 % du coût » again: each of its own base
        return False
    around = shape[max(0, first - 12) : last + 6]
    if re.search(r"[rv]", "".join(between)) or re.search(r"[vakh]", around) or "r" in stretch.after(last)[:2]:
        return True
    if _SHARED.search(stretch.before(first)) and sum(stretch.at(n).value for n in ranks) > HUNDRED:
        return True  # « réparti à raison de trois quarts pour la commune et d'un tiers pour le CCAS »
    return judged or (len(ranks) > 2 and re.search(r"[tq:dl]", around) is not None)


def _letter(piece: tuple[Token, Claim | None]) -> str:
    """« et d'un tiers » adds nothing to what is before it."""
    token = piece[0]
    return "&" if token.sort == "+" and str(token.value).startswith("et ") else token.sort


def whole(parts: Sequence[Claim], *, sure: bool = True) -> Relation:
    """The last part is the result: what the others leave of a hundred."""
    loose = max((Fraction(1, 10**c.places) for c in parts if c.places), default=Fraction(0))
    slack = loose * len(parts) * HALF + all(c.value in THIRDS for c in parts)
    words = " + ".join(shown(c.value) for c in parts)
    return related(Kind.WHOLE, parts[-1], parts[:-1], lambda v: HUNDRED - sum(v), words, slack, sure=sure)
