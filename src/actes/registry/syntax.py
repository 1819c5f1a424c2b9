"""The syntax stage: the text of a YAML file to nodes that know their places, or to findings in French.

Scalars stay text. What YAML offers beyond texts, mappings and sequences (anchors, tags, several documents, keys that
are not words) is refused, and depth and size are bounded. Keys written twice are found here too. Where YAML could not
be read: its first error, then those that are left once that line is set aside.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser

from ..finding import CannotGoOn, Finding
from ..pattern import pattern
from ..values.text import quoted
from .bites import MAX_DEPTH, PROTECT, Bite, Line, cut_line, misread, mistake, too_deep
from .decoding import MAX_SHOWN, forbidden
from .nodes import FORBIDDEN, Mapping, Node, Scalar, Sequence, Source


def parse_yaml(text: str, path: str) -> tuple[Node | None, list[Finding]]:
    """Read the text of the file `path`. Never raises on what the text holds.

    With findings about keys the node is still given: all that is wrong with keys and values can be told at once.

    >>> node, findings = parse_yaml("objet: Avenant n° 2 : suite", "a.yaml")
    >>> print(node, findings[0].where, findings[0].message)
    None a.yaml:1:21 « : » suivi d'une espace coupe ce texte en deux
    """
    source = Source(path, text)
    if findings := forbidden(source):
        return None, findings
    builder = Builder(source)
    try:
        root = builder.document()
    except Stop:
        root = None
    except yaml.YAMLError as error:
        once = {(f.name, f.where): f for f in builder.findings + syntax_findings(source, error)}
        return None, list(once.values())[:MAX_SHOWN]
    return root, builder.findings[:MAX_SHOWN]


def tree_of(text: str, path: str) -> Node:
    """The tree of a text that is YAML of ours. Raises CannotGoOn where it is not."""
    node, findings = parse_yaml(text, path)
    if node is None or findings:
        raise CannotGoOn(findings)
    return node


MAX_ERRORS = 20

_MERGED = pattern(r"^<{7} .*$(?=[\s\S]*^={7}$[\s\S]*^>{7} )", re.MULTILINE)
_TWO_VERSIONS = (
    "deux versions de cette fiche y sont écrites l'une après l'autre, telles que git les a trouvées",
    "gardez l'une, de « <<<<<<< » à « ======= » ou de « ======= » à « >>>>>>> », et retirez ces trois lignes ; si ce "
    "sont deux actes, donnez à l'un un autre numéro et sa propre fiche",
)
_OTHERWISE = ("cette ligne n'est pas lisible", "écrivez « clé: valeur » ; un texte libre se met en bloc « | »")


def syntax_findings(source: Source, error: yaml.YAMLError) -> list[Finding]:
    """The findings for the syntax error that stopped the parser, and for the recognised ones further down."""
    findings: list[Finding] = []
    if (merged := _MERGED.search(source.text)) is not None:
        return [source.error("syntaxe", merged.start(), *_TWO_VERSIONS)]
    text, done = source.text, set[int]()
    while len(findings) < MAX_ERRORS:
        at = _offset(error, text)
        deep = "nesting depth" in (getattr(error, "problem", None) or "")
        found = too_deep(at) if deep else mistake(text, at)
        if findings and (found is None or cut_line(text, found.offset).start in done):
            break  # what is left may only be a consequence of the lines set aside
        found = found or _generic(text, error, at)
        findings.append(source.error(found.name, found.offset, found.message, found.hint))
        line = cut_line(text, found.offset)
        done.add(line.start)
        text = _set_aside(text, line)
        again = _first_error(text)
        if again is None:
            break
        error = again
    return findings


def _offset(error: yaml.YAMLError, text: str) -> int:
    """Where libyaml stopped; for something opened and not closed, where it was opened."""
    mark = getattr(error, "problem_mark", None)
    context, problem = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    opened = "scanning a" in context or "unexpected end" in problem or "flow" in context
    if opened and getattr(error, "context_mark", None):
        mark = error.context_mark  # type: ignore[attr-defined]
    return min(mark.index, len(text)) if mark else 0


def _generic(text: str, error: yaml.YAMLError, at: int) -> Bite:
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    known = (one for one in misread()["stops"] if re.search(one["words"], f"{problem}\n{context}"))
    said = next(((one["says"], one["write"]) for one in known), _OTHERWISE)
    if "mapping values" in problem:  # libyaml stops at the colon: the key is what stands wrong
        line = cut_line(text, at)
        at = line.start + len(line.lead)
    return Bite("syntaxe", at, *said)


def _set_aside(text: str, line: Line) -> str:
    """The text with the line's value replaced by as many letters, or the whole line by a comment; offsets stay true."""
    end = text.find("\n", line.start)
    end = len(text) if end < 0 else end
    if line.key or line.lead.strip():
        return text[: line.value_start] + "x" * (end - line.value_start) + text[end:]
    return text[: line.start] + "#" * (end - line.start) + text[end:]


