"""What the reader expects for a type of the model, worked out once from type hints and key descriptions."""

from __future__ import annotations

import dataclasses
import types
from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..frozen import frozen
from ..model.edits import steps
from ..model.prose import Prose
from ..model.schema import short
from ..values.text import quoted
from . import scalars
from .nodes import Scalar

Convert = Callable[[Scalar], object]


@frozen
class Shape:
    """What may stand for a type: a scalar (`scalars`, tried in order), a list, labels or the keys of a record."""

    expected: str
    scalars: tuple[Convert, ...] = ()
    item: Any = None  # the type of the items of a list
    label: Any = None  # the type of what stands under each label
    record: type | None = None
    text: bool = False  # whether any words will do: a sign that YAML reads otherwise was probably meant as text
    empty: bool = False  # whether "" between quotes says that there are no words
    words: tuple[str, ...] = ()  # those among which a person chooses


@frozen
class Key:
    """A key of a record: what it holds, what it is for, an example, and whether it must be there."""

    name: str
    shape: Shape
    doc: str = ""
    example: str = ""
    required: bool = True
    title: str = ""

    @property
    def label(self) -> str:
        """How a form calls it."""
        return self.title or short(self.doc)

    @property
    def sample(self) -> str:
        """An example as it is written in a file."""
        example = self.example or "…"
        return f"« {self.name}: {example} »" if self.name else f"« {example} »"

    @property
    def subject(self) -> str:
        """How a message calls it."""
        return quoted(self.name) if self.name else self.doc

    @property
    def purpose(self) -> str:
        """An example and what it is for, for a hint."""
        return self.sample + (f" ({self.doc})" if self.doc and self.doc != self.name else "")


@cache
def keys_of(cls: type) -> Mapping[str, Key]:
    """The keys of a record: the fields that are described (`schema.keyed`); every field where none is."""
    hints = get_type_hints(cls)
    fields = [field for field in dataclasses.fields(cls) if field.init]
    described = [field for field in fields if "doc" in field.metadata]
    keys = {}
    for field in described or fields:
        required = field.default is MISSING and field.default_factory is MISSING
        doc, example, title = (field.metadata.get(name, "") for name in ("doc", "example", "label"))
        keys[field.name] = Key(field.name, shape_of(hints[field.name]), doc, example, required, title)
    return types.MappingProxyType(keys)


def key_at(cls: type, path: str) -> Key | None:
    """What the model says of the field at a path of an entry: « periode.debut », « parties[0] ».

    >>> from actes.model.acte import Acte
    >>> key_at(Acte, "convention.articles[2].titre").doc, key_at(Acte, "periode.milieu")
    ('titre', None)
    """
    key = Key("", shape_of(cls))
    for name in steps(path):
        shape = key.shape
        if isinstance(name, int) and shape.item is not None:
            key = Key("", shape_of(shape.item), key.doc, key.example)
        elif isinstance(name, str) and shape.record is not None and name in keys_of(shape.record):
            key = keys_of(shape.record)[name]
        elif isinstance(name, str) and shape.label is not None:
            key = Key(name, shape_of(shape.label), key.doc)
        else:
            return None
    return key


@cache
def shape_of(hint: Any) -> Shape:
    """The shape of a type hint; TypeError for one that a register cannot hold (a bug in the model)."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union([shape_of(arg) for arg in args if arg is not type(None)])
    if origin is tuple and len(args) == 2 and args[1] is ...:
        return _list(args[0])
    if origin is abc.Mapping and args[0] is str:
        return Shape("des noms, chacun suivi de ses clés", label=args[1])
    if isinstance(hint, type):
        return _class(hint)
    raise TypeError(f"the register cannot hold {hint!r}")


def _union(shapes: list[Shape]) -> Shape:
    def first(name: str) -> Any:
        return next((value for shape in shapes if (value := getattr(shape, name)) is not None), None)

    return Shape(
        " ou ".join(shape.expected for shape in shapes),
        tuple(convert for shape in shapes for convert in shape.scalars),
        first("item"),
        first("label"),
        first("record"),
        any(shape.text for shape in shapes),
        any(shape.empty for shape in shapes),
        tuple(word for shape in shapes for word in shape.words),
    )


def _list(item: Any) -> Shape:
    """A list; a lone scalar stands for a list of one."""
    one = shape_of(item)
    return Shape("une liste", tuple(_alone(convert) for convert in one.scalars), item=item, words=one.words)


def _alone(convert: Convert) -> Convert:
    return lambda node: (convert(node),)


def _class(cls: type) -> Shape:
    if issubclass(cls, StrEnum):
        return Shape("un mot d'une liste", (scalars.choice(cls),), words=tuple(map(str, cls)))
    converts: tuple[Convert, ...] = ()
    text = hasattr(cls, "from_text")
    if text:
        converts = (scalars.from_text(cls),)
    elif hasattr(cls, "parse"):
        converts = (scalars.parsed(cls.parse),)
    described = dataclasses.is_dataclass(cls) and any("doc" in field.metadata for field in dataclasses.fields(cls))
    record = cls if described or (dataclasses.is_dataclass(cls) and not hasattr(cls, "parse")) else None
    if not converts and record is None:
        raise TypeError(f"the register cannot hold {cls!r}")
    return Shape("des clés" if record else "une valeur", converts, record=record, text=text)


_SIMPLE: Mapping[Any, Shape] = types.MappingProxyType(
    {
        str: Shape("un texte", (scalars.line,), text=True),
        Prose: Shape("un texte", (scalars.prose,), text=True, empty=True),
        date: Shape("une date", (scalars.parsed_date,)),
        int: Shape("un nombre entier", (scalars.whole,)),
        bool: Shape("« oui » ou « non »", (scalars.yes_or_no,), words=("oui", "non")),
    }
)
