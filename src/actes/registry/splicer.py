"""Where an edit goes in the text of an entry, and what is written there, one function for each kind of edit."""

from __future__ import annotations

from collections.abc import Iterator

from ..frozen import frozen
from ..model.edits import Add, Edit, Lead, Move, Remove, Rewrite, Text, Tree
from ..pattern import pattern
from .nodes import Mapping, Node, Scalar, Sequence, members
from .places import Places
from .yamlwriting import after_dash, after_key, flow, lines_of

_BLANKS = pattern(r"[ ]*")
MODELINE = "# yaml-language-server:"
_NOTE = pattern(r"[ \t]{1,99}#[^\r\n]*")
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
class Splicer:
    """A text and its tree; the ways in which an edit may be written into it, the one that disturbs least first."""

    text: str
    root: Node

    def node(self, path: str) -> Node | None:
        return Places(self.root).get(path)

    def held(self, old: Node) -> tuple[Holder, Scalar | None]:
        """What holds a node, and its key where it has one."""
        nodes = [self.root]
        for node in nodes:
            for key, value in members(node):
                if value is old and not isinstance(node, Scalar):
                    return node, key
                nodes.append(value)
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

    def written(self, key: Scalar | None, value: Node) -> tuple[int, int]:
        """Where a member begins, at its key or its dash, and where its last sign ends."""
        lead = key.start if key is not None else self.dash(value)[0]
        return lead, max(content_end(value), self.after_colon(key) if key is not None else lead + 1)

    def ways(self, edit: Edit) -> Iterator[Change]:
        if isinstance(edit, Lead):
            return iter([self.lead(edit.comment)])
        if isinstance(edit, Rewrite):
            return self.rewrite(edit)
        if isinstance(edit, Remove):
            return self.remove(edit)
        if isinstance(edit, Move):
            return iter([self.move(edit)])
        if isinstance(edit, Add):
            return self.add(edit)
        return self.put(edit.path, edit.value, edit.after)

    def lead(self, comment: str) -> Change:
        """The lines of comment at the head of the file, up to the first blank one or the first key.

        What tells an editor the schema of the file is no comment of a person: it stays.
        """
        start = next_line(self.text, 0) if self.text.startswith(MODELINE) else 0
        end = start
        while end < len(self.text) and self.text[end : line_end(self.text, end)].startswith("#"):
            end = next_line(self.text, end)
        return Change(start, end, f"{comment}\n")

    def rewrite(self, edit: Rewrite) -> Iterator[Change]:
        node = self.node(edit.path)
        assert isinstance(node, Scalar)  # `edited` refused anything else
        new = edit.text
        if node.style == "'":
            new = new.replace("'", "''")
        elif node.style == '"':
            new = new.replace("\\", "\\\\").replace('"', '\\"')
        elif node.style == "|" and "\n" in new:
            margin = " " * self.column(node.written_at(0))
            new = "\n".join(line and margin + line for line in new.split("\n")).removeprefix(margin)
        yield Change(node.written_at(edit.start), node.written_at(edit.end), new)
        yield from self.put(edit.path, node.text[: edit.start] + edit.text + node.text[edit.end :])

    def put(self, path: str, value: Tree, after: str = "") -> Iterator[Change]:
        if (old := self.node(path)) is not None:
            yield from self.replace(old, value)
            return
        above, _, name = path.rpartition(".")
        holder = self.node(above)
        if holder is None or _empty(holder):
            yield from self.put(above, {name: value})
        elif isinstance(holder, Mapping):
            yield self.new_key(holder, {name: value}, after)

    def replace(self, old: Node, value: Tree) -> Iterator[Change]:
        holder, key = self.held(old)
        if holder.flow:
            yield Change(old.start, old.end, flow(value) if old.end > old.start else " " + flow(value))
            return
        if not isinstance(old, Scalar) and old.flow and not isinstance(value, str | Text):
            yield Change(old.start, old.end, flow(value))
        if key is not None:
            start, new = self.after_colon(key), after_key(value, self.column(key.start))
        else:
            dash, indent = self.dash(old)
            start, new = dash + 1, after_dash(value, indent)
        yield self.with_note(start, old, new)

    def with_note(self, start: int, old: Node, new: str) -> Change:
        """The new value in the place of the old one; the comment at the end of the key's line stays there."""
        first, *rest = new.split("\n", 1)
        below = "\n" + rest[0] if rest else ""
        if isinstance(old, Scalar) and old.start == old.end:  # nothing follows the key
            end = start
        else:
            end = content_end(old)
            below_key = line_start(self.text, old.start) > start or getattr(old, "style", "") in ("|", ">")
            note = _NOTE.search(self.text, start, min(end, line_end(self.text, start))) if below_key else None
            if note is not None:
                return Change(start, end, first + note.group() + below)
        stop = line_end(self.text, end) if below and "\n" not in self.text[start:end] else end
        return Change(start, stop, first + self.text[end:stop].rstrip() + below)

    def new_key(self, holder: Mapping, value: dict[str, Tree], after: str) -> Change:
        if holder.flow:
            inside = flow(value)[1:-1]
            if not holder.items:
                return Change(holder.start + 1, holder.end - 1, inside)
            at = content_end(_neighbour(holder, after)[1])
            return Change(at, at, ", " + inside)
        indent = self.column(holder.items[0][0].start)
        key, last = _neighbour(holder, after)
        at = line_end(self.text, self.written(key, last)[1])
        written = lines_of(value, indent)
        aired = any(blank_line_before(self.text, k.start) for k, _ in holder.items[1:])
        apart = indent == 0 and "\n" in written and aired
        return Change(at, at, ("\n\n" if apart else "\n") + " " * indent + written)

    def add(self, edit: Add) -> Iterator[Change]:
        node = self.node(edit.path)
        if node is None or _empty(node):
            yield from self.put(edit.path, [edit.value])
        elif isinstance(node, Sequence):
            index = len(node.items) if edit.index is None else edit.index
            yield self.new_item(node, edit.value, index)

    def new_item(self, node: Sequence, value: Tree, index: int) -> Change:
        if node.flow:
            last = index == len(node.items)
            at = node.items[-1].end if last else node.items[index].start
            return Change(at, at, f", {flow(value)}" if last else f"{flow(value)}, ")
        dash, indent = self.dash(node.items[max(0, index - 1)])
        item = lines_of([value], indent)
        if index == 0:
            return Change(dash, dash, f"{item}\n{' ' * indent}")
        at = line_end(self.text, self.written(None, node.items[index - 1])[1])
        return Change(at, at, f"\n{' ' * indent}{item}")

    def move(self, edit: Move) -> Change:
        """Two members that follow one another change places, each with the comment above it and beside it."""
        old = self.node(edit.path)
        assert old is not None  # `edited` refused anything else
        holder, _ = self.held(old)
        inside = members(holder)
        index = next(n for n, (_, value) in enumerate(inside) if value is old)
        first, last = sorted((index, index + edit.by))
        one, two = (self.extent(holder, *inside[n]) for n in (first, last))
        new = self.text[two[0] : two[1]] + self.text[one[1] : two[0]] + self.text[one[0] : one[1]]
        return Change(one[0], two[1], new.replace("\r\n", "\n"))

    def extent(self, holder: Mapping | Sequence, key: Scalar | None, value: Node) -> tuple[int, int]:
        """Where a member begins, at its first sign, and where its last line ends."""
        if holder.flow:
            return (key or value).start, max(value.end, key.end if key else 0)
        lead, last = self.written(key, value)
        start, end = line_start(self.text, lead), line_end(self.text, last)
        if self.text[start:lead].strip():  # the first key of an item, beside its dash
            return lead, end
        above = lines_above(self.text, start)
        return above + len(self.text[above:]) - len(self.text[above:].lstrip(" ")), end

    def remove(self, edit: Remove) -> Iterator[Change]:
        old = self.node(edit.path)
        assert old is not None  # `edited` refused anything else
        holder, key = self.held(old)
        if len(holder.items) == 1 and holder is not self.root:
            yield self.emptied(holder)
        elif holder.flow:
            yield _removed_between_signs(holder, old)
        else:
            yield self.removed_lines(*self.written(key, old), edit.comment)

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
            elif not self.text[stop : line_end(self.text, stop)].strip():
                stop = next_line(self.text, stop)
        return Change(start, stop, "")


