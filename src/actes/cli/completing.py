"""`actes completion`: the Tab key completes commands, options and acts. click speaks to bash, zsh and fish.

PowerShell is ours. What a shell asks comes in the environment, and is answered before any command.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
)

from .commands import ASKED, actes

# The shell: where its settings are, and the line that goes there.
PROFILES = {
    "powershell": ("$PROFILE", "actes completion powershell | Out-String | Invoke-Expression"),
    "bash": ("~/.bashrc", 'eval "$(actes completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$(actes completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "actes completion fish | source"),
}
WINDOWS = """
« notepad $PROFILE » ouvre ce fichier. Si PowerShell refuse ensuite de le lire, tapez une fois :
  Set-ExecutionPolicy -Scope CurrentUser RemoteSigned
"""


@actes.command(name="completion", alias="saisie", short_help="Fait compléter la saisie par la touche Tab.")
@click.argument("shell", required=False, type=click.Choice(list(PROFILES)), metavar="[TERMINAL]")
def completion(shell: str | None) -> int:
    """Fait compléter par la touche Tab les commandes, les options et les numéros d'actes.

    Sans TERMINAL, dit ce qu'il faut ajouter aux réglages du vôtre, et où. Avec TERMINAL (powershell, bash, zsh ou
    fish), donne ce que ces réglages lisent.

    \b
    Exemples :
      actes completion
      actes saisie powershell
    """
    if shell is None:
        print(instructions(shell_here()))
    else:
        print(script(shell), end="")
    return 0


def shell_here() -> str:
    """The shell of this terminal, as well as it can be known."""
    named = PurePath(os.environ.get("SHELL", "")).name.removesuffix(".exe")
    return named if named in PROFILES else "powershell" if sys.platform == "win32" else "bash"


def instructions(shell: str) -> str:
    """What to do once, for this shell and for the others."""
    where, line = PROFILES[shell]
    others = "\n".join(
        f"  {name}, dans {place} :\n    {text}" for name, (place, text) in PROFILES.items() if name != shell
    )
    return f"""Ajoutez cette ligne à la fin du fichier {where}, puis ouvrez un autre terminal :

  {line}
{WINDOWS if shell == "powershell" else ""}
Ensuite, tapez « actes render DEC » et la touche Tab.

Pour un autre terminal que {shell} :
{others}"""


class PowerShellComplete(ShellComplete):
    """PowerShell, of Windows or not: a line for each answer, then what it is. It names files itself."""

    name = "powershell"
    source_template = Path(__file__).with_name("completion.ps1").read_text("utf-8")

    def get_completion_args(self) -> tuple[list[str], str]:
        words, incomplete = os.environ.get("COMP_WORDS", "").splitlines()[1:], os.environ.get("COMP_WORD", "")
        return (words[:-1] if incomplete and words else words), incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        return f"{item.value}\t{item.help or ''}" if item.type == "plain" else ""

    def complete(self) -> str:
        return "\n".join(line for line in super().complete().splitlines() if line)


add_completion_class(PowerShellComplete)


def script(shell: str) -> str:
    """What the shell reads. The templates are click's; what it would say of bash's version is not for our screen."""
    kind = get_completion_class(shell)
    assert kind is not None
    return ShellComplete.source(kind(actes, {}, "actes", ASKED)).lstrip("\n")


def answer() -> int:
    """What the shell asked, and no word more: an error would be written in the middle of what a person types."""
    with suppress(Exception):
        return shell_complete(actes, {}, "actes", ASKED, os.environ[ASKED])
    return 1
