"""Thresholds of procurement, in euros without tax: the European ones, above which a procedure is formal; what a buyer
may retain.

Source: the avis « relatif aux seuils de procédure » published in the Journal officiel every two years, which annexe 2
of the code de la commande publique takes over (art. L. 2124-1). À vérifier.
"""

from __future__ import annotations

from datetime import date

from . import LegalFact, in_force

_SOURCE = "code de la commande publique, annexe 2 (à vérifier)"
# For the State, for local authorities, for entities of networks; for works and concessions.
EUROPEAN: tuple[LegalFact[tuple[int, ...]], ...] = tuple(
    LegalFact(values, date(year, 1, 1), date(year + 1, 12, 31), _SOURCE)
    for year, values in {
        2018: (144_000, 221_000, 443_000, 5_548_000),
        2020: (139_000, 214_000, 428_000, 5_350_000),
        2022: (140_000, 215_000, 431_000, 5_382_000),
        2024: (143_000, 221_000, 443_000, 5_538_000),
        2026: (140_000, 216_000, 432_000, 5_404_000),
    }.items()
)


def european(on: date) -> tuple[int, ...]:
    """Those in force that day, none where it is not known.

    >>> european(date(2026, 6, 19)), european(date(2030, 1, 1))
    ((140000, 216000, 432000, 5404000), ())
    """
    return next((fact.value for fact in in_force(EUROPEAN, on)), ())


def was_european(value: int, on: date) -> bool:
    """Whether that was a threshold of another time, and is none that day.

    >>> was_european(221_000, date(2026, 6, 19)), was_european(216_000, date(2026, 6, 19))
    (True, False)
    """
    return value not in european(on) and any(value in fact.value for fact in EUROPEAN)
