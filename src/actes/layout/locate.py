"""The tags of a template: where they are, for who sees the paragraphs in Word; the fields that they name.

Patching removes paragraphs that only command, so line numbers drift; but tags stay in order, so the n-th tag of the
patched text is the n-th tag of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from textwrap import shorten
from xml.etree.ElementTree import Element

from ..finding import Finding, Severity
from ..frozen import frozen
from ..jinja import TemplateError
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.package import Package
from ..reading.wordml import paragraph_text, paragraphs
from ..reading.xml import parse_xml
from .view import BlockView

EXCERPT = 80  # characters
OPENING = pattern(r"\{[{%#]")
TAG = pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
PARTS = {
    "document": "corps du modèle",
    "header": "en-tête",
    "footer": "pied de page",
    "footnotes": "notes de bas de page",
}


def part_name(part: str) -> str:
    """What a person calls a part.

    >>> part_name("word/footer1.xml")
    'pied de page'
    """
    stem = part.rsplit("/", 1)[-1].removesuffix(".xml").rstrip("0123456789")
    return PARTS.get(stem, part)


@frozen
class Paragraph:
    """A paragraph of a template: its part, its number in it, its element, its text."""

    part: str
    number: int
    element: Element
    text: str
    template: str

    def says(self, code: str, message: str, hint: str, severity: Severity | None = None, place: str = "") -> Finding:
        """What is wrong in it, or at a `place` of it."""
        said = f"{part_name(self.part)}, paragraphe {self.number}{place} : {message}"
        where = Place(self.template, paragraph=self.number)
        return problem(
            code, said, hint, where, severity=severity, excerpt=shorten(self.text, EXCERPT, placeholder=" …")
        )


@frozen
class Tag:
    """A tag of a template, as typed, in its paragraph."""

    text: str
    paragraph: Paragraph

    def says(self, code: str, message: str, hint: str) -> Finding:
        return self.paragraph.says(code, message, hint, place=f", balise {self.text}")


def paragraphs_of(part: str, package: Package, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a part of the template called `name`."""
    for number, element in enumerate(paragraphs(parse_xml(package.data(part), part)), start=1):
        yield Paragraph(part, number, element, paragraph_text(element), name)


def tags(part: str, package: Package, name: str) -> Iterator[Tag]:
    """The tags of a part in order, pieces that Word split put together again."""
    for paragraph in paragraphs_of(part, package, name):
        line = paragraph.text
        for opening in OPENING.finditer(line):
            whole = TAG.match(line, opening.start())
            yield Tag(whole[0] if whole else line[opening.start() :], paragraph)


def template_findings(error: TemplateError, part: str, source: str, package: Package, name: str) -> Iterator[Finding]:
    """Each problem of a patched part, at the tag it came from."""
    found = list(tags(part, package, name))
    for one in error.problems:
        before = sum(match.start() < one.offset for match in OPENING.finditer(source, 0, one.offset + 2))
        if before < len(found):
            yield found[before].says("MOD110", one.message, one.hint)
        else:
            yield problem("MOD110", f"{part_name(part)} : {one.message}", one.hint, Place(name))


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
TEXTS = pattern(r"\"[^\"]*\"|'[^']*'|«[^«»]*»")  # a « that nothing closes is not sought to the end again
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
