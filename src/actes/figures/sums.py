"""Sums: a total and its parts, in a sentence, in brackets, in a list, from one sentence to the next; what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

from ..claims import Claim
from ..claims.table import own_amounts
from ..context import Context
from ..facts import Basis, Tax
from ..pattern import pattern
from ..statements.arithmetic import digits, summed
from ..text.lexicon import ABOUT, MONTHS, PAYMENTS, PER, PLUS, RAISED, REST, SO, SPLITS
from ..text.tokens import AND, PERCENT
from ..values.accident import slip
from .relation import Relation, first_held, once, total
from .shares import limited
from .stretch import Stretch, paragraphs

MOST = 14  # numbers
FEWEST = 2  # digits
SMALL = 100  # times: an amount that is so much smaller than the sum is the price of one
FEW = 4  # of which one may stand in brackets


def sums(context: Context) -> Iterator[Relation]:
    """Every sum that words or a list state, right or wrong."""
    for paragraph in paragraphs(context):
        read = ((one, one is paragraph or one in paragraph.blocks) for one in paragraph.readings)
        yield from once((found for one, whole in read for found in _in(context, one, whole=whole)), fresh=True)


def _in(context: Context, stretch: Stretch, *, whole: bool) -> Iterator[Relation]:
    for unit in dict.fromkeys(claim.unit for claim in stretch.claims if claim.unit not in ("%", "")):
        found = _of(context, _Group(stretch, unit), whole=whole)
        apart = (_of_one, _times_over, _taxed)
        yield from (one for one in found if not (_mean(stretch, one.result) or any(no(one) for no in apart)))


def _taxed(found: Relation) -> bool:
    """« 1 150 € HT et 1 380 € TTC »: one amount twice is no sum."""
    return [c.tax for c in found.terms] in ([Tax.HT, Tax.TTC], [Tax.TTC, Tax.HT])


def _times_over(found: Relation) -> bool:
    """« de 65 € à 66 € par semestre, soit 132 € »: so many times the last of them, and no sum."""
    result, last = found.result, found.terms[-1]
    times = result.value / last.value if last.value and last.spot < result.spot else Fraction(0)
    return not found.holds and len(found.terms) == 2 and times.denominator == 1 and 1 < times <= MONTHS["an"]


def _of_one(found: Relation) -> bool:
    """« 96 € par heure … 14 400 € pour 2026 et 28 800 € »: the price of one is no rest of what many cost."""
    basis = found.result.basis
    return basis in (Basis.HEURE, Basis.JOUR) and all(c.basis is not basis for c in found.terms)


def _mean(stretch: Stretch, result: Claim) -> bool:
    """« soit 60 m² en moyenne »."""
    return result in stretch.claims and stretch.after(result).startswith(ABOUT)


_IDLE = pattern(r"N(?:xN)+s(?=#)|\([PA]\)")  # « 12 m x 2,50 m = 30 m² », « (50 %) », « (article 6411) »
# « trois badges à 15 € chacun, soit 45 € », « 150 € par m² de kiosque (3 600 €) »: in what it makes
_PRICE = pattern(r"N[onx]*E(?:p?\((?=E\))|p,?s[on]*(?=E))|Ep[on]{0,3}\((?=E\))")
_COMPUTED = pattern(r"N(?:xN)+,?s(?=N)|NoN:(?=N)")  # « 3 x 24 m², soit 72 m² », « 3 vestiaires de 24 m² : 72 m² »


class _Group:
    """The numbers of one unit of a stretch; its letters, where each of them is a #."""

    def __init__(self, stretch: Stretch, unit: str) -> None:
        made_of = _PRICE if unit == "€" else _COMPUTED
        priced = {n for m in made_of.finditer(stretch.shape) for n in range(m.start(), m.end())}
        pieces = [(n, c) for n, (_, c) in enumerate(stretch.pieces) if c and c.unit == unit and n not in priced]
        self.stretch, self.unit = stretch, unit
        self.claims = [c for _, c in pieces]
        ranks, shape = {n for n, _ in pieces}, stretch.shape
        letters = "".join("#" if n in ranks else "o" if n in priced else c for n, c in enumerate(shape))
        self.letters = _IDLE.sub(lambda match: "o" * len(match[0]), letters)
        self.leads = self.letters.split("#")  # before each of them, and after the last

    def within(self, match: re.Match[str], name: str) -> list[Claim]:
        """Those that stand in a group of letters."""
        start, end = match.span(name) if name in match.re.groupindex else (0, 0)
        return self.claims[self.letters.count("#", 0, start) :][: self.letters.count("#", start, end)]

    def each(self, claim: Claim) -> bool:
        """« 22,90 € par nuit »: no total."""
        return self.stretch.after(claim).startswith(PER)

    def times(self, claim: Claim) -> Fraction:
        """« deux pénalités de 80 € »: how many of them are said."""
        counted = re.search(r"N(?=[on]*\Z)", self.stretch.before(claim))
        said = self.stretch.claim(counted.start()) if counted else None
        return said.value if said else Fraction(1)

    def bracketed(self, claim: Claim) -> bool:
        """« 156 300 € (école : 120 000 € ; voirie : 36 300 €) »: what it is made of."""
        before = self.stretch.before(claim)
        return before.count("(") > before.count(")")

    def like(self, whole: Claim, parts: Sequence[Claim]) -> bool:
        """Whether they can be added into a total: of its tax and of its basis where both say one, and no limit."""
        rates = not self.each(whole) and whole.spot < parts[0].spot and all(map(self.each, parts))
        # « 4 200 000 €, soit 290 €/habitant ; Brignoles : 444 €/habitant, Rousset : 739 €/habitant »
        return (
            not rates
            and not any(limited(self.stretch, c) for c in (whole, *parts))
            and all(alike(whole, c) for c in parts)
        )


