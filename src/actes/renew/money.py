"""Costs, shares, payments, budget: prices stay, to confirm; days and years move; printed totals go."""

from __future__ import annotations

from ..model.acte import Acte
from ..model.funding import Cout, Financement
from ..model.settling import price
from ..values.dates import show_date_numeric
from ..values.periods import Period
from .draft import YEAR, Draft
from .shift import Shift

PRICE = "prix de la période précédente : est-ce celui de la nouvelle ?"


def money(draft: Draft, act: Acte, shift: Shift | None, own: Period | None) -> None:
    """All that `financement` states; `own` is the new period."""
    funding = act.financement
    if funding is None:
        return
    _costs(draft, funding)
    _shares(draft, funding)
    if shift is not None:
        _payments(draft, funding, shift)
        if own is not None and act.periode is not None:
            _late(draft, funding, shift, act.periode.period, own)
        _budget(draft, funding, shift)


def _costs(draft: Draft, funding: Financement) -> None:
    for path, cost in funding.couts.items():
        whole = f"financement.{path}"
        if path == "cout_total" and funding.cout_annuel is not None:
            draft.remove(whole, str(cost.ttc or cost.ht or cost.montant), "calculé d'après le coût annuel")
            continue
        stated = [name for name in ("ht", "ttc", "montant") if getattr(cost, name) is not None]
        taxed = stated == ["ht", "ttc"] and (cost.tva or funding.tva) is not None
        if taxed and price(Cout(ht=cost.ht, tva=cost.tva), funding.tva).ttc == cost.ttc:
            draft.remove(f"{whole}.ttc", str(cost.ttc), "calculé d'après le montant hors taxes")
            stated = ["ht"]
        for name in stated:
            shown = str(getattr(cost, name)).replace("\u00a0", " ")
            label = f"{cost.libelle} : " if cost.libelle else ""
            # a cost written by its amount alone has no key of its own
            field = f"{whole}.{name}" if (cost.ht or cost.ttc) else whole
            draft.confirm(field, f"{label}{PRICE}", shown)


def _shares(draft: Draft, funding: Financement) -> None:
    if funding.repartition:
        listed = any(part.ht or part.montant for part in funding.repartition.values())
        what = "les payeurs et leurs montants sont-ils" if listed else "les payeurs sont-ils"
        motif = f"{what} encore les mêmes ? ({len(funding.repartition)} lignes)"
        draft.confirm("financement.repartition", motif)


def _payments(draft: Draft, funding: Financement, shift: Shift) -> None:
    for label, payment in funding.echeances.items():
        path, when = f"financement.echeances.{label}.quand", payment.quand
        if when.date is not None:
            new = shift.day(when.date)
            draft.put(path, new.isoformat(), show_date_numeric(when.date), show_date_numeric(new))
        elif when.mois is None and YEAR.search(when.texte):
            draft.confirm(path, "date de l'échéance : à jour ?", when.texte)
        elif when.mois is not None:
            month = shift.month(when.mois)
            draft.put(path, f"{month.annee}-{month.mois:02}", str(when.mois), str(month))
        for name in [one for one in ("ht", "montant") if getattr(payment, one) is not None][:1]:
            shown = str(getattr(payment, name)).replace("\u00a0", " ")
            draft.confirm(f"financement.echeances.{label}.{name}", "montant fixé de l'échéance", shown)


def _late(draft: Draft, funding: Financement, shift: Shift, old: Period, own: Period) -> None:
    """Payments that fell within the period and, moved, fall after the new one, which is shorter."""
    for label, payment in funding.echeances.items():
        day, month = payment.quand.date, payment.quand.mois
        before, new = day or (month.debut if month else None), shift.month(month) if month else None
        after = shift.day(day) if day else new.debut if new else None
        if before and after and before <= old.fin and after > own.fin:
            motif = f"échéance après la fin de la période ({show_date_numeric(own.fin)}) : à quelle date ?"
            shown = show_date_numeric(after) if day else str(new)
            draft.confirm(f"financement.echeances.{label}.quand", motif, shown)


def _budget(draft: Draft, funding: Financement, shift: Shift) -> None:
    if funding.budget is None:
        return
    if YEAR.search(funding.budget.nom):
        draft.confirm("financement.budget.nom", "année dans le nom du budget : à jour ?", funding.budget.nom)
    moved = tuple(map(shift.year, funding.budget.exercices))
    old, new = (", ".join(map(str, years)) for years in (funding.budget.exercices, moved))
    if moved != funding.budget.exercices:
        draft.put("financement.budget.exercices", [str(year) for year in moved], old, new)
