"""The facts of an entry, field by field, as a person reads them: grouped as she thinks, with what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from ..compose.dossier import object_of
from ..model.acte import Acte
from ..model.prose import Prose
from ..model.register import Register
from ..values.actnumber import ActNumber
from ..values.dates import show_date

# Every key of an entry has its group, but those whose words stand in the pages.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Identité", ("numero", "type", "nature_actes", "matiere", "objet", "date", "signature", "delegation")),
    ("Période", ("periode",)),
    ("Parties", ("parties",)),
    ("Argent", ("financement",)),
    ("Actes et textes cités", ("renouvelle", "modifie", "preambule", "references")),
    ("Convention", ("convention",)),
    ("Annexes", ("annexes",)),
    ("Suivi", ("suivi",)),
    ("À confirmer", ("a_confirmer",)),
    ("Écarts acceptés", ("ecarts_acceptes",)),
)
_MORE = re.compile(r"[,;(]| :")
IN_PAGES = frozenset({"articles", "objet_cite"})  # whose words are read in the pages
ACTS = frozenset({"renouvelle", "modifie"})  # whose value is an act of the register
NAMED = ("repartition", "dates", "montants", "identifiants")  # of what they hold, each has a name and one value
ITEMS = {
    "annexes": "Annexe",
    "colonnes": "Colonne",
    "jalons": "Échéance",
    "a_confirmer": "Point",
}  # else a number alone


@dataclass(frozen=True, slots=True)
class Field:
    """A fact: its path, its name in French, what it says; or facts below it.

    `computed`: nobody typed it, it follows from others. `act` is the act of the register that it names.
    """

    path: str
    label: str
    value: str = ""
    computed: bool = False
    act: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that go together."""

    title: str
    fields: tuple[Field, ...]


def groups(act: Acte, register: Register) -> tuple[Group, ...]:
    """The facts that an entry states, in the order in which one thinks of them; a group with none is left out."""
    walk = _Walk(act, register)
    made = (Group(title, tuple(field for key in keys for field in walk.top(key))) for title, keys in GROUPS)
    return tuple(group for group in made if group.fields)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk through an entry."""

    act: Acte
    register: Register

    def top(self, key: str) -> Iterator[Field]:
        """The facts of a key of the entry."""
        value, label = getattr(self.act, key), _label(Acte, key)
        if key == "objet":
            yield Field("objet", label, object_of(self.act, self.register))
        elif key == "parties":
            yield from (self.party(f"parties[{n}]", name) for n, name in enumerate(self.act.parties))
        elif key == "preambule":
            yield from self.cited("preambule", self.act.preambule)
        elif key == "convention":
            yield from self.convention()
        elif key in ACTS and value:
            yield Field(key, label, value, act=value)
        else:
            yield from self.below(key, label, value)
        if key == "periode" and self.act.periode:
            yield from self.period()

    def period(self) -> Iterator[Field]:
        """What follows from the first day: the last one, or how long it is."""
        assert self.act.periode is not None
        period = self.act.periode.period
        if self.act.periode.fin is None:
            yield Field("periode.fin", "Dernier jour", show_date(period.fin), computed=True)
        elif self.act.periode.duree is None:
            yield Field("periode.duree", "Durée", str(period.duree), computed=True)

    def party(self, path: str, name: str) -> Field:
        known = self.register.tiers.get(name)
        return Field(path, "Partie", known.nom if known else name)

    def cited(self, path: str, motifs: tuple[Any, ...]) -> Iterator[Field]:
        """The acts that a preamble cites."""
        for rank, motif in enumerate(motifs):
            for name in motif.actes:
                act = self.register.actes.get(name)
                day = f" du {show_date(act.jour)}" if act and act.jour else ""
                yield Field(f"{path}[{rank}].vu", "Vu", f"{name}{day}", act=name)

    def convention(self) -> Iterator[Field]:
        """What a convention has of its own beside its words: who signs it, where and when."""
        if self.act.convention is None:
            return
        own = self.act.convention
        yield from self.cited("convention.preambule", own.preambule)
        yield from self.below("convention.signature", "Signature de la convention", own.signature)

    def below(self, path: str, label: str, value: Any) -> Iterator[Field]:
        """A value as facts: itself, or those that it holds; nothing where nobody stated it."""
        if value is None or value in ("", False, ()) or isinstance(value, Prose):
            return
        held = _held(path, value)
        if held is None:
            yield Field(path, label, shown(value))
            return
        parts = [field for below, name, item in held for field in self.below(below, name, item)]
        if len(parts) == 1 and not parts[0].fields and path.rpartition(".")[0].endswith(NAMED):
            yield replace(parts[0], label=label)  # « Aurillac : Pays d'Aurillac »
        elif parts:
            yield Field(path, label, fields=tuple(parts))


def _held(path: str, value: Any) -> list[tuple[str, str, Any]] | None:
    """What a value of the model holds, each with its path and its name; None for a value that is one.

    What is as it is by default is left out.
    """
    if isinstance(value, Mapping):
        return [(f"{path}.{key}", _named(key), item) for key, item in value.items()]
    if isinstance(value, tuple) and any(map(is_dataclass, value)):
        title = ITEMS.get(path.rpartition(".")[2], "")
        return [(f"{path}[{rank}]", f"{title} {rank + 1}".strip(), item) for rank, item in enumerate(value)]
    described = [field for field in fields(value) if "doc" in field.metadata] if is_dataclass(value) else []
    stated = [(field, getattr(value, field.name)) for field in described]
    kept = [(field, item) for field, item in stated if item != field.default]
    return [(f"{path}.{field.name}", _label(type(value), field.name), item) for field, item in kept] if stated else None


def shown(value: object) -> str:
    """A value as a person reads it.

    >>> shown(date(2025, 1, 1)), shown(True), shown((2025, 2026)), shown(ActNumber.parse("2025-453"))
    ('1er\\xa0janvier\\xa02025', 'oui', '2025, 2026', '2025-453')
    """
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    return value.code if isinstance(value, ActNumber) else str(value)


def _label(cls: type, name: str) -> str:
    """The first words of what a key is for."""
    doc: str = next(field.metadata["doc"] for field in fields(cls) if field.name == name)
    short = doc if doc.startswith("«") else _MORE.split(doc)[0]
    return short[:1].upper() + short[1:]


def _named(key: str) -> str:
    """A name that a person gave (« saint_flour »), as words."""
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]
