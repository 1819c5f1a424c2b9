"""Amounts that are a percentage of another one, as sentences say it: what each should be.

« 525 000 €, équivalant à 35 % du coût (1 500 000 €) », « réduit de moitié, soit 215 € »,
« garantie à hauteur de 40 % », « 70 % à la signature, 30 % au solde », « l'acompte de 6 300 € et le solde de 2 700 € ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Nature, Part, Passage
from ..values.money import Amount
from ..values.percent import Percent
from ..values.text import unaccented
from .amounts import amount
from .arithmetic import cents
from .quotas import wholes
from .tables import Sort, tables

_SO = re.compile(
    r"(?:\s(?:HT|TTC))?[\s,(]+(?:soit|[ée]quivalant|[ée]quivalent|correspondant|repr[ée]sentant|[ée]gale?)\s(?:à\s)?\Z",
    re.I,
)
_OF = re.compile(
    r"\s(?:du|de\sla|des|de\sl['’])\s(?![^.;]*\b(?:soit|et|ou)\b)[^.;€%]{3,100}?(?:\s\(|\sde\s|\sà\s)\Z", re.I
)
_GUARANTEE = re.compile(r"garanti\w*[^.;%]{0,60}\shauteur\sde\s\Z", re.I)
_LOAN = re.compile(r"\bmontant\s(?:total|maximal|maximum)\s(?:maximum\s)?de\s\Z", re.I)
_GUARANTEED = re.compile(r"\bhauteur\sde\sla\ssomme\s(?:en\sprincipal\s)?de\s\Z|\bmontant\sgaranti\sde\s\Z", re.I)
_CHANGED = re.compile(
    r"\b(?P<what>(?:(?P<less>r[ée]dui|diminu|minor|baiss|abatt)|(?P<more>augment|major|revaloris|hauss))\w*\s(?:de\s|d['’])"
    r"(?:(?P<half>moiti[ée])|un\s(?P<third>tiers)|un\s(?P<quarter>quart)|(?P<n>[0-9]{1,2}(?:,[0-9]{1,2})?)\s?%))[^.;€]{0,60}?"
    r",?\ssoit\s",
    re.I,
)
_DEPOSIT = re.compile(r"\b(?:acompte|avance|premier\sversement)\b[^.;€%]{0,25}\Z", re.I)
_REST = re.compile(r"\b(?:solde|second\sversement|reste)\b[^.;€%]{0,25}\Z", re.I)
NEAR = Fraction(1, 10)  # of the amount: a farther one is of something else
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Proportion:
    """An amount, or a percentage, that is not what the others say: how it is reckoned, what was said, what is meant."""

    where: Passage
    words: str
    said: Fraction
    meant: Fraction
    percent: bool  # whether it is the percentage that is told
    related: tuple[Passage, ...]


def sentences_of_parts(context: Context) -> Iterator[Proportion]:
    """« A, équivalant à P % du coût de B », A being no such part of B."""
    for part, index, found in blocks_of(context):
        text = part.blocks[index].text
        for one, share, whole in zip(found, found[1:], found[2:], strict=False):
            if not (is_amount(one) and share_of(share) is not None and is_amount(whole) and amount(whole)):
                continue
            if _SO.match(text[one.end : share.start]) and _OF.match(text[share.end : whole.start]):
                yield from _wrong_share(part, index, one, share, whole)


def _wrong_share(part: Part, index: int, one: Mention, share: Mention, whole: Mention) -> Iterator[Proportion]:
    real, said = Fraction(amount(one)) / Fraction(amount(whole)) * 100, Fraction(share_of(share) or 0)
    if real < 100 and abs(real - said) > unit_of(share):
        words = f"{one.text} sur {whole.text}"
        yield Proportion(
            place_of(part, index, share),
            words,
            said,
            real,
            True,
            (place_of(part, index, one), place_of(part, index, whole)),
        )


def guarantees(context: Context) -> Iterator[Proportion]:
    """The sum that a body guarantees: so many percent of the loan."""
    for part in _own(context):
        found = [(index, m) for _, index, ms in blocks_of(context, part) for m in ms]
        shares = [x for x in found if share_of(x[1]) and comes_after(part, x, _GUARANTEE)]
        loans = [x for x in found if is_amount(x[1]) and comes_after(part, x, _LOAN)]
        sums = [x for x in found if is_amount(x[1]) and comes_after(part, x, _GUARANTEED)]
        if len({share_of(m) for _, m in shares}) != 1 or len({amount(m) for _, m in loans}) != 1:
            continue
        share, loan = shares[0], loans[0]
        meant = Fraction(amount(loan[1])) * Fraction(share_of(share[1]) or 0) / 100
        for index, one in sums:
            if abs(Fraction(amount(one)) - meant) > HALF:
                words = f"{share[1].text} de {loan[1].text}"
                related = (place_of(part, *share), place_of(part, *loan))
                yield Proportion(place_of(part, index, one), words, Fraction(amount(one)), meant, False, related)


def changes(context: Context) -> Iterator[Proportion]:
    """« le loyer est réduit de moitié, soit 215 € »: the reduction of no amount of the act, but nearly of one."""
    known = dict.fromkeys((*wholes(context), *euros_of_lines(context, "", every=True)))
    for part, index, found in blocks_of(context):
        text = part.blocks[index].text
        for match in _CHANGED.finditer(text):
            told = next((m for m in found if m.start >= match.end() - 1), None)
            if told is None or not is_amount(told) or told.start - match.end() > 1:
                continue
            said, factor = Fraction(amount(told)), _factor(match)
            made = [Fraction(base) * factor for base in known if Fraction(base) != said]
            slack = Fraction(1, 20) if said.denominator > 1 else HALF
            if not made or any(abs(one - said) <= slack for one in made):
                continue
            meant = min(made, key=lambda one: abs(one - said))
            if abs(meant - said) <= NEAR * said:
                words = f"{in_euros(meant / factor)} {match['what']}"
                yield Proportion(place_of(part, index, told), words, said, meant, False, ())


def _factor(match: re.Match[str]) -> Fraction:
    part = (
        HALF if match["half"] else Fraction(1, 3) if match["third"] else Fraction(1, 4) if match["quarter"]
        else Fraction(match["n"].replace(",", ".")) / 100
    )  # fmt: skip
    return 1 - part if match["less"] else 1 + part


def euros_of_lines(context: Context, word: str, *, every: bool = False) -> Iterator[Decimal]:
    """The euros of the lines whose label says a word; `every`: unit prices and tariffs too, that are never added up."""
    for table in tables(context):
        for line in table.lines if table.part.nature is not Nature.PIECE else ():
            for column in table.columns if word in line.key else ():
                figure = line.figures[column.index]
                if figure is not None and (figure.euros if every else column.sort is Sort.EUROS):
                    yield figure.value


def payments(context: Context) -> Iterator[Proportion]:
    """« 70 % à la signature, 30 % … », then « l'acompte de 6 000 € et le solde de 3 000 € »."""
    for part, index, found in blocks_of(context):
        shares = [m for m in found if share_of(m) is not None]
        text = part.blocks[index].text
        if len(shares) != 2 or sum(Fraction(share_of(m) or 0) for m in shares) != 100 or "vers" not in unaccented(text):
            continue
        for number in (index, index + 1):
            beside = part.mentions[number] if number < len(part.blocks) else ()
            money = [m for m in beside if is_amount(m)]
            for one, other in pairwise(money):
                if comes_after(part, (number, one), _DEPOSIT) and comes_after(part, (number, other), _REST):
                    yield from _paid(part, number, (one, other), shares, index)


