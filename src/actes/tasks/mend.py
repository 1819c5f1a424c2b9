"""Corrections that rules know, and findings that somebody accepts, written into entries: proved first, then undoable.

`corrections(folder, identifier, findings)` gives each correction as a person sees it before it is made; `apply` makes
those that she chose. A `Bench` makes them one after the other in memory, and writes them at the end. Nothing is written
that was not checked again: the finding is gone, no other one came, and the act says what was shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..context import Context, RegisterContext
from ..document import Document
from ..finding import CannotGoOn, Finding, Fix, Severity, by_place
from ..kinds import kinds
from ..model.ecart import Ecart
from ..model.edits import Add, Edit, Rewrite
from ..model.prose import Prose
from ..model.register import Register
from ..place import Place
from ..registry.decoding import decode
from ..registry.load import Shelf
from ..registry.pointed import Sheet
from ..registry.splice import splice_bytes
from ..regular import read_regular
from ..renew.literals import literals, literals_in
from ..rules import names_over
from ..store.entries import Rewritten
from ..store.locked import locked
from ..store.problems import changed_since, translated
from ..store.undo import Kept, digest, last_kept, rewrite_undoable, undo
from ..waivers import accepts, is_about
from ..workspace import STATE
from .survey import NAME, survey

KINDS = kinds(
    (
        "COR101",
        "correction-refusee",
        "Une correction n'est écrite que si, l'acte vérifié de nouveau, la remarque n'y est plus et qu'aucune autre "
        "n'est venue. Sinon rien ne change : corrigez à la main.",
    ),
    (
        "COR102",
        "acte-signe",
        "La fiche d'un acte signé dit ce qui a été signé : une erreur se corrige par un acte rectificatif. Seule une "
        "faute de recopie, absente de l'acte signé, se corrige dans la fiche, avec --force.",
    ),
    (
        "COR103",
        "rien-a-accepter",
        "On accepte une remarque que la vérification fait sur cet acte, par son code ou son nom.",
    ),
)


SHOWN = 3  # changes that who undoes them is told one by one
GONE = KINDS["COR101"].finding("l'acte a changé : cette remarque n'y est plus", "relisez les remarques")


class Outdated(CannotGoOn):
    """A file is not as it was when somebody chose what to write there. Nothing was written, and nothing is lost.

    `current` is its text now, `wanted` what was to be written there, with the lines that it was based on.
    """

    def __init__(self, wanted: Correction, current: str) -> None:
        super().__init__(changed_since(wanted.path, wanted.what).findings)
        self.current, self.wanted = current, wanted


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction in a file of the register, as a person sees it before it is made.

    `digest` is that of the file that it is based on. `line` is the number of the first line that it changes, `before`
    and `after` those lines. `finding` and `fix` say why; they are None where a literal only becomes a reference.
    """

    path: Path
    shown: str
    digest: str
    edit: Rewrite
    line: int
    before: str
    after: str
    finding: Finding | None = None
    fix: Fix | None = None

    @property
    def what(self) -> str:
        """What it is, for who undoes it."""
        said = f"« {self.fix.words} » → « {self.fix.by} »" if self.fix else self.after.strip()
        return f"{self.shown}, ligne {self.line} : {said}"


@dataclass(frozen=True, slots=True)
class Mended:
    """An act once corrected: what the check finds now, and its documents as they now are."""

    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]


def corrections(folder: Path, identifier: str, findings: Iterable[Finding]) -> tuple[Correction, ...]:
    """What can be corrected of findings of an act, in reading order; `folder` is the registry.

    What somebody accepted is left as it is.
    """
    return tuple(Bench(folder, identifier, date.min).corrections(findings))


def fixes_of(folder: Path, identifier: str, finding: Finding) -> tuple[Correction, ...]:
    """The corrections of one finding: none where a person has to choose."""
    return corrections(folder, identifier, [finding])


def references(folder: Path, identifier: str) -> tuple[Correction, ...]:
    """Literals of an entry that state its facts in the same words, each with the `{{ }}` that says it."""
    return tuple(Bench(folder, identifier, date.min).references())


def apply(
    folder: Path,
    identifier: str,
    chosen: Sequence[Correction],
    today: date,
    *,
    force: bool = False,
    known: Mended | None = None,
) -> Mended:
    """Write corrections into the register, all of them or none, so that they can be undone.

    `known` is the act as it was checked when they were shown, where it is still at hand: it is not checked twice.
    Raises Outdated where a file changed since, CannotGoOn where one does not mend what it should, or where the act is
    signed (unless `force`).
    """
    with locked(folder.parent / STATE):
        bench = Bench(folder, identifier, today, force=force, known=known)
        for one in chosen:
            if digest(data := bench.bytes_of(one.path)) != one.digest:
                raise Outdated(one, data.decode("utf-8", "replace"))
        bench.make(chosen)
        bench.write()
    return bench.mended


