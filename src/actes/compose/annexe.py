"""An annexe composed here: a title, a text, a table made from the facts or typed."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Block, Cell, Document, Fact, Kind, Row, Span
from ..model.accounts import Accounts, Price, Share
from ..model.prose import Prose
from ..model.texts import Annexe, Colonne, Tableau
from .act import Composer, document
from .prose import repaired


def compose_annexe(composer: Composer, annexe: Annexe, number: int) -> Document:
    """Annexe `number` as a document of its own."""
    forms = composer.register.collectivite.formules
    blocks = [
        composer.block(Kind.TITRE, forms.annexe, rang=number, label=annexe.label),
        composer.block(Kind.SOUS_TITRE, annexe.intitule or annexe.titre),
        *_text(composer, annexe.texte),
        *_table(composer, annexe.tableau),
    ]
    title = " – ".join(block.text for block in blocks[:2])
    return document(f"annexe-{number}", blocks, title, composer, composer.writer.line(forms.pied, composer.scope))


def _text(composer: Composer, prose: Prose | None) -> Iterator[Block]:
    if prose is not None:
        for paragraph in composer.writer.paragraphs(prose, composer.scope):
            yield Block(paragraph.kind, paragraph.spans, level=paragraph.level, marker=paragraph.marker)


def _table(composer: Composer, table: Tableau | None) -> Iterator[Block]:
    if table is None:
        return
    rows = _typed_rows(composer, table) if table.lignes else _share_rows(composer, table)
    yield Block(Kind.TABLEAU, rows=rows)


def _typed_rows(composer: Composer, table: Tableau) -> tuple[Row, ...]:
    return tuple(
        Row(tuple(_prose_cell(composer, prose, "gauche") for prose in line), header=index == 0)
        for index, line in enumerate(table.lignes)
    )


def _share_rows(composer: Composer, table: Tableau) -> tuple[Row, ...]:
    """A row for each payer and, where it is asked for, one for the total; a printed figure replaces the computed one."""
    accounts: Accounts = composer.scope["financement"]
    empty = Cell(((),))
    header = Row((empty, *(_prose_cell(composer, column.titre, "droite") for column in table.colonnes)), header=True)
    rows = [_share_row(composer, table, label, share) for label, share in accounts.repartition.items()]
    if table.total is not None:
        cells = [_amount(composer, table, "total", column, _cost(accounts, column)) for column in table.colonnes]
        total = Row((_prose_cell(composer, table.total, "gauche"), *cells), total=True)
        rows = [total, *rows] if table.total_en_tete else [*rows, total]
    return (header, *rows)


def _share_row(composer: Composer, table: Tableau, label: str, share: Share) -> Row:
    path = f"financement.repartition.{label}.nom"
    name = Cell((repaired([Span(share.nom, Fact(path, composer.act.objet.source))]),))
    prices = [share.annuel if column.base == "annuel" else share.periode for column in table.colonnes]
    cells = [_amount(composer, table, label, c, price) for c, price in zip(table.colonnes, prices, strict=True)]
    return Row((name, *cells))


def _cost(accounts: Accounts, column: Colonne) -> Price | None:
    return accounts.cout_annuel if column.base == "annuel" else accounts.cout_total


def _amount(composer: Composer, table: Tableau, label: str, column: Colonne, price: Price | None) -> Cell:
    printed = table.imprime.get(label, {}).get(column.montant)
    if printed is not None:
        return _prose_cell(composer, printed, "droite")
    if price is None:
        return Cell(((),), align="droite")
    cost = "cout_annuel" if column.base == "annuel" else "cout_total"
    owner = cost if label == "total" else f"repartition.{label}.{column.base}"
    origin = Fact(f"financement.{owner}.{column.montant}", column.titre.source)
    return Cell(((Span(str(getattr(price, column.montant)), origin),),), align="droite")


def _prose_cell(composer: Composer, prose: Prose, align: str) -> Cell:
    return Cell((composer.writer.line(prose, composer.scope),), align=align)
