"""A table of an annexe: shares, lines of cost or payments worked out, or rows typed as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..document import Block, Cell, Document, Fact, Kind, Row, Span
from ..model.accounts import Accounts, Line, Payment, Price, Share
from ..model.annexes import Annexe, Colonne, Tableau
from ..model.links import OWN
from ..model.prose import Prose
from ..model.register import act_id
from ..pattern import pattern
from ..problems import problem
from .act import Composer
from .prose import repaired

_FIGURES = pattern(r"[-–+]?\d[\d\s.,]*(?:€|%|euros?)?(?:\s*(?:HT|TTC))?")
NO_AMOUNT = Cell(((),), align="droite")
Entry = Share | Line | Payment


def table_rows(composer: Composer, table: Tableau) -> tuple[Row, ...]:
    """The rows of a table, headings first."""
    return _typed_rows(composer, table) if table.lignes else _worked_out_rows(composer, table)


def _typed_rows(composer: Composer, table: Tableau) -> tuple[Row, ...]:
    """Rows as they were typed; a column of figures is aligned on the right, its heading too."""
    cells = [[composer.cell(prose) for prose in line] for line in table.lignes]
    figures = [_of_figures([row[column].text for row in cells[1:]]) for column in range(len(cells[0]))]
    return tuple(
        Row(
            tuple(Cell(c.paragraphs, "droite") if right else c for c, right in zip(row, figures, strict=True)),
            header=n == 0,
        )
        for n, row in enumerate(cells)
    )


def _of_figures(texts: list[str]) -> bool:
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and all(_FIGURES.fullmatch(text) for text in filled)


def _worked_out_rows(composer: Composer, table: Tableau) -> tuple[Row, ...]:
    """A row for each entry, and one for the total if asked for; a printed figure replaces the computed one."""
    accounts: Accounts = composer.scope["financement"]
    entries: Mapping[str, Entry] = getattr(accounts, table.de)
    corner = composer.cell(table.entete) if table.entete else Cell(((),))
    header = Row((corner, *(composer.cell(column.titre, "droite") for column in table.colonnes)), header=True)
    rows = [_row(composer, table, label, entry, accounts) for label, entry in entries.items()]
    if table.total is not None:
        total = _total(composer, table, table.total, accounts)
        rows = [total, *rows] if table.total_en_tete else [*rows, total]
    return (header, *rows)


def _row(composer: Composer, table: Tableau, label: str, entry: Entry, accounts: Accounts) -> Row:
    path = f"financement.{table.de}.{label}"
    source = composer.register.place(*_where_named(composer, table, label)) or composer.act.objet.source
    name = Cell((repaired([Span(entry.nom, Fact(f"{path}.nom", source))]),))
    cells = []
    for column in table.colonnes:
        base = column.base or accounts.base
        if column.montant == "taux":
            cells.append(_rate(composer, entry, column, path))
        else:
            cells.append(_amount(composer, table, label, column, getattr(entry, base), f"{path}.{base}"))
    return Row((name, *cells))


def _where_named(composer: Composer, table: Tableau, label: str) -> tuple[str, str]:
    """The file and the field that give an entry its name."""
    act = composer.act
    assert act.financement is not None  # a table of shares has some
    if table.de == "repartition" and not act.financement.repartition[label].nom:
        return (OWN if label == OWN else f"tiers/{label}"), "nom"
    return act_id(act, composer.register.collectivite), f"financement.{table.de}.{label}.nom"


def _total(composer: Composer, table: Tableau, title: Prose, accounts: Accounts) -> Row:
    """The row of the total: the cost, or what is due where the table is that of payments."""
    cells = []
    due = accounts.participation if table.de == "echeances" else None
    for column in table.colonnes:
        base = column.base or accounts.base
        cost = "cout_annuel" if base == "annuel" else "cout_total"
        price, path = (getattr(due, base), f"participation.{base}") if due else (getattr(accounts, cost), cost)
        rate = column.montant == "taux"
        cells.append(NO_AMOUNT if rate else _amount(composer, table, "total", column, price, f"financement.{path}"))
    return Row((composer.cell(title), *cells), total=True)


def _rate(composer: Composer, entry: Entry, column: Colonne, path: str) -> Cell:
    rate = entry.taux if isinstance(entry, Line) else composer.scope["financement"].tva
    text = "" if rate is None else str(rate)
    return Cell(((Span(text, Fact(f"{path}.taux", column.titre.source)),),), align="droite")


def _amount(composer: Composer, table: Tableau, label: str, column: Colonne, price: Price | None, path: str) -> Cell:
    printed = table.imprime.get(label, {}).get(column.montant)
    if printed is not None:
        return composer.cell(printed, "droite")
    where = column.titre.source.place_at(0)
    if price is None:
        message = f"« {path} » ne peut pas être calculé : la période n'est pas un nombre entier de mois"
        hint = "donnez le coût sur cette base, ou changez « base » pour cette colonne"
        composer.writer.findings.append(problem("texte-a-corriger", message, hint, where=where))
        return NO_AMOUNT
    try:
        text = str(getattr(price, column.montant))
    except ValueError as error:
        composer.writer.findings.append(problem("texte-a-corriger", str(error), where=where))
        return NO_AMOUNT
    return Cell(((Span(text, Fact(f"{path}.{column.montant}", column.titre.source)),),), align="droite")


def compose_annexe(composer: Composer, annexe: Annexe, number: int) -> Document:
    """Annexe `number` as a document of its own."""
    forms = composer.forms
    blocks = [
        composer.block(Kind.TITRE, forms.annexe, rang=number, nombre=len(composer.act.annexes), label=annexe.label),
        composer.block(Kind.SOUS_TITRE, annexe.intitule or annexe.titre),
        *_text(composer, annexe.texte),
        *([Block(Kind.TABLEAU, rows=table_rows(composer, annexe.tableau))] if annexe.tableau else []),
        *_text(composer, annexe.suite),
    ]
    title = " – ".join(block.text for block in blocks[:2])
    return composer.document(f"annexe-{number}", blocks, title, forms.pied)


def _text(composer: Composer, prose: Prose | None) -> Iterator[Block]:
    if prose is not None:
        yield from composer.writer.paragraphs(prose, composer.scope)
