"""What a failure of the network of figures says, whatever the rule whose kind of relation it is."""

from __future__ import annotations

from ..figures.network import Failure
from ..figures.relation import Kind, Relation, written
from ..finding import Severity
from ..part import Passage
from ..statements.arithmetic import probable_cause, rounded
from .rewritten import Fixed, refigured
from .rule import Report, Where

HUNDRED = 100


def wrong_figures(failure: Failure) -> Report:
    """The relation that does not hold, the number that is likeliest wrong, and all that bears on it."""
    told, fault = failure.told, failure.fault
    result = told.result
    message = f"{told.words} = {written(told.made, result.unit)}, et non {result.where.text}"
    if told.kind is Kind.WHOLE:
        message = f"{told.words} = {written(HUNDRED - told.made + result.value, '%')}, et non 100\u00a0%"
    cause = probable_cause(rounded(fault.value), rounded(failure.meant)) if fault.unit == "€" else ""
    hint = f"écrivez {written(failure.meant, fault.unit)}, ou corrigez un autre terme du calcul"
    related: tuple[tuple[Where, str], ...] = tuple(
        (where, f"« {where.text} »") for where in dict.fromkeys(_others(failure)) if where != fault.where
    )
    return Report(
        fault.where,
        message + (f" ; {cause}" if cause else ""),
        hint,
        fault.where.text,
        written(failure.meant, fault.unit),
        related,
        _severity(failure.relations),
        _fix(failure),
    )


def _fix(failure: Failure) -> tuple[Fixed, ...]:
    """The number that it should be, where no other can be wrong."""
    where = failure.fault.where
    fixed = refigured(where, failure.meant, failure.fault.unit) if isinstance(where, Passage) else None
    return (fixed,) if fixed and failure.certain else ()


def _others(failure: Failure) -> list[Where]:
    return [claim.where for relation in failure.relations for claim in relation.numbers]


def _severity(relations: tuple[Relation, ...]) -> Severity:
    return Severity.ERREUR if any(one.sure for one in relations) else Severity.ALERTE
