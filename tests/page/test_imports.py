"""A screen does what a command does, by the same function: it reaches no rule, no store, no register by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[2] / "src" / "actes" / "page"
BELOW = {"tasks", "starter"}  # what commands call too
VALUES = {"values", "document", "finding"}  # what these give back
TOOLS = {"frozen", "pattern"}  # of the language, rather than of acts
SCHEMA = {"model.changes"}  # what can be done to the fields of an entry


def imported(source: str) -> Iterator[str]:
    """The modules of ours, outside of the page, that a module of it imports, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level == 2:
            yield from [node.module] if node.module else [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom | ast.Import):
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            yield from (name.removeprefix("actes.") for name in named if name.startswith("actes."))


def test_the_page_stands_on_tasks_only() -> None:
    every = {name for path in PAGE.glob("*.py") for name in imported(path.read_text("utf-8"))}
    assert {name.partition(".")[0] for name in every} >= BELOW | VALUES
    assert {name for name in every if name.partition(".")[0] not in BELOW | VALUES | TOOLS} == SCHEMA


def test_an_import_is_seen_wherever_it_is() -> None:
    code = "from ..rules import vat\nfrom .. import check\nimport actes.store\ndef f():\n from actes.store import x"
    assert list(imported(code)) == ["rules", "check", "store", "store"]
