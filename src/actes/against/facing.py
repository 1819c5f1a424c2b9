"""Which file is which document of an entry: rather by its words than by its name, which people change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..compose.dossier import compose
from ..context import AgainstContext, Context, Faced, Quote, of_entry
from ..document import Kind
from ..frozen import frozen
from ..model.register import Register
from ..outline.nature import Nature
from ..part import Part
from .words import words_of

ATTACHED = (Nature.PIECE, Nature.ANNEXE)  # what a file that is no composed document may be
SAME = 0.65  # share of groups of three words in common from which a file is a document, whatever its title
LIKE = 0.3  # the same where titles agree: a partner may rewrite a good half of a convention
TITLED = 0.7  # share of the words of a title that the file's first blocks have
INSIDE = 0.75  # share of a document that a larger file holds from which it is one of several in it
HEAD = 8  # blocks in which a document says its title
TITLES = (Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET)

Group = tuple[str, str, str]


@frozen
class Reference:
    """The entry that files are compared with; its prose is without error."""

    register: Register
    identifier: str


def face(parts: Sequence[Part], reference: Reference, today: date, *, together: bool) -> AgainstContext:
    """Files held against an entry; each takes the name of the document that it is. `together`: all must be there."""
    act = reference.register.actes[reference.identifier]
    entry = of_entry(reference.register, reference.identifier, compose(act, reference.register).documents, today)
    faced = tuple(_named(Faced(part, documents_of(part, entry.parts))) for part in parts)
    bodies = [reference.register.tiers[key] for key in act.parties]
    names = (name for body in bodies for name in (body.nom, body.nom_complet) if name)  # in every form that is written
    attached = sum(not annexe.composed for annexe in act.annexes)
    pieces = [one.part for one in faced if not one.composed and one.part.nature in ATTACHED][:attached]
    missing = tuple(_missing(entry, faced)) if together else ()
    strangers = tuple(one.part for one in faced if not one.composed and one.part not in pieces)
    return AgainstContext(
        reference.identifier,
        tuple(one.part for one in faced),
        tuple(one for one in faced if one.composed),
        today,
        (reference.register.collectivite.nom, *names),
        strangers,
        tuple(pieces),
        missing,
    )


def _named(faced: Faced) -> Faced:
    """The file under the name of the document that it is, so that both are spoken of alike."""
    if len(faced.composed) != 1:
        return faced
    name, margin = faced.composed[0].name, faced.part.margin
    return Faced(replace(faced.part, name=name, margin=margin and replace(margin, name=name)), faced.composed)


def _missing(entry: Context, faced: Sequence[Faced]) -> Iterator[Quote]:
    there = {part.name for one in faced for part in one.composed}
    for part in entry.parts:
        if part.name not in there:
            number = part.name.removeprefix("annexe-")
            path = f"annexes[{int(number) - 1}].titre" if number.isdecimal() else f"{part.name}.titre"
            where = entry.field(path).where or entry.field("numero").where
            human = entry.entry.type if entry.entry and part.nature is Nature.ACTE else part.name.replace("-", " ")
            titles = (" ".join(block.text.split()) for block in part.blocks if block.kind is Kind.TITRE)
            yield Quote(part.name, human, where, next(titles, ""))


@frozen
class Look:
    """What a document is recognised by: its groups of three words, how many words it has."""

    groups: frozenset[Group]
    length: int


def look(part: Part) -> Look:
    keys = [word.key for index in range(len(part.blocks)) for word in words_of(part, index)]
    return Look(frozenset(zip(keys, keys[1:], keys[2:], strict=False)), len(keys))


def documents_of(file: Part, composed: Sequence[Part]) -> tuple[Part, ...]:
    """The documents that a file is: one, several where it holds the whole act, none where it is like none of them."""
    own, looks = look(file), {id(part): look(part) for part in composed}
    sizes = {key: len(own.groups) + len(one.groups) for key, one in looks.items()}
    likeness = {key: 2 * len(own.groups & one.groups) / (sizes[key] or 1) for key, one in looks.items()}
    first = max(composed, key=lambda part: likeness[id(part)], default=None)
    share = likeness[id(first)] if first is not None else 0.0
    if first is None or not (share >= SAME or (share >= LIKE and _titles_agree(file, first))):
        inside = list(_inside(own, composed, looks, 0))
        return tuple(inside) if len(inside) > 1 else ()
    others = _inside(own, [part for part in composed if part is not first], looks, looks[id(first)].length)
    found = {id(part) for part in (first, *others)}
    return tuple(part for part in composed if id(part) in found)


def _inside(file: Look, composed: Iterable[Part], looks: dict[int, Look], taken: int) -> Iterator[Part]:
    """The documents that a file holds beside another one, as long as it has room for them."""
    for part in composed:
        one = looks[id(part)]
        held = len(one.groups & file.groups) / (len(one.groups) or 1)
        if held >= INSIDE and taken + one.length <= 1.15 * file.length:
            taken += one.length
            yield part


def _titles_agree(file: Part, part: Part) -> bool:
    """Whether a file's first blocks say a title: nearly all of its words, and every figure, as those of its number."""
    title = _words(part, [n for n, block in enumerate(part.blocks) if block.kind in TITLES] or range(1))
    head = _words(file, range(min(HEAD, len(file.blocks))))
    return len(title & head) >= TITLED * len(title) and all(word in head for word in title if word.isdecimal())


def _words(part: Part, indexes: Iterable[int]) -> set[str]:
    return {word.key.lower() for index in indexes for word in words_of(part, index) if word.key.isalnum()}
