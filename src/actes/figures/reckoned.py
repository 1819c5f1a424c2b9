"""Shares whose percentage and amount stand apart: in the next sentence, in another article, in two lists (`apart`).

And a rate that its decimals show to be reckoned, of amounts that stand elsewhere: « l'avenant représente 3,42 % du
montant initial », « une hausse de 8,44 € TTC par an (3,26 %) ». Right where two amounts of the act make it. Where none
do, told of the two whose gap is the change.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ..claims import Claim, Sure
from ..claims.table import amounts, own_amounts
from ..claims.tables import own_tables, tables
from ..context import Context
from ..facts.numerals import NUMBER, numeral
from ..pattern import pattern
from ..statements.subjects import About
from ..text.lexicon import CHANGE, GENERIC, INITIAL, SO, TOTAL
from ..text.tokens import EUROS, OF, PERCENT
from ..values.accident import slip
from .changes import LESS
from .columns import TOTALS
from .reach import LESS_CHARACTERS
from .relation import HUNDRED, Kind, Relation, first_held, ratio, related, said, share
from .shares import fit, is_of, is_share, limited, linked
from .stretch import Stretch, clauses, paragraphs
from .taxes import is_rate

_WITH_SUM = pattern(r"E,?s[on+]*P\Z")
_INITIAL = pattern(r"o[on]*n?[on]*i")
_SAID_OF_IT = pattern(r".*[.,&;][^E.,&;]*n[^EPn]*s[on]*")  # « …, et la subvention en représente »
_SO_MUCH = pattern(r"[^s(]*[s(][on]*[+-]?")  # « … (+ 3,26 %) », « …, soit 3,26 % »
POINTS = range(1, 4)  # that a clause copied says otherwise
MANY = 60  # amounts, of which more would make any rate
FEWEST = 100  # three digits: of fewer, a slip is chance


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
    if not money and before is not None and until.endswith(PERCENT) and SO in until.rpartition(EUROS)[2]:
        # « L'avenant est de 9 944 € HT, soit 11 932,80 € TTC. Il représente 4 % du montant initial »
        parts = [c for c in before.money if not limited(before, c)]
        return _tried(rate, parts, [c for c in after_words(context, sentence, rank) if c not in parts])
    if alone and _WITH_SUM.search(until) and _INITIAL.match(sentence.after(rank)):
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
    return first_held(tried) or next(iter(tried), None)


def after_words(context: Context, sentence: Stretch, rank: int) -> Sequence[Claim]:
    """The amounts of the act that the words after a percentage name: « du montant initial », « du coût »."""
    if not _INITIAL.match(sentence.after(rank)):
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
    money = [(stretch, c) for stretch in near for c in stretch.money]
    if len(rates) != 2 or len(money) != 2 or sum((c.value for c in rates), Fraction(0)) != HUNDRED:
        return
    (one, first), (other, second) = money
    if "a" in one.before(first)[-4:] and "r" in other.before(second)[-4:]:
        yield share(first, rates[0], replace(first, value=first.value + second.value), sure=False)


_OF_THAT = pattern(r"\ben (?:represente\w*|constitue\w*|font|fait) (?:donc |ensemble )?\Z")


def of_that(context: Context) -> Iterator[Relation]:
    """« 5,88 % du montant initial ; les deux avenants (37 536,50 €) en représentent 9,71 % »: of the same."""
    for paragraph in paragraphs(context):
        for before, rank in pairwise(paragraph.ranks(PERCENT)):
            parts = [c for c in paragraph.money if before < paragraph.rank(c) < rank]
            if len(parts) == 1 and is_of(paragraph, before) and paragraph.at(rank).said.led(_OF_THAT):
                bases = after_words(context, paragraph, before)
                bases = [c for c in bases if c.value > parts[0].value and fit(parts[0], c)]
                if len({c.value for c in bases}) == 1:
                    yield ratio(paragraph.at(rank), parts[0], bases[0], sure=False)


def reckoned(context: Context, told: Container[object]) -> Iterator[Relation]:
    """Every such rate, right or wrong, of which nothing else is `told`."""
    own = [c for c in own_amounts(context) if c.value > 0]
    for sentence in clauses(context):
        for rank in sentence.ranks(PERCENT) if len(own) <= MANY else ():
            rate, until = sentence.at(rank), sentence.shape[: rank + 1]
            if rate.spot in told or not rate.places or is_rate(sentence, rank) or limited(sentence, rate):
                continue
            at = until.rfind(EUROS)
            by = sentence.claim(at) if at >= 0 and "g" in _since(until, at, "EPD.;") else None
            if by and _SO_MUCH.fullmatch(_since(until, rank, "EPD.;")):
                yield from _of_change(by, rate, own)
            elif not {SO, CHANGE}.isdisjoint(_since(until, rank, "EP;.")) or _INITIAL.match(sentence.after(rank)):
                yield from _of_share(context, sentence, rank, own)


_POINTS = pattern(rf"\b(?:(?P<more>majore|augmente)|minore|diminue)e?s? de (?P<by>{NUMBER}|[0-9]+) points?,? soit \Z")


def points(context: Context) -> Iterator[Relation]:
    """« au taux du prêt majoré de trois points, soit 6,60 % l'an »: of a rate of the act, or so many points away."""
    rates = [c for one in clauses(context) for c in one.claims if c.unit == "%"]
    for result in rates:
        led = result.said.led(_POINTS)
        by = numeral(led["by"]) if led else None
        if led and by:
            made = [_moved(result, one, by if led["more"] else -by) for one in rates if one is not result]
            held = first_held(made)
            yield from [held] if held else [one for one in made if one.gap in POINTS][:1]


