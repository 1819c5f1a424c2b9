"""Parts that a sentence says of an amount: of a cost, of a loan, of the initial amount; a reduction, two payments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..context import Context
from ..finding import Severity
from ..statements.arithmetic import CENT, cents, rounded, shown
from ..statements.claims import claims
from ..statements.initial import of_initial
from ..statements.proportions import (
    Proportion,
    changes,
    guarantees,
    payments,
    sentences_of_parts,
)
from .rule import Report, rule


@rule("PCT104", "part-et-tout", Severity.ALERTE)
def parts(context: Context) -> Iterator[Report]:
    """Une part que l'acte chiffre (l'équivalent de 35 % d'un coût, une garantie à hauteur de 40 %, un loyer réduit de
    moitié, un acompte de 70 %) est bien cette part du montant qu'il donne. L'un des deux reste souvent de l'acte de
    l'an passé.

    Mauvais : « garantie à hauteur de 50 % d'un prêt d'un montant total de 1 650 000 € », « la somme de 660 000 € »
    Bon : « garantie à hauteur de 40 % d'un prêt d'un montant total de 1 650 000 € », « la somme de 660 000 € »
    Source : usage
    """
    yield from _told(
        context, chain(sentences_of_parts(context), guarantees(context), changes(context), payments(context))
    )


@rule("PCT105", "part-du-montant-initial", Severity.ALERTE)
def of_contract(context: Context) -> Iterator[Report]:
    """Un avenant dit quelle part du montant initial il représente, seul et avec ceux d'avant : cette part se retrouve à
    partir des montants de l'acte, et c'est elle que l'on compare aux seuils.

    Mauvais : « 7,63 % du montant initial », pour 15 940,00 € d'un marché de 184 600,00 €
    Bon : « 8,63 % du montant initial »
    Source : code de la commande publique, art. L. 2194-1, R. 2194-3 et R. 2194-8
    """
    yield from _told(context, of_initial(context))


def _told(context: Context, found: Iterator[Proportion]) -> Iterator[Report]:
    """What no other rule says of the same numbers: one cause, one finding."""
    known = {
        (id(where.part), where.block, where.start)
        for claim in claims(context)
        if claim.gap > CENT / 2
        for where in (claim.where, *claim.related)
    }
    for one in found:
        if (id(one.where.part), one.where.block, one.where.start) in known:
            continue
        said, meant = (_written(one, value) for value in (one.said, one.meant))
        message = f"{one.words} = {meant}, et non {said}"
        related = tuple((where, f"« {where.text} »") for where in one.related)
        yield Report(one.where, message, f"écrivez {meant}, ou corrigez l’autre nombre", said, meant, related)


def _written(one: Proportion, value: object) -> str:
    number = one.meant if value is one.meant else one.said
    return f"{shown(rounded(number))} %" if one.percent else f"{cents(number)} €"
