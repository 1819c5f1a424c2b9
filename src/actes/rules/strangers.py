"""Names that stand once where another one is meant: those of the act that was copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..same.cells import odd_cells, odd_members
from ..same.names import How, odd_names
from ..same.persons import NAME, others
from ..statements.subjects import TITLES
from .rule import Report, Where, rule

BODY = (Kind.CONSIDERANT, Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
PRESENTED = pattern(r",\s(?:[a-zéè]|\d)")
OFTEN = 3  # times: so often, those of the act are named
AROUND = 60  # characters
FEW, MANY = 2, 8  # people: more strangers are all in their place, more people are a council
APART = pattern(r"\(|vote|voix|abst|contre|absent|excus|pouvoir|secretaire|rapporteu|notaire|geometre|huissier")
PLACES = 4  # places of the usual name that a report shows
_SAYS = {
    How.LETTER: "ressemble à « {0} », dit ailleurs : une lettre ou un chiffre les sépare",
    How.WORD: "ressemble à « {0} », dit ailleurs : un mot change",
    How.PLACE: "est nommé ici ; ailleurs, dans les mêmes mots, « {0} »",
    How.ALONE: "n’est nommé qu’ici ; partout ailleurs, « {0} »",
}


@rule("NOM104", "nom-d-un-autre-acte", Severity.ALERTE)
def stranger(context: Context) -> Iterator[Report]:
    """Une association, une entreprise, un lieu, une route, un programme a le même nom partout. Un nom qui n'est dit
    qu'une fois, à un mot ou une lettre près, ou là où l'acte en nomme un autre, est souvent celui de l'acte que l'on a
    copié.

    Mauvais : « l'association Les Amis du Lavoir » au titre, « l'association Les Amis du Moulin » à l'article 1
    Bon : le même nom partout
    Source : usage
    """
    yield from _bare(context)
    yield from _instead(context)
    yield from _gone(context)
    yield from _in_the_name(context)
    for here, there in odd_cells(context):
        message = f"« {here.text} » ici, « {there.text} » à la même ligne d’un autre tableau"
        yield Report(here, message, "vérifiez le nom", here.text, there.text, ((there, f"« {there.text} »"),))
    for odd in (*odd_names(context), *odd_members(context)):
        if odd.where.kind in (Kind.ENTETE, Kind.LIEU_DATE) or (odd.where.kind in TITLES and odd.where.text.isupper()):
            continue  # a letterhead, « Fait à … », a title in capitals name what they are, and nothing else
        usual = odd.usual[0].text
        related: tuple[tuple[Where, str], ...] = tuple((one, f"« {one.text} »") for one in odd.usual[:PLACES])
        message = f"« {odd.where.text} » {_SAYS[odd.how].format(usual)}"
        yield Report(odd.where, message, "vérifiez le nom", odd.where.text, usual, related)


_IN_THE_NAME = pattern(r",\spour\s(?:la|le|l['’])\s?(?!maire|president|prefet)[a-z]{4,}")
_REPRESENTS = pattern(r"\brepresent\w+ par (?:(?:sa|son|le|la|l') ?[a-z -]{3,40},? )?\Z")


def _in_the_name(context: Context) -> Iterator[Report]:
    """« Mme X, pour la société, produit … », where who represents it is another, and nothing else names her."""
    people = [(part.at(one.at), one) for part in context.parts for one in part.roster.people]
    known = [(at, one) for at, one in people if _REPRESENTS.search(folded(at.before))]
    said = Counter(one.last for _, one in people)
    for at, one in people:
        acts = _IN_THE_NAME.match(folded(at.context), at.end)
        if acts and known and said[one.last] == 1 and one.last not in {other.last for _, other in known}:
            where, usual = known[-1]
            message = f"« {at.text} » n’est nommé qu’ici ; « {where.text} » est dit représenter cette partie"
            yield Report(at, message, "vérifiez le nom", one.full, usual.full, ((where, f"« {where.text} »"),))


_SUBJECT = pattern(r"(?:\A|[.;:]\s|\n)\W*(?:(?:m|mme|mlle|madame|monsieur)\.?\s)?\Z")
_ACTS = pattern(r"\s(?!et\b|ou\b|pour\b|a\sete\b)[a-z]")
_ANOTHER = pattern(r"desig|nomm|charg|rempla|suppl|tut(?:eur|rice|orat)|interim|assist|execut|certifi|accompagn|epou")


def _instead(context: Context) -> Iterator[Report]:
    """« Mme Céline Morvan exerce les fonctions … », once, in an act that is about Mme Coralie Vasseur."""
    own = [part for part in context.parts if part.nature is not Nature.PIECE]
    signing = {one.person.last for part in own for one in part.roster.signatories if one.person and one.office}
    people = [(part.at(one.at), one) for part in own for one in part.roster.people]
    times = Counter(one.last for _, one in people)
    subjects = [(at, one) for at, one in people if at.section.article and not one.office and _heads(at)]
    about = {one.last: (at, one) for at, one in people if times[one.last] >= OFTEN and one.last not in signing}
    if len(about) != 1 or len(times) > MANY:
        return
    ((where, usual),) = about.values()
    for at, one in subjects:
        once = times[one.last] == 1 and one.last not in signing and one.first and one.first != usual.first
        alike = one.feminine is usual.feminine and not usual.office and at.kind in BODY
        if once and alike and _ANOTHER.search(folded(at.context)) is None:
            message = f"« {at.text} » n’est nommé qu’ici ; l’acte nomme « {where.text} »"
            yield Report(at, message, "vérifiez le nom", at.text, where.text, ((where, where.text),))


def _heads(at: Passage) -> bool:
    """Whether somebody is who the sentence speaks of, and is not presented."""
    low = folded(at.context)
    return _SUBJECT.search(low, 0, at.start) is not None and _ACTS.match(low, at.end) is not None


_LEFT = pattern(
    r"\bretraite\b|\bdemission|\bmutation\b|\bquitt|cess\w+ (?:de )?(?:ses|leurs) fonctions|\bdeces\b|\bdeced"
)
_RECALLED = pattern(
    r"abrog|retir|remplac|succed|succession|ancien|preced|met fin|mis fin|prend fin|fin de|radi|versee? a"
)


def _gone(context: Context) -> Iterator[Report]:
    """Somebody who has left, as a considérant says, and whom an article still gives something to do."""
    for part in (part for part in context.parts if part.nature is not Nature.PIECE):
        named = [(part.at(one.at), one) for one in part.roster.people]
        left = {
            one.last: where
            for where, one in named
            if where.kind is Kind.CONSIDERANT and _LEFT.search(folded(where.context[where.end : where.end + AROUND]))
        }
        times = Counter(one.last for where, one in named if where.section.article or where.kind in TITLES)
        for where, one in named:
            told = _RECALLED.search(folded(where.context)) or _LEFT.search(folded(where.context))
            alone = times[one.last] == 1 and where.section.article  # an act about who leaves names them again
            if one.last in left and where.kind in BODY and alone and not told:
                message = f"« {where.text} » a quitté ses fonctions, dit le considérant, et l’article en parle encore"
                yield Report(where, message, "vérifiez le nom", where.text, related=((left[one.last], where.text),))


def _bare(context: Context) -> Iterator[Report]:
    """In an act that presents by their first names those whom it names, the one last name that nobody bears."""
    own = [part for part in context.parts if part.nature is not Nature.PIECE]
    people = [(part.at(one.at), one) for part in own for one in part.roster.people]
    times = Counter(one.last for _, one in people)
    known = {one.last: (where, one) for where, one in reversed(people) if one.first and times[one.last] > 1}
    firsts = {one.first for _, one in known.values()}
    strangers = [
        (where, one)
        for where, one in people
        if one.last not in known and one.last not in firsts and (not one.first or one.first in firsts)
    ]
    if not 0 < len(strangers) <= FEW or len(times) > MANY or sum(times[last] for last in known) < OFTEN:
        return
    for where, one in strangers:
        same = [there for there, other in known.values() if one.feminine is other.feminine]
        around = folded(where.context[max(0, where.start - AROUND) : where.start])
        presented = PRESENTED.match(where.context, where.end) or APART.search(around)
        if times[one.last] == 1 and same and where.kind in BODY and not presented:
            message = f"« {where.text} » n’est nommé qu’ici ; l’acte nomme « {same[0].text} »"
            yield Report(where, message, "vérifiez le nom", where.text, same[0].text, ((same[0], same[0].text),))


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
        yield Report(other.here, message, "vérifiez de qui il s’agit", other.said, other.usual, related)
