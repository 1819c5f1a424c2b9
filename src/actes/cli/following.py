"""`actes record`, `accept`, `undo`: what happened after signature, a finding accepted, the last change undone."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from .commands import actes, today, workspace_of
from .french import ACT, DAY, FrenchOption, flag, option, words_of
from .show import show_findings


@actes.command(**words_of("record"))
@click.argument("act", type=ACT, metavar="ACTE")
@option("--signed --signe --signee", "DATE", type=DAY)
@option("--by --par", "NOM")
@option("--sent --transmis --transmise", "DATE", type=DAY)
@option("--received --recu --recue", "DATE", type=DAY)
@option("--receipt --accuse", "IDENTIFIANT|FICHIER")
@option("--published --publie --publiee", "DATE", type=DAY)
@flag("--force --forcer")
@flag("--anyway --quand-meme")
@click.pass_obj
def record(
    chosen: Path | None,
    /,
    act: str,
    by: str | None,
    receipt: str | None,
    force: bool,
    anyway: bool,
    **days: date | None,
) -> int:
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
        how = {"force": force, "knowingly": anyway}
        recorded = follow.record(workspace.registry, identifier, stated, today(), by=by, **how)
    except CannotGoOn as error:
        show_findings(error.findings)
        print("Rien n'a été enregistré.", file=sys.stderr)
        return error.status
    entry, body = recorded.register.actes[identifier], recorded.register.collectivite
    print(recorded_text(identifier, recorded.changes))
    for line in after_signature(entry, body, today()):
        print(f"  → {line}")
    return 0


@actes.command(**words_of("accept"))
@click.argument("act", type=ACT, metavar="ACTE")
@click.argument("code", metavar="CODE")
@option("--reason --motif", "TEXTE", cls=FrenchOption, required=True)
@option("--by --par", "NOM", cls=FrenchOption, required=True)
@option("--where --endroit", "TEXTE", default="")
@click.pass_obj
def accept(chosen: Path | None, act: str, code: str, reason: str, by: str, where: str) -> int:
    from ..tasks import mend
    from ..tasks.known import known

    workspace = workspace_of(chosen)
    (identifier,) = known(workspace, [act])
    finding = mend.acceptable(workspace.registry, identifier, code, where, today())
    mend.accept(workspace.registry, identifier, finding, reason, by, today())
    print(f"{identifier} : écart accepté, {finding.code} {finding.name}\nPour revenir en arrière : actes undo")
    return 0


@actes.command(**words_of("undo"))
@click.pass_obj
def undo(chosen: Path | None) -> int:
    from ..store.undo import undo as undone

    kept = undone(workspace_of(chosen).root)
    print(f"Annulé : {kept.what}\n  {', '.join(kept.before)}")
    return 0
