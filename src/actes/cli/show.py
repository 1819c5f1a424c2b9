"""What commands print, and the exit status that goes with it; what they ask, one question a line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..finding import Finding
    from ..registry.load import Loaded
    from ..workspace import Workspace


OBJECT_WIDTH = 100  # characters of an object that a list shows


def say(text: str, json: bool) -> None:
    """Print what a person reads; what a program does, in UTF-8 whatever the screen."""
    if json:
        sys.stdout.buffer.write(f"{text}\n".encode())
    else:
        print(text)


def show_findings(findings: Iterable[Finding]) -> None:
    """Findings go to standard error: standard output says what was done."""
    from ..report.text import report

    text = report(findings)
    if text:
        print(text, file=sys.stderr)


def show_register(loaded: Loaded) -> int:
    """The acts in order, then what is wrong with the register (1 then)."""
    from ..report.listings import rows_of
    from ..report.rendering import columns

    register = loaded.register
    if register is not None:
        acts = register.actes
        rows = rows_of(register, sorted(acts, key=lambda name: (acts[name].numero, name)), OBJECT_WIDTH)
        print(columns(rows) if rows else "Le registre est vide.")
    show_findings(loaded.findings)
    return 1 if loaded.findings else 0


def show_templates(files: Sequence[Path], folder: Path, absent: Iterable[Finding] = ()) -> int:
    """What is wrong with each template, those that are missing too; 1 when something must be done."""
    from ..finding import errors_of
    from ..layout.template_check import check_template
    from ..report.rendering import shown
    from ..report.text import UNSIGNED, counted, verdict_of
    from ..store.problems import data_of

    findings = list(absent)
    for path in files:
        found = check_template(data_of(path), shown(path.absolute(), folder))
        said = verdict_of(counted(found), UNSIGNED) if found else "rien à corriger"
        print(f"{shown(path.absolute(), folder)} : {said}")
        findings += found
    show_findings(findings)
    if len(files) > 1 and findings:
        print(f"Au total : {verdict_of(counted(findings), UNSIGNED)}")
    return 1 if errors_of(findings) else 0


def write(workspace: Workspace, target: Path, data: bytes) -> None:
    """Write a file, and say so."""
    from ..report.rendering import SAID, shown
    from ..store import write_alone

    print(f"{shown(target, Path.cwd())} : {SAID[write_alone(target, data, workspace.state).outcome]}")


def ask(text: str, default: str | None, refused: Callable[[str], str]) -> str:
    """One question, a line; again while the answer will not do. `default` is what no answer means; None: again."""
    while True:
        answer: str = click.prompt(text, default=default, show_default=bool(default), prompt_suffix=" : ")
        if not answer and default == "":
            return ""
        why = refused(answer)
        if not why:
            return answer
        print(f"  {why}")
