"""What so long costs, of an amount for a month or a year that the act gives elsewhere; which is written for which.

« Le concours total pour les trois années s'élève à 126 000 € », « un dépôt de garantie de deux mois de loyer, soit … ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim, Sure, claims
from ..claims.table import amounts
from ..claims.tables import Rank, tables
from ..context import Context
from ..facts import Basis, Mention
from ..facts.numerals import NUMBER
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..spans.lengths import renewals
from ..statements.moments import clauses_of
from ..statements.periods import agreed, whole
from ..statements.subjects import About
from ..text.lexicon import ABOUT, BASIS, CEILING, FLOOR, GENERIC, MAXIMUM, MONTHS, PER, SO, TOTAL
from ..text.tokens import AND, DURATION, YEAR
from ..values.accident import slip
from ..values.periods import Period
from ..values.text import unaccented
from .relation import Kind, Relation, product, related, said
from .shares import fit, limited
from .stretch import Stretch, paragraphs

_LED = pattern(  # before how long it is
    r"\b(?:total|pour|sur|pendant|duree (?:totale |maximale |globale )?de|des|periode) (?:les |l'ensemble des )?"
    rf"(?:{NUMBER} )?\Z"
)
_AFTER = pattern(
    r" ?(?:h\.?t\.?|t\.?t\.?c\.?)? ?(?:en 20[0-9]{2} )?(?:pour|sur|pendant) (?:les |l'ensemble des |toute )?\Z"
)
_OVER_ALL = pattern(
    r" ?(?:h\.?t\.?|t\.?t\.?c\.?)?,? ?(?:au total )?(?:(?:pour|sur) (?:toute )?(?:la|sa) duree|toutes periodes"
    r"|reconductions? (?:comprise|incluse))"
)
_EQUALS = pattern(r"(?:egal|correspond|equiva|represent|soit)[^.;]{0,15}\Z")
_OF = pattern(r"o[on]*?n")  # « deux mois de loyer »
_LIMITS = frozenset((CEILING, FLOOR, ABOUT))  # « dépasse 23 000 € »: of the law
_COLUMN = pattern(r", [^,]*\b(?:maxim|minim|plafond)", re.IGNORECASE)  # what tells it from the column beside
_MORE = pattern(r"\b(?:plus|moins) de \Z")  # « aidée pour plus de 23 000 € par an »
_UNITS = {**MONTHS, **dict.fromkeys(("exercices", "annees", "saisons"), MONTHS["an"])}
_WORD = pattern(r"\w{4,}")
WINDOW = (Fraction(4, 5), Fraction(5, 4))  # of what the years make: beyond, it is an amount of something else


def lasting(context: Context) -> Iterator[Relation]:
    """Every amount of a sentence that is said to be for so many months or years."""
    known = (by_month(c) for c in amounts(context) if not _MORE.search(c.said.low_before))
    each = {(c.value, c.basis): c for c in known if c.basis and c.basis.value in MONTHS}
    every = [one for paragraph in paragraphs(context) for one in paragraph.sentences]
    yield from _over_the_period(context)
    for sentence in every:
        yield from _whole_times(context, sentence)
    for sentence in every if each else ():
        for result in sentence.money:
            if result.basis is None and not limited(sentence, result):
                yield from _of(context, sentence, result, [c for c in each.values() if c is not result])


_MONTHLY = pattern(r"\b(?:par mois|chaque mois|mensuel\w*)\b")


def by_month(claim: Claim) -> Claim:
    """« Le loyer est payable par mois et d'avance, à raison de 640,00 € »."""
    monthly = claim.basis is None and _MONTHLY.search(claim.said.low)
    return replace(claim, basis=Basis.MOIS) if monthly else claim


