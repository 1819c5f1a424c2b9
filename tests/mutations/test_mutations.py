"""A sample of the mutants that `make mutations` draws: the check finds what contradicts, and only that."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from actes.finding import Severity
from actes.reading.files import read_bytes
from mutations.acts import findings, materials
from mutations.classes import MAKERS, mutants
from mutations.judge import JUDGES, why_eligible
from mutations.mutants import Mutant
from mutations.table import REASONS, crowded
from mutations.trial import Outcome, run

HERE = Path(__file__).parent
ACTES = ("acts.py", "found.py", "trial.py", "table.py", "__main__.py", Path(__file__).name)  # that check
JUDGE = sorted(path.name for path in HERE.glob("*.py") if path.name not in ACTES)
SAMPLE = 12  # mutants a class
REACH = 0.95


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return run(SAMPLE)


@pytest.mark.parametrize("name", JUDGE)
def test_the_judge_imports_nothing_of_actes(name: str) -> None:
    tree = ast.parse((HERE / name).read_text("utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert len(JUDGE) > 10
    assert names
    assert not [module for module in names if module.split(".")[0] in ("actes", "fixtures", "acts", "found", "trial")]


def test_every_class_is_made_and_judged(outcomes: list[Outcome]) -> None:
    assert set(MAKERS) == set(JUDGES) == {outcome.mutant.kind for outcome in outcomes}
    assert set(MAKERS) == {outcome.mutant.kind for outcome in outcomes if outcome.why}


def test_what_contradicts_is_found(outcomes: list[Outcome]) -> None:
    eligible = [outcome for outcome in outcomes if outcome.why]
    missed = [f"{o.mutant.kind} : {o.why} : {o.mutant.after} : {o.mutant.sentence}" for o in eligible if not o.found]
    assert len(eligible) > 60
    assert len(missed) <= (1 - REACH) * len(eligible), "\n".join(missed)


def test_reasons_are_sentences_of_classes() -> None:
    assert set(REASONS) <= set(MAKERS)
    assert all(reason.endswith(".") for reason in REASONS.values())


@pytest.mark.parametrize("act", materials(), ids=lambda act: act.name)
def test_no_error_on_what_was_not_changed(act: object) -> None:
    if act.name[0].isdigit():  # type: ignore[attr-defined]
        pytest.skip("tests/proof lists what the corpus has")
    errors = [f.message for f in findings(act) if f.severity is Severity.ERREUR]  # type: ignore[arg-type]
    assert errors == []


def test_a_mutant_of_a_word_file_is_read_as_changed() -> None:
    act = materials()[0]
    made = [mutant for mutant in mutants(act, "année") if act.files[mutant.file].name.endswith(".docx")]
    assert made
    for mutant in made[:5]:
        file = act.files[mutant.file]
        read = read_bytes(file.with_text(mutant.text), file.name).document.text
        assert read != read_bytes(file.data, file.name).document.text
        assert mutant.after in read


def test_the_same_mutants_each_time() -> None:
    act = materials()[0]
    assert [mutants(act, kind) for kind in MAKERS] == [mutants(act, kind) for kind in MAKERS]


def test_the_judge_is_not_blind() -> None:
    """What says nothing twice is not eligible; what does is."""
    act = next(act for act in materials() if act.name == "marche-travaux")
    text = act.files[0].text

    def mutant(kind: str, before: str, after: str) -> Mutant:
        return Mutant(kind, act, 0, text.index(before), before, after)

    assert why_eligible(mutant("chiffre d’un montant", "35 750,00", "35 150,00"))
    assert why_eligible(mutant("jour de semaine", "mercredi", "jeudi"))
    assert not why_eligible(mutant("date d’acte cité", "27", "28"))
    assert not why_eligible(mutant("durée", "deux", "trois"))


def test_a_crowded_class_is_explained(outcomes: list[Outcome]) -> None:
    assert crowded(outcomes)
    assert set(crowded(outcomes)) <= set(REASONS)
