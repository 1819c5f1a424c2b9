"""Periods that look alike: nearly the same, starting nearly the same day, or following each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.periods import Said, dissent, periods, whole
from ..statements.statement import THIS, About, Statement
from ..statements.wording import alike, differ_once, words_around
from ..values.dates import show_date, show_date_numeric
from ..values.periods import Period
from .rule import Report, Where, rule

LONGEST_HOLE = 45  # days: more is a season, not a mistake


@rule("PER401", "periode-voisine", Severity.ALERTE)
def nearly_the_same(context: Context) -> Iterator[Report]:
    """Deux périodes qui ne diffèrent que d'un jour, d'un mois ou d'une année à un bout sont souvent la même.

    Un acte peut donner plusieurs périodes (des saisons, des tranches) ; deux qui se ressemblent à ce point sont à
    relire.

    Mauvais : « l'enquête dure du 5 juin au 7 juillet 2025 », « le dossier est consultable du 5 juin au 7 août 2025 »
    Bon : « l'enquête dure du 5 juin au 7 juillet 2025 », « le dossier est consultable du 5 juin au 7 juillet 2025 »
    Source : usage
    """
    reference, others = dissent(context)
    said = [one for one in periods(context) if one.subject.about is About.THIS and one not in others and _closed(one)]
    counts = {one.value.period: sum(other.value.period == one.value.period for other in said) for one in said}
    first = reference.value.period if reference else None
    ranked = sorted(counts, key=lambda period: (period != first, -counts[period]))
    told: set[Period | None] = set()
    for index, period in enumerate(ranked):
        for other in ranked[index + 1 :]:
            if period and other and other not in told and period not in told and alike(period, other):
                told.add(other)
                yield _neighbour(said, period, other)


def _closed(said: Statement[Said]) -> bool:
    return said.value.extent.debut is not None and said.value.extent.fin is not None and said.value.period is not None


def _neighbour(said: list[Statement[Said]], period: Period, other: Period) -> Report:
    where = next(one.where for one in said if one.value.period == other)
    return Report(
        where,
        f"{other} : presque la même période que {period}, dite ailleurs",
        f"écrivez « {period} » si c’est la même, sinon dites en quoi elle diffère",
        found=str(other),
        expected=str(period),
        related=tuple((one.where, str(period)) for one in said if one.value.period == period),
    )


@rule("PER402", "debut-voisin", Severity.ALERTE)
def nearly_the_same_start(context: Context) -> Iterator[Report]:
    """Le jour à partir duquel l'acte s'applique est le même dans son titre et dans ses articles.

    Mauvais : objet « tarifs à compter du 1er janvier 2026 », article 1er « à compter du 1er janvier 2025 »
    Bon : objet « tarifs à compter du 1er janvier 2026 », article 1er « à compter du 1er janvier 2026 »
    Source : usage
    """
    own = [one for one in whole(context) if one.value.extent.debut]
    reference, others = dissent(context)
    first = reference or next(iter(own), None)
    start = first.value.extent.debut if first else None
    known = {id(one.where) for one in others}
    opened = [(where, day) for where, day in _opened(context) if first is not None and _one_thing(first.where, where)]
    for where, day in (*opened, *_begun(context)):
        if first is not None and start is not None and id(where) not in known and differ_once(start, day):
            message = f"à compter du {show_date_numeric(day)} ici, du {show_date_numeric(start)} ailleurs"
            related = ((first.where, str(first.value.extent)),)
            hint = f"écrivez « {show_date(start)} » si c’est la même chose"
            yield Report(where, message, hint, show_date_numeric(day), show_date_numeric(start), related)
            return


def _one_thing(one: Where, other: Where) -> bool:
    """Whether two starts may be of one thing: words around them in common; an entry's field is of the whole act."""
    if not isinstance(one, Passage) or not isinstance(other, Passage):
        return True
    return bool(words_around(one) & words_around(other))


def _opened(context: Context) -> Iterator[tuple[Where, date]]:
    """The days from which something applies, where no end is said."""
    for said in periods(context):
        extent = said.value.extent
        since = extent.mention.text.lower().startswith("depuis")
        if extent.debut and extent.fin is None and extent.duree is None and not since and said.subject == THIS:
            yield said.where, extent.debut


_BEGUN = re.compile(r"(?:d[ée]but\w*|commenc\w+|d[ée]marr\w+)\s(?:au|le|du|:)\s*\Z", re.IGNORECASE)


def _begun(context: Context) -> Iterator[tuple[Where, date]]:
    """« qui a débuté au 1er octobre 2024 »."""
    for passage, mention in context.passages(MentionKind.DATE):
        said = _BEGUN.search(passage.context, max(0, passage.start - 25), passage.start)
        if said and isinstance(mention.value, date) and mention.of is None:
            yield passage, mention.value


@rule("PER403", "tranches-qui-se-suivent", Severity.ALERTE)
def slices(context: Context) -> Iterator[Report]:
    """Des périodes données l'une après l'autre se suivent sans se recouvrir, et sans trou plus court qu'elles.

    Deux tarifs pour un même jour, ou aucun, viennent d'une date mal recopiée.

    Mauvais : « 474 € du 1er janvier 2017 au 31 mai 2017 », puis « 518 € du 1er juillet 2017 au 31 décembre 2017 »
    Bon : « 474 € du 1er janvier 2017 au 31 mai 2017 », puis « 518 € du 1er juin 2017 au 31 décembre 2017 »
    Source : usage
    """
    said = [one for one in periods(context) if one.subject == THIS and not one.value.whole and _closed(one)]
    for one, other in pairwise(said):
        first, second = one.value.period, other.value.period
        if first and second and first != second and _follow(one.where, other.where) and not alike(first, second):
            yield from _slice(one, other, first, second)


def _slice(one: Statement[Said], other: Statement[Said], first: Period, second: Period) -> Iterator[Report]:
    common, hole = first.intersection(second), first.gap(second)
    related = ((one.where, str(first)),)
    if common is not None:
        message = f"{second} recouvre {first}, dit juste avant"
        yield Report(other.where, message, "corrigez l’une des deux périodes", related=related)
    elif hole is not None and hole.jours < min(first.jours, second.jours, LONGEST_HOLE):
        message = f"rien n’est dit {hole}, entre {first} et {second}"
        yield Report(other.where, message, "corrigez l’une des deux périodes, ou dites pourquoi", related=related)


def _follow(one: Where, other: Where) -> bool:
    """Whether two periods stand in lines that follow each other."""
    if not isinstance(one, Passage) or not isinstance(other, Passage) or one.part is not other.part:
        return False
    lines = one.kind == other.kind and one.kind in (Kind.ITEM, Kind.PARAGRAPHE) and other.block - one.block == 1
    rows = one.block == other.block and one.kind is Kind.TABLEAU
    return lines or rows
