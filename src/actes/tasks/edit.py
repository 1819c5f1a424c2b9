"""What somebody does to the fields of an entry, written into its file: one splice, proved, undoable; or why it is not.
What somebody else saved meanwhile is a conflict, with both versions: nothing goes over another's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..compose.dossier import compose
from ..finding import CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.edits import Added, Change, Move, Said, Typed
from ..model.links import whole
from ..registry.decoding import decoded
from ..registry.folder import shown_path
from ..registry.load import Shelf, model_of
from ..registry.nodes import Node
from ..registry.places import Places
from ..registry.splice import splice_bytes
from ..registry.syntax import tree_of
from ..registry.typed import edits, possible, stands, told
from ..report.text import around
from ..store.atomic import locked
from ..store.problems import data_of
from ..store.undo import digest, rewrite_undoable
from ..store.writing import Rewritten
from ..values.dates import in_french
from ..values.identifiers import Siren, Siret, TvaNumber
from ..workspace import STATE
from .correction import GONE, refuse_signed
from .naming import beside, field_name, in_words, whole_path

NUMBERS = {"siren": Siren, "siret": Siret, "tva": TvaNumber}
TRIED = 5  # acts composed to see whether what they share still does
FOLLOWING = ("suivi", "ecarts_acceptes", "a_confirmer")  # what may be said of an act once it is signed


@frozen
class Wrong:
    """Why what was typed in a field is not written: what is wrong, what to write instead."""

    path: str
    message: str
    hint: str = ""


@frozen
class Conflict:
    """Two edits of one field: what somebody wants there, what somebody else has written there meanwhile."""

    change: Change
    theirs: str


@frozen
class Changed:
    """The entry after an edit: the digest of its file. `left` is not written: what is `wrong` in it, `conflicts`."""

    digest: str
    left: tuple[Change, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def written(self) -> bool:
        return not self.left


@frozen
class Retyped:
    """Whether the text of an entry, typed anew, was written; `theirs`: what somebody else saved meanwhile."""

    written: bool
    theirs: str | None = None


def entry_bytes(shelf: Shelf, identifier: str) -> bytes:
    """What the file of an owner holds now. Raises KeyError where there is none: names are looked up before."""
    return data_of(shelf.path(identifier))


def change(
    shelf: Shelf,
    identifier: str,
    seen: bytes | None,
    changes: Sequence[Change],
    today: date,
    *,
    force: bool = False,
    going: str = "",
    acts: Sequence[str] = (),
) -> Changed:
    """Write changes into an entry, those that can be; `seen`: its text when somebody typed them, if it is known.
    `acts` stand on it, where it is none itself, drafts first. Raises CannotGoOn where the system refuses.

    Those that make sense together only are judged together; those made under one name of `going`, one after the other,
    are undone at once.
    """
    root = shelf.folder.parent
    with locked(root / STATE):
        entry = _Entry(shelf, identifier, entry_bytes(shelf, identifier), today, acts)
        conflicts = tuple(entry.conflicts(seen, changes))
        theirs = [one.change for one in conflicts]
        if not force:
            entry.refuse_signed(changes)
        made, wrong, after = entry.right([one for one in changes if one not in theirs])
        if after != entry.before:
            what, files = " ; ".join(map(entry.what, made)), {entry.path: Rewritten(entry.before, after)}
            rewrite_undoable(root, files, f"{entry.called}{what}", one=f"{identifier} {going}" if going else "")
    return Changed(digest(after), tuple(one for one in changes if one not in made), tuple(wrong), conflicts)


def typed_text(data: bytes) -> str:
    """The text of an entry for who types it anew, whatever is wrong with its bytes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def retype(
    shelf: Shelf, identifier: str, seen: str, text: str, today: date, *, force: bool = False, acts: Sequence[str] = ()
) -> Retyped:
    """Write the text of an entry, typed anew by who saw the version of digest `seen`; what can be read stays so.

    Raises CannotGoOn where the act is signed, or the system refuses.
    """
    root = shelf.folder.parent
    with locked(root / STATE):
        before = entry_bytes(shelf, identifier)
        if digest(before) != seen:
            return Retyped(False, typed_text(before))
        entry = _Entry(shelf, identifier, before, today, acts)
        if not force:
            entry.refuse_signed([Typed("", text)])
        end = "\r\n" if b"\r\n" in before else "\n"
        after = end.join([*text.removesuffix("\n").split("\n"), ""]).encode("utf-8")
        if entry.errors(after) and not entry.errors(before):
            return Retyped(False)
        rewrite_undoable(root, {entry.path: Rewritten(before, after)}, f"{identifier} : le texte de la fiche")
    return Retyped(True)


