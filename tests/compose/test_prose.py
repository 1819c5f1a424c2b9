"""Prose into spans: facts are never read as Markdown or as Jinja2, lines keep every word, problems have their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.compose.prose import LONE_BAR, ROOM, Writer, repaired
from actes.document import Fact, Kind, Literal, Span, Style
from actes.model.natures import TypeActe
from actes.model.prose import Prose
from actes.place import Place
from actes.values.money import Amount

HERE = Place("a.yaml", 1, 1)
SCOPE: Mapping[str, Any] = {
    "nom": "Orange",
    "jour": date(2025, 1, 1),
    "prix": Amount.parse("1 173"),
    "rien": None,
    "noms": ("A", "B"),
    "oui": True,
    "type": TypeActe.DECISION,
}


def paragraphs(text: str, **names: Any) -> list[str]:
    writer = Writer()
    found = writer.paragraphs(Prose(text, HERE), {**SCOPE, **names})
    assert not writer.findings, writer.findings
    return [f"{p.marker} {''.join(s.text for s in p.spans)}".strip() for p in found]


def line(text: str, **names: Any) -> str:
    writer = Writer()
    found = writer.text(Prose(text, HERE), {**SCOPE, **names})
    assert not writer.findings, writer.findings
    return found


def refused(text: str, **names: Any) -> list[tuple[str, str]]:
    writer = Writer()
    assert writer.paragraphs(Prose(text, HERE), {**SCOPE, **names}) == []
    return [(f.message, f.excerpt) for f in writer.findings]


def tight(text: str) -> str:
    """A text without its white space: that of a value is repaired like any other."""
    return re.sub(r"\s", "", text)


TRAPS = [
    "*",
    "**gras**",
    "_a_",
    "# titre",
    "- tiret",
    "1. un",
    "2025.",
    "{{ nom }}",
    "{% if %}",
    "{#",
    "<b>",
    "&amp;",
    "a\\*b",
    "`x`",
]


@pytest.mark.parametrize(
    "template",
    ["{}", "{} fin", "le {}", "**{}**", "- {}", "*{} et {}*", "1. {}", "un\n{}", "mot{}mot", "*{}{}*", "- {}\n- {}"],
)
def test_a_fact_is_never_markdown_nor_jinja(template: str) -> None:
    """Whatever a value holds comes out as it is, and the prose around it is read as if it were a word."""
    text = template.replace("{}", "{{ nom }}")
    plain = [tight(p) for p in paragraphs(text, nom="Zzz")]
    for value in TRAPS:
        assert [tight(p) for p in paragraphs(text, nom=value)] == [p.replace("Zzz", tight(value)) for p in plain]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="*_#-+.1 {}%<>&\\`a\n", min_size=1, max_size=12))
def test_any_value_comes_out_whole(value: str) -> None:
    writer = Writer()
    (found,) = writer.paragraphs(Prose("le **{{ nom }}** fin", HERE), {"nom": value})
    spans = [span for span in found.spans if isinstance(span.origin, Fact)]
    assert tight("".join(span.text for span in spans)) == tight(value)
    assert all(span.styles == {Style.GRAS} for span in spans)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**{{ nom }}** dit", "Orange dit"),
        ("le {{ jour }} :", "le 1er\xa0janvier\xa02025\xa0:"),
        ("{{ prix }}", "1\xa0173,00\xa0€"),
        ("{{ rien | ou_place }}", ROOM),
        ("{{ jour | ou_place }}", "1er\xa0janvier\xa02025"),
        ('{{ "Transmis" | accorde(type) }}', "Transmise"),
        ("{{ noms | liste }}", "A et B"),
        ("{% if oui %}a{% endif %} b", "a b"),
        ("un\n\ndeux", "un\ndeux"),
        ("n°{{ nom }}", "n°\xa0Orange"),
        ("l'{{ nom }}", "l’Orange"),
        # On one line nothing is lost: markers stay.
        ("- néant", "- néant"),
        ("-", "-"),
        ("1. Objet", "1. Objet"),
        ("2025. Objet", "2025. Objet"),
        ("que :\n\n- un\n- deux", "que\xa0:\n- un\n- deux"),
        ("{{ nom }}\n1. {{ nom }}", "Orange\n1. Orange"),
    ],
)
def test_on_one_line(text: str, words: str) -> None:
    assert line(text) == words


def test_a_marker_on_a_line_has_a_place() -> None:
    writer = Writer()
    spans = writer.line(Prose("un\n\n- {{ nom }}", HERE), SCOPE)
    assert [(s.text, type(s.origin)) for s in spans] == [("un", Literal), ("\n- ", Fact), ("Orange", Fact)]


def test_a_fact_next_to_marks() -> None:
    writer = Writer()
    (found,) = writer.paragraphs(Prose("**{{ nom }}**{{ nom }}*{{ nom }}* et *a*{{ nom }}", HERE), SCOPE)
    assert [(s.text, "".join(sorted(s.styles))) for s in found.spans] == [
        ("Orange", "gras"), ("Orange", ""), ("Orange", "italique"), (" et ", ""), ("a", "italique"), ("Orange", ""),
    ]  # fmt: skip


def test_an_empty_fact_leaves_no_paragraph() -> None:
    assert paragraphs("{{ nom }}\n\nfin", nom="") == ["fin"]
    assert paragraphs("- {{ nom }}\n- b", nom="") == ["- b"]


def test_a_stand_in_that_somebody_typed_is_no_fact() -> None:
    assert paragraphs("\U000f0000 {{ nom }} \U000f0001") == ["\U000f0000 Orange \U000f0001"]
    assert paragraphs("{{ nom }}", nom="\U000f0000") == ["\U000f0000"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("un\n  deux {{ inconnu }} fin\ntrois", [("« inconnu » n'existe pas", "deux {{ inconnu }} fin")]),
        ("{{ rien }}", [("« rien » n'est pas renseigné", "{{ rien }}")]),
        ("{{ oui }}", [("oui ou non ne s'écrit pas : employez {% if … %}", "{{ oui }}")]),
        ("{{ noms }}", [("une liste ne s'écrit pas telle quelle : ajoutez « | liste »", "{{ noms }}")]),
        ("{{ nom | capitale }}", [("le filtre « capitale » n'existe pas", "{{ nom | capitale }}")]),
        ("{{ nom | en_lettres }}", [("« en_lettres » : il faut un montant, un nombre, un pourcentage, "
                                     "une durée ou une date, pas un texte (« Orange »)", "{{ nom | en_lettres }}")]),
        ("{{ nom | le('x') }}", [("« le » n'attend pas ce qui lui est donné entre parenthèses",
                                   "{{ nom | le('x') }}")]),
        ("{{ nom | accorde }}", [("« accorde » n'attend pas ce qui lui est donné entre parenthèses",
                                   "{{ nom | accorde }}")]),
        ("{{ a }} {{ b }}", [("« a » n'existe pas", "{{ a }} {{ b }}"), ("« b » n'existe pas", "{{ a }} {{ b }}")]),
        ("{% set x = 1 %}{{ nom", [("ces accolades ne sont pas fermées", "{% set x = 1 %}{{ nom")]),
    ],
)  # fmt: skip
def test_problems(text: str, found: list[tuple[str, str]]) -> None:
    assert refused(text) == found


def test_every_filter_refuses_what_it_does_not_know_with_a_finding() -> None:
    """No value makes a filter fail otherwise than by a finding in French."""
    from actes.compose.prose import FILTERS

    values = {**SCOPE, "vide": "", "liste": (), "entier": 3, "zero": 0, "negatif": -1, "grand": 10**20, "article": len}
    assert len(FILTERS) > 20
    for name in FILTERS:
        for value in values:
            for call in (name, f"{name}('x')", f"{name}({value}, 2, 3)"):
                writer = Writer()
                written = writer.paragraphs(Prose(f"{{{{ {value} | {call} }}}}", HERE), values)
                assert written or writer.findings or not values[value], f"{value} | {call}: nothing, and nothing said"
                assert not any(re.search(r"argument|takes|expected", finding.message) for finding in writer.findings)
        refused = Writer()
        refused.paragraphs(Prose(f"{{{{ article | {name} }}}}", HERE), values)
        assert refused.findings, f"{name} takes a function for a fact"


def test_repair_cuts_a_literal_where_a_space_comes_in() -> None:
    spans = repaired([Span("n°12 : a; ", Literal(HERE, 10)), Span("", Literal(HERE, 20)), Span("b;", Fact("x", HERE))])
    assert [(span.text, span.origin.offset) for span in spans] == [
        ("n°\xa0", 10), ("12\xa0: a\xa0", 12), ("; ", 18), ("b\xa0;", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("pour { jour } et {{ nom }}", [5]),
        ("{{ nom }}} fin", [9]),
        ("un\n\n{nom} et { jour }", [4, 13]),
        ("{{ nom }} }} }", [10, 13]),
        ("{% if oui %}{ nom{% endif %}", [12]),
    ],
)
def test_a_brace_alone_is_not_printed(text, at):
    writer, prose = Writer(), Prose(text, HERE)
    assert writer.paragraphs(prose, SCOPE) == []
    assert [finding.where for finding in writer.findings] == [prose.source.place_at(offset) for offset in at]
    assert {finding.message.split(" :")[0] for finding in writer.findings} == {
        "une accolade seule n'appelle aucun fait"
    }


def test_a_brace_that_is_meant_is_a_text_between_braces():
    assert paragraphs("{{ '{' }} et {{ nom }}", nom="{ x }") == ["{ et { x }"]


TABLE = "Selon\n\n| Poste | {{ jour | annee }} |\n|---|---|\n| {{ nom }} | {{ prix }} |\n| Total | 1 173 € |"


def test_a_table_in_prose_is_one_of_the_document() -> None:
    """Its facts keep their origin; a column of figures stands on the right."""
    lead, table = Writer().paragraphs(Prose(TABLE, HERE), SCOPE)
    assert (lead.kind, lead.text, table.kind) == (Kind.PARAGRAPHE, "Selon", Kind.TABLEAU)
    assert table.text.replace("\u00a0", " ") == "Poste\t2025\nOrange\t1 173,00 €\nTotal\t1 173 €"
    assert [[cell.align for cell in row.cells] for row in table.rows] == [["gauche", "droite"]] * 3
    assert [(row.header, row.total) for row in table.rows] == [(True, False), (False, False), (False, True)]
    origins = [span.origin for span in table.all_spans()]
    assert [one.path for one in origins if isinstance(one, Fact)] == ["jour", "nom", "prix"]
    assert [TABLE[one.offset :][:5] for one in origins if isinstance(one, Literal)][:2] == ["Poste", "Total"]


def test_a_table_without_titles_has_no_row_for_them() -> None:
    (table,) = Writer().paragraphs(Prose("| | |\n|---|---|\n| un | deux \\| trois |", HERE), SCOPE)
    assert ([row.header for row in table.rows], table.text) == ([False], "un\tdeux | trois")


@pytest.mark.parametrize("text", ["| a | b |\n| 1 | 2 |", "| a | b |\n|---|\n| 1 | 2 |", "un\n\n| a"])
def test_bars_that_make_no_table_are_not_printed(text: str) -> None:
    assert [message for message, _ in refused(text)] == [LONE_BAR]


def test_a_title_has_no_table() -> None:
    writer = Writer()
    assert writer.text(Prose("| a | b |\n|---|---|\n| 1 | 2 |", HERE), SCOPE) == ""
    assert [finding.message for finding in writer.findings] == [LONE_BAR]


def test_a_bar_is_printed_where_it_is_asked_for() -> None:
    assert (line(r"\| a | b"), line("a | b"), paragraphs(r"\| a")) == ("| a | b", "a | b", ["| a"])
