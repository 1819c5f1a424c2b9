"""Findings for a program: one stable JSON object, keys that do not apply are null."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from textwrap import indent
from typing import Any

from ..finding import Finding, Severity
from ..place import Place
from ..values.text import visible

VERSION = 1


def pieces(groups: Iterable[Iterable[Finding]]) -> Iterator[str]:
    """The JSON text as groups of findings come (those of an act), each in the order in which a person corrects.

    Nothing is kept of what was written: a register has thousands of acts. It is in UTF-8 whatever the terminal.

    >>> print("".join(pieces([])))  # doctest: +ELLIPSIS
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
    count: Counter[Severity] = Counter()
    total = 0
    before = f'{{\n  "version": {VERSION},\n  "findings": ['
    for group in groups:
        for finding in sorted(group, key=Finding.sort_key):
            yield f"{before}\n{indent(json_text(finding_object(finding)), '    ')}"
            before, total = ",", total + 1
            count[finding.severity] += not finding.waived
    yield "\n  ]" if total else f"{before}]"
    yield f',\n  "summary": {indent(json_text(_summary(count, total)), "  ").lstrip()}\n}}'


def json_text(value: Mapping[str, Any]) -> str:
    """The JSON of a value; what would act on a screen is shown there too (see `visible`).

    >>> json_text({"path": "a\\x1b[2J\\u202e.txt"})
    '{\\n  "path": "a<U+001B>[2J<U+202E>.txt"\\n}'
    """
    return json.dumps(_visible(value), ensure_ascii=False, indent=2)


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(key): _visible(each) for key, each in value.items()}
    return [_visible(each) for each in value] if isinstance(value, (list, tuple)) else value


def finding_object(finding: Finding) -> Mapping[str, Any]:
    return {
        **_fields(finding, "code", "name", "severity", "message", "hint", "source", "document", "where", "excerpt"),
        "found": finding.found,
        "expected": finding.expected,
        "related": [_fields(other, "document", "where", "excerpt", "says") for other in finding.related],
        "fix": {"changes": [{**_fields(f, "document", "where", "words"), "by": f.by} for f in finding.fix]}
        if finding.fix
        else None,
        "waived": asdict(finding.waived) if finding.waived else None,
    }


def _fields(of: object, *names: str) -> Mapping[str, Any]:
    held = {name: getattr(of, name) or None for name in names}
    return {name: asdict(one) if isinstance(one, Place) else one for name, one in held.items()}


def _summary(count: Counter[Severity], total: int) -> Mapping[str, Any]:
    verdict = "a-corriger" if count[Severity.ERREUR] else "a-relire" if count.total() else "rien-releve"
    return {**{s.value: count[s] for s in Severity}, "waived": total - count.total(), "verdict": verdict}
