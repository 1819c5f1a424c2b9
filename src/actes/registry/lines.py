"""The lines of a YAML file looked at one by one, when YAML itself could not be read."""

from __future__ import annotations

from ..frozen import frozen
from ..pattern import pattern

MAX_LINES_BACK = 200  # how far above an error its cause is looked for
INDICATOR = pattern(r"[|>][-+0-9]*(?: *| +#.*)")
_LEAD = pattern(r" *(?:- +)*")
_KEY_END = pattern(r":(?: +|$)")
_NOT_A_KEY = pattern(r"""^[\s&*!|>%@`-]|[:#'"\[\]{},]|^$""")


@frozen
class Line:
    """A line of the file cut into what stands before its value, its key and its value; `start` is the line's offset."""

    start: int
    lead: str
    key: str
    value: str
    value_start: int


def cut_line(text: str, offset: int) -> Line:
    r"""The line of the character `offset`, cut.

    >>> cut_line("articles:\n  - titre: 'l'avenant'", 14)
    Line(start=10, lead='  - ', key='titre', value="'l'avenant'", value_start=21)
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end].rstrip("\r")
    lead = _LEAD.match(line).group()  # type: ignore[union-attr]  # it may be empty
    colon = _KEY_END.search(line, len(lead))
    key = line[len(lead) : colon.start()].rstrip(" ") if colon else ""
    if colon is None or _NOT_A_KEY.search(key):
        return Line(start, lead, "", line[len(lead) :], start + len(lead))
    return Line(start, lead, key, line[colon.end() :], start + colon.end())


def line_above(text: str, line: Line) -> Line | None:
    """The nearest line above that is not blank."""
    offset = line.start
    while offset > 0:
        above = cut_line(text, offset - 1)
        if above.value.strip() or above.key:
            return above
        offset = above.start
    return None


def in_block(text: str, line: Line) -> bool:
    """Whether the line belongs to a block of text, where every sign is only itself."""
    indent, offset = len(line.lead), line.start
    for _ in range(MAX_LINES_BACK):
        if offset <= 0 or indent == 0:
            return False
        above = cut_line(text, offset - 1)
        offset = above.start
        own = len(above.lead) - len(above.lead.lstrip(" "))
        if (above.key or above.value.strip()) and own < indent:
            if INDICATOR.fullmatch(above.value):
                return True
            indent = own
    return False
