"""Names that stand once where another one is meant: those of the act that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import PersonName
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Part
from ..same.names import How, odd_names
from ..same.persons import NAME, others
from ..statements.subjects import TITLES
from ..values.text import comparable
from .rule import Report, Where, rule

BODY = (Kind.CONSIDERANT, Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
PRESENTED = re.compile(r",\s(?:[a-zéè]|\d)")
OFTEN = 3  # times: so often, a name is that of the act
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
    for part in context.parts:
        if part.nature is not Nature.PIECE:
            yield from _person(part)
    for odd in odd_names(context):
        if odd.where.kind in (Kind.ENTETE, Kind.LIEU_DATE) or (odd.where.kind in TITLES and odd.where.text.isupper()):
            continue  # a letterhead, « Fait à … », a title in capitals name what they are, and nothing else
        usual = odd.usual[0].text
        related: tuple[tuple[Where, str], ...] = tuple((one, f"« {one.text} »") for one in odd.usual[:PLACES])
        message = f"« {odd.where.text} » {_SAYS[odd.how].format(usual)}"
        yield Report(odd.where, message, "vérifiez le nom", odd.where.text, usual, related)


def _person(part: Part) -> Iterator[Report]:
    """In an act whose title names one person, somebody of the same civility who has no first name anywhere."""
    people = [(p, m.value) for p, m in part.passages(MentionKind.NAME) if isinstance(m.value, PersonName)]
    titled = [(p, name) for p, name in people if p.kind in TITLES and name.prenom]
    if len({comparable(name.nom) for _, name in titled}) != 1:
        return
    where, own = titled[0]
    full = {comparable(name.nom) for _, name in people if name.prenom}
    times = sum(comparable(name.nom) == comparable(own.nom) for _, name in people)
    strangers = [(p, n) for p, n in people if n.civilite == own.civilite and _other(n, own, full)]
    for passage, name in strangers:
        alone = sum(comparable(n.nom) == comparable(name.nom) for _, n in people) == 1
        presented = PRESENTED.match(passage.context, passage.end)  # « Mme Kervella, directrice »
        if alone and times >= OFTEN and passage.kind in BODY and not presented:
            message = f"« {passage.text} » n’est nommé qu’ici ; l’acte est celui de « {where.text} »"
            yield Report(passage, message, "vérifiez le nom", passage.text, own.nom, ((where, where.text),))


def _other(name: PersonName, own: PersonName, full: set[str]) -> bool:
    """Another last name, that no first name goes with; or the first name of the person of the act."""
    if comparable(name.nom) == comparable(own.nom):
        return False
    return comparable(name.nom) not in full or (bool(name.prenom) and comparable(name.prenom) == comparable(own.prenom))


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
        related: tuple[tuple[Where, str], ...] = ((other.there, f"« {other.usual} »"),)
        yield Report(other.here, message, "vérifiez de qui il s’agit", other.said, other.usual, related)
