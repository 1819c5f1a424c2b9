"""Our output is docxtpl's, in canonical XML: same template, same context, autoescape and StrictUndefined."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from actes.document import Document
from actes.layout.engine import Layout
from actes.layout.view import view
from layout.acts import ACTS, DECISION, block
from layout.packages import MAIN, NAMES, changed, parts, template, with_footnotes

HOSTILE = Document(
    "decision",
    tuple(
        map(
            block,
            [
                "entete | Dupont & Fils <SARL>",
                'titre | L\'été {{ x }} "guillemets" {% if %} {# a #}',
                "visa | **Vu** 1er & 2e ]]> <w:t>",
                "item1 <- | a // b // c",
                "article | {{",
                "signature | A & B / <C>",
            ],
        )
    ),
    "L'été & <hiver>",
    "A & B",
    (),
)
CASES = [(document.name, document) for document in ACTS] + [(name, HOSTILE) for name in NAMES]


def with_docxtpl(data: bytes, context: Mapping[str, object]) -> bytes:
    machine = DocxTemplate(io.BytesIO(data))
    machine.render(dict(context), Environment(autoescape=True, undefined=StrictUndefined), autoescape=True)
    out = io.BytesIO()
    machine.save(out)
    return out.getvalue()


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def same(data: bytes, document: Document, draft: bool, names: set[str]) -> None:
    layout = Layout(data, "modele.docx")
    ours = parts(layout.render(document, draft))
    theirs = parts(with_docxtpl(data, view(document, layout.sheet, draft)))
    for name in names:
        assert canonical(ours[name]) == canonical(theirs[name]), name


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize(("name", "document"), CASES)
def test_parts_are_those_of_docxtpl(name: str, document: Document, draft: bool) -> None:
    same(template(name), document, draft, {MAIN, "word/header1.xml", "word/footer1.xml"})


def test_footnotes_are_those_of_docxtpl() -> None:
    same(with_footnotes(template("decision")), DECISION, True, {MAIN, "word/footnotes.xml"})


def test_tags_that_word_split_into_pieces() -> None:
    """Word's spelling marks and revision identifiers cut a tag into runs."""
    cut = (
        '{{r bl</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:t>oc.texte</w:t></w:r><w:r><w:t> }}'
    )
    data = changed(template("decision"), lambda xml: xml.replace("{{r bloc.texte }}", cut))
    same(data, DECISION, False, {MAIN})


def test_drawings_in_a_loop_are_numbered() -> None:
    wp = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    drawing = f'<w:drawing><wp:inline {wp}><wp:docPr id="1" name="logo"/></wp:inline></w:drawing>'
    slot = "<w:r><w:t>{{r bloc.texte }}"
    data = changed(template("decision"), lambda xml: xml.replace(slot, f"<w:r>{drawing}</w:r>{slot}"))
    same(data, DECISION, False, {MAIN})
