"""The number of the next act: the first free one of its series, none that is taken, reserved or cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.acte import Acte
from ..model.register import Register
from ..model.series import FormeNumero, Serie
from ..values.actnumber import ActNumber

WIDTH = 3  # digits of the first number of a year, when the register shows none


def next_number(register: Register, act: Acte, year: int) -> ActNumber:
    """The number after the last one of the year (of all years in a series that never starts again)."""
    serie = register.collectivite.serie(act)
    continuous = serie.forme is FormeNumero.CONTINU
    known = list(numbers(register, serie))
    same = [number for number in known if continuous or number.annee == year]
    aside = {absent.numero for _, absent in serie.absents()}
    width = max((number.largeur for number in same or known), default=WIDTH)
    rank = max((number.rang for number in same), default=0) + 1
    number = ActNumber(0 if continuous else year, rank, largeur=width)
    while number in aside or register.holds(number, serie):
        number = replace(number, rang=number.rang + 1)
    return number


def numbers(register: Register, serie: Serie) -> Iterator[ActNumber]:
    """The numbers of a series that acts of the register bear."""
    for identifier in register.identifiers:
        if identifier.startswith(serie.prefixe):
            try:
                yield ActNumber.parse(identifier.removeprefix(serie.prefixe))
            except ValueError:
                continue  # loading says what is wrong with the name


def refusal(register: Register, act: Acte, number: ActNumber) -> str:
    """Why an act cannot bear a number, in French; empty where it can."""
    serie = register.collectivite.serie(act)
    if not serie.accepts(number):
        return f"« {number.code} » n'a pas la forme des numéros de la série ({serie.forme})"
    for path, absent in serie.absents():
        if absent.numero == number:
            state = "réservé" if path.startswith("reserves") else "annulé"
            return f"le numéro {number.code} est {state} : {absent.motif}"
    if register.holds(number, serie):
        return f"le numéro {number.code} est déjà pris dans le registre"
    return ""
