"""On what is allowed, this interpreter and Jinja2 itself (StrictUndefined) give the same text, or both refuse."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError

from actes.jinja import TemplateError, TemplateProblem, parse

FILTERS = {"maj": lambda v: str(v).upper(), "entre": lambda v, g="(", d=")": f"{g}{v}{d}"}
REAL = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
REAL.filters.update(FILTERS)
SCOPE: dict[str, Any] = {
    "a": "alpha",
    "b": "{{ a }} *b* < %}",
    "n": 3,
    "vide": "",
    "d": {"x": "ixe", "y": {"z": "zède"}},
    "l": ["un", "deux", "alpha"],
    "ll": [["un"], [], ["deux", "trois"]],
}
TEXT = st.text(alphabet="ab é\n'«»}%-#*", max_size=12).filter(lambda t: "{" not in t)


def expressions(names: list[str]) -> st.SearchStrategy[str]:
    base = st.sampled_from([*names, "a", "b", "n", "vide", "d.x", "d.y.z", "'mot'", "7"])
    filtered = st.builds("{} | {}".format, base, st.sampled_from(["maj", "entre", "entre('[')", "maj | entre(d='>')"]))
    return st.one_of(base, filtered)


def conditions(names: list[str]) -> st.SearchStrategy[str]:
    atoms = st.sampled_from([*names, "a", "vide", "n", "d.x", "l"])
    compared = st.builds(
        "{} {} {}".format, atoms, st.sampled_from(["==", "!="]), st.sampled_from(["'alpha'", "3", "a"])
    )
    member = st.builds("{} {} l".format, atoms, st.sampled_from(["in", "not in"]))
    base = st.one_of(atoms, compared, member)
    both = st.builds("{} {} {}".format, base, st.sampled_from(["and", "or"]), base)
    return st.one_of(base, both, st.builds("not {}".format, base))


def bodies(depth: int, names: list[str]) -> st.SearchStrategy[str]:
    dash = st.sampled_from(["", "", "-"])
    emit = st.builds("{{{{{} {} {}}}}}".format, dash, expressions(names), dash)
    parts = [TEXT, emit]
    if depth:
        inner = bodies(depth - 1, names)
        name = f"v{depth}"
        loop_names = [*names, name, "loop.index"]
        parts += [
            st.builds(
                "{{%{} if {} %}}{}{{% elif {} {}%}}{}{{% else %}}{}{{% endif %}}".format,
                dash,
                conditions(names),
                inner,
                conditions(names),
                dash,
                inner,
                inner,
            ),
            st.builds(
                ("{{% for " + name + " in {} {}%}}{}{{%{} endfor %}}").format,
                st.sampled_from(["l", "ll"]),
                dash,
                bodies(depth - 1, loop_names),
                dash,
            ),
            st.builds("{{% if loop.first %}}{}{{% endif %}}".format, inner) if "loop.index" in names else TEXT,
        ]
    return st.lists(st.one_of(parts), max_size=4).map("".join)


def problems_of(source: str) -> tuple[TemplateProblem, ...]:
    try:
        parse(source, FILTERS).render(SCOPE)
    except TemplateError as error:
        return error.problems
    return ()


def ours(source: str) -> str | None:
    found = problems_of(source)
    assert all("n'existe pas" in problem.message for problem in found), found
    return None if found else parse(source, FILTERS).render(SCOPE)


def theirs(source: str) -> str | None:
    try:
        return REAL.from_string(source).render(SCOPE)
    except UndefinedError:
        return None


@settings(max_examples=150, deadline=None)
@given(bodies(3, []))
def test_same_text(source: str) -> None:
    text = ours(source)
    assert text is not None
    assert text == theirs(source)


@settings(max_examples=150, deadline=None)
@given(bodies(3, ["inconnu", "d.inconnu", "d.y.inconnu"]))
def test_same_refusal(source: str) -> None:
    assert ours(source) == theirs(source)


@settings(max_examples=150, deadline=None)
@given(bodies(2, []))
def test_pieces_stand_where_they_say(source: str) -> None:
    """A literal stands in the source, letter for letter, at its offset; a fact at its `{{`."""
    for piece in parse(source, FILTERS).pieces(SCOPE):
        if piece.path is None:
            assert source[piece.offset :].startswith(piece.text)
        else:
            assert source[piece.offset :].startswith("{{")
            assert piece.text or piece.path in ("vide", "")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}%#-|.'\"()[] abfori dnel\n\\é1", max_size=40))
def test_any_source_is_read_or_refused(source: str) -> None:
    assert all(0 <= p.offset <= len(source) and p.message for p in problems_of(source))
