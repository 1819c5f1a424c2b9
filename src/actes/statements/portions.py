"""A percentage of an amount, in a sentence: « 50 % de 19 550 €, soit 9 775 € », « 4 000 €, soit 40 % de 10 000 € »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ..facts import Mention, MentionKind
from ..values.percent import Percent
from .amounts import amount
from .arithmetic import cents, percent

Said = tuple[str, Fraction, bool, Sequence[Mention]]
"""The computation in words, what it comes to, whether it is what is meant, and its terms."""

_NEXT_SHARE = re.compile(
    r",\sde\s\Z"
)  # « …, soit 40 % de la dépense, de 120 000 € auprès de … »: another share follows
_PART_OF = re.compile(
    r"\s?(?:du|de\sla|des|de\sl['’]|de|d['’])(?:(?!,(?!\s(?:qui\sest\s)?de\b)|\bet\b)[^%;]){0,60}\Z", re.I
)


def percent_of(mention: Mention) -> Decimal:
    """The percentage of a mention of one: 20 for « 20 % »."""
    assert isinstance(mention.value, Percent)
    return mention.value.valeur


def share(text: str, before: Sequence[Mention], percents: Sequence[Mention], result: Mention, so: int) -> Said | None:
    """« 50 % de 19 550 €, soit 9 775 € »."""
    part = percents[-1]
    bases = [m for m in before if m.start > part.end and _PART_OF.fullmatch(text, part.end, m.start)]
    if len(bases) != 1 or bases[0] is not before[-1] or len(text[bases[0].end : so].strip(" ,(")) > 25:
        return None
    base, ratio = bases[0], Fraction(percent_of(part)) / 100
    expected = Fraction(amount(base)) * ratio
    if base.tax != result.tax and None not in (base.tax, result.tax):
        return None
    return f"{percent(ratio)} de {cents(amount(base))} = {cents(expected)}", expected, True, (part, base)


def percent_after(text: str, group: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, Mention]]:
    """« 4 000 € (soit 40 % de 10 000 €) », « …, représentant 40 % des 10 000 € »: the part, the share, the whole."""
    for one, share, whole in zip(group, group[1:], group[2:], strict=False):
        kinds = (one.kind, share.kind, whole.kind)
        if kinds != (MentionKind.AMOUNT, MentionKind.PERCENT, MentionKind.AMOUNT):
            continue
        link = re.fullmatch(
            r"[\s,(]*(?:sur\sla\sdurée[^,;.€%0-9]{1,40},?\s)?(?:soit|équivalent\sà|représent(?:ant|ent|e)|correspondant\sà|c['’]est-à-dire|à\shauteur\sde)?\s?",
            text[one.end : share.start],
            re.I,
        )
        if (
            link
            and not (_NEXT_SHARE.search(text, share.end, whole.start) and amount(whole) < amount(one))
            and _PART_OF.fullmatch(text, share.end, whole.start)
            and (one.tax == whole.tax or None in (one.tax, whole.tax))
        ):
            yield one, share, whole
