"""Which documents of an entry a file is: rather by its words than by its name, which people change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..document import Kind
from ..frozen import frozen
from ..part import Part
from .words import words_of

SAME = 0.65  # share of groups of three words in common from which a file is a document, whatever its title
LIKE = 0.3  # the same where titles agree: a partner may rewrite a good half of a convention
TITLED = 0.7  # share of the words of a title that the file's first blocks have
INSIDE = 0.75  # share of a document that a larger file holds from which it is one of several in it
HEAD = 8  # blocks in which a document says its title
TITLES = (Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET)

Group = tuple[str, str, str]


@frozen
class Look:
    """What a document is recognised by: its groups of three words, how many words it has."""

    groups: frozenset[Group]
    length: int


def look(part: Part) -> Look:
    keys = [word.key for index in range(len(part.blocks)) for word in words_of(part, index)]
    return Look(frozenset(zip(keys, keys[1:], keys[2:], strict=False)), len(keys))


def documents_of(file: Part, composed: Sequence[Part]) -> tuple[Part, ...]:
    """The documents that a file is: one, several where it holds the whole act, none where it is like none of them."""
    own, looks = look(file), {id(part): look(part) for part in composed}
    likeness = {key: _likeness(own, one) for key, one in looks.items()}
    first = max(composed, key=lambda part: likeness[id(part)], default=None)
    share = likeness[id(first)] if first is not None else 0.0
    if first is None or not (share >= SAME or (share >= LIKE and _titles_agree(file, first))):
        inside = list(_inside(own, composed, looks, 0))
        return tuple(inside) if len(inside) > 1 else ()
    others = _inside(own, [part for part in composed if part is not first], looks, looks[id(first)].length)
    found = {id(part) for part in (first, *others)}
    return tuple(part for part in composed if id(part) in found)


def _likeness(one: Look, other: Look) -> float:
    """The share of groups in common, from 0 to 1."""
    return 2 * len(one.groups & other.groups) / ((len(one.groups) + len(other.groups)) or 1)


def _inside(file: Look, composed: Iterable[Part], looks: dict[int, Look], taken: int) -> Iterator[Part]:
    """The documents that a file holds beside another one, as long as it has room for them."""
    for part in composed:
        one = looks[id(part)]
        held = len(one.groups & file.groups) / (len(one.groups) or 1)
        if held >= INSIDE and taken + one.length <= 1.15 * file.length:
            taken += one.length
            yield part


def _titles_agree(file: Part, part: Part) -> bool:
    """Whether a file's first blocks say a title: nearly all of its words, and every figure, as those of its number."""
    title = _words(part, [n for n, block in enumerate(part.blocks) if block.kind in TITLES] or range(1))
    head = _words(file, range(min(HEAD, len(file.blocks))))
    return len(title & head) >= TITLED * len(title) and all(word in head for word in title if word.isdecimal())


def _words(part: Part, indexes: Iterable[int]) -> set[str]:
    """The words of some blocks, whatever their case."""
    return {word.key.lower() for index in indexes for word in words_of(part, index) if word.key.isalnum()}
