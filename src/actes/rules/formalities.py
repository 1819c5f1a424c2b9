"""What is said of the acts cited: sent or published after they were taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..context import Context
from ..facts import MentionKind, Reference
from ..finding import Severity
from ..part import Passage
from ..values.dates import show_date_numeric
from .rule import Report, rule

FORMALITY = re.compile(
    r"[\s,(]+(?:(?:d[ûu]ment|r[ée]guli[èe]rement|et|qui\sa\s[ée]t[ée])\s)*(?:transmise?|t[ée]l[ée]transmise?|re[çc]ue?|publi[ée]e?|affich[ée]e?|notifi[ée]e?|rendue?\sex[ée]cutoire|d[ée]pos[ée]e?)"
    r"\b[^.;0-9]{0,50}?\s(?:le|du)\s(?:\w+di\s)?\Z",
    re.IGNORECASE,
)


@rule("CIT110", "formalite-avant-l-acte-cite", Severity.ALERTE)
def before_it_was_taken(context: Context) -> Iterator[Report]:
    """Un acte se transmet, se publie et se notifie après avoir été pris : une date plus ancienne est mal recopiée.

    Mauvais : « la délibération n° 2026-22 du 4 mai 2026, transmise en préfecture le 2 mai 2026 »
    Bon : « la délibération n° 2026-22 du 4 mai 2026, transmise en préfecture le 6 mai 2026 »
    Source : CGCT, art. L. 2131-1
    """
    for part in context.parts:
        for index, mentions in enumerate(part.mentions):
            text = part.blocks[index].text
            dated = [m for m in mentions if m.kind in (MentionKind.ACT_NUMBER, MentionKind.DATE)]
            for one, other in pairwise(dated):
                taken = one.value.date if isinstance(one.value, Reference) else None
                if not isinstance(taken, date) or not isinstance(other.value, date) or other.value >= taken:
                    continue
                if FORMALITY.fullmatch(text[one.end : other.start]):
                    where = Passage(part, index, other.start, other.end)
                    message = f"{other.text} : avant l’acte, qui est du {show_date_numeric(taken)}"
                    related = ((Passage(part, index, one.start, one.end), f"du {show_date_numeric(taken)}"),)
                    yield Report(where, message, "corrigez l’une des deux dates", related=related)
