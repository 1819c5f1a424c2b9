"""The fields of the form of an entry: what a person sees of each, what she typed in it, what follows from that.

The TTC of a price, the last day or the length of a period, the name of a third party, what an act that is cited is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any

from ..compose.cited import accounts_of, period_of
from ..compose.nameable import printed, scope_at
from ..frozen import frozen
from ..model.accounts import Accounts, Price
from ..model.acte import Acte
from ..model.register import Register
from ..values.dates import show_date
from .chips import Alinea, Offer, Printed


class Is(StrEnum):
    """How a field is filled in."""

    TEXT = "texte"
    DATE = "date"
    YES_NO = "oui"
    CHOICE = "choix"
    PROSE = "prose"
    GROUP = "groupe"
    LIST = "liste"
    NAMES = "noms"


@frozen
class Field:
    """A field: its path, how a person calls it, what she typed; or fields below it.

    `note`: what follows from it, or what it is read as. `act` is the act of the register that it names; `of`, the list
    of names that it is taken from (see `Names`). `new` are the fields of an item to be added. `item`: it is one of a
    list, whose rank is `rank` of `many`.
    """

    path: str
    label: str
    kind: Is = Is.TEXT
    value: str = ""
    help: str = ""
    example: str = ""
    required: bool = False
    stated: bool = True
    fixed: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    act: str = ""
    of: str = ""
    title: str = ""
    item: bool = False
    rank: int = 0
    many: int = 0
    fields: tuple[Field, ...] = ()
    new: tuple[Field, ...] = ()
    alineas: tuple[Alinea, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether its help says more than its label."""
        return bool(self.example) or self.help.lower() != self.label.lower()

    @property
    def more(self) -> tuple[Field, ...]:
        """The fields below it that nobody stated."""
        return tuple(one for one in self.fields if not one.stated)

    @property
    def computed(self) -> bool:
        return not self.stated and bool(self.note)


@frozen
class Group:
    """Fields that go together."""

    title: str
    fields: tuple[Field, ...]

    @property
    def stated(self) -> bool:
        return any(one.stated for one in self.fields)


@frozen
class Act:
    """An act that can be read; what its texts print, and their words that could be facts."""

    act: Acte
    register: Register
    printed: Printed = field(default_factory=dict)
    offers: Mapping[str, Sequence[Offer]] = field(default_factory=dict)

    def words(self, path: str) -> Callable[[str], str | None]:
        """What a name prints in the text at a path."""
        spelling = self.register.collectivite.orthographe
        scope: list[Mapping[str, Any]] = []

        def said(name: str) -> str | None:
            if not scope:
                scope.append(scope_at(self.act, self.register, path))
            return printed(name, scope[0], spelling)

        return said

    def cited(self, name: str) -> str:
        """What an act of the register is, for who sees its number."""
        act = self.register.actes.get(name)
        if act is None:
            return ""
        return f"{act.type} du {show_date(act.jour)}" if act.jour else str(act.type)

    def follows(self, path: str, value: str, fields: Iterable[Field]) -> str:
        """What is worked out of a field, "" where nothing is; `fields` are those below it."""
        stated = {one.path.rpartition(".")[2] for one in fields if one.stated}
        if path == "periode":
            return _period(self.act, stated)
        if path.startswith("parties["):
            body = self.register.tiers.get(value)
            return body.nom if body else ""
        if path.startswith("financement."):
            return _money(accounts_of(self.act, self.register), path.split(".")[1:], stated)
        return ""


def _period(act: Acte, stated: set[str]) -> str:
    period = period_of(act)
    if period is None:
        return ""
    return f"durée : {period.duree}" if "fin" in stated else f"jusqu'au {show_date(period.fin)}"


def _money(accounts: Accounts | None, steps: Sequence[str], stated: set[str]) -> str:
    """What a cost, a share, a payment comes to, beside what is typed of it."""
    if accounts is None:
        return ""
    match steps:
        case ["participation", *_]:
            return _price(getattr(accounts.participation, accounts.base, None), set())
        case ["cout_annuel" | "cout_total" as name]:
            return _price(getattr(accounts, name), stated)
        case ["lignes" | "repartition" | "echeances" as name, label]:
            held = getattr(accounts, name).get(label)
            return _price(getattr(held, accounts.base, None), stated)
    return ""


def _price(price: Price | None, stated: set[str]) -> str:
    if price is None:
        return ""
    if not price.taxe:
        return "" if "montant" in stated else str(price.ht)
    shown = [f"{price.ht} HT"] * ("ht" not in stated) + [f"{price.ttc} TTC"] * ("ttc" not in stated)
    return " · ".join(shown)
