"""What the head of a délibération says of its vote: who gave a proxy to whom, how many were there, how many voted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Kind
from ..facts.numerals import number
from ..part import Part, Passage
from ..values.text import unaccented

_CIVILITY = r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Messieurs|Mesdames|Docteur|Dr)\s"
_WORD = r"[A-ZÀ-Ý][\w’'-]+"
NAME = rf"(?:{_CIVILITY})?{_WORD}(?:[ \u00a0](?:de\s|du\s|d['’])?{_WORD}){{0,3}}"
_GAVE = r"(?:absente?s?|excus[ée]e?s?|(?:a|ayant|qui\sa)\sdonn[ée]|donne|donnant|son|sa|pouvoir|procuration|mandat)"
_PROXY = re.compile(rf"(?P<giver>{NAME})(?:[\s,(:\u00a0]+{_GAVE})*[\s,]+à\s(?P<taker>{NAME})")
_PROXIES = re.compile(r"\b(?:pouvoirs?|procurations?)\b", re.IGNORECASE)
_COUNTS = (
    ("exercice", re.compile(r"(?:membres|conseillers)?\s?en\sexercice\s?:?\s?(?P<n>\d{1,3})\b")),
    ("presents", re.compile(r"\bpresents?\s?:?\s?(?P<n>\d{1,3})\b")),
    ("absents", re.compile(r"\babsents?\s?:?\s?(?P<n>\d{1,3})\b")),
    (
        "pouvoirs",
        re.compile(
            r"\b(?:pouvoirs?|procurations?|representes?)\s?:?\s?(?P<n>\d{1,3})\b"
            r"|\bdont\s(?P<m>\d{1,3})\s(?:(?:ayant|qui\sont)\sdonne\s)?(?:pouvoirs?|procurations?|representes?)\b"
        ),
    ),
    ("votants", re.compile(r"\bvotants?\s?:?\s?(?P<n>\d{1,3})\b")),
)
_NUMBER = r"(?P<n>\d{1,3}|[a-z]+(?:[ -][a-z]+){0,3}?)"
_SIDE = r"(?:(?:voix|votes?)\s(?:{0})\b|(?:{0})(?=\s?(?:[,;.)]|et\b|\d|\Z)))"  # « 3 pour cent » is no vote
_VOICES = (
    ("pour", re.compile(rf"\b{_NUMBER}\s{_SIDE.format('pour|favorables?')}|\bpour\s?:\s?(?P<m>\d{{1,3}})\b")),
    ("contre", re.compile(rf"\b{_NUMBER}\s{_SIDE.format('contre')}|\bcontre\s?:\s?(?P<m>\d{{1,3}})\b")),
    ("abstentions", re.compile(rf"\b{_NUMBER}\sabstentions?\b|\babstentions?\s?:\s?(?P<m>\d{{1,3}})\b")),
)
_APART = re.compile(
    r"ne\s(?:prend|prennent|participe|vote)\w*\spas|n['’](?:a|ont)\spas\spris\spart|nppv|se\sretire|\bquitt|\bd[ée]port",
    re.IGNORECASE,
)
# No count without one of these.
_TOLD = ("contre", "abstention", "votant", "présent", "present", "exercice", "absent", "pouvoir", "procuration")
FEWEST = 2  # sorts of voices: a block that gives fewer may speak of anything


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and where it is said."""

    value: int
    where: Passage


def proxies(part: Part) -> Iterator[tuple[Passage, Passage]]:
    """Who gives a proxy, and to whom, in the head of the act."""
    said = False
    for index in head(part):
        text = part.blocks[index].text
        opened = _PROXIES.search(text)
        said = opened is not None or (said and _PROXY.search(text) is not None)
        for match in _PROXY.finditer(text, opened.start() if opened and ":" in text else 0) if said else ():
            yield Passage(part, index, *match.span("giver")), Passage(part, index, *match.span("taker"))


def head(part: Part) -> Iterator[int]:
    """The blocks before the first article, visas left out."""
    for index, block in enumerate(part.blocks):
        if block.kind is Kind.ARTICLE:
            return
        if block.kind not in (Kind.VISA, Kind.CONSIDERANT):
            yield index


