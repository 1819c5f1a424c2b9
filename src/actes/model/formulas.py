"""The formulas of acts: the words that do not change from one to the next, and what a type of act, or one act, has
of its own; those of what is made from the whole register, the report to the council and the tables of a year.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import field, fields, replace
from typing import Any, TypeVar, dataclass_transform

from ..values.text import unaccented
from .prose import Prose
from .schema import keyed

T = TypeVar("T")


@keyed
class FormulesConvention:
    """The words of a convention that do not change from one to the next."""

    entre: Prose
    introductions: tuple[Prose, ...]
    partie: Prose
    formule: Prose
    lieu_date: Prose
    pour: Prose
    qualite: Prose
    signataire: Prose
    annonce: Prose
    article: Prose | None = None
    pied: Prose | None = None


@keyed
class FormulesCompteRendu:
    """The words of the report on decisions taken by delegation (CGCT L. 5211-10, L. 2122-23)."""

    titre: Prose
    sous_titres: tuple[Prose, ...] = ()
    introduction: Prose
    numero: Prose
    date: Prose
    objet: Prose
    partie: Prose
    montant: Prose
    par_an: Prose
    sans_montant: Prose
    vide: Prose
    conclusion: tuple[Prose, ...] = ()
    pied: Prose


@keyed
class FormulesRegistre:
    """The words of the tables of a year's acts (CGCT R. 2121-9)."""

    titre: Prose
    sous_titres: tuple[Prose, ...] = ()
    chronologique: Prose
    thematique: Prose
    numero: Prose
    date: Prose
    objet: Prose
    matiere: Prose
    reception: Prose
    publication: Prose
    reserve: Prose
    annule: Prose
    absents: Prose
    sans_matiere: Prose
    conclusion: tuple[Prose, ...] = ()
    pied: Prose


@keyed
class Formules:
    """The words of an act that do not change from one to the next, around the same facts."""

    entete: tuple[Prose, ...]
    titre: Prose
    sous_titres: tuple[Prose, ...] = ()
    objet: Prose
    autorite: Prose
    vu: Prose
    considerant: Prose
    visa_acte: Prose
    visa_actes: Prose
    decide: Prose
    article: Prose
    annexe: Prose
    recours: tuple[Prose, ...] = ()
    lieu_date: Prose
    qualite: Prose
    signataire: Prose
    mentions: tuple[Prose, ...] = ()
    annonce: Prose | None = None
    pied: Prose
    convention: FormulesConvention | None = None
    compte_rendu: FormulesCompteRendu | None = None
    registre: FormulesRegistre | None = None
    decision: FormulesPropres | None = None
    arrete: FormulesPropres | None = None
    deliberation: FormulesPropres | None = None

    def names(self, *facts: str) -> bool:
        """Whether the words of an act name one of these facts."""
        stated = (getattr(self, one.name) for one in fields(FormulesPropres))
        proses = (prose for value in stated for prose in (value if isinstance(value, tuple) else (value,)))
        return any(fact in prose.text for prose in proses if isinstance(prose, Prose) for fact in facts)

    def pour(self, type_acte: str, propres: FormulesPropres | None = None) -> Formules:
        """The formulas of a type of act (« arrêté »), or of one act: its own where there are some, else the common."""
        of_type: FormulesPropres | None = getattr(self, unaccented(type_acte))
        return _with(_with(self, of_type), propres)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def _own(of: type, besides: Collection[str] = ()) -> Callable[[type[T]], type[T]]:
    """A class with the keys of another, none of which has to be there: what is not said is as it is for all."""

    def made(cls: type[T]) -> type[T]:
        others = {one.name: f"{one.type} | None" for one in fields(of) if one.name not in {*besides, *vars(cls)}}
        cls.__annotations__ = others | cls.__annotations__
        for name in others:
            setattr(cls, name, None)
        return keyed(cls)

    return made


@_own(FormulesConvention)
class FormulesConventionPropres:
    """The formulas that one convention has of its own: those of `FormulesConvention`, each where it differs."""


@_own(Formules, besides=("compte_rendu", "registre", "decision", "arrete", "deliberation"))
class FormulesPropres:
    """The formulas that a type of act, or one act, has of its own: those of `Formules`, each where it differs."""

    convention: FormulesConventionPropres | None = None


def _with(forms: Formules, own: FormulesPropres | None) -> Formules:
    if own is None:
        return forms
    stated = _stated(own)
    if own.convention is not None:
        stated["convention"] = _convention(forms.convention, own.convention)
    return replace(forms, **stated)


def _convention(forms: FormulesConvention | None, own: FormulesConventionPropres) -> FormulesConvention | None:
    """Those of a convention; where there are no common ones, its own have to be all there."""
    stated = _stated(own)
    if forms is not None:
        return replace(forms, **stated)
    needed = {one.name for one in fields(FormulesConvention)} - {"article", "pied"}
    return FormulesConvention(**stated) if needed <= set(stated) else None


def _stated(own: FormulesPropres | FormulesConventionPropres) -> dict[str, Any]:
    return {one.name: value for one in fields(own) if (value := getattr(own, one.name)) is not None}
