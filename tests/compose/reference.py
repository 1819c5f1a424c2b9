"""Reads the transcription of the signed act into words, and nothing more clever than what is written here.

Set aside: Markdown marks (`#`, `**`, `*`, `- ` before an item and the bullet « o » it copies, `[…](…)`), `<sup>` and
`<b>`, tabs between the cells of a table, the transcription's own line breaks. Folded: the kinds of white space (words
are split at any of them) and the form of the apostrophe. Nothing else: capitals, accents, figures, punctuation count.
"""

from __future__ import annotations

import re
from pathlib import Path

# The page of the signed act ends between « 9.1 » and « - Responsabilité »: that dash is a word, not an item.
PAGE_BREAK = "« 9.1\n\n- Responsabilité »"


def words(path: Path) -> list[str]:
    """The words of a transcribed document, in order."""
    text = path.read_text(encoding="utf-8")
    if path.name.startswith("2-"):
        assert text.count(PAGE_BREAK) == 1
        text = text.replace(PAGE_BREAK, "« 9.1 \\- Responsabilité »")
    return fold("\n".join(_line(line) for line in text.splitlines())).split()


def _line(line: str) -> str:
    line = re.sub(r"^ *(?:#+ |- (?:o )?)", "", line)
    line = re.sub(r"</?(?:sup|b)>", "", line)
    line = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line)
    return line.replace("*", "").replace("\\-", "-")


def fold(text: str) -> str:
    """The text with one form of apostrophe."""
    return text.replace("'", "\u2019")
