"""A Word template, read once, and the documents it gives.

docxtpl's syntax, docxtpl's result (a test compares), without redoing docxtpl's work at each render: patching the XML
and reading the Jinja2 take most of its time.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import os
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, errors_of
from ..jinja import Template, TemplateError, parse
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.package import DANGER, BadPackage, Member, Package, read_package
from ..reading.xml import parse_xml
from ..regular import read_regular
from ..values.markup import escape
from .locate import template_findings
from .package import DECLARATION
from .pitfalls import danger, pitfalls
from .runs import plain, read_sheet
from .seal import link, seal_members
from .view import view

MAIN, CORE = "word/document.xml", "docProps/core.xml"
DRAWING_ID = pattern(r'(<wp:docPr\b[^>]*? id=")\d+(")')
FIRST_DRAWING = 1001  # as docxtpl numbers them
MAX_MADE = 16_000_000  # characters of a part


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
            linked = link({name: self._package.data(name) for name in self._package.names()})
            same = (item for item in linked.items() if item[0] not in {*sources, CORE})  # in every document
            self._fixed = [self._package.member(*item) for item in same]
        except BadPackage as error:
            raise CannotGoOn([unreadable(name, error)], status=COULD_NOT_RUN) from error
        self._sources = sources
        self._templates = self._parse(sources)

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
            text = self._templates[part].render(scope, show, MAX_MADE)
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
    numbers = count(FIRST_DRAWING)
    return DRAWING_ID.sub(lambda match: f"{match[1]}{next(numbers)}{match[2]}", text)


def unreadable(name: str, error: BadPackage) -> Finding:
    """The finding for a template that cannot be opened."""
    hint = "ouvrez ce modèle dans Word et enregistrez-le au format .docx, ou reprenez la version d'origine"
    return problem("MOD100", f"le modèle ne se lit pas : {error}", hint, Place(name))


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


# docxtpl's syntax becomes Jinja2's: done once for a template, by docxtpl itself, and kept as text. docxtpl takes 0.1 s
# to import, so it is asked only for a template not seen before. What is kept is text, never code, in a folder of the
# user: one that came with a workspace could put other words in a letterhead.

FORMAT = b"actes 1"
MAX_PART = 4_000_000  # bytes of XML: docxtpl's expressions are slow on more


def patched_parts(template: bytes, package: Package, cache: Path | None = None) -> Mapping[str, str]:
    """Part names to their text with plain Jinja2 tags, for the parts that docxtpl fills.

    Raises BadPackage when the template is not a Word file that can be read safely.
    """
    kept = cache / f"{cache_key(template)}.json" if cache else None
    parts = _load(kept, package) if kept else None
    if parts is None:
        parts = _patch(template, package)
        if kept:
            _save(kept, parts)
    return parts


def cache_key(template: bytes) -> str:
    """Changes with the template, with docxtpl and with the form of the cache."""
    spec = importlib.util.find_spec("docxtpl")
    code = Path(spec.origin).with_name("template.py").read_bytes() if spec and spec.origin else b""
    return hashlib.sha256(b"\0".join((FORMAT, hashlib.sha256(code).digest(), template))).hexdigest()


def _load(path: Path, package: Package) -> Mapping[str, str] | None:
    try:
        parts = json.loads(read_regular(path).decode())
    except (OSError, ValueError, RecursionError):
        return None
    sound = isinstance(parts, dict) and parts and all(isinstance(v, str) and k in package for k, v in parts.items())
    return parts if sound else None


def _save(path: Path, parts: Mapping[str, str]) -> None:
    """Keep the text where it can be kept; a full or read-only disk only costs time."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _patch(template: bytes, package: Package) -> dict[str, str]:
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            data = package.data(name)
            if len(data) > MAX_PART:
                raise BadPackage(f"« {name} » est trop gros pour un modèle", DANGER)
            parse_xml(data, name)
    try:
        return dict(_with_docxtpl(template))
    except Exception as error:  # docxtpl, python-docx and lxml raise anything on a file that lacks parts
        raise BadPackage("ce n'est pas un document Word complet") from error


def _with_docxtpl(template: bytes) -> Iterator[tuple[str, str]]:
    from docxtpl import DocxTemplate

    machine = DocxTemplate(io.BytesIO(template))
    docx = machine.get_docx()
    main = docx.part
    yield main.partname.lstrip("/"), machine.patch_xml(machine.xml_to_string(docx.element))
    kinds = (machine.HEADER_URI, machine.FOOTER_URI)
    running = (part for kind in kinds for _, part in machine.get_headers_footers(kind))
    notes = (part for part in main.package.parts if part.content_type.endswith("wordprocessingml.footnotes+xml"))
    for part in (*running, *notes):
        yield part.partname.lstrip("/"), machine.patch_xml(machine.get_part_xml(part))
