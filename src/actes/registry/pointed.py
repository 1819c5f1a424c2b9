"""The characters of a file that a finding points at, to be written again: its line and column become an edit."""

from __future__ import annotations

import re

from ..mending import changed
from ..model.edits import Rewrite
from ..place import Place
from .nodes import Node, Scalar
from .places import Places
from .splicer import Splicer, line_end, line_start

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
