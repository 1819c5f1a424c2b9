"""Dates, months, durations, periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.values.calendar_fr import months, weekdays
from actes.values.dates import YearMonth, date_in_words, parse_date, show_date, show_date_numeric, solemn_date, weekday
from actes.values.dateshift import add, end_of
from actes.values.durations import Duration, Unit
from actes.values.periods import Period

NBSP = "\u00a0"
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
durations = st.builds(Duration, st.integers(1, 400), st.sampled_from(Unit))
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre"
]  # fmt: skip
ABBREVIATED = ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"]

READ = [
    ("1er janvier 2025", "2025-01-01"), ("1er\u00a0janvier\u00a02025", "2025-01-01"), ("1e janvier 2025", "2025-01-01"),
    ("1 janvier 2025", "2025-01-01"), ("01 novembre 2021", "2021-11-01"), ("08 JUIL. 2025", "2025-07-08"),
    ("8/07/2025", "2025-07-08"), ("08/07/2025", "2025-07-08"), ("8.7.2025", "2025-07-08"), ("08-07-2025", "2025-07-08"),
    ("2025-07-08", "2025-07-08"), ("le 8 juillet 2025", "2025-07-08"), ("mardi 8 juillet 2025", "2025-07-08"),
    ("Le Mardi 8 Juillet 2025", "2025-07-08"), ("29 fevrier 2024", "2024-02-29"), ("5 aout 2025", "2025-08-05"),
    ("5 déc. 2025", "2025-12-05"), ("dimanche 1er mars 2026", "2026-03-01"), (" 2025-07-08\n", "2025-07-08")
]  # fmt: skip
NOT_A_DATE = "n'est pas une date"
REFUSED = [
    ("", NOT_A_DATE), ("demain", NOT_A_DATE), ("2025", NOT_A_DATE),
    ("31/02/2025", "février 2025 a 28 jours"), ("29/02/2025", "février 2025 a 28 jours"),
    ("31 avril 2025", "avril 2025 a 30 jours"), ("2025-13-01", "pas de mois 13"), ("12/31/2026", "pas de mois 31"),
    ("0/01/2025", "a 31 jours"), ("2025-00-10", "pas de mois 0"), ("8/07/25", "quatre chiffres"),
    ("8/07/20255", "quatre chiffres"), ("0202-05-01", "quatre chiffres"), ("1er janvier 0025", "quatre chiffres"),
    ("2e janvier 2025", "seul le 1er"), ("8 juillett 2025", "vouliez-vous dire juillet"), ("8 jui 2025", "pas un mois"),
    ("8 xyzab 2025", "pas un mois ; écrivez"), ("lundi 8 juillet 2025", "est un mardi"), ("20250708", NOT_A_DATE),
    ("2025-7-8", NOT_A_DATE), ("8/07-2025", NOT_A_DATE), ("2025/07/08", NOT_A_DATE),
    ("8 juillet", NOT_A_DATE), ("8  juillet 2025", NOT_A_DATE), ("٨ juillet 2025", NOT_A_DATE),
    ("2025-07-08T10:00", NOT_A_DATE), ("mardi 31 juin 2025", "juin 2025 a 30 jours")
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), READ)
def test_read(text, day):
    assert parse_date(text).isoformat() == day


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=why):
        parse_date(text)


@pytest.mark.parametrize("wrong", [None, 20250708, date(2025, 7, 8), 1.0, True])
def test_a_text_is_read_and_nothing_else(wrong):
    for parse in (parse_date, YearMonth.parse, Duration.parse, Period.from_text):
        with pytest.raises(TypeError, match="un texte est attendu"):
            parse(wrong)


@given(days)
def test_every_form_is_read_back(day):
    shown = show_date(day)
    forms = [shown, show_date_numeric(day), day.isoformat(), f"{weekday(day)} {shown}", f"le {shown}", shown.upper()]
    forms.append(shown.replace(MONTHS[day.month - 1], ABBREVIATED[day.month - 1] + "."))
    assert {parse_date(form) for form in forms} == {day}


@given(st.integers(0, 40), st.integers(0, 14), st.integers(1990, 2040))
def test_an_impossible_date_is_never_repaired(number, month, year):
    try:
        expected = date(year, month, number)
    except ValueError:
        for form in (f"{number}/{month}/{year}", f"{year}-{month:02}-{number:02}"):
            with pytest.raises(ValueError, match="n'existe pas"):
                parse_date(form)
    else:
        assert parse_date(f"{number}/{month}/{year}") == expected


@given(st.text(max_size=14) | st.from_regex(r"[0-9]{1,2}(er)? ?[a-zû./-]{1,9} ?[0-9]{2,4}"))
def test_any_text_is_a_date_or_a_value_error(text):
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert str(found.year) in text


def test_what_a_date_looks_like():
    day = date(2025, 7, 8)
    assert show_date(day) == f"8{NBSP}juillet{NBSP}2025"
    assert show_date(date(2025, 8, 1)) == f"1er{NBSP}août{NBSP}2025"
    assert date_in_words(date(1980, 2, 21)) == "le vingt et un février mille neuf cent quatre-vingts"
    assert date_in_words(date(1980, 2, 21), "1990") == "le vingt-et-un février mille-neuf-cent-quatre-vingts"
    assert solemn_date(date(2025, 3, 1)) == "l’an deux mille vingt-cinq, le premier mars"
    names = " ".join(weekday(day + timedelta(days=n)) for n in range(7))
    assert names == "mardi mercredi jeudi vendredi samedi dimanche lundi"


@pytest.mark.parametrize("text", ["janvier 2026", "Janv. 2026", "2026-01", "1/2026", "01/2026", " janvier\u00a02026 "])
def test_months(text):
    month = YearMonth.parse(text)
    assert (month.debut, month.fin, str(month)) == (date(2026, 1, 1), date(2026, 1, 31), f"janvier{NBSP}2026")
    assert YearMonth.parse(str(month)) == month < YearMonth(2026, 2)


@pytest.mark.parametrize("wrong", ["", "2026", "2026-13", "13/2026", "janvier", "janvier 26", "0999-01", "janver 2026"])
def test_what_is_not_a_month(wrong):
    with pytest.raises(ValueError, match=r"mois|année"):
        YearMonth.parse(wrong)


@pytest.mark.parametrize(
    ("text", "shown", "words"),
    [
        ("24 mois", "24 mois", "24 mois (vingt-quatre mois)"),
        ("deux ans", "2 ans", "2 ans (deux ans)"),
        ("un an", "1 an", "1 an (un an)"),
        ("une année", "1 an", "1 an (un an)"),
        ("30 (trente) jours", "30 jours", "30 jours (trente jours)"),
        ("trente (30) jours", "30 jours", "30 jours (trente jours)"),
        ("24\u00a0mois (vingt-quatre mois)", "24 mois", "24 mois (vingt-quatre mois)"),
        ("vingt-et-un jours", "21 jours", "21 jours (vingt et un jours)"),
        ("Une semaine", "1 semaine", "1 semaine (une semaine)"),
        ("21 semaines", "21 semaines", "21 semaines (vingt et une semaines)"),
        ("1 jour", "1 jour", "1 jour (un jour)"),
    ],
)
def test_durations(text, shown, words):
    duration = Duration.parse(text)
    assert str(duration) == shown.replace(" ", NBSP)
    assert duration.in_words() == words.replace(" ", NBSP, 1)
    assert Duration.parse(str(duration)) == Duration.parse(duration.in_words()) == duration


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "24",
        "mois",
        "24 moi",
        "0 mois",
        "-1 mois",
        "1,5 an",
        "10000 jours",
        "30 (vingt) jours",
        "30 () jours",
        "24 mois (deux ans)",
        "24 mois (douze mois)",
        "vingt-douze mois",
        "24mois",
        "deux heures",
        "24 mois environ",
    ],
)
def test_what_is_not_a_duration(wrong):
    with pytest.raises(ValueError, match=r"durée|diffèrent"):
        Duration.parse(wrong)


@pytest.mark.parametrize("wrong", [True, 1.0, "2", None])
def test_a_duration_counts_with_an_int(wrong):
    with pytest.raises(TypeError, match="nombre entier"):
        Duration(wrong, Unit.MOIS)


@pytest.mark.parametrize(
    ("start", "duration", "end", "after"),
    [
        ("2025-01-01", "24 mois", "2026-12-31", "2027-01-01"),
        ("2025-09-15", "un an", "2026-09-14", "2026-09-15"),
        ("2025-01-31", "1 mois", "2025-02-28", "2025-02-28"),
        ("2025-01-30", "1 mois", "2025-02-28", "2025-02-28"),
        ("2025-01-28", "1 mois", "2025-02-27", "2025-02-28"),
        ("2024-01-31", "1 mois", "2024-02-29", "2024-02-29"),
        ("2024-02-29", "1 an", "2025-02-28", "2025-02-28"),
        ("2024-02-29", "4 ans", "2028-02-28", "2028-02-29"),
        ("2025-12-31", "2 mois", "2026-02-28", "2026-02-28"),
        ("2025-07-08", "30 jours", "2025-08-06", "2025-08-07"),
        ("2025-07-08", "1 jour", "2025-07-08", "2025-07-09"),
        ("2025-07-08", "2 semaines", "2025-07-21", "2025-07-22"),
    ],
)
def test_where_a_duration_leads(start, duration, end, after):
    first, length = date.fromisoformat(start), Duration.parse(duration)
    assert end_of(first, length).isoformat() == end
    assert add(first, length).isoformat() == after


@given(days, durations)
def test_the_end_is_never_after_the_day_it_leads_to(start, duration):
    assert start <= end_of(start, duration) <= add(start, duration)
    assert add(start, duration) - end_of(start, duration) <= timedelta(days=1)
    if start.day <= 28:
        assert end_of(start, duration) + timedelta(days=1) == add(start, duration)


@pytest.mark.parametrize("duration", ["9999 ans", "9999 jours", "9999 semaines"])
def test_beyond_the_calendar(duration):
    for function in (add, end_of):
        with pytest.raises(ValueError, match="dépasse l'an 9999"):
            function(date(9999, 1, 1), Duration.parse(duration))


def test_durations_that_are_the_same_time():
    assert Duration.parse("24 mois").same_as(Duration.parse("2 ans"))
    assert Duration.parse("2 semaines").same_as(Duration.parse("14 jours"))
    assert not Duration.parse("1 mois").same_as(Duration.parse("30 jours"))
    assert not Duration.parse("14 jours").same_as(Duration.parse("15 jours"))
    assert str(Duration.parse("24 mois").en_annees) == f"2{NBSP}ans"
    assert str(Duration.parse("18 mois").en_annees) == f"18{NBSP}mois"
    assert str(Duration.parse("14 jours").en_annees) == f"14{NBSP}jours"


@given(days, st.integers(1, 600))
def test_whole_months_are_found_again(start, months):
    period = Period.starting(start, Duration(months, Unit.MOIS))
    assert end_of(start, period.duree) == period.fin
    assert period.duree.unite is Unit.MOIS
    if start.day <= 28:
        assert period.duree.nombre == months


@given(days, st.integers(0, 1500))
def test_the_duration_of_any_period_leads_to_its_end(start, length):
    period = Period(start, start + timedelta(days=length))
    assert end_of(start, period.duree) == period.fin
    assert period.jours == length + 1
    assert Period.from_text(str(period)) == period if length else str(period).startswith("le ")


@given(days, days, days, days)
def test_two_periods_touch_overlap_or_leave_a_gap(a, b, c, d):
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    gap, common = one.gap(other), one.intersection(other)
    assert gap == other.gap(one)
    assert common == other.intersection(one)
    assert one.overlaps(other) == (common is not None)
    assert not (gap and common)
    if gap:
        assert not gap.overlaps(one)
        assert not gap.overlaps(other)
        assert one.jours + gap.jours + other.jours == Period(min(a, b, c, d), max(a, b, c, d)).jours
    if common:
        assert one.contains(common)
        assert other.contains(common)
        assert one.contains(common.debut)
    assert one.contains(other) == (one.contains(other.debut) and one.contains(other.fin))


@given(days, durations)
def test_the_next_period_follows_at_once(start, duration):
    period = Period.starting(start, duration)
    following = period.next_period()
    assert following.debut == period.fin + timedelta(days=1)
    assert period.gap(following) is None
    assert not period.overlaps(following)


def test_one_day_in_common_is_enough_to_overlap():
    one = Period(date(2025, 1, 1), date(2025, 6, 30))
    other = Period(date(2025, 6, 30), date(2025, 12, 31))
    assert one.intersection(other) == Period(date(2025, 6, 30), date(2025, 6, 30))
    assert one.overlaps(other)
    assert one.gap(other) is None


def test_the_periods_of_the_act():
    first = Period.from_text("du 1er juillet 2021 au 31 octobre 2021")
    second = Period.from_text("du 01 novembre 2021 au 30 juin 2022")
    third = Period.from_text("01/01/2023 - 31/12/2024")
    assert first.gap(second) is None
    assert second.gap(third) == Period.from_text("du 1er juillet 2022 au 31 décembre 2022 inclus")
    assert third.next_period() == Period.from_text("01 janvier 2025 / 31 décembre 2026")
    assert third.next_period().annees == (2025, 2026)
    assert [str(p.duree) for p in (first, second, third)] == [f"4{NBSP}mois", f"8{NBSP}mois", f"24{NBSP}mois"]
    assert third.next_period(Duration.parse("un an")) == Period.of_year(2025)
    assert sorted([third, first, second]) == [first, second, third]


def test_what_a_period_looks_like():
    assert str(Period.of_year(2025)) == "du 1er janvier 2025 au 31 décembre 2025".replace(
        "1er janvier 2025", f"1er{NBSP}janvier{NBSP}2025"
    ).replace("31 décembre 2025", f"31{NBSP}décembre{NBSP}2025")
    assert str(Period(date(2025, 7, 8), date(2025, 7, 8))) == f"le 8{NBSP}juillet{NBSP}2025"


@pytest.mark.parametrize("wrong", ["", "2025-2026", "du 1er janvier 2025", "du 31/02/2025 au 31/12/2025", "0025"])
def test_what_is_not_a_period(wrong):
    with pytest.raises(ValueError, match=r"période|date|n'existe pas"):
        Period.from_text(wrong)


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="finit le 31/12/2024, avant de commencer le 01/01/2025"):
        Period.from_text("du 1er janvier 2025 au 31 décembre 2024")
    with pytest.raises(ValueError, match="aucune période"):
        Period(date(9999, 1, 1), date.max).next_period()


def test_values_are_hashable():
    for value, same in (
        (Period.of_year(2025), Period.of_year(2025)),
        (Duration(1, Unit.AN), Duration(1, Unit.AN)),
        (YearMonth(2025, 1), YearMonth(2025, 1)),
    ):
        assert {value: 1}[same] == 1


def test_names_are_those_of_the_cldr() -> None:
    from babel import Locale

    french = Locale("fr")
    wide = french.months["format"]["wide"]
    assert months() == ("", *(wide[number] for number in range(1, 13)))
    assert weekdays() == tuple(french.days["format"]["wide"][number] for number in range(7))
