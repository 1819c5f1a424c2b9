"""Reckonings that a sentence announces, whatever it reckons with: hours, square metres, indexes, shares, counts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..context import Context
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.arithmetic import CENT, shown
from ..statements.claims import claims
from ..statements.contradictions import contradictions
from ..statements.quantities import Sort
from ..statements.reckoning import Slip, slips
from ..statements.unitprices import unit_slips
from .rule import Report, rule


@rule("CAL104", "compte-de-la-phrase", Severity.ALERTE)
def reckonings(context: Context) -> Iterator[Report]:
    """Ce qu'une phrase annonce par « soit », « portant » ou « s'élève à » se retrouve à partir de ses autres nombres :
    un prix et des heures, un loyer et des mètres carrés, un indice et un autre, un nombre de versements et un total.
    Quand il ne manque qu'un chiffre à l'un d'eux pour que le compte soit juste, ce nombre a été mal recopié.

    Mauvais : « 8,50 € par heure pendant 12 heures, soit 120,00 € par semaine »
    Bon : « 8,50 € par heure pendant 12 heures, soit 102,00 € par semaine »
    Source : usage
    """
    told = set(_told(context))
    for slip in (*slips(context), *unit_slips(context)):
        about = {_key(slip.where), *map(_key, slip.related)}
        if not told & about and not _of_tax(slip):
            told |= about
            yield _report(slip)


def _of_tax(slip: Slip) -> bool:
    """« 30 000 € HT, soit 33 000 € TTC »: rates of tax have rules of their own."""
    words = [where.text for where in (slip.where, *slip.related)]
    return any(text.endswith("TTC") for text in words) and any(text.endswith("HT") for text in words)


def _told(context: Context) -> Iterator[tuple[int, int, int]]:
    """What other rules say of the same numbers: one cause, one finding."""
    for claim in claims(context):
        if claim.gap > Fraction(CENT) / 2:
            yield from map(_key, (claim.where, *claim.related))
    for passage, mention in context.passages(MentionKind.AMOUNT):
        if mention.words is not None and mention.words != mention.value:
            yield _key(passage)
    for found in contradictions(context):
        yield from (_key(where) for where in (found.where, found.elsewhere) if isinstance(where, Passage))


def _key(where: Passage) -> tuple[int, int, int]:
    return id(where.part), where.block, where.start


def _report(slip: Slip) -> Report:
    meant, said = _unit(slip, slip.meant), slip.where.text
    message = f"{slip.words} = {meant}, et non {said}"
    hint = f"écrivez {meant}, ou corrigez l’un des autres nombres"
    related = tuple((where, f"« {where.text} »") for where in slip.related)
    return Report(slip.where, message, hint, said, meant, related)


def _unit(slip: Slip, value: Fraction) -> str:
    written = shown(value)
    if slip.said.sort is Sort.COUNT:
        return written
    if slip.said.sort is Sort.PERCENT:
        return f"{written} %"
    return f"{written} €" if "," in written else f"{written},00 €"
