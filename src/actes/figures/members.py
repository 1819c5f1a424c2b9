"""What is counted, and what it is made of: so many in all, and so many of each sort, in words, items or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim
from ..context import Context
from ..document import Kind as BlockKind
from ..part import Passage
from ..pattern import pattern
from ..text.lexicon import PAIRS
from ..text.tokens import COUNT
from ..values.accident import near, slip
from .reach import STAYS_CHARACTERS
from .relation import HUNDRED, Relation, once, total, weighed
from .stretch import Stretch, paragraphs
from .wholes import HIGH, LOW, whole

_APART = frozenset(["fois", "voix", "suffrages", "pages", "articles"])  # counted by other rules, or ranks
_MEASURES = frozenset(
    ["m²", "m2", "m", "metres", "heures", "minutes", "hectares", "kilometres", "km", "litres", "tonnes", "kg"]
)
# What opens the parts, after the whole: « : », « dont », « , soit », a bracket; no word that makes of them a product.
_OPENS = pattern(r"[^xpguPE~.cf;ds:]*[ds:][^xpguPE~.cf]*|[on_zt]*\([^xpguPE~.cf;)]*")
_AT_ONCE = pattern(r"[on_ztbq]*\)?,?[ont]*(?:d[onzd]*,?d?:?|,?s|:[on]*,?|\()[;on]*\(?")
_DONE = pattern(r" (?:ont|sont|etaient|seront|restent) ")  # « 143 demandes ; 118 ont été acceptées et 25 refusées »
_APART_BY = pattern(r"[^xsgpcf~PEr.N]*[,&;+][^xsgpcf~PEr.N]*")
_GIVEN = pattern(r"\b(?:avec|obt\w+) \Z")  # « la société, avec 84 points »
# « sur 62 candidatures, 41 …, 21 … »
_OUT_OF = pattern(r"\b(?:sur|parmi) (?:un (?:total|effectif) de |les |ces |ses )?\Z")
_ONE_MORE = pattern(r"(?:[,;:(]|\bet) une? (?!fois\b|par\b|pour\b)[a-z]")  # « trois médecins et une sage-femme »
_AND_ONE = pattern(r"(?:,|\bet) (?:une? |l[ae] |l')(?!fois\b|par\b|pour\b)[a-z]")  # « et la directrice »
_WHERE = pattern(r", (?:sur|dans|en|pour) \Z")  # « dont 118 enfants et 44 adultes, sur trois sites »
# « treize membres : le maire, président, six … », « sept agents se répartissent en un cadre, deux … »
_THE_FIRST = pattern(
    r"(?:(?:\W{1,4}|, (?:dont|soit) )(?:l[ae] |l')|, compose\w* d(?:u |e la |e l')|[a-z ]{0,30}\ben une? )"
    r"[a-z][^.;:0-9]{0,40},"
)
_ASIDE = pattern(r"\([^()]*\)|,?x[on]*N[on]*p?")  # « (de 6 h à 11 h) », « , à raison de deux par quartier »
_AT = r"\s(?P<at>au?x?|pour|dans|en|sur|chez|d[eu]s?)\b"  # « deux pour le lot 3 et une pour le lot 4 »
_PLACED, _ONE_PLACED = pattern(_AT), pattern(rf"(?:,|\bet) une?{_AT}")
_SOME = pattern(r"(?:dont|y compris|inclu|parmi)")
GREAT = 20  # things: of fewer, « dont » may leave one or two out
QUARTER, OF_MANY = 4, 10


def members(context: Context) -> Iterator[Relation]:
    """Every number of things that is said with its parts, right or wrong."""
    for paragraph in paragraphs(context):
        yield from (found for one in paragraph.sentences for found in _points(one))
        every = (found for one in paragraph.readings for found in (*_told(one), *_listed(one), *_in_all(one)))
        yield from once(found for found in every if found.holds or not _of_the_first(found))
        yield from _rest(paragraph)


_JUDGED = pattern(r"\b(?:criter|juge|note|pondere|class)")


def _points(sentence: Stretch) -> Iterator[Relation]:
    """« jugées selon le prix (60 points) et la technique (40 points, dont 10 pour le délai) »: a hundred in all."""
    found = [n for n in sentence.ranks(COUNT) if sentence.at(n).unit == "points"]
    out_of = next((c for c in _claims(sentence, found) if c.value == HUNDRED), None)
    found = [n for n in found if sentence.at(n).value < HUNDRED]
    ranks = [n for n in found if not _GIVEN.search(sentence.at(n).said.low_before)]
    ends = [n for n, (a, b) in enumerate(pairwise(ranks), 1) if "d" in sentence.between(a, b)]
    parts = _claims(sentence, ranks[: min(ends, default=len(ranks))])
    made = sum(c.value for c in parts)
    if len(parts) > 1 and not any(c.places for c in parts) and LOW <= made <= HIGH and parts[0].said.led(_JUDGED):
        yield total(out_of, parts) if out_of else whole(parts)


def _of_the_first(found: Relation) -> bool:
    """« le prix (60 points) et la technique (40 points, soit 20, 10 et 10) »: the others make the first of them."""
    first, *others = (c.value for c in found.terms)
    return len(others) > 1 and first == sum(others)


def _told(stretch: Stretch) -> Iterator[Relation]:
    """A number of things, then how many there are of each sort or at each place: the first that is so told."""
    for first in stretch.ranks(COUNT):
        whole = stretch.at(first)
        if whole.value < 2 or not whole.unit or whole.unit in _APART:
            continue
        if whole.unit == "points" and not _OUT_OF.search(whole.said.low_before):
            continue  # « cumulables dans la limite de 5 points : »
        ranks = _parts(stretch, first, whole)
        parts = _claims(stretch, ranks)
        if len(parts) > 2 and _WHERE.search(parts[-1].said.low_before) and not total(whole, parts).holds:
            parts = parts[:-1]
        others = {stretch.at(n).unit for n in stretch.ranks(COUNT) if n < first} - {whole.unit, ""}
        if others & {c.unit for c in parts}:
            continue  # « 96 participants et 214 photos (83 participants et 178 photos en 2024) »
        if len(parts) < 2 or any(c.value >= whole.value or c.places > whole.places for c in parts):
            continue
        found = _with_ones(stretch, whole, parts)
        below = [] if found.holds else _all_below(stretch, first, whole)
        if any(total(whole, below[: n + 1]).holds for n in range(len(parts), len(below))):
            return  # « 62 emplacements : 44 emplacements nus, 10 emplacements pour camping-cars et 8 chalets »
        if _near(stretch, found, stretch.shape[first : ranks[0]], first):
            yield found
            return


def _all_below(stretch: Stretch, first: int, whole: Claim) -> list[Claim]:
    """All that its sentence counts after a whole, whatever it is called."""
    stop = stretch.shape.find(".", first)
    ranks = [n for n in stretch.ranks(COUNT) if first < n and (stop < 0 or n < stop)]
    return [c for c in _claims(stretch, _below_it(stretch, ranks, whole)) if c.value < whole.value]


_LISTED = pattern(r"[(:](?=[^NEPD.;(:]*N)(?:[^NEPD.;()]*N[on]*[;,]){2,}[^NEPD.;()]*N(?:[on]*&[on]*N)?")


def _listed(stretch: Stretch) -> Iterator[Relation]:
    """« 92 élèves en quatre classes (CP : 22 ; CE1 : 21 ; …) », « 29 plis, ainsi répartis : lot 1, cinq ; … »."""
    for match in _LISTED.finditer(stretch.shape):
        ranks = [n for n in stretch.ranks(COUNT) if match.start() < n < match.end()]
        parts = _claims(stretch, ranks)
        start = stretch.shape.rfind(".", 0, match.start())
        before = [c for n in stretch.ranks(COUNT) if start < n < match.start() and (c := stretch.at(n)).unit]
        tried = [
            total(c, _claims(stretch, _below_it(stretch, ranks, c)), sure=False)
            for c in before
            if c.value != len(parts) and c.unit not in _APART and not _beside(parts[0].said, c.said)
        ]
        close = [one for one in tried if one.holds] or [one for one in tried if near(one.result.value, one.made)]
        best = min(close, key=lambda one: one.gap, default=None)
        if best and {c.unit for c in parts} <= {"", best.result.unit}:
            yield best


def _parts(stretch: Stretch, first: int, whole: Claim) -> list[int]:
    """Where the parts of a whole stand: those of its unit, else all that follow; each once, apart from each other."""
    shape = stretch.shape
    stop = pattern(r"\.(?!;)|\Z").search(shape, first)
    later = [n for n in stretch.ranks(COUNT) if first < n < (stop.start() if stop else len(shape))]
    later = _below_it(stretch, later, whole)
    units = {n: unit for n in later if (unit := stretch.at(n).unit) not in _APART}
    known = {"", "points"} if whole.unit == "points" else {whole.unit}  # « activité des deux parents, 25 »
    later, alike = [*units], [n for n, unit in units.items() if any(_one(unit, one) for one in known)]
    same = len(alike) > 1
    if ":;" in shape[first:] and ";" in shape[first:].partition(".")[0]:
        items = _below_it(stretch, _items(stretch, first), whole)
        if items or not same:
            return items
    some = [n for n in later if units[n] not in _MEASURES]
    if not same and whole.unit not in _MEASURES and 1 < len(some) < len(later):  # « 350 sur 10 km, 170 sur 5 km »
        alike, same = some, True
    ranks = [n for n in _at_one_depth(shape, first, alike if same else later) if shape[n - 1] != "x"]
    if len(ranks) < 2 or shape[ranks[0] + 1] == "p":  # « soit deux par partie »
        return []
    between = shape[first + 1 : ranks[0]]
    out_of = re.fullmatch("[on&]*,", between) and _OUT_OF.search(whole.said.low_before) is not None
    done = between in (";", ",") and stretch.at(ranks[0]).said.then(_DONE)
    if not (out_of or done or (_OPENS.fullmatch(between.replace("N", "")) if same else _AT_ONCE.fullmatch(between))):
        return []
    if len(alike) == 1 and units[ranks[0]] and ranks[0] not in alike:
        return []  # « quatre classes en trois écoles : à Orce, deux classes ; à Luz, une classe »
    if not same and (whole.unit in _MEASURES or any(c.unit in _MEASURES for c in _claims(stretch, ranks))):
        return []
    gaps = [_ASIDE.sub("", shape[a + 1 : b]) for a, b in pairwise(ranks)]
    gaps = [one.replace("N", "") if same else one for one in gaps]
    last = next((n for n, one in enumerate(gaps) if not _APART_BY.fullmatch(one)), len(gaps))
    return ranks[: last + 1]


def _below_it(stretch: Stretch, ranks: list[int], whole: Claim) -> list[int]:
    """« 2. Technique : 50 points, dont : a) …, b) … »: not « 3. Délai : 10 points », beside it."""
    return [n for n in ranks if not _beside(stretch.at(n).said, whole.said)] or ranks


def _beside(part: Passage, whole: Passage) -> bool:
    one, other = part.part.blocks[part.block], whole.part.blocks[whole.block]
    alike = one.marker[:1].isdigit() is other.marker[:1].isdigit() and one.level <= other.level
    return one is not other and one.kind is other.kind is BlockKind.ITEM and alike


def _one(unit: str, other: str) -> bool:
    """« 1 commune » and « 4 communes » count one thing."""
    return unit.rstrip("sx") == other.rstrip("sx")


def _claims(stretch: Stretch, ranks: Sequence[int]) -> list[Claim]:
    return [stretch.at(n) for n in ranks]


def _at_one_depth(shape: str, first: int, ranks: Sequence[int]) -> list[int]:
    """Those in the bracket that opens at once, else each in its own bracket, else those in none."""
    depths = [shape.count("(", first, n) - shape.count(")", first, n) for n in ranks]
    kept = [n for n, depth in zip(ranks, depths, strict=True) if depth == depths[0]]
    close = shape.find(")", first)
    if kept and depths[0] > 0 and re.fullmatch(r"[on_zt]*\([on]*N?", shape[first + 1 : kept[0] + 1]):
        return [n for n in kept if n < close]
    return kept


def _items(stretch: Stretch, first: int) -> list[int]:
    """« 12 emplois : », and items that each begin with how many, or say one number: nothing if one says none."""
    at = stretch.shape.index(":;", first)
    if COUNT in stretch.shape[first + 1 : at]:
        return []
    found, unit, missing = list[int](), _claims(stretch, [first])[0].unit, _alone(stretch)
    for item in re.finditer(r"[^;]+", stretch.after(at)):
        start, end = (at + 1 + n for n in item.span())
        ranks = [n for n in stretch.ranks(COUNT) if start <= n < end]
        ranks = [n for n in ranks if unit and stretch.at(n).unit == unit] or ranks
        alone = len(ranks) == 1 and not _claims(stretch, ranks)[0].unit
        if len(ranks) > 1 and ":" in stretch.between(ranks[0], ranks[-1]):
            ranks = ranks[-1:]  # « quatre vestiaires de 24 m² : 96 m² »
        if ranks and (ranks[0] == start or alone or unit == _claims(stretch, ranks)[0].unit):
            found.append(ranks[0])
        elif item[0].strip("."):
            missing -= 1
    return found if missing >= 0 else []


def _alone(stretch: Stretch) -> int:
    """How many items are « une rue de l'Église », which no figure counts."""
    items = (stretch.part.lows()[n].lstrip(" -–•*") for n in stretch.part.led(stretch.block))
    return sum(item.startswith(("un ", "une ")) for item in items)


