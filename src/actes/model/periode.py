"""The period of an act, as its entry states it: a start with an end, a duration, or both that agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..values.dateshift import end_of
from ..values.durations import Duration
from ..values.periods import Period
from .schema import Problem, keyed


@keyed
class PeriodeActe:
    """The period of an act: a start, and an end or a duration; the other one is worked out."""

    debut: date
    fin: date | None = None
    duree: Duration | None = None

    @property
    def period(self) -> Period:
        """Both days, the last one included, worked out where the entry gives a duration."""
        fin = self.fin
        if fin is None:
            assert self.duree is not None  # problems() refuses a period without end and duration
            fin = end_of(self.debut, self.duree)
        return Period(self.debut, fin)

    def problems(self) -> Iterable[Problem]:
        if self.fin is None and self.duree is None:
            yield Problem("fin", "la période n'a ni fin ni durée", "ajoutez « fin: 2026-12-31 » ou « duree: 24 mois »")
        if self.fin is not None and self.fin < self.debut:
            yield Problem("fin", "la période finit avant de commencer", "vérifiez « debut » et « fin »")
        elif self.fin and self.duree and end_of(self.debut, self.duree) != self.fin:
            end = end_of(self.debut, self.duree).isoformat()
            yield Problem(
                "duree", f"{self.duree} à partir du début finissent le {end}", "retirez « duree » : elle est calculée"
            )
