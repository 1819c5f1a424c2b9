"""The same person under two first names or two offices, and the same office under two names.

A last name that two people bear is no error: they are told where they stand in one list, where a word says that they
are kin or follow one another, where the civility differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..outline.people import As, Person
from ..part import Part, Passage
from ..pattern import pattern
from ..text.heads import BESIDE, KIN, PRIVATE, ROLL
from ..values.text import near

_LISTED = (Kind.ITEM, Kind.TABLEAU)
_WORDS = pattern(r"[a-z]+")
_PRESENTED = pattern(r",\s[a-zà-ÿ]")  # « M. Henri Delmas, commissaire enquêteur »
_DELEGATED = pattern(r"delegation|p\.?/?\s?o\.|empech|interim|supplea|par ordre|adjoint")
_OFFICE = 9  # letters that tell an office from another, whatever its gender
NAME = "nom de famille"
REACH = 80
MANY = 8  # people: more are a council
SHORT = 4  # letters below which another letter makes another name


@frozen(eq=False)
class Other:
    """Somebody who is named otherwise elsewhere, and what differs: « prénom », « fonction », « nom »."""

    here: Passage
    there: Passage
    what: str
    said: str
    usual: str


@frozen(eq=False)
class _One:
    person: Person
    part: Part

    @property
    def where(self) -> Passage:
        return self.part.at(self.person.at)

    @property
    def around(self) -> str:
        at = self.person.at
        return folded(self.part.blocks[at.block].text[max(0, at.start - REACH) : at.end + REACH])


def others(context: Context) -> Iterator[Other]:
    """Everybody who has another first name or office elsewhere."""
    people = [
        _One(person, part) for part in context.parts if part.nature is not Nature.PIECE for person in part.roster.people
    ]
    done = set[int]()
    for one, other in combinations(people, 2):
        if not one.person.last or {id(one), id(other)} & done:
            continue
        same = one.person.last == other.person.last
        what = (_first(one, other, people) or _office(one, other)) if same else _last(one, other)
        if what:
            rare, usual = sorted((one, other), key=lambda each: _times(each, people, what))
            rare, usual = (other, one) if _times(one, people, what) == _times(other, people, what) else (rare, usual)
            done |= {id(each) for each in people if _key(each, what) == _key(rare, what)}
            yield Other(rare.where, usual.where, what, _key(rare, what), _key(usual, what))
    yield from _ranks(people)
    for part in context.parts:
        if part.nature is Nature.ACTE:
            yield from _signs(part)


_RANK = pattern(
    r"\s?[,(]\s?(?P<n>[0-9]{1,2}|premi|deuxi|secon|troisi|quatri|cinqui|sixi)(?:er|ere|re|e|eme|nd|nde|d|de)?s?\s"
    r"(?P<office>adjoint|vice-president)"
)
_FIGURES = {"premi": "1", "deuxi": "2", "secon": "2", "troisi": "3", "quatri": "4", "cinqui": "5", "sixi": "6"}


def _ranks(people: Sequence[_One]) -> Iterator[Other]:
    """« Mme Couderc, 1ère adjointe », « M. Barthe, 1er adjoint »: a rank is one person's."""
    held: dict[tuple[str, str], _One] = {}
    for one in people:
        match = _RANK.match(folded(one.where.context), one.person.at.end)
        if match is None:
            continue
        first = held.setdefault((_FIGURES.get(match["n"], match["n"]), match["office"]), one)
        if first.person.last != one.person.last and not any(word in one.around for word in (*KIN, *BESIDE)):
            said = Passage(one.part, one.where.block, one.where.start, match.end())
            yield Other(said, first.where, "rang", one.person.full, first.person.full)


def _key(one: _One, what: str) -> str:
    name = one.person.name
    return name.prenom if what == "prénom" else name.nom.upper() if what == NAME else one.person.office


def _times(one: _One, people: Sequence[_One], what: str) -> int:
    same = (each for each in people if what == NAME or each.person.last == one.person.last)
    return sum(_key(each, what) == _key(one, what) for each in same)


