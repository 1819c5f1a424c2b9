"""No remedy that a screen may show says what to type in a terminal."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

import actes
from actes.page.app import SCREENS, Fiche
from actes.page.remedies import SAID, remedy

SOURCE = Path(actes.__file__).parent
# What only a terminal shows, or who keeps the templates and the folder: no screen says it.
TERMINAL = ("cli", "report", "starter", "page", "office", "workspace.py", "registry/jsonschema.py", "layout")
TYPED = re.compile(
    r"(?<![\w-])--[a-z]\w+|\bactes (?:render|check|renew|list|show|explain|diff|record|report|import|open)\b"
)


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    app = Flask("actes.page")
    app.url_map.converters["fiche"] = Fiche
    for screens in SCREENS:
        app.register_blueprint(screens)
    with app.test_request_context():
        yield


@cache
def remedies() -> tuple[tuple[str, str], ...]:
    """Every text of the program that names a command or an option, but what is for who reads the code."""
    return tuple(
        (path.name, text)
        for path in sources()
        if not path.relative_to(SOURCE).as_posix().startswith(TERMINAL) and TYPED.search(path.read_text("utf-8"))
        for text in _said_in(path)
        if TYPED.search(text)
    )


def sources() -> list[Path]:
    """The files that hold words of the program."""
    return sorted(path for kind in ("*.py", "*.txt", "*.md") for path in SOURCE.rglob(kind))


def _said_in(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        yield from _texts(ast.parse(text))
    else:  # of a table, each line with those that go on
        yield from text.replace("\n  ", " ").splitlines()


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts of a tree, each whole; of its docstrings, those of rules: they are their manual."""
    if text := _words(node):
        yield "" if text.startswith("#") else text  # a comment of an entry
        return
    body = getattr(node, "body", None)
    documented = isinstance(body, list) and body and isinstance(body[0], ast.Expr) and _words(body[0].value)
    rule = any("rule(" in ast.unparse(one) for one in getattr(node, "decorator_list", ()))
    for child in ast.iter_child_nodes(node):
        if not (documented and not rule and child is body[0]):
            yield from _texts(child)


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "DEC2025-453" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_remedy_leads_to_the_page() -> None:
    found = remedies()
    assert len(found) > 20
    left = [(name, str(remedy(text))) for name, text in found if TYPED.search(str(remedy(text)))]
    assert left == []


def test_no_words_of_the_table_are_for_nothing() -> None:
    every = "".join(path.read_text("utf-8") for path in sources() if path.parent.name != "page")
    assert [written for written, *_ in SAID if not re.search(written, every)] == []


def test_a_remedy_is_escaped_and_linked() -> None:
    assert remedy("<b> ; voyez « actes check DEC2025-453 »") == (
        '&lt;b&gt;\u00a0; voyez <a href="/acte/DEC2025-453">les remarques de DEC2025-453</a>'
    )
