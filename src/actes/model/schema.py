"""How the model describes its own keys: types here, words in `keys.md`, which reader, forms and manual share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, field
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

from ..frozen import frozen
from ..packaged import packaged
from ..pattern import pattern

T = TypeVar("T")
ACRONYMS = frozenset({"bic", "ht", "iban", "rcs", "siren", "siret", "ttc", "tva"})
_MORE = pattern(r"[,;(]| :")


def _lines(page: str) -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    """What the page says of each key of each record: what it is for, an example, how a form calls it."""
    record = ""
    for line in page.splitlines():
        if line.startswith("## ") or line.startswith("### "):
            record = line.rpartition("<!-- ")[2].removesuffix(" -->")
        elif line.startswith("| `"):
            name, _, doc, example = (cell.replace("\\|", "|") for cell in line[2:-2].split(" | "))
            label, _, said = doc.removeprefix("**").partition("** : ") if doc.startswith("**") else ("", "", doc)
            yield (record, name.strip("`")), {"doc": said, "example": example.strip("`"), "label": label}


PAGE = packaged(__spec__, "keys.md")
_KEYS = dict(_lines(PAGE))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def keyed(cls: type[T]) -> type[T]:
    """A record of the register: its fields are keys, and `keys.md`, the page of the manual, says what each is for.

    A field with a value is a key that may be left out. KeyError for a key that the page does not have: a bug of ours.
    """
    for name in cls.__annotations__:
        value = vars(cls).get(name, MISSING)
        made = value if isinstance(value, Field) else field(default=value)
        made.metadata = MappingProxyType(_KEYS[cls.__name__, name])
        setattr(cls, name, made)
    record: type[T] = frozen(kw_only=True)(cls)
    return record


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
