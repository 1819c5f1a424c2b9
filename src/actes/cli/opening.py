"""`actes open`: the office's page in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from .commands import actes, today
from .french import FrenchCommand


@actes.command(
    cls=FrenchCommand, name="open", alias="ouvrir", short_help="Ouvre la page du service dans le navigateur."
)
@click.option(
    "--no-browser", "--sans-navigateur", "quiet", is_flag=True, help="Donne l'adresse de la page, sans l'ouvrir."
)
@click.pass_obj
def open_page(chosen: Path | None, quiet: bool) -> int:
    """Ouvre la page du service : le registre, les actes, ce que la vérification y trouve, sans rien taper.

    La page est sur votre ordinateur, et pour vous seule : rien ne part sur Internet. Elle lit et écrit les mêmes
    fichiers que les autres commandes. Elle s'arrête par son bouton, par Ctrl+C, ou après quelques heures sans usage.

    \b
    Exemples :
      actes open
      actes ouvrir --sans-navigateur
    """
    from datetime import datetime

    from ..page.server import serve
    from ..starter.preparing import place_of
    from ..tasks.desk import Desk
    from ..workspace import own_cache
    from .lastresort import kept

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

    if serve(Desk(place_of(Path.cwd(), chosen), today), own_cache() / "page", opened, defect):
        print("La page est arrêtée : tout est enregistré.")
    return 0
