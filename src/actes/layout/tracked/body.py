"""Paragraphs and tables of two documents: which is which, and how what differs is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...pairing import Item, in_order
from ...reading.wordml import TBL, P, W
from ..nodes import Element
from .marks import Marker
from .paragraph import insert_words, revise
from .pieces import Piece, text_of
from .source import Tree, columns
from .steps import KEPT, Step, between, settled
from .steps import before as before_in
from .tables import Gone, Tables, look_of


@dataclass(frozen=True)
class Tracker:
    """Marks one tree against another. `strict`: a paragraph that Word numbers is never the same as an old one."""

    old: Tree
    new: Tree
    marker: Marker
    strict: bool = False

    @property
    def gone(self) -> Gone:
        """What builds what is deleted."""
        return Gone(self.old, self.marker)

    @property
    def tables(self) -> Tables:
        """What marks tables."""
        return Tables(self.old, self.new, self.gone, self.container)

    def container(self, old: Sequence[Element], new: Sequence[Element], place: Element) -> None:
        """Mark what differs between paragraphs and tables; `place` is where those of the new document stand."""
        steps = list(settled(self._steps(old, new), lambda step: step.new in self.new.numbers))
        for index, step in enumerate(steps):
            if step.new is not None:
                self._apply(step, steps[:index])
                continue
            following = next((later.new for later in steps[index:] if later.new is not None), None)
            _put(self._deleted(step, steps[:index]), following, place)

    # which is which

    def _steps(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Step]:
        before, after = [self._item(one, self.old) for one in old], [self._item(one, self.new) for one in new]
        pairs = [(i, j) for i, j in in_order(before, after) if not self._apart(old[i], new[j])]
        start = start_after = 0
        for i, j in [*pairs, (len(old), len(new))]:
            yield from between(old[start:i], new[start_after:j])
            if i < len(old):
                yield Step(old[i], new[j])
            start, start_after = i + 1, j + 1

    def _apart(self, old: Element, new: Element) -> bool:
        """Whether what is alike cannot be the same one, changed.

        Tables of another width; a paragraph that Word numbers otherwise: its number would not be the old one.
        """
        if new.tag == TBL:
            return columns(old) != columns(new)
        number = self.new.numbers.get(new)
        return number is not None and (self.strict or not text_of(self.old.pieces(old)).startswith(f"{number.text} "))

    def _item(self, one: Element, tree: Tree) -> Item:
        """The words of a paragraph; those of a table are no paragraph's."""
        if one.tag == P:
            return Item(text_of(tree.pieces(one)))
        texts = (text_of(tree.pieces(p)) for p in one.iter(P))
        return Item(" ".join(["▦", *(f"▦{word}" for text in texts for word in text.split())]))

    # how it is marked

    def _apply(self, step: Step, done: Sequence[Step]) -> None:
        assert step.new is not None
        if step.table:
            if step.old is None:
                self.tables.inserted(step.new)
            else:
                self.tables.revise(step.old, step.new)
            return
        before = before_in(done)
        if step.old is None and step.mark == KEPT and before is not None:
            self._restyle(step.new, look_of(before))  # once its words are gone, this paragraph is the one before
        if step.old is not None and step.whole:
            self._restyle(step.new, self.gone.properties(step.old))
        if step.old is None:
            insert_words(step.new, self.marker)
        else:
            revise(step.new, self._comparable(step.old, step.new), self.marker, whole=step.whole)
        if step.mark:
            self.marker.mark_paragraph(step.new, step.mark)

    def _comparable(self, old: Element, new: Element) -> tuple[Piece, ...]:
        """The pieces of an old paragraph, without the number that Word shows before the new one too."""
        number, pieces = self.new.numbers.get(new), self.old.pieces(old)
        shown = f"{number.text} " if number else ""
        if not shown or not text_of(pieces).startswith(shown) or not pieces[0].text.startswith(shown):
            return pieces
        rest = Piece(pieces[0].sort, 0, pieces[0].text[len(shown) :], pieces[0].elements)
        return (rest, *(replace(piece, start=piece.start - len(shown)) for piece in pieces[1:]))

    def _deleted(self, step: Step, done: Sequence[Step]) -> Element:
        """An old paragraph or table, all of it deleted, to be put in the new document."""
        assert step.old is not None
        if step.table:
            return self.gone.table(step.old)
        gone = self.gone.paragraph(step.old)
        before = before_in(done)
        if step.mark:
            self.marker.mark_paragraph(gone, step.mark)
        elif before is not None:  # once its words are gone, this paragraph is the one before
            own = gone[0]
            gone.replace(own, look_of(before))
            self._restyle(gone, own)
        return gone

    def _restyle(self, paragraph: Element, old: Element) -> None:
        look = look_of(paragraph)
        if [(p.tag, dict(p.attrib)) for p in look] != [(p.tag, dict(p.attrib)) for p in old]:
            self.marker.restyle(paragraph, old)


def _put(gone: Element, following: Element | None, place: Element) -> None:
    """Put what is deleted before what follows it in the new document, else at its end."""
    following = following if following is not None else place.find(f"{W}sectPr")
    if following is not None:
        following.addprevious(gone)
    else:
        place.append(gone)
