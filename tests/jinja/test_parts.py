"""A source cut into words and tags is the source again, whatever it holds; its tags are those that Jinja2 reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.compose.prose import FILTERS
from actes.jinja import TemplateError, parse
from actes.jinja.parts import Is, paragraphs, parts, written
from actes.jinja.run import Branch, Emit, Loop
from actes.registry.nodes import Scalar
from actes.registry.places import Places
from actes.registry.syntax import parse_yaml
from jinja.scopes import walked

HERE = Path(__file__).parents[2]
ENTRIES = sorted([*(HERE / "registry").rglob("*.yaml"), *(HERE / "tests/fixtures/workspaces").rglob("*.yaml")])


def texts() -> list[str]:
    nodes = (parse_yaml(path.read_text("utf-8"), "a.yaml")[0] for path in ENTRIES)
    return [one.text for node in nodes if node for one in Places(node).values() if isinstance(one, Scalar)]


def whole(source: str) -> None:
    assert written(parts(source)) == source
    found = paragraphs(source)
    assert " ".join(source[start:end] for start, end in found).split() == source.split()
    assert all("\n\n" not in source[start:end].replace(" ", "") for start, end in found)
    try:
        template = parse(source, FILTERS)
    except TemplateError:
        return
    cut = parts(source)
    assert not any("{{" in part.text or "{%" in part.text for part in cut if part.kind is Is.WORDS)
    nodes = list(walked(template.body))
    assert sum(isinstance(node, Emit) for node in nodes) == sum(part.kind is Is.VALUE for part in cut)
    assert sum(isinstance(node, Branch | Loop) for node in nodes) <= sum(part.kind is Is.COMMAND for part in cut)


def test_every_text_of_every_entry() -> None:
    known = texts()
    assert sum("{{" in text for text in known) > 50
    for text in known:
        whole(text)


pieces = [
    "{{ a.b }}",
    "{{a|de}}",
    '{{ "}}" | x }}',
    "{% if a %}",
    "{% endif %}",
    "{# n #}",
    "{",
    "}",
    "é\n",
    "\n\n",
    " ",
]


@given(st.lists(st.one_of(st.sampled_from(pieces), st.text("{}%'\"# \na", max_size=4)), max_size=8).map("".join))
def test_any_source(source: str) -> None:
    assert written(parts(source)) == source
    for start, end in paragraphs(source):
        assert source[start:end].strip("\n")
    inside = [part for start, end in paragraphs(source) for part in parts(source[start:end])]
    tags = [part for part in parts(source) if part.kind is not Is.WORDS]
    assert [part for part in inside if part.kind is not Is.WORDS] == tags


@pytest.mark.parametrize("source", ["le {{ x | y('}}') }} a", "{% if a == '%}' %}b{% endif %}", "{{ '{{' }}"])
def test_a_sign_between_quotes_ends_no_tag(source: str) -> None:
    whole(source.replace("x | y('}}')", "'}}'"))
