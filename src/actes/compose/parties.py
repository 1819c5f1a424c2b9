"""Bodies and people as prose names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from ..frozen import frozen
from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.links import OWN
from ..model.people import Civilite, Representant, Tiers, in_office
from ..model.register import Register
from ..values.titles import Genre, Title

_ARTICLES = {"la": Genre.F, "le": Genre.M}


@frozen
class Signer:
    """Who signs: civility, names, the office as this person bears it; `delegue`: by delegation of the head."""

    civilite: Civilite
    prenom: str
    nom: str
    titre: Title
    delegue: bool = False

    @property
    def feminin(self) -> bool:
        return self.civilite is Civilite.MADAME


@frozen(kw_only=True)
class Party(Tiers):
    """A party as prose names it: a body, and who represents it at the date of the act."""

    representant: Signer | None = None

    @property
    def feminin(self) -> bool:
        """Whether words agree in the feminine. Raises ValueError, in French, where nobody said."""
        if self.genre is None:
            hint = "ajoutez « genre: f » ou « genre: m » à sa fiche"
            raise ValueError(f"le genre de « {self.nom} » n'est pas connu ; {hint}")
        return self.genre is Genre.F


def gender(name: str) -> Genre | None:
    """The gender that the article of a name shows.

    >>> gender("la commune de Murat"), gender("Le Conseil départemental"), gender("Cantal Destination")
    (<Genre.F: 'f'>, <Genre.M: 'm'>, None)
    """
    return _ARTICLES.get(name.partition(" ")[0].lower())


def signer(person: Representant | None, delegue: bool = False) -> Signer | None:
    """Somebody as the one who signs; None where nobody does."""
    if person is None:
        return None
    return Signer(person.civilite, person.prenom, person.nom, person.titre, delegue)


def party(body: Tiers | Collectivite, on: date | None, by: Representant | None = None) -> Party:
    """A body as a party, represented `by` somebody, else by who is in office that day."""
    told = ("nom", "adresse", "siren", "genre") if isinstance(body, Collectivite) else [f.name for f in fields(body)]
    held = {name: getattr(body, name) for name in told}
    represented = signer(by, delegue=True) or signer(in_office(body.representants, on))
    return Party(**held | {"genre": body.genre or gender(body.nom), "representant": represented})


def parties_of_act(act: Acte, register: Register) -> Mapping[str, Party]:
    """The third parties of an act and of its convention, by name."""
    names = [*act.parties, *(p.tiers for p in (act.convention.parties if act.convention else ()) if p.tiers != OWN)]
    known = [name for name in dict.fromkeys(names) if name in register.tiers]  # a list goes on without the others
    return {name: party(register.tiers[name], act.jour) for name in known}


def convention_parties(act: Acte, register: Register) -> tuple[Party, ...]:
    """The parties to the convention in order, each represented by who is in office when it is signed."""
    if act.convention is None:
        return ()
    body, day = register.collectivite, act.convention.signature.date or act.jour
    return tuple(
        party(body, day, body.delegataires.get(stated.par))
        if stated.tiers == OWN
        else party(register.tiers[stated.tiers], day)
        for stated in act.convention.parties
    )
