"""Who signed for the collectivity, as somebody names them."""

from __future__ import annotations

from datetime import date

from ..finding import CannotGoOn
from ..problems import loading_error
from ..values.text import unaccented
from .collectivite import Collectivite
from .people import Representant, in_office


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
    message = (
        f"« {typed} » n'est pas un signataire connu"
        if not heads
        else f"{typed} n'était pas à la tête de la collectivité"
    )
    raise CannotGoOn([loading_error("signataire-inconnu", message, hint)])


def _names(label: str, person: Representant) -> set[str]:
    whole = {f"{person.prenom} {person.nom}", f"{person.nom} {person.prenom}", person.nom, label}
    titled = {f"{person.civilite} {name}" for name in (person.nom, f"{person.prenom} {person.nom}")}
    return {unaccented(name) for name in whole | titled if name}
