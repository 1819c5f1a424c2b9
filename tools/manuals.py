"""Writes again what comes from the code: keys, filters, rules, commands in the manual; the schemas. `make manuals`."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from actes.cli.tree import actes
from actes.model.schema import PAGE as KEYS
from actes.registry.jsonschema import FILES, FOLDER, schema_text
from actes.report.text import THEMES, manual
from actes.rules import Rule, all_rules
from actes.values.filters import PAGE as FILTERS

ROOT = Path(__file__).parents[1]
BAR = "\\|"  # a bar in a table
COMMANDS = """# Les commandes

Ce que dit `actes COMMANDE --help`, commande par commande. Ce fichier est écrit par le programme ; comment s'en servir
est dans [le manuel](manuel.md).

Chaque commande et chaque option a un nom anglais et un nom français : l'un ou l'autre se tape, avec ou sans accent.
Ce qui est entre crochets peut être laissé de côté ; « … » : on peut en donner plusieurs. `--help` (ou `--aide`,
ou `-h`) donne l'aide de n'importe quelle commande.
"""
RULES = """# Les règles de vérification

Ce que `actes check` regarde. « erreur » : à corriger avant signature ; « alerte » : à relire ; « conseil » : forme.
Ce fichier est écrit par le programme ; chaque règle se lit aussi avec `actes explain CODE`.
"""


# the list of commands, from their own help


def commands_manual() -> str:
    """The list as Markdown: the options of every command first, then each command in the order of the work."""
    context = click.Context(actes, info_name="actes")
    parts = [COMMANDS, f"\n## Avant n'importe quelle commande\n\n{_table(actes)}"]
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


# the list of rules, from their docstrings


def rules_manual(rules: Iterable[Rule]) -> str:
    """The list as Markdown, by theme; KeyError for a theme without a title (a test says so)."""
    ordered = sorted(rules, key=lambda rule: (THEMES[rule.code[:3]], rule.code))
    parts = [RULES]
    for theme, members in groupby(ordered, key=lambda rule: THEMES[rule.code[:3]]):
        parts.append(f"\n## {theme}\n")
        parts += [_rule(rule) for rule in members]
    return "".join(parts)


def _rule(rule: Rule) -> str:
    lines = manual(rule).splitlines()
    why = [line for line in lines if not line.startswith(("Mauvais : ", "Bon : ", "Corrige : ", "Source : "))]
    rest = [f"- {line}" for line in lines if line not in why]
    return f"\n### {rule.code} {rule.name} ({rule.severity})\n\n" + "\n".join([*why, *rest]).strip() + "\n"


if __name__ == "__main__":
    pages = {"cles.md": KEYS, "filtres.md": FILTERS, "regles.md": rules_manual(all_rules())}
    pages["commandes.md"] = commands_manual()
    files = {ROOT / "docs" / name: text for name, text in pages.items()}
    files |= {ROOT / "registry" / FOLDER / f"{name}.json": schema_text(name) for name in FILES}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
