"""A ceiling or a floor that is said again, or that a value is said to keep.

« plafonnée à 1 500 € … du plafond, soit 1 500 € », « 1 164 €, c'est-à-dire moins que le maximum ».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..claims import Claim
from ..context import Context
from ..pattern import pattern
from ..text.tokens import EUROS
from .relation import Kind, Relation, related, said, total
from .stretch import paragraphs

NEAR = 6  # blocks
_BOUND = pattern(r"[cmf][on]*(?P<at>E)|(?P<before>E),[on]*[mf]")
_AGAIN = pattern(r"(?<!P)(?<!Po)(?<!Pon)[mf][onA]*,?s[on]*(?P<at>E)")  # « son montant maximal, c'est-à-dire 800 € »
_THE = (
    r"(?:(?:l[ea]s?|ce|cette|du|au|son|a la) )?(?:plafond|plancher|maximum|minimum|montant m(?:ax|in)\w+|seuil|limite)"
)
_KEPT = pattern(
    rf"[^.;0-9]{{0,30}}\b(?:(?P<below>moins que|inferieure?s? a?|en deca|en dessous|au-dessous|ne depasse pas"
    rf"|n'excede pas|respecte)|plus que|superieure?s? a?|au-dela|au-dessus|depasse|excede) ?(?:d[eu] )?{_THE}\b"
    r"(?! (?:des? (?:la )?(?:procedure|passation|march)|europeen|legal|reglement|de [0-9,]+ ?%))"
)
_LEGAL = pattern(r"\b(?:legal|reglementaire)e?s? [^.;0-9]{0,30}\Z")  # another limit than the act's


def bounds(context: Context) -> Iterator[Relation]:
    """Every such value, beside the only limit that is said before it, near."""
    known: list[Claim] = []
    for stretch in paragraphs(context):
        known = [c for c in known if c.said.part is stretch.part and stretch.block - c.said.block <= NEAR]
        again = {match.start("at") for match in _AGAIN.finditer(stretch.shape)}
        first = {match.start("at" if match["at"] else "before") for match in _BOUND.finditer(stretch.shape)} - again
        for rank in stretch.ranks(EUROS):
            claim, limits = stretch.claim(rank), {c.value: c for c in known}
            if claim is not None and len(limits) == 1:
                yield from _of(claim, *limits.values(), again=rank in again)
            if claim is not None and rank in first:
                known.append(claim)


def _of(claim: Claim, limit: Claim, *, again: bool) -> Iterator[Relation]:
    """« du plafond, soit 1 500 € », « 1 164 €, c'est-à-dire moins que le maximum »."""
    kept = claim.said.then(_KEPT)
    if again and not _LEGAL.search(claim.said.low_before):
        words = f"la limite de {said(limit)}"
        yield replace(total(claim, [limit], sure=False), kind=Kind.AGAIN, words=words)
    elif kept is not None:
        bound = min if kept["below"] else max
        words = f"{'au plus' if kept['below'] else 'au moins'} {said(limit)}"
        yield related(Kind.BOUND, claim, (limit,), lambda v: bound(v[0], claim.value), words, sure=False)
