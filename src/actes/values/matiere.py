"""The subject of an act in the classification of @CTES: « 1.4 », compared level by level."""

from __future__ import annotations

import re

from ..frozen import frozen
from ..pattern import pattern
from .text import plain_spaces, quoted, require_text

_CODE = pattern(r"[1-9][0-9]?(?:[.-][1-9][0-9]?){1,4}")
_EXAMPLE = "écrivez par exemple 1.4"


@frozen(order=True)
class Matiere:
    """Two to five levels. The first two are the same everywhere; each préfecture has its own below.

    >>> Matiere.parse("7.9") < Matiere.parse("7.10"), str(Matiere.parse("1-4-2")), Matiere.parse("1.4.2").nationale
    (True, '1.4.2', '1.4')
    >>> Matiere.parse("contrats")
    Traceback (most recent call last):
    ValueError: « contrats » n'est pas une matière (deux nombres au moins) ; écrivez par exemple 1.4
    """

    niveaux: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Matiere:
        """The code that a person typed. Raises ValueError, in French, on any other form."""
        plain = plain_spaces(require_text(text))
        if _CODE.fullmatch(plain) is None:
            raise ValueError(f"{quoted(text)} n'est pas une matière (deux nombres au moins) ; {_EXAMPLE}")
        return cls(tuple(int(level) for level in re.split("[.-]", plain)))

    @property
    def nationale(self) -> str:
        """Its first two levels."""
        return ".".join(map(str, self.niveaux[:2]))

    def __str__(self) -> str:
        return ".".join(map(str, self.niveaux))
