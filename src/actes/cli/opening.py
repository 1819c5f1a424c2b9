"""`actes open`: the office's page in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from .commands import actes, today


@actes.command(name="open", alias="ouvrir", short_help="Ouvre la page du service dans le navigateur.")
@click.option(
    "--no-browser", "--sans-navigateur", "quiet", is_flag=True, help="Donne l'adresse de la page, sans l'ouvrir."
)
@click.option(
    "--shortcut",
    "--raccourci",
    "shortcut",
    is_flag=True,
    help="Met sur le bureau un raccourci qui ouvre la page de ce dossier (Windows, Linux), sans l'ouvrir.",
)
@click.pass_obj
def open_page(chosen: Path | None, quiet: bool, shortcut: bool) -> int:
    """Ouvre la page du service : le registre, les actes, ce que la vérification y trouve, sans rien taper.

    La page est sur votre ordinateur, et pour vous seule : rien ne part sur Internet. Elle lit et écrit les mêmes
    fichiers que les autres commandes. Elle s'arrête par son bouton, par Ctrl+C, ou après quelques heures sans usage.

    \b
    Exemples :
      actes open
      actes ouvrir --sans-navigateur
      actes open --raccourci
    """
    from datetime import datetime

    from ..page.server import serve
    from ..starter.preparing import place_of
    from ..tasks.desk import Desk
    from ..workspace import own_cache
    from .lastresort import kept

    place = place_of(Path.cwd(), chosen)
    if shortcut:
        return _shortcut(place.root)

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


def _shortcut(folder: Path) -> int:
    import sys

    from platformdirs import user_desktop_path

    from ..starter.shortcut import write_shortcut

    path = write_shortcut(user_desktop_path(), sys.platform, sys.executable, folder)
    print(f"Le raccourci est sur le bureau : {path.name}\nUn double-clic ouvre la page de {folder}.")
    return 0
