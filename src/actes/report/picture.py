"""The timeline of a history as a picture (SVG): a bar for each act, a red band where nothing is in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..frozen import frozen
from ..history.steps import Step, holes
from ..values.dates import show_date_numeric
from ..values.markup import escape, quoteattr
from ..values.periods import Period

MARGIN, WIDTH, LANE, TOP, GUTTER = 190, 760, 44, 64, 24  # pixels
OWN, OTHER, AVENANT, RED, PALE, INK = "#1f5f8b", "#7fa8c4", "#a9c7a0", "#b3261e", "#fbe3e1", "#222222"
FONT = "font-family='Arial, Liberation Sans, sans-serif'"


@frozen
class _Scale:
    whole: Period

    def x(self, day: date) -> float:
        return round(MARGIN + (day - self.whole.debut).days * WIDTH / self.whole.jours, 1)

    def width(self, period: Period) -> float:
        return round(max(2.0, period.jours * WIDTH / self.whole.jours), 1)


def picture(identifier: str, steps: Sequence[Step]) -> bytes:
    """The picture in UTF-8; there is at least one step. The same history gives the same bytes."""
    years = range(min(s.period.debut for s in steps).year, max(s.period.fin for s in steps).year + 1)
    scale = _Scale(Period(date(years[0], 1, 1), date(years[-1], 12, 31)))
    missing = holes(steps)
    height = TOP + LANE * len(steps) + (LANE if missing else 0) + GUTTER
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{MARGIN + WIDTH + GUTTER}' height='{height}' role='img' "
        f"aria-label={quoteattr(f'Frise de {identifier}')} {FONT} font-size='13' fill='{INK}'>",
        "<rect width='100%' height='100%' fill='#ffffff'/>",
        _text(
            GUTTER, 26, f"{identifier} et les actes qui le précèdent ou le suivent", "font-size='16' font-weight='bold'"
        ),
        *(_band(hole, height, scale) for hole in missing),
        *_years(years, scale, height),
        *(_bar(step, lane, scale, step.identifier == identifier) for lane, step in enumerate(steps)),
        *_missing(missing, len(steps), scale),
        "</svg>",
    ]
    return "\n".join([*lines, ""]).encode()


def _years(years: Sequence[int], scale: _Scale, height: int) -> Iterator[str]:
    for year in years:
        x = scale.x(date(year, 1, 1))
        yield f"<rect x='{x}' y='{TOP - 14}' width='1' height='{height - TOP + 2}' fill='#cccccc'/>"
        yield _text(x + 4, TOP - 6, str(year), "fill='#666666'")


def _band(hole: Period, height: int, scale: _Scale) -> str:
    """Nothing is in force in these days: they are seen across the whole picture."""
    x, width = scale.x(hole.debut), scale.width(hole)
    return f"<rect x='{x}' y='{TOP - 14}' width='{width}' height='{height - TOP + 2}' fill='{PALE}'/>"


def _bar(step: Step, lane: int, scale: _Scale, own: bool) -> str:
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
    room = MARGIN + WIDTH - start >= 7 * len(said)
    place = start if room else start + scale.width(period)
    anchor = "" if room else "text-anchor='end'"
    return _text(place, y + 30, said, f"font-size='11' fill='{color}' {anchor}")


def _text(x: float, y: float, said: str, style: str = "") -> str:
    return f"<text x='{x}' y='{y}' {style.strip()}>{escape(said)}</text>".replace(" >", ">")
