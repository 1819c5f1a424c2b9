"""What the head of a délibération says of its vote: who gave a proxy to whom, how many were there, how many voted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Kind
from ..part import Part, Passage
from ..values.text import unaccented
from .votes import Count

_CIVILITY = r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Messieurs|Mesdames|Docteur|Dr)\s"
_WORD = r"[A-ZÀ-Ý][\w’'-]{1,40}"
NAME = rf"(?:{_CIVILITY})?{_WORD}(?:[ \u00a0](?:de\s|du\s|d['’])?{_WORD}){{0,3}}"
_GAVE = r"(?:absente?s?|excus[ée]e?s?|(?:a|ayant|qui\sa)\sdonn[ée]|donne|donnant|son|sa|pouvoir|procuration|mandat)"
_PROXY = re.compile(rf"(?P<giver>{NAME})(?:[\s,(:\u00a0]+{_GAVE})*[\s,]+à\s(?P<taker>{NAME})")
_PROXIES = re.compile(r"\b(?:pouvoirs?|procurations?)\b", re.IGNORECASE)
_APART = re.compile(
    r"ne\s(?:prend|prennent|participe|vote)\w*\spas|n['’](?:a|ont)\spas\spris\spart|nppv|se\sretire|\bquitt|\bd[ée]port",
    re.IGNORECASE,
)


def proxies(part: Part) -> Iterator[tuple[Passage, Passage]]:
    """Who gives a proxy, and to whom, in the head of the act."""
    said = False
    for index in head(part):
        text = part.blocks[index].text
        opened = _PROXIES.search(text)
        said = opened is not None or (said and _PROXY.search(text) is not None)
        for match in _PROXY.finditer(text, opened.start() if opened and ":" in text else 0) if said else ():
            yield Passage(part, index, *match.span("giver")), Passage(part, index, *match.span("taker"))


_ABSENT = re.compile(r"\W*(?:(?:[ée]taient|sont)\s)?(?:absent|excus)", re.IGNORECASE)


def absent(part: Part, who: Passage) -> Passage | None:
    """Where somebody is among those who are absent, and gives no proxy there."""
    for index in head(part):
        text = part.blocks[index].text
        if _ABSENT.match(text) and not _PROXY.search(text):
            for match in re.finditer(NAME, text):
                if may_be_one(match[0], who.text):
                    return Passage(part, index, *match.span())
    return None


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


def somebody_apart(part: Part, first: int = 0, last: int | None = None) -> bool:
    """Whether somebody did not take part in the vote, as these blocks say."""
    return any(_APART.search(block.text) for block in part.blocks[first:last])


_UNANIMOUS = re.compile(
    r"\bunanimite\s?(?:,?\s?soit\s|\(|des\s|de\sses\s)\s?(?P<n>\d{1,3})\s(?P<of>voix|votants|votes|suffrages|membres\spresents|presents)\b"
)


def unanimous(part: Part) -> Iterator[tuple[Count, bool]]:
    """« à l'unanimité des 23 votants »: how many, and whether they are those present alone."""
    for index, block in enumerate(part.blocks):
        low = unaccented(block.text) if "nanimit" in block.text else ""
        for match in _UNANIMOUS.finditer(low) if len(low) == len(block.text) else ():
            yield Count(int(match["n"]), Passage(part, index, *match.span())), "presents" in match["of"]
