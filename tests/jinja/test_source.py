"""A source cut at its tags is read as Jinja2 reads it whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, nodes

from actes.jinja import syntax as module
from actes.jinja.syntax import Offsets, environment, offsets_of, read_source

TAGS = [
    "{{ a }}",
    "{{a.b|c}}",
    '{{ "} é" | f("{", 1) }}',
    "{{ 'x' }}",
    "{{- a }}",
    "{{ a -}}",
    "{{ a }",
    "{{ a b }}",
    "{{ }}",
]
TEXTS = st.text(alphabet="aé \n\r{}%#-\"'", max_size=5)


def whole(source: str) -> tuple[list[nodes.Node], Offsets] | None:
    try:
        return list(environment().parse(source).body), offsets_of(source)
    except TemplateSyntaxError:
        return None


def cut(source: str) -> tuple[list[nodes.Node], Offsets] | None:
    try:
        return read_source(source)
    except TemplateSyntaxError:
        return None


@settings(max_examples=500, deadline=None)
@example("{{{ a }}}")
@example("{{ a }}}} {{ a }}")
@example('{{ "a }} b" }}')
@example("{{ a }}\r\n{{ a }}")
@example("{{ a #} }} {{ b }}")
@given(st.lists(st.one_of(st.sampled_from(TAGS), TEXTS), max_size=5).map("".join))
def test_both_ways_give_the_same(source: str) -> None:
    assert cut(source) == whole(source)


def test_a_tag_seen_before_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read_source("une {{ seule_fois }}")
    monkeypatch.setattr(module, "environment", None)
    assert read_source("l'autre : {{ seule_fois }}, deux {{ seule_fois }}")[1] == Offsets([0, 26], [10, 33])
