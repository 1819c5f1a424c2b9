"""What `check` says: act by act, what is to be corrected first, then what is to be read again, then the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..finding import Finding, Severity
from ..values.text import on_one_line
from .text import COUNTS, NOTHING, counted, finding_text, verdict, verdict_of

NAMED = 10  # acts with nothing found that are named rather than counted


class Examined(Protocol):
    """An act that was checked: how to call it, and what was found."""

    @property
    def name(self) -> str: ...

    @property
    def findings(self) -> Sequence[Finding]: ...


def examined_texts(acts: Iterable[Examined]) -> Iterator[str]:
    """Every act under its name, its findings by severity in reading order, its verdict last; told as they come.

    Acts with nothing found are told together in one line, a single one aside; what all come to is the last line.
    """
    count: Counter[Severity] = Counter()
    told, quiet, names = 0, 0, list[str]()
    for act in acts:
        if act.findings:
            count += counted(act.findings)
            told += 1
            yield "\n".join(_lines(act))
        else:
            quiet += 1
            names = [*names, on_one_line(act.name)][: NAMED + 1]
    if quiet == 1 and not told:
        yield f"{_title(names[0])}\n\n{verdict_of(count)}"
    elif quiet:
        where = f"{quiet} actes" if quiet > NAMED else ", ".join(names)
        yield f"{NOTHING.replace(' (', f' dans {where} (')}"
    if told and told + quiet > 1:
        yield f"Au total : {verdict_of(count)}"


def _title(name: str) -> str:
    name = on_one_line(name)
    return f"{name}\n{'=' * len(name)}"


def _lines(act: Examined) -> Iterator[str]:
    yield _title(act.name)
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
