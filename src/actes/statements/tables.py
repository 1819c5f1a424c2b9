"""Tables of figures: columns with what they hold, lines, totals and subtotals, deficits, each cell with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..context import Context
from ..document import Kind, Row
from ..facts import Basis, Tax
from ..facts.amounts import in_cell
from ..part import Part
from ..values.kept import kept_on_it
from ..values.text import unaccented
from .figures import Figure, figure_in

_TOTAL = re.compile(
    r"(?:soit )?(?:une? )?(?:montants? |cout |prix |recettes |depenses |surface |duree |nombre )?"
    r"(?:tota(?:l|ux|le)\b|general\b)|ensemble\b"
)
_SUBTOTAL = re.compile(r"sous[- ]tota|\btotal (?:intermediaire|partiel)|s/s?[- ]?total|s[- /]?total\b")
_DETAIL = re.compile(r"dont\b|(?:solde|resultat|reste|ecart|difference|excedent|deficit|net|pour memoire)\b")
_TAX_LINE = re.compile(r"(?:montant (?:de la )?)?(?:tva|t\.v\.a|taxes?(?! (?:d['’e]|fonci|sur|locale)))\b")
_APART = re.compile(
    r"unitaire|\bp\.?\s?u\b|quantit|\bqte\b|\bnombre|\bnb\b|\btaux\b|\btarif|n°|numero|annee\b(?! [0-9])|\bcode"
    r"|\bcomptes?\b|chapitre|\bdate\b|\bage\b|coef|\bjours?\b|cumul|indice|delai|duree|\barticle"
    r"|par (?:habitant|eleve|heure|m)"
)
_BRACKETS = re.compile(r"\([^()]*\)")  # « Produit attendu (10 jours) »
_MONEY = re.compile(
    r"€|\beuros?\b|\bht\b|\bttc\b|montant|\bcout|\bprix\b|depense|recette|subvention|participation|credit"
)
WHOLE = 100  # no share is more: under « TVA 20 % (€) » stand amounts
LEAST = 2  # lines of figures; one, under that many headings
HEADED = 3
_YEAR = re.compile(r"(?<!\s)\s*20[0-9]{2}\s*")
_NAMES = re.compile(r"\s*(?:\Z|poste|nature|libelle|designation|intitule|volet|action|annee|exercice|rubrique|objet)")
_CHANGE = re.compile(r"\b(?:evolution|variation|progression)\b")  # of each line: never added up
_SHARE = re.compile(r"%|pourcentage|\bpart\b|quotite|repartition")


class Rank(StrEnum):
    """What a line of a table is to its column."""

    LIGNE = "ligne"
    TOTAL = "total"
    SOUS_TOTAL = "sous-total"
    DETAIL = "détail"  # « dont … », a balance: may be out of the sum
    TAXE = "taxe"
    TITRE = "titre"  # no figure


class Sort(StrEnum):
    """What the figures of a column are."""

    EUROS = "euros"
    PERCENT = "pourcentage"
    NUMBER = "nombre"
    APART = "à part"  # unit prices, quantities, years: never added up


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row of figures: its label and, column by column, its figures."""

    row: int
    label: str
    rank: Rank
    figures: tuple[Figure | None, ...]
    texts: tuple[str, ...]
    key: str  # the label, unaccented


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its heading and what its figures are."""

    index: int
    heading: str
    sort: Sort
    tax: Tax | None
    basis: Basis | None
    key: str  # the heading, unaccented


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table that holds figures."""

    part: Part
    block: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    kept: dict[object, object] = field(default_factory=dict, init=False, repr=False)  # worked out of it

    def figures(self, column: Column) -> Iterator[tuple[Line, Figure]]:
        """The lines that have a figure in a column."""
        for line in self.lines:
            figure = line.figures[column.index]
            if figure is not None and not (figure.euros if column.sort is Sort.PERCENT else figure.percent):
                yield line, figure

    def total(self, column: Column) -> tuple[Line, Figure] | None:
        """The total of a column, where it has only one."""
        found = [pair for pair in self.figures(column) if pair[0].rank is Rank.TOTAL]
        return found[0] if len(found) == 1 else None


@kept_on_it
def tables(context: Context) -> tuple[Table, ...]:
    """Every table of figures, attached pieces included."""
    return tuple(
        table
        for part in context.parts
        for index, block in enumerate(part.blocks)
        if block.kind is Kind.TABLEAU and (table := table_of(part, index)) is not None
    )


def table_of(part: Part, index: int) -> Table | None:
    """The figures of a block's rows, None where there are too few to say anything of each other."""
    rows = part.blocks[index].rows
    width = max((len(row.cells) for row in rows), default=0)
    starts = _starts(rows)
    grid = [_figures(part, index, row, starts[number], width) for number, row in enumerate(rows)]
    above = [any(figures) and not (rows[n].header or _of_years(rows[n])) for n, figures in enumerate(grid)]
    first = above.index(True) if any(above) else len(rows)
    headings = [" ".join(filter(None, (_text(row, c) for row in rows[:first]))) for c in range(width)]
    lines = tuple(_line(n, rows[n], grid[n]) for n in range(first, len(rows)))
    told = sum(1 for line in lines if line.rank is not Rank.TITRE)
    if told < LEAST and not (told and sum(map(bool, headings)) >= HEADED):
        return None
    columns = tuple(_column(c, headings[c], lines) for c in range(width))
    return Table(part, index, columns, lines)


