"""An act in its history: who follows whom, and a timeline, in plain characters for a terminal or as a picture (SVG)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..compose.dossier import object_of
from ..history.steps import Consolidated, Step, consolidated, holes
from ..model.acte import Acte
from ..model.register import Register
from ..packaged import packaged
from ..values.dates import show_date, show_date_numeric
from ..values.markup import escape, quoteattr
from ..values.periods import Period
from .following import after_signature

WIDTH = 72  # characters of the timeline
HERE = ">"  # marks the act that was asked for
NOTHING = "(rien)"
MARGIN, BREADTH = 190, 760  # pixels of the picture, left of the years and of these


def act_text(register: Register, identifier: str, steps: Sequence[Step], today: date) -> str:
    """The act, what follows its signature, the acts before and after it, the timeline, conventions with their avenants.

    An act known through visas only has no follow-up of ours to tell.
    """
    return "\n\n".join("\n".join(part) for part in _parts(register, identifier, steps, today) if part)


def _parts(register: Register, identifier: str, steps: Sequence[Step], today: date) -> Iterator[list[str]]:
    act = register.actes[identifier]
    yield list(_identity(act, identifier, register))
    if act.rendered and (signed := after_signature(act, register.collectivite, today)):
        yield ["Après la signature", *(f"  {line}" for line in signed)]
    if len(steps) > 1:
        yield ["Qui suit qui", *(f"  {line}" for line in _followed(identifier, steps))]
    if steps:
        yield ["Frise", *(f"  {line}" for line in timeline(identifier, steps))]
    for one in consolidated(steps):
        yield list(_consolidated(one))


def _identity(act: Acte, identifier: str, register: Register) -> Iterator[str]:
    dated = f" du {show_date(act.jour)}" if act.jour else ""
    yield f"{identifier} : {act.type} {act.numero}{dated}"
    yield f"  {' '.join(object_of(act, register).split())}"
    if act.periode:
        yield f"  période : {act.periode.period}, soit {act.periode.period.duree}"


def _followed(identifier: str, steps: Sequence[Step]) -> Iterator[str]:
    """A line for each act, and one for each hole where it stands."""
    missing = list(holes(steps))
    for step in steps:
        while missing and missing[0].debut < step.period.debut:
            hole = missing.pop(0)
            yield f"  !! rien {hole} ({hole.duree})"
        mark = HERE if step.identifier == identifier else " "
        tie = f" : {step.tie} {step.before}" if step.tie else ""
        yield f"{mark} {step.name}, {step.period}{tie}{_facts(step)}"


def _facts(step: Step) -> str:
    parties = f" – {', '.join(step.parties)}" if step.parties else ""
    return parties + (f" – {step.price}" if step.price else "")


def timeline(identifier: str, steps: Sequence[Step]) -> Iterator[str]:
    """The years, then a bar for each act and for each hole.

    >>> first = Step("n° 2021-331", Period(date(2021, 1, 1), date(2021, 12, 31)))
    >>> last = Step("n° 2023-051", Period(date(2023, 1, 1), date(2023, 12, 31)))
    >>> print("\\n".join(timeline("DEC2025-453", [first, last])).replace("\\xa0", " "))
                   2021                    2022                    2023
      n° 2021-331  ########################
        (rien)                             ........................
      n° 2023-051                                                  ########################
    """
    whole = Period(min(s.period.debut for s in steps), max(s.period.fin for s in steps))
    rows = [(s.period, f"{HERE if s.identifier == identifier else ' '} {s.name}", "#") for s in steps]
    rows += [(hole, f"    {NOTHING}", ".") for hole in holes(steps)]
    margin = max(len(name) for _, name, _ in rows) + 2
    yield " " * margin + _years(whole)
    for period, name, sign in sorted(rows):
        yield name.ljust(margin) + _bar(period, whole, sign)


def _column(day: date, whole: Period) -> int:
    return round((day - whole.debut).days * WIDTH / whole.jours)


def _bar(period: Period, whole: Period, sign: str) -> str:
    start, end = _column(period.debut, whole), _column(period.fin, whole)
    return " " * start + sign * max(1, end - start)


def _years(whole: Period) -> str:
    line = ""
    for year in whole.annees:
        start = _column(max(date(year, 1, 1), whole.debut), whole)
        if start >= len(line):
            line = line.ljust(start) + f"{year} "
    return line.rstrip()


def _consolidated(one: Consolidated) -> Iterator[str]:
    count = len(one.avenants)
    yield f"{one.base.name}, après {count} avenant{'s' if count > 1 else ''}"
    yield f"  terme : {show_date_numeric(one.period.fin)} (au départ {show_date_numeric(one.base.period.fin)})"
    if one.amount is None:
        yield "  montant : non renseigné dans le registre"
    else:
        share = f", soit +{one.percent} par avenant{'s' if count > 1 else ''}" if one.percent is not None else ""
        yield f"  montant : {one.amount} HT (au départ {one.base.price and one.base.price.ht}){share}"


def picture(identifier: str, steps: Sequence[Step]) -> bytes:
    """The picture in UTF-8; there is at least one step. The same history gives the same bytes."""
    from jinja2 import Environment, StrictUndefined

    years = range(min(s.period.debut for s in steps).year, max(s.period.fin for s in steps).year + 1)
    whole = Period(date(years[0], 1, 1), date(years[-1], 12, 31))

    def x(day: date) -> float:
        return round(MARGIN + (day - whole.debut).days * BREADTH / whole.jours, 1)

    def bar(period: Period, step: Step | None = None) -> dict[str, Any]:
        """A step, or a hole, in pixels; its words start, or end where there is no room, at `words_at`."""
        start, width = x(period.debut), round(max(2.0, period.jours * BREADTH / whole.jours), 1)
        tie = f" : {step.tie}" if step and step.tie else ""
        words = f"{show_date_numeric(period.debut)} – {show_date_numeric(period.fin)}{tie}"
        room = MARGIN + BREADTH - start >= 7 * len(words)
        at = start if room else start + width
        return {"x": start, "width": width, "words": words, "words_at": at, "room": room, "step": step}

    drawing = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True)
    drawing.filters.update(text=escape, quoted=quoteattr)
    bars, missing = [bar(step.period, step) for step in steps], [bar(hole) for hole in holes(steps)]
    shown = {"bars": bars, "holes": missing, "years": [(x(date(year, 1, 1)), year) for year in years]}
    return drawing.from_string(packaged(__spec__, "timeline.svg")).render(identifier=identifier, **shown).encode()