def alike(whole: Claim, part: Claim) -> bool:
    """Whether a number may be a part of another, as tax, basis and size say."""
    taxes, bases = {whole.tax, part.tax} - {None}, {whole.basis, part.basis} - {None}
    return len(taxes) < 2 and len(bases) < 2 and part.value != whole.value and part.value < whole.value * 10


class Way(NamedTuple):
    """How letters say that numbers are the parts of one, or of one of several."""

    letters: re.Pattern[str]
    sure: bool = True  # that all the parts are there
    bare: bool = False  # only where no part is for a time
    listed: bool = False  # only where as many parts are announced, « en trois versements : »


_FIRST = r"\A(?P<wholes>.*?#)"  # a total, then its parts to the end
_PARTS = r"(?P<parts>#(?:[^#tgr]*#)*[^#t]*#)[^#]*\Z"
_COLON, _OF_WHICH = r"(?=[^#x(=;]*:)[^#x(=]*", r"(?=[^#x(=;]*d)[^#x(=;]*"
_BRACKET = r"(?P<wholes>#)[on]*[^#EN(;.]{0,4}\("
_ANYWHERE = tuple(
    Way(pattern(letters), *flags)
    for letters, *flags in (
        (rf"\A(?=[^#]*[dvstu])(?P<wholes>.*?#){_COLON}{_PARTS}",),
        (rf"{_FIRST}(?=[^#]*[dvstu]){_COLON}{_PARTS}",),
        (rf"{_FIRST}{_COLON}{_PARTS}", True, False, True),
        (rf"{_FIRST}{_OF_WHICH}(?P<parts>#(?:[^#;(]*#)*[^#;(]*r[^#;(]*#)[^#]*\Z",),
        (rf"{_FIRST}{_OF_WHICH}(?P<parts>#(?:[^#;(]*#)*[^#;(]*&[^#;(]*#)[^#]*\Z", False),
        (rf"{_FIRST}{_OF_WHICH}(?P<parts>\(#\)(?:[^#;(]*\(#\))*[^#;(]*&[^#;(]*\(#\))[^#]*\Z", False),
    )
)
_SENTENCE = tuple(
    Way(pattern(letters), *flags)
    for letters, *flags in (
        (rf"{_FIRST}(?P<parts>(?:[^#q(;x=]*q[^#q(;]*#){{2,}})[^#]*\Z",),
        (rf"{_FIRST}(?=[^#x(=P]*s)[^#x(=P]*(?P<parts>#[^stpxguP+(-]*&[^#stpxguP+(-]*#)[^#]*\Z", True, True),
        (rf"{_BRACKET}(?P<parts>#)[on]*-[on]*(?P<less>#)[on]*\)",),  # « 9 944 € (12 430 € − 2 486 €) »
        (rf"{_BRACKET}(?P<parts>(?=[^)]*[+&,;])[^#)xPgs]*#[^)xPgs]*#[^)xPgs]*)\)",),  # « (8 000 € + 4 000 €) »
        # « 300 € auxquels s'ajoutent 30 €, soit 330 € »; « 8 000 € et 4 000 €, soit un total de 12 000 € »
        (r"\A[^#P]*(?P<parts>#[^xuPd]*\+[^xuPd]*#)[^#P]*[st][^#Pr]*(?P<wholes>#)",),
        (
            r"\A[^#PN]*(?P<parts>#[^xuPdNs;.]*&[^#xuPdNs;.]*#)[^#xP;.]*s[^#P;.]*(?P<wholes>#)[on]*t",
        ),  # « soit … au total »
        (r"\A(?:[^#PN]|N[on]*,)*(?P<parts>\(#\)(?:[^#xuPdsN(]*\(#\)){2,})[^#sxuPdN]*,s[^#P]*(?P<wholes>#)",),
        (r"(?:\A(?!(?=[^#t]*t)[^#]*#[^s]*\Z)[^#P]*|\(s[on]*)(?P<parts>#[^xuPd]*&[^xuPd]*#)[^#P]*t[^#P]*(?P<wholes>#)",),
    )
)


