"""Pieces that others wrote and that are attached: what a person should look at on them, once for each.

A piece is read from its data in the entry, or from its own text: years, ends, signatures, days due, streets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum, auto

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, walk
from ..finding import Severity
from ..frozen import frozen
from ..model.texts import Piece
from ..outline.nature import Nature
from ..part import Field, Part, Passage
from ..pattern import pattern
from ..statements.addresses import NUMBERED_STREET, Home, homes, streets
from ..statements.days import Role, day_of
from ..statements.periods import dissent
from ..values.dates import show_date, show_date_numeric, weekday
from ..values.text import unaccented
from .rule import Report, Where, rule

Line = tuple[Where, str]
YEARS = pattern(r"\b((?:19|20)\d\d)\s?[-/–]\s?((?:19|20)\d\d)\b")
_END = pattern(r"\bfin\b|echeance|terme|expir")
_SIGNED = pattern(r"sign|fait\sa|jj/mm|\bdate\s?:\s*\Z")


class Sort(Enum):
    """What is read on a piece."""

    END = auto()
    SIGNED = auto()
    DUE = auto()  # a day of payment, of delivery
    STREET = auto()
    BROKEN = auto()  # what no calendar has: the text says why
    OTHER = auto()


@frozen
class Read:
    """Something read on a piece: its words, and its day where it is one."""

    sort: Sort
    text: str
    where: Passage | Field
    day: date | None = None


@rule("PIE101", "piece-jointe", Severity.ALERTE)
def attached(context: Context) -> Iterator[Report]:
    """Une pièce jointe (bon de commande, devis) engage avec l'acte : ses dates, son objet et ses adresses s'accordent.

    Elle n'est pas à corriger ici : c'est à son auteur de le faire. Ce qui a été lu est à comparer avec l'original, et à
    signaler au partenaire avant de signer.

    Mauvais : bon de commande signé le 16 décembre 2025, joint à une décision transmise le 8 juillet 2025
    Bon : bon de commande signé le 1er juillet 2025, joint à une décision transmise le 8 juillet 2025
    Source : usage
    """
    known = tuple(homes(context))
    for name, where, read in _pieces(context):
        lines = [line for one in read for line in _doubts(context, one, read)]
        lines += _elsewhere([one for one in read if one.sort is Sort.STREET], known)
        if lines:
            message = f"lu sur la pièce jointe « {name} » : {' ; '.join(says for _, says in lines)}"
            hint = "voir l’original, et demander au partenaire de corriger sa pièce"
            yield Report(where or lines[0][0], message, hint, related=tuple(lines))


def _pieces(context: Context) -> Iterator[tuple[str, Field | None, Sequence[Read]]]:
    """Each attached piece: its name, its field in the entry, what is read on it."""
    for index, annexe in enumerate(context.entry.annexes if context.entry else ()):
        if (piece := annexe.piece) is not None:
            path, title = f"annexes[{index}].piece", annexe.titre.text.strip()
            name = piece.objet or title if "{{" in title else title
            yield name, context.field(path, text=piece.objet), list(_of_entry(context, piece, path))
    for part in context.parts:
        if part.nature is Nature.PIECE:
            yield part.name, None, list(_of_part(part))


def _of_entry(context: Context, piece: Piece, path: str) -> Iterator[Read]:
    def read(sort: Sort, key: str, text: str, day: date | None = None) -> Read:
        return Read(sort, text, context.field(f"{path}.{key}", text=text), day)

    for found in YEARS.finditer(piece.objet):
        if found[1] >= found[2]:
            yield _wrong_years(found[0], context.field(f"{path}.objet", text=found[0]))
    for name, day in piece.dates.items():
        yield read(_said(unaccented(name).replace("_", " ")), f"dates.{name}", name, day)
    yield from (read(Sort.DUE, f"jalons[{n}].date", one.libelle, one.date) for n, one in enumerate(piece.jalons))
    yield from (read(Sort.STREET, f"adresses[{n}]", text) for n, text in enumerate(piece.adresses))


def _said(words: str) -> Sort:
    return Sort.END if _END.search(words) else Sort.SIGNED if _SIGNED.search(words) else Sort.OTHER


def _of_part(part: Part) -> Iterator[Read]:
    yield from (_wrong_years(p.text, p) for p, m in part.passages(MentionKind.YEARS) if m.problem)
    for passage, mention in part.passages(MentionKind.DATE, MentionKind.PERIOD):
        yield from (Read(Sort.BROKEN, text, passage) for one in walk((mention,)) if (text := _broken(one)))
        if isinstance(mention.value, date):
            before = passage.before[-40:].rpartition("\n")[2]
            placed = {Kind.TABLEAU: Sort.DUE, Kind.LIEU_DATE: Sort.SIGNED}.get(passage.kind)
            yield Read(placed or _said(unaccented(before)), passage.text, passage, mention.value)
    yield from (Read(Sort.STREET, where.text.strip(), where) for where in streets(part))


def _wrong_years(text: str, where: Passage | Field) -> Read:
    return Read(Sort.BROKEN, f"objet « {text} », la même année deux fois ou deux années à l’envers", where)


def _broken(one: object) -> str:
    """Why no calendar has a day: it does not exist, or is another day of the week."""
    problem, said, value = (getattr(one, name, None) for name in ("problem", "weekday", "value"))
    if not problem and said and isinstance(value, date) and weekday(value) != said:
        return f"le {show_date(value)} est un {weekday(value)}, pas un {said}"
    return str(problem or "")


def _doubts(context: Context, one: Read, read: Sequence[Read]) -> Iterator[Line]:
    """Years the wrong way round, no day of the calendar, an end before the last payment or that of the act, a
    signature after the piece was sent with the act.
    """
    if one.sort is Sort.BROKEN:
        yield one.where, one.text
    elif one.sort is Sort.END and one.day is not None:
        reference, _ = dissent(context)
        period = reference.value.period if reference else None
        last = max((due.day for due in read if due.sort is Sort.DUE and due.day), default=one.day)
        against = [f"son échéancier court jusqu’au {show_date_numeric(last)}"] if last > one.day else []
        if period is not None and period.debut <= one.day < period.fin:
            against.append(f"l’acte court jusqu’au {show_date_numeric(period.fin)}")
        if against:
            yield one.where, f"fin le {show_date_numeric(one.day)}, alors que {' et que '.join(against)}"
    elif one.sort is Sort.SIGNED and one.day is not None:
        sent = day_of(context, Role.TRANSMISSION) or day_of(context, Role.ACTE)
        if sent is not None and one.day > sent.value:
            what = f"{sent.role} du {show_date_numeric(sent.value)}"
            yield one.where, f"signature du {show_date_numeric(one.day)}, après la {what}"


def _elsewhere(read: Sequence[Read], known: Sequence[Home]) -> Iterator[Line]:
    """Another street than that of a party, in the same town."""
    told: set[str] = set()
    for one in read:
        home = next((home for home in known if home.town in _around(one)), None)
        street = NUMBERED_STREET.search(one.text)
        if home is None or street is None or _same(street[0], home.street) or street[0] in told:
            continue
        told.add(street[0])
        yield one.where, f"adresse « {street[0].strip()} », et non {home.street}"


def _around(read: Read) -> str:
    """The words that name the town of a street: its own, or those after it on the piece."""
    if not isinstance(read.where, Passage):
        return unaccented(read.text)
    part, index = read.where.part, read.where.block
    return unaccented(" ".join(block.text for block in part.blocks[index : index + 3]))[:400]


def _same(one: str, other: str) -> bool:
    """The same street, however its sort is shortened."""
    words = [set(unaccented(text).replace(",", " ").replace("-", " ").split()) for text in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]
