"""`actes template check`: everything that would go wrong with a template.

First the file (readable, harmless), then each paragraph (see `pitfalls`), then a trial: a document with every kind of
block is laid out and audited, so a block without a slot shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..document import Block, Cell, Document, Kind, Literal, Row, Span, Style
from ..finding import CannotGoOn, Finding, errors_of
from ..place import Place
from ..problems import problem
from ..reading.package import BadPackage, Package, read_package
from .audit import audit_findings
from .engine import Layout, patched_parts, unreadable
from .locate import tags, uses
from .pitfalls import danger, pitfalls
from .runs import NEEDED, read_sheet

KIND_NAMES: Mapping[str, str] = {"character": "de caractère", "paragraph": "de paragraphe", "table": "de tableau"}


def check_template(template: bytes, name: str) -> tuple[Finding, ...]:
    """Check the bytes of a template, called `name` in messages. Never raises for what a file holds."""
    dangers: list[Finding] = []
    try:
        package = read_package(template)
        dangers += danger(package, name)
        parts = patched_parts(template, package)
        paths = {use.path for part in parts for use in uses(tags(part, package, name))}
        findings = [
            *dangers,
            *pitfalls(package, parts, name),
            *outside(package, parts, name),
            *styles(package, parts, name),
        ]
    except BadPackage as error:
        return tuple(dangers) or (unreadable(name, error),)
    if not errors_of(findings):
        findings += trial(template, name)
    if "projet" not in paths:
        hint = "mettez le filigrane dans l'en-tête, entre {%p if projet %} et {%p endif %}"
        message = "« projet » n'est jamais employé : rien ne distinguera un projet de l'acte"
        findings.append(problem("MOD112", message, hint, Place(name)))
    return tuple(sorted(findings, key=Finding.sort_key))


def outside(package: Package, parts: Mapping[str, str], name: str) -> Iterator[Finding]:
    """Tags where they are never filled: properties, comments, endnotes."""
    hint = "retirez-la : seuls le texte, les en-têtes, les pieds de page et les notes de bas de page sont remplis"
    for member in (one for one in package.names() if one.endswith(".xml") and one not in parts):
        if any(mark in package.data(member) for mark in (b"{{", b"{%")):
            said = f"une balise est dans une partie qui n'est jamais remplie ({member})"
            yield problem("MOD117", said, hint, Place(name))


def styles(package: Package, parts: Mapping[str, str], name: str) -> Iterator[Finding]:
    for missing in read_sheet(package, parts.get("word/document.xml", "")).missing():
        hint = f"créez dans Word un style {KIND_NAMES[NEEDED[missing]]} de ce nom, ou repartez du modèle d'origine"
        yield problem("MOD122", f"il manque le style « {missing} »", hint, Place(name))


def trial(template: bytes, name: str) -> list[Finding]:
    """Lay out a document with every kind of block: words that do not come out had no slot."""
    try:
        layout = Layout(template, name)
        found = [f for sample in samples() for f in audit_findings(sample, layout.render(sample, True), name)]
    except CannotGoOn as error:
        return list(error.findings)
    told = (_lost(f, name) if f.code == "MOD200" else f for f in found)
    return list({f.message: f for f in told}.values())


def _lost(finding: Finding, name: str) -> Finding:
    slot = '{%p elif bloc.genre == "…" %} puis {{r bloc.texte }}'
    hint = f"ajoutez un emplacement : {slot}, ou {{{{p bloc.tableau }}}} pour un tableau"
    return problem("MOD121", f"à l'essai, {finding.message}", hint, Place(name), excerpt=finding.excerpt)


def samples() -> Iterator[Document]:
    """Each kind of block at the head, then past it and just before the signatures: every slot is tried."""
    above = Block(Kind.ENTETE, (_span("au-dessus"),))
    before_signature = Block(Kind.LIEU_DATE, (_span("lieu, date"),))
    for kind in Kind:
        for number, block in enumerate(_blocks(kind), start=1):
            foot = (_span(f"pied-{kind.value}-{number}"),)
            yield Document("essai", (block,), "essai", "essai", foot)
            yield Document("essai", (above, block, before_signature), "essai", "essai", foot)


def _blocks(kind: Kind) -> Iterator[Block]:
    word = kind.value
    if kind is Kind.TABLEAU:
        heading = Row((_cell(f"{word}-A"), _cell(f"{word}-B")), header=True)
        yield Block(kind, rows=(heading, Row((_cell("1"), _cell("2")), total=True)))
    elif kind is Kind.SIGNATURE:
        yield Block(kind, rows=(Row((_cell("qualité", "nom"),)),))
        yield Block(kind, rows=(Row((_cell("qualité-A", "nom-A"), _cell("qualité-B", "nom-B"))),))
    elif kind is Kind.ITEM:
        for level in (1, 2, 3):
            yield Block(kind, (_span(f"{word}-{level}"),), level, "-")
    else:
        yield Block(kind, (_span(f"{word} 1er ", Style.GRAS), _span("& <suite>")))


def _cell(*lines: str) -> Cell:
    return Cell(tuple((_span(line),) for line in lines))


def _span(text: str, *marks: Style) -> Span:
    return Span(text, Literal(Place("essai")), frozenset(marks))
