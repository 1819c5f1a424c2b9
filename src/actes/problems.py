"""What can be wrong that no rule finds, from `problems.txt`: its code, its name, what `actes explain` tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .finding import Finding, Severity
from .frozen import frozen
from .packaged import packaged
from .place import Place


@frozen
class ErrorKind:
    """A kind of error: `doc` tells in French what it is about and how to mend it (`actes explain`)."""

    code: str
    name: str
    doc: str
    severity: Severity = Severity.ERREUR


def _kinds() -> Iterator[tuple[str, ErrorKind]]:
    table = packaged(__spec__, "problems.txt")
    for line in table.replace("\n  ", " ").splitlines():
        head, _, doc = line.partition(": ")
        code, name, *told = head.split(" ")
        if code != "#":
            yield code, ErrorKind(code, name, doc, *(Severity(one.strip("()")) for one in told))


KINDS: Mapping[str, ErrorKind] = MappingProxyType(dict(_kinds()))
LOADING: Mapping[str, ErrorKind] = MappingProxyType({k.name: k for k in KINDS.values() if k.code.startswith("REG")})


def problem(
    kind: str,
    message: str,
    hint: str = "",
    where: Place | None = None,
    *,
    severity: Severity | None = None,
    excerpt: str = "",
    place: str = "",
) -> Finding:
    """A finding of the table: what is wrong here, and what to write instead; `severity`: another than the usual one.

    Its kind is given by its code, or by its name where it is on the register.

    >>> problem("LEC101", "le fichier est vide").name
    'fichier-vide'
    >>> problem("LEC999", "")
    Traceback (most recent call last):
    KeyError: 'LEC999'
    """
    of = LOADING.get(kind) or KINDS[kind]
    return Finding(of.code, of.name, severity or of.severity, message, hint, where, excerpt=excerpt, place=place)
