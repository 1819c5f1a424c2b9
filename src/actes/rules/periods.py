"""The period of the act: said the same everywhere, agreeing with its duration, in order, with its years inside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from ..context import Context
from ..figures import ladders
from ..finding import Severity
from ..part import Passage
from ..spans.bounds import other_end, other_start
from ..spans.days import other_days
from ..spans.hours import misfits, wrong_ends
from ..spans.network import wrong
from ..spans.periods import closed, neighbours, slices
from ..spans.relation import Counted, Length, Total
from ..spans.schedule import wrong_schedules
from ..spans.tally import Tally
from ..spans.years import odd_ones
from ..statements.former import former
from ..statements.periods import Said, dissent, lasts, whole
from ..statements.statement import Statement
from ..values.accident import misdated, mistyped
from ..values.dates import show_date, show_date_numeric
from ..values.durations import Duration, Unit
from ..values.periods import Period
from .rewritten import for_period, relasting
from .rule import Report, Where, rule

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
    yield from _dissenting(context, dated=True)
    yield from _nearly(context)
    yield from _odd_year(context)
    yield from _same_words(context)


def _dissenting(context: Context, *, dated: bool) -> Iterator[Report]:
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
        related = tuple((where, f"« {where.text} »") for where in end.others)
        message = f"{what} le {said} ici, le {meant} ailleurs"
        hint = f"dites le même jour, ou de quoi chacun est {'la fin' if what == 'fin' else 'le début'}"
        severity = Severity.ALERTE if mistyped(end.said, end.meant) else Severity.CONSEIL
        yield Report(end.odd, message, hint, said, meant, related, severity)


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


@rule("PER102", "duree-et-dates", Severity.ERREUR)
def duration_and_dates(context: Context) -> Iterator[Report]:
    """La durée annoncée est celle qui sépare les deux dates, premier et dernier jours compris, même quand un autre
    document de l'acte la dit ; avec ses renouvellements, elle fait la durée totale ; ce qui se fait tant de mois
    avant le terme se compte depuis ce terme, et des heures se comptent de la première à la dernière. Ce qu'un
    délai, une durée, un échéancier mènent à un jour ou à une heure, un jour ou une heure de l'acte l'explique.

    De quantième à quantième : un an à partir du 15 septembre 2025 finit le 14 septembre 2026. Un seul jour d'écart est
    une autre façon de compter : la forme est à revoir, le sens est clair.

    Mauvais : « 24 mois, du 1er janvier 2025 au 31 décembre 2025 »
    Bon : « 12 mois, du 1er janvier 2025 au 31 décembre 2025 »
    Corrige : la durée, quand les dates sont celles de la fiche
    Source : code civil, art. 2228 et 2229, par analogie
    """
    entered = context.entry.periode.period if context.entry and context.entry.periode else None
    yield from _dissenting(context, dated=False)
    for one in wrong(context):
        match one:
            case Length():
                yield _wrong_length(one, entered)
            case Counted():
                yield _led_to(one)
            case Total():
                yield _wrong_total(one)
            case Tally():
                hint, related = "corrigez le nombre ou les jours", ((one.what, one.what.text),)
                yield Report(one.where, str(one), hint, related=related, severity=Severity.ALERTE)
    lasting = list(misfits(context))
    for misfit in lasting:
        yield Report(misfit.where, str(misfit), "corrigez la durée ou les heures", severity=Severity.ALERTE)
    told = {misfit.where[:2] for misfit in lasting}
    for ended in (one for one in wrong_ends(context) if one.where[:2] not in told):
        yield Report(ended.where, str(ended), "corrigez l’heure ou la durée", severity=Severity.ALERTE)
    for unpaid in wrong_schedules(context):
        hint = "corrigez le nombre, la périodicité ou la date"
        yield Report(unpaid.where, str(unpaid), hint, related=unpaid.related, severity=Severity.ALERTE)


FAR, A_WEEK = 40, 7  # days: farther off than a month mistyped, the day is of something else


def _led_to(one: Counted) -> Report:
    """A day that a duration does not lead to, counted from another."""
    (said, right), span = one.said, one.span.where
    since = [one.since.where] if one.since else []
    related = tuple((where, f"« {where.text} »") for where in (span, *since))
    leads = "mène" if span.text.lower().startswith(("un ", "une ", "1 ")) else "mènent"
    message = f"{span.text} {leads} au {right}, et non au {said}"
    away = abs(one.day.value - one.right).days
    elsewhere = one.span.value.jours is not None and away > FAR and not misdated(one.day.value, one.right)
    severity = Severity.ALERTE if (one.close or one.stated) and not elsewhere else Severity.CONSEIL
    return Report(one.day.where, message, "corrigez la date ou le délai", said, right, related, severity)


def _wrong_length(length: Length, entered: Period | None) -> Report:
    """`entered` is the period that the entry states: of its days and their duration, these are then wrong."""
    period, value, inclusive = length.period, length.value, length.end.where.text.endswith(("inclus", "compris"))
    said = (
        f"{value}" if length.times == 1 else f"{length.span.value}, puis {length.times - 1} fois {length.span.value},"
    )
    days = f" ({period.jours} jours)" if period.duree.mois is not None and value.jours is not None else ""
    first, last, meant = map(show_date_numeric, (period.debut, period.fin, length.expected))
    message = f"du {first} au {last} durent {period.duree}{days}, et non {value} : "
    message += f"{said} à compter du {first} finissent le {meant}"
    severity = _severity(period, value, length.expected, inclusive) if lasts(period, value) else Severity.ERREUR
    if severity is not Severity.ERREUR:
        message += " (un jour d’écart : premier et dernier jours sont comptés)"
    if length.alone:
        severity = Severity.ALERTE
    if _of_another_sort(length):
        severity = Severity.CONSEIL
    if length.times > 1:
        message = f"{said} à compter du {first}, finissent le {meant}, et non le {last}"
        severity = Severity.ALERTE
    hint = f"écrivez « {period.duree} », ou « au {show_date(length.expected)} »"
    where, related = _around(length)
    sure = period == entered and length.times == 1 and severity is Severity.ERREUR
    fix = relasting(length.span.where, value, period) if sure else ()
    return Report(where, message, hint, str(value), str(period.duree), related, severity, fix)


def _of_another_sort(length: Length) -> bool:
    """Whether it measures something else: days far from whole months, months but for a week, weeks of a longer time."""
    period, value = length.period, length.value
    if period.duree.mois is not None and value.mois is None:
        return not length.near  # « 100 jours par trimestre »
    if period.duree.mois is None and value.unite is Unit.MOIS:
        return abs((period.fin - length.expected).days) <= A_WEEK  # from its first Monday to a Friday
    return value.unite is Unit.SEMAINE and period.jours > (value.jours or 0) + FAR  # but for holidays


def _around(length: Length) -> tuple[Passage, tuple[tuple[Where, str], ...]]:
    """The words from the first to the last in one sentence; else the duration, and the two days beside it."""
    places = [length.span.where, length.start.where, length.end.where]
    if length.near:
        first, last = min(p.start for p in places), max(p.end for p in places)
        return Passage(places[0].part, places[0].block, first, last), ()
    fault, *others = reversed(places) if length.times > 1 else places
    return fault, tuple((where, f"« {where.text} »") for where in others)


def _severity(period: Period, value: Duration, expected: date, inclusive: bool) -> Severity:
    """One day apart: another way to count months, if it is a day more; for days a doubt, unless « inclus » is said."""
    if value.jours is None:
        return Severity.CONSEIL if period.fin > expected else Severity.ALERTE
    return Severity.ERREUR if inclusive else Severity.ALERTE


def _wrong_total(total: Total) -> Report:
    one, last = total.each.where, total.total.where
    where = Passage(last.part, last.block, one.start if one.block == last.block else last.start, last.end)
    each, again, said = total.each.value, total.again.value, total.total.value
    message = f"{each}, puis {total.times} fois {again}, font {total.made}, et non {said}"
    related = ((one, f"« {one.text} »"),) if one.block != last.block else ()
    return Report(where, message, "corrigez l’un des trois nombres", related=related, severity=Severity.ALERTE)


@rule("PER403", "tranches-qui-se-suivent", Severity.ALERTE)
def follow_each_other(context: Context) -> Iterator[Report]:
    """Des périodes données l'une après l'autre se suivent sans se recouvrir, et sans trou plus court qu'elles ; des
    tranches de revenus aussi.

    Deux tarifs pour un même jour ou un même quotient, ou aucun, viennent d'une date ou d'un nombre mal recopié.

    Mauvais : « 474 € du 1er janvier 2017 au 31 mai 2017 », puis « 518 € du 1er juillet 2017 au 31 décembre 2017 »
    Bon : « 474 € du 1er janvier 2017 au 31 mai 2017 », puis « 518 € du 1er juin 2017 au 31 décembre 2017 »
    Source : usage
    """
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
