"""Data for the tests of the interpreter: a mapping, a data class, an enumeration, lists, functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from actes.jinja.run import Branch, Loop, Node

FILTERS: Mapping[str, Callable[..., Any]] = {
    "maj": lambda value: str(value).upper(),
    "entre": lambda value, gauche, droite=")": f"{gauche}{value}{droite}",
    "exigeant": lambda value: _refuse(value),
}


def _refuse(value: object) -> str:
    raise ValueError(f"« {value} » ne convient pas")


class Sorte(StrEnum):
    DECISION = "décision"

    @property
    def article(self) -> str:
        return "la"

    def crier(self) -> str:
        return "!"


@dataclass(frozen=True)
class Tiers:
    nom: str
    ville: str | None = None
    _secret: str = "secret"

    @property
    def court(self) -> str:
        return self.nom[:3]

    def methode(self) -> str:
        return "jamais"


def article(label: str) -> str:
    if label != "duree":
        raise ValueError(f"aucun article n'a le label « {label} »")
    return "article 8"


SCOPE: Mapping[str, Any] = {
    "jour": "8 juillet",
    "annee": 2025,
    "vide": "",
    "rien": None,
    "oui": True,
    "sorte": Sorte.DECISION,
    "tiers": Tiers("Orange", "Paris"),
    "parties": {"ct": Tiers("Cantal Destination"), "sf": Tiers("Saint-Flour")},
    "noms": ("A", "B", "C"),
    "groupes": (("A", "B"), ("C",)),
    "article": article,
    "fraction": Fraction(1, 2),
    "classe": dict,
}


def walked(body: Sequence[Node]) -> Iterator[Node]:
    """Every node of a template, in the order of the source."""
    for node in body:
        yield node
        if isinstance(node, Branch):
            for _, inner in node.cases:
                yield from walked(inner)
        elif isinstance(node, Loop):
            yield from walked(node.body)
