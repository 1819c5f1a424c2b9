"""Computations written with signs: « 248 € / 5 = 49,6 € »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..part import Part, Passage
from .arithmetic import shown


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A computation that a text states: `words` does it again; `printed` is at `where`. `sure`: it is meant.

    `expected`, exact, and `printed` are in the unit of the text: euros, percent, hours.
    """

    where: Passage
    related: tuple[Passage, ...]
    words: str
    expected: Fraction
    printed: Decimal
    sure: bool = True

    @property
    def gap(self) -> Fraction:
        return abs(self.expected - Fraction(self.printed))


_UNIT = r"(?:%|€(?:\s?(?:HT|TTC))?|euros?|mois|ans?|années?|jours?|heures?|h\b|m²|agents?|élèves?)"
_OPERAND = rf"(?:[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]{{1,4}})?)\s?{_UNIT}?"
_EQUATION = re.compile(rf"(?P<left>{_OPERAND}(?:\s?[+×x*/÷:−–-]\s?{_OPERAND})+)\s?=\s?(?P<right>{_OPERAND})")
_IN_BRACKETS = re.compile(
    rf"(?P<right>{_OPERAND})\s?\(\s?(?:soit\s)?"
    rf"(?P<left>{_OPERAND}(?:(?:\s?[+×x*]\s?|(?<=[€TC])\s[−–-]\s){_OPERAND})+)\s?\)",
    re.IGNORECASE,
)
_OPERATOR = re.compile(r"\s?([+×x*/÷:−–-])\s?(?=[0-9])")
_NUMBER = re.compile(r"[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]{1,4})?")


def equations(part: Part, index: int, text: str) -> Iterator[Claim]:
    """« 248 € / 5 = 49,6 € », « 14 400,00 € (3 × 4 800,00 €) »."""
    bracketed = [match for match in _IN_BRACKETS.finditer(text) if "€" in match["right"]]
    for match in (*_EQUATION.finditer(text), *bracketed):
        pieces = _OPERATOR.split(match["left"])
        values = [_value(piece) for piece in pieces[::2]]
        printed = _value(match["right"])
        expected = _computed(values, pieces[1::2])
        if expected is None:
            continue
        where = Passage(part, index, match.start("right"), match.end("right"))
        words = f"{' '.join(match['left'].split())} = {shown(expected)}"
        yield Claim(
            where,
            (Passage(part, index, *match.span("left")),),
            words,
            expected,
            Decimal(printed.numerator) / Decimal(printed.denominator),
        )


_UNIT_PRICE = re.compile(
    rf"(?P<price>{_OPERAND})\spar\s(?P<unit>[a-zéè]{{3,12}})\b[^.;€]{{0,60}}?\s(?P<right>{_OPERAND})[^.;€0-9]{{0,12}}\spour\s"
    r"(?P<count>[0-9]{1,4})\s(?P=unit)s?\b",
    re.IGNORECASE,
)


def unit_prices(part: Part, index: int, text: str) -> Iterator[Claim]:
    """« 65 € par nuit, est de 1 820 € pour 28 nuits »."""
    for match in _UNIT_PRICE.finditer(text):
        if "€" not in match["price"] or "€" not in match["right"]:
            continue
        price, printed, count = _value(match["price"]), _value(match["right"]), int(match["count"])
        where, base = Passage(part, index, *match.span("right")), Passage(part, index, *match.span("price"))
        words = f"{count} × {shown(price)} = {shown(count * price)}"
        exact = Decimal(printed.numerator) / Decimal(printed.denominator)
        yield Claim(where, (base,), words, count * price, exact)


def _value(text: str) -> Fraction:
    match = _NUMBER.search(text)
    assert match is not None
    value = Fraction(re.sub(r"[\s\u00a0\u202f]", "", match[0]).replace(",", "."))
    return value / 100 if "%" in text else value


def _computed(values: Sequence[Fraction], operators: Sequence[str]) -> Fraction | None:
    """Products first, then sums."""
    terms, signs = [values[0]], [1]
    for operator, value in zip(operators, values[1:], strict=True):
        if operator in "×x*":
            terms[-1] *= value
        elif operator in "/÷:":
            if not value:
                return None
            terms[-1] /= value
        else:
            terms.append(value)
            signs.append(1 if operator == "+" else -1)
    return sum((sign * term for sign, term in zip(signs, terms, strict=True)), Fraction(0))
