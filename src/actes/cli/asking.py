"""Questions on a terminal, one a line."""

from __future__ import annotations

from collections.abc import Callable

import click


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
