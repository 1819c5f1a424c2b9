"""The collectivity: who it is, who holds office and since when, who signs, the formulas that stand in all its acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta

from ..finding import CannotGoOn
from ..law.councils import RENEWALS
from ..problems import problem
from ..values.text import unaccented
from ..values.titles import Genre
from ..values.words import Spelling
from .acte import Acte
from .formulas import Formules
from .natures import TypeActe
from .people import Adresse, Representant, in_office
from .schema import Problem, keyed, no_names
from .series import Serie, confused, series_of

BEFORE = timedelta(days=180)  # a mandate that began so long before the day of the table is of the same renewal


@keyed
class Mandat:
    """A term of the council (CGCT L. 5211-8: it ends when the next council is installed)."""

    debut: date
    fin: date | None = None


@keyed
class Collectivite:
    """The body whose register this is."""

    nom: str
    departement: str
    code_departement: str = ""
    genre: Genre | None = None
    siren: str = ""
    adresse: Adresse | None = None
    lieu: str
    organe: str
    mandats: tuple[Mandat, ...] = ()
    seances: tuple[date, ...] = ()
    executif: tuple[Representant, ...]
    delegataires: Mapping[str, Representant] = field(default_factory=no_names)
    formules: Formules
    orthographe: Spelling = Spelling.TRADITIONNELLE
    series: tuple[Serie, ...] = ()

    def serie(self, of: Acte | TypeActe) -> Serie:
        """The series that numbers an act, or those of a type."""
        kind = of if isinstance(of, TypeActe) else of.type
        return next(serie for serie in series_of(self.series) if kind in serie.actes)

    def problems(self) -> Iterable[Problem]:
        return confused(self.series)

    @property
    def representants(self) -> tuple[Representant, ...]:
        """As a party to a convention, it is represented by its head."""
        return self.executif

    def __str__(self) -> str:
        return self.nom


def council_since(body: Collectivite | None, on: date) -> tuple[date, bool] | None:
    """The first day of the council in office, and whether the collectivity's own data give it.

    A renewal that these data do not know yet counts: a delegation does not outlive the council that gave it.
    """
    renewals = [fact.value for fact in RENEWALS if fact.value <= on]
    if body is None:
        return (max(renewals), False) if renewals else None
    starts = [mandate.debut for mandate in body.mandats if mandate.debut <= on]
    if not starts:
        return None
    if not renewals or max(starts) >= max(renewals) - BEFORE:
        return max(starts), True
    return max(renewals), False


def signatory(body: Collectivite, typed: str, on: date | None) -> str:
    """Who signed, as somebody named them: a deputy's name in collectivite.yaml, "" for the head of the executive.

    Raises CannotGoOn where it is nobody's name, or that of a head who was not in office that day.
    """
    wanted = unaccented(typed)
    deputies = [name for name, person in body.delegataires.items() if wanted in _names(name, person)]
    if len(deputies) == 1:
        return deputies[0]
    heads = [person for person in body.executif if wanted in _names("", person)]
    if in_office(body.executif, on) in heads:
        return ""
    people = [*body.executif, *body.delegataires.values()]
    hint = f"signataires de registry/collectivite.yaml : {', '.join(f'{p.prenom} {p.nom}' for p in people)}"
    early = f"{typed} n'était pas à la tête de la collectivité"
    message = early if heads else f"« {typed} » n'est pas un signataire connu"
    raise CannotGoOn([problem("signataire-inconnu", message, hint)])


def _names(label: str, person: Representant) -> set[str]:
    whole = {f"{person.prenom} {person.nom}", f"{person.nom} {person.prenom}", person.nom, label}
    titled = {f"{person.civilite} {name}" for name in (person.nom, f"{person.prenom} {person.nom}")}
    return {unaccented(name) for name in whole | titled if name}