def _of(context: Context, group: _Group, *, whole: bool) -> Iterator[Relation]:
    count = len(group.claims)
    if PLUS in group.leads[0] and ";" in group.letters:
        return  # « S'y ajoutent : »: the total below the list holds more
    if 2 < count <= MOST:
        for way in (*_ANYWHERE, *(() if whole else _SENTENCE)):
            yield from (one for match in way.letters.finditer(group.letters) for one in _said(group, way, match))
        if whole:
            yield from _footed(group)
        yield from _left(group)
    if 1 < count <= MOST and whole and group.unit == "€":
        yield from _of_another(context, group)


_LOST = pattern(r"\bdeficit\w*\b[^0-9,;.]{0,40}\Z")  # « un excédent de 9 000 € et un déficit de 2 000 €, soit 7 000 € »
_NEGATIVE = pattern(r":-\Z")  # « résultat d'investissement : - 30 382,22 € »


def _said(group: _Group, way: Way, match: re.Match[str]) -> Iterator[Relation]:
    """The total that the words say, right, else the nearest of those that it may be."""
    wholes, parts, less = (group.within(match, name) for name in ("wholes", "parts", "less"))
    if not _reads(group, way, wholes, parts) or (group.unit != "€" and "." in match["parts"]):
        return  # things of another sentence
    lost = [c for c in parts if c.said.led(_LOST) or _NEGATIVE.search(group.stretch.before(c))]
    if lost and len(lost) < len(parts):
        parts, less = [c for c in parts if c not in lost], [*less, *lost]
    if _of_each(group, wholes, parts):
        return
    wholes = [c for c in wholes if not group.each(c)]
    found = [total(c, parts, less, sure=way.sure) for c in wholes if group.like(c, (*parts, *less))]
    held = first_held(found)
    raised = RAISED in group.letters[match.end("wholes") : match.end()]  # « passe de 400 € à 540 € »
    if held is None and found and not (raised or _apart(wholes, parts)):
        held = min(reversed(found), key=lambda one: one.gap)
    if held is not None and (held.holds or not _each_a_share(group, held)):
        yield held


