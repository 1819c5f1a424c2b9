"""Elision, contraction, lists, titles that agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.values.grammar import a, de, elides, le, list_and, without_article
from actes.values.ordinals import article_number, ordinal
from actes.values.titles import Genre, Title, agree

ELIDING = [
    "Orange", "ADN Tourisme", "OBS", "Aurillac", "Île-de-France", "Évreux", "œuvres", "Yvetot", "Yssingeaux", "Yeu",
    "Yonne", "York", "Hérault", "hôpital", "hommes", "Hyères", "Hendaye", "Hénin-Beaumont", "Haïti", "hélicoptère",
    "héroïne", "halogène", "HLM", "UGAP", "URSSAF", "« Orange »", "État", "ouest", "usagers", "unité", "Harmonie",
]  # fmt: skip
NOT_ELIDING = [
    "Cantal Destination", "Saint-Flour", "Hautes Terres Tourisme", "HAUTES TERRES", "Haut Cantal", "Havre", "Hollande",
    "handicap", "hameau", "halles", "hall", "harcèlement", "hausse", "huit", "huitième", "héros", "hors", "Honfleur",
    "onze", "onzième", "oui", "yaourt", "Yémen", "8 juillet", "11 novembre", "SNCF", "Le Havre", "hangar", "haies",
    "", "!", "Pays de Mauriac",
]  # fmt: skip


@pytest.mark.parametrize("name", ELIDING)
def test_the_vowel_goes(name):
    assert elides(name)
    assert de(name) == f"d’{name}"


@pytest.mark.parametrize("name", NOT_ELIDING)
def test_the_vowel_stays(name):
    assert not elides(name)


@pytest.mark.parametrize(
    ("name", "after_de", "after_a", "with_article", "alone"),
    [
        (
            "le Conseil départemental",
            "du Conseil départemental",
            "au Conseil départemental",
            None,
            "Conseil départemental",
        ),
        ("Le Rouget", "du Rouget", "au Rouget", "le Rouget", "Rouget"),
        ("les communes", "des communes", "aux communes", None, "communes"),
        ("la Présidente", "de la Présidente", "à la Présidente", None, "Présidente"),
        ("l'adjoint", "de l’adjoint", "à l’adjoint", "l’adjoint", "adjoint"),
        ("l’État", "de l’État", "à l’État", None, "État"),
        ("La Poste", "de La Poste", "à La Poste", "la Poste", "Poste"),
        ("Cantal Destination", "de Cantal Destination", "à Cantal Destination", None, None),
        ("Orange", "d’Orange", "à Orange", None, None),
        ("Léo Lagrange", "de Léo Lagrange", "à Léo Lagrange", None, None),
        ("Lesneven", "de Lesneven", "à Lesneven", None, None),
        ("Lanobre", "de Lanobre", "à Lanobre", None, None),
        ("Laval", "de Laval", "à Laval", None, None),
        ("  le Cantal ", "du Cantal", "au Cantal", "le Cantal", "Cantal"),
    ],
)
def test_a_name_after_a_preposition(name, after_de, after_a, with_article, alone):
    assert de(name) == after_de
    assert a(name) == after_a
    assert le(name) == (with_article or name)
    assert without_article(name) == (alone or name)


@pytest.mark.parametrize("function", [de, a, le, without_article])
def test_a_name_is_not_empty(function):
    with pytest.raises(ValueError, match="un nom est attendu"):
        function("  ")


@given(st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, max_size=6))
def test_a_list_has_one_and(items):
    text = list_and(items)
    assert text.count(" et ") == (1 if len(items) > 1 else 0)
    assert text.replace(" et ", ", ").split(", ") == items


def test_titles_agree_in_gender_and_number():
    woman, man, several = Title.of("président", "f"), Title.of("président", "m"), Title.of("président", pluriel=True)
    assert [woman.le, woman.du, woman.au, woman.un, woman.possessif] == [
        "la Présidente", "de la Présidente", "à la Présidente", "une Présidente", "sa Présidente",
    ]  # fmt: skip
    assert [man.le, man.du, man.au, man.un, man.possessif] == [
        "le Président", "du Président", "au Président", "un Président", "son Président",
    ]  # fmt: skip
    assert [several.le, several.du, several.au, several.un, several.possessif] == [
        "les Présidents", "des Présidents", "aux Présidents", "des Présidents", "ses Présidents",
    ]  # fmt: skip
    deputy = Title.of("adjoint")
    assert [deputy.le, deputy.du, deputy.au, deputy.possessif] == [
        "l’Adjoint", "de l’Adjoint", "à l’Adjoint", "son Adjoint",
    ]  # fmt: skip
    assert Title.of("maire", Genre.F).du == "de la Maire"
    assert Title.of("maire").du == "du Maire"  # « Madame le Maire »
    assert str(Title.of("conseillère", "f", pluriel=True)) == "Conseillères"


@pytest.mark.parametrize(
    ("function", "feminine", "plural"),
    [
        ("président", "présidente", "présidents"),
        ("vice-président", "vice-présidente", "vice-présidents"),
        ("premier vice-président", "première vice-présidente", "premiers vice-présidents"),
        ("1er adjoint au maire", "1re adjointe au maire", "1er adjoints au maire"),
        ("3e vice-président délégué aux finances", "3e vice-présidente déléguée aux finances", None),
        ("maire", "maire", "maires"),
        ("maire de Saint-Flour", "maire de Saint-Flour", "maires de Saint-Flour"),
        ("directeur général", "directrice générale", "directeurs généraux"),
        ("directeur général des services", "directrice générale des services", "directeurs généraux des services"),
        ("conseiller municipal délégué", "conseillère municipale déléguée", "conseillers municipaux délégués"),
        ("conseiller communautaire", "conseillère communautaire", "conseillers communautaires"),
        ("président par intérim", "présidente par intérim", "présidents par intérim"),
        ("Trésorier", "Trésorière", "Trésoriers"),
        ("préfet", "préfète", "préfets"),
        ("gérant d'Orange", "gérante d'Orange", "gérants d'Orange"),
    ],
)
def test_functions_agree_up_to_a_preposition(function, feminine, plural):
    assert agree(function) == function
    assert agree(function, "f") == feminine
    assert agree(feminine, "f") == feminine
    if plural:
        assert agree(function, plural=True) == plural


def test_a_feminine_that_is_not_known_is_asked_for():
    with pytest.raises(ValueError, match="le féminin de « chef » n'est pas connu"):
        Title.of("chef de service", "f")
    assert Title.of("chef de service", "f", feminin="cheffe de service").le == "la Cheffe de service"
    assert Title.of("chef de service", "m", feminin="cheffe de service").le == "le Chef de service"


@pytest.mark.parametrize("wrong", ["", "  "])
def test_a_title_is_not_empty(wrong):
    with pytest.raises(ValueError, match="une fonction est attendue"):
        Title.of(wrong)


def test_an_unknown_gender_is_refused():
    with pytest.raises(ValueError, match="x"):
        Title.of("maire", "x")


def test_ordinals_in_figures():
    assert [ordinal(n) for n in (1, 2, 11, 100)] == ["1er", "2e", "11e", "100e"]
    assert [ordinal(n, feminine=True) for n in (1, 2)] == ["1re", "2e"]
    assert [article_number(n) for n in (1, 2, 9)] == ["1er", "2", "9"]
    for function in (ordinal, article_number):
        with pytest.raises(ValueError, match="commence à 1"):
            function(0)
