"""The period of the act: said the same everywhere, with its years inside; periods that follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from ..context import Context
from ..figures import ladders
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..spans.days import other_days
from ..spans.order import renewed
from ..spans.periods import closed, neighbours, other_end, other_start, slices
from ..spans.replaced import replaced
from ..spans.years import Named, odd_ones, years_named
from ..statements.confirmed import asked
from ..statements.days import Role, taken_on
from ..statements.former import former
from ..statements.periods import Said, dissent, whole
from ..statements.subjects import TITLES, Statement
from ..text.tenses import Tells, tells
from ..values.accident import misdated, mistyped
from ..values.dates import show_date, show_date_numeric
from ..values.grammar import list_and
from ..values.periods import Period
from .rewritten import for_period
from .rule import Report, Where, as_said, rule

NOTICE = 2  # years: « au bout de trois ou six ans » is no end of the act


@rule("PER101", "date-contradictoire", Severity.ERREUR)
def contradictory(context: Context) -> Iterator[Report]:
    """La période d'un acte est la même dans son titre, ses visas, ses articles, ses annexes et sa fiche ; un acte pris
    pour une année la nomme partout ; ce qui est dit deux fois dans les mêmes mots porte la même date les deux fois.

    Deux périodes différentes rendent l'engagement incertain : on ne sait plus ce qui est dû, ni jusqu'à quand. La cause
    la plus fréquente est une date de l'acte précédent, restée dans un article ; une date qui ne diffère que par un
    jour, un mois ou une année a été mal recopiée à l'un des deux endroits.

    Mauvais : « article 1 : 24 mois à partir du 1er janvier 2024 », « article 8 : du 01/01/2025 au 31/12/2026 »
    Bon : « article 1 : 24 mois à partir du 1er janvier 2025 », « article 8 : du 01/01/2025 au 31/12/2026 »
    Corrige : les dates et la durée, quand la fiche dit la période
    Source : usage
    """
    yield from dissenting(context, dated=True)
    yield from _nearly(context)
    yield from _odd_year(context)
    yield from _same_words(context)


def dissenting(context: Context, *, dated: bool) -> Iterator[Report]:
    """What is not the period of the act: by its days, or by its duration alone."""
    reference, others = dissent(context)
    period = reference.value.period if reference else None
    if reference is None or period is None:
        return
    entered = not isinstance(reference.where, Passage)
    agreeing = [said for said in whole(context) if said not in others]
    told = [one for one in others if dated is bool(one.value.extent.debut or one.value.extent.fin)]
    several = not entered and len(set(map(_value, told))) > 1  # seasons, tranches of it
    for _, alike in groupby(sorted(told, key=_value), key=_value):
        same = list(alike)
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
            severity=Severity.CONSEIL if several else _doubt(first.value, period),
            fix=tuple(
                fixed
                for said in same
                if entered and said.value.sure
                for fixed in for_period(said.where, said.value.extent, period)
            ),
        )


def _doubt(said: Said, period: Period) -> Severity | None:
    """A day of another year, month or day is a slip; farther off, it is of a season, another contract."""
    start, end = said.extent.debut, said.extent.fin
    far = [one for one, other in ((start, period.debut), (end, period.fin)) if one and not misdated(one, other)]
    if far or (end and not start and abs(end.year - period.fin.year) > NOTICE):
        return Severity.CONSEIL
    return None if said.sure else Severity.ALERTE


def _nearly(context: Context) -> Iterator[Report]:
    """What is nearly the same period, or the same first day: perhaps of something else."""
    found = list(neighbours(context))
    many = len({one.value.period for one in closed(context)}) > 2
    for twice in found:
        seasons = twice.said.duree.mois and twice.meant.duree.mois  # of whole months: of two things
        once = len(twice.others) < 2 and many and not context.entry  # the works, and the days without parking
        severity = Severity.CONSEIL if seasons or once or len(found) > 1 else Severity.ALERTE  # several are of several
        message = f"{twice.said} : presque la même période que {twice.meant}, dite ailleurs"
        hint = f"écrivez « {twice.meant} » si c’est la même, sinon dites en quoi elle diffère"
        related = tuple((where, str(twice.meant)) for where in twice.others)
        yield Report(twice.odd, message, hint, str(twice.said), str(twice.meant), related, severity)
    bounds = (*(("fin", one) for one in other_end(context)), *(("début", one) for one in other_start(context)))
    for what, end in bounds:
        said, meant = show_date_numeric(end.said), show_date_numeric(end.meant)
        message = f"{what} le {said} ici, le {meant} ailleurs"
        hint = f"dites le même jour, ou de quoi chacun est {'la fin' if what == 'fin' else 'le début'}"
        severity = Severity.ALERTE if mistyped(end.said, end.meant) else Severity.CONSEIL
        yield Report(end.odd, message, hint, said, meant, as_said(*end.others), severity)


def _odd_year(context: Context) -> Iterator[Report]:
    """Another year, said once and next to that of the act: what last year's act leaves most often."""
    found = list(odd_ones(context))
    severity = Severity.CONSEIL if len(found) > 1 else Severity.ALERTE  # a table of seasons has several
    for odd, usual, places in found:
        right = "-".join(map(str, dict.fromkeys((usual.years[0], usual.years[-1]))))
        message = f"« {odd.where.text} » ici, {right} {'ailleurs' if usual.season else 'partout ailleurs'}"
        related = tuple((one.where, right) for one in places)
        yield Report(odd.where, message, _same(right), odd.where.text, right, related, severity)


