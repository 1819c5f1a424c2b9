"""The register: the acts of a collectivity, its third parties, and how one is found."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..place import Locatable
from .acte import Acte, TypeActe
from .collectivite import Collectivite
from .people import Tiers

# The series of numbers, by type of act: « DEC2025-453 ».
SERIES = MappingProxyType({TypeActe.DECISION: "DEC", TypeActe.DELIBERATION: "DEL", TypeActe.ARRETE: "ARR"})

Places = Mapping[str, Locatable]


def act_id(act: Acte) -> str:
    """The identifier of an act in the register: series, year, rank."""
    return f"{SERIES[act.type]}{act.numero.code}"


def nearest(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that look like what was typed, the number alone being enough.

    >>> nearest("2025-453", ["DEC2025-453", "DEL2017-26"]), nearest("DEC2025-435", ["DEC2025-453"])
    (('DEC2025-453',), ('DEC2025-453',))
    """
    names = {name.upper(): name for name in known}
    wanted = text.strip().upper()
    ends = [name for upper, name in names.items() if upper.endswith(wanted)]
    return tuple(ends or (names[n] for n in difflib.get_close_matches(wanted, names, n=3, cutoff=0.7)))


@dataclass(frozen=True, slots=True)
class Register:
    """What was loaded, by identifier, with the place of every field (« periode.debut »)."""

    collectivite: Collectivite
    actes: Mapping[str, Acte]
    tiers: Mapping[str, Tiers]
    places: Mapping[str, Places]

    def place(self, owner: str, path: str) -> Locatable | None:
        """Where a field stands; the nearest field above it where the field itself was left out."""
        places = self.places.get(owner, {})
        while path and path not in places:
            cut = max(path.rfind("."), path.rfind("["))
            path = path[:cut] if cut > 0 else ""
        return places.get(path)
