"""What was learnt of acts met for the first time is kept: the same errors found, as few false alarms, set by set.

How good the check is, only a new set says (docs/verification.md); these say that nothing of it was lost. What is missed
proves nothing here: `make sight` tries it, and writes what is found since.
"""

from __future__ import annotations

import pytest
import yaml

from sight.sets import KNOWN, acts_of, seen, sets

FIGURES = yaml.safe_load(KNOWN.read_text("utf-8"))

MISSED = {name: one["missed"].split() for name, one in FIGURES.items()}


def test_every_set_is_known() -> None:
    assert set(FIGURES) == set(sets())
    for name, missed in MISSED.items():
        assert set(missed) <= {error.name for act in acts_of(name) for error in act.errors}, name


@pytest.mark.parametrize("name", sets())
def test_an_error_stands_once_in_its_act(name: str) -> None:
    for act in acts_of(name):
        assert [error.was for error in act.errors if act.text.count(error.was) != 1] == [], act.name
        assert all(error.now != error.was for error in act.errors), act.name


@pytest.mark.parametrize("name", sets())
def test_nothing_learnt_is_lost(name: str) -> None:
    every = [seen(act.without(MISSED[name])) for act in acts_of(name)]
    lost = [f"{one.name}: {one.was} -> {one.now}" for act in every for one in act.missed]
    assert not lost, "\n".join(lost)
    told = [f"{one.of.name} {said}" for one in every for said in one.false]
    assert len(told) <= FIGURES[name]["alarms"], "\n".join(told)
