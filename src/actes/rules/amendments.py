"""What an avenant changes: the end and the durations of its convention; the number that none before it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Bounds
from ..facts.flat import folded
from ..finding import Severity
from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..statements.moments import Clause, Event, Span, own_clauses
from ..statements.periods import lasts, near, periods
from ..statements.subjects import REASONS, TITLES, About, Subjects
from ..text import timewords as say
from ..text.tokens import DURATION
from ..values.calendar_fr import weekdays
from ..values.dates import show_date_numeric
from ..values.dateshift import add, end_of
from ..values.durations import Duration
from ..values.periods import Period
from .rule import Report, rule

_CARRIED = pattern(r"\bportée?\s\Z")  # « la fin du délai est portée du 7 janvier au 18 février »
_BECAME = frozenset((say.CHANGED, say.IS, say.PAST, say.INITIAL, ",", "o", "&"))
_PROLONGS = ("prolong", "prorog")
FAR = 40  # characters
ONE_OF_THREE = "corrigez la durée ou l’une des deux dates"
TAKEN = "prenez le numéro suivant"


@frozen(eq=False)
class Moved:
    """« le 30 septembre 2026 est remplacé par le 31 mars 2027 », « reporté du … au … »."""

    old: date
    new: date
    where: Passage


def moved(context: Context) -> Iterator[Moved]:
    """Each end that an avenant moves."""
    for clause in own_clauses(context):
        for one in clause.moments:
            bounds = one.mention.value
            moves = say.CHANGED in one.letters or _CARRIED.search(one.where.before) is not None
            changed = moves and say.LASTS not in one.letters
            if one.event is Event.END and changed and isinstance(bounds, Bounds) and bounds.period:
                yield Moved(bounds.period.debut, bounds.period.fin, one.where)
        for one, other in pairwise(clause.moments):
            apart = one.where != other.where
            if apart and set(other.letters) & {say.CHANGED, say.AGAIN} and say.LASTS not in other.letters:
                where = Passage(one.where.part, one.where.block, one.where.start, other.where.end)
                yield Moved(one.last, other.last, where)


def raised(context: Context) -> Iterator[tuple[Span, Span, Passage]]:
    """« portée de 18 mois à 24 mois », « fixé à 6 mois, est porté à 8 mois »: of one duration."""
    for clause in own_clauses(context):
        for one, other in pairwise(clause.spans):
            text = clause.where.context
            between, before = text[one.where.end : other.where.start].strip(), text[: one.where.start].rstrip()
            led = say.CHANGED in {token.sort for token in clause.tokens if token.end <= one.where.start}
            straight = led and before.endswith(" de") and between in ("à", "a")
            letters = {t.sort for t in clause.tokens if one.where.end <= t.start < other.where.start}
            became = say.CHANGED in letters <= _BECAME and one.value.unite is other.value.unite
            if straight or became:
                yield one, other, Passage(one.where.part, one.where.block, one.where.start, other.where.end)


def raised_and_moved(context: Context) -> Iterator[tuple[Moved, date, Passage]]:
    """A duration raised by two months moves the end by two months: the end moved, where it should be, the raise."""
    raises, moves = list(raised(context)), list(moved(context))
    if len(raises) != 1 or len(moves) != 1 or any(extensions(context)):
        return
    one, other, where = raises[0]
    more, unit = other.value.nombre - one.value.nombre, other.value.unite
    if unit is one.value.unite and more > 0 and moves[0].new > moves[0].old:
        longer = Duration(more, unit)
        whole = end_of(moves[0].old, other.value)  # of what was notified for that day: no old end, its start
        meant = {add(moves[0].old, longer), end_of(moves[0].old + timedelta(days=1), longer), whole}
        if not any(near(day, moves[0].new) for day in meant):
            yield moves[0], min(meant - {whole}), where


def extensions(context: Context) -> Iterator[Span]:
    """« prolongée de six mois »: how much longer it lasts, from the end that it moves; not what led to that end."""
    olds = {one.old for one in moved(context)}
    for clause in own_clauses(context):
        if clause.moments and clause.moments[-1].last in olds:
            continue  # « l'avenant n° 1 a prolongé le délai de trois semaines, jusqu'au 22 octobre »
        for span in clause.spans:
            said = next((t for t in reversed(clause.tokens) if t.end <= span.where.start and t.sort == say.AGAIN), None)
            word, at = (str(said.value), said.end) if said else ("", 0)
            if not word.startswith(_PROLONGS) or word.endswith("ations") or span.where.start - at >= FAR:
                continue  # « depuis l'origine, les prolongations atteignent 7 semaines »: of all the amendments
            if any(t.sort in DURATION and at <= t.start < span.where.start for t in clause.tokens):
                continue
            after = next((t.sort for t in clause.tokens if t.start >= span.where.end), "")
            if say.TOTAL not in clause.shape and after not in (say.AT_MOST, say.BEFORE):
                yield span  # not « toute prolongation est demandée dix jours au moins avant l'échéance »


def wrong_ends(context: Context, length: Span) -> Iterator[tuple[date, Passage, date, Passage]]:
    """Each old end from which the extension does not lead to the new one, the last of all."""
    every = tuple(moved(context))
    moves = [one for one in every if one.new not in {other.old for other in every}]
    ends = [(one.old, one.where) for one in moves] + [(one.new, one.where) for one in moves]
    ends = ends or list(_alone(context))
    new = max((day for day, _ in ends), default=None)
    if new is None:
        return
    wrong = {old: place for old, place in reversed(ends) if old != new and not _reaches(old, length, new)}
    for old, place in wrong.items() if len(wrong) == 1 else ():  # several: the days of a schedule
        yield old, place, new, next(where for day, where in ends if day == new)


def _reaches(old: date, length: Span, new: date) -> bool:
    """From the 28th of February, three months lead to the 28th or to the 31st of May."""
    return near(add(old, length.value), new) or end_of(old + timedelta(days=1), length.value) == new


def _alone(context: Context) -> Iterator[tuple[date, Passage]]:
    """The ends said alone: « se termine le … », « soit jusqu'au … »."""
    verbs = {m.where[:3] for c in own_clauses(context) for m in c.moments if _ends(c, m.where)}
    for said in periods(context):
        extent, where = said.value.extent, said.where
        alone = not (extent.debut or extent.duree)
        if extent.fin and alone and isinstance(where, Passage) and where[:3] in verbs:
            yield extent.fin, where


