"""Corrections that rules know, and findings that somebody accepts, written into entries: nothing that was not checked
again (the finding is gone, no other one came, the act says what was shown); undoable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..context import Context, RegisterContext
from ..finding import CannotGoOn, Finding, Fix, fixes_of
from ..model.confirm import Ecart
from ..model.edits import Add, Edit, Rewrite
from ..model.prose import Prose
from ..model.register import Register
from ..problems import problem
from ..registry.decoding import decoded
from ..registry.folder import shown_path
from ..registry.load import Shelf
from ..registry.nodes import Node, Scalar
from ..registry.places import Places
from ..registry.splice import lines_changed, rewritten, splice_bytes
from ..registry.syntax import tree_of
from ..renew.literals import Finder, literals
from ..rules import names_over
from ..store.atomic import locked
from ..store.problems import data_of
from ..store.undo import rewrite_undoable
from ..store.writing import Rewritten
from ..waivers import accepts, is_about
from ..workspace import STATE
from .correction import GONE, Correction, apart, not_found, prove, prove_accepted, refuse_signed, said_place
from .examine import NAME, Examined, survey

SHOWN = 3  # changes that who undoes them is told one by one


@dataclass(slots=True)
class WorkingCopy:
    """An act being corrected in memory: each change is proved when it is made, and all are written at the end."""

    folder: Path
    identifier: str
    today: date
    force: bool = False
    before: dict[Path, bytes] = field(default_factory=dict)
    drafts: dict[Path, bytes] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    known: Examined | None = None
    loaded: Register | None = None

    @property
    def mended(self) -> Examined:
        if self.known is None:
            self.known = self._checked(self.drafts)
        return self.known

    def bytes_of(self, path: Path) -> bytes:
        if path not in self.before:
            self.before[path] = data_of(path)
        return self.drafts.get(path, self.before[path])

    def corrections(self, findings: Iterable[Finding]) -> Iterator[Correction]:
        """What can be corrected of findings, in reading order; of the same words, what weighs most first."""
        for fix, found in fixes_of(findings):
            if fix.where is not None and fix.where.line is not None and (path := self._path(fix.where.path)):
                tree = self._tree(path)
                edit = rewritten(tree, fix.where, fix.words, fix.by)
                if edit is not None:
                    yield self._shown(path, tree, self._named(path, tree, edit), found, fix)

    def references(self) -> Iterator[Correction]:
        """Literals of the entry that could be references."""
        register = self._register()
        if register is not None and (path := self._entry()) is not None:
            tree = self._tree(path)
            for one in literals(register.actes[self.identifier], register):
                if one.same:
                    yield self._shown(path, tree, Rewrite(one.path, one.start, one.end, one.reference))

    def make(self, chosen: Sequence[Correction]) -> None:
        """Make corrections that were shown, all of them or none; of the same words, the one that weighs most.

        Raises CannotGoOn where the act is signed, or where the check does not agree.
        """
        self.refuse_signed()
        chosen = apart(chosen)
        found = dict.fromkeys((one.path, one.edit) for one in chosen)
        later_first = sorted(found, key=lambda one: (one[1].path, one[1].start), reverse=True)
        edits = {path: [edit for at, edit in later_first if at == path] for path, _ in found}
        self._make(edits, lambda after: prove(self.mended, after, chosen), [one.what for one in chosen])

    def accept(self, finding: Finding, motif: str, par: str) -> None:
        """Accept a finding in the entry. What another check finds (of the register, of files) waits for that check."""
        path = self._entry()
        if path is None or not motif.strip() or not par.strip():
            hint = "dites pourquoi (le motif) et qui accepte : les deux restent dans la fiche"
            raise CannotGoOn([problem("COR103", "il manque le motif, ou le nom de qui accepte", hint)])
        several = [one for one in self.mended.findings if one.code == finding.code and not one.waived]
        item = {"regle": finding.name, "motif": motif.strip(), "par": par.strip(), "le": self.today.isoformat()}
        if len(several) > 1:
            item["endroit"] = said_place(finding)
        here, what = finding.name in names_over(Context), f"{self.identifier} : écart accepté, {finding.name}"
        edits = {path: [Add("ecarts_acceptes", item)]}
        self._make(edits, lambda after: prove_accepted(self.mended, after, finding, here=here), [what])

    def _make(
        self, edits: Mapping[Path, Iterable[Edit]], proof: Callable[[Examined], None], made: Iterable[str]
    ) -> None:
        shown = {path: shown_path(self.folder, path) for path in edits}
        new = {path: splice_bytes(self.bytes_of(path), edits[path], shown[path]) for path in edits}
        drafts = {**self.drafts, **new}
        after = self._checked(drafts)
        proof(after)
        self.drafts, self.known, self.loaded = drafts, after, None
        self.made += made

    def write(self) -> None:
        """Write what was made, so that it can be undone. Raises CannotGoOn where somebody saved a file meanwhile."""
        files = {path: Rewritten(self.before[path], data) for path, data in self.drafts.items()}
        first, more = self.made[:SHOWN], len(self.made) - SHOWN
        what = " ; ".join([*first, *([f"… et {more} autres"] if more > 0 else [])])
        rewrite_undoable(self.folder.parent, files, what)

    def _checked(self, drafts: Mapping[Path, bytes]) -> Examined:
        found = survey(Shelf(self.folder, drafts), [self.identifier], self.today)
        return next((one for one in found if one.name == self.identifier), Examined(self.identifier, ()))

    def _register(self) -> Register | None:
        if self.loaded is None:
            self.loaded = Shelf(self.folder, self.drafts).load([self.identifier]).register
        return self.loaded if self.loaded is not None and self.identifier in self.loaded.actes else None

    def refuse_signed(self) -> None:
        """Raise CannotGoOn where the act is signed: its entry says what was signed."""
        if not self.force and (register := self._register()) is not None:
            act, alone = register.actes[self.identifier], "si la fiche seule a été mal recopiée : --force"
            refuse_signed(act, self.identifier, self.today, alone)

    def _entry(self) -> Path | None:
        return next(iter(Shelf(self.folder).files.get(self.identifier, ())), None)

    def _path(self, shown: str) -> Path | None:
        path = self.folder.parent / shown
        return path if path.is_relative_to(self.folder) and path.is_file() else None

    def _tree(self, path: Path) -> Node:
        shown = shown_path(self.folder, path)
        return tree_of(decoded(self.bytes_of(path), shown), shown)

    def _shown(
        self, path: Path, tree: Node, edit: Rewrite, found: Finding | None = None, fix: Fix | None = None
    ) -> Correction:
        line, before, after = lines_changed(tree, edit)
        return Correction(path, shown_path(self.folder, path), edit, line, before, after, found, fix)

    def _named(self, path: Path, tree: Node, edit: Rewrite) -> Rewrite:
        """The edit that writes a reference where the new words state a fact of the entry: they stay right after it."""
        register = self._register() if path == self._entry() else None
        node = Places(tree).get(edit.path)
        if register is None or not isinstance(node, Scalar):
            return edit
        new = f"{node.text[: edit.start]}{edit.text}{node.text[edit.end :]}"
        more = len(edit.text) - (edit.end - edit.start)
        for one in Finder(register.actes[self.identifier], register).literals(edit.path, Prose(new)):
            if one.same and one.start <= edit.start and edit.start + len(edit.text) <= one.end:
                return Rewrite(edit.path, one.start, one.end - more, one.reference)
        return edit


Choose = Callable[[WorkingCopy], Iterable[Correction]]


def apply(folder: Path, identifier: str, choose: Choose, today: date, *, force: bool = False) -> Examined:
    """Write the corrections chosen of an act as it is now, all of them or none, so that they can be undone.

    Raises CannotGoOn where none is chosen, where one does not mend what it should, where a file was saved meanwhile, or
    where the act is signed (unless `force`).
    """
    with locked(folder.parent / STATE):
        work = WorkingCopy(folder, identifier, today, force=force)
        if not (chosen := tuple(choose(work))):
            raise CannotGoOn([GONE])
        work.make(chosen)
        work.write()
    return work.mended


def accept(folder: Path, identifier: str, finding: Finding, motif: str, par: str, today: date) -> Examined:
    """Accept a finding of an act: its entry says by whom, why and since today; the finding stays, marked.

    Raises CannotGoOn where it is none that somebody can accept, or where reason or name are empty.
    """
    with locked(folder.parent / STATE):
        work = WorkingCopy(folder, identifier, today, force=True)
        work.accept(finding, motif, par)
        work.write()
    return work.mended


def acceptable(folder: Path, identifier: str, rule: str, endroit: str, today: date) -> Finding:
    """The finding that somebody means by the code or name of its rule, and words of its place where there are several.

    Raises CannotGoOn where there is none, or where the words leave several.
    """
    wanted = Ecart(regle=rule, motif="", par="", le=today, endroit=endroit)
    if is_about(wanted, names_over(RegisterContext)):
        found = _of_register(folder, identifier, today)
    else:
        found = WorkingCopy(folder, identifier, today).mended.findings
    matches = [one for one in found if not one.waived and accepts(wanted, one)]
    if not matches:
        raise not_found(rule)
    if len({said_place(one) for one in matches}) > 1:
        places = " ; ".join(dict.fromkeys(map(said_place, matches)))
        message = f"« {rule} » désigne {len(matches)} remarques de cet acte"
        raise CannotGoOn([problem("COR103", message, f"dites laquelle avec --where : {places}")])
    return matches[0]


def _of_register(folder: Path, identifier: str, today: date) -> tuple[Finding, ...]:
    """What the check of the whole register finds in the entry of an act."""
    shelf = Shelf(folder)
    files = shelf.shown(identifier)
    found = (one for act in survey(shelf, None, today) if act.name == NAME for one in act.findings)
    return tuple(one for one in found if one.where and one.where.path in files)