def _whole_times(context: Context, sentence: Stretch) -> Iterator[Relation]:
    """« 230 000 € par période, soit 840 000 € pour la durée totale »: of as many periods as there are renewals and one,
    or years; no whole number of times, nor of months, where nothing says how many.
    """
    for each, result in pairwise(sentence.money):
        between = sentence.between(sentence.rank(each), sentence.rank(result))
        lasting = result.said.then(_OVER_ALL) and each.tax is result.tax
        times = result.value / each.value if each.value else Fraction(0)
        if not (lasting and SO in between and set(between) & {PER, BASIS} and times > 1):
            continue
        periods = {n + 1 for clause in clauses_of(context) for _, n in renewals(clause)}
        years = {c.value for c in claims(context) if c.unit == "an"}
        meant = times if times in years | periods else Fraction(round(times))
        if len(periods) == 1 and meant not in years:
            meant = Fraction(*periods)
        if periods or times in years or (12 * times).denominator > 1:
            yield related(Kind.PRODUCT, result, (each,), lambda v: meant * v[0], f"{meant} × {said(each)}", sure=False)  # noqa: B023


def _over_the_period(context: Context) -> Iterator[Relation]:
    """« La redevance annuelle est de 5 400 €. Le total est de 16 200 € »: the years that another article gives."""
    own = (c for c in claims(context) if c.role == "duree" and c.sure >= Sure.CLAUSE and c.owner.about is About.THIS)
    lengths = {c.value * MONTHS[c.unit]: c for c in own if c.unit in MONTHS}
    for paragraph in paragraphs(context) if len(lengths) == 1 else ():
        money = paragraph.money
        each, result = money if len(money) == 2 else (None, None)
        if each and each.basis and result and result.basis is None and TOTAL in paragraph.led(result):
            ((months, count),) = lengths.items()
            yield _made(result, count, int(months), each)


def _of(context: Context, sentence: Stretch, result: Claim, each: Sequence[Claim]) -> Iterator[Relation]:
    again = {c.value for c in amounts(context) if c.spot != result.spot}
    for place, months in _times(sentence):
        if months == 1 and result.value in again:
            continue  # « un mois de loyer hors charges, soit 510 € »: that of its article
        thing = _thing(sentence, result, place)
        # « 3 050 € par mois ; il sera de 33 550 € en 2026 pour onze mois »: some months, of what the sentence says
        near_by = [c for c in each if months > 12 or (c.basis is Basis.MOIS and c.spot[:2] == result.spot[:2])]
        if not (thing or (near_by and _linked(sentence, result, place))):
            continue
        named = [c for c in each if c.role == thing]
        of_it = (named or [c for c in each if thing in c.roles]) if thing else near_by
        made = {c.spot: _made(result, sentence.claim(place), months, c) for c in each}
        near = [one for one in made.values() if one.holds]  # of any of them: none is missed
        ours = [one for c in of_it if (one := made[c.spot]).terms[-1].owner.about is About.THIS and not _bounded(one)]
        near = near or [one for one in ours if (thing or _near(one))]
        told = near and (near[0].holds or thing or not _added(context, result, near[0].made))
        if told and len({one.made for one in near}) == 1:
            yield replace(near[0], sure=bool(thing and named))
            return


def _bounded(one: Relation) -> bool:
    """Whether what it is so many times of is a ceiling: « un maximum de 250 000 € par an »."""
    term, result = one.terms[-1], one.result
    each = set(term.lead)
    if _COLUMN.search(term.of) and not {MAXIMUM, CEILING, FLOOR} & set(result.lead):
        return True  # under « Maximum annuel HT », and what is estimated
    most = MAXIMUM in result.lead.rpartition(DURATION)[2] and MAXIMUM not in each
    above = most and result.value > one.made  # « le maximum est de 4 320 000 € », of which less is estimated
    return above or bool(each & _LIMITS)


def _times(sentence: Stretch) -> Iterator[tuple[int, int]]:
    """How many months tokens say: « deux mois », « trois exercices », « 2026-2028 »."""
    for rank, (token, claim) in enumerate(sentence.pieces):
        value = token.value.value if isinstance(token.value, Mention) else None
        if claim is not None and claim.unit in _UNITS and claim.value.denominator == 1:
            yield rank, int(claim.value) * _UNITS[claim.unit]
        elif claim is None and token.sort == YEAR and isinstance(value, tuple) and len(value) > 2:
            yield rank, 12 * len(value)


