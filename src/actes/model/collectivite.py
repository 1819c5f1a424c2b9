"""The collectivity: who it is, who holds office, and the formulas that stand in all its acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from ..frozen import frozen
from ..values.titles import Genre
from ..values.words import Spelling
from .acte import Acte
from .formulas import Formules
from .people import Adresse, Representant
from .schema import Problem, key
from .series import Serie, confused, series_of


@frozen(kw_only=True)
class Mandat:
    """A term of the council (CGCT L. 5211-8: it ends when the next council is installed)."""

    debut: date = key("jour de l'installation du conseil", example="2020-07-09")
    fin: date | None = key("veille de l'installation du suivant", default=None)


@frozen(kw_only=True)
class Collectivite:
    """The body whose register this is."""

    nom: str = key("nom", example="Saint-Flour Communauté")
    departement: str = key("département", example="Cantal")
    code_departement: str = key("code du département, sur trois caractères", example="015", default="")
    genre: Genre | None = key("genre du nom, pour l'accord : « f » ou « m »", example="f", default=None)
    siren: str = key("numéro SIREN", example="200066660", default="")
    adresse: Adresse | None = key("adresse du siège", default=None)
    lieu: str = key("lieu de signature habituel", example="Saint-Flour")
    organe: str = key("assemblée délibérante", example="conseil communautaire")
    mandats: tuple[Mandat, ...] = key("mandats de l'assemblée, du plus ancien au plus récent", default=())
    seances: tuple[date, ...] = key(
        "séances de l'assemblée, où il est rendu compte des décisions", example="[2025-09-25]", default=()
    )
    executif: tuple[Representant, ...] = key("chefs de l'exécutif, du plus ancien au plus récent")
    delegataires: Mapping[str, Representant] = key(
        "élus qui peuvent signer par délégation", factory=lambda: MappingProxyType({})
    )
    formules: Formules = key("formules des actes")
    orthographe: Spelling = key(
        "« traditionnelle » ou « 1990 », pour les nombres en lettres", default=Spelling.TRADITIONNELLE
    )
    series: tuple[Serie, ...] = key(
        "séries de numéros ; sans elles, DEC pour les décisions, DEL pour les délibérations, ARR pour les arrêtés",
        default=(),
    )

    def serie(self, act: Acte) -> Serie:
        """The series that numbers an act."""
        return next(serie for serie in series_of(self.series) if act.type in serie.actes)

    def problems(self) -> Iterable[Problem]:
        return confused(self.series)

    @property
    def representants(self) -> tuple[Representant, ...]:
        """As a party to a convention, it is represented by its head."""
        return self.executif

    def __str__(self) -> str:
        return self.nom
