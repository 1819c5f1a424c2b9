"""Where something stands: in a file of the register, a Word file, a PDF, a text.

Lines and columns are counted from 1, columns in code points. What does not apply is None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from .frozen import frozen


@frozen(order=True)
class Place:
    """A point in a file.

    >>> str(Place("registry/2025/DEC2025-453.yaml", 84, 9))
    'registry/2025/DEC2025-453.yaml:84:9'
    >>> str(Place("convention.docx", paragraph=12))
    'convention.docx, paragraphe 12'
    """

    path: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None

    def by_name(self) -> Place:
        """The same, its file by its name alone."""
        return replace(self, path=self.path.replace("\\", "/").rpartition("/")[2])

    def place_at(self, offset: int) -> Place:  # noqa: ARG002
        """The place of the character `offset` of a text that starts here (see `Locatable`)."""
        return self

    def __str__(self) -> str:
        if self.line is not None:
            return ":".join(str(n) for n in (self.path, self.line, self.column) if n is not None)
        names = (("page", self.page), ("paragraphe", self.paragraph), ("cellule", self.cell))
        return ", ".join([self.path, *(f"{name} {n}" for name, n in names if n is not None)])


class Locatable(Protocol):
    """Something that knows where each of its characters stands.

    A scalar of a YAML file does; it works the place out only when asked, since only findings pay for places.
    """

    def place_at(self, offset: int) -> Place:
        """The place of the character `offset` of the text."""
        ...


def first_place(source: Locatable | None) -> Place | None:
    """Where something starts, when it has a place."""
    return source.place_at(0) if source is not None else None
