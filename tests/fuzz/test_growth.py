"""No expression takes more than twice the time for twice the text: a page of a hundred thousand digits stops nobody.

Every expression of the package, as the package uses it: searched for anywhere, or tried at one place.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import os
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import actes
from actes.pattern import Pattern
from actes.tasks.examine import examine_files

LONG = int(os.environ.get("ACTES_FUZZ", "0")) > 0
SHORT, LENGTH = 400, 3_000  # letters
SLOW = 0.00006  # seconds for the short text: what is worse than linear takes more
FELT = 0.003  # seconds for the long one: less cannot be measured
GROWTH = 3.2  # between two and four
TRIES = 5
PIECES = (
    *("1", "1 ", "1,", "12 345,67 € ", "20 % ", "n° 1", "1 er ", "article 1 ", "art. 1, ", "L. 2121-1 ", "2025-", "€"),
    *("a", "a ", "a-", "A ", "l'", "Nom ", "NOM", "NOM ", "M. ", "et ", "du ", "de la ", "cent ", "vingt et un "),
    *("le 1er janvier 2025 ", "soit ", "TTC, soit ", "pour ", "Entre ", "annexe 1, ", "ci-après ", "HT ", "%"),
    *("(", "« ", "- ", "; ", ". ", "| ", "_", "…", " ", "\t", "\n", "\u00a0"),
)  # fmt: skip
ACTS, MANY = Path(__file__).parents[1] / "mutations" / "acts", 12
ANYWHERE, HERE = "anywhere", "here"
AT_ONE_PLACE = {"match", "fullmatch", "then"}  # `Passage.then` tries what follows some words


@dataclass(frozen=True)
class Used:
    """An expression, who has it, and how it is used."""

    name: str
    pattern: re.Pattern[str]
    how: str

    def run(self, text: str) -> None:
        if self.how == HERE:
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        else:
            for _ in self.pattern.finditer(text):
                pass


def modules() -> Iterator[ModuleType]:
    for one in pkgutil.walk_packages(actes.__path__, "actes."):
        if not one.name.endswith("__main__"):
            yield importlib.import_module(one.name)


def within(value: Any, depth: int = 4) -> Iterator[re.Pattern[str]]:
    """The expressions in a value, and in what it holds; what stands for a request that nobody makes has none."""
    if type(value).__module__.startswith("werkzeug"):
        return
    if isinstance(value, re.Pattern | Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth:
        held: Any = ()
        if isinstance(value, Mapping):
            held = itertools.chain(value, value.values())
        elif isinstance(value, tuple | list | set | frozenset):
            held = value
        elif is_dataclass(value) and not isinstance(value, type):
            held = (getattr(value, field.name, None) for field in fields(value))
        elif isinstance(value, type) and value.__module__.startswith("actes."):
            held = vars(value).values()
        elif inspect.isfunction(value):
            held = (*(value.__defaults__ or ()), *(cell.cell_contents for cell in value.__closure__ or ()))
        for one in held:
            yield from within(one, depth - 1)


def expressions() -> list[Used]:
    """Each expression of the package once for each use: those that modules hold, and those written where they serve."""
    found: dict[tuple[str, int, str], Used] = {}
    called: dict[tuple[str, int], set[str]] = {}
    held: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    seen: set[int] = set()  # a table that others import is gone through once
    for module in modules():
        values, source = vars(module), inspect.getsource(module)
        reads = "import re\n" in source or any(isinstance(value, re.Pattern | Pattern) for value in values.values())
        nodes = list(ast.walk(ast.parse(source))) if reads else []
        methods = uses(nodes)
        for name, value in values.items():
            alone = isinstance(value, re.Pattern | Pattern)
            for pattern in within(value) if alone or id(value) not in seen else ():
                key = (pattern.pattern, pattern.flags)
                held.setdefault(key, (f"{module.__name__}.{name}", pattern))
                called.setdefault(key, set()).update(methods.get(name, ()) if alone else {ANYWHERE})
            seen.add(id(value))
        for method, pattern in written(nodes):
            how = HERE if method in AT_ONE_PLACE else ANYWHERE
            found[(pattern.pattern, pattern.flags, how)] = Used(f"{module.__name__}: {pattern.pattern}", pattern, how)
    for key, (name, pattern) in held.items():
        how = HERE if called[key] and called[key] <= AT_ONE_PLACE else ANYWHERE
        found[(*key, how)] = Used(name, pattern, how)
    return list(found.values())


def uses(nodes: list[ast.AST]) -> dict[str, set[str]]:
    """By name, the methods that are called on it; « anywhere » where it is given to something else."""
    methods: dict[str, set[str]] = {}
    seen = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            seen.add(node.value)
            methods.setdefault(node.value.id, set()).add(node.attr)
    for node in nodes:
        given = node.args if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "then" else ()
        for one in (one for one in given if isinstance(one, ast.Name)):
            seen.add(one)
            methods.setdefault(one.id, set()).add("then")
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in seen:
            methods.setdefault(node.id, set()).add(ANYWHERE)
    return methods


def written(nodes: list[ast.AST]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Expressions in a call: `re.search("…", text)`."""
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
            and node.func.attr != "compile"
        ):
            given = (*node.args[1:], *(word.value for word in node.keywords))
            names = [one.attr for one in given if isinstance(one, ast.Attribute)]
            flags = [re.RegexFlag[name] for name in names if name in re.RegexFlag.__members__]
            yield node.func.attr, re.compile(node.args[0].value, flags[0] if flags else 0)


