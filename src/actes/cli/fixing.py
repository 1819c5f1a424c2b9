"""`actes check --fix` and `--annotate`: corrections, each shown before it is made; where the annotated copies are."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TextIO

import click

from ..finding import CannotGoOn, Finding, Fix, errors_of
from ..report.rendering import copies_text, copy_text
from ..report.text import corrected_text, correction_text, verdict
from ..store.atomic import locked
from ..tasks.copies import Copy, WordFix, annotate_act, annotate_files, not_word, word_fixes, write_corrected
from ..tasks.correction import Correction
from ..tasks.examine import Examined
from ..tasks.mend import WorkingCopy
from ..tasks.pipeline import Renderer
from ..workspace import Workspace
from .commands import workspace_of
from .show import ask, show_findings

YES, NO, EVERY, STOP = ANSWERS = "o", "n", "t", "a"
QUESTION = "Corriger ? (o : oui, n : non, t : toutes, a : arrêter)"


class Fixer:
    """Offers the corrections of acts as they are examined, and writes those that somebody wants.

    `status` is 1 where one could not be made, 2 where a file could not be written.
    """

    def __init__(self, chosen: Path | None, today: date, *, every: bool, force: bool) -> None:
        self.chosen, self.today, self.every, self.force = chosen, today, every, force
        self.stopped = False
        self.status = 0
        self.left: Sequence[Finding] | None = None  # of the last act, once corrected

    @cached_property
    def workspace(self) -> Workspace:
        """For acts of the register only: files need no workspace."""
        return workspace_of(self.chosen)

    def after(self, examined: Iterable[Examined]) -> Iterator[Examined]:
        """The acts as they are found; once each has been said, it is corrected."""
        for act in examined:
            self.left = None
            yield act
            if not self.stopped and any(one.fix and not one.waived for one in act.findings):
                print()
                self._correct(act)

    def _correct(self, act: Examined) -> None:
        try:
            if act.files:
                self._files(act)
            else:
                self._entry(act)
        except CannotGoOn as error:
            self._refused(error)
        except click.Abort:
            print(f"\n{act.name} : rien n'a été écrit", file=sys.stderr)
            raise

    def _refused(self, error: CannotGoOn) -> None:
        sys.stdout.flush()  # what goes to standard error comes after it
        show_findings(error.findings)
        self.status = max(self.status, error.status)

    def _entry(self, act: Examined) -> None:
        """The corrections of an entry, in the order of its documents: each is made in memory, then all are written."""
        work = WorkingCopy(self.workspace.registry, act.name, self.today, force=self.force)
        work.refuse_signed()
        made = self._one_by_one(work, act.findings)
        if not made:
            print(f"{act.name} : rien n'a été corrigé")
            return
        with locked(self.workspace.state):
            work.write()
        self.left = work.mended.findings
        files = ", ".join(path.relative_to(self.workspace.root).as_posix() for path in work.drafts)
        print(f"{corrected_text(made, verdict(self.left), files)}\nPour revenir en arrière : actes undo")

    def _one_by_one(self, work: WorkingCopy, findings: Sequence[Finding]) -> int:
        """Make the corrections that somebody wants, from the first word to the last; how many were."""
        made, place = 0, (0, 0, 0)
        left: set[tuple[str, Fix]] = set()
        while not self.stopped and (one := _next(work.corrections(findings), place, left)) is not None:
            correction, finding, fix = one
            shown = f"{correction.shown}, ligne {correction.line}"
            text = correction_text(finding, fix, shown, correction.before, correction.after)
            place = fix.spot.first
            try:
                if self._wanted(text):
                    work.make([correction])
                    made, findings = made + 1, work.mended.findings
                    continue
            except CannotGoOn as error:
                self._refused(error)
            left.add((finding.code, fix))
        return made

    def _files(self, act: Examined) -> None:
        """The corrections of Word files, written as tracked changes in copies beside them."""
        show_findings(not_word(act))
        chosen: list[WordFix] = []
        for one in word_fixes(act):
            if self.stopped:
                break
            if any(one.fix.meets(other.fix) for other in chosen):
                continue
            if self._wanted(correction_text(one.finding, one.fix, one.path.name, one.before, one.after)):
                chosen.append(one)
        written = list(write_corrected(act, chosen, self.today))
        if written:
            print(copies_text("Corrections, en suivi des modifications", written, Path.cwd()))
            self.status = max([self.status, *(0 if one.done else 1 for one in written)])

    def _wanted(self, text: str) -> bool:
        print(text)
        if self.every:
            return True
        answer = ask(QUESTION, None, lambda typed: "" if typed[:1].lower() in ANSWERS else "répondez o, n, t ou a")
        first = answer[0].lower()
        self.every, self.stopped = first == EVERY, first == STOP
        return first in (YES, EVERY)


def _next(
    found: Iterable[Correction], place: tuple[int, int, int], left: Container[tuple[str, Fix]]
) -> tuple[Correction, Finding, Fix] | None:
    """The first correction from a place on, but those that somebody left, and why it is one."""
    for one in found:
        if one.finding and one.fix and (one.finding.code, one.fix) not in left and one.fix.spot.first >= place:
            return one, one.finding, one.fix
    return None


class Annotator:
    """Writes the copies of acts as they are examined; `status` is then 1 where one was kept, 2 where one failed."""

    def __init__(self, chosen: Path | None, today: date, out: TextIO = sys.stdout) -> None:
        self.chosen, self.today, self.out = chosen, today, out
        self.status = 0

    @cached_property
    def renderer(self) -> Renderer:
        """For acts of the register only: files need no workspace."""
        return Renderer(workspace_of(self.chosen), self.today)

    def after(self, examined: Iterable[Examined]) -> Iterator[Examined]:
        """The acts, each annotated once what was found in it has been said."""
        for act in examined:
            yield act
            if not act.files and not act.documents:
                print(f"{act.name} : pas de copie annotée, faute de document", file=self.out)
                continue
            for copy in annotate_files(act) if act.files else annotate_act(act, self.renderer):
                self._show(copy)

    def _show(self, copy: Copy) -> None:
        if copy.written is not None:
            print(copy_text(copy.written, copy.comments, Path.cwd()), file=self.out)
            self.status = max(self.status, 0 if copy.written.done else 1)
        self.out.flush()  # what goes to standard error comes after it
        show_findings(copy.findings)
        if errors_of(copy.findings):
            self.status = 2
