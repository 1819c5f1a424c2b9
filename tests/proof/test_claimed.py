"""What is read of real acts, whole tables of it, read by eye before they were accepted (skipped where acts are absent).

To accept a change: run this file with ACTES_ACCEPT=1, then read the difference row by row before it is committed. Names
of people and bodies are kept by their initials, identifiers not at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actes.claims.rows import Row, Sort, rows
from actes.context import Context
from actes.figures.network import relations
from actes.report.claimed import claimed_text, role_of, value_of
from actes.tasks.examine import contexts_of
from rules.support import CORPUS, context, entry_context, reference_context

GOLDEN = Path(__file__).with_name("claimed")
TODAY = date(2026, 11, 24)
FILES = sorted(CORPUS.glob("*.txt")) if CORPUS.is_dir() else []
NAMES = [path.name for path in FILES]


def masked(row: Row) -> Row:
    """A row without the name or the number that it holds."""
    if row.sort not in (Sort.WHO, Sort.IDENTIFIER):
        return row
    value = "…" if row.sort is Sort.IDENTIFIER else _initials(str(row.value))
    return replace(row, value=value, owner=_initials(row.owner))


def _initials(words: str) -> str:
    return re.sub(r"(\w)[\w’'-]*", r"\1.", words)


def accept(name: str, act: Context) -> None:
    """What is read of an act is what was accepted."""
    path = GOLDEN / f"{name}.txt"
    said = claimed_text(name, [masked(row) for row in rows(act)], relations(act)).replace("\u00a0", " ")
    text = re.sub(r"(?<=\S) {2,}", " | ", said) + "\n"  # one row more changes no other line
    if os.environ.get("ACTES_ACCEPT"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_real_act(path: Path) -> None:
    (((_, act),), refused) = contexts_of([path], TODAY, together=False)
    assert not refused
    accept(path.stem, act)


def test_the_act_as_its_entry_says_it() -> None:
    accept("dec2025-453-fiche", entry_context("DEC2025-453", (), TODAY, Path()))


def test_the_act_as_its_four_files_say_it() -> None:
    accept("dec2025-453-fichiers", reference_context())


def test_no_table_is_left_over() -> None:
    kept = {path.stem for path in GOLDEN.iterdir()}
    assert {"dec2025-453-fiche", "dec2025-453-fichiers"} <= kept
    if FILES:
        assert kept - {"dec2025-453-fiche", "dec2025-453-fichiers"} == {path.stem for path in FILES}


CASES = {
    "La convention dure deux ans. La commune verse 3 000 € à l'association.": [
        "2 ans durée (contrat)",
        "3 000,00 € non dit",
    ],
    "# Durée\n\nLa salle de 120 m² est louée 3 000 €.": ["120 m² non dit", "3 000,00 € non dit"],
    "Le siège est 12 rue du Pont, BP 30, 72006 Le Mans cedex 1.": [],
    "La commune prend en charge 50 % du coût des travaux.": ["50 % non dit"],
    "Une pénalité de 50 € est due. Elle est payée dans un délai de 15 jours.": ["50,00 € pénalité", "15 jours délai"],
    "Le terrain de 121 000m² est vendu 365 000 €.": ["121 000 m² non dit", "365 000,00 € non dit"],
    "Le guichet 00459 est ouvert 08h-12h.": [],
    "La convention est établie en 3 exemplaires.": ["3 exemplaires non dit"],
    "La jauge est de 300 personnes pour un prix de 12 €.": ["300 personnes jauge", "12,00 € prix"],
}


@pytest.mark.parametrize("text", CASES)
def test_a_value_is_what_it_may_be(text: str) -> None:
    """No amount lasts, no count is paid, no address counts."""
    read = context({"texte": text}, Path())
    assert isinstance(read, Context)
    assert list(_said(read)) == CASES[text]


def _said(act: Context) -> Iterator[str]:
    for row in rows(act):
        if row.sort is not Sort.WHO:
            yield f"{value_of(row)} {role_of(row)}".replace("\u00a0", " ")
