"""Writes the documents of an act, or entries: all of them or none, and none over what a person edited; what she did to
them, in words, by comparison with what was last rendered.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from ..frozen import frozen
from ..regular import read_regular
from .atomic import create, locked, prepared, put_in_place, replace, settle, take
from .names import EDITED, FORMER, OTHER, kept_names, owner_files
from .problems import RETRY, changed_meanwhile, open_elsewhere, stop, translated

Before = Mapping[Path, bytes | None]  # what each file held; None where there was none


class Outcome(StrEnum):
    """What became of a file."""

    ECRIT = "ecrit"
    INCHANGE = "inchange"  # the same bytes were there: not touched
    GARDE = "garde"  # edited by a person: left as it is
    ATTEND = "attend"  # not written, since another document of the act was edited
    REMPLACE = "remplace"  # edited, kept under another name (`kept`), then written
    SIGNE = "signe"  # signed: left as it is
    A_COTE = "a-cote"  # another version of what is signed, beside it
    PROJET = "projet"  # a draft, in place of a final version that nobody signed
    ECARTE = "ecarte"  # not of its document any more: under another name (`kept`)


@frozen
class Written:
    """A file, what became of it, what a person had changed in it, and where that version is kept."""

    path: Path
    outcome: Outcome
    edit: Edit | None = None
    kept: Path | None = None

    @property
    def done(self) -> bool:
        """Whether the file now holds what was rendered."""
        return self.outcome not in (Outcome.GARDE, Outcome.SIGNE, Outcome.ATTEND)


def write(
    files: Mapping[Path, bytes], state: Path | None, *, force: bool = False, signed: bool = False
) -> tuple[Written, ...]:
    """Write the documents of one act; `state` is the workspace's `.actes/`, which keeps what was last rendered;
    None outside of one.

    An edited document is kept, and then none of the act is written, so that its documents never disagree; `force`
    keeps it under another name beside the new one. Of an act that is `signed`, a final version is kept in any case,
    edited or not: `force` puts the other version beside. Raises CannotGoOn (status 2) where the system refuses.
    """
    from ..layout.seal import is_final

    with locked(state):
        before = {target: current(target) for target in files}
        others = {target: old for target, old in before.items() if old is not None and old != files[target]}
        known = {target: current(_memory(target, state)) for target in others}
        edits = {t: edit for t, old in others.items() if (edit := edited(known[t], old, files[t]))}
        final = {target for target, old in others.items() if is_final(old)}
        held = final if signed else set[Path]()
        if (edits or held) and not force:
            same = {target for target, old in before.items() if old == files[target]}
            return tuple(Written(t, _spared(t in held, t in edits, t in same), edits.get(t)) for t in files)
        beside = {target: Written(_beside(target, files[target]), Outcome.A_COTE) for target in held}
        changing = {t: data for t, data in files.items() if before[t] != data and t not in held}
        undone = {target for target in final if not is_final(files[target])}
        kept = _replace(changing, {t: before[t] for t in changing}, frozenset(edits), state)
        for target in files.keys() - changing.keys() - held:
            _remember(target, files[target], state)
        return tuple(
            beside.get(t) or Written(t, _outcome(t in changing, t in edits, t in undone), edits.get(t), kept.get(t))
            for t in files
        )


def supersede(files: Mapping[Path, bytes]) -> tuple[Written, ...]:
    """Put files in place of those that have their names, each of which is kept beside, as an old one.

    All or none: see `write`. What is the same already is not touched.
    """
    before = {target: current(target) for target in files}
    changing = {target: data for target, data in files.items() if before[target] != data}
    old = {target: before[target] for target in changing}
    kept = _replace(changing, old, frozenset(t for t in changing if old[t] is not None), None, FORMER)
    return tuple(Written(t, _outcome(t in changing, t in kept, False), kept=kept.get(t)) for t in files)


def _spared(signed: bool, edited: bool, same: bool) -> Outcome:
    if signed:
        return Outcome.SIGNE
    return Outcome.GARDE if edited else Outcome.INCHANGE if same else Outcome.ATTEND


def _outcome(changing: bool, edited: bool, undone: bool) -> Outcome:
    if edited or not changing:
        return Outcome.REMPLACE if edited else Outcome.INCHANGE
    return Outcome.PROJET if undone else Outcome.ECRIT


def current(target: Path | None) -> bytes | None:
    if target is None:
        return None
    with translated(target):
        try:
            return read_regular(target)
        except FileNotFoundError:
            return None


def _replace(
    files: Mapping[Path, bytes], before: Before, edited: frozenset[Path], state: Path | None, why: str = EDITED
) -> dict[Path, Path]:
    """Put files in place, those that are `edited` kept beside; what was rendered is remembered."""
    with _swapped(files, before):
        old = ((target, data) for target, data in before.items() if target in edited and data is not None)
        kept = {target: _keep(target, data, why) for target, data in old}
        for target, data in files.items():
            _remember(target, data, state)
    return kept


@frozen
class Rewritten:
    """The bytes of a file as they were read, and as they are to be."""

    before: bytes
    after: bytes


def rewrite(files: Mapping[Path, Rewritten]) -> None:
    """Put new bytes in entries: in all of them or none, and in none that somebody changed meanwhile.

    An entry that is a link stays one, its target is written. Raises CannotGoOn (status 2), before anything changes,
    where the system refuses.
    """
    changing = {path.resolve(): file for path, file in files.items() if file.after != file.before}
    after = {path: file.after for path, file in changing.items()}
    with _swapped(after, {path: file.before for path, file in changing.items()}):
        pass


@contextmanager
def _swapped(files: Mapping[Path, bytes], before: Before) -> Iterator[None]:
    """Everything that can fail comes first, with what is done meanwhile; then the files change, one step each."""
    for target in files:
        _check_replaceable(target)
    with ExitStack() as stack:
        ready = {target: stack.enter_context(prepared(target, data)) for target, data in files.items()}
        for target, old in before.items():
            if current(target) != old:
                raise changed_meanwhile(target)
        yield
        for target, temporary in ready.items():
            put_in_place(temporary, target, before[target])
    settle(files)


def _check_replaceable(target: Path) -> None:
    """Refuse, before anything changes, what the system would refuse (on Windows) or let us do wrongly (elsewhere)."""
    for owner in owner_files(target):
        if owner.exists():
            raise open_elsewhere(target, owner)
    if not target.exists():
        return
    if not target.stat().st_mode & 0o222:
        hint = f"décochez « Lecture seule » dans ses propriétés, {RETRY}"
        raise stop("FIC102", target, "ce document est en lecture seule", hint)
    with translated(target), target.open("r+b"):
        pass  # what Word has open cannot be opened for writing on Windows; nothing is written


def _beside(target: Path, data: bytes) -> Path:
    """Put another version beside a file; one that is there already is not put twice."""
    return next(name for name in kept_names(target, OTHER) if current(name) == data or create(name, data))


def set_aside(target: Path) -> Written:
    """Give a file that is not of its document any more a name that says so."""
    with translated(target, replacing=True):
        for name in kept_names(target, FORMER):
            with suppress(FileExistsError):
                take(target, name)
                return Written(target, Outcome.ECARTE, kept=name)
    raise AssertionError("names never end")


def _keep(target: Path, old: bytes, why: str) -> Path:
    """Put the old file under a free name, with its date."""
    name = next(name for name in kept_names(target, why) if create(name, old))
    with translated(target):
        times = target.stat()
        os.utime(name, ns=(times.st_atime_ns, times.st_mtime_ns))
    return name


def _memory(target: Path, state: Path | None) -> Path | None:
    if state is None:
        return None
    root, whole = state.parent.resolve(), target.resolve()
    if whole.is_relative_to(root):
        return state / "rendu" / whole.relative_to(root)
    elsewhere = sha256(str(whole).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return state / "rendu" / "ailleurs" / elsewhere / target.name


def _remember(target: Path, data: bytes, state: Path | None) -> None:
    memory = _memory(target, state)
    if memory is not None and current(memory) != data:
        replace(memory, data, lasting=False)


def write_alone(target: Path, data: bytes, state: Path) -> Written:
    """Write one file. Raises CannotGoOn (status 2) where a file that a person made is in the way."""
    (written,) = write({target: data}, state)
    if not written.done:
        message = "ce fichier existe déjà, et ne vient pas de « actes » ou a été modifié depuis"
        raise stop("FIC109", target, message, "renommez-le, ou écrivez sous un autre nom")
    return written


ZIP = b"PK"
SHOWN = 12  # changes told one by one


@frozen
class Edit:
    """What happened to a file since it was rendered: a sentence, then the changes one by one."""

    summary: str
    changes: tuple[str, ...] = ()


UNKNOWN = Edit("ce fichier ne vient pas de « actes », ou a été modifié depuis")


def edited(rendered: bytes | None, old: bytes, new: bytes) -> Edit | None:
    """What a person did to the old file; None where it is as we wrote it.

    `rendered` is what is said to be last rendered. A Word file bears a seal, and is judged by it alone: what is said
    came with the folder.
    """
    from ..layout.seal import is_untouched

    if not new.startswith(ZIP):  # a picture, a calendar, a PDF: no seal, no words to compare
        return None if old == rendered else Edit("modifié depuis") if rendered else UNKNOWN
    if is_untouched(old):
        return None
    return _described(rendered if rendered and is_untouched(rendered) else None, old)


def _described(rendered: bytes | None, edited: bytes) -> Edit:
    """What changed between what was last rendered, where it is known, and the file as it is."""
    from ..reading.package import BadPackage
    from ..wording import told

    try:
        after = _words(edited)
    except BadPackage as error:
        return Edit(f"ce fichier ne vient pas de « actes » : {error}")
    if rendered is None:
        return UNKNOWN
    changes = tuple(told(_words(rendered), after))
    if not changes:
        return Edit("rouvert et enregistré, texte inchangé")
    shown = changes[:SHOWN]
    rest = (f"… et {len(changes) - SHOWN} autres changements",) if len(changes) > SHOWN else ()
    counted = "un changement" if len(changes) == 1 else f"{len(changes)} changements"
    return Edit(f"modifié depuis ({counted})", shown + rest)


def _words(data: bytes) -> list[str]:
    from ..reading.docx import read_docx

    document = read_docx(data, "")
    return [*document.words(), *"".join(span.text for span in document.footer).split()]
