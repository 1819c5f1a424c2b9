"""People and bodies: parties, their representatives, who holds which office and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from ..frozen import frozen
from ..values.titles import Genre, Title
from .schema import Problem, key


class Civilite(StrEnum):
    """How a person is addressed; it carries the gender of the office."""

    MADAME = "Madame"
    MONSIEUR = "Monsieur"


class Accord(StrEnum):
    """Whether the office's title follows the person's gender (« la Présidente ») or stays (« Madame le Maire »)."""

    GENRE = "genre"
    MASCULIN = "masculin"


@frozen(kw_only=True)
class Representant:
    """Somebody who signs for a body, for as long as the office lasts (CGCT L. 5211-9, L. 2122-18 for deputies)."""

    civilite: Civilite = key("civilité", example="Madame")
    prenom: str = key("prénom", example="Céline")
    nom: str = key("nom de famille, en minuscules avec sa majuscule", example="Charriaud")
    fonction: str = key("fonction, au masculin et en minuscules", example="président")
    fonction_feminine: str = key(
        "fonction au féminin, quand le programme ne la connaît pas", example="cheffe de service", default=""
    )
    accord: Accord = key("« masculin » pour garder « Madame le Maire »", example="genre", default=Accord.GENRE)
    debut: date | None = key("premier jour du mandat", example="2020-07-09", default=None)
    fin: date | None = key("dernier jour du mandat", example="2026-04-10", default=None)

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
        return (self.debut is None or self.debut <= on) and (self.fin is None or on <= self.fin)

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


@frozen(kw_only=True)
class Adresse:
    """A postal address, as it must be written on one line."""

    voie: str = key("numéro et voie", example="12 rue Marie Maurel")
    complement: str = key("boîte postale, lieu-dit", example="CS 80007", default="")
    code_postal: str = key("code postal", example="15013")
    ville: str = key("ville, avec CEDEX s'il y a lieu", example="Aurillac Cedex")

    def __str__(self) -> str:
        """
        >>> str(Adresse(voie="4 rue du Moulin", complement="BP 3", code_postal="15100", ville="Saint-Flour"))
        '4 rue du Moulin, BP 3, 15100 Saint-Flour'
        """
        lines = (self.voie.rstrip(" ,"), self.complement.rstrip(" ,"), f"{self.code_postal} {self.ville}")
        return ", ".join(filter(None, lines))

    def problems(self) -> Iterable[Problem]:
        if not (len(self.code_postal) == 5 and self.code_postal.isdigit()):
            yield Problem(
                "code_postal", f"« {self.code_postal} » n'est pas un code postal", "écrivez cinq chiffres : 15100"
            )


@frozen(kw_only=True)
class Tiers:
    """A body that an act deals with: its names as they must be written, its address, who represents it."""

    nom: str = key("nom, comme il doit être écrit", example="Cantal Destination")
    nom_complet: str = key("dénomination entière", example="Comité départemental du tourisme du Cantal", default="")
    sigle: str = key("sigle, s'il sert dans les actes", example="CDT", default="")
    adresse: Adresse | None = key("adresse", default=None)
    genre: Genre | None = key("genre du nom, pour l'accord : « f » ou « m »", example="f", default=None)
    forme: str = key("forme juridique", example="association régie par la loi du 1er juillet 1901", default="")
    siren: str = key("numéro SIREN (9 chiffres)", example="779074822", default="")
    siret: str = key("numéro SIRET (14 chiffres)", example="77907482200049", default="")
    tva: str = key("numéro de TVA intracommunautaire", example="FR69779074822", default="")
    representants: tuple[Representant, ...] = key("qui le représente, du plus ancien au plus récent", default=())

    def __str__(self) -> str:
        return self.nom
