"""Rates of VAT, with the days they were in force and where: mainland, Corse, overseas.

Source: code général des impôts, art. 278 to 281 nonies (mainland), 296 (Guadeloupe, Martinique, La Réunion), 297
(Corse); art. 294 (no VAT in Guyane nor Mayotte).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from . import LegalFact, in_force

Rate = LegalFact[Decimal]


def _rate(percent: str, debut: date | None, fin: date | None, source: str) -> Rate:
    return LegalFact(Decimal(percent), debut, fin, source)


RATES: tuple[Rate, ...] = (
    _rate("18.6", None, date(1995, 7, 31), "CGI, art. 278"),
    _rate("20.6", date(1995, 8, 1), date(2000, 3, 31), "CGI, art. 278"),
    _rate("19.6", date(2000, 4, 1), date(2013, 12, 31), "CGI, art. 278"),
    _rate("20", date(2014, 1, 1), None, "CGI, art. 278"),
    _rate("5.5", date(1982, 7, 1), None, "CGI, art. 278-0 bis"),
    _rate("7", date(2012, 1, 1), date(2013, 12, 31), "CGI, art. 279"),
    _rate("10", date(2014, 1, 1), None, "CGI, art. 278 bis, 279"),
    _rate("2.1", date(1986, 7, 1), None, "CGI, art. 281 quater à 281 octies"),
    _rate("8", None, date(2013, 12, 31), "CGI, art. 297 (Corse)"),
    _rate("13", date(2014, 1, 1), None, "CGI, art. 297 (Corse)"),
    _rate("0.9", None, None, "CGI, art. 297 (Corse)"),
    _rate("8.5", date(2000, 4, 1), None, "CGI, art. 296 (outre-mer)"),
    _rate("1.75", None, None, "CGI, art. 296 ter (outre-mer)"),
    _rate("1.05", None, None, "CGI, art. 296 ter (outre-mer)"),
)
NORMAL = Decimal(20)
SOURCE = "CGI, art. 278 à 281, 296 et 297"


def rates(on: date) -> tuple[Decimal, ...]:
    """The rates in force that day anywhere in France, in percent, the highest first.

    >>> [str(rate) for rate in rates(date(2025, 7, 8))]
    ['20', '13', '10', '8.5', '5.5', '2.1', '1.75', '1.05', '0.9']
    >>> Decimal("19.6") in rates(date(2025, 7, 8)), Decimal("19.6") in rates(date(2013, 7, 8))
    (False, True)
    """
    return tuple(sorted((fact.value for fact in in_force(RATES, on)), reverse=True))


def ended(rate: Decimal, on: date) -> date | None:
    """The last day of a rate that was in force before that day; None for one that still is, or that never was.

    >>> ended(Decimal("19.6"), date(2026, 1, 5)), ended(Decimal("20"), date(2026, 1, 5)), ended(Decimal("21"), date.max)
    (datetime.date(2013, 12, 31), None, None)
    """
    ends = [fact.fin for fact in RATES if fact.value == rate and fact.fin is not None and fact.fin < on]
    return max(ends, default=None) if rate not in rates(on) else None


@lru_cache(maxsize=1024)
def known(ht: Fraction, ttc: Fraction, slack: Fraction, candidates: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The rates that make `ttc` of `ht`, give or take `slack` euros of rounding.

    >>> known(Fraction("0.96"), Fraction("1.15"), Fraction(1, 100), rates(date(2025, 7, 8)))
    (Decimal('20'),)
    >>> known(Fraction("19550"), Fraction("23655.50"), Fraction(1, 100), rates(date(2025, 7, 8)))
    ()
    """
    return tuple(rate for rate in candidates if abs(ht * _factor(rate) - ttc) <= slack)


@lru_cache(maxsize=32)
def _factor(rate: Decimal) -> Fraction:
    return 1 + Fraction(rate) / 100
