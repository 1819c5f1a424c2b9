"""`actes check --annotate`: after what was found in each act, where its annotated copies are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..finding import Severity
from .commands import workspace_of
from .show import show_findings

if TYPE_CHECKING:
    from ..tasks.annotate import Copy
    from ..tasks.examine import Examined
    from ..tasks.pipeline import Renderer


class Annotator:
    """Writes the copies of acts as they are examined; `status` is then 1 where one was kept, 2 where one failed."""

    def __init__(self, chosen: Path | None, today: date, out: TextIO = sys.stdout) -> None:
        self.chosen, self.today, self.out = chosen, today, out
        self.status = 0

    @cached_property
    def renderer(self) -> Renderer:
        """For acts of the register only: files need no workspace."""
        from ..tasks.pipeline import Renderer

        return Renderer(workspace_of(self.chosen), self.today)

    def after(self, examined: Iterable[Examined]) -> Iterator[Examined]:
        """The acts, each annotated once what was found in it has been said."""
        for act in examined:
            yield act
            for copy in self._copies(act):
                self._show(copy)

    def _copies(self, act: Examined) -> Iterator[Copy]:
        from ..tasks.annotate import annotate_act, annotate_files

        if act.files:
            return annotate_files(act)
        if not act.documents:
            print(f"{act.name} : pas de copie annotée, faute de document", file=self.out)
        return annotate_act(act, self.renderer) if act.documents else iter(())

    def _show(self, copy: Copy) -> None:
        from ..report.rendering import copy_text

        if copy.written is not None:
            print(copy_text(copy.written, copy.comments, Path.cwd()), file=self.out)
            self.status = max(self.status, 0 if copy.written.done else 1)
        self.out.flush()  # what goes to standard error comes after it
        show_findings(copy.findings)
        if any(finding.severity is Severity.ERREUR for finding in copy.findings):
            self.status = 2
