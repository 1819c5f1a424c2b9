"""The register as a whole: two conventions for the same thing, acts cited that have no entry; its numbers, each borne
once, in the order of the dates, none that is set apart, none missing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..context import Cited, Context, Listed, RegisterContext
from ..finding import Severity
from ..model.series import Serie, series_of
from ..values.actnumber import ActNumber
from ..values.dates import show_date_numeric
from .rule import Report, register_rule, rule

ENOUGH = 2  # words of an object, below which it says too little to be compared
CLOSE = 31  # days: numbers given one day and signatures of the same month


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


@register_rule("SER101", "numero-en-double", Severity.ERREUR)
def twice(context: RegisterContext) -> Iterator[Report]:
    """Un numéro est celui d'un seul acte de sa série. Deux actes sous un numéro, pris le même jour sur deux postes ou
    dans deux copies du registre, ne se distinguent plus dans les visas ni en préfecture.

    Mauvais : DEC2022-054 et DEC2022-54, deux décisions
    Bon : DEC2022-054 et DEC2022-055 ; DEC2022-054 et ARR2022-054, de deux séries
    Source : usage
    """
    first: dict[tuple[str, ActNumber], Listed] = {}
    for act in context.acts:
        known = first.setdefault((act.serie, act.numero), act)
        if known is not act:
            message = f"{act.identifier} porte le même numéro que {known.identifier}"
            hint = "donnez à l’un des deux le numéro suivant de la série, ou retirez la fiche qui est de trop"
            yield Report(act.at, message, hint, act.numero.code, related=((known.at, known.identifier),))


@rule("SER102", "numero-ecarte", Severity.ERREUR)
def set_apart(context: Context) -> Iterator[Report]:
    """Un numéro réservé ou annulé n'est celui d'aucun acte. Quand l'acte auquel il était réservé est pris, la
    réservation est à retirer de la série.

    Mauvais : DEC2025-454, quand registry/collectivite.yaml dit « 2025-454 : annulé, erreur de saisie »
    Bon : l'acte prend 2025-455
    Source : usage
    """
    if context.entry is None or context.register is None:
        return
    act, body = context.entry, context.register.collectivite
    for path, absent in body.serie(act).absents():
        if absent.numero == act.numero:
            reserved = path.startswith("reserves")
            message = f"le numéro {act.numero.code} est {'réservé' if reserved else 'annulé'} : {absent.motif}"
            remedy = "retirez-le de « reserves » si c’est pour cet acte" if reserved else "prenez un autre numéro"
            hint = f"{remedy}{', sinon prenez un autre numéro' if reserved else ', ou retirez-le de « annules »'}"
            index = next(n for n, serie in enumerate(body.series) if act.type in serie.actes)
            field = context.field(f"series[{index}].{path}.motif", "collectivite", absent.motif)
            where = context.field("numero", text=act.numero.code)
            yield Report(where, message, hint, act.numero.code, related=((field, absent.motif),))


@register_rule("SER103", "numero-hors-ordre", Severity.ALERTE)
def disorder(context: RegisterContext) -> Iterator[Report]:
    """Dans une série, les numéros se suivent dans l'ordre des dates : le registre est chronologique. Un numéro plus
    grand avec une date plus ancienne est une erreur de numéro ou de date. À quelques jours près, c'est un conseil.

    Mauvais : DEC2025-453 du 8 juillet 2025, DEC2025-460 du 3 mars 2025
    Bon : DEC2025-453 du 8 juillet 2025, DEC2025-460 du 10 juillet 2025
    Source : CGCT R. 2121-9 (registre tenu par ordre de date), à vérifier
    """
    for _, acts in _by_series(context):
        dated = [act for act in acts if act.jour is not None]
        kept = _longest_in_order(dated)
        for index, act in enumerate(dated):
            at = bisect_left(kept, index)
            if kept[at : at + 1] != [index]:
                before, after = kept[max(0, at - 1) : at], kept[at : at + 1]
                yield _misplaced(act, [dated[n] for n in before], [dated[n] for n in after])


def _misplaced(act: Listed, before: list[Listed], after: list[Listed]) -> Report:
    """What is said of an act out of order; of its neighbours that are in order, one at least contradicts it."""
    assert act.jour is not None
    assert act.dated is not None
    day = show_date_numeric(act.jour)
    later = [one for one in before if one.jour and one.jour > act.jour]
    other, size = (later[0], "plus petit") if later else (after[0], "plus grand")
    assert other.jour is not None
    assert other.dated is not None
    theirs = show_date_numeric(other.jour)
    message = f"{act.identifier} est du {day} ; {other.identifier}, dont le numéro est {size}, est du {theirs}"
    close = abs((other.jour - act.jour).days) <= CLOSE
    return Report(
        act.dated,
        message,
        "vérifiez la date et le numéro de ces deux actes",
        found=act.jour.isoformat(),
        related=((other.dated, f"{other.identifier} : {theirs}"),),
        severity=Severity.CONSEIL if close else None,
    )


def _longest_in_order(acts: list[Listed]) -> list[int]:
    """The indexes of the most acts whose dates never go back: the others are out of order.

    Read from the last to the first: of two acts that contradict each other, the one with the greater number is blamed.
    """
    back = [-act.jour.toordinal() if act.jour else 0 for act in reversed(acts)]  # every one of them is dated
    ends: list[int] = []  # the index that ends the best run of each length
    before: list[int | None] = []
    for index, day in enumerate(back):
        length = bisect_right(ends, day, key=lambda n: back[n])
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [index]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(len(acts) - 1 - last)
        last = before[last]
    return found


@register_rule("SER104", "numero-manquant", Severity.CONSEIL)
def missing(context: RegisterContext) -> Iterator[Report]:
    """Dans une série que le registre tient en entier (« complete_depuis »), un numéro qu'aucun acte ne porte et
    qu'aucun motif n'explique sera cherché un jour : par le conseil, la préfecture ou le juge.

    Mauvais : DEC2026-004, puis DEC2026-008
    Bon : DEC2026-004, puis DEC2026-006, et « annules: - {numero: 2026-005, motif: projet abandonné} »
    Source : usage
    """
    series = {serie.prefixe: serie for serie in series_of(context.register.collectivite.series)}
    for prefix, acts in _by_series(context):
        first = series[prefix].complete_depuis
        if first is not None:
            for year, members in groupby(acts, key=lambda act: act.numero.annee):
                if year >= first.annee:
                    yield from _holes(series[prefix], members, first.rang if year == first.annee else 1)


def _holes(serie: Serie, acts: Iterable[Listed], rank: int) -> Iterator[Report]:
    """The numbers without an act from `rank` on, in acts of one year."""
    explained = {absent.numero for _, absent in serie.absents()}
    for act in acts:
        number = act.numero
        lost = [n for n in range(rank, number.rang) if ActNumber(number.annee, n) not in explained]
        if lost:
            shown = [serie.shown(ActNumber(number.annee, n, largeur=number.largeur)) for n in (lost[0], lost[-1])]
            count = len(lost)
            range_shown = f"{shown[0]}" if count == 1 else f"{shown[0]} … {shown[1]} ({count} numéros)"
            message = f"aucun acte ne porte, avant {act.identifier} : {range_shown}"
            hint = f"créez la fiche, ou dites pourquoi dans « reserves » ou « annules » de la série {serie.prefixe}"
            yield Report(act.at, message, hint, number.code)
        rank = max(rank, number.rang + 1)


def _by_series(context: RegisterContext) -> Iterator[tuple[str, list[Listed]]]:
    ordered = sorted(context.acts, key=lambda act: (act.serie, act.numero))
    for prefix, acts in groupby(ordered, key=lambda act: act.serie):
        yield prefix, list(acts)
