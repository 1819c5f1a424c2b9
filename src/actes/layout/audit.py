"""Reopens a written file: every composed word is there and in order, no tag is left, the XML is well formed.

A template or an engine that loses a word is our failure, and it must be loud: what a person signs is the file.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from ..compare import Change, Hunk, align, differences
from ..document import Block, Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding
from ..place import Place
from ..problems import problem
from ..reading.package import BadPackage, read_package
from ..reading.wordml import words
from ..reading.xml import parse_xml
from .locate import part_name

MAIN = "word/document.xml"
FILLED = ("word/document", "word/header", "word/footer", "word/footnotes")  # parts that differ from act to act
MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
CONTEXT = 6  # words around a loss
HINT = "ne signez pas ce fichier ; vérifiez le modèle avec « actes template check », puis signalez cette erreur"


def audit(document: Document, data: bytes, path: str) -> None:
    """Raises CannotGoOn (status 2) when the file at `path` does not say what the document says."""
    findings = audit_findings(document, data, path)
    if findings:
        raise CannotGoOn(findings, status=COULD_NOT_RUN)


def refuse_blanks(data: bytes, template: str) -> None:
    """Raises CannotGoOn where the heads or feet of a final file hold what somebody meant to fill in.

    The words of its body are those of the act, which `check` reads; a template brings these.
    """
    from ..facts import MentionKind, read  # a draft may have blanks, and does without

    package = read_package(data)
    for name in package.names():
        if name.startswith(FILLED) and name.endswith(".xml") and name != MAIN:
            text = " ".join(words(parse_xml(package.data(name), name)))
            for blank in (m for m in read(text) if m.kind is MentionKind.BLANK and m.value != "points"):
                message = f"{part_name(name)} : un passage reste à compléter : « {blank.text} »"
                hint = "complétez-le dans ce modèle, avec Word"
                raise CannotGoOn([problem("MOD206", message, hint, Place(template))])


def audit_findings(document: Document, data: bytes, path: str) -> list[Finding]:
    """What is wrong in a written file; nothing when it is faithful."""
    where = Place(path)
    try:
        package = read_package(data)
        if MAIN not in package:
            return [problem("MOD204", "le fichier produit n'a pas de texte", HINT, where)]
        parts = {name: package.data(name) for name in package.names() if name.endswith((".xml", ".rels"))}
        roots = {name: parse_xml(part, name) for name, part in parts.items() if name.startswith(FILLED)}
        left = {name: (_marks if name in roots else _checked)(name, part) for name, part in parts.items()}
    except BadPackage as error:
        return [problem("MOD204", f"le fichier produit ne s'ouvrirait pas : {error}", HINT, where)]
    return [*_body(document, roots[MAIN], where), *_footer(document, roots, where), *_tags(document, left, where)]


@functools.lru_cache(maxsize=64)
def _checked(name: str, part: bytes) -> tuple[str, ...]:
    """The same for a part that is the same in every act: reading it once tells all. Raises BadPackage."""
    parse_xml(part, name)
    return _marks(name, part)


def _marks(_: str, part: bytes) -> tuple[str, ...]:
    """The marks of tags in a part, which is well formed."""
    return tuple(mark for mark in MARKS if mark.encode() in part)


def expected_words(blocks: Iterable[Block]) -> list[str]:
    """The words of blocks in order, markers of items included."""
    return "\n".join(f"{block.marker} {block.text}" for block in blocks).split()


def _body(document: Document, main: Element, where: Place) -> Iterator[Finding]:
    expected, found = expected_words(document.blocks), words(main)
    for hunk in differences(align(expected, found)) if expected != found else ():
        yield _loss(hunk, expected, found, document, where)


def _loss(hunk: Hunk, expected: Sequence[str], found: Sequence[str], document: Document, where: Place) -> Finding:
    lost, extra = " ".join(expected[hunk.before]), " ".join(found[hunk.after])
    start, end = hunk.before.start, hunk.before.stop
    excerpt = " ".join(expected[max(0, start - CONTEXT) : end + CONTEXT])
    if hunk.change is Change.AJOUTE:
        said = f"des mots du fichier ne viennent pas de l'acte : « {extra} »"
        return problem("MOD202", said, HINT, where, excerpt=excerpt)
    block = _block_at(document, start)
    said = f"des mots de l'acte manquent dans le fichier : « {lost} » ({block.kind.value.replace('_', ' ')})"
    instead = f" ; à leur place : « {extra} »" if extra else ""
    return problem("MOD200", said + instead, HINT, where, excerpt=excerpt)


def _block_at(document: Document, index: int) -> Block:
    for block in document.blocks:
        index -= len(expected_words((block,)))
        if index < 0:
            return block
    return document.blocks[-1]


def _footer(document: Document, roots: Mapping[str, Element], where: Place) -> Iterator[Finding]:
    """The words of the foot of the page are in at least one footer or header, in order and together."""
    expected = " ".join("".join(span.text for span in document.footer).split())
    parts = [root for name, root in roots.items() if name.startswith(("word/footer", "word/header"))]
    if expected and not any(f" {expected} " in f" {' '.join(words(root))} " for root in parts):
        yield problem("MOD200", f"le pied de page ne porte pas « {expected} »", HINT, where)


def _tags(document: Document, left: Mapping[str, Sequence[str]], where: Place) -> Iterator[Finding]:
    """A tag left anywhere, attributes included, unless the act itself says it."""
    if not any(left.values()):
        return
    own = "\n".join((document.text, "".join(s.text for s in document.footer), document.title, document.author))
    for name, marks in left.items():
        strange = [mark for mark in marks if mark not in own]
        if strange:
            said = f"une balise « {strange[0]} » est restée dans le fichier ({part_name(name)})"
            yield problem("MOD203", said, HINT, where)
