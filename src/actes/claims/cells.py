"""The number that a cell of a table is, as a claim: its value, its sign, its unit, the decimals that are written."""

from __future__ import annotations

import re
from fractions import Fraction

from ..facts.flat import folded
from ..facts.numerals import AREA, land
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import THIS, About, Subject
from ..text.tokens import COUNT, Token
from ..values.calendar_fr import months
from .claim import Claim, Sure

# What follows a number and is no unit: a month, a rank, what other readings take.
_NO_UNIT = rf"(?:{'|'.join(months()[1:])}|h|ha|a|ca|er|[eè]re?|[eè]me|bis|ter|ht|ttc|au|max)\b"
_NUMBER = pattern(
    r"(?P<open>\(\s?)?(?P<sign>[-+\u2212\u2013]\s{0,3})?"
    r"(?P<number>[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,]\s?[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}"
    r"|[0-9]+(?:[.,]\s?[0-9]{1,4})?)"
    rf"\s?(?P<unit>%|€|k€|m²|m2|(?!{_NO_UNIT})[^\W\d]{{1,20}})?\s?(?:\(?(?:ht|ttc)\)?)?(?:\s?/\s?[^\W\d]\w*)?\s?(?P<close>\))?"
    r"(?:\sau\s(?:plus|maximum)|\smax(?:imum|\.)?)?",
    re.IGNORECASE,
)
_WAS = pattern(r"\(\s?(?:au lieu de|contre|ancien tarif\s?:?|avant\s?:)\s(?P<n>[^()]+)\)", re.IGNORECASE)
_AT_RATE = pattern(
    r"[0-9]{1,2}(?:[.,][0-9]{1,2})?\s?%\s?[:=]\s?(?P<n>\S.*)|(?P<before>[^%()]+\S)\s?\([0-9.,]{1,5}\s?%\)"
    r"|(?P<worth>[0-9][0-9 \u00a0\u202f.,]*€)\s\([0-9][0-9 \u00a0\u202f]*\s[^\W\d]{3,}\)"
    r"|(?P<noted>[0-9][^()*]*?)\s?(?:\*{1,3}|\((?:\*{1,3}|[a-z]|[^\W\d][^()0-9]{2,60})\))"  # « 40 000 (plafond) »
)
_HOURS = pattern(r"(?P<h>[0-9]{1,4})\s?h\s?(?P<m>00|15|30|45)?", re.IGNORECASE)
_UNITS = {"%": "%", "€": "€", "euro": "€", "euros": "€", "eur": "€", "k€": "€", "m2": "m²"}
Number = tuple[Fraction, str, int]
"""A value, its unit, how many decimals are written."""


def claim_in(part: Part, block: int, text: str, start: int) -> Claim | None:
    """The number that a cell is, None where it is words; what it is of is not known yet."""
    stripped, first = text.strip(), start + len(text) - len(text.lstrip())
    if was := _WAS.fullmatch(stripped):
        return claim_in(part, block, was["n"], first + was.start("n"))
    if rated := _AT_RATE.fullmatch(stripped):  # « 20 % : 360,00 € », « 360,00 € (20 %) », « 240 € (24 chèques) »
        name = rated.lastgroup or ""
        return claim_in(part, block, rated[name], first + rated.start(name))
    found = _number(stripped) if any(char.isdigit() for char in stripped[:16]) else None
    if found is None:
        return None
    where = Passage(part, block, first, first + len(stripped))
    owner = Subject(About.PIECE, part.name) if part.nature is Nature.PIECE else THIS
    value, unit, places = found
    return Claim(owner, "", value, unit, where, Sure.STATED, Token(COUNT, where.start, where.end), places=places)


def _number(text: str) -> Number | None:
    """« 1 540,00 € », « (120) »; « 1 ha 02 a » is in square metres, « 4 h 30 » in hours."""
    match = _NUMBER.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return _measured(text)
    written = re.sub(r"\s", "", match["number"])
    written = written.replace(".", "").replace(",", ".") if "," in written else written
    unit = (match["unit"] or "").lower()
    if (match["unit"] or "").istitle() and unit not in _UNITS:
        return None  # « 16 Emprunts », an account and its name
    sign = -1 if match["open"] or (match["sign"] or "+")[0] != "+" else 1
    places = len(written.partition(".")[2])
    return sign * Fraction(written) * (1000 if unit == "k€" else 1), _UNITS.get(unit, unit), places


def _measured(text: str) -> Number | None:
    """An area of the land register, or a number of hours."""
    if area := AREA.fullmatch(folded(text)):
        return Fraction(land(area)), "m²", 0
    if hours := _HOURS.fullmatch(text):
        return int(hours["h"]) + Fraction(int(hours["m"] or 0), 60), "h", 0
    return None
