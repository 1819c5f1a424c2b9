"""Several acts rendered: what they share is read once, what is wrong in it is told once, every core is used.

One bad act does not stop the others, and nothing is kept of an act once it is told: memory does not grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..finding import Finding
from ..frozen import frozen
from ..problems import LOADING
from ..registry.load import Shelf
from ..workspace import Workspace
from .cores import ENOUGH, shared_out
from .pipeline import Rendered, Renderer

CITED = LOADING["acte-sans-texte"].code


@frozen
class Batch:
    """The acts `wanted` of a register; all that have a text when None."""

    renderer: Renderer
    shelf: Shelf
    wanted: Sequence[str] | None = None
    told: dict[Finding, None] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many entries are gone through."""
        return len(self.shelf.files if self.wanted is None else self.wanted)

    def __iter__(self) -> Iterator[Rendered]:
        """What became of each act, in order; `findings` are those that no act before it had.

        Of a whole register, an act that is known through visas only is there with nothing.
        """
        names = tuple(self.shelf.files if self.wanted is None else self.wanted)
        one = self.renderer
        elsewhere = _Elsewhere(one.workspace, self.shelf.folder, one.today, one.final, one.force, one.only)
        for results in shared_out(elsewhere if len(names) >= ENOUGH else self._here, names):
            for result in results:
                cited = self.wanted is None and [finding.code for finding in result.findings] == [CITED]
                told = Rendered(result.identifier) if cited else result
                yield replace(told, findings=tuple(self._new(told.findings)))

    def _here(self, names: Sequence[str]) -> list[Rendered]:
        return [self.renderer.act(name, self.shelf) for name in names]

    def _new(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if finding not in self.told:
                self.told[finding] = None
                yield finding

    def strays(self) -> tuple[Finding, ...]:
        """Of a whole register: the files that nobody would read for how their name ends."""
        return self.shelf.strays() if self.wanted is None else ()


@frozen
class _Elsewhere:
    """What another process needs to render some of the acts."""

    workspace: Workspace
    folder: Path
    today: date
    final: bool
    force: bool
    only: tuple[str, ...]

    def __call__(self, names: Sequence[str]) -> list[Rendered]:
        renderer, shelf = _tools(self)
        return [renderer.act(name, shelf) for name in names]


@lru_cache(maxsize=1)
def _tools(asked: _Elsewhere) -> tuple[Renderer, Shelf]:
    """Templates and shared files are read once for all that a process renders."""
    renderer = Renderer(asked.workspace, asked.today, asked.final, asked.force, asked.only)
    return renderer, Shelf(asked.folder)