def _paid(
    part: Part, number: int, pair: tuple[Mention, Mention], shares: Sequence[Mention], index: int
) -> Iterator[Proportion]:
    one, other = (Fraction(amount(m)) for m in pair)
    meant = (one + other) * Fraction(share_of(shares[0]) or 0) / 100
    if abs(meant - one) > HALF:
        words = f"{shares[0].text} de {in_euros(one + other)}"
        related = (place_of(part, number, pair[1]), place_of(part, index, shares[0]))
        yield Proportion(place_of(part, number, pair[0]), words, one, meant, False, related)


def blocks_of(context: Context, only: Part | None = None) -> Iterator[tuple[Part, int, list[Mention]]]:
    """The amounts and percentages of sentences, block by block; rates of tax are none."""
    for part in [only] if only else _own(context):
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            found = [m for m in mentions if isinstance(m.value, Amount | Percent) and m.label != "TVA"]
            if found and block.kind is not Kind.TABLEAU:
                yield part, index, found


def _own(context: Context) -> Iterator[Part]:
    return (part for part in context.parts if part.nature is not Nature.PIECE)


def is_amount(mention: Mention) -> bool:
    return mention.kind is MentionKind.AMOUNT and isinstance(mention.value, Amount)


def share_of(mention: Mention) -> Decimal | None:
    return mention.value.valeur if isinstance(mention.value, Percent) else None


def unit_of(share: Mention) -> Fraction:
    """One unit of the last digit of a percentage."""
    exponent = (share_of(share) or Decimal(0)).as_tuple().exponent
    return Fraction(1, 10 ** max(0, -exponent)) if isinstance(exponent, int) else Fraction(1)


def comes_after(part: Part, found: tuple[int, Mention], pattern: re.Pattern[str]) -> bool:
    index, mention = found
    return pattern.search(part.blocks[index].text, max(0, mention.start - 120), mention.start) is not None


def place_of(part: Part, index: int, mention: Mention) -> Passage:
    return Passage(part, index, mention.start, mention.end)


def in_euros(value: Fraction) -> str:
    return f"{cents(value)} €"
