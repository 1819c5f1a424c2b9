"""Screens that cannot show every character: « → » in cp1252 and « € » in cp850 would stop a command.

>>> "12 € → Cœur d’« été » …".encode("cp850", "actes").decode("cp850")
"12 EUR -> Coeur d'« été » ..."
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from typing import BinaryIO, TextIO

from ..values.text import visible

SIGNS = {"'": "’‘", '"': "“”«»", "-": "–—·", "->": "→", "<-": "←", "EUR": "€", "oe": "œ", "OE": "Œ"}
PLAIN = {sign: plain for plain, signs in SIGNS.items() for sign in signs}


def plain(text: str) -> str:
    """The nearest ASCII writing of characters that a screen lacks.

    >>> plain("é→…\u202f☃")
    'e->... ?'
    """
    return "".join(
        PLAIN.get(c) or unicodedata.normalize("NFKD", c).encode("ascii", "ignore").decode() or "?" for c in text
    )


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


codecs.register_error("actes", _replace)


class Screen(io.TextIOWrapper):
    """Standard output or error: what acts on a terminal is shown, whatever file or name it comes from."""

    def __init__(self, buffer: BinaryIO, like: io.TextIOWrapper | None = None) -> None:
        encoding, lines = (like.encoding, like.line_buffering) if like else ("utf-8", False)
        super().__init__(buffer, encoding=encoding, errors="actes", line_buffering=lines)
        self.like = like  # which would close the buffer if nobody kept it

    def write(self, text: str) -> int:
        return super().write(visible(text))


class Closed(io.RawIOBase):
    """An output that somebody closed: it takes nothing, as a full disk."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare_streams() -> None:
    """Let standard output and error write any character as well as they can; a closed input has nothing to read."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="actes")
            setattr(sys, name, Screen(stream.buffer, stream))
        elif stream is None:
            setattr(sys, name, Screen(io.BufferedWriter(Closed())))
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def forget_output() -> None:
    """Nothing more is written, which Python would try when it ends: the screen or the file takes no more."""
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except (OSError, ValueError):
            setattr(sys, name, None)
            setattr(sys, f"__{name}__", None)


def controls() -> TextIO:
    """Standard error for what is meant to act on it: a progress bar."""
    return sys.stderr.like or sys.stderr if isinstance(sys.stderr, Screen) else sys.stderr
