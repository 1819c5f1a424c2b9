"""Files against the entry: the facts and words that a person or a partner changed in what the entry composes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...against.changes import Change, Sort
from ...against.comparison import comparison
from ...against.telling import in_entry, in_file, quoted, told, values
from ...context import AgainstContext
from ...finding import Severity
from ..rule import Report, Where, against_rule

SHORT = 90  # characters of words that a hint repeats
MOST_TOLD = 8  # changes of one finding that are told one by one
Line = tuple[Where, str]


@against_rule("CMP101", "fait-different", Severity.ERREUR)
def other_fact(context: AgainstContext) -> Iterator[Report]:
    """Les faits du fichier sont ceux de la fiche : dates, montants, pourcentages, durées, références, identifiants.

    Avec `--against`, le fichier est comparé à ce que la fiche compose. Un fait qui change dans un document modifié dans
    Word, ou renvoyé par le partenaire, est une erreur tant que l'un des deux n'est pas corrigé. Un nom, une adresse, un
    nombre qui n'est ni une date ni un montant est à relire. Le même changement à plusieurs endroits est dit une fois.

    Mauvais : « 1 713,00 € » dans le fichier, « 1 173,00 € » dans la fiche
    Bon : « 1 173,00 € » dans le fichier et dans la fiche
    Source : usage
    """
    for same in _grouped(_changes(context, Sort.FACT)):
        first = same[0]
        where = in_file(first)
        if where is None:
            continue
        found, expected = values(first)
        labels = ", ".join(first.labels)
        places = f" ({len(same)} endroits)" if len(same) > 1 else ""
        hint = _hint(first)
        yield Report(
            where, f"{labels} : {told(first)}{places}", hint, found, expected, tuple(_links(same)), first.severity
        )


def _hint(change: Change) -> str:
    if not change.region.before:
        return "retirez ces mots du fichier, ou ajoutez-les à la fiche si c’est lui qui a raison"
    words = quoted(change.region.before)
    right = words if len(words) <= SHORT else "les mots de la fiche"
    return f"remettez {right} dans le fichier, ou corrigez la fiche si c’est lui qui a raison"


def _links(same: Sequence[Change]) -> Iterator[Line]:
    entry = in_entry(same[0])
    if entry is not None:
        yield entry, "ce que la fiche compose"
    first = in_file(same[0])
    for change in same[1:]:
        where = in_file(change)
        if change.key == same[0].key and where:
            yield where, "de même ici"
        elif where and first and (where.part, where.block) != (first.part, first.block):
            yield where, told(change)


@against_rule("CMP102", "redaction-differente", Severity.ALERTE)
def other_words(context: AgainstContext) -> Iterator[Report]:
    """Les mots du fichier sont ceux que la fiche compose.

    Un mot changé, ajouté ou retiré peut engager autrement : il est à relire avant de signer. Les mots changés d'un même
    alinéa sont dits ensemble, et le même changement à plusieurs endroits une fois.

    Mauvais : « engagés conjointement » dans le fichier, « engagés solidairement » dans la fiche
    Bon : les mêmes mots dans les deux
    Source : usage
    """
    groups = _grouped(_changes(context, Sort.WORDING))
    alone = [group[0] for group in groups if len(group) == 1]
    for group in (*(group for group in groups if len(group) > 1), *_by_block(alone)):
        yield from _wording(group, "reprenez les mots de la fiche, ou corrigez-la si c’est le fichier qui a raison")


@against_rule("CMP103", "forme-differente", Severity.CONSEIL)
def other_form(context: AgainstContext) -> Iterator[Report]:
    """Le fichier écrit les mêmes choses dans la même forme que la fiche.

    Ponctuation, majuscules, accents, forme d'une date ou d'un montant : le sens ne change pas. Ces différences sont
    dites ensemble pour chaque fichier. Les espaces, les apostrophes, les guillemets et les tirets que Word ou un PDF
    changent d'eux-mêmes ne sont pas dits.

    Mauvais : « 8/07/2025 » dans le fichier, « 8 juillet 2025 » dans la fiche
    Bon : « 8 juillet 2025 » dans les deux
    Source : usage
    """
    for faced in context.faced:
        once: dict[object, Change] = {}
        for change in comparison(faced, context.names).changes:
            if change.sort is Sort.FORM:
                once.setdefault(change.key, change)
        if once:
            yield from _wording([*once.values()], "rien à faire si cette forme vous convient")


def _wording(group: Sequence[Change], hint: str) -> Iterator[Report]:
    where = in_file(group[0])
    if where is None:
        return
    lines = list(dict.fromkeys(told(change) for change in group))
    more = f" ; et {len(lines) - MOST_TOLD} autres" if len(lines) > MOST_TOLD else ""
    places = f" ({len(group)} endroits)" if len(lines) < len(group) else ""
    found, expected = values(group[0]) if len(lines) == 1 else (None, None)
    yield Report(where, f"{' ; '.join(lines[:MOST_TOLD])}{more}{places}", hint, found, expected, tuple(_links(group)))


def _changes(context: AgainstContext, sort: Sort) -> Iterator[Change]:
    for faced in context.faced:
        yield from (change for change in comparison(faced, context.names).changes if change.sort is sort)


def _grouped(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes that are one, wherever they stand: one cause."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        groups.setdefault((change.sort, change.severity, change.key), []).append(change)
    return list(groups.values())


def _by_block(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes of each paragraph."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        where = in_file(change)
        groups.setdefault((id(where.part), where.block) if where else id(change), []).append(change)
    return list(groups.values())
