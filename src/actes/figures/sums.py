"""Sums: a total and its parts, in a sentence, in brackets, in a list, from one sentence to the next; what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ..claims import Claim, Sure
from ..claims.table import amounts, own_amounts
from ..context import Context
from ..facts import Basis
from ..facts.flat import folded
from ..statements.arithmetic import misprint, rounded
from ..text.lexicon import ABOUT
from ..text.tokens import AND, EUROS
from .relation import Relation, total
from .shares import limited
from .stretch import Stretch, paragraphs

EURO = "€"
NEAR = 20  # percent: « dont » may name some of the parts only; these are near enough to be all of them
TIMES = frozenset({"fois", "versements", "echeances", "acomptes", "paiements", "virements"})
_SPLITS = TIMES | {"lots", "tranches", "parts", "termes", "associations", "communes", "membres", "projets", "actions"}
MOST = 14  # numbers
_ITEMS = re.compile(r"[on]*[^EN(;.]{0,4}\(")


def sums(context: Context) -> Iterator[Relation]:
    """Every sum that words or a list state, right or wrong."""
    for paragraph in paragraphs(context):
        done = set[object]()
        for stretch in paragraph.readings:
            for found in _equal(stretch):
                if found.result.spot not in done:
                    done.update(claim.spot for claim in found.numbers)
                    yield found
            for unit in dict.fromkeys(claim.unit for claim in stretch.claims if claim.unit not in ("%", "")):
                for found in _of(context, _Group(stretch, unit), whole=stretch is paragraph):
                    if _mean(stretch, found.result) or _of_one(found):
                        continue
                    if found.result.spot not in done and not done.issuperset(c.spot for c in found.terms):
                        done.update(claim.spot for claim in found.numbers)
                        yield found


def _of_one(found: Relation) -> bool:
    """« 96 € par heure … 14 400 € pour 2026 et 28 800 € »: the price of one is no rest of what many cost."""
    basis = found.result.basis
    return basis in (Basis.HEURE, Basis.JOUR) and all(c.basis is not basis for c in found.terms)


def _mean(stretch: Stretch, result: Claim) -> bool:
    """« soit 60 m² en moyenne »."""
    return result in stretch.claims and stretch.shape.startswith(ABOUT, stretch.rank(result) + 1)


_EQUAL = re.compile(r"\begal\w* (?:a|aux?)\b")


def _equal(stretch: Stretch) -> Iterator[Relation]:
    """« les dépenses d'ordre (19 000 €) sont égales aux recettes d'ordre (19 000 €) »."""
    if re.fullmatch(r"[^EP]*E[^EPND]*E[^EPND]*", stretch.shape):
        one, other = (stretch.claim(n) for n in stretch.ranks("E"))
        if one and other and one.said.block == other.said.block:
            between = folded(one.said.context[one.said.end : other.said.start])
            if _EQUAL.search(between) and not re.search(r"fois|double|moitie|tiers|quart|triple", between):
                yield total(other, [one])


_REACHED = re.compile(r"N(?:xN)+s\Z")  # « 12 m x 2,50 m = »: only what it makes is a part


class _Group:
    """The numbers of one unit of a stretch, each with the letters between the one before and it (`leads`)."""

    def __init__(self, stretch: Stretch, unit: str) -> None:
        pieces = [(n, c) for n, (_, c) in enumerate(stretch.pieces) if c is not None and c.unit == unit]
        self.stretch, self.unit = stretch, unit
        self.ranks = [n for n, _ in pieces]
        self.claims = [c for _, c in pieces]
        self.leads = [
            _REACHED.sub("", stretch.shape[a + 1 : b]) for a, b in zip([-1, *self.ranks], self.ranks, strict=False)
        ]
        self.tail = stretch.shape[self.ranks[-1] + 1 :] if self.ranks else ""

    def lead(self, first: int, last: int) -> str:
        """The letters before a run of numbers and between them."""
        return "".join(self.leads[first:last])

    def like(self, whole: Claim, indexes: Sequence[int]) -> list[Claim]:
        """Those that can be added into a total: of its tax and of its basis where both say one, and no limit."""
        some = (self.claims[n] for n in indexes)
        return [c for c in some if alike(whole, c) and not limited(self.stretch, c)]


def alike(whole: Claim, part: Claim) -> bool:
    """Whether a number may be a part of another, as tax, basis and size say."""
    taxes, bases = {whole.tax, part.tax} - {None}, {whole.basis, part.basis} - {None}
    return len(taxes) < 2 and len(bases) < 2 and part.value != whole.value and part.value < whole.value * 10


def _of(context: Context, group: _Group, *, whole: bool) -> Iterator[Relation]:
    count = len(group.claims)
    if 2 < count <= MOST:
        yield from _split(group, whole=whole)
        if whole:
            yield from _footed(context, group)
        else:
            yield from _bracketed(group)
            yield from _added(group)
        yield from _left(group)
    if 1 < count <= MOST and whole and group.unit == EURO:
        yield from _of_another(context, group)


def _split(group: _Group, *, whole: bool) -> Iterator[Relation]:
    """A total, then its parts: « dont », « en trois versements : », « soit 8 000 € en 2025 et 4 000 € en 2026 »."""
    for first in range(1, len(group.claims) - 1):
        lead, rest = group.leads[first], group.lead(first + 1, len(group.claims))
        parts = list(range(first, len(group.claims)))
        if _block(group, first - 1) != group.stretch.block or (
            _block(group, -1) != _block(group, 0) == _block(group, first)
        ):
            continue  # a list: its total is in what announces it
        kind = _split_by(group, first, lead, rest, whole=whole)
        if not kind:
            continue
        totals = [c for c in group.claims[:first] if len(group.like(c, parts)) == len(parts)]
        found = [total(c, [group.claims[n] for n in parts], sure=kind == "all") for c in totals]
        held = next((one for one in found if one.holds), None)
        if held is None and found and not _partly(group, parts, totals):
            held = min(reversed(found), key=lambda one: abs(one.made - one.result.value))
            if kind == "some" and not (held.made > held.result.value or _near(held)):
                held = None
        if held is not None:
            yield held
        return


def _block(group: _Group, index: int) -> int:
    return group.claims[index].said.block


def _split_by(group: _Group, first: int, lead: str, rest: str, *, whole: bool) -> str:
    """Whether what follows is the parts of what came: all of them, some of them perhaps, or no parts."""
    if (
        re.search(r"[x(=]", lead)
        or "(" in rest.replace("(P)", "").replace("(A)", "")
        or (";" in rest and ":" not in lead)
    ):
        return ""
    last = group.leads[-1]
    counted = {c.value for _, c in group.stretch.pieces if c is not None and c.unit in _SPLITS}
    listed = (":" in lead and re.search(r"[dvstu]", lead + group.leads[0])) or (
        ":" in lead and len(group.claims) - first in counted
    )
    if listed and not re.search(r"[tgr]", rest.replace("rr", "r")[: len(rest) - len(last)]) and "t" not in last:
        return "all"
    if "d" in lead and (AND in last or "r" in last):
        return "all" if "r" in last else "some"
    if (
        re.search(r"q|v.*v", lead + rest)
        and lead.count("q") + rest.count("q") == len(group.claims) - first
        and not whole
    ):
        return "all"
    plain = not re.search(r"[stpxgu+-]", rest) and "P" not in lead + rest
    if "s" in lead and AND in last and plain and not whole and not group.claims[first].basis:
        return "all"
    return ""


def _partly(group: _Group, parts: Sequence[int], totals: Sequence[Claim]) -> bool:
    """Whether some of the numbers make the total all the same: the others are of something else."""
    values = [group.claims[n].value for n in parts]
    return any(
        sum(some) == whole.value
        for whole in totals
        for size in range(2, len(values))
        for some in combinations(values, size)
    )


def _near(found: Relation) -> bool:
    return abs(found.made - found.result.value) * 100 <= NEAR * found.result.value


def _bracketed(group: _Group) -> Iterator[Relation]:
    """« 12 000 € (8 000 € + 4 000 €) », « 9 944 € (12 430 € − 2 486 €) »."""
    shape = group.stretch.shape
    for index, rank in enumerate(group.ranks[:-2]):
        opened = _ITEMS.match(shape, rank + 1)
        if opened is None:
            continue
        end = shape.find(")", opened.end())
        inside = [n for n, one in enumerate(group.ranks) if opened.end() <= one < end]
        letters, whole = shape[opened.end() : end], group.claims[index]
        plain = re.search(r"[+&,;]", letters) and not re.search(r"[xPgs]", letters)
        parts = [group.claims[n] for n in inside]
        if len(parts) == 2 and re.fullmatch(r"E[on]*-[on]*E[on]*", letters) and len(parts) == len(inside):
            yield total(whole, parts[:1], parts[1:])
        elif len(parts) >= 2 and len(group.like(whole, inside)) == len(parts) and plain:
            yield total(whole, parts)


def _added(group: _Group) -> Iterator[Relation]:
    """« 300 € auxquels s'ajoutent 30 €, soit 330 € »; « 8 000 € et 4 000 €, soit un total de 12 000 € »."""
    index = next((n for n in range(len(group.claims) - 1, 1, -1) if re.search("[st]", group.leads[n])), 0)
    before = group.lead(1, index)
    if (
        index < 2
        or re.search("[xu]", before)
        or "P" in group.lead(0, index)
        or not ("+" in before or "t" in group.leads[index])
        or ("t" in group.leads[0] and "s" not in group.leads[index])  # of two budgets, each has its totals
    ):
        return
    if not ("+" in before or AND in before) or limited(group.stretch, group.claims[index]) or "d" in before:
        return
    parts = group.like(group.claims[index], range(index))
    if len(parts) == index:
        yield total(group.claims[index], parts)


