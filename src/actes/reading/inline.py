"""The marks of Markdown inside a paragraph: `**gras**`, `*italique*`, `<sup>`, `<br>`, links, escapes.

Only the words are kept, each with its place in the file.

>>> from ..place import Place
>>> source = Passage("a.md", ((0, Place("a.md", 1, 1)),))
>>> [(s.text, sorted(s.styles), s.origin.place.column) for s in spans_of("**Vu** le 1<sup>er</sup> juillet", source)]
[('Vu', [<Style.GRAS: 'gras'>], 3), (' le 1er juillet', [], 7)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ..document import Literal, Span, Style
from ..pattern import pattern
from ..place import Place
from .passage import Passage

TOKEN = pattern(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.;:!?»])_{1,3}(?!\w))|(?P<tag></?(?:b|strong|i|em)>)"
    r"|(?P<gone></?(?:sup|sub|u|span|small)[^>]{0,80}>|!?\[\]\([^)]{0,500}\))|(?P<line><br ?/?>)"
    r"|!?\[(?P<link>[^\]\n]{1,300})\]\([^)\s]{0,500}\)|<(?P<url>(?:https?://|mailto:)[^>\s]{1,500})>|(?P<entity>&(?:\w{2,8}|#\d{1,6});)",
    re.IGNORECASE,
)
LONGEST = 5000  # characters between two marks
TAGS = {"b": Style.GRAS, "strong": Style.GRAS, "i": Style.ITALIQUE, "em": Style.ITALIQUE}


@dataclass(slots=True)
class _Scan:
    """What the marks read so far have opened."""

    text: str
    styles: frozenset[Style] = frozenset()

    def toggled(self, found: re.Match[str]) -> bool:
        """Open or close what a run of stars means; False when it is only stars."""
        mark = found["mark"]
        meant = frozenset([Style.GRAS] * (len(mark) > 1) + [Style.ITALIQUE] * (len(mark) % 2))
        before, after = self.text[found.start() - 1 : found.start()], self.text[found.end() : found.end() + 1]
        if meant <= self.styles and before.strip():
            self.styles -= meant
        elif (
            not meant & self.styles and after.strip() and self.text.find(mark, found.end(), found.end() + LONGEST) >= 0
        ):
            self.styles |= meant
        else:
            return False
        return True

    def tagged(self, tag: str) -> None:
        style = TAGS[tag.strip("</>").lower()]
        self.styles = self.styles - {style} if tag.startswith("</") else self.styles | {style}


def spans_of(text: str, source: Passage) -> tuple[Span, ...]:
    """The spans of a paragraph whose raw text is `text`, from `source`."""
    merged: list[tuple[frozenset[Style], list[tuple[str, int]]]] = []
    for words, offset, styles in _pieces(text):
        if merged and merged[-1][0] == styles:
            merged[-1][1].append((words, offset))
        else:
            merged.append((styles, [(words, offset)]))
    return tuple(_span(styles, pieces, source) for styles, pieces in merged)


def _pieces(text: str) -> Iterator[tuple[str, int, frozenset[Style]]]:
    scan, at = _Scan(text), 0
    for found in TOKEN.finditer(text):
        yield from _plain(text[at : found.start()], at, scan.styles)
        at = found.end()
        if found["mark"]:
            if not scan.toggled(found):
                yield found["mark"], found.start(), scan.styles
        elif found["tag"]:
            scan.tagged(found["tag"])
        elif not found["gone"]:
            name = found.lastgroup or "escaped"
            words = {"line": "\n", "entity": unescape(found[name])}.get(name, found[name])
            yield words, found.start() if name in ("line", "entity") else found.start(name), scan.styles
    yield from _plain(text[at:], at, scan.styles)


def _plain(text: str, at: int, styles: frozenset[Style]) -> Iterator[tuple[str, int, frozenset[Style]]]:
    if text:
        yield text, at, styles


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
