"""Every filter and every function of prose, with every kind of value: words, or a refusal in French."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from actes.compose.cited import scope_of
from actes.compose.prose import FILTERS, Writer
from actes.compose.references import CONVENTION, functions
from actes.jinja import Template, TemplateError, parse
from actes.jinja.expressions import public_names
from actes.registry.load import load_register
from actes.values.show import show
from compose.support import ROOT
from fixtures.acts import loaded

# What only Python, or an English sentence, says.
PYTHON = re.compile(
    r"\b(?:object|type:|unhashable|argument|arguments|expected|must|invalid|mappingproxy|NoneType|takes|given|got"
    r"|attribute|literal|iterable|callable|not|is|of|missing|required|positional|exceeds|Decimal|tuple|dict|str|int|None"
    r"|True|False|method|function|valid|Fraction)\b|<|\bdatetime\b|0x"
)
CONSTANTS = ('""', '"texte"', '"acte"', "0", "2025", "1000000000000000000000000000000000000000000000", "true", "none")
DEPTH = 4
Source = tuple[str, Mapping[str, Any]]  # and what its names are given


@functools.cache
def scope() -> Mapping[str, Any]:
    """What the convention of the real act names, and an act of a commune beside it for the kinds that it lacks."""
    register = load_register(ROOT / "registry").register
    assert register is not None
    act = register.actes["DEC2025-453"]
    other = loaded("epci").register
    assert other is not None
    more = next(one for one in other.actes.values() if one.financement and one.modifie)
    return {
        **scope_of(act, register, Writer()),
        **functions(act, register, CONVENTION),
        "autre": scope_of(more, other, Writer()),
        "rien": None,
    }


def kinds() -> dict[str, Any]:
    """A value of every kind that prose can name, by its path: « periode.debut » for a date."""
    found: dict[str, tuple[str, Any]] = {}
    for path, value in _reached(scope(), "", DEPTH):
        inside = (
            next(iter(value.values()), None)
            if isinstance(value, Mapping)
            else value[:1]
            if isinstance(value, tuple)
            else ""
        )
        found.setdefault(f"{type(value).__name__} {type(inside).__name__ if inside is not None else ''}", (path, value))
    return dict(found.values())


def _reached(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if path:
        yield path, value
    if depth and isinstance(value, Mapping):
        for name, inner in value.items():
            if str(name).isidentifier():
                yield from _reached(inner, f"{path}.{name}" if path else name, depth - 1)
    for name in sorted(public_names(type(value))) if depth else ():
        try:
            inner = getattr(value, name)
        except ValueError as error:  # its words are judged with the others
            inner = error
        yield from _reached(inner, f"{path}.{name}", depth - 1)


def french(words: str) -> bool:
    """Whether nothing in a message is Python's; what was typed, and names of facts, are between quotes or braces."""
    return PYTHON.search(re.sub(r"« .*? »|\{\{.*?\}\}|\{%.*?%\}|article\(.*?\)|noms possibles : .*", "", words)) is None


@functools.cache
def parsed(source: str) -> Template:
    return parse(source, FILTERS)


def said(source: str, named: Mapping[str, Any]) -> list[str]:
    """The refusals of a source. Whatever is neither words nor a refusal fails the test."""
    try:
        written = parsed(source).render({**scope(), **named}, show)
    except TemplateError as error:
        return [f"{problem.message} ; {problem.hint}" for problem in error.problems]
    assert not re.search(r"mappingproxy|<[\w.]+ |<bound|\bNone\b|\bTrue\b|\w+\(\w+=", written), (source, written)
    return []


KINDS = kinds()
VALUES = tuple(dict.fromkeys([*KINDS, *CONSTANTS]))
FACTS = frozenset(path for path, value in KINDS.items() if not isinstance(value, Exception))
FITTING = ("periode", "periode.debut", "2025", '"texte"', "financement.cout_total.ht", "parties")
NAMED = ("article", "articles", "annexe", "annexes")


def with_each(source: str) -> Iterator[Source]:
    """The source with each pair of values at « X » and « Y »: a constant is written, a fact is named, and given.

    To parse takes ten times as long as the rest: what facts alone make another is parsed once.
    """
    for one in VALUES:
        for other in VALUES:
            first, second = "x" if one in FACTS else one, "y" if other in FACTS else other
            yield source.replace("X", first).replace("Y", second), {"x": KINDS.get(one), "y": KINDS.get(other)}


def test_every_kind_is_there() -> None:
    assert len(VALUES) > 35, VALUES
    assert len(FILTERS) >= 27
    assert all(callable(scope()[name]) for name in NAMED)


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_with_every_kind(name: str) -> None:
    sources = [f"{{{{ {value} | {name} }}}}" for value in VALUES]
    sources += [f"{{{{ {value} | {name}({one}) }}}}" for value in FITTING for one in VALUES]
    sources += [f"{{{{ periode | {name}({one}, {one}) }}}}" for one in VALUES]
    sources += [
        f"{{{{ {value} | {name}({key}={one}) }}}}"
        for value in FITTING
        for key in ("genre", "mot", "of", "value", "spelling", "autre")
        for one in VALUES[::7]
    ]
    assert not_french(sources) == []


@pytest.mark.parametrize("name", NAMED)
def test_every_function_with_every_kind(name: str) -> None:
    sources = [f"{{{{ {name}() }}}}", f"{{{{ {name} }}}}"]
    sources += [f"{{{{ {name}({one}) }}}}" for one in VALUES]
    sources += [f'{{{{ {name}("duree", {one}, {one}) }}}}' for one in VALUES]
    assert not_french(sources) == []
    assert not_french(with_each(f"{{{{ {name}(X, Y) }}}}")) == []


def test_every_kind_alone_in_a_loop_in_a_test() -> None:
    sources = [f"{{{{ {one} }}}}" for one in VALUES]
    sources += [f"{{% for x in {one} %}}{{{{ x }}}}{{% endfor %}}" for one in VALUES]
    sources += [f"{{{{ {one}.nom }}}}" for one in VALUES if one not in CONSTANTS]
    assert not_french(sources) == []
    for sign in ("in", "not in", "==", "!="):
        assert not_french(with_each(f"{{% if X {sign} Y %}}oui{{% endif %}}")) == []


def not_french(sources: Iterable[str | Source]) -> list[str]:
    """The sources whose refusal is Python's, or that raise: one of a kind."""
    wrong: dict[str, str] = {}
    every = list(sources)
    assert len(every) > 30
    for one in every:
        source, named = (one, {}) if isinstance(one, str) else one
        try:
            refused = said(source, named)
        except Exception as error:  # whatever comes out is what the test is about
            refused = [f"{type(error).__name__}: {error}"]
            wrong.setdefault(refused[0][:60], f"{source} -> {refused}")
        for line in refused:
            if not french(line):
                wrong.setdefault(line[:60], f"{source} -> {line}")
    return list(wrong.values())


def test_what_is_python_is_seen() -> None:
    """The guard itself: the message that she had, and one in good French."""
    assert not french("« article » : unhashable type: 'mappingproxy'")
    assert french('« article » attend un texte ; écrivez {{ article("financement") }}')
