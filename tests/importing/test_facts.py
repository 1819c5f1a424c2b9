"""The facts of our own acts, read again in their Word files, are those of the entries that they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from actes.importing.types import Taken
from actes.model.acte import Acte
from actes.model.people import Tiers
from actes.model.register import Register
from actes.registry.reader import read_text
from importing.facts import Facts, facts_of, tiers_facts
from importing.support import ACTS, HERE, empty, files, imported, register

# By act: facts that no file says (`absent`), and those that are said and not read (`missed`).
KNOWN: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "missed.yaml").read_text(encoding="utf-8"))


def loaded(taken: Taken, known: Register) -> tuple[Acte, Register]:
    """The entry and all that came with it, read as the register reads them."""

    def one(text: str, cls: type[Any]) -> Any:
        value, _, findings = read_text(text, cls, "fiche.yaml")
        assert value is not None, (findings, text)
        return value

    acts = {**known.actes, **{name: one(text, Acte) for name, text in taken.acts.items()}}
    acts[taken.identifier] = one(taken.entry, Acte)
    tiers = {**known.tiers, **{name: one(text, Tiers) for name, text in taken.tiers.items()}}
    return acts[taken.identifier], Register(known.collectivite, acts, tiers, {}, set(acts))


def compared(ours: Facts, theirs: Facts) -> Iterator[tuple[str, str]]:
    """What is missed, and what is wrong: another value, or a fact that the entry does not have."""
    for path, value in ours.items():
        if path not in theirs:
            yield "missed", path
        elif theirs[path] != value:
            yield "wrong", f"{path}: {theirs[path]!r} for {value!r}"
    for path in theirs:
        if path not in ours:
            yield "wrong", f"{path}: {theirs[path]!r} for nothing"


def all_facts(taken: Taken, workspace: str, act: str) -> tuple[list[str], list[str], int]:
    """What is wrong, what is missed, and how many facts there are, of the entry, of its parties, of what it cites."""
    known, whole = empty(workspace), register(workspace)
    entry, imported_register = loaded(taken, known)
    own = whole.actes[act]
    ours = facts_of(own, whole)
    found = list(compared(ours, facts_of(entry, imported_register)))
    count = len(ours)
    bodies = {body.nom: body for body in whole.tiers.values()}
    for name, body in imported_register.tiers.items():
        facts = tiers_facts(bodies[body.nom], own.jour) if body.nom in bodies else {}
        found += [(sort, f"tiers/{name}.{told}") for sort, told in compared(facts, tiers_facts(body, own.jour))]
        count += len(facts)
    for name in own.cited():
        facts = facts_of(whole.actes[name], whole)
        cited = facts_of(imported_register.actes[name], imported_register) if name in imported_register.actes else {}
        by_visa = {key: value for key, value in facts.items() if key in ("numero", "type", "delegation")}
        said = {key: cited[key] for key in by_visa if key in cited}
        found += [(sort, f"{name}.{told}") for sort, told in compared(by_visa, said)]
        count += len(by_visa)
    return [told for sort, told in found if sort == "wrong"], [told for sort, told in found if sort == "missed"], count


def all_of(workspace: str, act: str) -> tuple[list[str], list[str], int]:
    return all_facts(imported(files(workspace, act), empty(workspace)), workspace, act)


@pytest.mark.parametrize(("workspace", "act"), ACTS)
def test_no_fact_is_wrong_and_what_is_missed_is_known(workspace: str, act: str) -> None:
    wrong, missed, count = all_of(workspace, act)
    assert wrong == []
    told = KNOWN.get(act, {})
    assert sorted(missed) == sorted([*told.get("absent", []), *told.get("missed", [])])
    assert count > 8


def test_nearly_all_is_found() -> None:
    whole = sum(all_of(*one)[2] for one in ACTS)
    absent = sum(len(one.get("absent", [])) for one in KNOWN.values())
    missed = sum(len(one.get("missed", [])) for one in KNOWN.values())
    assert 0 < missed <= 0.05 * (whole - absent)
