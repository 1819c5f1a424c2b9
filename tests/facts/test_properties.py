"""What holds for any text: spans, no exception, nothing invented; and what values show is read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actes.facts import Bounds, Mention, MentionKind, PartialDate, Tax, read, walk
from actes.facts.amounts import in_cell
from actes.facts.flat import Flat
from actes.facts.mention import Value
from actes.facts.numerals import number
from actes.values.dates import YearMonth, date_in_words, show_date, show_date_numeric, solemn_date, weekday
from actes.values.durations import Duration, Unit
from actes.values.identifiers import Siren, TvaNumber
from actes.values.money import Amount
from actes.values.percent import Percent
from actes.values.periods import Period
from actes.values.words import Spelling, cardinal, euros_in_words
from measures import growth

PIECES = (
    "le ", "du ", "au ", "1er ", "31 ", "janvier ", "février ", "2025 ", "2026", " à compter ", "jusqu'au ",
    "l'article ", "9.1", "L. 5211-10 ", "n° ", "2025-453", "décision ", "la convention ", "de ", "€", " HT",
    " TTC ", "977,50 ", "1 173,00 €", "20 %", "deux ", "cent ", "mois ", "ans ", "(", ")", "«", "»", " ; ", ". ",
    "\n", "\n\n", "\t", "\u00a0", "\u202f", "’", "–", "e\u0301", "\u00ad", "\ufeff", "OBS", "M. ", "Jean ",
    "DURAND", "....", "XX", "FR", "76 3000", "siret ", "www.a.fr", "@", "12/31/2025", "08:30", "17 h", "İ", "ß",
    "ﬁ", "\x00", "𝟙", "٣",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
AMOUNTS = st.integers(min_value=0, max_value=10**12).map(lambda cents: Amount.of_cents(cents))
SPELLINGS = st.sampled_from(list(Spelling))


def the(text: str, kind: MentionKind) -> Mention:
    (mention,) = (found for found in read(text) if found.kind is kind)
    return mention


@given(TEXTS)
@example("1er\u00a0janvier  \n 2025\u0301")
@settings(max_examples=400, deadline=None)
def test_spans_are_in_the_text_and_do_not_overlap(text: str) -> None:
    mentions = read(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
    for mention in walk(mentions):
        assert text[mention.start : mention.end] == mention.text
        assert all(mention.start <= part.start and part.end <= mention.end for part in mention.parts)
        assert mention.of is None or text[mention.of.start : mention.of.end] == mention.of.text != ""
        assert mention.value is not None or mention.problem


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_nothing_is_invented(text: str) -> None:
    """A year that is given is in the text, in figures or (« deux mille ») in words."""
    for mention in walk(read(text)):
        for year in _years(mention.value):
            assert str(year) in text or "deux" in text


def _years(value: Value) -> list[int]:
    if isinstance(value, Bounds):
        return [*_years(value.debut), *_years(value.fin)]
    year = value.year if isinstance(value, date) else getattr(value, "annee", None)
    return [year] if isinstance(year, int) else []


@given(DAYS, SPELLINGS)
def test_dates_as_shown(day: date, spelling: str) -> None:
    shown = (
        show_date(day),
        show_date_numeric(day),
        date_in_words(day, spelling),
        solemn_date(day, spelling),
        day.isoformat(),
    )
    for text in shown:
        assert the(f"Fait {text}.", MentionKind.DATE).value == day
    with_weekday = the(f"le {weekday(day)} {show_date(day)}", MentionKind.DATE)
    assert (with_weekday.value, with_weekday.weekday) == (day, weekday(day))


@given(DAYS)
def test_a_missing_year_stays_missing(day: date) -> None:
    without = show_date(day).rpartition("\u00a0")[0]
    assert the(f"en date du {without} ;", MentionKind.DATE).value == PartialDate(None, day.month, day.day)


@given(DAYS, DAYS)
def test_periods_as_shown(one: date, other: date) -> None:
    first, last = sorted((one, other))
    if first != last:
        mention = the(str(Period(first, last)), MentionKind.PERIOD)
        assert isinstance(mention.value, Bounds)
        assert mention.value.period == Period(first, last)


@given(DAYS)
def test_months_as_shown(day: date) -> None:
    assert the(f"en {YearMonth(day.year, day.month)}", MentionKind.MONTH).value == YearMonth(day.year, day.month)


@given(AMOUNTS, SPELLINGS)
def test_amounts_as_shown(amount: Amount, spelling: str) -> None:
    words = euros_in_words(amount.valeur, spelling)
    for text in (
        str(amount),
        f"{amount.valeur:,}".replace(",", " ").replace(".", ",") + " euros",
        f"{amount.valeur} €",
    ):
        assert the(f"la somme de {text} HT", MentionKind.AMOUNT).value == amount
    both = the(f"{amount} ({words})", MentionKind.AMOUNT)
    assert (both.value, both.words) == (amount, amount)
    assert the(f"la somme de {words}", MentionKind.AMOUNT).words == amount


@given(AMOUNTS)
def test_amounts_of_cells(amount: Amount) -> None:
    cell = in_cell(f" {amount.chiffres}\u00a0", "Montant en €HT/an")
    assert cell is not None
    assert (cell.value, cell.tax, cell.text) == (amount, Tax.HT, amount.chiffres)


@given(st.integers(min_value=1, max_value=999), st.sampled_from(list(Unit)), SPELLINGS)
def test_durations_as_shown(count: int, unit: Unit, spelling: str) -> None:
    duration = Duration(count, unit)
    assert the(f"une durée de {duration}", MentionKind.DURATION).value == duration
    both = the(f"une durée de {duration.in_words(spelling)}", MentionKind.DURATION)
    assert (both.value, both.words) == (duration, duration)


@given(st.decimals(min_value=0, max_value=999, places=2))
def test_percentages_as_shown(value: Decimal) -> None:
    assert the(f"un taux de {Percent(value)}", MentionKind.PERCENT).value == Percent(value)


@given(st.integers(min_value=0, max_value=10**9), SPELLINGS, st.booleans())
def test_words_are_read_back(value: int, spelling: str, feminine: bool) -> None:
    flat = Flat(cardinal(value, spelling, feminine)).low
    assert number(flat) == value
    assert number(flat.replace("-", " ").replace("cents ", "cent ")) == value


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_identifiers_as_shown(value: int) -> None:
    digits = f"{value:08}"
    siren = next(Siren(digits + last) for last in "0123456789" if _valid(digits + last))
    assert the(f"SIREN {siren}", MentionKind.SIREN).value == siren
    assert the(f"TVA : {siren.tva}", MentionKind.VAT_NUMBER).value == TvaNumber(siren.tva.numero)


def _valid(digits: str) -> bool:
    try:
        Siren.parse(digits)
    except ValueError:
        return False
    return True


HOSTILE = (
    "a", " ", "1 ", "1.", "1,", "..", ". ", "un ", "cent-", "(", "[a completer ", "A", "A ", "Ab ", "l'", "d'",
    "n° ", "€ ", "2025-", "2025 et ", "/", "article 1, ", "L. 1-", "de la convention ", "www.", "a@", "a.",
    "du 1er ", "OBS (", "M. A", "denomme ", "\n", "\t", "\u0301", "le 1er janvier ", "décision n° 1 et ",
    "FR76 1234 ", "http://", "- ", "«", "XX/", "Entre Ab ", "12 ", "1er et ", "_", "jusqu'au ", "annexe 1, ",
)  # fmt: skip


@pytest.mark.no_cover  # a trace of every line takes three times as long as the work
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    assert growth(read, piece * (60_000 // len(piece))) < 30
