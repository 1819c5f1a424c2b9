"""Edits of an entry written into its text: comments, order and layout stay, byte for byte, where nothing changes.

Each edit is verified: the new text is read again, and must hold the old tree with that edit and nothing else. Where a
layout is too unusual for that, nothing is written and a person is told what to change by hand.
"""

from __future__ import annotations

import codecs
import re
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from ..finding import CannotGoOn
from ..mending import changed
from ..model.edits import Add, Edit, Lead, Move, Put, Remove, Rewrite, Text, Tree, steps
from ..place import Place
from ..problems import problem
from .decoding import decoded
from .nodes import Mapping, Node, Scalar
from .places import Places
from .splicer import Splicer, line_end, line_start
from .syntax import parse_yaml, tree_of


def splice_bytes(data: bytes, edits: Iterable[Edit], path: str) -> bytes:
    """The bytes of the file `path` with edits made; its byte order mark and its line ends stay."""
    text = decoded(data, path)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + splice(text, edits, path).encode()


def splice(text: str, edits: Iterable[Edit], path: str) -> str:
    r"""The text of an entry with edits made, in order.

    Raises CannotGoOn, in French, where the text cannot be read or an edit cannot be written into it.

    >>> from actes.model.edits import Put
    >>> splice("suivi:\n  publication: 2025-07-08  # le site\n", [Put("suivi.publication", "2025-07-09")], "a.yaml")
    'suivi:\n  publication: 2025-07-09  # le site\n'
    """
    for edit in edits:
        text = _made(text, edit, path)
    return text


def _made(text: str, edit: Edit, path: str) -> str:
    root = tree_of(text, path)
    wanted = edited(plain(root), edit)
    for change in Splicer(text, root).ways(edit):
        new = change.applied(text)
        node, findings = parse_yaml(new, path)
        if node is not None and not findings and plain(node) == wanted:
            return new
    message = f"la mise en page de la fiche ne permet pas de changer « {edit.path} » sans risque"
    hint = "changez ce champ à la main, ou écrivez ses clés l'une sous l'autre ; rien n'a été modifié"
    raise CannotGoOn([problem("fiche-a-la-main", message, hint, where=Places(root).nearest(edit.path).place_at(0))])


# the characters that a finding points at, to be written again

_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'"})  # the composer puts them back


def rewritten(root: Node, where: Place, words: str, by: str) -> Rewrite | None:
    """The edit that writes `by` for the words that stand at a place; None where they are not there, as said.

    A text stands over several lines, and a space may be one that its reader put in: words are what is compared.
    """
    path, offset = Places(root).field_at(where), root.source.offset(where)
    node = Places(root).get(path)
    if not isinstance(node, Scalar):
        return None
    start = next((n for n in range(len(node.text)) if node.written_at(n) == offset), None)
    tokens = re.findall(r"\w+|[^\w\s]", words)
    spelled = r"\s*".join("['’]" if token in "'’" else re.escape(token) for token in tokens)
    match = None if start is None else re.compile(spelled).match(node.text, start)
    if match is None:
        return None
    first, last, new = changed(match[0], by.translate(_TYPED))
    start = match.start()
    return Rewrite(path, start + first, start + last, new) if new or first < last else None


def lines_changed(root: Node, edit: Rewrite) -> tuple[int, str, str]:
    """The number of the first line that an edit changes, those lines as they are, and as they will be."""
    text = root.source.text
    change = next(Splicer(text, root).ways(edit))
    first, end = line_start(text, change.start), line_end(text, change.end)
    new = text[first : change.start] + change.new + text[change.end : end]
    return text.count("\n", 0, first) + 1, text[first:end], new


# the proof: edits made on plain data


def plain(node: Node) -> Any:
    """A node as texts, lists and dictionaries whose order counts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return OrderedDict({key.text: plain(value) for key, value in node.items})
    return [plain(item) for item in node.items]


def edited(tree: Any, edit: Edit) -> Any:
    """The tree with an edit made in it; what is absent on the way is made.

    Raises KeyError where the edit names what is not there: a bug of the caller.
    """
    if isinstance(edit, Lead):
        return tree
    top: list[Any] = [tree]
    holder: Any = top
    step: Any = 0
    for name in steps(edit.path):
        below = holder.get(step, "") if isinstance(holder, dict) else holder[step]
        if isinstance(below, str) and not below.strip():
            below = holder[step] = OrderedDict()
        if isinstance(below, str) or isinstance(below, dict) is isinstance(name, int):
            raise KeyError(name)
        holder, step = below, name
    _make(holder, step, edit)
    return top[0]


def _make(holder: Any, step: Any, edit: Put | Add | Remove | Move | Rewrite) -> None:
    match edit:
        case Put():
            if isinstance(holder, list) or step in holder or edit.after not in holder:
                holder[step] = _plain(edit.value)
            else:
                members = list(holder.items())
                members.insert(list(holder).index(edit.after) + 1, (step, _plain(edit.value)))
                _fill(holder, members)
        case Add():
            old = holder.get(step, []) if isinstance(holder, dict) else holder[step]
            items = list(old) if not isinstance(old, str) or old.strip() else []
            items.insert(len(items) if edit.index is None else edit.index, _plain(edit.value))
            holder[step] = items
        case Remove():
            del holder[step]
        case Move():
            members = list(holder.items()) if isinstance(holder, dict) else list(holder)
            index = list(holder).index(step) if isinstance(holder, dict) else step
            if not 0 <= index + edit.by < len(members):
                raise KeyError(step)
            members[index], members[index + edit.by] = members[index + edit.by], members[index]
            _fill(holder, members)
        case Rewrite():
            holder[step] = holder[step][: edit.start] + edit.text + holder[step][edit.end :]


def _fill(holder: Any, members: list[Any]) -> None:
    holder.clear()
    if isinstance(holder, dict):
        holder.update(members)
    else:
        holder.extend(members)


def _plain(value: Tree) -> Any:
    if isinstance(value, Text):
        return value.text.rstrip("\n") + "\n"
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return OrderedDict({name: _plain(each) for name, each in value.items()})  # type: ignore[union-attr]
