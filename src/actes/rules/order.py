"""What must come before what: decision, transmission, our signature, receipt, publication, effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..context import Context
from ..facts import MentionKind, walk
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..finding import Severity
from ..law.councils import CLEAR_DAYS
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..spans.agenda import wrong_hours
from ..spans.order import later, notified_first, overdue, successions
from ..spans.replaced import beginnings
from ..statements.days import Day, Role, day_of, days, taken_on
from ..statements.periods import Said, agreed, whole
from ..statements.subjects import Statement, Subjects, is_offer
from ..text.sentences import sentences
from ..values.dates import show_date_numeric
from ..values.periods import Period
from .rule import Report, rule

TAKEN = (Role.ACTE, Role.SEANCE)
# Each formality, and what comes before it.
ORDER = (
    (Role.TRANSMISSION, TAKEN),
    (Role.RECEPTION, (*TAKEN, Role.TRANSMISSION)),
    (Role.PUBLICATION, TAKEN),
    (Role.NOTIFICATION, TAKEN),
    (Role.SEANCE, (Role.CONVOCATION,)),
    (Role.ACTE, (Role.SEANCE,)),
)
ONE_OF_TWO = "corrigez l’une des deux dates : souvent l’année ou le mois"
LONG, MONTHS, SEASON = 400, 92, 120  # days
_OPENLY = pattern(r"\b(?<!pas )retroactivement\b|\bavec effet retroactif\b")
_AFTERWARDS = pattern(r"\b(?:apres|des|a compter de) (?:sa|la) (?:signature|notification)")


@rule("CHR104", "visa-posterieur", Severity.ALERTE)
def cited_later(context: Context) -> Iterator[Report]:
    """Un acte ne vise pas ce qui a eu lieu après lui.

    Une date postérieure dans un visa ou un considérant vient d'une année mal recopiée, ou d'un acte antidaté.

    Mauvais : « Vu la demande du 8 août 2026 », dans un arrêté du 27 novembre 2025
    Bon : « Vu la demande du 8 août 2025 », dans un arrêté du 27 novembre 2025
    Source : usage
    """
    act = taken_on(context, Role.CONVENTION)
    if act is None or is_offer(act.where):
        return
    for passage in later(context, act.value):
        message = f"{passage.text} : après la date de l’acte ({show_date_numeric(act.value)})"
        hint = "vérifiez l’année ; un événement à venir s’annonce au futur"
        yield Report(passage, message, hint, related=((act.where, str(act.role)),))


@rule("CHR201", "signature-avant-decision", Severity.ALERTE)
def signed_before_decided(context: Context) -> Iterator[Report]:
    """La collectivité signe une convention après la décision qui l'autorise, une fois celle-ci transmise et publiée.

    Le partenaire peut signer le premier : laissez la date en blanc, une par signataire. Une même date pour tous, avant
    la décision, laisse croire que la collectivité s'est engagée sans pouvoir le faire ; la transmission qui suit ne
    remédie pas à une signature trop tôt venue. Le même jour n'est pas relevé.

    Mauvais : convention « Fait à Aurillac, le 30 juin 2025 », décision du 8 juillet 2025, transmise le 8
    Bon : « signée par le partenaire le 30 juin 2025 et par la Présidente le 9 juillet 2025 »
    Source : CGCT, art. L. 2131-1 ; CE, avis, 10 juin 1996, n° 176873 (par analogie, à vérifier)
    """
    taken, ours = taken_on(context), day_of(context, Role.NOTRE_SIGNATURE)
    first = day_of(context, Role.CONVENTION)  # the partner may sign before us
    later = [one for one in days(context) if first and one.role is first.role and one.value > first.value]
    signed = ours or max(later, key=lambda one: one.value, default=first)
    if taken is None or signed is None:
        return
    day = show_date_numeric(signed.value)
    if signed.value < taken.value:
        message = f"la convention porte la date du {day}, avant la décision qui l’autorise "
        message += f"({show_date_numeric(taken.value)})"
        hint = "laissez la date en blanc, une par signataire"
        hint, severity = ("signez après la décision, transmise et publiée", Severity.ERREUR) if ours else (hint, None)
        if severity is None and is_offer(signed.where):
            severity = Severity.CONSEIL
        yield Report(signed.where, message, hint, related=((taken.where, str(taken.role)),), severity=severity)
        return
    after = [day_of(context, role) for role in (Role.TRANSMISSION, Role.PUBLICATION)]
    late = [one for one in after if one and one.value > signed.value]
    if late:
        named = " et ".join(f"{one.role} le {show_date_numeric(one.value)}" for one in late)
        message = f"la convention est signée le {day}, avant : {named}"
        related = tuple((one.where, str(one.role)) for one in late)
        yield Report(signed.where, message, "signez après la transmission et la publication", related=related)


@rule("CHR203", "ordre-des-formalites", Severity.ERREUR)
def order_of_events(context: Context) -> Iterator[Report]:
    """Un acte est pris, puis transmis, puis reçu ; il est publié, notifié après avoir été pris ; une séance suit sa
    convocation, la notification d'un contrat ses signatures. Entre la convocation et la séance d'un conseil passent
    trois jours francs au moins, sauf urgence.

    Une date qui renverse cet ordre est mal écrite : elle fait courir un délai de recours qui ne tient pas.

    Mauvais : décision du 8 juillet 2025 « transmise en préfecture le 7 juillet 2025 »
    Bon : décision du 8 juillet 2025 « transmise en préfecture le 8 juillet 2025 »
    Source : CGCT, art. L. 2131-1, L. 2121-11 et L. 2121-12
    """
    told: set[tuple[Role, date]] = set()
    for role, befores in ORDER:
        for day in (one for one in days(context) if one.role is role):
            first = next(
                (one for before in befores if (one := day_of(context, before)) and one.value > day.value), None
            )
            if first is not None and (role, day.value) not in told and not _summons_posted(context, day):
                told.add((role, day.value))
                yield _reversed(day, first)
            elif first is None and role in TAKEN and (late := _called_late(context, day)) is not None:
                yield late

    for pair in notified_first(context):
        related = ((pair.before.where, str(pair.before)),)
        yield Report(pair.after.where, f"{pair.after}, avant : {pair.before}", ONE_OF_TWO, related=related)


def _summons_posted(context: Context, day: Day) -> bool:
    """« Date d'affichage », before the sitting and not before its convocation: that of the convocation."""
    summons = day_of(context, Role.CONVOCATION)
    posted = day.role is Role.PUBLICATION and isinstance(day.where, Passage) and "affich" in folded(day.where.before)
    return posted and summons is not None and day.value >= summons.value


