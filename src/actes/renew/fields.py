"""Identity, signature, period, texts cited, money, follow-up: what moves, what is cleared, what is to confirm."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ..frozen import frozen
from ..model.accounts import price
from ..model.acte import Acte, Reference
from ..model.edits import Put
from ..model.funding import Cout, Financement
from ..values.dates import YearMonth, show_date_numeric
from ..values.dateshift import add
from ..values.durations import Duration, Unit
from ..values.periods import Period
from .choices import Choices
from .draft import YEAR, Change, Draft


@frozen
class Shift:
    """How far a period moved: a number of months where its first day has the same quantième, else a number of days.

    >>> period = Period.from_text("2025-01-01 / 2026-12-31")
    >>> two_years = Shift.between(period, period.next_period())
    >>> str(two_years.day(date(2026, 1, 31))), str(two_years.month(YearMonth(2026, 1))), two_years.year(2025)
    ('2028-01-31', 'janvier\\xa02028', 2027)
    """

    months: int
    days: int
    years: int

    @classmethod
    def between(cls, old: Period, new: Period) -> Shift:
        apart = 12 * (new.debut.year - old.debut.year) + new.debut.month - old.debut.month
        same = apart > 0 and add(old.debut, Duration(apart, Unit.MOIS)) == new.debut
        years = new.debut.year - old.debut.year
        return cls(apart, 0, years) if same else cls(0, (new.debut - old.debut).days, years)

    def day(self, day: date) -> date:
        """The last day of a month stays the last one: 28 February 2027 becomes 29 February 2028."""
        if self.days or not self.months:
            return day + timedelta(days=self.days)
        moved = add(day, Duration(self.months, Unit.MOIS))
        if self.months % 12 == 0 and day.day == monthrange(day.year, day.month)[1]:
            return moved.replace(day=monthrange(moved.year, moved.month)[1])
        return moved

    def month(self, month: YearMonth) -> YearMonth:
        moved = self.day(month.debut)
        return YearMonth(moved.year, moved.month)

    def year(self, year: int) -> int:
        return year + self.years

    def period(self, period: Period) -> Period:
        """The same period later: as many months where it has a whole number of them."""
        start = self.day(period.debut)
        if period.duree.mois is not None:
            return Period.starting(start, period.duree)
        return Period(start, self.day(period.fin))


CLEARED = "propre à l'acte précédent"


def identity(draft: Draft, identifier: str, act: Acte, choices: Choices) -> None:
    """The number, and the act renewed or amended."""
    written = str(choices.numero).partition("\u00a0")[2].replace("\u00a0", " ")  # « 2026/512 » where the series says so
    draft.put("numero", written, act.numero.code, written)
    link, other = ("modifie", act.modifie) if choices.avenant else ("renouvelle", act.renouvelle)
    linked = (act.modifie or identifier) if choices.avenant else identifier
    draft.put(link, linked, other, linked, neighbour="objet_cite" if act.objet_cite else "objet")
    if choices.avenant and act.renouvelle:
        draft.remove("renouvelle", act.renouvelle, "un avenant ne renouvelle pas")


def signature(draft: Draft, act: Acte, choices: Choices) -> None:
    """The dates of signature: none, but for the act's own where it is given."""
    own = act.signature
    if choices.date is not None:
        shown = show_date_numeric(choices.date)
        before = show_date_numeric(own.date) if own.date else ""
        draft.put("signature.date", choices.date.isoformat(), before, shown, neighbour="lieu")
    elif own.date is not None:
        alone = not own.lieu and not own.par
        draft.remove("signature" if alone else "signature.date", show_date_numeric(own.date), CLEARED)
    if act.date is not None:
        draft.remove("date", show_date_numeric(act.date), CLEARED)
    if act.convention is not None and act.convention.signature.date is not None:
        signed = act.convention.signature
        path = "convention.signature" if not signed.lieu else "convention.signature.date"
        draft.remove(path, show_date_numeric(act.convention.signature.date), "chacun date sa signature")


