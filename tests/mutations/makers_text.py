"""Changes of articles, references, numbers of acts and names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from . import marks
from .makers import Change, digit, maker
from .material import File
from .structure import headings, names


@maker("numéro d’article")
def article_number(file: File, rng: random.Random) -> Iterator[Change]:
    for heading in headings(file.text):
        start, end = heading.figure
        for other in {heading.number + 1, heading.number - 1, heading.number + rng.choice((2, 10))} - {0}:
            yield start, end, "1er" if other == 1 else str(other)


_REFERENCE = re.compile(r"\b(?:articles?|annexes?)\s+(?:n°\s?)?(1er|\d{1,3})\b(?![-.\d])", re.IGNORECASE)


@maker("renvoi à un article")
def reference(file: File, rng: random.Random) -> Iterator[Change]:
    starts = {heading.figure[0] for heading in headings(file.text)}
    for found in _REFERENCE.finditer(file.text):
        line = file.text.rfind("\n", 0, found.start()) + 1
        if found.start(1) in starts or (found.start() == line and found.group()[0] == "A"):
            continue
        number = int(re.sub(r"\D", "", found[1]))
        for other in {number + 1, max(1, number - 1), number + rng.choice((10, 20, 30))} - {number}:
            yield *found.span(1), "1er" if other == 1 else str(other)


@maker("numéro d’acte cité")
def cited_number(file: File, rng: random.Random) -> Iterator[Change]:
    for mark in marks.numbers(file.text):
        figure = file.text[mark.start : mark.end]
        yield from ((mark.start, mark.end, digit(figure, rng)) for _ in range(3))


@maker("nom")
def name(file: File, rng: random.Random) -> Iterator[Change]:
    for start, end in names(file.text):
        word = file.text[start:end]
        place = rng.randrange(1, len(word) - 1)
        letters = "aeiou" if word[place].lower() in "aeiouy" else "bdlmnrst"
        other = rng.choice([letter for letter in letters if letter != word[place].lower()])
        yield start, end, word[:place] + (other.upper() if word.isupper() else other) + word[place + 1 :]
        yield start, end, word[:place] + word[place + 1 :]


@maker("article supprimé")
def deleted(file: File, rng: random.Random) -> Iterator[Change]:
    for heading in headings(file.text):
        yield heading.start, heading.stop, ""
    for heading in headings(file.text):  # its heading alone, the text of it left
        if heading.title and "\n" in file.text[heading.start : heading.stop].strip("\n"):
            yield heading.start, heading.line_end + 1, ""


@maker("titre répété")
def repeated(file: File, rng: random.Random) -> Iterator[Change]:
    found = headings(file.text)
    for one, other in ((a, b) for a in found for b in found if a is not b):
        if one.titled and other.titled:
            yield one.title[0], one.title[1], file.text[slice(*other.title)]
    for heading in found:
        yield heading.start, heading.start, file.text[heading.start : heading.line_end + 1]
        yield heading.start, heading.start, file.text[heading.start : heading.stop]
