"""Light Markdown: marks are read, words are kept, each with its line and column."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from actes.compose import markdown
from actes.document import Span, Style
from actes.reading import read_bytes
from reading.samples import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("le 1<sup>er</sup> juillet", "le 1er juillet"),
        ("site [www.telerecours.fr](http://www.telerecours.fr).", "site www.telerecours.fr."),
        ("sur <https://med.fr/a>)", "sur https://med.fr/a)"),
        (r"\*Contact : x\_y", "*Contact : x_y"),
        ("5 * 3 = 15 et 2 ** 3", "5 * 3 = 15 et 2 ** 3"),
        ("nom_de_fichier", "nom_de_fichier"),
        ("*note sans fin", "*note sans fin"),
        ("a&nbsp;: b &amp; c", "a : b & c"),
        ("une ligne  \nune autre", "une ligne une autre"),
        ("Fait le ____ 2025, avant le __/__/2025", "Fait le ____ 2025, avant le __/__/2025"),
        ("_note_ et __bilan__.", "note et bilan."),
    ],
)
def test_words(text: str, words: str) -> None:
    assert read(text, "a.md") == [("paragraphe", "", words)]


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4 m² et 5 * 6",
        "*5 € et *10 €",
        "**a*b** et mot**gras**mot",
        "*note sans fin, puis *note*",
        "***Vu*** **la *loi***, *le **décret***",
        r"\*note\* (*a*) «*b*»",
        "un  \ndeux\\\ntrois",
        "- un\n- 2*3\n  - *trois*",
        "1. un\n2) deux",
    ],
)
def test_what_an_entry_may_hold_is_read_alike_in_a_file(text: str) -> None:
    """One grammar in two readers: the same words, bold and italic the same letters."""
    here = [_letters(block.spans) for block in read_bytes(text.encode(), "a.md").document.blocks]
    assert here == [_letters(paragraph.chunks) for paragraph in markdown.read(text)]


def _letters(pieces: Iterable[Span | markdown.Chunk]) -> list[tuple[str, frozenset[Style]]]:
    return [(letter, one.styles) for one in pieces for letter in one.text if letter != " "]


def test_bold_and_italic_even_over_a_line_break() -> None:
    (block,) = read_bytes("**Vu la  \nloi** et *le décret*".encode(), "a.md").document.blocks
    assert [(s.text, s.styles) for s in block.spans] == [
        ("Vu la\nloi", {Style.GRAS}), (" et ", set()), ("le décret", {Style.ITALIQUE}),
    ]  # fmt: skip


def test_each_word_knows_its_place() -> None:
    (block,) = read_bytes(b"\n**Vu** le 1<sup>er</sup>\nalin\xc3\xa9a", "a.md").document.blocks
    text, origin = block.spans[1].text, block.spans[1].origin
    assert text == " le 1er alinéa"
    assert str(origin.source.place_at(text.index("alinéa"))) == "a.md:3:1"
    assert str(origin.source.place_at(text.index("er "))) == "a.md:2:17"


def test_lists_headings_and_tables() -> None:
    lists = "- un\n  - o deux\n1. trois\n\n"
    text = f"# ARRÊTÉ\n\n## Article 1 : Objet\n\n### Rappel\n\n{lists}| A | B |\n|---|---|\n| 1 | **2** |\n"
    assert read(text, "a.md") == [
        ("titre", "", "ARRÊTÉ"),
        ("article", "", "Article 1 : Objet"),
        ("intertitre", "", "Rappel"),
        ("item", "-", "un"),
        ("item", "o", "deux"),
        ("item", "1.", "trois"),
        ("tableau", "", "A B 1 2"),
    ]


def test_marked_text_under_another_suffix() -> None:
    assert read("# ARRÊTÉ\n\n**Vu** le code ;", "a.txt") == [("titre", "", "ARRÊTÉ"), ("visa", "", "Vu le code ;")]


def test_rulers_and_lone_marks_are_no_words() -> None:
    assert read("Vu le code ;\n\n---\n\n```\nVu la loi ;\n", "a.md") == [
        ("visa", "", "Vu le code ;"), ("visa", "", "Vu la loi ;"),
    ]  # fmt: skip
