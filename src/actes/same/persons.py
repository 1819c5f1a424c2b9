"""The same person under two first names or two offices, and the same office under two names.

A last name that two people bear is no error: they are told where they stand in one list, where a word says that they
are kin or follow one another, where the civility differs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from ..context import Context
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..outline.people import As, Person
from ..part import Passage
from ..pattern import pattern
from ..text.heads import BESIDE, KIN, LINKS, PRIVATE, ROLL, SMALL
from ..values.kept import kept_on_it
from ..values.text import near

_WORDS = pattern(r"[a-z]+")
_PRESENTED = pattern(  # « M. Henri Delmas, commissaire enquêteur », and not « M. Delmas, sur production … »
    rf",\s(?!(?:{'|'.join(sorted(LINKS | SMALL))}|à|par|contre|ou|qui|afin|apr[èe]s|avant)\b)[a-zà-ÿ]"
)
_KIN, _BESIDE, _ROLL = (pattern(rf"\b(?:{'|'.join(sorted(words))})") for words in (KIN, BESIDE, ROLL))
_OF_PARTY = pattern(r"\brepresent")
_DELEGATED = pattern(r"delegation|p\.?/?\s?o\.|empech|interim|supplea|par ordre|pour l[ae] (?:maire|president)")
_FOR = "representant"
_ARTICLE = pattern(r"\A(?:(?:l[ae]|m|mme|monsieur|madame|son|sa)\b\W*|l')+")
LINK = 3  # letters of words that tell nothing
_CHARGED = pattern(r"(?:charge|delegue|deleguee?)e?s?\s(?:de\s|a\s|d[eu]s?\s|aux?\s|d')")
_OFFICE = 9  # letters that tell an office from another, whatever its gender
NAME = "nom de famille"
REACH = 80
MANY = 8  # people: more are a council
MOST = 0.7  # of their letters, by which two last names are one
SHORT = 4  # letters below which another letter makes another name
_ENDED = pattern(r"[^;.]* (?:est|sont) (?:abroge|rapporte|retire)e?s?\b")  # « l'arrêté déléguant à M. Roy … »
_SIX = 6  # letters of a word
_SEVERAL = ("adjoint", "conseill", "delegue", "vice", "administrat", "represent", "secretaire")


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
    where: Passage

    def says(self, *words: re.Pattern[str]) -> bool:
        """Whether one of these stands around."""
        around = self.where.around(REACH, REACH)
        return any(one.search(around) for one in words)


@kept_on_it
def others(context: Context) -> Sequence[Other]:
    """Everybody who has another first name or office elsewhere."""
    people = [_One(person, part.at(person.at)) for part in context.own for person in part.roster.people]
    people = [one for one in people if one.person.last.strip("x ")]  # « Monsieur XXXXX »: a name that is hidden
    people = [one for one in people if not one.where.then(_ENDED)]
    full = {f"{one.person.first} {one.person.last}" for one in people if one.person.first}
    people = [one for one in people if one.person.first or one.person.last not in full]  # « M. XAVIER BLONDEAU »
    found, done, firsts = list[Other](), set[int](), defaultdict[str, set[str]](set)
    for one in people:
        firsts[one.person.last] |= {one.person.first} - {""}
    for one, other in combinations(people, 2):
        if {id(one), id(other)} & done:
            continue
        same = one.person.last == other.person.last
        if same and len(firsts[one.person.last]) > 2 and not near(one.person.first, other.person.first):
            continue  # a family
        what = (_first(one, other, people) or _office(one, other, people)) if same else _last(one, other)
        if what:
            rare, usual = sorted((other, one), key=lambda each: _times(each, people, what))
            done |= {id(each) for each in people if _key(each, what) == _key(rare, what)}
            found.append(Other(rare.where, usual.where, what, _key(rare, what), _key(usual, what)))
    return [*found, *_ranks(people)]


_RANK = pattern(
    r"\b(?P<n>[0-9]{1,2}|premi|deuxi|secon|troisi|quatri|cinqui|sixi)(?:er|ere|re|e|eme|nd|nde|d|de)?s?\s"
    r"(?P<office>adjoint|vice-president)"
)
_FOR_HEAD = pattern(r"\Apour l[ae] (?:maire|presidente?)\b[^,]{0,40}, (?:l[ae] )?")
_HEAD = pattern(r"(?P<n>)(?:l[ae]\s)?(?P<office>maire|president)e?")  # of one act there is one
_FIGURES = {"premi": "1", "deuxi": "2", "secon": "2", "troisi": "3", "quatri": "4", "cinqui": "5", "sixi": "6"}


def _ranks(people: Sequence[_One]) -> Iterator[Other]:
    """« Mme Couderc, 1ère adjointe », « M. Barthe, 1er adjoint »: a rank is one person's, and each has one."""
    held: dict[tuple[str, str], _One] = {}
    ranks: dict[tuple[str, str], tuple[str, _One]] = {}
    for one in people:
        said = _ARTICLE.sub("", _FOR_HEAD.sub("", folded(one.person.office)))
        match = _RANK.match(said) or (_HEAD.fullmatch(said) if one.where.part.nature is Nature.ACTE else None)
        if match is None or one.says(_KIN, _BESIDE, *(() if match["n"] else (_ROLL, _OF_PARTY))):
            continue
        rank, office, last = _FIGURES.get(match["n"] or "", match["n"] or ""), match["office"], one.person.last
        known, there = ranks.setdefault((last, office), (rank, one))
        first = held.setdefault((rank, office), one)
        signs = As.SIGNS in (one.person.role, first.person.role)
        if rank and rank != known:
            yield Other(one.where, there.where, "fonction", one.person.office, there.person.office)
        elif one.where[:2] == first.where[:2]:
            continue  # « Le président, La présidente, Le maire », and their names below
        elif first.person.last != last and (rank or signs) and not one.says(_DELEGATED):
            yield Other(one.where, first.where, "rang" if rank else "nom", one.person.full, first.person.full)


