"""Comments on words: where they stand, that nothing else changes, that other programs see the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from actes.document import Document
from actes.layout.comments import Comment, annotate, is_signed
from actes.layout.ranges import ReadAnchors, RenderedAnchors, Words
from actes.layout.seal import is_untouched
from actes.reading.docx import read_word
from actes.reading.package import BadPackage
from actes.reading.wordml import Paragraph, paragraphs_of
from actes.reading.xml import parse_xml
from layout.acts import ACTS
from layout.anchored import COMMENTS, W, letters, notes, unpacked
from layout.packages import MAIN, added, changed, layout, package, parts
from libreoffice import converted
from reading.foreign import BOX, FIXTURES, WHO, cell, field, para, row, run, table, zipped
from reading.foreign import parts as foreign_parts

FILES = {
    **{str(p.relative_to(FIXTURES)): p.read_bytes() for p in sorted(FIXTURES.rglob("*.docx"))},
    **{document.name: layout(document.name).render(document, draft=True) for document in ACTS},
}
# What announces comments and the seal; all else is the same bytes.
TOUCHED = {MAIN, COMMENTS, "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/custom.xml"}
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def paragraphs(data: bytes) -> tuple[Paragraph, ...]:
    return paragraphs_of(parse_xml(parts(data)[MAIN], MAIN))


def word(*content: str) -> bytes:
    return zipped(foreign_parts("".join(content)))


def said(words: Words, data: bytes) -> str:
    return paragraphs(data)[words.first - 1].text[words.start : words.end]


def one(data: bytes, words: Words, lines: tuple[str, ...] = ("Erreur", "voici")) -> tuple[bytes, str]:
    """A file with one comment, and the words that it stands on."""
    made = annotate(data, [Comment(lines, words)])
    return made, notes(made)[max(notes(made))].text


def in_text(data: bytes, text: str, number: int = 1) -> str:
    """The words marked when a text of a paragraph is at fault."""
    start = paragraphs(data)[number - 1].text.index(text)
    return one(data, Words(number, start, number, start + len(text)))[1]


@st.composite
def some_words(draw: st.DrawFn, found: tuple[Paragraph, ...]) -> Words:
    number = draw(st.sampled_from([n for n, p in enumerate(found, start=1) if p.text]))
    start = draw(st.integers(0, len(found[number - 1].text) - 1))
    return Words(number, start, number, draw(st.integers(start + 1, len(found[number - 1].text))))


@cache
def alone(name: str) -> tuple[dict[str, bytes], Document]:
    """The parts of a file without comments, and what is read of it."""
    return unpacked(FILES[name]), read_word(FILES[name], "a.docx").document


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=25)
@given(data=st.data())
def test_words_are_marked_to_the_sign_and_nothing_else_changes(name: str, data: st.DataObject) -> None:
    before = FILES[name]
    several = data.draw(st.lists(some_words(paragraphs(before)), min_size=1, max_size=6))
    comments = [Comment(("Alerte", "voici"), words) for words in several]
    after = annotate(before, comments)
    assert annotate(before, comments) == after
    contents, read = alone(name)
    same_but_for_comments(contents, unpacked(after))
    assert read_word(after, "a.docx").document == read
    assert is_untouched(after)
    well_placed(after)
    for words, note in zip(several, notes(after).values(), strict=True):
        assert note.marks == ["RangeStart", "RangeEnd", "Reference"]
        if not boxed(words, before):
            assert note.text.replace("\uf0fe", "☒") == said(words, before)


def same_but_for_comments(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    assert {part for part in {*old, *new} if old.get(part) != new.get(part)} <= TOUCHED
    assert letters(new[MAIN]) == letters(old[MAIN]) != []


def well_placed(data: bytes) -> None:
    """Marks beside runs, properties first."""
    root = etree.fromstring(unpacked(data)[MAIN])
    marks = [e for e in root.iter() if str(e.tag).startswith(f"{W}commentRange")]
    assert {m.getparent().tag for m in marks} <= {W + n for n in ("p", "hyperlink", "ins", "sdtContent")}
    assert all(p.index(p.find(f"{W}pPr")) == 0 for p in root.iter(f"{W}p") if p.find(f"{W}pPr") is not None)


def boxed(words: Words, data: bytes) -> bool:
    return "Encadré" in paragraphs(data)[words.first - 1].text


@pytest.mark.parametrize("name", FILES)
def test_two_validators_find_nothing_more(name: str, tmp_path: Path, assert_valid_docx: Callable[[Path], None]) -> None:
    from ooxml_integrity import check

    found = [(n, p.text) for n, p in enumerate(paragraphs(FILES[name]), start=1) if len(p.text) > 5]
    comments = [Comment(("Alerte", text), Words(n, 2, n, len(text) - 1)) for n, text in found]
    before, after = tmp_path / "avant.docx", tmp_path / "apres.docx"
    before.write_bytes(FILES[name])
    after.write_bytes(annotate(FILES[name], comments + comments[::-1]))
    assert len(check(str(after))) <= len(check(str(before)))
    if name in {document.name for document in ACTS}:
        assert_valid_docx(after)


# ------------------------------------------------------------------------------------------------ words in all places


def test_a_run_is_cut_and_keeps_its_look() -> None:
    made, text = one(word(para(run("un mot de trop", "<w:b/>"))), Words(1, 3, 1, 6))
    assert text == "mot"
    runs = etree.fromstring(unpacked(made)[MAIN]).findall(f".//{W}r")
    assert ["".join(r.itertext()) for r in runs] == ["un ", "mot", "", " de trop"]
    assert [r.find(f"{W}rPr/{W}b") is not None for r in runs] == [True, True, False, True]
    spaced = [t.get("{http://www.w3.org/XML/1998/namespace}space") for t in runs[0].iter(f"{W}t")]
    assert spaced == ["preserve"]


def test_spaces_count_where_a_text_is_cut() -> None:
    data = word("<w:p><w:r><w:t>deux mots</w:t></w:r></w:p>")
    made, _ = one(data, Words(1, 5, 1, 9))
    assert b'<w:t xml:space="preserve">deux </w:t>' in unpacked(made)[MAIN]


def test_overlapping_and_nested_comments() -> None:
    data = word(para("abcdefghij"))
    spans = [(0, 5), (3, 8), (3, 5), (5, 10), (0, 10), (4, 5), (3, 8)]
    made = notes(annotate(data, [Comment(("x",), Words(1, a, 1, b)) for a, b in spans]))
    assert [note.text for note in made.values()] == ["abcdefghij"[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<w:hyperlink w:anchor='x'>{run('voir le site')}</w:hyperlink>", "le"),
        (f"<w:ins {WHO}>{run('trois mois')}</w:ins>", "trois"),
        (f"<w:sdt><w:sdtContent>{run('Mme Durand')}</w:sdtContent></w:sdt>", "Durand"),
        (f"<w:smartTag w:element='x'>{run('Aurillac')}</w:smartTag>", "Aur"),
        (field("REF x", "article 12"), "12"),
        (f"<w:fldSimple w:instr='REF x'>{run('article 12')}</w:fldSimple>", "12"),
        (run("a &amp; b &lt;c&gt; d"), "<c>"),
        ("<w:r><w:t>un</w:t><w:tab/><w:t>deux</w:t><w:br/><w:t>trois</w:t></w:r>", "x\ntr"),
        ("<w:r><w:t>L. 2122</w:t><w:noBreakHyphen/><w:t>22</w:t></w:r>", "2-2"),
        (f"<w:del {WHO}><w:r><w:delText>dix</w:delText></w:r></w:del>{run('vingt ans')}", "vingt"),
        (run("caché", "<w:vanish/>") + run("montré ici"), "ici"),
    ],
)
def test_words_inside(content: str, text: str) -> None:
    assert in_text(word(para(run("Avant "), content, run(" après."))), text) == text


def test_words_that_start_and_end_in_different_holders() -> None:
    data = word(
        para("du ", f"<w:ins {WHO}>{run('1er avril')}</w:ins>", f"<w:hyperlink>{run(' 2025 au')}</w:hyperlink>")
    )
    assert in_text(data, "avril 2025") == "avril 2025"


def test_what_refers_to_words_is_not_part_of_a_pending_insertion() -> None:
    made, _ = one(word(para(f"<w:ins {WHO}>{run('trois mois')}</w:ins>")), Words(1, 0, 1, 5))
    reference = next(etree.fromstring(unpacked(made)[MAIN]).iter(f"{W}commentReference"))
    assert [a.tag for a in reference.iterancestors()][:2] == [f"{W}r", f"{W}p"]


@pytest.mark.parametrize(
    ("content", "text", "inside"),
    [
        (field("REF x", "article 12"), "article 12", False),
        (field("REF x", "article 12"), "12", True),
        (f"<w:fldSimple w:instr='REF x'>{run('article 12')}</w:fldSimple>", "article 12", False),
        (field("IF", "@").replace(run("@"), field("REF x", "12")), "12", False),
    ],
)
def test_a_comment_stays_out_of_fields_where_it_can(content: str, text: str, inside: bool) -> None:
    data = word(para(run("Selon l’"), content, run(".")))
    start = paragraphs(data)[0].text.index(text)
    made, marked = one(data, Words(1, start, 1, start + len(text)))
    assert marked == text
    opened, depths = 0, {}
    for element in etree.fromstring(unpacked(made)[MAIN]).iter():
        kind = element.get(f"{W}fldCharType")
        opened += {"begin": 1, "end": -1}.get(kind or "", 0)
        if "comment" in str(element.tag):
            simple = any(a.tag == f"{W}fldSimple" for a in element.iterancestors())
            depths[str(element.tag).removeprefix(f"{W}comment")] = bool(opened) or simple
    assert depths["Reference"] is False  # LibreOffice loses what a comment says when it is in a field
    assert (depths["RangeStart"] or depths["RangeEnd"]) is inside


def test_words_of_a_character_block_are_marked_too() -> None:
    data = word("<w:p><w:r><w:t><![CDATA[un mot de trop]]></w:t></w:r></w:p>")
    assert one(data, Words(1, 3, 1, 6))[1] == "mot"


def test_cells() -> None:
    data = word(table(row(cell("Salle", 4000), cell("1 000,00 €\n(HT)", 2400), cell("x", 2400))), para("fin"))
    assert [p.text for p in paragraphs(data)] == ["Salle", "1 000,00 €", "(HT)", "x", "fin"]
    assert in_text(data, "000,00", 2) == "000,00"
    assert one(data, Words(2, 2, 3, 4))[1] == "000,00 €(HT)"  # two paragraphs of a cell
    assert one(data, Words(1, 2, 4, 1))[1] == "lle"  # from a cell to another: the words of the first one


def test_a_text_box_is_told_on_the_paragraph_that_holds_it() -> None:
    made, _ = one(word(para("Avant ", BOX.format(para("Encadré")))), Words(2, 0, 2, 3))
    start = next(etree.fromstring(unpacked(made)[MAIN]).iter(f"{W}commentRangeStart"))
    assert f"{W}txbxContent" not in {a.tag for a in start.iterancestors()}
    assert notes(made)[0].marks == ["RangeStart", "RangeEnd", "Reference"]


def test_marks_stay_out_of_what_may_not_hold_them() -> None:
    choice = f'<mc:AlternateContent><mc:Choice Requires="wps">{run("un mot de trop")}</mc:Choice></mc:AlternateContent>'
    made, text = one(word(para("Avant ", choice, " après")), Words(1, 9, 1, 12))
    start = next(etree.fromstring(unpacked(made)[MAIN]).iter(f"{W}commentRangeStart"))
    assert (start.getparent().tag, text) == (f"{W}p", "un mot de trop")


def test_a_paragraph_without_words() -> None:
    for properties in ("", "<w:pPr/>"):
        made, text = one(word(f"<w:p>{properties}<w:bookmarkStart w:id='1' w:name='x'/></w:p>"), Words(1, 0, 1, 0))
        assert (text, notes(made)[0].marks) == ("", ["RangeStart", "RangeEnd", "Reference"])


# -------------------------------------------------------------------------------------------- what a file has already


def commented(content: str) -> bytes:
    comments = f'<w:comments xmlns:w="{W[1:-1]}"{content}'
    return added(word(para("un mot")), "comments.xml", comments, TYPES, f"{REL}/comments")


def test_comments_of_others_are_kept_and_numbers_do_not_collide() -> None:
    who = 'w:id="7" w:author="A. Martin" w:date="2025-03-04T10:00:00Z"'
    other = f"><w:comment {who}><w:p><w:r><w:t>Non</w:t></w:r></w:p></w:comment></w:comments>"
    made, _ = one(commented(other), Words(1, 3, 1, 6))
    assert [(n, note.author, note.lines) for n, note in notes(made).items()] == [
        (7, "A. Martin", ["Non"]),
        (8, "actes", ["Erreur", "voici"]),
    ]
    assert unpacked(made)["[Content_Types].xml"].count(TYPES.encode()) == 1


def test_a_comments_part_without_a_comment() -> None:
    assert list(notes(one(commented("/>"), Words(1, 3, 1, 6))[0])) == [0]


def test_a_copy_can_be_annotated_again() -> None:
    once, _ = one(word(para("un mot")), Words(1, 3, 1, 6))
    twice, _ = one(once, Words(1, 0, 1, 2))
    assert [note.text for note in notes(twice).values()] == ["mot", "un"]


@pytest.mark.parametrize("prefix", ["v:", ""])
def test_another_prefix_than_word_s(prefix: str) -> None:
    def renamed(xml: str) -> str:
        return xml.replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}").replace(" w:", f" {prefix or 'z:'}")

    declared = f'xmlns{":" if prefix else ""}{prefix[:-1]}="{W[1:-1]}"' + ("" if prefix else f' xmlns:z="{W[1:-1]}"')
    data = changed(word(para("un mot")), lambda xml: renamed(xml).replace(f'xmlns:w="{W[1:-1]}"', declared))
    assert in_text(data, "mot") == "mot"


def test_a_part_in_utf_16() -> None:
    contents = parts(word(para("un été")))
    data = package(contents | {MAIN: contents[MAIN].decode().encode("utf-16")})
    assert in_text(data, "été") == "été"


def test_a_signature_is_left_out_of_the_copy() -> None:
    contents = parts(word(para("un mot")))
    where = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    origin = f'<Relationship Id="rIdS" Type="{where}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    links = contents["_rels/.rels"].replace(b"</Relationships>", origin.encode())
    signed = package(contents | {"_rels/.rels": links, "_xmlsignatures/origin.sigs": b""})
    assert is_signed(signed)
    made, text = one(signed, Words(1, 3, 1, 6))
    assert (is_signed(made), text) == (False, "mot")
    assert not any(b"signature" in data for name, data in unpacked(made).items() if name.endswith((".rels", "].xml")))


def test_protection_and_pending_changes_are_left_as_they_are() -> None:
    settings = (
        f'<w:settings xmlns:w="{W[1:-1]}"><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
    )
    content = word(para("un ", f"<w:del {WHO}><w:r><w:delText>vieux</w:delText></w:r></w:del>", "mot"))
    data = package(parts(content) | {"word/settings.xml": settings.encode()})
    made, text = one(data, Words(1, 3, 1, 6))
    assert (text, unpacked(made)["word/settings.xml"]) == ("mot", settings.encode())
    assert b"<w:delText>vieux</w:delText>" in unpacked(made)[MAIN]


def test_a_comment_that_no_xml_may_hold() -> None:
    made, _ = one(word(para("un mot")), Words(1, 3, 1, 6), ("Erreur <&>", "\x00 « \ud800 » ]]> {{ x }}"))
    assert notes(made)[0].lines == ["Erreur <&>", "« » ]]> {{ x }}"]


def test_no_clock_in_a_comment() -> None:
    made, _ = one(word(para("un mot")), Words(1, 3, 1, 6))
    assert b"w:date" not in unpacked(made)[COMMENTS]
    assert b'w:initials="ac"' in unpacked(made)[COMMENTS]


def test_a_file_without_what_every_file_has() -> None:
    contents = parts(word(para("un mot")))
    del contents["_rels/.rels"]
    with pytest.raises(BadPackage, match=r"\.docx"):
        one(package(contents), Words(1, 0, 1, 2))


# ------------------------------------------------------------------------------------------------ from what was read


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".docx")])
def test_every_word_that_is_read_has_its_place(name: str) -> None:
    data = FILES[name]
    document = read_word(data, name).document
    anchors, found, exact = ReadAnchors(document, data), paragraphs(data), 0
    for index, block in enumerate(document.blocks):
        at = 0
        for text in block.text.split():
            at = block.text.index(text, at)
            anchor = anchors.passage(index, at, at + len(text))
            if anchor.exact and anchor.words.start < anchor.words.end:
                marked = found[anchor.words.first - 1].text[anchor.words.start : anchor.words.end]
                assert text.endswith(marked) if at < 12 else marked == text  # « Article 1 : Objet »: Word computes
                exact += 1
            at += len(text)
    assert exact > len(document.words()) * 0.85


def test_a_number_that_word_computes_and_a_note_are_told_on_their_paragraph() -> None:
    data = FILES["convention.docx"]
    document = read_word(data, "a.docx").document
    anchors, found = ReadAnchors(document, data), paragraphs(data)
    heading = next(n for n, block in enumerate(document.blocks) if block.text == "Article 1 : Objet")
    note = next(n for n, block in enumerate(document.blocks) if block.text.startswith("Révisée"))
    for block, start, end, text in ((heading, 8, 9, "Objet"), (note, 0, 7, "La redevance est fixée ainsi :")):
        anchor = anchors.passage(block, start, end)
        assert (found[anchor.words.first - 1].text, anchor.exact) == (text, False)
    assert anchors.passage(heading, 0, len("Article 1 : Objet")).words.end == len("Objet")


# ------------------------------------------------------------------------------------------------ what others see


@pytest.mark.office
@pytest.mark.parametrize("name", ["convention.docx", "libreoffice/convention.docx", "convention"])
def test_libreoffice_sees_the_same_words(name: str, tmp_path: Path) -> None:
    found = [(n, p.text) for n, p in enumerate(paragraphs(FILES[name]), start=1) if len(p.text) > 5]
    found = [(n, text) for n, text in found if "Encadré" not in text and "☒" not in text]
    several = [Words(n, 1, n, len(text) - 1) for n, text in found]
    (tmp_path / "a.docx").write_bytes(annotate(FILES[name], [Comment(("x", "y"), words) for words in several]))
    (saved,) = converted([tmp_path / "a.docx"], "docx:Office Open XML Text", tmp_path / "lo")
    seen = notes(saved.read_bytes())
    assert {note.author for note in seen.values()} == {"actes"}
    assert [note.text for note in seen.values()] == [said(words, FILES[name]) for words in several] != []


def test_words_of_a_rendered_file_whose_template_has_a_symbol_or_hides_words() -> None:
    document = ACTS[0]
    data = FILES[document.name]
    index = next(n for n, block in enumerate(document.blocks) if len(block.text) > 40)
    expected = RenderedAnchors(document, data).passage(index, 20, 30)
    symbol = '<w:sym w:font="Wingdings" w:char="F028"/>'
    first = changed(data, lambda xml: xml.replace("<w:body>", f"<w:body><w:p><w:r>{symbol}</w:r></w:p>"))
    moved = RenderedAnchors(document, first).passage(index, 20, 30)
    assert said(moved.words, first) == said(expected.words, data) == document.blocks[index].text[20:30].strip()
    hidden = changed(data, lambda xml: xml.replace("<w:t>S", "<w:rPr><w:vanish/></w:rPr><w:t>S"))
    with pytest.raises(BadPackage, match="masque"):
        RenderedAnchors(document, hidden)
