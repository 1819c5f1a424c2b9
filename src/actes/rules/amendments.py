"""What an avenant changes: the old end it names is that of the convention, the new durations are those of the dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import Mention, MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.periods import lasts, near, periods
from ..statements.statement import About
from ..statements.subjects import Subjects
from ..values.dates import show_date_numeric
from ..values.dateshift import add
from ..values.durations import Duration
from ..values.periods import Period
from .rule import Report, rule

_REPLACED = re.compile(
    r"(?:rempla[cç]|report|repouss|prorog|prolong)\w*[^.;]{0,40}?\b(?:celle\s)?(?:du|au|par\sle)\s*\Z", re.IGNORECASE
)
_RAISED = re.compile(r"(?:port[ée]e?|pass[ée]e?|passe)s?\s(?:ainsi\s)?de\s*\Z", re.IGNORECASE)
_EXTENDS = re.compile(r"(?:prolong|prorog)\w*\s(?:[\w’']+\s){0,3}?(?:de|d['’]|pour)\s?\Z", re.IGNORECASE)
_ENDS = re.compile(r"termin|[ée]ch[ée]ance|expir|prend|ach[èe]v|soit\s", re.IGNORECASE)
_TO = re.compile(r"\s[àa]\s*\Z")


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
    ends = tuple(_replaced(context))
    for where, old, new in ends:
        if old != period.fin:
            ends_on = show_date_numeric(period.fin)
            message = f"l’avenant remplace le {show_date_numeric(old)}, mais la convention finit le {ends_on}"
            yield Report(where, message, "corrigez l’ancienne date", str(old), str(period.fin), related)
        elif new <= old:
            message = (
                f"la nouvelle fin ({show_date_numeric(new)}) n’est pas après l’ancienne ({show_date_numeric(old)})"
            )
            yield Report(where, message, "corrigez la nouvelle date", related=related)
    for where, before, after in _raised(context):
        yield from _durations(where, before, after, period, ends[0][2] if ends else None)


def _durations(where: Passage, before: Duration, after: Duration, old: Period, end: date | None) -> Iterator[Report]:
    if not lasts(old, before):
        message = f"l’ancienne durée est dite de {before} ; la convention, {old}, dure {old.duree}"
        yield Report(where, message, "corrigez l’ancienne durée", str(before), str(old.duree))
    elif end is not None and end > old.debut and not lasts(Period(old.debut, end), after):
        real = Period(old.debut, end)
        message = f"la nouvelle durée est dite de {after} ; {real} durent {real.duree}"
        yield Report(where, message, "corrigez la nouvelle durée ou la nouvelle date", str(after), str(real.duree))


def _replaced(context: Context) -> Iterator[tuple[Passage, date, date]]:
    """« la date du X est remplacée par celle du Y »."""
    for passage, first, second in _pairs(context, MentionKind.DATE):
        old, new = first.value, second.value
        if (
            isinstance(old, date)
            and isinstance(new, date)
            and _REPLACED.search(passage.context, first.end, second.start)
        ):
            yield passage, old, new


def _raised(context: Context) -> Iterator[tuple[Passage, Duration, Duration]]:
    """« portée de 18 mois à 24 mois »."""
    for passage, first, second in _pairs(context, MentionKind.DURATION):
        text, old, new = passage.context, first.value, second.value
        said = _RAISED.search(text, 0, first.start) and _TO.fullmatch(text, first.end, second.start)
        if said and isinstance(old, Duration) and isinstance(new, Duration):
            yield passage, old, new


def _pairs(context: Context, kind: MentionKind) -> Iterator[tuple[Passage, Mention, Mention]]:
    """Two mentions of a kind that follow each other in a block."""
    last: tuple[Passage, Mention] | None = None
    for passage, mention in context.passages(kind):
        if last is not None and last[0].part is passage.part and last[0].block == passage.block:
            yield Passage(passage.part, passage.block, last[1].start, mention.end), last[1], mention
        last = (passage, mention)


@rule("AVE102", "prolongation", Severity.ALERTE)
def extension(context: Context) -> Iterator[Report]:
    """Une prolongation mène de l'ancienne fin à la nouvelle : elle dure ce qui les sépare, et partout autant.

    Mauvais : « arrive à échéance le 31 décembre 2025 », « prolonger de deux ans, soit jusqu'au 31 décembre 2026 »
    Bon : « arrive à échéance le 31 décembre 2025 », « prolonger de deux ans, soit jusqu'au 31 décembre 2027 »
    Source : usage
    """
    extensions = tuple(_extensions(context))
    if not extensions:
        return
    first, where = extensions[0]
    for other, place in extensions[1:]:
        if not other.same_as(first):
            message = f"prolongation de {other} ici, de {first} ailleurs"
            yield Report(place, message, "gardez la durée exacte aux deux endroits", related=((where, str(first)),))
            return
    yield from _wrong_ends(_ends(context), first, where)


def _wrong_ends(ends: list[tuple[date, Passage]], length: Duration, where: Passage) -> Iterator[Report]:
    """Each old end from which the extension does not lead to the new one, the last of all."""
    new = max((day for day, _ in ends), default=None)
    told: set[date] = set()
    for old, place in ends:
        if new is None or old == new or old in told or near(add(old, length), new):
            continue
        told.add(old)
        expected = show_date_numeric(add(old, length))
        message = f"{length} après le {show_date_numeric(old)} mènent au {expected}, et non au {show_date_numeric(new)}"
        related = ((where, f"prolongation de {length}"), *((w, show_date_numeric(d)) for d, w in ends if d == new))
        yield Report(place, message, "corrigez la durée ou l’une des deux dates", related=related)


def _extensions(context: Context) -> Iterator[tuple[Duration, Passage]]:
    for passage, mention in context.passages(MentionKind.DURATION):
        sure = _EXTENDS.search(passage.context, max(0, passage.start - 30), passage.start)
        if sure and isinstance(mention.value, Duration):
            yield mention.value, passage


def _ends(context: Context) -> list[tuple[date, Passage]]:
    """The ends said alone: « se termine le … », « soit jusqu'au … »."""
    said = [(one.value.extent, one.where) for one in periods(context) if not one.in_piece]
    alone = [
        (e.fin, where) for e, where in said if e.fin and not e.debut and not e.duree and isinstance(where, Passage)
    ]
    return [(day, where) for day, where in alone if _ENDS.search(where.context, max(0, where.start - 8), where.end)]
