"""The characters of a file that a finding points at, to be written again: its line and column become an edit."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..frozen import frozen
from ..mending import changed
from ..model.edits import Rewrite
from ..place import Place
from .nodes import Node, Scalar
from .places import Places
from .splicer import Splicer, line_end, line_start
from .syntax import tree_of

_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'"})  # the composer puts them back


@frozen
class Sheet:
    """The text of a file and its tree."""

    text: str
    root: Node

    @classmethod
    def of(cls, text: str, path: str) -> Sheet:
        """Raises CannotGoOn where the text is no YAML of ours."""
        return cls(text, tree_of(text, path))

    def rewrite(self, where: Place, words: str, by: str) -> Rewrite | None:
        """The edit that writes `by` for the words that stand at a place; None where they are not there, as said.

        A text stands over several lines, and a space may be one that its reader put in: words are what is compared.
        """
        found = self._at(where)
        if found is None:
            return None
        path, node, start = found
        match = _as_written(words).match(node.text, start)
        if match is None:
            return None
        first, last, new = changed(match[0], by.translate(_TYPED))
        return Rewrite(path, start + first, start + last, new) if new or first < last else None

    def scalar(self, path: str) -> str:
        node = Places(self.root).get(path)
        return node.text if isinstance(node, Scalar) else ""

    def lines(self, edit: Rewrite) -> tuple[int, str, str]:
        """The number of the first line that an edit changes, those lines as they are, and as they will be."""
        change = next(Splicer(self.text, self.root).ways(edit))
        first, end = line_start(self.text, change.start), line_end(self.text, change.end)
        new = self.text[first : change.start] + change.new + self.text[change.end : end]
        return self.text.count("\n", 0, first) + 1, self.text[first:end], new

    def _at(self, where: Place) -> tuple[str, Scalar, int] | None:
        """The text that holds the character at a line and a column, and its offset there."""
        path, offset = Places(self.root).field_at(where), self.root.source.offset(where)
        node = Places(self.root).get(path)
        if isinstance(node, Scalar):
            written = [node.written_at(n) for n in range(len(node.text) + 1)]
            index = bisect_left(written, offset)
            if index < len(node.text) and written[index] == offset:
                return path, node, index
        return None


def _as_written(words: str) -> re.Pattern[str]:
    """The words, whatever white space is between them or lacks before a sign, and whatever their apostrophes."""
    tokens = re.findall(r"\w+|[^\w\s]", words)
    return re.compile(r"\s*".join("['’]" if token in "'’" else re.escape(token) for token in tokens))
