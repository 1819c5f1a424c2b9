"""« 30 %, soit 3 000 € »: a percentage and what it comes to, of a whole that stands elsewhere in the act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Nature, Part, Passage
from ..values.money import Amount
from ..values.percent import Percent
from .amounts import moneys
from .arithmetic import CENT, cents, misprint, percent, rounded
from .equations import Claim
from .extents import BREAK
from .tables import Sort, tables

_LINK = re.compile(r"\s?[,:(]?\s?(?:soit|représentant|à\ssavoir|ou|et)?\s?\(?", re.IGNORECASE)
_OF_WHICH = re.compile(
    r"\s[^,;.:%€0-9]{1,60}(?:(?:article|point)\s[0-9]{1,2})?,?\s\(?soit\s(?:un\smontant\sde\s)?", re.IGNORECASE
)
_SO = re.compile(
    r"(?:\s(?:HT|TTC))?(?:\s(?:auprès|pour|à|par|au\stitre)\b[^,;.:%€0-9]{1,80}|\sau\splus\stard\sle\s[\w\s]{5,20}?)?(?:\s?\(|\s?[,(]?\s?(?:\([^()]{3,120}\))?,?"
    r"\s?(?:[^,;.:%€0-9]{1,60},\s)?(?:soit|représentant|correspondant\sà|équivalente?\sà)\s(?P<change>une?\s\w+\s(?:de|d['’])\s?)?)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s?(?:du|de\sla|des|de\sl['’]|de|d['’])\s?[^,;.]{0,60}(?:,\squi\sest\sde\s)?\Z", re.IGNORECASE)
_OF_IT = re.compile(
    r"\s(?:du|de\sla|des|de\sl['’])\s?", re.IGNORECASE
)  # « une augmentation de 7 % du montant initial »
_THAT = re.compile(
    r"(?<=[.;])\s(?:il|elle|cela|ce\smontant|cette\ssomme)\s(?:représente|correspond\sà)\s(?:ainsi\s|donc\s)?(?:une?\s\w+\sde\s)?\Z",
    re.IGNORECASE,
)
NEAR = 6  # blocks: items of one list
LEAST = 100  # euros


@dataclass(frozen=True, slots=True, eq=False)
class Quota:
    """A percentage and its amount; `base` is the whole, where the act gives one that fits."""

    where: Passage
    share: Passage
    ratio: Fraction
    value: Decimal
    base: Decimal | None


def quota_claims(context: Context) -> Iterator[Claim]:
    """Amounts that are not the percentage of what their neighbours are a percentage of."""
    found = quotas(context)
    for one in found:
        if one.base is not None:
            continue
        beside = [other for other in found if other.base is not None and _near(one, other)]
        if beside:
            yield _claim(one, beside[0].base or one.value, sure=True)
        else:
            larger = [base for base in wholes(context) if base != one.value]
            likely = [base for base in larger if misprint(one.value, rounded(one.ratio * Fraction(base)))]
            if len(likely) == 1 and one.value >= LEAST:
                yield _claim(one, likely[0], sure=False)


def _claim(one: Quota, base: Decimal, *, sure: bool) -> Claim:
    expected = Fraction(base) * one.ratio
    words = f"{percent(one.ratio)} de {cents(base)} = {cents(expected)}"
    return Claim(one.where, (one.share,), words, expected, one.value, sure)


def _near(one: Quota, other: Quota) -> bool:
    return one.where.part is other.where.part and abs(one.where.block - other.where.block) < NEAR


@lru_cache(maxsize=2)
def quotas(context: Context) -> tuple[Quota, ...]:
    """Every percentage with its amount beside it, in sentences."""
    return tuple(
        quota
        for part in context.parts
        if part.nature is not Nature.PIECE
        for index, block in enumerate(part.blocks)
        if block.kind is not Kind.TABLEAU
        for quota in _in_block(context, part, index)
    )


def _in_block(context: Context, part: Part, index: int) -> Iterator[Quota]:
    found = [m for m in part.mentions[index] if isinstance(m.value, Percent | Amount) and m.label != "TVA"]
    text = part.blocks[index].text
    if not any(m.kind is MentionKind.PERCENT for m in found):
        return
    if len(found) < 2:
        yield from _alone(context, part, index, found[0])
        return
    for share, money in _pairs(text, found):
        assert isinstance(share.value, Percent)
        assert isinstance(money.value, Amount)
        ratio, value = share.value.ratio, money.value.valeur
        if 0 < ratio < 1 and not _has_its_whole(text, found, max(share.end, money.end)):
            where = Passage(part, index, money.start, money.end)
            at = Passage(part, index, share.start, share.end)
            yield Quota(where, at, ratio, value, _base(ratio, value, wholes(context)))


def _alone(context: Context, part: Part, index: int, share: Mention) -> Iterator[Quota]:
    """A percentage alone on its line, an amount alone on the next one: what is left of a table."""
    after = part.mentions[index + 1] if index + 1 < len(part.blocks) else ()
    money = after[0] if len(after) == 1 and isinstance(after[0].value, Amount) else None
    if money is None or not _fills(part, index, share) or not _fills(part, index + 1, money):
        return
    assert isinstance(share.value, Percent)
    ratio, value = share.value.ratio, money.value.valeur  # type: ignore[union-attr]
    if 0 < ratio < 1:
        where, at = Passage(part, index + 1, money.start, money.end), Passage(part, index, share.start, share.end)
        yield Quota(where, at, ratio, value, _base(ratio, value, wholes(context)))


def _fills(part: Part, index: int, mention: Mention) -> bool:
    return len(part.blocks[index].text.strip()) <= mention.end - mention.start + 1


def _pairs(text: str, found: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """« 30 %, soit 3 000 € », « 30 % du prix, soit 3 000 € », « 3 000 €, soit 30 % »: the percentage, the amount."""
    taken: set[int] = set()
    for one, other in pairwise(found):
        if one.start in taken:
            continue
        if one.kind is MentionKind.PERCENT and other.kind is MentionKind.AMOUNT:
            if _LINK.fullmatch(text, one.end, other.start) or _OF_WHICH.fullmatch(text, one.end, other.start):
                taken.add(other.start)
                yield one, other
        elif other.kind is MentionKind.PERCENT and one.kind is not other.kind:
            so = _SO.fullmatch(text, one.end, other.start)
            if so is None or (so["change"] and _OF_IT.match(text, other.end) is None):
                continue
            taken.add(other.start)
            yield other, one
    yield from _recalled(text, found)


def _recalled(text: str, found: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """« Le montant de l'avenant est de 9 944 €. Il représente 4 % du montant initial. »"""
    for share in (m for m in found if m.kind is MentionKind.PERCENT):
        said = _THAT.search(text, 0, share.start)
        if said is None or _OF_IT.match(text, share.end) is None:
            continue
        start = max((m.end() for m in BREAK.finditer(text, 0, said.start())), default=0)
        money = [m for m in found if m.kind is MentionKind.AMOUNT and start <= m.start < said.start()]
        if money:
            yield share, money[0]


