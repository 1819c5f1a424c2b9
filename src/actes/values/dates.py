"""Dates: read as people type them, shown as an act writes them. An impossible date is refused, never repaired."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ..frozen import frozen
from ..pattern import pattern
from ..suggest import closest, did_you_mean
from .calendar_fr import month_numbers, months, weekdays
from .text import NBSP, SPACES, quoted, require_text, unaccented
from .words import Spelling, cardinal

_ISO = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMERIC = pattern(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]+)")
_MONTH = r"([^\W\d_]{3,12})\.?"
_LONG = pattern(
    rf"(?:le[{SPACES}])?(?:([^\W\d_]+di|dimanche),?[{SPACES}])?([0-9]{{1,2}})(er|e)?[{SPACES}]{_MONTH}[{SPACES}]([0-9]{{4}})",
    re.IGNORECASE,
)
FIRST_YEAR, LAST_YEAR = 1000, 2999  # beyond, no act: a « 31/12/9999 » stands for an end that nobody set
_EXAMPLE = "écrivez par exemple 8 juillet 2025 ou 08/07/2025"
_IN_A_FILE = pattern(rf"\b{_ISO.pattern}\b")


def parse_date(text: str) -> date:
    """The date that a person typed: « 1er janvier 2025 », « 2025-01-01 », « 01/01/2025 », « mardi 8 juil. 2025 ».

    Raises ValueError on any other form and on a date that does not exist.

    >>> [str(parse_date(t)) for t in ("1er janvier 2025", "8/07/2025", "2025-07-08", "08 JUIL. 2025")]
    ['2025-01-01', '2025-07-08', '2025-07-08', '2025-07-08']
    >>> parse_date("31/02/2025")
    Traceback (most recent call last):
    ValueError: « 31/02/2025 » n'existe pas : février 2025 a 28 jours
    >>> parse_date("12/31/2026")
    Traceback (most recent call last):
    ValueError: « 12/31/2026 » n'existe pas : il n'y a pas de mois 31 (l'ordre est jour/mois/année)
    >>> parse_date("31/12/9999")
    Traceback (most recent call last):
    ValueError: « 31/12/9999 » est trop loin : aucun acte ne va après 2999 ; écrivez la date réelle
    """
    stripped = require_text(text).strip()
    if match := _ISO.fullmatch(stripped):
        year, month, day = map(int, match.groups())
        return _existing(year, month, day, text, "année-mois-jour")
    if match := _NUMERIC.fullmatch(stripped):
        if len(match[4]) != 4:
            raise ValueError(f"{quoted(text)} n'est pas une date : l'année a quatre chiffres ; {_EXAMPLE}")
        return _existing(int(match[4]), int(match[3]), int(match[1]), text, "jour/mois/année")
    if match := _LONG.fullmatch(stripped):
        return _long_date(match, text)
    raise ValueError(f"{quoted(text)} n'est pas une date ; {_EXAMPLE}")


def _long_date(match: re.Match[str], text: str) -> date:
    weekday_name, day, ordinal, month, year = match.groups()
    if ordinal and int(day) != 1:
        raise ValueError(f"{quoted(text)} n'est pas une date : seul le 1er prend un ordinal ; {_EXAMPLE}")
    found = _existing(int(year), _month_number(month), int(day), text, "jour mois année")
    if weekday_name and unaccented(weekday_name) != weekday(found):
        raise ValueError(f"{quoted(text)} n'existe pas : le {show_date(found)} est un {weekday(found)}")
    return found


def _month_number(name: str) -> int:
    number = month_numbers().get(unaccented(name))
    if number is None:
        close = closest(unaccented(name), month_numbers(), n=1)
        hint = did_you_mean(months()[month_numbers()[near]] for near in close) or _EXAMPLE
        raise ValueError(f"{quoted(name)} n'est pas un mois ; {hint}")
    return number


def _existing(year: int, month: int, day: int, text: str, order: str) -> date:
    if year < FIRST_YEAR:
        raise ValueError(f"{quoted(text)} n'est pas une date : l'année a quatre chiffres ; {_EXAMPLE}")
    if year > LAST_YEAR:
        raise ValueError(f"{quoted(text)} est trop loin : aucun acte ne va après {LAST_YEAR} ; écrivez la date réelle")
    if not 1 <= month <= 12:
        raise ValueError(f"{quoted(text)} n'existe pas : il n'y a pas de mois {month} (l'ordre est {order})")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"{quoted(text)} n'existe pas : {months()[month]} {year} a {last} jours")
    return date(year, month, day)


def show_date(day: date) -> str:
    """The date as an act writes it.

    >>> show_date(date(2025, 1, 1)), show_date(date(2025, 7, 8))
    ('1er\\xa0janvier\\xa02025', '8\\xa0juillet\\xa02025')
    """
    number = day.day
    return f"{'1er' if number == 1 else number}\u00a0{months()[day.month]}\u00a0{day.year}"


def show_date_numeric(day: date) -> str:
    """The date in figures.

    >>> show_date_numeric(date(2025, 7, 8))
    '08/07/2025'
    """
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def in_french(text: str) -> str:
    """A date that somebody typed, as an act writes it; any other text as it is.

    >>> in_french("2025-01-01").replace("\xa0", " "), in_french("bientôt")
    ('1er janvier 2025', 'bientôt')
    """
    try:
        return show_date(parse_date(text))
    except ValueError:
        return text


def all_in_french(text: str) -> str:
    """A text whose dates are as an act writes them, rather than as a file has them.

    >>> all_in_french("2025-01-01 – 2026-12-31, n° 2025-453").replace("\xa0", " ")
    '1er janvier 2025 – 31 décembre 2026, n° 2025-453'
    """
    return _IN_A_FILE.sub(lambda found: in_french(found[0]), text)


def written_like(text: str, other: str) -> str:
    """A date in the form that another is typed in; as it is where either is no date.

    >>> written_like("31/12/2027", "2026-12-31"), written_like("2027-12-31", "1/01/2025")
    ('2027-12-31', '31/12/2027')
    >>> written_like("1er janvier 2025", "2025-01-01"), written_like("bientôt", "2025-01-01")
    ('2025-01-01', 'bientôt')
    """
    try:
        day, was = parse_date(text), parse_date(other)
    except ValueError:
        return text
    if day == was:
        return other
    if _ISO.fullmatch(other.strip()):
        return day.isoformat()
    if match := _NUMERIC.fullmatch(other.strip()):
        return show_date_numeric(day).replace("/", match[2])
    return show_date(day).replace(NBSP, " ")


def date_in_words(day: date, spelling: str = Spelling.TRADITIONNELLE) -> str:
    """The date in words, with its article.

    >>> date_in_words(date(2025, 7, 8)), date_in_words(date(2025, 1, 1), "1990")
    ('le huit juillet deux mille vingt-cinq', 'le premier janvier deux-mille-vingt-cinq')
    """
    return f"le {_day_in_words(day, spelling)} {cardinal(day.year, spelling)}"


def solemn_date(day: date, spelling: str = Spelling.TRADITIONNELLE) -> str:
    """The date as minutes begin.

    >>> solemn_date(date(2025, 7, 8))
    'l’an deux mille vingt-cinq, le huit juillet'
    """
    return f"l\u2019an {cardinal(day.year, spelling)}, le {_day_in_words(day, spelling)}"


def _day_in_words(day: date, spelling: str) -> str:
    return f"{'premier' if day.day == 1 else cardinal(day.day, spelling)} {months()[day.month]}"


def weekday(day: date) -> str:
    """The name of the day.

    >>> weekday(date(2025, 7, 8))
    'mardi'
    """
    return weekdays()[day.weekday()]


@frozen(order=True)
class YearMonth:
    """A month of a year.

    >>> str(YearMonth(2026, 1))
    'janvier\\xa02026'
    >>> YearMonth(2026, 13)
    Traceback (most recent call last):
    ValueError: il n'y a pas de mois 13
    """

    annee: int
    mois: int

    def __post_init__(self) -> None:
        if not 1 <= self.mois <= 12:
            raise ValueError(f"il n'y a pas de mois {self.mois}")
        if not FIRST_YEAR <= self.annee <= LAST_YEAR:
            raise ValueError(f"l'année va de {FIRST_YEAR} à {LAST_YEAR}, pas {self.annee}")

    @classmethod
    def parse(cls, text: str) -> YearMonth:
        """The month that a person typed.

        >>> YearMonth.parse("2026-01") == YearMonth.parse("janvier 2026") == YearMonth.parse("01/2026")
        True
        >>> YearMonth.parse("2026")
        Traceback (most recent call last):
        ValueError: « 2026 » n'est pas un mois ; écrivez par exemple janvier 2026 ou 2026-01
        """
        stripped = require_text(text).strip()
        if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})", stripped):
            return cls(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", stripped):
            return cls(int(match[2]), int(match[1]))
        if match := re.fullmatch(rf"{_MONTH}[{SPACES}]([0-9]{{4}})", stripped):
            return cls(int(match[2]), _month_number(match[1]))
        raise ValueError(f"{quoted(text)} n'est pas un mois ; écrivez par exemple janvier 2026 ou 2026-01")

    @property
    def debut(self) -> date:
        """Its first day."""
        return date(self.annee, self.mois, 1)

    @property
    def fin(self) -> date:
        """Its last day."""
        return date(self.annee, self.mois, monthrange(self.annee, self.mois)[1])

    def __str__(self) -> str:
        return f"{months()[self.mois]}{NBSP}{self.annee}"