def accept(folder: Path, identifier: str, finding: Finding, motif: str, par: str, today: date) -> Mended:
    """Accept a finding of an act: its entry says by whom, why and since today; the finding stays, marked.

    Raises CannotGoOn where it is none that somebody can accept, or where reason or name are empty.
    """
    with locked(folder.parent / STATE):
        bench = Bench(folder, identifier, today, force=True)
        bench.accept(finding, motif, par)
        bench.write()
    return bench.mended


def acceptable(folder: Path, identifier: str, rule: str, endroit: str, today: date) -> Finding:
    """The finding that somebody means by the code or name of its rule, and words of its place where there are several.

    Raises CannotGoOn where there is none, or where the words leave several.
    """
    wanted = Ecart(regle=rule, motif="", par="", le=today, endroit=endroit)
    of_register = is_about(wanted, names_over(RegisterContext))
    found = _of_register(folder, identifier, today) if of_register else Bench(folder, identifier, today).mended.findings
    matches = [one for one in found if not one.waived and accepts(wanted, one)]
    if not matches:
        raise _not_found(rule)
    if len({_said_place(one) for one in matches}) > 1:
        places = " ; ".join(dict.fromkeys(map(_said_place, matches)))
        message = f"« {rule} » désigne {len(matches)} remarques de cet acte"
        raise CannotGoOn([KINDS["COR103"].finding(message, f"dites laquelle avec --where : {places}")])
    return matches[0]


def _of_register(folder: Path, identifier: str, today: date) -> tuple[Finding, ...]:
    """What the check of the whole register finds in the entry of an act."""
    shelf = Shelf(folder)
    files = shelf.shown(identifier)
    found = (one for act in survey(shelf, None, today) if act.name == NAME for one in act.findings)
    return tuple(one for one in found if one.where and one.where.path in files)


def undo_last(folder: Path) -> Kept:
    """Undo the last write of corrections, acceptances or follow-up; what it was. Raises CannotGoOn."""
    with locked(folder.parent / STATE):
        return undo(folder.parent)


def can_undo(folder: Path) -> Kept | None:
    """What `undo_last` would undo."""
    return last_kept(folder.parent)


