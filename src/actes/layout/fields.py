"""The fields that a template may name, what each one is, and which ones a template uses and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum

from ..frozen import frozen
from ..pattern import pattern
from .locate import Tag
from .view import BlockView


class Form(StrEnum):
    """What a field is, so how its tag is written."""

    TEXTE = "{{ … }}"
    SUITE = "{{r … }}"  # runs
    TABLEAU = "{{p … }}"
    LISTE = "{%p for … %}"
    TEST = "{%p if … %}"
    OBJET = "un nom suivi d'un point"


_FORMS: Mapping[str, Form] = {  # by the types of a block as a template sees it
    **dict.fromkeys(("str", "int"), Form.TEXTE),
    "bool": Form.TEST,
    "Markup": Form.SUITE,
    "tuple[Markup, ...]": Form.LISTE,
}
# `[]` stands for one item of a list.
FIELDS: Mapping[str, Form] = {
    "document": Form.OBJET,
    **dict.fromkeys(("document.nom", "document.titre", "document.auteur"), Form.TEXTE),
    "blocs": Form.LISTE,
    "blocs[]": Form.OBJET,
    **{f"blocs[].{one.name}": _FORMS[str(one.type)] for one in fields(BlockView)},
    "blocs[].tableau": Form.TABLEAU,
    "blocs[].qualites[]": Form.SUITE,
    "pied": Form.SUITE,
    "projet": Form.TEST,
    "loop": Form.OBJET,
    "loop.index": Form.TEXTE,
    **dict.fromkeys(("loop.first", "loop.last"), Form.TEST),
}
INNER = pattern(r"\{([{%])-?(?:(p|r|tr|tc)(?=\s))?\s*(.*?)\s*-?[%}]\}\Z", re.DOTALL)
FOR = pattern(r"for\s+(\w+)\s+in\s+([\w.]+)")
TEST = pattern(r"(?:el)?if\s+(.+)\Z", re.DOTALL)
NAME = pattern(r"(?<![\w.])([^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*)")
TEXTS = pattern(r"\"[^\"]*\"|'[^']*'|«[^»]*»")
WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"})


@frozen
class Command:
    """A tag taken apart: `{{` or `{%`, the letter that follows (`p`, `r`, `tr`, `tc` or nothing), the rest."""

    opening: str
    letter: str
    body: str


@frozen
class Use:
    """A field named by a tag; `shown` when the tag writes it, rather than tests or loops over it."""

    path: str
    tag: Tag
    command: Command
    shown: bool


def command(text: str) -> Command | None:
    """Take a tag apart; None when it is not closed, or a comment.

    >>> command("{{r bloc.texte }}"), command("{%p if projet %}").letter, command("{{ bloc")
    (Command(opening='{{', letter='r', body='bloc.texte'), 'p', None)
    """
    match = INNER.match(text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"}))
    return Command("{" + match[1], match[2] or "", match[3]) if match else None


def uses(tags: Iterable[Tag]) -> Iterator[Use]:
    """The fields that the tags of a part name, in order; a loop's variable has the path of what it loops over."""
    loops: list[tuple[str, str]] = []
    for tag in tags:
        told = command(tag.text)
        if told is None:
            continue
        loop, test = FOR.match(told.body), TEST.match(told.body)
        if told.opening == "{{":
            yield from _named(told.body, loops, tag, told, shown=True)
        elif loop:
            yield from _named(loop[2], loops, tag, told, shown=False)
            loops.append((loop[1], f"{_path(loop[2], loops)}[]"))
        elif test:
            yield from _named(test[1], loops, tag, told, shown=False)
        elif told.body == "endfor" and loops:
            loops.pop()


def _named(expression: str, loops: list[tuple[str, str]], tag: Tag, told: Command, *, shown: bool) -> Iterator[Use]:
    for match in NAME.finditer(TEXTS.sub('""', expression.split("|")[0])):
        name = re.sub(r"\s", "", match[1])
        if name not in WORDS:
            yield Use(_path(name, loops), tag, told, shown)


def _path(name: str, loops: Iterable[tuple[str, str]]) -> str:
    head, dot, rest = name.partition(".")
    known = dict(loops)
    return known.get(head, head) + dot + rest
