"""The register: the acts of a collectivity, its third parties, and how one is found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace

from ..frozen import frozen
from ..place import Locatable
from ..suggest import closest
from ..values.actnumber import ActNumber
from .accounts import Accounts
from .acte import Acte
from .collectivite import Collectivite
from .edits import above
from .people import Tiers
from .series import Serie, series_of

Places = Mapping[str, Locatable]


def act_id(act: Acte, body: Collectivite) -> str:
    """The identifier of an act in the register: its series, its number (« DEC2025-453 »)."""
    return body.serie(act).identifier(act.numero)


def nearest(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that look like what was typed, the number alone being enough.

    >>> nearest("2025-453", ["DEC2025-453", "DEL2017-26"]), nearest("DEC2025-435", ["DEC2025-453"])
    (('DEC2025-453',), ('DEC2025-453',))
    """
    names = {name.upper(): name for name in known}
    wanted = text.strip().upper()
    ends = [name for upper, name in names.items() if upper.endswith(wanted)]
    return tuple(ends or (names[near] for near in closest(wanted, names, cutoff=0.7)))


@frozen
class Register:
    """What was loaded, by identifier, with the place of every field (« periode.debut »).

    `identifiers` are those of every entry of the folder, loaded or not. `money` keeps the accounts of an act once they
    are worked out: its sentences, those that cite it and the rules ask for them; `citing`, the acts that cite each.
    """

    collectivite: Collectivite
    actes: Mapping[str, Acte]
    tiers: Mapping[str, Tiers]
    places: Mapping[str, Places]
    identifiers: Collection[str] = ()
    money: dict[int, tuple[Acte, Accounts]] = field(default_factory=dict, init=False, compare=False, repr=False)
    citing: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def cited_by(self, identifier: str) -> Sequence[str]:
        if not self.citing:
            for name, act in self.actes.items():
                for cited in act.cited():
                    self.citing.setdefault(cited, []).append(name)
        return self.citing.get(identifier, ())

    def holds(self, number: ActNumber, serie: Serie) -> bool:
        """Whether an act of a series bears the number, with or without leading zeros."""
        widths = (number.largeur, *range(6))
        return any(serie.identifier(replace(number, largeur=width)) in self.identifiers for width in widths)

    def has(self, nature: str, number: ActNumber) -> bool:
        """Whether an act that a text calls so (« décision », 2021-331) has an entry."""
        return any(self.holds(number, one) for one in series_of(self.collectivite.series) if nature in one.actes)

    def place(self, owner: str, path: str) -> Locatable | None:
        """Where a field stands; the nearest field above it where the field itself was left out."""
        places = self.places.get(owner, {})
        while path and path not in places:
            path = above(path)
        return places.get(path)
