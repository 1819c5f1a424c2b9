"""What a list or a table without a total makes: the sentence just below a list says it, or another one, elsewhere.

« soit une surface totale de 500 m² »: each item gives one number of the unit of the total, its last one; what else it
says is of itself. In one sentence, things of several sorts (`added`): « deux élus, deux agents et une bénévole, soit
cinq membres ». Where no word ties them (`grouped`), the lines make nothing that the act says, and a digit of one of
them, or of one number of the act that no other explains, is all that keeps them from making it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.tables import Rank, Sort, own_tables
from ..context import Context
from ..outline.nature import Nature
from ..pattern import pattern
from ..statements.arithmetic import digits
from ..text.lexicon import CHANGE, SO, TOTAL
from ..text.tokens import COUNT
from ..values.accident import slip
from .quantities import TIMES, singular
from .relation import Relation, first_held, total, weighed
from .shares import limited, limiting
from .stretch import Stretch, clauses, paragraphs

SOME = 2  # items
FEWEST, LONG = 3, 5  # parts that no word ties to their sum; digits of what two of them make
MOMENT = "H"  # « de 18 h à 2 h »
LED = pattern(rf"[^EPNDu.]*[{SO}{TOTAL}][^EPDNu.;]*")  # before the total, in its sentence
MORE = pattern(r"\b(?:dont|hors|sans|non compris|au moins|au plus|environ|plus de|moins de|apres|deduction)\b")
MEANT = pattern(r"\ben moyenne|par (?:an|mois|jour|semaine)\b|chacun")


def footed(context: Context) -> Iterator[Relation]:
    """Every total of a list that the words below it say, right or wrong."""
    for paragraph in paragraphs(context):
        yield from _of_list(paragraph)


def _of_list(paragraph: Stretch) -> Iterator[Relation]:
    """Items, and the total in the sentence that follows the last of them or stands below."""
    items = paragraph.entries
    result = _announced(paragraph, list(paragraph.by_block.values())[-1]) if len(items) >= SOME else None
    if result is None:
        return
    before = [[c for c in group if c is not result and c.spot < result.spot] for group in items]
    parts = [[c for c in group if _unit(c) == _unit(result)] for group in before]
    if all(parts) and result not in (c for group in parts for c in group):
        yield from _summed(paragraph, result, parts)


def _summed(paragraph: Stretch, result: Claim, parts: Sequence[Sequence[Claim]]) -> Iterator[Relation]:
    ends = (result, *(group[-1] for group in parts))
    if CHANGE in result.lead:
        return  # « soit une hausse de »: from one of them to the other
    if any(limited(paragraph, c) for c in ends) or any(c.token.sort == MOMENT for group in parts for c in group):
        return
    made = [total(result, [group[place] for group in parts], sure=False) for place in (-1, 0)]
    yield first_held(made) or made[0]


def _announced(stretch: Stretch, found: Sequence[Claim]) -> Claim | None:
    """The first number after « total » or « soit », where its sentence says no other before."""
    for claim in found:
        rank = stretch.rank(claim)
        sentence = max(stretch.shape.rfind(mark, 0, rank) for mark in ".;)")
        where, low = claim.said, claim.said.low
        if claim.unit and claim.unit != "%" and LED.fullmatch(stretch.shape, sentence + 1, rank):
            start = stretch.pieces[sentence + 1][0].start
            apart = MORE.search(low, start, where.start) or MEANT.match(low, where.end + 1)
            return None if apart else claim
    return None


def _unit(claim: Claim) -> str:
    noun = singular(claim.unit)
    return TIMES[noun][0] if noun in TIMES and TIMES[noun][1] == 1 else noun


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


_WORD = pattern(r"[a-z]{4,}")
_RARE = frozenset({"m", "tonne", "litre", "kg"})  # few numbers of an act have them
_APART = frozenset({"%", "", "mois", "an", "jour", "jours", "semaine", "h", "heures", "minutes"})


def grouped(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such group whose sum nobody says, and the one number that it nearly makes."""
    every = [c for c in claims(context) if c.owner.name == "" and _said(c)]
    for group, key in (*_columns(context), *_lists(context)):
        spots, made = {c.spot for c in group}, sum((c.value for c in group), Fraction(0))
        most = max(c.value for c in group)
        others = [c for c in every if c.spot not in spots and _unit(c) == _unit(group[0]) and c.value > most]
        if any(c.value == made for c in others):
            continue
        near = [c for c in others if _slipped(c, group) and _telling(c, group, key) and c.spot not in told]
        if len({c.value for c in near}) == 1:
            yield total(near[0], group, sure=False)


def _said(claim: Claim) -> bool:
    return claim.unit not in _APART and claim.said.part.nature is not Nature.PIECE and not limiting(claim.lead)


def _columns(context: Context) -> Iterator[tuple[Sequence[Claim], str]]:
    for table in own_tables(context):
        for column in table.columns:
            found = [cell for line, cell in table.cells(column) if line.rank is Rank.LIGNE]
            whole = len(found) == len(table.lines) and column.sort not in (Sort.PERCENT, Sort.APART)
            if whole and len(found) >= FEWEST and not column.ranks and _alike(found):
                yield found, column.key


def _lists(context: Context) -> Iterator[tuple[Sequence[Claim], str]]:
    """Items that each say one number of one unit."""
    for one in paragraphs(context):
        items = one.part.led(one.block)
        each = [[c for c in one.by_block.get(n, ()) if c.unit not in _APART] for n in items]
        found = [claims[0] for claims in each if len(claims) == 1]
        if len(found) == len(items) > 1 and _alike(found):
            yield found, ""


def _alike(found: Sequence[Claim]) -> bool:
    return len({_unit(c) for c in found}) == 1 and _said(found[0]) and all(c.value > 0 for c in found)


def _slipped(whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether a key explains it, in the number or in one of the parts; and some of the parts do not make it."""
    one = total(whole, group)
    if any(sum(c.value for c in group[:n]) == whole.value for n in range(2, len(group))):
        return False
    return any(slip(c.value, meant) for n, c in enumerate(one.numbers) if (meant := one.solve(n)) > 0)


def _telling(whole: Claim, group: Sequence[Claim], key: str) -> bool:
    """Whether it is no chance: many digits, or the word of the column, or « total », beside a whole of few."""
    if digits(whole.value) >= LONG:
        return True
    low, at = whole.said.low, whole.said
    around = set(_WORD.findall(low[max(0, at.start - 60) : at.end + 40]))
    named = any(word.rstrip("s") in {w.rstrip("s") for w in around} for word in _WORD.findall(key))
    return len(group) >= FEWEST and whole.unit != "€" and (named or TOTAL in whole.words or _unit(whole) in _RARE)
