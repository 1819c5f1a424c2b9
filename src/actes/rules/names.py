"""Names: spelled the same everywhere, without slips, with their capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..facts import MentionKind
from ..finding import Severity
from ..part import Part, Passage
from ..pattern import pattern
from ..same.persons import NAME, others
from ..same.spelled import Written, differ, names, slips
from ..text.heads import SORTS
from ..values.departements import codes_by_name
from ..values.text import comparable
from .rule import Report, Where, rule

PLACES = 4  # places of the usual spelling that a report shows
SMALL = pattern(r"(?<![^\n\t])(?P<head>[A-ZÀ-Ý]\w+\s(?:de\s|du\s|des\s|d['’]))(?P<next>\w)")
SIBLINGS = 2


@rule("NOM101", "nom-ecrit-de-deux-facons", Severity.CONSEIL)
def two_spellings(context: Context) -> Iterator[Report]:
    """Un nom propre s'écrit de la même façon dans tout l'acte : un trait d'union, un accent ou une majuscule qui va et
    vient laisse croire à deux personnes, et se corrige mal une fois l'acte signé.

    Mauvais : « Saint-Flour Communauté » dans le titre, « Saint Flour Communauté » à l'article 1
    Bon : « Saint-Flour Communauté » partout
    Corrige : le nom de la collectivité ou d'un tiers, comme le registre l'écrit
    Source : usage
    """
    own = known_names(context)
    for found in names(context).values():
        if len({written.passage.text for written in found}) < 2:
            continue
        forms: dict[str, list[Written]] = {}
        for written in found:
            forms.setdefault(written.form, []).append(written)
        usual = max(forms, key=lambda form: (form in own, not form.isupper(), len(forms[form])))
        others = [written for same in forms.values() if differ(same[0], forms[usual][0]) for written in same]
        if others:
            yield _spelling(others, usual, forms[usual], known=usual in own)


def _spelling(others: list[Written], usual: str, right: list[Written], *, known: bool) -> Report:
    """`known`: the register has that name, and the others are to be written like it."""
    places: list[tuple[Where, str]] = [(written.passage, f"« {written.form} »") for written in others[1:]]
    places += [(written.passage, f"« {usual} »") for written in right[:PLACES]]
    times = "1 fois" if len(right) == 1 else f"{len(right)} fois"
    message = f"ce nom s’écrit ici « {others[0].form} », ailleurs « {usual} » ({times})"
    return Report(
        others[0].passage,
        message,
        f"écrivez « {usual} » partout",
        found=others[0].form,
        expected=usual,
        related=tuple(places),
        fix=tuple((written.passage, usual) for written in others if known and not written.form.isupper()),
    )


def known_names(context: Context) -> frozenset[str]:
    """The names of the register, as they must be written."""
    if context.register is None:
        return frozenset()
    bodies = context.register.tiers.values()
    return frozenset({context.register.collectivite.nom, *(body.nom for body in bodies)})


_OF = pattern(r" (?:de |d'|du |des )")


@rule("NOM102", "nom-mal-orthographie", Severity.ALERTE)
def misspelt(context: Context) -> Iterator[Report]:
    """Deux noms qui ne diffèrent que d'une lettre sont le plus souvent le même, mal recopié une fois.

    Mauvais : « M. Thuillier », puis « M. Thuiller »
    Bon : « M. Thuillier » partout
    Source : usage
    """
    told: set[str] = set()
    acronyms = {comparable(mention.text) for _, mention in context.passages(MentionKind.ACRONYM)}
    for person in others(context):
        if person.what == NAME:
            told |= set(comparable(f"{person.said} {person.usual}").split())
            yield _resembles(person.here, person.there)
    departments = codes_by_name()
    for word, known in slips(context):
        if word.key in SORTS and word.where.then(_OF):
            continue  # « Caisse d'allocations », beside « Causse »
        if (acronyms | told).isdisjoint((word.key, known.key)) and not {word.key, known.key} <= departments.keys():
            named = any(_names(context, one.where) for one in (word, known))
            yield _resembles(word.where, known.where, None if named else Severity.CONSEIL)


def _names(context: Context, word: Passage) -> bool:
    """Whether a word is of the name of somebody, or of a party."""
    rosters = [part.roster for part in context.parts]
    said = [one.full for roster in rosters for one in roster.people]
    said += [*known_names(context), *(party.name for roster in rosters for party in roster.parties)]
    return any(comparable(word.text) in comparable(name).split() for name in said)


def _resembles(here: Passage, there: Passage, severity: Severity | None = None) -> Report:
    """One name, and another that a letter tells from it."""
    said, better = here.text, there.text
    message = f"« {said} » ressemble à « {better} » : une lettre les sépare"
    related: tuple[tuple[Where, str], ...] = ((there, f"« {better} »"),)
    return Report(here, message, "vérifiez l’orthographe de ce nom", said, better, related, severity)


@rule("NOM103", "nom-sans-majuscule", Severity.CONSEIL)
def no_capital(context: Context) -> Iterator[Report]:
    """Dans une liste de noms propres, celui qui n'a pas sa majuscule est une faute de frappe.

    Mauvais : « Pays de salers », entre « Pays de Mauriac » et « Pays de Saint-Flour »
    Bon : « Pays de Salers »
    Corrige : la majuscule
    Source : usage
    """
    for part in context.own:
        for index, block in enumerate(part.blocks):
            if block.rows:
                yield from _small(part, index, block.text)


def _small(part: Part, index: int, text: str) -> Iterator[Report]:
    found = list(SMALL.finditer(text))
    heads = Counter(match["head"][:-1].split()[0] for match in found if match["next"].isupper())
    for match in found:
        if match["next"].islower() and heads[match["head"].split()[0]] >= SIBLINGS:
            rest = re.split(r"[\t\n]", text[match.end() :], maxsplit=1)[0]
            passage = Passage(part, index, match.start(), match.end() + len(rest))
            better = f"{match['head']}{match['next'].upper()}{rest}"
            message = f"« {passage.text} » n’a pas la majuscule des autres noms de la liste"
            yield Report(passage, message, f"écrivez « {better} »", passage.text, better, fix=((passage, better),))
