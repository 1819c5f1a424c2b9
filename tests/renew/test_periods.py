"""From a period to the next: leap years, ends of month, periods that start on any day, of any length."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.renew.fields import Shift
from actes.values.dates import YearMonth
from actes.values.durations import Duration, Unit
from actes.values.periods import Period

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(1, 120).map(lambda n: Duration(n, Unit.MOIS))
ANY = st.one_of(MONTHS, st.integers(1, 800).map(lambda n: Duration(n, Unit.JOUR)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2025-01-01 / 2026-12-31", "2027-01-01 / 2028-12-31"),
        ("2025-01-01 / 2025-12-31", "2026-01-01 / 2026-12-31"),  # one year
        ("2025-01-01 / 2026-06-30", "2026-07-01 / 2027-12-31"),  # eighteen months
        ("2023-03-01 / 2024-02-29", "2024-03-01 / 2025-02-28"),  # ends on a leap day
        ("2024-02-29 / 2025-02-28", "2025-03-01 / 2026-02-28"),  # starts on one
        ("2025-09-15 / 2026-09-14", "2026-09-15 / 2027-09-14"),  # not on the first day of a month
        ("2025-01-31 / 2025-02-28", "2025-03-01 / 2025-03-31"),  # from the end of a month
        ("2025-10-06 / 2025-12-19", "2025-12-20 / 2026-03-04"),  # seventy-five days
        ("2025-07-13 / 2025-07-13", "2025-07-14 / 2025-07-14"),
    ],
)
def test_the_period_that_follows(old: str, new: str) -> None:
    assert Period.from_text(old).next_period() == Period.from_text(new)


@given(DAYS, ANY)
def test_it_follows_at_once_and_lasts_as_long(start: date, duration: Duration) -> None:
    old = Period.starting(start, duration)
    new = old.next_period()
    assert new.debut - old.fin == timedelta(days=1)
    assert new == Period.starting(new.debut, old.duree)


@given(DAYS, ANY, st.integers(0, 400))
def test_what_is_in_the_old_period_falls_in_the_new_one(start: date, duration: Duration, after: int) -> None:
    old = Period.starting(start, duration)
    new = old.next_period()
    shift = Shift.between(old, new)
    day = min(old.debut + timedelta(days=after), old.fin)
    assert shift.day(old.debut) == new.debut
    moved = shift.day(day)
    # months have not all the same length: a day near the end may fall a few days outside, never before the start
    assert new.debut - timedelta(days=3) <= moved <= new.fin + timedelta(days=3)
    assert shift.year(old.debut.year) == new.debut.year


@given(DAYS, st.integers(1, 5))
def test_years_move_days_to_the_same_day(start: date, years: int) -> None:
    old = Period.starting(start, Duration(years, Unit.AN))
    shift = Shift.between(old, old.next_period())
    if shift.months:
        assert shift.months % 12 == 0
        moved = shift.day(old.debut)
        assert (moved.month, moved.year - start.year) == (start.month, years)


def test_the_last_day_of_february_stays_the_last_one() -> None:
    shift = Shift(24, 0, 2)
    assert shift.day(date(2026, 2, 28)) == date(2028, 2, 29)
    assert Shift(12, 0, 1).day(date(2024, 2, 29)) == date(2025, 2, 28)
    assert shift.month(YearMonth(2026, 2)) == YearMonth(2028, 2)


def test_a_text_cited_moves_with_the_act() -> None:
    shift = Shift.between(Period.from_text("2025-01-01 / 2026-06-30"), Period.from_text("2026-07-01 / 2027-12-31"))
    assert shift.period(Period.from_text("2025-01-01 / 2026-06-30")) == Period.from_text("2026-07-01 / 2027-12-31")
    assert shift.period(Period.from_text("2025-03-01 / 2026-02-28")) == Period.from_text("2026-09-01 / 2027-08-31")
