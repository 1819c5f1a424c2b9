"""What the screens stand on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import cast

from flask import abort, current_app, request
from jinja2.utils import LRUCache
from markupsafe import Markup

from ..frozen import frozen
from ..tasks.desk import Desk
from ..values.dates import parse_date


@frozen
class Office:
    """The desk, how to stop, and what to say of a defect of ours once it is kept for who mends it."""

    desk: Desk
    stop: Callable[[], None]
    defect: Callable[[BaseException], str]


def office() -> Office:
    return cast(Office, current_app.extensions["office"])


def desk_of(identifier: str) -> Desk:
    """The desk; 404 for what is no entry by its own name."""
    if identifier not in office().desk.warm.held().shelf:
        abort(404)
    return office().desk


def days_of(names: Iterable[str]) -> tuple[dict[str, date], dict[str, str]]:
    """The days that a form gives under these names, and why some cannot be read."""
    days, wrong = dict[str, date](), dict[str, str]()
    for name in names:
        if typed := request.values.get(name, "").strip():
            try:
                days[name] = parse_date(typed)
            except ValueError as error:
                wrong[name] = str(error)
    return days, wrong


MOST = 400  # parts: those of some thirty acts


class Kept:
    """The last parts drawn, by what they were drawn of."""

    def __init__(self) -> None:
        self._drawn = LRUCache(MOST)

    def __call__(self, draw: Callable[..., Markup], of: str, *given: Hashable) -> Markup:
        """What `draw` gives of a part of the act `of`."""
        key = (of, *given)
        made: Markup | None = self._drawn.get(key)
        if made is None:
            made = self._drawn[key] = draw(*given)
        return made
