"""What belongs to the page and not to the act: running heads, page numbers, addresses at the foot, stamps.

A page is peeled from both ends for as long as its first or last line is furniture, so that what stands inside a page
is never taken away, a stamp excepted. Words that read like the title or the number of the act stay on its first page.

>>> from .lines import lines_of
>>> kept, aside = set_aside(lines_of("Vu le code,\\n\\nPage 1/2\\n\\fVu la loi,\\nPage 2/2", "a.txt"))
>>> [line.text for line in kept], [line.text for line in aside]
(['Vu le code,', 'Vu la loi,'], ['Page 1/2', 'Page 2/2'])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import Block, Kind, Literal, Span
from ..facts.flat import folded
from ..frozen import frozen
from ..pattern import pattern
from ..values.text import ends_sentence
from .lines import Line, pages
from .openings import ANNEXE, RESUMED, TITLE, WORDS, opening

EDGE = 8  # lines at each end of a page that are looked at
PAGE_OF, CONTACT, ADDRESS = (pattern(WORDS[name]) for name in ("page", "contact", "address"))
NUMBER = pattern(r"[-–—. ]*\d{1,4}[-–—. ]*$")
FOLIO = pattern(r"\d{4} ?/ ?\d{2,4}$")
RECUEIL = pattern(r".{2,60} - \d{2,3}-\d{4}-\d{2}-\d{2}-\d{3,5}(?: - |$)")
SLIP = pattern(r"\d{2,3}-\d{4}-\d{2}-\d{2}-\d{3,5}$")  # alone: the slip before an act in a recueil
SLIP_LINES = 12
BANNER = 45  # characters: a line of a running head, when a sentence goes on below it
DIGITS = pattern(r"\d+")
OPENS, FOLLOWS = pattern(WORDS["stamp"]), pattern(WORDS["stamped"])
_PIECE = pattern(rf"(?:{WORDS['printed']})[\s,;|-]*")
SHORTEST = 20  # characters: what stands behind a stamp on its line and is no part of it


def set_aside(lines: Iterable[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the act, and those that are furniture, both in order."""
    every = _with_pages(list(_unstamped(lines)))
    sheets = [sheet for sheet in map(_without_stamps, pages(every)) if not _slip(sheet)]
    running = _repeated(sheets, _page_numbers(sheets))
    peeled = [_peeled(sheet, running, first=number == 0) for number, sheet in enumerate(sheets)]
    kept = [line for before, sheet in pairwise([[], *peeled]) for line in sheet[_banner(before, sheet) :]]
    known = set(map(id, kept))
    return tuple(kept), tuple(line for line in every if id(line) not in known)


