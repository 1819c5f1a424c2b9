"""One cause, one finding: what a stronger report of the same family already says becomes its evidence.

No rule keeps quiet for another: each says what it sees, and this alone decides which is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .finding import Severity
from .part import Field, Passage
from .rules import Report, Rule
from .rules.rule import Where

# Rules whose codes are, or begin, so look at values of one sort: two of them on the same words have one cause.
FIGURES = frozenset({"MNT", "CAL", "PCT", "PRT", "TVA", "CPT", "BUD", "AID", "VOT", "AVE", "HAB", "SEU"})
FAMILIES: tuple[frozenset[str], ...] = (
    FIGURES,
    frozenset({"PER", "CHR", "MNT101"}),  # dates, and durations in figures and in words
    frozenset({"CIT"}),  # acts and laws
    frozenset({"NOM", "PAR", "SIG", "ADR", "IDE", "TRI"}),  # who
    frozenset({"REF"}),
)
_WEIGHT = {Severity.ERREUR: 2, Severity.ALERTE: 1, Severity.CONSEIL: 0}
Told = tuple[Rule, Report]


def one_cause_once(told: Iterable[Told]) -> list[Told]:
    """The reports that stand, the weaker ones of each cause among the places that bear on it."""
    kept: list[Told] = []
    for rule, report in sorted(told, key=_strength, reverse=True):
        index = next((n for n, other in enumerate(kept) if _covers(other, (rule, report))), None)
        if index is None:
            kept.append((rule, report))
        else:
            kept[index] = (kept[index][0], _with_evidence(kept[index][1], report))
    return kept


def _strength(one: Told) -> tuple[int, int, str]:
    rule, report = one
    severity = report.severity or rule.severity
    return _WEIGHT[severity], len(report.related), "".join(chr(0x10FFFF - ord(c)) for c in rule.code)


def _covers(one: Told, other: Told) -> bool:
    """Whether a report speaks of the very words at which a weaker one of its family stands.

    Of figures, the numbers that bear on one another are one cause; of names and dates, only the words at fault.
    """
    codes = [each.code for each, _ in (one, other)]
    family = next((some for some in FAMILIES if all(code[:3] in some or code in some for code in codes)), None)
    apart = one[0] is other[0] and family is FIGURES and one[1].where != other[1].where
    if family is None or apart:
        return False
    about = _about(one[1]) if family is FIGURES else [one[1].where]
    return any(_meets(where, other[1].where) for where in about)


def _about(report: Report) -> Iterator[Where]:
    yield report.where
    yield from (where for where, _ in report.related)


def _meets(one: Where, other: Where) -> bool:
    if isinstance(one, Passage) and isinstance(other, Passage):
        same = one.part is other.part and one.block == other.block
        return same and one.start < other.end and other.start < one.end
    if isinstance(one, Field) and isinstance(other, Field):
        return (one.owner, one.path) == (other.owner, other.path)
    return False


def _with_evidence(report: Report, weaker: Report) -> Report:
    """The weaker report as evidence of the stronger: its places, but for those that are there already."""
    known = set(_about(report))
    more = tuple(
        (where, says) for where, says in ((weaker.where, weaker.message), *weaker.related) if where not in known
    )
    return replace(report, related=(*report.related, *more))
