"""What tables, lists or the whole act agree on but for one name: the same cells, the same members, one department."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, permutations

from ..context import Context
from ..document import Kind, cells_of
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import REASONS
from ..statements.wording import stems
from ..values.departements import begins, codes_by_name
from .names import How, Odd

AGREE, SURE = 2, 3  # lines that agree, where the odd cells share a word or share none
_NOBODY = pattern(r"infruct|sans suite|n[ée]ant|aucun|sans objet|vacant|à d[ée]signer|retir", re.IGNORECASE)
Cells = Mapping[str, Passage]


def odd_cells(context: Context) -> Iterator[tuple[Passage, Passage]]:
    """The cell of the later table, and that of the earlier one, where they should be the same name."""
    found = [
        column
        for part in context.own
        for index, block in enumerate(part.blocks)
        if block.kind is Kind.TABLEAU
        for column in _columns(part, index)
    ]
    told = set[Passage]()
    for one, other in combinations(found, 2):
        pair = _odd(one, other)
        if pair is not None and pair[0] not in told:
            told.add(pair[0])
            yield pair


def _columns(part: Part, index: int) -> Iterator[Cells]:
    """Each column of words, by what the first cell of the line says: no two lines alike."""
    lines = lines_of(part, index)
    keys = [row[0].text.strip().lower() for row in lines]
    for column in range(1, max(map(len, lines), default=0)):
        cells = {key: row[column] for key, row in zip(keys, lines, strict=True) if key and column < len(row)}
        words = [cell.text.strip() for cell in list(cells.values())[1:] if cell.text.strip()]
        named = all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)
        if len(set(keys)) == len(keys) and len(words) > AGREE and named and len(set(words)) == len(words):
            yield cells


def lines_of(part: Part, index: int) -> list[list[Passage]]:
    """The cells of a table, line by line."""
    return [[Passage(part, index, *cell) for cell in row] for row in cells_of(part.blocks[index]) if row]


def _odd(one: Cells, other: Cells) -> tuple[Passage, Passage] | None:
    common = [key for key in list(one)[1:] if key in list(other)[1:]]
    pairs = [(stems(one[key].text), stems(other[key].text), key) for key in common]
    pairs = [(a, b, key) for a, b, key in pairs if a and b]
    odd = [(a, b, key) for a, b, key in pairs if not (a <= b or b <= a)]
    if len(odd) != 1:
        return None
    a, b, key = odd[0]
    agreed = len(pairs) - 1
    here, there = other[key], one[key]
    if agreed < (AGREE if a & b else SURE) or (here.block == there.block and here.part is there.part):
        return None
    return None if _NOBODY.search(f"{here.text} {there.text}") else (here, there)


FEWEST = 3  # names
_OF = r"(?:de\sla\s|du\s|des?\s|d['’]|à\s|[Ll]['’])?"
_WORD = r"[A-ZÀ-Ý][\w’'-]{1,30}"
_NAME = rf"{_WORD}(?:\s(?:(?:de|du|des|la|le|les|sur|sous|en)\s){{0,2}}{_WORD}){{0,4}}"
_LIST = pattern(rf"(?<![\w’'-]){_NAME}(?:,\s{_OF}{_NAME}){{1,12}}\set\s{_OF}{_NAME}")
_EACH = pattern(rf"(?:\A|[,\s]{_OF})(?P<name>{_NAME})(?=,|\set\s|\Z)")


def odd_members(context: Context) -> Iterator[Odd]:
    """The one name of a list that nothing else says, where another list of as many has one that it lacks."""
    low = "\n".join(part.low for part in context.parts)
    done = set[Passage]()
    for one, other in permutations(_lists(context), 2):
        strange, missing = one.keys() - other.keys(), other.keys() - one.keys()
        if len(one) != len(other) or len(strange) != 1 or len(missing) != 1 or len(one) < FEWEST:
            continue
        (name,), (meant,) = strange, missing
        if low.count(name.lower()) == 1 and low.count(meant.lower()) > 1 and one[name] not in done:
            done.add(one[name])
            yield Odd(one[name], (other[meant],), How.PLACE)


def _lists(context: Context) -> Iterator[dict[str, Passage]]:
    for part in context.own:
        for index, block in enumerate(part.blocks):
            if block.kind in (Kind.TABLEAU, Kind.SIGNATURE, Kind.ENTETE) or " et " not in block.text:
                continue
            for match in _LIST.finditer(block.text):
                names = {
                    m["name"]: Passage(part, index, match.start() + m.start("name"), match.start() + m.end("name"))
                    for m in _EACH.finditer(match[0])
                }
                if len(names) >= FEWEST:
                    yield names


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
    if alone and not _BESIDE.search(where.low[max(0, where.start - 60) : where.end + 20]):
        yield Odd(where, tuple(there for there, _ in usual), How.ALONE)


def _said(part: Part) -> Iterator[tuple[str, Passage, bool]]:
    names = codes_by_name()
    for index, low in enumerate(part.lows()):
        for match in _NAMED.finditer(low):
            start, name = match.start("name"), begins(match["name"], names)
            if name and part.blocks[index].text[start].isupper():
                yield names[name], Passage(part, index, start, start + len(name)), match["of"] is not None
