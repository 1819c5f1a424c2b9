"""click, in French: help, aliases, suggestions, what is wrong with a line; arguments that the Tab key completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..packaged import packaged
from ..values.text import quoted, unaccented

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


SETTINGS: dict[str, Any] = {
    "help_option_names": ["--help", "--aide", "-h"],
    "token_normalize_func": unaccented,  # commands and options are found whatever their accents and capitals
    "max_content_width": 100,
    "allow_extra_args": True,  # refused below, in French
}


def words_of(command: str) -> dict[str, Any]:
    """What help.txt says of a command (« render », « template check »), for click: its names, its options, its help."""
    return dict(_SAID[command])


def _said() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for block in f"\n{packaged(__spec__, 'help.txt')}".split("\n= ")[1:]:
        head, _, text = block.partition("\n\n")
        first, *options = head.replace("\n  ", " ").splitlines()
        names, _, short = first.partition(" : ")
        command, _, alias = names.partition(", ")
        told = {name: says for name, _, says in (one.partition(" : ") for one in options)}
        shown = {"short_help": short, "help": text.replace("\\b\n", "\b\n"), "options": told}
        yield command, {"name": command.split()[-1], "alias": alias, **shown}


_SAID = dict(_said())


class _Formatter(click.HelpFormatter):
    """French puts a space before a colon, and inside guillemets; no line begins or ends with these."""

    def write_heading(self, heading: str) -> None:
        super().write_heading(f"{heading} ")

    def write_text(self, text: str) -> None:
        super().write_text(_bound(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _bound(says)) for term, says in rows], col_max, col_spacing)


def _bound(text: str) -> str:
    """The words with spaces that do not break where a line must not.

    >>> _bound("sous « a_confirmer » : voyez").split(" ")
    ['sous', '«\\xa0a_confirmer\\xa0»\\xa0:', 'voyez']
    """
    for sign in "»:;?!":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")


class _Context(click.Context):
    formatter_class = _Formatter


class _French(click.Command):
    """What commands and groups share."""

    context_class = _Context

    def __init__(self, *args: Any, alias: str = "", options: Mapping[str, str] = {}, **kwargs: Any) -> None:
        kwargs["context_settings"] = SETTINGS | (kwargs.get("context_settings") or {})
        kwargs.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **kwargs)
        self.alias = alias
        for one in self.params:
            if isinstance(one, click.Option) and one.help is None:
                one.help = options[one.opts[0]]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # some of click's errors do not say which command they are about
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Usage : ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option


class FrenchOption(click.Option):
    """An option whose help says in French all there is to say: what click adds (« required ») is in English."""

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        return {}


class FrenchCommand(_French):
    """A command, with its French name in `alias`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"il y a un mot de trop : {' '.join(rest)}", ctx)
        return rest


