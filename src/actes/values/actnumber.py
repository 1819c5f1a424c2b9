"""Numbers of acts (« 2025-453 ») and the forgiving forms under which a person names one (« dec2025-453 »)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .text import NBSP, plain_spaces, quoted, require_text, unaccented

_NUMBER = re.compile(
    r"(?:n ?[°º] ?)?(?P<year>[12][0-9]{3}) ?[-_/] ?(?P<rank>[0-9]{1,5})(?: ?(?P<suffix>bis|ter|quater))?", re.IGNORECASE
)
_ID = re.compile(r"(?P<prefix>[^\W\d_]*)[ _-]?(?P<number>(?:n ?[°º] ?)?[12][0-9]{3}.*)", re.IGNORECASE)
_EXAMPLE = "écrivez par exemple 2025-453"


@dataclass(frozen=True, slots=True, order=True)
class ActNumber:
    """The number of an act: a year and a rank. `largeur` keeps leading zeros, and does not count in comparisons.

    >>> number = ActNumber.parse("2022-054")
    >>> number.annee, number.rang, number.code, str(number)
    (2022, 54, '2022-054', 'n°\\xa02022-054')
    >>> number == ActNumber.parse("2022-54")
    True
    """

    annee: int
    rang: int
    suffixe: str = ""
    largeur: int = field(default=0, compare=False)

    @classmethod
    def parse(cls, text: str) -> ActNumber:
        """The number that a person typed.

        >>> ActNumber.parse("n° 2025-453 bis").code
        '2025-453 bis'
        >>> ActNumber.parse("453")
        Traceback (most recent call last):
        ValueError: « 453 » n'est pas un numéro d'acte (année-rang) ; écrivez par exemple 2025-453
        """
        match = _NUMBER.fullmatch(plain_spaces(require_text(text)))
        if match is None or int(match["rank"]) == 0:
            raise ValueError(f"{quoted(text)} n'est pas un numéro d'acte (année-rang) ; {_EXAMPLE}")
        return cls(int(match["year"]), int(match["rank"]), (match["suffix"] or "").lower(), len(match["rank"]))

    @property
    def code(self) -> str:
        """The number alone, its suffix included."""
        return f"{self.annee}-{self.rang:0{self.largeur}}" + (f" {self.suffixe}" if self.suffixe else "")

    def __str__(self) -> str:
        return f"n°{NBSP}{self.code.replace(' ', NBSP)}"


def split_id(text: str) -> tuple[str, ActNumber]:
    """The prefix (three capitals, or nothing) and the number of an act named freely.

    >>> [(p, n.code) for p, n in map(split_id, ("dec2025-453", "2025-453", "Décision n° 2025_453", "DEL 2017-26"))]
    [('DEC', '2025-453'), ('', '2025-453'), ('DEC', '2025-453'), ('DEL', '2017-26')]
    >>> split_id("la décision")
    Traceback (most recent call last):
    ValueError: « la décision » ne désigne pas un acte ; écrivez par exemple DEC2025-453
    """
    match = _ID.fullmatch(plain_spaces(require_text(text)))
    try:
        number = ActNumber.parse(match["number"]) if match else None
    except ValueError:
        number = None
    if match is None or number is None:
        raise ValueError(f"{quoted(text)} ne désigne pas un acte ; écrivez par exemple DEC2025-453")
    return unaccented(match["prefix"])[:3].upper(), number
