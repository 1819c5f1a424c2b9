"""What `check` says: act by act, what is to be corrected first, then what is to be read again, then the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..finding import Finding, Severity
from .text import COUNTS, finding_text, verdict


class Examined(Protocol):
    """An act that was checked: how to call it, and what was found."""

    @property
    def name(self) -> str: ...

    @property
    def findings(self) -> Sequence[Finding]: ...


def examined_text(acts: Iterable[Examined]) -> str:
    """Every act under its name, its findings by severity in reading order, its verdict last."""
    return "\n\n".join("\n".join(_lines(act)) for act in acts)


def _lines(act: Examined) -> Iterator[str]:
    yield act.name
    yield "=" * len(act.name)
    for severity in Severity:
        found = [f for f in act.findings if f.severity is severity and not f.waived]
        if found:
            yield f"\n{COUNTS[severity]}"
            yield from (f"\n{finding_text(finding)}" for finding in found)
    accepted = [f for f in act.findings if f.waived]
    if accepted:
        yield "\nAccepté"
        yield from (f"\n{finding_text(finding)}" for finding in accepted)
    yield f"\n{verdict(act.findings)}"
