"""The manual of the filters, in French, for those who write acts: docs/filtres.md is this text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from ..money import Amount
from ..periods import Period
from ..titles import Title
from .base import Filter

SAMPLES: Mapping[str, object] = {
    "montant": Amount.parse("1 173,00"),
    "periode": Period(date(2025, 1, 1), date(2026, 12, 31)),
    "organe": "le Conseil communautaire",
    "fonction": Title.of("président", "f"),
    "rang": 2,
}
"""The facts that the examples name."""

_HEAD = """\
# Les filtres

Dans la prose d'une fiche, `{{ … }}` met un fait à sa place. Le fait prend de lui-même la forme d'un acte :
« 1 173,00 € », « 1er janvier 2025 », « du 1er janvier 2025 au 31 décembre 2026 », « n° 2025-453 ».

Un filtre, après une barre `|`, lui donne une autre forme : `{{ montant | en_lettres }}`. Plusieurs filtres se suivent
de gauche à droite : `{{ organe | de | capitales }}` donne « DU CONSEIL COMMUNAUTAIRE ».

Dans les exemples, `montant` vaut 1 173,00 €, `periode` va du 1er janvier 2025 au 31 décembre 2026, `organe` est
« le Conseil communautaire », `fonction` est celle d'une présidente et `rang` vaut 2. L'espace entre les milliers, ou
devant un signe, est insécable.

*Cette page est écrite par le programme : ne la modifiez pas à la main.*
"""


def filters_manual(filters: Iterable[Filter]) -> str:
    """The manual, a table for each theme."""
    parts = [_HEAD]
    for theme, group in groupby(filters, key=lambda one: one.theme):
        rows = "".join(f"| `{one.name}` | {one.doc} | {_code(one.example)} | {one.result} |\n" for one in group)
        parts.append(f"\n## {theme}\n\n| Filtre | Ce qu'il écrit | Exemple | Résultat |\n|---|---|---|---|\n{rows}")
    return "".join(parts)


def _code(tag: str) -> str:
    """A tag inside a cell: its bars must not end the cell."""
    return f"`{tag.replace('|', chr(92) + '|')}`"
