"""What the act says of its own period, wherever it says it.

« une période de 24 mois, courant à partir du 1 janvier 2024 » is one extent; so are « prend effet le … et s'achève
le …, soit 18 mois » and « 33 jours consécutifs du 5 juin au 7 juillet inclus ». A statement is `whole` when its words
give the period of the act itself, and not of something in it (a season, a payment, a notice, a renewal).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind
from ..facts.flat import folded
from ..facts.numerals import NUMBER
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..text import timewords as say
from ..text.tokens import DURATION, Token, shape
from ..values.dates import show_date_numeric
from ..values.dateshift import end_of
from ..values.durations import Duration
from ..values.kept import kept_on_it
from ..values.periods import Period
from .moments import CONTRACT, Clause, Event, Lasts, Moment, Span, clauses_of, thing_of
from .subjects import OTHER, REASONS, THIS, TITLES, About, Statement, Subject

FIELD = "periode"
LASTING = frozenset({"durée", "période", "engagement"})
NEAR = 70  # characters between a period and its duration
_APART = frozenset((say.BEFORE, say.AFTER, say.WITHIN, say.NOTICE, say.AGAIN, say.CHANGED))
_PARTLY = frozenset((say.AGAIN, say.NOTICE, say.ENDED, say.PAID, say.WITHIN, say.AT_MOST, say.CHANGED, say.OTHER))
_RUNS = frozenset((say.START, say.END, say.LASTS, say.LENGTH, say.DONE, say.VALID))
_ALONE = frozenset((DURATION, ","))  # « Durée. Quatre ans, du 1er septembre 2026 au 31 août 2030 »
_VERBS = pattern(
    r"prend|entre(?:ra)? en|commenc|expire|(?:se )?termin|s'ach|fin |finit|arriv|echeance|effet|avec|a courir"
)
_PERIOD = ("periode", "duree", "effet", "entree en vigueur", "echeance", "terme", "prise d'effet")
_EARLIER = pattern(rf"{say.BEFORE}{say.END}.*{say.SO}")  # « trois mois avant l'expiration, soit le 30 septembre »
_OVER = pattern(r"\barriv\w+ a (?:echeance|(?:son )?terme|expiration)\b|\ba pris fin\b")  # the former one
_SCHOOL = pattern(r"\s(?:annees? )?scolaires?\b")  # which are no years from day to day
_STAGE = pattern(  # what is within the period
    r"\b(?P<of>l'etude|la mission|le chantier|les travaux|la phase) se deroule"
    r"|\bpremiere?s? (?:mois|annees?|ans)\b[^.;]*\Z"
    r"|(?:\A|[\s•–-])(?:phase|tranche|etape|vague|session|sequence) (?:n ?° ?)?[0-9]\b[^.;]*\Z"
)
_OFFERED = pattern(r"\bvalidite d(?:es |e l'|e son |e leur )offres?\b[^.;]*\Z")
_FORMER = pattern(  # « elle occupait déjà la salle au titre d'une convention du …, qui arrive à échéance le »
    r"\bd'un(?:e convention|e autorisation| bail| contrat| marche)\b[^.;:]*, (?:qui|laquelle|lequel)\b[^.;:,]*\Z"
)
_AT_ANY_TIME = pattern(r"\ba tout moment\b[^.;]*\Z")  # « peut donner congé à tout moment à compter du »
TOLD_OF = pattern(  # « un état de fréquentation pour la période de »
    r"\b(?:etat|bilan|releve|compte rendu|rapport|facture|decompte|statistiques?)\b[^.;:]*\bperiodes?(?: d[eu])? ?\Z"
)
_AND_DAYS = pattern(r"\b(?:mois|ans?) et \Z")  # « dix mois et deux jours »: of neither alone
_RENEWED = pattern(r"\b(?:s'acheve(?:ra)?|expire(?:ra)?|prend(?:ra)? fin) alors (?:le )?\Z")  # if it is renewed
_NOT_OF_THE_ACT = (_OFFERED, _FORMER, _RENEWED, _AT_ANY_TIME, TOLD_OF, _AND_DAYS)
_SEVERAL = pattern(rf"\ben (?:[2-9]|{NUMBER}) periodes\b")  # « trois ans, en trois périodes d'une année »
_ONE_OF = pattern(  # « la durée du 2ème échelon », « à compter de l'échéance du »: of one among several
    rf"\b(?:duree|periode) d[eu](?: la)? (?:[0-9]+ ?(?:er|e|[a-z]*me)\b|premi|secon|{NUMBER}ieme)"
    r"|\ba (?:compter|partir) de (?:l'echeance|la periode) "
)


@frozen
class Extent:
    """A period as it is said; `start` and `end` are where it is said in the text of the block."""

    debut: date | None
    fin: date | None
    duree: Duration | None
    start: int
    end: int
    mention: Mention

    @property
    def period(self) -> Period | None:
        """Both ends, one of them worked out from the duration where need be."""
        if self.debut is None:
            return None
        fin = self.fin or (end_of(self.debut, self.duree) if self.duree and self.duree.nombre < 1200 else None)
        return Period(self.debut, fin) if fin is not None and self.debut <= fin else None

    def __str__(self) -> str:
        if self.debut and self.fin:
            return f"du {show_date_numeric(self.debut)} au {show_date_numeric(self.fin)}"
        if self.debut and self.duree:
            end = show_date_numeric(end_of(self.debut, self.duree))
            return f"{self.duree} à compter du {show_date_numeric(self.debut)}, soit jusqu’au {end}"
        if self.debut:
            return f"à compter du {show_date_numeric(self.debut)}"
        return f"jusqu’au {show_date_numeric(self.fin)}" if self.fin else str(self.duree)


@frozen
class Said:
    """An extent, and whether it is given for the period of the whole act; `sure`: in so many words."""

    extent: Extent
    whole: bool
    sure: bool = True

    @property
    def period(self) -> Period | None:
        return self.extent.period


@kept_on_it
def periods(context: Context) -> tuple[Statement[Said], ...]:
    """Every period said in the entry and in the documents, attached pieces too, with whose it is."""
    clauses = clauses_of(context)
    again = any(say.AGAIN in clause.shape for clause in clauses)
    found = [said for clause in clauses for said in _in_clause(clause, again=again)]
    if context.entry is not None and context.entry.periode is not None:
        period = context.entry.periode.period
        found.insert(0, Statement(THIS, stated(period), context.field(FIELD, text=str(period))))
    return tuple(found)


def stated(period: Period) -> Said:
    """A period that a field states."""
    mention = Mention(MentionKind.PERIOD, 0, 0, Bounds(period.debut, period.fin), text=str(period))
    return Said(Extent(period.debut, period.fin, None, 0, 0, mention), whole=True)


_AT_LEAST = pattern(r" au (?:moins|plus|minimum|maximum)\b| m[ai][nx]im\w+")


@frozen
class _Draft:
    """An extent in the making: the thing and the events it is of, and its first token."""

    extent: Extent
    subject: Subject
    thing: str
    limit: bool = False
    past: bool = False
    lasting: bool = True


def _in_clause(clause: Clause, *, again: bool) -> Iterator[Statement[Said]]:
    for draft in sorted(_drafts(clause), key=lambda one: one.extent.start):
        extent = draft.extent
        passage = clause.where.at(extent.start, extent.end)
        told = passage.kind is Kind.CONSIDERANT and extent.mention.of is None  # of what is, not of what is agreed
        subject = OTHER if told and draft.subject == THIS else draft.subject
        whole, sure = _whole(clause, draft) if subject == THIS else (False, True)
        if again and say.TOTAL in clause.shape and not (extent.debut or extent.fin):
            whole = False  # « la durée maximale du marché est de quatre ans »: its renewals counted
        if passage.then(_AT_LEAST):
            whole = False  # « la loi fixe une durée d'un an au moins et de six ans au plus »
        yield Statement(subject, Said(extent, whole, sure), passage)


def _drafts(clause: Clause) -> list[_Draft]:
    found: list[_Draft] = []
    for moment in clause.moments:
        if moment.event not in (Event.START, Event.END, Event.LIMIT):
            continue
        debut = moment.first if moment.event is Event.START else None
        fin = None if moment.event is Event.START else moment.last
        last = found[-1] if found and found[-1].extent.debut and not found[-1].extent.fin else None
        if last and fin and not moment.past and _follow(clause, last, moment):
            found[-1] = replace(last, extent=replace(last.extent, fin=fin, end=max(last.extent.end, moment.where.end)))
            continue
        extent = Extent(debut, fin, None, moment.where.start, moment.where.end, moment.mention)
        found.append(_Draft(extent, moment.owner, moment.thing, moment.event is Event.LIMIT, moment.past))
    for span in clause.spans:
        index = next((n for n, draft in enumerate(found) if _belong(clause, draft, span)), None)
        if index is None:
            extent = Extent(None, None, span.value, span.where.start, span.where.end, span.mention)
            found.append(_Draft(extent, span.owner, span.thing, lasting=span.lasts is Lasts.WHOLE))
        else:
            old = found[index].extent
            first, last_end = min(old.start, span.where.start), max(old.end, span.where.end)
            extent = replace(old, duree=span.value, start=first, end=last_end)
            found[index] = replace(found[index], extent=extent)
    return found


def _follow(clause: Clause, draft: _Draft, moment: Moment) -> bool:
    """« prend effet le … et s'achève le … »: two open periods that follow each other are one."""
    same = draft.extent.start == moment.where.start
    return same or (
        moment.where.start - draft.extent.end <= NEAR
        and not _between(clause, draft.extent.end, moment.where.start) & _APART
    )


