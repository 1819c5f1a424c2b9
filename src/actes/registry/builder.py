"""libyaml's events made into nodes, and everything that is refused on the way."""

from __future__ import annotations

from typing import Any

import yaml
from yaml._yaml import CParser

from ..finding import Finding
from ..pattern import pattern
from ..values.text import quoted
from .bites import MAX_DEPTH, PROTECT, too_deep
from .nodes import FORBIDDEN, Mapping, Node, Scalar, Sequence, Source

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
        if not isinstance(self.next(), yaml.DocumentStartEvent):
            self.report_empty()
            return None
        root = self.node(self.next(), 1)
        self.next()  # the end of the document
        after = self.next()
        if type(after) is not yaml.StreamEndEvent:
            hint = "retirez la ligne « --- », ou faites deux fichiers"
            self.report("plusieurs-documents", after.start_mark.index, "le fichier contient un deuxième document", hint)
            raise Stop
        if isinstance(root, Scalar) and not root.text and not root.style:
            self.report_empty()
            return None
        return root

    def report_empty(self) -> None:
        message = "le fichier ne contient que des commentaires" if self.source.text.strip() else "le fichier est vide"
        self.report(
            "fichier-vide", 0, message, "écrivez au moins une clé et sa valeur, par exemple « numero: 2025-453 »"
        )

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
    """The offsets where a collection starts and ends."""
    return start.start_mark.index, end.end_mark.index