def _with_ones(stretch: Stretch, whole: Claim, parts: Sequence[Claim]) -> Relation:
    """Their sum, with each « une sage-femme » that no figure counts."""
    blocks = {c.said.block for c in parts}
    if len(blocks) > 1 or whole.said.block not in blocks:
        return found if (found := total(whole, parts, sure=False)).holds else and_ones(whole, parts, _alone(stretch))
    text = whole.said.low
    ends = min(
        (n for n in (text.find(mark, parts[-1].said.end) for mark in (". ", ";", ".\n")) if n >= 0), default=len(text)
    )
    if parts[-1].unit in (whole.unit, ""):  # « deux pour le lot 3 et une pour le lot 4 »
        at, more = _PLACED.match(text, parts[-1].said.end), _ONE_PLACED.finditer(text, parts[-1].said.end, ends)
        ones = sum(at is not None and one["at"][0] == at["at"][0] for one in more)
    else:
        ones = len(_ONE_MORE.findall(text, whole.said.end, ends))
    named = max(ones, len(_AND_ONE.findall(text, whole.said.end, ends)))
    named += not named and _THE_FIRST.match(text, whole.said.end) is not None
    return found if (found := and_ones(whole, parts, named)).holds else and_ones(whole, parts, ones)


def and_ones(whole: Claim, parts: Sequence[Claim], ones: int) -> Relation:
    """So many, with those that no figure counts; « 47 couples » are 94 people."""
    return weighed(whole, parts, [2 if c.unit in PAIRS and whole.unit not in PAIRS else 1 for c in parts], ones)


