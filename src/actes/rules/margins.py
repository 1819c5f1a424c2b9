"""What the pages bear around the act: a running head kept from last year's file says another number, another date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import MentionKind, Reference
from ..finding import Severity
from ..outline.nature import Nature
from ..statements.citations import date_of
from ..statements.subjects import own_act
from ..values.actnumber import ActNumber
from ..values.dates import show_date
from .rule import Report, Where, rule


@rule("MRG101", "en-tete-d-un-autre-acte", Severity.ALERTE)
def running_head(context: Context) -> Iterator[Report]:
    """L'en-tête et le pied de page ne se relisent pas : ils restent ceux du fichier copié. Le numéro et la date de
    l'acte y sont ceux de l'acte. Les numéros d'un recueil, et ceux d'actes d'une autre nature, ne sont pas examinés.

    Mauvais : « Décision n° 2024-331 – page 2/3 » au pied de la décision n° 2025-453
    Bon : « Décision n° 2025-453 – page 2/3 »
    Source : usage
    """
    itself, titled = own_act(context), _title(context)
    own = itself.numero if itself else None
    taken = date_of(context)
    told: set[str] = set()
    for passage, mention in context.passages(MentionKind.ACT_NUMBER, margins=True):
        said = mention.value
        if not passage.part.marginal or not isinstance(said, Reference) or said.nature != titled[0]:
            continue
        if not isinstance(said.numero, ActNumber) or not isinstance(own, ActNumber) or mention.text in told:
            continue
        told.add(mention.text)
        if said.numero != own:
            message = f"l’en-tête ou le pied de page dit « {mention.text} », l’acte est le {own}"
            yield Report(passage, message, HINT, str(said.numero), str(own), titled[1])
        elif taken and isinstance(said.date, date) and said.date != taken[0]:
            there, own_day = show_date(said.date), show_date(taken[0])
            message = f"l’en-tête ou le pied de page date l’acte du {there}, lui du {own_day}"
            yield Report(passage, message, HINT, there, own_day, titled[1])


HINT = "corrigez l’en-tête et le pied de page du fichier Word"


def _title(context: Context) -> tuple[str, tuple[tuple[Where, str], ...]]:
    """What the act calls itself in its title, or its entry does, and where."""
    if context.entry is not None:
        return context.entry.type.value, ()
    part = context.part(Nature.ACTE)
    for passage, mention in part.passages(MentionKind.ACT_NUMBER) if part else ():
        if passage.part.named_by_title(passage.block, passage.start) and isinstance(mention.value, Reference):
            return mention.value.nature, ((passage, "titre de l’acte"),)
    return "", ()
