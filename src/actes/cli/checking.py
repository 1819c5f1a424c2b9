"""`actes check` and `actes explain`: what is wrong before signature, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import actes, today, workspace_of
from .french import ACT, ACT_OR_FILE, flag, form_option, option, words_of
from .show import say, show_findings

if TYPE_CHECKING:
    from ..tasks.examine import Examined
    from ..workspace import Workspace
    from .fixing import Fixer


@actes.command(**words_of("check"))
@click.argument("acts", nargs=-1, type=ACT_OR_FILE, metavar="[ACTE|FICHIER…]")
@option("--against --contre", "ACTE", type=ACT)
@flag("--together --dossier")
@form_option()
@flag("--brief --court short")
@flag("--annotate --annoter annotated")
@flag("--fix --corriger")
@flag("--yes --oui every")
@flag("--force --forcer")
@click.pass_obj
def check(
    chosen: Path | None,
    acts: tuple[Path, ...],
    against: str | None,
    together: bool,
    form: str,
    short: bool,
    annotated: bool,
    fix: bool,
    every: bool,
    force: bool,
) -> int:
    if (every or force) and not fix:
        raise click.UsageError("--yes et --force ne servent qu'avec --fix")
    if fix and form == "json":
        raise click.UsageError("--fix montre ses corrections : sans --format json")
    fixer, annotator = None, None
    if fix or annotated:
        from .fixing import Annotator, Fixer

        fixer = Fixer(chosen, today(), every=every, force=force) if fix else None
        annotator = Annotator(chosen, today(), sys.stderr if form == "json" else sys.stdout) if annotated else None
    count = _Count(fixer)
    workers = [one for one in (count, fixer, annotator) if one is not None]
    examined: Iterable[Examined] = examine(chosen, acts, together, today(), against)
    for worker in workers:
        examined = worker.after(examined)
    if form == "json":
        from ..report.json import pieces

        for piece in pieces(act.findings for act in examined):
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.write(b"\n")
    else:
        show_examined(examined, short, offer=not fix)
    return max(worker.status for worker in workers)


class _Count:
    """`status` is 1 where an error is left in an act, once what is wanted of it is corrected; what a refusal says."""

    def __init__(self, fixer: Fixer | None) -> None:
        self.status, self.fixer = 0, fixer

    def after(self, examined: Iterable[Examined]) -> Iterator[Examined]:
        from ..finding import errors_of

        for act in examined:
            yield act
            left = self.fixer.left if self.fixer else None
            wrong = any(not f.waived for f in errors_of(act.findings if left is None else left))
            self.status = max(self.status, act.refused, 1 if wrong else 0)


def show_examined(examined: Iterable[Examined], short: bool, *, offer: bool) -> None:
    """Print what is found, act by act, as they are examined: a register has thousands."""
    from ..report.text import examined_texts

    before = ""
    acts = ((one.name, one.findings, one.signed) for one in examined)
    for text in examined_texts(acts, short=short, offer=offer):
        print(f"{before}{text}")
        before = "\n"
    if not before:
        print("Rien à vérifier.")


def examine(
    chosen: Path | None, acts: Sequence[Path], together: bool, today: date, against: str | None = None
) -> Iterator[Examined]:
    """Files first, as they were given, then acts of the register; all of these where nothing was given."""
    from ..registry.load import Shelf
    from ..tasks.examine import examine_files, examine_folder, survey

    files, folders, names = sorted_out(acts)
    reference = None
    if against is not None:
        if names or not acts:
            raise click.UsageError(f"donnez le fichier à comparer avec {against}")
        from ..tasks.known import reference_of

        reference = reference_of(workspace_of(chosen), against)
    yield from examine_files(files, today, together=together, against=reference)
    for folder in folders:
        yield from examine_folder(folder, today, against=reference)
    if names or not acts:
        workspace, known = _known(chosen, names)
        yield from survey(Shelf(workspace.registry), known or None, today)


def _known(chosen: Path | None, names: Iterable[str]) -> tuple[Workspace, list[str]]:
    """The workspace, and its acts that these are. Raises CannotGoOn for what is none, as a file that is not here."""
    from ..finding import COULD_NOT_RUN, CannotGoOn, Finding
    from ..tasks.folders import misnamed
    from ..tasks.known import known

    found: dict[str, None] = {}
    wrong: dict[Finding, None] = {}
    for name in names:
        try:
            found |= dict.fromkeys(known(workspace_of(chosen), [name]))
        except CannotGoOn as error:
            said = misnamed(Path(name))
            wrong |= dict.fromkeys([said] if said else error.findings)
    if wrong:
        raise CannotGoOn(list(wrong), COULD_NOT_RUN)
    return workspace_of(chosen), list(found)


def sorted_out(typed: Sequence[Path]) -> tuple[list[Path], list[Path], list[str]]:
    """The files, the folders and the acts of the register that somebody typed."""
    from ..tasks.folders import act_typed, is_document

    acts = [path for one in typed for path in expanded(one)]
    given = [path for path in acts if is_document(path)]
    files, folders = ([path for path in given if path.is_dir() is one] for one in (False, True))
    return files, folders, [act_typed(path) for path in acts if path not in given]


def expanded(typed: Path) -> list[Path]:
    """The documents that « *.docx » means: no shell of Windows says it for us."""
    pattern = str(typed)
    if not {"*", "?"} & set(pattern) or typed.exists():
        return [typed]
    from ..tasks.folders import told

    base = Path(typed.anchor)
    found = told(base.glob(str(typed.relative_to(base)).replace("[", "[[]")))
    if not found:
        raise click.UsageError(f"aucun fichier ne s'appelle comme « {pattern} »")
    return found


@actes.command(**words_of("explain"))
@click.argument("subjects", nargs=-1, required=True, type=ACT_OR_FILE, metavar="CODE|FICHIER|ACTE…")
@flag("--facts --faits")
@flag("--together --dossier")
@form_option()
@click.pass_obj
def explain(chosen: Path | None, subjects: tuple[Path, ...], facts: bool, together: bool, form: str) -> int:
    if facts:
        return _facts(chosen, subjects, together, form)
    from ..tasks.explain import explain as manual

    print("\n\n".join(manual(str(code)) for code in subjects))
    return 0


def _facts(chosen: Path | None, typed: Sequence[Path], together: bool, form: str) -> int:
    """Print what is read of files, then of acts of the register."""
    from ..finding import COULD_NOT_RUN
    from ..report.claimed import claimed_json, claimed_text
    from ..tasks.examine import claimed_acts, claimed_files
    from ..tasks.folders import files_of

    files, folders, names = sorted_out(typed)
    acts, refused = claimed_files(files, today(), together=together)
    for folder in folders:
        more, unread = claimed_files(files_of(folder)[0], today(), together=together, folder=not together)
        acts, refused = [*acts, *more], [*refused, *unread]
    if names:
        acts += claimed_acts(*_known(chosen, names), today())
    if form == "json":
        say(claimed_json(acts), json=True)
    elif acts or not refused:
        print("\n\n".join(claimed_text(*act) for act in acts) or "Rien à lire : ce dossier n'a pas de document.")
    show_findings(refused)
    return COULD_NOT_RUN if refused or not acts else 0
