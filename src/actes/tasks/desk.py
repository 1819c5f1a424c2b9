"""The desk of somebody who works all day: the register as it is, what is to be done, an act opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from jinja2.utils import LRUCache

from ..compose.dossier import compose
from ..compose.nameable import Named, facts, forms, label_of, scope_at
from ..finding import Finding, errors_of
from ..frozen import frozen
from ..history.due import Due
from ..model.acte import Acte
from ..model.edits import Change
from ..model.links import standing_on, third_parties
from ..model.prose import Prose
from ..model.register import Register
from ..place import Place
from ..registry.folder import TIERS
from ..registry.nodes import Scalar
from ..registry.places import Places
from ..store.undo import digest, last_kept, redoable, undo
from ..values.text import unaccented
from ..workspace import Workspace
from .aside import Aside, Warm
from .correction import Correction
from .edit import Changed, Retyped, change, entry_bytes, faults, retype, typed_text
from .fields import Act, Alinea, alineas, printed_in
from .known import known
from .mend import WorkingCopy, apply
from .naming import is_act
from .opened import Opened, about, name_of, opened
from .overview import EVERY, Body, Line, State, Users, Wanted, found, newest_first, to_publish, to_transmit

MOST = 100  # texts of entries that are kept


@frozen
class Overview:
    """The register for who starts her day. `due` is None while it is being worked out; `waiting`: acts not checked;
    `unread`: entries that cannot be read.
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
            (
                *(owner for owner in held.shelf.shared if errors_of(about(held, owner))),
                *(name for name in held.shelf.files if name not in lines),
            ),
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
        return typed if typed in self.warm.held().shelf else known(self.workspace, [typed])[0]

    def opened(self, typed: str) -> Opened:
        held, name = self.warm.held(), self.named(typed)
        version = self.version(name)  # before the entry is read: at worst it is said to be older than it is
        shown = held.shelf.shown(name)[0]
        last, gone = last_kept(self.workspace.root, shown), redoable(self.workspace.root, shown)
        act = opened(self.warm.held(), name, self.clock())
        act = replace(act, digest=version, undoable=last.what if last else "", redoable=gone.what if gone else "")
        register = held.loaded.register
        if not is_act(name):
            return replace(act, users=self.users(name))
        if act.line is None or register is None:
            return act
        return replace(act, line=self.aside.line(register, name, self.clock()))

    def change(
        self, identifier: str, seen: str, changes: Sequence[Change], *, force: bool = False, going: str = ""
    ) -> Changed:
        """Write what somebody typed in the fields of an act, which she saw in the version whose digest is `seen`."""
        self.version(identifier)  # which she may have seen before we began
        shelf, text = self.warm.held().shelf, self._shown.get(seen)
        acts = self.standing(identifier)
        return change(shelf, identifier, text, changes, self.clock(), force=force, going=going, acts=acts)

    def retype(self, identifier: str, seen: str, text: str, *, force: bool = False) -> Retyped:
        shelf, acts = self.warm.held().shelf, self.standing(identifier)
        return retype(shelf, identifier, seen, text, self.clock(), force=force, acts=acts)

    def faults(self, identifier: str, text: str) -> list[Finding]:
        return faults(self.warm.held().shelf, identifier, text, self.clock(), self.standing(identifier))

    def users(self, owner: str) -> Users:
        """The acts that stand on a third party, or on the collectivity, the newest first."""
        register, today = self.warm.held().loaded.register, self.clock()
        if register is None:
            return Users((), ())
        named = [name for name in standing_on(register, owner) if register.actes[name].rendered]
        signed = [name for name in named if register.actes[name].locked(today)]
        drafts = newest_first(self.aside.line(register, name, today) for name in named if name not in {*signed})
        return Users(tuple(drafts), tuple(sorted(signed, reverse=True)))

    def standing(self, owner: str) -> list[str]:
        """Their names, drafts first; none for an act."""
        users = self.users(owner) if not is_act(owner) else Users((), ())
        return [*(line.identifier for line in users.drafts), *users.signed]

    def bodies(self, words: str = "") -> list[Body]:
        """The third parties, by name, of which every word is said."""
        held = self.warm.held()
        acts = held.loaded.register.actes.values() if held.loaded.register else ()
        named = Counter(name for act in acts for name in {name for _, name in third_parties(act)})
        found = [
            Body(owner, name_of(held.shelf, owner), named[owner.rpartition("/")[2]], tuple(about(held, owner)))
            for owner in held.shelf.shared
            if owner.startswith(f"{TIERS}/")
        ]
        asked = unaccented(words).split()
        found = [one for one in found if all(word in unaccented(f"{one.nom} {one.owner}") for word in asked)]
        return sorted(found, key=lambda one: unaccented(one.nom))

    def stated(self, where: Place) -> tuple[str, str]:
        """What acts share, and its field, where a place is in its file; "" where it is in none."""
        held = self.warm.held()
        owner = next((one for one in held.shelf.shared if where.path in held.shelf.shown(one)), "")
        places = held.shelf.places.get(owner)
        return owner, places.field_at(where) if isinstance(places, Places) and where.line else ""

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
        if not is_act(identifier):
            source = self.warm.held().shelf.places.get(identifier, {}).get(path)
            return tuple(alineas(path, Prose(source.text, source), {}, label_of)) if isinstance(source, Scalar) else ()
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
        """An act, or one of those that stand on what acts share: the facts of its texts are those that it may name."""
        register = self.warm.held().loaded.register
        for name in [*self.standing(identifier), identifier][:1]:
            if register is not None and name in register.actes:
                yield register.actes[name], register
