"""What was learnt of acts met for the first time is kept: as many errors found, as few false alarms, set by set.

How good the check is, only a new set says (docs/verification.md); these say that nothing of it was lost.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sight.sets import acts_of, seen, sets

KNOWN = yaml.safe_load(Path(__file__).with_name("known.yml").read_text("utf-8"))


def test_every_set_is_known() -> None:
    assert set(KNOWN) == set(sets())


@pytest.mark.parametrize("name", sets())
def test_an_error_stands_once_in_its_act(name: str) -> None:
    for act in acts_of(name):
        assert [error.was for error in act.errors if act.text.count(error.was) != 1] == [], act.name
        assert all(error.now != error.was for error in act.errors), act.name


@pytest.mark.parametrize("name", sets())
def test_nothing_learnt_is_lost(name: str) -> None:
    every = [seen(act) for act in acts_of(name)]
    assert sum(sum(one.found) for one in every) >= KNOWN[name]["found"]
    told = [f"{one.of.name} {said}" for one in every for said in one.false]
    assert len(told) <= KNOWN[name]["alarms"], "\n".join(told)
