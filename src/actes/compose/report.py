"""The report to the council on decisions taken by delegation (CGCT, art. L. 5211-10 and L. 2122-23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..document import Block, Cell, Kind, Row
from ..model.accounts import Price
from ..model.listings import FormulesCompteRendu
from ..model.register import Register
from ..values.dates import show_date_numeric
from ..values.periods import Period
from .cited import accounts_of
from .dossier import Dossier
from .listing import Lister
from .parties import parties_of_act


def compose_report(
    register: Register,
    words: FormulesCompteRendu,
    identifiers: Sequence[str],
    period: Period,
    meeting: date | None = None,
) -> Dossier:
    """The report on these decisions, a row each, in the order given; `period` holds them all."""
    lister = Lister.of(register, meeting or period.fin, periode=period, seance=meeting, nombre=len(identifiers))
    blocks = [
        *lister.blocks(Kind.ENTETE, lister.forms.entete),
        lister.block(Kind.TITRE, words.titre),
        *lister.blocks(Kind.SOUS_TITRE, words.sous_titres),
        *_table(lister, words, identifiers),
        *lister.blocks(Kind.PARAGRAPHE, words.conclusion),
        *lister.signature(),
    ]
    document = lister.document("compte-rendu", blocks, words.pied)
    return Dossier((document,), tuple(dict.fromkeys(lister.writer.findings)))


def _table(lister: Lister, words: FormulesCompteRendu, identifiers: Sequence[str]) -> Iterator[Block]:
    if not identifiers:
        yield lister.block(Kind.PARAGRAPHE, words.vide)
        return
    yield lister.block(Kind.PARAGRAPHE, words.introduction)
    heading = lister.heading(words.numero, words.date, words.objet, words.partie)
    heading = Row((*heading.cells, lister.cell(words.montant, "droite")), header=True)
    yield Block(Kind.TABLEAU, rows=(heading, *(_row(lister, words, name) for name in identifiers)))


def _row(lister: Lister, words: FormulesCompteRendu, identifier: str) -> Row:
    act = lister.register.actes[identifier]
    assert act.jour is not None  # only dated decisions are reported
    parties = [party.nom for party in parties_of_act(act, lister.register).values()]
    return Row(
        (
            lister.fact(identifier, "numero", str(act.numero)),
            lister.fact(identifier, "signature.date", show_date_numeric(act.jour)),
            lister.fact(identifier, "objet", lister.object_of(identifier)),
            lister.fact(identifier, "parties", *parties),
            _amount(lister, words, identifier),
        )
    )


def _amount(lister: Lister, words: FormulesCompteRendu, identifier: str) -> Cell:
    """What the collectivity pays for the period, else for a year; the whole cost where the entry names no share."""
    accounts = accounts_of(lister.register.actes[identifier], lister.register)
    share = accounts.participation if accounts else None
    whole = share.periode if share else accounts.cout_total if accounts else None
    yearly = share.annuel if share else accounts.cout_annuel if accounts else None
    if whole is not None:
        return lister.fact(identifier, "financement", *_lines(whole), align="droite")
    if yearly is not None:
        lines = [lister.cell(words.par_an, montant=line).paragraphs[0] for line in _lines(yearly)]
        return Cell(tuple(lines), "droite")
    return lister.cell(words.sans_montant, "droite")


def _lines(price: Price) -> tuple[str, ...]:
    """With and without tax, one below the other."""
    return (f"{price.ht}\xa0HT", f"{price.ttc}\xa0TTC") if price.taxe else (str(price.ht),)
