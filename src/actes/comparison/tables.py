"""Two tables row by row, cell by cell: « ligne « Salers », colonne « HT » : « 900 € » remplacé par « 950 € » »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Row
from ..pairing import Item, pair
from ..wording import told, words


def rows_told(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """What differs between the rows of two tables, in a few words each."""
    for one in pair(*([_item(row) for row in rows] for rows in (before, after))):
        if one.before is None or one.after is None:
            row, what = (before[one.before or 0], "supprimée") if one.after is None else (after[one.after], "ajoutée")
            yield f"ligne {what} : « {' | '.join(' '.join(cell.text.split()) for cell in row.cells)} »"
            continue
        if one.moved:
            yield f"ligne déplacée : « {name_of(after[one.after])} »"
        yield from _cells(before[one.before], after[one.after], after)


def _item(row: Row) -> Item:
    """A row is known by its first cell, whatever its figures."""
    return Item(" ".join(cell.text for cell in row.cells), name_of(row))


def _cells(old: Row, new: Row, rows: Sequence[Row]) -> Iterator[str]:
    if len(old.cells) != len(new.cells):
        texts = ("\n".join(cell.text for cell in row.cells) for row in (old, new))
        before, after = map(words, texts)
        yield from (f"ligne « {name_of(new)} » : {change}" for change in told(before, after))
        return
    heads = [" ".join(cell.text.split()) for cell in rows[0].cells] if rows[0].header else []
    for index, (one, other) in enumerate(zip(old.cells, new.cells, strict=True)):
        before, after = words(one.text), words(other.text)
        if before == after:
            continue
        column = heads[index] if index < len(heads) and new is not rows[0] else ""
        where = f"ligne « {name_of(new)} »" + (f", colonne « {column} »" if column else "")
        yield f"{where} : {_swap(one.text, other.text)}"


def _swap(before: str, after: str) -> str:
    old, new = (" ".join(text.split(" ")).replace("\n", " ") for text in (before, after))
    if not old.strip():
        return f"« {new} » ajouté"
    return f"« {old} » remplacé par « {new} »" if new.strip() else f"« {old} » supprimé"


def name_of(row: Row) -> str:
    """How a person finds a row: its first cell with words."""
    return next((" ".join(cell.text.split()) for cell in row.cells if cell.text.strip()), "")