def _reversed(day: Day, first: Day) -> Report:
    message = f"{day.role} le {show_date_numeric(day.value)}, avant : {first.role} le {show_date_numeric(first.value)}"
    return Report(day.where, message, "corrigez l’une des deux dates", related=((first.where, str(first.role)),))


_CLEAR = pattern(rf"\b(?P<n>[0-9]|{NUMBER}) jours francs\b")


def _called_late(context: Context, sat: Day) -> Report | None:
    """A council called fewer clear days before it sits than the law gives, and no urgency said."""
    called = day_of(context, Role.CONVOCATION)
    called = called if sat.role is Role.SEANCE or day_of(context, Role.SEANCE) is None else None
    urgent = any("urgence" in part.low for part in context.parts)
    found = [one for part in context.parts for one in part.found(_CLEAR, "jours francs")]
    least = max(CLEAR_DAYS.value, *(numeral(said["n"]) or 0 for where, said in found if "convo" in where.low), 0)
    clear = (sat.value - called.value).days - 1 if called else least
    if called is None or urgent or clear >= least or clear < 0:
        return None
    message = f"convocation le {show_date_numeric(called.value)}, séance le {show_date_numeric(sat.value)} : "
    message += f"{clear} {'jours francs' if clear > 1 else 'jour franc'} entre les deux, au lieu de {least}"
    related = ((sat.where, str(sat.role)),)
    hint = "vérifiez la date de la convocation ; l’urgence, si elle l’explique, se dit"
    return Report(called.where, message, hint, related=related, severity=Severity.ALERTE)


@rule("CHR205", "ordre-des-dates", Severity.ALERTE)
def turned_round(context: Context) -> Iterator[Report]:
    """Ce qui vient ensuite porte une date plus récente : une période finit après avoir commencé, un acte prend effet
    après avoir été pris, ce qui reste à payer ou à remettre l'est après lui, les plis s'ouvrent après la date limite de
    remise des offres, les comptes d'un exercice se remettent après sa fin, des travaux se reçoivent après avoir
    commencé, l'étape d'un calendrier suit celle qui la précède.

    L'inverse vient d'une année restée de l'acte précédent, ou de deux dates échangées ; une heure se lit de même. Deux
    jours que deux phrases disent peuvent être de deux choses : un conseil. Un effet antérieur se justifie (de quelques
    mois, ou dit rétroactif, c'est un conseil) : un règlement ne dispose que pour l'avenir ; un contrat peut remonter
    plus haut, si les parties le veulent et si rien ne s'y oppose, et la décision dit alors pourquoi.

    Mauvais : « du 1er janvier 2026 au 31 décembre 2025 » ; « à compter du 1er janvier 2025 », décidé le 8 juillet 2025
    Bon : « du 1er janvier 2025 au 31 décembre 2025 » ; « à compter du 1er janvier 2025 », décidé le 12 décembre 2024
    Source : CE, Ass., 25 juin 1948, Société du journal L'Aurore (règlements) ; usage pour le reste
    """
    for passage, mention in context.passages(MentionKind.PERIOD, MentionKind.YEARS):
        if mention.problem and not any(part.problem for part in walk(mention.parts)):
            yield Report(passage, mention.problem, ONE_OF_TWO, severity=Severity.ERREUR)
    for pair in successions(context):
        before, after = pair.before, pair.after
        message = f"{after}, avant : {before}"
        if pair.period:
            start, end = show_date_numeric(before.first), show_date_numeric(after.last)
            message = f"la fin ({end}) est avant le début ({start})"
        apart = not (pair.sure or _together(before.where, after.where))
        severity = Severity.ERREUR if pair.period else Severity.CONSEIL if apart or pair.story else None
        yield Report(after.where, message, ONE_OF_TWO, related=((before.where, str(before)),), severity=severity)
    for passage, message in wrong_hours(context):
        yield Report(passage, message, "corrigez l’une des deux heures")
    taken = taken_on(context, Role.CONVENTION)
    if taken is not None:
        told = [*_earlier_effect(context, taken)]
        yield from told or _retroactive(context, taken)
        yield from _past_payment(context, taken)


