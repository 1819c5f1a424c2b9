"""« les trois sites de l'annexe 1 »: how many the list, or the table, of that annexe or article has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..context import Context
from ..document import Block, Kind
from ..facts.flat import folded
from ..part import Part
from ..pattern import pattern
from ..values.text import unaccented
from .listings import Listing
from .table import counted
from .tables import Rank, table_of

_OF = pattern(
    r"(?: (?!autre|dont|sur\b)[a-z'-]+){0,5}? (?:de|a|en|dans|par|sur) l'(?P<what>annexe|article) (?:n ?° ?)?"
    r"(?P<n>[0-9]{1,2}|[a-z])\b(?!-|\.[0-9])"
)
_HEAD = pattern(r"\W*(?P<what>annexe|article) (?:n ?° ?)?(?P<n>[0-9]{1,2}|[a-z])(?:er)?\b(?!-|\.[0-9])")
SEVERAL, NEAR = 2, 2


def annexed(context: Context, part: Part) -> Iterator[Listing]:
    """Every number of things that an annexe or an article is said to have, beside how many it lists."""
    for index, low in part.saying("l'annexe", "l'article"):
        for where, said in counted(part, index):
            named = _OF.match(low, where.end) if said.noun.endswith(("s", "x")) and said.number >= SEVERAL else None
            for what, number in [(named["what"], named["n"])] if named else ():
                found = {_listed(one, head, said.noun) for one, head in _heads(context, what, number)} - {0}
                if len(found) == 1 and abs(min(found) - said.number) <= NEAR:
                    yield Listing(where, said.number, min(found), f"l’{what} {number.upper()} en a {{}}")


def _heads(context: Context, what: str, number: str) -> Iterator[tuple[Part, int]]:
    for part in context.parts:
        for index, block in enumerate(part.blocks):
            head = _HEAD.match(folded(block.text[:40]))
            if head and (head["what"], head["n"]) == (what, number):
                yield part, index


def _listed(part: Part, head: int, noun: str) -> int:
    """How many such things stand under a heading that names them: items, else the lines of the one table."""
    below = [*takewhile(lambda block: not _HEAD.match(folded(block.text[:40])), part.blocks[head + 1 :])]
    items = [block for block in below if block.kind is Kind.ITEM]
    tables = [n for n, block in enumerate(below, head + 1) if block.kind is Kind.TABLEAU]
    table = table_of(part, tables[0]) if len(tables) == 1 else None
    named = unaccented(part.blocks[head].text.lower())
    if table is not None and not items:
        named += " " + " ".join(column.key for column in table.columns)
        lines = [line.rank for line in table.lines if line.rank in (Rank.LIGNE, Rank.DETAIL)]
        count = 0 if Rank.DETAIL in lines else len(lines)  # « dont féminines »: a thing of its own, or not
    else:
        count = len(items) if items and not tables and _of_one_list(below, items) else 0
    return count if noun.rstrip("sx") in [word.rstrip("sx") for word in _WORD.findall(named)] else 0


_WORD = pattern(r"[a-z]{3,}")


def _of_one_list(below: Sequence[Block], items: Sequence[Block]) -> bool:
    """Whether the items are all of one list, and nothing else is listed there."""
    first = below.index(items[0])
    return list(below[first : first + len(items)]) == list(items) and len({block.level for block in items}) == 1
