"""Articles and proper names in plain text, for mutants and for the judge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HEADING = re.compile(
    r"^(?P<mark>[#*\s]*)(?:article|art\.)\s+(?P<figure>1er|premier|\d{1,3})(?:\*\*)?(?P<sep>\s*[:.–—-]*\s*)(?P<title>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_FOOT = re.compile(
    r"^(?:\W*)(?:fait\b|à\s\w+,\sle\b|le préfet,|pour le préfet|copie adressée)", re.IGNORECASE | re.MULTILINE
)
TITLE = 120  # characters: a longer line is the text of the article, not its title


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an article: its number and title in the text, and where the article stops."""

    number: int
    start: int
    line_end: int
    stop: int
    figure: tuple[int, int]
    title: tuple[int, int]
    titled: bool


@lru_cache(maxsize=64)
def headings(text: str) -> tuple[Heading, ...]:
    """The headings of articles, in order."""
    found = list(_HEADING.finditer(text))
    made = []
    for rank, heading in enumerate(found):
        after = found[rank + 1].start() if rank + 1 < len(found) else _end(text, heading.end())
        number = re.sub(r"\D", "", heading["figure"]) or "1"
        titled = 0 < len(heading["title"].strip()) <= TITLE and not _goes_on(
            heading["title"], text[heading.end() + 1 :]
        )
        made.append(
            Heading(
                int(number),
                heading.start(),
                heading.end(),
                after,
                heading.span("figure"),
                heading.span("title"),
                titled and after > heading.end() + 3,
            )
        )
    return tuple(made)


def _goes_on(title: str, rest: str) -> bool:
    """Whether the words after the number are the text of the article, and no title: a sentence, cut or whole."""
    return title.rstrip().endswith((";", ".", ",")) or rest[:1].islower() or title.strip()[0].islower()


def _end(text: str, start: int) -> int:
    foot = _FOOT.search(text, start)
    return foot.start() if foot else len(text)


_NAME = re.compile(r"(?<=[a-zéèàùç,;’'(] )(?:[A-ZÉÈ][a-zéèêëîïôûç]{4,}|[A-ZÉÈ]{5,})\b|(?<=-)[A-ZÉ][a-zéèêëîïôûç]{4,}\b")
_COMMON = re.compile(
    r"article|annexe|vu|consid|président|madame|monsieur|conseil|maire|préf|code|commune|communaut|direct|arrêt|décis|délib|france|total|montant"
    r"|chapitre|titre|département|région|état|service|convention|avenant|budget|centre|public|général|secr|trésor|groupe|septembre|euros?\b",
    re.IGNORECASE,
)


def names(text: str) -> list[tuple[int, int]]:
    """Words that are proper names by their capital in the middle of a sentence."""
    return [m.span() for m in _NAME.finditer(text) if not _COMMON.match(m.group())]


_STAMP = re.compile(
    r"accus[ée] de r[ée]ception|accus[ée] certifi|r[ée]ception par le pr[ée]fet|\bpublication : \d", re.IGNORECASE
)


@lru_cache(maxsize=64)
def _furniture(text: str) -> frozenset[str]:
    """Lines that come again on each page, and stamps: what a printer or the préfecture adds is not written by hand."""
    lines = [re.sub(r"\d+", "0", line.strip()) for line in text.split("\n")]
    again = {
        line
        for line in lines
        if len(line) > 25 and lines.count(line) > 1 and re.search(r"page 0|0$", line, re.IGNORECASE)
    }
    return frozenset(again | {line for line in lines if _STAMP.search(line)})


def in_furniture(text: str, position: int) -> bool:
    """Whether a place is in a header, a footer or a stamp."""
    start = text.rfind("\n", 0, position) + 1
    line = re.sub(r"\d+", "0", text[start : text.find("\n", position)].strip())
    return line in _furniture(text)
