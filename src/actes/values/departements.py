"""The departments of France (code officiel géographique, Insee, 2026): code and name with its article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from ..packaged import packaged
from .grammar import without_article
from .text import comparable, quoted

_LINES = packaged(__spec__, "departements.txt").splitlines()
DEPARTEMENTS: Mapping[str, str] = dict(one.split(" ", 1) for one in _LINES)


def departement(typed: str) -> tuple[str, str]:
    """The code on three characters and the name with its article of the department that a person typed.

    >>> departement("15"), departement("cantal"), departement("2a"), departement("Val d'Oise")
    (('015', 'le Cantal'), ('015', 'le Cantal'), ('02A', 'la Corse-du-Sud'), ('095', "le Val-d'Oise"))
    >>> departement("Limousin")
    Traceback (most recent call last):
    ValueError: « Limousin » n'est pas un département ; écrivez son nom ou son code, par exemple Cantal ou 15
    """
    wanted = comparable(typed)
    for code, name in DEPARTEMENTS.items():
        codes = (code.lower(), code.lower().zfill(3), code.lstrip("0"))
        if wanted in (*codes, comparable(name), comparable(without_article(name))):
            return code.zfill(3), name
    raise ValueError(
        f"{quoted(typed)} n'est pas un département ; écrivez son nom ou son code, par exemple Cantal ou 15"
    )


def begins(said: str, names: Collection[str]) -> str:
    """Of some departments, the one that words begin with, however it is written; empty where there is none.

    >>> begins("Loire-Atlantique et Vendée", codes_by_name()), begins("Lotissement", codes_by_name())
    ('loire atlantique', '')
    """
    low = comparable(said)
    best = max(filter(low.startswith, names), key=len, default="")
    return best if best and not low[len(best) :][:1].isalpha() else ""


@cache
def codes_by_name() -> Mapping[str, str]:
    """The code of each department by its name without article, as names are compared.

    >>> codes_by_name()["cote d'or"], codes_by_name()["paris"]
    ('21', '75')
    """
    return {comparable(without_article(name)): code for code, name in DEPARTEMENTS.items()}
