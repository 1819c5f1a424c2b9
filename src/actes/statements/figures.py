"""The figure that a cell of a table is: its value, the unit of its last digit, its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..part import Part, Passage

_FIGURE = re.compile(
    r"(?P<open>\(\s?)?(?P<sign>[-+\u2212\u2013]\s?)?"
    r"(?P<number>[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,]\s?[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}"
    r"|[0-9]+(?:[.,]\s?[0-9]{1,4})?)"
    r"\s?(?P<unit>%|€|euros?|eur|k€)?\s?(?:\(?(?:ht|ttc)\)?)?(?:\s?/\s?\w+)?\s?(?P<close>\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number in a cell: its value as written, the unit of its last digit, its sign; where it stands."""

    where: Passage
    value: Decimal
    unit: Decimal
    percent: bool
    euros: bool


def figure_in(part: Part, block: int, text: str, start: int) -> Figure | None:
    """The figure that a cell is, None where it is words."""
    stripped = text.strip()
    if not any(char.isdigit() for char in stripped[:16]):
        return None
    match = _FIGURE.fullmatch(stripped)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    number = re.sub(r"[\s\u00a0\u202f\u2009]", "", match["number"])
    number = number.replace(".", "").replace(",", ".") if "," in number else number
    unit = (match["unit"] or "").lower()
    negative = bool(match["open"]) or (match["sign"] or "+")[0] not in "+"
    value = Decimal(number) * (1000 if unit == "k€" else 1)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    first = start + len(text) - len(text.lstrip())
    where = Passage(part, block, first, first + len(stripped))
    return Figure(where, -value if negative else value, Decimal(1).scaleb(exponent), unit == "%", unit not in ("", "%"))
