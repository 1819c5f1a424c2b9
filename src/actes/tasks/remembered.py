"""What the check of each act found, kept on this computer: what a morning starts from, until all is checked again.

It is for display alone, and only as long as every text it came from says the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from .. import __version__
from ..finding import Severity
from ..store.atomic import replace
from .overview import Counts

Told = Mapping[str, tuple[str, Counts]]  # by act: the digest of what it came from, what was found


def digest_of(texts: tuple[str, ...]) -> str:
    """What tells whether what a check came from is as it was; another version of the program may find other things."""
    return sha256("\0".join((__version__, *texts)).encode("utf-8", "replace")).hexdigest()


class Remembered:
    """The counts of one register, in a folder of the user's own; nowhere where that is None."""

    def __init__(self, folder: Path | None, registry: Path) -> None:
        name = sha256(str(registry.resolve()).encode("utf-8", "replace")).hexdigest()[:24]
        self._file = folder / f"{name}.json" if folder else None
        self._known = dict(_read(self._file)) if self._file else {}

    def of(self, identifier: str, digest: str) -> Counts | None:
        """What was found of an act, if it came from the same texts."""
        known = self._known.get(identifier)
        return known[1] if known is not None and known[0] == digest else None

    def keep(self, told: Told) -> None:
        """Keep what was found, for another day; what cannot be kept is worked out again."""
        self._known = dict(told)
        if self._file is not None:
            said = {name: (digest, dict(counts)) for name, (digest, counts) in told.items()}
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace(self._file, json.dumps(said).encode("utf-8"), lasting=False)


def _read(file: Path) -> Told:
    """What was kept; nothing where it is none of ours."""
    try:
        said = json.loads(file.read_text("utf-8"))
        return {
            str(name): (str(digest), {Severity(one): int(count) for one, count in counts.items()})
            for name, (digest, counts) in said.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
