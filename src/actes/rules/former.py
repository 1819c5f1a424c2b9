"""Codes and names that rules had, and the code of the rule that says the same now (`former.txt`).

An acceptance keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..packaged import packaged

_LINES = [line.split(" | ") for line in packaged(__spec__, "former.txt").splitlines() if not line.startswith("#")]
FORMER: Mapping[str, tuple[str, str]] = {code: (name, now) for code, name, now in _LINES if code}
RENAMED: Mapping[str, str] = {name: now for code, name, now in _LINES if not code}  # of a code that is still there
