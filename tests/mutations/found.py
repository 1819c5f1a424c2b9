"""Whether the check has seen a change: a new error or alert that concerns the place or the words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from actes.finding import Finding, Severity

from . import marks
from .mutants import Mutant

NEWLINE = "\n"
STRUCTURE = ("numéro d’article", "article supprimé", "titre répété")


def grave(findings: Iterable[Finding]) -> list[Finding]:
    """The errors and alerts."""
    return [f for f in findings if f.severity is not Severity.CONSEIL]


def _flat(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f|]+", " ", text.replace("’", "'").replace(",00", "")).lower()


def said(finding: Finding) -> str:
    """Everything that a finding says and shows."""
    related = " ".join(f"{one.says} {one.excerpt}" for one in finding.related)
    return _flat(f"{finding.message} {finding.excerpt} {related}")


def new(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """What the check says of the mutant and did not say of the act."""
    known = Counter((f.code, f.message) for f in grave(before))
    fresh = []
    for finding in grave(after):
        key = (finding.code, finding.message)
        known[key] -= 1
        if known[key] < 0:
            fresh.append(finding)
    return fresh


def concerns(finding: Finding, mutant: Mutant) -> bool:
    """Whether a finding stands where the change is, or names what changed."""
    if mutant.kind in STRUCTURE and finding.code.startswith("REF"):
        return True
    words = said(finding)
    return _around(mutant) in words or any(_alone(needle, words) for needle in needles(mutant))


def _around(mutant: Mutant) -> str:
    """The changed words with a few characters of those around."""
    old = mutant.act.files[mutant.file].text
    left, right = old[max(0, mutant.start - 9) : mutant.start], old[mutant.end : mutant.end + 5]
    if "\n" not in left:
        left = left[left.find(" ") + 1 :]  # whole words
    return _flat(f"{left.rpartition(NEWLINE)[2]}{mutant.after}{right.partition(NEWLINE)[0]}").strip()


def needles(mutant: Mutant) -> set[str]:
    """The changed value, old and new, as a finding may write it."""
    old, new_text = mutant.act.files[mutant.file].text, mutant.text
    found: set[str] = set()
    for text in (old, new_text):
        for mark in marks.dates(text):
            if mark.start <= mutant.start <= mark.end:
                found |= {_flat(text[slice(mark.parts["day"][0], mark.end)])}
                found |= {f"{mark.value:%d/%m/%Y}"} if mark.value else set()
        found |= {f"{_flat(text[m.start : m.end])} %" for m in marks.percents(text) if m.start <= mutant.start < m.end}
        found |= {
            f"{sign}{_flat(text[m.start : m.end])}"
            for m in marks.percents(text)
            if m.start <= mutant.start < m.end
            for sign in ("(", "+ ")
        }
        found |= {_flat(text[m.start : m.end]) for m in marks.amounts(text) if m.start <= mutant.start < m.end}
    if len(mutant.after) > 3:
        found |= {_flat(mutant.after), _flat(mutant.before)}
    return {needle for needle in found if len(needle) > 2}


def _alone(needle: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", words) is not None
