"""Prose into spans: facts put in, Markdown read, spaces and apostrophes repaired, provenance kept.

And the filters that prose may use: those of values, and those that agree with the act or leave room.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from ..document import Block, Cell, Fact, Literal, Row, Span
from ..finding import Finding
from ..jinja import Piece, Spent, Template, TemplateError, TemplateProblem, parse
from ..model.natures import TypeActe
from ..model.prose import Prose
from ..pattern import pattern
from ..place import Locatable
from ..problems import problem
from ..values import filters as of_values
from ..values.show import show
from ..values.text import line_at
from ..values.titles import Genre, Title
from ..values.typography import repair_spans
from ..values.words import Spelling
from . import markdown
from .parties import Party, Signer

# A fact stands as one character of a private plane while Markdown is read: a letter like another, no markup.
STAND_IN = "\U000f0000"
BRACES = pattern(r"\{[^{}]*\}?|\}+")
LONE_BRACE = "une accolade seule n'appelle aucun fait : elle serait imprimée dans l'acte"
BRACE_HINT = "doublez les accolades : {{ nom }} ; pour en imprimer une, écrivez {{ '{' }}"
LONE_BAR = "ces barres ne font pas un tableau : elles seraient imprimées dans l'acte"
BAR_HINT = (
    "un tableau s'écrit dans le texte d'un article ou d'une annexe, une ligne de tirets sous ses titres, "
    "autant que de colonnes : | --- | --- | ; pour imprimer une barre, écrivez \\|"
)
FIGURES = pattern(r"[-–+]?\d[\d\s.,]*(?:€|%|euros?)?(?:\s*(?:HT|TTC))?")
Scope = Mapping[str, Any]


@functools.lru_cache(maxsize=1024)
def template(source: str, spelling: Spelling = Spelling.TRADITIONNELLE) -> Template:
    """A piece of prose, read; formulas are the same in every act. Raises TemplateError."""
    return parse(source, filters_for(spelling))


@dataclass(slots=True)
class Writer:
    """Turns the prose of one act into spans, and collects what is wrong in it.

    What its texts may take, they take together (`spent`); those of a list of acts, each its own (None). `objects` are
    those of other acts, written once: each may name that of the act before it, twice.
    """

    spelling: Spelling = Spelling.TRADITIONNELLE
    findings: list[Finding] = field(default_factory=list)
    spent: Spent | None = field(default_factory=Spent)
    objects: dict[int, str] = field(default_factory=dict)

    def paragraphs(self, prose: Prose, scope: Scope, tables: bool = True) -> list[Block]:
        """The paragraphs and tables of a piece of prose; none, and findings, where it cannot be written."""
        if self.spent is not None and self.spent.over:  # which was said
            return []
        try:
            pieces = template(prose.text, self.spelling).pieces(scope, show, spent=self.spent)
        except TemplateError as error:
            self.findings.extend(prose_finding(problem, prose) for problem in _problems(error, scope))
            return []
        if alone := [problem for piece in pieces if piece.path is None for problem in _braces(piece)]:
            self.findings.extend(prose_finding(problem, prose) for problem in alone)
            return []
        found = list(_paragraphs(pieces, prose, tables))
        bars = [prose_finding(problem, prose) for block in found for problem in _bars(block, prose)]
        self.findings.extend(bars)
        return [] if bars else found

    def line(self, prose: Prose, scope: Scope) -> tuple[Span, ...]:
        """The spans of a piece of prose that is one paragraph; others follow, each on a line of its own, lists too."""
        return in_one(self.paragraphs(prose, scope, tables=False))

    def text(self, prose: Prose, scope: Scope) -> str:
        """The words of a piece of prose, without their origin: an object cited by another act."""
        return "".join(span.text for span in self.line(prose, scope))


def in_one(paragraphs: Iterable[Block]) -> tuple[Span, ...]:
    """The spans of paragraphs as one, each on a line of its own."""
    found: list[Span] = []
    for paragraph in paragraphs:
        lead = ("\n" if found else "") + (f"{paragraph.marker} " if paragraph.marker else "")
        if lead:
            found.append(Span(lead, paragraph.spans[0].origin))  # which comes from where the words do
        found.extend(paragraph.spans)
    return tuple(found)


def _braces(piece: Piece) -> Iterator[TemplateProblem]:
    """Braces that call nothing: `{ periode }` would be printed in the act as it stands."""
    for match in BRACES.finditer(piece.text) if "{" in piece.text or "}" in piece.text else ():
        yield TemplateProblem(LONE_BRACE, BRACE_HINT, piece.offset + match.start())


def _bars(block: Block, prose: Prose) -> Iterator[TemplateProblem]:
    """Lines with bars that make no table, or where none can stand: they would be printed as they are."""
    origin = block.spans[0].origin if block.text.startswith("|") and block.spans else None
    if isinstance(origin, Literal) and prose.text[max(0, origin.offset - 1) : origin.offset] != "\\":
        yield TemplateProblem(LONE_BAR, BAR_HINT, origin.offset)


def _problems(error: TemplateError, scope: Scope) -> Iterator[TemplateProblem]:
    """What is wrong in a piece of prose, and what else is once the part refused is set aside."""
    yield from error.problems
    if error.rest is not None:
        try:
            error.rest.pieces(scope, show)
        except TemplateError as other:
            yield from other.problems


def _paragraphs(pieces: Sequence[Piece], prose: Prose, tables: bool) -> Iterator[Block]:
    written = [STAND_IN if piece.path is not None else piece.text for piece in pieces]
    starts = list(accumulate(map(len, written), initial=0))

    def words(chunks: markdown.Words) -> tuple[Span, ...]:
        return repaired([span for chunk in chunks for span in _spans(chunk, pieces, starts, prose.source)])

    for paragraph in markdown.read("".join(written), tables):
        if paragraph.rows:
            rows = [[Cell((words(cell),)) for cell in row] for row in paragraph.rows]
            titled = any(cell.text for cell in rows[0])
            yield Block(paragraph.kind, rows=table_rows(rows if titled else rows[1:], titled))
        elif spans := words(paragraph.chunks):
            yield Block(paragraph.kind, spans, paragraph.level, paragraph.marker)


def table_rows(rows: Sequence[Sequence[Cell]], titled: bool = True) -> tuple[Row, ...]:
    """The rows of a table that was typed; a column of figures is on the right, its title too; a total stands out."""
    columns = zip(*rows, strict=True)
    sides = ["droite" if _of_figures([cell.text for cell in column[titled:]]) else "gauche" for column in columns]
    head, made = rows[0] if titled else None, list[Row]()
    for row in rows:
        cells = tuple(replace(cell, align=side) for cell, side in zip(row, sides, strict=True))
        made.append(Row(cells, header=row is head, total=row is not head and row[0].text.lower().startswith("total")))
    return tuple(made)


def _of_figures(texts: Sequence[str]) -> bool:
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and all(FIGURES.fullmatch(text) for text in filled)


def _spans(chunk: markdown.Chunk, pieces: Sequence[Piece], starts: Sequence[int], source: Locatable) -> Iterator[Span]:
    """The words of a chunk piece by piece, since a fact or `{% if %}` may stand between two; `starts` are theirs."""
    text, begin, styles = chunk
    start, end = begin, begin + len(text)
    index = bisect_right(starts, start) - 1
    while start < end:
        piece, stop = pieces[index], min(end, starts[index + 1])
        if piece.path is not None and start < stop:
            yield Span(piece.text, Fact(piece.path, source, piece.offset), styles)
        elif start < stop:
            offset = piece.offset + start - starts[index]
            yield Span(text[start - begin : stop - begin], Literal(source, offset), styles)
        start, index = stop, index + 1


def repaired(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with French spaces and apostrophes; a literal is cut where a space comes in."""
    texts = repair_spans([span.text for span in spans])
    out: list[Span] = []
    for span, text in zip(spans, texts, strict=True):
        if len(text) == len(span.text) or isinstance(span.origin, Fact):
            out.append(span if text is span.text else Span(text, span.origin, span.styles))
        else:
            out.extend(_cut(span, text))
    return tuple(span for span in out if span.text)