def _reads(group: _Group, way: Way, wholes: Sequence[Claim], parts: Sequence[Claim]) -> bool:
    """Whether a way of saying a sum is that of these numbers: where they stand, how many are announced."""
    blocks = [c.said.block for c in (wholes[-1], parts[0], group.claims[-1])]
    if blocks[0] != group.stretch.block or blocks[2] != blocks[0] == blocks[1]:
        return False  # a list: its total is in what announces it
    announced = {c.value for c in group.stretch.claims if c.unit in PAYMENTS | SPLITS}
    return not ((way.bare and any(c.basis for c in parts)) or (way.listed and len(parts) not in announced))


def _of_each(group: _Group, wholes: Sequence[Claim], parts: Sequence[Claim]) -> bool:
    """Whether some of the numbers are the price of one of several, so that they are not simply added up."""
    times = [group.times(c) for c in parts]
    made = summed(c.value * n for c, n in zip(parts, times, strict=True))
    totals = {c.value for c in wholes}
    if max(times) > 1 and made in totals:
        return True  # « deux pénalités de 80 € et une de 150 €, en tout 310 € »
    if any(made - c.value in totals for c in parts if SMALL * c.value < made):
        return True  # « 1 780 repas à 3,50 € coûtent 6 230 € ; s'y ajoutent 1 170 €, soit 7 400 € »
    if made in {c.value for c in wholes if group.each(c)}:
        return True  # « de 220 € par élève, payable en trois fois : 80 €, 80 € et 60 € »
    return any(map(_for_each, parts)) and made not in totals  # « C1 : 4 800 € ; C2 et C3 : 2 400 € chacun »


def _apart(wholes: Sequence[Claim], parts: Sequence[Claim]) -> bool:
    """« 84 000 € (le coût était de 91 500 €, le mobilier étant écarté pour 7 500 €) »: what two are apart."""
    gap = abs(parts[0].value - parts[1].value) if len(parts) == 2 else None
    return gap in {c.value for c in wholes if c.spot < parts[0].spot}


_EACH_OF_THEM = pattern(r" chacune?\b")


def _for_each(claim: Claim) -> bool:
    return claim.said.then(_EACH_OF_THEM) is not None


def _each_a_share(group: _Group, found: Relation) -> bool:
    """« sur le prix (3 900 €) : a) 30 %, soit 1 170 € ; b) 60 %, soit 2 340 € »: one or the other, and no sum."""
    rates = {c.value for c in group.stretch.claims if c.unit == "%"}
    return all(100 * c.value / found.result.value in rates for c in found.terms)


_FOOT = pattern(
    r"\A[^#xu]*(?P<parts>#[^xust]*#)(?=[^#]*[.;])[^#gu]*(?:(?P<said>t)|[.;][^#E]*s)[^#gu]*(?P<whole>#)[^#]*\Z"
)


def _footed(group: _Group) -> Iterator[Relation]:
    """« La tranche ferme est de 8 000 €, l'optionnelle de 4 000 €. Le total, toutes tranches confondues, est de … »."""
    match = _FOOT.search(group.letters)
    if match is None:
        return
    every, (whole,) = group.within(match, "parts"), group.within(match, "whole")
    if summed(c.value for c in every) != whole.value:  # « Coopérative : 600 € (500 € en 2024) »: what it was
        every = [c for c in every if not group.bracketed(c)] or every
    less = [c for c in every if _NEGATIVE.search(group.stretch.before(c))]
    parts = [c for c in every if c not in less]
    made = summed((*(c.value for c in parts), *(-c.value for c in less)))
    if limited(group.stretch, whole) or not group.like(whole, parts) or not (match["said"] or slip(made, whole.value)):
        return
    yield total(whole, parts, less, sure=";" in match["parts"] and "P" not in group.stretch.shape)


