"""`actes accept`, `actes undo`: a finding accepted with its reason; the last change of an entry undone."""

from __future__ import annotations

from pathlib import Path

import click

from .commands import actes, today, workspace_of
from .french import FrenchOption
from .types import ACT


@actes.command(name="accept", alias="accepter", short_help="Accepte une remarque, et dit pourquoi.")
@click.argument("act", type=ACT, metavar="ACTE")
@click.argument("code", metavar="CODE")
@click.option(
    "--reason", "--motif", cls=FrenchOption, required=True, metavar="TEXTE", help="Pourquoi l'écart est accepté."
)
@click.option("--by", "--par", cls=FrenchOption, required=True, metavar="NOM", help="Qui l'accepte.")
@click.option(
    "--where",
    "--endroit",
    default="",
    metavar="TEXTE",
    help="Où, quand la règle trouve plusieurs écarts : « convention, article 1er ».",
)
@click.pass_obj
def accept(chosen: Path | None, act: str, code: str, reason: str, by: str, where: str) -> int:
    """Accepte une remarque de la vérification : la fiche dit laquelle, pourquoi, par qui et quand.

    La remarque reste visible, et ne compte plus. CODE est celui de la remarque, ou son nom.

    \b
    Exemple :
      actes accept DEC2025-453 CHR204 --motif "le service a commencé en janvier" --par "C. Charriaud"
    """
    from ..tasks import mend
    from ..tasks.known import known

    workspace = workspace_of(chosen)
    (identifier,) = known(workspace, [act])
    finding = mend.acceptable(workspace.registry, identifier, code, where, today())
    mend.accept(workspace.registry, identifier, finding, reason, by, today())
    print(f"{identifier} : écart accepté, {finding.code} {finding.name}\nPour revenir en arrière : actes undo")
    return 0


@actes.command(name="undo", alias="annuler", short_help="Annule la dernière correction d'une fiche.")
@click.pass_obj
def undo(chosen: Path | None) -> int:
    """Annule le dernier changement que « actes » a écrit dans des fiches : corrections, écart accepté, suivi.

    Les fiches redeviennent ce qu'elles étaient, si personne ne les a changées depuis. De nouveau : le changement
    d'avant.

    \b
    Exemple : actes undo
    """
    from ..tasks.mend import undo_last

    kept = undo_last(workspace_of(chosen).registry)
    print(f"Annulé : {kept.what}\n  {', '.join(kept.before)}")
    return 0