def _cut(span: Span, text: str) -> Iterator[Span]:
    """Cut a repaired literal into runs whose characters are parallel to the source."""
    assert isinstance(span.origin, Literal)
    positions = _old_positions(span.text, text)
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or positions[index] != positions[index - 1] + 1:
            origin = Literal(span.origin.source, span.origin.offset + positions[start])
            yield Span(text[start:index], origin, span.styles)
            start = index


def _old_positions(old: str, new: str) -> list[int]:
    """For each character after repair, where it was before: repair moves white space and nothing else."""
    positions, index = [], 0
    for char in new:
        while index < len(old) and old[index].isspace() and not char.isspace():
            index += 1
        positions.append(index)
        if index < len(old) and char.isspace() == old[index].isspace():
            index += 1
    return positions


def prose_finding(wrong: TemplateProblem, prose: Prose) -> Finding:
    """The problem of a piece of prose, at its place, with the line that holds it."""
    excerpt = line_at(prose.text, wrong.offset)
    where = prose.source.place_at(wrong.offset)
    return problem("texte-a-corriger", wrong.message, wrong.hint, where=where, excerpt=excerpt)


# filters

ROOM = "\u00a0" * 24  # room for a stamp or a date written by hand


def accorde(word: str, of: TypeActe | Party | Signer | Title) -> str:
    """A participle that agrees with an act, a party, a person or an office, by its -e.

    >>> accorde("Transmis", TypeActe.DECISION), accorde("Transmis", TypeActe.ARRETE)
    ('Transmise', 'Transmis')
    >>> accorde("Transmis", "la décision")
    Traceback (most recent call last):
    ValueError: un mot s'accorde avec « type », une partie, une personne ou un titre
    """
    if isinstance(of, Title):
        return f"{word}e" if of.genre is Genre.F else word
    if not isinstance(of, TypeActe | Party | Signer):
        raise ValueError("un mot s'accorde avec « type », une partie, une personne ou un titre")
    return f"{word}e" if of.feminin else word


def ou_place(value: Any) -> Any:
    """The value, or room to write it by hand while it is not known."""
    return ROOM if value is None else value


OF_ACTS = (of_values.described(accorde), of_values.described(ou_place))


@functools.cache
def filters_for(spelling: Spelling = Spelling.TRADITIONNELLE) -> Mapping[str, Callable[..., Any]]:
    """The filters by name, writing numbers in that spelling."""
    of_facts = {name: entry.function for name, entry in of_values.filters_for(spelling).items()}
    return MappingProxyType({**of_facts, **{one.name: one.function for one in OF_ACTS}})


FILTERS = filters_for()
