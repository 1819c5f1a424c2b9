"""An entry in the making: its keys, what each was read from, the names by which its prose cites its articles."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.formulas import FormulesPropres
from ..model.register import Register
from ..model.texts import Convention
from ..packaged import packaged
from ..part import Passage
from ..place import Place
from ..registry.yamlwriting import after_key
from ..values.text import comparable, unaccented
from .read import Read, place_in
from .types import Recognised, ToConfirm, Unplaced

SCHEMA = "# yaml-language-server: $schema=../schemas/{}.json\n"
_RECORDS = {"": Acte, "convention": Convention, "formules": FormulesPropres}
_ORDER = {key: tuple(one.name for one in fields(record)) for key, record in _RECORDS.items()}
Spot = tuple[str, int]  # a document and a block of it
Span = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """What is known of the entry so far. `spots` are words that state a fact, by their place: the fact's own path."""

    read: Read
    known: Register
    tree: dict[str, Any] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    tiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    acts: dict[str, dict[str, Any]] = field(default_factory=dict)
    pieces: dict[str, str] = field(default_factory=dict)  # the source of each file to be joined, by its new path
    recognised: list[Recognised] = field(default_factory=list)
    to_confirm: list[ToConfirm] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    spots: dict[Spot, dict[Span, str]] = field(default_factory=dict)

    def put(self, path: str, value: Tree, where: Passage | None = None, shown: str = "") -> None:
        """A field gets its value; `where`, the words that say it."""
        *above, last = path.split(".")
        held = self.tree
        for name in above:
            held = held.setdefault(name, {})
        held[last] = value
        self.told(path, shown or (value if isinstance(value, str) else ""), where)

    def put_place(self, path: str, passages: Sequence[Passage]) -> None:
        """Where something is signed, if it is not where everything is."""
        for where in passages:
            place = place_in(where)
            if place is not None and comparable(place.text) != comparable(self.known.collectivite.lieu):
                self.put(path, " ".join(place.text.split()), place)

    def told(self, path: str, value: str, where: Passage | None) -> None:
        """What a page shows beside the text: the field, its value, the words, their place."""
        self.recognised.append(Recognised(path, value, *_said(where)))
        if where:
            self.at(where, path)

    def at(self, where: Passage, path: str) -> None:
        """Words that state a fact."""
        self.spots.setdefault((where.part.name, where.block), {}).setdefault((where.start, where.end), path)

    def confirm(self, path: str, value: str, why: str, where: Passage | None = None) -> None:
        """A field that a person has to look at."""
        self.to_confirm.append(ToConfirm(path, value, *_said(where), why))

    def kept(self, where: Passage, why: str, *, kept: bool = True) -> None:
        """Words that stay prose because the entry has no key for them; or that are left out."""
        self.unplaced.append(Unplaced(where.text, why, kept, where.where))


def _said(where: Passage | None) -> tuple[str, Place | None]:
    return (where.text, where.where) if where else ("", None)


def entry_text(tree: Mapping[str, Tree], comments: Mapping[str, str], head: str) -> str:
    """The keys in the order in which a person writes them, each below its comment."""
    lines = [head + comments.get("", "")]
    for name, value in _ordered(tree, _ORDER[""]).items():
        value = _ordered(value, _ORDER[name]) if name in _ORDER and isinstance(value, Mapping) else value
        big = not isinstance(value, str | Text) and name not in ("signature", "periode", "parties", "suivi")
        comment = comments.get(name, "")
        lines.append(("\n" if big or comment else "") + comment + f"{name}:{after_key(value, 0)}\n")
    return "".join(lines)


def _ordered(tree: Mapping[str, Tree], order: Sequence[str]) -> dict[str, Tree]:
    return {name: tree[name] for name in sorted(tree, key=lambda name: order.index(name) if name in order else -1)}


def text(prose: str) -> Tree:
    """Prose as an entry holds it; none is said between quotes."""
    return Text(prose) if prose else ""


_SMALL = frozenset({
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "sur", "sous", "aux", "au", "a", "un", "une",
    "pour", "par", "avec", "dans", "ou", "que", "qui", "se", "ses", "son", "sa", "leur", "leurs", "ce", "cette",
    "cet", "est", "sont", "ainsi",
})  # fmt: skip
# What the first words of an article do, and what a person calls it; then the verbs that tell where nothing says more.
_DEEDS = [
    [line.split(" = ") for line in words.splitlines()] for words in packaged(__spec__, "labels.txt").split("\n\n")
]
LONGEST = 3  # words


def labels(titles: Iterable[tuple[str, str]]) -> list[str]:
    """A name for each, no two alike: from a title, or (where it is empty) from the first words of the text.

    >>> labels([("Objet de la convention", ""), ("Durée", ""), ("", "D'approuver la convention"), ("Durée", "")])
    ['objet_convention', 'duree', 'approbation', 'duree_2']
    """
    found: list[str] = []
    for title, text in titles:
        found.append(apart(slug(title) if title.strip() else _deed(text), found))
    return found


def apart(name: str, taken: Container[str]) -> str:
    """A name that no other has: « duree », « duree_2 »."""
    return next(one for one in (name, *(f"{name}_{n}" for n in range(2, 999))) if one not in taken)


def slug(text: str, longest: int = LONGEST) -> str:
    """The first words of a title that say something.

    >>> slug("Liste des territoires adhérents"), slug("2. Prix"), slug("12")
    ('liste_territoires_adherents', 'prix', 'n_12')
    """
    words = re.findall(r"[a-z0-9]+", unaccented(text))
    said = [word for word in words if word not in _SMALL and not word.isdigit()] or words or ["article"]
    name = "_".join(said[:longest])
    return name if name.isidentifier() else f"n_{name}"


def _deed(text: str) -> str:
    low = unaccented(" ".join(text.split()[:60])).replace("’", "'")
    for marks in _DEEDS:
        found = [(low.find(mark), name) for mark, name in marks if mark in low]
        if found:
            return min(found)[1]
    return slug(" ".join(text.split()[:12]), 2)
