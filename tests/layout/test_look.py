"""Templates in the look of seven unlike acts: sound, quiet, without a word of the act, and looking like it."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from ooxml_integrity import check

from actes.document import Block, Cell, Document, Kind, Row, Style
from actes.finding import CannotGoOn
from actes.layout.audit import audit
from actes.layout.engine import Layout
from actes.layout.look import Dressed, dressed
from actes.layout.look.effective import Form, Ink, Resolver
from actes.layout.template_check import check_template
from actes.reading.docx import read_docx
from actes.reading.package import BadPackage, read_package
from layout import hers
from layout.acts import ACTS, span
from layout.packages import MAIN, NAMES, OFFICE, added, changed, package, parts, template

NUMBERED = "Décision n° 2031-118"
LOOKS = {look.__name__: cache(look) for look in hers.LOOKS}
OURS = {f"{name}.docx": template(name) for name in NAMES}
DECISION = {"decision.docx": OURS["decision.docx"]}  # where an act is odd, one template shows what becomes of that
PRIVATE = (hers.NUMBER, "Amis du lavoir", "RAMBAUD", "Rambaud", "2030-14", "1 200", "3 avril 2031", "Luc AMIEL")
FOOTER = "word/footer1.xml"


@cache
def made(name: str) -> Dressed:
    return dressed(LOOKS[name](), f"{name}.docx", OURS)


def of(name: str, file: str = "decision.docx") -> dict[str, str]:
    """The parts of a template in the look of an act, as text."""
    found = parts(made(name).templates[file])
    return {part: data.decode() for part, data in found.items() if part.endswith((".xml", ".rels"))}


def style(name: str, called: str, file: str = "decision.docx") -> tuple[Form, Ink]:
    package = read_package(made(name).templates[file])
    identifier = re.search(rf'w:styleId="(\w+)"><w:name w:val="{called}"/>', of(name, file)["word/styles.xml"])
    assert identifier
    return Resolver(package).style(identifier[1])


def header(name: str, sort: str = "default") -> str:
    """The header of a sort, as the section names it."""
    contents = of(name)
    reference = re.search(rf'<w:headerReference w:type="{sort}" r:id="rId(\w+)"/>', contents[MAIN])
    assert reference
    return contents[f"word/{reference[1]}.xml"]


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("file", OURS)
def test_quiet_and_without_a_word_of_the_act(name: str, file: str) -> None:
    assert check_template(made(name).templates[file], file) == ()
    whole = "".join(of(name, file).values())
    assert [word for word in PRIVATE if word in whole] == []
    named = set(re.findall(r'bloc\.genre == "(\w+)"', whole))
    assert named == {kind.value for kind in Kind}


@pytest.mark.parametrize("name", LOOKS)
def test_two_validators_and_every_word(name: str, tmp_path: Path, assert_valid_docx: Callable[[Path], None]) -> None:
    look = made(name)
    for number, document in enumerate((*ACTS[:2], look.document)):
        file = next((f for f in OURS if f.startswith(document.name)), look.own)
        data = Layout(look.templates[file], file).render(document, number == 0)
        audit(document, data, file)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        assert_valid_docx(path)
        assert check(str(path)) == []


@pytest.mark.parametrize("name", LOOKS)
def test_the_same_bytes(name: str) -> None:
    assert dressed(LOOKS[name](), "acte.docx", OURS).templates == made(name).templates


def test_letters_colours_and_spaces() -> None:
    form, ink = style("colored", "heading 1")
    assert ink == Ink("Arial", 30, True, color="1B4F9C")
    assert (form.align, form.before, form.after) == ("center", 240, 120)
    form, ink = style("colored", "Visa")
    assert (ink, form.align, form.after) == (Ink("Arial", 20), "both", 120)
    assert style("colored", "Objet")[0].borders.count("1B4F9C") == 4
    assert style("colored", "Signataire")[0].left == pytest.approx(5103, abs=2)
    assert style("first_page", "heading 2")[1] == Ink("Liberation Serif", 24, True, small_caps=True, color="7A1F2B")
    heading = style("convention", "heading 2", "convention.docx")[0]
    assert heading.borders == '<w:bottom w:val="single" w:sz="8" w:space="4" w:color="C66A00"/>'


def test_first_words_have_their_own_look() -> None:
    styles = of("colored")["word/styles.xml"]
    lead = re.search(r'<w:name w:val="Premiers mots d\'article"/>.*?</w:style>', styles)
    assert lead
    assert '<w:b/><w:bCs/><w:color w:val="1B4F9C"/>' in lead[0]
    assert '<w:u w:val="single"/>' in lead[0]
    assert "Premiers mots de visa" not in styles  # bold, and no more
    small = re.search(r'<w:name w:val="Premiers mots de visa"/>.*?</w:style>', of("first_page")["word/styles.xml"])
    assert small
    assert "<w:smallCaps/>" in small[0]
    assert "<w:b/>" not in small[0]


def test_empty_lines_and_tabs_are_space() -> None:
    line = 24 * 20 * 115 // 200
    assert style("empty_lines", "Visa")[0].before == line
    formula = style("empty_lines", "Formule")[0]
    assert (formula.before, formula.after) == (2 * line, 2 * line)
    form = style("empty_lines", "Nom du signataire")[0]
    assert (form.left, form.before) == (6 * 720, 4 * line)


def test_a_title_of_article_on_its_own_line() -> None:
    body = of("empty_lines")[MAIN]
    assert "{{r bloc.tete }}" in body
    assert "{{r bloc.suite }}" in body
    assert "{{r bloc.tete }}" not in of("colored")[MAIN]
    article = Block(Kind.ARTICLE, (span("Article 1er ", Style.GRAS), span("La dépense est payée.")))
    data = Layout(made("empty_lines").templates["decision.docx"], "x").render(Document("decision", (article,)), False)
    found = re.findall(r"<w:p>.*?</w:p>", parts(data)[MAIN].decode())
    assert [re.sub("<.*?>", "", one).strip() for one in found] == ["Article 1er", "La dépense est payée."]


def test_pages_and_letterheads() -> None:
    assert "<w:titlePg/>" in of("first_page")[MAIN]
    assert "r:embed" in header("first_page", "first")
    assert "r:embed" not in header("first_page")
    assert "<w:evenAndOddHeaders/>" in of("landscape")["word/settings.xml"]
    assert "paires" in header("landscape", "even")
    assert 'w:w="16838"' in of("landscape")[MAIN]
    assert {n for n in read_package(made("colored").templates["decision.docx"]).names() if "media" in n} == {
        "word/media/image1.png"
    }


@pytest.mark.parametrize("name", LOOKS)
def test_drafts_are_marked_on_every_page(name: str) -> None:
    look = made(name)
    for draft in (True, False):
        found = parts(Layout(look.templates[look.own], "x").render(look.document, draft))
        heads = [data for part, data in found.items() if part.startswith("word/header") and part.endswith(".xml")]
        assert heads
        assert all((b'string="PROJET"' in head) is draft for head in heads)


def test_the_letterhead_of_a_table_keeps_its_place_for_the_lines_of_the_act() -> None:
    body = of("in_the_text")[MAIN]
    table = re.search(r"<w:tbl[ >].*?</w:tbl>", body, re.DOTALL)
    assert table
    assert "r:embed" in table[0]
    assert "{%p for bloc in blocs %}" in table[0]
    data = Layout(made("in_the_text").templates["decision.docx"], "x").render(made("in_the_text").document, False)
    inside = re.search(r"<w:tbl[ >].*?</w:tbl>", parts(data)[MAIN].decode(), re.DOTALL)
    assert inside
    assert "COMMUNE DE VALMEILLEUX" in inside[0]


def test_what_is_of_the_act_leaves_its_head_and_foot_and_is_told() -> None:
    assert any(NUMBERED in line and "formules: pied" in line for line in made("colored").told)
    assert "{{r pied }}" in "".join(xml for part, xml in of("colored").items() if "footer" in part)
    assert "04 75 00 00 00" in "".join(xml for part, xml in of("colored").items() if "footer" in part)
    assert any("le titre de chaque acte" in line for line in made("convention").told)
    assert "{{ document.titre }}" in "".join(of("convention", "convention.docx").values())
    assert any("deux couleurs" in line for line in made("convention").told)


def test_a_table_at_the_head_keeps_its_lines_and_loses_the_day() -> None:
    head = header("in_a_table")
    assert head.count("<w:tc>") == 3
    assert head.count('w:val="single"') >= 6
    assert 'w:fill="F0E6F5"' in head
    assert "SYNDICAT MIXTE" in head
    assert "{{r pied }}" in head
    assert "avril" not in head
    assert any("Séance du 3 avril 2031" in line and "retirés" in line for line in made("in_a_table").told)
    foot = "".join(xml for part, xml in of("in_a_table").items() if "word/footer" in part)
    assert "sdt" not in foot
    assert "PAGE" in foot


def test_a_date_at_the_head_goes() -> None:
    whole = LOOKS["empty_lines"]()
    act = changed(whole, lambda xml: xml.replace("Mairie de Valmeilleux", "Le 3 avril 2031"), _header(whole))
    look = dressed(act, "a.docx", DECISION)
    assert any("3 avril 2031" in line and "retirés" in line for line in look.told)
    assert b"avril" not in b"".join(parts(look.templates["decision.docx"]).values())


def _header(data: bytes) -> str:
    return next(n for n in parts(data) if n.startswith("word/header") and "Mairie" in parts(data)[n].decode())


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>résultat</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def footed(inside: str) -> bytes:
    """The first act with something more at its foot."""
    return changed(LOOKS["colored"](), lambda xml: xml.replace("</w:pPr>", f"</w:pPr>{inside}", 1), FOOTER)


@pytest.mark.parametrize(
    "code", ["DATE", "FILENAME \\p", "DDEAUTO c:\\\\x", 'INCLUDEPICTURE "http://x/y.png"', "AUTHOR", "IF 1=1 TITLE"]
)
def test_fields_that_change_or_act_go(code: str) -> None:
    look = dressed(footed(FIELD.format(code)), "a.docx", DECISION)
    assert check_template(look.templates["decision.docx"], "decision.docx") == ()
    whole = b"".join(parts(look.templates["decision.docx"]).values())
    assert code.split()[0].encode() not in re.sub(rb"<[^>]*>", b"|", whole).replace(b"pageDATE", b"")
    assert b"sultat" not in whole
    assert any(f"le champ {code.split()[0]} " in line for line in look.told)


@pytest.mark.parametrize("tag", ["{{ bloc.texte }}", "{% for x in blocs %}", "{# x #}"])
def test_an_act_with_tags_is_refused(tag: str) -> None:
    for inside in (f"<w:r><w:t>{tag}</w:t></w:r>", f"<w:r><w:t>{tag[:1]}</w:t></w:r><w:r><w:t>{tag[1:]}</w:t></w:r>"):
        with pytest.raises(CannotGoOn) as caught:
            dressed(footed(inside), "a.docx", DECISION)
        assert [finding.code for finding in caught.value.findings] == ["MOD130"]


def test_a_template_is_no_act() -> None:
    with pytest.raises(CannotGoOn, match="c'est un modèle"):
        dressed(template("decision"), "decision.docx", DECISION)


LINKED = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="{}"/></v:shape></w:pict></w:r>'
)


def with_relation(inside: str, kind: str, target: str, mode: str = "") -> bytes:
    data = footed(inside)
    contents = parts(data)
    name = "word/_rels/footer1.xml.rels"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    old = contents.get(name, f'<Relationships xmlns="{space}"></Relationships>'.encode()).decode()
    link = f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return package(contents | {name: old.replace("</Relationships>", link).encode()})


EXTERNAL = ' TargetMode="External"'
KNOWN = ("document.xml", "media/image1.png")  # names of parts of ours


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("image", "http://ailleurs.example/logo.png", EXTERNAL),
        ("image", "file:///c:/logo.png", EXTERNAL),
        ("image", "../../../etc/passwd", ""),
        ("image", "document.xml", ""),  # no picture
        ("oleObject", "embeddings/oleObject1.bin", ""),
        ("image", "media/absent.png", ""),
        ("image", "media/image1.png", EXTERNAL),  # there is one of that name, but it is not that one
    ],
)
def test_what_is_no_picture_of_the_file_goes_and_is_told(kind: str, target: str, mode: str) -> None:
    look = dressed(with_relation(LINKED.format("rX"), kind, target, mode), "a.docx", DECISION)
    assert check_template(look.templates["decision.docx"], "decision.docx") == ()
    contents = parts(look.templates["decision.docx"])
    assert not any(target.encode() in data for data in contents.values() if target not in KNOWN)
    assert any("n'est pas repris" in line for line in look.told)


def test_a_picture_that_is_also_linked_stays_and_tells_no_folder() -> None:
    """« Insérer et lier » keeps where the picture was; Word also writes that as what the picture shows."""
    whole = LOOKS["colored"]()
    name = "word/_rels/header1.xml.rels"
    target = 'Target="file:///C:/Users/odile/logo.png"'
    link = f'<Relationship Id="rL" Type="{OFFICE}/image" {target}{EXTERNAL}/></Relationships>'
    act = changed(whole, lambda xml: xml.replace("</Relationships>", link), name)
    act = changed(act, lambda xml: xml.replace("r:embed=", 'r:link="rL" r:embed='), "word/header1.xml")
    told = '<wp:docPr descr="C:\\Users\\odile\\logo.png" '
    act = changed(act, lambda xml: xml.replace("<wp:docPr ", told), "word/header1.xml")
    contents = parts(dressed(act, "a.docx", DECISION).templates["decision.docx"])
    assert b"odile" not in b"".join(contents.values())
    assert b"r:embed" in contents["word/header1.xml"]


def test_a_picture_of_an_old_word_stays() -> None:
    look = dressed(with_relation(LINKED.format("rX"), "image", "media/image1.png"), "a.docx", DECISION)
    contents = parts(look.templates["decision.docx"])
    foot = next(name for name in contents if name.startswith("word/footer"))
    assert b"imagedata" in contents[foot]
    assert b"media/image1.png" in contents[f"word/_rels/{foot.removeprefix('word/')}.rels"]
    assert len([name for name in contents if "media" in name]) == 1  # the same as at the head
    assert check_template(look.templates["decision.docx"], "decision.docx") == ()


def test_a_macro_stays_behind() -> None:
    act = added(
        LOOKS["colored"](), "vbaProject.bin", "x", "application/vnd.ms-office.vbaProject", f"{OFFICE}/vbaProject"
    )
    names = set(read_package(dressed(act, "a.docx", DECISION).templates["decision.docx"]).names())
    assert not any("vba" in name for name in names)


def test_a_document_type_is_refused() -> None:
    kind = '<!DOCTYPE x [<!ENTITY e "1">]><w:ftr'
    act = changed(LOOKS["colored"](), lambda xml: re.sub(r"<w:ftr", kind, xml, count=1), FOOTER)
    with pytest.raises(BadPackage, match="DOCTYPE"):
        dressed(act, "a.docx", DECISION)


def test_revisions_are_settled() -> None:
    inside = (
        '<w:ins w:id="1" w:author="A"><w:r><w:t>ajouté</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>retiré</w:delText></w:r></w:del>'
    )
    whole = b"".join(parts(dressed(footed(inside), "a.docx", DECISION).templates["decision.docx"]).values())
    assert "ajouté".encode() in whole
    assert "retiré".encode() not in whole
    assert b'w:author="A"' not in whole


def test_mentions_above_and_below_the_signatures_may_differ() -> None:
    act = docx.Document(io.BytesIO(LOOKS["in_the_text"]()))
    act.add_paragraph().add_run("Transmise en préfecture le 4 avril 2031").bold = True
    file = io.BytesIO()
    act.save(file)
    small = "La présente décision peut faire l'objet d'un recours devant le tribunal administratif de Lyon."
    whole = changed(file.getvalue(), lambda xml: _moved(xml, small))
    look = dressed(whole, "a.docx", DECISION)
    data = Layout(look.templates["decision.docx"], "x").render(look.document, False)
    said = {p.text: p.style for p in docx.Document(io.BytesIO(data)).paragraphs}
    other = "Transmise en préfecture le 4 avril 2031"
    above, below = said[small], said[other]
    assert (above.name, above.font.italic, above.font.size.pt) == ("Mention", True, 8)
    assert (below.name, below.font.bold, below.font.size.pt) == ("Mention sous les signatures", True, 11)
    assert [b.kind for b in read_docx(data, "a.docx").blocks if b.text in (small, other)] == [Kind.MENTION] * 2
    assert "Mention sous les signatures" not in of("in_the_text")["word/styles.xml"]


def _moved(xml: str, words: str) -> str:
    """The same text with one paragraph before the place and the date."""
    paragraphs = re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:p>", xml, re.DOTALL)
    one = next(p for p in paragraphs if words in p)
    place = next(p for p in paragraphs if "Fait à" in p)
    return xml.replace(one, "").replace(place, one + place)


def test_signatories_side_by_side_are_not_pushed_out_of_their_columns() -> None:
    """An indent that sets one signatory at the right leaves a column no room: LibreOffice never ended."""
    columns = Block(Kind.SIGNATURE, rows=(Row((Cell(((span("Le maire,"),),)), Cell(((span("La présidente,"),),)))),))
    alone = Block(Kind.SIGNATURE, rows=(Row((Cell(((span("Le maire,"),), (span("O. R."),))),)),))
    layout = Layout(made("empty_lines").templates["convention.docx"], "x")
    flush = '<w:ind w:left="0" w:firstLine="0"/>'
    assert flush in parts(layout.render(Document("convention", (columns,)), False))[MAIN].decode()
    assert flush not in parts(layout.render(Document("convention", (alone,)), False))[MAIN].decode()


@pytest.mark.parametrize("seed", range(12))
def test_odd_values_break_nothing(seed: int) -> None:
    """Attributes that no Word writes: a template is made, and quiet, or the file is refused in French."""
    chance = random.Random(seed)
    odd = ("", "-1", "99999999999", "nan", "1e9", "x", "é", "&quot;", "0", "auto", "/../x")
    data = LOOKS[chance.choice(list(LOOKS))]()
    parts_ = [p for p in parts(data) if p.startswith("word/") and p.endswith(".xml") and "theme" not in p]
    for part in chance.sample(parts_, min(3, len(parts_))):
        contents = parts(data)
        xml = re.sub(
            r'(w:(?:val|w|h|left|right|top|bottom|sz|color|fill|pos|line|before|after|gutter|ascii|ilvl)=")[^"]*"',
            lambda m: f'{m[1]}{chance.choice(odd)}"' if chance.random() < 0.08 else m[0],
            contents[part].decode(),
        )
        data = package(contents | {part: xml.encode()})
    try:
        look = dressed(data, "a.docx", OURS)
    except (BadPackage, CannotGoOn):
        return
    for file, template_ in look.templates.items():
        assert not [f for f in check_template(template_, file) if f.severity.value == "erreur"]


def test_what_stands_out_on_plain_paper_is_taken_over_or_told() -> None:
    """A first column and a total, the margins of cells, room before a table, a rule, facing pages; dashes are told."""
    look = dressed(hers.plain_paper(), "acte.docx", DECISION)
    assert check_template(look.templates["decision.docx"], "decision.docx") == ()
    found = {part: data.decode() for part, data in parts(look.templates["decision.docx"]).items() if "xml" in part}
    styles = found["word/styles.xml"]
    apart = dict(re.findall(r'<w:tblStylePr w:type="(\w+)">(.*?)</w:tblStylePr>', styles))
    assert 'w:fill="C0C0E0"' in apart["firstRow"]
    assert "<w:b/>" in apart["firstCol"]
    assert 'w:fill="E0E0F0"' in apart["firstCol"]
    assert 'w:fill="FFF0C0"' in apart["lastRow"]
    assert '<w:tblCellMar><w:top w:w="60" w:type="dxa"/>' in styles
    assert "<w:mirrorMargins/>" in found["word/settings.xml"]
    head = re.search(r'<w:name w:val="En-tête, lignes suivantes"/>.*?</w:style>', styles)
    assert head
    assert 'w:bottom w:val="single"' in head[0]
    visa = Resolver(read_package(look.templates["decision.docx"])).style("Visa")[0]
    assert (visa.left, visa.first) == (720, 0)
    room = found[MAIN].partition("{{p bloc.tableau }}")[0].rpartition('w:lineRule="exact"')[0]
    assert room.endswith(f'w:line="{20 * 20 * 115 // 200}" ')
    assert "visas : le tiret ou la puce qui les ouvre n'est pas repris" in look.told
    assert any("largeur des colonnes" in line for line in look.told)
    rows = (
        Row((Cell(((span("Poste"),),)), Cell(((span("Montant"),),))), header=True),
        Row((Cell(((span("Total"),),)), Cell(((span("9 €"),),))), total=True),
    )
    data = Layout(look.templates["decision.docx"], "x").render(
        Document("decision", (Block(Kind.TABLEAU, rows=rows),)), False
    )
    assert 'w:firstRow="1" w:lastRow="1" w:firstColumn="1"' in parts(data)[MAIN].decode()


def test_boxes_are_no_pictures() -> None:
    """A box that floats in the header is counted apart from its logo; one in the text is told as what it is."""
    words = "<w:p><w:r><w:t>Mot</w:t></w:r></w:p>"
    shape = f"<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{words}"
    box = f"<w:r><w:pict>{shape}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    act = changed(LOOKS["colored"](), lambda xml: xml.replace("</w:p>", box, 1), MAIN)
    look = dressed(act, "acte.docx", DECISION)
    assert any(line.startswith("texte : une zone de texte n'est pas reprise") for line in look.told)
    assert not any("une image du texte" in line for line in look.told)


def test_headings_in_roman_numbers_have_the_look_of_articles() -> None:
    """« I – OBJET » is no « Entre les soussignés »."""
    document, file = docx.Document(), io.BytesIO()
    for line in (
        "CONVENTION DE PRÊT",
        "Entre les soussignés :",
        "La commune de Murat, représentée par M. Luc VAUR, et",
    ):
        document.add_paragraph(line)
    document.add_paragraph("Le club de judo, représenté par Mme Rose PONS,")
    document.add_paragraph("Il est convenu ce qui suit :")
    for title, text in (("I – OBJET", "La salle est prêtée."), ("II – DURÉE", "Elle l'est un an.")):
        document.add_heading(title, 2)
        document.add_paragraph(text)
    document.save(file)
    look = dressed(file.getvalue(), "a.docx", {"convention.docx": OURS["convention.docx"]})
    assert "articles" not in " ".join(look.unseen)