def period(draft: Draft, act: Acte, new: Period | None) -> None:
    """The period: as the entry states it, by its end or by its duration."""
    if new is None:
        return
    stated = act.periode
    before = str(stated.period) if stated else ""
    if stated is None:
        tree = {"debut": new.debut.isoformat(), "fin": new.fin.isoformat()}
        draft.put("periode", tree, "", str(new), neighbour="signature")
        return
    draft.edits.append(Put("periode.debut", new.debut.isoformat()))
    if before != str(new):
        draft.changes.append(Change("periode", before, str(new)))
    lasts = stated.duree is not None and Period.starting(new.debut, stated.duree) == new
    if not lasts or stated.fin is not None:
        draft.edits.append(Put("periode.fin", new.fin.isoformat(), "" if lasts else "debut"))
    if not lasts and stated.duree is not None:
        draft.remove("periode.duree", str(stated.duree), "la durée n'est plus la même")


def references(draft: Draft, act: Acte, shift: Shift | None, own: Period | None, *, only: str | None = None) -> None:
    """Texts cited with a period, a framework contract most often: moved with the act's, and to confirm.

    One that covers the new period too stays as it is. `only`: the words of an avenant, which needs no other text.
    """
    unused = [label for label in act.references if only is not None and f"references.{label}" not in only]
    if unused and len(unused) == len(act.references):
        draft.remove("references", ", ".join(unused), "l'avenant ne les cite pas", comment=True)
        return
    for label, text in act.references.items():
        if label in unused:
            draft.remove(f"references.{label}", text.titre, "l'avenant ne le cite pas")
        else:
            _reference(draft, act, f"references.{label}", text, shift, own)


def _reference(draft: Draft, act: Acte, path: str, text: Reference, shift: Shift | None, own: Period | None) -> None:
    if YEAR.search(text.titre) and text.periode is not None:
        draft.confirm(f"{path}.titre", "année dans ce titre : à jour ?", text.titre)
    if text.periode is None and text.date is not None and act.of_its_time(text.date):
        question = f"{text.titre} : à quelle date, pour le nouvel acte ?"
        draft.confirm(f"{path}.date", question, show_date_numeric(text.date))
    if text.periode is None or (own is not None and text.periode.period.contains(own)):
        return
    if shift is not None:
        new = shift.period(text.periode.period)
        draft.edits.append(Put(f"{path}.periode.debut", new.debut.isoformat()))
        if text.periode.fin is not None:
            draft.edits.append(Put(f"{path}.periode.fin", new.fin.isoformat()))
        draft.changes.append(Change(f"{path}.periode", str(text.periode.period), str(new)))
        draft.confirm(f"{path}.periode", f"{text.titre} : une période qui suit est-elle conclue ?", str(new))
    if text.date is not None:
        question = f"{text.titre} : est-ce encore le même, à la même date ?"
        draft.confirm(f"{path}.date", question, show_date_numeric(text.date))


OF_THE_FORMER: Mapping[str, str] = {
    "origine": "fichiers dont l'acte précédent est repris",
    "suivi": "transmission et publication de l'acte précédent",
    "ecarts_acceptes": "acceptés pour l'acte précédent",
    "a_confirmer": "à confirmer dans l'acte précédent",
}


def follow_up(draft: Draft, act: Acte, present: Sequence[str]) -> None:
    """What happened after the signature of the former act, what was accepted or to confirm in it."""
    for name in present:
        draft.remove(name, "", OF_THE_FORMER[name], comment=True)
    if act.jour is None:
        draft.warnings.append("l'acte précédent n'a pas de date : est-il signé ? (actes record)")
    if act.unconfirmed:
        draft.warnings.append(f"l'acte précédent a encore {len(act.unconfirmed)} valeur(s) à confirmer")


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
        listed = any(part.ht or part.ttc or part.montant for part in funding.repartition.values())
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
        for name in [one for one in ("ht", "ttc", "montant") if getattr(payment, one) is not None][:1]:
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
