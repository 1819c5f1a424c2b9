"""People and bodies: parties, their representatives, who holds which office and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from ..values.periods import covers
from ..values.titles import Genre, Title
from .schema import Problem, keyed


class Civilite(StrEnum):
    """How a person is addressed; it carries the gender of the office."""

    MADAME = "Madame"
    MONSIEUR = "Monsieur"


class Accord(StrEnum):
    """Whether the office's title follows the person's gender (« la Présidente ») or stays (« Madame le Maire »)."""

    GENRE = "genre"
    MASCULIN = "masculin"


@keyed
class Representant:
    """Somebody who signs for a body, for as long as the office lasts (CGCT L. 5211-9, L. 2122-18 for deputies)."""

    civilite: Civilite
    prenom: str
    nom: str
    fonction: str
    fonction_feminine: str = ""
    accord: Accord = Accord.GENRE
    debut: date | None = None
    fin: date | None = None

    @property
    def feminin(self) -> bool:
        return self.civilite is Civilite.MADAME

    @property
    def titre(self) -> Title:
        """The office as this person bears it: « Présidente », « la Présidente », « de la Présidente »."""
        genre = "f" if self.feminin and self.accord is Accord.GENRE else "m"
        return Title.of(self.fonction, genre, feminin=self.fonction_feminine)

    def in_office(self, on: date) -> bool:
        """Whether the mandate covers that day, its first and last days included."""
        return covers(self.debut, self.fin, on)

    def problems(self) -> Iterable[Problem]:
        if self.debut and self.fin and self.fin < self.debut:
            yield Problem("fin", "le mandat finit avant de commencer", "vérifiez « debut » et « fin »")
        try:
            _ = self.titre
        except ValueError as error:
            yield Problem("fonction", str(error), "ajoutez « fonction_feminine: … », ou « accord: masculin »")


def in_office(people: Sequence[Representant], on: date | None) -> Representant | None:
    """Who is in office that day; where the day is not known yet, who came last."""
    if on is None:
        return people[-1] if people else None
    return next((person for person in reversed(people) if person.in_office(on)), None)


@keyed
class Adresse:
    """A postal address, as it must be written on one line."""

    voie: str
    complement: str = ""
    code_postal: str
    ville: str

    def __str__(self) -> str:
        """
        >>> str(Adresse(voie="4 rue du Moulin", complement="BP 3", code_postal="15100", ville="Saint-Flour"))
        '4 rue du Moulin, BP 3, 15100 Saint-Flour'
        """
        lines = (self.voie.rstrip(" ,"), self.complement.rstrip(" ,"), f"{self.code_postal} {self.ville}")
        return ", ".join(filter(None, lines))

    def problems(self) -> Iterable[Problem]:
        if not (len(self.code_postal) == 5 and self.code_postal.isdigit()):
            message = f"« {self.code_postal} » n'est pas un code postal"
            yield Problem("code_postal", message, "écrivez cinq chiffres : 15100")


@keyed
class Tiers:
    """A body that an act deals with: its names as they must be written, its address, who represents it."""

    nom: str
    nom_complet: str = ""
    sigle: str = ""
    adresse: Adresse | None = None
    genre: Genre | None = None
    forme: str = ""
    siren: str = ""
    siret: str = ""
    tva: str = ""
    representants: tuple[Representant, ...] = ()

    def __str__(self) -> str:
        return self.nom
