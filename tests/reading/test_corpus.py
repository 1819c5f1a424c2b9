"""Real acts of other authorities, and the act 2025-453: what is recognised in each, checked by eye."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from actes.document import Kind
from actes.reading import Reading, read_file
from reading.samples import SHARED

FILES = [*sorted((SHARED / "corpus").glob("*.txt")), *sorted((SHARED / "reference" / "dec2025-453").glob("[1-4]*.md"))]
COUNTED = (Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE, Kind.TABLEAU, Kind.FORMULE, Kind.LIEU_DATE, Kind.SIGNATURE)
# visas, considérants, articles, tables, formulas, places and dates, signature blocks; lines set aside
EXPECTED = {
    "02-decision-douanes-fermeture-tabac-gorron": (2, 2, 0, 0, 1, 1, 1, 0),
    "05-arrete-pref-charges-transferees-clecrt": (6, 4, 3, 0, 1, 0, 1, 13),
    "08-arrete-subvention-ccas-laval": (6, 0, 7, 0, 1, 0, 1, 10),
    "09-acte-regie-recettes-epsms": (6, 0, 10, 0, 1, 1, 1, 12),
    "12-arrete-tarification-cer-hyvard": (11, 0, 5, 0, 1, 0, 1, 15),  # its table is laid flat out of order
    "13-arrete-tarifs-taxis-2019": (10, 0, 11, 0, 1, 0, 1, 16),  # so is this one, with wrapped labels
    "15-convention-delegation-ddfip37-53": (0, 0, 7, 0, 1, 1, 1, 18),
    "16-avenant1-programme-actions-anah": (0, 0, 0, 2, 0, 0, 0, 13),
    "19-arrete-ppr-saint-andre-reunion": (8, 0, 9, 5, 1, 0, 0, 5),  # its signature is damaged
    "24-delib-friesen-convention-prevoyance": (14, 0, 4, 0, 2, 0, 0, 5),
    "28-delib-cclo-convention-cma": (2, 2, 0, 2, 1, 0, 0, 1),
    "29-delib-cclo-initiative-oise-est-2026": (2, 2, 0, 0, 1, 0, 0, 2),
    "31-delib-cclo-avenant-sncf-voie-verte": (2, 2, 0, 0, 1, 0, 0, 1),
    "33-delib-pierrefonds-marche-espaces-verts-leader": (5, 3, 0, 0, 3, 0, 0, 3),  # three acts; a table laid flat
    "37-delib-corte-financement-centre-ancien": (4, 3, 0, 0, 2, 1, 1, 19),
    "41-arrete-municipal-cleder-stationnement": (4, 1, 3, 0, 1, 0, 0, 0),
    "1-decision": (6, 2, 4, 0, 1, 1, 1, 0),
    "2-convention": (0, 4, 9, 0, 1, 1, 1, 0),
    "3-annexe-1": (0, 0, 0, 1, 0, 0, 0, 0),
    "4-annexe-2-bon-de-commande": (0, 0, 0, 1, 0, 0, 0, 0),
}  # fmt: skip
pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not here")


@pytest.fixture(params=FILES, ids=lambda path: path.stem[:24])
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_every_file_has_its_row() -> None:
    assert {path.stem for path in FILES} == set(EXPECTED)


def test_what_is_recognised(path: Path) -> None:
    reading = read_file(path)
    counts = Counter(block.kind for block in reading.document.blocks)
    assert (*(counts[kind] for kind in COUNTED), len(reading.furniture)) == EXPECTED[path.stem]


def test_articles_are_numbered_from_1_without_a_gap(path: Path) -> None:
    labels = [block.label for block in read_file(path).document.blocks if block.kind is Kind.ARTICLE]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum() and c != "o")  # « o » may be a bullet alone


def all_text(reading: Reading) -> str:
    blocks = (*reading.document.blocks, *reading.furniture)
    return "\n".join(f"{block.marker} {block.text}" for block in blocks)


def test_no_letter_is_lost_or_made_up(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for mark in ("<sup>", "</sup>", "<b>", "</b>", "<https", "](http://www.telerecours.fr)"):
        source = source.replace(mark, "https" if mark == "<https" else "")
    assert letters(all_text(read_file(path))) == letters(source)


def test_every_place_shows_its_words(path: Path) -> None:
    """The line and column of each block are those of its first word."""
    lines = path.read_text(encoding="utf-8").replace("\f", "").split("\n")
    spans = [span for block in read_file(path).document.blocks for span in block.all_spans() if span.text.strip()]
    assert len(spans) > 10
    for span in spans:
        place = span.origin.place
        assert place.line
        assert place.column
        assert lines[place.line - 1][place.column - 1 :].strip().startswith(span.text.split()[0][:6])


def document_of(stem: str) -> Reading:
    return read_file(next(path for path in FILES if path.stem.startswith(stem)))


def test_furniture_in_the_middle_of_a_sentence_is_taken_out() -> None:
    texts = [block.text for block in document_of("24").document.blocks]
    assert any("participation des collectivités territoriales et de leurs établissements" in text for text in texts)
    assert [block.text for block in document_of("24").furniture][-3:] == [
        "COMMUNE DE FRIESEN", "PV du Conseil Municipal", "du 30/10/2025",
    ]  # fmt: skip


def test_the_receipt_is_set_aside_with_its_identifier() -> None:
    aside = [block.text for block in document_of("37").furniture]
    assert "[02B-212000962-20251030-DEL-25-10-075-DE]" in aside
    assert document_of("37").document.blocks[0].text == "25-10/075"  # the act's own number stays


def test_tables_laid_flat_have_rows_and_headings() -> None:
    table = next(block for block in document_of("28").document.blocks if block.kind is Kind.TABLEAU)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "2024", "2025", "TOTAL convention"],
        ["CMA Hauts-de-France\n(50 %)", "1 593,75 €", "6 375,00 €", "7 968,75 €"],
        ["CCLO\n(50 %)", "1 593,75 €", "6 375,00 €", "7 968,75 €"],
    ]
    assert table.rows[0].header
    assert table.rows[2].cells[3].paragraphs[0][0].origin.place.cell == "D3"


def test_a_receipt_alone_is_all_furniture() -> None:
    reading = read_file(SHARED / "reference" / "dec2025-453" / "accuse-de-reception.txt")
    assert not reading.document.blocks
    assert len(reading.furniture) == 4
