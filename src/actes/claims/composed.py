"""Who sits in a body, said with how many they are: « sept membres : la présidente, trois élus, … »."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.numerals import NUMBER, numeral
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from .listings import Listing

_MEMBERS = rf"(?P<n>[0-9]{{1,2}}|{NUMBER}) (?:membres|titulaires|personnes)"
_AFTER = pattern(rf"\b{_MEMBERS}(?: [a-z]+)?(?P<sign> ?: | \(|, (?=(?:[0-9]|{NUMBER}) ?[a-z]+))")
_SEATED = pattern(r"\b(?:membres|administrateurs) en exercice ?: ?(?P<n>[0-9]{1,2}) ?(?P<sign>\()")
_BEFORE = pattern(rf"\bcompos\w+ (?P<who>d[^.;:]{{10,300}}), soit (?:au total )?{_MEMBERS}")
_PIECES = pattern(rf",? et (?!de |du |des |d')|, (?:et )?|,? et (?=d(?:e |')(?:un|[0-9]|{NUMBER}\b))|;\s")
_SOME = pattern(rf"(?:d(?:e |'))?(?P<n>[0-9]{{1,2}}|{NUMBER})\b(?! (?:fois|mois|ans?|jours?|par mois))")
_ONE = pattern(r"(?:le|la|l'|une?|d'une?)\b")
_ASIDE = pattern(r"(?:qui|dont|charge|president|rapporteu|ou |avec|ayant|designe|nomme|elu)")
_EACH = pattern(r"\bchaque\b|\bchac\w+ d")
_ENDS = pattern(r"s(?:e|oit|ont|iege)\b|s'")  # what the body does follows
_PARTY = pattern(r"\bchaque (?:partie|collectivite|signataire)\b")
NEAR = 2  # more are missing where the series goes on in other words


def composed(part: Part) -> Iterator[Listing]:
    """How many are said to sit, and how many the words that follow, or go before, make."""
    for index, low in part.saying("membres", "titulaires", "personnes", "administrateurs"):
        for start, end in sentences(part.blocks[index].text):
            for said in (
                _AFTER.search(low, start, end),
                _SEATED.search(low, start, end),
                _BEFORE.search(low, start, end),
            ):
                if said is None:
                    continue
                before = "who" in said.groupdict()
                who = said["who"] if before else low[said.end() : end]
                bracket = not before and "(" in said["sign"]
                who = who.partition(")")[0] if bracket else who
                made = _made(part, who, ones=before or bracket or ":" in said["sign"])
                number = numeral(said["n"])
                if number and made and abs(made - number) <= NEAR:
                    yield Listing(Passage(part, index, *said.span("n")), number, made, "la composition en fait {}")


def _made(part: Part, who: str, *, ones: bool) -> int:
    """The sum of a series of « trois élus », « la directrice »; 0 where another word breaks it before its end."""
    total, pieces = 0, [piece.strip() for piece in _PIECES.split(who.strip(" ."))]
    for rank, piece in enumerate(pieces):
        some = _SOME.match(piece)
        if _EACH.search(piece) and not _PARTY.search(piece):
            return 0  # nobody says how many there are
        if some and (number := numeral(some["n"])):
            total += number * (len(part.roster.parties) if _PARTY.search(piece) else 1)
        elif ones and _ONE.match(piece):
            total += 1
        elif not (ones and rank and _ASIDE.match(piece)):
            return total if rank > 1 and _ENDS.match(piece) else 0
    return total if len(pieces) > 1 or _PARTY.search(who) else 0
