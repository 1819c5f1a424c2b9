"""The marks of Markdown inside a paragraph: `**gras**`, `*italique*`, `<sup>`, `<br>`, links, escapes.

Only the words are kept, each with its place in the file. What an entry may hold is read as there (`compose.markdown`;
a test holds both to it). They are two because their texts are: an entry is typed for us, with four marks, and nothing
that was typed is lost; a file is what a program or character recognition made of a page, with HTML, links, tables.

>>> from ..place import Place
>>> source = Passage("a.md", ((0, Place("a.md", 1, 1)),))
>>> [(s.text, sorted(s.styles), s.origin.place.column) for s in spans_of("**Vu** le 1<sup>er</sup> juillet", source)]
[('Vu', [<Style.GRAS: 'gras'>], 3), (' le 1er juillet', [], 7)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from ..compose.markdown import is_sign
from ..document import Literal, Span, Style
from ..pattern import pattern
from ..place import Place
from .lines import Passage

TOKEN = pattern(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_]|[.;:!?»])_{1,3}(?!\w))|(?P<tag></?(?:b|strong|i|em)>)"
    r"|(?P<gone></?(?:sup|sub|u|span|small)[^>]{0,80}>|!?\[\]\([^)]{0,500}\))|(?P<line><br ?/?>)"
    r"|!?\[(?P<link>[^\]\n]{1,300})\]\([^)\s]{0,500}\)|<(?P<url>(?:https?://|mailto:)[^>\s]{1,500})>|(?P<entity>&(?:\w{2,8}|#\d{1,6});)",
    re.IGNORECASE,
)
NESTED = 8  # runs that wait for their end, at most
TAGS = {"b": Style.GRAS, "strong": Style.GRAS, "i": Style.ITALIQUE, "em": Style.ITALIQUE}


@dataclass(slots=True)
class _Run:
    """A run of stars or low lines: what it ends, those of its characters that mean nothing, what it begins."""

    start: int
    left: str
    size: int
    both: bool  # whether it may end and begin
    ends: list[Style] = field(default_factory=list)
    begins: list[Style] = field(default_factory=list)


def _runs(text: str, tokens: Iterable[re.Match[str]]) -> Mapping[int, _Run]:
    """The runs of a paragraph by where they start, those that end something paired with those that begin it."""
    found: dict[int, _Run] = {}
    opened: dict[str, list[_Run]] = {"*": [], "_": []}
    for token in tokens:
        start, end = token.span("mark")
        if start < 0:
            continue
        ends, begins = bool(text[max(0, start - 1) : start].strip()), bool(text[end : end + 1].strip())
        run = found[start] = _Run(start, token["mark"], end - start, ends and begins)
        if is_sign(text, start, end):
            continue
        if ends:
            _end(run, opened)
        if run.left and begins:
            opened[run.left[0]].append(run)
    return found


def _end(run: _Run, opened: Mapping[str, list[_Run]]) -> None:
    """Pair a run with those that it ends; those between begin nothing."""
    while run.left:
        first = next((one for one in reversed(opened[run.left[0]][-NESTED:]) if _pair(one, run)), None)
        if first is None:
            return
        size = min(2, len(run.left), len(first.left))
        style = Style.GRAS if size == 2 else Style.ITALIQUE
        run.ends.append(style)
        first.begins.insert(0, style)
        run.left, first.left = run.left[size:], first.left[size:]
        for others in opened.values():
            while others and (others[-1].start > first.start or not others[-1].left):
                others.pop()


def _pair(first: _Run, last: _Run) -> bool:
    """CommonMark's rule for « **a*b** »: a run that may end and begin pairs where the sizes do not add up to three."""
    return not (first.both or last.both) or (first.size + last.size) % 3 > 0 or first.size % 3 == last.size % 3 == 0


def spans_of(text: str, source: Passage) -> tuple[Span, ...]:
    """The spans of a paragraph whose raw text is `text`, from `source`."""
    merged: list[tuple[frozenset[Style], list[tuple[str, int]]]] = []
    for words, offset, styles in _pieces(text):
        if merged and words and merged[-1][0] == styles:
            merged[-1][1].append((words, offset))
        elif words:
            merged.append((styles, [(words, offset)]))
    return tuple(_span(styles, pieces, source) for styles, pieces in merged)


def _pieces(text: str) -> Iterator[tuple[str, int, frozenset[Style]]]:
    tokens = tuple(TOKEN.finditer(text))
    runs, styles, at = _runs(text, tokens), list[Style](), 0
    for found in tokens:
        yield text[at : found.start()], at, frozenset(styles)
        at = found.end()
        if found["mark"]:
            run = runs[found.start()]
            _turn(styles, ended=run.ends)
            yield run.left, found.start(), frozenset(styles)
            _turn(styles, begun=run.begins)
        elif found["tag"]:
            style = [TAGS[found["tag"].strip("</>").lower()]]
            _turn(styles, ended=style) if found["tag"].startswith("</") else _turn(styles, begun=style)
        elif not found["gone"]:
            name = found.lastgroup or "escaped"
            words = {"line": "\n", "entity": unescape(found[name])}.get(name, found[name])
            yield words, found.start() if name in ("line", "entity") else found.start(name), frozenset(styles)
    yield text[at:], at, frozenset(styles)


def _turn(styles: list[Style], *, ended: Iterable[Style] = (), begun: Iterable[Style] = ()) -> None:
    for style in ended:
        if style in styles:
            styles.remove(style)
    styles += begun


def _span(styles: frozenset[Style], pieces: list[tuple[str, int]], source: Passage) -> Span:
    text, starts = "", []
    for words, offset in pieces:
        starts.append((len(text), source.place_at(offset)))
        inner: list[tuple[int, Place]] = [
            (len(text) + start - offset, place)
            for start, place in source.starts
            if offset < start < offset + len(words)
        ]
        starts.extend(inner)
        text += words
    return Span(text, Literal(Passage(source.path, tuple(starts))), styles)