def _between(clause: Clause, start: int, end: int) -> set[str]:
    return {token.sort for token in clause.tokens if start <= token.start < end}


def _belong(clause: Clause, draft: _Draft, span: Span) -> bool:
    """Whether a duration is that of a period of the same clause."""
    extent = draft.extent
    if extent.duree is not None or span.lasts is not Lasts.WHOLE:
        return False
    before = span.where.end <= extent.start
    first, last = (span.where.end, extent.start) if before else (extent.end, span.where.start)
    letters = _between(clause, first, last)
    if extent.debut is None and (before or say.SO not in letters):
        return False
    return 0 <= last - first <= NEAR and not letters & _APART


def _whole(clause: Clause, draft: _Draft) -> tuple[bool, bool]:
    """Whether the words give the period of the act itself, and surely."""
    extent, where = draft.extent, clause.where
    before = [token for token in clause.tokens if token.end <= extent.start]
    letters = shape(before)
    named = thing_of(clause.tokens) == CONTRACT and extent.mention.kind is not MentionKind.PERIOD
    since = re.split("[BDJY]", letters)[-1] if named else letters  # « …, l'expiration de la convention, le 31 août »
    if draft.limit or draft.past or say.ENDED in letters or set(since) & _PARTLY or _EARLIER.search(since):
        return False, True
    if where.kind is Kind.TABLEAU or _of_something_else(where, extent):
        return False, True
    headed = _names_period(clause.heading)
    if extent.debut is None and extent.fin is None:
        return _lasting(clause, draft, letters, headed=headed)
    if where.kind in TITLES or where.kind in REASONS:
        return True, True
    if _names_period(before[-3:]):
        one = _ONE_OF.search(where.low, where.start, extent.start)
        return not one and (draft.thing in ("", CONTRACT) or headed), True
    runs = bool(set(letters) & _RUNS) or _VERBS.match(folded(extent.mention.text)) is not None
    if extent.mention.of is not None:
        return extent.duree is not None or runs, True
    if runs and named:
        return True, headed
    return (runs or set(letters) <= _ALONE) and headed, True