def _ends(clause: Clause, where: Passage) -> bool:
    """Whether a verb or « soit » says that it ends then: « remises jusqu'au », « payées avant le » do not."""
    before = "".join(token.sort for token in clause.tokens if token.end <= where.start)
    bare = where.text[0].isdigit() or where.text.lower().startswith((*weekdays(), "jusqu", "au plus"))
    return not bare or before.endswith(say.SO) or say.END in before[-2:]


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
            both = f"la nouvelle fin ({show_date_numeric(new)}) n’est pas après l’ancienne ({show_date_numeric(old)})"
            yield Report(where, both, "corrigez la nouvelle date", related=related)
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


# « Avenant n° 1 du 16 décembre : délai prolongé de »
_BY_ANOTHER = pattern(r"\bavenant n ?° ?[0-9]+(?: du|, (?:notifi|sign|conclu)\w+) [^\n]*\Z")


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
        yield Report(move.where, message, ONE_OF_THREE, new, right, ((where, where.text),))
    yield from _penalties(context)
    every = [one for one in extensions(context) if not one.where.led(_BY_ANOTHER)]
    first = every[0] if every else None
    other = next((one for one in every if first and not one.value.same_as(first.value)), None)
    if first and other:
        message = f"prolongation de {other.value} ici, de {first.value} ailleurs"
        hint, related = "gardez la durée exacte aux deux endroits", ((first.where, str(first.value)),)
        yield Report(other.where, message, hint, related=related, severity=Severity.CONSEIL)
    elif first:
        yield from _leading_elsewhere(context, first)


def _leading_elsewhere(context: Context, length: Span) -> Iterator[Report]:
    for old, place, end, there in wrong_ends(context, length):
        before, meant, after = (show_date_numeric(day) for day in (old, add(old, length.value), end))
        message = f"{length.value} après le {before} mènent au {meant}, et non au {after}"
        both = ((length.where, f"prolongation de {length.value}"), (there, after))
        doubt = None if place[:2] == length.where[:2] else Severity.CONSEIL  # the end may be of something else
        yield Report(place, message, ONE_OF_THREE, related=both, severity=doubt)


def _penalties(context: Context) -> Iterator[Report]:
    """« Les pénalités ne s'appliquent qu'à compter du 8 janvier », and the delay goes on to the 18th of February."""
    ends = list(moved(context))
    for clause in own_clauses(context) if len(ends) == 1 else ():
        low = folded(clause.where.text)
        late = "penalite" in low and "aucune penalite" not in low
        for moment in clause.moments if late else ():
            if moment.event is Event.START and not moment.past and moment.first <= ends[0].new:
                end, day = show_date_numeric(ends[0].new), show_date_numeric(moment.first)
                message = f"les pénalités courent du {day}, et le délai est porté au {end}"
                hint = "faites courir les pénalités du lendemain de la nouvelle fin"
                yield Report(moment.where, message, hint, related=((ends[0].where, end),))


