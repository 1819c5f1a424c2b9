"""The filters of prose, the form of a value, and the page that lists them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from jinja2 import Environment, StrictUndefined

from actes.values.actnumber import ActNumber
from actes.values.dates import YearMonth
from actes.values.durations import Duration
from actes.values.filters import FILTERS, PAGE, filters_for
from actes.values.money import Amount
from actes.values.percent import Percent
from actes.values.periods import Period
from actes.values.show import show
from actes.values.titles import Title
from values.samples import SAMPLES

AMOUNT, DAY, PERIOD = Amount.parse("1 173,50"), date(2025, 7, 8), Period.of_year(2025)


def test_the_page_names_every_filter():
    assert len(FILTERS) >= 25
    for one in FILTERS.values():
        assert f"| `{one.name}` | " in PAGE
        assert f" | {one.result} |" in PAGE


@pytest.mark.parametrize("one", FILTERS.values(), ids=lambda one: one.name)
def test_the_examples_are_true(one):
    prose = Environment(undefined=StrictUndefined, finalize=show, autoescape=False)
    prose.filters.update({name: other.function for name, other in FILTERS.items()})
    assert prose.from_string(one.example).render(SAMPLES) == one.result
    assert one.example.endswith(f"| {one.name} }}}}")
    assert one.doc.endswith((".", ")"))
    assert one.doc[0].isupper() or one.doc[0].isdigit()


@pytest.mark.parametrize(
    ("name", "value", "arguments", "expected"),
    [
        ("en_lettres", AMOUNT, (), "mille cent soixante-treize euros et cinquante centimes"),
        ("en_lettres", 21, (), "vingt et un"),
        ("en_lettres", 21, ("f",), "vingt et une"),
        ("en_lettres", Percent.parse("5,5"), (), "cinq virgule cinq pour cent"),
        ("en_lettres", Percent.parse("2,05"), (), "deux virgule zéro cinq pour cent"),
        ("en_lettres", Duration.parse("24 mois"), (), "vingt-quatre mois"),
        ("en_lettres", DAY, (), "le huit juillet deux mille vingt-cinq"),
        ("en_chiffres_et_lettres", 30, (), "30 (trente)"),
        ("en_chiffres_et_lettres", 1, ("f",), "1 (une)"),
        ("en_chiffres_et_lettres", Percent.parse("20"), (), "20~% (vingt pour cent)"),
        ("en_chiffres_et_lettres", Duration.parse("30 jours"), (), "30~jours (trente jours)"),
        ("sans_centimes", AMOUNT, (), "1~173,50~€"),
        ("sans_centimes", Amount.parse("19 550"), (), "19~550~€"),
        ("sans_centimes", Amount.parse("0"), (), "0~€"),
        ("chiffres", Percent.parse("5,5"), (), "5,5"),
        ("ordinal", 1, (), "1er"),
        ("ordinal", 1, ("f",), "1re"),
        ("ordinal_en_lettres", 1, ("f",), "première"),
        ("date_numerique", DAY, (), "08/07/2025"),
        ("mois", YearMonth(2026, 1), (), "janvier~2026"),
        ("annee", ActNumber.parse("2025-453"), (), "2025"),
        ("annee", YearMonth(2026, 1), (), "2026"),
        ("annees", PERIOD, (), "2025"),
        ("duree", PERIOD, (), "12~mois"),
        ("duree", Duration.parse("10 jours"), (), "10~jours"),
        ("en_annees", PERIOD, (), "1~an"),
        ("en_annees", Duration.parse("18 mois"), (), "18~mois"),
        ("de", Title.of("adjoint", "f"), (), "de l’Adjointe"),
        ("a", Title.of("maire"), (), "au Maire"),
        ("le", Title.of("maire"), (), "le Maire"),
        ("le", "Le Conseil", (), "le Conseil"),
        ("de", "Orange", (), "d’Orange"),
        ("de", 2025, (), "de 2025"),
        ("liste", ("A", "B", "C"), ("ou",), "A, B ou C"),
        ("liste", [DAY, date(2026, 1, 1)], (), "8~juillet~2025 et 1er~janvier~2026"),
        ("tiret", (2025,), (), "2025"),
        ("capitales", "décision de l'élue n° 3, 1er lieu", (), "DÉCISION DE L'ÉLUE n° 3, 1er LIEU"),
        ("capitales", PERIOD, (), "DU 1er~JANVIER~2025 AU 31~DÉCEMBRE~2025"),
        ("capitales", "Les anneaux du Ner", (), "LES ANNEAUX DU NER"),
        ("majuscule", "« œuvre »", (), "« Œuvre »"),
        ("majuscule", DAY, (), "8~juillet~2025"),
        ("majuscule", "", (), ""),
        ("minuscule", "ADN Tourisme", (), "ADN Tourisme"),
        ("minuscule", "École", (), "école"),
    ],
)
def test_what_filters_write(name, value, arguments, expected):
    assert FILTERS[name].function(value, *arguments) == expected.replace("~", "\u00a0")


WRONG = [
    None,
    True,
    1.5,
    float("nan"),
    Decimal("1"),
    Fraction(1, 2),
    datetime(2025, 7, 8),  # noqa: DTZ001
    {},
    [1.5],
    [],
    object(),
    b"x",
]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_refuses_what_has_no_form(name, value):
    with pytest.raises(ValueError, match=r"il faut|pas renseignée|ne s'écrit pas|plusieurs parties|la liste est vide"):
        FILTERS[name].function(value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("en_lettres", "douze", "il faut un montant, .* pas un texte \\(« douze »\\)"),
        ("sans_centimes", DAY, "il faut un montant, pas une date"),
        ("chiffres", 12, "il faut un montant, un pourcentage ou un numéro d'acte, pas un nombre"),
        ("date_numerique", AMOUNT, "il faut une date, pas un montant"),
        ("annees", DAY, "il faut une période, pas une date"),
        ("duree", Percent.parse("1"), "il faut une durée ou une période, pas un pourcentage"),
        ("liste", "abc", "il faut une liste, pas un texte"),
        ("ordinal", 0, "commence à 1"),
        ("mois", None, "n'est pas renseignée"),
    ],
)
def test_a_refusal_says_what_is_expected(name, value, message):
    with pytest.raises(ValueError, match=message):
        FILTERS[name].function(value)


def test_an_unknown_gender_is_refused():
    for name in ("en_lettres", "en_chiffres_et_lettres", "ordinal", "ordinal_en_lettres"):
        with pytest.raises(ValueError, match='le genre est "m" ou "f"'):
            FILTERS[name].function(1, "x")


def test_the_spelling_of_1990_reaches_every_filter_that_writes_numbers():
    rectified = filters_for("1990")
    assert rectified.keys() == FILTERS.keys()
    written = {
        "en_lettres": (121, "cent-vingt-et-un"),
        "en_chiffres_et_lettres": (121, "121 (cent-vingt-et-un)"),
        "ordinal_en_lettres": (21, "vingt-et-unième"),
        "date_en_lettres": (DAY, "le huit juillet deux-mille-vingt-cinq"),
        "date_solennelle": (DAY, "l’an deux-mille-vingt-cinq, le huit juillet"),
        "duree_en_lettres": (Duration.parse("21 jours"), "vingt-et-un jours"),
    }
    assert {one.name for one in FILTERS.values() if one.spelled} == written.keys()
    for name, (value, expected) in written.items():
        assert rectified[name](value) == expected
        assert FILTERS[name](value) == expected.replace("-et-", " et ").replace("cent-", "cent ").replace(
            "deux-mille-", "deux mille "
        )
    assert rectified["en_lettres"](AMOUNT) == "mille-cent-soixante-treize euros et cinquante centimes"
    assert rectified["en_lettres"](Percent.parse("21")) == "vingt-et-un pour cent"
    with pytest.raises(ValueError, match="1991"):
        filters_for("1991")


class Party:
    def __str__(self) -> str:
        return "Cantal Destination"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Orange", "Orange"),
        ("", ""),
        (0, "0"),
        (DAY, "8~juillet~2025"),
        (AMOUNT, "1~173,50~€"),
        (Party(), "Cantal Destination"),
        (Title.of("maire"), "Maire"),
        (ActNumber.parse("2025-453"), "n°~2025-453"),
    ],
)
def test_the_form_of_a_value(value, shown):
    assert show(value) == shown.replace("~", "\u00a0")


@pytest.mark.parametrize("value", [*WRONG, int, ValueError("x"), 1j, {1}, (1,)], ids=lambda value: type(value).__name__)
def test_what_has_no_form(value):
    with pytest.raises(ValueError, match=r"pas renseignée|ne s'écrit pas|plusieurs parties"):
        show(value)


def test_a_list_is_given_its_filter():
    for value in ([1], (1,), {1}, frozenset({1})):
        with pytest.raises(ValueError, match="ajoutez « | liste »".replace("|", r"\|")):
            show(value)
