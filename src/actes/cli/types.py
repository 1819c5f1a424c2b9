"""What arguments and options hold: read as people type it, completed by the Tab key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day in any form that an entry accepts: « 8 juillet 2025 », 08/07/2025, 2025-07-08."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from ..values.dates import parse_date

        if isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Act(click.ParamType[str]):
    """An act of the register, as it was typed."""

    name = "acte"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        return list(_acts(ctx, incomplete))


class ActOrFile(click.Path):
    """An act of the register, or a file."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        return [*super().shell_complete(ctx, param, incomplete), *_acts(ctx, incomplete)]


class Model(click.ParamType[str]):
    """A model of `actes new`."""

    name = "modèle"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        from click.shell_completion import CompletionItem

        from ..starter.models import model_names

        return [CompletionItem(name) for name in model_names() if name.startswith(incomplete)]


def _acts(ctx: click.Context, incomplete: str) -> Iterator[CompletionItem[Any]]:
    """The acts whose name or number starts so, by the names of their files: nothing is read."""
    from click.shell_completion import CompletionItem

    from ..finding import CannotGoOn
    from ..registry.folder import LETTERS, entries
    from ..workspace import find_workspace

    try:
        names = entries(find_workspace(Path.cwd(), ctx.find_root().params.get("chosen")).registry)
    except (CannotGoOn, OSError):
        return
    start = incomplete.upper()
    for name in names:
        if name.upper().startswith(start) or name.upper().lstrip(LETTERS).startswith(start):
            yield CompletionItem(name)


DAY = Day()
ACT = Act()
ACT_OR_FILE = ActOrFile(path_type=Path, readable=False)  # click would say it in English
MODEL = Model()


def form_option(**more: str) -> Callable[[F], F]:
    """`--format`: text for a person, JSON for a program, and `more` forms by their name."""
    forms = {"text": "à lire", "json": "pour un programme", **more}
    return click.option(
        "--format",
        "--forme",
        "form",
        type=click.Choice(list(forms)),
        default="text",
        metavar="|".join(forms),
        help=f"Forme de la réponse : {' ; '.join(f'{name}, {what}' for name, what in forms.items())}.",
    )
