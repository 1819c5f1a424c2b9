"""An office agrees with the person who holds it, and is the same wherever that person is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..outline.nature import Nature
from ..outline.offices import office_feminine
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import TITLES
from ..values.text import comparable
from .rule import Report, rule

# Offices by their masculine and feminine forms; where they are one, the article tells.
OFFICES: Mapping[str, str] = {
    "president": "presidente", "vice-president": "vice-presidente", "directeur": "directrice", "prefet": "prefete",
    "adjoint": "adjointe", "tresorier": "tresoriere", "gerant": "gerante", "conseiller": "conseillere",
    "regisseur": "regisseuse", "delegue": "deleguee", "administrateur": "administratrice", "recteur": "rectrice",
    "representant": "representante", "mandataire": "mandataire", "secretaire": "secretaire", "maire": "maire",
}  # fmt: skip
_FEMININE = {feminine: stem for stem, feminine in OFFICES.items() if feminine != stem}
_OFFICE = "|".join(sorted(sorted({*OFFICES, *OFFICES.values()}), key=len, reverse=True))
_ACTING = frozenset({"mandataire", "representant", "delegue"})  # for somebody, in whatever office
_ANY_OFFICE = pattern(rf"\b(?:{_OFFICE})\b")
_HEAD_WORD = pattern(rf"\b(?:{_OFFICE})\b(?!-)")
_BY_HAND = pattern(r"\A\W*(?:[AÀ] [A-Z]|Fait )|[Ll]u et approuv")
NEAR = 2  # paragraphs
_INTERESTED = pattern(r"\bl'interesse(?P<e>e?)\b(?!s)")
_STEMS = tuple({office[:5] for office in OFFICES})


@rule("PAR105", "fonction-et-personne", Severity.CONSEIL)
def office_and_person(context: Context) -> Iterator[Report]:
    """La fonction s'accorde avec la personne qui l'exerce : « sa présidente, Mme … », « son président, M. … ».
    L'ancienne fonction reste souvent quand le nom a changé.

    « Madame le Maire », « le président, Mme … » se disent aussi : seul un homme au féminin, ou une même femme tantôt
    « présidente », tantôt « président », est relevé.

    Mauvais : « représentée par sa présidente, Monsieur Jean Vidal »
    Bon : « représentée par son président, Monsieur Jean Vidal »
    Source : usage
    """
    yield from _of_people(context)
    yield from _two_offices(context)
    yield from _said_alone(context)


_HINT = "accordez la fonction, ou corrigez le nom"
_HEAD = pattern(
    r"\A\W*(?:l[ae]\s|l'|m(?:me|\.)?\s|mad\w+\s|mons\w+\s)*(?:maire|presidente?)\b(?!\sde\s(?:la\s)?seance)"
)
Said = tuple[Passage, str, str]  # where an office is said, of whom, in which words


def _of_people(context: Context) -> Iterator[Report]:
    """A man whose office is feminine; one person whose office is of one gender here, of the other one there."""
    people = [one for part in context.parts for one in part.roster.people]
    women = {comparable(one.full): one.feminine for one in people if one.feminine is not None}
    told, said = set[str](), list(_held(context))
    for where, name, office in said:
        man = women.get(comparable(name)) is False and "," not in office  # « La Présidente, Odile G. — Le Secrétaire »
        la = folded(where.before).rstrip(" ,").endswith(f"la {folded(office)}")  # « la maire, M. Vidal »
        if man and (la or office_feminine(office)) and comparable(name) not in told:
            told.add(comparable(name))
            message = f"« {where.text} » : la fonction est au féminin (« {office.strip()} »), la personne est un homme"
            yield Report(where, message, _HINT)
    for pair in combinations(said, 2):
        (one, name, office), (other, again, elsewhere) = sorted(
            pair, key=lambda each: office_feminine(each[2]) is not women.get(comparable(each[1]))
        )
        same = comparable(name) == comparable(again) and _office_of(office) == _office_of(elsewhere) != ""
        both = {office_feminine(office), office_feminine(elsewhere)} == {True, False}
        if same and both and comparable(name) not in told:
            told.add(comparable(name))
            message = f"« {elsewhere.strip(' ,')} » ici, « {office.strip(' ,')} » ailleurs pour « {name} »"
            yield Report(other, message, _HINT, elsewhere, office, ((one, office),))


def _held(context: Context) -> Iterator[Said]:
    """Each office of somebody; that at the head of an act is of who signs it as mayor or as president."""
    for part in context.own:
        for one in part.roster.people:
            if one.first and one.office:
                yield part.at(one.at), one.full, one.office.partition(one.full)[0].strip(" ,\n")
        signing = [one.person for one in part.roster.signatories if one.person and _HEAD.search(folded(one.office))]
        heads = [n for n, block in enumerate(part.blocks) if block.kind is Kind.AUTORITE]
        letter = "agreer" in part.low  # « Monsieur le Président, » is to whom it is sent
        if part.nature is Nature.ACTE and len(signing) == len(heads) == 1 and not letter:
            yield part.whole(heads[0]), signing[0].full, part.blocks[heads[0]].text


def _two_offices(context: Context) -> Iterator[Report]:
    """« représentée par son gérant, M. Luc Vaur », and « Le directeur général, Luc VAUR » signs."""
    for part in context.parts:
        heads = [one for party in part.roster.parties for one in party.people]
        for one in part.roster.signatories:
            full = one.person.full if one.person else ""
            said = [other for other in heads if full and comparable(other.full) == comparable(full)]
            here, there = _offices_of(one.office), [_offices_of(other.office) for other in said]
            if one.person and here and there and all(there) and all(here.isdisjoint(each) for each in there):
                office = one.office.partition(",")[0]
                message = f"« {full} » signe comme « {office} », « {said[0].office} » en tête"
                hint = "mettez la même fonction aux deux endroits"
                yield Report(part.at(one.person.at), message, hint, related=((part.at(said[0].at), said[0].office),))


_FOR = pattern(r"\bpour l[ae] (?:maire|president)|\bpar delegation|\bp/o\b")  # « Pour le maire et par délégation »


def _offices_of(words: str) -> frozenset[str]:
    """All the offices that some words name, in the masculine: « président-directeur général » is two."""
    low = folded(words)
    found = () if _FOR.search(low) else _ANY_OFFICE.findall(low)
    return frozenset(_FEMININE.get(word, word) for word in found) - _ACTING


def _office_of(office: str) -> str:
    """The office itself, in the masculine: « presid », « maire »."""
    found = _HEAD_WORD.search(folded(office))
    return _FEMININE.get(found[0], found[0]) if found else ""


_OF_BODY = (
    r"(?:\s(?P<more>generale?|delegue|adjointe?))*\s(?:d[eu]s?\s(?:l[ae]s?\s|l')?|d')"
    r"(?P<of>(?:conseil|comite|cour|tribunal|commission|chambre)\s[a-z-]{4,}|[a-z'-]{4,})"
)
_ALONE = pattern(rf"(?<!ancien )(?<!ancienne )\b(?:l[ae]|sa|son|du|au)\s(?P<office>{_OFFICE}){_OF_BODY}")
_EITHER = pattern(  # nouns of one form: the article tells of whom
    r"\b(?P<article>l[ae]|du|au)\s(?P<noun>(?!commissaire|notaire|destinataire|partenaire)[a-z]{4,}aire)"
    r"(?:\s(?P<more>supplean|titulaire|general|sortan|delegu|princip|adjoin|interim)\w*)?"
    r"\b(?!\s(?:d[eu]s?\b|d')|-)"
)
_GENERIC = (*TITLES, Kind.SIGNATURE)  # which say an office, and not of whom
MANY = 2  # times that an office is said in one gender before the other one is doubtful


def _said_alone(context: Context) -> Iterator[Report]:
    """« La présidente de la communauté » throughout, and once « Le président de la communauté »: the one before.

    The people who are named with an office for a party say its gender too: « l'Association, représentée par son
    président, M. Lucien Vaur », then « la présidente de l'Association ».
    """
    said: dict[tuple[str, str], dict[bool, list[Passage]]] = {}
    for part in context.own:
        for where, match in part.found(_ALONE, *_STEMS):
            office = match["office"]
            if OFFICES.get(office) != office:
                genders = said.setdefault(_key(match), {True: [], False: []})
                genders[office in _FEMININE].append(where)
        for where, match in part.found(_EITHER, "aire"):
            either = " ou " in (where.low[: where.start][-4:], where.low[where.end :][:4])  # « la ou le bénéficiaire »
            if where.kind not in _GENERIC and not either:
                key = (match["noun"], f"{match['more'] or ''} {part.name}")  # of each document
                genders = said.setdefault(key, {True: [], False: []})
                genders[match["article"] == "la"].append(where)
        for key, woman, where in (*_represents(part), *_signed(part)):
            if key in said:
                said[key][woman] += [where] * MANY
    said |= {("", office): found for office, found in _addressed(context).items()} | {("", ""): _concerned(context)}
    for (noun, _), genders in said.items():
        few, many = sorted(genders.values(), key=lambda each: (len(each), each and (-each[0].block, -each[0].start)))
        by_hand = noun.endswith("aire") and few and _BY_HAND.search(few[0].context)  # « La locataire, Anne Viala »
        if len(few) == 1 and not by_hand and len(many) >= (MANY if noun else 1):
            message = f"« {few[0].text} » ici, « {many[0].text} » ailleurs"
            yield Report(few[0], message, _HINT, few[0].text, many[0].text, ((many[0], many[0].text),))


_ADDRESSED = pattern(r"\b(?P<who>monsieur|madame)\sl[ea]\s(?P<office>maire|president)e?\b(?!\sd[eu]\b)")


def _concerned(context: Context) -> dict[bool, list[Passage]]:
    """« L'intéressée », in an act of which one person is the matter, whose civility says whether this is a woman."""
    found: dict[bool, list[Passage]] = {True: [], False: []}
    part = context.part(Nature.ACTE)
    heads = {one.person.last for one in part.roster.signatories if one.person} if part else set()
    people = [one for one in part.roster.people if one.last not in heads] if part else []
    if part and len({one.last for one in people}) == 1 and len({one.feminine for one in people} - {None}) == 1:
        for where, match in part.found(_INTERESTED, "l'interesse"):
            if any(0 <= where.block - one.at.block <= NEAR for one in people):
                found[match["e"] == "e"].append(where)
        woman = next(one.feminine for one in people if one.feminine is not None)
        found[woman] += [part.at(people[0].at)] * MANY if found[not woman] else []
    return found


