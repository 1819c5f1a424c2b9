"""From a period to the next: where a day, a month or a year of the former one falls in the new one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ..frozen import frozen
from ..values.dates import YearMonth
from ..values.dateshift import add
from ..values.durations import Duration, Unit
from ..values.periods import Period


@frozen
class Shift:
    """How far a period moved: a number of months where its first day has the same quantième, else a number of days.

    >>> period = Period.from_text("2025-01-01 / 2026-12-31")
    >>> two_years = Shift.between(period, period.next_period())
    >>> str(two_years.day(date(2026, 1, 31))), str(two_years.month(YearMonth(2026, 1))), two_years.year(2025)
    ('2028-01-31', 'janvier\\xa02028', 2027)
    """

    months: int
    days: int
    years: int

    @classmethod
    def between(cls, old: Period, new: Period) -> Shift:
        apart = 12 * (new.debut.year - old.debut.year) + new.debut.month - old.debut.month
        same = apart > 0 and add(old.debut, Duration(apart, Unit.MOIS)) == new.debut
        years = new.debut.year - old.debut.year
        return cls(apart, 0, years) if same else cls(0, (new.debut - old.debut).days, years)

    def day(self, day: date) -> date:
        """The last day of a month stays the last one: 28 February 2027 becomes 29 February 2028."""
        if self.days or not self.months:
            return day + timedelta(days=self.days)
        moved = add(day, Duration(self.months, Unit.MOIS))
        if self.months % 12 == 0 and day.day == monthrange(day.year, day.month)[1]:
            return moved.replace(day=monthrange(moved.year, moved.month)[1])
        return moved

    def month(self, month: YearMonth) -> YearMonth:
        moved = self.day(month.debut)
        return YearMonth(moved.year, moved.month)

    def year(self, year: int) -> int:
        return year + self.years

    def period(self, period: Period) -> Period:
        """The same period later: as many months where it has a whole number of them."""
        start = self.day(period.debut)
        if period.duree.mois is not None:
            return Period.starting(start, period.duree)
        return Period(start, self.day(period.fin))
