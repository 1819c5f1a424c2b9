"""A source cut where its tags stand, and put together again: what a person edits without seeing a brace.

>>> [part.text for part in parts("du {{ debut }} au")], written(parts("du {{ debut }} au"))
(['du ', '{{ debut }}', ' au'], 'du {{ debut }} au')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from ..pattern import pattern

# As Jinja2 ends a tag: a brace between quotes is one of a text.
_WORDS = r"""(?:[^"'{}%]|"[^"]*"|'[^']*'|[{}%](?![}%]))*"""
_TAG = pattern(rf"\{{\{{(?P<value>{_WORDS})\}}\}}|\{{%(?P<command>{_WORDS})%\}}|\{{#.*?#\}}", re.DOTALL)
_BLANK_LINES = pattern(r"\n(?:[ \t]*\n)+")


class Is(Enum):
    """What a part of a source is: words, a value (`{{ }}`), a command (`{% %}`)."""

    WORDS = "words"
    VALUE = "value"
    COMMAND = "command"


class Part(NamedTuple):
    """A part of a source, as it is written there; `inner` is what stands between its braces."""

    kind: Is
    text: str
    inner: str = ""


class Paragraph(NamedTuple):
    """A paragraph of a source: where it starts and ends, between blank lines."""

    start: int
    end: int


def parts(source: str) -> tuple[Part, ...]:
    """The parts of a source, in order: together, they are the source."""
    found, done = [], 0
    for tag in _TAG.finditer(source):
        if done < tag.start():
            found.append(Part(Is.WORDS, source[done : tag.start()]))
        value = tag["value"]
        found.append(Part(Is.COMMAND if value is None else Is.VALUE, tag[0], (value or tag["command"] or "").strip()))
        done = tag.end()
    if done < len(source):
        found.append(Part(Is.WORDS, source[done:]))
    return tuple(found)


def written(every: Iterable[Part]) -> str:
    """The source that parts make."""
    return "".join(part.text for part in every)


def paragraphs(source: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a source, in order; the line break at its end is in none.

    >>> paragraphs("un\n\n\ndeux\n")
    (Paragraph(start=0, end=2), Paragraph(start=5, end=9))
    """
    masked = _TAG.sub(lambda tag: "x" * len(tag[0]), source)  # a tag is in one paragraph, whatever it holds
    end, found, start = len(masked.rstrip("\n")), list[Paragraph](), len(masked) - len(masked.lstrip("\n"))
    for gap in _BLANK_LINES.finditer(masked, start, end):
        found.append(Paragraph(start, gap.start()))
        start = gap.end()
    return (*found, Paragraph(start, end)) if start < end else tuple(found)
