"""Findings for a program: one stable JSON object, keys that do not apply are null."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..finding import Finding, Related, Severity
from ..place import Place

VERSION = 1


def report(findings: Iterable[Finding]) -> str:
    """The JSON text, to be written in UTF-8 whatever the terminal.

    >>> print(report([]))  # doctest: +ELLIPSIS
    {
      "version": 1,
      "findings": [],
      "summary": {
        "erreur": 0,
    ...
        "verdict": "rien-releve"
      }
    }
    """
    ordered = sorted(findings, key=Finding.sort_key)
    whole = {"version": VERSION, "findings": [_finding(finding) for finding in ordered], "summary": _summary(ordered)}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint or None,
        "source": finding.source or None,
        "document": finding.document,
        "where": _where(finding.where),
        "excerpt": finding.excerpt or None,
        "found": finding.found,
        "expected": finding.expected,
        "related": [_related(other) for other in finding.related],
        "waived": dataclasses.asdict(finding.waived) if finding.waived else None,
    }


def _related(other: Related) -> Mapping[str, Any]:
    return {
        "document": other.document,
        "where": _where(other.where),
        "excerpt": other.excerpt or None,
        "says": other.says,
    }


def _where(place: Place | None) -> Mapping[str, Any] | None:
    return dataclasses.asdict(place) if place is not None else None


def _summary(findings: Sequence[Finding]) -> Mapping[str, Any]:
    count = Counter(finding.severity for finding in findings if not finding.waived)
    waived = len(findings) - count.total()
    return {**{s.value: count[s] for s in Severity}, "waived": waived, "verdict": _verdict(count)}


def _verdict(count: Counter[Severity]) -> str:
    if count[Severity.ERREUR]:
        return "a-corriger"
    return "a-relire" if count.total() else "rien-releve"
