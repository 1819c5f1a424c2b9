"""The folder of a register: its files of acts, the files whose name ends badly, the acts that somebody names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..pattern import pattern
from ..regular import below
from ..suggest import closest

COLLECTIVITE, TIERS = "collectivite", "tiers"
STRAY = pattern(r"(?P<stem>.+)\.(?:yml|ya?ml\.txt)\Z", re.IGNORECASE)
MARGIN = 0.05  # numbers look like one another
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RANK = 5  # figures of a rank


def shown_path(folder: Path, path: Path) -> str:
    """A file of a register as places call it: from the folder that holds the register."""
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def entries(folder: Path) -> dict[str, list[Path]]:
    """The files of acts by identifier (the file's name); two for one identifier is an error that loading reports."""
    found: dict[str, list[Path]] = {}
    for path in _files(folder, ".yaml"):
        relative = path.relative_to(folder)
        if relative.parts[0] != TIERS and relative.name != f"{COLLECTIVITE}.yaml":
            found.setdefault(path.stem, []).append(path)
    return found


def _files(folder: Path, suffix: str) -> list[Path]:
    """The files below a folder with that suffix, hidden ones left aside."""
    paths = (path for path in below(folder) if path.suffix.lower() == suffix)
    return sorted(p for p in paths if not any(part.startswith((".", "~")) for part in p.relative_to(folder).parts))


def bodies_of(folder: Path) -> list[Path]:
    return [path for path in _files(folder, ".yaml") if path.relative_to(folder).parts == (TIERS, path.name)]


def strays(folder: Path) -> list[tuple[Path, str]]:
    """The files that would be read but for how their name ends, each with the rest of it. Windows hides « .txt »."""
    paths = (path for suffix in (".yml", ".txt") for path in _files(folder, suffix))
    found = ((path, STRAY.match(path.name)) for path in paths)
    return [(path, match["stem"]) for path, match in found if match]


def find_id(text: str, known: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The identifiers that somebody means (« dec2025-453 », « 2025-453 »), and, where none is meant, the nearest ones.

    >>> find_id("2025-453", ["DEC2025-453", "DEC2025-454"])
    (('DEC2025-453',), ())
    >>> find_id("453", ["DEC2025-453", "DEC2025-045"])[0], find_id("45", ["DEC2025-045", "DEL2017-45"])[0]
    (('DEC2025-453',), ('DEC2025-045', 'DEL2017-45'))
    >>> [find_id(text, ["DEC2025-453"])[0] for text in ("n° 2025-453", "2025/453", "DEC-2025 453")]
    [('DEC2025-453',), ('DEC2025-453',), ('DEC2025-453',)]
    >>> find_id("DEC2026-599", ["DEC2026-512", "DEL2026-35", "DEC2023-051"])
    ((), ('DEC2026-512',))
    >>> find_id("2025-435", ["DEC2025-453", "DEL2017-26"])
    ((), ('DEC2025-453',))
    """
    names = {name.upper(): name for name in known}
    for wanted in _readings(text):
        if wanted in names:
            return (names[wanted],), ()
        ranked = wanted.isdecimal() and len(wanted) <= RANK
        matches = tuple(
            name
            for upper, name in names.items()
            if upper.lstrip(LETTERS) == wanted or (ranked and int(wanted) == _rank(upper))
        )
        if matches:
            return matches, matches if len(matches) > 1 else ()
    short = {upper.lstrip(LETTERS): upper for upper in names}
    near = closest(wanted, names, margin=MARGIN) or [short[name] for name in closest(wanted, short, margin=MARGIN)]
    return (), tuple(names[upper] for upper in near)


def _rank(upper: str) -> int | None:
    """The rank in an identifier, which people say alone: « la 453 »."""
    rank = upper.lstrip(LETTERS).rpartition("-")[2]
    return int(rank) if rank.isdecimal() and len(rank) <= RANK else None


def _readings(text: str) -> tuple[str, str]:
    """What somebody typed, then with what people put between a year and a number: « n° 2025/453 », « DEC-2025 453 »."""
    plain = text.strip().upper().replace("_", "-").removesuffix(".YAML")
    bare = re.sub(r"\A([A-Z]+)[- ](?=\d)", r"\1", re.sub(r"\AN[°º]\s*", "", plain))
    return plain.replace(" ", ""), re.sub(r"(?<=\d)[ /](?=\d)", "-", bare).replace(" ", "")
