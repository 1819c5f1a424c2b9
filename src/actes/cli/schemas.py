"""`actes schema`: what an editor needs to propose the keys of the register."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .commands import actes, workspace_of
from .french import FrenchCommand


@actes.command(cls=FrenchCommand, name="schema", alias="cles", short_help="Apprend les clés du registre à l'éditeur.")
@click.option("--print", "--affiche", "shown", metavar="FICHE", help="Affiche celui-ci : acte, tiers ou collectivite.")
@click.pass_obj
def schema(chosen: Path | None, shown: str | None) -> int:
    """Écrit les schémas du registre, par lesquels un éditeur (VS Code…) propose les clés et souligne les fautes.

    Ils vont dans « registry/schemas ». Chaque fiche y renvoie par sa première ligne.

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
