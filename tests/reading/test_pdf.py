"""PDF: words to lines, lines to paragraphs, ruled and unruled tables, columns; geometry is given, not drawn."""

from __future__ import annotations

import io

from actes.document import Kind
from actes.place import Place
from actes.reading import read_file
from actes.reading.paragraphs import blocks_of
from actes.reading.pdf import page_lines
from actes.reading.pdfgrid import grids_of
from actes.reading.pdflines import Box, Word, rules_of, strips_of
from actes.reading.pdfprocess import pages_of
from actes.reading.pdftables import merged
from reading.samples import FIXTURES

HEIGHT, WIDTH = 12.0, 6.0  # of a line, of a character


def placed(x: float, y: float, text: str, strand: int = 0, size: float = HEIGHT) -> list[Word]:
    """The words of a text that starts at a point, in letters of one width."""
    words, at = [], x
    for word in text.split():
        wide = len(word) * WIDTH * size / HEIGHT
        words.append(Word(word, Box(at, y, at + wide, y + size), strand))
        at += wide + WIDTH
    return words


def lines(*rows: tuple[float, float, str]) -> list[str]:
    words = [word for n, (x, y, text) in enumerate(rows) for word in placed(x, y, text, n)]
    return [line.text for line in page_lines(words, [], Place("a.pdf", page=1))]


def test_lines_are_read_from_the_top_whatever_the_order_of_drawing() -> None:
    assert lines((0, 20, "pied"), (0, 700, "haut"), (0, 400, "milieu")) == ["haut", "milieu", "pied"]


def test_short_lines_alone_on_a_page_are_a_list_and_no_paragraph() -> None:
    towns = ("AURILLAC", "MAURIAC", "SAINT-FLOUR")
    words = [word for n, town in enumerate(towns) for word in placed(70, 700 - 14 * n, town, n)]
    found = list(page_lines(words, [], Place("a.pdf", page=1)))
    assert [block.text for block in blocks_of(found)] == list(towns)


def test_raised_letters_stay_with_their_line() -> None:
    words = [*placed(0, 100, "le 1"), *placed(24, 104, "er", 1, 7.0), *placed(38, 100, "juillet", 2)]
    assert [piece.text for strip in strips_of(words) for piece in strip.pieces] == ["le 1er juillet"]


def test_letters_set_apart_are_one_word() -> None:
    words = [Word(c, Box(n * 10.0, 0, n * 10.0 + 6, 12), 0) for n, c in enumerate("DÉCIDE")]
    assert strips_of(words)[0].pieces[0].text == "DÉCIDE"


def test_an_unruled_table() -> None:
    rows = [(0.0, "Poste", "HT"), (0.0, "Salle", "10,00 €"), (0.0, "Total", "10,00 €")]
    words = [
        word
        for n, (x, label, value) in enumerate(rows)
        for word in (*placed(x, 700 - 14 * n, label, n), *placed(300, 700 - 14 * n, value, n))
    ]
    (table,) = page_lines(words, [], Place("a.pdf", page=1))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Poste", "HT"], ["Salle", "10,00 €"], ["Total", "10,00 €"],
    ]  # fmt: skip
    assert [row.total for row in table.rows] == [False, False, True]


def test_signatories_side_by_side_keep_function_and_name_together() -> None:
    rows = [(700.0, "Le Président", "La Présidente"), (620.0, "Didier ACHALME", "Céline CHARRIAUD")]
    words = [w for n, (y, a, b) in enumerate(rows) for w in (*placed(0, y, a, n), *placed(300, y, b, n))]
    (table,) = page_lines(words, [], Place("a.pdf", page=1))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Le Président\nDidier ACHALME", "La Présidente\nCéline CHARRIAUD"]
    ]


def test_columns_of_a_text_are_read_one_after_the_other() -> None:
    words = []
    for n in range(10):
        words += placed(0, 700 - 14 * n, f"colonne de gauche dont la ligne porte le numéro {n}", n)
        words += placed(400, 700 - 14 * n, f"colonne de droite dont la ligne porte le numéro {n}", n)
    texts = [line.text for line in page_lines(words, [], Place("a.pdf", page=1))]
    assert [text.split()[2] for text in texts] == ["gauche"] * 10 + ["droite"] * 10


