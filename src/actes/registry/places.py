"""Where every field of an entry stands, found only when asked: « convention.articles[2].texte »."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import field

from ..frozen import frozen
from ..model.edits import above
from ..pattern import pattern
from ..place import Place
from .nodes import Mapping, Node, Scalar, members

_INDEX = pattern(r"\[(\d+)\](?:\.(?=.))?", re.DOTALL)


@frozen
class Places(abc.Mapping[str, Node]):
    """From the path of a field to its node (a `Locatable`). The empty path is the whole file.

    A field left out of the file has no place: `nearest` gives that of what should hold it.
    """

    root: Node
    asked: dict[str, Node | None] = field(default_factory=dict, compare=False, repr=False)  # the same ones come again

    def __getitem__(self, path: str) -> Node:
        if path not in self.asked:
            self.asked[path] = _find(self.root, path)
        if (found := self.asked[path]) is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return _paths(self.root, "")

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def nearest(self, path: str) -> Node:
        """The node of the field, else of the nearest thing around it that is in the file."""
        while path not in self:
            path = above(path)
        return self[path]

    def field_at(self, place: Place) -> str:
        """The path of the smallest field that holds a place of the file; "" where none does."""
        offset = self.root.source.offset(place)
        path, held = "", [("", self.root)] if offset >= 0 else []
        while found := [(name, node) for name, node in held if node.start <= offset <= node.end]:
            name, node = found[-1]
            path, held = below(path, name), steps_of(node)
        return path


def steps_of(node: Node) -> list[tuple[str, Node]]:
    return [(f"[{n}]" if key is None else key.text, value) for n, (key, value) in enumerate(members(node))]


def below(path: str, step: str) -> str:
    return f"{path}{step}" if not path or step[:1] == "[" else f"{path}.{step}"


def _find(node: Node, path: str) -> Node | None:
    """The node at a path below this one. Names may hold dots: every key that starts the path is tried."""
    if not path:
        return node
    if isinstance(node, Mapping):
        for key, value in node.items:
            rest = path.removeprefix(key.text)
            if path.startswith(key.text) and (not rest or (rest[0] in ".[" and rest != ".")):
                found = _find(value, rest.removeprefix("."))
                if found is not None:
                    return found
        return None
    match = _INDEX.match(path)
    if match is None:
        return None
    index, rest = int(match[1]), path[match.end() :]
    if isinstance(node, Scalar):  # a lone text stands for a list of one
        return node if index == 0 and not rest else None
    return _find(node.items[index], rest) if index < len(node.items) else None


def _paths(node: Node, path: str) -> Iterator[str]:
    yield path
    for step, inner in steps_of(node):
        yield from _paths(inner, below(path, step))
