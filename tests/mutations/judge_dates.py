"""The judge of dates and durations: what a change of day, month, year, weekday or number of months contradicts."""

from __future__ import annotations

import itertools
import re

from . import marks
from .around import elsewhere, line_start, paragraph, plain, same_thing
from .judge_durations import bound_durations
from .marks import Mark
from .material import File
from .mutants import Mutant

_BETWEEN = re.compile(
    r"\s*(?:inclus)?\s*(?:au|jusqu['’]au|et jusqu['’]au|et s['’]achève le|à \d+ h \d+ \(matin\) jusqu['’]au|/)\s*", re.I
)
_MADE = re.compile(
    r"(?:^|\n)[#*\s]*(?:fait|d[ée]cision|arr[êe]t[ée]|d[ée]lib[ée]ration|s[ée]ance)\b[^\n;]{0,80}(?:le|du)\s\Z",
    re.IGNORECASE,
)
_SENT = re.compile(r"(?:^|\n)\W*(?:transmi|publi|re[çc]u)[^.;\n]{0,400}(?:le|:)\s\Z", re.IGNORECASE)
_SPAN = re.compile(r"(?:compter|partir|jusqu['’]au|p[ée]riode|depuis le|et le|au)\s(?:du\s|le\s)?\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:n°|numéro)\s*(?P<number>[\w/.-]*\d)(?:\s[A-Z/]+)?,?\s(?:en date )?du\s\Z", re.IGNORECASE)


def judge_date(mutant: Mutant) -> str:
    """Why the act now contradicts itself, or nothing."""
    file = mutant.act.files[mutant.file]
    mark = next((m for m in marks.dates(file.text) if m.start <= mutant.start and mutant.end <= m.end + 2), None)
    if mark is None:
        return _bare_year(mutant, file)
    if mark.value is None:
        return ""
    changed = next((m for m in marks.dates(mutant.text) if m.start == mark.start), None)
    if changed is None or changed.value is None:
        return "la date n’existe pas"
    if "weekday" in mark.parts:
        day = mutant.text[slice(*changed.parts["weekday"])].lower()
        if marks.DAYS[changed.value.weekday()] != day and marks.DAYS[mark.value.weekday()] == _weekday(file, mark):
            return "le jour de la semaine contredit la date"
    return (
        _number_and_date(mutant, file, mark, changed)
        or _period(mutant, file, mark, changed)
        or _made(mutant, file, mark)
        or _order(mutant, file, mark, changed)
        or _twice(mutant, file, mark)
    )


def _weekday(file: File, mark: Mark) -> str:
    return file.text[slice(*mark.parts["weekday"])].lower()


def _bare_year(mutant: Mutant, file: File) -> str:
    mark = next((m for m in marks.years(file.text) if m.start == mutant.start), None)
    if mark is None:
        return ""
    here = (file.text, mark.start, mark.end)
    others = list(elsewhere(mutant.act, mutant.file, mark.start, mark.end, marks.years, mark.value))
    return (
        "la même année est dite de la même chose" if any(same_thing(here, (f.text, s, e)) for f, s, e in others) else ""
    )


def _number_before(text: str, start: int) -> str:
    found = _NUMBERED.search(text[max(0, start - 60) : start])
    return found["number"] if found else ""


def _number_and_date(mutant: Mutant, file: File, mark: Mark, changed: Mark) -> str:
    number = _number_before(file.text, mark.start)
    if not number:
        return ""
    for index, other in enumerate(mutant.act.files):
        for one in marks.dates(other.text):
            same = (index, one.start) == (mutant.file, mark.start)
            if not same and one.value == mark.value and _number_before(other.text, one.start) == number:
                return f"le n° {number} a la même date ailleurs"
    year = re.match(r"(?:[A-Z]+)?(\d{4}|\d{2})[-/]", number)
    written = year and (year[1] == str(mark.value.year) or year[1] == str(mark.value.year)[2:])
    if written and changed.value.year != mark.value.year:
        return f"l’année est dans le n° {number}"
    return ""


def periods(text: str) -> list[tuple[Mark, Mark]]:
    """The pairs of dates that bound a period."""
    found = marks.dates(text)
    return [(a, b) for a, b in itertools.pairwise(found) if _BETWEEN.fullmatch(text[a.end : b.start])]


def _period(mutant: Mutant, file: File, mark: Mark, changed: Mark) -> str:
    pair = next((p for p in periods(file.text) if mark in p), None)
    if pair is None or None in (pair[0].value, pair[1].value):
        return _with_duration(file, mark)
    bounds = (pair[0].value, pair[1].value)
    first, last = (changed.value if m is mark else m.value for m in pair)
    if last < first:
        return "la période finit avant de commencer"
    for index, other in enumerate(mutant.act.files):
        for one in periods(other.text):
            same = index == mutant.file and one[0].start == pair[0].start
            if not same and (one[0].value, one[1].value) == bounds:
                return "la même période est dite ailleurs"
    return _with_duration(file, mark)


def _with_duration(file: File, mark: Mark) -> str:
    return (
        "la durée dite est celle des deux dates"
        if any(mark in found[1:] for found in bound_durations(file.text))
        else ""
    )


def _made(mutant: Mutant, file: File, mark: Mark) -> str:
    """The day of the act, said in its title, at its foot, in its receipt."""

    def is_made(text: str, one: Mark) -> bool:
        return _MADE.search(text[max(0, one.start - 160) : one.start]) is not None

    if not is_made(file.text, mark):
        return ""
    receipt = f"-{mark.value:%Y%m%d}-"
    if any(receipt in other.text for other in mutant.act.files):
        return "la date de l’acte est dans l’accusé de réception"
    for index, other in enumerate(mutant.act.files):
        for one in marks.dates(other.text):
            same = (index, one.start) == (mutant.file, mark.start)
            if not same and one.value == mark.value and is_made(other.text, one):
                return "la date de l’acte est dite deux fois"
    return ""


def _order(mutant: Mutant, file: File, mark: Mark, changed: Mark) -> str:
    made = [
        m.value
        for f in mutant.act.files[:1]
        for m in marks.dates(f.text)
        if _MADE.search(f.text[max(0, m.start - 160) : m.start])
    ]
    if not made or made[0] is None:
        return ""
    lead = file.text[max(0, mark.start - 420) : mark.start]
    if _SENT.search(lead) and changed.value < made[0]:
        return "une formalité avant l’acte"
    visa = re.match(r"\W*vu\b", plain(_visa(file.text, mark.start)))
    if visa and changed.value > max(made) and not _SPAN.search(lead):
        return "un visa postérieur à l’acte"
    foot = file.text[line_start(file.text, mark.start) : mark.start]
    if mutant.file and re.match(r"\W*fait\b", foot, re.IGNORECASE) and changed.value < made[0]:
        return "la convention est signée avant la décision"
    return ""


def _visa(text: str, position: int) -> str:
    return paragraph(text, position)[:12]


def _twice(mutant: Mutant, file: File, mark: Mark) -> str:
    here = (file.text, mark.start, mark.end)
    number = _number_before(file.text, mark.start)
    others = [
        (other, start, end)
        for other, start, end in elsewhere(mutant.act, mutant.file, mark.start, mark.end, marks.dates, mark.value)
        if _number_before(other.text, start) in (number, "") or not number  # two acts of one day
    ]
    return (
        "la même date est dite de la même chose" if any(same_thing(here, (f.text, s, e)) for f, s, e in others) else ""
    )
