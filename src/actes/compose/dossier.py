"""All the documents of an act: the act itself, its convention, its annexes."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Attached, Document
from ..finding import Finding
from ..frozen import frozen
from ..model.acte import Acte
from ..model.register import Register, act_id
from .act import Composer, compose_act
from .convention import compose_convention
from .prose import Writer
from .references import ACT, ANNEXE, CONVENTION, functions
from .scope import own_object, scope_of
from .table import compose_annexe
from .unconfirmed import marked


@frozen
class Dossier:
    """The documents of an act, and what is wrong in its prose; with findings, the documents are not to be written."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    attached: tuple[Attached, ...] = ()


def compose(act: Acte, register: Register) -> Dossier:
    """Compose every document of an act whose entry was loaded without error."""
    writer = Writer(register.collectivite.orthographe)
    documents = tuple(_documents(act, register, writer))
    if act.unconfirmed:
        places = register.places.get(act_id(act, register.collectivite), {})
        documents = tuple(marked(documents, act.unconfirmed, places))
    attached = tuple(_attached(act, register, writer))
    return Dossier(documents, tuple(dict.fromkeys(writer.findings)), attached)


def attached(act: Acte, register: Register) -> tuple[Attached, ...]:
    """The annexes of an act that others write."""
    return tuple(_attached(act, register, Writer(register.collectivite.orthographe)))


def _attached(act: Acte, register: Register, writer: Writer) -> Iterator[Attached]:
    """The annexes that nobody composes here: whoever signs has to join them."""
    others = [(number, annexe) for number, annexe in enumerate(act.annexes, 1) if not annexe.composed]
    scope = {**scope_of(act, register, writer), **functions(act, register, ACT)} if others else {}
    for number, annexe in others:
        yield Attached(number, writer.text(annexe.titre, scope), annexe.fichier)


def _documents(act: Acte, register: Register, writer: Writer) -> Iterator[Document]:
    scope = scope_of(act, register, writer)
    forms = register.collectivite.formules.pour(act.type, act.formules)

    def composer(text: str) -> Composer:
        return Composer(act, register, writer, {**scope, **functions(act, register, text)}, forms)

    yield compose_act(composer(ACT))
    if act.convention is not None and forms.convention is not None:
        yield compose_convention(composer(CONVENTION), act.convention, forms.convention)
    for number, annexe in enumerate(act.annexes, 1):
        if annexe.composed:
            yield compose_annexe(composer(ANNEXE), annexe, number)


def object_of(act: Acte, register: Register) -> str:
    """The object of an act in words: for lists."""
    return own_object(act, register, Writer(register.collectivite.orthographe))
