"""The period of the act: said the same everywhere, agreeing with its duration, in order, with its years inside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ..context import Context
from ..facts import MentionKind, walk
from ..finding import Severity
from ..statements.extents import Extent
from ..statements.former import former
from ..statements.periods import Said, dissent, lasts, periods, whole
from ..statements.statement import Statement
from ..values.dates import show_date, show_date_numeric
from ..values.dateshift import end_of
from ..values.periods import Period
from .rule import Report, Where, rule


@rule("PER101", "periode-contradictoire", Severity.ERREUR)
def contradictory(context: Context) -> Iterator[Report]:
    """La période d'un acte est la même dans son titre, ses visas, ses articles, ses annexes et sa fiche.

    Deux périodes différentes rendent l'engagement incertain : on ne sait plus ce qui est dû, ni jusqu'à quand. La cause
    la plus fréquente est une date de l'acte précédent, restée dans un article.

    Mauvais : « article 1 : 24 mois à partir du 1er janvier 2024 », « article 8 : du 01/01/2025 au 31/12/2026 »
    Bon : « article 1 : 24 mois à partir du 1er janvier 2025 », « article 8 : du 01/01/2025 au 31/12/2026 »
    Source : usage
    """
    reference, others = dissent(context)
    if reference is None or reference.value.period is None:
        return
    period = reference.value.period
    agreeing = [said for said in whole(context) if said not in others]
    for _, same in groupby(sorted(others, key=_value), key=_value):
        first, *more = same
        elsewhere: list[tuple[Where, str]] = [(said.where, str(said.value.extent)) for said in (*more, *agreeing)]
        elsewhere.extend(_of_former(context, first.value))
        yield Report(
            first.where,
            f"la période de l’acte est dite autrement : ici {first.value.extent}, ailleurs {period}",
            f"écrivez « {period} », ou corrigez les autres endroits",
            found=str(first.value.extent),
            expected=str(period),
            related=tuple(elsewhere),
        )


def _of_former(context: Context, said: Said) -> list[tuple[Where, str]]:
    """The period of the act renewed, where what is said falls in it: it was left over."""
    past = former(context)
    days = [day for day in (said.extent.debut, said.extent.fin) if day]
    if past is None or past.period is None or not days or not all(past.period.contains(day) for day in days):
        return []
    return [(context.field("periode", past.identifier, str(past.period)), f"{past.name}, que celui-ci renouvelle")]


def _value(said: Statement[Said]) -> tuple[str, str, str]:
    extent = said.value.extent
    return str(extent.debut), str(extent.fin), str(extent.duree)


@rule("PER102", "duree-et-dates", Severity.ERREUR)
def duration_and_dates(context: Context) -> Iterator[Report]:
    """La durée annoncée est celle qui sépare les deux dates, premier et dernier jours compris.

    De quantième à quantième : un an à partir du 15 septembre 2025 finit le 14 septembre 2026. Un seul jour d'écart est
    une autre façon de compter : la forme est à revoir, le sens est clair.

    Mauvais : « 24 mois, du 1er janvier 2025 au 31 décembre 2025 »
    Bon : « 12 mois, du 1er janvier 2025 au 31 décembre 2025 »
    Source : code civil, art. 2228 et 2229, par analogie
    """
    _, others = dissent(context)
    known = {id(said.where) for said in others}
    for said in periods(context):
        extent, where = said.value.extent, said.where
        if said.in_piece or extent.duree is None or not (extent.debut and extent.fin and extent.debut <= extent.fin):
            continue
        if end_of(extent.debut, extent.duree) == extent.fin or id(where) in known:
            continue
        yield _wrong_duration(extent, where)


def _wrong_duration(extent: Extent, where: Where) -> Report:
    assert extent.debut  # the caller looked
    assert extent.fin
    assert extent.duree
    period, expected = Period(extent.debut, extent.fin), end_of(extent.debut, extent.duree)
    days = f" ({period.jours} jours)" if period.duree.mois is not None and extent.duree.jours is not None else ""
    message = (
        f"{extent} durent {period.duree}{days}, et non {extent.duree} : {extent.duree} à compter du "
        f"{show_date_numeric(extent.debut)} finissent le {show_date_numeric(expected)}"
    )
    severity = _severity(extent, expected) if lasts(period, extent.duree) else Severity.ERREUR
    if severity is not Severity.ERREUR:
        message += " (un jour d’écart : premier et dernier jours sont comptés)"
    hint = f"écrivez « {period.duree} », ou « au {show_date(expected)} »"
    return Report(where, message, hint, str(extent.duree), str(period.duree), severity=severity)


def _severity(extent: Extent, expected: date) -> Severity:
    """One day apart: another way to count months, if it is a day more; for days a doubt, unless « inclus » is said."""
    assert extent.duree
    if extent.duree.jours is None:
        return Severity.CONSEIL if extent.fin and extent.fin > expected else Severity.ALERTE
    return Severity.ERREUR if extent.inclus else Severity.ALERTE


@rule("PER103", "fin-avant-debut", Severity.ERREUR)
def end_before_start(context: Context) -> Iterator[Report]:
    """Une période finit après avoir commencé.

    L'inverse vient d'une année restée de l'acte précédent, ou de deux dates échangées.

    Mauvais : « du 1er janvier 2026 au 31 décembre 2025 »
    Bon : « du 1er janvier 2025 au 31 décembre 2025 »
    Source : usage
    """
    for passage, mention in context.passages(MentionKind.PERIOD, MentionKind.YEARS):
        if mention.problem and not any(part.problem for part in walk(mention.parts)):
            yield Report(passage, mention.problem, "corrigez l’une des deux dates : souvent l’année de l’une d’elles")
    for said in periods(context):
        extent = said.value.extent
        if said.in_piece:
            continue
        if extent.debut and extent.fin and extent.fin < extent.debut:
            message = f"la fin ({show_date_numeric(extent.fin)}) est avant le début ({show_date_numeric(extent.debut)})"
            yield Report(said.where, message, "corrigez l’une des deux dates : souvent l’année de l’une d’elles")