def _first_error(text: str) -> yaml.YAMLError | None:
    try:
        for _ in yaml.parse(text, yaml.CBaseLoader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


_ESCAPED = pattern(f"[\t\r{FORBIDDEN}]")  # what a code inside double quotes must not bring in


class Stop(Exception):
    """Reading cannot go on; the findings say why."""


class Builder:
    """Turns the events of libyaml into nodes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.next: Any = CParser(source.text).get_event

    def report(self, name: str, start: int, message: str, hint: str = "") -> None:
        self.findings.append(self.source.error(name, start, message, hint))

    def document(self) -> Node | None:
        self.next()  # the start of the stream
        root = None
        if isinstance(self.next(), yaml.DocumentStartEvent):
            root = self.node(self.next(), 1)
            self.next()  # the end of the document
            after = self.next()
            if type(after) is not yaml.StreamEndEvent:
                hint, start = "retirez la ligne « --- », ou faites deux fichiers", after.start_mark.index
                self.report("plusieurs-documents", start, "le fichier contient un deuxième document", hint)
                raise Stop
        if root is None or (isinstance(root, Scalar) and not root.text and not root.style):
            nothing = "ne contient que des commentaires" if self.source.text.strip() else "est vide"
            hint = "écrivez au moins une clé et sa valeur, par exemple « numero: 2025-453 »"
            self.report("fichier-vide", 0, f"le fichier {nothing}", hint)
            return None
        return root

    def node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self.alias(event)
        if event.anchor is not None or event.tag is not None:
            self.mark(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if depth > MAX_DEPTH:
            deep = too_deep(event.start_mark.index)
            self.report(deep.name, deep.offset, deep.message, deep.hint)
            raise Stop
        return self.mapping(event, depth) if kind is yaml.MappingStartEvent else self.sequence(event, depth)

    def scalar(self, event: Any) -> Scalar:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style == '"' and (bad := next(_ESCAPED.finditer(event.value), None)):
            message = f"cette valeur contient le caractère invisible U+{ord(bad.group()):04X}, écrit par un code « \\ »"
            hint = "retirez ce code ; pour aller à la ligne, mettez le texte en bloc « | »"
            where = Scalar(event.value, self.source, start, end, style).written_at(bad.start())
            self.report("caractere-interdit", where, message, hint)
        return Scalar(event.value, self.source, start, end, style)

    def sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        event: Any
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), self.source, *_span(start, event), start.flow_style)

    def mapping(self, start: Any, depth: int) -> Mapping:
        items: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        event: Any
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self.node(event, depth + 1)
            value = self.node(self.next(), depth + 1)
            if not isinstance(key, Scalar):
                self.complex_key(key)
            elif key.text in first:
                message = f"la clé {quoted(key.text)} est déjà écrite ligne {first[key.text].place.line}"
                self.report("cle-en-double", key.start, message, "gardez une seule des deux lignes")
            elif not (start.flow_style and self.cut(start.start_mark.index, key, value)):
                first[key.text] = key
                items.append((key, value))
        return Mapping(tuple(items), self.source, *_span(start, event), start.flow_style)

    def alias(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        self.report("renvoi-yaml", start, f"« *{event.anchor} » est lu comme un renvoi à une autre valeur", PROTECT)
        return Scalar(event.anchor, self.source, start, end, "*")

    def mark(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"« &{event.anchor} » est lu comme le nom d'une valeur, et non comme du texte"
            self.report("renvoi-yaml", event.start_mark.index, message, PROTECT)
        if event.tag is not None:
            message = "une valeur qui commence par « ! » est lue comme une consigne de YAML, et non comme du texte"
            self.report("etiquette-yaml", event.start_mark.index, message, PROTECT)

    def complex_key(self, key: Node) -> None:
        if self.source.text.startswith("{", key.start - 1) and isinstance(key, Mapping):
            message = "une valeur qui commence par « {{ » est prise pour des accolades de YAML"
            self.report("accolades-doubles", key.start - 1, message, PROTECT)
        else:
            self.report("cle-illisible", key.start, "une clé doit être un mot simple", "écrivez « clé: valeur »")

    def cut(self, start: int, key: Scalar, value: Node) -> bool:
        """Whether a piece between braces has no colon: most often what follows the comma of an amount."""
        if value.start != value.end or ":" in self.source.text[key.end : value.end]:
            return False
        if self.source.text.startswith("{{", start - 1):
            return True  # told once, by `complex_key`
        message = f"entre accolades, la virgule coupe la valeur : {quoted(key.text)} est pris pour une clé"
        hint = "écrivez chaque clé sur sa ligne, sans accolades, par exemple « ht: 977,50 »"
        self.report("virgule-entre-accolades", key.start, message, hint)
        return True


def _span(start: Any, end: Any) -> tuple[int, int]:
    return start.start_mark.index, end.end_mark.index