def _has_its_whole(text: str, found: Sequence[Mention], end: int) -> bool:
    """« 40 % (4 000 €) du coût de 10 000 € »: the whole follows."""
    after = [m for m in found if m.start > end]
    return bool(after) and _OF.fullmatch(text, end, after[0].start) is not None


def _base(ratio: Fraction, value: Decimal, wholes: Sequence[Decimal]) -> Decimal | None:
    """The whole of the act that makes this amount, to the cent; « 7,14 % » is rounded itself."""
    exact = (w for w in wholes if abs(Fraction(w) * ratio - Fraction(value)) <= Fraction(CENT))
    slack = Fraction(1, 20_000) if (ratio * 1000).denominator > 1 else Fraction(1, 2_000)
    near = (
        w
        for w in wholes
        if (ratio * 100).denominator > 1 and w > value and abs(Fraction(value) / Fraction(w) - ratio) <= slack
    )
    return next(exact, None) or next(near, None)


@lru_cache(maxsize=2)
def wholes(context: Context) -> tuple[Decimal, ...]:
    """The amounts of the act, each once."""
    said = [money.value for money in moneys(context)]
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            if column.sort is Sort.EUROS:
                said += [figure.value for _, figure in table.figures(column)]
    return tuple(dict.fromkeys(said))


_IN_IT = re.compile(r"\ben\s(?:représente(?:nt)?|finance(?:nt)?|couvre(?:nt)?)\s\Z", re.IGNORECASE)


def represented(context: Context) -> Iterator[tuple[Passage, Decimal, Fraction]]:
    """« le coût est de 280 000 € et la subvention en représente 60 % », where the act has only whole shares of it, and
    not this one: the percentage, the whole in euros, the ratio.
    """
    known = wholes(context)
    for passage, mention in context.passages(MentionKind.PERCENT):
        text = passage.context
        if not isinstance(mention.value, Percent) or not _IN_IT.search(text, 0, passage.start):
            continue
        found = passage.part.mentions[passage.block]
        before = [m.value.valeur for m in found if m.end < passage.start and isinstance(m.value, Amount)]
        ratio = mention.value.ratio
        if not before or not 0 < ratio < 1:
            continue
        shares = [Fraction(value) * 100 / Fraction(before[-1]) for value in known if 0 < value < before[-1]]
        if any(share.denominator == 1 for share in shares) and ratio * 100 not in shares:
            yield passage, before[-1], ratio
