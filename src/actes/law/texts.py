"""Texts that every act cites: their number and their day. What is not here is not doubted.

>>> [number for (_, number), day in DAYS.items() if not number.startswith((str(day.year), str(day.year)[2:]))]
[]
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from . import LegalFact

_LAWS = """
    78-17 1978-01-06 | 78-753 1978-07-17 | 79-587 1979-07-11 | 75-1334 1975-12-31 | 82-213 1982-03-02 | 83-8 1983-01-07
    | 83-634 1983-07-13 | 84-53 1984-01-26 | 85-704 1985-07-12 | 86-1290 1986-12-23 | 89-462 1989-07-06
    | 92-125 1992-02-06 | 93-122 1993-01-29 | 96-142 1996-02-21 | 99-586 1999-07-12 | 2000-321 2000-04-12
    | 2000-614 2000-07-05 | 2000-1208 2000-12-13 | 2004-809 2004-08-13 | 2005-102 2005-02-11 | 2008-776 2008-08-04
    | 2010-1563 2010-12-16 | 2013-403 2013-05-17 | 2013-907 2013-10-11 | 2014-58 2014-01-27 | 2014-366 2014-03-24
    | 2014-626 2014-06-18 | 2015-292 2015-03-16 | 2015-366 2015-03-31 | 2015-991 2015-08-07 | 2015-992 2015-08-17
    | 2016-483 2016-04-20 | 2016-925 2016-07-07 | 2016-1691 2016-12-09 | 2017-86 2017-01-27 | 2018-1021 2018-11-23
    | 2019-828 2019-08-06 | 2019-1461 2019-12-27 | 2020-105 2020-02-10 | 2021-1104 2021-08-22 | 2021-1109 2021-08-24
    | 2022-217 2022-02-21 | 2023-175 2023-03-10
"""
_ORDERS = """
    2005-649 2005-06-06 | 2006-460 2006-04-21 | 2015-899 2015-07-23 | 2016-65 2016-01-29 | 2018-1074 2018-11-26
    | 2021-1310 2021-10-07 | 2021-1574 2021-11-24
"""
_DECREES = """
    62-1587 1962-12-29 | 85-1250 1985-11-26 | 88-145 1988-02-15 | 91-298 1991-03-20 | 91-875 1991-09-06
    | 2000-815 2000-08-25 | 2001-495 2001-06-06 | 2001-623 2001-07-12 | 2001-654 2001-07-19 | 2002-60 2002-01-14
    | 2006-781 2006-07-03 | 2006-1690 2006-12-22 | 2006-1691 2006-12-22 | 2008-580 2008-06-18 | 2012-924 2012-07-30
    | 2012-1246 2012-11-07 | 2014-513 2014-05-20 | 2016-33 2016-01-20 | 2016-360 2016-03-25 | 2016-596 2016-05-12
    | 2018-1075 2018-12-03 | 2021-1311 2021-10-07 | 2021-1947 2021-12-31
"""
_UNION = "2016/679 2016-04-27"


def _dated(kind: str, said: str) -> Mapping[tuple[str, str], date]:
    pairs = (line.split() for line in said.split("|"))
    return {(kind, number): date.fromisoformat(day) for number, day in pairs}


DAYS: Mapping[tuple[str, str], date] = {  # by kind and number; Légifrance, EUR-Lex (à vérifier)
    **_dated("loi", _LAWS),
    **_dated("ordonnance", _ORDERS),
    **_dated("décret", _DECREES),
    **_dated("règlement", _UNION),
}


def numbered_on(kind: str, day: date) -> list[str]:
    """The numbers of the texts of that kind and day, among those that every act cites.

    >>> numbered_on("loi", date(2015, 8, 7)), numbered_on("décret", date(2015, 8, 7))
    (['2015-991'], [])
    """
    return [number for (one, number), signed in DAYS.items() if one == kind and signed == day]


# Instructions budgétaires that M57 has replaced for communes, their groupings, départements and regions.
REPLACED = LegalFact(
    ("M14", "M52", "M71", "M61", "M831", "M832"), date(2024, 1, 1), None,
    "loi n° 2015-991 du 7 août 2015, art. 106 (à vérifier)",
)  # fmt: skip
