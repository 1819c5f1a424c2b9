"""Identifiers of bodies and accounts, wherever they are said: documents, attached pieces, the entry, the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, read
from ..facts.mention import Value
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Field, Passage
from ..values.identifiers import Bic, Iban, Siren, Siret, TvaNumber
from ..values.kept import kept_on_it
from ..values.receipt import Receipt

SHOWN = {
    MentionKind.SIREN: "SIREN",
    MentionKind.SIRET: "SIRET",
    MentionKind.VAT_NUMBER: "numéro de TVA",
    MentionKind.RCS: "numéro du RCS",
    MentionKind.IBAN: "IBAN",
    MentionKind.BIC: "BIC",
}
_TYPES: dict[str, tuple[MentionKind, type[Siren | Siret | TvaNumber | Iban | Bic]]] = {
    "siren": (MentionKind.SIREN, Siren),
    "siret": (MentionKind.SIRET, Siret),
    "tva": (MentionKind.VAT_NUMBER, TvaNumber),
    "iban": (MentionKind.IBAN, Iban),
    "bic": (MentionKind.BIC, Bic),
}


@frozen
class Identifier:
    """An identifier as one place says it. `holder` names whose it is or where it stands, `piece` a partner's piece."""

    kind: MentionKind
    value: Value
    text: str
    problem: str
    where: Passage | Field
    holder: str
    piece: bool = False
    party: bool = False
    town: str = ""

    @property
    def shown(self) -> str:
        return f"{SHOWN[self.kind]} {self.text}"

    @property
    def siren(self) -> str:
        """The SIREN it holds; empty where it is wrong or of another country."""
        value = self.value
        if isinstance(value, Siret | TvaNumber):
            return value.siren.numero if value.siren else ""
        return value.numero if isinstance(value, Siren) else ""

    @property
    def digits(self) -> str:
        return re.sub(r"[^0-9]", "", self.text)

    @property
    def in_register(self) -> bool:
        return isinstance(self.where, Field) and not self.piece


def reason(problem: str) -> str:
    """Why a number is wrong, without the number and the example that `parse` gives."""
    return problem.split(" : ", 1)[-1].split(" ; écrivez")[0]


@kept_on_it
def identifiers(context: Context) -> tuple[Identifier, ...]:
    """All of them: those of the register first, then those of the documents, then what the entry has of the pieces."""
    return (*_of_register(context), *_of_documents(context), *_of_pieces(context))


def _of_documents(context: Context) -> Iterator[Identifier]:
    for passage, mention in context.passages(*SHOWN, pieces=True):
        piece = passage.part.nature is Nature.PIECE
        party = passage.kind is Kind.PARTIE
        holder = passage.part.name if piece else f"{passage.part.name}, {passage.block}"
        yield _read(mention, passage, holder, piece, party)


def _read(mention: Mention, where: Passage | Field, holder: str, piece: bool, party: bool = False) -> Identifier:
    words = " ".join(mention.text.split())
    return Identifier(mention.kind, mention.value, words, mention.problem, where, holder, piece, party, mention.label)


def _of_pieces(context: Context) -> Iterator[Identifier]:
    for path, piece in context.attached():
        for name, text in piece.identifiants.items():
            where = context.field(f"{path}.piece.identifiants.{name}", text=text)
            if name.lower() in _TYPES:
                yield _parsed(name.lower(), text, where, path, piece=True)
            else:
                yield from (_read(m, where, path, True) for m in read(text) if m.kind in SHOWN)


def _of_register(context: Context) -> Iterator[Identifier]:
    if context.register is None or context.entry is None:
        return
    own, tiers = context.register.collectivite, context.register.tiers
    bodies = [(own.nom, "collectivite", {"siren": own.siren})]
    for name in context.entry.parties:
        if name in tiers:
            body = tiers[name]
            bodies.append((body.nom, f"tiers/{name}", {"siren": body.siren, "siret": body.siret, "tva": body.tva}))
    for holder, owner, stated in bodies:
        for name, text in stated.items():
            if text:
                yield _parsed(name, text, context.field(name, owner, text), holder)


def _parsed(name: str, text: str, where: Field, holder: str, piece: bool = False) -> Identifier:
    kind, form = _TYPES[name]
    try:
        return Identifier(kind, form.parse(re.sub(r"[\s.]", "", text)), text, "", where, holder, piece)
    except ValueError as error:
        return Identifier(kind, None, text, str(error), where, holder, piece)


@frozen
class Received:
    """An identifier that the préfecture's receipt bears; `value` is None where `problem` says why."""

    value: Receipt | None
    problem: str
    where: Passage | Field
    text: str


def receipts(context: Context) -> Iterator[Received]:
    """The receipt of the act: the entry's, the stamps that the act itself bears, a stamp of every page once; and those
    of a file that holds nothing else.
    """
    alone = [part.margin for part in context.parts if not part.blocks]
    stated = context.entry.suivi.accuse_reception if context.entry else ""
    if stated:
        where = context.field("suivi.accuse_reception", text=stated)
        try:
            yield Received(Receipt.parse(stated), "", where, stated)
        except ValueError as error:
            yield Received(None, str(error), where, stated)
    seen: set[str] = set()
    for passage, mention in context.passages(MentionKind.RECEIPT, pieces=True, margins=True):
        value = mention.value if isinstance(mention.value, Receipt) else None
        own = passage.part.nature is Nature.ACTE or passage.part in alone
        if own and not passage.fact and mention.text not in seen:
            seen.add(mention.text)
            yield Received(value, mention.problem, passage, mention.text)
