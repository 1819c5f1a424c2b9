"""`actes completion`: what to write in the settings of a shell, so that the Tab key completes."""

from __future__ import annotations

import os
import sys
from pathlib import PurePath

import click

from .commands import actes

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
        from .shells import script

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
