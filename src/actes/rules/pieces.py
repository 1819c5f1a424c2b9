"""Pieces that others wrote and that are attached: what a person should look at on them, once for each."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Severity
from ..part import Passage
from ..statements.days import Role, day_of
from ..statements.periods import dissent
from ..statements.pieces import STREET, Home, PieceRead, Read, homes, pieces
from ..values.dates import show_date_numeric
from ..values.text import unaccented
from .rule import Report, Where, rule

Line = tuple[Where, str]


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
    for piece in pieces(context):
        lines = [*_years(piece), *_ends(context, piece), *_signed(context, piece), *_streets(piece, known)]
        lines += _broken(piece)
        if lines:
            message = f"lu sur la pièce jointe « {piece.name} » : {' ; '.join(says for _, says in lines)}"
            hint = "voir l’original, et demander au partenaire de corriger sa pièce"
            yield Report(piece.where or lines[0][0], message, hint, related=tuple(lines))


def _years(piece: PieceRead) -> Iterator[Line]:
    for read in piece.years:
        yield read.where, f"objet « {read.text} », la même année deux fois ou deux années à l’envers"


def _ends(context: Context, piece: PieceRead) -> Iterator[Line]:
    """An end before the last payment, or before that of the act."""
    reference, _ = dissent(context)
    period = reference.value.period if reference else None
    last = max((read.day for read in piece.schedule if read.day), default=None)
    for read in piece.ends:
        if read.day is None:
            continue
        against = [f"son échéancier court jusqu’au {show_date_numeric(last)}"] if last and last > read.day else []
        if period is not None and period.debut <= read.day < period.fin:
            against.append(f"l’acte court jusqu’au {show_date_numeric(period.fin)}")
        if against:
            yield read.where, f"fin le {show_date_numeric(read.day)}, alors que {' et que '.join(against)}"


def _signed(context: Context, piece: PieceRead) -> Iterator[Line]:
    """A signature after the piece was sent with the act."""
    sent = day_of(context, Role.TRANSMISSION) or day_of(context, Role.ACTE)
    for read in piece.signed:
        if sent is not None and read.day is not None and read.day > sent.value:
            what = f"{sent.role} du {show_date_numeric(sent.value)}"
            yield read.where, f"signature du {show_date_numeric(read.day)}, après la {what}"


def _streets(piece: PieceRead, known: tuple[Home, ...]) -> Iterator[Line]:
    """Another street than that of a party, in the same town."""
    told: set[str] = set()
    for read in piece.streets:
        home = next((one for one in known if one.town in _around(read)), None)
        street = STREET.search(read.text)
        if home is None or street is None or _same(street[0], home.street) or street[0] in told:
            continue
        told.add(street[0])
        yield read.where, f"adresse « {street[0].strip()} », et non {home.street}"


def _broken(piece: PieceRead) -> Iterator[Line]:
    for read in piece.broken:
        yield read.where, read.text


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
