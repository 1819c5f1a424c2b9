"""JSON Schema of the files of a register, from the very shapes that the reader expects: what an editor proposes.

A schema says less than the reader checks (dates, amounts, names that stand for something): see `BEYOND`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.people import Tiers
from .shapes import Key, Shape, keys_of, shape_of

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that yaml-language-server knows best
FOLDER = "schemas"  # in registry/
FILES: Mapping[str, type] = {"acte": Acte, "tiers": Tiers, "collectivite": Collectivite}
TYPED: Mapping[str, Any] = {"type": ["string", "number"]}  # what a person types; the reader says more
BEYOND = (
    "qu'une date, un montant, un pourcentage, une durée ou un numéro existe et est bien écrit",
    "qu'un nom (acte cité, tiers, délégataire, part, échéance) désigne quelque chose",
    "que ce qui se calcule (TTC, fin, parts, total) est égal à ce qui est écrit",
    "que les {{ … }} d'un texte nomment des faits qui existent",
    "qu'un mot d'une liste peut aussi s'écrire sans accent ou avec une majuscule",
)


def schema_text(name: str) -> str:
    """The schema of a kind of file (« acte », « tiers », « collectivite »); the same model gives the same text."""
    cls, beyond = FILES[name], " ; ".join(BEYOND)
    schema = {
        "$schema": DIALECT,
        "title": f"actes : {name}",
        "description": f"Un éditeur vérifie les clés avec ce fichier ; « actes check » vérifie aussi {beyond}.",
        **_named(cls),
        "definitions": {record.__name__: _record(record) for record in records_of(cls)},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def records_of(cls: type) -> Iterator[type]:
    """A record and all those that it holds, each met once or more."""
    queue = [cls]
    for record in queue:
        yield record
        inner = (found for key in keys_of(record).values() for found in _inside(key.shape))
        queue += [found for found in inner if found not in queue]


def _inside(shape: Shape) -> Iterator[type]:
    if shape.record is not None:
        yield shape.record
    for held in (shape.item, shape.label):
        if held is not None:
            yield from _inside(shape_of(held))


def _record(cls: type) -> dict[str, Any]:
    keys = keys_of(cls).values()
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in keys if key.required],
        "properties": {key.name: _property(key) for key in keys},
    }


def _property(key: Key) -> dict[str, Any]:
    found = {**({"description": key.doc} if key.doc else {}), **_value(key.shape)}
    if text := key.example:  # as data: a list or keys where it is written so, else its words
        data = text[0] in "[{" and not text.startswith("{{")
        found["examples"] = [yaml.load(text, yaml.CBaseLoader) if data else text]
    return found


def _value(shape: Shape) -> dict[str, Any]:
    choices = list(_choices(shape))
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def _choices(shape: Shape) -> Iterator[dict[str, Any]]:
    if shape.item is not None:
        yield {"type": "array", "items": _value(shape_of(shape.item))}
    if shape.label is not None:
        yield {"type": "object", "additionalProperties": _value(shape_of(shape.label))}
    if shape.record is not None:
        yield _named(shape.record)
    if shape.scalars:
        numbers = (int(word) for word in shape.words if word.isdigit())  # an editor reads « 1990 » as a number
        yield {"enum": [*shape.words, *numbers]} if shape.words else dict(TYPED)


def _named(cls: type) -> dict[str, Any]:
    """A record by its name; « allOf », since in this dialect what stands beside a « $ref » does not count."""
    return {"allOf": [{"$ref": f"#/definitions/{cls.__name__}"}]}


def modeline(name: str, depth: int) -> str:
    """The first line of a file, by which an editor finds its schema; `depth` folders below registry/.

    >>> modeline("acte", 1)
    '# yaml-language-server: $schema=../schemas/acte.json'
    """
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name}.json"
