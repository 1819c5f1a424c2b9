"""The acts of a register checked one after the other, then the register as a whole; what was told is not kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from ..check import check
from ..compose.dossier import compose
from ..context import Context, Listed, RegisterContext, of_entry
from ..document import Document
from ..finding import Finding, errors_of
from ..frozen import frozen
from ..model.register import Register
from ..place import Place
from ..problems import problem
from ..registry.folder import COLLECTIVITE
from ..registry.load import Loaded, Shelf
from ..rules import names_over
from ..statements.listed import listed
from ..values.grammar import list_and
from ..waivers import accept, is_about
from .cores import ENOUGH, shared_out
from .examine import Examined, examine_context

NAME = "Registre"
CIRCLE = "citation-en-boucle"
SHOWN = 5  # acts that are named when many could not be checked


def survey(shelf: Shelf, wanted: Sequence[str] | None, today: date) -> Iterator[Examined]:
    """Check the acts wanted, each under its name, then what no single act answers for, under « Registre ».

    Without `wanted` every act is, and the register as a whole: numbers, order, conventions, acts cited. One bad entry
    stops nothing but the acts that stand on it, and these are named.
    """
    walk = _Walk(shelf, today, wanted is None)
    names = tuple(shelf.files) if wanted is None else tuple(wanted)
    kept = shelf if len(names) < ENOUGH else None
    for found in shared_out(partial(_walked, shelf.folder, today, wanted is None, kept), names):
        yield from walk.joined(found)
    if rest := tuple(walk.rest()):
        yield Examined(NAME, rest)


@frozen
class _Found:
    """What a walk through some of the acts found."""

    examined: tuple[Examined, ...]
    acts: tuple[Listed, ...]
    shared: tuple[Finding, ...]
    stopped: tuple[tuple[str, tuple[str, ...]], ...]


def _walked(folder: Path, today: date, whole: bool, shelf: Shelf | None, names: Sequence[str]) -> _Found:
    """A walk through some acts, in whatever process; `shelf`: what this one has read, another one reads it itself."""
    walk = _Walk(shelf or _shelf(folder), today, whole)
    examined = tuple(one for name in names for one in walk.act(name))
    stopped = tuple((cause, tuple(acts)) for cause, acts in walk.stopped.items())
    return _Found(examined, tuple(walk.acts), tuple(walk.shared), stopped)


@dataclass(slots=True)
class _Walk:
    """One walk through a register: what is kept from act to act."""

    shelf: Shelf
    today: date
    whole: bool
    acts: list[Listed] = field(default_factory=list)
    shared: dict[Finding, None] = field(default_factory=dict)  # of files that are no act examined here
    stopped: dict[str, list[str]] = field(default_factory=dict)  # by the file at fault, the acts that stand on it

    def joined(self, found: _Found) -> tuple[Examined, ...]:
        """Keep what was found of some acts, as if they had been examined here."""
        self.acts += found.acts
        self.shared.update(dict.fromkeys(found.shared))
        for cause, names in found.stopped:
            self.stopped.setdefault(cause, []).extend(names)
        return found.examined

    def act(self, name: str) -> Iterator[Examined]:
        """An act with all that is wrong in it; nothing where it is only cited, or stands on what is wrong."""
        loaded, files = self.shelf.load([name]), self.shelf.shown(name)
        own = tuple(found for found in loaded.findings if found.where and found.where.path in files)
        if not self.whole:
            self.shared.update(dict.fromkeys(found for found in loaded.findings if found not in own))
        if self.stops(name, loaded, own):
            if own:
                yield Examined(name, own)
            return
        assert loaded.register is not None
        found, documents = self.examined(loaded.register, name)
        if own or loaded.register.actes[name].rendered or not self.whole:
            yield Examined(name, (*own, *found), documents)

    def stops(self, name: str, loaded: Loaded, own: Sequence[Finding]) -> bool:
        """Whether an act cannot be composed; the file that it waits for is kept, unless its own errors are told."""
        wrong = errors_of(own)
        register = loaded.register
        readable = register is not None and name in register.actes
        cause = self.cause(loaded) if readable else self.shelf.shown(COLLECTIVITE)[0]
        if cause and not wrong:
            self.stopped.setdefault(cause, []).append(name)
        if register is not None and readable and (cause or wrong):
            self.acts.append(listed(Context((), self.today, name, register.actes[name], register)))
        return bool(cause or wrong)

    def examined(self, register: Register, name: str) -> tuple[tuple[Finding, ...], tuple[Document, ...]]:
        """What the rules find in an act and its documents, or what is wrong in its prose."""
        act = register.actes[name]
        dossier = compose(act, register) if act.rendered else None
        documents = dossier.documents if dossier and not dossier.findings else ()
        context = of_entry(register, name, documents, self.today)
        self.acts.append(listed(context))
        if dossier and dossier.findings:
            return dossier.findings, ()
        return examine_context(context), documents

    def cause(self, loaded: Loaded) -> str:
        """The file that keeps an act from being composed: it cannot be read, or acts cite each other in a circle."""
        failed = [path for name in loaded.failed for path in self.shelf.shown(name)]
        circle = [found.where.path for found in loaded.findings if found.name == CIRCLE and found.where]
        return next(iter((*failed, *circle)), "")

    def rest(self) -> Iterator[Finding]:
        """What is wrong beside the acts: in what they share, and in the register as a whole."""
        for found in self.shelf.findings:
            self.shared.setdefault(found)
        yield from sorted(self.shared, key=Finding.sort_key)
        if self.whole:
            yield from self.shelf.strays()
        for cause, names in self.stopped.items():
            yield _not_checked(cause, names)
        if self.whole and self.shelf.body is not None:
            yield from self.as_a_whole(self.shelf.register())

    def as_a_whole(self, register: Register) -> list[Finding]:
        """What the rules of the register find; what an entry accepts of it is marked."""
        found = check(RegisterContext(tuple(self.acts), register, self.today))
        about = names_over(RegisterContext)
        for act in self.acts:
            ecarts = [(ecart, place) for ecart, place in act.ecarts if is_about(ecart, about)]
            if ecarts:
                path = act.at.where.path if act.at.where else ""
                mine = [one for one in found if one.where and one.where.path == path]
                found = [*(one for one in found if one not in mine), *accept(mine, ecarts)]
        return sorted(found, key=Finding.sort_key)


_shelf = lru_cache(maxsize=1)(Shelf)


def _not_checked(cause: str, names: Iterable[str]) -> Finding:
    """The acts that wait for a file to be mended: said once, with their number."""
    every = list(names)
    first, others = every[:SHOWN], len(every) - SHOWN
    who = f"{', '.join(first)} et {others} autres" if others > 1 else list_and(every)
    verb = "n'ont pas pu être vérifiés" if len(every) > 1 else "n'a pas pu être vérifié"
    message = f"{who} {verb} : {cause} est à corriger d'abord"
    hint = "corrigez ce fichier, puis relancez « actes check »"
    return problem("acte-non-verifie", message, hint, where=Place(cause))
