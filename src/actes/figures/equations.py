"""Computations written with signs: « 248 € / 5 = 49,6 € », « 14 400,00 € (3 × 4 800,00 €) »."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim, claims_of
from ..claims.claim import bare
from ..claims.tables import Line, Table
from ..context import Context
from ..document import Kind as Block
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.arithmetic import shown
from ..values.accident import near
from .relation import HOURS, Kind, Relation, related, rounding, written

_UNIT = r"(?:%|€(?:\s?(?:HT|TTC))?|(?!x\b)[^\W\d_]{1,14}[²³23]?(?![\w²³]))"  # any word: « élèves », « m3 »
_OPERAND = rf"(?:[0-9][0-9 \u00a0\u202f]{{0,24}}(?:[.,][0-9]{{1,4}})?)\s?{_UNIT}?"
_SIGN_OF = r"(?:[+×x*/÷−–-]|(?:(?<=[0-9€])|(?<=[0-9€]\s)(?<![a-z][23]\s)):)"  # « 200 m3 : 25 x 4 € » divides nothing
_SIGN_OF = rf"(?:{_SIGN_OF}|(?:(?<=[0-9]m\s)|(?<=[0-9]\sm\s))(?:sur|par)\b)"  # « 40 m sur 20 m »
_AMIDST = (
    r"(?<![0-9€%][+×x*/÷:−–-])(?<![0-9€%]\s[+×x*/÷−–-]\s)(?<![^a-z][0-9€%]\s:\s)"
    r"(?<!\)[+×x*/÷−–-])(?<!\)\s[+×x*/÷−–-]\s)"  # « (1 860 − 1 020) / 30 / 4 »
    r"(?<![A-Za-z]-)"  # « F-2026-117 »
    r"(?<![\w,.°])(?<!°[ \u00a0\u202f])(?<![0-9][ \u00a0\u202f])(?<![0-9]\sà\s)"  # « 1 à 2 ans × 0,60 », « n° 2 : »
)
_EQUATION = pattern(
    rf"{_AMIDST}(?P<left>{_OPERAND}(?:\s?{_SIGN_OF}\s?{_OPERAND}){{1,60}})(?:\s?=\s?|,?\ssoit\s)"
    rf"(?>(?P<right>{_OPERAND}))(?!\s?[+×x*/÷]\s?[0-9])"  # « = 20 % × 412 000 = 82 400 »: of what follows
)
_IN_BRACKETS = pattern(
    rf"(?P<right>{_OPERAND})\s?\(\s?(?:soit\s)?"
    rf"(?P<left>{_OPERAND}(?:(?:\s?[+×x*/]\s?|(?<=[€TC])\s[−–-]\s){_OPERAND})+)\s?\)",
    re.IGNORECASE,
)
_ANNOUNCED = pattern(
    rf"(?P<right>{_OPERAND}),?\ssoit\s(?P<left>{_OPERAND}(?:\s?[×x*]\s?{_OPERAND}|\s?/\s?{_OPERAND})+)", re.IGNORECASE
)
_OPERATOR = pattern(rf"\s?({_SIGN_OF})\s?(?=[0-9])")
_NUMBER = pattern(r"[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]{1,4})?")
_MEASURED = pattern(r"€|[0-9] ?(?:m[²³23]|h|heures?)(?!\w)")  # what a computation beside it makes
_TIMES = pattern(r"[0-9€²³a-z]\s?[×x*]\s?[0-9]")
_SIGN = pattern(r"[+×x*/−–-]\s?[0-9]")


def equations(context: Context) -> Iterator[Relation]:
    """Every computation that is written out, right or wrong."""
    for part in context.own:
        for index, block in enumerate(part.blocks):
            if block.kind is not Block.TABLEAU and any(map(block.text.__contains__, ("=", "€", "soit", "("))):
                yield from _in(context, part, index, block.text)


def _in(context: Context, part: Part, index: int, text: str) -> Iterator[Relation]:
    known = {claim.spot[2]: claim for claim in claims_of(context, part, index)}
    places = sorted(known)
    found = [*_EQUATION.finditer(text)] if "=" in text or "soit" in text else []
    if _MEASURED.search(text) and _SIGN.search(text):
        bracketed = _IN_BRACKETS.finditer(text) if "(" in text else ()
        announced = _ANNOUNCED.finditer(text) if "soit" in text.lower() else ()
        found += [match for match in (*bracketed, *announced) if _MEASURED.search(match["right"])]
    for match in found:
        left = _labelled(match["left"])
        made = _worked_out(left) if _OPERATOR.search(left) else None
        if made is None:
            continue
        start = match.start("right")
        result = known.get(start) or _bare(part, index, start, match["right"])
        first, last = (bisect_left(places, at) for at in (match.end("left") - len(left), match.end("left")))
        terms = tuple(known[at] for at in places[first:last])
        points = "%" not in left and not _DIVIDES.search(left)  # « 55 + 6 x 22 = 187 % » adds them
        scaled = made * (100 if result.unit == "%" and not points else 1)
        words = " ".join(left.split())
        yield _equation(result, terms, scaled, words, rounding(result, scaled))


_DIVIDES = pattern(r"[/÷:]")


def _labelled(left: str) -> str:
    """« 36 000 € : 36 000 × 15 / 60 »: a colon before a computation announces it, and divides nothing."""
    label, _, computed = left.rpartition(":")
    return computed.lstrip() if label and (_OPERATOR.search(computed) or _OF_YEAR.fullmatch(label)) else left


_OF_YEAR = pattern(r"(?:19|20)[0-9]{2}\s?")  # « exercice 2025 : 3 000,00 € HT, soit 3 600,00 € TTC »
_INNER = pattern(r"\(([^()]{3,60})\)\s?\Z")  # « Repas (30 repas à 20,70 €) »
_PRODUCT = pattern(rf"{_OPERAND}(?:\s?{_SIGN_OF}\s?{_OPERAND}){{1,12}}")


def in_cells(table: Table) -> Iterator[Relation]:
    """« 320 m² x 2 j x 0,45 € » in a cell, and the amount in the next column that has one, where most lines agree.

    « Main-d'œuvre : 345 heures à 32,00 € » says it alone.
    """
    found = [one for line in table.lines for one in _beside(line)]
    held, priced = 2 * sum(one.holds for one in found), all(one.words.endswith("€") for one in found)
    if held > len(found) or (priced and (held == len(found) or len(found) == 1)):
        yield from found


def _beside(line: Line) -> Iterator[Relation]:
    for rank, cell in enumerate(line.texts):
        inner = _INNER.search(cell)
        text = (inner[1] if inner else cell.rpartition(" : ")[2]).replace(" à ", " x ").strip()
        result = next((c for c in line.claims[rank + 1 :] if c is not None), None)
        if result is None or line.claims[rank] or not _PRODUCT.fullmatch(text) or not _TIMES.search(text):
            continue
        made = _worked_out(text)
        if made is not None and result.unit == "€":
            made = made if result.value > 0 else -made  # of what is deducted
            yield _equation(result, (), made, " ".join(text.split()), rounding(result, made))


_QUOTA = pattern(
    r"(?P<hours>[0-9]{1,2}(?:,[0-9]{1,2})?) ?h(?:eures?)?\b ?(?P<minutes>[0-5][0-9])?"
    r"(?= ?(?:hebdomadaires|par semaine)|[^.;()0-9]{0,30}[(,] ?(?:soit )?[0-9,]{1,5} ?/ ?35)"
    r"|\b(?P<share>[0-9]{1,2}(?:,[0-9]{1,2})?) ?/ ?35(?: ?(?:e|eme|emes|h)\b)?"
)
_PART_TIME = pattern(r"temps non complet|temps partiel|/ ?35")
BESIDE = 45  # characters


def quotas(context: Context) -> Iterator[Relation]:
    """« 28 heures hebdomadaires (30/35e) »; « 30 heures hebdomadaires », once, of a post of 28/35e each other time."""
    found: list[tuple[Fraction, Claim, str]] = []
    for part in context.own:
        for index, low in enumerate(part.lows()):
            for match in _QUOTA.finditer(low) if _PART_TIME.search(low) else ():
                name = "hours" if match["hours"] else "share"
                hours = _value(match[name]) + Fraction(int(match["minutes"] or 0), 60)
                claim = _bare(part, index, match.start(name), match[name])
                found.append((hours, replace(claim, value=hours), name))
    for (hours, one, first), (_, share, then) in pairwise(found):
        beside = one.spot[:2] == share.spot[:2] and share.said.start - one.said.end < BESIDE
        if beside and (first, then) == ("hours", "share"):
            yield _equation(share, (), hours, written(hours, HOURS), Fraction(0))
    values = [hours for hours, *_ in found]
    lines = [claim.said for _, claim, _ in found if claim.said.kind in (Block.ITEM, Block.TABLEAU)]
    posts = {(said.block, said.low.rfind("\n", 0, said.start)) for said in lines}  # a post each
    found = [] if len(posts) > 1 else found
    for hours, claim, _ in found if len(set(values)) == 2 else ():
        other = next(value for value in values if value != hours)
        if values.count(hours) == 1 and values.count(other) > 1 and near(hours, other):
            yield _equation(claim, (), other, f"{written(other, HOURS)}, ou {shown(other)}/35e, ailleurs", Fraction(0))


def _equation(result: Claim, terms: Sequence[Claim], made: Fraction, words: str, slack: Fraction) -> Relation:
    """The right side is what the left makes; a term of it is never solved."""
    return related(Kind.EQUATION, result, terms, lambda _: made, words, slack)


def _bare(part: Part, index: int, start: int, text: str) -> Claim:
    """A number that nothing but the equation reads."""
    where = Passage(part, index, start, start + len(text.rstrip()))
    digits = _NUMBER.search(text)
    places = len(digits[0].partition(",")[2].strip()) if digits else 0
    unit = "%" if "%" in text else "€" if "€" in text else ""
    value = _value(text) * (100 if unit == "%" else 1)
    return bare(where, value, unit, places=places)


def _value(text: str) -> Fraction:
    match = _NUMBER.search(text)
    assert match is not None
    value = Fraction(re.sub(r"[\s\u00a0\u202f]", "", match[0]).replace(",", "."))
    return value / 100 if "%" in text else value


def _worked_out(text: str) -> Fraction | None:
    pieces = _OPERATOR.split(text)
    return _computed([_value(piece) for piece in pieces[::2]], pieces[1::2])


def _computed(values: Sequence[Fraction], operators: Sequence[str]) -> Fraction | None:
    """Products first, then sums."""
    terms, signs = [values[0]], [1]
    for operator, value in zip(operators, values[1:], strict=True):
        if operator in ("×", "x", "*", "sur", "par"):
            terms[-1] *= value
        elif operator in "/÷:":
            if not value:
                return None
            terms[-1] /= value
        else:
            terms.append(value)
            signs.append(1 if operator == "+" else -1)
    return sum((sign * term for sign, term in zip(signs, terms, strict=True)), Fraction(0))
