"""A correction on a screen, before it is made: the words as they are and as they will be, with some of those around."""

from __future__ import annotations

from ..finding import Finding, Fix
from ..mending import changed
from ..values.text import on_one_line
from .text import human_place

AROUND = 45  # characters shown on each side of what changes


def correction_text(finding: Finding, fix: Fix, shown: str, before: str, after: str) -> str:
    """What is corrected, where, and the two lines.

    >>> from actes.finding import Severity, Spot
    >>> found = Finding("FOR101", "date-mal-ecrite", Severity.CONSEIL, "…")
    >>> fix = Fix("1 janvier", "1er janvier", Spot(0, 0, 0, 0), document="convention", place="article 1er")
    >>> print(correction_text(found, fix, "registry/a.yaml, ligne 3", "le 1 janvier 2024", "le 1er janvier 2024"))
    Convention, article 1er : FOR101 date-mal-ecrite
    registry/a.yaml, ligne 3
      - le 1 janvier 2024
      + le 1er janvier 2024
    """
    old, new = around(before, after)
    what = f"{human_place(fix.document, fix.place)} : {finding.code} {finding.name}"
    return f"{what}\n{on_one_line(shown)}\n  - {old}\n  + {new}"


def around(before: str, after: str) -> tuple[str, str]:
    """Both lines with what changes and some words on each side."""
    before, after = " ".join(before.split()), " ".join(after.split())
    start, end, new = changed(before, after)
    first = before.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
    last = before.find(" ", min(len(before), end + AROUND))
    last = len(before) if last < 0 else last
    left, right = "… " if first else "", " …" if last < len(before) else ""
    head, tail = left + before[first:start], before[end:last] + right
    return on_one_line(head + before[start:end] + tail), on_one_line(head + new + tail)


def corrected_text(number: int, left: str, path: str) -> str:
    """What was written in a file, and what the check says now.

    >>> corrected_text(2, "Forme : 1", "registry/a.yaml")
    '2 corrections écrites dans registry/a.yaml ; reste : Forme : 1'
    """
    written = "1 correction écrite" if number == 1 else f"{number} corrections écrites"
    return f"{written} dans {path} ; reste : {left}"