def _same_words(context: Context) -> Iterator[Report]:
    """One thing in the same words, with two dates."""
    for twice in other_days(context):
        day, meant = show_date_numeric(twice.said), show_date_numeric(twice.meant)
        message, related = f"{day} ici, {meant} ailleurs, dans les mêmes mots", ((twice.right, meant),)
        doubt = not mistyped(twice.said, twice.meant) or abs(twice.said.year - twice.meant.year) > 1
        severity = Severity.CONSEIL if doubt else Severity.ALERTE
        if misdated(twice.said, twice.meant):
            yield Report(twice.odd, message, _same(show_date(twice.meant)), day, meant, related, severity)


def _same(right: str) -> str:
    return f"écrivez « {right} » si c’est la même chose"


RENEWED = 10  # years that renewals may add
LEFT = 4  # years: older ones were not left over from the last act
_NEXT = pattern(r"\b(?:demande|candidature|(?:re)?inscription)s? pour (?:l[ae] |l')?(?:[a-z]+ )?\Z")


@rule("PER104", "annee-hors-periode", Severity.ALERTE)
def year_outside(context: Context) -> Iterator[Report]:
    """Les années que l'acte nomme pour ce qu'il prévoit sont celles de sa période.

    Une répartition « pour 2024 et 2025 » dans un acte qui court de 2025 à 2026 vient presque toujours de l'acte
    précédent. Les années d'un autre texte, d'un historique ou d'un budget ne sont pas examinées ici.

    Mauvais : « répartition financière pour 2024 et 2025 », pour une convention du 01/01/2025 au 31/12/2026
    Bon : « répartition financière pour 2025 et 2026 »
    Source : usage
    """
    reference, _ = dissent(context)
    if reference is None or reference.value.period is None:
        return
    period = reference.value.period
    last = max(period.annees) + (RENEWED if renewed(context) else 0)
    first = min(period.annees) - LEFT
    late = {*range(period.fin.year + 1, last + 1)}
    for named in years_named(context):
        outside = [year for year in named.years if year > first and year not in late.union(period.annees)]
        if outside and min(outside) > period.fin.year and named.where.led(_NEXT):
            continue  # « toute demande pour la saison 2027 »
        meant = _running(context, named) or _as_cited(context, named) or _told(named.where)
        if outside and not meant and not asked(context, named.where):
            yield _outside(named, outside, reference, period)


def _running(context: Context, named: Named) -> bool:
    """« 320 licenciés pour la saison 2025-2026 », of an act of June 2026: of the season in which it is taken."""
    taken = taken_on(context, Role.CONVENTION)
    return taken is not None and "-" in named.where.text and taken.value.year == named.years[-1]


_ANNEXE = pattern(r"annexe (?:n ?° ?)?[0-9]{1,2}\b")


