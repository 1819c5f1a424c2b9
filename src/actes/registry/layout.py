"""A text of YAML, its tree, and where keys, dashes and members stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from ..frozen import frozen
from .nodes import Mapping, Node, Scalar, Sequence
from .places import Places
from .spans import line_start

Holder = Mapping | Sequence


@frozen
class Change:
    """Characters of the file that give way to others, whose line ends are those of the file."""

    start: int
    end: int
    new: str

    def applied(self, text: str) -> str:
        new = self.new.replace("\n", "\r\n") if "\r\n" in text else self.new
        return text[: self.start] + new + text[self.end :]


@frozen
class Layout:
    """A text and its tree."""

    text: str
    root: Node

    def node(self, path: str) -> Node | None:
        return Places(self.root).get(path)

    def held(self, old: Node) -> tuple[Holder, Scalar | None]:
        """What holds a node, and its key where it has one."""
        for node in _holders(self.root):
            if isinstance(node, Mapping):
                for key, value in node.items:
                    if value is old:
                        return node, key
            elif any(item is old for item in node.items):
                return node, None
        raise KeyError(self.text[old.start : old.end])

    def after_colon(self, key: Scalar) -> int:
        return self.text.index(":", key.end) + 1

    def column(self, offset: int) -> int:
        return offset - line_start(self.text, offset)

    def dash(self, item: Node) -> tuple[int, int]:
        """Where the dash of an item stands, and its column."""
        # a sequence starts at its own first dash, an empty item right after the dash
        at = self.text.rindex("-", 0, item.start)
        return at, self.column(at)


def _holders(root: Node) -> Iterator[Holder]:
    stack = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node, Scalar):
            yield node
            stack += [pair[1] if isinstance(pair, tuple) else pair for pair in node.items]
