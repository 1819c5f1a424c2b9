"""The same list of names in several places, « Aubry, Bessines et Coulon », and a name that one of them alone has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from ..context import Context
from ..document import Kind
from ..outline.nature import Nature
from ..part import Passage
from .names import How, Odd

LEAST = 3  # names
_OF = r"(?:de\sla\s|du\s|des?\s|d['’]|à\s|[Ll]['’])?"
_WORD = r"[A-ZÀ-Ý][\w’'-]{1,30}"
_NAME = rf"{_WORD}(?:\s(?:(?:de|du|des|la|le|les|sur|sous|en)\s){{0,2}}{_WORD}){{0,4}}"
_LIST = re.compile(rf"(?<![\w’'-]){_NAME}(?:,\s{_OF}{_NAME}){{1,12}}\set\s{_OF}{_NAME}")
_EACH = re.compile(rf"(?:\A|[,\s]{_OF})(?P<name>{_NAME})(?=,|\set\s|\Z)")


def odd_members(context: Context) -> Iterator[Odd]:
    """The one name of a list that nothing else says, where another list of as many has one that it lacks."""
    low = "\n".join(part.low for part in context.parts)
    done = set[Passage]()
    for one, other in permutations(_lists(context), 2):
        strange, missing = one.keys() - other.keys(), other.keys() - one.keys()
        if len(one) != len(other) or len(strange) != 1 or len(missing) != 1 or len(one) < LEAST:
            continue
        (name,), (meant,) = strange, missing
        if low.count(name.lower()) == 1 and low.count(meant.lower()) > 1 and one[name] not in done:
            done.add(one[name])
            yield Odd(one[name], (other[meant],), How.PLACE)


def _lists(context: Context) -> Iterator[dict[str, Passage]]:
    for part in context.parts:
        for index, block in enumerate(part.blocks if part.nature is not Nature.PIECE else ()):
            if block.kind in (Kind.TABLEAU, Kind.SIGNATURE) or " et " not in block.text:
                continue
            for match in _LIST.finditer(block.text):
                names = {
                    m["name"]: Passage(part, index, match.start() + m.start("name"), match.start() + m.end("name"))
                    for m in _EACH.finditer(match[0])
                }
                if len(names) >= LEAST:
                    yield names
