"""What a template sees of a document: French names, since an assistant meets them in Word, and prepared strings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from markupsafe import Markup

from ..document import Block, Document, Kind
from ..frozen import frozen
from ..values.text import ends_sentence
from .runs import BOLD_ONLY, plain, runs
from .sheet import Sheet
from .tables import signature_table, table

EMPTY = Markup("")


@frozen
class BlockView:
    """A block: `genre` says what it is, `texte` its runs, `marque` and `niveau` an item's marker and depth.

    Of an article, `tete` is the bold words at its head and `suite` what follows, for a template that has both.
    `signe`: the signatures stand above. `solidaire` is the last text or table before the signatures, which never stand
    alone on a page. `tableau` is the Word table of a table or of signatures. Where one person signs, `qualites` has the
    lines above the name and `nom` the name.
    """

    genre: str
    texte: Markup = EMPTY
    niveau: int = 1
    marque: str = ""
    solidaire: bool = False
    tableau: Markup = EMPTY
    seul: bool = False
    qualites: tuple[Markup, ...] = ()
    nom: Markup = EMPTY
    tete: Markup = EMPTY
    suite: Markup = EMPTY
    signe: bool = False


def view(document: Document, sheet: Sheet, draft: bool) -> Mapping[str, Any]:
    """The names that a template can use: `document`, `blocs`, `pied`, `projet`.

    Raises CannotGoOn when a text holds a control character.
    """
    signed = next((n for n, block in enumerate(document.blocks) if block.kind is Kind.SIGNATURE), len(document.blocks))
    following = (*document.blocks[1:], None)
    return {
        "document": {
            "nom": document.name,
            "titre": plain(document.title),
            "auteur": plain(document.author),
        },
        "blocs": tuple(
            block_view(block, sheet, then, n > signed)
            for n, (block, then) in enumerate(zip(document.blocks, following, strict=False))
        ),
        "pied": runs(document.footer, sheet),
        "projet": draft,
    }


def block_view(block: Block, sheet: Sheet, then: Block | None = None, signe: bool = False) -> BlockView:
    """A block as a template sees it; `then` is the one that follows, `signe` whether the signatures stand above."""
    solidaire = then is not None and then.kind is Kind.LIEU_DATE
    genre, texte = block.kind.value, runs(block.spans, sheet, sheet.lead(block.kind))
    if block.kind is Kind.SIGNATURE:
        return _signature(block, sheet)
    if block.rows:
        return BlockView(genre, texte, solidaire=solidaire, tableau=table(block.rows, sheet, solidaire))
    tete, suite = _parted(block, sheet, then) if sheet.parted and block.kind is Kind.ARTICLE else (EMPTY, EMPTY)
    marque = plain(block.marker)
    return BlockView(genre, texte, block.level, marque, solidaire, tete=tete, suite=suite, signe=signe)


def _parted(block: Block, sheet: Sheet, then: Block | None) -> tuple[Markup, Markup]:
    """The bold words at the head of an article, with its title where it has one, and what follows."""
    head = tuple(takewhile(lambda span: span.styles == BOLD_ONLY, block.spans))
    titled = then is not None and then.kind is Kind.PARAGRAPHE and not ends_sentence(block.text)
    if titled or not head:
        head = block.spans
    rest = block.spans[len(head) :]
    first = tuple(span._replace(text=span.text.lstrip(" ")) for span in rest[:1])
    return runs(head, sheet, sheet.lead(block.kind)), runs((*first, *rest[1:]), sheet)


def _signature(block: Block, sheet: Sheet) -> BlockView:
    tableau = signature_table(block.rows, sheet)
    if any(len(row.cells) != 1 for row in block.rows):
        return BlockView(Kind.SIGNATURE.value, tableau=tableau)
    *before, name = [line for row in block.rows for line in row.cells[0].paragraphs] or [()]
    lines = tuple(runs(line, sheet) for line in before)
    return BlockView(Kind.SIGNATURE.value, tableau=tableau, seul=True, qualites=lines, nom=runs(name, sheet))
