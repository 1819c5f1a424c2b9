"""The manual of the register's keys, written from the model itself: docs/cles.md.

>>> "| `debut` | date, obligatoire | premier jour | `2025-01-01` |" in keys_manual()
True
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from ..values.actnumber import ActNumber
from ..values.dates import YearMonth
from ..values.durations import Duration
from ..values.matiere import Matiere
from ..values.money import Amount
from ..values.percent import Percent
from .acte import Acte
from .collectivite import Collectivite
from .people import Tiers
from .prose import Prose

FILES: tuple[tuple[type, str, str], ...] = (
    (Acte, "Un acte", "`registry/ANNÉE/NUMÉRO.yaml`, par exemple `registry/2025/DEC2025-453.yaml`"),
    (Tiers, "Un tiers", "`registry/tiers/NOM.yaml`"),
    (Collectivite, "La collectivité", "`registry/collectivite.yaml`"),
)
SIMPLE: Mapping[type, str] = types.MappingProxyType(
    {
        str: "texte",
        Prose: "prose",
        date: "date",
        bool: "oui ou non",
        int: "nombre",
        Amount: "montant",
        Percent: "pourcentage",
        Duration: "durée",
        YearMonth: "mois",
        ActNumber: "numéro d'acte",
        Matiere: "matière",
    }
)
HEAD = """# Les clés du registre

Ce que chaque fiche peut dire, clé par clé. Une clé qui n'est pas « obligatoire » peut être laissée de côté.
« Prose » : du texte où `{{ … }}` met un fait à sa place (voir [le manuel](manuel.md) et [les filtres](filtres.md)).

*Cette page est écrite par le programme : ne la modifiez pas à la main.*
"""
COLUMNS = ("", "| Clé | Valeur | Pour quoi | Exemple |", "|---|---|---|---|")


def keys_manual() -> str:
    """The text of docs/cles.md: every key of every kind of entry, each once."""
    sections = [HEAD]
    seen = {cls for cls, _, _ in FILES}
    queue = [(cls, f"## {title}\n\n{file}", "", title) for cls, title, file in FILES]
    headings: set[str] = set()
    for cls, heading, path, title in queue:
        rows = list(_rows(cls))
        lines = [f"| `{name}` | {kind} | {doc} | {example} |" for name, kind, doc, example, _ in rows]
        sections.append("\n".join([heading, *COLUMNS, *lines, ""]))
        for name, *_, inner in rows:
            if inner is not None and inner not in seen:
                seen.add(inner)
                below = f"### Dans `{path}{name}`"
                below += f" ({title[0].lower()}{title[1:]})" if below in headings else ""  # two files have such a key
                headings.add(below)
                queue.append((inner, below, f"{path}{name}.", title))
    return "\n".join(sections)


def _rows(cls: type) -> Iterator[tuple[str, str, str, str, type | None]]:
    hints = typing.get_type_hints(cls)
    for one in dataclasses.fields(cls):
        if "doc" not in one.metadata:
            continue
        needed = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        kind, inner = kind_of(hints[one.name])
        example = f"`{_cell(one.metadata['example'])}`" if one.metadata["example"] else ""
        yield one.name, kind + (", obligatoire" if needed else ""), _cell(one.metadata["doc"]), example, inner


def kind_of(hint: Any) -> tuple[str, type | None]:
    """What a person writes for a type, and the class that says more.

    >>> kind_of(tuple[str, ...] | None), kind_of(Mapping[str, date])[0]
    (('liste : texte', None), 'par nom : date')
    """
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        kinds = [kind_of(part) for part in arguments if part is not type(None)]
        return " ou ".join(dict.fromkeys(kind for kind, _ in kinds)), next(filter(None, (i for _, i in kinds)), None)
    if typing.get_origin(hint) is tuple:
        kind, inner = kind_of(arguments[0])
        return f"liste : {kind}", inner
    if arguments:
        kind, inner = kind_of(arguments[1])
        return f"par nom : {kind}", inner
    if issubclass(hint, Enum):
        return " ou ".join(f"« {choice.value} »" for choice in hint), None
    if hint in SIMPLE or not any("doc" in one.metadata for one in dataclasses.fields(hint)):
        return SIMPLE.get(hint, "texte"), None
    return "voir plus bas", hint


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
