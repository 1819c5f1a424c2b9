"""Percentages that make a hundred because the words say so: criteria of a contract, who bears what, listed shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Nature, Part, Passage
from ..text.sentences import by_clause
from ..values.percent import Percent
from .shares import Sharing

_CRITERIA = re.compile(r"\b(?:crit[èe]res?|pond[ée]r\w+)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\bdont\b|sous-crit|\bchacun", re.IGNORECASE)
_BEARS = re.compile(
    r"\b(?:prend(?:ra)?\sen\scharge|finance(?:ra)?|supporte(?:ra)?|participe(?:ra)?|contribue(?:ra)?|assume(?:ra)?"
    r"|apporte(?:ra)?)\b[^.;%]{0,40}\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(  # « 50 % du coût, le Département 30 % »
    r"(?:\s(?:du|de\sla|des|de\sl['’])\s[^,;.%]{1,50}?)?(?:,\s(?:et\s)?|\set\s)(?:(?:le|la|les)\s|l['’])"
    r"(?!reste|solde|surplus)[^,;.%]{2,80}?\s(?:(?:à|pour)\s(?:hauteur\sde\s)?)?",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:avance|acompte|versement|tranche)s?\b[^;%€]{0,40}\Z", re.IGNORECASE)
_BALANCE = re.compile(r"\bsolde\b[^;%€]{0,25}\Z", re.IGNORECASE)
_SPLIT = re.compile(
    r"\b(?:r[ée]partition|r[ée]parti\w*|quotes?-parts?|clef?\sde\s\w+|cl[ée]\sde\s\w+)\b", re.IGNORECASE
)
_OPENS = 60  # characters: a share opens its item


def hundreds(context: Context) -> Iterator[Sharing]:
    """Every such group of percentages, whatever it makes."""
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        run: list[tuple[Passage, Mention]] = []
        for index, block in enumerate(part.blocks):
            found = [m for m in part.mentions[index] if m.kind is MentionKind.PERCENT and m.label != "TVA"]
            if block.kind is Kind.ITEM and len(found) == 1 and found[0].start < _OPENS:
                run.append((Passage(part, index, found[0].start, found[0].end), found[0]))
                continue
            yield from _listed(part, run)
            run = []
            if len(found) > 1 and block.kind is not Kind.TABLEAU and _paid(block.text, found):
                yield _sharing([(Passage(part, index, m.start, m.end), m) for m in found], whole=True)
            elif len(found) > 1 and block.kind is not Kind.TABLEAU:
                yield from _in_sentences(context, part, index, found)
        yield from _listed(part, run)


def _paid(text: str, found: Sequence[Mention]) -> bool:
    """« une avance de 20 % … ; un acompte de 50 % … ; le solde de 30 % … »: a part of the price in each clause."""
    starts = [0, *(m.end for m in found)]
    before = [text[start : m.start] for start, m in zip(starts, found, strict=False)]
    apart = all(";" in words for words in before[1:])
    return apart and all(_PART.search(words) for words in before[:-1]) and _BALANCE.search(before[-1]) is not None


def _in_sentences(context: Context, part: Part, index: int, found: Sequence[Mention]) -> Iterator[Sharing]:
    text = part.blocks[index].text
    for group in by_clause(text, found):
        pairs = [(Passage(part, index, m.start, m.end), m) for m in group]
        start = max(text.rfind(mark, 0, group[0].start) for mark in (". ", "\n", "; ")) + 1
        said = text[start : group[-1].end]
        if len(group) > 1 and _CRITERIA.search(said) and not _WITHIN.search(said):
            yield _sharing(pairs, whole=True)
        elif len(group) > 1 and _BEARS.search(text, start, group[0].start) and _each_bears(text, group):
            part_ = context.part(Nature.CONVENTION)
            yield _sharing(pairs, whole=part_ is not None and part_.roster.count == len(group))


def _each_bears(text: str, group: Sequence[Mention]) -> bool:
    return all(_NEXT.fullmatch(text, one.end, other.start) for one, other in pairwise(group))


def _listed(part: Part, run: Sequence[tuple[Passage, Mention]]) -> Iterator[Sharing]:
    """« la répartition du coût : » and an item for each share."""
    if len(run) < 2:
        return
    first, last = run[0][0].block, run[-1][0].block
    above = part.blocks[first - 1].text if first else ""
    after = part.blocks[last + 1 : last + 2]
    alone = not after or after[0].kind is not Kind.ITEM
    if above.rstrip().endswith(":") and _SPLIT.search(above) and last - first == len(run) - 1 and alone:
        yield _sharing(run, whole=True)


def _sharing(pairs: Sequence[tuple[Passage, Mention]], *, whole: bool) -> Sharing:
    parts = tuple((passage, m.value.valeur) for passage, m in pairs if isinstance(m.value, Percent))
    return Sharing(parts, payment=False, rest=not whole, closed=False)
