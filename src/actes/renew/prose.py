"""Every text of an entry, with its path: where literals are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ..model.acte import Acte
from ..model.prose import Prose

APART = frozenset({"ecarts_acceptes", "a_confirmer", "suivi"})


def proses(act: Acte) -> Iterator[tuple[str, Prose]]:
    """The texts of an entry, in the order of its keys: « convention.articles[0].texte » and its prose."""
    for field in fields(act):
        if field.name not in APART:
            yield from _inside(getattr(act, field.name), field.name)


def _inside(value: Any, path: str) -> Iterator[tuple[str, Prose]]:
    if isinstance(value, Prose):
        yield path, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _inside(each, f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _inside(each, f"{path}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _inside(getattr(value, field.name), f"{path}.{field.name}")
