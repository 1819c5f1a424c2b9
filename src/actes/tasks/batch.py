"""Several acts rendered one after the other: what they share is read once, and what is wrong in it is told once.

One bad act does not stop the others, and nothing is kept of an act once it is told: memory does not grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..finding import Finding
from ..problems import KINDS
from ..registry.load import Shelf
from .pipeline import Renderer
from .rendered import Rendered

CITED = KINDS["acte-sans-texte"].code


@dataclass(frozen=True, slots=True)
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
        for identifier in self.shelf.files if self.wanted is None else self.wanted:
            result = self.renderer.act(identifier, self.shelf)
            if self.wanted is None and [finding.code for finding in result.findings] == [CITED]:
                result = Rendered(identifier)
            yield replace(result, findings=tuple(self._new(result.findings)))

    def _new(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if finding not in self.told:
                self.told[finding] = None
                yield finding

    def strays(self) -> tuple[Finding, ...]:
        """Of a whole register: the files that nobody would read for how their name ends."""
        return self.shelf.strays() if self.wanted is None else ()