def _near(stretch: Stretch, found: Relation, opened: str, first: int) -> bool:
    """Whether a whole and its parts are of one size: a number that is far off is of something else."""
    whole = found.result
    said = [str(t.value) for t, _ in stretch.pieces[first : first + len(opened)] if t.sort == "d"]
    out_of = _OUT_OF.search(whole.said.low_before) is not None  # « sur 62 candidatures reçues, 41 …, 21 … »
    done = opened[1:] in (";", ",")
    some = out_of or done or (said and all(map(_SOME.match, said)))
    if ":" not in opened and some:  # « dont »: perhaps some of them only
        slipped = whole.value >= GREAT and slip(whole.value, found.made) and (found.made > whole.value or not done)
        ranks = [stretch.rank(c) for c in found.terms]
        joined = re.search(r"&[^;,]*\Z", stretch.between(*ranks[-2:])) is not None  # « a … et b … »: it ends there
        close = joined and found.gap <= max(Fraction(1), whole.value / OF_MANY)
        closed = re.split(r"[.,]", stretch.after(found.terms[-1]))[0].rstrip(";")
        return found.holds or slipped or (close and not set(closed) & set("N;"))
    return found.gap <= max(Fraction(2), whole.value / QUARTER)


_LEFT = pattern(  # « les 36 restants », « si bien que sept offres », « les 114 places ordinaires »
    r"\brest(?:ant|e\b|ent|era)|\bautres\b|\bsi bien que\b|\bde sorte que\b|\bdonc\b|\bd'ou\b|\bdemeur|\bsurplus"
    r"|\bles (?:[0-9]+|[a-z-]+) [a-z]+ (?:ordinaire|classique|standard|normale?|courante?)s\b"
)
_STAYS = pattern(r"\bdonc\b|\brest(?:ent|eront|aient)\b|\bdemeur")
_TAKEN = "xp€EP%"  # between: they are of something else


