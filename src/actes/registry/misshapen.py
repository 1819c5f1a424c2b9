"""A text where keys are expected, keys where a text is: most often YAML read a sign that was meant as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType

from ..pattern import pattern
from ..values.text import quoted
from .bites import PROTECT
from .keys import Error
from .nodes import Mapping, Node, Scalar, Sequence
from .shapes import Key, keys_of

_BRACKETS = MappingProxyType(
    {
        "[": "le crochet du début ouvre une liste, et non un texte",
        "{": "l'accolade du début ouvre un groupe de clés, et non un texte",
    }
)
_CUT_AMOUNT = pattern(r"[0-9][0-9 \u00a0\u202f]*,[0-9]{1,3}(?: ?(?:€|euros?|%))?")


def explain(node: Node, key: Key) -> Error:
    """What is wrong with a node whose kind is not the one that the key expects."""
    if key.shape.text and isinstance(node, Mapping | Sequence):
        if node.source.text[node.start] in _BRACKETS:
            return "valeur-a-proteger", node, _BRACKETS[node.source.text[node.start]], PROTECT
        if isinstance(node, Mapping):
            return _text_made_keys(node, key)
    return "forme-inattendue", node, f"{key.subject} : il faut {_expected(node, key)}", _hint(node, key)


def looks_like_text(node: Mapping, key: Key) -> bool:
    """Whether these keys are a text cut at « : », where a text or keys may stand."""
    known = keys_of(key.shape.record) if key.shape.record else {}
    return key.shape.text and not any(name.text in known for name, _ in node.items)


def cut_amounts(node: Sequence, key: Key) -> Iterator[Error]:
    """Amounts that the comma cut in two between brackets: « [977,50] » is two values, and both look right."""
    for one, two in pairwise(node.items):
        cut = node.source.text[one.start : two.end]
        if node.flow and key.shape.item is not int and _CUT_AMOUNT.fullmatch(cut):
            message = f"entre crochets, la virgule de {quoted(cut)} sépare deux valeurs"
            hint = "mettez chaque valeur sur sa ligne après un tiret ; pour deux valeurs, une espace après la virgule"
            yield "virgule-entre-accolades", one, message, hint


def _text_made_keys(node: Mapping, key: Key) -> Error:
    first = node.items[0][0].text if node.items else ""
    message = f"« : » suivi d'une espace a fait de {quoted(first)} une clé, et non un texte"
    opening = f"« {key.name}: | »" if key.name else "« - | »"
    return "deux-points", node, message, f"écrivez {opening}, puis le texte à la ligne suivante, décalé de deux espaces"


def _expected(node: Node, key: Key) -> str:
    if key.shape.record is not None:
        return "des clés, une par ligne"
    if key.shape.label is not None:
        return "des noms, chacun suivi de « : » et de ce qui le concerne"
    if key.shape.item is not None:
        return "une liste, un tiret par élément"
    return f"{key.shape.expected}, pas {'une liste' if isinstance(node, Sequence) else 'des clés'}"


def _hint(node: Node, key: Key) -> str:
    if isinstance(node, Scalar) and (glued := re.match(r"(\w+):(?=\S)", node.text)):
        return f"mettez une espace après les deux-points : « {glued[1]}: … »"
    below = "écrivez à la ligne suivante, décalé de deux espaces" if key.name else "commencez"
    if key.shape.record is not None:
        keys = keys_of(key.shape.record).values()
        first = next((each for each in keys if each.required), next(iter(keys)))
        return f"{below}, par exemple {'' if key.name else 'par '}{first.sample}"
    if key.shape.label is not None:
        return f"{below}, « nom: », puis ses clés"
    if key.shape.item is not None:
        return "écrivez chaque élément sur sa ligne, après un tiret : « - … »"
    return f"écrivez {key.sample}"