def _footed(context: Context, group: _Group) -> Iterator[Relation]:
    """« La tranche ferme est de 8 000 €, l'optionnelle de 4 000 €. Le total, toutes tranches confondues, est de … »."""
    index = len(group.claims) - 1
    lead, whole = group.leads[index], group.claims[index]
    if not re.search(r"t|[.;][^E]*s", lead) or not re.search(r"[.;]", lead) or re.search(r"[gu]", lead):
        return
    if limited(group.stretch, whole) or re.search("[xu]", group.lead(0, index)):
        return
    parts = group.like(whole, range(index))
    plain = all("s" not in one and "t" not in one for one in group.leads[1:index])
    if (
        len(parts) != index
        or not plain
        or ("t" not in lead and not _slip(sum((c.value for c in parts), Fraction(0)), whole.value))
    ):
        return
    found = total(whole, parts, sure=";" in group.lead(1, index) and "P" not in group.stretch.shape)
    if found.holds or not _otherwise(context, found):
        yield found


def _otherwise(context: Context, found: Relation) -> bool:
    """Whether these parts make another amount of the act, or the total is made by others of them."""
    values = [c.value for c in found.terms]
    if any(sum(some) == found.result.value for size in range(2, len(values)) for some in combinations(values, size)):
        return True
    return not found.sure and found.made in {c.value for c in own_amounts(context)}