def taken(run: Callable[[str], None], text: str) -> float:
    """The CPU time that a text takes."""
    start = time.process_time()
    run(text)
    return time.process_time() - start


def grows(run: Callable[[str], None], text: str, felt: float = FELT) -> bool:
    """Whether twice the text takes much more than twice the time, where it takes any: each time that it is tried."""
    for _ in range(TRIES):
        once = taken(run, text)
        if once <= felt or taken(run, text * 2) <= GROWTH * min(once, taken(run, text)):
            return False
    return True


def slow(used: Used, text: str) -> bool:
    """Whether a few letters take any time: what is worse than linear does."""
    return LONG or all(taken(used.run, text[:SHORT]) > SLOW for _ in range(TRIES))


def texts() -> Iterator[str]:
    """Pieces, repeated; two of them in turn and with an end of their own where there is time."""
    for piece in PIECES:
        yield piece * (LENGTH // len(piece))
    if LONG:
        for first, second in itertools.permutations(PIECES, 2):
            yield (first + second) * (LENGTH // len(first + second))


def made_while_checking(monkeypatch: pytest.MonkeyPatch) -> list[Used]:
    """The expressions that functions make when they are called, and keep: those of a check whose caches are empty."""
    for module in modules():
        for value in vars(module).values():
            if type(value).__name__ == "_lru_cache_wrapper":
                value.cache_clear()
    made: dict[tuple[str, int], Used] = {}
    compile_ = re.compile

    def spied(pattern: Any, flags: int = 0) -> re.Pattern[str]:
        compiled: re.Pattern[str] = compile_(pattern, flags)
        ours = sys._getframe(1).f_globals.get("__name__", "").startswith("actes.")
        if ours and isinstance(compiled.pattern, str):
            made[compiled.pattern, compiled.flags] = Used(f"made: {compiled.pattern}", compiled, ANYWHERE)
        return compiled

    monkeypatch.setattr(re, "compile", spied)
    examine_files(sorted(ACTS.glob("*.md"))[:MANY], date(2026, 1, 2))
    examine_files([ACTS / "deliberation-plan.md"], date(2026, 1, 2))
    monkeypatch.undo()
    return list(made.values())


def test_no_expression_is_worse_than_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    every, tried = expressions(), list(texts())
    assert len(every) > 150
    held = {(used.pattern.pattern, used.pattern.flags) for used in every}
    made = [one for one in made_while_checking(monkeypatch) if (one.pattern.pattern, one.pattern.flags) not in held]
    assert made, "functions make some too"
    every += made
    wrong = [
        f"{used.name} ({used.how}): {text[:20]!r}…"
        for used in every
        for text in tried
        if slow(used, text) and grows(used.run, text)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_worse_is_seen() -> None:
    worse = Used("", re.compile(r"\d+ €"), ANYWHERE)
    assert any(grows(worse.run, "1" * LENGTH) for _ in range(TRIES))  # a busy machine may hide it once
    assert not grows(Used("", re.compile(r"\d+ €"), HERE).run, "1" * LENGTH)
    assert not grows(Used("", re.compile(r"(?<!\d)\d+ €"), ANYWHERE).run, "1" * LENGTH)


WRITTEN = (
    *("1€", "20 % ", "le 1er janvier 2025 ", "1 000 + 2 000 = 3 000 € ", "soit 1 200,00 € TTC ", "Dupont ", "XVI"),
    *("Le lot est de 1000,00 € HT, soit 1200,00 € TTC.\n\n", "un an, soit 12 mois, ", "article 1 "),
)
HEAD = "DÉCISION N° 2025-001\n\nLe Président,\n\nDÉCIDE\n\nArticle 1 – Objet\n\n"  # nothing is read in what is no act
ACT = 6_000  # letters: two sentences of those that are cut where nobody would read on


@pytest.mark.parametrize("piece", PIECES if LONG else WRITTEN, ids=repr)
def test_no_act_takes_more_than_its_length(piece: str, tmp_path: Path) -> None:
    def checked(text: str) -> None:
        path = tmp_path / "acte.txt"
        path.write_text(HEAD + text, encoding="utf-8")
        examine_files([path], date(2026, 1, 2))

    checked(piece * 2)  # what is loaded or compiled at first use
    assert not grows(checked, piece * (ACT // len(piece)), 0.1)
