"""The judge of durations: what a change of their number contradicts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import marks
from .around import elsewhere, same_thing
from .marks import Mark
from .material import File
from .mutants import Mutant
from .spelled import spelt_number


def months_of(start: date, end: date) -> int | None:
    """Whole months from a day to another, both included; None where they are not whole."""
    after = end + timedelta(days=1)
    return 12 * (after.year - start.year) + after.month - start.month if after.day == start.day else None


def lasts(start: date, end: date, length: tuple[int, str]) -> bool:
    number, unit = length
    days = (end - start).days + 1
    months = months_of(start, end)
    return {"mo": months == number, "ans": months == 12 * number, "jo": days == number}.get(unit, days == 7 * number)


def bound_durations(text: str) -> list[tuple[Mark, Mark, Mark]]:
    """A duration and the two dates that it agrees with, in one paragraph."""
    found = []
    for length in marks.durations(text):
        around = [m for m in marks.dates(text) if abs(m.start - length.start) < 220 and m.value]
        for a in around:
            for b in around:
                if a.value < b.value and lasts(a.value, b.value, length.value):
                    piece = text[min(a.start, length.start) : max(b.end, length.end)]
                    if "\n\n" not in piece and piece.count(". ") == 0:
                        found.append((length, a, b))
    return found


_HOUR = re.compile(r"\b(?:à|avant|dès|vers|de|jusqu['’]à)\s\|he\Z")  # « avant 8 heures » is no duration


def _in_table(file: File, position: int) -> bool:
    return any(start <= position < end for table in file.tables for row in table for start, end in row)


def judge_duration(mutant: Mutant) -> str:
    file = mutant.act.files[mutant.file]
    mark = next((m for m in marks.durations(file.text) if m.start == mutant.start), None)
    if mark is None or _HOUR.search(file.text[: mark.start][-12:] + "|" + str(mark.value[1])):
        return ""
    for part in ("spelt", "other"):
        if part in mark.parts:
            again = file.text[slice(*mark.parts[part])].strip()
            number = int(again) if again.isdigit() else spelt_number(again)
            if number == mark.value[0]:
                return "le nombre est dit en chiffres et en lettres"
    if any(mark in found[:1] for found in bound_durations(file.text)):
        return "la durée dite est celle des deux dates"
    here = (file.text, mark.start, mark.end)
    for other, start, end in elsewhere(mutant.act, mutant.file, mark.start, mark.end, marks.durations, mark.value):
        rows = _in_table(file, mark.start) and _in_table(other, start)  # each line of a table has its own
        if not rows and same_thing(here, (other.text, start, end)):
            return "la même durée est dite de la même chose"
    return ""
