"""Numbers of acts, of bodies, of accounts, of receipts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.values.actnumber import ActNumber
from actes.values.identifiers import Bic, Iban, Siren, Siret, TvaNumber
from actes.values.receipt import Receipt

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "year", "rank", "code"),
    [
        ("2025-453", 2025, 453, "2025-453"),
        ("n° 2025-453", 2025, 453, "2025-453"),
        ("N°2025-453", 2025, 453, "2025-453"),
        ("2022-054", 2022, 54, "2022-054"),
        ("2017-26", 2017, 26, "2017-26"),
        ("2025/12", 2025, 12, "2025-12"),
        ("2025_12", 2025, 12, "2025-12"),
        (" 2025 - 12 ", 2025, 12, "2025-12"),
        ("2025-12 BIS", 2025, 12, "2025-12 bis"),
        ("2025-12ter", 2025, 12, "2025-12 ter"),
    ],
)
def test_numbers_of_acts(text, year, rank, code):
    number = ActNumber.parse(text)
    assert (number.annee, number.rang, number.code) == (year, rank, code)
    assert str(number) == f"n° {code}".replace(" ", NBSP)
    assert ActNumber.parse(str(number)) == number


def test_numbers_of_acts_are_ordered_and_leading_zeros_do_not_count():
    numbers = [ActNumber.parse(text) for text in ("2025-453", "2022-054", "2025-45", "2025-45 bis")]
    assert [n.code for n in sorted(numbers)] == ["2022-054", "2025-45", "2025-45 bis", "2025-453"]
    assert {ActNumber.parse("2022-054"), ActNumber.parse("2022-54")} == {ActNumber.parse("2022-54")}
    assert ActNumber.parse("2022-54 bis") != ActNumber.parse("2022-54")


@pytest.mark.parametrize(
    "wrong", ["", "0", "2025-", "2025-0", "25-453", "2025-453-1", "2025-453 a", "2025-123456", "123456"]
)
def test_what_is_not_a_number_of_an_act(wrong):
    with pytest.raises(ValueError, match="écrivez par exemple 2025-453"):
        ActNumber.parse(wrong)


def test_numbers_of_a_series_that_never_starts_again():
    number = ActNumber.parse("n° 0453 bis")
    assert (number.annee, number.rang, number.code, str(number)) == (0, 453, "0453 bis", f"n°{NBSP}0453{NBSP}bis")
    assert ActNumber.parse(str(number)) == number


def test_a_number_is_the_same_however_it_is_written():
    number = ActNumber(2025, 12, separateur="/")
    assert (number.code, str(number)) == ("2025-12", f"n°{NBSP}2025/12")
    assert number == ActNumber.parse("2025-12") == ActNumber.parse("2025_12")


VALID = [
    (Siren, "200066660", "200 066 660"), (Siren, "779 074 822", "779 074 822"), (Siren, "345.039.416", "345 039 416"),
    (Siret, "77907482200049", "779 074 822 00049"), (Siret, "779.074.822.00049", "779 074 822 00049"),
    (Siret, "35600000000048", "356 000 000 00048"), (Siret, "356 000 000 49837", "356 000 000 49837"),
    (TvaNumber, "FR69779074822", "FR69779074822"), (TvaNumber, "fr 69 779 074 822", "FR69779074822"),
    (TvaNumber, "DE136695976", "DE136695976"),
    (Iban, "FR76 3000 4006 1700 0100 5810 280", "FR76 3000 4006 1700 0100 5810 280"),
    (Iban, "fr7630004006170001005810280", "FR76 3000 4006 1700 0100 5810 280"),
    (Bic, "BNPAFRPPXXX", "BNPAFRPPXXX"), (Bic, "bnpafrpp", "BNPAFRPP"), (Bic, "BNPAPR33XXX", "BNPAPR33XXX"),
]  # fmt: skip
WRONG_KEY = "clé fausse"
INVALID = [
    (Siren, "200066661", WRONG_KEY), (Siren, "20006666", "longueur"), (Siren, "20006666A", "ne s'écrit pas"),
    (Siren, "", "s'écrit|longueur"), (Siren, "２00066661", WRONG_KEY), (Siren, "٢00066660", "s'écrit|longueur"),
    (Siret, "345 039 416 00055", WRONG_KEY), (Siret, "779074822", "longueur"), (Siret, "35600000049838", WRONG_KEY),
    (TvaNumber, "FR69779074922", WRONG_KEY), (TvaNumber, "FR69", "ne s'écrit pas"),
    (TvaNumber, "ZZ69779074822", "pays"),
    (Iban, "FR7630004006170001005810281", WRONG_KEY), (Iban, "FR76", "IBAN"),
    (Iban, "ZZ7630004006170001005810280", "IBAN"),
    (Bic, "BNPA", "longueur"), (Bic, "BNPAZZPP", "pays inconnu"), (Bic, "BNP1FRPP", "ne s'écrit pas"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "shown"), VALID)
def test_valid_identifiers(kind, text, shown):
    value = kind.parse(text)
    assert str(value) == shown.replace(" ", NBSP)
    assert kind.parse(str(value)) == value
    assert kind.parse(value.numero) == value


@pytest.mark.parametrize(("kind", "text", "why"), INVALID)
def test_invalid_identifiers_with_the_reason(kind, text, why):
    with pytest.raises(ValueError, match=f"(?:{why}).* ; écrivez par exemple"):
        kind.parse(text)


@pytest.mark.parametrize("kind", [Siren, Siret, TvaNumber, Iban, Bic, ActNumber, Receipt])
def test_an_identifier_is_read_from_a_text(kind):
    with pytest.raises(TypeError, match="un texte est attendu"):
        kind.parse(200066660)


@given(st.sampled_from(["200066660", "779074822", "345039416"]), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_seen(number, index, shift):
    wrong = number[:index] + str((int(number[index]) + shift) % 10) + number[index + 1 :]
    with pytest.raises(ValueError, match=WRONG_KEY):
        Siren.parse(wrong)


def test_what_identifiers_hold():
    assert Siret.parse("77907482200049").siren == Siren.parse("779074822")
    assert Siren.parse("779074822").tva == TvaNumber.parse("FR69779074822")
    assert Siren.parse("200066660").tva == TvaNumber.parse(Siren.parse("200066660").tva.numero)
    assert TvaNumber.parse("FR69779074822").siren == Siren.parse("779074822")
    assert TvaNumber.parse("DE136695976").siren is None
    assert Iban.parse("FR76 3000 4006 1700 0100 5810 280").pays == "FR"
    assert Bic.parse("BNPAPR33XXX").pays == "PR"


@pytest.mark.parametrize(
    ("text", "number", "nature"),
    [
        ("015-200066660-20250708-DEC2025-453-AU", "DEC2025-453", "AU"),
        ("015-200066660-20250708-DEC2025_453-DE", "DEC2025_453", "DE"),
        ("034-000000000-20241209-20241209_MR02-DE", "20241209_MR02", "DE"),
        ("02A-200066660-20250708-1-CC", "1", "CC"),
        ("971-200066660-20250708-A 1-AR", "A 1", "AR"),
    ],
)
def test_receipts(text, number, nature):
    receipt = Receipt.parse(text)
    assert (receipt.numero, receipt.nature, str(receipt)) == (number, nature, text)


def test_the_receipt_of_the_act():
    receipt = Receipt.parse(" 015-200066660-20250708-DEC2025-453-AU\n")
    assert (receipt.departement, receipt.siren, receipt.date) == ("015", Siren("200066660"), date(2025, 7, 8))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("", "n'est pas un identifiant"),
        ("15-200066660-20250708-DEC2025-453-AU", "n'est pas un identifiant"),
        ("015-200066660-20250708--AU", "n'est pas un identifiant"),
        ("015-200066660-20250708-DEC2025-453-XX", "n'est pas un identifiant"),
        ("015-200066660-20250708-DEC2025-453-numero-AU", "n'est pas un identifiant"),
        ("015-200066660-20250231-DEC2025-453-AU", "20250231 n'existe pas"),
        ("015-200066661-20250708-DEC2025-453-AU", WRONG_KEY),
    ],
)
def test_what_is_not_a_receipt(wrong, why):
    with pytest.raises(ValueError, match=why):
        Receipt.parse(wrong)