def _left(group: _Group) -> Iterator[Relation]:
    """« Un acompte de 6 000 € sur une subvention de 20 000 € … ; le solde est de 14 000 € »."""
    count = len(group.claims)
    marks = [_mark(group, n) for n in range(count)]
    rest = [n for n, mark in enumerate(marks) if "r" in mark]
    if len(rest) != 1 or count > 5 or (count > 3 and rest[0] != count - 1):
        return
    other = [n for n in range(count) if n != rest[0]]
    whole = max(other, key=lambda n: group.claims[n].value)
    given = [n for n in other if n != whole]
    if group.claims[rest[0]].value >= group.claims[whole].value or re.search("Ps?|vs", group.leads[whole]):
        return
    stated = any(re.search("[ayv-]", marks[n]) for n in given) or re.search("[s:-]", marks[rest[0]])
    parts = [group.claims[n] for n in given]
    if stated and all(
        alike(group.claims[whole], c) and not limited(group.stretch, c) for c in (*parts, group.claims[rest[0]])
    ):
        yield total(group.claims[rest[0]], [group.claims[whole]], parts)


def _mark(group: _Group, index: int) -> str:
    """What is said of a number: before it in its clause, and just after."""
    before = re.split(r"[;.]", group.leads[index])[-1]
    follows = group.leads[index + 1] if index + 1 < len(group.leads) else group.tail
    after = re.match(r"[on]*[ayr]?", follows)
    return before + (after[0] if after else "")


