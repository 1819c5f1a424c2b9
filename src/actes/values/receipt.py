"""The identifier of a transmitted act, as the préfecture's receipt bears it (@CTES): `015-200066660-20250708-…-AU`."""

from __future__ import annotations

from datetime import date

from ..frozen import frozen
from ..pattern import pattern
from .identifiers import Siren
from .text import quoted, require_text

_RECEIPT = pattern(
    r"(?P<departement>[0-9]{3}|02[AB])-(?P<siren>[0-9]{9})-(?P<date>[0-9]{8})"
    r"-(?P<numero>[A-Za-z0-9](?:[A-Za-z0-9_\- ]{0,13}[A-Za-z0-9])?)-(?P<nature>DE|AR|AI|CC|BF|AU)"
)
_EXAMPLE = "écrivez par exemple 015-200066660-20250708-DEC2025-453-AU"


@frozen
class Receipt:
    """Département, SIREN of the collectivity, date of the act (not of its transmission), number, nature.

    >>> receipt = Receipt.parse("015-200066660-20250708-DEC2025-453-AU")
    >>> receipt.departement, receipt.siren.numero, str(receipt.date), receipt.numero, receipt.nature
    ('015', '200066660', '2025-07-08', 'DEC2025-453', 'AU')
    >>> str(receipt)
    '015-200066660-20250708-DEC2025-453-AU'
    """

    departement: str
    siren: Siren
    date: date
    numero: str
    nature: str

    @classmethod
    def parse(cls, text: str) -> Receipt:
        """Read an identifier. Raises ValueError when its shape, its SIREN or its date is wrong.

        >>> Receipt.parse("015-200066660-20250231-DEC2025-453-AU")
        Traceback (most recent call last):
        ValueError: « 015-200066660-20250231-DEC2025-453-AU » : la date 20250231 n'existe pas (année, mois, jour)
        """
        match = _RECEIPT.fullmatch(require_text(text).strip())
        if match is None:
            raise ValueError(f"{quoted(text)} n'est pas un identifiant d'accusé de réception ; {_EXAMPLE}")
        digits = match["date"]
        try:
            day = date.fromisoformat(digits)
        except ValueError:
            raise ValueError(f"{quoted(text)} : la date {digits} n'existe pas (année, mois, jour)") from None
        return cls(match["departement"], Siren.parse(match["siren"]), day, match["numero"], match["nature"])

    def __str__(self) -> str:
        day = self.date.isoformat().replace("-", "")
        return f"{self.departement}-{self.siren.numero}-{day}-{self.numero}-{self.nature}"
