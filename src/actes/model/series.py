"""The series of numbers of a collectivity: which acts they number, how, and the numbers that no act bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from ..values.actnumber import ActNumber
from .natures import TypeActe
from .schema import Problem, keyed


class FormeNumero(StrEnum):
    """How a series writes its numbers, by an example: a year and a rank, or a rank that never starts again."""

    TIRET = "2025-453"
    BARRE = "2025/453"
    CONTINU = "453"
    RANG_BARRE = "453/2025"
    RANG_TIRET = "453-2025"

    @property
    def rang_avant(self) -> bool:
        return self.startswith("453")


@keyed
class NumeroEcarte:
    """A number that no act bears, and why."""

    numero: ActNumber
    motif: str


@keyed
class Serie:
    """A series: numbers follow each other in the order of the acts' dates, each is borne once."""

    prefixe: str
    actes: tuple[TypeActe, ...]
    forme: FormeNumero = FormeNumero.TIRET
    complete_depuis: ActNumber | None = None
    reserves: tuple[NumeroEcarte, ...] = ()
    annules: tuple[NumeroEcarte, ...] = ()

    def accepts(self, number: ActNumber) -> bool:
        """Whether a number has the form of the series.

        >>> [SERIES[0].accepts(ActNumber.parse(text)) for text in ("2025-453", "2025/12", "453")]
        [True, True, False]
        """
        return bool(number.annee) == (self.forme is not FormeNumero.CONTINU)

    def shown(self, number: ActNumber) -> ActNumber:
        """The number, to be written as the series writes its numbers."""
        return replace(number, separateur="/" if "/" in self.forme else "-", rang_avant=self.forme.rang_avant)

    def identifier(self, number: ActNumber) -> str:
        """How the register names the act that bears a number: so is its file called, which has no space.

        >>> SERIES[0].identifier(ActNumber.parse("2025-453 bis"))
        'DEC2025-453bis'
        """
        return f"{self.prefixe}{number.code}".replace(" ", "")

    def absents(self) -> Iterator[tuple[str, NumeroEcarte]]:
        """The numbers that no act bears, each with its field."""
        for name in ("reserves", "annules"):
            for index, absent in enumerate(getattr(self, name)):
                yield f"{name}[{index}]", absent

    def problems(self) -> Iterable[Problem]:
        if not (self.prefixe.isascii() and self.prefixe.isalpha() and self.prefixe.isupper()):
            message = f"« {self.prefixe} » ne peut pas ouvrir le nom d'une fiche"
            yield Problem("prefixe", message, "écrivez des lettres majuscules sans accent : DEC")
        if not self.actes:
            yield Problem("actes", "la série ne numérote aucun acte", "écrivez par exemple « actes: [décision] »")
        for index, act_type in enumerate(self.actes):
            if act_type in self.actes[:index]:
                yield Problem(f"actes[{index}]", f"« {act_type} » y est deux fois", "gardez-en un")
        aside = [(f"{path}.numero", absent.numero) for path, absent in self.absents()]
        for path, number in (*aside, ("complete_depuis", self.complete_depuis)):
            if number is not None and not self.accepts(number):
                message = f"« {number.code} » n'a pas la forme des numéros de la série ({self.forme})"
                yield Problem(path, message, "corrigez le numéro, ou « forme »")
        for index, (path, number) in enumerate(aside):
            if number in [earlier for _, earlier in aside[:index]]:
                hint = "gardez une seule ligne : un numéro est réservé, ou annulé"
                yield Problem(path, f"« {number.code} » est déjà écarté plus haut", hint)


# The series of a collectivity that does not say its own: « DEC2025-453 ».
SERIES = (
    Serie(prefixe="DEC", actes=(TypeActe.DECISION,)),
    Serie(prefixe="DEL", actes=(TypeActe.DELIBERATION,)),
    Serie(prefixe="ARR", actes=(TypeActe.ARRETE,)),
)


def series_of(stated: Iterable[Serie]) -> tuple[Serie, ...]:
    """Every series in force: those stated, and the usual ones for the types of acts that these leave out."""
    own = tuple(stated)
    numbered = {act_type for serie in own for act_type in serie.actes}
    return (*own, *(serie for serie in SERIES if numbered.isdisjoint(serie.actes)))


def confused(stated: Iterable[Serie]) -> Iterator[Problem]:
    """What two series share: a prefix, or a type of acts."""
    prefixes: set[str] = set()
    types: set[TypeActe] = set()
    every = series_of(stated)
    for index, serie in enumerate(every):
        where = f"series[{min(index, len(tuple(stated)) - 1)}]"
        if serie.prefixe in prefixes:
            usual = " (celui des actes que « series » ne nomme pas)" if index >= len(tuple(stated)) else ""
            message = f"deux séries ont le préfixe « {serie.prefixe} »{usual}"
            yield Problem(f"{where}.prefixe", message, "donnez un préfixe à chacune, ou réunissez-les en une seule")
        for place, act_type in enumerate(serie.actes):
            if act_type in types:
                message = f"« {act_type} » est déjà numéroté par une autre série"
                yield Problem(f"{where}.actes[{place}]", message, "gardez ce type d'actes dans une seule série")
        prefixes.add(serie.prefixe)
        types.update(serie.actes)
