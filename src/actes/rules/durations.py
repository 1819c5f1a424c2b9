"""Durations: what the dates make of them; notices, renewals, delays of payment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..finding import Severity
from ..law.limits import NOTICES, PAYMENT, PAYMENT_HEALTH
from ..part import Passage
from ..pattern import pattern
from ..spans.hours import misfits, wrong_ends
from ..spans.network import wrong
from ..spans.periods import notices
from ..spans.relation import Counted, Length, Total
from ..spans.schedule import wrong_schedules
from ..spans.tally import Tally
from ..statements.days import Role, day_of
from ..statements.moments import Lasts, clauses_of, own_clauses
from ..statements.periods import dissent, lasts
from ..text import timewords as say
from ..values.accident import misdated
from ..values.dates import show_date, show_date_numeric
from ..values.durations import Duration, Unit
from ..values.periods import Period
from .periods import dissenting
from .rewritten import relasting
from .rule import Report, Where, as_said, rule


@rule("PER102", "duree-et-dates", Severity.ERREUR)
def duration_and_dates(context: Context) -> Iterator[Report]:
    """La durée annoncée est celle qui sépare les deux dates, premier et dernier jours compris, même quand un autre
    document de l'acte la dit ; avec ses renouvellements, elle fait la durée totale ; ce qui se fait tant de mois
    avant le terme, un congé, un préavis se comptent depuis ce terme, et des heures se comptent de la première à la
    dernière. Ce qu'un délai, une durée, un échéancier mènent à un jour ou à une heure, un jour ou une heure de l'acte
    l'explique.

    De quantième à quantième : un an à partir du 15 septembre 2025 finit le 14 septembre 2026. Un seul jour d'écart est
    une autre façon de compter : la forme est à revoir, le sens est clair.

    Mauvais : « 24 mois, du 1er janvier 2025 au 31 décembre 2025 »
    Bon : « 12 mois, du 1er janvier 2025 au 31 décembre 2025 »
    Corrige : la durée, quand les dates sont celles de la fiche
    Source : code civil, art. 2228 et 2229, par analogie
    """
    entered = context.entry.periode.period if context.entry and context.entry.periode else None
    yield from dissenting(context, dated=False)
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
    related = as_said(span, *since)
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
    return fault, as_said(*others)


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
    related = as_said(one) if one.block != last.block else ()
    return Report(where, message, "corrigez l’un des trois nombres", related=related, severity=Severity.ALERTE)


HEADED = 4  # blocks in which an act says what it is
_LIMITS = frozenset((say.TIMES, say.AT_MOST, say.TOTAL, say.LIMIT, say.WITHIN))
_UNLESS = pattern(r"\b(?:sans|aucune?|pas|exclu\w*|conge|ne (?:peut|pourra|saurait)|une nouvelle periode)\b")
_BILL = pattern(r"\bfactures?\b|demandes? de paiement|delai (?:global |maxim\w+ )?de paiement|dues au titulaire")
_OURS = pattern(r"titre de recette|avis des sommes|redevance|loyer|usager|mise en demeure|retard|contest|reclam")
_LONGEST = 120  # days: more is no delay of payment
_ONE_YEAR = pattern(r"[^.;\n]{0,40}\b(?:pour|au\stitre\sde)\s(?:l'(?:annee|exercice)\b|un\san\b|une\sannee\b)")


@rule("PER202", "preavis-trop-long", Severity.ALERTE)
def notice_too_long(context: Context) -> Iterator[Report]:
    """Un préavis tient dans ce qui reste de la période ; sinon la clause ne pourra jamais jouer. Celui d'un bail n'est
    pas plus court que celui de la loi : six mois pour un bail professionnel ou commercial.

    Mauvais : « préavis de douze mois », pour une convention de six mois
    Bon : « préavis de deux mois », pour une convention de six mois
    Source : usage ; loi n° 86-1290 du 23 décembre 1986, art. 57 A (bail professionnel)
    """
    reference, _ = dissent(context)
    signed = day_of(context, Role.ACTE)
    for notice, limit, where in notices(context, reference, signed.value if signed else None):
        message, hint = f"un préavis de {notice.value} ne tient pas dans {limit}", "raccourcissez le préavis"
        yield Report(notice.where, message, hint, str(notice.value), related=((where, limit),))
    yield from _too_short(context)


def _too_short(context: Context) -> Iterator[Report]:
    """A notice shorter than the law gives for a lease of the kind that the first words name."""
    for part in context.own:
        title = " ".join(part.lows()[:HEADED])
        fact = next((fact for kind, fact in NOTICES if kind.search(title)), None)
        spans = (s for c in clauses_of(context) if c.where.part is part for s in c.spans if s.lasts is Lasts.NOTICE)
        for span in spans if fact else ():
            if fact and span.own and (span.value.mois or 99) < fact.value:
                message = f"préavis de {span.value}, celui de la loi est de {fact.value} mois ({fact.source})"
                yield Report(span.where, message, "écrivez celui de la loi", str(span.value), f"{fact.value} mois")
                return


@rule("PER204", "reconduction-sans-limite", Severity.ALERTE)
def endless(context: Context) -> Iterator[Report]:
    """Une convention qui se reconduit tacitement sans limite engage au-delà de ce qui a été approuvé : quand le montant
    n'est voté que pour un an, rien ne fonde la dépense des années suivantes, et le contrat ne se remet plus en
    concurrence. Une reconduction limitée, ou un montant annuel, ne sont pas relevés.

    Mauvais : « un an, puis reconduite tacitement d'année en année », pour « 8 000,00 € au titre de l'année 2026 »
    Bon : « un an, reconductible tacitement deux fois », pour « 8 000,00 € par an »
    Source : code de la commande publique, art. L. 2112-5 et R. 2112-4
    """
    voted = next(_for_one_year(context), None)
    for clause in own_clauses(context) if voted else ():
        low, again = folded(clause.where.text), clause.shape.find(2 * say.AGAIN)
        limited = _LIMITS & {*clause.shape} or "tacit" not in low or _UNLESS.search(low)
        if voted is not None and again >= 0 and not limited:
            first, last = clause.tokens[again : again + 2]
            where = Passage(clause.where.part, clause.where.block, first.start, last.end)
            message = "la reconduction tacite n’a pas de limite, et le montant n’est dit que pour un an"
            hint = "limitez le nombre des reconductions, ou dites le montant de chaque année"
            yield Report(where, message, hint, related=((voted, voted.text),))


def _for_one_year(context: Context) -> Iterator[Passage]:
    """Amounts that the act gives for one year alone."""
    for passage, mention in context.passages(MentionKind.AMOUNT):
        before = passage.low_before[-60:]
        lone = mention.basis is None and passage.kind is not Kind.TABLEAU and "an" not in before.split()
        if lone and (passage.then(_ONE_YEAR) or _ONE_YEAR.search(before)):
            yield passage


@rule("PER207", "delai-de-paiement", Severity.ALERTE)
def slow_payment(context: Context) -> Iterator[Report]:
    """Une collectivité paie les factures de ses marchés en trente jours au plus, un établissement public de santé en
    cinquante : un contrat ne peut convenir d'un délai plus long, qui ouvre droit à des intérêts.

    Mauvais : « les factures sont payées dans un délai de 45 jours »
    Bon : « les factures sont payées dans un délai de 30 jours »
    Source : code de la commande publique, art. L. 2192-10, R. 2192-10 et R. 2192-11 (à vérifier)
    """
    health = any("hospitalier" in part.low or "etablissement public de sante" in part.low for part in context.parts)
    most = (PAYMENT_HEALTH if health else PAYMENT).value
    for clause in own_clauses(context):
        low = folded(clause.where.text)
        if say.PAID not in clause.shape or not _BILL.search(low):
            continue
        for span in clause.spans:
            days = span.value.jours if span.value.jours is not None else 30 * (span.value.mois or 0)
            if span.lasts is Lasts.WITHIN and span.own and most < days <= _LONGEST and not _OURS.search(low):
                message = f"le délai de paiement est de « {span.where.text} », et de {most} jours au plus"
                yield Report(span.where, message, f"écrivez « {most} jours »", str(span.value), f"{most} jours")
