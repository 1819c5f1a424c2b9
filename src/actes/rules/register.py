"""Acts of the register between themselves: two conventions for the same thing, acts cited that have no entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..context import Cited, Listed, RegisterContext
from ..finding import Severity
from ..values.actnumber import ActNumber
from .rule import Report, register_rule

ENOUGH = 2  # words of an object, below which it says too little to be compared


@register_rule("RGT101", "conventions-qui-se-chevauchent", Severity.ALERTE)
def same_thing_twice(context: RegisterContext) -> Iterator[Report]:
    """Deux conventions des mêmes parties pour le même objet ne couvrent pas les mêmes jours, sauf un avenant. C'est
    souvent une fiche copiée dont la période ou l'objet est resté : la même chose serait payée deux fois.

    Une convention qui renouvelle ou cite l'autre est l'affaire de « chevauchement ».

    Mauvais : deux conventions « billetterie commune » avec le même office, du 01/01/2025 au 31/12/2026 et en 2026
    Bon : la seconde commence le 1er janvier 2027, ou modifie la première (« modifie: »)
    Source : usage
    """
    acts = {act.identifier: act for act in context.acts}
    for group in _alike(context):
        open_ones: list[Listed] = []
        for act in sorted(group, key=lambda one: (one.periode.debut, one.numero)):  # type: ignore[union-attr]
            assert act.periode is not None
            assert act.period is not None
            open_ones = [one for one in open_ones if one.periode and one.periode.fin >= act.periode.debut]
            other = next((one for one in reversed(open_ones) if not _linked(acts, one, act)), None)
            open_ones.append(act)
            if other is not None and other.periode and other.period:
                common = act.periode.intersection(other.periode)
                message = f"{act.identifier} et {other.identifier}, mêmes parties et même objet, couvrent {common}"
                hint = "corrigez l’objet ou la période de l’une, ou dites qu’elle modifie ou renouvelle l’autre"
                related = ((other.period, f"{other.identifier} : {other.periode}"),)
                yield Report(act.period, message, hint, related=related)


def _alike(context: RegisterContext) -> Iterator[list[Listed]]:
    """Conventions of the same parties whose objects are said in the same words, one saying no more than the other."""
    by_parties: dict[frozenset[str], list[list[Listed]]] = {}
    for act in context.acts:
        if not act.convention or act.avenant or act.periode is None or not act.parties or len(act.objet) < ENOUGH:
            continue
        groups = by_parties.setdefault(act.parties, [])
        same = next((g for g in groups if g[0].objet <= act.objet or act.objet <= g[0].objet), None)
        if same is None:
            groups.append([act])
        else:
            same.append(act)
    for groups in by_parties.values():
        yield from groups


def _linked(acts: Mapping[str, Listed], one: Listed, other: Listed) -> bool:
    """Whether one cites the other, or comes after it in a chain of renewals."""
    return one.identifier in _known_to(acts, other) or other.identifier in _known_to(acts, one)


def _known_to(acts: Mapping[str, Listed], act: Listed) -> set[str]:
    """The acts that an act cites, and those that the ones it renews or amends follow in turn."""
    waiting, seen = [*act.follows], set(act.names)
    for name in waiting:
        following = acts[name].follows if name in acts else ()
        waiting += [one for one in following if one not in seen]
        seen.update(following)
    return seen


@register_rule("RGT102", "acte-cite-sans-fiche", Severity.CONSEIL)
def cited_without_entry(context: RegisterContext) -> Iterator[Report]:
    """Un acte de la collectivité nommé dans un article ou une convention, et qui n'a pas de fiche, ne peut pas être
    vérifié : ni son numéro, ni sa date, ni ce qu'il décide. Un visa est l'affaire de « acte-cite-absent-du-registre ».

    Mauvais : « conformément à la décision n° 2019-112 », sans fiche DEC2019-112
    Bon : la fiche DEC2019-112 dans le registre, même courte
    Source : usage
    """
    found: dict[tuple[str, ActNumber], list[Cited]] = {}
    for act in context.acts:
        for cited in act.cited:
            found.setdefault((cited.nature, cited.numero), []).append(cited)
    for (nature, number), places in found.items():
        if any(cited.visa for cited in places) or context.register.has(nature, number):
            continue
        first, *others = places
        acts = {cited.where.owner for cited in places}
        more = f" (cité par {len(acts)} actes)" if len(acts) > 1 else ""
        message = f"{nature} {number.code} n’a pas de fiche dans le registre{more}"
        related = tuple((cited.where, f"cité par {cited.where.owner}") for cited in others[:3])
        hint = "créez sa fiche, même courte, ou vérifiez le numéro"
        yield Report(first.where, message, hint, number.code, related=related)
