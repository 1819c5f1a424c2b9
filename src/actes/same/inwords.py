"""Amounts in figures with the same in words beside them, whichever comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.flat import folded
from ..facts.numerals import NUMBER, WORDS, number
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..suggest import closest
from ..values.money import Amount
from ..values.text import unaccented

_AFTER = pattern(r"(?:\spour\s[^\W\d]+\s[^\W\d]+)?\s?\(\s?(?P<words>[^()0-9]{3,120}?)\s?\)")
_BESIDE = pattern(
    r"(?:\s(?:par|le|la|l['’])\s?\w+)?[\s,(]*(?:(?:soit|c['’]est-à-dire|:)\s?)?(?:en\s(?:toutes\s)?lettres\s?:?)?[\s(]*",
    re.IGNORECASE,
)
_LATER = pattern(r"(?:\spour\s[0-9]{1,4}\s)?[^.;:()€0-9]{1,40}\(\s?")
_NUMERALS = pattern(NUMBER)
_LEADING = pattern(rf"(?P<words>{NUMBER})\seuros?\s?\(\s?")
_LIKE = 0.75  # how near to a number word one that is mistyped stands, as difflib counts it
_CURRENCY = pattern(r"\s?(?:d'\s?)?(?:euros?|€|ttc|ht)\b.*\Z|\b(?:la somme de|soit)\s")


@frozen
class Spelled:
    """An amount in figures, and in words: None where the words make no number."""

    where: Passage
    figures: Amount
    words: Amount | None


def spelled(context: Context) -> Iterator[Spelled]:
    """Every amount written both ways, attached pieces included."""
    for part in context.parts:
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            found = [m for m in mentions if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
            if block.kind is not Kind.TABLEAU or any(m.words is not None for m in found):
                for one, after in zip(found, [*found[1:], None], strict=False):
                    yield from _both(part, index, one, after)


def _both(part: Part, index: int, one: Mention, after: Mention | None) -> Iterator[Spelled]:
    """One amount in figures and in words, or two mentions of one amount, side by side."""
    text = part.blocks[index].text
    if one.words is not None and _in_figures(one):
        yield _spelled(part, index, (one.start, one.end), one, one.words)
        return
    if after is not None and _in_figures(one) is not _in_figures(after):
        figures, words = (one, after) if _in_figures(one) else (after, one)
        later = figures is one and text[after.end : after.end + 1] == ")"  # « 22 384,80 € pour douze mois (vingt … »
        gap = one.end, after.start
        beside = _BESIDE.fullmatch(text, *gap) or (later and _LATER.fullmatch(text, *gap))
        # « douze mille euros par an, soit 1 000 € par mois », « cent euros hors taxes, soit 120 € TTC »
        if beside and all(len({*pair} - {None}) < 2 for pair in ((one.basis, after.basis), (one.tax, after.tax))):
            yield _spelled(part, index, (one.start, after.end), figures, words.words)
            return
    if one.words is None:
        yield from _unread(part, index, one)


def _in_figures(mention: Mention) -> bool:
    return any(char.isdigit() for char in mention.text)


def _spelled(part: Part, index: int, span: tuple[int, int], figures: Mention, words: object) -> Spelled:
    assert isinstance(figures.value, Amount)
    return Spelled(Passage(part, index, *span), figures.value, words if isinstance(words, Amount) else None)


def _unread(part: Part, index: int, mention: Mention) -> Iterator[Spelled]:
    """Words that are not read as an amount: without « euros », or that make no number."""
    text = part.blocks[index].text
    match = _AFTER.match(text, mention.end)
    words = _CURRENCY.sub("", unaccented(match["words"]).replace("’", "'")).strip() if match else ""
    if match is not None and (_NUMERALS.fullmatch(words) or _misspelt(words)):
        said = number(words) if _NUMERALS.fullmatch(words) else None
        amount = None if said is None else Amount(Decimal(said))
        yield _spelled(part, index, (mention.start, match.end()), mention, amount)
    for lead in _LEADING.finditer(folded(text), 0, mention.start) if "(" in text else ():
        if (
            lead.end() == mention.start and number(lead["words"]) is None
        ):  # « dix-huit cent cinq cents euros (18 500 €) »
            yield _spelled(part, index, (lead.start(), mention.end), mention, None)


def _misspelt(words: str) -> bool:
    """Number words of which one is no word at all.

    >>> _misspelt("trois cent quarte-vingt-quatre"), _misspelt("un versement par an"), _misspelt("deux cents metres")
    (True, False, False)
    """
    said = re.findall(r"[a-z]+", words)
    others = [word for word in said if word not in WORDS and word != "et"]
    return len(said) > 2 and len(others) == 1 and bool(closest(others[0], WORDS, n=1, cutoff=_LIKE))
