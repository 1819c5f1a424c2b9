"""An entry as a form: every field that the model knows, as it is typed, in the order one thinks of them. It is made
from the text of the entry, so that one that cannot be read has its form too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import yaml

from ..compose.nameable import label_of
from ..frozen import frozen
from ..jinja.parts import paragraphs
from ..model.acte import Acte
from ..model.prose import Prose
from ..model.schema import called, short
from ..model.texts import ACT_ID
from ..packaged import packaged
from ..registry.folder import COLLECTIVITE, TIERS
from ..registry.nodes import Mapping as Names
from ..registry.nodes import Node, Scalar
from ..registry.nodes import Sequence as Items
from ..registry.places import Places
from ..registry.scalars import parsed_date, yes_or_no
from ..registry.shapes import Key, keys_of, shape_of
from ..registry.typed import PROSE, said
from ..values.dates import in_french
from ..values.ordinals import article_number
from ..values.text import NBSP
from ..values.typography import repair
from .fields import Act, Alinea, Field, Group, Is, alineas

_TABLES = yaml.load(packaged(__spec__, "form.yaml"), yaml.CBaseLoader)
GROUPS = _TABLES["groups"]
ITEMS, LISTS, TITLES = (_TABLES[name] for name in ("items", "lists", "titles"))
APART = frozenset({"formules", "origine"})  # of the act's own formulas, and of where it was taken from: in the file
OF_A_TYPE = frozenset({"decision", "arrete", "deliberation"})  # formulas of its own, shown where there are some
FIXED = frozenset({"numero", "type"})  # the name of the file says them
ACTS = frozenset({"renouvelle", "modifie"})  # whose value is an act of the register
LONGEST = 60  # characters of what tells an item from another


def form(root: Node, act: Act | None = None, cls: type = Acte) -> tuple[Group, ...]:
    """The form of an entry, which describes a `cls`; with `act`, what follows from its facts, what its chips print."""
    walk, held = _Walk(Places(root), act, label_of if cls is not Acte else str), _held(root)
    keys, groups = keys_of(cls), GROUPS[cls.__name__].items()
    return tuple(
        Group(title, tuple(walk.field(keys[name], name, held.get(name)) for name in names)) for title, names in groups
    )


@frozen
class _Walk:
    """One walk through an entry."""

    at: Places
    act: Act | None
    words: Callable[[str], str] = str  # what a name is called where no act prints it

    def field(self, key: Key, path: str, node: Node | None) -> Field:
        made = Field(
            path,
            repair(key.label or key.name),
            help=key.doc,
            example=key.example,
            required=key.required,
            stated=node is not None and bool(said(node) or not isinstance(node, Scalar)),
            fixed=path in FIXED,
        )
        shape = key.shape
        lone = PROSE[0] in shape.scalars  # a text may stand for it, and is what one types first: words more than acts
        if isinstance(node, Items) or (shape.item is not None and not isinstance(node, Scalar) and not lone):
            return self.items(made, shape.item, node)
        if shape.label is not None:
            return self.names(made, shape.label, node)
        if shape.record is not None and not isinstance(node, Scalar):
            fields = tuple(self.record(shape.record, path, node))
            return replace(made, kind=Is.GROUP, fields=fields, note=self.follows(path, fields))
        return self.leaf(made, key, node)

    def record(self, cls: type, path: str, node: Node | None) -> Iterator[Field]:
        held = _held(node)
        for name, key in keys_of(cls).items():
            if name not in APART and (name in held or name not in OF_A_TYPE):
                yield self.field(key, f"{path}.{name}", held.get(name))

    def leaf(self, made: Field, key: Key, node: Node | None) -> Field:
        value, converts = said(node), key.shape.scalars
        made = replace(made, value=value, note=self.follows(made.path, ()))
        name = made.path.rpartition(".")[2]
        made = replace(made, of=LISTS.get(name.partition("[")[0], ""))
        if yes_or_no in converts:
            return replace(made, kind=Is.YES_NO, choices=("oui", "non"))
        if key.shape.words:
            return replace(made, kind=Is.CHOICE, choices=key.shape.words)
        if parsed_date in converts:
            return replace(made, kind=Is.DATE, value=_day(value), example=_day(made.example))
        if name in ACTS or (name.partition("[")[0] == "vu" and ACT_ID.fullmatch(value)):
            return replace(made, act=value, note=self.act.cited(value) if self.act else "")
        if made.of == TIERS and self.act:
            return replace(made, act=value if value == COLLECTIVITE else f"{TIERS}/{value}", note=self.act.body(value))
        if PROSE[0] in converts:
            return replace(made, kind=Is.PROSE, alineas=tuple(self.alineas(made.path, node)))
        return made

    def alineas(self, path: str, node: Node | None) -> Iterator[Alinea]:
        if isinstance(node, Scalar) and node.text.strip():
            printed = self.act.printed if self.act else {}
            words = self.act.words(path) if self.act else self.words
            offers = self.act.offers.get(path, ()) if self.act else ()
            extents = paragraphs(node.text) if offers else ()
            for one in alineas(path, Prose(node.text, node), printed, words):
                if offers:
                    start, end = extents[one.rank]
                    one = replace(one, offers=tuple(each for each in offers if start <= each.start < end))
                yield one

    def items(self, made: Field, hint: Any, node: Node | None) -> Field:
        title, held = ITEMS.get(made.path.rpartition(".")[2], ""), node.items if isinstance(node, Items) else ()
        ranks = (article_number(rank + 1) if title == "Article" else rank + 1 for rank in range(len(held)))
        names = (f"{title} {rank}".strip() for rank in ranks)
        found = [(f"[{rank}]", name, item) for rank, (name, item) in enumerate(zip(names, held, strict=True))]
        return self.many(replace(made, kind=Is.LIST), hint, found, made.example)

    def names(self, made: Field, hint: Any, node: Node | None) -> Field:
        held = node.items if isinstance(node, Names) else ()
        known = self.act.names if self.act else {}
        found = [(f".{name.text}", repair(known.get(name.text) or called(name.text)), value) for name, value in held]
        return self.many(replace(made, kind=Is.NAMES), hint, found, "")

    def many(self, made: Field, hint: Any, found: list[tuple[str, str, Node]], example: str) -> Field:
        """Items, each with the end of its path and its label; and one to be added."""
        key, many = Key("", shape_of(hint), made.help, example), len(found)
        rows = []
        for rank, (end, label, node) in enumerate(found):
            field = self.field(key, f"{made.path}{end}", node)
            title = self.title(node) if made.kind is Is.LIST else ""
            rows.append(replace(field, label=label, item=True, rank=rank, many=many, title=title))
        return replace(made, fields=tuple(rows), new=_blank(key))

    def title(self, item: Node) -> str:
        """What tells an item of a list from the others: its title, its first words."""
        if not isinstance(item, Names):
            return ""
        held = {key.text: value for key, value in item.items}
        one = next((held[name] for name in TITLES if name in held), next(iter(held.values()), None))
        words = " ".join(self.plain(one).split())
        return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"

    def plain(self, node: Node | None) -> str:
        """A text as it reads, its chips as what they print."""
        if not isinstance(node, Scalar) or "{" not in node.text:
            return said(node)
        pieces = (piece for one in self.alineas("", node) for piece in one.pieces)
        return "".join(piece if isinstance(piece, str) else piece.words for piece in pieces)

    def follows(self, path: str, fields: tuple[Field, ...]) -> str:
        return self.act.follows(path, fields) if self.act else ""


def _held(node: Node | None) -> Mapping[str, Node]:
    return {key.text: value for key, value in node.items} if isinstance(node, Names) else {}


@cache
def _blank(item: Key) -> tuple[Field, ...]:
    """The fields of an item to be added; those of a record that are records themselves come once it is there."""
    walk = _Walk(Places(_EMPTY), None)
    if item.shape.record is None:
        return (walk.leaf(Field("", short(item.doc), help=item.doc, example=item.example), item, None),)
    return tuple(
        walk.leaf(Field(name, key.label, help=key.doc, example=key.example, required=key.required), key, None)
        for name, key in keys_of(item.shape.record).items()
        if key.shape.scalars and name not in APART
    )


_EMPTY = Names((), None, 0, 0, False)  # type: ignore[arg-type]  # of no file


def _day(typed: str) -> str:
    """A date in the words of an act, with spaces that one types."""
    return in_french(typed).replace(NBSP, " ")
