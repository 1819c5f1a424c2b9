"""The calendar: days that exist, days of the week, one date for one act, nothing before what it depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import Mention, MentionKind, walk
from ..facts.flat import folded
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..spans.agenda import odd_days, odd_weekdays
from ..spans.called import miscalled
from ..spans.indexed import wrong_quarters
from ..statements.days import Day, Role, days
from ..statements.wording import differ_once
from ..values.accident import misdated
from ..values.calendar_fr import weekdays
from ..values.dates import show_date, show_date_numeric, weekday
from .rewritten import Fixed, redated
from .rule import Report, Where, rule


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
    """Le jour de la semaine, le trimestre, le lendemain, la fête est celui de la date. Un loyer se révise par l'indice
    d'un même trimestre, qui n'est pas à venir.

    Le public retient l'un ou l'autre : une réunion ou une fermeture annoncée un mauvais jour est à refaire.

    Mauvais : « lundi 8 juillet 2025 »
    Bon : « mardi 8 juillet 2025 »
    Corrige : le jour de la semaine, quand la date est un fait de la fiche, ou est dite ailleurs dans l'acte
    Source : usage
    """
    for passage, mention in context.passages():
        after = _AFTER.match(folded(passage.context[passage.end : passage.end + BESIDE]))
        for part in walk((mention._replace(weekday=mention.weekday or after["day"]) if after else mention,)):
            value = part.value
            if part.weekday and isinstance(value, date) and weekday(value) != part.weekday:
                message = f"le {show_date(value)} est un {weekday(value)}, pas un {part.weekday}"
                hint = f"écrivez « {weekday(value)} {show_date(value)} », ou corrigez la date"
                yield Report(
                    passage, message, hint, part.weekday, weekday(value), fix=_right_day(context, passage, part)
                )
    for where, message in (
        *_in_cells(context),
        *odd_days(context),
        *odd_weekdays(context),
        *miscalled(context),
        *wrong_quarters(context),
    ):
        yield Report(where, message, "corrigez le jour, ou le calendrier", where.text, severity=Severity.ALERTE)


BESIDE = 16  # characters
_AFTER = pattern(rf" ?[(,] ?(?P<day>{'|'.join(weekdays())}) ?[),]")  # « le 14 octobre 2026 (mercredi) »


def _in_cells(context: Context) -> Iterator[tuple[Passage, str]]:
    """« 14/10/2026 », and « mardi » in a cell of its own."""
    for part in context.parts:
        for index, low in part.saying("\t"):
            days = [m for m in part.mentions[index] if m.kind is MentionKind.DATE and isinstance(m.value, date)]
            for row in re.finditer(r"[^\n]+", low):
                here = [m for m in days if row.start() <= m.start < row.end()]
                named = [cell for cell in row[0].split("\t") if cell.strip(" .") in weekdays()]
                if len(here) == 1 == len(named) and named[0].strip(" .") != weekday(here[0].value):  # type: ignore[arg-type]
                    where = Passage(part, index, here[0].start, here[0].end)
                    yield where, f"le {where.text} est un {weekday(here[0].value)}, pas un {named[0].strip(' .')}"  # type: ignore[arg-type]


def _right_day(context: Context, passage: Passage, said: Mention) -> tuple[Fixed, ...]:
    """The weekday of a date that is sure: a fact wrote it, or the act says it elsewhere and no other that it may be."""
    value, start = said.value, said.start
    name = passage._replace(start=start, end=start + len(said.weekday))
    if not isinstance(value, date) or name.text.lower() != said.weekday:
        return ()
    better = weekday(value).capitalize() if name.text[:1].isupper() else weekday(value)
    if passage._replace(start=said.end - 1, end=said.end).fact:
        return ((name, better),)
    others = [m for _, mention in context.passages() for m in walk((mention,)) if m.kind is MentionKind.DATE]
    others = [one for one in others if one is not said and isinstance(one.value, date)]
    again = any(one.value == value and one.weekday in ("", weekday(value)) for one in others)
    meant = [one for one in others if isinstance(one.value, date) and weekday(one.value) == said.weekday]
    near = any(isinstance(one.value, date) and differ_once(one.value, value) for one in meant)
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
            if day.value != said[0].value and day.value not in [before.value for before in said[1:index]]:
                message = f"{role} : {show_date_numeric(day.value)} ici, {show_date_numeric(said[0].value)} ailleurs"
                other = role is Role.SEANCE and not misdated(day.value, said[0].value)  # of a bureau, a commission
                yield Report(
                    day.where,
                    message,
                    "gardez la date exacte aux deux endroits",
                    show_date_numeric(day.value),
                    show_date_numeric(said[0].value),
                    _others(said, day),
                    Severity.CONSEIL if other else None,
                    fix=_as_entered(day, said[0]),
                )


_ITS_CONVENTION = pattern(r"\b(?:a|de) la (?:presente )?convention du \Z")


def _of_its_convention(context: Context) -> Iterator[Report]:
    """« annexe à la convention du 11 décembre », and the convention of the file is of the 18th."""
    signed = next((day for day in days(context) if day.role is Role.CONVENTION), None)
    for passage, mention in context.passages(MentionKind.DATE) if signed else ():
        cited = passage.part.nature is Nature.ANNEXE and _ITS_CONVENTION.search(folded(passage.before))
        if signed and cited and isinstance(mention.value, date) and mention.value != signed.value:
            said = (show_date_numeric(mention.value), show_date_numeric(signed.value))
            message = f"l’annexe dit la convention du {said[0]}, et la convention est du {said[1]}"
            related = ((signed.where, said[1]),)
            yield Report(passage, message, "gardez la date de la convention", *said, related, Severity.ALERTE)


def _as_entered(day: Day, first: Day) -> tuple[Fixed, ...]:
    """The date of the entry, where it states one."""
    entered = not isinstance(first.where, Passage)
    fixed = redated(day.where, day.value, first.value) if entered and isinstance(day.where, Passage) else None
    return (fixed,) if fixed else ()


def _sat_and_made(context: Context) -> Iterator[Report]:
    """A sitting, and an act made the same day of another month or year, or « délibéré » later: one is a slip."""
    sat, made = (next((d for d in days(context) if d.role is role), None) for role in (Role.SEANCE, Role.ACTE))
    if sat is None or made is None or sat.value == made.value:
        return
    one_day = sat.value.day == made.value.day and differ_once(sat.value, made.value)
    if one_day or _deliberated(made, sat):
        said = (show_date_numeric(made.value), show_date_numeric(sat.value))
        message = f"l’acte est du {said[0]}, la séance du {said[1]}"
        related = ((sat.where, said[1]),)
        hint = "vérifiez le mois et l’année" if one_day else "ce qui est « délibéré » l’est le jour de la séance"
        yield Report(made.where, message, hint, *said, related, Severity.ALERTE)


def _deliberated(made: Day, sat: Day) -> bool:
    """« Fait et délibéré à …, le … »: the day of the sitting, and not that of a later signature."""
    return isinstance(made.where, Passage) and made.value > sat.value and "délibéré" in made.where.context.lower()


def _others(said: list[Day], day: Day) -> tuple[tuple[Where, str], ...]:
    return tuple((one.where, show_date_numeric(one.value)) for one in said if one.value != day.value)
