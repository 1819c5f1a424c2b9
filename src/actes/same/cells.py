"""What the whole act agrees on but for one name: its department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..context import Context
from ..document import Kind, cells_of
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import REASONS
from ..values.departements import begins, codes_by_name
from .names import How, Odd


def lines_of(part: Part, index: int) -> list[list[Passage]]:
    """The cells of a table, line by line."""
    return [[Passage(part, index, *cell) for cell in row] for row in cells_of(part.blocks[index]) if row]


_OF_DEPARTMENT = r"(?:de\s(?:la\s|l')?|du\s|des\s|d'|\()"
_NAMED = pattern(  # a body that is of one; where something is, or who is competent for it
    r"\b(?:(?P<of>(?:conseil\s)?departement(?:al)?|sdis|sdee?|cdg|ddt|ddfip|centre\sde\sgestion|chambre\s[a-z' ]{4,30})"
    rf"\s{_OF_DEPARTMENT}|(?:en|dans\sl[ae]s?|pour\sl[ae]s?|chef-lieu\s(?:de\sla|de|du|des))\s)"
    r"(?:l')?(?=(?P<name>[a-z][a-z' -]{2,30}))"
)
_BODIES = ("departement", "sdis", "sde", "cdg", "ddt", "ddfip", "centre de gestion", "chambre")
_BESIDE = pattern(r"\b(?:et|ou|voisins?|limitrophes?|autres?|entre)\b")


def odd_departments(context: Context) -> Iterator[Odd]:
    """« Le département de la Corrèze », once, in an act of the Creuse."""
    found = defaultdict[str, list[tuple[Passage, bool]]](list)
    for part in context.own:
        for code, where, body in _said(part) if any(map(part.low.__contains__, _BODIES)) else ():
            found[code].append((where, body))
    if len(found) != 2:
        return
    usual, odd = sorted(found.values(), key=lambda one: (-len(one), one[0][0][1:]))
    where, body = odd[0]
    alone = len(odd) == 1 and body and where.kind not in (*REASONS, Kind.TABLEAU)
    if alone and not _BESIDE.search(where.around(60, 20)):
        yield Odd(where, tuple(there for there, _ in usual), How.ALONE)


def _said(part: Part) -> Iterator[tuple[str, Passage, bool]]:
    names = codes_by_name()
    for index, low in enumerate(part.lows()):
        for match in _NAMED.finditer(low):
            start, name = match.start("name"), begins(match["name"], names)
            if name and part.blocks[index].text[start].isupper():
                yield names[name], Passage(part, index, start, start + len(name)), match["of"] is not None
