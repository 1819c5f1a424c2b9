"""Headings without the word « article »: « 6. CHARGES », « VI – Charges », « B. Durée », told from what is beside them.

A form of number that heads paragraphs again and again is that of the articles, in a text that has no « Article 1 » and
no visas (a délibération numbers what it explains). Beside articles, only the number that is missing is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..document import Block, Kind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.sections import number_of
from ..pattern import pattern
from .apart import cut
from .openings import TITLE, article_number, capitals, opening, stands_alone

HEADING = pattern(r"(?P<mark>(?P<number>\d{1,2}|[IVX]{1,5}|[A-H]) ?(?:[.)]|[:–—-]) ?[–—-]?) *(?=[A-ZÀ-Ý])")
LONGEST = 80  # characters of a title
FEW = 2  # headings of one form
PLAIN = (Kind.PARAGRAPHE, Kind.ITEM)


@frozen
class _Found:
    """A block that looks like a heading: its mark, the number in it, its form (« 1 », « I », « A »)."""

    index: int
    mark: str
    number: str
    form: str
    title: str
    deep: bool  # below a list, as its mark and those of the list alone would say


def numbered_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The same blocks, where a heading is an article with its number for its mark."""
    heads = {one.index: one for start, end in _regions(blocks) for one in _heads(blocks, start, end)}
    for index, block in enumerate(blocks):
        one = heads.get(index)
        if one is None:
            yield block
        else:
            skipped = len(block.text) - len(one.title)
            spans = tuple(cut(block.spans, skipped, len(block.text)))
            yield replace(block, kind=Kind.ARTICLE, spans=spans, marker=one.mark, label=one.number, level=1)


def _regions(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The blocks from one title to the next."""
    starts = [0, *(n for n, block in enumerate(blocks) if n and _titles(block))]
    yield from zip(starts, [*starts[1:], len(blocks)], strict=True)


def _titles(block: Block) -> bool:
    if len(block.text) > 3 * LONGEST or block.marker[:1].isdigit():  # « 8. RÈGLEMENT » is how it is paid
        return False
    return block.kind is Kind.TITRE or (capitals(block.text) and TITLE.match(folded(block.text)) is not None)


def _heads(blocks: Sequence[Block], start: int, end: int) -> list[_Found]:
    looks = _taken_up([one for index in range(start, end) if (one := _look(blocks[index], index))])
    told = {n: opening(blocks[n].text) for n in range(start, end)} if looks else {}
    if any(kind is Kind.ARTICLE for kind in told.values()):
        return list(_missing(blocks, looks, start, end))
    if not looks or Kind.VISA in told.values():
        return []
    agreed = max((n for n, kind in told.items() if kind is Kind.FORMULE), default=-1)
    looks = [one for one in looks if one.index > agreed]  # those above present the parties
    if not looks:
        return []
    by_index = {one.index: one for one in looks}
    found = [one for one in looks if one.form == looks[0].form and _holds(blocks, one, by_index)]
    return found if len(found) >= FEW and found[0].number in ("1", "I", "A") else []


def _taken_up(looks: Sequence[_Found]) -> list[_Found]:
    """Those that head, and those below a list that take their numbers up: « 1. », « 2. », « - … », « 3. »."""
    kept = list[_Found]()
    for one in looks:
        last = next((number_of(head.number) for head in reversed(kept) if head.form == one.form), None)
        if not one.deep or (last is not None and number_of(one.number) == last + 1):
            kept.append(one)
    return kept


def _missing(blocks: Sequence[Block], looks: Sequence[_Found], start: int, end: int) -> Iterator[_Found]:
    """« 6. CHARGES » between « Article 5 » and « Article 7 »."""
    by_index = {one.index: one for one in looks}
    last = 0
    for index in range(start, end):
        one = by_index.get(index)
        number = number_of(article_number(blocks[index].text) or (one.number if one else ""))
        if one is not None and number == last + 1 and capitals(one.title) and _holds(blocks, one, by_index):
            yield one
            last = number
        elif one is None and number is not None:
            last = number


def _look(block: Block, index: int) -> _Found | None:
    """What a block is as a heading, if it may be one."""
    if block.kind not in PLAIN or len(block.text) > LONGEST:
        return None
    shown = f"{block.marker} {block.text}" if block.marker else block.text
    match = HEADING.match(shown)
    title = shown[match.end() :] if match else ""
    if match is None or not stands_alone(title) or title.endswith((",", ";", ":")) or len(title.split()) > 10:
        return None
    number = match["number"]
    form = "1" if number.isdigit() else "A" if len(number) == 1 and number not in "IVX" else "I"
    return _Found(index, match["mark"].strip(), number, form, title, block.level > 1)


def _holds(blocks: Sequence[Block], one: _Found, looks: Mapping[int, _Found]) -> bool:
    """Whether a heading has words below it, and not the next line of a list."""
    after = looks.get(one.index + 1)
    return one.index + 1 < len(blocks) and (after is None or after.form != one.form)
