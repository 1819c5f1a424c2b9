"""Fields of an entry by their French names, for who does not read paths: from what the model says of its own keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.acte import Acte
from ..model.schema import short
from ..registry.shapes import Shape, keys_of, shape_of

_STEP = re.compile(r"\[(?P<rank>\d+)\]|(?P<name>[^.\[\]]+)")


def field_name(path: str) -> str:
    """The name of a field; its path where the model does not know it.

    >>> field_name("periode.debut"), field_name("financement.repartition.aurillac.part")
    ("Période d'effet : premier jour", 'Coût : qui paie quelle part : aurillac : part fixe')
    >>> field_name("convention.articles[2].texte"), field_name("tiers/ofgl")
    ("Convention que l'acte approuve : articles : 3 : texte", 'tiers/ofgl')
    """
    try:
        names = list(_names(path))
    except LookupError:
        return path
    return " : ".join([*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])]) or path


def _names(path: str) -> Iterator[str]:
    shape: Shape = shape_of(Acte)
    for step in _STEP.finditer(path):
        if step["rank"] is not None:
            shape = shape_of(_known(shape.item))
            yield str(int(step["rank"]) + 1)
        elif shape.record is not None:
            key = keys_of(shape.record)[step["name"]]
            shape = key.shape
            yield short(key.doc)
        else:
            shape = shape_of(_known(shape.label))
            yield step["name"].replace("_", " ")


def _known(hint: object) -> object:
    if hint is None:
        raise LookupError
    return hint
