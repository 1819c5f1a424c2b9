"""Every character of every scalar style points at itself in the source, or at the escape or fold that makes it."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from actes.place import Place
from actes.registry.nodes import Mapping, Scalar
from actes.registry.syntax import parse_yaml

EXAMPLES = 200
WORDS = st.sampled_from(["a", "b", "é", "œ", "𝄞", "x:y", "l'un", "#", "{{ n }}", '"', "\\n", "«", "\u00a0", "--", "%"])


def find(source: str) -> Scalar | None:
    """The value of the key `k` of a YAML text, at the top or one level down, when it can be read."""
    node, _ = parse_yaml(source, "a.yaml")
    if isinstance(node, Mapping) and node.get("k") is None:
        node = node.items[0][1]
    value = node.get("k") if isinstance(node, Mapping) else None
    return value if isinstance(value, Scalar) else None


def scalar(source: str) -> Scalar:
    value = find(source)
    assert value is not None
    return value


def index(source: str, place: Place) -> int:
    """Line and column back to an offset, counted another way than the code does."""
    assert place.line is not None
    assert place.column is not None
    lines = source.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1


def written(source: str, value: Scalar) -> list[int]:
    return [index(source, value.place_at(offset)) for offset in range(len(value.text))]


def check_unescaped(source: str, value: Scalar, start: int) -> None:
    """Without escapes, the words of the text are those of the source, one by one: the n-th is the n-th."""
    offsets = written(source, value)
    assert offsets == sorted(set(offsets))
    blank = " \n\r"
    words = [at for at, char in zip(offsets, value.text, strict=True) if char not in blank]
    assert words == [at for at in range(start, len(source)) if source[at] not in blank][: len(words)]
    for at, char in zip(offsets, value.text, strict=True):
        assert source[at] == char or (char in " \n" and source[at] in "\r\n")


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Lines of words for a block: indentation of at least two, blank lines, spaces at the end."""
    lines = draw(
        st.lists(st.tuples(st.integers(0, 3), st.lists(WORDS, max_size=4), st.integers(0, 2)), min_size=1, max_size=8)
    )
    return "".join(" " * (2 + more) + " ".join(words) + " " * after + "\n" for more, words, after in lines)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from("|>"), st.sampled_from(["", "-", "+", "2", "2-", "+2", "1"]), bodies(), st.booleans(), st.booleans()
)
@example(">", "", "  un\n\n\n  deux\n    trois\n  quatre\n  cinq\n\n", False, False)
@example("|", "2", "    deux de plus\n  rien de plus\n", False, True)
@example("|", "2+", "      \n\n", True, False)
@example(">", "1", "    \n   x\n  y\n  z\n", False, False)
@example("|", "1-", "  \u00a0\n", False, False)
def test_blocks(style: str, header: str, body: str, nested: bool, windows: bool) -> None:
    lead = "haut:\n  " if nested else ""
    if nested:
        body = "".join(f"  {line}" if line.strip() else line for line in body.splitlines(keepends=True))
    opening = f"{lead}k: {style}{header}  # note\n"
    source = opening + body + ("  suite: x\n" if nested else "suite: x\n")
    if windows:
        source, opening = source.replace("\n", "\r\n"), opening.replace("\n", "\r\n")
    value = find(source)
    assume(value is not None)  # a first line indented more than the others, or less than announced
    assert value is not None
    assert value.style == style
    check_unescaped(source, value, len(opening))


def test_blocks_at_the_end_of_a_file() -> None:
    source = "k: |\n  un\n  deux"
    assert index(source, scalar(source).place_at(3)) == source.index("deux")
    source = "k: |-\n  un\n\n"
    assert index(source, scalar(source).place_at(2)) == source.index("un") + 2
    source = "k: >-\n  un\n  deux\n\n\n"
    value = scalar(source)
    assert value.text == "un deux"
    check_unescaped(source, value, 6)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=6
    )
)
def test_plain(lines: list[tuple[list[str], int, int]]) -> None:
    body = "".join(" ".join(words) + " " * after + "\n" * (1 + blanks) + "  " for words, after, blanks in lines)
    source = f"k: {body}\nsuite: x\n"
    value = find(source)
    assume(value is not None and value.style == "" and value.text)
    assert value is not None
    check_unescaped(source, value, value.start)


PIECES_OF_DOUBLE = [
    ("a", "a"), ("é", "é"), ("𝄞", "𝄞"), (" ", " "), ("\\u00e9", "é"), ("\\x41", "A"), ("\\U0001d11e", "𝄞"),
    ("\\n", "\n"), ('\\"', '"'), ("\\\\", "\\"), ("\\_", "\u00a0"), ("'", "'"), ("\\/", "/"), ("#", "#"), ("\\ ", " "),
]  # fmt: skip
FOLDS = [
    ("b\n  c", "b c", (0, 1, 4)),
    ("b  \n\n   c", "b\nc", (0, 4, 8)),
    ("b\\\n  c", "bc", (0, 5)),
    ("b \\\n\n  c", "b \nc", (0, 1, 4, 7)),
]
PIECES_OF_SINGLE = [
    ("a", "a"), ("é", "é"), ("𝄞", "𝄞"), (" ", " "), ("''", "'"), ('"', '"'), ("\\", "\\"), (": ", ": "), ("#", "#"),
]  # fmt: skip
Piece = tuple[str, str] | tuple[str, str, tuple[int, ...]]


def check_quoted(quote: str, pieces: list[Piece]) -> None:
    """Pieces of source whose text is known, each with where its characters come from."""
    source, text, expected = f"k: {quote}", "", []
    for raw, said, *where in [("|", "|"), *pieces, ("|", "|")]:
        offsets = where[0] if where else range(len(said))
        expected += [len(source) + offset for offset in offsets]
        source, text = source + raw, text + said
    end = len(source)
    source += f"{quote}\nsuite: x\n"
    value = scalar(source)
    assert value.text == text
    assert written(source, value) == expected
    assert index(source, value.place_at(len(text))) == end
    assert source[value.start : value.end] == source[3 : end + 1]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from([*PIECES_OF_DOUBLE, *FOLDS]), max_size=12))
def test_double_quoted(pieces: list[Piece]) -> None:
    check_quoted('"', pieces)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from([*PIECES_OF_SINGLE, *FOLDS[:2]]), max_size=12))
def test_single_quoted(pieces: list[Piece]) -> None:
    check_quoted("'", pieces)


@pytest.mark.parametrize("offset", [-5, 0, 99])
def test_out_of_range_is_the_nearest(offset: int) -> None:
    assert scalar("k: abc\n").place_at(offset) == Place("a.yaml", 1, 4 if offset < 1 else 7)


def test_a_value_is_replaced_exactly() -> None:
    source = "a: [un, 'de''ux']  # note\nb: |\n  trois\n\nc: 4\n"
    node, _ = parse_yaml(source, "a.yaml")
    assert isinstance(node, Mapping)
    pieces = [node.get("b"), node.get("c")]
    assert [source[p.start : p.end] for p in pieces if p is not None] == ["|\n  trois\n\n", "4"]
