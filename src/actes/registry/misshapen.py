"""A text where keys are expected, keys where a text is: most often YAML read a sign that was meant as text."""

from __future__ import annotations

import re

from ..values.text import quoted
from .bites import PROTECT
from .keys import Error
from .nodes import Mapping, Node, Scalar, Sequence
from .shapes import Key, keys_of


def explain(node: Node, key: Key) -> Error:
    """What is wrong with a node whose kind is not the one that the key expects."""
    if isinstance(node, Mapping) and key.shape.scalars:
        return _text_made_keys(node, key)
    if isinstance(node, Sequence) and key.shape.scalars:
        return _text_made_list(node, key)
    return "forme-inattendue", node, f"{key.subject} : {_expected(key)}", _hint(node, key)


def _text_made_keys(node: Mapping, key: Key) -> Error:
    if node.flow:
        message = "l'accolade du début ouvre un groupe de clés, et non un texte"
        return "valeur-a-proteger", node, message, PROTECT
    first = node.items[0][0].text if node.items else ""
    message = f"« : » suivi d'une espace a fait de {quoted(first)} une clé, et non un texte"
    opening = f"« {key.name}: | »" if key.name else "« - | »"
    return "deux-points", node, message, f"écrivez {opening}, puis le texte à la ligne suivante, décalé de deux espaces"


def _text_made_list(node: Sequence, key: Key) -> Error:
    if node.flow:
        return "valeur-a-proteger", node, "le crochet du début ouvre une liste, et non un texte", PROTECT
    message = f"{key.subject} attend {key.shape.expected}, pas une liste"
    return "forme-inattendue", node, message, "retirez les tirets et n'écrivez qu'une valeur"


def _expected(key: Key) -> str:
    if key.shape.record is not None:
        return "des clés sont attendues, une par ligne"
    if key.shape.label is not None:
        return "des noms sont attendus, chacun suivi de « : » et de ce qui le concerne"
    return f"{key.shape.expected} est attendue, un tiret par élément"


def _hint(node: Node, key: Key) -> str:
    if isinstance(node, Scalar) and (glued := re.match(r"(\w+):(?=\S)", node.text)):
        return f"mettez une espace après les deux-points : « {glued[1]}: … »"
    if key.shape.record is not None:
        keys = keys_of(key.shape.record).values()
        first = next((each for each in keys if each.required), next(iter(keys)))
        return f"écrivez à la ligne suivante, décalé de deux espaces, par exemple {first.sample}"
    if key.shape.label is not None:
        return "écrivez à la ligne suivante, décalé de deux espaces, « nom: », puis ses clés"
    return "écrivez chaque élément sur sa ligne, après un tiret : « - … »"
