"""A ceiling or a floor that is said again: « plafonnée à 1 500 € … du plafond, soit 1 500 € »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..claims import Claim
from ..context import Context
from ..pattern import pattern
from ..text.tokens import EUROS
from .reach import LIMIT_BLOCKS
from .relation import Kind, Relation, said, total
from .stretch import paragraphs

_BOUND = pattern(r"[cmf][on]*(?P<at>E)|(?P<before>E),[on]*[mf]")
_AGAIN = pattern(r"(?<!P)(?<!Po)(?<!Pon)[mf][onA]*,?s[on]*(?P<at>E)")  # « son montant maximal, c'est-à-dire 800 € »
_LEGAL = pattern(r"\b(?:legal|reglementaire)e?s?\b[^.;0-9]{0,30}\Z")  # another limit than the act's


def bounds(context: Context) -> Iterator[Relation]:
    """Every one, held against the only limit that is said before it, near."""
    known: list[Claim] = []
    for stretch in paragraphs(context):
        known = [c for c in known if c.said.part is stretch.part and stretch.block - c.said.block <= LIMIT_BLOCKS]
        again = {match.start("at") for match in _AGAIN.finditer(stretch.shape)}
        first = {match.start("at" if match["at"] else "before") for match in _BOUND.finditer(stretch.shape)} - again
        for rank in stretch.ranks(EUROS):
            claim, limits = stretch.claim(rank), {c.value: c for c in known}
            if claim is not None and rank in again and len(limits) == 1 and not _LEGAL.search(claim.said.low_before):
                yield _of(claim, *limits.values())
            if claim is not None and rank in first:
                known.append(claim)


def _of(claim: Claim, limit: Claim) -> Relation:
    return replace(total(claim, [limit], sure=False), kind=Kind.AGAIN, words=f"la limite de {said(limit)}")
