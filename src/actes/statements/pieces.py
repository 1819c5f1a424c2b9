"""An attached piece as it was read, from its data in the entry or from its own text: objet, days, schedule, streets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, walk
from ..frozen import frozen
from ..model.annexes import Piece
from ..outline.nature import Nature
from ..part import Field, Part, Passage
from ..pattern import pattern
from ..values.dates import show_date, weekday
from ..values.text import unaccented

Where = Passage | Field


@frozen
class Read:
    """Something read on a piece: its words, and its day where it is one."""

    text: str
    where: Where
    day: date | None = None


@frozen
class PieceRead:
    """What matters of a piece. `ends` are days said to be an end, `schedule` those of payments or deliveries,
    `broken` what no calendar has.
    """

    name: str
    where: Where | None
    years: tuple[Read, ...]
    ends: tuple[Read, ...]
    signed: tuple[Read, ...]
    schedule: tuple[Read, ...]
    streets: tuple[Read, ...]
    broken: tuple[Read, ...] = ()


YEARS = pattern(r"\b((?:19|20)\d\d)\s?[-/–]\s?((?:19|20)\d\d)\b")
STREET = pattern(
    r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av\.?|boulevard|bd\.?|place|quai|all[ée]e|chemin|route|impasse|cours|square)"
    r"\s[^\W\d][^\n\t,;:*]{2,40}",
    re.IGNORECASE,
)
_END = pattern(r"\bfin\b|[ée]ch[ée]ance|terme|expir", re.IGNORECASE)
_SIGNED = pattern(r"sign|fait\s[àa]|jj/mm|\bdate\s?:\s*\Z", re.IGNORECASE)


def pieces(context: Context) -> Iterator[PieceRead]:
    """Each attached piece."""
    for index, annexe in enumerate(context.entry.annexes if context.entry else ()):
        if annexe.piece is not None:
            yield _of_entry(context, annexe.piece, f"annexes[{index}].piece", annexe.titre.text.strip())
    for part in context.parts:
        if part.nature is Nature.PIECE:
            yield _of_part(part)


def _of_entry(context: Context, piece: Piece, path: str, title: str) -> PieceRead:
    def read(key: str, text: str, day: date | None = None) -> Read:
        return Read(text, context.field(f"{path}.{key}", text=text), day)

    days = [read(f"dates.{name}", name, day) for name, day in piece.dates.items()]
    return PieceRead(
        _title(title, piece),
        context.field(path, text=piece.objet),
        tuple(read("objet", found[0]) for found in YEARS.finditer(piece.objet) if found[1] >= found[2]),
        tuple(one for one in days if _END.search(one.text.replace("_", " "))),
        tuple(one for one in days if _SIGNED.search(one.text)),
        tuple(read(f"jalons[{n}].date", j.libelle, j.date) for n, j in enumerate(piece.jalons) if j.date),
        tuple(read(f"adresses[{n}]", text) for n, text in enumerate(piece.adresses) if STREET.search(text)),
    )


def _title(title: str, piece: Piece) -> str:
    return piece.objet or title if "{{" in title else title


def _of_part(part: Part) -> PieceRead:
    ends, signed, schedule = [], [], []
    for passage, mention in part.passages(MentionKind.DATE):
        if not isinstance(mention.value, date):
            continue
        before = passage.context[max(0, passage.start - 40) : passage.start].rpartition("\n")[2]
        read = Read(passage.text, passage, mention.value)
        if passage.kind is Kind.TABLEAU:
            schedule.append(read)
        elif _END.search(before):
            ends.append(read)
        elif _SIGNED.search(before) or passage.kind is Kind.LIEU_DATE:
            signed.append(read)
    years = tuple(Read(p.text, p) for p, m in part.passages(MentionKind.YEARS) if m.problem)
    return PieceRead(
        part.name, None, years, tuple(ends), tuple(signed), tuple(schedule), tuple(_streets(part)), tuple(_broken(part))
    )


def _broken(part: Part) -> Iterator[Read]:
    for passage, mention in part.passages(MentionKind.DATE, MentionKind.PERIOD):
        for one in walk((mention,)):
            if one.problem:
                yield Read(one.problem, passage)
                break
            if one.weekday and isinstance(one.value, date) and weekday(one.value) != one.weekday:
                yield Read(f"le {show_date(one.value)} est un {weekday(one.value)}, pas un {one.weekday}", passage)


def _streets(part: Part) -> Iterator[Read]:
    """The streets of a part, each with the words around it, which name its town."""
    for index, block in enumerate(part.blocks):
        for found in STREET.finditer(block.text):
            yield Read(found[0].strip(), Passage(part, index, found.start(), found.end()))


@frozen
class Home:
    """The street and town of a party, where the act says them."""

    street: str
    town: str
    where: Where


def homes(context: Context) -> Iterator[Home]:
    """Where the parties are, as the register says, else as the convention says."""
    if context.entry is not None and context.register is not None:
        for name in context.entry.parties:
            body = context.register.tiers.get(name)
            if body is not None and body.adresse is not None:
                street, town = body.adresse.voie, body.adresse.ville
                yield Home(street, plain_town(town), context.field("adresse", f"tiers/{name}", street))
        return
    for part in context.parts:
        if part.nature is Nature.CONVENTION:
            for read in _streets(part):
                assert isinstance(read.where, Passage)
                town = _town_after(read.where)
                if town and read.where.kind in (Kind.PARTIE, Kind.PARAGRAPHE):
                    yield Home(read.text, town, read.where)


def _town_after(where: Passage) -> str:
    mentions = where.part.mentions[where.block]
    codes = [m for m in mentions if m.kind is MentionKind.POSTCODE and m.start >= where.start and m.label]
    return plain_town(codes[0].label) if codes else ""


def plain_town(text: str) -> str:
    """A town without its CEDEX, to compare.

    >>> plain_town("AURILLAC Cedex 02")
    'aurillac'
    """
    return re.sub(r"\s?cedex.*", "", unaccented(text)).strip()
