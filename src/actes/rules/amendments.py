"""What an avenant changes: the old end it names is that of the convention, the new durations are those of the dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..finding import Severity
from ..part import Passage
from ..spans.extended import extensions, moved, raised, raised_and_moved, wrong_ends
from ..statements.periods import lasts, periods
from ..statements.statement import About
from ..statements.subjects import Subjects
from ..values.dates import show_date_numeric
from ..values.dateshift import add
from ..values.durations import Duration
from ..values.periods import Period
from .rule import Report, rule


@rule("AVE101", "avenant-et-convention", Severity.ERREUR)
def changes(context: Context) -> Iterator[Report]:
    """L'avenant part de la fin de la convention qu'il modifie, et les durées qu'il donne sont celles des dates.

    Mauvais : « le 30 septembre 2026 est remplacé par le 31 mars 2027 ; la durée est portée de 18 à 30 mois »
    Bon : « le 30 septembre 2026 est remplacé par le 31 mars 2027 ; la durée est portée de 18 à 24 mois »
    Source : usage
    """
    cited = [(s.value.period, s) for s in periods(context) if s.subject.about is About.CITED]
    known = [(period, said) for period, said in cited if period is not None]
    if not known or not Subjects.of_context(context).avenant:
        return
    period, base = max(known, key=lambda pair: pair[0].fin)
    related = ((base.where, str(period)),)
    ends = tuple(moved(context))
    for one in ends:
        where, old, new = one.where, one.old, one.new
        if old != period.fin:
            ends_on = show_date_numeric(period.fin)
            message = f"l’avenant remplace le {show_date_numeric(old)}, mais la convention finit le {ends_on}"
            yield Report(where, message, "corrigez l’ancienne date", str(old), str(period.fin), related)
        elif new <= old:
            message = (
                f"la nouvelle fin ({show_date_numeric(new)}) n’est pas après l’ancienne ({show_date_numeric(old)})"
            )
            yield Report(where, message, "corrigez la nouvelle date", related=related)
    for before, after, where in raised(context):
        yield from _durations(where, before.value, after.value, period, ends[0].new if ends else None)


def _durations(where: Passage, before: Duration, after: Duration, old: Period, end: date | None) -> Iterator[Report]:
    if not lasts(old, before):
        message = f"l’ancienne durée est dite de {before} ; la convention, {old}, dure {old.duree}"
        yield Report(where, message, "corrigez l’ancienne durée", str(before), str(old.duree))
    elif end is not None and end > old.debut and not lasts(Period(old.debut, end), after):
        real = Period(old.debut, end)
        message = f"la nouvelle durée est dite de {after} ; {real} durent {real.duree}"
        yield Report(where, message, "corrigez la nouvelle durée ou la nouvelle date", str(after), str(real.duree))


@rule("AVE102", "prolongation", Severity.ALERTE)
def extension(context: Context) -> Iterator[Report]:
    """Une prolongation mène de l'ancienne fin à la nouvelle : elle dure ce qui les sépare, et partout autant.

    Mauvais : « arrive à échéance le 31 décembre 2025 », « prolonger de deux ans, soit jusqu'au 31 décembre 2026 »
    Bon : « arrive à échéance le 31 décembre 2025 », « prolonger de deux ans, soit jusqu'au 31 décembre 2027 »
    Source : usage
    """
    for move, reached, where in raised_and_moved(context):
        new, right = show_date_numeric(move.new), show_date_numeric(reached)
        message = f"« {where.text} » : de {show_date_numeric(move.old)}, la fin passe au {right}, et non au {new}"
        yield Report(
            move.where, message, "corrigez la durée ou l’une des deux dates", new, right, ((where, where.text),)
        )
    every = tuple(extensions(context))
    if not every:
        return
    first = every[0]
    for other in every[1:]:
        if not other.value.same_as(first.value):
            message, related = (
                f"prolongation de {other.value} ici, de {first.value} ailleurs",
                ((first.where, str(first.value)),),
            )
            yield Report(other.where, message, "gardez la durée exacte aux deux endroits", related=related)
            return
    for old, place, end, there in wrong_ends(context, first):
        before, meant, after = (show_date_numeric(day) for day in (old, add(old, first.value), end))
        message = f"{first.value} après le {before} mènent au {meant}, et non au {after}"
        both = ((first.where, f"prolongation de {first.value}"), (there, after))
        yield Report(place, message, "corrigez la durée ou l’une des deux dates", related=both)
