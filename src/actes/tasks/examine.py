"""What `check` looks at: an entry with all that it composes, or files, made into contexts for the rules; the acts of a
register one after the other, then the register as a whole. What was told is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..check import check
from ..claims.rows import rows
from ..compose.dossier import compose
from ..context import AgainstContext, Context, Listed, RegisterContext, of_entry
from ..document import Document
from ..figures.network import relations
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, Spot, errors_of
from ..frozen import frozen
from ..model.confirm import Ecart
from ..model.register import Register
from ..office.convert import read_any
from ..outline.nature import Nature
from ..place import Place
from ..problems import problem
from ..reading.result import Reading
from ..registry.folder import COLLECTIVITE
from ..registry.load import Loaded, Shelf, load_register
from ..report.claimed import Act
from ..rules import names_over
from ..statements.days import is_signed
from ..statements.listed import listed
from ..values.grammar import list_and
from ..waivers import accept, accepts, is_about
from ..workspace import Workspace
from .cores import ENOUGH, shared_out
from .folders import NO_TEXT, File, FilePart, acts_among, files_of, opened
from .known import documents_of

if TYPE_CHECKING:
    from ..against.facing import Reference


@frozen
class Examined:
    """An act that was checked: its name for the report, and everything found.

    `documents` are what was examined, in the order that a finding's spot counts; `files` those that they were read
    from, none for an entry. `refused`: the exit status of what could not be read, else 0. `signed`: it is
    corrected no more, its entry by force only.
    """

    name: str
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...] = ()
    files: tuple[Path, ...] = ()
    refused: int = 0
    signed: bool = False


def examine_documents(
    register: Register, identifier: str, documents: Sequence[Document], today: date
) -> tuple[Finding, ...]:
    """Check an entry and the documents that it composed; what the entry accepts is marked."""
    return examine_context(of_entry(register, identifier, documents, today))


def examine_context(context: Context) -> tuple[Finding, ...]:
    """Check an act of the register; an acceptance that is about the register, or files, waits for their check."""
    assert context.entry is not None
    accepted = [
        (ecart, context.field(f"ecarts_acceptes[{index}]").where)
        for index, ecart in enumerate(context.entry.ecarts_acceptes)
        if not _waits(ecart)
    ]
    return tuple(accept(check(context), accepted))


def _waits(ecart: Ecart) -> bool:
    """Whether an acceptance is of what another check finds."""
    if is_about(ecart, names_over(Context)):
        return False
    return any(is_about(ecart, names_over(other)) for other in (RegisterContext, AgainstContext))


def examine_files(
    paths: Sequence[Path], today: date, *, together: bool = False, against: Reference | None = None
) -> list[Examined]:
    """Check files, each an act of its own; `together` makes them one act. What cannot be read is a finding.

    `against`: each is compared with the document that it is among those that this entry composes.
    """
    read, refused = _read_all(paths, alone=not together)
    groups = [read] if together and read else [[one] for one in read]
    return [*refused, *(_examined(group, today, against, together) for group in groups)]


def examine_folder(folder: Path, today: date, *, against: Reference | None = None) -> list[Examined]:
    """Check the documents of a folder: one act, or as many as there are numbers. What else is there is named first."""
    paths, unread = files_of(folder)
    read, refused = _read_all(paths, alone=False)
    groups = [read] if against else acts_among(read, today)
    done = [_examined(group, today, against, True) for group in groups if group]
    status = 0 if paths else COULD_NOT_RUN
    told = [Examined(f"dossier {folder.resolve().name}", (unread,), refused=status)] if unread else []
    return [*told, *refused, *done]


def examine_reading(path: Path, reading: Reading, today: date) -> Sequence[Finding]:
    return _checked([opened(reading, path, True)], today)


def _read_all(paths: Sequence[Path], *, alone: bool) -> tuple[list[File], list[Examined]]:
    """The files, and those that cannot be read, each with why."""
    read: list[File] = []
    refused: list[Examined] = []
    for path in paths:
        try:
            read.append(opened(read_any(path), path, alone))
        except CannotGoOn as error:
            refused.append(Examined(path.name, error.findings, refused=error.status))
    return read, refused


def _examined(files: Sequence[File], today: date, against: Reference | None, together: bool) -> Examined:
    ordered = sorted(files, key=lambda file: list(Nature).index(file.whole.nature))
    read = [file for file in files if len(files) == 1 or not file.receipt]  # a receipt is held against the act
    notes = [note for file in files for note in file.notes if note.code != NO_TEXT or file in read]
    name = ", ".join(file.path.name for file in files)
    if against is None:
        found: Sequence[Finding] = _checked(ordered, today)
    else:
        found, same = _compared(ordered, today, against, together=together)
        name += f" : aucune différence avec {against.identifier}" if same else ""
    documents = tuple(file.document for file in ordered)
    signed = all(is_signed(_context(act, today)) for act in _acts(ordered))
    return Examined(name, (*notes, *found), documents, tuple(file.path for file in ordered), signed=signed)


def _context(act: Sequence[tuple[int, FilePart]], today: date) -> Context:
    return Context(tuple(one.part for _, one in act), today)


def _acts(files: Sequence[File]) -> Iterator[list[tuple[int, FilePart]]]:
    """The documents of each act, with the rank of their file: a file may hold several acts, one after the other."""
    last = max(one.act for file in files for one in file.documents)
    for act in range(last + 1):
        held = [(rank, one) for rank, file in enumerate(files) for one in file.documents if one.act == act]
        yield sorted(held, key=lambda pair: list(Nature).index(pair[1].part.nature))


def _checked(files: Sequence[File], today: date) -> list[Finding]:
    """What is found in the acts of files; where it stands is told in the blocks of the files."""
    found: list[Finding] = []
    for act in _acts(files):
        for finding in check(_context(act, today)):
            spot = _in_file(finding.spot, act) if finding.spot else None
            fix = tuple(replace(one, spot=_in_file(one.spot, act)) for one in finding.fix)
            found.append(replace(finding, spot=spot, fix=fix))
    return found


def _in_file(spot: Spot, act: Sequence[tuple[int, FilePart]]) -> Spot:
    file, one = act[spot.part]
    return replace(spot, part=file, block=spot.block + one.start)


def _compared(
    files: Sequence[File], today: date, against: Reference, *, together: bool
) -> tuple[Sequence[Finding], bool]:
    """What differs from the entry, then what the files say of themselves; what the entry accepts is marked.

    And whether each is a document of the entry, and nothing differs.

    An acceptance that accepts nothing here may be about the entry, or about another of its documents.
    """
    from ..against.facing import face

    facing = face(tuple(file.whole for file in files), against, today, together=together)
    called = [file.called(part) for file, part in zip(files, facing.parts, strict=True)]
    other = check(facing)
    found = [*other, *_checked(called, today)]
    accepted = against.register.actes[against.identifier].ecarts_acceptes
    place = against.register.place(against.identifier, "ecarts_acceptes")
    used = [ecart for ecart in accepted if any(accepts(ecart, finding) for finding in found)]
    told = accept(found, [(ecart, place.place_at(0) if place else None) for ecart in used])
    return told, len(facing.faced) == len(files) and not other


def claimed(name: str, context: Context) -> Act:
    return name, rows(context), relations(context)


def contexts_of(
    paths: Sequence[Path], today: date, *, together: bool, folder: bool = False
) -> tuple[list[tuple[str, Context]], list[Examined]]:
    """The acts of files, each under their names, for who looks at what was read of them; and what cannot be read.

    `folder`: they are all that is in one.
    """
    read, refused = _read_all(paths, alone=not together and not folder)
    groups = acts_among(read, today) if folder else [read] if together else [[one] for one in read]
    acts = [(", ".join(file.path.name for file in group), act) for group in groups if group for act in _acts(group)]
    return [(name, _context(act, today)) for name, act in acts], refused


def claimed_files(
    paths: Sequence[Path], today: date, *, together: bool, folder: bool = False
) -> tuple[list[Act], list[Finding]]:
    """What is read of files, and what keeps some from being read."""
    found, refused = contexts_of(paths, today, together=together, folder=folder)
    return [claimed(*one) for one in found], [finding for one in refused for finding in one.findings]


def claimed_acts(workspace: Workspace, names: Iterable[str], today: date) -> Iterator[Act]:
    """What is read of acts of the register. Raises CannotGoOn for one that cannot be composed."""
    for name in names:
        register = load_register(workspace.registry, [name]).holding([name])
        documents = documents_of(register.actes[name], register)
        yield claimed(name, of_entry(register, name, documents, today))


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


# What a walk through some of the acts found: these, their lines for the whole, what is shared, who waits for what.
_Found = tuple[list[Examined], list[Listed], dict[Finding, None], dict[str, list[str]]]


def _walked(folder: Path, today: date, whole: bool, shelf: Shelf | None, names: Sequence[str]) -> _Found:
    """A walk through some acts, in whatever process; `shelf`: what this one has read, another one reads it itself."""
    walk = _Walk(shelf or _shelf(folder), today, whole)
    return [one for name in names for one in walk.act(name)], walk.acts, walk.shared, walk.stopped


@dataclass(slots=True)
class _Walk:
    """One walk through a register: what is kept from act to act."""

    shelf: Shelf
    today: date
    whole: bool
    acts: list[Listed] = field(default_factory=list)
    shared: dict[Finding, None] = field(default_factory=dict)  # of files that are no act examined here
    stopped: dict[str, list[str]] = field(default_factory=dict)  # by the file at fault, the acts that stand on it

    def joined(self, found: _Found) -> list[Examined]:
        """Keep what was found of some acts, as if they had been examined here."""
        examined, acts, shared, stopped = found
        self.acts += acts
        self.shared |= shared
        for cause, names in stopped.items():
            self.stopped.setdefault(cause, []).extend(names)
        return examined

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
            signed = loaded.register.actes[name].locked(self.today)
            yield Examined(name, (*own, *found), documents, signed=signed)

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
            yield from self.as_a_whole(self.shelf.register({}, self.shelf.places))

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