def _of_whom(one: _One) -> frozenset[str]:
    """Of what body somebody has an office that one holds; empty where several may."""
    words, names = _words(one.person.office), {*folded(one.person.full).split()}
    several = words[0].startswith(_SEVERAL) or "seance" in words
    return frozenset(word[:_SIX] for word in words[1:] if len(word) > LINK and word not in names and not several)


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
    if set(a.first.split()) & set(b.first.split()):
        return ""  # « Jean-Pierre », « Jean »
    if any(x.where.low_before.endswith(f"{y.person.first}, ") for x, y in ((one, other), (other, one))):
        return ""  # « Monsieur Kévin, Louis Roussarie »
    beside = {(each.where[:2], each.person.first) for each in people if each.person.last == a.last}
    if not near(a.first, b.first) and any((where, b.first) in beside for where, first in beside if first == a.first):
        return ""  # « MM. Florian Perrard et Bastien Perrard », in a sentence that names both
    same_office = bool(a.office) and _stem(a.office) == _stem(b.office)
    rare = min((other, one), key=lambda each: _times(each, people, "prénom"))
    few = len({each.person.last for each in people}) <= MANY  # in a council, two bear one name
    alone = few and not _presents(rare)
    return "prénom" if same_office or alone or near(a.first, b.first) else ""


def _last(one: _One, other: _One) -> str:
    """One first name, two last names alike; or one presented, then one that is alike by its last name alone."""
    a, b = one.person, other.person
    if not alike(a.last, b.last, full=bool(a.first) and a.first == b.first):
        return ""
    if a.first or b.first:
        same = a.first == b.first or ("" in (a.first, b.first) and a.name.civilite == b.name.civilite)
    else:  # « Maître Lacaze, notaire », « Maître Lacoste »
        same = a.name.civilite == b.name.civilite != "" and _presents(one)
    apart = one.where[:2] != other.where[:2] or (not b.first and not _presents(other))
    return NAME if same and apart else ""


