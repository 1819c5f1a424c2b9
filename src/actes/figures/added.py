"""Things of several sorts, then how many in all: « deux élus, deux agents et une bénévole, soit cinq membres »."""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import Claim
from ..context import Context
from ..pattern import pattern
from ..text.lexicon import SO
from ..text.tokens import COUNT
from .quantities import TIMES, singular
from .relation import Relation, weighed
from .stretch import Stretch, clauses

GENERIC = frozenset(
    ("membre", "personne", "agent", "titulaire", "representant", "intervenant", "participant", "salarie", "artiste", "")
)
FAR = 2  # more or less than what they make: it is of something else
_BEGINS = pattern(r"[.;:(]|\b(?:compos\w+|compren\w+|constitu\w+|reuni\w+) (?:de |d')?|\bsoit\b")
_POST = r"(?:vice-)?(?:presiden|maire|direct|responsable|secretaire|tresor|adjoint|cuisini|medecin|infirmi)"
_ONE = pattern(
    r"(?:^ ?|, |\bet |\bde |d')(?:d')?une? (?!(?:par|fois|mois|an|annee|total|delai|duree|montant|point)\b)[a-z]"
    rf"|(?:^ ?|, |\bet )(?:du |de la |de l'|l[ae] |l'){_POST}"
)


def added(context: Context) -> Iterator[Relation]:
    """Every such number, right or wrong."""
    for one in clauses(context):
        counted = [one.at(n) for n in one.ranks(COUNT)]
        for rank, result in enumerate(counted):
            if SO in result.lead and not result.places:
                yield from _of_sorts(one, counted[:rank], result)


def _of_sorts(one: Stretch, before: list[Claim], result: Claim) -> Iterator[Relation]:
    low = result.said.low
    begins = [match.end() for match in _BEGINS.finditer(low, 0, result.said.start - 5)]
    start = begins[-1] if begins else 0
    parts = [c for c in before if c.said.start >= start]
    ones = len(_ONE.findall(low[start : result.said.start]))
    ranks = [one.rank(c) for c in (*parts, result)]
    plain = not set(one.shape[ranks[0] + 1 : ranks[-1]]) - set("on,&+_" + SO + COUNT)
    kinds = {singular(c.unit) for c in parts}
    alike = singular(result.unit) in GENERIC | kinds and not kinds & {"", "m²", *TIMES}
    if parts and len(parts) + ones > 1 and plain and alike:
        made = weighed(result, parts, [1] * len(parts), ones)
        yield from (made,) if made.gap <= FAR and result.value > max(c.value for c in parts) else ()
