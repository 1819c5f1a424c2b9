"""Small words that the screens share: a count with its noun, the version of what a browser keeps."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path


def plural(number: int, noun: str, several: str = "") -> str:
    """A noun, with the mark of the plural from two on.

    >>> plural(1, "acte"), plural(3, "acte"), plural(2, "travail", "travaux")
    ('acte', 'actes', 'travaux')
    """
    return noun if number < 2 else several or f"{noun}s"


def count(number: int, noun: str, several: str = "") -> str:
    r"""How many there are of what.

    >>> count(0, "acte"), count(1, "acte"), count(12, "acte")
    ('aucun acte', '1\xa0acte', '12\xa0actes')
    """
    return f"{number}\u00a0{plural(number, noun, several)}" if number else f"aucun {noun}"


def version_of(folder: Path) -> str:
    """What tells a browser that a style or a script of a folder has changed."""
    data = b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    return sha256(data).hexdigest()[:12]
