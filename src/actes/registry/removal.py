"""How a field, or an item of a list, goes from a text: its lines, or its place between braces or brackets."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.edits import Remove
from ..pattern import pattern
from .layout import Change, Holder, Layout
from .nodes import Mapping, Node
from .spans import blank_line_at, blank_line_before, content_end, line_start, lines_above, next_line

_BLANKS = pattern(r"[ ]*")


class Removal(Layout):
    """The ways in which something goes."""

    __slots__ = ()

    def remove(self, edit: Remove) -> Iterator[Change]:
        old = self.node(edit.path)
        assert old is not None  # `edited` refused anything else
        holder, key = self.held(old)
        if len(holder.items) == 1 and holder is not self.root:
            yield self.emptied(holder)
        elif holder.flow:
            yield _removed_between_signs(holder, old)
        else:
            lead = key.start if key is not None else self.dash(old)[0]
            end = max(content_end(old), self.after_colon(key) if key is not None else lead + 1)
            yield self.removed_lines(lead, end, edit.comment)

    def emptied(self, holder: Holder) -> Change:
        """The last of its members goes: what held it is empty then."""
        if holder.flow:
            return Change(holder.start + 1, holder.end - 1, "")
        _, key = self.held(holder)
        start = self.after_colon(key) if key is not None else self.dash(holder)[0] + 1
        return Change(start, content_end(holder), " {}" if isinstance(holder, Mapping) else " []")

    def removed_lines(self, lead: int, end: int, comment: bool) -> Change:
        start, stop = line_start(self.text, lead), next_line(self.text, end)
        if self.text[start:lead].strip():  # the first key of an item, beside its dash: the next key comes there
            blanks = _BLANKS.match(self.text, stop)
            return Change(lead, blanks.end() if blanks else stop, "")
        if comment:
            start = lines_above(self.text, start)
        if blank_line_before(self.text, start):  # one blank line is enough between what is left
            if stop == len(self.text):
                start = line_start(self.text, max(0, start - 1))
            elif blank_line_at(self.text, stop):
                stop = next_line(self.text, stop)
        return Change(start, stop, "")


def _removed_between_signs(holder: Holder, old: Node) -> Change:
    """A member between braces or brackets goes, with one comma."""
    pairs = [pair if isinstance(pair, tuple) else (pair, pair) for pair in holder.items]
    index = next(n for n, (_, value) in enumerate(pairs) if value is old)
    if index + 1 < len(pairs):
        return Change(pairs[index][0].start, pairs[index + 1][0].start, "")
    return Change(pairs[index - 1][1].end, max(pairs[index][1].end, pairs[index][0].end), "")