def _left(group: _Group) -> Iterator[Relation]:
    """« Un acompte de 6 000 € sur une subvention de 20 000 € … ; le solde est de 14 000 € »."""
    claims, count = group.claims, len(group.claims)
    marks = [_mark(*pair) for pair in pairwise(group.leads)]
    rests = [n for n, mark in enumerate(marks) if REST in mark]
    if len(rests) != 1 or count > 5 or (count > 3 and rests[0] != count - 1):
        return
    (rest,) = rests
    whole = max((n for n in range(count) if n != rest), key=lambda n: claims[n].value)
    so = "s" in marks[whole]  # « sept acomptes de 500 €, soit 3 500 €, le solde »: what goes before makes it
    others = [n for n in range(count) if n not in (rest, whole) and not (group.each(claims[n]) or (so and n < whole))]
    given = [n for n in others if count < FEW or not group.bracketed(claims[n])] or others
    if claims[rest].value >= claims[whole].value or re.search(r"P(?!on)|vs|-\(?\Z", group.leads[whole]):
        return  # « subventions déduites (226 600 €) »: of something greater
    if "a" in marks[whole] and PERCENT not in marks[whole]:
        return  # « un acompte de 9 000 €, un autre de 3 000 € et le solde, 1 000 € »
    shared = any("P" in group.leads[n] for n in given)  # « le tiers, soit 3 000 € ; le reste, 6 000 € »
    stated = shared or any(re.search("[ayvk-]", marks[n]) for n in given) or re.search("[s:-]", marks[rest])
    if given and stated and group.like(claims[whole], [c for c in claims if c is not claims[whole]]):
        less = [claims[n] for n in given]
        found = [
            total(claims[rest], [claims[whole]], [*some])
            for k in range(len(less), 0, -1)
            for some in combinations(less, k)
        ]
        yield first_held(found) or found[0]  # not all of them are taken away


def _mark(lead: str, follows: str) -> str:
    """What is said of a number: before it in its clause, and just after."""
    after = re.match(r"[on]*(?:,?[ayk]|r)?", follows)
    return re.split(r"[;.]", lead)[-1] + (after[0] if after else "")


def _of_another(context: Context, group: _Group) -> Iterator[Relation]:
    """Parts of a whole that another paragraph says, when one digit keeps them from making it."""
    shape, parts = group.stretch.shape, group.claims
    first, (*others, tail) = group.leads[0], group.leads[1:]
    if SO in "".join(others) and REST not in "".join(others):
        return  # « 185 220 € à chaque échéance, soit 370 440 € »: not parts
    made, inner = summed(c.value for c in parts), "".join(others)
    known = {c.value: c for c in own_amounts(context)}
    listed = re.search("[dvbqrhJY]", first + inner + tail)
    if _made_of_some(group):
        return
    if len(parts) == 2 and REST in inner and not re.search("[avkyq]", first):
        return  # « sur un crédit de 28 000 €, le solde est de 1 435 € »
    divided = AND in inner and listed and not re.search("[xpgut]", inner)
    if not divided or ("P" in shape and "r" not in shape) or made in known or limited(group.stretch, parts[0]):
        return
    most = sorted(parts, key=lambda part: part.value)[1:]
    if len(most) > 1 and summed(part.value for part in most) in known:
        return  # « 3 000 €, puis 12 000 € ; en cas de retard, 40 € »: the least is of something else
    second = sorted(p.value for p in parts)[-2]  # the greatest may be the wrong one
    near = [c for value, c in known.items() if value > second and _slipped(group, made, value) and c not in parts]
    near = [c for c in near if max(digits(made), digits(c.value)) > FEWEST]  # « 400 » and « 480 » look alike
    if len(near) == 1 and all(alike(near[0], part) for part in parts):
        yield total(near[0], parts, sure=False)


def _made_of_some(group: _Group) -> bool:
    """« L'augmentation est de 80 € : 50 € pour …, et 30 € pour … »: one is what those just after it make."""
    values, opened = [c.value for c in group.claims], [":" in lead or "(" in lead for lead in group.leads]
    pairs = ((n, last) for n in range(len(values)) if opened[n + 1] for last in range(n + 3, len(values) + 1))
    return any(summed(values[n + 1 : last]) == values[n] for n, last in pairs)


def _slipped(group: _Group, made: Fraction, value: Fraction) -> bool:
    """Whether one digit parts them: of their sum, or of one of as many payments as are announced."""
    announced = any(c.unit in PAYMENTS and c.value == len(group.claims) for c in group.stretch.claims)
    parts = group.claims if announced else ()
    return slip(made, value) or any(slip(one.value, one.value + value - made) for one in parts)
