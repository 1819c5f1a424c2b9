"""What follows signature: the report to the council."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Severity
from ..model.natures import TypeActe
from ..model.yearbook import overdue
from ..values.dates import show_date_numeric
from .rule import Report, rule


@rule("SUI101", "decision-non-rapportee", Severity.ALERTE)
def not_reported(context: Context) -> Iterator[Report]:
    """Il est rendu compte au conseil, à la séance qui suit, de chaque décision prise par délégation.

    La forme est libre, mais le compte rendu est complet : une décision oubliée prive le conseil de l'information que la
    loi lui doit. Les séances sont celles de « seances », dans collectivite.yaml ; sans elles, rien n'est relevé.

    Mauvais : décision du 8 juillet 2025, séance du 25 septembre 2025, fiche sans « compte_rendu »
    Bon : décision du 8 juillet 2025, « compte_rendu: 2025-09-25 »
    Source : CGCT, art. L. 5211-10 (dernier alinéa) et L. 2122-23 (communes)
    """
    if context.entry is None or context.register is None:
        return
    signed = context.entry.signature.date
    missed = list(overdue(context.register.collectivite.seances, context.entry, context.today))
    if missed:
        first = show_date_numeric(missed[0])
        since = f" ({len(missed)} séances depuis)" if len(missed) > 1 else ""
        message = f"il n’a pas été rendu compte de la décision à la séance du {first}{since}"
        hint = "« actes report » écrit le compte rendu ; s’il a été fait, ajoutez « compte_rendu: » sous « suivi: »"
        where = context.field("signature.date", text=show_date_numeric(signed) if signed else "")
        yield Report(where, message, hint)


@rule("SUI102", "compte-rendu-hors-seance", Severity.ALERTE)
def reported_elsewhere(context: Context) -> Iterator[Report]:
    """Il est rendu compte d'une décision à une séance du conseil, après qu'elle a été prise.

    Mauvais : « compte_rendu: 2025-09-26 », quand le conseil s'est réuni le 25 septembre 2025
    Bon : « compte_rendu: 2025-09-25 »
    Source : CGCT, art. L. 5211-10 (dernier alinéa) et L. 2122-23 (communes)
    """
    act = context.entry
    if act is None or context.register is None or act.suivi.compte_rendu is None:
        return
    day, meetings = act.suivi.compte_rendu, context.register.collectivite.seances
    said = show_date_numeric(day)
    where = context.field("suivi.compte_rendu", text=said)
    if act.type is not TypeActe.DECISION:
        yield Report(where, "il n’est rendu compte au conseil que des décisions", "retirez « compte_rendu »")
    elif act.jour and day < act.jour:
        message = f"compte rendu le {said}, avant la décision ({show_date_numeric(act.jour)})"
        yield Report(where, message, "corrigez l’une des deux dates")
    elif meetings and min(meetings) <= day not in meetings:
        hint = "corrigez la date, ou ajoutez cette séance à « seances » dans collectivite.yaml"
        yield Report(where, f"le conseil ne s’est pas réuni le {said}, d’après collectivite.yaml", hint)
