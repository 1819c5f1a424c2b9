"""What the pages bear around the act: a running head kept from last year's file says another number, another date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import MentionKind, Reference
from ..finding import Severity
from ..statements.citations import date_of
from ..statements.subjects import own_act, titled
from ..values.actnumber import ActNumber
from ..values.dates import show_date
from .rule import Report, rule


@rule("MRG101", "en-tete-d-un-autre-acte", Severity.ALERTE)
def running_head(context: Context) -> Iterator[Report]:
    """L'en-tête et le pied de page ne se relisent pas : ils restent ceux du fichier copié. Le numéro et la date de
    l'acte y sont ceux de l'acte. Les numéros d'un recueil, et ceux d'actes d'une autre nature, ne sont pas examinés.

    Mauvais : « Décision n° 2024-331 – page 2/3 » au pied de la décision n° 2025-453
    Bon : « Décision n° 2025-453 – page 2/3 »
    Source : usage
    """
    own, taken = own_act(context), date_of(context)
    title = titled(context) if context.entry is None else None
    related = ((title[0], "titre de l’acte"),) if title else ()
    told: set[str] = set()
    for passage, mention in context.passages(MentionKind.ACT_NUMBER, margins=True):
        said = mention.value
        if own is None or not isinstance(said, Reference) or said.nature != own.nature or mention.text in told:
            continue
        if not (passage.part.marginal and isinstance(said.numero, ActNumber) and isinstance(own.numero, ActNumber)):
            continue
        told.add(mention.text)
        if said.numero != own.numero:
            message = f"l’en-tête ou le pied de page dit « {mention.text} », l’acte est le {own.numero}"
            yield Report(passage, message, HINT, str(said.numero), str(own.numero), related)
        elif taken and isinstance(said.date, date) and said.date != taken[0]:
            there, own_day = show_date(said.date), show_date(taken[0])
            message = f"l’en-tête ou le pied de page date l’acte du {there}, lui du {own_day}"
            yield Report(passage, message, HINT, there, own_day, related)


HINT = "corrigez l’en-tête et le pied de page du fichier Word"