def _of_something_else(where: Passage, extent: Extent) -> bool:
    """Whether the words around a period say that it is that of a former contract, of an offer, of one stage."""
    over = extent.debut and extent.fin and _OVER.search(where.low, extent.end, where.end)
    stage = _STAGE.search(where.low, where.start, extent.start)
    staged = stage and (stage["of"] is None or where.part.nature is Nature.CONVENTION)
    return bool(over or staged or any(one.search(where.low, 0, extent.start) for one in _NOT_OF_THE_ACT))


def _lasting(clause: Clause, draft: _Draft, letters: str, *, headed: bool) -> tuple[bool, bool]:
    """Whether a duration alone is that of the act."""
    where, mention = clause.where, draft.extent.mention
    school = _SCHOOL.match(where.low, draft.extent.end)
    if not draft.lasting or where.kind in REASONS or school:
        return False, True
    agreed_for = say.DONE in letters and thing_of(clause.tokens) == CONTRACT  # « conclue pour trois ans »
    labelled = mention.label in LASTING or agreed_for
    of = mention.of  # an annexe's « contrat signé avec la famille » is one of those that it provides for
    any_one = where.part.nature is Nature.ANNEXE and of is not None and folded(of.text) == folded(of.nature)
    owned = labelled and (headed or (of is not None and not any_one))
    lent = labelled and draft.thing == CONTRACT and where.part.nature is Nature.ACTE
    return owned or lent, owned


