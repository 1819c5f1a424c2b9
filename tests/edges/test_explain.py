"""`actes explain` knows every code that the program can print."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.problems import KINDS
from actes.rules.former import FORMER
from actes.tasks.explain import manuals
from edges.runner import ROOT, Ran

Run = Callable[..., Ran]
CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
OTHERS = {"ANN", "DIF", "DOS", "ECA", "FIC", "LEC", "MOD", "PDF", "REG"}


def in_source() -> set[str]:
    """The codes that stand in the code as a whole string: not those that a docstring quotes."""
    modules = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "src").rglob("*.py")]
    strings = (node.value for module in modules for node in ast.walk(module) if isinstance(node, ast.Constant))
    return {text for text in strings if isinstance(text, str) and CODE.fullmatch(text)}


def test_every_code_of_the_program_is_explained_and_no_other() -> None:
    found = in_source()
    assert {code[:3] for code in found} > OTHERS
    assert found == {code for code, _, _ in manuals()} | set(FORMER)


def test_a_former_code_is_explained_by_the_rule_that_says_the_same(tmp_path: Path, actes: Run) -> None:
    known = {code for code, _, _ in manuals()}
    assert FORMER
    assert not set(FORMER) & known
    assert {code for _, code in FORMER.values()} <= known
    assert actes(tmp_path, "explain", "part-et-tout").out.startswith("MNT103")


def test_every_manual_says_something() -> None:
    known = list(manuals())
    assert len({code for code, _, _ in known}) == len(known) > 200
    for code, name, text in known:
        title, words = text.split("\n\n", 1)
        assert title.startswith(f"{code} {name}")
        assert len(words) > 30, code


@pytest.mark.parametrize(
    "code", ["PER101", "reg101", "FIC101", "PDF101", "LEC301", "ECA101", "ANN101", "MOD104", "DIF101"]
)
def test_a_code_of_each_kind(code: str, tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "explain", code)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(code.upper())


def test_a_name_that_several_codes_have(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "expliquer", "fichier-introuvable")
    assert ran.out.startswith("LEC100") or ran.out.startswith("FIC108")
    assert {"LEC100", "FIC108"} <= set(CODE.findall(ran.out))


@pytest.mark.parametrize(
    ("typed", "meant"), [("REG99", "REG"), ("fichier-ouver", "fichier-ouvert"), ("PER1O1", "PER101")]
)
def test_a_mistyped_code_gets_a_suggestion(typed: str, meant: str, tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "explain", typed)
    assert ran.status == 2
    assert f"le code « {typed} » n'existe pas" in ran.err
    assert meant in ran.err.split("vouliez-vous dire")[1]


def test_the_table_of_loading_errors_is_in_it() -> None:
    assert {kind.code for kind in KINDS.values()} <= {code for code, _, _ in manuals()}
