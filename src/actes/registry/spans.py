"""Where the words of a node end, and where lines do: what libyaml's marks, which run to the next token, do not say."""

from __future__ import annotations

from .nodes import Node, Scalar, members


def content_end(node: Node) -> int:
    """The offset after the last sign of a value: trailing blanks and comments left out."""
    text = node.source.text
    if isinstance(node, Scalar):
        if node.style in ("|", ">"):
            return _block_end(text, node.start, node.end)
        return node.end
    if node.flow or not node.items:
        return node.end
    key, value = members(node)[-1]
    end = content_end(value)
    return end if key is None else max(end, text.index(":", key.end) + 1)


def _block_end(text: str, start: int, end: int) -> int:
    """The end of the last line of a block that says something: its blanks too, a line of blanks beyond its indent."""
    last = line_end(text, start + len(text[start:end].rstrip(" \r\n")))
    indent, blank = _indent(text, start, last), next_line(text, last)
    while last < blank < end and not text[blank : line_end(text, blank)].strip(" "):
        if line_end(text, blank) - blank > indent:
            last = line_end(text, blank)
        blank = next_line(text, blank)
    return last


def _indent(text: str, start: int, last: int) -> int:
    """How far the lines of a block stand from the left: as its head says (« |2- »), else as its first line does."""
    said = next((int(sign) for sign in text[start : line_end(text, start)] if sign.isdigit()), 0)
    if not said:
        lines = text[next_line(text, start) : last].split("\n")
        return next((len(one) - len(one.lstrip(" ")) for one in lines if one.strip()), last)
    head = text[line_start(text, start) : start]
    within = len(head) - len(head.lstrip(" -"))
    return (head.rindex("-") if within == len(head) else within) + said


def line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The offset of the line break, « \\r » included, that ends the line; the end of the text on its last one."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def next_line(text: str, offset: int) -> int:
    """The offset where the next line starts."""
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


def blank_line_at(text: str, offset: int) -> bool:
    """Whether the line that starts here holds nothing."""
    return not text[offset : line_end(text, offset)].strip()


def blank_line_before(text: str, offset: int) -> bool:
    """Whether the line above that of this offset holds nothing, or there is none."""
    start = line_start(text, offset)
    return not text[line_start(text, max(0, start - 1)) : start].strip()
