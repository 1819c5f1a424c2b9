"""How many things there are by other words than a list: who sits in a body, what an annexe has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..values.text import unaccented
from .listings import Listing
from .table import counted
from .tables import Rank, table_of

SEVERAL, CLOSE = 2, 2  # more are missing where a series goes on in other words
_MEMBERS = rf"(?P<n>[0-9]{{1,2}}|{NUMBER}) (?:membres|titulaires|personnes)"
_AFTER = pattern(rf"\b{_MEMBERS}(?: [a-z]+)?(?P<sign> ?: | \(|, (?=(?:[0-9]|{NUMBER}) ?[a-z]+))")
_SEATED = pattern(r"\b(?:membres|administrateurs) en exercice ?: ?(?P<n>[0-9]{1,2}) ?(?P<sign>\()")
_BEFORE = pattern(rf"\bcompos\w+ (?P<who>d[^.;:]{{10,300}}), soit (?:au total )?{_MEMBERS}")
_PIECES = pattern(rf",? et (?!de |du |des |d')|, (?:et )?|,? et (?=d(?:e |')(?:un|[0-9]|{NUMBER}\b))|;\s")
_SOME = pattern(rf"(?:d(?:e |'))?(?P<n>[0-9]{{1,2}}|{NUMBER})\b(?! (?:fois|mois|ans?|jours?|par mois))")
_ONE = pattern(r"(?:le|la|l'|une?|d'une?)\b")
_EACH = pattern(r"\bchaque\b|\bchac\w+ d")
_PARTY = pattern(r"\bchaque (?:partie|collectivite|signataire)\b")


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
                if number and made and abs(made - number) <= CLOSE:
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
        elif not (ones and rank):
            return total if rank > 1 else 0
    return total if len(pieces) > 1 or _PARTY.search(who) else 0


_OF = pattern(
    r"(?: (?!autre|dont|sur\b)[a-z'-]+){0,5}? (?:de|a|en|dans|par|sur) l'(?P<what>annexe|article) (?:n ?° ?)?"
    r"(?P<n>[0-9]{1,2}|[a-z])\b(?!-|\.[0-9]|,? (?:[a-z]\)|de l'))"  # « des plafonds de l'article 3, b), et … »
)
_HEAD = pattern(r"\W*(?P<what>annexe|article) (?:n ?° ?)?(?P<n>[0-9]{1,2}|[a-z])(?:er)?\b(?!-|\.[0-9])")


def annexed(context: Context, part: Part) -> Iterator[Listing]:
    """Every number of things that an annexe or an article is said to have, beside how many it lists."""
    for index, low in part.saying("l'annexe", "l'article"):
        for where, said in counted(part, index):
            named = _OF.match(low, where.end) if said.noun.endswith(("s", "x")) and said.number >= SEVERAL else None
            for what, number in [(named["what"], named["n"])] if named else ():
                found = {_listed(one, head, said.noun) for one, head in _heads(context, what, number)} - {0}
                if len(found) == 1 and abs(min(found) - said.number) <= CLOSE:
                    yield Listing(where, said.number, min(found), f"l’{what} {number.upper()} en a {{}}")


def _heads(context: Context, what: str, number: str) -> Iterator[tuple[Part, int]]:
    for part in context.parts:
        for index, block in enumerate(part.blocks):
            head = _HEAD.match(folded(block.text[:40]))
            if head and (head["what"], head["n"]) == (what, number):
                yield part, index


def _listed(part: Part, head: int, noun: str) -> int:
    """How many such things stand under a heading that names them: items, else the lines of the one table."""
    below = [*takewhile(lambda block: not _HEAD.match(folded(block.text[:40])), part.blocks[head + 1 :])]
    items = [block for block in below if block.kind is Kind.ITEM]
    tables = [n for n, block in enumerate(below, head + 1) if block.kind is Kind.TABLEAU]
    table = table_of(part, tables[0]) if len(tables) == 1 else None
    named = unaccented(part.blocks[head].text.lower())
    if table is not None and not items:
        named += " " + " ".join(column.key for column in table.columns)
        lines = [line.rank for line in table.lines if line.rank in (Rank.LIGNE, Rank.DETAIL)]
        count = 0 if Rank.DETAIL in lines else len(lines)  # « dont féminines »: a thing of its own, or not
    else:
        count = len(items)
    return count if noun.rstrip("sx") in [word.rstrip("sx") for word in _WORD.findall(named)] else 0


_WORD = pattern(r"[a-z]{3,}")
