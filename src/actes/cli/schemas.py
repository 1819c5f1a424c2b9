"""`actes schema`: what an editor needs to propose the keys of the register."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .commands import actes, workspace_of
from .french import FrenchCommand


@actes.command(
    cls=FrenchCommand, name="schema", alias="cles", short_help="Apprend les clés des fiches à votre éditeur."
)
@click.option(
    "--print", "--affiche", "shown", metavar="FICHE", help="Affiche un seul des trois : acte, tiers ou collectivite."
)
@click.pass_obj
def schema(chosen: Path | None, shown: str | None) -> int:
    """Écrit ce qu'il faut à un éditeur de texte (VS Code…) pour proposer les clés des fiches et souligner les fautes.

    Ce sont trois fichiers, dans « registry/schemas ». Chaque fiche y renvoie par sa première ligne.

    \b
    Exemples :
      actes schema
      actes schema --print acte
    """
    from ..registry.jsonschema import FILES, FOLDER, schema_text
    from ..report.rendering import SAID
    from ..report.rendering import shown as path_of
    from ..store import write_alone

    if shown is not None:
        if shown not in FILES:
            raise click.UsageError(f"« {shown} » : choisissez parmi {', '.join(FILES)}", click.get_current_context())
        sys.stdout.buffer.write(schema_text(shown).encode())
        return 0
    workspace = workspace_of(chosen)
    for name in FILES:
        target = workspace.registry / FOLDER / f"{name}.json"
        written = write_alone(target, schema_text(name).encode(), workspace.state)
        print(f"{path_of(target, Path.cwd())} : {SAID[written.outcome]}")
    return 0
