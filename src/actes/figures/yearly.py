"""Amounts of a year, and amounts of the whole period: which is written for which, and what so many years cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.table import amounts
from ..context import Context
from ..facts import Basis, Mention, Tax
from ..facts.flat import folded
from ..facts.numerals import NUMBER
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import misprint, rounded
from ..statements.periods import agreed, whole
from ..statements.statement import About
from ..text.lexicon import ABOUT, CEILING, FLOOR, GENERIC
from ..text.tokens import EUROS, YEAR
from ..values.periods import Period
from ..values.text import unaccented
from .relation import Kind, Relation, related, said
from .shares import limited
from .stretch import Stretch, paragraphs

_BEFORE = pattern(
    r"\b(?:total|pour|sur|pendant|duree (?:totale |maximale |globale )?de|des|periode) (?:les |l'ensemble des )?"
    rf"(?:{NUMBER} )?\Z"
)
_AFTER = pattern(r" ?(?:h\.?t\.?|t\.?t\.?c\.?)? ?(?:pour|sur|pendant) (?:les |l'ensemble des |toute )?\Z")
_LIMITS = frozenset((CEILING, FLOOR, ABOUT))  # « dépasse 23 000 € »: of the law
_MONTHS = {Basis.AN: 1, Basis.MOIS: 12}  # how many make a year
_YEARS = frozenset({"exercices", "annees", "saisons"})
WINDOW = (Fraction(4, 5), Fraction(5, 4))  # of what the years make: beyond, it is an amount of something else
_WORD = pattern(r"\w{4,}")


def own_period(context: Context) -> Period | None:
    """The period of the act: its entry's, else the one that its documents agree on."""
    said = agreed(whole(context))
    return said.value.period if said else None


def yearly(context: Context) -> tuple[Claim, ...]:
    """Every amount given for a year."""
    return tuple(claim for claim in amounts(context) if claim.basis is Basis.AN)


def same_as_a_year(context: Context, money: Claim, annual: Sequence[Claim]) -> Claim | None:
    """The yearly amount that is written for the period: that of the line whose name the sentence bears."""
    said = _words(money.said.context) | _words(context.register.collectivite.nom if context.register else "")
    found = [y for y in annual if y.value == money.value and (y.tax == money.tax or None in (y.tax, money.tax))]
    return max(found, key=lambda y: len(_words(y.of or y.role) & said), default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(unaccented(text)))


def orders(context: Context, annual: Sequence[Claim], years: Fraction) -> Iterator[tuple[Passage, Claim]]:
    """An attached piece that gives a yearly amount as many times as there are years."""
    made = {claim.value * years: claim for claim in annual if claim.value}
    for claim in claims(context):
        if claim.unit == "€" and claim.value in made and claim.said.part.nature is Nature.PIECE:
            yield claim.said, made[claim.value]
            return


def over_years(context: Context) -> Iterator[Relation]:
    """« Le concours total pour les trois années s'élève à 126 000 € »: three times what the act gives a year."""
    own = (c for c in amounts(context) if c.owner.about is not About.PIECE and not set(c.lead) & _LIMITS)
    annual = {(c.value, c.basis): c for c in own if c.basis in _MONTHS}
    for paragraph in paragraphs(context) if annual else ():
        for sentence in paragraph.sentences:
            for count, result in _totalled(sentence):
                made = [_times(result, count, c) for c in annual.values() if c is not result]
                near = [one for one in made if one.holds] or [one for one in made if _near(one)]
                if len({one.made for one in near}) == 1 and (near[0].holds or not _added(context, result)):
                    yield near[0]


def _totalled(sentence: Stretch) -> Iterator[tuple[Fraction, Claim]]:
    """« pour les trois années …, 126 000 € », « 126 000 € pour les trois exercices »: so many years, and the amount."""
    spans = [(n, count) for n in range(len(sentence.pieces)) if (count := _years(sentence, n)) is not None]
    for rank in sentence.ranks(EUROS):
        result = sentence.claim(rank)
        if result is None or result.basis is not None or limited(sentence, result):
            continue
        text = folded(result.said.context)
        for place, count in spans:
            start = sentence.pieces[place][0].start
            led = place < rank and not set(sentence.between(place, rank)) & set("EPup.;-")
            if (led and _BEFORE.search(text, 0, start)) or (
                place == rank + 1 and _AFTER.fullmatch(text, result.said.end, start)
            ):
                yield count, result
                break


def _years(sentence: Stretch, rank: int) -> Fraction | None:
    """How many years a token says, when more than one: « trois ans », « trois exercices », « 2026-2028 »."""
    token, claim = sentence.pieces[rank]
    if claim is not None:
        months = {"an": 12, "mois": 1}.get(claim.unit, 12 * (claim.unit in _YEARS))
        years = claim.value * months / 12
        return years if years > 1 and years.denominator == 1 else None
    said = token.value.value if isinstance(token.value, Mention) else None
    return Fraction(len(said)) if token.sort == YEAR and isinstance(said, tuple) and len(said) > 2 else None


def _times(result: Claim, count: Fraction, each: Claim) -> Relation:
    count *= _MONTHS[each.basis] if each.basis else 1
    words = f"{count} × {said(each)}"
    return related(Kind.PRODUCT, result, (each,), lambda v: count * v[0], words, sure=False)


def _near(one: Relation) -> bool:
    """Whether it is of the size of what the years make, of one thing and of one tax, or a digit away."""
    each, result = one.terms[0], one.result
    named = {each.role, result.role} - {"", *GENERIC}
    if {each.tax, result.tax} == {Tax.HT, Tax.TTC} or len(named) > 1:
        return False
    slip = bool(misprint(rounded(one.made), rounded(result.value)))
    return slip or WINDOW[0] * one.made <= result.value <= WINDOW[1] * one.made


def _added(context: Context, result: Claim) -> bool:
    """Whether the amounts of a paragraph, one a year and not the same, make it."""
    for paragraph in paragraphs(context):
        parts = [c.value for c in paragraph.claims if c.unit == "€" and c is not result]
        if len(parts) > 1 and sum(parts) == result.value:
            return True
    return False
