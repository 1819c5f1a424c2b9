"""Counts: « quatre lots », « 14 logements (9 PLUS et 5 PLAI) », « sept plis, soit deux …, trois … et deux … »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from ..document import Kind
from ..facts.numerals import NUMBER, number
from ..part import Part, Passage
from ..values.kept import kept_by_text
from ..values.text import unaccented

_COUNT = rf"(?:[0-9]{{1,3}}(?:[ \u00a0\u202f][0-9]{{3}})*|{NUMBER})"
_COUNTED = re.compile(rf"(?<![\w/.,°:-])(?P<n>{_COUNT})\s(?P<noun>[a-z][a-z-]{{2,}}[sx])\b")
# Units of time and money, and what a sitting counts: other rules look at them.
_TIMES_AND_MONEY = (
    "euros jours mois annees heures minutes semaines trimestres semestres voix membres conseillers fois exemplaires"
    " originaux pages metres kilometres hectares francs alineas articles annexes points premiers premieres derniers"
    " mars dernieres autres mille cents millions milliers abstentions votants presents pouvoirs suffrages"
)
_OTHERS = frozenset(_TIMES_AND_MONEY.split())
_DETAILED = re.compile(
    rf"(?<![\w/.,°:-])(?P<n>{_COUNT})\s(?P<noun>m²|[a-z][\w'-]*(?:\s(?:de\s|d')?[a-z][\w'-]*){{0,4}}?)"
    r"(?:\s\((?P<inside>[^()]+)\)|(?:(?:\s[^,;.:()0-9€%]{0,50})?,\ssoit\s|\scomprenant\s:?\s?|(?:,\s|\s)(?:repartie?s?|composee?s?)\s[^,;.:()]{0,20}:\s)(?P<after>[^.;:()]+))"
)
_BEGINS = re.compile(rf"(?P<n>{_COUNT})\s[a-z]{{3,}}")
_BETWEEN = re.compile(r",\s(?:et\s)?|\set\s|\s\+\s")
_ITEM = re.compile(rf"\s*(?:une?\s[a-z-]+\sde\s)?(?P<n>{_COUNT})\s(?P<noun>m²|[a-z][^€%]*)\Z")
_NOT_COUNTED = re.compile(r"[€%/=×]|\beuros?\b|\bx\b|\bart|\bn°|\bdont\b|\bainsi\b|\benviron\b|\b(?:19|20)[0-9]{2}\b")
FEW = 2  # items


@dataclass(frozen=True, slots=True)
class Count:
    """So many things, and where it is said."""

    value: int
    noun: str
    where: Passage


@dataclass(frozen=True, slots=True)
class Detail:
    """A count and the counts of its parts, in the same sentence."""

    whole: Count
    parts: tuple[int, ...]


@lru_cache(maxsize=16)
def counts(part: Part) -> tuple[Count, ...]:
    """Every count of things of a part's own sentences, tables apart."""
    return tuple(
        Count(value, noun, Passage(part, index, start, end))
        for index, text in _sentences(part)
        for value, noun, start, end in _counted(text)
    )


@kept_by_text
def _counted(text: str) -> tuple[tuple[int, str, int, int], ...]:
    """Each count of a sentence: the number, the noun, where it stands."""
    return tuple(
        (value, match["noun"], *match.span())
        for match in _COUNTED.finditer(_low(text))
        if match["noun"] not in _OTHERS and (value := value_of(match["n"])) is not None and value > 1
    )


def details(part: Part) -> Iterator[Detail]:
    """Every count that its sentence breaks down."""
    for index, text in _sentences(part):
        for value, noun, start, end, parts in _detailed(text):
            yield Detail(Count(value, noun, Passage(part, index, start, end)), parts)


@kept_by_text
def _detailed(text: str) -> tuple[tuple[int, str, int, int, tuple[int, ...]], ...]:
    """Each count of a sentence that it breaks down, with those of its parts."""
    found, low = [], _low(text)
    for match in _DETAILED.finditer(low) if "(" in low or "soit" in low or ":" in low else ():
        value, parts = value_of(match["n"]), _parts(match["inside"] or match["after"], match["noun"])
        if value is not None and len(parts) >= FEW:
            found.append((value, match["noun"], match.start(), match.end("noun"), parts))
    return tuple(found)


def listed(part: Part) -> Iterator[Detail]:
    """« de créer 12 emplois : », and items that begin each with how many: « 6 agents … », « 4 agents … »."""
    for one in counts(part):
        after = part.blocks[one.where.block].text[one.where.end :]
        first = one.where.block + 1
        items = list(takewhile(lambda block: block.kind is Kind.ITEM, part.blocks[first:]))
        found = [_BEGINS.match(unaccented(block.text)) for block in items]
        numbers = [value_of(match["n"]) for match in found if match]
        if after.rstrip().endswith(":") and len(numbers) >= FEW:
            parts = tuple(n for n in numbers if n is not None)
            whole = found.index(None) if None in found else len(found)  # another list may follow
            if whole >= FEW:
                yield Detail(one, parts[:whole])


def value_of(words: str) -> int | None:
    """The number that figures or words say.

    >>> value_of("1 200"), value_of("quatorze")
    (1200, 14)
    """
    return int(re.sub(r"\D", "", words)) if words[0].isdigit() else number(words)


def _parts(said: str, noun: str) -> tuple[int, ...]:
    """The numbers of a list of parts; none where one of them is something else."""
    if _NOT_COUNTED.search(said):
        return ()
    found: list[int] = []
    for words in _BETWEEN.split(said):
        match = _ITEM.match(words)
        value = value_of(match["n"]) if match else None
        if match is None or value is None:
            if not found or any(map(str.isdigit, words)):
                return ()
            continue  # « 6 percussions et claviers »
        if (noun == "m²") != (match["noun"].strip() == "m²"):
            return ()
        found.append(value)
    return tuple(found)


def _sentences(part: Part) -> Iterator[tuple[int, str]]:
    return ((index, block.text) for index, block in enumerate(part.blocks) if block.kind is not Kind.TABLEAU)


def _low(text: str) -> str:
    """The text without accents; none of it where that changes its length."""
    low = unaccented(text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " "))
    return low if len(low) == len(text) else ""
