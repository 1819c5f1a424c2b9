"""How the model describes its own keys: the one statement that the reader, the schema and the manual share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, field
from types import MappingProxyType
from typing import Any

from ..frozen import frozen
from ..pattern import pattern

ACRONYMS = frozenset({"bic", "ht", "iban", "rcs", "siren", "siret", "ttc", "tva"})
_MORE = pattern(r"[,;(]| :")


def key(
    doc: str,
    *,
    label: str = "",
    example: str = "",
    default: Any = MISSING,
    factory: Callable[[], Any] | None = None,
) -> Any:
    """A key of the register: `doc` says in French what it is for, `example` shows a value as a person types it.

    `label` is how a form calls it, where the first words of `doc` do not say it. Without `default` or `factory` the key
    is required.
    """
    metadata = {"doc": doc, "example": example, "label": label}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


def no_names() -> Mapping[str, Any]:
    """What a key of names holds where none is given."""
    return MappingProxyType({})


def short(doc: str) -> str:
    """What a key is, from what it is for: its first words, a capital first.

    >>> short("nom, comme il doit être écrit"), short("« oui » si l'acte délègue")
    ('Nom', "« oui » si l'acte délègue")
    """
    words = doc if doc.startswith("«") else _MORE.split(doc)[0]
    return (words[:1].upper() + words[1:]).rstrip()


def called(name: str) -> str:
    """A name that a person gave in an entry, as words: a capital first, acronyms in capitals.

    >>> called("saint_flour"), called("numero_siren"), called("tva")
    ('Saint flour', 'Numero SIREN', 'TVA')
    """
    words = " ".join(word.upper() if word in ACRONYMS else word for word in name.split("_"))
    return words[:1].upper() + words[1:]


@frozen
class Problem:
    """What a value of the model finds wrong with itself, in French: at which field, and what to write instead."""

    field: str
    message: str
    hint: str = ""


def unusable_names(names: Iterable[str], field: str) -> Iterator[Problem]:
    """Names given by a person that prose could not write after a point (« echeances.premier-versement »)."""
    for name in names:
        if not name.isidentifier():
            message = f"« {name} » ne peut pas servir de nom dans un texte"
            yield Problem(f"{field}.{name}", message, "employez des lettres, des chiffres et « _ » : premier_versement")
