"""Shares of a cost as sentences say them: who bears how many percent, and what is left to the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..outline.nature import Nature
from ..part import Passage
from ..text.sentences import by_clause
from ..values.percent import Percent
from ..values.text import unaccented

_BEARS = re.compile(
    r"prend(?:ra)?(?:\sen\scharge)?|finan[cç]|support|participe|contribue|assume|verse|apporte|[àa]\sla\scharge|quote-part",
    re.I,
)
_PAYS_WHEN = re.compile(
    r"factur|vers[ée]|\bpay[ée]|r[ée]gl[ée]|mandat[ée]|acompte|avance|sold[ée]|[ée]ch[ée]an|[ée]chelonn|appel[ée]e?s?\b"
    r"|liquid",
    re.I,
)
_WHEN = re.compile(
    r"signature|solde|livraison|notification|ach[èe]vement|commande|d[ée]marrage|remise|r[ée]ception|pr[ée]sentation"
    r"|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|trimestre|semestre"
    r"|mois|production|[0-9]{4}",
    re.I,
)
_OF_COST = re.compile(
    r"\s?(?:\([^()]{1,30}\)\s)?(?:du|de\sla|des|de\sl['’]|de\sce|de\scette)"
    r"(?![^.;]*(?:à\sla\s(?:signature|commande)|acompte|avance|solde))",
    re.I,
)
_LEFT = re.compile(r"\s(?:restante?s?|du\sreste|du\ssolde)\b", re.I)
_PART_PAID = re.compile(
    r"\b(?:acomptes?|avances?|versements?|tranches?|[ée]ch[ée]ances?|fois)\b[^.;%€]{0,25}\Z", re.IGNORECASE
)
_REST = re.compile(r"\ble\s(?:solde|reste|surplus|reliquat|restant)\b", re.I)


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A percentage of a cost that somebody bears; `sentence` is what stands before it, unaccented."""

    where: Passage
    value: Decimal
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """Percentages of one sentence (or of a list) that are parts of one whole. `payment`: a schedule.

    `rest`: the sentence gives what is left without its figure, so that the parts make less than all. `closed`: it says
    that the last one is what is left.
    """

    parts: tuple[tuple[Passage, Decimal], ...]
    payment: bool
    rest: bool
    closed: bool


@lru_cache(maxsize=2)
def shares(context: Context) -> tuple[Share, ...]:
    """Every share that prose gives to somebody."""
    found = []
    for text, passages, mentions in _sentences(context):
        previous = 0
        for passage, mention in zip(passages, mentions, strict=True):
            start = max(previous, _start(text, passage.start))
            before, previous = text[start : passage.start], passage.end
            if isinstance(mention.value, Percent) and _BEARS.search(before) and _OF_COST.match(text, passage.end):
                found.append(Share(passage, mention.value.valeur, unaccented(before)))
    return tuple(found)


def _start(text: str, offset: int) -> int:
    """Where the sentence or clause that holds a character begins."""
    return max(text.rfind(mark, 0, offset) for mark in (". ", ";", "\n")) + 1


def sharings(context: Context) -> Iterator[Sharing]:
    """Percentages that should make a whole: those of one sentence, those of a list."""
    for text, passages, mentions in _sentences(context):
        values = [m.value.valeur for m in mentions if isinstance(m.value, Percent)]
        first, last = passages[0], passages[-1]
        start = _start(text, first.start)
        end = next((n for n in (text.find(mark, last.end) for mark in (". ", ";", "\n")) if n >= 0), len(text))
        said = text[start:end]
        parts = tuple(zip(passages, values, strict=True))
        left = [n for n, passage in enumerate(passages) if _LEFT.match(text, passage.end)]
        if left and left[0]:
            yield Sharing(parts[: left[0] + 1], payment=False, rest=False, closed=True)
        elif len(parts) > 1 and _PAYS_WHEN.search(said) and _each_has_its_time(text, passages, end):
            yield Sharing(
                parts, payment=True, rest=bool(_REST.search(said)) and not _solde(text, passages), closed=False
            )
        elif len(parts) > 1 and _solde(text, passages) and _paid_before(text, passages):
            yield Sharing(parts, payment=True, rest=False, closed=False)
    yield from _lists(context)


def _each_has_its_time(text: str, passages: list[Passage], end: int) -> bool:
    """A schedule says when each part is paid: after each of them, or before each."""
    ends = [*(passage.start for passage in passages[1:]), end]
    after = [text[passage.end : stop] for passage, stop in zip(passages, ends, strict=True)]
    return all(_WHEN.search(words) for words in after)


def _solde(text: str, passages: list[Passage]) -> bool:
    """« le solde, soit 20 % », « le solde de 20 % »: what is left has its figure."""
    return re.search(r"\b(?:solde|reste)\b[^%.;]{0,25}\Z", text[: passages[-1].start], re.I) is not None


def _paid_before(text: str, passages: list[Passage]) -> bool:
    """« un acompte de 60 % …, le solde, soit 40 % »: all but the last one are paid before."""
    starts = [0, *(passage.end for passage in passages)]
    before = [text[start : passage.start] for start, passage in zip(starts, passages[:-1], strict=False)]
    return all(_PART_PAID.search(words) for words in before)


def _sentences(context: Context) -> Iterator[tuple[str, list[Passage], list[Mention]]]:
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            found = [m for m in mentions if m.kind is MentionKind.PERCENT and m.label != "TVA"]
            if found and block.kind is not Kind.TABLEAU:
                text = block.text
                for group in by_clause(text, found):
                    yield text, [Passage(part, index, m.start, m.end) for m in group], group


def _lists(context: Context) -> Iterator[Sharing]:
    """Items that follow each other, each with one percentage, after words that speak of payments."""
    for part in context.parts:
        run: list[tuple[Passage, Decimal, str]] = []
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            percents = [m for m in mentions if m.kind is MentionKind.PERCENT]
            if block.kind is Kind.ITEM and len(percents) == 1 and isinstance(percents[0].value, Percent):
                run.append(
                    (Passage(part, index, percents[0].start, percents[0].end), percents[0].value.valeur, block.text)
                )
                continue
            yield from _list(run)
            run = []
        yield from _list(run)


def _list(run: list[tuple[Passage, Decimal, str]]) -> Iterator[Sharing]:
    if len(run) < 2 or run[0][0].part.nature is Nature.PIECE:
        return
    first = run[0][0]
    above = first.part.blocks[first.block - 1].text if first.block else ""
    after = first.part.blocks[run[-1][0].block + 1 :][:1]
    rest = bool(after) and after[0].kind is Kind.ITEM and _REST.search(after[0].text) is not None
    opening = all(passage.start < 40 for passage, _, _ in run)
    if (
        above.rstrip().endswith(":")
        and opening
        and _PAYS_WHEN.search(above)
        and all(_WHEN.search(t) for _, _, t in run)
    ):
        yield Sharing(tuple((passage, value) for passage, value, _ in run), payment=True, rest=rest, closed=False)
