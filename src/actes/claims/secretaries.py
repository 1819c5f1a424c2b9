"""Who is secretary of the sitting, as the head of a délibération says and as its foot signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Kind
from ..part import Part, Passage
from .proxies import NAME

_SECRETARY = re.compile(rf"\b[Ss]ecr[ée]taire\sde\s(?:la\s)?s[ée]ance\s?:\s?(?P<name>{NAME})")
_CHOSEN = re.compile(
    rf"(?P<name>{NAME})(?:,[^,.;]{{0,40}},)?\s(?:est|a\s[ée]t[ée])\s(?:\w+\s)?(?:d[ée]sign|nomm|[ée]lu)\w*\s(?:comme\s|en\squalit[ée]\sde\s)?secr[ée]taire"
)
_OFFICE = re.compile(r"(?:L[ea]\s)?[Ss]ecr[ée]taire\sde\s(?:la\s)?s[ée]ance\s?,?")
_COLUMN = re.compile(r"(?:\S|[ \u00a0](?!\s))+")  # words; two spaces or a tab begin another column
_PERSON = re.compile(NAME)


def secretaries(part: Part) -> tuple[list[Passage], list[Passage]]:
    """Who is named secretary of the sitting in the head of the act, and who signs as such."""
    named: list[Passage] = []
    signing: list[Passage] = []
    for index, block in enumerate(part.blocks):
        text = block.text
        if "taire" not in text:
            continue
        if block.kind is Kind.SIGNATURE:
            signing += _signing(part, index)
        else:
            found = (*_SECRETARY.finditer(text), *_CHOSEN.finditer(text))
            named += [Passage(part, index, *match.span("name")) for match in found]
    return named, signing


def _signing(part: Part, index: int) -> Iterator[Passage]:
    """The name under « Le secrétaire de séance », in its column."""
    text, position = part.blocks[index].text, 0
    above: list[bool] = []
    for line in text.split("\n"):
        columns = [match for match in _COLUMN.finditer(line) if match[0].strip()]
        for rank, column in enumerate(columns):
            name = _PERSON.fullmatch(column[0].strip())
            if len(above) == len(columns) and above[rank] and name:
                start = position + column.start() + column[0].index(name[0])
                yield Passage(part, index, start, start + len(name[0]))
        above = [_OFFICE.fullmatch(column[0].strip()) is not None for column in columns] if columns else above
        position += len(line) + 1
