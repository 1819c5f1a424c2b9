"""The desk of somebody who works all day: the register as it is, what is to be done, an act opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from jinja2.utils import LRUCache

from ..compose.dossier import compose
from ..compose.nameable import Named, facts, forms, scope_at
from ..finding import Finding
from ..frozen import frozen
from ..history.due import Due
from ..model.acte import Acte
from ..model.edits import Change
from ..model.prose import Prose
from ..model.register import Register
from ..registry.nodes import Scalar
from ..store.undo import digest, last_kept, redoable, undo
from ..workspace import Workspace
from .aside import Aside, Warm
from .correction import Correction
from .edit import Changed, change, entry_bytes, typed_text
from .fields import Act, Alinea, alineas, printed_in
from .known import known
from .mend import WorkingCopy, apply
from .opened import Opened, opened
from .overview import EVERY, Line, State, Wanted, found, newest_first, to_publish, to_transmit

MOST = 100  # texts of entries that are kept


@frozen
class Overview:
    """The register for who starts her day. `due` is None while it is being worked out; `waiting`: acts not checked;
    `unread`: those whose entry cannot be read.
    """

    lines: tuple[Line, ...]
    due: tuple[Due, ...] | None
    to_transmit: tuple[Line, ...]
    to_publish: tuple[Line, ...]
    with_errors: tuple[Line, ...]
    unread: tuple[str, ...]
    waiting: int
    findings: tuple[Finding, ...]
    years: tuple[int, ...]
    states: Mapping[State, int]
    body: str


class Desk:
    """One workspace, kept warm. `clock` gives the day."""

    def __init__(self, workspace: Workspace, clock: Callable[[], date]) -> None:
        self.workspace, self.clock = workspace, clock
        self._shown = LRUCache(MOST)  # the last texts of entries, by digest: what somebody saw when she typed
        self.warm = Warm(workspace.registry)
        self.aside = Aside(self.warm, clock)

    def overview(self, wanted: Wanted = EVERY) -> Overview:
        held, today = self.warm.held(), self.clock()
        register = held.loaded.holding()
        lines = {name: self.aside.line(register, name, today) for name in register.actes}
        words = {name: self.warm.words(held, name) for name in lines} if wanted.words else {}
        shown = newest_first(lines.values())
        return Overview(
            tuple(found(shown, wanted, words)),
            self.aside.due(register, today),
            tuple(lines[name] for name, act in register.actes.items() if to_transmit(act, today)),
            tuple(lines[name] for name, act in register.actes.items() if to_publish(act)),
            tuple(line for line in shown if line.state is State.BROUILLON and (line.errors or line.to_confirm)),
            tuple(name for name in held.shelf.files if name not in lines),
            sum(line.counts is None and line.state is not State.CITE for line in shown),
            held.loaded.findings,
            tuple(sorted({line.year for line in shown if line.year}, reverse=True)),
            Counter(line.state for line in shown),
            register.collectivite.nom,
        )

    def register(self) -> Register:
        """The whole register, as it is now. Raises CannotGoOn where its collectivity cannot be read."""
        return self.warm.held().loaded.holding()

    def named(self, typed: str) -> str:
        """The act that somebody names. Raises CannotGoOn (status 2), with the nearest ones, where there is none."""
        return typed if typed in self.warm.held().shelf.files else known(self.workspace, [typed])[0]

    def opened(self, typed: str) -> Opened:
        held, name = self.warm.held(), self.named(typed)
        version = self.version(name)  # before the entry is read: at worst it is said to be older than it is
        shown = held.shelf.shown(name)[0]
        last, gone = last_kept(self.workspace.root, shown), redoable(self.workspace.root, shown)
        act = opened(self.warm.held(), name, self.clock())
        act = replace(act, digest=version, undoable=last.what if last else "", redoable=gone.what if gone else "")
        register = held.loaded.register
        if act.line is None or register is None:
            return act
        return replace(act, line=self.aside.line(register, name, self.clock()))

    def change(
        self, identifier: str, seen: str, changes: Sequence[Change], *, force: bool = False, going: str = ""
    ) -> Changed:
        """Write what somebody typed in the fields of an act, which she saw in the version whose digest is `seen`."""
        self.version(identifier)  # which she may have seen before we began
        shelf, text = self.warm.held().shelf, self._shown.get(seen)
        return change(shelf, identifier, text, changes, self.clock(), force=force, going=going)

    def text(self, identifier: str) -> tuple[str, str]:
        """The text of the entry of an act as it is now, whether it can be read or not; its digest."""
        data = entry_bytes(self.warm.held().shelf, identifier)
        return typed_text(data), self._kept(data)

    def version(self, identifier: str) -> str:
        return self._kept(entry_bytes(self.warm.held().shelf, identifier))

    def _kept(self, data: bytes) -> str:
        known = digest(data)
        self._shown[known] = data
        return known

    def turn(self, identifier: str, *, back: bool) -> None:
        """Undo the last write of the entry, or do it again. Raises CannotGoOn where somebody changed it since."""
        undo(self.workspace.root, self.warm.held().shelf.shown(identifier)[0], again=not back)

    def alineas(self, identifier: str, path: str) -> tuple[Alinea, ...]:
        """The paragraphs of the text at a path of an entry, as its form shows them."""
        for act, register in self._readable(identifier):
            places = register.places.get(identifier)
            source = places.get(path) if places is not None else None
            if isinstance(source, Scalar):
                printed = printed_in(compose(act, register).documents if act.rendered else ())
                return tuple(alineas(path, Prose(source.text, source), printed, Act(act, register).words(path)))
        return ()

    def correct(self, identifier: str, finding: Finding, *, force: bool = False) -> None:
        """Write what a rule knows to write. Raises CannotGoOn where it does not mend what it should."""
        folder = self.workspace.registry
        apply(folder, identifier, lambda work: work.corrections([finding]), self.clock(), force=force)

    def name(self, identifier: str, path: str, start: int, *, force: bool = False) -> None:
        """Make a fact of the words of a text that state one. Raises CannotGoOn where they no longer do."""

        def choose(work: WorkingCopy) -> Iterator[Correction]:
            return (one for one in work.references() if (one.edit.path, one.edit.start) == (path, start))

        apply(self.workspace.registry, identifier, choose, self.clock(), force=force)

    def offered(self, identifier: str, path: str, name: str = "") -> tuple[Named, ...]:
        """The facts that the text at a path of an entry may name; or, of a fact that it names, its forms."""
        for act, register in self._readable(identifier):
            scope = scope_at(act, register, path)
            return forms(name, scope, register.collectivite.orthographe) if name else tuple(facts(act, register, scope))
        return ()

    def names(self, identifier: str) -> Mapping[str, str]:
        return next((Act(act, register).names for act, register in self._readable(identifier)), {})

    def _readable(self, identifier: str) -> Iterator[tuple[Acte, Register]]:
        register = self.warm.held().loaded.register
        if register is not None and identifier in register.actes:
            yield register.actes[identifier], register
