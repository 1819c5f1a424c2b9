"""Questions on a terminal, one a line."""

from __future__ import annotations

from collections.abc import Callable

import click


def ask(text: str, default: str, refused: Callable[[str], str]) -> str:
    """One question, a line; again while the answer will not do."""
    while True:
        answer: str = click.prompt(text, default=default or None, prompt_suffix=" : ")
        why = refused(answer)
        if not why:
            return answer
        print(f"  {why}")