def _first(one: _One, other: _One, people: Sequence[_One]) -> str:
    """Two first names of one last name, that nothing tells to be two people's."""
    a, b = one.person, other.person
    if min(len(a.first), len(b.first)) < 3 or a.first == b.first or _apart(one, other):
        return ""
    if set(a.first.split()) & set(b.first.split()) or a.first in b.first or b.first in a.first:
        return ""  # « Jean-Pierre », « Jean »
    same_office = bool(a.office) and _stem(a.office) == _stem(b.office)
    signs = As.SIGNS in (a.role, b.role) and one.part is other.part
    rare = min((one, other), key=lambda each: _times(each, people, "prénom"))
    alone = _times(rare, people, "prénom") == 1 and not _PRESENTED.match(rare.where.context, rare.person.at.end)
    few = len({each.person.last for each in people}) <= MANY  # in a council, two bear one name
    often = few and max(_times(each, people, "prénom") for each in (one, other)) > 1
    sure = same_office or near(a.first, b.first) or (signs and (a.office or b.office)) or (alone and often)
    return "prénom" if sure else ""


def _last(one: _One, other: _One) -> str:
    """One first name, two last names that a letter tells apart."""
    a, b = one.person, other.person
    alike = a.first == b.first != "" and near(a.last, b.last) and min(len(a.last), len(b.last)) >= SHORT
    return NAME if alike and (one.part is not other.part or a.at.block != b.at.block) else ""


def _apart(one: _One, other: _One) -> bool:
    """Whether the act tells them apart: civility, one sentence or list, words of kin or of succession."""
    civilities = {one.person.name.civilite, other.person.name.civilite} - {""}
    listed = any(each.part.blocks[each.person.at.block].kind in _LISTED for each in (one, other))
    near_by = one.part is other.part and abs(one.person.at.block - other.person.at.block) <= (1 if listed else 0)
    words = one.around + other.around
    return len(civilities) > 1 or listed or near_by or any(word in words for word in (*KIN, *ROLL))


def _office(one: _One, other: _One) -> str:
    """Two offices of one person, of which nobody holds two at once."""
    a, b = one.person, other.person
    if a.first != b.first or not a.first or not a.office or not b.office or one.person.at == other.person.at:
        return ""
    first, second = (_WORDS.findall(folded(office)) for office in (a.office, b.office))
    if not {first[0][:5], second[0][:5]} <= PRIVATE or "seance" in (*first, *second):
        return ""
    if _stem(a.office) != _stem(b.office):
        return "fonction"
    pair = first[1:2] + second[1:2]
    return (
        "fonction"
        if len(pair) == 2 and pair[0][:5] != pair[1][:5] and not {"de", "du", "des", "d", "l"} & {*pair}
        else ""
    )


def _stem(office: str) -> str:
    words = _WORDS.findall(folded(office))
    return words[0][:_OFFICE].rstrip("es") if words else ""


def _signs(part: Part) -> Iterator[Other]:
    """« Mme Durval, maire », at the head of the act, « Le maire, M. Borel » at its foot."""
    signing = [one for one in part.roster.signatories if one.person is not None]
    if len(signing) != 1 or signing[0].person is None or not signing[0].office:
        return
    person = signing[0].person
    block = part.blocks[person.at.block]
    office = folded(signing[0].office).strip(" ,")
    if _DELEGATED.search(folded(block.text)) or len(_WORDS.findall(office)) > 2:
        return
    for other in part.roster.people:
        bare = len(_WORDS.findall(other.office)) == 1
        if (
            other.role is not As.SIGNS
            and bare
            and _stem(other.office) == _stem(_bare(office))
            and other.last != person.last
        ):
            around = _One(other, part).around
            if not near(other.last, person.last) and not any(word in around for word in (*BESIDE, *ROLL)):
                yield Other(part.at(person.at), part.at(other.at), "nom", person.full, other.full)
                return


def _bare(office: str) -> str:
    return re.sub(r"\A(?:l[ae]\s|l'|m\.\s|mme\s|madame\s|monsieur\s)+", "", office)
