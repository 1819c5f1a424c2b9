"""The act that this one renews, and which of its values should have moved.

The fields that move from an act to the next are read once (`_moving`). A value that the former act alone states is old
(`outdated`): days and years of its period, payments, prices, people out of office. One that both state was kept. Words
that both say with other figures have moved on (`moved_on`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..compose.cited import accounts_of, period_of
from ..context import Context
from ..frozen import frozen
from ..model.accounts import Accounts, Price
from ..model.acte import Acte
from ..model.people import Representant, in_office
from ..model.register import Register
from ..model.texts import Piece
from ..part import Field, Passage
from ..pattern import pattern
from ..values.dates import YearMonth, show_date_numeric
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.periods import Period
from ..values.text import comparable
from .chain import chain

OldValue = date | YearMonth | int | Amount | str


@frozen
class Former:
    """The former act: its identifier, its entry."""

    identifier: str
    act: Acte

    @property
    def period(self) -> Period | None:
        return period_of(self.act)

    @property
    def name(self) -> str:
        return f"l’acte {self.identifier}"


@frozen
class Kept:
    """A field that has the value it had in the former act: both places."""

    path: str
    what: str
    said: str
    where: Field
    before: Field


@frozen
class Moving:
    """A field that moves from an act to the next; `key` tells which of the other act it is."""

    key: str
    path: str
    what: str
    value: object


@frozen
class Old:
    """A value of the former act: what it was, where its entry states it."""

    value: OldValue
    what: str
    where: Field


@kept_on_it
def former(context: Context) -> Former | None:
    """The act renewed: the one that the entry names, else the last of the chain before it. None for an avenant."""
    register, entry = context.register, context.entry
    if register is None or entry is None or entry.modifie:
        return None
    if entry.renouvelle:
        act = register.actes.get(entry.renouvelle)
        return Former(entry.renouvelle, act) if act else None
    links = chain(context)
    before = [link for link in links[:-1] if links[-1].own and link.period.fin < links[-1].period.debut]
    if not before:
        return None
    act = register.actes.get(before[-1].identifier)
    return Former(before[-1].identifier, act) if act else None


def _moving(act: Acte) -> Iterator[Moving]:
    """Each field that moves from an act to the next, where the act states it."""
    stated = [(path, path, what, value) for path, what, value in _of_act(act)]
    for index, annexe in enumerate(act.annexes):
        for name, what, value in _of_piece(annexe.piece) if annexe.piece and annexe.label else ():
            key = f"annexes.{annexe.label}.{name.partition('[')[0]}"
            stated.append((key, f"annexes[{index}].piece.{name}", what, value))
    return (Moving(*one) for one in stated if one[-1] is not None)


def _of_act(act: Acte) -> Iterator[tuple[str, str, object]]:
    yield "periode", "période", period_of(act)
    yield "signature.date", "signature", act.signature.date
    if act.convention:
        yield "convention.signature.date", "signature de la convention", act.convention.signature.date
    for label, text in act.references.items():
        yield f"references.{label}.date", text.titre, text.date
        if text.periode is not None:
            yield f"references.{label}.periode", text.titre, text.periode.period
    if (money := act.financement) is None:
        return
    for path, cost in money.couts.items():
        for name in ("ht", "ttc", "montant"):
            yield f"financement.{path}.{name}", "coût", getattr(cost, name)
    if money.budget:
        yield "financement.budget.exercices", "crédits", money.budget.exercices
    for label, payment in money.echeances.items():
        yield f"financement.echeances.{label}.quand", "échéance", payment.quand.date or payment.quand.mois


def _of_piece(piece: Piece) -> Iterator[tuple[str, str, object]]:
    """What a piece of the next period says otherwise: its object, its days, its amounts."""
    yield "objet", "pièce jointe", piece.objet or None
    yield from ((f"dates.{name}", "pièce jointe", day) for name, day in piece.dates.items())
    yield from ((f"montants.{name}", "pièce jointe", amount) for name, amount in piece.montants.items())
    yield from ((f"jalons[{n}].date", "jalon de la pièce jointe", one.date) for n, one in enumerate(piece.jalons))


def kept_fields(context: Context) -> Iterator[Kept]:
    """The fields that should have moved and state what they stated in the former act."""
    past, entry = former(context), context.entry
    if past is None or entry is None:
        return
    before: dict[str, list[object]] = {}
    for one in _moving(past.act):
        before.setdefault(one.key, []).append(one.value)
    for one in _moving(entry):
        if one.value in before.get(one.key, ()) and not _may_stay(one, entry, past.act):
            yield _kept(context, one, context.field(one.path, past.identifier, stated(one.value)))


def _kept(context: Context, one: Moving, before: Field) -> Kept:
    field = context.field(one.path, text=stated(one.value))
    return Kept(one.path, one.what, shown(one.value), field, before)


def _may_stay(one: Moving, new: Acte, old: Acte) -> bool:
    """Whether two acts may well have the same: a framework that covers both, one budget, an order's last delivery."""
    own, value = period_of(new), one.value
    first, _, rest = one.path.partition(".")
    if first == "references":
        cited = new.references[rest.rpartition(".")[0]].periode
        if cited is None:
            return type(value) is date and not old.of_its_time(value)
        return own is not None and cited.period != own and cited.period.contains(own)
    if own is None:
        return False
    if one.path == "financement.budget.exercices":
        return isinstance(value, tuple) and set(value) <= set(own.annees)
    return ".jalons[" in one.path and type(value) is date and own.contains(value)


