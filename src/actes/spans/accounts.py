"""The accounts of a year are due once it is over; so many months after its end, where the words say how many.

« le compte rendu de l'exercice 2026, au plus tard le 30 juin 2027 », « dans les six mois de la clôture ».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from ..context import Context
from ..document import Kind
from ..part import Passage
from ..pattern import pattern
from ..statements.days import taken_on
from ..text.sentences import sentences
from ..values.dateshift import add
from .counted import lines, one_of
from .relation import Counted, Day, Point, Reversed, Time

_ACCOUNT = (
    r"(?:comptes? (?:rendus?|annuels?|administratifs?|financiers?|certifies)|comptes|bilans?|pieces|rapport d'activite)"
)
_OF_YEAR = pattern(
    rf"\b{_ACCOUNT}\b(?: [a-z']+){{0,4}}?,? (?:d[eu]s?|relatif?v?e?s? a|pour|au titre de|portant sur)"
    r"(?: l'annee| l'exercice)? (?P<year>20[0-9]{2})\b"
    rf"|\b{_ACCOUNT}\b[^.;,]{{0,50}}? (?:recue?s?|versee?s?|attribuee?s?|accordee?s?) en (?P<given>20[0-9]{{2}})\b"
    r"|\bexercice (?P<exercise>20[0-9]{2})\b(?!-)"
)
_SAYS = pattern(rf"\b{_ACCOUNT}\b")
_MEANWHILE = pattern(
    r"\b(?:intermediaire|provisoire|previsionnel|etape|semestriel|trimestriel|budget|programme|credit)"
)
_LAST = pattern(rf"\bderni(?:er|ere)s? {_ACCOUNT}\b")
_EXERCISES = pattern(r"\bexercices?\b[^.;]*")
_YEAR = pattern(r"\b20[0-9]{2}\b")
_BY = pattern(r"\b(?:avant|au plus tard|d'ici|des) (?:le |au )?(?:\w+di )?\Z")
_LATEST = pattern(r" au plus tard\b")
_AFTER_END = pattern(r" (?:de|suivant|qui suivent|apres) la (?:cloture|fin)\b(?: (?:de|d')? ?(?:[a-z]+ |l')?exercice)?")
_GRANT = pattern(r"\b(?:subvention|concours|aide)\b")
NEAR = 40  # characters from a day to its year
Due = tuple[Day, int, Passage]
"""The day on which accounts are due, their year, where it is said."""


def accounts_due(context: Context) -> Iterator[Reversed | Counted]:
    """Accounts that are due before their year is over, or on another day than the delay after its end makes."""
    for part in context.own:
        for index, found in lines(part):
            if part.blocks[index].kind is not Kind.TABLEAU and _SAYS.search(part.lows()[index]):
                said = [one for token in found if (one := one_of(part, index, token))]
                yield from _of_paragraph(context, part.whole(index), said)


def _of_paragraph(context: Context, whole: Passage, said: Sequence[Day | Time]) -> Iterator[Reversed | Counted]:
    spans = [one for one in said if isinstance(one, Time) and one.where.then(_AFTER_END)]
    for start, end in sentences(whole.context):
        at = whole.at(start, end)
        if _MEANWHILE.search(at.low_text) or not (_SAYS.search(at.low_text) or spans):
            continue
        days = [one for one in said if isinstance(one, Day) and start <= one.where.start < end and _is_due(one)]
        for day, year, where in chain.from_iterable(_due(context, at, day, spans) for day in days):
            ended, span = date(year, 12, 31), next(iter(spans), None)
            if day.value <= ended:
                last = Point(f"fin de l’exercice {year}", ended, ended, where)
                yield Reversed(last, Point("remise des comptes", day.value, day.value, day.where))
            elif span and abs((right := add(ended, span.value)) - day.value) > timedelta(days=1):
                yield Counted(span, Day(where, ended), day, right, stated=True, alone=True)


def _is_due(one: Day) -> bool:
    late = one.side == "jusque" and not one.where.low_text.startswith("jusqu")
    return one.whole and bool(late or (not one.side and (one.where.led(_BY) or one.where.then(_LATEST))))


def _due(context: Context, at: Passage, day: Day, spans: Sequence[Time]) -> Iterator[Due]:
    """The year of what is due: the only one that the sentence says, the one just after the day; that of the act."""
    years = [(int(m[m.lastgroup or ""]), at.at(*m.span())) for m in _OF_YEAR.finditer(at.low, at.start, at.end)]
    if len({year for year, _ in years}) > 1:
        years = [one for one in years if 0 <= one[1].start - day.where.end < NEAR][:1]
    elif not years and (last := _LAST.search(at.low, at.start, day.where.start)):
        named = [max(map(int, _YEAR.findall(m[0])), default=0) for m in _EXERCISES.finditer(at.low)]
        years = [(year, at.at(*last.span())) for year in named]
    elif not years and (given := _given(context, at, day, spans)):
        years = [(given, spans[0].where)]
    yield from ((day, year, where) for year, where in years[:1] if year)


def _given(context: Context, at: Passage, day: Day, spans: Sequence[Time]) -> int:
    """The year in which a grant is voted: its account is not that of the year before, of which nothing is said."""
    taken = taken_on(context)
    if not taken or not spans or str(taken.value.year - 1) in at.low or not _GRANT.search(at.low_text):
        return 0
    return taken.value.year if taken.value < day.value else 0
