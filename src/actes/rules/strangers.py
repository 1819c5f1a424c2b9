"""Names that stand once where another one is meant: those of the act that was copied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..outline.people import As
from ..part import Passage
from ..pattern import pattern
from ..same.cells import odd_departments
from ..same.names import How, odd_names
from ..same.persons import NAME, others
from ..text.heads import Sort
from .rule import Report, Where, rule

BODY = (Kind.CONSIDERANT, Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
PRESENTED = pattern(r",\s(?!pour\s(?:l[ae]\s|l['’]))(?:[a-zéè]|\d)")  # but « Mme Roux, pour la société, »
OFTEN = 3  # times: so often, those of the act are named
AROUND = 60  # characters
FEW, MANY = 2, 8  # people: more strangers are all in their place, more people are a council
APART = pattern(
    r"\(|presidence|vote|voix|abst|contre|absent|excus|pouvoir|secretaire|rapporteu|notaire|geometre|huissier"
)
SPEAKS = pattern(  # a member of a council
    r"\s(?:demand|regret|repond|precis|souhait|indiqu|rappel|remerci|interv|propos|estim|quitt|vot|aurai|a\s|prefer|deplor|salu|soulign|ajout|fait\s|s'(?:etonn|absti|inqui|oppos|interr))"
)
_GOES_ON = pattern(r"\s*(?:[A-ZÀ-Ý(]|\Z)")
NAMES = tuple(sort for sort in Sort if sort is not Sort.NUMBER)  # numbers are cited, « cite-autrement »
_SAYS = {
    How.LETTER: "ressemble à « {0} », dit ailleurs : une lettre ou un chiffre les sépare",
    How.WORD: "ressemble à « {0} », dit ailleurs : un mot change",
    How.ALONE: "n’est nommé qu’ici ; partout ailleurs, « {0} »",
}
# « CASTELMAURE : M. PRAT, Mme ROUX »
_ROLL = pattern(r"[^:.;]{2,60} ?: ?(?:(?:M|Mme|Mlle)\.? [^:.;,]{2,40}(?:, |\Z))+\Z")
# « Représentés : Mme Petit par M. ROUX ; … »
_AWAY = pattern(r"(?:représenté|absent|excusé|procuration|(?:ayant donné )?pouvoir)\w*[^:.;]{0,40} ?:", re.IGNORECASE)
_TELLING = ("prénom", "fonction", "nom")
_LETTERS = pattern(r"[a-z]{5,}")


@rule("NOM104", "nom-d-un-autre-acte", Severity.ALERTE)
def stranger(context: Context) -> Iterator[Report]:
    """Une association, une entreprise, un lieu, une route, un programme a le même nom partout. Un nom qui n'est dit
    qu'une fois, à un mot ou une lettre près, ou là où l'acte en nomme un autre, est souvent celui de l'acte que l'on a
    copié.

    Mauvais : « l'association Les Amis du Lavoir » au titre, « l'association Les Amis du Moulin » à l'article 1
    Bon : le même nom partout
    Source : usage
    """
    yield from _people(context)
    for odd in (*odd_names(context, *NAMES), *odd_departments(context)):
        usual = odd.usual[0].text
        if odd.how is How.ALONE and _again(context, odd.where):
            continue
        message = f"« {odd.where.text} » {_SAYS[odd.how].format(usual)}"
        yield Report(odd.where, message, "vérifiez le nom", odd.where.text, usual, odd.seen)


_PROPER = pattern(r"(?s)[A-ZÀ-Ý].*")


def _again(context: Context, where: Passage) -> bool:
    """Whether it is one of the names of the act: « activité de la Communauté », as everywhere in it."""
    proper = _PROPER.search(where.text)
    return proper is not None and sum(part.low.count(folded(proper[0])) for part in context.own) > OFTEN


_SUBJECT = pattern(r"(?:\A|[.;:]\s|\n)\W*(?:(?:m|mme|mlle|madame|monsieur)\.?\s)?\Z")
_ACTS = pattern(r"\s(?!et\b|ou\b|pour\b|a\sete\b|a\s(?:m\.|mme|mlle|madame|monsieur)\s)[a-z]")
_ANOTHER = pattern(r"desig|nomm|charg|rempla|suppl|tut(?:eur|rice|orat)|interim|assist|execut|certifi|accompagn|epou")


def _people(context: Context) -> Iterator[Report]:
    """Somebody who is named once, whom nothing presents, in an act that names others of that gender again and again.

    By the last name alone: « Monsieur Roux »; or as who a sentence speaks of, where the act is about one person.
    """
    people = [(part.at(one.at), one) for part in context.own for one in part.roster.people]
    signing = {one.person.last for part in context.own for one in part.roster.signatories if one.person and one.office}
    times = Counter(one.last for _, one in people)
    said = [(where, one) for where, one in reversed(people) if one.first or one.office or _goes_on(where)]
    known = {one.last: (where, one) for where, one in said}
    firsts = {one.first for _, one in people}
    about = {
        last: one for last, one in known.items() if times[last] >= OFTEN and last not in signing and not one[1].office
    }
    bare = [(where, one) for where, one in people if one.last not in known and one.last not in firsts]
    few = len(bare) <= FEW if len(times) <= MANY else sum(times[one.last] == 1 for _, one in bare) == 1
    for where, one in people:
        several = where.text.startswith(("MM", "Mmes", one.name.prenom or one.name.nom))  # « MM. Prat et Delmas »
        several = several or any(roll.match(where.context) for roll in (_ROLL, _AWAY))
        alone = (where, one) in bare and few and not (several or _presented(where))
        rivals = known if alone else about if len(about) == 1 and _heads(where) and not one.office else {}
        same = [there for there, other in rivals.values() if one.feminine is other.feminine]
        elsewhere = sum(part.low.count(one.last) for part in context.own) > 1  # « AGNES Jean-Noël », who is present
        if times[one.last] == 1 and same and where.kind in BODY and one.last not in signing and not elsewhere:
            message = f"« {where.text} » n’est nommé qu’ici ; l’acte nomme « {same[0].text} »"
            yield Report(where, message, "vérifiez le nom", where.text, same[0].text, ((same[0], same[0].text),))


def _goes_on(where: Passage) -> bool:
    """Whether another word of the name follows: « M. VIDAL Paul »."""
    return _GOES_ON.match(where.context, where.end) is not None


def _presented(where: Passage) -> bool:
    around = where.low_before[-AROUND:]
    after = PRESENTED.match(where.context, where.end) or SPEAKS.match(folded(where.context), where.end)
    return after is not None or APART.search(around) is not None


def _heads(at: Passage) -> bool:
    """Whether somebody is who a sentence of an article speaks of, and is not presented."""
    low = folded(at.context)
    subject = _SUBJECT.search(low, 0, at.start) is not None and _ACTS.match(low, at.end) is not None
    return bool(at.section.article) and subject and _ANOTHER.search(low) is None


@rule("NOM106", "personne-dite-autrement", Severity.ALERTE)
def other_person(context: Context) -> Iterator[Report]:
    """Une personne a partout le même prénom et la même fonction, et celui qui signe en tant que maire est le maire que
    l'acte nomme. Sinon, l'un des deux vient d'un autre acte.

    Mauvais : « sous la présidence de Mme Hélène Durval, maire », puis « La maire, Catherine Durval »
    Bon : « La maire, Hélène Durval »
    Source : CRPA, art. L. 212-1
    """
    for other in (one for one in others(context) if one.what != NAME):
        message = f"{other.what} : « {other.said} » ici, « {other.usual} » ailleurs pour « {other.there.text} »"
        if other.what == "rang":
            message = f"« {other.here.text} », et « {other.there.text} » a déjà ce rang"
        related: tuple[tuple[Where, str], ...] = ((other.there, f"« {other.usual} »"),)
        two = other.what == "fonction" and not _stems(other.said) & _stems(other.usual)
        ends = (other.here, other.there)
        roles = {one.role for end in ends for one in end.part.roster.people if end.part.at(one.at) == end}
        bound = {As.REPRESENTS, As.SIGNS} <= roles
        # A president, who is a director too, unless that represents a party and signs; a civility, a rank of two.
        doubt = Severity.CONSEIL if (two and not bound) or other.what not in _TELLING else None
        yield Report(other.here, message, "vérifiez de qui il s’agit", other.said, other.usual, related, doubt)


def _stems(office: str) -> frozenset[str]:
    """« presi » of « vice-présidente »: words of an office, whatever its gender and its rank."""
    return frozenset(word[:5] for word in _LETTERS.findall(folded(office)))
