"""Light Markdown: what is read in a text, where each word stands, and what merely looks like Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actes.compose import markdown
from actes.compose.markdown import read

G, I = "gras", "italique"  # noqa: E741


def shown(text: str) -> list[str]:
    """Each paragraph: its level when an item, its marker, its words with `**` and `*` where bold and italic."""
    return [_shown(p) for p in read(text)]


def _shown(paragraph: markdown.Paragraph) -> str:
    head = f"{paragraph.level}{paragraph.marker} " if paragraph.kind == "item" else ""
    if paragraph.kind == "tableau":
        return "\n".join("|".join(map(_words, row)) for row in paragraph.rows)
    return head + _words(paragraph.chunks)


def _words(chunks: markdown.Words) -> str:
    words = ""
    for chunk in chunks:
        mark = ("**" if G in chunk.styles else "") + ("*" if I in chunk.styles else "")
        words += f"{mark}{chunk.text}{mark[::-1]}"
    return words


def chunks_of(paragraph: markdown.Paragraph) -> list[markdown.Chunk]:
    return [*paragraph.chunks, *(chunk for row in paragraph.rows for cell in row for chunk in cell)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("\n\n", []),
        ("un", ["un"]),
        ("un\ndeux", ["un deux"]),
        ("un  \ndeux", ["un\ndeux"]),
        ("un\\\n   deux", ["un\ndeux"]),
        ("un\n\n\ndeux", ["un", "deux"]),
        ("   un\n    deux", ["un deux"]),
        ("**un** *deux* ***trois***", ["**un** *deux* ***trois***"]),
        ("un**deux**trois", ["un**deux**trois"]),
        ("*un **deux** trois*", ["*un ****deux**** trois*"]),
        ("**un\ndeux**", ["**un**** ****deux**"]),
        ("- un\n- deux", ["1- un", "1- deux"]),
        ("* un\n+ deux", ["1- un", "1- deux"]),
        (
            "- un\n  - deux\n    - trois\n      - quatre\n- cinq",
            ["1- un", "2o deux", "3· trois", "4· quatre", "1- cinq"],
        ),
        ("- - un\n  - deux", ["2o un", "2o deux"]),
        ("intro :\n- un\n- deux", ["intro :", "1- un", "1- deux"]),
        ("- un\n  suite\n\n  second\n- deux", ["1- un suite", "1 second", "1- deux"]),
        ("1. un\n2. deux", ["11. un", "12. deux"]),
        ("3. un\n4. deux", ["13. un", "14. deux"]),
        ("1) un\n   - deux\n2) trois", ["11) un", "2o deux", "12) trois"]),
        ("- un\n  1. deux\n  2. trois", ["1- un", "21. deux", "22. trois"]),
        # The number that was typed stays: an act never has its figures changed.
        ("1. un\n1. deux", ["11. un", "11. deux"]),
        ("1. un\n2. deux\n4. quatre", ["11. un", "12. deux", "14. quatre"]),
        ("01. un", ["101. un"]),
        ("1. - un\n   - deux", ["21. o un", "2o deux"]),
        ("1. 2) * un", ["31. 2) · un"]),
        ("2025. Un exercice\n2025. Le même", ["12025. Un exercice", "12025. Le même"]),
        # What merely looks like Markdown is kept to the last sign.
        ("-", ["-"]),
        ("  *", ["*"]),
        ("1.", ["1."]),
        ("2025.", ["2025."]),
        ("* * *", ["* * *"]),
        ("1.\n   *", ["1.", "*"]),
        ("- un\n-\n- deux", ["1- un", "-", "1- deux"]),
        ("7.1 - Un alinéa", ["7.1 - Un alinéa"]),
        ("-5 %", ["-5 %"]),
        ("1.5 fois", ["1.5 fois"]),
        ("5 * 3 * 2", ["5 * 3 * 2"]),
        ("un * et deux ** et trois _ et ____", ["un * et deux ** et trois _ et ____"]),
        ("nom_de_fichier_long", ["nom_de_fichier_long"]),
        ("le __/__/2025", ["le __/__/2025"]),
        ("_un_ __deux__", ["_un_ __deux__"]),
        ("un module de 2*3*4 cm", ["un module de 2*3*4 cm"]),
        ("**n° 12**", ["**n° 12**"]),
        ("# un\n> deux\n--- `x` <b> &amp; [a](b) | c |", ["# un > deux --- `x` <b> &amp; [a](b) | c |"]),
        ("l'exercice\n2025. Puis", ["l'exercice 2025. Puis"]),
        (r"\*un\* \- \1. a\b", [r"*un* - \1. a\b"]),
        (r"\- un", ["- un"]),
        (r"2025\. un", ["2025. un"]),
        (r"fin\\", ["fin\\"]),
        # A table: a row of dashes under its titles, as many cells as they. No cell is lost.
        ("un :\n\n| a | b |\n| --- | ---: |\n| 1 | **2** |\n\ndeux", ["un :", "a|b\n1|**2**", "deux"]),
        ("un :\n| a | b |\n|---|---|\n| 1 | 2 |", ["un :", "a|b\n1|2"]),
        ("a | b\n--|--\n1 | 2", ["a|b\n1|2"]),
        ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", ["a|b|\n1||\n1|2|3"]),
        ("| | b |\n|---|---|\n|  | 2 |\n|| 3 |", ["|b\n|2\n|3"]),
        ("- un\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- deux", ["1- un", "a|b\n1|2", "1- deux"]),
        ("| a | b |\n|---|---|\n| 1\\|2 | *3* |", ["a|b\n1|2|*3*"]),
        ("| a | b |\n|---|\n| 1 | 2 |", ["| a | b | |---| | 1 | 2 |"]),
        ("| a | b |\n| 1 | 2 |", ["| a | b | | 1 | 2 |"]),
    ],
)
def test_what_is_read(text: str, paragraphs: list[str]) -> None:
    assert shown(text) == paragraphs


TEXT = st.lists(
    st.sampled_from(
        ["a", "mot", " ", "  ", "\n", "\n\n", "*", "**", "_", "\\", "\\*", "- ", "-", "1. ", "2) ", "25.", "+ ", "  - ",
         "    ", "é", ".", "\u00a0", "\U000f0000", "#", "`"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


PLAIN = ["a: b", "7.1 - a", "- un", "  suite", "1. un", "**a**", "", "", " ", "\u00a0", "é "]
LINES = st.lists(st.sampled_from([*PLAIN, "| a | b", "a|b |", "|-|-|"]), max_size=8)


@settings(max_examples=500, deadline=None)
@given(st.one_of(TEXT, LINES.map("\n".join)))
@example("\u00a0\na")
@example("a\n\u00a0\n\nb *c*")
@example("- \u00a0\na")
@example("1. 1 *1*")
def test_every_word_stands_where_it_says(text: str) -> None:
    for chunk in (chunk for paragraph in read(text) for chunk in chunks_of(paragraph)):
        there = text[chunk.offset : chunk.offset + len(chunk.text)]
        assert there == chunk.text or (chunk.text in (" ", "\n") and there == "\n")


@settings(max_examples=500, deadline=None)
@given(st.one_of(TEXT, LINES.map("\n".join), st.text(alphabet="aé1 :«»'.,;#`|(\u00a0\U000f0001\n", max_size=12)))
@example("- un\n\ndeux\n\n- trois\n\n  quatre\n\ncinq ")
def test_no_letter_is_lost_and_none_moves(text: str) -> None:
    """Letters and figures come out once, in order; only marks and white space are read as form."""
    out = "".join(f"{re.sub(r'[-o·]', '', p.marker)}{''.join(c.text for c in chunks_of(p))}" for p in read(text))
    letters = re.compile(r"[^\s*_\\+|:-]" if "|" in text else r"[^\s*_\\+-]")  # bars and colons: of a table
    assert letters.findall(out) == letters.findall(text)
