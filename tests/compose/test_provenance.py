"""Every span points where it comes from: a literal at the same characters in the YAML file, a fact at its `{{`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.compose.prose import Writer
from actes.document import Document, Fact, Literal, Span
from actes.model.prose import Prose
from actes.place import Place
from actes.registry.nodes import Mapping, Scalar
from actes.registry.syntax import parse_yaml
from compose.support import NAMES, REGISTRY, real

HEADINGS = ("HT/AN", "TTC/AN")


class Files:
    """Files of the register as text."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.lines = {path: text.split("\n") for path, text in texts.items()}

    def at(self, place: Place) -> str:
        """What stands at a place, to the end of its line."""
        assert place.line is not None
        assert place.column is not None
        return self.lines[place.path][place.line - 1][place.column - 1 :]


FILES = Files(
    {f"registry/{p.relative_to(REGISTRY).as_posix()}": p.read_text(encoding="utf-8") for p in REGISTRY.rglob("*.yaml")}
)


def all_spans(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        yield from block.all_spans()
    yield from document.footer


def wrong_letters(span: Span, origin: Literal, files: Files) -> Iterator[str]:
    """Letters of a literal that do not stand at their place.

    Repair changes the kind of a space and the form of an apostrophe. A space that it adds stands in no file: it ends
    its span, so that every other character is where its offset says.
    """
    for index, char in enumerate(span.text):
        place = origin.source.place_at(origin.offset + index)
        found = files.at(place)[:1]
        if char.isspace():
            right = found.isspace() or found == "" or index == len(span.text) - 1
        else:
            right = found == ("'" if char == "\u2019" else char) or found == char
        if not right:
            yield f"« {span.text} »[{index}] {char!r} : {place} {found!r}"


def wrong_spans(spans: Iterator[Span], files: Files) -> list[str]:
    found = []
    for span in spans:
        if isinstance(span.origin, Literal):
            found += wrong_letters(span, span.origin, files)
        elif not files.at(span.origin.place).startswith(expected(span.text, span.origin)):
            found.append(f"{span.origin.path} « {span.text} » : {span.origin.place}")
    return found


def expected(text: str, origin: Fact) -> str:
    """A fact stands at its `{{`; in the table of shares there is none: a name stands where the entry says it, an amount
    at the heading of its column."""
    if not origin.path.startswith("financement.") or FILES.at(origin.place).startswith("{{"):
        return "{{"
    if origin.path.endswith(".nom"):
        return text.replace("\u2019", "'")
    return HEADINGS[origin.path.endswith(".ttc")]


@pytest.mark.parametrize("name", NAMES)
def test_every_span_of_the_act(name: str) -> None:
    assert wrong_spans(all_spans(real()[name]), FILES) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_origin_is_met(name: str) -> None:
    spans = list(all_spans(real()[name]))
    assert {type(span.origin) for span in spans} == {Fact, Literal}
    assert len({span.origin.place for span in spans}) > 15


def test_a_fact_names_its_field() -> None:
    paths = {span.origin.path for name in NAMES for span in all_spans(real()[name]) if isinstance(span.origin, Fact)}
    assert {
        "periode", "periode.duree", "periode.annees", "numero", "signature.date", "financement.participation.annuel",
        "parties.cantal_destination.nom", "collectivite.nom", "acte.numero", "actes[0].numero", "actes[1].date",
        "references.groupement.date", "article(financement)", "annexe(territoires)", "type",
        "financement.repartition.aurillac.nom", "financement.repartition.aurillac.annuel.ttc"
    } <= paths  # fmt: skip
    assert "" not in paths  # « Transmise » agrees with « type »


@pytest.mark.parametrize(("text", "place"), [("la nécessité de disposer", (60, 7)), ("- Responsabilité", None)])
def test_places_read_by_hand(text: str, place: tuple[int, int] | None) -> None:
    """A few places found in the file with an editor, by another way than that of the test above."""
    lines = (REGISTRY / "2025/DEC2025-453.yaml").read_text(encoding="utf-8").split("\n")
    line = next(n for n, words in enumerate(lines, 1) if text in words)
    column = lines[line - 1].index(text) + 1
    for document in real().values():
        for span in all_spans(document):
            index = span.text.replace("\u2019", "'").find(text)
            if index >= 0 and isinstance(span.origin, Literal):
                found = span.origin.source.place_at(span.origin.offset + index)
                assert (found.line, found.column) == (line, column)
                return
    pytest.fail("these words are in no span")


# Prose as people type it, in every form of YAML scalar, through lists, marks, conditions and loops.
WORD = st.sampled_from(
    ["mot", "l'été", "n°12", "1 173,00 €", "«oui»", "fin :", "fin;", "50%", "Art.3", "M.Dupont", "8 juillet 2025",
     "\\*", "-", "1.", "2025.", "*", "snake_case_", "a*b", "« non »", "jusqu'au", "(cf.", "€", "é", "#", "<b>", "&amp;"]
)  # fmt: skip
FACT = st.sampled_from(["{{ fait }}", "{{ marque }}", "{{ d.x }}", "{{ 'texte' }}", "{{- fait -}}", "{{ vide }}"])
PLAIN = st.lists(st.one_of(WORD, WORD, FACT), min_size=1, max_size=6).map(" ".join)
MARKED = st.one_of(
    PLAIN,
    PLAIN.map("**{}**".format),
    PLAIN.map("*{}*".format),
    PLAIN.map("{{% if fait %}}{}{{% else %}}non{{% endif %}}".format),
    PLAIN.map("{{% if vide %}}non{{% else %}}{}{{% endif %}}".format),
    PLAIN.map("{{% for x in liste %}}{}, {{{{ x }}}}{{% endfor %}}".format),
    st.tuples(PLAIN, PLAIN).map("\\\n".join),
    st.tuples(PLAIN, PLAIN).map("\n".join),
)
RUN = st.lists(MARKED, min_size=1, max_size=3).map(" ".join)
ITEMS = st.lists(RUN, min_size=1, max_size=3)
BLOCK = st.one_of(
    RUN,
    ITEMS.map(lambda items: "\n".join(f"- {item}".replace("\n", "\n  ") for item in items)),
    ITEMS.map(lambda items: "\n".join(f"{n}. {item}".replace("\n", "\n   ") for n, item in enumerate(items, 3))),
    st.tuples(RUN, RUN).map(lambda two: f"- {two[0]}\n  - {two[1]}".replace("\\\n", "\\\n    ")),
    RUN.map("- - {}".format),
    st.sampled_from(["-", "1.", "* * *", "- a\n-\n- b"]),
)
PROSE = st.lists(BLOCK, min_size=1, max_size=3).map("\n\n".join)
SCOPE = {"fait": "une valeur", "marque": "* **a** - {{ x }}", "d": {"x": "n°7"}, "vide": "", "liste": ["un", "deux"]}


def literal_block(text: str) -> str:
    return "autre: 1\nprose: |\n" + "".join(f"    {line}".rstrip(" ") + "\n" for line in text.split("\n")) + "fin: 2\n"


def double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'autre: 1\nprose: "{escaped}"\n'


def scalar_of(source: str) -> Scalar:
    node, problems = parse_yaml(source, "a.yaml")
    assert not problems
    assert isinstance(node, Mapping)
    scalar = node.get("prose")
    assert isinstance(scalar, Scalar)
    return scalar


def composed(scalar: Scalar) -> Iterator[Span]:
    writer = Writer()
    for paragraph in writer.paragraphs(Prose(scalar.text, scalar), SCOPE):
        yield from paragraph.spans
    yield from writer.line(Prose(scalar.text, scalar), SCOPE)
    assert not writer.findings


@settings(max_examples=300, deadline=None)
@given(PROSE)
def test_every_span_of_any_prose(text: str) -> None:
    source = literal_block(text)
    scalar = scalar_of(source)
    spans = [span for span in composed(scalar) if not is_marker(span)]
    assert wrong_spans(iter(spans), Files({"a.yaml": source})) == []


def is_marker(span: Span) -> bool:
    """What a line puts before an item: its marker, that is not always where it was typed."""
    return re.fullmatch(r"\n?(\d+[.)] )*([-o·] )?", span.text) is not None


@settings(max_examples=150, deadline=None)
@given(PROSE)
def test_the_form_of_the_yaml_scalar_changes_nothing(text: str) -> None:
    block, quoted = scalar_of(literal_block(text)), scalar_of(double_quoted(text))
    assert [s.text for s in composed(block)] == [s.text for s in composed(quoted)]
