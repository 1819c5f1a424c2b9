"""From a character of a patched template back to the paragraph that the assistant sees in Word.

Patching removes paragraphs that only command, so line numbers drift; but tags stay in order, so the n-th tag of the
patched text is the n-th tag of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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

OPENING = pattern(r"\{[{%#]")
TAG = pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
PARTS = {
    "document": "corps du modèle",
    "header": "en-tête",
    "footer": "pied de page",
    "footnotes": "notes de bas de page",
}
EXCERPT = 80


@frozen
class Tag:
    """A tag of a template, as typed, in its paragraph (counted from 1 in its part)."""

    text: str
    part: str
    paragraph: int
    line: str

    def says(self, name: str, code: str, message: str, hint: str) -> Finding:
        """What is wrong with it, in the template called `name`."""
        said = f"{part_name(self.part)}, paragraphe {self.paragraph}, balise {self.text} : {message}"
        excerpt = self.line if len(self.line) <= EXCERPT else f"{self.line[:EXCERPT]}…"
        return problem(code, said, hint, Place(name, paragraph=self.paragraph), excerpt=excerpt)


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

    def says(self, code: str, message: str, hint: str, severity: Severity | None = None) -> Finding:
        where = f"{part_name(self.part)}, paragraphe {self.number} : "
        excerpt = self.text.strip()[:EXCERPT]
        return problem(
            code, where + message, hint, Place(self.template, paragraph=self.number), severity=severity, excerpt=excerpt
        )


def paragraphs_of(part: str, package: Package, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a part of the template called `name`."""
    for number, element in enumerate(paragraphs(parse_xml(package.data(part), part)), start=1):
        yield Paragraph(part, number, element, paragraph_text(element), name)


def tags(part: str, package: Package) -> Iterator[Tag]:
    """The tags of a part in order, pieces that Word split put together again."""
    for paragraph in paragraphs_of(part, package, ""):
        line = paragraph.text
        for opening in OPENING.finditer(line):
            whole = TAG.match(line, opening.start())
            yield Tag(whole[0] if whole else line[opening.start() :], part, paragraph.number, line.strip())


def template_findings(error: TemplateError, part: str, source: str, package: Package, name: str) -> list[Finding]:
    """Each problem of a patched part, at the tag it came from."""
    found = list(tags(part, package))
    return [_finding(p.message, p.hint, part, _at(found, source, p.offset), name) for p in error.problems]


def _at(found: list[Tag], source: str, offset: int) -> Tag | None:
    before = sum(1 for match in OPENING.finditer(source, 0, offset + 2) if match.start() < offset)
    return found[before] if before < len(found) else None


def _finding(message: str, hint: str, part: str, tag: Tag | None, name: str) -> Finding:
    if tag is None:
        return problem("MOD110", f"{part_name(part)} : {message}", hint, Place(name))
    return tag.says(name, "MOD110", message, hint)
