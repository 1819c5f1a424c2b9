"""What was read of an act, as a table: what, whose, its role, where, how sure; then the computations that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from textwrap import shorten
from typing import Any

from ..claims import Sure
from ..claims.rows import Row
from ..figures.relation import Relation, written
from ..part import Field, Passage
from ..statements.arithmetic import cents, shown
from ..text.lexicon import ACCENTS
from ..values.dates import show_date_numeric
from ..values.text import on_one_line
from .json import json_text
from .rendering import columns
from .text import document_name, title

SURE: Mapping[Sure, str] = {
    Sure.STATED: "colonne ou fiche",
    Sure.CLAUSE: "clause",
    Sure.BEFORE: "phrase d'avant",
    Sure.LEAD_IN: "liste",
    Sure.HEADING: "titre de l'article",
    Sure.TITLE: "titre",
    Sure.GUESSED: "deviné",
}
HEADINGS = ("Valeur", "Rôle", "À qui", "Sûreté", "Où")
HOLDS = {True: "juste", False: "faux"}
OWN, UNSAID = "cet acte", "non dit"
WIDTH = 44  # characters of a name or a label


def claimed_text(name: str, rows: Sequence[Row], relations: Sequence[Relation]) -> str:
    """The table of an act, document by document, then its computations; where nothing was read, so it says."""
    parts = [title(name), *_tables(rows)]
    if relations:
        lines = (
            (HOLDS[one.holds], _computed(one), f"« {one.result.where.text} »", place_of(one.result.where))
            for one in relations
        )
        parts.append(f"Calculs\n{columns(('', *line) for line in lines)}")
    return "\n\n".join(parts if len(parts) > 1 else [*parts, "Aucun nombre, aucune date, aucun nom n'a été lu."])


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    for document, found in groupby(rows, key=document_of):
        lines = (
            (_short(value_of(row)), _short(role_of(row)), _short(row.owner or OWN), SURE[row.sure], place_of(row.where))
            for row in found
        )
        yield f"{document_name(document or 'fiche')}\n{columns(('', *line) for line in [HEADINGS, *lines])}"


def _short(text: str) -> str:
    return shorten(text, WIDTH, placeholder=" …")


def document_of(row: Row) -> str:
    """The document that says it; empty for the entry."""
    return row.where.part.name if isinstance(row.where, Passage) else ""


def value_of(row: Row) -> str:
    """The value as a person writes it, with its unit."""
    value = row.value
    if isinstance(value, Fraction):
        number = cents(value) if row.unit.startswith("€") else shown(value)
        return f"{number} {row.unit.replace('periode', 'période')}".strip()
    if isinstance(value, tuple):
        return f"{show_date_numeric(value[0])} – {show_date_numeric(value[1])}"
    return show_date_numeric(value) if isinstance(value, date) else " ".join(str(value).split())


def role_of(row: Row) -> str:
    """The role, and of what: « coût (lot 2) »."""
    of = f"({on_one_line(ACCENTS.get(row.of, row.of))})" if row.of else ""
    return " ".join(filter(None, (ACCENTS.get(row.role, row.role), of))) or UNSAID


def place_of(where: Passage | Field) -> str:
    """Where a person looks, then where it stands in its file: « article 3, 1er alinéa, ligne 12 »."""
    place = where.where
    if place is None:
        return where.human
    at = (("ligne", place.line), ("page", place.page), ("paragraphe", place.paragraph), ("cellule", place.cell))
    names = [f"{word} {number}" for word, number in at if number is not None]
    return ", ".join(filter(None, (where.human, *names)))


def _computed(one: Relation) -> str:
    made = written(one.made, "%" if one.kind.value == "cent pour cent" else one.result.unit)
    return f"{one.words} = {made}"


Act = tuple[str, Sequence[Row], Sequence[Relation]]


def claimed_json(acts: Iterable[Act]) -> str:
    told = [
        {"name": name, "facts": list(map(_row, rows)), "relations": list(map(_relation, relations))}
        for name, rows, relations in acts
    ]
    return json_text({"version": 1, "acts": told})


def _row(row: Row) -> Mapping[str, Any]:
    return {
        "kind": row.sort.value,
        "owner": row.owner or None,
        "role": row.role or None,
        "of": row.of or None,
        "value": value_of(row),
        "unit": row.unit or None,
        "sure": SURE[row.sure],
        "document": document_of(row) or None,
        "place": place_of(row.where),
        "words": row.where.text or None,
    }


def _relation(one: Relation) -> Mapping[str, Any]:
    return {
        "kind": one.kind.value,
        "words": _computed(one),
        "said": one.result.where.text,
        "holds": one.holds,
        "place": place_of(one.result.where),
    }
