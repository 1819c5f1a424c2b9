"""A template that was read, and how it runs: strict, bounded, every piece of text with its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..frozen import frozen
from .errors import Missing, TemplateError, TemplateProblem
from .expressions import Expression, Located, unset

MAX_OUTPUT = 1_000_000  # characters
MAX_STEPS = 100_000  # turns of loops
MAX_PIECES = 50_000
TOO_LONG = "tous ensemble, les textes de cet acte sont trop longs"


class Piece(NamedTuple):
    """A run of the output: literal text of the source (`path` is None), or what the `{{ }}` at `offset` gives.

    `path` is then that of the fact; empty where no fact is named, as in `{{ "texte" }}`.
    """

    text: str
    path: str | None
    offset: int


class Text(NamedTuple):
    """Literal text at `offset`."""

    text: str
    offset: int


class Emit(NamedTuple):
    """`{{ expression }}`."""

    expression: Expression
    offset: int


class Branch(NamedTuple):
    """`{% if %}`, its `elif`s and `else`: the first body whose test holds."""

    cases: tuple[tuple[Expression | None, tuple[Node, ...]], ...]
    offset: int


class Loop(NamedTuple):
    """`{% for name in data %}`."""

    name: str
    data: Expression
    body: tuple[Node, ...]
    offset: int


Node = Text | Emit | Branch | Loop
Show = Callable[[Any], str]


def _items(data: Any, path: str) -> Iterator[tuple[Any, str]]:
    """What a loop goes over, each with its path: the items of a list, or what stands under names."""
    if isinstance(data, Mapping):
        yield from ((item, f"{path}.{name}") for name, item in data.items())
    elif isinstance(data, str) or not isinstance(data, Sequence):
        raise Missing(f"« {path} » n'est pas une liste", "« for » parcourt une liste de la fiche")
    else:
        yield from ((item, f"{path}[{index}]") for index, item in enumerate(data))


@dataclass(slots=True)
class Spent:
    """What one text, or the texts of one act one after the other, have taken so far."""

    written: int = 0
    pieces: int = 0
    steps: int = 0
    over: bool = False


@dataclass(slots=True)
class Run:
    """One run of a template: what bounds it, and the problems met so far."""

    show: Show
    max_output: int
    spent: Spent
    pieces: list[Piece] = field(default_factory=list)
    problems: list[TemplateProblem] = field(default_factory=list)

    def body(self, body: Sequence[Node], scope: Mapping[str, Any]) -> None:
        for node in body:
            if type(node) is Text:
                self.write(node.text, None, node.offset)
                continue
            try:
                self.node(node, scope)
            except Missing as missing:
                self.problems.append(TemplateProblem(missing.message, missing.hint, node.offset))
            except ValueError as error:  # what `show` or a property refuses, in French
                message, _, hint = str(error).partition(" ; ")
                self.problems.append(TemplateProblem(message, hint, node.offset))

    def node(self, node: Node, scope: Mapping[str, Any]) -> None:
        match node:
            case Emit():
                self.emit(node, scope)
            case Branch():
                for test, body in node.cases:
                    if test is None or test(scope)[0]:
                        return self.body(body, scope)
            case Loop():
                self.loop(node, scope)

    def emit(self, node: Emit, scope: Mapping[str, Any]) -> None:
        value, path = node.expression(scope)
        try:
            text = self.show(value)
        except ValueError:
            if value is None and path:
                raise unset(path) from None
            raise
        self.write(text, path, node.offset)

    def loop(self, node: Loop, scope: Mapping[str, Any]) -> None:
        data, path = node.data(scope)
        items = list(_items(data, path))
        for index, item in enumerate(items):
            self.spent.steps += 1
            if self.spent.steps > MAX_STEPS:
                self.spent.over = True
                raise Missing("ce texte répète trop de fois la même boucle", "")
            state = {"index": index + 1, "first": index == 0, "last": index == len(items) - 1}
            self.body(node.body, {**scope, node.name: Located(item), "loop": state})

    def write(self, text: str, path: str | None, offset: int) -> None:
        self.spent.written += len(text)
        self.spent.pieces += 1
        if self.spent.written > self.max_output or self.spent.pieces > MAX_PIECES:
            self.spent.over = True
            whole = "ce texte est trop long" if self.spent.pieces == len(self.pieces) + 1 else TOO_LONG
            raise TemplateError([TemplateProblem(whole, f"limite : {self.max_output} caractères", offset)])
        self.pieces.append(Piece(text, path, offset))


@frozen
class Template:
    """A source that was read and holds nothing outside the allow-list."""

    body: tuple[Node, ...]

    def pieces(
        self, scope: Mapping[str, Any], show: Show = str, max_output: int = MAX_OUTPUT, spent: Spent | None = None
    ) -> list[Piece]:
        """The output, piece by piece; `show` gives a value its form and may refuse it (ValueError, in French).

        `spent` is what is bounded together: what other texts took already, and what this one adds.

        Raises TemplateError with every name that stands for nothing and every value refused.
        """
        run = Run(show, max_output, spent or Spent())
        try:
            run.body(self.body, scope)
        except RecursionError:
            raise TemplateError([TemplateProblem("ce texte est trop imbriqué", "simplifiez-le", 0)]) from None
        if run.problems:
            raise TemplateError(tuple(dict.fromkeys(run.problems)))
        return run.pieces

    def render(self, scope: Mapping[str, Any], show: Show = str, max_output: int = MAX_OUTPUT) -> str:
        """The output as one text."""
        return "".join(piece.text for piece in self.pieces(scope, show, max_output))
