"""The period of an act, from all the places that say it."""

from __future__ import annotations

from collections import Counter

from ..part import Passage
from ..statements.periods import Said, periods
from ..statements.statement import THIS, Statement
from ..values.periods import Period
from .draft import Draft


def period(draft: Draft) -> None:
    """Put the period that the act gives itself; to be confirmed where it gives several."""
    said = [one for one in periods(draft.read.context) if one.subject == THIS and isinstance(one.where, Passage)]
    whole = [one for one in said if one.value.whole]
    closed = [one for one in whole or said if one.value.period]
    if not closed:
        return
    counts = Counter(one.value.period for one in closed)
    most = max(counts.values())
    first = next(one for one in closed if counts[one.value.period] == most)
    found = first.value.period
    assert found is not None
    _put(draft, first, found, [one for one in said if one.value.period == found])
    others = [one for one in counts if one and one != found and counts[one] == most]
    if others or not first.value.whole:
        why = f"l'acte dit aussi « {others[0]} »" if others else "l'acte ne dit pas que c'est sa période"
        draft.confirm("periode", str(found), why, first.where if isinstance(first.where, Passage) else None)


def _put(draft: Draft, first: Statement[Said], found: Period, places: list[Statement[Said]]) -> None:
    where = first.where if isinstance(first.where, Passage) else None
    draft.put("periode.debut", found.debut.isoformat(), where)
    extent = next((one.value.extent for one in places if one.value.extent.fin), None)
    lasts = first.value.extent.duree
    if extent is None and lasts is not None:
        draft.put("periode.duree", str(lasts).replace("\xa0", " "), where)
    else:
        draft.put("periode.fin", found.fin.isoformat(), where)