def _names_period(tokens: list[Token] | tuple[Token, ...]) -> bool:
    return any(isinstance(token.value, str) and token.value.startswith(_PERIOD) for token in tokens)


def whole(context: Context) -> tuple[Statement[Said], ...]:
    """What is said of the period of the act itself; minutes, of many matters, have none."""
    own = (said for said in periods(context) if said.subject.about is About.THIS and said.value.whole)
    return tuple(said for said in own if not (isinstance(said.where, Passage) and said.where.part.minutes))


def agreed(statements: tuple[Statement[Said], ...]) -> Statement[Said] | None:
    """The statement that the others are measured by: the entry's, else the one that most say, in order of reading."""
    closed = [said for said in statements if said.value.period is not None]
    fields = [said for said in closed if not isinstance(said.where, Passage)]
    if fields or not closed:
        return fields[0] if fields else None
    counts = Counter(said.value.period for said in closed)
    return max(closed, key=lambda said: counts[said.value.period])


def dissent(context: Context) -> tuple[Statement[Said] | None, tuple[Statement[Said], ...]]:
    """What the statements of the act's period are measured by, and those that say otherwise."""
    statements = whole(context)
    reference = agreed(statements)
    if reference is None or reference.value.period is None:
        return None, ()
    period = reference.value.period
    return reference, tuple(
        said
        for said in statements
        if not (agrees(said.value.extent, period) or _on_the_eve(said, period) or one_of(said, period))
        and not _next_to(said, reference)
    )


def _on_the_eve(said: Statement[Said], period: Period) -> bool:
    """« les marchés en cours prennent fin le 31 décembre », before the articles: what is followed."""
    extent, told = said.value.extent, isinstance(said.where, Passage) and not said.where.section.article
    return told and extent.debut is None and extent.fin is not None and (period.debut - extent.fin).days == 1


def _next_to(said: Statement[Said], other: Statement[Said]) -> bool:
    """« 900 € pour la période du … au 31 août 2018, et 1 100 € pour la période du 1er septembre 2018 au … »: slices."""
    one, two = said.value.period, other.value.period
    beside = isinstance(said.where, Passage) and isinstance(other.where, Passage) and said.where[:2] == other.where[:2]
    return bool(beside and one and two and 1 in ((one.debut - two.fin).days, (two.debut - one.fin).days))


def one_of(said: Statement[Said], period: Period) -> bool:
    """« la période du 1er janvier au 31 décembre 2025 », of an act that says that it has three."""
    held = said.value.period is not None and period.contains(said.value.period)
    return held and isinstance(said.where, Passage) and _SEVERAL.search(said.where.part.low) is not None


def agrees(said: Extent, period: Period) -> bool:
    """Whether an extent says nothing against a period."""
    if said.debut and said.fin:
        return (said.debut, said.fin) == (period.debut, period.fin)
    if said.debut:
        return said.debut == period.debut
    if said.fin:
        return said.fin == period.fin
    return said.duree is None or lasts(period, said.duree)


def near(one: date, other: date) -> bool:
    """The same day, or the day after: people count « du 1er janvier au 1er janvier » as a year."""
    return abs(one - other) <= timedelta(days=1)


def lasts(period: Period, duration: Duration) -> bool:
    """Whether a period lasts so long, from quantième to quantième or in days, its last day counted or not."""
    if duration.jours is not None:
        return abs(period.jours - duration.jours) <= 1
    return near(Period.starting(period.debut, duration).fin, period.fin)
