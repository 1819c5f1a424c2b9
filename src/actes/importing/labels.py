"""The names by which an entry's prose cites its articles and annexes: from their title, else from what they do."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from ..values.text import unaccented

_SMALL = frozenset(
    word
    for line in (
        "de du des d la le les l et en sur sous aux au a un une pour par avec dans ou que",
        "qui se ses son sa leur leurs ce cette cet est sont ainsi",
    )
    for word in line.split()
)
_DEEDS = (  # what the first words of an article do, and what a person calls it
    ("ampliation", "ampliation"), ("charge de l'execution", "execution"), ("charges de l'execution", "execution"),
    ("charges, chacun", "execution"), ("charge, chacun", "execution"), ("credits", "credits"), ("imput", "credits"),
    ("inscri", "credits"), ("recours", "recours"), ("participation", "participation"), ("subvention", "subvention"),
    ("somme", "montant"), ("prix", "prix"), ("montant", "montant"), ("tarif", "tarifs"),
)  # fmt: skip
_VERBS = (  # the same, where nothing says more
    ("approuv", "approbation"),
    ("autoris", "autorisation"), ("signer", "signature"), ("conclu", "contrat"), ("fixe", "fixation"),
    ("interdi", "interdiction"), ("notifi", "notification"), ("affich", "publicite"), ("publi", "publicite"),
)  # fmt: skip
LONGEST = 3  # words


def labels(titles: Iterable[tuple[str, str]]) -> list[str]:
    """A name for each, no two alike: from a title, or (where it is empty) from the first words of the text.

    >>> labels([("Objet de la convention", ""), ("Durée", ""), ("", "D'approuver la convention"), ("Durée", "")])
    ['objet_convention', 'duree', 'approbation', 'duree_2']
    """
    found: list[str] = []
    for title, text in titles:
        found.append(apart(slug(title) if title.strip() else _deed(text), found))
    return found


def apart(name: str, taken: Container[str]) -> str:
    """A name that no other has: « duree », « duree_2 »."""
    return next(one for one in (name, *(f"{name}_{n}" for n in range(2, 999))) if one not in taken)


def slug(text: str, longest: int = LONGEST) -> str:
    """The first words of a title that say something.

    >>> slug("Liste des territoires adhérents"), slug("2. Prix"), slug("12")
    ('liste_territoires_adherents', 'prix', 'n_12')
    """
    words = re.findall(r"[a-z0-9]+", unaccented(text))
    said = [word for word in words if word not in _SMALL and not word.isdigit()] or words or ["article"]
    name = "_".join(said[:longest])
    return name if name.isidentifier() else f"n_{name}"


def _deed(text: str) -> str:
    low = unaccented(" ".join(text.split()[:60])).replace("’", "'")
    for marks in (_DEEDS, _VERBS):
        found = [(low.find(mark), name) for mark, name in marks if mark in low]
        if found:
            return min(found)[1]
    return slug(" ".join(text.split()[:12]), 2)
