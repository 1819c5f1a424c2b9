"""Who an act names: its parties with all that they are given, the people who represent them, who signs for whom.

One roster for each document, made from its blocks and the mentions in them. Words stay where they stand (`Spot`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Block, Kind
from ..facts import Mention, MentionKind
from ..facts.flat import Flat
from ..facts.mention import PersonName
from ..pattern import pattern
from ..text.heads import INSTITUTIONS, OPENING
from ..values.text import comparable
from .offices import OFFICE, office_around, office_beside
from .people import As, Column, Person, Roster, Signatory, Spot, columns_of
from .presented import parties_of

_FOR = pattern(r"pour\s(?P<body>(?:l[ae]s?\s|l')?[^,;:\n]{2,80})")

REPRESENTED = pattern(  # « Prêteur : le club, représenté par son président, M. Luc Roux »
    r"\brepresentee? par (?:(?:son|sa|l[ae]|l') ?[^.;:,]{2,40},? )?\Z"
)
_HEADS = pattern(rf"\A\W*{REPRESENTED.pattern}")  # in a heading that presents no party
_UNDER = pattern(rf"\W*{OFFICE.pattern}[^.;:\n]{{0,60}},?\s*")
_ROLE = pattern(rf"(?!{OFFICE.pattern})(?P<term>l[ae]s?\s[a-z-]+|l'[a-z-]+)\W*\Z")  # « Le bailleur »


def roster_of(blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]]) -> Roster:
    mentions = _with_bare_names(blocks, mentions)
    parties = tuple(parties_of(blocks, mentions))
    signatories = tuple(_signatories(blocks, mentions))
    people = [person for party in parties for person in party.people]
    people += [one.person for one in signatories if one.person is not None]
    known = {(person.at.block, person.at.start) for person in people}
    for index, found in enumerate(mentions):
        for mention in found:
            if isinstance(mention.value, PersonName) and (index, mention.start) not in known:
                people.append(_named(blocks, index, mention))
    return Roster(parties, signatories, tuple(sorted(people, key=lambda person: person.at)))


_CAP, _MORE = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*", r"[A-ZÀ-Ý][\w'’-]+"
_BARE = pattern(  # « L'intéressée, Iphigénie Sauvestre », « Wandrille Bescond » on its line
    rf"(?:(?P<after>(?<=, )|(?<=\bpar )|(?<=\bde )|(?<=\bd['’]))|(?<=[\n\t])|\A)(?P<first>{_CAP})[ \u00a0]"
    rf"(?P<last>{_MORE}(?:[ \u00a0]{_MORE})*)"
)
_LINE_ENDS = pattern(r"[ .]*(?=[\n\t]|\Z)")


def _with_bare_names(blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]]) -> Sequence[Sequence[Mention]]:
    """The mentions, and the names without civility: of somebody named elsewhere, or alone on a line that signs."""
    said = [m.value for found in mentions for m in found if isinstance(m.value, PersonName)]
    lasts, firsts = {comparable(name.nom) for name in said}, {comparable(name.prenom) for name in said}
    every = [list(found) for found in mentions]
    for block, found in zip(blocks, every, strict=True):
        for match in _BARE.finditer(block.text) if lasts or block.kind is Kind.SIGNATURE else ():
            signs = block.kind is Kind.SIGNATURE and _LINE_ENDS.match(block.text, match.end())
            one = comparable(match["last"]) in lasts or comparable(match["first"]) in firsts
            known = match["after"] is not None and one
            if (
                (known or signs)
                and named_so(match)
                and not any(m.start < match.end() and match.start() < m.end for m in found)
            ):
                value = PersonName("", match["first"], match["last"])
                found.append(Mention(MentionKind.NAME, *match.span(), value))
        found.sort(key=lambda mention: mention.start)
    return every


def named_so(match: re.Match[str]) -> bool:
    """Whether two words with capitals may be somebody's name, and not an office or a body."""
    words = set(re.findall(r"[a-z]+", Flat(match[0]).low))
    return not words & (INSTITUTIONS | OPENING | {"mmes", "mm", "maitre"}) and not OFFICE.match(Flat(match[0]).low)


def _named(blocks: Sequence[Block], index: int, mention: Mention) -> Person:
    assert isinstance(mention.value, PersonName)
    block, at = blocks[index], Spot(index, mention.start, mention.end)
    above = blocks[index - 1].text if index and block.text.strip() == block.text[mention.start : mention.end] else ""
    if _UNDER.fullmatch(Flat(above).low):  # « Le Président, » on a line, the name on the next
        return Person(mention.value, at, As.SIGNS, above.strip(" ,\n"))
    role = As.SIGNS if block.kind is Kind.SIGNATURE else As.NAMED
    if role is As.NAMED and _HEADS.search(Flat(block.text[: mention.start]).low):
        role = As.REPRESENTS
    return Person(mention.value, at, role, office_beside(block.text, mention))


def _signatories(blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]]) -> Iterator[Signatory]:
    for index, block in enumerate(blocks):
        if block.kind is Kind.SIGNATURE:
            names = [mention for mention in mentions[index] if isinstance(mention.value, PersonName)]
            for column in columns_of(block):
                for one in _each(block.text, column, names):
                    yield _signatory(block.text, index, one, names)


def _each(text: str, column: Column, names: Sequence[Mention]) -> Iterator[Column]:
    """The signatories of a column, one below the other: « Pour … » twice, then two names; or a name after a name."""
    lines = list(column.lines)
    named = [n for n, (start, end) in enumerate(lines) if any(start <= name.start < end for name in names)]
    heads = [n for n, (start, end) in enumerate(lines) if _FOR.match(Flat(text[start:end]).low)]
    if len(named) < 2:
        yield column
        return
    apart = heads == list(range(len(named)))  # all the « Pour … » stand first
    first = len(heads) if apart else 0
    for rank, last in enumerate(named):
        stop = last + 1 if rank + 1 < len(named) else len(lines)
        yield Column(((lines[rank],) if apart else ()) + tuple(lines[first:stop]))
        first = stop


def _in_column(text: str, column: Column, name: Mention) -> str:
    """The office beside a name in its own column: that of the column beside is somebody else's."""
    above = "\n".join(text[start:end] for start, end in column.lines if end <= name.start)
    start, end = next((start, end) for start, end in column.lines if start <= name.start < end)
    at = len(above) + 1 + name.start - start
    return office_around(f"{above}\n{text[start:end]}", at, at + name.end - name.start)


def _signatory(text: str, index: int, column: Column, names: Sequence[Mention]) -> Signatory:
    body = office = acting = ""
    person = None
    for start, end in column.lines:
        flat = Flat(text[start:end])
        said = _FOR.match(flat.low)
        if said and not OFFICE.match(said["body"]):
            body = body or flat.words(*said.span("body")).strip()
            office = office or flat.words(said.end(), len(flat.low)).strip(" ,")
        elif not body and (role := _ROLE.match(flat.low)):
            body = flat.words(*role.span("term"))
        elif said or OFFICE.match(flat.low):
            before = min((name.start for name in names if start < name.start < end), default=end)
            words = text[start:before].strip(" ,")
            if said and not office:
                acting = acting or words  # « Pour la présidente et par délégation », above the office of who signs
            else:
                office = office or words
        for name in names:
            if start <= name.start < end and person is None and isinstance(name.value, PersonName):
                beside = office or acting or _in_column(text, column, name)
                person = Person(name.value, Spot(index, name.start, name.end), As.SIGNS, beside)
    return Signatory(column, body, office or acting, person)
