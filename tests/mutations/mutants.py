"""One change at a time: for each class, every place of an act that it can change, and what it becomes."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import marks
from .material import File, Material
from .structure import headings, in_furniture, names

SEED = 20250708


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: `before`, at `start` of file number `file`, became `after`."""

    kind: str
    act: Material
    file: int
    start: int
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)

    @property
    def text(self) -> str:
        """The whole text of the file, changed."""
        old = self.act.files[self.file].text
        return old[: self.start] + self.after + old[self.end :]

    @property
    def sentence(self) -> str:
        """The words around, for a person."""
        old = self.act.files[self.file].text
        left, right = max(0, self.start - 90), min(len(old), self.end + 90)
        return re.sub(r"\s+", " ", f"{old[left : self.start]}[{self.before[:80]}]{old[self.end : right]}")


Change = tuple[int, int, str]  # the span that changes, and what it becomes
Maker = Callable[[File, random.Random], Iterator[Change]]
MAKERS: dict[str, Maker] = {}


def _kind(name: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return register


def mutants(act: Material, kind: str) -> list[Mutant]:
    """Every mutant of a class that the act gives, in an order that the seed alone decides."""
    rng = random.Random(f"{SEED}-{act.name}-{kind}")
    found = {
        Mutant(kind, act, index, start, file.text[start:end], after): None
        for index, file in enumerate(act.files)
        for start, end, after in MAKERS[kind](file, rng)
        if file.text[start:end] != after and not in_furniture(file.text, start)
    }
    made = list(found)
    rng.shuffle(made)
    return made


def _digit(figure: str, rng: random.Random, start: int = 0) -> str:
    """The figure with one of its digits changed, the first one never to nought."""
    places = [n for n, char in enumerate(figure) if char.isdigit() and n >= start]
    place = rng.choice(places)
    others = [d for d in "0123456789" if d != figure[place] and not (d == "0" and place == 0)]
    return figure[:place] + rng.choice(others) + figure[place + 1 :]


def _dated(file: File, part: str, other: Callable[[str], str]) -> Iterator[Change]:
    for mark in marks.dates(file.text):
        start, end = mark.parts[part]
        yield start, end, other(file.text[start:end])


@_kind("année")
def year(file: File, rng: random.Random) -> Iterator[Change]:
    yield from _dated(file, "year", lambda said: str(int(said) + rng.choice((-10, -1, 1, 1, 10))))
    for mark in marks.years(file.text):
        yield mark.start, mark.end, str(int(str(mark.value)) + rng.choice((-1, 1)))


@_kind("mois")
def month(file: File, rng: random.Random) -> Iterator[Change]:
    def other(said: str) -> str:
        if said.isdigit():
            return f"{rng.choice([n for n in range(1, 13) if n != int(said)]):02d}"
        return rng.choice([name for name in marks.MONTHS if name != said.lower()])

    yield from _dated(file, "month", other)


@_kind("jour")
def day(file: File, rng: random.Random) -> Iterator[Change]:
    def other(said: str) -> str:
        return str(rng.choice([n for n in range(2, 32) if n != int(said)]))

    for mark in marks.dates(file.text):
        start, end = mark.parts["day"]
        end += 2 if file.text[end : end + 2] == "er" else 0
        yield start, end, other(re.sub(r"\D", "", file.text[start:end]))


def _cells(file: File) -> Iterator[tuple[bool, int, int]]:
    """The figures of tables, and whether the row is a total."""
    for table in file.tables:
        for row in table:
            total = re.match(r"\s*total\b", file.text[row[0][0] : row[0][1]], re.IGNORECASE) is not None
            for start, end in row[1:]:
                found = marks.CELL.match(file.text[start:end])
                if found:
                    yield total, start + found.start("figure"), start + found.end("figure")


_TOTAL = re.compile(
    rf"(?im)^[^\n]*\btotal\b[^\d\n]*\n?[^\d\n]{{0,12}}(?=\d)(?:\d[\d{marks.S[1:-1]}]*(?:,\d+)?\s*€?[^\d\n]*)+"
)


def _totals(file: File) -> set[tuple[int, int]]:
    found = {(start, end) for total, start, end in _cells(file) if total}
    for line in _TOTAL.finditer(file.text):
        found |= {(m.start, m.end) for m in marks.amounts(file.text) if line.start() <= m.start < line.end()}
    return found


@_kind("chiffre d’un montant")
def amount(file: File, rng: random.Random) -> Iterator[Change]:
    places = {(m.start, m.end) for m in marks.amounts(file.text)} | {(s, e) for _, s, e in _cells(file)}
    for start, end in sorted(places - _totals(file)):
        yield from ((start, end, _digit(file.text[start:end], rng)) for _ in range(2))


@_kind("total d’un tableau")
def total(file: File, rng: random.Random) -> Iterator[Change]:
    for start, end in sorted(_totals(file)):
        yield from ((start, end, _digit(file.text[start:end], rng)) for _ in range(6))


_IN_WORDS = re.compile(rf"\b{marks.SPELT}(?=\s*(?:euros?|centimes?)\b)", re.IGNORECASE)
_LIKE = (
    (
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
    ),
    ("vingt", "trente", "quarante", "cinquante", "soixante"),
    ("cent", "mille"),
    ("million", "mille"),
)


@_kind("mot d’un montant en lettres")
def words(file: File, rng: random.Random) -> Iterator[Change]:
    for said in _IN_WORDS.finditer(file.text):
        for word in re.finditer(r"[a-zé]+", said.group(), re.IGNORECASE):
            for family in _LIKE:
                if word.group().lower() in family:
                    others = [other for other in family if other != word.group().lower()]
                    for other in rng.sample(others, min(3, len(others))):
                        yield said.start() + word.start(), said.start() + word.end(), other


@_kind("pourcentage")
def percent(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.percents(file.text):
        figure = file.text[mark.start : mark.end]
        for other in rng.sample(["5", "15", "25", "35", "45", "55", "60", "70", "85"], 3):
            yield mark.start, mark.end, other if "," not in figure else _digit(figure, rng)


@_kind("durée")
def duration(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.durations(file.text):
        said = file.text[mark.start : mark.end]
        if said.isdigit():
            yield mark.start, mark.end, str(max(2, int(said) + rng.choice((-2, -1, 1, 2, 6, 12))))
            yield mark.start, mark.end, str(int(said) + rng.choice((3, 4, 10)))
        else:
            yield mark.start, mark.end, rng.choice([w for w in marks.SMALL[2:12] if w != said.lower()])


@_kind("numéro d’article")
def article_number(file: File, rng: random.Random) -> Iterator[Change]:
    for heading in headings(file.text):
        start, end = heading.figure
        for other in {heading.number + 1, heading.number - 1, heading.number + rng.choice((2, 10))} - {0}:
            yield start, end, "1er" if other == 1 else str(other)


_REFERENCE = re.compile(r"\b(?:articles?|annexes?)\s+(?:n°\s?)?(1er|\d{1,3})\b(?![-.\d])", re.IGNORECASE)


@_kind("renvoi à un article")
def reference(file: File, rng: random.Random) -> Iterator[Change]:
    starts = {heading.figure[0] for heading in headings(file.text)}
    for found in _REFERENCE.finditer(file.text):
        line = file.text.rfind("\n", 0, found.start()) + 1
        if found.start(1) in starts or (found.start() == line and found.group()[0] == "A"):
            continue
        number = int(re.sub(r"\D", "", found[1]))
        for other in {number + 1, max(1, number - 1), number + rng.choice((10, 20, 30))} - {number}:
            yield *found.span(1), "1er" if other == 1 else str(other)


@_kind("numéro d’acte cité")
def cited_number(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.numbers(file.text):
        figure = file.text[mark.start : mark.end]
        yield from ((mark.start, mark.end, _digit(figure, rng)) for _ in range(3))


_CITED = re.compile(
    r"(?:n°\s*[\w/.-]+(?:\s[A-Z/]+)?|d[ée]lib[ée]rations?|arr[êe]t[ée]s?|d[ée]crets?|lois?|ordonnances?|d[ée]cisions?|conventions?|circulaire)"
    r"[^\d;.]{0,60}(?:du|en date du|le)\s+\Z",
    re.IGNORECASE,
)


@_kind("date d’acte cité")
def cited_date(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.dates(file.text):
        if _CITED.search(file.text[max(0, mark.start - 110) : mark.start]):
            (start, end), (a, b), (c, d) = mark.parts["year"], mark.parts["month"], mark.parts["day"]
            yield start, end, str(int(file.text[start:end]) + rng.choice((-1, 1)))
            d += 2 if file.text[d : d + 2] == "er" else 0
            yield c, d, str(rng.choice([n for n in range(2, 28) if str(n) != file.text[c:d]]))
            if not file.text[a:b].isdigit():
                yield a, b, rng.choice([name for name in marks.MONTHS if name != file.text[a:b].lower()])


@_kind("nom")
def name(file: File, rng: random.Random) -> Iterator[Change]:
    for start, end in names(file.text):
        word = file.text[start:end]
        place = rng.randrange(1, len(word) - 1)
        letters = "aeiou" if word[place].lower() in "aeiouy" else "bdlmnrst"
        other = rng.choice([letter for letter in letters if letter != word[place].lower()])
        yield start, end, word[:place] + (other.upper() if word.isupper() else other) + word[place + 1 :]
        yield start, end, word[:place] + word[place + 1 :]


_TAX = re.compile(r"\b(?:HT|TTC)\b|\bhors taxes?\b|\btoutes taxes comprises\b", re.IGNORECASE)


@_kind("HT et TTC échangés")
def taxes(file: File, rng: random.Random) -> Iterator[Change]:
    """The two words, or the two amounts, change places; in a table, the two headings."""
    found = [(m.start(), m.end()) for m in _TAX.finditer(file.text)]
    for (a, b), (c, d) in itertools.pairwise(found):
        one, two, between = file.text[a:b], file.text[c:d], file.text[b:c]
        if (one[0].upper() == "H") != (two[0].upper() == "H") and len(between) < 90 and "\n\n" not in between:
            yield a, d, two + between + one
            pair = [m for m in marks.amounts(file.text) if a - 40 < m.start < d + 40]
            near = [(m, n) for m, n in itertools.pairwise(pair) if m.value != n.value]
            for first, second in near[:2]:
                old = file.text
                gap = old[first.end : second.start]
                yield first.start, second.end, old[second.start : second.end] + gap + old[first.start : first.end]


@_kind("article supprimé")
def deleted(file: File, rng: random.Random) -> Iterator[Change]:
    for heading in headings(file.text):
        yield heading.start, heading.stop, ""
    for heading in headings(file.text):  # its heading alone, the text of it left
        if heading.title and "\n" in file.text[heading.start : heading.stop].strip("\n"):
            yield heading.start, heading.line_end + 1, ""


@_kind("titre répété")
def repeated(file: File, rng: random.Random) -> Iterator[Change]:
    found = headings(file.text)
    for one, other in ((a, b) for a in found for b in found if a is not b):
        if one.titled and other.titled:
            yield one.title[0], one.title[1], file.text[slice(*other.title)]
    for heading in found:
        yield heading.start, heading.start, file.text[heading.start : heading.line_end + 1]
        yield heading.start, heading.start, file.text[heading.start : heading.stop]


@_kind("chiffre d’un identifiant")
def identifier(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.identifiers(file.text):
        figure = file.text[mark.start : mark.end]
        for _ in range(8):
            yield mark.start, mark.end, _digit(figure, rng, start=2 if figure[0].isalpha() else 0)


@_kind("jour de semaine")
def weekday(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.dates(file.text):
        if "weekday" in mark.parts:
            start, end = mark.parts["weekday"]
            for other in rng.sample([d for d in marks.DAYS if d != file.text[start:end].lower()], 3):
                yield start, end, other.upper() if file.text[start:end].isupper() else other
