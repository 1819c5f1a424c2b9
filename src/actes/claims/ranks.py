"""Ranks that words give: beyond what is counted, in a series named in order, of what comes back each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..facts.flat import folded
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentence_at
from ..values.ordinals import rank_words
from .listings import Listing
from .table import counted

_RANK = pattern(
    r"\b(?P<rank>(?:(?:vingt|[a-z]{4,9}nte) et )?[a-z-]{2,24}ieme|premiere?|seconde?|[0-9]{1,2} ?(?:eme|e|ere|er|re))"
    r"(?P<last> et derni[a-z]+)? (?P<noun>[a-z]{4,})"
)
_SAYING = ("ieme", "premier", "second", "eme ", *(f"{n}e " for n in range(10)))
_BARE = frozenset(
    ("etant", "sera", "restant", "revient", "reviendra", "demeure", "reste")
)  # « le sixième étant remis »
# « en quatre fractions »: that is all of them
_ALL = pattern(r"\b(?:en|comprend|comporte|compte|compose\w* d[e'] ?) ?\Z")
_YEAR = pattern(r"[^.;0-9]{0,25}\b(?P<year>(?:19|20)[0-9]{2})\b")
_YEARLY = frozenset(
    ("edition", "saison", "campagne", "promotion", "congre", "festival", "salon", "rencontre", "assise")
)
_EACH_YEAR = pattern(r"\bchaque annee\b|\bannuel|\binterruption\b|\btous les ans\b")
_LAST = pattern(
    r"\b(?P<noun>(?:lot|tranche|phase|secteur|zone)s?) (?:n ?°s? ?)?(?:[0-9]{1,2}(?:,| et| a) )*(?P<n>[0-9]{1,2})\b"
)
NEAR, FEW, SOME = 3, 25, 3


def ranks(part: Part) -> Iterator[Listing]:
    """« le septième », of six originals; « Mme Péan, troisième adjointe », who is the second that the list names."""
    years: dict[str, tuple[int, int]] = {}
    for index, low in part.saying(*_SAYING):
        for match in _RANK.finditer(low):
            figures = re.sub(r"\D", "", match["rank"])
            rank = int(figures) if figures else rank_words().get(match["rank"], 0)
            if not rank:
                continue
            where, noun = Passage(part, index, *match.span()), match["noun"].rstrip("sx")
            count = _counted(part, index, noun, match)
            if count and (count < rank <= count + NEAR or (match["last"] and rank != count)):
                yield Listing(where, rank, count, "il y en a {}")
            meant = _named(part, index, low, match)
            if meant and meant != rank:
                yield Listing(where, rank, meant, "la liste en fait le n° {}")
            if noun in _YEARLY and (year := _YEAR.match(low, match.end())):
                first, then = years.setdefault(noun, (rank, int(year["year"])))
                due = first + int(year["year"]) - then
                if rank != due and abs(rank - due) <= NEAR and (_EACH_YEAR.search(part.low) or rank > due >= first):
                    yield Listing(where, rank, due, f"la {first}e est de {then}, celle-ci est la {{}}e")


def beyond(part: Part) -> Iterator[Listing]:
    """« Les lots 1 et 5 », of a contract « divisé en quatre lots »."""
    for index, low in part.saying("lot", "tranche", "phase", "secteur", "zone"):
        for match in _LAST.finditer(low):
            count = _counted(part, index, match["noun"].rstrip("s"), match)
            apart = low[: match.start()].strip(" -–•*")[-1:] not in ("", ";", ":")  # else a list, that is counted
            if apart and count and count < int(match["n"]) <= count + NEAR:
                yield Listing(Passage(part, index, *match.span()), int(match["n"]), count, "il y en a {}")


def _counted(part: Part, index: int, noun: str, match: re.Match[str]) -> int:
    """How many such things there are in all, as the paragraph, or one of those above, says; 0 where it does not."""
    bare, found = noun in _BARE, set[int]()
    for block in range(index if bare else max(0, index - NEAR), index + 1):
        low = part.lows()[block]
        for where, said in counted(part, block):
            told = (block, where.end) <= (index, match.start()) and (bare or said.noun.rstrip("sx") == noun)
            if told and _ALL.search(low, 0, where.start):
                found.add(said.number)
    return found.pop() if len(found) == 1 else 0


def _named(part: Part, index: int, low: str, match: re.Match[str]) -> int:
    """The rank, in the series that names such things in order, of the one that stands beside; 0 where none does."""
    stem = re.sub(r"e?s?\Z", "", match["noun"])
    for block, text in part.saying(stem):
        for plural in re.finditer(rf"\b{stem}e?s\b", text):
            if (block, plural.start()) >= (index, match.start()):
                break
            words = _series(part, block, plural.end())
            beside = [n for n, word in enumerate(words, 1) if _beside(low, match, word)]
            if len({*words}) == len(words) >= SOME and len(beside) == 1:
                return beside[0]
    return 0


def _series(part: Part, block: int, start: int) -> Sequence[str]:
    """The last word of each thing that a sentence names in order: after « : », else as many as it counts."""
    text = part.blocks[block].text
    _, end = sentence_at(text, start)
    low, many = folded(text), next((said.number for where, said in counted(part, block) if where.end == start), 0)
    _, colon, after = low[start:end].partition(":")
    pieces = re.split(r", (?:et )?| et ", (after if colon else low[start:end]).strip(" .;\n"))
    words = [(re.findall(r"[a-z]{3,}", piece) or [""])[-1] for piece in pieces]
    return words if colon else words[-many:] if SOME <= many <= len(words) else ()


def _beside(low: str, match: re.Match[str], word: str) -> bool:
    before = low[max(0, match.start() - FEW) : match.start()]
    return bool(word) and (
        re.search(rf"\b{word},? (?:l[ae] |notre |son |sa )?\Z", before) is not None
        or re.match(rf",? (?:\(|[\w']+\.? ){{0,2}}{word}\b", low[match.end() : match.end() + FEW]) is not None
    )
