"""What moves and what is asked of the money: totals, payments, credits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actes.model.edits import Put, Remove
from actes.values.durations import Duration
from renew.support import ACT, EPCI, copied, edit, entry, findings, new, renewed


def test_printed_totals_that_can_be_computed_go(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [Put("financement.cout_annuel.ttc", "23 460,00"), Put("financement.cout_total", {"ht": "39 100,00"})],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.cout_total is None
    assert act.financement.cout_annuel is not None
    assert act.financement.cout_annuel.ttc is None
    assert act.annexes[0].tableau is not None
    assert not act.annexes[0].tableau.imprime


def test_a_total_of_another_rate_stays_and_is_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(entry(registry), [Put("financement.cout_annuel", {"ht": "19 550,00", "ttc": "23 460,00", "tva": "20 %"})])
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.cout_annuel is not None
    assert act.financement.cout_annuel.ttc is None  # what the rate gives


def test_payments_on_a_day_and_listed_amounts(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    made = renewed(registry, "DEC2025-031")
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.echeances["intermediaire"].quand.date == date(2028, 1, 31)
    asked = {line.champ: line.motif for line in made.confirms}
    assert "les payeurs et leurs montants sont-ils encore les mêmes" in asked["financement.repartition"]


def test_a_payment_after_the_end_of_a_shorter_period_is_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    made = renewed(registry, ACT, duree=Duration.parse("1 an"))
    (line,) = [one for one in made.plan.confirms if one.champ == "financement.echeances.solde.quand"]
    assert "après la fin de la période (31/12/2027)" in line.motif
    assert line.valeur.replace("\u00a0", " ") == "janvier 2028"


def test_the_budget_of_the_same_year_is_no_leftover(tmp_path: Path) -> None:
    """Two acts of one year: the former for its first half, this one for the second."""
    registry = copied(tmp_path)
    edit(
        entry(registry),
        [
            Put("periode", {"debut": "2026-01-01", "fin": "2026-06-30"}),
            Put("financement.budget.exercices", ["2026"]),
            Remove("convention.signature.date"),
        ],
    )
    made = renewed(registry, ACT)
    act = new(registry, made)
    assert act.financement is not None
    assert act.financement.budget is not None
    assert act.financement.budget.exercices == (2026,)
    edit(made.path, [Remove("a_confirmer")])
    stale = [found.place for found in findings(registry, made.identifier, "REN102")]
    assert "fiche, « financement.budget.exercices »" not in stale