def _addressed(context: Context) -> dict[str, dict[bool, list[Passage]]]:
    """« Madame la Maire », and once « Monsieur le Maire », in the act of one authority; who signs tells it too."""
    every: dict[str, dict[bool, list[Passage]]] = {}
    own = context.own
    for part in own if len(own) == 1 and own[0].nature is Nature.ACTE and len(own[0].roster.parties) < MANY else ():
        for where, match in part.found(_ADDRESSED, "monsieur", "madame"):
            found = every.setdefault(match["office"], {True: [], False: []})
            found[match["who"] == "madame"].append(where)
        for found in every.values():
            for woman, places in found.items():
                places += [head] * MANY if (head := _head(part, woman=woman)) else []
    return every


def _head(part: Part, *, woman: bool) -> Passage | None:
    """Who signs as mayor or as president, of that gender as the civility says it somewhere."""
    heads = {one.person.last for one in part.roster.signatories if one.person and _HEAD.search(folded(one.office))}
    civil = (one for one in part.roster.people if one.feminine is woman and one.first and {one.last} == heads)
    return next((part.at(one.at) for one in civil), None)


def _represents(part: Part) -> Iterator[tuple[tuple[str, str], bool, Passage]]:
    """The office of who represents a party, by each word that the party is called by; the civility says the gender."""
    for party in part.roster.parties:
        for person in party.people:
            office = _office_of(person.office)
            if person.feminine is not None and office and OFFICES.get(office) != office:
                for term in (party.name, *(term for term, _ in party.terms)):
                    called = folded(term).removeprefix("la ").removeprefix("le ").removeprefix("l'").split()
                    if called:
                        yield (office, called[0].rstrip("s")), person.feminine, part.at(person.at)


def _signed(part: Part) -> Iterator[tuple[tuple[str, str], bool, Passage]]:
    """The office under which the head signs, where a civility says elsewhere whether this is a woman."""
    for woman in (True, False):
        head = _head(part, woman=woman)
        offices = [folded(one.office) for one in part.roster.signatories if head and _HEAD.search(folded(one.office))]
        for match in map(_ALONE.search, offices):
            if match and head and len(offices) == 1:
                yield _key(match), woman, head


def _key(said: re.Match[str]) -> tuple[str, str]:
    """An office, and of what: one for « la présidente du comité » and « le président du comité »."""
    return _office_of(said["office"]) + (said["more"] or "").rstrip("e"), said["of"].rstrip("s")
