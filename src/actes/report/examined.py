"""What `check` says: act by act, the verdict, one line a finding, worst first; then the same with all that helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..finding import Finding, Severity
from ..values.text import on_one_line
from .text import NOTHING, brief, counted, finding_text, verdict, verdict_of, worst_first

NAMED = 10  # acts with nothing found that are named rather than counted


class Examined(Protocol):
    """An act that was checked: how to call it, and what was found."""

    @property
    def name(self) -> str: ...

    @property
    def findings(self) -> Sequence[Finding]: ...


def examined_texts(acts: Iterable[Examined], *, short: bool = False, offer: bool = False) -> Iterator[str]:
    """Every act under its name, told as they come; `short`: without the details; `offer`: with how to correct.

    Acts with nothing found are told together in one line, a single one aside; what all come to is the last line.
    """
    count: Counter[Severity] = Counter()
    told, quiet, names = 0, 0, list[str]()
    for act in acts:
        if act.findings:
            count += counted(act.findings)
            told += 1
            yield "\n".join(_lines(act, short, offer))
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


def _lines(act: Examined, short: bool, offer: bool) -> Iterator[str]:
    found = worst_first(act.findings)
    yield f"{_title(act.name)}\n\n{verdict(found)}\n"
    yield from map(brief, found)
    if not short:
        yield "\nLe détail"
        yield from (f"\n{finding_text(finding)}" for finding in found)
    certain = sum(len(one.fix) for one in found if not one.waived) if offer else 0
    if certain:
        yield f"\nCorrections certaines : {certain}, à voir une par une avec --fix"