@dataclass(slots=True)
class Bench:
    """An act being corrected in memory: each change is proved when it is made, and all are written at the end."""

    folder: Path
    identifier: str
    today: date
    force: bool = False
    before: dict[Path, bytes] = field(default_factory=dict)
    drafts: dict[Path, bytes] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    known: Mended | None = None
    loaded: Register | None = None

    @property
    def mended(self) -> Mended:
        """The act as it is now."""
        if self.known is None:
            self.known = self._checked(self.drafts)
        return self.known

    def bytes_of(self, path: Path) -> bytes:
        """A file as it is now."""
        if path not in self.before:
            with translated(path):
                self.before[path] = read_regular(path)
        return self.drafts.get(path, self.before[path])

    def corrections(self, findings: Iterable[Finding]) -> Iterator[Correction]:
        """What can be corrected of findings, in reading order; of the same words, what weighs most first."""
        pairs = [(fix, found) for found in findings if not found.waived for fix in found.fix]
        for fix, found in sorted(pairs, key=by_place):
            if fix.where is not None and fix.where.line is not None and (path := self._path(fix.where.path)):
                sheet = self._sheet(path)
                edit = sheet.rewrite(fix.where, fix.words, fix.by)
                if edit is not None:
                    yield self._shown(path, sheet, self._named(path, sheet, edit), found, fix)

    def references(self) -> Iterator[Correction]:
        """Literals of the entry that could be references."""
        register = self._register()
        if register is not None and (path := self._entry()) is not None:
            sheet = self._sheet(path)
            for one in literals(register.actes[self.identifier], register):
                if one.same:
                    yield self._shown(path, sheet, Rewrite(one.path, one.start, one.end, one.reference))

    def make(self, chosen: Sequence[Correction]) -> None:
        """Make corrections that were shown, all of them or none; of the same words, the one that weighs most.

        Raises CannotGoOn where the act is signed, or where the check does not agree.
        """
        self.refuse_signed()
        drafts, chosen = dict(self.drafts), _apart(chosen)
        for path in dict.fromkeys(one.path for one in chosen):
            edits = [one.edit for one in chosen if one.path == path]
            later_first = sorted(dict.fromkeys(edits), key=lambda edit: (edit.path, edit.start), reverse=True)
            drafts[path] = splice_bytes(self.bytes_of(path), later_first, self._shown_path(path))
        after = self._checked(drafts)
        _prove(self.mended, after, chosen)
        self.drafts, self.known, self.loaded = drafts, after, None
        self.made += [one.what for one in chosen]

    def accept(self, finding: Finding, motif: str, par: str) -> None:
        """Accept a finding in the entry. What another check finds (of the register, of files) waits for that check."""
        path = self._entry()
        if path is None or not motif.strip() or not par.strip():
            hint = "dites pourquoi (le motif) et qui accepte : les deux restent dans la fiche"
            raise CannotGoOn([KINDS["COR103"].finding("il manque le motif, ou le nom de qui accepte", hint)])
        several = [one for one in self.mended.findings if one.code == finding.code and not one.waived]
        item = {"regle": finding.name, "motif": motif.strip(), "par": par.strip(), "le": self.today.isoformat()}
        if len(several) > 1:
            item["endroit"] = _said_place(finding)
        drafts = {**self.drafts, path: self._spliced(path, [Add("ecarts_acceptes", item)])}
        after = self._checked(drafts)
        _prove_accepted(self.mended, after, finding, here=finding.name in names_over(Context))
        self.drafts, self.known, self.loaded = drafts, after, None
        self.made.append(f"{self.identifier} : écart accepté, {finding.name}")

    def write(self) -> None:
        """Write what was made, so that it can be undone. Raises CannotGoOn where somebody saved a file meanwhile."""
        files = {path: Rewritten(self.before[path], data) for path, data in self.drafts.items()}
        first, more = self.made[:SHOWN], len(self.made) - SHOWN
        rewrite_undoable(
            self.folder.parent, files, " ; ".join([*first, *([f"… et {more} autres"] if more > 0 else [])])
        )

    def _checked(self, drafts: Mapping[Path, bytes]) -> Mended:
        for one in survey(Shelf(self.folder, drafts), [self.identifier], self.today):
            if one.name == self.identifier:
                return Mended(one.findings, one.documents)
        return Mended((), ())

    def _register(self) -> Register | None:
        if self.loaded is None:
            self.loaded = Shelf(self.folder, self.drafts).load([self.identifier]).register
        return self.loaded if self.loaded is not None and self.identifier in self.loaded.actes else None

    def refuse_signed(self) -> None:
        """Raise CannotGoOn where the act is signed: its entry says what was signed."""
        register = self._register()
        if self.force or register is None:
            return
        act = register.actes[self.identifier]
        if act.transmis or act.signed_by(self.today):
            message = f"{self.identifier} est signé : sa fiche dit ce qui a été signé, elle n'est pas corrigée"
            hint = "un acte rectificatif corrige l'acte ; si la fiche seule a été mal recopiée : --force"
            raise CannotGoOn([KINDS["COR102"].finding(message, hint)])

    def _entry(self) -> Path | None:
        return next(iter(Shelf(self.folder).files.get(self.identifier, ())), None)

    def _path(self, shown: str) -> Path | None:
        """The file of the registry that a place names."""
        path = self.folder.parent / shown
        return path if path.is_relative_to(self.folder) and path.is_file() else None

    def _shown_path(self, path: Path) -> str:
        return path.relative_to(self.folder.parent).as_posix()

    def _sheet(self, path: Path) -> Sheet:
        text, findings = decode(self.bytes_of(path), self._shown_path(path))
        if text is None:
            raise CannotGoOn(findings)
        return Sheet.of(text, self._shown_path(path))

    def _spliced(self, path: Path, edits: Sequence[Edit]) -> bytes:
        return splice_bytes(self.bytes_of(path), edits, self._shown_path(path))

    def _shown(
        self, path: Path, sheet: Sheet, edit: Rewrite, found: Finding | None = None, fix: Fix | None = None
    ) -> Correction:
        line, before, after = sheet.lines(edit)
        return Correction(
            path, self._shown_path(path), digest(self.bytes_of(path)), edit, line, before, after, found, fix
        )

    def _named(self, path: Path, sheet: Sheet, edit: Rewrite) -> Rewrite:
        """The edit that writes a reference where the new words state a fact of the entry: they stay right after it."""
        register = self._register() if path == self._entry() else None
        if register is None:
            return edit
        text = sheet.scalar(edit.path)
        new = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
        more = len(edit.text) - (edit.end - edit.start)
        for one in literals_in(register.actes[self.identifier], register, edit.path, Prose(new)):
            if one.same and one.start <= edit.start and edit.start + len(edit.text) <= one.end:
                return Rewrite(edit.path, one.start, one.end - more, one.reference)
        return edit


