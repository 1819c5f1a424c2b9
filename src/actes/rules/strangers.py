"""Names that stand once where another one stands everywhere: those of the act that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import PersonName
from ..finding import Severity
from ..part import Nature, Part, Passage
from ..statements.subjects import TITLES
from ..values.text import comparable, unaccented
from .rule import Report, rule

FIRM = re.compile(
    r"\b(?:[Ll]['’]entreprise|[Ll]a\ssoci[ée]t[ée]|[Ll]['’]association)\s(?P<name>(?:[A-ZÀ-Ý][\w&'’-]*)(?:\s(?:de\s|du\s|des\s|et\s)?[A-ZÀ-Ý0-9][\w&'’-]*(?:\.\w+)?){0,4})"
)
BODY = (Kind.CONSIDERANT, Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
QUOTED = re.compile(r"[«“\"]\s?(?P<name>[^«»“”\"]{10,70}?)\s?[»”\"]")
# What another firm may be to an act, which has no need to name it twice.
ROLE = re.compile(
    r"sous-trait|co-?traitant|mandataire|groupement|assur|maitr\w+\sd['’](?:oeuvre|ouvrage)|precedent|ancien|cede|cession|fusion"
    r"|substitu|filiale|concession|exploitant|fourni|loue|bailleur|geometre|bureau\sd['’]etude|expert|controle|coordonn"
)
PRESENTED = re.compile(r",\s(?:[a-zéè]|\d)")
OFTEN = 3  # times: so often, a name is that of the act
ALIKE = 0.85


@rule("NOM104", "nom-d-un-autre-acte", Severity.ALERTE)
def stranger(context: Context) -> Iterator[Report]:
    """Un acte qui nomme partout la même personne ou la même entreprise, et une autre une seule fois, garde souvent le
    nom de l'acte que l'on a copié.

    Mauvais : « délégation à Mme Nolwenn Le Goff », puis « la signature de Mme Le Gall »
    Bon : « la signature de Mme Le Goff »
    Source : usage
    """
    for part in context.parts:
        if part.nature is not Nature.PIECE:
            yield from _person(part)
            yield from _firm(part)


def _person(part: Part) -> Iterator[Report]:
    """In an act whose title names one person, somebody of the same civility who has no first name anywhere."""
    people = [(p, m.value) for p, m in part.passages(MentionKind.NAME) if isinstance(m.value, PersonName)]
    titled = [(p, name) for p, name in people if p.kind in TITLES and name.prenom]
    if len({comparable(name.nom) for _, name in titled}) != 1:
        return
    where, own = titled[0]
    full = {comparable(name.nom) for _, name in people if name.prenom}
    times = sum(comparable(name.nom) == comparable(own.nom) for _, name in people)
    others = [(p, n) for p, n in people if n.civilite == own.civilite and _other(n, own, full)]
    for passage, name in others:
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


def _firm(part: Part) -> Iterator[Report]:
    """« l'entreprise X » everywhere, « l'entreprise Y » once, that nothing presents."""
    found: dict[str, list[Passage]] = {}
    for index, block in enumerate(part.blocks):
        for match in FIRM.finditer(block.text) if block.kind is not Kind.TABLEAU else ():
            found.setdefault(comparable(match["name"]), []).append(Passage(part, index, *match.span("name")))
    usual = [name for name, places in found.items() if len(places) >= OFTEN]
    rare = [name for name in found if name not in usual]
    if len(usual) != 1 or len(rare) != 1 or len(found[rare[0]]) != 1:
        return
    text = comparable(" ".join(block.text for block in part.blocks))
    passage, own = found[rare[0]][0], found[usual[0]][0]
    joined = rare[0] in usual[0] or usual[0] in rare[0] or text.count(rare[0]) > 1
    beside = usual[0] in comparable(passage.context) or ROLE.search(unaccented(passage.context))
    if passage.kind in BODY and passage.section.article and not joined and not beside:
        message = f"« {passage.text} » n’est nommé qu’ici ; partout ailleurs, « {own.text} »"
        yield Report(passage, message, "vérifiez le nom", passage.text, own.text, ((own, f"« {own.text} »"),))


@rule("NOM105", "nom-entre-guillemets", Severity.ALERTE)
def quoted(context: Context) -> Iterator[Report]:
    """Le nom d'une association, d'un programme ou d'un équipement, entre guillemets, est le même partout.

    Mauvais : « Les Tréteaux du Causse », trois fois, puis « Les Tréteaux des Causses »
    Bon : « Les Tréteaux du Causse » partout
    Source : usage
    """
    found: dict[str, list[Passage]] = {}
    for part in context.parts:
        for index, block in enumerate(part.blocks if part.nature is not Nature.PIECE else ()):
            for match in QUOTED.finditer(block.text):
                found.setdefault(_plain(match["name"]), []).append(Passage(part, index, *match.span("name")))
    for one, other in combinations(found, 2):
        rare, usual = sorted((one, other), key=lambda name: len(found[name]))
        if len(found[rare]) > 1 or len(found[usual]) < OFTEN - 1 or not _alike(one, other):
            continue
        passage, better = found[rare][0], found[usual][0]
        if passage.block not in {place.block for place in found[usual] if place.part is passage.part}:
            message = f"« {passage.text} » ressemble à « {better.text} », dit ailleurs"
            related = ((better, f"« {better.text} »"),)
            yield Report(passage, message, "vérifiez ce nom", passage.text, better.text, related)


def _plain(name: str) -> str:
    return unaccented(" ".join(name.replace("’", "'").replace("-", " ").split()))


def _alike(one: str, other: str) -> bool:
    """Nearly the same, and not two of a series: « Phase 1 », « Phase 2 »."""
    same = re.sub(r"[0-9ivx]+\b", "", one) == re.sub(r"[0-9ivx]+\b", "", other)
    return (
        not same
        and one not in other
        and other not in one
        and " " in one
        and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    )