def _of_another(context: Context, group: _Group) -> Iterator[Relation]:
    """Parts of a whole that another paragraph says, when one digit keeps them from making it."""
    shape, parts = group.stretch.shape, group.claims
    made = sum((c.value for c in parts), Fraction(0))
    known = {c.value: c for c in own_amounts(context)}
    counted = {c.value for _, c in group.stretch.pieces[: group.ranks[0]] if c is not None and c.unit in TIMES}
    if len(parts) in counted and re.search(r"N[^EP]{0,60}:", group.leads[0].rpartition("P")[2]) and made not in known:
        larger = [
            c for c in known.values() if c.value > max(p.value for p in parts) and all(alike(c, p) for p in parts)
        ]
        if larger:
            yield total(min(larger, key=lambda c: abs(c.value - made)), parts, sure=False)
        return
    divided = re.search(r"[dvb]|q|r|[JY]", "".join(group.leads) + group.tail) and AND in group.lead(1, len(parts))
    if not divided or re.search(r"[xpgut]", group.lead(1, len(parts))) or ("P" in shape and "r" not in shape):
        return
    if (
        made in known
        or any(c.value * 2 == d.value for c, d in combinations(parts, 2))
        or limited(group.stretch, parts[0])
    ):
        return
    second = sorted(p.value for p in parts)[-2]  # the greatest may be the wrong one
    near = [c for value, c in known.items() if value > second and _slip(made, value) and c not in parts]
    if len(near) == 1 and all(alike(near[0], part) for part in parts):
        yield total(near[0], parts, sure=False)


def _slip(one: Fraction, other: Fraction) -> bool:
    return one != other and bool(misprint(rounded(one), rounded(other)))


ABOVE = 20  # blocks
_GRANTS = frozenset({"credit", "budget", "subvention", "dotation", "fonds"})


def balances(context: Context) -> Iterator[Relation]:
    """« une avance de 6 000 € sur une subvention de 20 000 € », and elsewhere « le solde, qui s'élève à 14 000 € »."""
    every = paragraphs(context)
    paid = [pair for stretch in every if (pair := _deposit(stretch)) is not None]
    left = [c for stretch in every if len(stretch.ranks(EUROS)) == 1 for c in _balance(stretch)]
    if len({(a.value, b.value) for a, b in paid}) == 1 and len({c.value for c in left}) == 1:
        given, whole = paid[0]
        if left[0].value < whole.value and left[0].spot[:2] != whole.spot[:2]:
            yield total(whole, [given, left[0]], sure=False)


def left_over(context: Context) -> Iterator[Relation]:
    """« Le crédit inscrit est de 9 000 € », a table of 8 200 €, « il reste un crédit disponible de 800 € »."""
    for paragraph in paragraphs(context):
        rests = [c for c in _balance(paragraph) if len(paragraph.ranks(EUROS)) == 1 and c.role in _GRANTS]
        for rest in rests:
            near = [c for c in amounts(context) if c.spot[0] == rest.spot[0] and 0 < rest.spot[1] - c.spot[1] <= ABOVE]
            granted = {c.value: c for c in near if c.role == rest.role and c.sure is not Sure.STATED}
            spent = {c.value: c for c in near if c.sure is Sure.STATED and c.of.lower().startswith("total")}
            if len(granted) == len(spent) == 1:
                yield total(rest, [*granted.values()], [*spent.values()], sure=False)


def _deposit(stretch: Stretch) -> tuple[Claim, Claim] | None:
    """A deposit and what it is a part of, alone in a paragraph."""
    ranks = stretch.ranks(EUROS)
    if len(ranks) != 2 or "r" in stretch.shape or "P" in stretch.shape:
        return None
    one, other = (stretch.claim(n) for n in ranks)
    if one is None or other is None or one.value == other.value:
        return None
    given, whole = sorted((one, other), key=lambda c: c.value)
    rank = ranks[0] if stretch.claim(ranks[0]) is given else ranks[1]
    around = stretch.shape[max(0, rank - 4) : rank + 4]
    return (given, whole) if "a" in around or "y" in around else None


def _balance(stretch: Stretch) -> Iterator[Claim]:
    for rank in stretch.ranks(EUROS):
        claim = stretch.claim(rank)
        if claim is not None and "r" in stretch.shape[:rank].rpartition(".")[2]:
            yield claim
