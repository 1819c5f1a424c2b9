"""Imports point down, the core is pure, start-up is small. Each check counts what it looked at."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "actes"
HERE = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}  # this clone, whatever is installed
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]
LAYERS = [name.strip(" ()") for line in CONTRACTS[0]["layers"] for name in line.split("|")]
# Everything below the first module of the core.
FIRST_OF_CORE = "renew"
CORE = LAYERS[LAYERS.index(FIRST_OF_CORE) :]
IMPURE = {
    "os",
    "pathlib",
    "io",
    "sys",
    "time",
    "subprocess",
    "socket",
    "tempfile",
    "shutil",
    "random",
    "secrets",
    "glob",
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}
CHANGING = {"append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "add", "discard", "sort"}
CLOCKS = {"now", "today", "utcnow", "time", "localtime"}


def modules(*names: str) -> Iterator[Path]:
    """The files of these modules of `actes`, packages whole."""
    for name in names:
        path = SRC / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [f for f in [path.with_suffix(".py")] if f.exists()]


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every module of ours, parsed once."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SRC.rglob("*.py")}


def impurities(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in IMPURE]
        elif isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in IMPURE:
            found.append(node.module)
        elif isinstance(node, ast.Call):
            call = node.func
            if isinstance(call, ast.Name) and call.id in IMPURE_CALLS:
                found.append(f"{call.id}()")
            elif isinstance(call, ast.Attribute) and call.attr in CLOCKS:
                found.append(f".{call.attr}()")
    return found


def changed_globals(tree: ast.Module) -> list[str]:
    """Names of a module that one of its functions binds anew or changes in place."""
    names = {t.id for node in tree.body for t in _targets(node) if isinstance(t, ast.Name)}
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    ]
    found = []
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Global):
            found += node.names
        changed = [t for t in _targets(node) if isinstance(t, ast.Subscript | ast.Attribute)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            changed.append(node.func)
        found += [t.value.id for t in changed if isinstance(t.value, ast.Name) and t.value.id in names]
    return found


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign | ast.Delete):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else []


def names_of(body: list[ast.stmt]) -> set[str]:
    """What a module defines at its top: not what it imports."""
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    targets = (inner for node in body for target in _targets(node) for inner in ast.walk(target))
    return defined | {node.id for node in targets if isinstance(node, ast.Name)}


def borrowed(path: Path, tree: ast.Module, defined: dict[Path, set[str]]) -> Iterator[str]:
    """What a module imports from one of ours that has only imported it; what a package gives is its own affair."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level and node.module:
            source = path.parents[node.level - 1].joinpath(*node.module.split(".")).with_suffix(".py")
            if source in defined:
                yield from (f"{source.stem}.{alias.name}" for alias in node.names if alias.name not in defined[source])


def test_a_name_is_imported_from_where_it_is_defined(trees: dict[Path, ast.Module]) -> None:
    defined = {path: names_of(tree.body) for path, tree in trees.items()}
    assert len(defined) > 100
    found = {str(path.relative_to(SRC)): list(borrowed(path, tree, defined)) for path, tree in trees.items()}
    assert {name: what for name, what in found.items() if what} == {}


def test_coverage_counts_the_core_and_nothing_else() -> None:
    counted = PYPROJECT["tool"]["coverage"]["report"]["include"]
    assert {Path(one.removesuffix("/*")).stem for one in counted} == set(CORE)


def test_imports_point_down() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        env=HERE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


# What a screen may name beside what `tasks` and `starter` do, as a command: they give back these values.
UNDER_THE_PAGE = ("tasks", "starter", "values", "document", "finding", "frozen", "pattern", "model.edits")


def above(tree: ast.Module) -> Iterator[str]:
    """What a module of a package of ours imports from outside of its package: « tasks.desk », « values.dates »."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 2:
            yield from ([node.module] if node.module else [alias.name for alias in node.names])
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            yield from (name.removeprefix("actes.") for name in names if name.split(".")[0] == "actes")


def test_the_page_stands_on_tasks(trees: dict[Path, ast.Module]) -> None:
    files = list(modules("page"))
    assert len(files) > 5
    found = {name for path in files for name in above(trees[path])}
    assert len(found) > 3
    assert [name for name in found if not f"{name}.".startswith(tuple(f"{one}." for one in UNDER_THE_PAGE))] == []


def test_the_core_is_pure(trees: dict[Path, ast.Module]) -> None:
    files = list(modules(*CORE))
    assert len(files) > 20
    found = {str(f.relative_to(SRC)): impurities(trees[f]) for f in files}
    assert {name: what for name, what in found.items() if what} == {}


def test_no_module_keeps_state(trees: dict[Path, ast.Module]) -> None:
    files = list(modules(*CORE))
    assert len(files) > 20
    found = {str(f.relative_to(SRC)): changed_globals(trees[f]) for f in files}
    assert {name: what for name, what in found.items() if what} == {}


def test_an_import_is_seen_wherever_it_is() -> None:
    code = "from ..rules import vat\nfrom .. import check\nimport actes.store\ndef f():\n from actes.store import x"
    assert list(above(ast.parse(code))) == ["rules", "check", "store", "store"]


@pytest.mark.parametrize(
    "source",
    [
        "import os.path",
        "from pathlib import Path",
        "print('x')",
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now()",
        "def f():\n    return open('x')",
    ],
)
def test_an_impurity_is_seen(source: str) -> None:
    assert impurities(ast.parse(source))


@pytest.mark.parametrize(
    "line", ["A.append(1)", "A[0] = 1", "del A[0]", "A[0] += 1", "A.field = 1", "global A", "A.setdefault(1, 2)"]
)
def test_state_is_seen(line: str) -> None:
    assert changed_globals(ast.parse(f"A = make()\ndef f():\n    {line}")) == ["A"]
    assert changed_globals(ast.parse(f"def f(A):\n    {line.replace('global A', 'pass')}")) == []


def test_only_the_command_line_prints(trees: dict[Path, ast.Module]) -> None:
    files = [f for f in trees if f.relative_to(SRC).parts[0] != "cli"]
    assert len(files) > 30
    printing = [
        str(f.relative_to(SRC))
        for f in files
        for node in ast.walk(trees[f])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "exit")
    ]
    assert printing == []


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_start_up_loads_nothing_heavy(argument: str) -> None:
    """Counting modules says what timing says, without its noise."""
    heavy = (
        "babel",
        "flask",
        "waitress",
        "num2words",
        "docxtpl",
        "docx",
        "jinja2",
        "lxml",
        "markdown_it",
        "yaml",
        "stdnum",
        "difflib",
    )
    heavy += (
        "actes.finding",
        "actes.store",
        "actes.report",
        "actes.registry",
        "actes.model",
        "hashlib",
        "json",
        "tempfile",
        "ssl",
    )
    script = f"import sys\nfrom actes.cli import main\ntry:\n    main([{argument!r}])\nexcept SystemExit:\n    pass\n"
    script += f"print([m for m in {heavy!r} if m in sys.modules])"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=HERE)
    assert "actes" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_lower_bounds_are_met() -> None:
    """What is installed here is what the tests vouch for: no bound above it, and every dependency has one."""
    from importlib.metadata import version

    from packaging.requirements import Requirement

    project = PYPROJECT["project"]
    requirements = [Requirement(r) for r in (*project["dependencies"], *project["optional-dependencies"]["dev"])]
    assert len(requirements) > 15
    assert [r.name for r in requirements if not r.specifier] == []
    assert [r.name for r in requirements if version(r.name) not in r.specifier] == []