HEAD = 8  # blocks in which an act says what it is
NUMBERED = r"(?P<what>avenant|decision\smodificative)\sn\s?°\s?(?P<n>[0-9]{1,2})\b"
OWN = pattern(rf"\b{NUMBERED}")
PRESENT = pattern(  # « le présent avenant n° 2 », « ADOPTE la décision modificative n° 2 »
    rf"\bpresente?\s{NUMBERED}|\b(?:adopte|approuve|vote|arrete)\s(?:la\s|l')"
    rf"{NUMBERED.replace('what', 'kind').replace('<n>', '<m>')}(?!\s(?:du\s[0-9]|adopt|sign|vot))"
)
# « la délibération n° 2025-041 du 26 juin 2025 adoptant la décision modificative n° 1 »: what was done before
_ADOPTED = pattern(
    r"\b(?:deliberation|arrete|decision\s(?!modif))[^;]{0,90}?\b(?:adopt|approuv|port|vot|autoris|relati)\w*\s(?:a\s)?"
    rf"(?:la\s|l'|de\s)?(?P<cited>{NUMBERED})"
)
# « la fin du délai, fixée au 21 juillet par l'avenant n° 1, est reportée »: what one before had done
_DONE_BY = pattern(
    r",\s(?:deja\s)?\w+[eiu]e?s?\s[^,;.]{0,60}?par\s(?P<cited>l'avenant\sn\s?°\s?(?P<n>[0-9]{1,2})),"
    r"\s(?:est|sont|passe\w*|reste\w*)\b"
)
SENTENCE = pattern(r"[^;\n]+")
BEFORE = pattern(
    r"\bn\s?°\s?(?P<n>[0-9]{1,2})\s(?:\(20[0-9]{2}\)|(?:du|signe\sle|notifie\sle|conclu\sle|en\sdate\sdu)"
    r"\s[0-9]{1,2}(?:er)?\s\w+\s20[0-9]{2})"
)


@rule("AVE103", "numero-d-avenant", Severity.ALERTE)
def number_of_avenant(context: Context) -> Iterator[Report]:
    """Un avenant prend le numéro qui suit celui du dernier : celui que l'acte cite avec sa date est déjà pris. « Le
    présent avenant » a le numéro du titre.

    Mauvais : « AVENANT N° 1 », puis « l'avenant n° 1 du 16 février 2026 a porté ce montant à … »
    Bon : « AVENANT N° 2 », puis « l'avenant n° 1 du 16 février 2026 a porté ce montant à … »
    Source : usage
    """
    for part in context.own:
        heads = [pair for pair in part.found(OWN, "avenant", "modificative") if pair[0].block < HEAD]
        heads = [(where, own) for where, own in heads if where.kind in (*TITLES, Kind.ENTETE)]
        if not heads:
            continue
        (title, own), titled = heads[0], {where.block for where, _ in heads}
        for index, low in enumerate(part.lows()):
            for span, message, hint in _doubts(part.blocks[index].kind, low, own) if index not in titled else ():
                said = Passage(part, index, *span)
                message = message.format(said.text, own["n"])
                if hint is TAKEN:  # the title is wrong, and once
                    yield Report(title, message, hint, own["n"], None, ((said, said.text),))
                    return
                yield Report(said, message, hint, related=((title, title.text),))


Doubt = tuple[tuple[int, int], str, str]


def _doubts(kind: Kind, text: str, own: re.Match[str]) -> Iterator[Doubt]:
    """Words that give an avenant another number than the title, or the same one to what came before: what to say."""
    what, number = own["what"], int(own["n"])
    for sentence in SENTENCE.finditer(text) if "venant" in text else ():
        for match in BEFORE.finditer(text, *sentence.span()):
            line = kind is Kind.TABLEAU and "(" in match[0]  # « Avenant n° 1 (2026) » is the line of this one
            if int(match["n"]) == number and not line and "venant" in text[sentence.start() : match.start()]:
                yield match.span(), "l’avenant {} est cité ici ; celui-ci porte le même numéro", TAKEN
    for match in _DONE_BY.finditer(text):
        if int(match["n"]) == number:
            message = "« {} » : ce qu’il change ici y est dit déjà fait, et le titre porte ce numéro"
            yield match.span("cited"), message, "citez l’avenant d’avant"
    for match in _ADOPTED.finditer(text) if kind in REASONS else ():
        if match["what"] == what and int(match["n"]) >= number:
            message = "un acte d’avant a déjà adopté « {} », et le titre porte le n° {}"
            yield match.span("cited"), message, "corrigez le numéro"
    for match in PRESENT.finditer(text):
        if int(match["n"] or match["m"]) != number and (match["what"] or match["kind"]) == what:
            yield match.span(), "« {} », mais le titre porte le n° {}", "mettez le même numéro aux deux endroits"
