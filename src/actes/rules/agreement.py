"""An office agrees with the person who holds it, and is the same wherever that person is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..outline.nature import Nature
from ..outline.offices import office_feminine
from ..part import Passage
from ..pattern import pattern
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
        letter = next(part.saying("agreer"), None)  # « Monsieur le Président, » is to whom it is sent
        if part.nature is Nature.ACTE and len(signing) == len(heads) == 1 and letter is None:
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


_ACTING = frozenset({"mandataire", "representant", "delegue"})  # for somebody, in whatever office
_ANY_OFFICE = pattern(rf"\b(?:{_OFFICE})\b")
_HEAD_WORD = pattern(rf"\b(?:{_OFFICE})\b(?!-)")
