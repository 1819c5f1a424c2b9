"""The manual's list of commands, written from their own help."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from .tree import actes

BAR = "\\|"  # a bar in a table
HEAD = """# Les commandes

Ce que dit `actes COMMANDE --help`, commande par commande. Ce fichier est écrit par le programme ; comment s'en servir
est dans [le manuel](manuel.md).

Chaque commande et chaque option a un nom anglais et un nom français : l'un ou l'autre se tape, avec ou sans accent.
Ce qui est entre crochets peut être laissé de côté ; « … » : on peut en donner plusieurs. `--help` (ou `--aide`,
ou `-h`) donne l'aide de n'importe quelle commande.
"""


def commands_manual() -> str:
    """The list as Markdown: the options of every command first, then each command in the order of the work."""
    context = click.Context(actes, info_name="actes")
    parts = [HEAD, f"\n## Avant n'importe quelle commande\n\n{_table(actes)}"]
    return "".join([*parts, *_commands(actes, context, [])])


def _commands(group: click.Group, parent: click.Context, aliases: list[str]) -> Iterator[str]:
    for name, command in group.commands.items():
        context = click.Context(command, info_name=name, parent=parent)
        names = [*aliases, getattr(command, "alias", name)]
        if isinstance(command, click.Group):
            yield from _commands(command, context, names)
        else:
            yield _command(command, context, names)


def _command(command: click.Command, context: click.Context, aliases: list[str]) -> str:
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    words = [" ".join(one.split()) for one in paragraphs if not one.startswith("\b")]
    lines = [line.strip() for one in paragraphs if one.startswith("\b") for line in one.splitlines()[2:]]
    lines += [one.split(" : ", 1)[1] for one in paragraphs if one.startswith("\b\nExemple : ")]
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    title = f"\n## actes {' '.join(context.command_path.split()[1:])} · actes {' '.join(aliases)}\n"
    examples = "\n".join(["```sh", *lines, "```"])
    return "\n".join([title, "\n\n".join([*words, f"`{usage}`", examples]), _options(command)])


def _options(command: click.Command) -> str:
    table = _table(command)
    return f"\n{table}" if table else ""


def _table(command: click.Command) -> str:
    rows = [_row(option) for option in command.params if isinstance(option, click.Option) and not option.hidden]
    return "\n".join(["| Option | Effet |", "|---|---|", *rows, ""]) if rows else ""


def _row(option: click.Option) -> str:
    value = "" if option.is_flag or not option.metavar else f" {option.metavar}"
    names = ", ".join(f"`{name}{value}`" for name in option.opts).replace("|", BAR)
    return f"| {names} | {(option.help or '').replace('|', BAR)} |"
