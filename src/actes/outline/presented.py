"""The parties as a document presents them, between « Entre » and its articles, in whatever form: paragraphs, items,
lettered headings, one sentence for all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..document import Block, Kind
from ..facts import Mention, MentionKind
from ..facts.flat import Flat, folded
from ..facts.mention import PersonName
from ..pattern import pattern
from .offices import office_around, office_beside
from .people import As, Party, Person, Spot

_OPENS = pattern(r"(?:entre\b|(?:les\s)?soussignee?s\b|d'une\spart\b)")
_MARKS = " \t¶\n-•*"  # before the words of a paragraph
_WORD = pattern(r"(?:entre(?:\sles\ssoussignee?s)?|et|d'une\spart|(?:et\s)?d'autre\spart)[\s:,.;-]*\Z")
_ANNOUNCES = pattern(r"entre\s[^,;]*:\W*\Z")  # « Entre les cinq membres désignés ci-après : »
_CLOSES = frozenset({Kind.FORMULE, Kind.ARTICLE, Kind.VISA, Kind.CONSIDERANT, Kind.TITRE, Kind.SIGNATURE})
_HEADS = pattern(r"(?:il\s(?:est|a\sete)|preambule|expose|objet\b|ceci\sexpose)")
_BETWEEN = pattern(
    r"[,;»\")]?\s(?:et\s)?d'une\spart,?\s(?:et\b\s?:?)?|\set\s(?=(?:l[ae]s?\s|l'|m\.\s|mme\s|monsieur|madame))"
)
_REPRESENTED = pattern(
    r"\brepresentee?s?,?\s(?:aux?x?\s[^,]{2,40},?\s)?par\s|\bagissant\s(?:par|en\sla\spersonne\sde)\s"
)
_ENTERS = pattern(r"\W*(?:(?:entre|et|d'(?:une|autre)\spart)\b\W+)*")
_NAME_ENDS = pattern(
    r"[,;(:\n¶]|(?=«)|\s(?=representee?s?\b|dont\sle\ssiege|sise?s?\b|ci-apres|domicilie|immatricule|ayant\b|denomme|situee?\b)"
    r"|\sd'une\spart|\sd'autre\spart"
)
_CALLED = pattern(
    r"(?:ci-apres|(?:denomme|designe|appele|nomme|intitule)e?s?)\s(?:(?:ci-apres|par|sous|comme|etant|dans|ce\squi\ssuit|le\s(?:terme|nom|vocable)"
    r"|la\sdenomination|l'appellation|denomme|designe|appele|nomme|e?s|de)e?s?\s)*(?P<quoted>[«\"])?\s?(?P<term>[^«»\",;.()¶\n]{2,60})"
)
_MORE = pattern(r"\s?[»\"]?\s(?:ou|et)\s[«\"]\s?(?P<term>[^»\"]{2,60}?)\s?[»\"]")
_FULL = pattern(
    r"(?P<first>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*)\s(?P<last>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)*)"
)
_FACTS = frozenset({
    MentionKind.SIREN, MentionKind.SIRET, MentionKind.VAT_NUMBER, MentionKind.IBAN, MentionKind.BIC, MentionKind.RCS,
    MentionKind.POSTCODE, MentionKind.PHONE, MentionKind.EMAIL, MentionKind.URL, MentionKind.RECEIPT,
})  # fmt: skip
SHORTEST = 5  # characters of a party
_LONGEST = 40  # blocks in which parties are presented
_AGAIN = pattern(
    r"\W*(?:ci-|denomm|design|represent|d'une\spart|d'autre|dont\b|sise?\b|immatricul|siret|siren|domicili|ayant|adresse|siege"
    r"|titulaire d|code ape|bp\s?[0-9]|(?:[0-9]{1,4}(?:\s?(?:bis|ter))?,?\s)?"
    r"(?:rue|avenue|place|boulevard|impasse|allee|chemin|quai|route|cours|square|hotel\sde\sville|mairie)\b)"
)
_TOLD = pattern(  # « l'avenant représente 2 % du marché » presents nobody
    r"represent(?:ee|ant\b|es?\b[^0-9;.]{0,60}\bpar\b)|siege|d'(?:une|autre) part|ci-apres|denomm|design|siret"
    r"|demeurant"
)
_ROLE = pattern(r"(?:(?:[a-h]|[0-9]|[ivx]{1,3})\s?[.):-]\s?-?\s?)?(?P<term>l[ae]s?\s[a-z-]+|l'[a-z-]+)\s?[:.]?\Z")


def parties_of(blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]]) -> Iterator[Party]:
    """The parties that a document presents before its articles, in order."""
    clauses: list[list[Spot]] = []
    headed: dict[int, tuple[str, Spot]] = {}  # « A. LE BAILLEUR » above the clause
    for spot in _presented(blocks):
        text = _low(blocks, spot)
        if (role := _ROLE.match(text.strip())) is not None:
            headed[len(clauses)] = (role["term"], spot)
            continue
        if clauses and _AGAIN.match(text) and len(clauses) not in headed:
            clauses[-1].append(spot)  # « représentée par … » below « La commune, »
        else:
            clauses.append([spot])
    told = [_TOLD.search(" ".join(_low(blocks, spot) for spot in clause)) for clause in clauses]
    found = [n for n in range(len(clauses)) if len(clauses) == 1 or n in headed or told[n]]  # between, something else
    for rank, number in enumerate(found):
        yield _party(blocks, mentions, clauses[number], rank, headed.get(number))


def _presented(blocks: Sequence[Block]) -> Iterator[Spot]:
    """The words that present the parties, cut between one and the next."""
    heads = enumerate(blocks[:_LONGEST])
    first = next((n for n, b in heads if b.kind is Kind.PARTIE or _OPENS.match(folded(b.text).lstrip(_MARKS))), None)
    if first is None:
        return
    for index in range(first, min(len(blocks), _LONGEST)):
        block = blocks[index]
        low = Flat(block.text).low.lstrip(_MARKS)
        if index > first and (block.kind in _CLOSES or _HEADS.match(low)):
            return
        if block.text and not _WORD.match(low) and not _ANNOUNCES.match(low) and not block.rows:
            yield from _cut(index, block.text)


def _cut(index: int, text: str) -> Iterator[Spot]:
    """« Entre la commune, représentée par …, et le club, représenté par … » holds two parties."""
    flat, start = Flat(text), 0
    said = [match.start() for match in _REPRESENTED.finditer(flat.low)]
    for match in _BETWEEN.finditer(flat.low) if said else ():
        before = bisect_left(said, match.start()) > bisect_left(said, start)
        after = bisect_left(said, match.end()) < len(said) or "d'une part" in match[0]
        if before and after and len(flat.low) - match.end() > SHORTEST:
            yield Spot(index, *flat.slice(start, match.start()))
            start = match.end()
    if start < len(flat.low):
        yield Spot(index, *flat.slice(start, len(flat.low)))


def _low(blocks: Sequence[Block], spot: Spot) -> str:
    return Flat(blocks[spot.block].text[spot.start : spot.end]).low


def _party(
    blocks: Sequence[Block],
    mentions: Sequence[Sequence[Mention]],
    clause: Sequence[Spot],
    rank: int,
    headed: tuple[str, Spot] | None,
) -> Party:
    name, at = _name(blocks, clause[0])
    terms = (*([headed] if headed else []), *(term for spot in clause for term in _terms(blocks, spot)))
    facts = [
        (mention, Spot(spot.block, mention.start, mention.end))
        for spot in clause
        for mention in mentions[spot.block]
        if mention.kind in _FACTS and spot.start <= mention.start < spot.end
    ]
    people = tuple(person for spot in clause for person in _people(blocks, mentions, spot, rank))
    return Party(name, at, tuple(clause), terms, tuple(facts), people)


def _name(blocks: Sequence[Block], spot: Spot) -> tuple[str, Spot]:
    """The first words, up to what is said of it."""
    text = blocks[spot.block].text[spot.start : spot.end]
    flat = Flat(text)
    entered = _ENTERS.match(flat.low)
    start = entered.end() if entered else 0
    ends = _NAME_ENDS.search(flat.low, start + 1)
    stop = ends.start() if ends else len(flat.low)
    if flat.low.startswith("«", stop) and "»" in flat.low[stop:]:
        stop = flat.low.index("»", stop) + 1  # « L'association « Les Semeurs » »
    first, last = flat.slice(start, max(start + 1, stop))
    return " ".join(text[first:last].split()), Spot(spot.block, spot.start + first, spot.start + last)


def _terms(blocks: Sequence[Block], spot: Spot) -> Iterator[tuple[str, Spot]]:
    """« ci-après dénommée « la Commune » ou « le Bailleur » »."""
    text = blocks[spot.block].text[spot.start : spot.end]
    flat = Flat(text)
    for match in _CALLED.finditer(flat.low):
        found: re.Match[str] | None = match
        while found is not None:
            start, end = found.span("term")
            said = flat.words(start, end).strip()
            if said:
                first, last = flat.slice(start, end)
                yield said, Spot(spot.block, spot.start + first, spot.start + last)
            found = _MORE.match(flat.low, end) if match["quoted"] else None


def _people(blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]], spot: Spot, rank: int) -> Iterator[Person]:
    """Who represents a party: those whom it names, else a name without civility after « représentée par »."""
    block, some = blocks[spot.block], False
    for mention in mentions[spot.block]:
        if isinstance(mention.value, PersonName) and spot.start <= mention.start < spot.end:
            some = True
            at = Spot(spot.block, mention.start, mention.end)
            yield Person(mention.value, at, As.REPRESENTS, office_beside(block.text, mention), rank)
    text = block.text[spot.start : spot.end]
    said = None if some else _REPRESENTED.search(low := Flat(text).low)
    if said is not None and len(low) == len(text) and (found := _FULL.search(text, said.end(), said.end() + 120)):
        at = Spot(spot.block, spot.start + found.start(), spot.start + found.end())
        office = office_around(text, found.start(), found.end())
        yield Person(PersonName("", found["first"], found["last"]), at, As.REPRESENTS, office, rank)
