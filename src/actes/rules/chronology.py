"""The calendar: days that exist, days of the week, one date for one act, nothing before what it depends on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, walk
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..spans.called import miscalled
from ..statements.days import Day, Role, days
from ..values.accident import differ_once, misdated
from ..values.calendar_fr import weekdays
from ..values.dates import show_date, show_date_numeric, weekday
from .rewritten import Fixed, redated
from .rule import Report, rule

_AFTER = pattern(rf" ?[(,] ?(?P<day>{'|'.join(weekdays())}) ?[),]")  # « le 14 octobre 2026 (mercredi) »


@rule("CHR101", "date-impossible", Severity.ERREUR)
def impossible(context: Context) -> Iterator[Report]:
    """Une date existe dans le calendrier.

    Une date impossible ne fait courir aucun délai : on ne sait pas laquelle était voulue.

    Mauvais : « le 31 juin 2025 »
    Bon : « le 30 juin 2025 »
    Source : usage
    """
    for passage, mention in context.passages(margins=True):
        broken = [part for part in walk((mention,)) if part.problem and part.kind is MentionKind.DATE]
        if broken:
            form = Severity.CONSEIL if broken[0].value else None  # « 17/12/25 » is read, and is to be written whole
            hint = "écrivez l’année entière" if form else "corrigez le jour, le mois ou l’année"
            yield Report(passage, broken[0].problem, hint, found=broken[0].text, severity=form)


@rule("CHR102", "jour-de-semaine", Severity.ERREUR)
def weekday_and_date(context: Context) -> Iterator[Report]:
    """Le jour de la semaine est celui de la date. Un loyer se révise par l'indice d'un même trimestre.

    Le public retient l'un ou l'autre : une réunion ou une fermeture annoncée un mauvais jour est à refaire.

    Mauvais : « lundi 8 juillet 2025 »
    Bon : « mardi 8 juillet 2025 »
    Corrige : le jour de la semaine, quand la date est un fait de la fiche, ou est dite ailleurs dans l'acte
    Source : usage
    """
    for passage, mention in context.passages():
        after = passage.then(_AFTER)
        for part in walk((mention._replace(weekday=mention.weekday or after["day"]) if after else mention,)):
            value = part.value
            if part.weekday and isinstance(value, date) and weekday(value) != part.weekday:
                message = f"le {show_date(value)} est un {weekday(value)}, pas un {part.weekday}"
                hint = f"écrivez « {weekday(value)} {show_date(value)} », ou corrigez la date"
                yield Report(
                    passage, message, hint, part.weekday, weekday(value), fix=_right_day(context, passage, part)
                )
    for where, message in (*_in_cells(context), *miscalled(context)):
        yield Report(where, message, "corrigez le jour, ou le calendrier", where.text, severity=Severity.ALERTE)


_ROW = pattern(r"[^\n]+")


def _in_cells(context: Context) -> Iterator[tuple[Passage, str]]:
    """« 14/10/2026 », and « mardi » in a cell of its own."""
    for part in context.parts:
        for row, _ in part.found(_ROW, "\t"):
            dated = [m for m in row.mentions if m.kind is MentionKind.DATE and row.start <= m.start < row.end]
            days = [(one, one.value) for one in dated if isinstance(one.value, date)]
            named = [cell.strip(" .") for cell in row.low[row.start : row.end].split("\t")]
            named = [cell for cell in named if cell in weekdays()]
            if len(days) == 1 == len(named) and named[0] != weekday(days[0][1]):
                where = row.at(days[0][0].start, days[0][0].end)
                yield where, f"le {where.text} est un {weekday(days[0][1])}, pas un {named[0]}"


def _right_day(context: Context, passage: Passage, said: Mention) -> tuple[Fixed, ...]:
    """The weekday of a date that is sure: a fact wrote it, or the act says it elsewhere and no other that it may be."""
    value, start = said.value, said.start
    name = passage._replace(start=start, end=start + len(said.weekday))
    if not isinstance(value, date) or name.text.lower() != said.weekday:
        return ()
    better = weekday(value).capitalize() if name.text[:1].isupper() else weekday(value)
    if passage._replace(start=said.end - 1, end=said.end).fact:
        return ((name, better),)
    every = [m for _, mention in context.passages() for m in walk((mention,)) if m.kind is MentionKind.DATE]
    others = [(one.value, one.weekday) for one in every if one is not said and isinstance(one.value, date)]
    again = any(day == value and named in ("", weekday(value)) for day, named in others)
    near = any(weekday(day) == said.weekday and differ_once(day, value) for day, _ in others)
    return ((name, better),) if again and not near else ()


@rule("CHR103", "date-de-l-acte", Severity.ERREUR)
def one_date(context: Context) -> Iterator[Report]:
    """Un acte porte une date : la même dans son titre, à son pied et dans sa fiche ; une séance aussi.

    La date dit qui était compétent, quel droit s'applique et à partir de quand courent les délais.

    Mauvais : « Arrêté du 15 janvier 2018 » et « Fait à Laval, le 16 janvier 2018 »
    Bon : « Arrêté du 15 janvier 2018 » et « Fait à Laval, le 15 janvier 2018 »
    Corrige : la date, quand la fiche dit celle de l'acte
    Source : CRPA, art. L. 212-1, par analogie
    """
    yield from _sat_and_made(context)
    yield from _of_its_convention(context)
    for role in (Role.ACTE, Role.SEANCE):
        said = [day for day in days(context) if day.role is role]
        for index, day in enumerate(said[1:], 1):
            if day.value not in [before.value for before in said[:index]] and not _of_what_follows(said[0], day):
                both = show_date_numeric(day.value), show_date_numeric(said[0].value)
                message, hint = f"{role} : {both[0]} ici, {both[1]} ailleurs", "gardez la date exacte aux deux endroits"
                other = role is Role.SEANCE and not misdated(day.value, said[0].value)  # of a bureau, a commission
                severity = Severity.CONSEIL if other else None
                fix = () if isinstance(said[0].where, Passage) else redated(day.where, day.value, said[0].value)
                related = tuple((one.where, show_date_numeric(one.value)) for one in said if one.value != day.value)
                yield Report(day.where, message, hint, *both, related, severity, fix)


def _of_what_follows(first: Day, day: Day) -> bool:
    """Whether a day is that of another document behind the act, signed after it: headings stand between their feet."""
    one, other = first.where, day.where
    if not (isinstance(one, Passage) and isinstance(other, Passage) and one.part is other.part):
        return False
    feet = one.kind is other.kind is Kind.LIEU_DATE and first.value < day.value
    return feet and any(block.kind in _BODY for block in one.part.blocks[one.block : other.block])


_BODY = frozenset({Kind.TITRE, Kind.ARTICLE, Kind.INTERTITRE, Kind.FORMULE, Kind.PARTIE})
_ITS_CONVENTION = pattern(r"\b(?:a|de) la (?:presente )?convention du \Z")


def _of_its_convention(context: Context) -> Iterator[Report]:
    """« annexe à la convention du 11 décembre », and the convention of the file is of the 18th."""
    signed = next((day for day in days(context) if day.role is Role.CONVENTION), None)
    for passage, mention in context.passages(MentionKind.DATE) if signed else ():
        cited = passage.part.nature is Nature.ANNEXE and passage.led(_ITS_CONVENTION)
        if signed and cited and isinstance(mention.value, date) and mention.value != signed.value:
            said = (show_date_numeric(mention.value), show_date_numeric(signed.value))
            message = f"l’annexe dit la convention du {said[0]}, et la convention est du {said[1]}"
            hint, related = "gardez la date de la convention", ((signed.where, said[1]),)
            yield Report(passage, message, hint, *said, related, Severity.ALERTE)


def _sat_and_made(context: Context) -> Iterator[Report]:
    """A sitting, and an act made the same day of another month or year, or « délibéré » later: one is a slip."""
    sat, made = (next((d for d in days(context) if d.role is role), None) for role in (Role.SEANCE, Role.ACTE))
    if sat is None or made is None or sat.value == made.value:
        return
    one_day = sat.value.day == made.value.day and differ_once(sat.value, made.value)
    if one_day or _deliberated(made, sat):
        said = (show_date_numeric(made.value), show_date_numeric(sat.value))
        message = f"l’acte est du {said[0]}, la séance du {said[1]}"
        hint = "vérifiez le mois et l’année" if one_day else "ce qui est « délibéré » l’est le jour de la séance"
        yield Report(made.where, message, hint, *said, ((sat.where, said[1]),), Severity.ALERTE)


def _deliberated(made: Day, sat: Day) -> bool:
    """« Fait et délibéré à …, le … »: the day of the sitting, and not that of a later signature."""
    return isinstance(made.where, Passage) and made.value > sat.value and "délibéré" in made.where.context.lower()
