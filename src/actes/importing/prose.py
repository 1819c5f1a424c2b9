r"""Words that were printed, as a person types them in an entry: `{{ … }}` for facts, light Markdown for the rest.

« article 9 », « annexe 1 » are typed by the label of what they name.

>>> typed("- 2*3 et *note* {a}")
"\\- 2*3 et \\*note\\* {{ '{' }}a{{ '}' }}"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from ..against.words import Word, words_of
from ..compose.prose import STAND_IN, Scope, Writer
from ..document import Block, Kind, Style, cells_of
from ..facts import Mention, MentionKind
from ..frozen import frozen
from ..part import Passage
from ..pattern import pattern
from ..statements.subjects import REASONS
from .forms import written

_STAR = pattern(r"\*(?!(?<=\d\*)\d)")
_KEYBOARD = str.maketrans(
    {"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "}
)  # what composing puts back
# An item; or the marks that would make a table's head of the line above, « \| » too.
_LINE = pattern(r"(?m)^[ \t]*(?:([-+*](?=\s|$)|[:-](?=[-: \t]*$))|(\d{1,9})([.)])(?=\s|$))")
_NUMBER = pattern(r"\d{1,9}[.)]")
_SIGNS = {Style.GRAS: "**", Style.ITALIQUE: "*"}
_STYLED = (Kind.PARAGRAPHE, Kind.ITEM, Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE, Kind.PARTIE, Kind.MENTION)
_FIGURE = pattern(r"(?!(?:19|20)[0-9]{2}\Z)[-–+]?[0-9][0-9\s.,]*(?:€|%|euros?)?(?:\s*(?:HT|TTC))?")
_CELLS = "\u2003"  # a wide space: between the cells of a table that is kept as text


@frozen(order=True)
class Mark:
    """Characters of a block that a reference writes."""

    start: int
    end: int
    prose: str

    def meets(self, other: Mark | Mention) -> bool:
        """Whether both are of some same characters."""
        return self.start < other.end and other.start < self.end


Marks = Mapping[tuple[str, int], Sequence[Mark]]  # by document and block, in order, none over another


def typed(text: str) -> str:
    """Words as prose, nothing in them read as a mark-up."""
    text = _STAR.sub(r"\\*", text.translate(_KEYBOARD).replace("\\", "\\\\")).replace("|", "\\|")
    text = _LINE.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)
    return re.sub(r"[{}]", lambda m: f"{{{{ '{m[0]}' }}}}", text) if "{" in text or "}" in text else text


@dataclass(slots=True)
class Typist:
    """Types passages, with the references that are known for their blocks."""

    marks: Marks = field(default_factory=dict)

    def line(self, passages: Iterable[Passage], more: Sequence[Mark] = ()) -> str:
        """Passages one below the other, each on a line of its own."""
        return "\n\n".join(filter(None, (self.words(one, more) for one in passages)))

    def title(self, passage: Passage, *, marked: bool = False) -> str:
        """A title, whose look is that of the template: neither bold nor italic; `marked`: behind its number."""
        block = passage.part.blocks[passage.block]
        lead = self._lead(passage) if marked else ""
        return lead + self._typed(passage, block=replace(block, kind=Kind.TITRE))

    def _lead(self, passage: Passage) -> str:
        """« 1) », which its author did not type but a list wrote; not a sign."""
        marker = passage.part.blocks[passage.block].marker
        return typed(f"{marker} ") if told(marker) and passage.start == 0 else ""

    def words(self, passage: Passage, more: Sequence[Mark] = ()) -> str:
        """The words of a passage; `more` are references of this place alone, which go first."""
        block = passage.part.blocks[passage.block]
        if block.rows:
            return "\n\n".join(self._rows(passage, more))
        said = self._typed(passage, more)
        return f"{self._lead(passage)}{said}" if said else said

    def cell(self, table: Passage, start: int, end: int) -> str:
        """A cell of a table that is typed as it stands."""
        return self._typed(table.at(start, end))

    def text(self, passages: Sequence[Passage]) -> str:
        """The paragraphs and lists of an article."""
        return _listed(list(self._paragraphs(passages)))

    def _paragraphs(self, passages: Sequence[Passage]) -> Iterator[tuple[int, str, str]]:
        """Each paragraph with its depth in a list and its marker; 0 outside."""
        for passage in passages:
            block = passage.part.blocks[passage.block]
            if block.rows:
                yield from ((0, "", lines) for lines in self._table(passage))
                continue
            numbered = _NUMBER.fullmatch(block.marker) is not None
            if block.kind is Kind.ITEM and passage.start == 0 and (numbered or not told(block.marker)):
                yield block.level, block.marker if numbered else "-", self._typed(passage)
            else:
                said = self.words(passage)
                chapter = block.kind is Kind.INTERTITRE and said and passage.text == block.text and "*" not in said
                yield 0, "", f"**{said}**" if chapter else said

    def _typed(self, passage: Passage, more: Sequence[Mark] = (), block: Block | None = None) -> str:
        block = block or passage.part.blocks[passage.block]
        return _lines(_said(block, passage, self._marks(passage, more)))

    def _marks(self, where: Passage, more: Sequence[Mark]) -> list[Mark]:
        known = [m for m in self.marks.get((where.part.name, where.block), ()) if not any(m.meets(one) for one in more)]
        return sorted([*known, *more])

    def _rows(self, passage: Passage, more: Sequence[Mark]) -> Iterator[str]:
        """A table as lines of text; signatures side by side, one column after the other."""
        lines = self._cells(passage, more)
        if passage.part.blocks[passage.block].kind is Kind.SIGNATURE:
            yield from filter(None, (cell for column in zip_longest(*lines, fillvalue="") for cell in column))
        else:
            yield from filter(None, (_CELLS.join(filter(None, cells)) for cells in lines))

    def _table(self, passage: Passage) -> Iterator[str]:
        """A table as it is typed, under its first row where that has titles; a frame around words is its words."""
        block, lines = passage.part.blocks[passage.block], self._cells(passage, ())
        columns = max(map(len, lines))
        if block.kind is Kind.SIGNATURE or columns == 1 or passage.text != block.text:
            yield from self._rows(passage, ())
            return
        titled = len(lines) > 1 and not any(map(_FIGURE.fullmatch, lines[0]))
        head, *rows = lines if titled else [[""], *lines]
        every = (head, ["---"] * columns, *rows)
        yield "\n".join(f"| {' | '.join([*row, *[''] * (columns - len(row))])} |" for row in every)

    def _cells(self, passage: Passage, more: Sequence[Mark]) -> list[list[str]]:
        """The cells of a table, row by row, each on one line."""
        block, marks = passage.part.blocks[passage.block], self._marks(passage, more)
        rows = list[list[str]]()
        for row in cells_of(block):
            cells = (passage.at(max(start, passage.start), min(end, passage.end)) for start, end in row)
            said = (_said(block, one, marks) if one.start < one.end else "" for one in cells)
            rows.append([text.replace("\n", " ").strip() for text in said])
        return rows


def told(marker: str) -> bool:
    """Whether a marker is a number or a letter that counts: « a) », « 1° »; not a sign, nor « o », a bullet misread."""
    return any(map(str.isdigit, marker)) or (len(marker) > 1 and any(map(str.isalpha, marker)))


def _said(block: Block, passage: Passage, marks: Sequence[Mark]) -> str:
    """The words of a passage, run of a style by run of a style; what is no word is put in once the others are typed."""
    put, out = list[str](), list[str]()
    for start, end, styles in _runs(block, passage, marks):
        text = block.text[start:end].replace(STAND_IN, " ")
        bare = text.strip()
        signs = "".join(_SIGNS[one] for one in sorted(styles)) if bare else ""
        inside = [(m.start - start, m.end - start, m.prose) for m in marks if start <= m.start and m.end <= end]
        if signs:
            before, after = len(text) - len(text.lstrip()), len(text.rstrip())
            inside = [(before, before, signs), *inside, (after, after, signs[::-1])]
        done = 0
        for first, last, prose in inside:
            out += [text[done:first], STAND_IN]
            put.append(prose)
            done = last
        out.append(text[done:])
    pieces = typed("".join(out)).split(STAND_IN)
    return "".join(piece + more for piece, more in zip(pieces, [*put, ""], strict=True))


def _runs(block: Block, passage: Passage, marks: Sequence[Mark]) -> Iterator[tuple[int, int, frozenset[Style]]]:
    """Stretches of one style; a style that begins or ends inside a word or a reference is left out."""
    text, start = block.text, passage.start
    for _, end, styles in _styled(block, passage):
        if end > start:
            cut = any(m.start < edge < m.end for m in marks for edge in (start, end))
            clear = _edge(text, start, passage.start) and _edge(text, end, passage.end, after=True)
            yield start, end, styles if styles and clear and not cut else frozenset()
            start = end


def _styled(block: Block, passage: Passage) -> Iterator[tuple[int, int, frozenset[Style]]]:
    """The spans of a passage, those of one style as one."""
    if block.kind not in _STYLED:
        yield passage.start, passage.end, frozenset()
        return
    inside = (one for one in block.laid_out if max(one[0], passage.start) < min(one[1], passage.end))
    for styles, group in groupby(inside, key=lambda one: one[2].styles):
        run = list(group)
        yield max(run[0][0], passage.start), min(run[-1][1], passage.end), styles


def _edge(text: str, at: int, bound: int, *, after: bool = False) -> bool:
    """Whether a sign of style can stand there: at an end, or between a space and a letter or a figure."""
    if at == bound:
        return True
    outer, inner = (text[at], text[at - 1]) if after else (text[at - 1], text[at])
    return (outer.isspace() or inner.isspace()) and (inner.isalnum() or inner.isspace())


def _lines(text: str) -> str:
    """Line breaks inside a paragraph, as they are typed."""
    return "\\\n".join(line.strip() for line in text.split("\n") if line.strip())


def _listed(paragraphs: Sequence[tuple[int, str, str]]) -> str:
    """Paragraphs and items, each item under the one it belongs to."""
    out: list[str] = []
    above: list[tuple[int, int]] = []  # the items that hold this one: their depth, the column where their words start
    shift = 0
    for level, marker, words in paragraphs:
        if not words:
            continue
        if not level or (not above and marker != "-"):
            shift = max(0, level - 1)  # a numbered list that its file sets in has no bullet above it
        depth = max(1, level - shift) if level else 0
        goes_on = bool(above)
        above = [one for one in above if one[0] < depth]
        held, column = above[-1] if above else (0, 0)
        missing = range(held + 1, depth)  # depths that have no item of their own: their bullets come on this line
        above += [(one, column + 2 * rank) for rank, one in enumerate(missing, 1)]
        bullet = "".join(out[-1:]).lstrip().startswith("-")
        tight = depth and goes_on and not missing and bullet == (marker == "-")
        if out:
            out.append("\n" if tight else "\n\n")
        if depth:
            lead = f"{' ' * column}{'- ' * len(missing)}{marker} "
            above.append((depth, len(lead)))
            words = lead + words.replace("\\\n", "\\\n" + " " * len(lead))
        out.append(words)
    return "".join(out)


_HEADS = (Kind.TITRE, Kind.SOUS_TITRE, Kind.ANNONCE, Kind.ENTETE)
_CALLS = {MentionKind.ARTICLE: "article", MentionKind.ANNEXE: "annexe"}


@dataclass(slots=True)
class Targets:
    """What can be cited: the labels of each text (« acte », « convention », « modifie ») by their rank, from 1."""

    articles: Mapping[str, Sequence[str]]
    annexes: Mapping[str, Sequence[str]]
    home: str
    writer: Writer
    scope: Scope

    def marks(self, block: Passage) -> Iterator[Mark]:
        """The references of a whole block to articles and annexes that are there."""
        if block.kind in _HEADS or (block.kind in REASONS and self.home == "acte"):
            return
        words = words_of(block.part, block.block, by_column=False)
        named = [m for m in block.mentions if m.kind in _CALLS and not m.label and str(m.value).isdigit()]
        for run in _listed_together(named, block.context):
            if (mark := self._mark(run, words)) is not None:
                yield mark

    def _mark(self, run: Sequence[Mention], words: Sequence[Word]) -> Mark | None:
        """The longest reference that gives back the words; one of another text has to say whose it is."""
        first = next((n for n, word in enumerate(words) if word.start >= run[0].start), len(words))
        owner = next((m.of for m in run if m.of), None)
        own = owner is None or owner.present
        best: tuple[int, str] | None = None
        for prose, elsewhere in self._calls(run):
            for one in (prose, prose.replace(" }}", " | majuscule }}")):
                size = self._size(one, words[first:])
                reached = size and owner and words[first + size - 1].end >= owner.end
                if size and (own or reached or elsewhere) and (best is None or size > best[0]):
                    best = size, one
        return Mark(words[first].start, words[first + best[0] - 1].end, best[1]) if best else None

    def _calls(self, run: Sequence[Mention]) -> Iterator[tuple[str, bool]]:
        """The calls that may write a run; and whether they name another text."""
        name = _CALLS[run[0].kind]
        texts = self.articles if name == "article" else self.annexes
        for text, labels in texts.items():
            ranks = [int(str(m.value)) for m in run]
            quoted = ", ".join(f'"{labels[rank - 1]}"' for rank in ranks if 0 < rank <= len(labels))
            here, elsewhere = text == self.home or name == "annexe", text != self.home or name == "annexe"
            if not all(0 < rank <= len(labels) for rank in ranks):
                continue
            if len(run) > 1 or here:
                yield f"{{{{ {name}{'s' if len(run) > 1 else ''}({quoted}) }}}}", False
            if len(run) == 1 and elsewhere:
                yield f"{{{{ {name}({quoted}) }}}}", True
                yield f'{{{{ {name}({quoted}, "{text}") }}}}', True

    def _size(self, prose: str, words: Sequence[Word]) -> int:
        """How many words a call writes of those that are printed; 0 where it writes others."""
        at = 0
        for key in written(self.writer, self.scope, prose):
            said = words[at].key if at < len(words) else ""
            if key == "er" and said != "er":
                continue  # « article 1 »: the same in another form
            if said != key:
                return 0
            at += 1
        return at


def _listed_together(named: Sequence[Mention], text: str) -> Iterator[list[Mention]]:
    """Mentions of one list together: « articles 1er, 2 et 3 »."""
    starts = [n for n, one in enumerate(named) if text[one.start : one.start + 3].isalpha() or n == 0]
    for _, group in groupby(enumerate(named), key=lambda pair: max(s for s in starts if s <= pair[0])):
        yield [one for _, one in group]
