"""The syntax stage: the text of a YAML file to nodes that know their places, or to findings in French.

Scalars stay text. What YAML offers beyond texts, mappings and sequences (anchors, tags, several documents, keys that
are not words) is refused, and depth and size are bounded. Keys written twice are found here too. Where YAML could not
be read: its first error, then those that are left once that line is set aside.
"""

from __future__ import annotations

import re

import yaml
from yaml._yaml import CParser

from ..finding import CannotGoOn, Finding
from ..pattern import pattern
from .bites import Bite, before, bite, misread, too_deep
from .builder import Builder, Stop
from .decoding import MAX_SHOWN, forbidden
from .lines import MAX_LINES_BACK, Line, cut_line, in_block
from .nodes import Node, Source


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
        found = _explain(text, error, at)
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


def _explain(text: str, error: yaml.YAMLError, at: int) -> Bite | None:
    """The mistake behind the error, when it is one that we know: on its line, above, or in an unclosed quote."""
    line = cut_line(text, at)
    if "nesting depth" in (getattr(error, "problem", None) or ""):
        return too_deep(at)
    return bite(line) or before(text, line) or _quote_above(text, line)


def _quote_above(text: str, line: Line) -> Bite | None:
    """A text between quotes that ends on another line: « l'avenant » closed what another apostrophe opened."""
    offset = line.start
    for _ in range(MAX_LINES_BACK):
        if offset <= 0:
            return None
        above = cut_line(text, offset - 1)
        found = bite(above) if above.value[:1] in ("'", '"') else None
        if found and not in_block(text, above):
            return found
        offset = above.start
    return None


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
    parser = CParser(text)
    try:
        while type(parser.get_event()) is not yaml.StreamEndEvent:
            pass
    except yaml.YAMLError as error:
        return error
    return None