class FrenchGroup(_French, click.Group):
    """Commands that answer to their English and French names; those of its own are French too."""

    command_class = FrenchCommand
    group_class = type  # its own

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "COMMANDE …")
        super().__init__(*args, **kwargs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        wanted = unaccented(cmd_name)
        return next((c for c in self.commands.values() if wanted in _names(c)), None)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[Any]]:
        """English names, and French ones once a letter says that one is wanted."""
        from click.shell_completion import CompletionItem

        start = unaccented(incomplete)
        found = [
            CompletionItem(name, help=command.short_help)
            for command in self.commands.values()
            for name in _names(command)[: None if start else 1]
            if name.startswith(start) and not command.hidden
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(" · ".join(_names(c)), c.short_help or "") for c in self.commands.values() if not c.hidden]
        with formatter.section("Commandes"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            known = [name for c in self.commands.values() for name in _names(c)]
            raise click.UsageError(f"la commande « {args[0]} » n'existe pas{suggestion(args[0], known)}", ctx)
        return command.name if command else None, command, args[1:]


def _names(command: click.Command) -> tuple[str, ...]:
    return tuple(filter(None, (command.name, getattr(command, "alias", ""))))


def suggestion(typed: str, known: Iterable[str]) -> str:
    """The end of a message.

    >>> suggestion("rendre", ["render", "produire", "list"])
    ' ; vouliez-vous dire « render » ?'
    >>> suggestion("xyz", ["render"])
    ''
    """
    from ..suggest import closest, did_you_mean

    near = closest(unaccented(typed), known, n=2)
    return f" ; {did_you_mean(map(quoted, near))}" if near else ""


def usage_message(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        known = [name for p in _parameters(error) for name in (*p.opts, *p.secondary_opts)]
        return f"l'option « {error.option_name} » n'existe pas{suggestion(error.option_name, known)}"
    if isinstance(error, click.BadOptionUsage):
        flag = any(
            isinstance(p, click.Option) and p.is_flag and error.option_name in p.opts for p in _parameters(error)
        )
        return f"l'option « {error.option_name} » {'ne prend pas de' if flag else 'attend une'} valeur"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_called(error.param) if error.param else 'un mot'}"
    if not isinstance(error, click.BadParameter) or error.param is None:
        return error.message
    refused, kind = f"valeur refusée pour {_called(error.param)}", error.param.type
    if isinstance(kind, click.Choice):
        return f"{refused} ; choix : {', '.join(f'« {choice} »' for choice in kind.choices)}"
    if isinstance(kind, click.IntRange):
        return f"{refused} : écrivez un nombre de {kind.min} à {kind.max}"
    return f"{refused} : {error.message}"


def _called(param: click.Parameter) -> str:
    """An option by its English and French names, an argument by the word that the help has for it."""
    names = " ou ".join(name for name in param.opts[:2])
    return names if isinstance(param, click.Option) else param.human_readable_name.strip("[]…")


def _parameters(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else []


def usage_text(error: click.UsageError) -> str:
    lines = [f"Erreur : {usage_message(error)}"]
    if error.ctx is not None:
        lines += [error.ctx.get_usage(), f"Aide : {error.ctx.command_path} --help"]
    return "\n".join(lines)


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


class Completed(click.ParamType[str]):
    """What was typed, as it was; the Tab key completes it with what `found` gives."""

    def __init__(self, name: str, found: Callable[[click.Context, str], Iterable[str]]) -> None:
        self.name, self.found = name, found

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        from click.shell_completion import CompletionItem

        return list(map(CompletionItem, self.found(ctx, incomplete)))


class ActOrFile(click.Path):
    """An act of the register, or a file."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        return [*super().shell_complete(ctx, param, incomplete), *ACT.shell_complete(ctx, param, incomplete)]


def _models(_: click.Context, incomplete: str) -> Iterator[str]:
    from ..starter.models import model_names

    return (name for name in model_names() if name.startswith(incomplete))


def _acts(ctx: click.Context, incomplete: str) -> Iterator[str]:
    """The acts whose name or number starts so, by the names of their files: nothing is read."""
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
            yield name


DAY = Day()
ACT = Completed("acte", _acts)
ACT_OR_FILE = ActOrFile(path_type=Path, readable=False)  # click would say it in English
MODEL = Completed("modèle", _models)


def flag(names: str) -> Callable[[F], F]:
    """An option that is given or not, by its names; one without dashes is that of its parameter, else the first is."""
    return click.option(*names.split(), is_flag=True)


def option(names: str, value: str, says: str | None = None, **more: Any) -> Callable[[F], F]:
    """An option with a value, called `value` in the help; without `says`, help.txt says what it does."""
    return click.option(*names.split(), metavar=value, help=says, **more)


def form_option(**more: str) -> Callable[[F], F]:
    """`--format`: text for a person, JSON for a program, and `more` forms by their name."""
    forms = {"text": "à lire", "json": "pour un programme", **more}
    says = f"Forme de la réponse : {' ; '.join(f'{name}, {what}' for name, what in forms.items())}."
    return option("--format --forme form", "|".join(forms), says, type=click.Choice(list(forms)), default="text")
