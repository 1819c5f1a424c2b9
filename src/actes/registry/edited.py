"""Edits made on plain data: what the text must hold once they are written. The proof of every splice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.edits import Add, Edit, Lead, Move, Put, Remove, Rewrite, Text, Tree
from ..pattern import pattern
from .nodes import Mapping, Node, Scalar

_STEP = pattern(r"\[(\d+)\]|\.?([^.\[]+)")


def plain(node: Node) -> Any:
    """A node as texts, dictionaries (in order) and lists."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return _Ordered({key.text: plain(value) for key, value in node.items})
    return [plain(item) for item in node.items]


class _Ordered(dict[str, Any]):
    """A dictionary whose order counts."""

    def __eq__(self, other: object) -> bool:
        return dict.__eq__(self, other) and isinstance(other, dict) and list(self) == list(other)

    __hash__ = None


def edited(tree: Any, edit: Edit) -> Any:
    """The tree with an edit made. Raises KeyError where the edit names what is not there: a bug of the caller."""
    if isinstance(edit, Lead):
        return tree
    steps = _steps(edit.path)
    if isinstance(edit, Put):
        value = _plain(edit.value)
        return _at(tree, steps, lambda holder, step: _put(holder, step, value, edit.after))
    if isinstance(edit, Add):
        item, index = _plain(edit.value), edit.index
        return _at(tree, steps, lambda holder, step: _add(holder, step, item, index))
    if isinstance(edit, Remove):
        return _at(tree, steps, _remove)
    if isinstance(edit, Move):
        by = edit.by
        return _at(tree, steps, lambda holder, step: _move(holder, step, by))
    new = edit
    return _at(tree, steps, lambda holder, step: _rewrite(holder, step, new))


def _steps(path: str) -> list[str | int]:
    return [int(index) if index else name for index, name in _STEP.findall(path)]


def _plain(value: Tree) -> Any:
    if isinstance(value, Text):
        return value.text.rstrip("\n") + "\n"
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _Ordered({name: _plain(each) for name, each in value.items()})  # type: ignore[union-attr]


def _at(tree: Any, steps: list[str | int], change: Callable[[Any, str | int], Any]) -> Any:
    """The tree, changed where the last step leads. What is absent on the way is made."""
    if isinstance(tree, str) and not tree.strip():
        tree = _Ordered()
    step, rest = steps[0], steps[1:]
    copy: Any = _Ordered(tree) if isinstance(tree, dict) else list(tree) if isinstance(tree, list) else None
    if copy is None or isinstance(copy, dict) is isinstance(step, int):
        raise KeyError(step)
    if not rest:
        return change(copy, step)
    inner = copy.get(step, "") if isinstance(copy, dict) else copy[step]
    copy[step] = _at(inner, rest, change)
    return copy


def _put(holder: Any, step: Any, value: Any, after: str) -> Any:
    if isinstance(holder, list) or step in holder or after not in holder:
        holder[step] = value
        return holder
    pairs = [pair for name, old in holder.items() for pair in ([(name, old)] + [(step, value)] * (name == after))]
    return _Ordered(pairs)


def _add(holder: Any, step: str | int, item: Any, index: int | None) -> Any:
    old = holder.get(step, []) if isinstance(holder, dict) else holder[step]
    items = list(old) if not isinstance(old, str) or old.strip() else []
    items.insert(len(items) if index is None else index, item)
    holder[step] = items
    return holder


def _remove(holder: Any, step: str | int) -> Any:
    del holder[step]
    return holder


def _move(holder: Any, step: Any, by: int) -> Any:
    members = list(holder.items()) if isinstance(holder, dict) else holder
    index = list(holder).index(step) if isinstance(holder, dict) else step
    if not 0 <= index + by < len(members):
        raise KeyError(step)
    members[index], members[index + by] = members[index + by], members[index]
    return _Ordered(members) if isinstance(holder, dict) else members


def _rewrite(holder: Any, step: str | int, edit: Rewrite) -> Any:
    old = holder[step]
    holder[step] = old[: edit.start] + edit.text + old[edit.end :]
    return holder
