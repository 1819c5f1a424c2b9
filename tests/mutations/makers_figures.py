"""Changes of figures: amounts, totals, amounts in words, percentages, taxes, identifiers."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

from . import marks
from .makers import Change, digit, maker
from .material import File
from .spelled import SPELT


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


@maker("chiffre d’un montant")
def amount(file: File, rng: random.Random) -> Iterator[Change]:
    places = {(m.start, m.end) for m in marks.amounts(file.text)} | {(s, e) for _, s, e in _cells(file)}
    for start, end in sorted(places - _totals(file)):
        yield from ((start, end, digit(file.text[start:end], rng)) for _ in range(2))


@maker("total d’un tableau")
def total(file: File, rng: random.Random) -> Iterator[Change]:
    for start, end in sorted(_totals(file)):
        yield from ((start, end, digit(file.text[start:end], rng)) for _ in range(6))


_IN_WORDS = re.compile(rf"\b{SPELT}(?=\s*(?:euros?|centimes?)\b)", re.IGNORECASE)
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


@maker("mot d’un montant en lettres")
def words(file: File, rng: random.Random) -> Iterator[Change]:
    for said in _IN_WORDS.finditer(file.text):
        for word in re.finditer(r"[a-zé]+", said.group(), re.IGNORECASE):
            for family in _LIKE:
                if word.group().lower() in family:
                    others = [other for other in family if other != word.group().lower()]
                    for other in rng.sample(others, min(3, len(others))):
                        yield said.start() + word.start(), said.start() + word.end(), other


@maker("pourcentage")
def percent(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.percents(file.text):
        figure = file.text[mark.start : mark.end]
        for other in rng.sample(["5", "15", "25", "35", "45", "55", "60", "70", "85"], 3):
            yield mark.start, mark.end, other if "," not in figure else digit(figure, rng)


_TAX = re.compile(r"\b(?:HT|TTC)\b|\bhors taxes?\b|\btoutes taxes comprises\b", re.IGNORECASE)


@maker("HT et TTC échangés")
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


@maker("chiffre d’un identifiant")
def identifier(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.identifiers(file.text):
        figure = file.text[mark.start : mark.end]
        for _ in range(8):
            yield mark.start, mark.end, digit(figure, rng, start=2 if figure[0].isalpha() else 0)
