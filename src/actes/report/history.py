"""An act in its history: who follows whom, and a timeline, in plain characters for a terminal or as a picture (SVG)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..compose.dossier import object_of
from ..frozen import frozen
from ..history.steps import Consolidated, Step, consolidated, holes
from ..model.acte import Acte
from ..model.register import Register
from ..values.dates import show_date, show_date_numeric
from ..values.markup import escape, quoteattr
from ..values.periods import Period
from .following import after_signature

WIDTH = 72  # characters of the timeline
HERE = ">"  # marks the act that was asked for
NOTHING = "(rien)"
MARGIN, BREADTH, LANE, TOP, GUTTER = 190, 760, 44, 64, 24  # pixels
OWN, OTHER, AVENANT, RED, PALE, INK = "#1f5f8b", "#7fa8c4", "#a9c7a0", "#b3261e", "#fbe3e1", "#222222"
FONT = "font-family='Arial, Liberation Sans, sans-serif'"


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


@frozen
class _Scale:
    whole: Period

    def x(self, day: date) -> float:
        return round(MARGIN + (day - self.whole.debut).days * BREADTH / self.whole.jours, 1)

    def width(self, period: Period) -> float:
        return round(max(2.0, period.jours * BREADTH / self.whole.jours), 1)


def picture(identifier: str, steps: Sequence[Step]) -> bytes:
    """The picture in UTF-8; there is at least one step. The same history gives the same bytes."""
    years = range(min(s.period.debut for s in steps).year, max(s.period.fin for s in steps).year + 1)
    scale = _Scale(Period(date(years[0], 1, 1), date(years[-1], 12, 31)))
    missing = holes(steps)
    height = TOP + LANE * len(steps) + (LANE if missing else 0) + GUTTER
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{MARGIN + BREADTH + GUTTER}' height='{height}' role='img' "
        f"aria-label={quoteattr(f'Frise de {identifier}')} {FONT} font-size='13' fill='{INK}'>",
        "<rect width='100%' height='100%' fill='#ffffff'/>",
        _text(
            GUTTER, 26, f"{identifier} et les actes qui le précèdent ou le suivent", "font-size='16' font-weight='bold'"
        ),
        *(_band(hole, height, scale) for hole in missing),
        *_drawn_years(years, scale, height),
        *(_drawn_bar(step, lane, scale, step.identifier == identifier) for lane, step in enumerate(steps)),
        *_missing(missing, len(steps), scale),
        "</svg>",
    ]
    return "\n".join([*lines, ""]).encode()


def _drawn_years(years: Sequence[int], scale: _Scale, height: int) -> Iterator[str]:
    for year in years:
        x = scale.x(date(year, 1, 1))
        yield f"<rect x='{x}' y='{TOP - 14}' width='1' height='{height - TOP + 2}' fill='#cccccc'/>"
        yield _text(x + 4, TOP - 6, str(year), "fill='#666666'")


def _band(hole: Period, height: int, scale: _Scale) -> str:
    """Nothing is in force in these days: they are seen across the whole picture."""
    x, width = scale.x(hole.debut), scale.width(hole)
    return f"<rect x='{x}' y='{TOP - 14}' width='{width}' height='{height - TOP + 2}' fill='{PALE}'/>"


def _drawn_bar(step: Step, lane: int, scale: _Scale, own: bool) -> str:
    y, period = TOP + lane * LANE + 4, step.period
    color = OWN if own else AVENANT if step.avenant else OTHER
    said = f"{show_date_numeric(period.debut)} – {show_date_numeric(period.fin)}{f' : {step.tie}' if step.tie else ''}"
    bold = "font-weight='bold'" if own else ""
    return (
        _text(GUTTER, y + 15, step.name, bold)
        + f"<rect x='{scale.x(period.debut)}' y='{y}' width='{scale.width(period)}' height='16' rx='2' fill='{color}'/>"
        + _under(period, y, scale, said, "#666666")
    )


def _missing(missing: Sequence[Period], lane: int, scale: _Scale) -> Iterator[str]:
    y = TOP + lane * LANE + 4
    for index, hole in enumerate(missing):
        if not index:
            yield _text(GUTTER, y + 15, "rien", f"fill='{RED}' font-weight='bold'")
        x, width = scale.x(hole.debut), scale.width(hole)
        yield f"<rect x='{x}' y='{y}' width='{width}' height='16' rx='2' fill='{RED}'/>"
        said = f"{show_date_numeric(hole.debut)} – {show_date_numeric(hole.fin)}"
        yield _under(hole, y, scale, said, RED)


def _under(period: Period, y: int, scale: _Scale, said: str, color: str) -> str:
    """A few words below a bar, from its start; to its end where they would leave the picture."""
    start = scale.x(period.debut)
    room = MARGIN + BREADTH - start >= 7 * len(said)
    place = start if room else start + scale.width(period)
    anchor = "" if room else "text-anchor='end'"
    return _text(place, y + 30, said, f"font-size='11' fill='{color}' {anchor}")


def _text(x: float, y: float, said: str, style: str = "") -> str:
    return f"<text x='{x}' y='{y}' {style.strip()}>{escape(said)}</text>".replace(" >", ">")
