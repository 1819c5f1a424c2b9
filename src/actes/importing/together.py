"""What goes together: the acts that bear one number, and with which of them goes what bears none.

A number is said by a title, else by the name of a file or of a folder. What bears none goes with the act that it names,
whose facts it has (its days, its amounts, its people), that is beside it; where two acts would do, with none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from ..facts import MentionKind, read
from ..facts.mention import PersonName, Reference
from ..frozen import frozen
from ..part import Part
from ..pattern import pattern
from ..statements.subjects import TITLES, same_act
from ..values.actnumber import ActNumber
from ..values.text import comparable

U = TypeVar("U")
TELLING = tuple(MentionKind[name] for name in ("DATE", "PERIOD", "AMOUNT", "NAME", "SIRET", "SIREN"))
ENOUGH, MARGIN = 1.0, 0.5  # what tells that a document is of an act, and of it rather than of another
SMALL = 4  # letters: a shorter word says nothing
NAMED, TWICE, SHARED, TITLED, BESIDE = 3.5, 4.0, 3.0, 3.0, 1.0  # its number, again; at most, its facts, title; folder
AMENDS, AMENDED = "avenant", 4.0  # it names the act of the convention that it amends: its own one is of an avenant too
_NUMBER = pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_. ](?P<rank>\d{1,4})(?!\d)")
_DAY = pattern(r"[-_. ]\d\d(?!\d)")
_WORD = pattern(r"(?P<word>[^\W\d_]+)[\W_]*(?:n[°ºo]?[\W_]*)?\Z")


@frozen
class Clues:
    """What an act, or what is to go with one, says of itself: its documents, the folders where they are."""

    parts: tuple[Part, ...]
    folders: frozenset[PurePosixPath] = frozenset()


def nearest(acts: Sequence[tuple[Reference, Clues]]) -> Callable[[Clues], int | None]:
    """Tells the rank of the act with which something goes; None where none is near enough, or two are."""
    facts = [facts_of(clues.parts) for _, clues in acts]
    titles = [_titled(clues.parts) for _, clues in acts]
    common = Counter[object](fact for each in facts for fact in each)
    common.update(word for each in titles for word in each)
    within = Counter(folder for _, clues in acts for folder in clues.folders)

    def points(clues: Clues, own: set[object], said: set[str], rank: int) -> float:
        act, known = acts[rank]
        shared = sum(1 / common[fact] for fact in own & facts[rank])
        titled = sum(1 / common[word] for word in said & titles[rank])
        titled /= sum(1 / max(1, common[word]) for word in said) or 1
        cited = (mention.value for part in clues.parts for _, mention in part.passages(MentionKind.ACT_NUMBER))
        times = sum(isinstance(value, Reference) and same_act(act, value) for value in cited)
        named = (0, NAMED, TWICE)[min(2, times)]
        beside = max((BESIDE / within[folder] for folder in clues.folders & known.folders), default=0.0)
        found = named + min(SHARED, shared) + TITLED * titled + beside
        return found + AMENDED * ((AMENDS in said) is (AMENDS in titles[rank])) if found >= ENOUGH else 0

    def best(clues: Clues) -> int | None:
        own, said = facts_of(clues.parts), _titled(clues.parts)
        found = [points(clues, own, said, rank) for rank in range(len(acts))]
        ranked = sorted(range(len(acts)), key=lambda rank: -found[rank])
        if not ranked or not found[ranked[0]]:
            return None
        second = found[ranked[1]] if len(ranked) > 1 else 0.0
        return ranked[0] if found[ranked[0]] - second >= MARGIN else None

    return best


def put_together(
    units: Sequence[U],
    own: Callable[[U], Reference | None],
    clues: Callable[[Sequence[U]], Clues],
    apart: Callable[[U], bool] = lambda _: False,
) -> tuple[list[tuple[Reference, list[U]]], list[U]]:
    """What bears each number; what bears none goes with the act that its clues are nearest to, else is alone.

    What is `apart` goes with no other.
    """
    acts: list[tuple[Reference, list[U]]] = []
    others: list[U] = []
    for unit in units:
        number = own(unit)
        group = next((group for act, group in acts if number is not None and same_act(act, number)), None)
        if number is None:
            others.append(unit)
        elif group is None:
            acts.append((number, [unit]))
        else:
            group.append(unit)
    best = nearest([(act, clues(group)) for act, group in acts])
    ranks = [None if apart(unit) else best(clues([unit])) for unit in others]  # before any is added: no order counts
    for unit, rank in zip(others, ranks, strict=True):
        if rank is not None:
            acts[rank][1].append(unit)
    return acts, [unit for unit, rank in zip(others, ranks, strict=True) if rank is None]


def _titled(parts: Iterable[Part]) -> set[str]:
    """The words that say what documents are about."""
    said = (block.text for part in parts for block in part.blocks if block.kind in TITLES)
    return {word for text in said for word in re.findall(r"\w+", comparable(text)) if len(word) >= SMALL}


def facts_of(parts: Iterable[Part]) -> set[object]:
    """The days, amounts, people and identifiers that documents say."""
    found: set[object] = set()
    for part in parts:
        for _, mention in part.passages(*TELLING):
            value = mention.value
            if value is not None:
                found.add(comparable(value.nom) if isinstance(value, PersonName) else value)
    return found


def number_in_name(name: str) -> Reference | None:
    """The number that the name of a file says, else that of a folder around it.

    >>> [number_in_name(name).numero.code for name in ("A/DEC2025-453.docx", "2025-453/plan.pdf", "n° 2025_12.odt")]
    ['2025-453', '2025-453', '2025-12']
    >>> number_in_name("Actes 2025-2026/2025-07-08 décision.docx")
    >>> number_in_name("Arrêté 2025-12 (stationnement).docx").nature
    'arrêté'
    """
    path = PurePosixPath(name)
    for text in (path.stem, *(part for part in reversed(path.parts[:-1]))):
        for match in _NUMBER.finditer(text):
            rank, month = match["rank"], int(match["rank"]) <= 12
            if int(rank) and not (month and _DAY.match(text, match.end())) and not 1900 <= int(rank) < 2100:
                return _reference(text[: match.start()], f"{match['year']}-{rank}")
    return None


def _reference(before: str, number: str) -> Reference:
    """A number with the kind of act that the word or the letters before it say."""
    said = _WORD.search(before)
    for text in (f"{said['word'].upper()}{number}", f"{said['word']} n° {number}") if said else ():
        for mention in read(text):
            if isinstance(mention.value, Reference) and isinstance(mention.value.numero, ActNumber):
                return mention.value
    return Reference("", ActNumber.parse(number))
