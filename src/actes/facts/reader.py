"""All kinds at once: what is read first keeps its words, so that a year inside a date is not a year again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..values.kept import kept_by_text
from . import (
    acronyms,
    acts,
    amounts,
    articles,
    blanks,
    dates,
    durations,
    identifiers,
    names,
    percents,
    periods,
    times,
    years,
)
from .flat import Flat
from .mention import Mention, MentionKind
from .owners import with_owners


@kept_by_text
def read(text: str) -> tuple[Mention, ...]:
    """The facts of a text, in order and without overlap; what is inside one (the ends of a period) is in its `parts`.

    >>> [(m.kind.value, m.text, str(m.value)) for m in read("977,5 € HT, à compter du 1er janvier 2025")][0]
    ('montant', '977,5 € HT', '977,50\\xa0€')
    >>> read("le 31 février 2025")[0].problem
    "« 31 février 2025 » n'existe pas : février 2025 a 28 jours"
    """
    flat = Flat(text)
    kept = _Kept(len(flat.text))
    for mentions in _sources(flat, kept):
        kept.add(mentions)
    return tuple(flat.locate(mention) for mention in with_owners(flat, kept.sorted()))


class _Kept:
    """Mentions that do not overlap: a word belongs to the first that takes it."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)
        self.mentions: list[Mention] = []

    def add(self, mentions: Iterable[Mention]) -> None:
        for mention in sorted(mentions, key=lambda found: (found.start, -found.end)):
            if self._taken.find(1, mention.start, mention.end) < 0:
                self._taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                self.mentions.append(mention)

    def free(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Those that would be kept, without keeping them."""
        mentions = list(mentions)
        if not mentions:
            return []
        trial = _Kept(0)
        trial._taken = bytearray(self._taken)
        trial.add(mentions)
        return trial.sorted()

    def sorted(self) -> list[Mention]:
        return sorted(self.mentions, key=lambda found: found.start)


def _sources(flat: Flat, kept: _Kept) -> Iterator[Iterable[Mention]]:
    """Finders, the surest first; each sees what is already taken."""
    yield identifiers.find_addresses(flat)
    yield identifiers.find(flat)
    whens = kept.free(dates.find(flat))
    yield acts.find(flat, whens)
    whens = kept.free(whens)
    legal = list(articles.find(flat))
    yield (mention for mention in legal if mention.kind is MentionKind.LEGAL_ARTICLE)
    yield periods.find(flat, whens)
    yield whens
    yield amounts.find(flat)
    yield percents.find(flat)
    yield legal
    yield durations.find(flat)
    yield times.find(flat)
    yield articles.find_codes(flat)
    yield years.find(flat)
    yield blanks.find(flat)
    yield acronyms.find(flat)
    yield names.find(flat)
