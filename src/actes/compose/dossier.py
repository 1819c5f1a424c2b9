"""All the documents of an act: the act itself, its convention, its annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document
from ..finding import Finding
from ..model.acte import Acte
from ..model.register import Register
from .act import Composer, compose_act
from .annexe import compose_annexe
from .convention import compose_convention
from .prose import Writer
from .scope import cited_act, missing_head, scope_of


@dataclass(frozen=True, slots=True)
class Dossier:
    """The documents of an act, and what is wrong in its prose; with findings, the documents are not to be written."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


def compose(act: Acte, register: Register) -> Dossier:
    """Compose every document of an act whose entry was loaded without error."""
    writer = Writer()
    scope = scope_of(act, register, writer)
    missing = missing_head(act, register, scope)
    if missing is not None:
        return Dossier((), (missing,))
    documents = tuple(_documents(Composer(act, register, writer, scope)))
    return Dossier(documents, tuple(dict.fromkeys(writer.findings)))


def _documents(composer: Composer) -> Iterator[Document]:
    act, forms = composer.act, composer.register.collectivite.formules.convention
    yield compose_act(composer)
    if act.convention is not None and forms is not None:
        yield compose_convention(composer, act.convention, forms)
    for number, annexe in enumerate(act.annexes, 1):
        if annexe.composed:
            yield compose_annexe(composer, annexe, number)


def object_of(act: Acte, register: Register) -> str:
    """The object of an act in words: for lists."""
    writer = Writer()
    return cited_act(act, register, writer).objet
