"""How many things there are by other words than a list: who sits in a body, what an annexe has, a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentence_at, sentences
from ..values.ordinals import rank_words
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
    r"(?P<n>[0-9]{1,2}|[a-z])\b(?!-|\.[0-9])"
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


_RANK = pattern(
    r"\b(?P<rank>(?:(?:vingt|[a-z]{4,9}nte) et )?[a-z-]{2,24}ieme|premiere?|seconde?|[0-9]{1,2} ?(?:eme|e|ere|er|re))"
    r"(?: et derni[a-z]+)? (?P<noun>[a-z]{4,})"
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
    for where, match in part.found(_RANK, *_SAYING):
        figures = re.sub(r"\D", "", match["rank"])
        rank, noun = int(figures) if figures else rank_words().get(match["rank"], 0), match["noun"].rstrip("sx")
        if not rank:
            continue
        count = _counted(where, noun)
        if count and count < rank <= count + NEAR:
            yield Listing(where, rank, count, "il y en a {}")
        had = _had(where, noun) if where.led(_IS) else 0
        if had and rank != had + 1:
            yield Listing(where, rank, had + 1, "celle-ci est la {}e")
        meant = _named(where, re.sub(r"e?s?\Z", "", match["noun"]))
        if meant and meant != rank:
            yield Listing(where, rank, meant, "la liste en fait le n° {}")
        if noun in _YEARLY and (year := _YEAR.match(where.low, where.end)):
            first, then = years.setdefault(noun, (rank, int(year["year"])))
            due = first + int(year["year"]) - then
            if rank != due and abs(rank - due) <= NEAR and (_EACH_YEAR.search(part.low) or rank > due >= first):
                yield Listing(where, rank, due, f"la {first}e est de {then}, celle-ci est la {{}}e")


_HAD = pattern(r"\bdeja\b[^.;]{0,60}\Z")
_IS = pattern(r"\best l[ae] \Z")
_ONLY = pattern(r"\b(?:premier et unique|un premier (?=avenant\b[^|]{0,250}\baucun autre\b)) ?avenant\b")
_NEXT = pattern(r"\b(?:present|un|cet) avenant n ?° ?(?P<n>[0-9]{1,2})\b")


def _had(rank: Passage, noun: str) -> int:
    """« a déjà bénéficié de deux autorisations »: how many there were, where this is one more."""
    said = [
        (where, one.number)
        for index, _ in rank.part.saying("deja")
        for where, one in counted(rank.part, index)
        if one.noun.rstrip("sx") == noun and (index, where.start) < (rank.block, rank.start) and where.led(_HAD)
    ]
    return said[0][1] if len(said) == 1 else 0


def second(part: Part) -> Iterator[Listing]:
    """« Par un premier et unique avenant », and « le présent avenant n° 3 »."""
    if _ONLY.search(part.low.replace("\n", " ")):
        for where, match in part.found(_NEXT, "avenant n"):
            yield Listing(where.at(*match.span("n")), int(match["n"]), 2, "celui-ci est le n° {}")


def beyond(part: Part) -> Iterator[Listing]:
    """« Les lots 1 et 5 », of a contract « divisé en quatre lots »."""
    for where, match in part.found(_LAST, "lot", "tranche", "phase", "secteur", "zone"):
        count = _counted(where, match["noun"].rstrip("s"))
        apart = where.low_before.strip(" -–•*")[-1:] not in ("", ";", ":")  # else a list, that is counted
        if apart and count and count < int(match["n"]) <= count + NEAR:
            yield Listing(where, int(match["n"]), count, "il y en a {}")


def _counted(rank: Passage, noun: str) -> int:
    """How many such things there are in all, as the paragraph, or one of those above, says; 0 where it does not."""
    bare, found = noun in _BARE, set[int]()
    for block in range(rank.block if bare else max(0, rank.block - NEAR), rank.block + 1):
        for where, said in counted(rank.part, block):
            told = (block, where.end) <= (rank.block, rank.start) and (bare or said.noun.rstrip("sx") == noun)
            if told and _ALL.search(where.low, 0, where.start):
                found.add(said.number)
    return found.pop() if len(found) == 1 else 0


def _named(rank: Passage, stem: str) -> int:
    """The rank, in the series that names such things in order, of the one that stands beside; 0 where none does."""
    for plural, _ in rank.part.found(pattern(rf"\b{stem}e?s\b"), stem):
        if (plural.block, plural.start) >= (rank.block, rank.start):
            break
        words = _series(plural)
        beside = [n for n, word in enumerate(words, 1) if _beside(rank, word)]
        if len({*words}) == len(words) >= SOME and len(beside) == 1:
            return beside[0]
    return 0


def _series(named: Passage) -> Sequence[str]:
    """The last word of each thing that a sentence names in order, after « : »."""
    _, end = sentence_at(named.context, named.end)
    _, colon, after = named.low[named.end : end].partition(":")
    pieces = re.split(r", (?:et )?| et ", after.strip(" .;\n"))
    return [(re.findall(r"[a-z]{3,}", piece) or [""])[-1] for piece in pieces] if colon else []


def _beside(rank: Passage, word: str) -> bool:
    said = rf"\b{word},? (?:l[ae] |notre |son |sa )?\Z"
    return bool(word) and re.search(said, rank.low_before[-FEW:]) is not None
