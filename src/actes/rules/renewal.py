"""The renewal of an act: what a person has to confirm, and what is left of the former act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain as joined

from ..context import Context
from ..finding import Severity
from ..model.confirm import AMOUNTS, BLANK, AConfirmer
from ..part import Passage
from ..statements.confirmed import holds, in_hand, owner_of, said_somewhere, stated_at
from ..statements.former import Former, Kept, former, kept_fields, older_texts
from ..statements.stale import Stale, stale
from ..values.dates import YearMonth, parse_date
from .rule import Report, Where, rule

SHOWN = 3  # places quoted beside what is to confirm


@rule("REN101", "a-confirmer", Severity.ALERTE)
def to_confirm(context: Context) -> Iterator[Report]:
    """Une fiche reconduite reprend des valeurs de l'acte précédent qui peuvent avoir changé (un prix, une liste, un
    représentant) et en attend d'autres (une délégation). Chacune reste « à confirmer » jusqu'à ce que quelqu'un la
    corrige, ou dise qu'elle est la bonne. D'ici là, l'acte ne peut pas être produit sans la mention « PROJET ».

    Mauvais : un prix de l'accord-cadre 2025-2026 repris sans être relu dans la convention 2027-2028
    Bon : le prix corrigé, et sa ligne retirée de « a_confirmer » ; ou « confirme: oui » s'il n'a pas changé
    Source : usage
    """
    for index, line in enumerate(context.entry.a_confirmer if context.entry else ()):
        if line.confirme:
            continue
        if over := _over(context, line):
            where = context.field(f"a_confirmer[{index}]", text=line.mots or line.valeur or line.champ)
            misnamed = stated_at(context, line.champ) is None
            hint = f"retirez cette ligne de « a_confirmer »{', ou corrigez le nom du champ' if misnamed else ''}"
            yield Report(where, f"à confirmer : {over}", hint, line.valeur or None)
            continue
        said = f"« {line.mots} » : " if line.mots else f"{line.valeur} : " if line.valeur else ""
        hint = "corrigez, puis retirez cette ligne de « a_confirmer » ; si c’est bien cela, ajoutez-y « confirme: oui »"
        owner, path = owner_of(line.champ)
        where = context.field(path, owner, line.mots or line.valeur)
        related = tuple((passage, "ici") for passage in _showing(context, line))[:SHOWN]
        wrong = line.motif.startswith("à corriger")
        asked = line.motif if wrong else f"à confirmer : {said}{line.motif}"
        # What would be an error if nobody asked: a rule that keeps quiet here leaves its weight to the question.
        severity = Severity.ERREUR if wrong or line.valeur.startswith(BLANK) else None
        yield Report(where, asked, hint, line.valeur or None, None, related, severity)


def _over(context: Context, line: AConfirmer) -> str:
    """Why a line has nothing left to confirm; empty where it has."""
    text = stated_at(context, line.champ)
    if text is None:
        return f"« {line.champ} » n’est plus dans la fiche"
    if line.mots and not said_somewhere(context, line.mots):
        return f"{line.champ} : « {line.mots} » n’est plus dans le texte"
    if line.valeur.startswith(BLANK) and BLANK not in text:
        return f"{line.champ} : c’est complété"
    if line.valeur and text and _figures(text) != _figures(line.valeur) and _figures(line.valeur):
        return f"{line.champ} : la valeur a changé : « {line.valeur} », maintenant « {text.strip()} »"
    return ""


def _figures(text: str) -> list[str]:
    """The figures of a value, a day or a month however it is written, a thousandth apart or not."""
    with suppress(ValueError):
        return [parse_date(text).isoformat()]
    with suppress(ValueError):
        return [YearMonth.parse(text).debut.isoformat()]
    return sorted(char for char in text.partition(",00")[0] if char.isdigit())


def _showing(context: Context, line: AConfirmer) -> Iterator[Passage]:
    return (passage for passage, _ in context.passages() if holds(context, line, passage))


@rule("REN102", "valeur-de-l-acte-precedent", Severity.ALERTE)
def left_over(context: Context) -> Iterator[Report]:
    """Un acte reconduit d'après le précédent ne garde de lui ni ses dates, ni ses années, ni ses montants, ni ses
    échéances, ni ses signataires, ni ses pièces jointes : tout ce qui devait changer est relevé s'il est encore là,
    dans les textes, les tableaux et les champs de la fiche. Ce qui reste à bon droit se confirme dans la fiche.

    Mauvais : convention pour 2025 et 2026, dont un article dit « courant à partir du 1er janvier 2024 »
    Bon : « courant à partir du 1er janvier 2025 »
    Source : usage
    """
    past = former(context)
    if past is None:
        return
    for found in stale(context):
        yield _stale(found, past)
    for kept in joined(kept_fields(context), older_texts(context)):
        if not in_hand(context, kept.path):
            yield _kept(context, kept, past)


def _stale(found: Stale, past: Former) -> Report:
    first, *more = found.where
    related: list[tuple[Where, str]] = [(found.before, past.name)]
    related += [(passage, "aussi ici") for passage in more]
    message = f"« {first.text} » vient de {past.name} ({found.what})"
    hint = "corrigez, ou dites dans « a_confirmer » que c’est bien cela (« confirme: oui »)"
    return Report(first, message, hint, first.text, None, tuple(related))


def _kept(context: Context, kept: Kept, past: Former) -> Report:
    same = kept.where.text == kept.before.text
    why = f"la même valeur que dans {past.name}" if same else f"antérieur à {past.name} ({kept.before.text})"
    related: list[tuple[Where, str]] = [(kept.before, past.name)]
    shown = [p for p, _ in context.passages() if p.fact.startswith(kept.path)]
    related += [(passage, "ici") for passage in shown[:SHOWN]]
    hint = f"vérifiez ; si c’est bien cela, ajoutez à « a_confirmer » : champ: {kept.path}, motif: …, confirme: oui"
    severity = Severity.CONSEIL if kept.path.startswith(AMOUNTS) else None  # a price may well stay the same
    message = f"{kept.what} : {kept.said}, {why}"
    return Report(kept.where, message, hint, kept.said, None, tuple(related), severity)