def _presents(one: _One) -> bool:
    return _PRESENTED.match(one.where.context, one.where.end) is not None


def alike(one: str, other: str, *, full: bool = False) -> bool:
    """Whether two last names may be one, misread: a letter apart, or with one beginning that is half of the shorter.

    `full`: under one first name, most letters are enough, and one that ends as the other does.

    >>> alike("lacaze", "lacoste"), alike("garrigues", "garrigou"), alike("morel", "moulin"), alike("roche", "rocher")
    (True, True, False, True)
    >>> alike("lavigne", "delavigne"), alike("schaeffer", "schaffner", full=True)
    (True, True)
    """
    short = min(len(one), len(other))
    if short < SHORT or one.split()[0] == other.split()[0]:
        return False
    if full and SequenceMatcher(None, one, other, autojunk=False).ratio() >= MOST:
        return True
    if short > SHORT and " " not in one + other and (one.endswith(other) or other.endswith(one)):
        return True
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), short)
    return near(one, other) or (start >= LINK and 2 * start >= short)


def _apart(one: _One, other: _One) -> bool:
    """Whether the act tells them apart: civility, one sentence or list, words of kin or of succession."""
    civilities = {one.person.name.civilite, other.person.name.civilite} - {""}
    return len(civilities) > 1 or one.where[:2] == other.where[:2] or one.says(_KIN) or other.says(_KIN)


def _office(one: _One, other: _One, people: Sequence[_One]) -> str:
    """Two offices of one person, of which nobody holds two at once; one who represents two bodies."""
    a, b = one.person, other.person
    names = {each.person.first for each in people if each.person.last == a.last} - {""}
    if len(names) != 1 or not a.office or not b.office:
        return ""
    said = ((_ARTICLE.sub("", folded(x.person.office)), y.where) for x, y in ((one, other), (other, one)))
    apart = one.where[:2] != other.where[:2]
    if apart and any(" " in office and f", {office}" in where.low[where.end :] for office, where in said):
        return ""  # « vice-président, désigné président de la commission »: both are said of him there
    first, second = _words(a.office), _words(b.office)
    whom, its = ({word for word in words[1:] if len(word) > LINK} for words in (first, second))
    if first[0].startswith(_FOR) and second[0].startswith(_FOR):
        return "fonction" if whom and its and not whom & its else ""
    bodies = _of_whom(one), _of_whom(other)
    if _stem(a.office) == _stem(b.office) and all(bodies) and "," not in a.office + b.office:
        return "fonction" if bodies[0] - bodies[1] and bodies[1] - bodies[0] else ""
    both = {first[0][:5], second[0][:5]}
    if not any(both <= group for group in PRIVATE) or "seance" in (*first, *second):
        return ""
    of, its_own = (words - {"president", "presidente"} for words in (whom, its))
    if "vice" in both and As.SIGNS not in (a.role, b.role) and of and its_own and not of & its_own:
        return ""  # of two bodies
    if any(each.says(_DELEGATED) for each in (one, other) if each.person.office.lower().startswith("maire")):
        return ""
    if _stem(a.office) != _stem(b.office):
        return "fonction"
    charged = [_CHARGED.split(folded(each.office), maxsplit=1)[1:] for each in (a, b)]
    if not all(charged):
        return ""
    whom, its = ({word[:5] for word in _WORDS.findall(said[0]) if len(word) > LINK} for said in charged)
    return "fonction" if whom and its and not whom & its else ""  # « vice-présidente chargée de l'eau », « des sports »


def _stem(office: str) -> str:
    return _words(office)[0][:_OFFICE].rstrip("es")


def _words(office: str) -> list[str]:
    """The words of an office, without its article, its rank and « en exercice »."""
    said = _ARTICLE.sub("", folded(office)).replace(" en exercice", "")
    return _WORDS.findall(_RANK.sub(r"\g<office>", said)) or [""]
