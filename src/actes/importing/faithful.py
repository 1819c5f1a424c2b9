"""Whether words say the same, and what an entry composes against what was printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ..against.changes import Sort, identity
from ..against.comparison import comparison
from ..against.words import said, split, words_of
from ..compare import Change, align
from ..context import Faced
from ..document import Document
from ..facts import MentionKind, read
from ..facts.flat import plain
from ..outline.nature import composed_nature
from ..part import Part, part_of
from ..pattern import pattern
from ..values.text import unaccented
from .prose import told
from .types import Difference

_FORMS = frozenset({
    MentionKind.DATE, MentionKind.AMOUNT, MentionKind.ACT_NUMBER, MentionKind.PERCENT, MentionKind.PERIOD,
    MentionKind.ARTICLE, MentionKind.POSTCODE,
})  # fmt: skip


_NUMBERED = (MentionKind.ACT_NUMBER, MentionKind.ARTICLE)  # whose words are looked at too: « ARTICLE 1 »
_NUMBER = pattern(r"[nN]\s?[°º]|\d|premier", re.IGNORECASE)
_SPACED = pattern(r"(?:\S\s+){4,}\S")


@lru_cache(maxsize=2048)
def essence(text: str, case: bool = False) -> tuple[object, ...]:
    """What words say, whatever the form of a date, of an amount, of accents; with `case`, capitals count.

    >>> essence("Fait à Murat, le 8/07/2025") == essence("Fait à Murat, le 8 juillet 2025")
    True
    >>> essence("DECISION N°2025-453") == essence("Décision n° 2025-453"), essence("Vu") == essence("Lu")
    (True, False)
    """
    found: list[object] = []
    done = 0
    for mention in read(text):
        if mention.kind in _FORMS and mention.value is not None and mention.start >= done:
            number = _NUMBER.search(mention.text) if mention.kind in _NUMBERED else None
            found += _words_of(text[done : mention.start + (number.start() if number else 0)], case)
            found.append(identity(mention)[:3])
            done = mention.end
        elif mention.kind is MentionKind.BLANK and mention.start >= done:
            found += _words_of(text[done : mention.start], case)
            done = mention.end
    return (*found, *_words_of(text[done:], case))


def _words_of(text: str, case: bool) -> Iterator[str]:
    """The words without their accents, which capitals often lack."""
    for word in split(text):
        if word not in ("er", "re"):
            yield plain(word) if case else unaccented(word)


def same(one: str, other: str, case: bool = False) -> bool:
    """Whether two texts say the same, form aside; with `case`, « Décision » is not « DÉCISION »."""
    if split(one) == split(other) or essence(one, case) == essence(other, case):
        return True
    return _solid(one, case) == _solid(other, case)


def _solid(text: str, case: bool = False) -> str:
    """« A R R Ê T E » is a word whose letters stand apart."""
    return "".join((plain(text) if case else unaccented(text)).split())


def shared(printed: Sequence[Part], composed: Sequence[Part]) -> tuple[int, int]:
    """How many words of what was printed are composed, in order, and how many there are."""
    spaced = {_solid(block.text): split(block.text) for part in composed for block in part.blocks}
    before = list(_keys(printed, spaced))
    found = [
        sum(h.before.stop - h.before.start for h in align(before, list(_keys(composed, {}, by_column=order)))
            if h.change is Change.EGAL)
        for order in (True, False)
    ]  # fmt: skip
    return max(found), len(before)


def _keys(parts: Iterable[Part], spaced: Mapping[str, list[str]], *, by_column: bool = True) -> Iterator[str]:
    """The words of documents; those whose letters stand apart, as they are `spaced` elsewhere."""
    for part in parts:
        for index, block in enumerate(part.blocks):
            if told(block.marker):
                yield from split(block.marker)
            own = spaced.get(_solid(block.text)) if _SPACED.fullmatch(block.text) else None
            yield from own or (word.key for word in words_of(part, index, by_column=by_column))


def worded(document: Document) -> Part:
    """A composed document whose words alone are to be looked at."""
    return Part(document.name, composed_nature(document.name), document, (), ())


def differences(name: str, printed: Part, composed: Sequence[Part], names: tuple[str, ...]) -> Iterator[Difference]:
    """What differs between a file and what the entry composes of it, as `check --against` sees it."""
    read = tuple(part_of(part.document, part.nature) for part in composed)
    found = comparison(Faced(printed, read), names)
    for change in (*found.changes, *found.renumbered):
        before, after = change.region.sides
        where = after[0] if after else None
        place = printed.blocks[where.block] if where else None
        source = next(place.all_spans(), None) if place else None
        yield Difference(
            name, said(after), said(before), change.sort is Sort.FORM, source.origin.place if source else None
        )
