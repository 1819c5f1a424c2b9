"""Tracked changes: accepting all gives the new text, rejecting all the old one, whatever changed; nothing else does.

Three opinions: our reader, accepting and rejecting done here on the XML, LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from ooxml_integrity import check

from actes.document import Block, Cell, Document, Kind, Row
from actes.finding import CannotGoOn
from actes.layout.seal import is_untouched
from actes.layout.tracked import pending, tracked
from actes.reading import read_bytes, read_file
from fixtures.corrected import dossier
from layout.acts import ACTS, span
from layout.packages import MAIN, changed, layout, package, parts, replaced
from layout.revisions import settled
from reading.samples import as_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOREIGN = Path(__file__).parents[1] / "reading" / "fixtures" / "convention.docx"
RUNNING = frozenset({"word/header1.xml", "word/footer1.xml"})
WORDS = ["la", "convention", "un montant de 1 173,00 €", "pour", "la", "période", "du 1er", "janvier", "2025", ""]


@cache
def render(document: Document) -> bytes:
    return layout(document.name).render(document, draft=True)


@cache
def marked(old: bytes, new: bytes) -> bytes:
    """The same pairs are read here, judged by validators, and by LibreOffice."""
    return tracked(old, new, "acte.docx")


def main(data: bytes, part: str = MAIN) -> etree._Element:
    return etree.fromstring(parts(data)[part])


# An implementation of its own: what is rejected goes; a paragraph whose end goes joins the next one.


def told(data: bytes, *, accept: bool = True, part: str = MAIN) -> list[str]:
    """The text of a Word file, a paragraph a line, empty ones left out, after every change was accepted or rejected."""
    root = main(data, part)
    gone = f"{W}del" if accept else f"{W}ins"
    for row in [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{gone}") is not None]:
        row.getparent().remove(row)
    for one in [o for o in root.iter(gone) if o.getparent().tag not in (f"{W}rPr", f"{W}trPr")]:
        one.getparent().remove(one)
    lines, line = [], ""
    for paragraph in root.iter(f"{W}p"):
        line += "".join(_characters(paragraph))
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            lines.append(" ".join(line.split()))
            line = ""
        else:
            assert goes(paragraph, f"{W}pPr/{W}rPr/{gone}")
    assert not line
    return [line for line in lines if line]


def goes(paragraph: etree._Element, mark: str) -> bool:
    """Whether an end of paragraph can go: the last one before a table or at an end only with all those before it."""
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        return True
    before = paragraph.getprevious()
    while before is not None and before.tag == f"{W}p":
        if before.find(mark) is None:
            return False
        before = before.getprevious()
    return True


def _characters(paragraph: etree._Element) -> Iterator[str]:
    for one in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if next(one.iterancestors(f"{W}pPr"), None) is None:
            sign = "-" if one.tag == f"{W}noBreakHyphen" else " "
            yield (one.text or "").replace("\u2011", "-") if one.tag in (f"{W}t", f"{W}delText") else sign


def read_lines(data: bytes) -> list[str]:
    blocks = read_bytes(data, "acte.docx").document.blocks
    texts = [f"{b.marker} {b.text}".replace("\t", "\n" if b.rows else " ") for b in blocks]
    return [" ".join(line.split()) for text in texts for line in text.split("\n") if line.strip()]


def changes(data: bytes) -> int:
    worded = [main(data, n) for n in parts(data) if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", n)]
    return sum(len(list(part.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))) for part in worded)


def assert_exact(old: bytes, new: bytes) -> bytes:
    data = marked(old, new)
    assert told(data) == told(new)
    assert told(data, accept=False) == told(old)
    assert read_lines(data) == read_lines(new)
    for part in RUNNING.intersection(parts(old), parts(new)):
        assert told(data, part=part) == told(new, part=part)
        assert told(data, accept=False, part=part) == told(old, part=part)
    check_marks(data)
    return data


def check_marks(data: bytes) -> None:
    """What the schema asks: an author, a number of its own for each mark, no words of a deletion left as words."""
    root = main(data)
    marks = list(root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(set(numbers)) == len(numbers)
    assert {mark.get(f"{W}author") for mark in marks} <= {"actes"}
    assert not [t for mark in root.iter(f"{W}del") for t in mark.iter(f"{W}t")]
    assert not [t for t in root.iter(f"{W}delText") if next(t.iterancestors(f"{W}del"), None) is None]
    assert is_untouched(data)


@pytest.mark.parametrize("old", ACTS, ids=lambda d: d.name)
@pytest.mark.parametrize("new", ACTS, ids=lambda d: d.name)
def test_any_act_against_any_other_and_itself(old: Document, new: Document) -> None:
    assert (changes(assert_exact(render(old), render(new))) == 0) is (old is new)


def test_the_act_as_signed_and_as_it_should_have_been() -> None:
    for old, new in zip(dossier().documents, ACTS, strict=True):
        assert old.name == new.name
        data = assert_exact(render(old), render(new))
        assert 0 < changes(data) < 130


def paragraph(text: str, kind: Kind = Kind.PARAGRAPHE) -> Block:
    return Block(kind, (span(text),))


def grid(*rows: Sequence[str]) -> Block:
    lines = [Row(tuple(Cell(tuple((span(p),) for p in text.split("|"))) for text in row)) for row in rows]
    return Block(Kind.TABLEAU, rows=tuple(lines))


def act(*blocks: Block) -> bytes:
    return render(Document("convention", blocks, "Essai", "actes"))


P, Q, R = paragraph("Le prix est de 24 euros."), paragraph("Une phrase de plus."), paragraph("Fait à Aurillac.")
T = grid(["Pays", "HT"], ["Salers", "977,50 €"])
CASES = {
    "a word": ([P], [paragraph("Le prix est de 12 euros.")]),
    "a paragraph inserted": ([P, R], [P, Q, R]),
    "a paragraph deleted": ([P, Q, R], [P, R]),
    "a paragraph inserted at the end": ([P], [P, Q]),
    "paragraphs deleted at the end": ([P, Q, R], [P]),
    "a paragraph inserted before a table": ([P, T, R], [P, Q, T, R]),
    "a paragraph deleted before a table": ([P, Q, T, R], [P, T, R]),
    "a paragraph inserted first, before a table": ([T, R], [Q, T, R]),
    "everything before a table changed": ([P, Q, T], [R, T]),
    "a table inserted": ([P, R], [P, T, R]),
    "a table deleted": ([P, T, R], [P, R]),
    "a paragraph and a table inserted": ([P, R], [P, Q, T, R]),
    "a table for another": ([P, T, R], [P, grid(["Seul"], ["Autre chose"]), R]),
    "a cell": ([T], [grid(["Pays", "HT"], ["Salers", "1 000,00 €"])]),
    "a row inserted": ([T], [grid(["Pays", "HT"], ["Mauriac", "12 €"], ["Salers", "977,50 €"])]),
    "a row deleted at the end": ([T], [grid(["Pays", "HT"])]),
    "a column inserted": ([T], [grid(["Pays", "HT", "TTC"], ["Salers", "977,50 €", "1 173,00 €"])]),
    "a paragraph deleted at the end of a cell": ([grid(["un|deux", "x"])], [grid(["un", "x"])]),
    "a paragraph inserted at the end of a cell": ([grid(["un", "x"])], [grid(["un|deux", "x"])]),
    "a cell emptied": ([grid(["un|deux", "x"])], [grid(["", "x"])]),
    "an item": ([P, replace(Q, kind=Kind.ITEM, marker="-")], [P, replace(R, kind=Kind.ITEM, marker="-")]),
    "paragraphs exchanged": ([P, Q, R], [R, P, Q]),
    "a line break": ([paragraph("Un\nDeux")], [paragraph("Un\nTrois\nDeux")]),
    "signs of XML": ([paragraph("Dupont & Fils <SARL>")], [paragraph("Dupont & Filles <SAS>")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_both_texts_come_back(name: str) -> None:
    old, new = CASES[name]
    assert_exact(act(*old), act(*new))


def test_what_is_the_same_is_not_marked() -> None:
    data = assert_exact(act(P, T, R), act(P, Q, T, R))
    (text,) = {"".join(t.text or "" for t in mark.iter(f"{W}t")) for mark in main(data).iter(f"{W}ins") if len(mark)}
    assert text == "Une phrase de plus."
    assert not list(main(data).iter(f"{W}delText"))


def test_the_foot_of_the_page_is_marked_too() -> None:
    documents = [Document("convention", (P,), footer=(span(f"Décision n° 2025-{n}"),)) for n in (453, 454)]
    data = assert_exact(*map(render, documents))
    foot = main(data, "word/footer1.xml")
    assert [t.text for t in foot.iter(f"{W}delText")] == ["2025-453"]
    assert [t.text for mark in foot.iter(f"{W}ins") for t in mark.iter(f"{W}t")] == ["2025", "454"]


def test_an_amount_is_changed_whole() -> None:
    data = assert_exact(act(paragraph("soit 1 173,00 € TTC")), act(paragraph("soit 1 250,00 € TTC")))
    assert [t.text for t in main(data).iter(f"{W}delText")] == ["1 173,00 €"]


def test_an_old_text_of_another_format() -> None:
    old, new = dossier().documents[1], ACTS[1]
    reading = read_bytes(as_text(old).encode(), "ancienne.txt").document
    data = tracked(reading, render(new), "nouvelle.docx")
    assert told(data) == told(render(new))
    assert " ".join(told(data, accept=False)).split() == [
        w for b in reading.blocks for w in f"{b.marker} {b.text}".split()
    ]
    assert "1\u00a0janvier\u00a02024" in "".join(t.text or "" for t in main(data).iter(f"{W}t"))


def test_a_file_that_none_of_our_templates_made() -> None:
    """Numbers of Word, content controls, merged cells, fields, notes: as it is, and with a word changed."""
    clean = FOREIGN.read_bytes()
    assert not pending(clean)
    assert changes(assert_read(clean, clean)) == 0
    other = changed(clean, lambda xml: xml.replace("commune", "bourg"))
    assert 0 < changes(assert_read(clean, other)) < 40
    assert 0 < changes(assert_read(other, clean)) < 40


def test_articles_that_word_numbers_anew() -> None:
    """The second of three articles goes: the third is the second one, and « Article 3 » when changes are rejected."""
    clean = FOREIGN.read_bytes()
    root = main(clean)
    (heading,) = [p for p in root.iter(f"{W}p") if "Redevance" in "".join(_characters(p))]
    heading.getparent().remove(heading)
    other = with_main(clean, root)
    assert "Article 2 : Durée" in read_lines(other)
    for old, new in ((clean, other), (other, clean)):
        data = assert_read(old, new)
        assert told(data, accept=False).count(f"Article {3 if old is clean else 2} : Durée") == 1


def foreign(change: str) -> bytes:
    """The act of somebody else, changed near what Word numbers."""
    root = main(FOREIGN.read_bytes())
    found = {"".join(_characters(p)): p for p in root.iter(f"{W}p")}
    plain = deepcopy(next(p for text, p in found.items() if text.startswith("Vu la délibération")))
    match change:
        case "a line before an article":
            found["Durée"].addprevious(plain)
        case "two lines before an article":
            found["Durée"].addprevious(plain)
            found["Durée"].addprevious(deepcopy(plain))
        case "an item":
            found["spectacles ;"].addnext(deepcopy(found["réunions ;"]))
        case "an article":
            found["Durée"].addprevious(deepcopy(found["Objet"]))
        case "an item in a cell":
            found["Salle"].addprevious(deepcopy(found["réunions ;"]))
    return with_main(FOREIGN.read_bytes(), root)


CHANGES = ("a line before an article", "two lines before an article", "an item", "an article", "an item in a cell")


@pytest.mark.parametrize("change", CHANGES)
def test_changes_near_what_word_numbers(change: str) -> None:
    """Our reader, which counts as Word does, finds both texts with their numbers: `tracked` refuses otherwise."""
    one, other = FOREIGN.read_bytes(), foreign(change)
    assert read_lines(one) != read_lines(other)
    assert 0 < changes(assert_read(one, other)) < 12
    assert 0 < changes(assert_read(other, one)) < 12


def assert_read(old: bytes, new: bytes) -> bytes:
    data = tracked(old, new, "acte.docx")
    assert read_lines(data) == read_lines(new)
    return data


def with_main(data: bytes, root: etree._Element) -> bytes:
    return package(parts(data) | {MAIN: etree.tostring(root)})


def test_what_cannot_be_marked_is_refused() -> None:
    """A note at the foot of the page is no part of the text that is marked: no file rather than a wrong one."""
    clean = FOREIGN.read_bytes()
    other = replaced(clean, "Révisée", "Inchangée", "word/footnotes.xml")
    with pytest.raises(CannotGoOn, match="notes"):
        tracked(clean, other, "acte.docx")


def pairs() -> dict[str, tuple[bytes, bytes]]:
    """The cases, acts against each other, the act as signed against the act as it should have been."""
    found = {name: (act(*old), act(*new)) for name, (old, new) in CASES.items()}
    found |= {f"{a.name} {b.name}": (render(a), render(b)) for a in ACTS for b in ACTS if a is not b}
    return found | {f"signed {a.name}": (render(a), render(b)) for a, b in zip(dossier().documents, ACTS, strict=True)}


def test_two_validators(tmp_path: Path, assert_valid_docx: Callable[[Path], None]) -> None:
    """Marks have no date, which the schema allows; where they stand is where it wants them."""
    files = {name: marked(old, new) for name, (old, new) in pairs().items()}
    assert sum(map(changes, files.values())) > 100
    for number, data in enumerate(files.values()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        assert_valid_docx(path)
        assert check(str(path)) == []


# properties: any edit of an act


@st.composite
def edited(draw: st.DrawFn, documents: Sequence[Document] = ACTS) -> tuple[Document, Document]:
    document = draw(st.sampled_from(documents))
    blocks = list(document.blocks)
    for _ in range(draw(st.integers(1, 6))):
        if not blocks:
            break
        at = draw(st.integers(0, len(blocks) - 1))
        match draw(st.sampled_from(["words", "remove", "add", "move", "row", "table", "cell", "twice"])):
            case "words":
                blocks[at] = reworded(draw, blocks[at])
            case "remove":
                del blocks[at : at + draw(st.integers(1, 3))]
            case "add":
                blocks.insert(at, paragraph(" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)))))
            case "move":
                blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
            case "table":
                blocks.insert(at, T)
            case "twice":
                blocks.insert(at, blocks[at])
            case "row":
                blocks = [with_rows(draw, block) if block.rows else block for block in blocks]
            case _:
                blocks = [with_cells(draw, block) if block.kind is Kind.TABLEAU else block for block in blocks]
    return document, replace(document, blocks=tuple(blocks))


def reworded(draw: st.DrawFn, block: Block) -> Block:
    words = block.text.split(" ")
    at = draw(st.integers(0, len(words)))
    words[at : at + draw(st.integers(0, 3))] = draw(st.lists(st.sampled_from(WORDS), max_size=3))
    return block if block.rows else replace(block, spans=(span(" ".join(words)),))


def with_rows(draw: st.DrawFn, block: Block) -> Block:
    rows = list(block.rows)
    at = draw(st.integers(0, len(rows) - 1))
    if draw(st.booleans()):
        rows.insert(at, rows[draw(st.integers(0, len(rows) - 1))])
    elif len(rows) > 1:
        del rows[at]
    return replace(block, rows=tuple(rows))


def with_cells(draw: st.DrawFn, block: Block) -> Block:
    rows = [list(row.cells) for row in block.rows]
    row = draw(st.integers(0, len(rows) - 1))
    lines = draw(st.lists(st.sampled_from(WORDS), max_size=3))
    at = draw(st.integers(0, len(rows[row]) - 1))
    rows[row][at] = Cell(tuple((span(line),) for line in lines))
    return replace(block, rows=tuple(replace(r, cells=tuple(c)) for r, c in zip(block.rows, rows, strict=True)))


@settings(max_examples=60)
@given(edited())
def test_any_edit_accepted_and_rejected(pair: tuple[Document, Document]) -> None:
    """What an edit adds, another takes away: one way tells both."""
    assert_exact(*map(render, pair))


@pytest.mark.office
def test_libreoffice_gives_both_texts(tmp_path: Path) -> None:
    """Cases, acts against each other, and edits drawn at random: accepted and rejected by LibreOffice."""
    known = pairs() | {f"drawn {n}": (render(a), render(b)) for n, (a, b) in enumerate(drawn())}
    source = tmp_path / "source"
    source.mkdir()
    for change in CHANGES:
        one, other = FOREIGN.read_bytes(), foreign(change)
        known |= {f"foreign {change}": (one, other), f"foreign, without {change}": (other, one)}
    for number, (old, new) in enumerate(known.values()):
        (source / f"{number}.docx").write_bytes(marked(old, new))
    wrong = []
    for what in ("Accept", "Reject"):
        made = settled([source / f"{number}.docx" for number in range(len(known))], what, tmp_path / what)
        for path, (name, (old, new)) in zip(made, known.items(), strict=True):
            read = read_lines if name.startswith("foreign") else told
            if read(path.read_bytes()) != read(new if what == "Accept" else old):
                wrong.append(f"{what} {name}")
    assert wrong == []


def drawn() -> list[tuple[Document, Document]]:
    """Pairs that hypothesis draws, the same each time."""
    found: list[tuple[Document, Document]] = []

    @settings(max_examples=12, derandomize=True, database=None)
    @given(edited())
    def draw(pair: tuple[Document, Document]) -> None:
        found.append(pair)

    draw()
    return found


def test_a_file_open_to_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "acte.docx"
    path.write_bytes(tracked(act(P), act(Q), "acte.docx"))
    assert [r.author for r in read_file(path).revisions] == ["actes", "actes"]
    assert pending(path.read_bytes())
