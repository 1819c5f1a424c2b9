"""What words say of days and durations: so long from one day to another, so far from it, so many times.

Each knows what it makes, and whether what is said agrees with it, as people count.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..statements.moments import Event, Moment, Span
from ..values.accident import misdated
from ..values.dates import YearMonth, show_date_numeric
from ..values.dateshift import add, end_of, ends_month
from ..values.durations import Duration, Unit
from ..values.holidays import day_off
from ..values.periods import Period

EFFECTIVE = pattern(r"\s?(?:de\s|d['’])?(?:présence|effecti|ouvr|travaill|intervention|animation|atelier|minimum)")
_HOUR = pattern(r" a [0-9]{1,2} ?h")  # « du lundi 3 à 10 h au lundi 10 à 10 h »
_LEAST = pattern(r"\b(?:au moins|minimum(?: de)?) \Z")
FRIDAY = 4
MONDAY = 3  # the latest day of a month on which its first Monday falls after a week-end
WEEK = 7
FORTNIGHT = 15  # days: between two delays of usage
NAMED = 3  # days: what words name is counted with its first day or without, up to a working day


@frozen
class Day:
    """A day as it stands: with its year or without; the one that opens a time, closes it, or a day alone."""

    where: Passage
    value: date
    whole: bool = True  # its year is said
    side: str = ""  # « depuis », « jusque »; « clos »: a period, from `opens` to its value
    opens: date | None = None

    def near(self, right: date) -> Day:
        """As if its year were not said: in the one that puts it nearest."""
        years = (in_year(right.year + n, self.value.month, self.value.day) for n in (-1, 0, 1))
        return replace(self, value=min(years, key=lambda one: abs((one - right).days)), whole=False)


def in_year(year: int, month: int, day: int) -> date:
    """A day that is said without its year: no 29th of February."""
    return date(year, month, min(day, 28) if month == 2 else day)


@frozen
class Time:
    """A duration as it stands."""

    where: Passage
    value: Duration


@frozen(eq=False)
class Counted:
    """`day` is said to be `span` after (or before) `since`; `right` is the day that makes.

    `stated`: in so many words; `alone`: no day of the act makes it.
    """

    span: Time
    since: Day | None
    day: Day
    right: date
    stated: bool
    alone: bool = False

    @property
    def holds(self) -> bool:
        """To the day, the first counted or not; on a day off, the working day beside; a last day of the month."""
        if self.alone:
            return False
        said, right = self.day.value, self.right
        if self.since is None:
            return abs((said - right).days) <= NAMED
        if not self.stated and not self.since.side and (said.month, said.day, said.year) == (12, 31, right.year - 1):
            return True  # « pour six ans », up to the end of a civil year
        if self.span.where.led(_LEAST) and right < self.since.value and said < right:
            return (right - said).days < WEEK  # sooner than it must be
        week = self.span.value.unite is Unit.SEMAINE and said.weekday() >= FRIDAY
        near = 3 if week or (day_off(right) and not day_off(said)) else 1
        last = right - timedelta(days=1)
        months = (said.year, said.month) == (last.year, last.month) and self.span.value.mois is not None
        ends = ends_month(said) and (not self.stated or ends_month(self.since.value))
        return abs((said - right).days) <= near or (months and ends)

    @property
    def said(self) -> tuple[str, str]:
        """Both days, the one that is written and the one that is made."""
        eve = self.right - timedelta(days=1)
        later = self.since is not None and self.since.value < self.right
        before = later and self.day.value.day == eve.day  # « le 3 mars 2025 …, soit jusqu'au 2 mars »
        until = self.day.side == "jusque" and self.span.value.mois is not None
        until = until and (before or not self.stated)
        one, other = show_date_numeric(self.day.value), show_date_numeric(eve if until else self.right)
        return (one, other) if self.day.whole else (one[:5], other[:5])

    @property
    def close(self) -> bool:
        """Whether one day may be a slip of the other, or another delay of usage."""
        return abs((self.day.value - self.right).days) <= FORTNIGHT or misdated(self.day.value, self.right)


@frozen(eq=False)
class Length:
    """From `start` to `end`, said to last `span`, `times` over; `near` where one sentence says it all.

    `alone`: nothing ties them but that the document says no other.
    """

    start: Moment
    end: Moment
    span: Span
    times: int
    near: bool
    alone: bool = False

    @property
    def value(self) -> Duration:
        return repeated(self.span.value, self.times)

    @property
    def expected(self) -> date:
        return end_of(self.start.first, self.value)

    @property
    def holds(self) -> bool:
        """Whether the end is the one expected, that of the first period, or of days and weeks as people count them."""
        start, end, value = self.start.first, self.end.last, self.span.value
        if value.unite is Unit.JOUR and EFFECTIVE.match(self.span.where.context, self.span.where.end):
            return True  # « 60 jours de présence effective »: not all the days between
        if end in (self.expected, end_of(start, value)):
            return True
        months = 12 * (end.year - start.year) + end.month - start.month
        if (
            value.mois
            and isinstance(self.start.mention.value, YearMonth)
            and months == value.mois * self.times
            and not months % 12
        ):
            return True  # « six ans, de mars 2020 à mars 2026 »
        if value.mois and start.day <= MONDAY and ends_month(end):  # « du lundi 2 mars au 30 avril »
            return months + 1 == value.mois * self.times
        apart = self.start.where != self.end.where  # the first day is not counted after « à compter du »
        weeks = value.unite is Unit.SEMAINE  # from Monday to Monday
        hour = self.end.where.then(_HOUR) is not None
        if (apart or weeks or hour) and value.jours is not None and end == add(start, value):
            return True
        if weeks:  # the last one ends on a Friday or a Saturday
            return end.weekday() in (FRIDAY, FRIDAY + 1) and 0 < (self.expected - end).days <= 2
        if value.unite is Unit.JOUR:  # working days are, perhaps
            return worked(start, end) == value.nombre
        return False

    @property
    def period(self) -> Period:
        return Period(self.start.first, self.end.last)


@frozen(eq=False)
class Total:
    """A duration, renewed `times` times for `again`, that is said to make (or not to exceed) `total`."""

    each: Span
    times: int
    again: Span
    total: Span
    most: bool

    @property
    def made(self) -> Duration | None:
        """How long it is with all its renewals, in months or in days; None where they do not add up."""
        one, more = self.each.value, self.again.value
        if one.mois is not None and more.mois is not None:
            return Duration(one.mois + self.times * more.mois, Unit.MOIS)
        both = one.jours is not None and more.jours is not None
        return Duration((one.jours or 0) + self.times * (more.jours or 0), Unit.JOUR) if both else None

    @property
    def holds(self) -> bool:
        made, said = self.made, self.total.value
        if made is None or (made.mois is None) is not (said.mois is None):
            return True
        one, other = (made.mois or made.jours or 0), (said.mois or said.jours or 0)
        return one == other or (self.most and one < other)


def worked(first: date, last: date, each_week: int = 5) -> int:
    """The days from Monday to Friday, both ends counted; or to Saturday, of six."""
    weeks, days = divmod((last - first).days + 1, 7)
    return each_week * weeks + sum((first.weekday() + n) % 7 < each_week for n in range(days))


def repeated(duration: Duration, times: int) -> Duration:
    return Duration(min(9999, duration.nombre * times), Unit(duration.unite))


@frozen(eq=False)
class Point:
    """What happens on a day, as a message names it."""

    what: str
    first: date
    last: date
    where: Passage

    def __str__(self) -> str:
        return f"{self.what} le {show_date_numeric(self.last)}"


@frozen(eq=False)
class Reversed:
    """`after` is dated before what it follows; `period`: it is an end, and `before` its start.

    `story`: nothing but the order in which they are told says which comes first; `sure`: they are of one thing,
    wherever each stands.
    """

    before: Point
    after: Point
    period: bool = False
    story: bool = False
    sure: bool = False

    @classmethod
    def of(cls, before: Moment, after: Moment) -> Reversed:
        period = (before.event, after.event) == (Event.START, Event.END)
        first, then = (Point(m.named, m.first, m.last, m.where if period else m.day) for m in (before, after))
        return cls(first, then, period)
