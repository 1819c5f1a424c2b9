"""The values stay cheap to import, free of floats, and every public function is documented."""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import actes.values

ROOT = Path(actes.values.__file__).parent
MODULES = sorted(
    ".".join(("actes", "values", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for path in ROOT.rglob("*.py")
)
FORMS = (
    *("actnumber", "dates", "dateshift", "durations", "exact", "grammar", "identifiers", "money", "money_text"),
    *("ordinals", "percent", "periods", "receipt", "show", "titles", "words"),
)


def test_heavy_libraries_wait_until_they_are_needed():
    code = (
        f"import sys, importlib; [importlib.import_module(name) for name in {MODULES!r}]; "
        "print(sorted({'babel', 'num2words', 'stdnum', 'jinja2', 'lxml', 'yaml'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT.parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=environment
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_no_float_no_clock_no_files(name):
    tree = ast.parse(Path(importlib.import_module(name).__file__ or "").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), ast.unparse(node)
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"float", "open", "print", "date.today", "datetime.now"}
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            # a division is exact only between fractions
            assert name.rpartition(".")[2] in ("money", "percent"), ast.unparse(node)


def test_value_modules_show_good_and_bad_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    for name in (f"actes.values.{form}" for form in FORMS):
        examples = [example for test in finder.find(importlib.import_module(name)) for example in test.examples]
        assert any(example.exc_msg is None for example in examples), name
        assert any(example.exc_msg is not None for example in examples), name
