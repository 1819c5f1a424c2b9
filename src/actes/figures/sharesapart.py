"""Shares whose percentage and amount stand apart: in the next sentence, in another article, in two lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims import Claim, Sure
from ..claims.table import amounts
from ..claims.tables import tables
from ..context import Context
from ..pattern import pattern
from ..statements.statement import About
from ..text.lexicon import GENERIC, INITIAL
from ..text.tokens import EUROS, PERCENT
from .relation import Relation, share
from .shares import close, fit, is_share, limited, linked
from .stretch import Stretch, paragraphs

_REPRESENTS = pattern(r"s[^E]*P")
_INITIAL = pattern(r"o[on]*n?[on]*i")


def apart(context: Context) -> Iterator[Relation]:
    """Every share whose amount is not in its sentence."""
    every = paragraphs(context)
    for index, paragraph in enumerate(every):
        before: Stretch | None = None
        for sentence in paragraph.sentences:
            for rank in sentence.ranks(PERCENT):
                if is_share(sentence, rank) and (found := _of(context, sentence, before, rank)) is not None:
                    yield found
            before = sentence
        yield from _two_lists(every[index : index + 2])


def _of(context: Context, sentence: Stretch, before: Stretch | None, rank: int) -> Relation | None:
    money = sentence.money
    if not money and before is not None and _REPRESENTS.search(sentence.shape[: rank + 1]):
        return _represented(context, sentence, before, rank)
    if len(money) == 1 and len(sentence.ranks(PERCENT)) == 1:
        if _SO_MUCH.search(sentence.shape[: rank + 1]) and _INITIAL.match(sentence.shape[rank + 1 :]):
            return _of_initial(context, sentence, rank, money[0])
        return _elsewhere(context, sentence, rank, money[0])
    return None


_SO_MUCH = pattern(r"E,?s[on+]*P\Z")


def _of_initial(context: Context, sentence: Stretch, rank: int, result: Claim) -> Relation | None:
    """« + 23 829 € HT, soit 4,90 % du montant HT du marché initial », which a sentence says, or a column of a table."""
    rate = sentence.claim(rank)
    bases = {c.value: c for c in (*_bases(context, sentence, rank), *_in_columns(context)) if c is not result}
    return share(result, rate, *bases.values(), sure=False) if rate and len(bases) == 1 else None


def _in_columns(context: Context) -> Iterator[Claim]:
    for table in tables(context):
        for column in (column for column in table.columns if "initial" in column.key):
            yield from (claim for line, claim in table.cells(column) if {"ht", "h.t."} & {*line.key.split()})


def _represented(context: Context, sentence: Stretch, before: Stretch, rank: int) -> Relation | None:
    """« L'avenant est de 9 944 € HT, soit 11 932,80 € TTC. Il représente 4 % du montant initial »."""
    rate = sentence.claim(rank)
    results = [c for c in before.money if not limited(before, c)]
    bases = [c for c in _bases(context, sentence, rank) if c not in results]
    if rate is None or not results or len({c.value for c in bases}) != 1:
        return None
    tried = [share(result, rate, bases[0], sure=False) for result in results if fit(result, bases[0])]
    held = next((one for one in tried if one.holds), None)
    return held or (close(tried[0], 5) if tried else None)


def _bases(context: Context, sentence: Stretch, rank: int) -> Sequence[Claim]:
    """The amounts of the act that the words after a percentage name: « du montant initial », « du coût »."""
    after = sentence.shape[rank + 1 : rank + 8]
    own = [c for c in amounts(context) if c.owner.about is About.THIS and c.sure is not Sure.STATED]
    if _INITIAL.match(after):
        return [c for c in own if INITIAL in c.words]
    noun = next((str(t.value) for t, _ in sentence.pieces[rank + 1 : rank + 5] if t.sort == "n"), "")
    return [c for c in own if noun and noun not in GENERIC and c.role == noun and c.sure >= Sure.BEFORE]


def _said_of_it(between: str) -> bool:
    """« …, et la subvention en représente »: after a mark, a noun, then « is », with no amount between.

    >>> _said_of_it(",nos"), _said_of_it(",nEos"), _said_of_it("nos")
    (True, False, False)
    """
    said = between.rstrip("on")
    if not said.endswith("s"):
        return False
    noun = said.rfind("n")
    marked = max(said.rfind(mark, 0, noun) for mark in ".,&;") if noun > 0 else -1
    return max(said.rfind("E"), said.rfind("P")) < noun and said.rfind("E", 0, noun) < marked


def _elsewhere(context: Context, sentence: Stretch, rank: int, base: Claim) -> Relation | None:
    """« un coût de 280 000 €, et la subvention en représente 60 % »; the subsidy is said in another article."""
    rate, shape = sentence.claim(rank), sentence.shape
    at = sentence.ranks(EUROS)[0]
    stated = (at < rank and _said_of_it(shape[at + 1 : rank])) or linked(sentence, rank) is base
    if rate is None or not stated or limited(sentence, base):
        return None
    start = at + 1 if at < rank else 0
    nouns = [str(t.value) for t, _ in sentence.pieces[start:rank] if t.sort == "n"]
    noun = next((one for one in reversed(nouns) if one not in GENERIC), "")
    named = [c for c in amounts(context) if c.role == noun and c.sure >= Sure.BEFORE and c.owner.about is About.THIS]
    values = {c.value for c in named if c.value < base.value and c is not base}
    if not noun or len(values) != 1:
        return None
    return close(share(next(c for c in named if c.value in values), rate, base, sure=False))


def _two_lists(near: Sequence[Stretch]) -> Iterator[Relation]:
    """« 70 % à la signature et 30 % au bilan », then « l'acompte est de 6 300 € et le solde de 2 700 € »."""
    rates = [c for stretch in near for c in stretch.claims if c.unit == "%"]
    money = [(stretch, stretch.rank(c), c) for stretch in near for c in stretch.money]
    if len(rates) != 2 or len(money) != 2 or sum((c.value for c in rates), Fraction(0)) != 100:
        return
    (one, at, first), (other, then, second) = money
    if "a" in one.shape[max(0, at - 4) : at] and "r" in other.shape[max(0, then - 4) : then]:
        yield share(first, rates[0], replace(first, value=first.value + second.value), sure=False)
