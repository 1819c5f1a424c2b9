"""Prose as a person edits it: a paragraph at a time, its facts as chips that cannot break.

A chip is shown by what it prints. In a plain text it is that between `⟦` and `⟧`: moved or taken away whole, never
written over; what comes back is put together from the chips that were there, and from facts that a list offers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..document import Document, Fact
from ..frozen import frozen
from ..jinja.parts import Is, Part, paragraphs, parts
from ..model.prose import Prose
from ..pattern import pattern
from ..values.text import NBSP

OPEN, CLOSE = "⟦", "⟧"
_TOKEN = pattern(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_COMMANDS = ((r"if\b", "si"), (r"elif\b", "sinon si"), (r"else\b", "sinon"), (r"for\b", "pour"), (r"end\w+", "fin"))
LOST = "« {token} » n'est le nom d'aucun fait"
LOST_HINT = f"laissez les mots entre {OPEN} et {CLOSE} comme ils étaient, ou retirez-les avec leurs crochets"
ALONE = f"un crochet {OPEN} ou {CLOSE} est resté seul"
LONGEST = 120  # characters of a chip, shown


@frozen
class Chip:
    """A fact in a sentence: what it prints, its tag as it is written, its name; `command`: it is a condition."""

    words: str
    tag: str
    name: str
    command: bool = False
    label: str = ""

    @property
    def token(self) -> str:
        """The chip in a plain text."""
        return f"{OPEN}{self.label or self.words}{CLOSE}"


@frozen
class Offer:
    """Words of a text, from `start`, that say what a fact of the entry says: they could be that fact."""

    start: int
    words: str
    label: str


@frozen
class Alinea:
    """A paragraph of a text, by its rank: how it is written, the words that somebody typed and the chips in it."""

    path: str
    rank: int
    source: str
    pieces: tuple[str | Chip, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph as a plain text."""
        return "".join(one if isinstance(one, str) else one.token for one in self.pieces)


Printed = Mapping[tuple[int, int], str]


def printed_in(documents: Iterable[Document]) -> Printed:
    """What each fact of a text prints, by its text and where its tag stands there."""
    found: dict[tuple[int, int], str] = {}
    spans = (span for document in documents for block in document.blocks for span in block.all_spans())
    for span in spans:
        if isinstance(span.origin, Fact):
            found.setdefault((id(span.origin.source), span.origin.offset), span.text)
    return found


def alineas(path: str, prose: Prose, printed: Printed, words_of: Callable[[str], str | None]) -> Iterator[Alinea]:
    """The paragraphs of a text; `words_of` says what a name prints, for what no document shows."""
    for rank, (start, end) in enumerate(paragraphs(prose.text)):
        made, at = list[str | Chip](), start
        for part in parts(prose.text[start:end]):
            said = printed.get((id(prose.source), at)) if part.kind is Is.VALUE else None
            made.append(_piece(part, said, words_of))
            at += len(part.text)
        yield Alinea(path, rank, prose.text[start:end], tuple(_labelled(made)))


def _piece(part: Part, said: str | None, words_of: Callable[[str], str | None]) -> str | Chip:
    if part.kind is Is.WORDS:
        return part.text
    if part.kind is Is.COMMAND:
        return Chip(_command(part.inner), part.text, part.inner, command=True)
    words = said or words_of(part.inner) or part.inner
    return Chip(_shown(words), part.text, part.inner)


def _command(inner: str) -> str:
    for form, word in _COMMANDS:
        if found := re.match(form, inner):
            return f"{word} {inner[found.end() :].strip()}".strip() if not inner.startswith("end") else word
    return "note"


def _shown(words: str) -> str:
    plain = " ".join(words.replace(NBSP, " ").split()).translate({ord(OPEN): "[", ord(CLOSE): "]"})
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def _labelled(pieces: Sequence[str | Chip]) -> Iterator[str | Chip]:
    """The pieces, two facts that print the same told apart."""
    known: dict[str, list[str]] = {}
    for one in pieces:
        if isinstance(one, str):
            yield one
            continue
        tags = known.setdefault(one.words, [])
        if one.tag not in tags:
            tags.append(one.tag)
        rank = tags.index(one.tag)
        yield Chip(one.words, one.tag, one.name, one.command, f"{one.words} ({rank + 1})" if rank else "")


def source_of(text: str, chips: Iterable[Chip], offered: Callable[[str], str | None]) -> str:
    """How a plain text is written in the entry: each token gives way to its tag.

    `⟦=name⟧` is a fact by its name, which a list gave; `offered` gives the name of a fact that somebody calls by its
    label. Raises ValueError, in French, on a token that is no fact's.
    """
    known = list(chips)
    by_token = {one.token: one.tag for one in known}
    by_name = {one.name: one.tag for one in known}

    def tag(found: re.Match[str]) -> str:
        inner = found[1].strip()
        if found[0] in by_token:
            return by_token[found[0]]
        if inner.startswith("="):
            return by_name.get(inner[1:].strip()) or f"{{{{ {inner[1:].strip()} }}}}"
        if name := offered(inner):
            return f"{{{{ {name} }}}}"
        raise ValueError(f"{LOST.format(token=inner)} ; {LOST_HINT}")

    made = _TOKEN.sub(tag, text)
    outside = _TOKEN.sub("", text)
    if OPEN in outside or CLOSE in outside:
        raise ValueError(f"{ALONE} ; {LOST_HINT}")
    return made
