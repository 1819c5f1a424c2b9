"""A Word template, read once, and the documents it gives.

docxtpl's syntax, docxtpl's result (a test compares), without redoing docxtpl's work at each render: patching the XML
and reading the Jinja2 take most of its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, errors_of
from ..jinja import Template, TemplateError, parse
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.package import BadPackage, Member, read_package
from ..values.markup import escape
from .danger import danger
from .locate import template_findings
from .package import DECLARATION
from .patch import patched_parts
from .pitfalls import pitfalls
from .runs import plain
from .seal import link, seal_members
from .sheet import read_sheet
from .view import view

MAIN = "word/document.xml"
DRAWING_ID = pattern(r'(<wp:docPr\b[^>]*? id=")\d+(")')
FIRST_DRAWING = 1001  # as docxtpl numbers them
MAX_PART = 16_000_000  # characters


class Layout:
    """Turns documents into Word files with one template.

    `template` is the bytes of a .docx in docxtpl's syntax, `name` how to call it in messages
    (« templates/decision.docx »), `cache` a folder where what was worked out from templates may be kept, as text.
    Raises CannotGoOn (status 2) with everything that is wrong in the template, each with its part and paragraph.
    """

    def __init__(self, template: bytes, name: str, cache: Path | None = None) -> None:
        self.name = name
        try:
            self._package = read_package(template)
            if dangers := list(danger(self._package, name)):
                raise CannotGoOn(dangers, status=COULD_NOT_RUN)
            sources = patched_parts(template, self._package, cache)
            if MAIN not in sources:
                raise BadPackage("ce n'est pas un document Word")
            self.sheet = read_sheet(self._package, sources[MAIN])
            self._keep(sources)
        except BadPackage as error:
            raise CannotGoOn([unreadable(name, error)], status=COULD_NOT_RUN) from error
        self._sources = sources
        self._templates = self._parse(sources)

    def _keep(self, names: Iterable[str]) -> None:
        """What is the same in every document: the other parts."""
        linked = link({name: self._package.data(name) for name in self._package.names()})
        made = {*names, CORE}
        self._fixed = [self._package.member(*item) for item in linked.items() if item[0] not in made]

    def _parse(self, sources: Mapping[str, str]) -> Mapping[str, Template]:
        templates, findings = dict[str, Template](), list[Finding]()
        for part, source in sources.items():
            try:
                templates[part] = parse(source)
            except TemplateError as error:
                findings += template_findings(error, part, source, self._package, self.name)
        if findings:
            done = errors_of(pitfalls(self._package, self._sources, self.name))  # rather than what Jinja2 made of it
            raise CannotGoOn(done or findings, status=COULD_NOT_RUN)
        return templates

    def render(self, document: Document, draft: bool) -> bytes:
        """The bytes of the Word file, the same for the same document; « PROJET » across its pages if `draft`.

        Raises CannotGoOn: status 1 for a text that no Word file can hold, 2 for a template that asks for what does not
        exist.
        """
        scope = view(document, self.sheet, draft)
        made = {part: self._render(part, scope) for part in self._templates}
        made[CORE] = core_properties(document)
        return seal_members([*self._fixed, *(Member.stored(*item) for item in made.items())], draft=draft)

    def _render(self, part: str, scope: Mapping[str, Any]) -> bytes:
        try:
            text = self._templates[part].render(scope, show, MAX_PART)
        except TemplateError as error:
            source = self._sources[part]
            findings = list(template_findings(error, part, source, self._package, self.name))
            raise CannotGoOn(findings, status=COULD_NOT_RUN) from error
        if "<wp:docPr" in text:
            text = number_drawings(text)
        return (text if text.startswith("<?xml") else DECLARATION + text).encode("utf-8")


def show(value: object) -> str:
    """What a tag writes: runs and tables as they are, texts and numbers escaped, nothing else."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str) or type(value) is int:
        return Markup.escape(value)
    raise ValueError("cette balise ne désigne pas un texte : nommez par exemple bloc.texte")


def number_drawings(text: str) -> str:
    """Drawings numbered in order: a logo inside a loop would repeat its number, which Word refuses.

    >>> number_drawings('<wp:docPr id="7" name="logo"/><wp:docPr name="logo" id="7"/>')
    '<wp:docPr id="1001" name="logo"/><wp:docPr name="logo" id="1002"/>'
    """
    numbers = iter(range(FIRST_DRAWING, FIRST_DRAWING + text.count("<wp:docPr")))
    return DRAWING_ID.sub(lambda match: f"{match[1]}{next(numbers)}{match[2]}", text)


def unreadable(name: str, error: BadPackage) -> Finding:
    """The finding for a template that cannot be opened."""
    hint = "ouvrez ce modèle dans Word et enregistrez-le au format .docx, ou reprenez la version d'origine"
    return problem("MOD100", f"le modèle ne se lit pas : {error}", hint, Place(name))


CORE = "docProps/core.xml"


def core_properties(document: Document) -> bytes:
    """`docProps/core.xml` of a document: its title, its author, its language.

    Set from here and never by tags: docxtpl escapes them (« d&#39;été »). No date is given, since the only one known
    would be the clock's, and the same act must give the same bytes.

    >>> "<dc:title>d'été &amp; d'hiver</dc:title>" in core_properties(Document("x", (), "d'été & d'hiver")).decode()
    True
    """
    return (
        f"{DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{escape(plain(document.author))}</dc:creator><dc:language>fr-FR</dc:language>"
        f"<dc:title>{escape(plain(document.title))}</dc:title></cp:coreProperties>"
    ).encode()
