"""From source to `Template`: Jinja2 reads, the allow-list decides, tokens give each piece its place."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..pattern import pattern
from .errors import TemplateError, TemplateProblem
from .expressions import Callables, Expression, NotAllowed, Reader
from .run import Branch, Emit, Loop, Node, Template, Text

OPENING = frozenset({"if", "for"})
# A value between braces, without what makes the end of a tag hard to tell.
PLAIN_TAG = pattern(r"""\{\{(?![-+])(?:[^{}"'\\]|"[^"{}\\]*")*(?<![-+])\}\}""")


@functools.cache
def environment() -> Environment:
    return Environment(keep_trailing_newline=True, autoescape=False)


@dataclass(slots=True)
class Offsets:
    """Where the tokens of a source start: its texts, its `{{`, its `{% if %}` and `{% for %}`.

    `refused` has the tags that are none of ours, with their names.
    """

    texts: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_source(source: str) -> tuple[list[nodes.Node], Offsets]:
    """What Jinja2 reads in a source. Raises TemplateSyntaxError.

    Most prose has no tag but `{{ … }}`: it is cut there, since the tags of an act are those of the others, and Jinja2
    need not read them again (6 ms less for a decision and its convention). A test holds both ways to the same result.
    """
    tags = list(PLAIN_TAG.finditer(source))
    if tags and source.count("{") == 2 * len(tags) and "\r" not in source:
        with contextlib.suppress(TemplateSyntaxError):  # what is wrong is told with its line by the other way
            return _read_tags(source, tags)
    return list(environment().parse(source).body), offsets_of(source)


def _read_tags(source: str, tags: Iterable[re.Match[str]]) -> tuple[list[nodes.Node], Offsets]:
    parts: list[nodes.Expr] = []
    offsets, end = Offsets(), 0
    for tag in (*tags, None):
        start = tag.start() if tag else len(source)
        if end < start:
            parts.append(nodes.TemplateData(source[end:start]))
            offsets.texts.append(end)
        if tag:
            parts.append(_tag(tag[0]))
            offsets.values.append(start)
            end = tag.end()
    return [nodes.Output(parts)], offsets


@functools.lru_cache(maxsize=1024)
def _tag(text: str) -> nodes.Expr:
    """The expression of a tag, as Jinja2 reads it."""
    (output,) = environment().parse(text).body
    assert isinstance(output, nodes.Output)
    (expression,) = output.nodes
    return expression


def offsets_of(source: str) -> Offsets:
    """Where the tokens of a source start, whatever its tags. Raises TemplateSyntaxError."""
    offsets = Offsets()
    position, opening = 0, -1
    for _, kind, value in environment().lex(source):
        start = source.find(value, position)
        position = max(start, position) + len(value)
        if kind == "data":
            offsets.texts.append(start)
        elif kind == "variable_begin":
            offsets.values.append(start)
        elif kind == "block_begin":
            opening = start
        elif kind == "raw_begin":
            offsets.refused.append((start, "raw"))
        elif kind == "name" and opening >= 0:
            if value in OPENING:
                offsets.blocks.append(opening)
            elif not value.startswith("end") and value not in {"else", "elif"}:
                offsets.refused.append((opening, value))
            opening = -1
    return offsets


MAX_NESTING = 3
NO_CALLABLES: Callables = {}

# What Jinja2 says, and what we say.
SYNTAX = {
    "unexpected '}'": "une accolade est mal fermée",
    "expected token 'end of print statement'": "les accolades contiennent plus qu'un nom",
    "unknown tag": "cette commande n'existe pas",
    "Unexpected end of template": "une commande n'est pas fermée ({% endif %} ou {% endfor %})",
}
SYNTAX_HINT = "écrivez {{ nom }} ou {{ nom | filtre }}, {% if nom %} … {% endif %}, {% for x in liste %} … {% endfor %}"

# What Word makes of straight quotes, which she pastes here.
UNEXPECTED = pattern(r"unexpected char (?P<quote>['\"])(?P<sign>.)(?P=quote) at (?P<at>\d+)")
TYPOGRAPHIC, STRAIGHT = "“”„«»‘’", "'\""
QUOTES_HINT = 'entre accolades, les guillemets sont droits : {{ article("financement") }}'
MARK = pattern(r"\{[{%#]")
UNCLOSED = pattern(r"\{\{[^{}]*(?=\{\{|\Z)")


class _Parser:
    """Walks what Jinja2 read, in the order of the source, and collects every problem."""

    def __init__(self, offsets: Offsets, filters: Callables) -> None:
        self.read_expression = Reader(filters)
        self.texts, self.values, self.blocks = iter(offsets.texts), iter(offsets.values), iter(offsets.blocks)
        self.problems: list[TemplateProblem] = []
        for offset, name in offsets.refused:
            self.refuse(f"« {{% {name} %}} » n'est pas permis ici", "seuls if et for le sont", offset)

    def body(self, body: Sequence[nodes.Node], depth: int) -> tuple[Node, ...]:
        return tuple(item for node in body for item in self.node(node, depth))

    def node(self, node: nodes.Node, depth: int) -> Iterator[Node]:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if isinstance(part, nodes.TemplateData):
                        yield Text(part.data, next(self.texts))
                        continue
                    offset = next(self.values, 0)  # « print » is an output without braces
                    if (expression := self.expression(part, offset)) is not None:
                        yield Emit(expression, offset)
            case nodes.If():
                yield self.branch(node, depth + 1)
            case nodes.For():
                yield self.loop(node, depth + 1)
            case _:  # refused already: what it holds is read all the same, for its own problems
                yield from self.body([n for n in node.iter_child_nodes() if isinstance(n, nodes.Stmt)], depth)

    def expression(self, node: nodes.Node, offset: int) -> Expression | None:
        try:
            return self.read_expression(node)
        except NotAllowed as refused:
            self.refuse(refused.message, refused.hint, offset)
            return None

    def branch(self, node: nodes.If, depth: int) -> Node:
        offset = self.enter(depth)
        cases = [(self.expression(part.test, offset), self.body(part.body, depth)) for part in (node, *node.elif_)]
        return Branch((*cases, (None, self.body(node.else_, depth))), offset)

    def loop(self, node: nodes.For, depth: int) -> Node:
        offset = self.enter(depth)
        data = self.expression(node.iter, offset)
        body = self.body([*node.body, *node.else_], depth)
        if node.recursive or node.test or node.else_ or not isinstance(node.target, nodes.Name):
            hint = "écrivez {% for x in liste %} … {% endfor %}"
            self.refuse("cette forme de « for » n'est pas permise", hint, offset)
            return Text("", offset)
        return Loop(node.target.name, data, body, offset) if data else Text("", offset)

    def enter(self, depth: int) -> int:
        offset = next(self.blocks, 0)
        if depth > MAX_NESTING:
            self.refuse(f"plus de {MAX_NESTING} « if » ou « for » l'un dans l'autre", "simplifiez ce texte", offset)
        return offset

    def refuse(self, message: str, hint: str, offset: int) -> None:
        self.problems.append(TemplateProblem(message, hint, offset))


def parse(source: str, filters: Callables = NO_CALLABLES) -> Template:
    """Read a source; raises TemplateError with everything that is not allowed or not understood."""
    if "{" not in source:
        return Template((Text(source, 0),) if source else ())
    try:
        read, offsets = read_source(source)
        parser = _Parser(offsets, filters)
        body = parser.body(read, 0)
    except TemplateSyntaxError as error:
        raise TemplateError([_syntax_problem(error, source)]) from None
    except RecursionError:
        raise TemplateError([TemplateProblem("ce texte est trop imbriqué", "simplifiez-le", 0)]) from None
    except ValueError:  # the one thing that Jinja2 lets through: an integer of more than 4 300 digits
        raise TemplateError([TemplateProblem("un nombre de ce texte est trop long", "vérifiez-le", 0)]) from None
    if parser.problems:
        raise TemplateError(sorted(parser.problems, key=lambda problem: problem.offset), Template(body))
    return Template(body)


def _syntax_problem(error: TemplateSyntaxError, source: str) -> TemplateProblem:
    said = error.message or ""
    if unclosed := UNCLOSED.search(source):  # Jinja2 sees it further down, where the text goes on
        hint = "ajoutez « }} » après le nom : {{ nom }}"
        return TemplateProblem("ces accolades ne sont pas fermées", hint, unclosed.start())
    if stray := UNEXPECTED.search(said):
        sign, at = stray["sign"], int(stray["at"])
        hint = QUOTES_HINT if sign in TYPOGRAPHIC else SYNTAX_HINT
        message = f"le signe « {sign} » n'a pas sa place entre des accolades"
        if sign in STRAIGHT:
            message = "un guillemet ouvert entre des accolades n'y est pas fermé"
        return TemplateProblem(message, hint, max(tag.start() for tag in MARK.finditer(source, 0, at)))
    message = next((ours for theirs, ours in SYNTAX.items() if theirs in said), "les accolades ne se lisent pas")
    line_start = sum(len(line) for line in source.splitlines(keepends=True)[: error.lineno - 1])
    line_end = source.find("\n", line_start)
    tags = [tag.start() for tag in MARK.finditer(source, line_start, line_end if line_end >= 0 else len(source))]
    wrong = next((start for start in tags if not PLAIN_TAG.match(source, start)), tags[0] if tags else line_start)
    return TemplateProblem(message, SYNTAX_HINT, wrong)
