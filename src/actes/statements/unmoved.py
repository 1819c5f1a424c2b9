"""Fields that should have moved since the former act, and state what they stated then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..compose.cited import period_of
from ..context import Context
from ..frozen import frozen
from ..model.acte import Acte
from ..model.annexes import Piece
from ..part import Field
from ..values.periods import Period
from .former import former, shown, stated


@frozen
class Kept:
    """A field that has the value it had in the former act: both places."""

    path: str
    what: str
    said: str
    where: Field
    before: Field


Pair = tuple[tuple[str, str, object], object]
"""A field by its path, what it is in French, its value; the value it had in the former act."""


def kept_fields(context: Context) -> Iterator[Kept]:
    """The fields that should have moved and state what they stated in the former act."""
    past, entry = former(context), context.entry
    if past is None or entry is None:
        return
    for (path, what, value), old in _pairs(entry, past.act):
        if value is not None and value == old:
            field = context.field(path, text=stated(value))
            yield Kept(path, what, shown(value), field, context.field(path, past.identifier, stated(value)))


def _pairs(new: Acte, old: Acte) -> Iterator[Pair]:
    """Each field that moves from an act to the next."""
    yield ("periode", "période", period_of(new)), period_of(old)
    yield ("signature.date", "signature", new.signature.date), old.signature.date
    if new.convention and old.convention:
        signed = new.convention.signature.date
        yield ("convention.signature.date", "signature de la convention", signed), old.convention.signature.date
    yield from _references(new, old)
    yield from _money(new, old)
    yield from _pieces(new, old)


def _references(new: Acte, old: Acte) -> Iterator[Pair]:
    for label, text in new.references.items():
        other = old.references.get(label)
        if other is not None and text.periode is None and other.date is not None and old.of_its_time(other.date):
            yield (f"references.{label}.date", text.titre, text.date), other.date
        if other is not None and text.periode is not None and not _covers(text.periode.period, period_of(new)):
            path, before = f"references.{label}", other.periode.period if other.periode else None
            yield (f"{path}.periode", text.titre, text.periode.period), before
            yield (f"{path}.date", text.titre, text.date), other.date


def _money(new: Acte, old: Acte) -> Iterator[Pair]:
    money, past = new.financement, old.financement
    if money is None or past is None:
        return
    for path, cost in money.couts.items():
        before = past.couts.get(path)
        for name in ("ht", "ttc", "montant"):
            yield (f"financement.{path}.{name}", "coût", getattr(cost, name)), getattr(before, name, None)
    if money.budget and past.budget and not _within(money.budget.exercices, period_of(new)):
        yield ("financement.budget.exercices", "crédits", money.budget.exercices), past.budget.exercices
    for label, payment in money.echeances.items():
        paid = past.echeances.get(label)
        if paid is not None and (payment.quand.date or payment.quand.mois):
            yield (f"financement.echeances.{label}.quand", "échéance", payment.quand), paid.quand


def _pieces(new: Acte, old: Acte) -> Iterator[Pair]:
    pieces = {annexe.label: annexe.piece for annexe in old.annexes if annexe.piece and annexe.label}
    for index, annexe in enumerate(new.annexes):
        if annexe.piece is not None and (former_piece := pieces.get(annexe.label)) is not None:
            for name, value in _read(annexe.piece).items():
                yield (f"annexes[{index}].piece.{name}", "pièce jointe", value), _read(former_piece).get(name)
            delivered = [one.date for one in former_piece.jalons]
            for rank, one in enumerate(annexe.piece.jalons):
                same = one.date if one.date in delivered and not _within_days(one.date, period_of(new)) else None
                yield (f"annexes[{index}].piece.jalons[{rank}].date", "jalon de la pièce jointe", one.date), same


def _covers(cited: Period, own: Period | None) -> bool:
    """Whether a text cited runs longer than the act, and may have covered the former one too."""
    return own is not None and cited != own and cited.contains(own)


def _within_days(day: date | None, own: Period | None) -> bool:
    """Whether a day is one of the act's: the last delivery of an order may be the first day of the next one."""
    return own is not None and day is not None and own.contains(day)


def _within(years: Iterable[int], own: Period | None) -> bool:
    """Whether the years of the budget are those of the act: two acts of one year have the same."""
    return own is not None and set(years) <= set(own.annees)


def _read(piece: Piece) -> dict[str, object]:
    """What a piece of the next period says otherwise: its object, its days, its amounts."""
    days = {f"dates.{name}": day for name, day in piece.dates.items()}
    return {"objet": piece.objet or None, **days, **{f"montants.{k}": v for k, v in piece.montants.items()}}


def older_texts(context: Context) -> Iterator[Kept]:
    """Texts cited for this act's period that are older than the former act's: it already stood on them."""
    past, entry = former(context), context.entry
    if past is None or entry is None or past.period is None or entry.periode is None:
        return
    own = entry.periode.period
    for label, text in entry.references.items():
        known = past.act.references.get(label)
        covers = text.periode is not None and text.periode.period.overlaps(own)
        if known is None and covers and text.date is not None and text.date < past.period.debut:
            path = f"references.{label}.date"
            before = context.field("periode", past.identifier, str(past.period))
            field = context.field(path, text=stated(text.date))
            yield Kept(path, text.titre, shown(text.date), field, before)
