"""Any words on the command line: no traceback, exit 0, 1 or 2, nothing written outside the folder.

A few hundred at each run, thousands in `make fuzz` (ACTES_FUZZ). A defect is an exception: `run` raises it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actes.cli import run
from actes.cli.tree import actes
from edges.runner import copied

ROOT = Path(__file__).parents[2]
RUNS = int(os.environ.get("ACTES_FUZZ", "150"))
FUZZ = settings(
    max_examples=RUNS, deadline=None, database=None, derandomize=RUNS < 1000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
SAID = [
    "31/12/9999", "9999-12-31", "01/01/0001", "31/12/2999", "29/02/2023", "8 juillet 2025", "", " ", "-", "--",
    "9999 ans", "0 mois", "99999999999999999999", "-1", "1e9", "NaN", "DEC2025-453", "2025-453", "453", "DEL2017-26",
    "DEC2021-331", "DEC9999-999", "../..", "nul", "con.txt", "a" * 5000, "\x1b[2J", "\u202egpj", "é", "\udce9", "\n",
    "*", "registry", "templates/decision.docx", "convention", "decision", "2025", "9999", "0", "text", "json", "ics",
    "PER101", "oui", "24 mois", "2026-077", "1 500,00", "*.docx", "collectivite",
]  # fmt: skip
# What writes elsewhere, waits for somebody, or converts by LibreOffice is no matter of words.
LEFT = {"init", "completion", "open", "ouvrir"}
ASIDE = {"--output", "--pdf", "--help"}


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        return [leaf for name, child in command.commands.items() for leaf in leaves(child, (*path, name))]
    return [] if path[0] in LEFT else [(path, command)]


LEAVES = leaves(actes)


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, ...]:
    """A command with some of its options, each with a value or without, and words that it may not expect."""
    path, command = draw(st.sampled_from(LEAVES))
    options = [option for option in command.params if isinstance(option, click.Option) and option.opts[0] not in ASIDE]
    words: list[str] = list(path)
    value = st.sampled_from(SAID) | st.text(max_size=6).filter(lambda text: "\0" not in text)
    for option in draw(st.lists(st.sampled_from(options), max_size=3)) if options else []:
        words += [draw(st.sampled_from(option.opts))] + ([] if option.is_flag else [draw(value)])
    words += draw(st.lists(value.filter(lambda text: not text.startswith("-o")), max_size=2))
    return tuple(words)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("commandes") / "actes"
    return copied(root)


def test_there_are_commands() -> None:
    assert len(LEAVES) > 12


@FUZZ
@given(words=lines())
def test_any_words(workspace: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(workspace / "registry")
    shutil.copytree(ROOT / "registry", workspace / "registry")
    monkeypatch.chdir(workspace)
    assert run(words) in (0, 1, 2)
    assert [path.name for path in workspace.parent.iterdir()] == ["actes"], "nothing is written outside the folder"