def _thing(sentence: Stretch, result: Claim, place: int) -> str:
    """What an amount is so many months of: « deux mois de loyer, soit 2 112 € », or the other way round."""
    rank, of = sentence.rank(result), _OF.match(sentence.shape, place + 1)
    between, start = sentence.between(rank, place), sentence.pieces[place][0].start
    if of is None or set(between) & set("EPDN;."):
        return ""
    told = SO in between if place < rank else _EQUALS.search(result.said.low, 0, start)
    return str(sentence.pieces[of.end() - 1][0].value) if told else ""


def _linked(sentence: Stretch, result: Claim, place: int) -> bool:
    """« pour les trois années …, 126 000 € », « 126 000 € pour les trois exercices »."""
    rank, start, text = sentence.rank(result), sentence.pieces[place][0].start, result.said.low
    if place > rank and not sentence.between(rank, place).strip(YEAR):
        return _AFTER.fullmatch(text, result.said.end, start) is not None
    apart = set(sentence.between(place, rank)) & set("EPup.;-" + AND)
    return place < rank and not apart and bool(_LED.search(text, 0, start))


def _made(result: Claim, count: Claim | None, months: int, each: Claim) -> Relation:
    times = Fraction(months, MONTHS[each.basis.value] if each.basis else 1)
    if count is not None:
        return product(result, [replace(count, value=times), each], sure=False)
    return related(Kind.PRODUCT, result, (each,), lambda v: times * v[0], f"{times} × {said(each)}", sure=False)


def _near(one: Relation) -> bool:
    """Whether it is of the size of what the years make, of one thing and of one tax, or a digit away."""
    each, result = one.terms[-1], one.result
    named = {each.role, result.role} - {"", *GENERIC}
    if not fit(result, each) or len(named) > 1:
        return False
    return slip(one.made, result.value) or WINDOW[0] * one.made <= result.value <= WINDOW[1] * one.made


def _added(context: Context, result: Claim, made: Fraction) -> bool:
    """Whether the amounts of a paragraph, one a year and not the same, make it; or a table, the years being a line."""
    for table in tables(context):
        held = {c.value: line.rank for line in table.lines for c in line.claims if c}
        if held.get(result.value) is Rank.TOTAL and held.get(made) is Rank.LIGNE:
            return True
    for paragraph in paragraphs(context):
        parts = [c.value for c in paragraph.money if c is not result]
        if len(parts) > 1 and sum(parts) == result.value:
            return True
    return False


def own_period(context: Context) -> Period | None:
    """The period of the act: its entry's, else the one that its documents agree on."""
    said = agreed(whole(context))
    return said.value.period if said else None


def yearly(context: Context) -> tuple[Claim, ...]:
    """Every amount given for a year."""
    return tuple(claim for claim in amounts(context) if claim.basis is Basis.AN)


def same_as_a_year(context: Context, money: Claim, annual: Sequence[Claim]) -> Claim | None:
    """The yearly amount that is written for the period: that of the line whose name the sentence bears."""
    words = _words(money.said.context) | _words(context.register.collectivite.nom if context.register else "")
    found = [y for y in annual if y.value == money.value and (y.tax == money.tax or None in (y.tax, money.tax))]
    return max(found, key=lambda y: len(_words(y.of or y.role) & words), default=None)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(unaccented(text)))


def orders(context: Context, annual: Sequence[Claim], years: Fraction) -> Iterator[tuple[Passage, Claim]]:
    """An attached piece that gives a yearly amount as many times as there are years."""
    made = {claim.value * years: claim for claim in annual if claim.value}
    for claim in claims(context):
        if claim.unit == "€" and claim.value in made and claim.said.part.nature is Nature.PIECE:
            yield claim.said, made[claim.value]
            return
