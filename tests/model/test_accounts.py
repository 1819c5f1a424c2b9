"""Figures worked out: shares add up to the cent in both columns and on both bases, fixed, listed or equal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actes.model.accounts import Accounts, Price, contradictions, price, settle
from actes.model.funding import Cout, Credits, Echeance, Financement, Part, Quand, Vat
from actes.values.money import Amount
from actes.values.percent import Percent
from actes.values.periods import Period

TWO_YEARS = Period.from_text("du 1er janvier 2025 au 31 décembre 2026")
EIGHTEEN_MONTHS = Period.from_text("du 1er janvier 2025 au 30 juin 2026")
TEN_DAYS = Period.from_text("2025-03-01 / 2025-03-10")
TWENTY = Vat.parse("20 %")


def euros(text: str) -> Amount:
    return Amount.parse(text)


def plain(value: object) -> str:
    return str(value).replace("\xa0", " ")


def shares(found: Accounts, basis: str = "annuel") -> list[str]:
    return [plain(getattr(share, basis)) for share in found.repartition.values()]


AMOUNTS = st.integers(1, 10**9).map(Amount.of_cents)
RATES = st.sampled_from(["20 %", "10 %", "5,5 %", "2,1 %", "0 %", "non applicable, article 293 B du CGI"]).map(
    Vat.parse
)
PERIODS = st.sampled_from(
    [TWO_YEARS, EIGHTEEN_MONTHS, Period.from_text("2025"), Period.from_text("2025-01-01 / 2025-07-31")]
)
EQUAL = st.just(Part())
FIXED = st.integers(1, 25).map(lambda n: Part(part=Percent(Decimal(n))))
LISTED = st.integers(1, 50).map(lambda n: Part(ht=Amount.of_cents(n)))


def parts(*kinds: st.SearchStrategy[Part]) -> st.SearchStrategy[dict[str, Part]]:
    return st.lists(st.one_of(*kinds), max_size=3).map(
        lambda found: {f"p{n}": part for n, part in enumerate([*found, Part()])}
    )


@settings(max_examples=300, deadline=None)
@given(AMOUNTS, RATES, PERIODS, st.booleans(), parts(EQUAL, FIXED, LISTED))
def test_shares_add_up(ht: Amount, tva: Vat, period: Period, yearly: bool, shared: dict[str, Part]) -> None:
    """Where one takes what is left, the shares are the cost: for a year and for the period, without tax and with it."""
    cost = Cout(ht=ht)
    funding = Financement(
        tva=tva, cout_annuel=cost if yearly else None, cout_total=None if yearly else cost, repartition=shared
    )
    found = settle(funding, period)
    for basis, whole in (("annuel", found.cout_annuel), ("periode", found.cout_total)):
        own = [getattr(share, basis) for share in found.repartition.values()]
        assert whole is not None
        assert sum(p.ht.cents for p in own) == whole.ht.cents
        assert sum(p.ttc.cents for p in own) == whole.ttc.cents


@settings(max_examples=300, deadline=None)
@given(AMOUNTS, RATES, st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_fixed_shares_of_a_hundred_per_cent_are_the_cost(ht: Amount, tva: Vat, weights: list[int]) -> None:
    assume(sum(weights) < 100)
    rates = [*weights, 100 - sum(weights)]
    shared = {f"p{n}": Part(part=Percent(Decimal(rate))) for n, rate in enumerate(rates)}
    found = settle(Financement(tva=tva, cout_annuel=Cout(ht=ht), repartition=shared), None)
    assert found.cout_annuel is not None
    own = [share.annuel for share in found.repartition.values()]
    assert sum(p.ht.cents for p in own if p) == found.cout_annuel.ht.cents
    assert sum(p.ttc.cents for p in own if p) == found.cout_annuel.ttc.cents
    for rate, share in zip(rates, own, strict=True):  # no cent is more than one away from the exact share
        assert share is not None
        assert abs(share.ht.cents - Fraction(ht.cents * rate, 100)) < 1


@settings(max_examples=300, deadline=None)
@given(RATES, st.lists(st.integers(1, 10**7), min_size=1, max_size=6))
def test_listed_amounts_that_make_the_cost_add_up_with_tax(tva: Vat, cents: list[int]) -> None:
    shared = {f"p{n}": Part(ht=Amount.of_cents(c)) for n, c in enumerate(cents)}
    found = settle(Financement(tva=tva, cout_total=Cout(ht=Amount.of_cents(sum(cents))), repartition=shared), None)
    assert found.cout_total is not None
    own = [share.periode for share in found.repartition.values()]
    assert [p.ht.cents for p in own if p] == cents
    assert sum(p.ttc.cents for p in own if p) == found.cout_total.ttc.cents


@settings(max_examples=300, deadline=None)
@given(AMOUNTS, RATES)
def test_a_rate_works_both_ways(ht: Amount, tva: Vat) -> None:
    """TTC is HT × (1 + rate), rounded half up; back from TTC, HT is the nearest that gives it again."""
    there = price(Cout(ht=ht), tva)
    exact = ht.cents * (1 + tva.taux.ratio)
    assert abs(there.ttc.cents - exact) <= Fraction(1, 2)
    back = price(Cout(ttc=there.ttc), tva)
    assert price(Cout(ht=back.ht), tva).ttc.cents - there.ttc.cents in (-1, 0, 1)
    assert there.tva == there.ttc - there.ht


@settings(max_examples=300, deadline=None)
@given(RATES, PERIODS, st.booleans(), st.integers(1, 10**6), st.sampled_from(["repartition", "echeances"]))
def test_a_part_typed_with_tax_is_said_as_typed_or_refused(
    tva: Vat, period: Period, yearly: bool, cents: int, where: str
) -> None:
    """By the whole numbers near it: where no HT gives the TTC it is refused, else all is as with that HT typed."""
    points = int(tva.taux.valeur * 10)  # per thousand: TTC = HT × (1000 + points) / 1000, half up
    near = cents * 1000 // (1000 + points)
    givers = [ht for ht in range(max(near - 2, 0), near + 3) if (2 * ht * (1000 + points) + 1000) // 2000 == cents]

    def made(**typed: Amount) -> Financement:
        cost = Cout(ht=Amount.of_cents(10**7))
        one = Part(**typed) if where == "repartition" else Echeance(quand=Quand.parse("2025-01"), **typed)
        rest = Part() if where == "repartition" else Echeance(quand=Quand.parse("2025-02"))
        costs = {"cout_annuel": cost} if yearly else {"cout_total": cost}
        return Financement(tva=tva, **costs, **{where: {"a": one, "b": rest}})

    typed = made(ttc=Amount.of_cents(cents))
    wrong = [problem.field for problem in contradictions(typed, period)]
    assert wrong == ([] if givers else [f"{where}.a.ttc"])
    if givers:
        found = settle(typed, period)
        assert found in [settle(made(ht=Amount.of_cents(ht)), period) for ht in givers]
        price_of = getattr(getattr(found, where)["a"], found.base)
        assert price_of.ttc.cents == cents


def test_the_real_act() -> None:
    shared = {"ct": Part(part=Percent.parse("50 %")), **{f"t{n}": Part() for n in range(10)}}
    found = settle(Financement(tva=TWENTY, cout_annuel=Cout(ht=euros("19 550")), repartition=shared), TWO_YEARS)
    assert plain(found.cout_annuel) == "19 550,00 € HT – 23 460,00 € TTC"
    assert plain(found.cout_total) == "39 100,00 € HT – 46 920,00 € TTC"
    assert shares(found) == ["9 775,00 € HT – 11 730,00 € TTC", *["977,50 € HT – 1 173,00 € TTC"] * 10]
    assert shares(found, "periode")[1] == "1 955,00 € HT – 2 346,00 € TTC"
    assert str(found.reste) == "50\xa0%"


def test_both_figures_given_are_kept() -> None:
    assert price(Cout(ht=euros("100"), ttc=euros("121")), TWENTY) == Price(euros("100"), euros("121"))


def test_a_cost_of_its_own_rate() -> None:
    """A listed amount bears the tax of the cost it is a part of, not that of the act."""
    shared = {"a": Part(ht=euros("40")), "b": Part()}
    own = Cout(ht=euros("100"), tva=Vat.parse("10 %"))
    found = settle(Financement(tva=TWENTY, cout_annuel=own, repartition=shared), None)
    assert shares(found) == ["40,00 € HT – 44,00 € TTC", "60,00 € HT – 66,00 € TTC"]


def test_listed_amounts_under_two_rates() -> None:
    """Two lines at two rates: a listed amount bears both in proportion."""
    lines = {"a": Cout(ht=euros("100"), tva=Vat.parse("10 %")), "b": Cout(ht=euros("100"), tva=TWENTY)}
    for rate in (None, TWENTY):
        shared = {"a": Part(ht=euros("100")), "b": Part()}
        found = settle(Financement(tva=rate, lignes=lines, repartition=shared), None)
        assert plain(found.cout_total) == "200,00 € HT – 230,00 € TTC"
        assert shares(found, "periode") == ["100,00 € HT – 115,00 € TTC", "100,00 € HT – 115,00 € TTC"]


def test_a_cost_of_nothing() -> None:
    found = settle(
        Financement(tva=TWENTY, cout_annuel=Cout(ht=euros("0")), repartition={"a": Part(), "b": Part()}), None
    )
    assert shares(found) == ["0,00 € HT – 0,00 € TTC"] * 2
    odd = Cout(ht=euros("0"), ttc=euros("5"))
    found = settle(Financement(tva=TWENTY, cout_annuel=odd, repartition={"a": Part(ht=euros("0")), "b": Part()}), None)
    assert shares(found) == ["0,00 € HT – 0,00 € TTC", "0,00 € HT – 5,00 € TTC"]


@pytest.mark.parametrize(
    ("period", "total", "year"),
    [
        (TWO_YEARS, "200,00 € HT – 240,00 € TTC", "50,00 € HT – 60,00 € TTC"),
        (EIGHTEEN_MONTHS, "150,00 € HT – 180,00 € TTC", "66,67 € HT – 80,00 € TTC"),
        (TEN_DAYS, "None", "None"),
        (None, "None", "None"),
    ],
)
def test_from_a_year_to_the_period_and_back(period: Period | None, total: str, year: str) -> None:
    yearly = settle(Financement(tva=TWENTY, cout_annuel=Cout(ht=euros("100"))), period)
    assert (yearly.base, plain(yearly.cout_total)) == ("annuel", total)
    whole = settle(Financement(tva=TWENTY, cout_total=Cout(ht=euros("100"))), period)
    assert (whole.base, plain(whole.cout_annuel)) == ("periode", year)


def test_the_other_basis_of_shares_is_unknown_when_the_period_is_no_number_of_months() -> None:
    found = settle(Financement(tva=TWENTY, cout_annuel=Cout(ht=euros("100")), repartition={"a": Part()}), TEN_DAYS)
    assert found.repartition["a"].periode is None
    assert found.repartition["a"].annuel is not None


def test_no_tax() -> None:
    free = Vat.parse("non applicable, article 293 B du CGI")
    found = settle(Financement(tva=free, cout_annuel=Cout(ht=euros("100")), repartition={"a": Part()}), None)
    assert shares(found) == ["100,00 €"]
    assert (free.applicable, str(free)) == (False, "TVA non applicable, article\xa0293 B du CGI")
    assert (TWENTY.applicable, str(TWENTY)) == (True, "20\xa0%")
    with pytest.raises(ValueError, match="n'est pas un pourcentage"):
        Vat.parse("vingt")


def test_names_of_those_who_pay() -> None:
    shared = {"ct": Part(), "autre": Part(nom="Un autre"), "rien": Part()}
    found = settle(Financement(cout_total=Cout.from_text("9"), repartition=shared), None, {"ct": "Cantal Destination"})
    assert [share.nom for share in found.repartition.values()] == ["Cantal Destination", "Un autre", ""]


def test_what_is_fixed_beyond_the_whole_is_told() -> None:
    shared = {"a": Part(part=Percent.parse("60 %")), "b": Part(part=Percent.parse("60 %")), "c": Part()}
    funding = Financement(cout_total=Cout.from_text("100"), repartition=shared)
    assert [problem.field for problem in contradictions(funding, None)] == ["repartition"]
    with pytest.raises(ValueError, match="positif"):
        _ = settle(funding, None).reste


def test_payments_and_budget() -> None:
    due = {
        "un": Echeance(part=Percent.parse("50 %"), quand=Quand.parse("à la signature de la convention")),
        "deux": Echeance(quand=Quand.parse("2026-01")),
        "trois": Echeance(quand=Quand.parse("15/03/2026")),
    }
    credits_ = Credits(nom="Budget principal", exercices=(2025, 2026))
    found = settle(Financement(cout_total=Cout.from_text("100,01"), echeances=due, budget=credits_), None)
    assert [(payment.nom, plain(payment.periode)) for payment in found.echeances.values()] == [
        ("À la signature de la convention", "50,01 €"),
        ("Janvier\xa02026", "25,00 €"),
        ("15\xa0mars\xa02026", "25,00 €"),
    ]
    assert found.budget is credits_


def test_payments_without_a_cost_have_no_amount() -> None:
    found = settle(Financement(echeances={"un": Echeance(quand=Quand.parse("2026-01"))}), TWO_YEARS)
    assert (found.echeances["un"].annuel, found.echeances["un"].periode, found.cout_annuel) == (None, None, None)


@pytest.mark.parametrize("cost", [Cout(ht=euros("-5")), Cout(ttc=euros("-0,01")), Cout(montant=euros("-1"))])
def test_a_cost_below_zero_is_refused(cost: Cout) -> None:
    for funding in (Financement(cout_annuel=cost), Financement(cout_total=cost)):
        (problem,) = contradictions(funding, None)
        assert "négatif" in problem.message
