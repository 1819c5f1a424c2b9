"""From a character of a patched template back to the paragraph that the assistant sees in Word.

Patching removes paragraphs that only command, so line numbers drift; but tags stay in order, so the n-th tag of the
patched text is the n-th tag of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
