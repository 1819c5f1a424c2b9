"""The syntax stage: the text of a YAML file to nodes that know their places, or to findings in French.

Scalars stay text. What YAML offers beyond texts, mappings and sequences (anchors, tags, several documents, keys that
are not words) is refused, and depth and size are bounded. Keys written twice are found here too.
"""

from __future__ import annotations

import yaml

from ..finding import Finding
from .builder import Builder, Stop
from .decoding import MAX_SHOWN, forbidden
from .nodes import Node, Source
from .syntax import syntax_findings


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