def _moved(rate: Claim, base: Claim, by: int) -> Relation:
    words = f"{said(base)} {'+' if by > 0 else '−'} {abs(by)} points"
    return related(Kind.CHANGE, rate, (base,), lambda v: v[0] + by, words, Fraction(0), sure=False)


def _since(letters: str, rank: int, marks: str) -> str:
    """The letters before a rank, back to one of those."""
    return letters[max(letters.rfind(mark, 0, rank) for mark in marks) + 1 : rank]


Of = tuple[Claim, Claim]  # a part, and what it is of


def _of_change(by: Claim, rate: Claim, own: Sequence[Claim]) -> Iterator[Relation]:
    """Of what it was before the change, where the act says it; else of an amount of the act."""
    low, others = by.said.low, [c for c in own if c.value != by.value and fit(c, by)]
    less = LESS.search(low, max(0, by.said.start - LESS_CHARACTERS), by.said.start)
    befores = [replace(c, value=c.value + sign * by.value) for c in others for sign in (0, -1, 1)]
    values = {c.value for c in others}
    moved = [c for c in befores if {c.value, c.value - by.value if less else c.value + by.value} <= values]
    yield from _told(rate, [(by, c) for c in befores], [(by, c) for c in moved], [(by, c) for c in befores])


def _of_share(context: Context, sentence: Stretch, rank: int, own: Sequence[Claim]) -> Iterator[Relation]:
    """Of what the words after it name, else of any two."""
    of = sentence.after(rank).startswith(OF)
    after = [c for c in sentence.money if sentence.rank(c) > rank]
    linked = [c for c in after if not set(sentence.between(rank, sentence.rank(c))) & set(";.&")]
    # « …, et la subvention en représente 26,8 % »: of what is said before it
    said = [c for c in sentence.money if c not in after][-1:]
    named = [*linked[:1], *(c for c in after_words(context, sentence, rank) if c.unit == "€")] if of else said
    if TOTAL in sentence.after(rank)[:3]:
        lines = [line for table in own_tables(context) for line in table.lines if line.rank in TOTALS]
        named += [c for line in lines for c in line.claims if c and c.unit == "€"]
    parts = [
        (part, c) for part in said for c in own if fit(part, c)
    ]  # « les deux avenants (37 536 €) en représentent »
    of_named = [(c, base) for base in named for c in own]
    gaps = [(replace(c, value=c.value - base.value), base) for c, base in of_named]
    if of or named:
        made = [*of_named, *gaps, *parts, *((c, base) for base in own for c in own)]
        likely = parts if said else of_named
        yield from _told(sentence.at(rank), made, [], likely)


def _told(rate: Claim, made: Sequence[Of], sure: Sequence[Of], likely: Sequence[Of]) -> Iterator[Relation]:
    """The one that is sure; else the one that holds, or the only one of those likely that is a slip away."""
    said = float(rate.value)
    close = (one for one in made if _is_part(one) and abs(_percent(one) - said) < 1)
    held = first_held(ratio(rate, *of, sure=False) for of in close) if not _only(sure) else None
    found = _only(sure) or (None if held else _only([of for of in likely if _is_part(of) and _slipped(rate, of)]))
    if held is not None:
        yield held
    elif found is not None:
        yield ratio(rate, *found, sure=False)


def _only(every: Sequence[Of]) -> Of | None:
    """The two amounts, where all are the same two."""
    return every[0] if len({(part.value, base.value) for part, base in every}) == 1 else None


def _is_part(of: Of) -> bool:
    return 0 < of[0].value < of[1].value


def _slipped(rate: Claim, of: Of) -> bool:
    """Whether the rate is a key away from what those two make, written with as many digits."""
    written = round(100 * of[0].value / of[1].value * 10**rate.places)
    return written >= FEWEST and slip(rate.value, Fraction(written, 10**rate.places))


def _percent(of: Of) -> float:
    return 100 * float(of[0].value) / float(of[1].value)
