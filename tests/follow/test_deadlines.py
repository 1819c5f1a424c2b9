"""Time limits against dates worked out by hand, and the calendar of public holidays against what was printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from actes.values.holidays import day_off, easter, holidays, last_useful_day

CASES = yaml.load((Path(__file__).parent / "deadlines.yml").read_text("utf-8"), yaml.BaseLoader)
# As almanacs print them.
EASTERS = (
    *("2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09"),
    *("2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2030-04-21"),
)


def test_there_are_cases() -> None:
    assert len(CASES) > 20
    assert len({case["jour"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["jour"])
def test_last_useful_day(case: Mapping[str, str]) -> None:
    found = last_useful_day(date.fromisoformat(case["jour"]), 2)
    assert found == date.fromisoformat(case["dernier"]), case["pourquoi"]
    assert day_off(found) == ""


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_eleven_holidays_a_year() -> None:
    """But where the Ascension falls on the 1st or the 8th of May."""
    assert {year: len(holidays(year)) for year in range(2000, 2040) if len(holidays(year)) != 11} == {2008: 10}
    assert [str(day) for day in sorted(holidays(2026))] == [
        "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15",
        "2026-11-01", "2026-11-11", "2026-12-25",
    ]  # fmt: skip


def test_a_later_event_never_ends_sooner() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(800)]
    ends = [last_useful_day(day, 2) for day in days]
    assert ends == sorted(ends)
    assert all(60 <= (end - day).days <= 67 for day, end in zip(days, ends, strict=True))
