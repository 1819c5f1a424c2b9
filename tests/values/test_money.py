"""Amounts: what is read, what is refused, and an arithmetic that never loses a cent."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from actes.values.money import Amount, total
from actes.values.percent import Percent, ht_from_ttc, ttc

ZERO = Amount(Decimal(0))
NBSP = "\u00a0"
MAX_CENTS = 10**14 - 1
cents = st.integers(-MAX_CENTS // 4, MAX_CENTS // 4)
amounts = cents.map(Amount.of_cents)
spaces = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"])

READ = [
    ("3 069€", "3069.00"), ("2.000,00 euros", "2000.00"), ("170 000.00 €", "170000.00"), ("406, 50€", "406.50"),
    ("977,5 €", "977.50"), ("23 655.50€", "23655.50"), ("1.234.960,00", "1234960.00"), ("1.234.960", "1234960.00"),
    ("1 173,00", "1173.00"), ("1173", "1173.00"), ("1173.5", "1173.50"), ("0", "0.00"), ("0,05", "0.05"),
    ("12 EUR", "12.00"), ("1 euro", "1.00"), ("1 Euro", "1.00"), ("-5,00 €", "-5.00"), ("\u2212 5,00", "-5.00"),
    ("- 1 000", "-1000.00"), ("1\u202f173,00\u00a0€", "1173.00"), ("1\u2009000\u00a0000 euros", "1000000.00"),
    ("  977,50\n", "977.50"), ("-0", "0.00"), ("999 999 999 999,99", "999999999999.99"),
    ("1 173,00 € (mille cent soixante-treize euros)", "1173.00"), ("1000 € (MILLE EUROS)", "1000.00"),
    ("neuf cent soixante-dix-sept euros et cinquante centimes (977,50 €)", "977.50"),
    ("cinquante centimes (0,50 €)", "0.50"),
]  # fmt: skip
REFUSED = [
    "", " ", "€", "1 17,3", "1 17", "11 73,00", "1  173", "1173 000", "12.345", "1.234", "977,505", "1,234.50",
    "1 234.960,00", "1.234 960", "1.234.960.50", "1e3", "1E3", "NaN", "nan", "inf", "Infinity", "-inf", "0x10", "1_000",
    "01", "012 345,00", "00 100",
    "06000", "00", "+5", "--5", "5-", "5 %", "mille", "1 173,00 HT", "1 173,00 € TTC", "1 173,00 € HT", "12 €€",
    "€ 12", "$12", "12,", ",50", ".5", "1,5,5", "١٢", "１２", "1\t000", "1\n000", "1 000 000 000 000", "12 (13)",
    "12 € (douze)", "12 € (treize euros)", "406 ,50", "406, 5", "406. 50", "douze euros (treize euros)", "(12 €)",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ)
def test_read(text, value):
    amount = Amount.parse(text)
    assert str(amount.valeur) == value
    assert Amount.parse(str(amount)) == amount


@pytest.mark.parametrize("text", REFUSED)
def test_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match=r"écrivez|s'écrit|trop grand"):
        Amount.parse(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 17,3", "groupes de trois chiffres"),
        ("977,505", "plus de deux décimales ;"),
        ("1.234", "un point à la place de l'espace"),
        ("06000", "commence par un zéro"),
        ("12 HT", "HT et TTC"),
        ("12 € TTC", "au montant TTC et non au HT"),
        ("douze", "en chiffres"),
        ("", "il est vide"),
        ("1e3", "que des chiffres"),
        ("12 € (HT)", "que des chiffres"),
        ("12 € (treize euros)", "12 s'écrit « douze euros »"),
    ],
)
def test_the_reason_is_said(text, reason):
    with pytest.raises(ValueError, match=reason):
        Amount.parse(text)


@pytest.mark.parametrize("wrong", [977.5, 1, True, None, Decimal("1"), b"1"])
def test_parse_takes_a_text_only(wrong):
    with pytest.raises(TypeError, match="un texte est attendu"):
        Amount.parse(wrong)


@pytest.mark.parametrize("wrong", [977.5, float("nan"), float("inf"), 1, True, None, "977,50", Fraction(1, 2)])
def test_an_amount_is_made_of_a_decimal_only(wrong):
    with pytest.raises(TypeError, match="Decimal"):
        Amount(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "sNaN", "Infinity", "-Infinity", "0.001", "1.000", "1e12"])
def test_an_amount_is_finite_with_two_decimals(wrong):
    with pytest.raises(ValueError, match="montant"):
        Amount(Decimal(wrong))


@given(amounts)
def test_what_is_written_is_read_back(amount):
    assert Amount.parse(str(amount)) == amount
    assert Amount.parse(amount.chiffres) == amount
    assert Amount(amount.valeur) == amount
    assert hash(Amount.parse(str(amount))) == hash(amount)


@given(amounts, spaces, spaces)
def test_any_space_will_do(amount, thousands, before):
    typed = amount.chiffres.replace(NBSP, thousands) + before + "€"
    assert Amount.parse(typed) == amount


@given(amounts)
def test_the_figures_are_those_of_babel_with_a_space_that_fonts_have(amount):
    assert amount.chiffres == format_decimal(amount.valeur, "#,##0.00", locale="fr").replace("\u202f", NBSP)
    assert str(amount) == f"{amount.chiffres}{NBSP}€"


@given(st.text(max_size=12) | st.from_regex(r"[-0-9 .,€]{0,14}"))
def test_any_text_is_an_amount_or_a_value_error(text):
    try:
        amount = Amount.parse(text)
    except ValueError:
        return
    digits = "".join(char for char in text if char.isdigit()).lstrip("0")
    assert str(abs(amount.cents)).startswith(digits) or amount == ZERO


@given(amounts, amounts)
def test_arithmetic_is_that_of_cents(one, other):
    assert (one + other).cents == one.cents + other.cents
    assert (one - other).cents == one.cents - other.cents
    assert (-one).cents == -one.cents
    assert (one < other) == (one.cents < other.cents)
    assert total([one, other, -other]) == one
    assert bool(one) == bool(one.cents)


@given(amounts, amounts)
def test_the_context_of_decimal_changes_nothing(one, other):
    expected = str(one + other), str(one.times(Fraction(1, 3)))
    with decimal.localcontext(prec=3, rounding=decimal.ROUND_DOWN):
        assert (str(one + other), str(one.times(Fraction(1, 3)))) == expected


@pytest.mark.parametrize("other", [1, 0, Decimal("1"), 1.0, True, "1"])
def test_only_an_amount_is_added(other):
    for operation in (lambda: ZERO + other, lambda: ZERO - other, lambda: other > ZERO):
        with pytest.raises(TypeError):
            operation()


def test_sums_beyond_the_limit_are_refused():
    largest = Amount.of_cents(MAX_CENTS)
    with pytest.raises(ValueError, match="trop grand"):
        largest + Amount.parse("0,01")
    assert str(largest) == "999 999 999 999,99 €".replace(" ", NBSP)


@pytest.mark.parametrize(
    ("amount", "factor", "product"),
    [
        ("0,05", Fraction(1, 2), "0.03"),
        ("-0,05", Fraction(1, 2), "-0.03"),
        ("0,03", Fraction(1, 2), "0.02"),
        ("9 775", Fraction(1, 12), "814.58"),
        ("19 550", Decimal("1.2"), "23460.00"),
        ("977,50", 2, "1955.00"),
    ],
)
def test_products_are_rounded_half_up_once(amount, factor, product):
    assert str(Amount.parse(amount).times(factor).valeur) == product


@given(amounts.filter(lambda a: abs(a.cents) < MAX_CENTS // 1000), st.fractions(-100, 100))
def test_a_product_is_at_most_half_a_cent_away(amount, factor):
    assert abs(amount.times(factor).cents - amount.cents * factor) <= Fraction(1, 2)


@pytest.mark.parametrize("wrong", [1.5, True, None, "2", float("nan")])
def test_a_factor_is_exact(wrong):
    with pytest.raises(TypeError, match="nombre exact"):
        ZERO.times(wrong)
    with pytest.raises(TypeError, match="nombre exact"):
        ZERO.allocate([wrong])


@given(amounts, st.lists(st.integers(0, 1000) | st.fractions(0, 10), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_none_is_a_cent_away(amount, weights):
    shares = amount.allocate(weights)
    assert total(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(amount.cents) * Fraction(weight) / sum(map(Fraction, weights))
        assert abs(share.cents - exact) < 1


@given(amounts, st.integers(1, 40))
def test_equal_shares_differ_by_a_cent_and_the_first_ones_take_it(amount, n):
    shares = [abs(share.cents) for share in amount.split(n)]
    assert sum(shares) == abs(amount.cents)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [2, Fraction(-1, 3)]])
def test_weights_that_share_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="parts positives"):
        Amount.parse("1").allocate(weights)


def test_a_weight_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="nombre fini"):
        Amount.parse("1").allocate([Decimal("NaN")])


def test_the_shares_of_the_act():
    half, *others = Amount.parse("19 550").allocate([50] + [5] * 10)
    assert str(half.valeur) == "9775.00"
    assert {str(share.valeur) for share in others} == {"977.50"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("20 %", "20 %"),
        ("20", "20 %"),
        ("5,5 %", "5,5 %"),
        ("5.50", "5,5 %"),
        ("8,5", "8,5 %"),
        ("33,33 %", "33,33 %"),
        ("100", "100 %"),
        ("0", "0 %"),
        ("2,1 pour cent", "2,1 %"),
        ("20\u202f%", "20 %"),
        ("150 %", "150 %"),
    ],
)
def test_percentages(text, shown):
    percent = Percent.parse(text)
    assert str(percent) == shown.replace(" ", NBSP)
    assert Percent.parse(str(percent)) == percent
    assert percent.ratio == Fraction(percent.chiffres.replace(",", ".")) / 100


@pytest.mark.parametrize(
    "wrong", ["", "%", "vingt", "-5 %", "20 €", "1e1", "NaN", "05", "20 % %", "5,55555", "20 000 %"]
)
def test_what_is_not_a_percentage(wrong):
    with pytest.raises(ValueError, match="écrivez par exemple 20 %"):
        Percent.parse(wrong)


@pytest.mark.parametrize("wrong", [0.2, 20, True, "20"])
def test_a_percentage_is_a_decimal(wrong):
    with pytest.raises(TypeError, match="Decimal"):
        Percent(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-1"])
def test_a_percentage_is_finite_and_not_negative(wrong):
    with pytest.raises(ValueError, match="fini et positif"):
        Percent(Decimal(wrong))


def test_percentages_have_an_order_and_one_form():
    assert Percent.parse("5,50") == Percent.parse("5,5")
    assert hash(Percent.parse("5,50")) == hash(Percent.parse("5,5"))
    assert Percent.parse("5,5") < Percent.parse("20")
    assert str(Percent(Decimal("2E+1"))) == f"20{NBSP}%"


@given(st.integers(0, MAX_CENTS // 4).map(Amount.of_cents), st.sampled_from(["20", "10", "5,5", "2,1", "8,5", "0"]))
def test_vat_there_and_back(ht, rate):
    percent = Percent.parse(rate)
    assert ttc(ht, percent) == ht + percent.of(ht)
    assert ht_from_ttc(ttc(ht, percent), percent) == ht