def _unstamped(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines, where a stamp on the line of the act is a line of its own."""
    for line in lines:
        cut = 0 if line.rows else stamp_before(line.text)
        if cut:
            yield replace(line, text=line.text[:cut].rstrip())
            column = line.place.column
            yield replace(line, text=line.text[cut:], place=replace(line.place, column=column and column + cut))
        else:
            yield line


def _page_numbers(sheets: Sequence[Sequence[Line]]) -> frozenset[tuple[int, str]]:
    """Lone figures at an end of a page that count the pages: (the page, the line). Another figure is of a table."""
    found = [
        (line.page, line.text, int((DIGITS.search(line.text) or [0])[0]) - line.page)
        for sheet in sheets
        for line, _ in _edges(sheet, EDGE, EDGE)
        if NUMBER.match(folded(line.text))
    ]
    times = Counter(shift for _, shift in {(page, shift) for page, _, shift in found})
    apart = {(sheet[-1].page, sheet[-1].text) for sheet in sheets if sheet and sheet[-1].gap}  # white space beside it
    apart |= {(sheet[0].page, sheet[0].text) for sheet in sheets if len(sheet) > 1 and sheet[1].gap}
    apart = {(page, text) for page, text in apart if NUMBER.match(folded(text))}
    return frozenset({(page, text) for page, text, shift in found if shift == 0 or times[shift] > 1} | apart)


def _with_pages(lines: Sequence[Line]) -> list[Line]:
    """A text without form feeds is still cut after each « 1/4 » and each stamp."""
    if len({line.page for line in lines}) > 1:
        return list(lines)
    marks = stamped([line.text for line in lines])
    page, numbered = 1, []
    for index, line in enumerate(lines):
        numbered.append(replace(line, page=page))
        if PAGE_OF.match(folded(line.text)) or (index in marks and index + 1 not in marks and index + 1 < len(lines)):
            page += 1
    return numbered


def _without_stamps(sheet: Sequence[Line]) -> list[Line]:
    marks = stamped([line.text for line in sheet])
    return [line for index, line in enumerate(sheet) if index not in marks]


def _slip(sheet: Sequence[Line]) -> bool:
    """Whether a page is the slip that a recueil puts before an act."""
    return len(sheet) <= SLIP_LINES and any(SLIP.match(line.text) for line in sheet)


def _key(text: str) -> str:
    """What two lines share when they are one running head; figures may differ, but not in what could be an amount."""
    begins = opening(text) is not None or ANNEXE.match(folded(text)) is not None or "€" in text
    return text if begins else DIGITS.sub("#", folded(text))


@frozen
class _Running:
    """What runs on pages: lines that come back at one end, (their words, at the top); the numbers of the pages."""

    lines: frozenset[tuple[str, bool]]
    numbers: frozenset[tuple[int, str]]


def _repeated(sheets: Sequence[Sequence[Line]], numbers: frozenset[tuple[int, str]]) -> _Running:
    """Lines that come back at the same end of pages: (their words, at the top).

    They must be furniture on each of these pages: a heading that comes back below other words is none.
    """
    least = max(2, (len(sheets) + 2) // 3)
    found = frozenset((_key(line.text), top) for sheet in sheets for line, top in _edges(sheet, EDGE, EDGE))
    while True:
        seen: Counter[tuple[str, bool]] = Counter()
        for number, sheet in enumerate(sheets):
            start, end = _bounds(sheet, _Running(found, numbers), first=number == 0)
            kept = _titles(sheet) if number == 0 else frozenset()
            seen.update({(_key(line.text), top) for line, top in _edges(sheet, start, len(sheet) - end)} | kept)
        remaining = frozenset(key for key in found if seen[key] >= least)
        if remaining == found:
            return _Running(found, numbers)
        found = remaining


def _edges(sheet: Sequence[Line], top: int, bottom: int) -> Iterator[tuple[Line, bool]]:
    yield from ((line, True) for line in sheet[:top])
    yield from ((line, False) for line in sheet[max(0, len(sheet) - bottom) :])


def _titles(sheet: Sequence[Line]) -> frozenset[tuple[str, bool]]:
    """Lines at the top of the first page that stay there, and may be running heads on the others."""
    return frozenset((_key(line.text), True) for line in sheet[:EDGE] if _titled(line.text))


def _bounds(sheet: Sequence[Line], running: _Running, *, first: bool) -> tuple[int, int]:
    """What is left of a page once its ends are peeled."""
    start, end = 0, len(sheet)
    while start < end and _furniture(sheet[start], running, top=True, first=first):
        start += 1
    while end > start and _furniture(sheet[end - 1], running, top=False, first=first):
        end -= 1
    return start, end


def _peeled(sheet: list[Line], running: _Running, *, first: bool) -> list[Line]:
    start, end = _bounds(sheet, running, first=first)
    return sheet[start : _without_address(sheet, start, end)]


def _furniture(line: Line, running: _Running, *, top: bool, first: bool) -> bool:
    text, low = line.text, folded(line.text)
    if PAGE_OF.match(low) or FOLIO.match(low) or RECUEIL.match(low):
        return True
    if NUMBER.match(low):
        return (line.page, text) in running.numbers
    return (_key(text), top) in running.lines and not (first and top and _titled(text))


def _titled(text: str) -> bool:
    """Whether a running head reads like the title or the number of the act."""
    return TITLE.match(folded(text)) is not None or "n°" in folded(text)


def _without_address(sheet: Sequence[Line], start: int, end: int) -> int:
    """The end of a page without the address, telephone and site printed at its foot."""
    foot = end
    while foot > start and (CONTACT.match(folded(sheet[foot - 1].text)) or ADDRESS.match(folded(sheet[foot - 1].text))):
        foot -= 1
    contact = any(CONTACT.match(folded(line.text)) for line in sheet[foot:end])
    return foot if contact and end - foot <= 6 and sheet[foot].gap else end


def _banner(before: Sequence[Line], after: Sequence[Line]) -> int:
    """How many short lines at the top of a page are a running head: below them the sentence before goes on."""
    if not before or ends_sentence(before[-1].text):
        return 0
    long = next((index for index, line in enumerate(after[:6]) if len(line.text) > BANNER), 0)
    return long if long and RESUMED.match(after[long].text) else 0


def stamped_blocks(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Blocks of a file that knows its pages, and those of them that are a stamp: none that a style of ours names."""
    found = tuple(blocks)
    marks = stamped(["" if block.kind is Kind.MENTION else block.text for block in found])
    kept = tuple(block for index, block in enumerate(found) if index not in marks)
    return kept, tuple(found[index] for index in sorted(marks))


def furniture_blocks(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """Lines that were set aside, each as a block."""
    return tuple(Block(Kind.PARAGRAPHE, (Span(line.text, Literal(line.place), line.styles),)) for line in lines)


# Stamps of the préfecture: receipts, identifiers of transmission, as their programs print them on a page. A stamp is a
# run of lines, each of which only a stamp could hold; a lone line is one when it opens a stamp.


def stamp_before(text: str) -> int:
    """How many characters of a line are a stamp, before words of the act; 0 where no words of an act stand behind.

    >>> line = "Reçu en préfecture le 03/04/2026 Publié le 04/04/2026 Extrait du registre des délibérations"
    >>> line[stamp_before(line) :]
    'Extrait du registre des délibérations'
    """
    if len(text) < 2 * SHORTEST or not _PIECE.match(folded(text[: 4 * SHORTEST])):
        return 0
    low, end = folded(text), 0
    while piece := _PIECE.match(low, end):
        end = piece.end()
    return end if len(text) - end >= SHORTEST else 0


def stamped(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that belong to a stamp.

    >>> sorted(stamped(["Vu", "Accusé de réception en préfecture", "015-200066660-20250708-DEC2025-453-AU", "Fait"]))
    [1, 2]
    >>> sorted(stamped(["Acte rendu exécutoire après transmission en préfecture le 17 février 2025"]))  # an act says it
    []
    """
    found: set[int] = set()
    inside = False
    for index, text in enumerate(texts):
        low = folded(text)
        inside = OPENS.match(low) is not None or (inside and FOLLOWS.match(low) is not None)
        if inside:
            found.add(index)
    return frozenset(found)
