"""Where each character of a YAML scalar is written: the scalar's text aligned with its source.

YAML drops indentation, folds lines and reads escapes; this follows the same steps as libyaml's scanner, but notes
where characters come from instead of what they are. A folded line break is where its space or newline comes from.
"""

from __future__ import annotations

import re

from ..pattern import pattern

_BREAKS = r"(?P<breaks>(?:\r?\n[ \t]*)+)"
_BLANKS = r"(?P<blanks>[ \t]+)"
_PLAIN = pattern(rf"{_BREAKS}|{_BLANKS}|[^ \t\r\n]+")
_SINGLE = pattern(rf"{_BREAKS}|{_BLANKS}|(?P<escape>'')|[^ \t\r\n']+")
_DOUBLE = pattern(
    rf"{_BREAKS}|{_BLANKS}"
    r"|\\\r?\n[ \t]*(?P<joined>(?:\r?\n[ \t]*)*)"
    r"|(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))"
    r'|[^ \t\r\n"\\]+'
)
_LINE = pattern(r"([^\r\n]*)(\r?\n|$)")


def positions(raw: str, style: str, text: str) -> list[int]:
    r"""Offsets into `raw` of each character of `text`, and of its end.

    `raw` is the scalar as written, `style` how ("" plain, "'", '"', "|", ">"), `text` what YAML reads in it.

    >>> positions('"d\\u00e9j\u00e0"', '"', "d\u00e9j\u00e0")
    [1, 2, 8, 9, 10]
    """
    if style in ("|", ">"):
        offsets = _block(raw, style == "|", text)
    elif style == "'":
        offsets = _flow(raw, _SINGLE, 1, len(raw) - 1)
    elif style == '"':
        offsets = _flow(raw, _DOUBLE, 1, len(raw) - 1)
    else:
        offsets = _flow(raw, _PLAIN, 0, len(raw))
    if len(offsets) < len(text):  # cannot happen (see the tests); the start of the value is then near enough
        return [0] * (len(text) + 1)
    return [*offsets[: len(text)], _end(raw, style, text, offsets)]


def _end(raw: str, style: str, text: str, offsets: list[int]) -> int:
    if len(offsets) > len(text):  # a block's final line breaks that chomping dropped
        return offsets[len(text)]
    return len(raw) - 1 if style in ("'", '"') else len(raw)


def _flow(raw: str, token: re.Pattern[str], start: int, end: int) -> list[int]:
    """Plain and quoted scalars: blanks around line breaks vanish, one break is a space, n breaks are n - 1 newlines."""
    offsets: list[int] = []
    blanks = 0  # how many of the last characters are blanks that a line break would drop
    for match in token.finditer(raw, start, end):
        group, first = match.lastgroup, match.start()
        if group == "breaks":
            del offsets[len(offsets) - blanks :]
            newlines = _newlines(raw, first, match.end())
            offsets += newlines[1:] or newlines
        elif group == "joined":
            offsets += _newlines(raw, match.start("joined"), match.end("joined"))
        elif group == "escape":
            offsets.append(first)
        else:
            offsets += range(first, match.end())
        blanks = match.end() - first if group == "blanks" else 0
    return offsets


def _newlines(raw: str, start: int, end: int) -> list[int]:
    return [match.start() for match in re.compile(r"\r?\n").finditer(raw, start, end)]


def _block(raw: str, literal: bool, text: str) -> list[int]:
    """Block scalars: indentation vanishes; in a folded one, so do breaks between lines that are not indented more."""
    header, *lines = [(m.start(), m.group(1), m.end(1)) for m in _LINE.finditer(raw)]
    indent = _indentation([line for _, line, _ in lines], header[1], text)
    offsets: list[int] = []
    pending: list[int] = []  # line breaks since the last line that has words
    after_indented = True  # the first line is never folded into something
    for start, line, end in lines:
        words = line[indent:] if not line[:indent].strip(" ") else ""
        if words:
            indented = words[0] in " \t"
            folds = not literal and bool(offsets) and not after_indented and not indented
            offsets += (pending[1:] or pending) if folds else pending
            offsets += range(start + indent, end)
            pending, after_indented = [], indented
        pending.append(end)
    return offsets + pending


def _indentation(lines: list[str], header: str, text: str) -> int:
    """How many spaces each line of the block loses: those of the first line with words, less those left in the text."""
    first = next((line for line in lines if line.strip(" ")), None)
    if first is None:
        kept = next(((a, b) for a, b in zip(lines, text.split("\n"), strict=False) if b), None)
        return len(kept[0]) - len(kept[1]) if kept else max(map(len, lines), default=0)
    leading = len(first) - len(first.lstrip(" "))
    if not any(char.isdigit() for char in header):
        return leading
    said = next(line for line in text.split("\n") if line.strip(" "))
    return leading - (len(said) - len(said.lstrip(" ")))
