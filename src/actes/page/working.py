"""What may take minutes, done aside: its screen says what is done and what is left, and every other screen answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock, Thread
from typing import TypeVar, cast

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ..tasks.importing import Begins

screens = Blueprint("working", __name__)
PATIENCE = 2.0  # seconds in which most of it is done
Shown = str | Response
T = TypeVar("T")


@dataclass(slots=True)
class Work:
    """One long work: the step it is at, how far; then the screen of what came of it."""

    title: str
    what: str = ""
    total: int = 0
    done: int = 0
    last: str = ""
    ended: Callable[[], Shown] | None = None
    seen: bool = False

    def begins(self, what: str, total: int) -> Callable[[str], None]:
        """A step of it; what is given back is told each thing that is done."""
        self.what, self.total, self.done = what, total, 0
        return self.step

    def step(self, name: str) -> None:
        self.done, self.last = self.done + 1, name


@dataclass(slots=True)
class Works:
    """The last long work; one at a time."""

    last: Work | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def told(self) -> Work | None:
        """The work that goes on, or whose end nobody has seen."""
        return self.last if self.last is not None and not self.last.seen else None

    def start(self, title: str, do: Callable[[Begins], T], shown: Callable[[T], Shown]) -> Shown:
        """Begin a work: what came of it where it is quick, else the screen that says how far it is."""
        with self._lock:
            if self.last is not None and self.last.ended is None:
                abort(429)
            self.last = work = Work(title)
        thread = Thread(target=_run, args=(work, do, shown), name="actes work", daemon=True)
        thread.start()
        thread.join(PATIENCE)
        return _shown(work) if work.ended is not None else redirect(url_for("working.progress"), 303)


def _run(work: Work, do: Callable[[Begins], T], shown: Callable[[T], Shown]) -> None:
    """Do it; what goes wrong is raised to who asks for what came of it."""
    try:
        work.ended = partial(shown, do(work.begins))
    except BaseException as error:  # kept for the screen, which says it
        work.ended = partial(_again, error)


def _again(error: BaseException) -> Shown:
    raise error


def _shown(work: Work) -> Shown:
    work.seen = True
    return work.ended() if work.ended is not None else ""


def works() -> Works:
    return cast(Works, current_app.extensions["works"])


@screens.get("/en-cours")
def progress() -> Shown:
    """How far the work is, asked again by itself; then what came of it."""
    work = works().last
    if work is None:
        return redirect(url_for("home.home"))
    if work.ended is not None:
        return _shown(work)
    answer = make_response(render_template("working.html", work=work))
    answer.headers["Refresh"] = "1"
    return answer
