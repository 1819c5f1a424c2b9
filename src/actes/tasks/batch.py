"""Several acts rendered: what they share is read once, what is wrong in it is told once, every core is used.

One bad act does not stop the others, and nothing is kept of an act once it is told: memory does not grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from pathlib import Path

from ..finding import Finding
from ..frozen import frozen
from ..problems import LOADING
from ..registry.load import Shelf
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
        here = partial(_rendered, self.renderer, self.shelf)
        elsewhere = partial(_elsewhere, replace(self.renderer, layouts={}), self.shelf.folder)
        for results in shared_out(elsewhere if len(names) >= ENOUGH else here, names):
            for result in results:
                cited = self.wanted is None and [finding.code for finding in result.findings] == [CITED]
                told = Rendered(result.identifier) if cited else result
                yield replace(told, findings=tuple(self._new(told.findings)))

    def _new(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if finding not in self.told:
                self.told[finding] = None
                yield finding

    def strays(self) -> tuple[Finding, ...]:
        """Of a whole register: the files that nobody would read for how their name ends."""
        return self.shelf.strays() if self.wanted is None else ()


def _rendered(renderer: Renderer, shelf: Shelf, names: Sequence[str]) -> list[Rendered]:
    return [renderer.act(name, shelf) for name in names]


def _elsewhere(renderer: Renderer, folder: Path, names: Sequence[str]) -> list[Rendered]:
    """In another process: templates and shared files are read once for all that it renders."""
    return _rendered(*_tools(renderer, folder), names)


@lru_cache(maxsize=1)
def _tools(renderer: Renderer, folder: Path) -> tuple[Renderer, Shelf]:
    return renderer, Shelf(folder)
