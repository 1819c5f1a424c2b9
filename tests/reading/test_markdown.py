"""Light Markdown: marks are read, words are kept, each with its line and column."""

from __future__ import annotations

import pytest

from actes.document import Style
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
    ],
)
def test_words(text: str, words: str) -> None:
    assert read(text, "a.md") == [("paragraphe", "", words)]


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
