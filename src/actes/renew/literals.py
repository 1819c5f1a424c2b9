"""Words of prose that state a fact of the entry, and the reference that says the same: `{{ periode.debut }}`.

A literal becomes a reference when it has the value of a fact and, as the sentence says, its meaning. Whether both are
written alike is shown: « Saint Flour Communauté » is a slip that the reference mends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..compose.cited import accounts_of, period_of
from ..compose.prose import Writer
from ..compose.scope import scope_of
from ..facts import read
from ..frozen import frozen
from ..model.acte import Acte
from ..model.prose import Prose
from ..model.register import Register
from ..pattern import pattern
from .named import Facts
from .prose import proses

TAG = pattern(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@frozen
class Literal:
    """Words of a text, the reference that takes their place, and what it writes today."""

    path: str
    start: int
    end: int
    words: str
    reference: str
    written: str

    @property
    def same(self) -> bool:
        """Whether the reference writes the same words, spaces and apostrophes aside."""
        return _plain(self.words) == _plain(self.written)


def literals(act: Acte, register: Register) -> Iterator[Literal]:
    """The literals of an act that state its facts, text by text, from the last of each text to the first."""
    finder = _Finder.of(act, register)
    for path, prose in proses(act):
        yield from finder.apart(path, prose)


def literals_in(act: Acte, register: Register, path: str, prose: Prose) -> Iterator[Literal]:
    """The same of one text, as it is or as it would be."""
    return _Finder.of(act, register).apart(path, prose)


@frozen
class _Finder:
    """The facts of an act, and how prose names them."""

    facts: Facts
    scope: dict[str, Any]
    writer: Writer
    names: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, act: Acte, register: Register) -> _Finder:
        writer = Writer(register.collectivite.orthographe)
        names = [(register.collectivite.nom, "collectivite.nom")]
        names += [(register.tiers[label].nom, f"parties.{label}.nom") for label in act.parties if label.isidentifier()]
        scope = scope_of(act, register, writer)
        return cls(Facts(act, period_of(act), accounts_of(act, register)), scope, writer, tuple(names))

    def apart(self, path: str, prose: Prose) -> Iterator[Literal]:
        """The literals of a text, from the last to the first; none in another."""
        found = sorted(self.inside(path, prose), key=lambda one: one.start, reverse=True)
        yield from (one for index, one in enumerate(found) if index == 0 or one.end <= found[index - 1].start)

    def inside(self, path: str, prose: Prose) -> Iterator[Literal]:
        masked = TAG.sub(lambda tag: "¤" * len(tag[0]), prose.text)
        for mention in read(masked):
            for start, end, reference in self.facts.named(path, masked, mention):
                yield from self.literal(path, prose.text, start, end, reference)
        for name, reference in self.names:
            for match in _spelling(name).finditer(masked):
                capitals = " | capitales" if match[0].isupper() and not name.isupper() else ""
                yield from self.literal(path, prose.text, match.start(), match.end(), reference + capitals)

    def literal(self, path: str, text: str, start: int, end: int, reference: str) -> Iterator[Literal]:
        tag = f"{{{{ {reference} }}}}"
        written = self.writer.text(Prose(tag), self.scope)
        if written and not self.writer.findings:
            yield Literal(path, start, end, text[start:end], tag, written)
        self.writer.findings.clear()


def _spelling(name: str) -> re.Pattern[str]:
    """A name in its own capitals or all in capitals, hyphens and spaces alike, inside no longer name."""
    words = [re.escape(word) for word in re.split(r"[\s\-]+", name)]
    body = r"[\s\-\u2011]+".join(words)
    capitals = r"[\s\-\u2011]+".join(re.escape(word.upper()) for word in re.split(r"[\s\-]+", name))
    return re.compile(rf"(?<![\w-])(?<![-–]\s)(?:{body}|{capitals})(?![\w-])")


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