def _together(one: Passage, other: Passage) -> bool:
    """In one sentence: two tell of two matters, oftener than not."""
    text, low, high = one.context, min(one.start, other.start), max(one.end, other.end)
    return one[:2] == other[:2] and any(start <= low < high <= end for start, end in sentences(text))


def _past_payment(context: Context, taken: Day) -> Iterator[Report]:
    for moment, sure in overdue(context, taken.value):
        if taken.role is Role.CONVENTION and moment.where.part.nature is Nature.ACTE:
            continue  # the act comes before its convention
        message = f"{moment.day.text} : avant la date de l’acte ({show_date_numeric(taken.value)})"
        hint, related = "vérifiez l’année de cette échéance", ((taken.where, str(taken.role)),)
        yield Report(moment.day, message, hint, related=related, severity=None if sure else Severity.CONSEIL)


def _earlier_effect(context: Context, taken: Day) -> Iterator[Report]:
    starts = _start(context)
    if starts is None:
        return
    start, said = starts
    if start < taken.value and not Subjects.of_context(context).avenant:  # whose contract runs already
        lapse = _about(start, taken.value) or Period(start, taken.value - timedelta(days=1)).duree
        signed = taken.role is Role.CONVENTION
        what = "signature" if signed else "décision"
        message = f"effet antérieur de {lapse} à la {what} : à justifier"
        hint = "dites pourquoi dans un considérant, ou faites partir la période de la décision"
        named = f"{what} du {show_date_numeric(taken.value)}"
        far = (taken.value - start).days
        # The parties sign soon after the start that they agreed upon, where it is not said to follow.
        words = folded(said.where.context) if isinstance(said.where, Passage) else ""
        usual = far <= (MONTHS if signed else SEASON) and not _AFTERWARDS.search(words)
        known = isinstance(said.where, Passage) and _in_its_time(said.value.period, taken.value, far)
        openly = _openly(context, start)
        doubt = Severity.CONSEIL if far > LONG or usual or known or openly else None  # of a former contract, told
        yield Report(said.where, message, hint, related=((taken.where, named),), severity=doubt)


def _openly(context: Context, start: date) -> bool:
    """« prend effet rétroactivement au 1er janvier 2026 »: that day, which is then no year that was left over."""
    said = (where for part in context.own for where, _ in part.found(_OPENLY, "retroacti"))
    return any(start in (one.value, getattr(one.value, "debut", None)) for where in said for one in where.mentions)


def _retroactive(context: Context, taken: Day) -> Iterator[Report]:
    """Rules and prices that the act fixes from a day before it."""
    for moment in beginnings(context):
        lapse = _about(moment.first, taken.value)
        if lapse and 0 < (taken.value - moment.first).days < LONG and not moment.where.part.minutes:
            message = f"effet antérieur de {lapse} à la décision : un tarif ne vaut que pour l’avenir"
            related = ((taken.where, f"décision du {show_date_numeric(taken.value)}"),)
            yield Report(moment.day, message, "vérifiez l’année et le mois", related=related)


def _in_its_time(period: Period | None, taken: date, far: int) -> bool:
    """Aid to a year, voted in it; to several, from this one on, voted with its budget; a report on what was done."""
    if period is None:
        return False
    years = period.debut == date(taken.year, 1, 1) and period.fin == date(period.fin.year, 12, 31)
    return (years and (period.fin.year == taken.year or far <= SEASON)) or period.fin < taken


def _start(context: Context) -> tuple[date, Statement[Said]] | None:
    """The first day of the act's period, and the words that say it."""
    statements = whole(context)
    reference = agreed(statements)
    period = reference.value.period if reference else None
    starts = [(said.value.extent.debut, said) for said in statements]
    wanted = period.debut if period else next((debut for debut, _ in starts if debut), None)
    if wanted is None:
        return None
    passages = [said for debut, said in starts if debut == wanted and isinstance(said.where, Passage)]
    return wanted, passages[0] if passages else next(said for debut, said in starts if debut == wanted)


def _about(start: date, end: date) -> str:
    """The whole months between two days; nothing under a month."""
    months = 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)
    return f"{months} mois" if months else ""
