"""A mutant: one change in one file of an act."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .material import Material


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change: `before`, at `start` of file number `file`, became `after`."""

    kind: str
    act: Material
    file: int
    start: int
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)

    @property
    def text(self) -> str:
        """The whole text of the file, changed."""
        old = self.act.files[self.file].text
        return old[: self.start] + self.after + old[self.end :]

    @property
    def sentence(self) -> str:
        """The words around, for a person."""
        old = self.act.files[self.file].text
        left, right = max(0, self.start - 90), min(len(old), self.end + 90)
        return re.sub(r"\s+", " ", f"{old[left : self.start]}[{self.before[:80]}]{old[self.end : right]}")
