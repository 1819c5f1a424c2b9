"""Lines put back into paragraphs, items and tables: what a page had cut is one block again.

>>> from .lines import lines_of
>>> text = "Vu la loi n° 2015-991 du 7 août 2015 portant\\nréforme ;\\nConsidérant la demande ;\\n- de payer"
>>> [(block.kind.value, block.marker, block.text) for block in blocks_of(lines_of(text, "a.txt"))][1:]
[('paragraphe', '', 'Considérant la demande ;'), ('item', '-', 'de payer')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, zip_longest

from ..document import Block, Kind, Literal, Span
from ..facts.flat import folded
from ..pattern import pattern
from ..values.text import ends_sentence
from .lines import Line, Passage
from .openings import LONE, PARTY_WORD, PROPOSAL, RESUMED, SIGNING, TITLE, capitals, marker, opening, starts_block

WEAK = frozenset({Kind.MENTION, Kind.LIEU_DATE, Kind.FORMULE, Kind.OBJET})  # words that a sentence may hold too
COUNTED = pattern(r"\d{1,2} ?[°.]")  # « les 1° et\n2° alinéas »
# A line cut after such a word goes on, whatever its length; « le » and « à » may stand before room for a date.
DANGLING = pattern(r"\b(?:du|des?|la|les|aux|et|ou|par|pour|dans|une?|n°)\Z|[dl]['’]\Z|\bDU\Z")
NARROW = 60  # characters: a text whose lines are all shorter was not cut by a page
LONG = 130  # characters: a text with such lines has a paragraph a line
WORDS = 25  # characters: « PROCÈS-VERBAL », alone on its line
COLUMNS = pattern(r"\S {5,}\S")  # two columns, of signatures mostly: each line of them stays one
SIGNED = 60  # characters: a line that signs for somebody
MOST_LINES = 400  # of one paragraph: what no act holds must not take long to read
SLACK = 0.88
_POINTS = r"(?<![.…_])(?<![.…_] )(?:[.…_] ?){4,}"  # leaders, to what stands at their end or on the next line
LEADS = pattern(rf"{_POINTS}$")
LED = pattern(r":|(?:p(?:age|\.) ?)?\d[\d ,.]*(?:€|euros)?$")
ROW = pattern(rf"{_POINTS}(?:: ?)?(?:p(?:age|\.) ?)?\d[\d ,.]*(?:€|euros)?(?: (?:HT|TTC))?$")
ENTRY_LENGTH = 90  # characters of an entry of a list that no mark begins
FIGURE = pattern(r"^[^.;:]{2,80}: ?[+−-]? ?\d[\d ,.]*(?:€|%|\w+)?(?: (?:HT|TTC|[^\W\d]+))? ?[;.]?$")
RANKED = pattern(r"(?P<of>[^\W\d]{2,20}) (?:n° ?)?\d{1,3}\b(?! [^\W\d])")
COUNT = pattern(r"\d{1,4} (?P<of>[^\W\d]{3,20}) ")
LABEL = pattern(r"[^\W\d]{4,20} ?[:–] \S")
CUT = pattern(r"[^\W\d_]-$")
WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def width_of(lines: Sequence[Line]) -> int | None:
    """How long the lines of a text are, in characters; None where each line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if not line.rows)
    if not lengths or sum(length > LONG for length in lengths) * 20 > len(lengths):
        return None
    width = lengths[-(-19 * len(lengths) // 20) - 1]
    pairs = [(line.text, after.text) for line, after in pairwise(lines) if not after.gap]
    open_ = (  # « lot 1 ; lot 2 ; »: one of several things that a sentence says
        len(a) > SLACK * width and (a[-1] not in ".;:" or ";" in a[:-1]) and not b[:1].isupper() for a, b in pairs
    )
    return width if width >= NARROW and any(open_) else None


def _full(line: Line, after: Line, width: int | None) -> bool:
    """Whether the first word of the next line had no room on this one."""
    if line.full is not None:
        return line.full
    return width is not None and len(line.text) + 1 + len(after.text.split()[0]) > SLACK * width


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Paragraphs, items and tables, in order; what they mean is told later."""
    found = list(lines)
    hyphens = hyphens_of(found)
    for group in _groups(found, width_of(found)):
        if group[0].rows:
            yield Block(Kind.TABLEAU, rows=group[0].rows)
        elif not (len(group) == 1 and group[0].text in LONE):  # a bullet without its words says nothing
            yield block_of(group, hyphens)


def _groups(lines: Sequence[Line], width: int | None) -> Iterator[list[Line]]:
    group: list[Line] = []
    entries = [*_entries(lines), False]
    for n, (line, after) in enumerate(zip_longest(lines, lines[1:])):
        ended = entries[n - 1] and (FIGURE.search(lines[n - 1].text) or line.text.startswith("soit "))
        apart = entries[n] or ended or _led(line, after)
        if group and (len(group) > MOST_LINES or apart or not _continues(group, line, width)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _entries(lines: Sequence[Line]) -> Iterator[bool]:
    """Whether each line is an entry of a list without marks: its neighbour is of its form."""
    forms = [_form_of(line) for line in lines]
    for n, line in enumerate(lines):
        if line.text.endswith(":"):
            for at in _listed(lines, n + 1):
                forms[at] = f":{n}"
    for n, form in enumerate(forms):
        above = n > 0 and not lines[n].gap and form == forms[n - 1]
        below = n + 1 < len(lines) and not lines[n + 1].gap and form == forms[n + 1]
        yield bool(form) and (above or below)


def _listed(lines: Sequence[Line], first: int) -> range:
    """« le formulaire signé, », « le plan, », « le projet. »: short lines that each end a piece of the sentence."""
    last = first
    while last < len(lines) and lines[last].text[-1:] in (",", ";") and len(lines[last].text) <= ENTRY_LENGTH:
        last += 1
    ended = last < len(lines) and lines[last].text.endswith(".") and len(lines[last].text) <= ENTRY_LENGTH
    return range(first, last + 1) if ended and last > first else range(0)


def _form_of(line: Line) -> str:
    """« Loyer : 740,00 € » ends with its figure; « lot 2, charpente », « 3 postes d'agent » begin with their words."""
    if line.rows or len(line.text) > ENTRY_LENGTH:
        return ""
    begun = RANKED.match(line.text) or COUNT.match(line.text)
    if begun and len(re.findall(rf"\b{begun['of']}", line.text)) > 1:
        return ""  # « lot 1, maçonnerie ; lot 2, charpente ; »: a sentence that the page cut
    if begun and not FIGURE.search(line.text):
        return begun["of"].rstrip("s").lower()
    return "figure" if FIGURE.search(line.text) else ":" if LABEL.match(line.text) else ""


def _led(line: Line, after: Line | None) -> bool:
    """Whether a line is a row of a list with leaders: « vélo ........ 2,00 € », its end on the next line perhaps."""
    if "..." not in line.text and "…" not in line.text and "___" not in line.text:
        return False
    led = after is not None and LEADS.search(line.text) is not None and LED.match(after.text) is not None
    return led or ROW.search(line.text) is not None


def _continues(group: Sequence[Line], line: Line, width: int | None) -> bool:
    last = group[-1]
    if last.rows or line.rows:
        return False
    if LEADS.search(last.text) and LED.match(line.text):
        return True
    if _led(last, None) or (len(group) > 1 and LEADS.search(group[-2].text) and LED.match(last.text)):
        return False
    awaited = DANGLING.search(last.text) is not None or last.text.endswith(":")  # « la somme de », then a blank
    if ({*line.text} == {"_"} and not awaited) or (len(group) == 1 and {*last.text} == {"_"}):
        return False  # a stroke from edge to edge parts what is above from what is below
    if len(group) == 1 and last.text in LONE:
        return not starts_block(line.text) and (not line.gap or RESUMED.match(line.text) is not None)
    if _breaks(last, line, width) or COLUMNS.search(last.text) or COLUMNS.search(line.text):
        return False
    if not line.gap and (
        not glue(last.text, line.text) or DANGLING.search(last.text)
    ):  # « accord-/cadre », « du/22 mai »
        return True
    ended = ends_sentence(last.text)
    turned = line.page != last.page
    if RESUMED.match(line.text) and not ended and opening(last.text) is not Kind.FORMULE:
        return _full(last, line, width) or (line.text[0].islower() and (not line.gap or turned))
    if line.gap and not turned:
        return False
    return (width is not None and _titled(group, line)) or (_full(last, line, width) and not (turned and ended))


def _breaks(last: Line, line: Line, width: int | None) -> bool:
    """Whether a line begins a block by its words."""
    if _alone(last, folded(line.text)):
        return line.text[:1].isupper() or line.text in ("et", "et :")
    full = _full(last, line, width)
    if not starts_block(line.text):
        return TITLE.match(folded(line.text)) is not None and (not full or len(line.text) <= WORDS)
    weak = COUNTED.match(line.text) or (opening(line.text) in WEAK and not capitals(line.text))
    return not (weak and full and not line.gap and not ends_sentence(last.text) and not last.text.endswith(","))


def _alone(last: Line, low: str) -> bool:
    """Whether a line stands alone after another: « Sur proposition de … », « Entre », « Pour le préfet, »."""
    if PROPOSAL.match(low):
        return last.text.endswith((",", ";", "."))
    signs = SIGNING.match(low) is not None and len(low) < SIGNED and ends_sentence(last.text)
    return signs or PARTY_WORD.match(low) is not None


def _titled(group: Sequence[Line], line: Line) -> bool:
    """A title in capitals goes on with the next line in capitals."""
    return TITLE.match(folded(group[0].text)) is not None and capitals(group[-1].text) and capitals(line.text)


def hyphens_of(lines: Sequence[Line]) -> frozenset[str]:
    """The words that a hyphen cuts at the end of a line, as the text writes them elsewhere: « convention »."""
    cut = [(a.text, b.text) for a, b in pairwise(lines) if CUT.search(a.text) and b.text[:1].islower()]
    if not cut:
        return frozenset()
    words = {word.lower() for line in lines for word in WORD.findall(line.text)}
    return frozenset(word for word in (whole(*pair) for pair in cut) if word in words)


def whole(text: str, after: str) -> str:
    """The word that the end of a line and the next line make, without the hyphen.

    >>> whole("à la conven-", "tion jointe")
    'convention'
    """
    head, tail = text[:-1].rpartition(" ")[2], WORD.match(after)
    return (head.rpartition("'")[2].rpartition("’")[2] + (tail[0] if tail else "")).lower()


def block_of(lines: Sequence[Line], hyphens: frozenset[str] = frozenset()) -> Block:
    """One block from its lines, each keeping its place; an item without its marker.

    `hyphens`: words that lose the hyphen at which a line cuts them.
    """
    text = ""
    starts: list[tuple[int, Line]] = []
    for line in lines:
        if hyphens and CUT.search(text) and whole(text, line.text) in hyphens:
            text = text[:-1]
        else:
            text += glue(text, line.text)
        starts.append((len(text), line))
        text += line.text
    passage = Passage(lines[0].place.path, tuple((start, line.place) for start, line in starts))
    head = marker(text) if opening(text) is not Kind.FORMULE else None  # « - ARRÊTE - »
    cut = len(text) - len(head[1]) if head else 0
    pieces = tuple(_spans(text, cut, starts, passage))
    return Block(Kind.ITEM, pieces, marker=head[0]) if head else Block(Kind.PARAGRAPHE, pieces)


def _spans(text: str, cut: int, lines: Sequence[tuple[int, Line]], passage: Passage) -> Iterator[Span]:
    """A span for each run of lines of one style; the whole text, from `cut` on."""
    runs = [next(run) for _, run in groupby(lines, key=lambda one: one[1].styles)]
    for (start, line), stop in zip(runs, [*(start for start, _ in runs[1:]), len(text)], strict=True):
        start = max(start, cut)
        if text[start:stop]:
            yield Span(text[start:stop], Literal(passage.cut(start)), line.styles)


def glue(text: str, after: str) -> str:
    """What stands between the end of a line and the next one: nothing after the hyphen of « accord-cadre »."""
    hyphened = len(text) > 1 and text[-1] == "-" and text[-2].isalnum() and after[:1].isalnum()
    return "" if not text or hyphened else " "


def leveled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Items with their depth: a new form of marker goes one deeper, a known one comes back to its level.

    >>> items = [Block(Kind.ITEM, marker=m) for m in ("-", "o", "o", "-")]
    >>> [block.level for block in leveled(items)]
    [1, 2, 2, 1]
    """
    depths: list[str] = []
    for block in blocks:
        if block.kind is not Kind.ITEM:
            depths = [] if block.kind is not Kind.PARAGRAPHE else depths
            yield block
            continue
        form = _form(block.marker)
        depths = depths[: depths.index(form) + 1] if form in depths else [*depths, form]
        yield replace(block, level=len(depths))


def _form(mark: str) -> str:
    mark = mark.strip("}").replace("©", "o")  # as character recognition reads ➢ and ○
    return "".join("1" if c.isdigit() else "a" if c.isalpha() and c != "o" else c for c in mark).replace("11", "1")