def older_texts(context: Context) -> Iterator[Kept]:
    """Texts cited for this act's period that are older than the former act's: it already stood on them."""
    past, entry = former(context), context.entry
    if past is None or entry is None or past.period is None or entry.periode is None:
        return
    before = context.field("periode", past.identifier, str(past.period))
    for label, text in entry.references.items():
        covers = text.periode is not None and text.periode.period.overlaps(entry.periode.period)
        if label not in past.act.references and covers and text.date is not None and text.date < past.period.debut:
            yield _kept(context, Moving("", f"references.{label}.date", text.titre, text.date), before)


@kept_on_it
def outdated(context: Context) -> tuple[Old, ...]:
    """The values of the former act that this one has no more."""
    past = former(context)
    if past is None or context.register is None or context.entry is None:
        return ()
    current = {old.value for old in _values(context, context.identifier, context.entry)}
    found = [old for old in _values(context, past.identifier, past.act) if old.value not in current]
    people = _people(context, past, context.entry.jour or context.today)
    return tuple({(old.what, old.value): old for old in (*found, *people)}.values())


def _values(context: Context, owner: str, act: Acte) -> Iterator[Old]:
    """What the fields of an act state, day by day and year by year; prices as they are settled."""
    for one in _moving(act):
        if not one.path.startswith(("annexes", "financement.cout", "financement.lignes")):
            for what, value in _parts(one):
                yield Old(value, what, context.field(one.path, owner, stated(value)))
    for name in ("transmission", "publication"):
        if day := getattr(act.suivi, name):
            yield Old(day, name, context.field(f"suivi.{name}", owner, stated(day)))
    assert context.register is not None
    yield from _amounts(context, owner, accounts_of(act, context.register))


def _parts(one: Moving) -> Iterator[tuple[str, OldValue]]:
    value, own = one.value, one.path == "periode"
    if isinstance(value, Period):
        yield "début de la période" if own else one.what, value.debut
        yield "fin de la période" if own else one.what, value.fin
        yield from (("année de la période", year) for year in value.annees if own)
    elif isinstance(value, tuple):
        yield from (("exercice du budget", year) for year in value)
    elif isinstance(value, date | YearMonth):
        yield one.what, value


def _amounts(context: Context, owner: str, accounts: Accounts | None) -> Iterator[Old]:
    if accounts is None:
        return
    for path, price in _prices(accounts):
        for amount in dict.fromkeys((price.ht, price.ttc) if price else ()):
            if amount.cents:
                yield Old(amount, "montant", context.field(f"financement.{path}", owner, str(amount)))


def _prices(accounts: Accounts) -> Iterator[tuple[str, Price | None]]:
    yield from (("cout_annuel", accounts.cout_annuel), ("cout_total", accounts.cout_total))
    for name in ("lignes", "repartition", "echeances"):
        for label, line in getattr(accounts, name).items():
            yield from ((f"{name}.{label}", line.annuel), (f"{name}.{label}", line.periode))


def _people(context: Context, past: Former, on: date) -> Iterator[Old]:
    """Those who represented a party of the former act and are out of office."""
    register = context.register
    assert register is not None
    then = past.act.jour or (past.period.debut if past.period else None)
    for owner, people in _offices(register, past.act):
        was, now = in_office(people, then), in_office(people, on)
        if was is not None and now is not None and was != now:
            path = "executif" if owner == "collectivite" else "representants"
            yield Old(spelled_out(was), f"{was.fonction} d’alors", context.field(path, owner, spelled_out(was)))


def _offices(register: Register, act: Acte) -> Iterator[tuple[str, tuple[Representant, ...]]]:
    yield "collectivite", register.collectivite.executif
    for name in act.parties:
        if name in register.tiers:
            yield f"tiers/{name}", register.tiers[name].representants


def spelled_out(person: Representant) -> str:
    return f"{person.prenom} {person.nom}"


def stated(value: object) -> str:
    """A value as an entry states it."""
    if isinstance(value, tuple):
        return ", ".join(map(stated, value))
    return value.isoformat() if type(value) is date else str(value)


def shown(value: object) -> str:
    """A value as a message says it."""
    return show_date_numeric(value) if type(value) is date else stated(value)


_RUN, _CUT, _WORD = pattern(r"\d+"), pattern(r"[\n\t|;]|\.(?:\s|\Z)"), pattern(r"[^\W\d_]{4}")
Figures = Mapping[str, Iterable[list[str]]]


def figures_of(texts: Iterable[str]) -> Figures:
    """The figures of each sentence or cell, under its words."""
    found: dict[str, list[list[str]]] = {}
    for said in (said for text in texts for said in _CUT.split(text)):
        found.setdefault(_words(said), []).append(_RUN.findall(said))
    return found


def moved_on(passage: Passage, figures: Figures, old: Period | None, new: Period | None) -> bool:
    """Whether the other act says these words with figures of as many years before as its period is."""
    text, step = passage.context, new.debut.year - old.debut.year if old and new else 0
    start = max((cut.end() for cut in _CUT.finditer(text, 0, passage.start)), default=0)
    end = _CUT.search(text, passage.end)
    words = _words(text[start : end.start() if end else len(text)])
    first, own = len(_RUN.findall(text, start, passage.start)), _RUN.findall(passage.text)
    others = [runs[first : first + len(own)] for runs in figures.get(words, ())] if _WORD.search(words) else []

    def gone(one: list[str]) -> Iterator[int]:
        return (int(now) - int(then) for now, then in zip(own, one, strict=True) if now != then)

    return bool(step) and own not in others and any(set(gone(one)) == {step} for one in others)


def _words(said: str) -> str:
    return comparable(_RUN.sub("0", said)).strip()