def _neighbour(holder: Mapping, name: str) -> tuple[Scalar, Node]:
    return next((pair for pair in holder.items if pair[0].text == name), holder.items[-1])


def _empty(node: Node) -> bool:
    return not node.text.strip() if isinstance(node, Scalar) else not node.items


def _removed_between_signs(holder: Holder, old: Node) -> Change:
    """A member between braces or brackets goes, with one comma."""
    pairs = [(key or value, value) for key, value in members(holder)]
    index = next(n for n, (_, value) in enumerate(pairs) if value is old)
    if index + 1 < len(pairs):
        return Change(pairs[index][0].start, pairs[index + 1][0].start, "")
    return Change(pairs[index - 1][1].end, max(pairs[index][1].end, pairs[index][0].end), "")


# where words end, and lines do: libyaml's marks, which run to the next token, do not say it


def content_end(node: Node) -> int:
    """The offset after the last sign of a value: trailing blanks and comments left out."""
    text = node.source.text
    if isinstance(node, Scalar):
        if node.style in ("|", ">"):
            return _block_end(node)
        return node.end
    if node.flow or not node.items:
        return node.end
    key, value = members(node)[-1]
    end = content_end(value)
    return end if key is None else max(end, text.index(":", key.end) + 1)


def _block_end(node: Scalar) -> int:
    """The end of the last line of a block that says something: its blanks too, a line of blanks beyond its indent;
    every empty line where its head keeps them (« |+ »).
    """
    text = node.source.text
    if "+" in text[node.start : line_end(text, node.start)].partition("#")[0] and text[node.end - 1] == "\n":
        return line_end(text, line_start(text, node.end - 1))
    last = line_end(text, node.start + len(text[node.start : node.end].rstrip(" \r\n")))
    first = next((node.written_at(n) for n, sign in enumerate(node.text) if sign != "\n"), None)
    indent = last if first is None else first - line_start(text, first)  # without a word, as good as none
    blank = next_line(text, last)
    while last < blank < node.end and not text[blank : line_end(text, blank)].strip(" "):
        if line_end(text, blank) - blank > indent:
            last = line_end(text, blank)
        blank = next_line(text, blank)
    return last


def line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The offset of the line break, « \\r » included, that ends the line; the end of the text on its last one."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def next_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def lines_above(text: str, start: int) -> int:
    """Where the comment that stands right above a line starts."""
    while start > 0:
        above = line_start(text, start - 1)
        if not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def blank_line_before(text: str, offset: int) -> bool:
    """Whether the line above that of this offset holds nothing, or there is none."""
    start = line_start(text, offset)
    return not text[line_start(text, max(0, start - 1)) : start].strip()
