"""What a filter is, and how it refuses a value it has no words for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NoReturn

from ...frozen import frozen
from ..durations import Duration
from ..money import Amount
from ..percent import Percent
from ..periods import Period
from ..text import quoted

_NAMES = (
    (str, "un texte"),
    (bool, "oui ou non"),
    (int, "un nombre"),
    (date, "une date"),
    (Amount, "un montant"),
    (Percent, "un pourcentage"),
    (Duration, "une durée"),
    (Period, "une période"),
    (tuple, "une liste"),
)


@frozen
class Filter:
    """A filter of prose: `{{ montant | en_lettres }}`.

    `theme` groups filters in the manual; `doc` says in French what it does; `example` is a tag that uses it, with the
    facts of `manual.SAMPLES`, and `result` what it gives. `spelled`: it writes numbers in words.
    """

    name: str
    function: Callable[..., str]
    theme: str
    doc: str
    example: str
    result: str
    spelled: bool = False

    def __call__(self, *args: object, **named: object) -> str:
        return self.function(*args, **named)

    def with_spelling(self, spelling: str) -> Filter:
        """The same filter, writing numbers with that spelling."""
        return replace(self, function=partial(self.function, spelling=spelling)) if self.spelled else self


def prose_filter(theme: str, doc: str, example: str, result: str) -> Callable[[Callable[..., str]], Filter]:
    """Make a filter of a function; the filter takes its name. A `spelling` keyword means that it writes numbers."""

    def declare(function: Callable[..., str]) -> Filter:
        name = function.__name__
        spelled = "spelling" in (function.__kwdefaults__ or {})
        return Filter(name, function, theme, doc, f"{{{{ {example} | {name} }}}}", result, spelled)

    return declare


def unsuited(value: object, expected: str) -> NoReturn:
    """Refuse a value: ValueError, in French, that says what is expected and what came."""
    if value is None:
        raise ValueError("cette donnée n'est pas renseignée")
    kind = next((name for cls, name in _NAMES if isinstance(value, cls)), "cette donnée")
    came = f"{kind} ({quoted(value)})" if isinstance(value, str) else kind
    raise ValueError(f"il faut {expected}, pas {came}")