def _rest(stretch: Stretch) -> Iterator[Relation]:
    """« 48 places : 12 sont réservées …, les 36 restantes … », « neuf plis …, deux écartés, si bien que sept … »."""
    found = [c for c in _claims(stretch, stretch.ranks(COUNT)) if not c.places]
    for at, rest in enumerate(found):
        ways = [one for n in range(at) if (one := _left_of(stretch, found[n], found[n + 1 : at], rest)) is not None]
        near = [one for one in ways if one.gap <= max(Fraction(1), one.result.value / OF_MANY)]
        yield from next(([one] for one in near if one.holds), near[:1])


def _left_of(stretch: Stretch, whole: Claim, some: Sequence[Claim], rest: Claim) -> Relation | None:
    text = rest.said.low
    between = stretch.between(stretch.rank(whole), stretch.rank(rest))
    if whole.said.block != rest.said.block or not whole.unit or set(between) & set(_TAKEN):
        return None
    word = text.find(" ", rest.said.end + 1)  # the one after it: « les 114 places ordinaires »
    left = _LEFT.search(text, (some[-1] if some else whole).said.end, max(word, rest.said.end))
    left = left or _STAYS.search(text, rest.said.end, rest.said.end + STAYS_CHARACTERS)
    ones = len(_ONE.findall(text, whole.said.end, rest.said.start)) + bool(_THE_FIRST.match(text, whole.said.end))
    apart = {c.unit for c in (whole, *some, rest)} & (_MEASURES | _APART)
    return and_ones(whole, [*some, rest], ones) if left and not apart and (some or ones) else None


