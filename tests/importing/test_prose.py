"""Words that were printed, typed as prose, compose the same words: whatever signs are in them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from actes.against.words import split
from actes.compose.prose import Writer
from actes.document import Block, Cell, Document, Kind, Literal, Row, Span, Style
from actes.importing.prose import Mark, Typist
from actes.model.prose import Prose
from actes.outline.nature import Nature
from actes.part import Part
from actes.place import Place

HERE = Literal(Place("a.docx"))
WORDS = st.text(st.sampled_from("ab1 2.*-_\\{}+°«»:;,()/'’\n#|>\u00a0é%€"), min_size=1, max_size=40)
STYLES = st.sampled_from([frozenset(), frozenset({Style.GRAS}), frozenset({Style.ITALIQUE}), frozenset(Style)])
SPANS = st.lists(st.tuples(WORDS, STYLES), min_size=1, max_size=3)
BLOCKS = st.lists(
    st.tuples(SPANS, st.sampled_from(["", "-", "o", "1.", "a)", "2°", "•"]), st.integers(1, 3)), min_size=1, max_size=5
)


def part_of(blocks: list[tuple[list[tuple[str, frozenset[Style]]], str, int]]) -> Part:
    made = tuple(
        Block(
            Kind.ITEM if marker else Kind.PARAGRAPHE,
            tuple(Span(text, HERE, styles) for text, styles in spans),
            level if marker else 1,
            marker,
        )
        for spans, marker, level in blocks
    )
    return Part("a", Nature.ACTE, Document("a", made), (), tuple(() for _ in made))


@given(BLOCKS)
@example([([("|\n:-", frozenset())], "", 1)])
def test_an_article_keeps_its_words(blocks: list[tuple[list[tuple[str, frozenset[Style]]], str, int]]) -> None:
    part = part_of(blocks)
    typed = Typist().text([part.whole(n) for n in range(len(part.blocks))])
    writer = Writer()
    composed = writer.paragraphs(Prose(typed), {})
    assert not writer.findings, (typed, writer.findings)
    printed = [key for block in part.blocks for key in split(f"{_marker(block)} {block.text}") if block.text.strip()]
    written = [key for one in composed for key in split(f"{_number(one.marker)} {_text(one.spans)}")]
    assert written == printed, typed


def _marker(block: Block) -> str:
    return block.marker if block.marker in ("1.", "a)", "2°") else ""


def _number(marker: str) -> str:
    return marker if any(map(str.isdigit, marker)) else ""


def _text(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def test_a_reference_stands_in_the_words_it_writes() -> None:
    part = part_of([([("Le prix est de 10 € ; ", frozenset()), ("10 € par an", frozenset({Style.GRAS}))], "", 1)])
    marks = {("a", 0): [Mark(15, 19, "{{ prix }}"), Mark(22, 26, "{{ prix }}")]}
    assert Typist(marks).text([part.whole(0)]) == "Le prix est de {{ prix }} ; **{{ prix }} par an**"


def test_a_list_under_another() -> None:
    part = part_of(
        [([("un", frozenset())], "-", 1), ([("deux", frozenset())], "o", 2), ([("fin", frozenset())], "", 1)]
    )
    assert Typist().text([part.whole(n) for n in range(3)]) == "- un\n  - deux\n\nfin"


def table_part(*rows: list[str]) -> Part:
    block = Block(Kind.TABLEAU, rows=tuple(Row(tuple(Cell(((Span(text, HERE),),)) for text in row)) for row in rows))
    return Part("a", Nature.ACTE, Document("a", (block,)), (), ((),))


@given(st.lists(st.lists(st.text("a1 -|*\\{é€", max_size=4), min_size=2, max_size=3), min_size=1, max_size=4))
def test_a_table_keeps_its_cells(rows: list[list[str]]) -> None:
    """They are typed, and composed again where they stood; a short row is filled, and no bar of a cell divides it."""
    (table,) = Writer().paragraphs(Prose(Typist().text([table_part(*rows).whole(0)]), HERE.source), {})
    wide = max(map(len, rows))
    found = [[split(cell.text) for cell in row.cells] for row in table.rows]
    first, *others = [[split(text) for text in (*row, *[""] * (wide - len(row)))] for row in rows]
    assert found in ([first, *others], others if not any(first) else None)


def test_a_first_row_of_figures_is_no_heading() -> None:
    part = table_part(["Maîtrise d'œuvre", "12 000 €"], ["Travaux", "90 000 €"])
    assert Typist().text([part.whole(0)]).startswith("|  |  |\n| --- | --- |\n| Maîtrise d'œuvre | 12 000 € |\n")


def test_a_frame_around_words_is_its_words() -> None:
    part = table_part(["Fait pour valoir"], ["ce que de droit"])
    assert Typist().text([part.whole(0)]) == "Fait pour valoir\n\nce que de droit"
