"""A lost word is loud. Each way of losing one is done here on purpose."""

from __future__ import annotations

import pytest

from actes.document import Document
from actes.finding import CannotGoOn
from actes.layout import engine
from actes.layout.audit import audit, audit_findings
from layout.acts import ACTS, CONVENTION, DECISION, paragraph, spans
from layout.packages import MAIN, changed, package, parts, rendered, replaced


def codes(document: Document, data: bytes) -> list[str]:
    return [finding.code for finding in audit_findings(document, data, "acte.docx")]


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("document", ACTS, ids=lambda d: d.name)
def test_faithful_files_pass(document: Document, draft: bool) -> None:
    assert codes(document, rendered(document, draft)) == []


@pytest.mark.parametrize("word", ["délibérations", "1\xa0173,00", "DÉCIDE", "CHARRIAUD"])
def test_a_lost_word(word: str) -> None:
    data = replaced(rendered(DECISION), word, "")
    with pytest.raises(CannotGoOn) as caught:
        audit(DECISION, data, "acte.docx")
    assert caught.value.status == 2
    assert {finding.code for finding in caught.value.findings} == {"MOD200"}
    assert word.split()[0] in caught.value.findings[0].message


def test_two_words_glued_and_two_swapped() -> None:
    assert codes(DECISION, replaced(rendered(DECISION), "conseil communautaire", "conseilcommunautaire")) == ["MOD200"]
    assert codes(DECISION, replaced(rendered(DECISION), "conseil communautaire", "communautaire conseil")) != []


def test_a_word_too_many() -> None:
    data = replaced(rendered(DECISION), "</w:body>", "<w:p><w:r><w:t>intrus</w:t></w:r></w:p></w:body>")
    assert codes(DECISION, data) == ["MOD202"]


def test_a_paragraph_lost_with_its_neighbour() -> None:
    """What docxtpl does without escaping: the rest of the paragraph and the next one vanish."""
    document = Document("decision", (paragraph("Vu Dupont & Fils <SARL> en son siège"), paragraph("Article unique")))
    start = rendered(document)
    cut = changed(start, lambda xml: xml.replace(xml[xml.index("&amp; Fils") : xml.index("Article unique") + 14], ""))
    assert "MOD200" in codes(document, cut)


def test_a_document_whose_words_are_not_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actes.layout.runs.escape", lambda text: text)
    document = Document("decision", (paragraph("Vu Dupont <SARL> en son siège"),))
    assert codes(document, rendered(document)) == ["MOD204"]


def test_markers_are_words_too() -> None:
    items = [block for block in CONVENTION.blocks if block.marker]
    assert items
    assert codes(CONVENTION, replaced(rendered(CONVENTION), f">{items[0].marker}<", "><")) == ["MOD200"]


def test_a_footer_without_its_number() -> None:
    assert codes(DECISION, replaced(rendered(DECISION), ">453<", ">45<", "word/footer1.xml")) == ["MOD200"]


@pytest.mark.parametrize("part", [MAIN, "word/header1.xml", "word/footer1.xml"])
def test_a_tag_left(part: str) -> None:
    data = replaced(rendered(DECISION), "<w:pStyle w:val=", "<w:pStyle w:rsid='{{ oubli }}' w:val=", part)
    assert codes(DECISION, data) == ["MOD203"]


def test_braces_that_the_act_holds_are_words() -> None:
    document = Document("decision", (paragraph("la syntaxe {{ nom }} et {% if %}"),), footer=spans("n° {{ 1 }}"))
    assert codes(document, rendered(document)) == []


def test_a_damaged_or_malformed_file() -> None:
    data = rendered(DECISION)
    assert codes(DECISION, data[:-30]) == ["MOD204"]
    assert codes(DECISION, data.replace(b"communautaire", b"communautairs")) == ["MOD204"]  # checksum
    assert codes(DECISION, replaced(data, "</w:body>", "")) == ["MOD204"]
    assert codes(DECISION, replaced(data, "</w:styles>", "", "word/styles.xml")) == ["MOD204"]
    contents = parts(data)
    del contents[MAIN]
    assert codes(DECISION, package(contents)) == ["MOD204"]


def test_engine_escapes() -> None:
    assert engine.show("a & <b>") == "a &amp; &lt;b&gt;"
    with pytest.raises(ValueError, match="ne désigne pas un texte"):
        engine.show(None)
