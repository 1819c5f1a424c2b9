"""What a failure of the network of figures says, whatever the rule whose kind of relation it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import Claim
from ..context import Context
from ..figures.network import Failure, wrong
from ..figures.relation import Kind, Relation, written
from ..finding import Severity
from ..part import Passage
from ..statements.arithmetic import probable_cause, rounded
from .rewritten import Fixed, refigured
from .rule import Report, Where

HUNDRED = 100


MANY, SHOWN = 8, 3  # numbers of a relation, and how many of so many are places to look at


def reported(context: Context, *kinds: Kind) -> Iterator[Report]:
    """What is told of the failures of some kinds."""
    return (wrong_figures(failure) for failure in wrong(context) if failure.told.kind in kinds)


def wrong_figures(failure: Failure) -> Report:
    """The relation that does not hold, the number that is likeliest wrong, and all that bears on it."""
    told, fault = failure.told, failure.fault
    result = told.result
    message = f"{told.words} = {written(told.made, result.unit)}, et non {result.where.text}"
    if told.kind is Kind.WHOLE:
        message = f"{told.words} = {written(HUNDRED - told.made + result.value, '%')}, et non 100\u00a0%"
    label = f"« {' '.join(fault.of.split())} » : " if fault.of else ""
    cause = probable_cause(rounded(fault.value), rounded(failure.meant)) if fault.unit in {"€", ""} else ""
    said = filter(None, (label + message, _forgotten(told) or cause, told.note))
    hint = f"écrivez {written(failure.meant, fault.unit)}, ou corrigez un autre terme du calcul"
    related: tuple[tuple[Where, str], ...] = tuple(
        (where, f"« {where.text} »") for where in dict.fromkeys(_others(failure)) if where != fault.where
    )
    return Report(
        fault.where,
        " ; ".join(said),
        hint,
        fault.where.text,
        written(failure.meant, fault.unit),
        related,
        _severity(failure),
        _fix(failure),
    )


def _forgotten(told: Relation) -> str:
    """A line counted twice, or left out."""
    gap = told.made - told.result.value
    for one in told.terms if told.kind is Kind.COLUMN else ():
        if one.value == abs(gap):
            how = "oublie peut-être" if gap > 0 else "compte peut-être deux fois"
            return f"le total {how} « {one.of} » ({written(one.value, one.unit)})"
    return ""


def _fix(failure: Failure) -> tuple[Fixed, ...]:
    """The number that it should be, where no other can be wrong."""
    where = failure.fault.where
    fixed = refigured(where, failure.meant, failure.fault.unit) if isinstance(where, Passage) else None
    return (fixed,) if fixed and failure.certain else ()


def _others(failure: Failure) -> Iterator[Where]:
    for relation in failure.relations:
        several = len(relation.numbers) > MANY
        numbers: tuple[Claim, ...] = (*relation.terms[:SHOWN], relation.result) if several else relation.numbers
        yield from (claim.where for claim in numbers)


def _severity(failure: Failure) -> Severity:
    return Severity.ERREUR if any(one.sure and failure.mends(one) for one in failure.relations) else Severity.ALERTE