def rules(xs: list[float], ys: list[float]) -> tuple[list[Box], list[Box]]:
    level = [Box(xs[0], y, xs[-1], y) for y in ys]
    return level, [Box(x, min(ys), x, max(ys)) for x in xs]


def test_a_ruled_table_with_lines_wrapped_in_a_cell() -> None:
    level, upright = rules([0, 100, 200], [0, 40, 80])
    words = [
        *placed(5, 60, "Ménage"),
        *placed(5, 46, "mensuel", 1),
        *placed(105, 60, "240,00 €", 2),
        *placed(5, 10, "Total", 3),
    ]
    (grid,) = grids_of(words, level, upright)
    cells = [[" ".join(word.text for word in cell) for cell in row] for row in grid.cells]
    assert cells == [["Ménage mensuel", "240,00 €"], ["Total", ""]]


def test_a_side_that_is_not_drawn_joins_two_cells() -> None:
    level, upright = rules([0, 100, 200], [0, 40, 80])
    upright[1] = Box(100, 40, 100, 80)  # only in the first row
    words = [*placed(5, 60, "a"), *placed(105, 60, "b", 1), *placed(60, 10, "total des deux colonnes", 2)]
    (grid,) = grids_of(words, level, upright)
    assert [[len(cell) for cell in row] for row in grid.cells] == [[1, 1], [4, 0]]


def test_a_frame_around_a_text_is_no_table() -> None:
    assert not grids_of(placed(5, 10, "OBJET : convention"), *rules([0, 200], [0, 40]))


def test_a_page_that_is_a_drawing_has_no_grid() -> None:
    level, upright = rules([float(x) for x in range(0, 9000, 10)], [0, 40, 80])
    assert not grids_of(placed(5, 10, "plan"), level, upright)


def test_a_table_over_two_pages_is_one_and_its_repeated_heading_is_read_once() -> None:
    def page(number: int, *labels: str) -> list:  # type: ignore[type-arg]
        words = [
            w
            for n, text in enumerate(("Poste", *labels))
            for w in (*placed(0, 700 - 14 * n, text, n), *placed(300, 700 - 14 * n, "HT" if not n else f"{n},00 €", n))
        ]
        return list(page_lines(words, [], Place("a.pdf", page=number)))

    (table,) = merged([*page(1, "Salle", "Ménage"), *page(2, "Jardin")])
    assert [row.cells[0].text for row in table.rows] == ["Poste", "Salle", "Ménage", "Jardin"]
    assert table.rows[3].cells[1].paragraphs[0][0].origin.place == Place("a.pdf", page=2, cell="B4")


def test_places_are_pages_and_paragraphs() -> None:
    reading = read_file(FIXTURES / "flux" / "convention.pdf")
    article = next(b for b in reading.document.blocks if b.text.startswith("Article 2"))
    place = article.spans[0].origin.place
    assert (place.page, place.paragraph) == (2, 2)
    assert str(place).endswith("convention.pdf, page 2, paragraphe 2")


def test_units_keep_their_figure_and_calls_of_notes_go() -> None:
    table = next(b for b in read_file(FIXTURES / "convention.pdf").document.blocks if b.kind is Kind.TABLEAU)
    assert table.rows[3].cells[0].text == "Total toutes taxes comprises"


def drawn(sides: int) -> tuple[list[Box], list[Box]]:
    """The rules of a page that holds one drawing, a line broken into so many sides."""
    from pypdfium2 import PdfDocument, raw

    document = PdfDocument.new()
    page = document.new_page(300, 300)
    path = raw.FPDFPageObj_CreateNewPath(100, 100)
    for n in range(sides):
        raw.FPDFPath_LineTo(path, 100 + 100 * (n % 2), 100 + 100 * n / sides)
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_ALTERNATE, True)
    raw.FPDFPage_InsertObject(page, path)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    (read,) = pages_of(out.getvalue(), "a.pdf")
    return rules_of(read)


def test_letters_drawn_across_a_page_are_no_frame() -> None:
    """LibreOffice draws the « PROJET » mark: a frame around it would make a table of the page."""
    assert [len(rules) for rules in drawn(4)] == [2, 2]
    assert drawn(60) == ([], [])
