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
from ..text.tokens import PERCENT
from .relation import Relation, share
from .shares import fit, is_share, limited, linked
from .stretch import Stretch, paragraphs

_REPRESENTS = pattern(r"s[^E]*P\Z")
_SO_MUCH = pattern(r"E,?s[on+]*P\Z")
_INITIAL = pattern(r"o[on]*n?[on]*i")
_SAID_OF_IT = pattern(
    r".*[.,&;][^E.,&;]*n[^EPn]*s[on]*"
)  # « …, et la subvention en représente »: a mark, a noun, « is »


def apart(context: Context) -> Iterator[Relation]:
    """Every share whose amount is not in its sentence."""
    every = paragraphs(context)
    for index, paragraph in enumerate(every):
        for before, sentence in zip((None, *paragraph.sentences), paragraph.sentences, strict=False):
            for rank in sentence.ranks(PERCENT):
                if is_share(sentence, rank) and (found := _of(context, sentence, before, rank)) is not None:
                    yield found
        yield from _two_lists(every[index : index + 2])


def _of(context: Context, sentence: Stretch, before: Stretch | None, rank: int) -> Relation | None:
    """What the sentence says, and the one amount that the act gives the rest."""
    rate, money, until = sentence.at(rank), sentence.money, sentence.shape[: rank + 1]
    alone = money[0] if len(money) == 1 and len(sentence.ranks(PERCENT)) == 1 else None
    if not money and before is not None and _REPRESENTS.search(until):
        # « L'avenant est de 9 944 € HT, soit 11 932,80 € TTC. Il représente 4 % du montant initial »
        parts = [c for c in before.money if not limited(before, c)]
        return _tried(rate, parts, [c for c in after_words(context, sentence, rank) if c not in parts])
    if alone and _SO_MUCH.search(until) and _INITIAL.match(sentence.shape, rank + 1):
        # « + 23 829 € HT, soit 4,90 % du montant HT du marché initial »
        return _tried(rate, [alone], [c for c in after_words(context, sentence, rank) if c is not alone])
    if alone and not limited(sentence, alone):
        # « un coût de 280 000 €, et la subvention en représente 60 % »
        at = sentence.rank(alone)
        if _SAID_OF_IT.fullmatch(sentence.shape, at + 1, rank) or linked(sentence, rank) is alone:
            nouns = [noun for noun in _nouns(sentence, at + 1 if at < rank else 0, rank) if noun not in GENERIC]
            parts = [c for c in _named(context, *nouns[-1:]) if c.value < alone.value and c is not alone]
            return _tried(rate, parts, [alone]) if len({c.value for c in parts}) == 1 else None
    return None


def _tried(rate: Claim, parts: Sequence[Claim], bases: Sequence[Claim]) -> Relation | None:
    """The share that holds, else the first, of the one base that is said."""
    if len({c.value for c in bases}) != 1:
        return None
    tried = [share(part, rate, bases[0], sure=False) for part in parts if fit(part, bases[0])]
    return next((one for one in tried if one.holds), next(iter(tried), None))


def after_words(context: Context, sentence: Stretch, rank: int) -> Sequence[Claim]:
    """The amounts of the act that the words after a percentage name: « du montant initial », « du coût »."""
    if not _INITIAL.match(sentence.shape, rank + 1):
        return _named(context, *(noun for noun in _nouns(sentence, rank + 1, rank + 5)[:1] if noun not in GENERIC))
    said = [c for c in amounts(context) if INITIAL in c.words and c.sure is not Sure.STATED]
    columns = [(table, column) for table in tables(context) for column in table.columns if "initial" in column.key]
    cells = [cell for table, column in columns for cell in table.cells(column)]
    return [*said, *(claim for line, claim in cells if {"ht", "h.t."} & {*line.key.split()})]


def _nouns(sentence: Stretch, start: int, end: int) -> list[str]:
    return [str(token.value) for token, _ in sentence.pieces[start:end] if token.sort == "n"]


def _named(context: Context, *nouns: str) -> list[Claim]:
    """The amounts of the act that have the role of a noun."""
    own = (c for c in amounts(context) if c.owner.about is About.THIS and c.sure >= Sure.BEFORE)
    return [c for c in own if c.role in nouns]


def _two_lists(near: Sequence[Stretch]) -> Iterator[Relation]:
    """« 70 % à la signature et 30 % au bilan », then « l'acompte est de 6 300 € et le solde de 2 700 € »."""
    rates = [c for stretch in near for c in stretch.claims if c.unit == "%"]
    money = [(stretch, stretch.rank(c), c) for stretch in near for c in stretch.money]
    if len(rates) != 2 or len(money) != 2 or sum((c.value for c in rates), Fraction(0)) != 100:
        return
    (one, at, first), (other, then, second) = money
    if "a" in one.shape[max(0, at - 4) : at] and "r" in other.shape[max(0, then - 4) : then]:
        yield share(first, rates[0], replace(first, value=first.value + second.value), sure=False)
