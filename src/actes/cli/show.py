"""What commands print, and the exit status that goes with it; what they ask, one question a line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..values.text import on_one_line
from .streams import controls

if TYPE_CHECKING:
    from ..finding import Finding
    from ..workspace import Workspace


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


def write(workspace: Workspace, target: Path, data: bytes) -> None:
    from ..report.rendering import SAID, shown
    from ..store.writing import write_alone

    print(f"{shown(target, Path.cwd())} : {SAID[write_alone(target, data, workspace.state).outcome]}")


def ask(text: str, default: str | None, refused: Callable[[str], str]) -> str:
    """One question, a line; again, with why, while the answer will not do. `default`: what no answer means, if any."""
    while True:
        answer: str = click.prompt(text, default=default or "", show_default=bool(default), prompt_suffix=" : ")
        if not answer and default == "":
            return ""
        why = refused(answer) if answer.strip() else "il faut une réponse"
        if not why:
            return answer
        print(f"  {why}")


@contextmanager
def bar(length: int, label: str = "Actes") -> Iterator[Callable[[str], AbstractContextManager[None]]]:
    """A progress bar on a terminal, below what is printed in `with step(act):`; nothing elsewhere."""
    if length < 2 or not sys.stderr.isatty():
        yield lambda _: nullcontext()
        return
    from shutil import get_terminal_size

    screen = controls()
    with click.progressbar(
        length=length, label=label, file=screen, item_show_func=lambda act: act and on_one_line(act), show_eta=False
    ) as bar:

        @contextmanager
        def step(act: str) -> Iterator[None]:
            print(f"\r{' ' * (get_terminal_size().columns - 1)}\r", end="", file=screen, flush=True)
            yield
            bar.update(1, act)

        yield step
