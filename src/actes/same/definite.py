"""« Une subvention de 4 500 € », then « la subvention de 4 200 € »: who says « la » speaks of what was said before.

A value that a noun with a definite article governs is the one that this noun was given, where the act gives it one
value only, in any unit; words that tell one thing from another (a year, a name, « supplémentaire ») keep quiet.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from re import Match

from ..claims import Claim, claims
from ..claims.table import own_parts
from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..frozen import frozen
from ..pattern import pattern
from ..statements.statement import About
from ..text.lexicon import BOUNDS, MEASURES
from ..text.sentences import clauses
from ..text.tokens import DURATION
from ..values.kept import kept_on_it
from .amounts import NAMES, TELLING, Pair, multiple

_WORD = r"[a-z][a-z'-]*"
_BEING = (
    r"(?:est|sont|sera|seront|reste|demeure|a ete)(?: (?:de|d'|a|fixee?s?|egale?|arrete|etabli|consenti|accorde)\w*)*"
    r"|s'eleve(?:nt)?|fixee?s?|arretee?s?|compte|comporte|represente"
)
_GOVERNED = pattern(
    rf"(?:\A|[\s(«'])(?P<the>l[ae] |les |l'|cette |ces? |cet |ladite |ledit |lesdits |du |des |au |aux |une? )"
    rf"(?P<head>[a-z]{{4,}})(?P<more>(?: {_WORD}){{0,7}}?),? ?"
    rf"(?P<said>(?:d'un|d'une|pour un|au) (?:montant|duree|valeur|surface|superficie|taux|prix)(?: [a-z]+){{0,2}} )?"
    rf"(?P<being>(?:{_BEING}) )?(?:de |d'|a |au |la somme de |fixee? a )*\Z"
)
_DEFINITE = pattern(r"la|les?|l'|cette|ce[st]?|l[ae]dite?|lesdits|du|des|aux?")
# Words by which a thing is another one of its name.
_APART = pattern(
    r"\b(?:autre|supplement|complement|exceptionnel|initial|ancien|preced|reduit|maxim|minim|plafon|total|globa|cumul"
    r"|partiel|provision|revis|chaque|chacun(?!e? des)|premi|deuxi|second|troisi|dernier|solde|acompte"
    r"|moyen|prevision|estim|restant|jusqu|hors|outre|plus de|moins de|majoration|penalit|retard|dont"
    r"|inferieur|superieur|exemple|simulation|hypothese|serai(?:t|ent)\b"
    r"|autant|double|moitie|tiers|quart)"
)
_NO_HEAD = pattern(  # nouns that anything has
    r"montant|somme|article|alinea|total|cours|cadre|titre|terme|compte|moins|plus|cas|lieu|annee|exercice|mois|jours|euros"
    r"|duree|delai|partir|effet|dans|pour|avec|dont|soit|limite|raison|hauteur|moyen|base|tarif|prix"
)
AREAS = frozenset({"m²", "m2", "m³", "m3", "ha", "km", "ml"})
_LABEL = pattern(
    rf"\W*(?P<head>[a-z]{{4,}})(?P<more>(?: {_WORD}){{1,6}}) ?(?:\(|: |\.{{3,}} ?|[-–] )\Z"
)  # « Local de stockage (45 m²) »
_LINK = pattern(r"d[eu]s?|d'|l[ae]s?|l'|et|en|aux?|une?|par|pour|qui|est|son|ses|sa")
_COUNTED = pattern(r"(?:\A|[\s(«'])(?:les|ces|des|aux|desdits|lesdits) \Z")
_BODIES = frozenset({"membres", "conseillers"})
_OF_SOME = pattern(
    r" (?:qui|dont|absent|present|autre|premier|dernier|restant|suivant|ci-|par|de plus|de moins|au plus)"
)
_ENDED = pattern(r"\b(?:terme|issue|fin|bout|expiration) (?:des|de ces|de|d')? ?\Z")
_YEAR = pattern(r"\b20[0-9]{2}\b")
FAR, AFTER = 90, 25  # characters before a value, and after


@frozen
class Governed:
    """A value and the noun that governs it; `known`: with a definite article, and nothing that gives it the value."""

    claim: Claim
    head: str
    words: frozenset[str]
    known: bool


@kept_on_it
def otherwise(context: Context) -> tuple[Pair, ...]:
    """What « la » says of a thing, against the only other value that the act gives it."""
    return tuple(_otherwise(context))


def _otherwise(context: Context) -> Iterator[Pair]:
    found = sorted(_governed(context), key=lambda one: (one.head, one.claim.unit))
    for (head, unit), group in groupby(found, key=lambda one: (one.head, one.claim.unit)):
        some = list(group)
        values = {one.claim.value for one in some}
        if len(values) != 2 or (unit == "€" and multiple(*values)):
            continue
        known = [one for one in some if one.known]
        given = [one for one in some if not one.known]
        for one in known:
            other = next((each for each in (given or known) if _of_one(each, one)), None)
            if other is not None:
                yield Pair(head, other.claim, one.claim, sure=False)
                break


def _of_one(one: Governed, other: Governed) -> bool:
    """Whether both are of one thing, of two values: what tells them apart is said of both, or of neither."""
    if one.claim.value == other.claim.value or one.claim.spot[:2] == other.claim.spot[:2]:
        return False
    bases = {one.claim.basis, other.claim.basis} - {None}
    taxes = {one.claim.tax, other.claim.tax} - {None}
    return len(bases) < 2 and len(taxes) < 2 and (one.words <= other.words or other.words <= one.words)


def _governed(context: Context) -> Iterator[Governed]:
    own = {part.name for part in own_parts(context)}
    for claim in claims(context):
        where = claim.said
        if claim.spot[0] not in own or claim.owner.about is not About.THIS or where.kind in (Kind.VISA, Kind.TABLEAU):
            continue
        yield from _nouns(claim)


def _nouns(claim: Claim) -> Iterator[Governed]:
    """What a value is said to be of: its noun, and the one before it."""
    where = claim.said
    near = max(0, where.start - 2 * FAR)
    start = near + clauses(where.context[near : where.end])[-1][0]
    before = folded(where.context[start : where.start])
    after = folded(where.context[where.end : where.end + AFTER])
    if _APART.search(before) or _APART.search(after) or TELLING.search(before) or _YEAR.search(after):
        return
    if claim.unit not in ("€", "%") and (found := _counted(claim, before, after)) is not None:
        yield found
    if claim.unit not in {"€", "%", *AREAS} and claim.token.sort != DURATION:
        return
    label = _LABEL.match(before) if claim.unit in AREAS and not start else None
    match = label or _governor(before[-FAR:])
    if match is None or _NO_HEAD.fullmatch(match["head"]) or match["head"] in BOUNDS:
        return
    if label is None and NAMES.search(where.context[start : where.start]):
        return
    known = label is not None or (_DEFINITE.fullmatch(match["the"].strip()) is not None and not match["being"])
    yield Governed(claim, match["head"].rstrip("sx"), _content(match["more"]), known)


def _content(more: str) -> frozenset[str]:
    return frozenset(word[:6] for word in more.split() if not _LINK.fullmatch(word))


def _governor(low: str) -> Match[str] | None:
    """The noun that governs what follows: « consenti au taux de », rather than the one before that governs « taux »."""
    first = last = _GOVERNED.search(low)
    while last is not None and (after := _GOVERNED.search(low, last.start("head"))) is not None:
        last = after
    if last is None or first is None or _NO_HEAD.fullmatch(last["head"]):
        return first
    the = last["the"].strip()
    if the in ("un", "une"):  # « dispose d'un local de rangement de 45 m² »
        return last
    alone = not last["more"] and the in ("au", "le", "la", "l'")
    return last if alone and not low.endswith((" de", " d"), 0, last.start("the") - 1) else first


def _counted(claim: Claim, before: str, after: str) -> Governed | None:
    """« les sept membres », of « elle en compte sept »; « au terme des trois ans », of « une durée de trois ans »."""
    if claim.token.sort == DURATION:
        ended = _ENDED.search(before) is not None
        return Governed(claim, "duree", frozenset(), ended) if ended or claim.role == "duree" else None
    if not claim.unit or claim.value < 2 or claim.unit in MEASURES - _BODIES:
        return None
    known = _COUNTED.search(before) is not None
    return Governed(claim, claim.unit.rstrip("sx"), frozenset(), known) if not _OF_SOME.match(after) else None
