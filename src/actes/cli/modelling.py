"""`actes template from`: our templates in the look of an act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import FOLDER, documents_named, template, workspace_of
from .french import option
from .show import show_findings

if TYPE_CHECKING:
    from ..tasks.lookalike import Modelled


@template.command(name="from", alias="depuis", short_help="Fait les modèles Word d'après un de vos actes.")
@click.argument("file", type=FOLDER, metavar="FICHIER")
@option(
    "--only --seulement",
    "NOMS",
    "Ces modèles seulement : decision, convention, annexe-1 (séparés par des virgules).",
    multiple=True,
)
@click.pass_obj
def from_act(chosen: Path | None, file: Path, only: tuple[str, ...]) -> int:
    """Fait les modèles de décision, de convention et d'annexe d'après un acte Word : sa page, son en-tête et son pied
    de page avec leurs images, ses polices, ses tailles, ses couleurs, ses espaces, ses tableaux, ses signatures.

    FICHIER est un .docx ; un .doc, un .rtf ou un .odt, s'il y a LibreOffice. Aucun mot du texte de l'acte n'est repris.
    Les modèles qui étaient là sont gardés à côté (« decision (ancien 1).docx »), et les deux actes sont montrés côte à
    côte : à gauche le vôtre, à droite le même, avec le nouveau modèle.

    \b
    Exemples :
      actes template from decision.docx
      actes modele depuis convention.docx --seulement convention
    """
    from ..report.rendering import SAID, shown
    from ..starter.workspace import templates
    from ..tasks.lookalike import model_from
    from ..tasks.pipeline import TEMPLATES

    workspace = workspace_of(chosen)
    ours = {path.name: path.read_bytes() for path in templates() if path.name in TEMPLATES}
    wanted = _wanted(only, tuple(ours)) or tuple(ours)
    made = model_from(file, {name: data for name, data in ours.items() if name in wanted}, workspace)
    print(f"Les modèles, d'après {file.name} :")
    for one in made.written:
        said = f"écrit ; l'ancien est gardé : {one.kept.name}" if one.kept is not None else SAID[one.outcome]
        print(f"  {shown(one.path, Path.cwd())} : {said}")
    _tell(made)
    if made.beside is not None:
        where = shown(made.beside.path, Path.cwd())
        print(f"\nCôte à côte, à gauche votre acte, à droite le même avec ces modèles : {where}")
    show_findings(made.findings)
    return 0


def _wanted(only: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    told = documents_named(only)
    unknown = [name for name in told if f"{name}.docx" not in names]
    if unknown:
        known = ", ".join(name.removesuffix(".docx") for name in names)
        raise click.UsageError(f"« {unknown[0]} » n'est pas un modèle : {known}")
    return tuple(f"{name}.docx" for name in told)


def _tell(made: Modelled) -> None:
    """What was taken, what was not, what is ours for want of an example."""
    parts = (
        ("Repris de votre acte :", made.look.taken),
        ("Pas repris :", made.look.told),
        ("Absent de votre acte, donc à notre façon dans vos caractères :", made.look.unseen),
    )
    for head, lines in parts:
        if lines:
            print(f"\n{head}", *(f"  - {line}" for line in lines), sep="\n")