# « une a été déclarée irrégulière »
_ONE = pattern(r"(?:[,:;(]|\bet) une? (?=(?:a|est|en|pour|au|aux|sera|seule?|autre)\b)")


_EACH_ITEM = r";(?P<parts>[^;N]*N[^;N]*(?:;+[^;N]*N[^;N]*)+);+"
_IN_ALL = (
    # « 24 panneaux, 6 vitrines et 1 borne, soit 31 éléments »: things of several sorts, and how many in all
    pattern(
        r"(?P<parts>N(?:[onX_z]*,[onX_z]*N)+[onX_z]*[&+](?:[onX_z]*N[onX_z]*|(?P<more>[ons]*)))(?:,s|[:;]t)[on]*(?P<whole>N)"
    ),
    pattern(r"(?P<parts>N[on_z]*&[on_z]*N)[on_z]*(?:,s|[:;](?=t))[on]*t?(?P<whole>N)"),
    # items that each hold a number of one thing, then « Au total, 32 places », « Soit 32 places au total »
    pattern(rf"{_EACH_ITEM}s?[on]*t[on]*,?[on]*(?P<whole>N)"),
    pattern(rf"{_EACH_ITEM}s[on]*(?P<whole>N)"),
)


def _in_all(stretch: Stretch) -> Iterator[Relation]:
    """How many of each, then how many in all."""
    for match in filter(None, (way.search(stretch.shape) for way in _IN_ALL)):
        (start, end), whole = match.span("parts"), stretch.claim(match.start("whole"))
        parts = _claims(stretch, [n for n in stretch.ranks(COUNT) if start <= n < end])
        if whole is None or len(parts) < 2 or not whole.unit or any(c.places for c in (*parts, whole)):
            continue
        if whole.unit in _APART or _FULL_TIME.match(whole.unit):
            continue
        if not all(c.unit for c in parts) and not _one(parts[0].unit, whole.unit):  # « 24 enfants le lundi, 31 le … »
            continue
        ones = parts[0].said.led(_FIRST_ONE) is not None
        if ones or match.groupdict().get("more") is None:
            found = and_ones(whole, parts, ones)
            alike = [c for c in parts if _one(c.unit, whole.unit)]
            if 1 < len(alike) < len(parts) and not found.holds:  # « des deux côtés ; 8 places ; 6 places »
                found = and_ones(whole, alike, ones)
            if not found.holds and total(whole, parts[1:]).holds:  # « trois nuits, pour 42 élèves et 4 adultes »
                found = total(whole, parts[1:], sure=False)
            if found.gap <= whole.value / QUARTER:
                yield found


_FULL_TIME = pattern(r"equivalent|etp\b")


_FIRST_ONE = pattern(r"\bune? [a-z]{3,}(?: [a-z]{3,})?(?:,| et) \Z")  # « une directrice, deux infirmiers et … »
