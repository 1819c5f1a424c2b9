"""Amounts in figures with the same in words beside them, whichever comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.numerals import NUMBER, number
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..values.money import Amount
from ..values.text import unaccented

_AFTER = pattern(r"\s?\(\s?(?P<words>[^()0-9]{3,120}?)\s?\)")
_LETTERS = pattern(
    r",?\s(?:soit\s)?en\s(?:toutes\s)?lettres\s?:?\s(?P<words>[^()0-9.;]{3,140})(?=[.;)]|\Z)", re.IGNORECASE
)
_BEFORE = pattern(rf"(?P<words>{NUMBER})\s(?:d')?euros?\s?\(\s?\Z")
_BESIDE = pattern(
    r"(?:\s(?:par|le|la|l['’])\s?\w+)?[\s,(]*(?:(?:soit|c['’]est-à-dire|:)\s?)?(?:en\s(?:toutes\s)?lettres\s?:?)?[\s(]*",
    re.IGNORECASE,
)
_BRACKETED = pattern(r"\([^()0-9]+\)\W*\Z")
_LATER = pattern(r"(?:\spour\s[0-9]{1,4}\s)?[^.;:()€0-9]{1,40}\(\s?")
_NUMERALS = pattern(
    r"(?:(?:cents?|mille|mil|vingts?|trente|quarante|cinquante|soixante|millions?|milliards?|dix|zero|une?|deux|trois|quatre"
    r"|cin[qg]|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize|et)(?:[\s-]+|\Z))+"
)
_CURRENCY = pattern(r"\s?(?:d'\s?)?(?:euros?|€|ttc|ht)\b.*\Z|\b(?:la somme de|soit)\s")
AROUND = 150  # characters that an amount in words takes at most


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
            yield from _below(part, index, found)
            if not found or (block.kind is Kind.TABLEAU and all(m.words is None for m in found)):
                continue
            text = block.text
            for number_, mention in enumerate(found):
                after = found[number_ + 1] if number_ + 1 < len(found) else None
                yield from _both(part, index, text, mention, after)


def _below(part: Part, index: int, found: Sequence[Mention]) -> Iterator[Spelled]:
    """« (six mille euros toutes taxes comprises) », alone under a list of amounts, whose last one it is."""
    if len(found) != 1 or found[0].words is None or _BRACKETED.match(part.blocks[index].text) is None:
        return
    above = [m for m in part.mentions[index - 1] if m.kind is MentionKind.AMOUNT] if index else []
    words = found[0].words
    if above and isinstance(words, Amount) and isinstance(above[-1].value, Amount):
        figures = next((m.value for m in above if m.value == words), above[-1].value)
        assert isinstance(figures, Amount)
        yield Spelled(Passage(part, index, found[0].start, found[0].end), figures, words)


def _both(part: Part, index: int, text: str, mention: Mention, after: Mention | None) -> Iterator[Spelled]:
    figures = mention.value
    assert isinstance(figures, Amount)
    words = mention.words if isinstance(mention.words, Amount) else None
    in_figures = any(char.isdigit() for char in mention.text)
    if words is not None and in_figures:
        yield Spelled(Passage(part, index, mention.start, mention.end), figures, words)
    elif after is not None and isinstance(after.value, Amount) and _BESIDE.fullmatch(text, mention.end, after.start):
        if words is not None and after.words is None:  # words, then figures
            yield Spelled(Passage(part, index, mention.start, after.end), after.value, words)
        elif words is None and isinstance(after.words, Amount) and not any(char.isdigit() for char in after.text):
            yield Spelled(Passage(part, index, mention.start, after.end), figures, after.words)
    elif after is not None and words is None and in_figures and _LATER.fullmatch(text, mention.end, after.start):
        closed = text[after.end : after.end + 1] == ")" and not any(char.isdigit() for char in after.text)
        if closed and isinstance(after.words, Amount):  # « 22 384,80 € pour douze mois (vingt-deux mille … euros) »
            yield Spelled(Passage(part, index, mention.start, after.end), figures, after.words)
    elif words is None:
        yield from _unread(part, index, text, mention, figures)


def _unread(part: Part, index: int, text: str, mention: Mention, figures: Amount) -> Iterator[Spelled]:
    """Words that are not read as an amount: without « euros », or that make no number."""
    match = _AFTER.match(text, mention.end) or _LETTERS.match(text, mention.end)
    if match is not None:
        words = _CURRENCY.sub("", unaccented(match["words"]).replace("’", "'")).strip()
        if _NUMERALS.fullmatch(words):
            said = number(words)
            where = Passage(part, index, mention.start, match.end())
            yield Spelled(where, figures, None if said is None else Amount(Decimal(said)))
        return
    if mention.start and text[mention.start - 1] == "(":
        before = unaccented(text[max(0, mention.start - AROUND) : mention.start]).replace("’", "'")
        found = _BEFORE.search(before)
        if found is not None and number(found["words"]) is None:
            start = mention.start - (len(before) - found.start())
            yield Spelled(Passage(part, index, max(0, start), mention.end), figures, None)
