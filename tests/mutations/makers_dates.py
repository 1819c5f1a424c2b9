"""Changes of dates: day, month, year, weekday, a duration."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from . import marks
from .makers import Change, maker
from .material import File
from .spelled import SMALL


def _dated(file: File, part: str, other: Callable[[str], str]) -> Iterator[Change]:
    for mark in marks.dates(file.text):
        start, end = mark.parts[part]
        yield start, end, other(file.text[start:end])


@maker("année")
def year(file: File, rng: random.Random) -> Iterator[Change]:
    yield from _dated(file, "year", lambda said: str(int(said) + rng.choice((-10, -1, 1, 1, 10))))
    for mark in marks.years(file.text):
        yield mark.start, mark.end, str(int(str(mark.value)) + rng.choice((-1, 1)))


@maker("mois")
def month(file: File, rng: random.Random) -> Iterator[Change]:
    def other(said: str) -> str:
        if said.isdigit():
            return f"{rng.choice([n for n in range(1, 13) if n != int(said)]):02d}"
        return rng.choice([name for name in marks.MONTHS if name != said.lower()])

    yield from _dated(file, "month", other)


@maker("jour")
def day(file: File, rng: random.Random) -> Iterator[Change]:
    def other(said: str) -> str:
        return str(rng.choice([n for n in range(2, 32) if n != int(said)]))

    for mark in marks.dates(file.text):
        start, end = mark.parts["day"]
        end += 2 if file.text[end : end + 2] == "er" else 0
        yield start, end, other(re.sub(r"\D", "", file.text[start:end]))


@maker("durée")
def duration(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.durations(file.text):
        said = file.text[mark.start : mark.end]
        if said.isdigit():
            yield mark.start, mark.end, str(max(2, int(said) + rng.choice((-2, -1, 1, 2, 6, 12))))
            yield mark.start, mark.end, str(int(said) + rng.choice((3, 4, 10)))
        else:
            yield mark.start, mark.end, rng.choice([w for w in SMALL[2:12] if w != said.lower()])


_CITED = re.compile(
    r"(?:n°\s*[\w/.-]+(?:\s[A-Z/]+)?|d[ée]lib[ée]rations?|arr[êe]t[ée]s?|d[ée]crets?|lois?|ordonnances?|d[ée]cisions?|conventions?|circulaire)"
    r"[^\d;.]{0,60}(?:du|en date du|le)\s+\Z",
    re.IGNORECASE,
)


@maker("date d’acte cité")
def cited_date(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.dates(file.text):
        if _CITED.search(file.text[max(0, mark.start - 110) : mark.start]):
            (start, end), (a, b), (c, d) = mark.parts["year"], mark.parts["month"], mark.parts["day"]
            yield start, end, str(int(file.text[start:end]) + rng.choice((-1, 1)))
            d += 2 if file.text[d : d + 2] == "er" else 0
            yield c, d, str(rng.choice([n for n in range(2, 28) if str(n) != file.text[c:d]]))
            if not file.text[a:b].isdigit():
                yield a, b, rng.choice([name for name in marks.MONTHS if name != file.text[a:b].lower()])


@maker("jour de semaine")
def weekday(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.dates(file.text):
        if "weekday" in mark.parts:
            start, end = mark.parts["weekday"]
            for other in rng.sample([d for d in marks.DAYS if d != file.text[start:end].lower()], 3):
                yield start, end, other.upper() if file.text[start:end].isupper() else other