def _apart(chosen: Sequence[Correction]) -> list[Correction]:
    """The corrections without those of words that one which weighs more changes."""
    weight = {severity: rank for rank, severity in enumerate(Severity)}
    kept: list[Correction] = []
    for one in sorted(chosen, key=lambda one: weight[one.finding.severity] if one.finding else len(weight)):
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return [one for one in chosen if one in kept]


def _overlap(one: Correction, other: Correction) -> bool:
    same = (one.path, one.edit.path) == (other.path, other.edit.path)
    return same and one.edit.start < other.edit.end and other.edit.start < one.edit.end


def _prove(before: Mended, after: Mended, chosen: Sequence[Correction]) -> None:
    """Raise CannotGoOn where corrections do not do what was shown, and that alone."""
    come = _kinds(after.findings) - _kinds(before.findings)
    if come:
        worse = next(one for one in after.findings if _kind(one) in come and not one.waived)
        raise _refused(chosen, f"une autre remarque viendrait : {worse.message}")
    old, new = _fixes(before.findings), _fixes(after.findings)
    mended = Counter(_kind(one.finding) for one in chosen if one.finding)
    if any(old[kind] - new[kind] < number for kind, number in mended.items()):
        raise _refused(chosen, "la remarque resterait")
    wanted = [[block.text for block in document.blocks] for document in before.documents]
    for fix in sorted((one.fix for one in chosen if one.fix), key=lambda fix: -fix.spot.start):
        text, spot = wanted[fix.spot.part][fix.spot.block], fix.spot
        wanted[spot.part][spot.block] = f"{text[: spot.start]}{fix.by}{text[spot.end :]}"
    if not all(map(_same_words, _told(chosen, wanted), _told(chosen, _texts(after.documents)))):
        raise _refused(chosen, "l'acte ne dirait pas ce qui est montré")


def _told(chosen: Sequence[Correction], texts: Sequence[Sequence[str]]) -> Iterator[str]:
    """The paragraphs that corrections change; all of them where they change no word."""
    spots = [one.fix.spot for one in chosen if one.fix]
    yield from (texts[spot.part][spot.block] for spot in spots if spot.part < len(texts))
    if not spots:
        yield from (text for document in texts for text in document)


def _texts(documents: Iterable[Document]) -> list[list[str]]:
    return [[block.text for block in document.blocks] for document in documents]


def _same_words(one: str, other: str) -> bool:
    """Whether two texts are the same, spaces and apostrophes aside: an entry has those that people type."""
    return "".join(one.split()).replace("\u2019", "'") == "".join(other.split()).replace("\u2019", "'")


def _kind(found: Finding) -> tuple[str, str | None]:
    return found.code, found.document


def _kinds(findings: Iterable[Finding]) -> Counter[tuple[str, str | None]]:
    return Counter(_kind(one) for one in findings if not one.waived)


def _fixes(findings: Iterable[Finding]) -> Counter[tuple[str, str | None]]:
    """How much there is to correct, of each kind."""
    return Counter(_kind(found) for found in findings for _ in found.fix if not found.waived)


def _said_place(found: Finding) -> str:
    return f"{found.document or 'fiche'}, {found.place}".rstrip(", ")


def _prove_accepted(before: Mended, after: Mended, finding: Finding, *, here: bool) -> None:
    """Raise CannotGoOn where the acceptance is refused, or (`here`: the check of this act finds it) accepts nothing."""
    come = _kinds(after.findings) - _kinds(before.findings)
    if come:
        raise CannotGoOn([one for one in after.findings if _kind(one) in come and not one.waived])
    if here and _kinds(after.findings)[_kind(finding)] >= _kinds(before.findings)[_kind(finding)]:
        raise _not_found(finding.name)


def _not_found(typed: str) -> CannotGoOn:
    message = f"la vérification ne relève pas « {typed} » sur cet acte, ou l'écart y est déjà accepté"
    return CannotGoOn([KINDS["COR103"].finding(message, "« actes check » dit ce qui peut être accepté")])


def _refused(chosen: Sequence[Correction], why: str) -> CannotGoOn:
    first = chosen[0]
    where = Place(first.shown, first.line)
    said = f"« {first.fix.words} » → « {first.fix.by} »" if first.fix else first.after.strip()
    message = f"{said} n'est pas écrit : {why}"
    return CannotGoOn([KINDS["COR101"].finding(message, "corrigez à la main, puis relancez la vérification", where)])
