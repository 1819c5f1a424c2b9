"""Whatever is in a file, loading gives nodes, values and findings, and never raises."""

from __future__ import annotations

from pathlib import Path

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from actes.finding import Finding
from actes.registry.decoding import decode
from actes.registry.nodes import Mapping, Node, Scalar, Sequence
from actes.registry.reader import read
from actes.registry.syntax import parse_yaml
from registry.small import WHOLE, Fiche

EXAMPLES = 200
SIGNS = [
    "\n", " ", "  ", ":", ": ", "#", " #", "- ", "? ", "'", '"', "|", ">", "&a ", "*a", "!x ", "%", "@", "`", "[", "]",
    "{", "}", ",", "{{ ", " }}", "\t", "\r\n", "\r", "\u00a0", "\u2028", "\x00", "\x85", "\\", "---\n", "...\n", "é",
    "𝄞", "\ud800", "<<: ", "|2-\n", ">+\n", "numero: ", "objet: ", "date: ", "31/02/2025", "2025", "1 17,3", "debut",
    "période: ", "articles:\n", "  texte: |\n", "repartition: ",
]  # fmt: skip


def load(text: str) -> tuple[Node | None, list[Finding]]:
    node, findings = parse_yaml(text, "a.yaml")
    if node is not None:
        value, places, problems = read(node, Fiche, "a.yaml")
        findings = findings + problems
        assert findings or value is not None
        assert set(places)
    return node, findings


def check(text: str) -> None:
    node, findings = load(text)
    lines = text.split("\n")
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert finding.where is not None
        line, column = finding.where.line, finding.where.column
        assert line is not None
        assert column is not None
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert node is not None or findings
    if node is not None:
        check_places(node)
    event("read" if not findings else findings[0].name)


def check_places(node: Node) -> None:
    """Places follow the text, inside the value as written."""
    if isinstance(node, Scalar):
        offsets = [node.written_at(offset) for offset in range(len(node.text) + 1)]
        assert offsets == sorted(offsets)
        assert node.start <= offsets[0] <= offsets[-1] <= node.end
        assert len(set(offsets)) == len(offsets)
    elif isinstance(node, Mapping):
        for pair in node.items:
            for child in pair:
                check_places(child)
    elif isinstance(node, Sequence):
        for child in node.items:
            check_places(child)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfea")
@example(b"a: \x00")
def test_any_bytes(data: bytes) -> None:
    text, findings = decode(data, "a.yaml")
    assert (text is None) == bool(findings)
    if text is not None:
        check(text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=3)), max_size=30).map("".join))
@example("? |\n  a: b\n: *c")
@example("'")
@example("- - - 'x")
@example("%")
@example("*a")
def test_any_text(text: str) -> None:
    check(text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good entry with up to five cuts, insertions and moves."""
    text = WHOLE
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 5, 20])))
        piece = draw(st.one_of(st.sampled_from(SIGNS), st.just(""), st.just(text[end : end + 12]), st.text(max_size=2)))
        text = text[:start] + piece + text[end:]
    return text


@settings(max_examples=EXAMPLES, deadline=None)
@given(mutated())
def test_a_mutated_entry(text: str) -> None:
    check(text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_a_cut_file_of_the_register(data: st.DataObject) -> None:
    """Every fixture, cut anywhere and repeated."""
    path = data.draw(st.sampled_from(sorted((Path(__file__).parent / "fixtures").glob("etape-*.yaml"))))
    text = path.read_text("utf-8")
    check(text[data.draw(st.integers(0, len(text))) :][: data.draw(st.integers(0, len(text)))])