def may_be_one(one: str, other: str) -> bool:
    """Whether two ways to name a person can be of the same: all the words of one are in the other."""
    civilities = {name.lstrip()[1:2].lower() for name in (one, other) if re.match(_CIVILITY, name)}
    if {"o", "."} & civilities and {"a", "m", "l"} & civilities:
        return False  # « Monsieur » and « Madame » of one name are two persons
    first, second = (frozenset(unaccented(re.sub(_CIVILITY, "", name)).split()) for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def somebody_apart(part: Part) -> bool:
    """Whether somebody did not take part in the vote."""
    return any(_APART.search(block.text) for block in part.blocks)


def numbers(part: Part) -> dict[str, Count]:
    """The numbers in the head of the act: « exercice », « presents », « absents », « pouvoirs », « votants »."""
    sentences = [index for index in head(part) if not part.blocks[index].rows]
    return _first(part, sentences, _COUNTS) | in_table(part)


def voices(part: Part) -> dict[str, Count]:
    """« pour », « contre », « abstentions » in the one vote that an act tells; nothing where it tells several."""
    blocks = [n for n, block in enumerate(part.blocks) if block.kind not in (Kind.VISA, Kind.CONSIDERANT)]
    telling = [n for n in blocks if len(_first(part, [n], _VOICES)) >= FEWEST]
    return _first(part, telling, _VOICES) if len(telling) == 1 else {}


def _first(part: Part, blocks: Sequence[int], sorts: Sequence[tuple[str, re.Pattern[str]]]) -> dict[str, Count]:
    found: dict[str, Count] = {}
    for index in blocks:
        text = part.blocks[index].text
        low = unaccented(text) if any(map(text.lower().__contains__, _TOLD)) else ""
        for name, pattern in sorts if low and len(low) == len(text) else ():
            for match in pattern.finditer(low) if name not in found else ():
                value = _value(match)
                if value is not None:
                    found[name] = Count(value, Passage(part, index, *match.span()))
                    break
    return found


def _value(match: re.Match[str]) -> int | None:
    said = match.groupdict().get("m") or match["n"]
    if said.isdigit():
        return int(said)
    words = said.split(" ")  # « après en avoir délibéré par dix » : the number is in the last of them
    tails = (" ".join(words[start:]) for start in range(len(words)))
    return next((value for tail in tails if (value := number(tail)) is not None), None)


_UNANIMOUS = re.compile(
    r"\bunanimite\s?(?:,?\s?soit\s|\(|des\s|de\sses\s)\s?(?P<n>\d{1,3})\s(?P<of>voix|votants|votes|suffrages|membres\spresents|presents)\b"
)


def unanimous(part: Part) -> Iterator[tuple[Count, bool]]:
    """« à l'unanimité des 23 votants »: how many, and whether they are those present alone."""
    for index, block in enumerate(part.blocks):
        low = unaccented(block.text) if "nanimit" in block.text else ""
        for match in _UNANIMOUS.finditer(low) if len(low) == len(block.text) else ():
            yield Count(int(match["n"]), Passage(part, index, *match.span())), "presents" in match["of"]


_COLUMNS = (
    ("exercice", re.compile(r"en exercice|effectif")),
    ("absents", re.compile(r"absent")),
    ("pouvoirs", re.compile(r"pouvoir|procuration|represente")),
    ("presents", re.compile(r"present")),
    ("votants", re.compile(r"votant|ont pris part")),
    ("exprimes", re.compile(r"exprime")),
)


def in_table(part: Part) -> dict[str, Count]:
    """The same numbers where the head has them in a table: headings above, figures below."""
    for index in head(part):
        rows = part.blocks[index].rows
        if len(rows) != 2 or len(rows[0].cells) != len(rows[1].cells):
            continue
        starts, position = [], sum(len(cell.text) + 1 for cell in rows[0].cells)
        for cell in rows[1].cells:
            starts.append(position)
            position += len(cell.text) + 1
        found: dict[str, Count] = {}
        for heading, cell, start in zip(rows[0].cells, rows[1].cells, starts, strict=True):
            name = next((n for n, pattern in _COLUMNS if pattern.search(unaccented(heading.text))), "")
            if name and cell.text.strip().isdigit():
                where = Passage(part, index, start, start + len(cell.text))
                found.setdefault(name, Count(int(cell.text), where))
        if len(found) >= FEWEST:
            return found
    return {}