def faults(shelf: Shelf, identifier: str, text: str, today: date, acts: Sequence[str] = ()) -> list[Finding]:
    """What keeps an entry whose text is such from being read, or its act from being composed; or `acts` from it."""
    data = text.encode("utf-8", "replace")
    return _Entry(shelf, identifier, data, today, acts).errors(data)


@frozen
class _Entry:
    """An entry about to be changed."""

    shelf: Shelf
    identifier: str
    before: bytes
    today: date
    acts: Sequence[str] = ()

    @property
    def path(self) -> Path:
        return self.shelf.path(self.identifier)

    @property
    def cls(self) -> type:
        return model_of(self.identifier)

    @property
    def called(self) -> str:
        """What opens the words of an edit: fields of what is no act say whose they are."""
        return f"{self.identifier} : " if self.cls is Acte else ""

    @property
    def shown(self) -> str:
        return shown_path(self.shelf.folder, self.path)

    def read(self, data: bytes) -> Node:
        """The tree of the entry. Raises CannotGoOn where it is no YAML of ours."""
        return tree_of(decoded(data, self.shown), self.shown)

    def conflicts(self, seen: bytes | None, changes: Iterable[Change]) -> Iterator[Conflict]:
        """What somebody else changed of what somebody changes."""
        now = self.read(self.before)
        before = now if seen == self.before else self.read(seen) if seen else None
        for one in changes:
            if not stands(one, before, now):
                yield Conflict(one, in_french(told(now, one)))

    def refuse_signed(self, changes: Iterable[Change]) -> None:
        """Raise CannotGoOn where a change is about what was signed."""
        register = self.shelf.load([self.identifier]).register
        act = register.actes.get(self.identifier) if register is not None else None
        if act is not None and not all(one.path.startswith(FOLLOWING) for one in changes):
            refuse_signed(act, self.identifier, self.today, "si la fiche seule a été mal recopiée, déverrouillez-la")

    def spliced(self, changes: Iterable[Change]) -> bytes:
        data = self.before
        for one in changes:
            node = self.read(data)
            if not possible(one, node, self.cls):
                raise CannotGoOn([GONE])
            data = splice_bytes(data, edits(one, node, self.cls), self.shown)
        return data

    def right(self, changes: Sequence[Change]) -> tuple[list[Change], list[Wrong], bytes]:
        """The changes that can be written, together; what is wrong in the others; the bytes of the file once made.

        What errors are about goes; what they turn out not to be about comes back.
        """
        refused = [(one, why) for one in changes for why in self.unwritable(one)]
        changes = [one for one in changes if one not in [each for each, _ in refused]]
        made = list(changes)
        while wrong := list(self.wrong(after := self.spliced(made))):
            faulty = _at_fault(made, wrong)
            made = [one for one in made if one not in faulty]
        left, wrong = [one for one in changes if one not in made], []
        while left:
            more = [[each for each in changes if each in made or each is one] for one in left]
            tried = [(each, list(self.wrong(self.spliced(each)))) for each in more]
            wrong = list(dict.fromkeys(told for _, found in tried for told in found))
            if all(found for _, found in tried):
                break
            made = next(each for each, found in tried if not found)
            left, after = [one for one in left if one not in made], self.spliced(made)
        return made, [*(why for _, why in refused), *wrong], after

    def unwritable(self, one: Change) -> Iterator[Wrong]:
        """Why a change cannot stand in the file at all, whatever the act says; of a partner, a number that nobody can
        have been given, where it is typed: in a file that holds one, the check finds it.
        """
        if self.cls is not Acte and isinstance(one, Typed) and one.path in NUMBERS and one.text:
            try:
                NUMBERS[one.path].parse(one.text)
            except ValueError as error:
                message, _, hint = str(error).rpartition(" ; ")
                yield Wrong(one.path, message, hint)
                return
        try:
            self.spliced([one])
        except CannotGoOn as error:
            for found in error.findings[:1] if GONE not in error.findings else ():  # of no field that stands there
                yield Wrong(one.path, found.message, self.hint(found, one.path))

    def wrong(self, after: bytes) -> Iterator[Wrong]:
        """Errors that changes would bring: what was typed cannot be read, or the act can no longer be composed."""
        errors = self.errors(after) if after != self.before else ()
        if not errors:
            return
        places = Places(self.read(after))
        for found in _more(errors, self.errors(self.before)):
            path = places.field_at(found.where) if found.where is not None else ""
            yield Wrong(path, found.message, self.hint(found, path))

    def hint(self, found: Finding, path: str) -> str:
        return beside(found.hint, whole_path(self.identifier, path))

    def errors(self, data: bytes) -> list[Finding]:
        """What keeps the act from being composed, the entry being such; of what acts share, what is wrong in it, else
        what would be wrong in them that is not yet.
        """
        if self.cls is not Acte:
            shelf = Shelf(self.shelf.folder, {self.path: data}, self.shelf.memory)
            own = [one for one in errors_of(shelf.findings) if one.where and one.where.path == self.shown]
            there = [] if own else self.there(shelf)
            return own or (list(_more(there, self.there(self.shelf))) if there else [])
        loaded = self.shelf.load([self.identifier], {self.path: data})
        found = errors_of(loaded.findings)
        register = loaded.register
        if found or register is None or not loaded.sound or not register.actes[self.identifier].rendered:
            return found
        return list(compose(register.actes[self.identifier], register).findings)

    def there(self, shelf: Shelf) -> list[Finding]:
        """What is wrong in the acts that stand on it, each said with its name; few are composed."""
        loaded = shelf.load(self.acts)
        found = [_named(one) for one in errors_of(loaded.findings)]
        for register in [loaded.register] if loaded.register else []:
            acts = [register.actes[name] for name in self.acts if name in register.actes]
            some = [act for act in acts if act.rendered and whole(register, act)][:TRIED]
            found += [one for act in some for one in compose(act, register).findings]
        return found

    def what(self, one: Change) -> str:
        """What a change is, for who undoes it: its field by the name that the form gives it."""
        called = field_name(whole_path(self.identifier, one.path))
        if isinstance(one, Added):
            return f"ajout dans « {called} »"
        if isinstance(one, Move):
            return f"« {called} » déplacé"
        if not isinstance(one, Typed | Said):
            return f"{called} : retiré"
        was, text = around(*(in_words(in_french(text)) for text in (one.was or "", one.text)))
        return f"{called} : « {was} » → « {text} »"


def _named(found: Finding) -> Finding:
    return replace(found, message=f"{Path(found.where.path).stem} : {found.message}") if found.where else found


def _more(found: Iterable[Finding], known: Iterable[Finding]) -> Iterator[Finding]:
    """What is found beyond what was known."""
    left = Counter((one.code, one.message) for one in known)
    for one in found:
        left[one.code, one.message] -= 1
        if left[one.code, one.message] < 0:
            yield one


def _at_fault(changes: Sequence[Change], wrong: Sequence[Wrong]) -> Sequence[Change]:
    """The changes that errors are about, as near as their paths tell: the same, else one that begins alike."""
    for part in (str, lambda path: path.partition(".")[0].partition("[")[0]):
        at = {part(told.path) for told in wrong}
        if found := [one for one in changes if part(one.path) in at]:
            return found
    return changes
