"""`actes record`, `accept`, `undo`: what happened after signature, a finding accepted with its reason, written into an
entry; the last change of an entry undone.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from .commands import actes, today, workspace_of
from .french import ACT, DAY, FrenchOption, flag, option
from .show import show_findings


@actes.command(name="record", alias="suivre", short_help="Enregistre signature, accusé et publication.")
@click.argument("act", type=ACT, metavar="ACTE")
@option("--signed --signe --signee", "DATE", "Jour où l'acte a été signé.", type=DAY)
@option("--by --par", "NOM", "Qui l'a signé, si c'est par délégation.")
@option("--sent --transmis --transmise", "DATE", "Jour de l'envoi à la préfecture.", type=DAY)
@option("--received --recu --recue", "DATE", "Jour de réception par la préfecture.", type=DAY)
@option(
    "--receipt --accuse",
    "IDENTIFIANT|FICHIER",
    "Accusé de réception de la préfecture : son identifiant, ou son fichier (.pdf, .xml, .txt).",
)
@option("--published --publie --publiee", "DATE", "Jour de la mise en ligne.", type=DAY)
@flag("--force --forcer", "Remplace ce que la fiche dit déjà.")
@click.pass_obj
def record(
    chosen: Path | None, /, act: str, by: str | None, receipt: str | None, force: bool, **days: date | None
) -> int:
    """Enregistre dans la fiche d'un acte sa signature, l'accusé de la préfecture et sa publication.

    Tout est vérifié d'abord : l'accusé est bien celui de l'acte, les dates se suivent. Rien n'est remplacé sans
    --force. Les dates se tapent comme on veut : "8 juillet 2025", 08/07/2025, 2025-07-08.

    \b
    Exemples :
      actes record DEC2025-453 --signed 08/07/2025
      actes suivre 2025-453 --accuse accuse-de-reception.pdf --publie "8 juillet 2025"
    """
    from ..finding import CannotGoOn
    from ..report.following import after_signature, recorded_text
    from ..tasks import follow
    from ..tasks.known import known

    if not any((by, receipt, *days.values())):
        hint = "dites ce qui a eu lieu, par exemple --signed 08/07/2025, --receipt accuse.pdf ou --published 08/07/2025"
        raise click.UsageError(hint)
    workspace = workspace_of(chosen)
    try:
        read = follow.receipt(receipt) if receipt is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--receipt") from error
    stated = follow.stated_of(read, **days)
    try:
        (identifier,) = known(workspace, [act])
        recorded = follow.record(workspace.registry, identifier, stated, today(), by=by, force=force)
    except CannotGoOn as error:
        show_findings(error.findings)
        print("Rien n'a été enregistré.", file=sys.stderr)
        return error.status
    entry, body = recorded.register.actes[identifier], recorded.register.collectivite
    print(recorded_text(identifier, recorded.changes))
    for line in after_signature(entry, body, today()):
        print(f"  → {line}")
    return 0


@actes.command(name="accept", alias="accepter", short_help="Accepte une remarque, et dit pourquoi.")
@click.argument("act", type=ACT, metavar="ACTE")
@click.argument("code", metavar="CODE")
@option("--reason --motif", "TEXTE", "Pourquoi l'écart est accepté.", cls=FrenchOption, required=True)
@option("--by --par", "NOM", "Qui l'accepte.", cls=FrenchOption, required=True)
@option(
    "--where --endroit",
    "TEXTE",
    "Où, quand la règle trouve plusieurs écarts : « convention, article 1er ».",
    default="",
)
@click.pass_obj
def accept(chosen: Path | None, act: str, code: str, reason: str, by: str, where: str) -> int:
    """Accepte une remarque de la vérification : la fiche dit laquelle, pourquoi, par qui et quand.

    La remarque reste visible, et ne compte plus. CODE est celui de la remarque, ou son nom.

    \b
    Exemple :
      actes accept DEC2025-453 CHR205 --motif "le service a commencé en janvier" --par "C. Charriaud"
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

    Les fiches redeviennent ce qu'elles étaient, si personne ne les a changées depuis. Relancée, la commande
    annule le changement d'avant.

    \b
    Exemple : actes undo
    """
    from ..store.undo import undo as undone

    kept = undone(workspace_of(chosen).root)
    print(f"Annulé : {kept.what}\n  {', '.join(kept.before)}")
    return 0