def _of_years(row: Row) -> bool:
    """Whether a row names the years of its columns: « Volet », « 2026 », « 2027 », « Total »."""
    years = [int(cell.text) for cell in row.cells[1:] if _YEAR.fullmatch(cell.text.strip())]
    others = [cell.text for cell in row.cells[1:] if any(map(str.isdigit, cell.text)) and not _YEAR.search(cell.text)]
    follow = years == list(range(years[0], years[0] + len(years))) if years else False
    return follow and not others and (len(years) > 1 or _NAMES.match(unaccented(row.cells[0].text)) is not None)


def _text(row: Row, column: int) -> str:
    return row.cells[column].text.strip() if column < len(row.cells) else ""


def _starts(rows: tuple[Row, ...]) -> list[list[int]]:
    """Where each cell starts in the text of the block: cells between tabs, rows on lines."""
    starts, position = [], 0
    for row in rows:
        found = []
        for cell in row.cells:
            found.append(position)
            position += len(cell.text) + 1
        starts.append(found)
    return starts


def _figures(part: Part, block: int, row: Row, starts: list[int], width: int) -> tuple[Figure | None, ...]:
    found = [figure_in(part, block, cell.text, start) for cell, start in zip(row.cells, starts, strict=True)]
    return (*found, *([None] * (width - len(found))))


def _line(number: int, row: Row, figures: tuple[Figure | None, ...]) -> Line:
    texts = tuple(cell.text.strip() for cell in row.cells)
    label = next((t for t, f in zip(texts, figures, strict=False) if t and f is None), "")
    key = unaccented(label).lstrip("-–• ")
    if not any(figures):
        rank = Rank.TITRE
    elif _SUBTOTAL.match(key):
        rank = Rank.SOUS_TOTAL
    elif _TAX_LINE.match(key):
        rank = Rank.TAXE
    elif row.total or _TOTAL.match(key):
        rank = Rank.TOTAL
    else:
        rank = Rank.DETAIL if _DETAIL.match(key) else Rank.LIGNE
    return Line(number, label.replace("\n", " "), rank, figures, texts, key)


def _in_cents(found: Sequence[Figure]) -> bool:
    """« 2 146 000,00 », line after line, under « Budget primitif »: euros that nobody calls so."""
    cents = all(figure.unit == CENT for figure in found)
    return cents and max(abs(figure.value) for figure in found) >= THOUSAND


CENT, THOUSAND = Decimal("0.01"), 1_000


def _column(index: int, heading: str, lines: tuple[Line, ...]) -> Column:
    key = unaccented(heading)
    found = [figure for line in lines if (figure := line.figures[index]) is not None]
    percents = sum(figure.percent for figure in found)
    if not found or _CHANGE.search(key):
        sort = Sort.APART
    elif percents * 2 > len(found) or (_SHARE.search(key) and all(f.value <= WHOLE and not f.euros for f in found)):
        sort = Sort.PERCENT
    elif _APART.search(_BRACKETS.sub("", key)):
        sort = Sort.APART
    elif any(figure.euros for figure in found) or _MONEY.search(key) or _in_cents(found):
        sort = Sort.EUROS
    else:
        sort = Sort.NUMBER if not all(1900 <= f.value <= 2100 for f in found) else Sort.APART
    told = in_cell("1", heading) if heading and sort is Sort.EUROS else None
    return Column(index, heading, sort, told.tax if told else None, told.basis if told else None, key)


_HEAD = re.compile(r"[a-z]{4,}")
_QUANTITY = re.compile(r"(?:nombre|nb|quantite|qte|effectif)s?\b")


def tally(table: Table, noun: str) -> tuple[int, str]:
    """How many of these things a table has: its lines where its first column names them, or what their column makes.

    None (0) where no column is theirs, or where it has too few lines to tell.
    """
    rows = [line for line in table.lines if line.rank is Rank.LIGNE]
    if sum(line.rank is Rank.TOTAL for line in table.lines) > 1:
        return 0, ""  # « total des créations », « total des suppressions »: two lists
    quantities = next((c for c in table.columns if _QUANTITY.match(c.key)), None)
    for column in table.columns:
        if noun.rstrip("sx") not in [word.rstrip("sx") for word in _HEAD.findall(column.key)[:1]]:
            continue
        figures = [figure for line in rows if (figure := line.figures[column.index]) is not None]
        if column.index == 0 and not figures and quantities is not None:
            found = [figure for line in rows if (figure := line.figures[quantities.index]) is not None]
            return int(sum(figure.value for figure in found)), "en compte"
        if column.index == 0 and not figures:
            rows = [line for line in rows if line.key.startswith(noun.rstrip("sx"))] or rows
            return (len(rows), "en a") if len(rows) > HEADED else (0, "")
        if column.sort is Sort.NUMBER and len(figures) == len(rows) >= LEAST:
            return int(sum(figure.value for figure in figures)), "en compte"
    return 0, ""
