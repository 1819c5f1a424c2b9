"""One broken template for each pitfall: its code, its place, its hint."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actes.finding import CannotGoOn, Severity
from actes.layout.engine import Layout
from actes.layout.locate import FIELDS
from actes.layout.runs import Sheet
from actes.layout.template_check import check_template
from actes.layout.view import BlockView, view
from actes.problems import KINDS
from layout.acts import DECISION
from layout.packages import (
    LISTINGS,
    MAIN,
    NAMES,
    OFFICE,
    WORD_TYPE,
    W,
    added,
    changed,
    package,
    parts,
    replaced,
    template,
)

DATA = template("decision")
SLOT = "{{r bloc.texte }}"
VISA = '{%p elif bloc.genre == "visa" %}'
RUN = f"<w:r><w:t>{SLOT}</w:t></w:r>"
R_IF, R_ENDIF = ("<w:r><w:t>{%r if projet %}</w:t></w:r>", "<w:r><w:t>{%r endif %}</w:t></w:r>")
FOOTER = "word/footer1.xml"
HEADER = "word/header1.xml"
PICTURE = "<w:pict/>"


def instead(old: str, new: str, part: str = MAIN) -> Callable[[], bytes]:
    return lambda: replaced(DATA, old, new, part)


def without_slot(kind: str) -> bytes:
    """A template whose author forgot a kind of block, and the last resort with it."""

    def change(xml: str) -> str:
        xml = xml.replace(f'bloc.genre == "{kind}"', 'bloc.genre == "rien"')
        before, _, after = xml.rpartition("{%p else %}")
        return f'{before}{{%p elif bloc.genre == "paragraphe" %}}{after}'

    return changed(DATA, change)


def without_last_table(xml: str) -> str:
    before, _, after = xml.rpartition("{{p bloc.tableau }}")
    return before + after


def with_comment() -> bytes:
    comment = '<w:comment w:id="0" w:author="A"><w:p><w:r><w:t>à revoir</w:t></w:r></w:p></w:comment>'
    comments = f"<w:comments {W}>{comment}</w:comments>"
    data = added(DATA, "comments.xml", comments, f"{WORD_TYPE}.comments+xml", f"{OFFICE}/comments")
    return replaced(data, RUN, f'{RUN}<w:r><w:commentReference w:id="0"/></w:r>')


def with_macro() -> bytes:
    return added(DATA, "vbaProject.bin", "x", "application/vnd.ms-office.vbaProject", f"{OFFICE}/vbaProject")


def simple(code: str) -> Callable[[], bytes]:
    """A template with a field in one piece."""
    return instead(RUN, f"{RUN}<w:fldSimple w:instr='{code}'/>")


def in_pieces(*pieces: str) -> str:
    """A field whose code Word cut."""
    texts = "".join(
        piece if piece.startswith("<") else f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces
    )
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{texts}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def linked(kind: str, target: str, mode: str = "Internal") -> Callable[[], bytes]:
    one = f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return instead("</Relationships>", one, "word/_rels/document.xml.rels")


DANGERS: list[tuple[str, Callable[[], bytes]]] = [
    ("macro", lambda: with_macro()),
    ("macro under another name", linked("vbaProject", "logo.bin")),
    ("object", linked("oleObject", "logo.bin")),
    ("another document", linked("aFChunk", "texte.html")),
    ("image fetched from elsewhere", lambda: with_remote_image()),
    ("template fetched from elsewhere", linked("attachedTemplate", "https://exemple.fr/m.dotm", "External")),
    ("DDE", simple("DDE cmd x")),
    ("dde auto", simple("  ddeauto c:\\\\cmd.exe x")),
    ("quotes before", simple('"DDEAUTO" x')),
    ("text of a file", simple('INCLUDETEXT "http://exemple.fr/x"')),
    ("picture", simple('INCLUDEPICTURE "http://exemple.fr/x.png" \\\\d')),
    ("macro button", simple("MACROBUTTON Lancer ici")),
    ("in pieces", instead(RUN, RUN + in_pieces(" DD", "EA", "UTO cmd"))),
    ("inside another", instead(RUN, RUN + in_pieces(" IF ", in_pieces(" QUOTE 68 68 69 "), " = 1"))),
    ("never ended", instead(RUN, RUN + in_pieces("DDE x").replace('"end"', '"separate"'))),
    ("in the footer", instead("</w:p>", in_pieces("DDE x") + "</w:p>", FOOTER)),
    ("a code that an act would write", simple("{{ document.titre }}")),
]


@pytest.mark.parametrize(("said", "make"), DANGERS, ids=[said for said, _ in DANGERS])
def test_render_refuses_what_the_check_calls_dangerous(said: str, make: Callable[[], bytes]) -> None:
    data = make()
    assert "MOD101" in [finding.code for finding in check_template(data, "modele.docx")]
    with pytest.raises(CannotGoOn) as caught:
        Layout(data, "modele.docx")
    assert {finding.code for finding in caught.value.findings} == {"MOD101"}
    assert caught.value.status == 2


@pytest.mark.parametrize(
    "code", ["PAGE", "NUMPAGES", "TIME", "HYPERLINK http://exemple.fr", "REF DDE", "DATE", "SEQ DDE", ""]
)
def test_a_field_that_only_shows_is_rendered(code: str) -> None:
    Layout(simple(code)(), "modele.docx")


def with_remote_image() -> bytes:
    image = (
        f'<Relationship Id="rId50" Type="{OFFICE}/image" Target="http://exemple.fr/logo.png" TargetMode="External"/>'
    )
    return replaced(DATA, "</Relationships>", f"{image}</Relationships>", "word/_rels/document.xml.rels")


CASES: list[tuple[str, str, Callable[[], bytes]]] = [
    ("not a Word file", "MOD100", lambda: b"Bonjour"),
    ("document type", "MOD100", instead("<w:document", "<!DOCTYPE x><w:document")),
    ("macro", "MOD101", with_macro),
    ("image fetched from elsewhere", "MOD101", with_remote_image),
    ("#11 a tag in a tracked deletion", "MOD102", instead(RUN, f'<w:del w:id="1" w:author="A">{RUN}</w:del>')),
    ("#11 a tracked insertion", "MOD102", instead(RUN, f'<w:ins w:id="1" w:author="A">{RUN}</w:ins>')),
    (
        "#11 a tracked row",
        "MOD102",
        instead(
            "<w:sectPr>",
            '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:ins w:id="1" w:author="A"/></w:trPr>'
            "<w:tc><w:p/></w:tc></w:tr></w:tbl><w:sectPr>",
        ),
    ),
    ("#11 a comment", "MOD103", with_comment),
    ("a tag not closed", "MOD110", instead(VISA, '{%p elif bloc.genre == "visa"')),
    ("a tag over two paragraphs", "MOD110", instead("r bloc.texte", "r bloc.</w:t></w:r></w:p><w:p><w:r><w:t>texte")),
    ("if without endif", "MOD110", instead("{%p endif %}", "")),
    ("something outside the allow-list", "MOD110", instead(VISA, '{%p elif bloc.genre * 9 == "visa" %}')),
    ("a loop of docxtpl's that is not ours", "MOD110", instead("in blocs %}", "in blocs recursive %}")),
    ("unknown field", "MOD111", instead(SLOT, "{{r bloc.text }}")),
    ("unknown field in a condition", "MOD111", instead("if projet", "if brouillon", HEADER)),
    ("a list written as a text", "MOD111", instead(SLOT, "{{ bloc.qualites }}")),
    ("no draft mark", "MOD112", instead("if projet", 'if "x"', HEADER)),
    ("#8 two {%p in a paragraph", "MOD113", instead(VISA, f"{VISA}{{%p if projet %}}{{%p endif %}}")),
    ("#8 {%pif", "MOD113", instead(VISA, VISA.replace("{%p ", "{%p"))),
    ("#8 a brace inside {%p", "MOD113", instead(VISA, '{%p elif bloc.genre == "vi}sa" %}')),
    ("#8 a percent inside {%p", "MOD113", instead(VISA, '{%p elif bloc.genre == "vi%sa" %}')),
    ("a space before the letter", "MOD113", instead(VISA, VISA.replace("{%p", "{% p"))),
    ("a no-break space after the letter", "MOD113", instead(VISA, VISA.replace("{%p ", "{%p\u00a0"))),
    ("{%p with other words", "MOD113", instead(VISA, f"{VISA} Vu")),
    ("{{p with another tag", "MOD113", instead("{{p bloc.tableau }}", "{{p bloc.tableau }} {{ bloc.marque }}")),
    ("#7 rich text without r", "MOD114", instead(SLOT, "{{ bloc.texte }}")),
    ("#7 a table without p", "MOD114", instead("{{p bloc.tableau }}", "{{r bloc.tableau }}")),
    ("plain text with r", "MOD114", instead("{{ bloc.marque }}", "{{r bloc.marque }}")),
    ("#18 a condition on runs", "MOD114", instead(RUN, f"{R_IF}{RUN}{R_ENDIF}")),
    ("#9 an inline if on its own line", "MOD115", instead(VISA, VISA.replace("{%p", "{%"))),
    ("a picture beside {%p", "MOD113", instead("{% if projet %}", "{%p if projet %}", HEADER)),
    ("a picture beside a comment", "MOD113", instead("<w:t>{#p", f"{PICTURE}<w:t>{{#p")),
    ("a picture in the run of {{r", "MOD113", instead(RUN, RUN.replace("<w:r>", f"<w:r>{PICTURE}"))),
    ("guillemets in a tag", "MOD116", instead('"visa"', "«\u00a0visa\u00a0»")),
    ("#6 a tag in the properties", "MOD117", instead("fr-FR", "{{ document.titre }}", "docProps/core.xml")),
    ("words of an act", "MOD120", instead(RUN, f"{RUN}<w:r><w:t> vu le code</w:t></w:r>")),
    ("words between slots", "MOD120", instead("<w:sectPr>", "<w:p><w:r><w:t>DÉCIDE</w:t></w:r></w:p><w:sectPr>")),
    ("the number of an act in the footer", "MOD120", instead("page ", "Décision n° 2025-453, page ", FOOTER)),
    ("no slot for visas", "MOD121", lambda: without_slot("visa")),
    ("no slot for tables", "MOD121", lambda: without_slot("tableau")),
    ("no slot for several signatories", "MOD121", lambda: changed(DATA, without_last_table)),
    ("no slot for the marker", "MOD121", instead("{{ bloc.marque }}", "")),
    ("no slot for the footer", "MOD121", instead("{{r pied }}", "", FOOTER)),
    ("a style missing", "MOD122", instead('<w:name w:val="Strong"/>', '<w:name w:val="Fort"/>', "word/styles.xml")),
    ("#18 {{r in a bold run", "MOD123", instead(RUN, f"<w:r><w:rPr><w:b/></w:rPr><w:t>{SLOT}</w:t></w:r>")),
    (
        "#7 {{r in a run with a character style",
        "MOD123",
        instead(RUN, f'<w:r><w:rPr><w:rStyle w:val="lev"/></w:rPr><w:t>{SLOT}</w:t></w:r>'),
    ),
    (
        "#14 a table of contents",
        "MOD124",
        instead("<w:sectPr>", '<w:p><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r></w:p><w:sectPr>'),
    ),
]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, *LISTINGS])
def test_our_templates_have_nothing_to_say(name: str) -> None:
    assert check_template(template(name), f"templates/{name}.docx") == ()


def test_a_picture_in_the_line_of_the_header_stays() -> None:
    data = replaced(DATA, "<w:r><w:t>{% if", f"<w:r>{PICTURE}</w:r><w:r><w:t>{{% if", HEADER)
    assert check_template(data, "decision.docx") == ()
    for draft in (True, False):
        assert PICTURE in parts(Layout(data, "decision.docx").render(DECISION, draft))[HEADER].decode()


@pytest.mark.parametrize(("code", "build"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_broken_template(code: str, build: Callable[[], bytes]) -> None:
    found = check_template(build(), "templates/decision.docx")
    told = [finding for finding in found if finding.code == code]
    assert told, found
    for finding in told:
        assert finding.hint
        assert finding.where is not None
        assert finding.where.path == "templates/decision.docx"


def test_every_code_has_a_case() -> None:
    assert {code for _, code, _ in CASES} == {code for code in KINDS if "MOD100" <= code < "MOD130"} - {"MOD104"}


def test_places_are_the_paragraphs_of_word() -> None:
    """The part, the number of the paragraph in it, its text, the tag."""
    xml = parts(DATA)[MAIN].decode()
    number = xml[: xml.index(VISA)].count("<w:p>")
    found = check_template(instead(VISA, VISA.replace("genre", "genr"))(), "modele.docx")
    finding = next(f for f in found if f.code == "MOD111")
    assert finding.where is not None
    assert finding.where.paragraph == number
    assert "corps du modèle" in finding.message
    assert "bloc.genr" in finding.message
    assert "elif" in finding.excerpt
    assert "bloc.genre" in finding.hint


def test_rendering_gives_the_same_places() -> None:
    """A field that only an item needs is missed when an item is laid out; the place is the tag's."""
    data = changed(DATA, lambda xml: xml.replace("{{ bloc.marque }}", "{{ bloc.marqe }}"))
    expected = {f.where for f in check_template(data, "m.docx") if f.code == "MOD111"}
    from layout.acts import CONVENTION

    with pytest.raises(CannotGoOn) as caught:
        Layout(data, "m.docx").render(CONVENTION, False)
    assert caught.value.status == 2
    found = {finding.where for finding in caught.value.findings}
    assert found
    assert found < expected  # an item before the signatures has a slot of its own
    Layout(data, "m.docx").render(DECISION, False)  # no item there


def test_a_template_that_cannot_be_parsed_says_what_a_person_did() -> None:
    with pytest.raises(CannotGoOn) as caught:
        Layout(instead('"visa"', "«visa»")(), "m.docx")
    assert [finding.code for finding in caught.value.findings] == ["MOD116"]
    assert "droits" in caught.value.findings[0].hint


def test_several_errors_at_once() -> None:
    data = changed(DATA, lambda xml: xml.replace(SLOT, "{{r bloc.text }}"))
    assert len([f for f in check_template(data, "m.docx") if f.code == "MOD111"]) > 10


def test_fields_are_those_of_the_view() -> None:
    blocks = {f"blocs[].{name}" for name in BlockView.__dataclass_fields__}
    document = {f"document.{name}" for name in view(DECISION, Sheet({}), True)["document"]}
    assert {p for p in FIELDS if p.startswith("blocs[].") and not p.endswith("[]")} == blocks
    assert {p for p in FIELDS if p.startswith("document.")} == document


def test_properties_are_not_asked_of_a_template() -> None:
    contents = parts(DATA)
    assert check_template(package(contents), "m.docx") == ()
    assert all(f.severity is not Severity.ERREUR for f in check_template(instead("page ", "p. ", FOOTER)(), "m"))
