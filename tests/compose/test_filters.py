"""The page of the filters names every filter that prose may use, with true examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.compose.prose import FILTERS, OF_ACTS
from actes.jinja import parse
from actes.model.natures import TypeActe
from actes.values.filters import PAGE
from actes.values.show import show
from values.samples import SAMPLES

MANUAL = Path(__file__).parents[2] / "docs" / "filtres.md"


def test_the_page_is_current():
    assert MANUAL.read_bytes().decode("utf-8") == PAGE, "écrivez-la à nouveau : make manuals"


def test_the_page_names_every_filter():
    assert len(FILTERS) >= 27
    assert [name for name in FILTERS if f"| `{name}` | " not in PAGE] == []


@pytest.mark.parametrize("one", OF_ACTS, ids=lambda one: one.name)
def test_the_examples_are_true(one):
    pieces = parse(one.example, FILTERS).pieces({**SAMPLES, "type": TypeActe.DECISION}, show)
    assert "".join(piece.text for piece in pieces).replace("\u00a0", " ") == one.result
