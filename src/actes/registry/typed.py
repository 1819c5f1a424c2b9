"""What somebody does to the fields of an entry, as edits of its text: typed, said, added, taken away, moved.

Whoever does it saw the entry at one moment; `stands` says whether the file, as it is now, is still what she saw there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from typing import Any

from ..jinja.parts import paragraphs
from ..model.edits import Add, Added, Change, Edit, Move, Put, Remove, Rewrite, Said, Text, Tree, Typed, above, steps
from ..model.prose import Prose
from ..pattern import pattern
from ..values.dates import written_like
from .decoding import decoded
from .nodes import Mapping, Node, Scalar, is_blank
from .nodes import Sequence as Items
from .places import Places, below, steps_of
from .scalars import parsed_date
from .shapes import Key, key_at, keys_of, shape_of
from .splice import edited, plain, splice_bytes
from .syntax import tree_of

PROSE = shape_of(Prose).scalars
_GAPS = pattern(r"(?<![ \t])[ \t]*\n(?:[ \t]*\n)+")
_ABSENT = "\x00"


def told(root: Node, change: Change) -> str:
    """What the field of a change says now."""
    node = Places(root).get(change.path)
    if isinstance(change, Said) and isinstance(node, Scalar):
        found = paragraphs(node.text)
        return node.text[slice(*found[change.rank])] if change.rank < len(found) else ""
    return said(node)


def said(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def stands(change: Change, before: Node | None, now: Node) -> bool:
    """Whether what a change is about is as it was seen, in the text that was seen (None: not known any more); or as
    it is to be, whoever wrote it.
    """
    lists = [match.start() for match in re.finditer(r"\[", change.path)]
    own = isinstance(change, Remove | Move)
    if isinstance(change, Typed | Said):
        says = _tidy(told(now, change))
        if written_like(_tidy(change.text), says) == says:
            return True
        if change.was is not None and written_like(_tidy(change.was), says) != says:
            return False
    if before is now or isinstance(change, Added) or not (own or lists):
        return True
    if before is None:
        return False
    one, two = (plain(root) if own else _without(plain(root), change.path) for root in (before, now))
    if own and not lists:
        return bool(plain(Places(before)[change.path]) == plain(Places(now).nearest(change.path)))
    return all(_same_item(change.path, at, one, two) for at in lists)


def _without(tree: Any, path: str) -> Any:
    """A tree where a field says nothing of its own; as it is where the field is not there."""
    try:
        return edited(tree, Put(path, _ABSENT))
    except (KeyError, IndexError, TypeError):
        return tree


def _same_item(path: str, at: int, one: Any, two: Any) -> bool:
    """Whether the item of a list, which begins at `at` in a path, is the same in two trees."""
    index = int(path[at + 1 : path.index("]", at)])
    first, second = _list_at(one, path[:at]), _list_at(two, path[:at])
    if len(first) != len(second) or index >= len(first):
        return False
    rest = [*first[:index], *first[index + 1 :]] == [*second[:index], *second[index + 1 :]]
    return rest or bool(first[index] == second[index])


def _list_at(tree: Any, path: str) -> Sequence[Any]:
    try:
        for step in steps(path):
            tree = tree[step]
    except (KeyError, IndexError, TypeError):
        return ()
    return tree if isinstance(tree, list) else ()


def possible(change: Change, root: Node, cls: type) -> bool:
    """Whether the model knows the field of a change, and the text has what it takes away or moves."""
    at = Places(root)
    if key_at(cls, change.path) is None:
        return False
    held = above(change.path)
    holder = at.get(held)
    if isinstance(change, Remove | Move):
        names = [below(held, step) for step, _ in steps_of(holder)] if holder is not None else []
        by = change.by if isinstance(change, Move) else 0
        return change.path in names and 0 <= names.index(change.path) + by < len(names)
    return all(change.path[: one.end()] in at for one in re.finditer(r"\]", change.path))


def written(data: bytes, changes: Iterable[Change], cls: type, path: str) -> bytes:
    """The bytes of a file once changes are made, one after the other. Raises CannotGoOn as `splice` does."""
    for change in changes:
        data = splice_bytes(data, edits(change, tree_of(decoded(data, path), path), cls), path)
    return data


def edits(change: Change, root: Node, cls: type) -> Iterator[Edit]:
    """How the text of an entry changes; nothing where it says so already. `cls` is what the entry describes."""
    at = Places(root)
    if isinstance(change, Move):
        yield change
    elif isinstance(change, Remove):
        yield _removed(at, change.path, cls)
    elif isinstance(change, Added):
        yield from _added(at, change, cls)
    elif isinstance(change, Said):
        yield from _said(at, change, cls)
    else:
        yield from _typed(at, change.path, _tidy(change.text), cls)


def _tidy(text: str) -> str:
    return _GAPS.sub("\n\n", text.replace("\r\n", "\n")).strip()


def _typed(at: Places, path: str, text: str, cls: type) -> Iterator[Edit]:
    node, key = at.get(path), key_at(cls, path)
    if key is not None and parsed_date in key.shape.scalars:
        text = written_like(text, said(node))
    if said(node) == text:
        return
    if not text and key is not None and not key.required:
        yield _removed(at, path, cls)
    elif isinstance(node, Scalar) and node.text.strip() and text:
        start = node.text.index(node.text.strip())
        yield _rewritten(path, node.text, start, start + len(node.text.strip()), text)
    else:
        yield put(at, path, _value(key, text), cls)


def _said(at: Places, change: Said, cls: type) -> Iterator[Edit]:
    node, text = at.get(change.path), _tidy(change.text)
    if not isinstance(node, Scalar):
        yield from _typed(at, change.path, text, cls)
        return
    found = paragraphs(node.text)
    if len(found) <= 1 and not (text and change.rank >= len(found)):
        yield from _typed(at, change.path, text, cls)
    elif change.rank >= len(found):
        yield Rewrite(change.path, found[-1].end if found else 0, found[-1].end if found else 0, f"\n\n{text}")
    elif text:
        if text != node.text[slice(*found[change.rank])]:
            yield _rewritten(change.path, node.text, *found[change.rank], text)
    elif change.rank + 1 < len(found):  # it goes with the blank lines that set it apart
        yield Rewrite(change.path, found[change.rank].start, found[change.rank + 1].start, "")
    else:
        yield Rewrite(change.path, found[-2].end, found[-1].end, "")


def _rewritten(path: str, whole: str, start: int, end: int, text: str) -> Rewrite:
    """The characters that change, those alone."""
    old = whole[start:end]
    most = min(len(old), len(text))
    first = next((n for n in range(most) if old[n] != text[n]), most)
    last = next((n for n in range(most - first) if old[-1 - n] != text[-1 - n]), most - first)
    return Rewrite(path, start + first, end - last, text[first : len(text) - last])


def _removed(at: Places, path: str, cls: type) -> Edit:
    """A field goes, and what held it alone where nothing needs that."""
    held = above(path)
    holder, key = at.get(held), key_at(cls, held)
    alone = isinstance(holder, Mapping | Items) and len(holder.items) == 1
    if alone and key is not None and key.name and not key.required and not held.endswith("]"):
        return _removed(at, held, cls)
    return Remove(path, comment=path.endswith("]"))


def _added(at: Places, change: Added, cls: type) -> Iterator[Edit]:
    key = key_at(cls, change.path)
    assert key is not None  # the form comes from the model
    name = _tidy(change.name)
    held = key_at(cls, f"{change.path}.{name}" if key.shape.label is not None else f"{change.path}[0]")
    assert held is not None
    value = _made(held, {inner: _tidy(text) for inner, text in change.values.items()})
    if key.shape.label is not None:
        yield put(at, f"{change.path}.{name}", value, cls)
    elif (node := at.get(change.path)) is None or is_blank(node):
        yield put(at, change.path, [value], cls)
    elif isinstance(node, Scalar):  # a lone text stands for a list of one
        yield put(at, change.path, [node.text.strip(), value], cls)
    else:
        yield Add(change.path, value)


def _made(key: Key, values: Map[str, str]) -> Tree:
    if "" in values or key.shape.record is None:
        return _value(key, values.get("", ""))
    keys = keys_of(key.shape.record)
    return {name: _value(keys[name], values[name]) for name in keys if values.get(name)}


def _value(key: Key | None, text: str) -> Tree:
    """A text as it is written: prose in a block, a text alone otherwise."""
    return Text(text) if text and key is not None and PROSE[0] in key.shape.scalars else text


def put(at: Places, path: str, value: Tree, cls: type) -> Put:
    """A field gets a value, at its rank among the keys of the model; what should hold it is made."""
    while True:
        held, _, name = path.rpartition(".")
        holder = at.get(held)
        if path in at or not held or (isinstance(holder, Mapping) and holder.items):
            break
        path, value = held, {name: value}
    key = key_at(cls, held)
    record = key.shape.record if key is not None else None
    known = list(keys_of(record)) if record is not None else []
    there = [pair[0].text for pair in holder.items] if isinstance(holder, Mapping) else []
    before = known[: known.index(name)] if name in known else []
    return Put(path, value, after=next((one for one in reversed(before) if one in there), ""))
