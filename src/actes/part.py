"""A document under examination: its blocks, the facts read in each, and where each stands for a person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import chain
from typing import NamedTuple, Protocol

from .document import Block, Document, Fact, Kind, Span
from .facts import Mention, read
from .facts.flat import folded
from .frozen import frozen
from .model.confirm import counted
from .outline.lists import Lists
from .outline.nature import Nature, is_minutes, turn_of
from .outline.people import Roster, Spot
from .outline.roster import roster_of
from .outline.sections import HUMAN, Article, Section, articles_of, sections
from .place import Locatable, Place, first_place
from .text.sentences import clause_at, sentence_at
from .values.kept import kept_on_it


@frozen(eq=False)
class Part:
    """A document with what was read in it: for each block its section and the mentions of its text, in order.

    A part is itself and no other: statements are kept by their part, and comparing all its words costs.
    """

    name: str
    nature: Nature
    document: Document
    sections: tuple[Section, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    margin: Part | None = None  # what its pages bear around the act: running heads, feet, stamps, each line once
    marginal: bool = False  # whether this is the margin of another
    kept: dict[object, object] = field(default_factory=dict, init=False, repr=False)  # worked out of it

    def __reduce__(self) -> tuple[type[Part], tuple[object, ...]]:
        """To another process it goes without what was worked out of it."""
        made = (self.name, self.nature, self.document, self.sections, self.mentions, self.margin, self.marginal)
        return Part, made

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    def passages(self, *kinds: object) -> Iterator[tuple[Passage, Mention]]:
        """Every mention of these kinds (all of them without kinds), with the words that hold it, in reading order."""
        found = self.by_kinds()
        if kinds not in found:
            each = [(kind,) for kind in kinds] or [asked for asked in found if len(asked) == 1]
            found[kinds] = sorted(chain.from_iterable(found.get(one, ()) for one in each), key=lambda one: one[0][1:3])
        yield from found[kinds]

    @kept_on_it
    def by_kinds(self) -> dict[tuple[object, ...], list[tuple[Passage, Mention]]]:
        """The mentions by their kind, with the words that hold them; of several kinds, once they are asked."""
        found: dict[tuple[object, ...], list[tuple[Passage, Mention]]] = {}
        for index, mentions in enumerate(self.mentions):
            for mention in mentions:
                held = Passage(self, index, mention.start, mention.end)
                found.setdefault((mention.kind,), []).append((held, mention))
        return found

    def whole(self, index: int) -> Passage:
        return Passage(self, index, 0, len(self.blocks[index].text))

    def saying(self, *words: str) -> Iterator[tuple[int, str]]:
        """The blocks in whose folded text one of these words stands, with that text.

        Looking for the words that a pattern needs is a tenth of the work of the pattern.
        """
        whole = self.low
        some = [word for word in words if word in whole]
        return ((n, low) for n, low in enumerate(self.lows() if some else ()) if any(map(low.__contains__, some)))

    def found(self, expression: re.Pattern[str], *words: str) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Each place where an expression stands in the folded text of the blocks that say one of these words."""
        for index, low in self.saying(*words):
            for match in expression.finditer(low):
                yield Passage(self, index, *match.span()), match

    @kept_on_it
    def lows(self) -> tuple[str, ...]:
        return tuple(folded(block.text) for block in self.blocks)

    @property
    @kept_on_it
    def low(self) -> str:
        return "\n".join(self.lows())

    def named_by_title(self, index: int, offset: int) -> bool:
        """Whether words of a title are about this document, and not about the act that it amends or carries out."""
        turn = self.turn()
        return self.blocks[index].kind is Kind.TITRE and (turn is None or (index, offset) < turn)

    @kept_on_it
    def turn(self) -> tuple[int, int] | None:
        """Where a title turns to another act."""
        return turn_of(self.blocks)

    @property
    @kept_on_it
    def articles(self) -> tuple[Article, ...]:
        """Its own articles, in order."""
        return articles_of(self.blocks, self.sections)

    @property
    @kept_on_it
    def roster(self) -> Roster:
        """Who is named: parties, those who represent them, those who sign, everybody else."""
        return roster_of(self.blocks, self.mentions)

    def at(self, spot: Spot) -> Passage:
        """The words that the roster points at."""
        return Passage(self, spot.block, spot.start, spot.end)

    @property
    @kept_on_it
    def minutes(self) -> bool:
        """Whether it tells of a meeting (« procès-verbal de la séance ») rather than decides."""
        return is_minutes(self.blocks)

    @kept_on_it
    def lists(self) -> Lists:
        return Lists.of(self.blocks)

    def lead_in(self, index: int) -> int | None:
        """The block that introduces this one: « Sont versés : » above an item, a short line, a table."""
        return self.lists().leads[index]

    def led(self, index: int) -> tuple[int, ...]:
        """The blocks that this one introduces: the items, lines or table below it."""
        return self.lists().led.get(index, ())


IN_MIND = 400  # characters


