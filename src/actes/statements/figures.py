"""The figure that a cell of a table is: its value, the unit of its last digit, its sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..part import Part, Passage

_FIGURE = re.compile(
    r"(?P<open>\(\s?)?(?P<sign>[-+\u2212\u2013]\s{0,3})?"
    r"(?P<number>[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,]\s?[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}"
    r"|[0-9]+(?:[.,]\s?[0-9]{1,4})?)"
    r"\s?(?P<unit>%|€|euros?|eur|k€|m²|m2|ml|km)?\s?(?:\(?(?:ht|ttc)\)?)?(?:\s?/\s?\w+)?\s?(?P<close>\))?",
    re.IGNORECASE,
)


EUROS = frozenset({"€", "euro", "euros", "eur", "k€"})
_LAND = re.compile(
    r"(?=[0-9]{1,4}\s?(?:ha|a|ca)\b)(?:(?P<ha>[0-9]{1,4})\s?ha\b)?\s?(?:(?P<a>[0-9]{1,2})\s?a\b)?\s?(?:(?P<ca>[0-9]{1,2})\s?ca\b)?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(?P<h>[0-9]{1,4})\s?h\s?(?P<m>00|15|30|45)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number in a cell: its value as written, the unit of its last digit, its sign; where it stands."""

    where: Passage
    value: Decimal
    unit: Decimal
    percent: bool
    euros: bool
    said: str = ""  # the unit of a measure


def figure_in(part: Part, block: int, text: str, start: int) -> Figure | None:
    """The figure that a cell is, None where it is words; « 1 ha 02 a » is in square metres, « 4 h 30 » in hours."""
    stripped = text.strip()
    if not any(char.isdigit() for char in stripped[:16]):
        return None
    match = _FIGURE.fullmatch(stripped)
    first = start + len(text) - len(text.lstrip())
    where = Passage(part, block, first, first + len(stripped))
    if match is None or bool(match["open"]) != bool(match["close"]):
        measured = _measured(stripped)
        return measured and Figure(where, measured[0], Decimal(1), percent=False, euros=False, said=measured[1])
    number = re.sub(r"[\s\u00a0\u202f\u2009]", "", match["number"])
    number = number.replace(".", "").replace(",", ".") if "," in number else number
    unit = (match["unit"] or "").lower()
    negative = bool(match["open"]) or (match["sign"] or "+")[0] not in "+"
    value = Decimal(number) * (1000 if unit == "k€" else 1)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(where, -value if negative else value, Decimal(1).scaleb(exponent), unit == "%", unit in EUROS)


def _measured(text: str) -> tuple[Decimal, str] | None:
    """An area of the land register, or a number of hours."""
    if (land := _LAND.fullmatch(text)) is not None:
        return Decimal(10_000 * int(land["ha"] or 0) + 100 * int(land["a"] or 0) + int(land["ca"] or 0)), "m²"
    if (hours := _HOURS.fullmatch(text)) is not None:
        return Decimal(int(hours["h"])) + Decimal(int(hours["m"] or 0)) / 60, "h"
    return None
