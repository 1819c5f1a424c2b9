"""The documents that one file holds: a decision and its convention, an act and its annexes, several acts.

A document ends where another one gives its title, or begins a page, once the first is signed or dated; where a contract
gives its title and its parties; an annexe begins at its title, an order at its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, Kind
from ..frozen import frozen
from ..pattern import pattern
from .nature import CONTRACT, Nature, is_order, nature_of

_ANNEXE = pattern(r"\W*annexe\b", re.IGNORECASE)
_BETWEEN = pattern(r"entre\b", re.IGNORECASE)
NEAR = 3  # blocks between the title of a contract and its parties
_ENDED = (Kind.LIEU_DATE, Kind.SIGNATURE)
_CLOSING = (*_ENDED, Kind.MENTION, Kind.ANNONCE)  # what stands on a last page as well
_BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.TABLEAU, Kind.ARTICLE, Kind.VISA, Kind.PARTIE, Kind.FORMULE)


@frozen
class Extent:
    """Blocks of a file that are one document, from `start` to `end`, and what it is; `act`: of which act, from 0."""

    start: int
    end: int
    nature: Nature
    act: int = 0


def documents_in(blocks: Sequence[Block], alone: bool) -> tuple[Extent, ...]:
    """The documents of a file, in order; nearly always one. `alone`: see `nature_of`."""
    starts = list(_starts(blocks))
    found: list[Extent] = []
    act = 0
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        nature = nature_of(blocks[start:end], alone and start == 0)
        if start and nature is Nature.PIECE:
            nature = Nature.ANNEXE  # a règlement, a plan behind the act that adopts it
        act += nature is Nature.ACTE and any(one.nature is Nature.ACTE for one in found)
        found.append(Extent(start, end, nature, act))
    return tuple(found)


def _starts(blocks: Sequence[Block]) -> Iterator[int]:
    yield 0
    ended = signed = held = False
    again = frozenset(_agreed(blocks))
    for index, block in enumerate(blocks):
        signed = signed or block.kind in _ENDED
        titled = block.kind is Kind.TITRE and (ended or signed)
        paged = block.page and block.kind not in _CLOSING and (signed or is_order(blocks[index:]))
        if index and held and (titled or paged or index in again):
            if not any(below.kind in _BODY for below in blocks[index + 1 : index + 6]):
                continue  # a line in the list of annexes
            yield index
            ended = _ANNEXE.match(block.text) is not None  # another annexe may follow at once
            signed = held = False
        held = held or block.kind in _BODY


def _agreed(blocks: Sequence[Block]) -> Iterator[int]:
    """« CONVENTION D'OBJECTIFS » and « Entre les soussignés : », behind an act that nothing shows to be signed."""
    for index, block in enumerate(blocks):
        below = [_BETWEEN.match(one.text) for one in blocks[index + 1 : index + 1 + NEAR]]
        heads = block.kind is Kind.INTERTITRE or (block.kind is Kind.TITRE and _ANNEXE.match(block.text))
        if heads and block.text.isupper() and CONTRACT.match(block.text) and any(below):
            yield index
