"""Lists: the paragraph that ends in « : » introduces the items, the short lines or the table below it.

>>> from ..document import Block, Literal, Span
>>> from ..place import Place
>>> def block(kind, text, level=1):
...     return Block(kind, (Span(text, Literal(Place("a.txt"))),), level)
>>> texts = [(Kind.PARAGRAPHE, "Sont versés :", 1), (Kind.ITEM, "au club :", 1), (Kind.ITEM, "900 €,", 2),
...          (Kind.ITEM, "à la chorale, 400 €.", 1), (Kind.PARAGRAPHE, "Le maire signe.", 1)]
>>> Lists.of([block(*one) for one in texts]).leads
(None, 0, 1, 0, None)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..document import Block, Kind
from ..frozen import frozen
from ..pattern import pattern

SEVERAL = 2  # items, lines of a table, captions: one alone is no series
SHORT = 160  # characters: a longer line is a paragraph of its own, not an entry of a list
_MARKS = (".", ";", "!", "?", ",")  # « Le club s'engage à » has none of them at its end, and items below
_ENDS = (",", ";")
_LINE = pattern(r"[€%:]|\d")  # an entry has a figure, or says something of its first words
_TEXT = (Kind.PARAGRAPHE, Kind.ARTICLE, Kind.MENTION, Kind.VISA, Kind.CONSIDERANT, Kind.FORMULE, Kind.PARTIE)


@frozen
class Lists:
    """For each block its lead-in, None where it has none; and what each lead-in introduces directly."""

    leads: tuple[int | None, ...]
    led: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Lists:
        leads = tuple(_Reader(blocks).read())
        led: dict[int, list[int]] = {}
        for index, lead in enumerate(leads):
            if lead is not None:
                led.setdefault(lead, []).append(index)
        return cls(leads, MappingProxyType({lead: tuple(found) for lead, found in led.items()}))


@dataclass(slots=True)
class _Reader:
    """What is open at a block: the lead-ins above it, outermost first, each with the depth of what it introduces."""

    blocks: Sequence[Block]

    def read(self) -> list[int | None]:
        found: list[int | None] = []
        above: list[tuple[int, int]] = []  # (depth from which it introduces, block)
        for index, block in enumerate(self.blocks):
            depth = block.level if block.kind is Kind.ITEM else 0
            if block.kind is Kind.ITEM:
                above = [one for one in above if one[0] <= depth]
                if above and above[-1][1] == index - 1:  # a heading below, less deep, is no item of it
                    above[-1] = (max(depth, above[-1][0]), index - 1)
                if above and self._another(above[-1][1] + 1, block):
                    above.pop()
                found.append(above[-1][1] if above else None)
                above.append((depth + 1, index))
            elif block.kind is Kind.TABLEAU:
                found.append(next((at for _, at in reversed(above) if self._introduces(at)), None))
            elif above and self._is_line(block, above[0][1], index):
                found.append(above[0][1])
            else:
                found.append(None)
                above = [(0, index)] if self._may_introduce(index) else []
        return found

    def _another(self, first: int, block: Block) -> bool:
        """Whether « 2. QUESTIONS DIVERSES » stands below a list of dashes, as deep as they are."""
        item = self.blocks[first]
        dashes = item.kind is Kind.ITEM and item.level == block.level and not item.marker[:1].isalnum()
        return dashes and block.marker[:1].isalnum() and block.text.isupper()

    def _introduces(self, at: int) -> bool:
        return self.blocks[at].text.rstrip().endswith(":")

    def _may_introduce(self, index: int) -> bool:
        """Whether a paragraph is a lead-in: it ends in « : », or leaves its sentence open above items."""
        block = self.blocks[index]
        if block.kind not in _TEXT:
            return False
        if self._introduces(index):
            return True
        after = self.blocks[index + 1].kind if index + 1 < len(self.blocks) else None
        return after is Kind.ITEM and block.kind is not Kind.ARTICLE and not block.text.rstrip().endswith(_MARKS)

    def _is_line(self, block: Block, lead: int, index: int) -> bool:
        """Whether a paragraph is an entry of the list: short, of its form, right below the lead-in or another.

        A sentence below a table ends the list.
        """
        if block.kind is not Kind.PARAGRAPHE or len(block.text) > SHORT or not self._introduces(lead):
            return False
        before, sentence = self.blocks[index - 1], block.text.rstrip().endswith(".")
        ended = before.text.rstrip().endswith(".") or (before.kind is Kind.TABLEAU and sentence)
        goes_on = index - 1 == lead or (before.kind is not Kind.ITEM and not ended)
        entry = _LINE.search(block.text) or block.text.rstrip()[-1:] in _ENDS or before.text.rstrip()[-1:] in _ENDS
        return goes_on and bool(entry) and not self._introduces(index)
