"""What Jinja2 reads in a source, and where its tokens stand."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..pattern import pattern

OPENING = frozenset({"if", "for"})
# A value between braces, without what makes the end of a tag hard to tell.
PLAIN_TAG = pattern(r"""\{\{(?![-+])(?:[^{}"'\\]|"[^"{}\\]*")*(?<![-+])\}\}""")


@functools.cache
def environment() -> Environment:
    return Environment(keep_trailing_newline=True, autoescape=False)


@dataclass(slots=True)
class Offsets:
    """Where the tokens of a source start: its texts, its `{{`, its `{% if %}` and `{% for %}`.

    `refused` has the tags that are none of ours, with their names.
    """

    texts: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_source(source: str) -> tuple[list[nodes.Node], Offsets]:
    """What Jinja2 reads in a source. Raises TemplateSyntaxError.

    Most prose has no tag but `{{ … }}`: it is cut there, since the tags of an act are those of the others, and Jinja2
    need not read them again (6 ms less for a decision and its convention). A test holds both ways to the same result.
    """
    tags = list(PLAIN_TAG.finditer(source))
    if tags and source.count("{") == 2 * len(tags) and "\r" not in source:
        with contextlib.suppress(TemplateSyntaxError):  # what is wrong is told with its line by the other way
            return _read_tags(source, tags)
    return list(environment().parse(source).body), offsets_of(source)


def _read_tags(source: str, tags: Iterable[re.Match[str]]) -> tuple[list[nodes.Node], Offsets]:
    parts: list[nodes.Expr] = []
    offsets, end = Offsets(), 0
    for tag in tags:
        if end < tag.start():
            parts.append(nodes.TemplateData(source[end : tag.start()]))
            offsets.texts.append(end)
        parts.append(_tag(tag[0]))
        offsets.values.append(tag.start())
        end = tag.end()
    if end < len(source):
        parts.append(nodes.TemplateData(source[end:]))
        offsets.texts.append(end)
    return [nodes.Output(parts)], offsets


@functools.lru_cache(maxsize=1024)
def _tag(text: str) -> nodes.Expr:
    """The expression of a tag, as Jinja2 reads it."""
    (output,) = environment().parse(text).body
    assert isinstance(output, nodes.Output)
    (expression,) = output.nodes
    return expression


def offsets_of(source: str) -> Offsets:
    """Where the tokens of a source start, whatever its tags. Raises TemplateSyntaxError."""
    offsets = Offsets()
    position, opening = 0, -1
    for _, kind, value in environment().lex(source):
        start = source.find(value, position)
        position = max(start, position) + len(value)
        if kind == "data":
            offsets.texts.append(start)
        elif kind == "variable_begin":
            offsets.values.append(start)
        elif kind == "block_begin":
            opening = start
        elif kind == "raw_begin":
            offsets.refused.append((start, "raw"))
        elif kind == "name" and opening >= 0:
            if value in OPENING:
                offsets.blocks.append(opening)
            elif not value.startswith("end") and value not in {"else", "elif"}:
                offsets.refused.append((opening, value))
            opening = -1
    return offsets
