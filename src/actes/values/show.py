"""The form that a value takes in prose when nothing else is asked: `{{ periode.debut }}` is « 1er janvier 2025 »."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from .dates import show_date

_REFUSED = (bytes, datetime, BaseException, type, Mapping)


def show(value: object) -> str:
    """The words of a value.

    A text is itself, a date is in letters, an integer is in figures; any other value says its form by `__str__`
    (amounts, periods, durations, parties). Raises ValueError on what has no form in an act: nothing, yes or no, a
    raw number, a list.

    >>> show(date(2025, 1, 1)), show(2025), show("Orange")
    ('1er\\xa0janvier\\xa02025', '2025', 'Orange')
    >>> show(None)
    Traceback (most recent call last):
    ValueError: cette donnée n'est pas renseignée
    >>> show(977.5)
    Traceback (most recent call last):
    ValueError: un nombre brut ne s'écrit pas dans un acte : donnez un montant, un pourcentage ou un entier
    """
    if isinstance(value, str):
        return str(value)
    if type(value) is date:
        return show_date(value)
    if value is None:
        raise ValueError("cette donnée n'est pas renseignée")
    if isinstance(value, bool):
        raise ValueError("oui ou non ne s'écrit pas : employez {% if … %}")
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, (float, complex, Decimal, Fraction)):
        raise ValueError("un nombre brut ne s'écrit pas dans un acte : donnez un montant, un pourcentage ou un entier")
    if isinstance(value, (list, tuple, set, frozenset)):
        raise ValueError("une liste ne s'écrit pas telle quelle : ajoutez « | liste »")
    if isinstance(value, _REFUSED) or type(value).__str__ is object.__str__:
        raise ValueError("cette donnée a plusieurs parties : nommez celle qu'il faut écrire (après un point)")
    return str(value)
