"""A relation between claims: a sum, a product, a share, a change; what each number would have to be for it to hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import prod

from ..claims import Claim
from ..pattern import pattern
from ..statements.arithmetic import cents, percent, shown, summed

HALF = Fraction(1, 2)
THIRDS = frozenset({Fraction(33), Fraction(66), Fraction(67), Fraction(17), Fraction(16)})  # percentages cut short
CENT, HUNDRED = Fraction(1, 100), Fraction(100)
HOURS = "h"
TERMS = 6  # more terms than that are counted, not listed


class Kind(StrEnum):
    """What a relation is."""

    SHARE = "part"
    SUM = "somme"
    PRODUCT = "produit"
    CHANGE = "variation"
    TAX = "taxe"
    RATE = "taux de taxe"  # that nobody says
    WHOLE = "cent pour cent"
    EQUATION = "calcul"
    AGAIN = "limite redite"
    # of tables
    COLUMN = "total d’une colonne"
    PRICED = "quantité et prix"
    ROW = "total d’une ligne"
    SIDES = "deux totaux"
    LINE = "calcul de chaque ligne"
    BALANCE = "solde"
    PART = "part et ligne"
    LABEL = "part d’un libellé"


Values = Sequence[Fraction]


@dataclass(frozen=True, eq=False)  # no slots: its places are made once, and kept in it
class Relation:
    """`result` is what `terms` make, as the act says in so many words; `made` is what they really make.

    `reckon` makes it of any values of the terms. `sure`: the words leave no other reading. `note`: why it is one, where
    no word says so.
    """

    kind: Kind
    result: Claim
    terms: tuple[Claim, ...]
    made: Fraction
    words: str
    reckon: Callable[[Values], Fraction]
    slack: Fraction
    sure: bool = True
    note: str = ""

    @property
    def numbers(self) -> tuple[Claim, ...]:
        return (*self.terms, self.result)

    @cached_property
    def spots(self) -> frozenset[object]:
        """The places of its numbers."""
        return frozenset(claim.spot for claim in self.numbers)

    @property
    def gap(self) -> Fraction:
        return abs(self.made - self.result.value)

    @property
    def holds(self) -> bool:
        return self.gap <= self.slack

    def solve(self, rank: int) -> Fraction:
        """What a number should be if it alone is wrong; what it is, where no value of it would do."""
        if rank == len(self.terms):
            return self.made
        value, wanted = self.terms[rank].value, self.result.value
        near = max(self.slack, HALF * last_digit(self.result))
        term = self.terms[rank]
        for guess in self._guesses(rank, value, wanted):
            for step in self._steps(term):  # « 3 073,33 € for two months »: it is rounded
                whole = Fraction(round(guess / step)) * step
                if abs(guess - whole) < CENT and whole and abs(self._at(rank, whole) - wanted) <= near:
                    return whole
            if self._at(rank, guess) == wanted:
                return guess
        return value

    def _steps(self, term: Claim) -> tuple[Fraction, ...]:
        """Between the values that people give to a count, or to a rate that a table says in words."""
        if term.unit == "%":
            return (Fraction(1), HALF, last_digit(term)) if self.kind is Kind.LABEL else ()
        return (Fraction(1),) if term.unit != "€" else ()

    def _guesses(self, rank: int, value: Fraction, wanted: Fraction) -> Iterator[Fraction]:
        """Where it takes a value: as much more, of a sum; else from what it is at one and two, linear or inverse."""
        if self.kind in (Kind.SUM, Kind.COLUMN):
            yield value + wanted - self.made
        one, two = (self._at(rank, Fraction(n)) for n in (1, 2))
        if one != two:
            yield 1 + (wanted - one) / (two - one)
            if wanted != 2 * two - one:
                yield 2 * (one - two) / (wanted - 2 * two + one)

    def _at(self, rank: int, value: Fraction) -> Fraction:
        return self.reckon([value if n == rank else term.value for n, term in enumerate(self.terms)])

    def off(self, spot: object, value: Fraction) -> Fraction:
        """How far it is from what its terms make, that number being another."""
        result, *terms = (value if here else one.value for one, here in self._at_spot(spot))
        return abs(self.reckon(terms) - result)

    def put(self, spot: object, value: Fraction) -> Relation:
        """The same, that number being another."""
        result, *terms = (replace(one, value=value) if here else one for one, here in self._at_spot(spot))
        made = self.reckon([term.value for term in terms])
        return replace(self, result=result, terms=tuple(terms), made=made)

    def _at_spot(self, spot: object) -> Iterator[tuple[Claim, bool]]:
        """The result and the terms, and which stands there: a whole that nobody writes has the place of a part."""
        found = False
        for one in (self.result, *self.terms):
            here = not found and one.spot == spot
            found = found or here
            yield one, here


def once(found: Iterable[Relation], *, fresh: bool = False) -> Iterator[Relation]:
    """The first reading of each number, which is then the result of nothing else; `fresh`: of terms of which one is."""
    done = set[object]()
    for one in found:
        if one.result.spot not in done and not (fresh and done.issuperset(c.spot for c in one.terms)):
            done |= one.spots
            yield one


def first_held(tried: Iterable[Relation]) -> Relation | None:
    """The first that holds, of the ways that numbers may go together."""
    return next((one for one in tried if one.holds), None)


def kept_but_one(ways: Iterable[Sequence[Relation]], *, least: int = 1) -> Sequence[Relation]:
    """Of the ways that all lines may go, the one that most of them follow; nothing where two do not, or too few do."""
    best = max(ways, key=lambda way: sum(one.holds for one in way), default=())
    kept = sum(one.holds for one in best)
    return best if kept >= least and len(best) - kept < 2 else ()


UNDONE = Fraction(10**15)  # what a division by zero makes: more than any number of an act


def _sound(reckon: Callable[[Values], Fraction]) -> Callable[[Values], Fraction]:
    """The same, of any values: a part of nothing is a number that nothing agrees with."""

    def sound(values: Values) -> Fraction:
        try:
            return reckon(values)
        except ZeroDivisionError:
            return UNDONE

    return sound


def related(
    kind: Kind, result: Claim, terms: Sequence[Claim], reckon: Callable[[Values], Fraction], words: str,
    slack: Fraction | Callable[[Fraction], Fraction] = Fraction(0), *, sure: bool = True, note: str = "",
) -> Relation:  # fmt: skip
    """A relation, with what its terms make; what rounding allows may depend on it."""
    reckon = _sound(reckon)
    made = reckon([term.value for term in terms])
    if made == UNDONE:  # it says nothing
        made, reckon = result.value, lambda _: result.value
    allowed = slack if isinstance(slack, Fraction) else slack(made)
    return Relation(kind, result, tuple(terms), made, words, reckon, allowed, sure, note)


def said(claim: Claim) -> str:
    """A number as a message writes it, without the unit that the sentence repeats.

    « 1 540,00 », « 7,5 % », « 12 », « 4 h 30 ».
    """
    if claim.unit == "€":
        return cents(claim.value)
    return percent(claim.value / 100) if claim.unit == "%" else written(claim.value, HOURS * (claim.unit == HOURS))


def written(value: Fraction, unit: str) -> str:
    """A value with its unit: « 4 000,00 € », « 40 % », « 12 enfants », « 4 h 30 »."""
    if unit == "€":
        return f"{cents(value)}\u00a0€"
    if unit == HOURS:
        return f"{int(value)} h" + (f" {round(value % 1 * 60):02d}" if value % 1 else "")
    return percent(value / 100) if unit == "%" else f"{shown(value)} {unit}".strip()


def added(parts: Sequence[Claim]) -> str:
    """A sum, equal terms together: « 11 827,75 + 10 × 1 173,00 »."""
    counts = Counter(map(said, parts))
    terms = [value if n == 1 else f"{n} × {value}" for value, n in counts.items()]
    terms = [*terms[: TERMS - 1], "…"] if len(terms) > TERMS else terms
    return " + ".join(terms).replace("+ −", "− ")


def last_digit(claim: Claim) -> Fraction:
    """One unit of the last digit that is written; an amount without cents may be rounded to the euro."""
    return Fraction(1, 10**claim.places)


def rounding(result: Claim, made: Fraction) -> Fraction:
    """What a result may be off by: half a unit of its last digit, more than half a cent only if it is not exact."""
    if (made * 10**result.places).denominator == 1:
        return Fraction(0)
    return HALF * last_digit(result) * (2 if result.places == 0 and result.unit == "€" else 1)


def loose(base: Claim, rate: Claim) -> Fraction:
    """What the rounding of a rate may change in its part of an amount: half a digit of « 3,4 % »."""
    digit = last_digit(rate) if rate.places else Fraction(rate.value in THIRDS)
    return abs(base.value) * digit * HALF / 100


def _rounded(result: Claim, base: Claim, rate: Claim) -> Callable[[Fraction], Fraction]:
    return lambda made: max(rounding(result, made), loose(base, rate))


def chosen(meant: Fraction, said: Fraction) -> bool:
    """A rate as people choose them, and not far from the one that is said."""
    low, high = sorted((meant, said))
    return (2 * meant).denominator == 1 and 0 < high <= 3 * low


def share(result: Claim, rate: Claim, base: Claim, *, sure: bool = True) -> Relation:
    """`result` is `rate` percent of `base`."""
    words, slack = f"{said(rate)} de {said(base)}", _rounded(result, base, rate)
    return related(Kind.SHARE, result, (rate, base), lambda v: v[0] * v[1] / 100, words, slack, sure=sure)


def ratio(rate: Claim, part: Claim, base: Claim, *, sure: bool = True) -> Relation:
    """`rate` is what `part` is of `base`, in percent, once rounded."""
    words, slack = f"{said(part)} / {said(base)}", HALF * last_digit(rate)
    return related(Kind.SHARE, rate, (part, base), lambda v: v[0] / v[1] * 100, words, slack, sure=sure)


def total(result: Claim, parts: Sequence[Claim], less: Sequence[Claim] = (), *, sure: bool = True) -> Relation:
    """`result` is the sum of `parts`, without `less`."""
    count = len(parts)
    words = " − ".join([" + ".join(map(said, parts)), *map(said, less)])

    def reckon(v: Values) -> Fraction:
        return summed((*v[:count], *(-one for one in v[count:])))

    return related(Kind.SUM, result, (*parts, *less), reckon, words, sure=sure)


def weighed(result: Claim, parts: Sequence[Claim], each: Sequence[Fraction | int], ones: int = 0) -> Relation:
    """`result` is the sum of `parts`, each of so many (47 couples are 94 people), and of `ones` that no figure counts.

    A half is of a full time.
    """

    def reckon(v: Values) -> Fraction:
        return sum((n * value for n, value in zip(each, v, strict=True)), Fraction(ones))

    words = [_so_many(said(one), n) for one, n in zip(parts, each, strict=True)]
    return related(Kind.SUM, result, parts, reckon, " + ".join([*words, *["1"] * ones]), sure=False)


def _so_many(words: str, times: Fraction | int) -> str:
    return words if times == 1 else f"{times} × {words}" if times > 1 else f"{words} / {1 / times}"


def balanced(spent: Claim, got: Claim) -> Relation:
    """The two totals of a budget are the same."""
    return replace(total(got, [spent], sure=False), kind=Kind.SIDES, words="total des dépenses")


def product(result: Claim, factors: Sequence[Claim], times: int = 1, *, sure: bool = True) -> Relation:
    """`result` is the product of `factors`, `times` over (twelve months of a year that nobody writes)."""
    words = " × ".join([*([str(times)] if times > 1 else []), *map(said, factors)])
    hours = [c for c in factors if c.unit in (HOURS, "heures") and c.places > 1 and c.value]
    loose_of = max((last_digit(c) / c.value for c in (*hours, *filter(_mean, factors))), default=Fraction(0))

    def slack(made: Fraction) -> Fraction:  # « 151,67 heures », « un prix moyen de 60,89 € » are rounded
        return max(rounding(result, made), abs(made) * loose_of * HALF)

    return related(Kind.PRODUCT, result, factors, lambda v: times * prod(v, start=Fraction(1)), words, slack, sure=sure)


_MEAN = pattern(r"\bmoyen(?:ne)?\b[^.;:0-9]*\Z|\b(?:rapporte|reparti)e?s? (?:sur|aux?) [^.]*\Z")


def _mean(claim: Claim) -> bool:
    """« le coût moyen d'un repas s'établit à 8,92 € », « rapporté aux 21 500 journées, un tarif de 61,69 € »."""
    return claim.value > 0 and _MEAN.search(claim.said.low_before) is not None


def changed(result: Claim, old: Claim, rate: Claim, sign: int, *, sure: bool = True) -> Relation:
    """`result` is `old` raised (or, with a negative sign, lowered) by `rate` percent."""

    def reckon(v: Values) -> Fraction:
        return v[0] * (1 + sign * v[1] / 100)

    words = f"{said(old)} {'+' if sign > 0 else '−'} {said(rate)}"
    return related(Kind.CHANGE, result, (old, rate), reckon, words, _rounded(result, old, rate), sure=sure)


def rise(rate: Claim, old: Claim, new: Claim) -> Relation:
    """`rate` is by how much `new` differs from `old`, in percent, once rounded."""
    low, high = sorted((old, new), key=lambda one: one.value)
    words, slack = f"({said(high)} − {said(low)}) / {said(old)}", HALF * last_digit(rate)
    return related(Kind.CHANGE, rate, (old, new), lambda v: abs(v[1] - v[0]) / v[0] * 100, words, slack, sure=False)


_AND_MORE = pattern(r"\bet (?:de )?[0-9]{1,4} (?:de|d'|a|pour)\b")


def and_more(one: Relation) -> bool:
    """« 60 € par élève, pour 4 élèves de Murat et 3 de Talizat, soit 420 € »."""
    first, last = min(one.terms, key=lambda c: c.spot).said, one.result.said
    return first.block == last.block and bool(_AND_MORE.search(last.low, first.end, last.start))