class Passage(NamedTuple):
    """Words of a block: `start` and `end` are offsets into its text."""

    part: Part
    block: int
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.context[self.start : self.end]

    @property
    def context(self) -> str:
        return self.part.blocks[self.block].text

    @property
    def before(self) -> str:
        """What a reader still has in mind of the same block: the end of what stands before these words."""
        return self.context[max(0, self.start - IN_MIND) : self.start]

    @property
    def low(self) -> str:
        """The same, folded."""
        return self.part.lows()[self.block]

    @property
    def low_before(self) -> str:
        """What stands before, folded."""
        return self.low[max(0, self.start - IN_MIND) : self.start]

    def led(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """Whether such words of the block, folded, stand before these."""
        return words.search(self.low, 0, self.start)

    def then(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """Whether such words, folded, come at once after these."""
        return words.match(self.low, self.end)

    @property
    def low_text(self) -> str:
        """These words, folded."""
        return self.low[self.start : self.end]

    def around(self, before: int, after: int) -> str:
        """These words, folded, with so many characters before and after them."""
        return self.low[max(0, self.start - before) : self.end + after]

    @property
    def sentence(self) -> Passage:
        """The sentence in which they begin."""
        return self.at(*sentence_at(self.context, self.start))

    @property
    def clause(self) -> Passage:
        """The clause in which they begin."""
        return self.at(*clause_at(self.context, self.start))

    @property
    def kind(self) -> Kind:
        return self.part.blocks[self.block].kind

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All those of the block, inside these words or not."""
        return self.part.mentions[self.block]

    def meets(self, other: Passage) -> bool:
        """Whether some words are of both."""
        return self[:2] == other[:2] and self.start < other.end and other.start < self.end

    def at(self, start: int, end: int) -> Passage:
        """Other words of the block."""
        return Passage(self.part, self.block, start, end)

    @property
    def section(self) -> Section:
        return self.part.sections[self.block]

    @property
    def where(self) -> Place | None:
        """The place of its first character in the file that most of it comes from: rather the entry than a formula."""
        found, weight = list[Place](), Counter[str]()
        position = self.start
        while position < self.end or not found:
            span, offset = span_at(self.part.blocks[self.block], position)
            if span is None:
                break
            origin = span.origin
            place = origin.place if isinstance(origin, Fact) else origin.source.place_at(origin.offset + offset)
            step = max(1, len(span.text) - offset)
            found.append(place)
            weight[place.path] += min(step, self.end - position)
            position += step
        return max(found, key=lambda one: weight[one.path], default=None)

    @property
    def fact(self) -> str:
        """The path of the fact that its first character was written from; empty for words that somebody typed."""
        span, _ = span_at(self.part.blocks[self.block], self.start)
        return span.origin.path if span is not None and isinstance(span.origin, Fact) else ""

    @property
    def human(self) -> str:
        """Where a person looks: « article 1er, 2e alinéa », « visas », « signature »."""
        section = self.section
        if self.part.marginal:
            return "en-tête, pied de page ou tampon"
        if section.article:
            rank = f", {section.alinea}{'er' if section.alinea == 1 else 'e'} alinéa" if section.alinea else ""
            return f"article {section.article}{rank}"
        return HUMAN.get(self.kind, "")


class Places(Protocol):
    """What knows where the fields of entries stand: a register."""

    def place(self, owner: str, path: str) -> Locatable | None: ...


@frozen
class Field:
    """A field of an entry: `owner` is the entry (« DEC2025-453 », « tiers/cantal_destination »), `path` its key.

    `places` knows where fields stand: it is asked only for what is reported.
    """

    owner: str
    path: str
    places: Places | None = field(default=None, compare=False, repr=False)
    text: str = ""

    @property
    def where(self) -> Place | None:
        """The place of its value; that of what should hold it where it is absent."""
        return first_place(self.places.place(self.owner, self.path) if self.places else None)

    @property
    def human(self) -> str:
        path, _, rank = counted(self.path).partition(" ")
        return f"fiche, « {path} »" + (f" {rank}" if rank else "")


def part_of(document: Document, nature: Nature, name: str = "", furniture: Iterable[Block] = ()) -> Part:
    """Examine a document: read the facts of every block, number its sections.

    `furniture` is what its reader set aside: no words of the act, but what it says must not contradict them.
    """
    name = name or document.name
    once: dict[str, Block] = {}
    for block in furniture:
        once.setdefault(block.text, block)
    margin = _part(Document(name, tuple(once.values())), nature, name, marginal=True) if once else None
    return _part(document, nature, name, margin)


def _part(document: Document, nature: Nature, name: str, margin: Part | None = None, *, marginal: bool = False) -> Part:
    mentions = tuple(read(block.text) for block in document.blocks)
    return Part(name, nature, document, tuple(sections(document.blocks)), mentions, margin, marginal)


def span_at(block: Block, offset: int) -> tuple[Span | None, int]:
    """The span that holds a character of the block's text, and the offset inside that span."""
    laid = block.laid_out
    if not laid:
        return None, 0
    index = bisect_right(laid, offset, key=lambda one: one[1])
    if index == len(laid):
        return laid[-1][2], len(laid[-1][2].text)
    start, _, span = laid[index]
    return span, max(0, offset - start)