def _as_cited(context: Context, named: Named) -> bool:
    """« ANNEXE 2 – DÉPENSES 2024 », and the act says « les dépenses de l'exercice 2024 (annexe 2) »: it means them."""
    title = _ANNEXE.match(named.where.low)
    cited = pattern(rf"\b{re.escape(title[0])}\b") if title and len(named.years) == 1 else None
    found = (at for part in context.own for at, _ in part.found(cited, "annexe")) if cited else ()
    return any(str(named.years[0]) in at.clause.low_text for at in found if at.kind not in TITLES)


_MEASURED = pattern(
    r"\b(?:moyennes?|sur la base|base de calcul|indices?|constate\w*|annee (?:20[0-9]{2} )?entiere|realise\w*"
    r"|comptes? de l'(?:annee|exercice))\b"
)


def _told(where: Passage) -> bool:
    """« une baisse de 27 % entre 2024 et 2025 », « sur la moyenne des années 2021 à 2023 »: what has been."""
    clause = where.clause.low_text
    return where.before.endswith("entre ") or tells(clause, Tells.FORMERLY) or _MEASURED.search(clause) is not None


def _outside(named: Named, outside: list[int], reference: Statement[Said], period: Period) -> Report:
    years, those = list_and(map(str, outside)), list_and(map(str, period.annees))
    return Report(
        named.where,
        f"{years} : hors de la période de l’acte, {period}",
        f"vérifiez l’année : la période touche {those}",
        found=years,
        expected=those,
        related=((reference.where, str(period)),),
        severity=Severity.CONSEIL if len(outside) > 1 else None,  # those of figures, of a budget
    )


@rule("PER403", "tranches-qui-se-suivent", Severity.ALERTE)
def follow_each_other(context: Context) -> Iterator[Report]:
    """Des périodes données l'une après l'autre se suivent sans se recouvrir, et sans trou plus court qu'elles ; des
    tranches de revenus aussi. Ce qui est remplacé cesse la veille, ou le jour même, où ce qui le remplace s'applique,
    et le titre dit ce jour.

    Deux tarifs pour un même jour ou un même quotient, ou aucun, viennent d'une date ou d'un nombre mal recopié.

    Mauvais : « 474 € du 1er janvier 2017 au 31 mai 2017 », puis « 518 € du 1er juillet 2017 au 31 décembre 2017 »
    Bon : « 474 € du 1er janvier 2017 au 31 mai 2017 », puis « 518 € du 1er juin 2017 au 31 décembre 2017 »
    Source : usage
    """
    yield from _replaced(context)
    for lower, upper in ladders.broken(context):
        message = f"les autres tranches se suivent, et « {upper.where.text} » ne suit pas « {lower.where.text} »"
        yield Report(upper.where, message, "corrigez l’une des deux tranches", related=((lower.where, "la tranche"),))
    for one, other, hole in slices(context):
        first, second = one.value.period, other.value.period
        if hole is not None and first and second and _weekend(first.fin, second.debut):
            continue
        message = f"{second} recouvre {first}, dit juste avant"
        if hole is not None:
            message = f"rien n’est dit {hole}, entre {first} et {second}"
        hint = "corrigez l’une des deux périodes" + (", ou dites pourquoi" if hole is not None else "")
        doubt = Severity.CONSEIL if hole is None else None  # a school year, and the contract that it is in
        yield Report(other.where, message, hint, related=((one.where, str(first)),), severity=doubt)


def _replaced(context: Context) -> Iterator[Report]:
    """What is replaced ceases when what replaces it begins; a title says that day too."""
    for one in replaced(context):
        said, start = show_date_numeric(one.said), show_date_numeric(one.start)
        message = f"« {one.where.text} » dans le titre, le {start} dans l’acte"
        if one.ceases:
            message = f"l’ancien texte cesse le {said}, et le nouveau s’applique le {start}"
        related = ((one.new, start),)
        yield Report(one.where, message, "corrigez l’une des deux dates", said, start, related)


def _weekend(last: date, first: date) -> bool:
    """Whether only a Saturday and a Sunday lie between."""
    hole = range(1, (first - last).days)
    return len(hole) <= 2 and all((last + timedelta(days=n)).weekday() > 4 for n in hole)


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
