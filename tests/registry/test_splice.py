"""Edits in the text of an entry: what they say is done, and nothing else moves.

That a new text holds the old tree with the edit, `splice` proves each time by reading it again, or refuses:
`test_what_would_change_something_else_is_not_written` holds it to that; the others do not read it a third time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actes.finding import CannotGoOn
from actes.model.edits import Add, Move, Put, Remove, Rewrite, Text, Tree
from actes.registry.nodes import Mapping, Node, Scalar, Sequence
from actes.registry.places import Places
from actes.registry.splice import plain, splice, splice_bytes
from actes.registry.splicer import Change, Splicer, content_end, line_end, line_start
from actes.registry.syntax import parse_yaml

HERE = Path(__file__).parents[2]
ENTRIES = sorted([*(HERE / "registry").rglob("*.yaml"), *(HERE / "tests/fixtures/workspaces").rglob("*.yaml")])
SAMPLES: tuple[Tree, ...] = (
    "977,50",
    "l'avenant : le 2e, #1",
    Text("la décision « {{ acte.numero }} » : oui\n\n- un\n- deux # pas un commentaire"),
    {"debut": "2027-01-01", "texte": Text("un\ndeux"), "vide": {}},
    [],
    ["un, deux", {"a": "b", "c": ["d"]}],
)
LAYOUT = """\
# en-tête
numero: 2025-001   # le numéro
vide:
objet: |    # l'objet
  Un texte
    décalé

  et sa suite

# les parties
parties: [a, 'b, c']   # deux
liste:
  # un
  - x: y   # premier
    z: "w"

  - - p
    - q
  -
dernier: >-
  plié
  en deux
