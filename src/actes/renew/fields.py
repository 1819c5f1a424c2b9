"""Identity, signature, period, texts cited, follow-up: what moves, what is cleared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.acte import Acte, Reference
from ..model.edits import Put
from ..values.dates import show_date_numeric
from ..values.periods import Period
from .choices import Choices
from .draft import YEAR, Change, Draft
from .shift import Shift

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
