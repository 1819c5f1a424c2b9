"""Who represents whom in the new act: those in office, and whether that is to confirm."""

from __future__ import annotations

from datetime import date

from ..model.acte import Acte
from ..model.collectivite import council_since
from ..model.links import OWN
from ..model.people import Representant, in_office
from ..model.register import Register
from ..values.dates import show_date
from ..values.periods import Period
from .draft import Change, Draft


def people(draft: Draft, act: Acte, register: Register, on: date, new: Period | None) -> None:
    """The head of the collectivity, who signs by delegation, who represents each party."""
    _head(draft, act, register, on)
    _deputies(draft, act, register, on)
    stated = [party.tiers for party in act.convention.parties] if act.convention else []
    for name in dict.fromkeys([*act.parties, *stated]):
        if name != OWN and register.tiers[name].representants:
            _representative(draft, act, register, name, on, new)


def _head(draft: Draft, act: Acte, register: Register, on: date) -> None:
    body = register.collectivite
    was, now = in_office(body.executif, act.jour), in_office(body.executif, on)
    if now is None:
        return  # loading says that nobody is in office
    _told(draft, "collectivite.executif", was, now)
    since = council_since(body, on) or council_since(None, on)
    if since is not None and (now.debut is None or now.debut < since[0]) and (now.debut or body.mandats):
        motif = f"le conseil a été renouvelé ({show_date(since[0])}) : en fonction depuis, à la même place ?"
        draft.confirm("collectivite.executif", motif.replace("\u00a0", " "), _named(now))


def _deputies(draft: Draft, act: Acte, register: Register, on: date) -> None:
    deputies = register.collectivite.delegataires
    stated = [("signature.par", act.signature.par)]
    if act.convention:
        stated += [(f"convention.parties[{n}].par", party.par) for n, party in enumerate(act.convention.parties)]
    for path, name in stated:
        if name in deputies and not deputies[name].in_office(on):
            draft.remove(path, _named(deputies[name]), "n'est plus en fonction")
            draft.confirm(path.rpartition(".")[0], f"{_named(deputies[name])} n'est plus en fonction : qui signe ?")


def _representative(draft: Draft, act: Acte, register: Register, name: str, on: date, new: Period | None) -> None:
    body = register.tiers[name]
    was, now = in_office(body.representants, act.jour), in_office(body.representants, on)
    path = f"tiers/{name}.representants"
    if now is None:
        draft.confirm(path, f"personne ne représente {body.nom} à cette date : complétez sa fiche")
        return
    _told(draft, path, was, now)
    if now.fin is None or (new is not None and now.fin < new.debut):
        who = "elle" if now.feminin else "il"
        draft.confirm(path, f"représente-t-{who} encore {body.nom} ?", _named(now))


def _told(draft: Draft, path: str, was: Representant | None, now: Representant) -> None:
    if was is not None and was != now:
        draft.changes.append(Change(path, _named(was), _named(now), "en fonction à la date du nouvel acte"))


def _named(person: Representant) -> str:
    return f"{person.prenom} {person.nom}, {person.titre}"