# fin
"""


def root(text: str) -> Node:
    node, findings = parse_yaml(text, "a.yaml")
    assert node is not None
    assert not findings
    return node


def fields(tree: Node) -> list[str]:
    found = [path for path in Places(tree) if path]
    return found[:: 1 + len(found) // 100]  # of a long entry, some: each costs six readings


def test_there_are_entries() -> None:
    assert len(ENTRIES) > 20


@pytest.mark.parametrize("path", [*ENTRIES, None], ids=lambda path: path.stem if path else "layout")
def test_every_field_of_every_entry_can_be_put_and_removed(path: Path | None) -> None:
    text = path.read_text(encoding="utf-8") if path else LAYOUT
    tree = root(text)
    for number, field in enumerate(fields(tree)):
        for edit in (Put(field, SAMPLES[number % len(SAMPLES)]), Remove(field), Remove(field, comment=True)):
            new = splice(text, [edit], "a.yaml")
            assert outside(text, tree, field, new), (edit, new)


def outside(text: str, tree: Node, field: str, new: str) -> bool:
    """Whether all that stands before the lines of a field, and after them, is the same (comments above it aside)."""
    node = Places(tree)[field]
    key = Splicer(text, tree).held(node)[1]
    start = line_start(text, key.start if key else node.start)
    before = text[:start].rstrip("\n")
    while before.rsplit("\n", 1)[-1].lstrip(" -").startswith("#") or before.endswith("\n"):
        before = before.rsplit("\n", 1)[0] if "\n" in before else ""
    if key is None and isinstance(node, Scalar) and not node.text:  # an empty item: its mark may be a line further
        before = before.rsplit("\n", 1)[0]
    after = text[line_end(text, max(content_end(node), node.start)) :].strip("\n ")
    return new.startswith(before) and new.rstrip("\n").endswith(after)


@pytest.mark.parametrize("path", [*ENTRIES, None], ids=lambda path: path.stem if path else "layout")
def test_every_record_takes_a_key_and_every_list_an_item(path: Path | None) -> None:
    text = path.read_text(encoding="utf-8") if path else LAYOUT
    tree, tried = root(text), 0
    for number, (field, node) in enumerate(Places(tree).items()):
        value = SAMPLES[number % len(SAMPLES)]
        if isinstance(node, Mapping):
            edits = [Put(f"{field}.neuf".lstrip("."), value), Put(f"{field}.neuf.profond".lstrip("."), value)]
            edits += [Put(f"{field}.neuf".lstrip("."), value, after=key.text) for key, _ in node.items]
        elif isinstance(node, Sequence):
            edits = [Add(field, value), *(Add(field, value, index) for index in range(len(node.items) + 1))]
        else:
            continue
        for edit in edits:
            new = splice(text, [edit], "a.yaml")
            assert all(line in new for line in text.splitlines() if "#" in line and "[" not in line and "{" not in line)
            tried += 1
    assert tried


@pytest.mark.parametrize("path", [*ENTRIES, None], ids=lambda path: path.stem if path else "layout")
def test_any_words_of_any_text_can_be_rewritten(path: Path | None) -> None:
    text = path.read_text(encoding="utf-8") if path else LAYOUT
    tree = root(text)
    for field, node in Places(tree).items():
        if isinstance(node, Scalar) and node.text.strip():
            middle = len(node.text) // 2
            new = splice(text, [Rewrite(field, middle, middle + 1, "{{ l'« x\" }}")], "a.yaml")
            assert new != text


def test_the_rest_of_a_text_stays_as_it_is_written() -> None:
    text = 'a: "l\'\\u00e9t\u00e9 2024"\nb: >-\n  un deux\n  trois quatre\n'
    new = splice(text, [Rewrite("a", 6, 10, "2025"), Rewrite("b", 3, 7, "DEUX")], "a.yaml")
    assert new == 'a: "l\'\\u00e9t\u00e9 2025"\nb: >-\n  un DEUX\n  trois quatre\n'


def test_the_marks_of_the_file_stay() -> None:
    data = b"\xef\xbb\xbfsuivi:\r\n  publication: 2025-07-08 # le site\r\nfin: oui\r\n"
    new = splice_bytes(data, [Put("suivi.reception", "2025-07-09"), Add("notes", "un")], "a.yaml")
    expected = (
        "suivi:\r\n  publication: 2025-07-08 # le site\r\n  reception: 2025-07-09\r\nfin: oui\r\nnotes:\r\n  - un\r\n"
    )
    assert new == b"\xef\xbb\xbf" + expected.encode()


@pytest.mark.parametrize("path", [*ENTRIES, None], ids=lambda path: path.stem if path else "layout")
def test_any_member_takes_the_place_of_the_next(path: Path | None) -> None:
    text = path.read_text(encoding="utf-8") if path else LAYOUT
    tree, tried = root(text), 0
    for field, node in Places(tree).items():
        if field and isinstance(node, Mapping | Sequence):
            names = [f"{field}.{pair[0].text}" if isinstance(pair, tuple) else "" for pair in node.items]
            for number in range(len(names) - 1):
                edit = Move(names[number] or f"{field}[{number}]", 1)
                new = splice(text, [edit], "a.yaml")
                assert sorted(new.split()) == sorted(text.split()) or node.flow
                tried += 1
    assert tried or path is not None


def test_a_member_moves_with_its_comments() -> None:
    text = "l:\n  # un\n  - a: 1  # deux\n    b: 2\n\n  # trois\n  - c  # quatre\nm: {x: 1, y: 2}\n"
    new = splice(text, [Move("l[1]", -1), Move("m.x", 1)], "a.yaml")
    assert new == "l:\n  # trois\n  - c  # quatre\n\n  # un\n  - a: 1  # deux\n    b: 2\nm: {y: 2, x: 1}\n"


def test_lines_come_into_a_block_and_the_rest_stays() -> None:
    text = "a: |   # note\n    un\n      deux\n    trois\n"
    new = splice(text, [Rewrite("a", 2, 2, " et demi\n\n  autre")], "a.yaml")
    assert new == "a: |   # note\n    un et demi\n\n      autre\n      deux\n    trois\n"


def test_what_cannot_be_read_is_not_spliced() -> None:
    with pytest.raises(CannotGoOn) as caught:
        splice("a: 'b\n", [Put("a", "c")], "a.yaml")
    assert caught.value.findings


def test_what_would_change_something_else_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Splicer, "ways", lambda self, edit: [Change(0, 1, "z")])
    with pytest.raises(CannotGoOn) as caught:
        splice("a: b\nc: d\n", [Put("c", "x")], "a.yaml")
    assert caught.value.findings[0].name == "fiche-a-la-main"
    assert str(caught.value.findings[0].where) == "a.yaml:2:4"


names = st.sampled_from(["a", "b", "c", "periode", "nom"])
texts = st.text("ab é:#-'\"{}[],|\u00a0\n&*!%@0", max_size=12)
trees = st.recursive(
    st.one_of(texts, texts.filter(lambda t: bool(t.strip("\n"))).map(Text)),
    lambda inner: st.one_of(st.dictionaries(names, inner, max_size=3), st.lists(inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(names, trees, min_size=1), names, trees, st.booleans())
@example({"a": {}, "b": ["0 \n"]}, "b", Text("0"), False)  # a block whose last line ends with a blank
@example({"a": {"a": "0\n "}}, "b", {}, False)  # a block whose last line is a blank
@example({"a": {"a": " 0\n "}}, "b", {}, False)  # and whose head says its indent
@example({"b": "0\n\n"}, "a", {}, False)  # a block that keeps its empty lines
@example({"b": "0\n\n", "c": "d"}, "a", "k", True)
def test_any_value_is_written_and_read_back(tree: dict[str, Tree], name: str, value: Tree, crlf: bool) -> None:
    text = splice("x: y\n", [Put("z", tree)], "a.yaml")
    text = text.replace("\n", "\r\n") if crlf else text
    new = splice(text, [Put(f"z.{name}", value), Put(name, value, after="x")], "a.yaml")
    assert ("\r\n" in new) is crlf
    assert plain(root(new))["x"] == "y"
