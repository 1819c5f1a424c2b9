"""Words against two independent judges: a hand-checked table, and text2num, which reads words back."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest
from num2words import num2words
from text_to_num import text2num

from actes.values.money import Amount
from actes.values.ordinals import ordinal, ordinal_in_words
from actes.values.words import MAX_CARDINAL, Spelling, cardinal, euros_in_words, same_words
from values.samples import AMOUNTS, CHUNKS, INTEGERS, SHARED, amounts, integers

EUROS = SHARED / "reference" / "euros.tsv"
PUBLISHED = SHARED / "corpus" / "amounts.tsv"


def test_the_samples_are_as_large_as_promised():
    assert sum(len(integers(chunk)) for chunk in range(CHUNKS)) >= INTEGERS
    assert len({n for chunk in range(CHUNKS) for n in integers(chunk)}) >= 35_000
    assert sum(len(amounts(chunk)) for chunk in range(CHUNKS)) >= AMOUNTS
    assert any(value < 0 for value in amounts(0))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_integers_are_read_back(chunk):
    wrong = [n for n in integers(chunk) if text2num(cardinal(n), "fr") != n]
    assert wrong == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_amounts_are_read_back(chunk):
    wrong = [value for value in amounts(chunk) if read_back(euros_in_words(value)) != value]
    assert wrong == []


SENTENCE = re.compile(
    r"(?P<minus>moins )?(?:(?P<euros>.+?) (?P<link>d’)?(?P<euro>euros?))?(?: et )?"
    r"(?:(?P<cents>\S.*?) (?P<cent>centimes?))?"
)


def read_back(words: str) -> Decimal:
    """The amount that a sentence says, by text2num; the sentence must be well formed."""
    match = SENTENCE.fullmatch(words)
    assert match, words
    euros = text2num(match["euros"], "fr") if match["euros"] else 0
    cents = text2num(match["cents"], "fr") if match["cents"] else 0
    if match["euros"]:
        assert match["euro"] == ("euros" if euros > 1 else "euro"), words
        assert bool(match["link"]) == bool(re.search(r"(million|milliard)s?\Z", match["euros"])), words
        assert euros or not match["cents"], words
    if match["cents"]:
        assert match["cent"] == ("centimes" if cents > 1 else "centime"), words
        assert 0 < cents < 100, words
        assert (" et " in words) or not match["euros"], words
    value = Decimal(euros) + Decimal(cents).scaleb(-2)
    return -value if match["minus"] else value


def test_the_reader_of_sentences_sees_a_wrong_one():
    for wrong in ("un euros", "deux millions euros", "zéro euro et un centime", "un euro et zéro centime"):
        with pytest.raises(AssertionError):
            read_back(wrong)


@pytest.mark.parametrize("n", [0, 1, 21, 71, 80, 81, 200, 201, 1000, 80_000, 200_000, 200_000_000, MAX_CARDINAL])
def test_both_spellings_are_the_words_of_num2words(n):
    words = num2words(n, lang="fr")
    assert cardinal(n) == words
    assert cardinal(n, "1990") == words.replace(" ", "-")
    assert cardinal(-n) == (f"moins {words}" if n else "zéro")
    assert cardinal(-n, Spelling.RECTIFIEE) == (f"moins {words.replace(' ', '-')}" if n else "zéro")


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "une"),
        (21, "vingt et une"),
        (61, "soixante et une"),
        (71, "soixante et onze"),
        (81, "quatre-vingt-une"),
        (91, "quatre-vingt-onze"),
        (101, "cent une"),
        (1001, "mille une"),
        (21_000, "vingt et un mille"),
        (2, "deux"),
    ],
)
def test_the_feminine_is_that_of_one_when_it_comes_last(n, words):
    assert cardinal(n, feminine=True) == words


def test_every_line_of_the_reference():
    if not EUROS.exists():
        pytest.skip("reference/euros.tsv is not here")
    with EUROS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) >= 150
    for row in rows:
        value = Decimal(row["valeur"])
        assert euros_in_words(value) == row["traditionnelle"].replace("'", "’")
        assert euros_in_words(value, "1990") == row["1990"].replace("'", "’")


def test_published_amounts_and_their_words_agree():
    if not PUBLISHED.exists():
        pytest.skip("corpus/amounts.tsv is not here")
    rows = [line.split("\t")[:2] for line in PUBLISHED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(rows) >= 40
    for figures, words in rows:
        amount = Amount.parse(figures)
        clean = words.replace("cing", "cinq")  # what optical reading makes of « cinq »
        assert same_words(clean, euros_in_words(amount.valeur)), (figures, words)
        assert Amount.parse(f"{figures} ({clean})") == amount == Amount.parse(f"{clean} ({figures})")


def test_the_same_words_whatever_their_spelling():
    for typed in ("soixante et onze euros", "Soixante-et-onze Euros", "soixante onze euro", "SOIXANTE ET ONZE EUROS"):
        assert same_words(typed, "soixante et onze euros")
    assert same_words("un million euros", "un million d’euros")
    assert same_words("deux cent", "deux cents")
    for typed in ("soixante et un euros", "soixante-dix euros", "cent soixante et onze euros", "soixante et onze"):
        assert not same_words(typed, "soixante et onze euros")


@pytest.mark.parametrize("wrong", [1.0, float("nan"), float("inf"), True, False, None, "1", Decimal(1)])
def test_a_cardinal_is_an_int(wrong):
    with pytest.raises(TypeError, match="nombre entier"):
        cardinal(wrong)
    with pytest.raises(TypeError, match="nombre entier"):
        ordinal(wrong)


@pytest.mark.parametrize("wrong", [977.5, 1, True, None, "977,50"])
def test_euros_in_words_refuses_what_is_not_a_decimal(wrong):
    with pytest.raises(TypeError, match="Decimal"):
        euros_in_words(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "sNaN", "Infinity", "-Infinity", "0.001", "1.000", "1E+12", "-1000000000000"])
def test_euros_in_words_refuses_what_is_not_an_amount(wrong):
    with pytest.raises(ValueError, match="montant"):
        euros_in_words(Decimal(wrong))


@pytest.mark.parametrize("n", [MAX_CARDINAL + 1, -MAX_CARDINAL - 1])
def test_beyond_the_limit(n):
    with pytest.raises(ValueError, match="trop grand"):
        cardinal(n)


def test_an_unknown_spelling_is_refused():
    with pytest.raises(ValueError, match="1991"):
        cardinal(1, "1991")


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (3, "troisième"),
        (4, "quatrième"),
        (6, "sixième"),
        (10, "dixième"),
        (11, "onzième"),
        (19, "dix-neuvième"),
        (22, "vingt-deuxième"),
        (35, "trente-cinquième"),
        (71, "soixante et onzième"),
        (81, "quatre-vingt-unième"),
        (99, "quatre-vingt-dix-neuvième"),
        (100, "centième"),
        (200, "deux centième"),
        (2000, "deux millième"),
    ],
)
def test_ordinals_in_words(n, words):
    assert ordinal_in_words(n) == words
    assert ordinal_in_words(n, spelling="1990") == words.replace(" ", "-")
