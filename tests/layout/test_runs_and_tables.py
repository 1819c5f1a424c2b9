"""Runs and tables: every character kept, ordinals raised, widths that add up."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from docx.oxml import parse_xml as parse_docx
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from actes.document import Block, Cell, Kind, Row, Style
from actes.layout.runs import A4_TEXT_WIDTH, CHARACTER, FORBIDDEN, NEEDED, Sheet, plain, read_sheet, run, runs
from actes.layout.view import block_view, column_widths, signature_rows, table
from actes.reading.package import Member, Package
from actes.reading.wordml import W, paragraph_text
from layout.acts import row, span

SHEET = Sheet({name: name for name in NEEDED})
NOTHING = Sheet({})
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t <>&\"'1eré"), max_size=40).filter(
    lambda text: not FORBIDDEN.search(text)
)


def paragraph(xml: str) -> ElementTree.Element:
    return ElementTree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{xml}</w:p>')


@given(TEXT, st.sets(st.sampled_from(list(Style))), st.sampled_from([SHEET, NOTHING]))
def test_no_character_is_lost(text: str, styles: set[Style], sheet: Sheet) -> None:
    assert paragraph_text(paragraph(run(text, frozenset(styles), sheet))) == text


@given(TEXT)
def test_spaces_at_the_ends_are_kept_by_word(text: str) -> None:
    for element in paragraph(run(text, frozenset(), SHEET)).iter(f"{W}t"):
        content = element.text or ""
        preserved = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        assert preserved or (content == content.strip() and "  " not in content)


def test_a_line_never_ends_in_a_number_and_others_read_the_same_words() -> None:
    """Our reader and python-docx give back the plain hyphen."""
    text = "l’article L.\xa02125-1, n°\xa02020-273, à Saint-Flour"
    xml = run(text, frozenset(), SHEET)
    assert xml.count("<w:noBreakHyphen/>") == 3
    assert "-" not in re.sub(r"<[^>]*>", "", xml)
    assert docx_paragraph(xml).text == paragraph_text(paragraph(xml)) == text


def docx_paragraph(xml: str) -> Paragraph:
    return Paragraph(parse_docx(f'<w:p xmlns:w="{W[1:-1]}">{xml}</w:p>'), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("DÉCIDE", "formule"),
        ("Le conseil municipal, après en avoir délibéré, à l’unanimité des présents :", "autorite"),
    ],
)
def test_a_formula_that_is_a_sentence_is_not_spread(formula: str, kind: str) -> None:
    assert block_view(Block(Kind.FORMULE, (span(formula),)), SHEET).genre == kind


def raised(text: str) -> list[str]:
    return re.findall(r'"Exposant"/></w:rPr><w:t>(\w+)</w:t>', run(text, frozenset(), SHEET))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 1er janvier", ["er"]),
        ("la 1re fois, la 2e, les 1ers", ["re", "e", "ers"]),
        ("courant du 1e janvier", ["e"]),
        ("(3e alinéa)", ["e"]),
        ("article 1 et 24 mois", []),
        ("12e3 B2e A15748-2e", []),
        ("https://exemple.fr/2e", []),
        ("2e@exemple.fr", []),
        ("1,2e", []),
        ("21 ers", []),
        ("1erratum", []),
    ],
)
def test_ordinals(text: str, expected: list[str]) -> None:
    assert raised(text) == expected


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        ({Style.GRAS}, '<w:rStyle w:val="Strong"/><w:b/><w:bCs/>'),
        ({Style.ITALIQUE}, '<w:rStyle w:val="Emphasis"/>'),
        ({Style.GRAS, Style.ITALIQUE}, '<w:rStyle w:val="Intense Emphasis"/><w:b/><w:bCs/>'),
        (set(), ""),
    ],
)
def test_named_styles(styles: set[Style], expected: str) -> None:
    assert (
        run("x", frozenset(styles), SHEET)
        == f"<w:r>{f'<w:rPr>{expected}</w:rPr>' if expected else ''}<w:t>x</w:t></w:r>"
    )


def test_a_bold_ordinal_is_both() -> None:
    assert '<w:b/><w:bCs/><w:vertAlign w:val="superscript"/></w:rPr><w:t>er</w:t>' in run(
        "1er", frozenset({Style.GRAS}), SHEET
    )


def test_a_template_without_our_styles_still_shows_emphasis() -> None:
    assert run("x", frozenset(Style), NOTHING) == "<w:r><w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr><w:t>x</w:t></w:r>"
    assert '<w:vertAlign w:val="superscript"/>' in run("1er", frozenset(), NOTHING)


def test_spans_follow_each_other() -> None:
    assert (
        paragraph_text(paragraph(runs([span("Vu "), span("le code", Style.GRAS), span(" ;")], SHEET))) == "Vu le code ;"
    )


@pytest.mark.parametrize(
    ("text", "expected"), [("a\n b\tc", "a b c"), ("a\u00a0€", "a\u00a0€"), ("a\x07b", "a b"), ("", "")]
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


CELLS = st.lists(st.lists(st.text(max_size=80).map(lambda t: Cell(((span(t),),))), max_size=6), max_size=6)


@given(CELLS, st.integers(min_value=2000, max_value=20_000))
def test_columns_fill_the_width(cells: list[list[Cell]], width: int) -> None:
    widths = column_widths([Row(tuple(line)) for line in cells], width)
    assert sum(widths) == width
    assert len(widths) == max([1, *map(len, cells)])
    assert all(one > 0 for one in widths)


def test_amounts_are_not_cut_and_names_take_the_rest() -> None:
    rows = [
        row("ligne | Vallée de Truyère - Saint-Flour Communauté | 19 550,00 € | 23 655,50 €"),
        row("ligne | a | b | c"),
    ]
    name, *amounts = column_widths(rows, A4_TEXT_WIDTH)
    assert all(amount >= 11 * 111 + 216 for amount in amounts)  # 11 digits of Arial 10, and the margins of a cell
    assert name > sum(amounts)


def test_rows_shorter_than_the_table_span_it() -> None:
    xml = table([row("ligne entete | a | b | c"), row("ligne | seul"), Row(())], SHEET)
    assert xml.count('<w:gridSpan w:val="3"/>') == 2
    assert xml.count("<w:gridCol ") == 3
    assert 'w:firstRow="1"' in xml
    assert 'w:firstRow="0"' in table([row("ligne | a | b")], SHEET)


def test_signatories_of_several_rows_keep_their_order() -> None:
    cells = tuple(Cell(((span(str(n)),),)) for n in range(7))
    assert [c.text for line in signature_rows([Row(cells)]) for c in line] == list("0123456")


def test_a_cell_that_spans_asks_for_no_width() -> None:
    rows = [
        row("ligne | n° 1 | 05/01/2025 | Objet"),
        row("ligne | n° 2 | réservé au marché de voirie des dix communes"),
    ]
    assert column_widths(rows, A4_TEXT_WIDTH)[1] == column_widths(rows[:1], A4_TEXT_WIDTH)[1]


def test_the_heading_of_a_group_stays_with_its_rows() -> None:
    rows = [row("ligne | Numéro | Objet"), row("ligne total | 1.4 Contrats"), row("ligne | n° 1 | Bail")]
    kept = ["<w:keepNext/>" in part for part in table(rows, SHEET).split("<w:tr>")[1:]]
    assert kept == [False, True, False]
    assert "<w:keepNext/>" not in table([row("ligne | seule"), row("ligne | colonne")], SHEET)


def test_the_last_rows_before_signatures_stay_with_them() -> None:
    rows = [row(f"ligne | {number}") for number in range(4)]
    kept = ["<w:keepNext/>" in part for part in table(rows, SHEET, bound=True).split("<w:tr>")[1:]]
    assert kept == [False, False, True, True]
    assert "<w:keepNext/>" in table(rows[:1], SHEET, bound=True)


def test_the_widest_column_takes_the_rest() -> None:
    """Under the headings, however long these are."""
    heading = row("ligne entete | Numéro | Objet | Date de réception en préfecture")
    number, subject, day = column_widths([heading, row("ligne | n° 1 | Budget primitif | 05/01/2025")], A4_TEXT_WIDTH)
    assert subject > number + 1000
    assert subject > day


def test_bold_at_the_head_takes_the_style_that_the_template_has_for_it() -> None:
    sheet = Sheet({name: name for name in NEEDED} | {"Premiers mots d'article": "Tete"})
    spans = (span("Article 1er ", Style.GRAS), span("dit "), span("ceci", Style.GRAS))
    led = runs(spans, sheet, sheet.lead(Kind.ARTICLE))
    assert led.count('<w:rStyle w:val="Tete"/>') == 3  # « Article 1 », « er », the space
    assert '<w:rStyle w:val="Strong"/><w:b/>' in led
    assert "<w:b/>" not in led.partition("dit")[0]  # the style says what is bold
    assert sheet.lead(Kind.MENTION) == SHEET.lead(Kind.ARTICLE) == ""


@pytest.mark.parametrize(("letters", "wider"), [("Arial", False), ("Verdana", True)])
def test_a_column_is_as_wide_as_its_letters_need(letters: str, wider: bool) -> None:
    look = f'<w:rPr><w:rFonts w:ascii="{letters}"/><w:sz w:val="20"/></w:rPr>'
    style = f'<w:style w:styleId="C"><w:name w:val="En-tête de colonne"/>{look}</w:style>'
    styles = f'<w:styles xmlns:w="{W[1:-1]}">{style}</w:styles>'.encode()
    sheet = read_sheet(Package.of([Member.stored("word/styles.xml", styles)]), "")
    assert (sheet.character > CHARACTER) is wider
    rows = [row("ligne entete | Poste | Montant"), row("ligne | Maçonnerie | 900 €")]
    narrow, wide = (column_widths(rows, A4_TEXT_WIDTH, c)[1] for c in (CHARACTER, CHARACTER * 6 // 5))
    assert narrow < wide
