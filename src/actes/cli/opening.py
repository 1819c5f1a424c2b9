"""`actes open`: the office's page in the browser; `actes completion`: what a shell needs for the Tab key."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

import click

from ..packaged import packaged
from .commands import actes, today
from .french import flag, words_of


@actes.command(**words_of("open"))
@flag("--no-browser --sans-navigateur quiet")
@flag("--shortcut --raccourci")
@click.pass_obj
def open_page(chosen: Path | None, quiet: bool, shortcut: bool) -> int:
    from datetime import datetime

    from ..page.server import serve
    from ..starter.preparing import place_of
    from ..tasks.desk import Desk
    from ..workspace import own_cache
    from .lastresort import kept

    place = place_of(Path.cwd(), chosen)
    if shortcut:
        from platformdirs import user_desktop_path

        from ..starter.shortcut import write_shortcut

        path = write_shortcut(user_desktop_path(), sys.platform, sys.executable, place.root)
        print(f"Le raccourci est sur le bureau : {path.name}\nUn double-clic ouvre la page de {place.root}.")
        return 0

    def opened(address: str, before: bool) -> None:
        said = "La page est déjà ouverte" if before else "La page est ouverte"
        print(f"{said} : {address}", flush=True)
        if not before:
            print("Laissez cette fenêtre. Pour arrêter : le bouton « Arrêter » de la page, ou Ctrl+C ici.", flush=True)
        if not quiet:
            import webbrowser

            webbrowser.open(address)

    def defect(error: BaseException) -> str:
        return kept(error, datetime.now())  # noqa: DTZ005 - the day that the person has

    if serve(Desk(place, today), own_cache() / "page", opened, defect):
        print("La page est arrêtée : tout est enregistré.")
    return 0


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


@actes.command(**words_of("completion"))
@click.argument("shell", required=False, type=click.Choice(list(PROFILES)), metavar="[TERMINAL]")
def completion(shell: str | None) -> int:
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
    where, line = PROFILES[shell]
    others = "\n".join(
        f"  {name}, dans {place} :\n    {text}" for name, (place, text) in PROFILES.items() if name != shell
    )
    more = WINDOWS if shell == "powershell" else ""
    said = packaged(__spec__, "completion.txt").removesuffix("\n")
    return said.format(where=where, line=line, more=more, shell=shell, others=others)
