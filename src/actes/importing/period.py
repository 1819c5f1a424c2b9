"""The period of an act, from all the places that say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ..model.natures import TypeActe
from ..part import Passage
from ..pattern import pattern
from ..statements.periods import Said, periods
from ..statements.statement import THIS, Statement
from ..values.text import unaccented
from .draft import Draft

_HEADED = pattern(r"\bduree|\bperiode|entree en vigueur|prise d'effet|\bterme\b")
TITLE = 60  # characters


def period(draft: Draft) -> None:
    """Put the period that the act gives itself; to be confirmed where it gives several."""
    said = [one for one in periods(draft.read.context) if one.subject == THIS and isinstance(one.where, Passage)]
    whole = [one for one in said if one.value.whole]
    closed = [one for one in whole or said if one.value.period]
    if not closed:
        _one_day(draft)
        return
    counts = Counter(one.value.period for one in closed)
    most = max(counts.values())
    tied = [one for one in closed if counts[one.value.period] == most]
    # « ARTICLE 2 – DURÉE » tells it from a season, a festival
    likely = tied if _one_thing(tied) else [one for one in tied if _headed(one)]
    if not likely or not _one_thing(likely):
        return
    first = next((one for one in reversed(likely) if _headed(one)), likely[-1])
    found = first.value.period
    assert found is not None
    where = first.where if isinstance(first.where, Passage) else None
    draft.put("periode.debut", found.debut.isoformat(), where)
    ended = any(one.value.extent.fin for one in said if one.value.period == found)
    if not ended and first.value.extent.duree is not None:
        draft.put("periode.duree", str(first.value.extent.duree).replace("\xa0", " "), where)
    else:
        draft.put("periode.fin", found.fin.isoformat(), where)
    for other in {one.value.period: one for one in likely if one.value.period != found}.values():
        assert isinstance(other.where, Passage)
        draft.confirm(
            "periode", str(found), f"lu aussi, aussi souvent : {' '.join(other.where.text.split())}", other.where
        )


def _one_thing(said: Sequence[Statement[Said]]) -> bool:
    """Whether periods are one thing, were it said in two ways: they begin, or end, on the same day."""
    found = [one.value.period for one in said if one.value.period is not None]
    return all(one.debut == found[0].debut or one.fin == found[0].fin for one in found)


def _headed(said: Statement[Said]) -> bool:
    """Whether the article that says it is about the duration."""
    where = said.where
    if not isinstance(where, Passage):
        return False
    titles = [one.title for one in where.part.articles if one.block <= where.block < one.end]
    return any(_HEADED.search(unaccented(title[:TITLE])) for title in titles)


def _one_day(draft: Draft) -> None:
    """An arrêté whose object and articles name one day, « le 13 juillet 2025 »: it is of that day."""
    if draft.tree.get("type") != TypeActe.ARRETE or not draft.read.act.objet:
        return
    act, found = draft.read.act, dict[date, list[Passage]]()
    for where in (*act.objet, *(one for article in act.articles for one in article.body)):
        for mention in where.part.mentions[where.block]:
            before = where.context[: mention.start].rstrip()
            if isinstance(mention.value, date) and before.endswith((" le", " du jour du")):
                at = Passage(where.part, where.block, mention.start, mention.end)
                found.setdefault(mention.value, []).append(at)
    for day, places in found.items() if len(found) == 1 else ():
        if places[0].block == act.objet[0].block and len({at.block for at in places}) > 1:
            draft.put("periode.debut", day.isoformat(), places[0])
            draft.put("periode.fin", day.isoformat(), places[0])
