"""Mutated templates: refused in French with status 2, or a faithful document. Nothing else, and no traceback."""

from __future__ import annotations

import os
import re
from xml.sax.saxutils import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from actes.finding import CannotGoOn, Severity
from actes.layout.audit import audit
from actes.layout.engine import Layout
from actes.layout.template_check import check_template
from layout.acts import CONVENTION, DECISION
from layout.packages import MAIN, package, parts, template

EXAMPLES = int(os.environ.get("ACTES_FUZZ", "150"))
PIECES = [
    "{{", "}}", "{%", "%}", "{%p ", "{{r ", "{{p ", "{#", "#}", " endif ", " endfor ", "if projet", "bloc", ".",
    "texte", "<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:r>", "</w:r>", "<w:tc>", "<w:tr>", "&", "&lt;", "é", "%", "}",
    "{", '"', "«",
    "{{ 'x' * 99999999 }}", "{% for i in blocs %}", "{% set a = 1 %}", "{% include 'x' %}", "{{ bloc.__class__ }}",
    "{{ blocs|length }}", "{% colspan 3 %}", "{% vm %}", "{% hm %}", "{%- ", "-%}", "\x00", "\n", "<!--", "<![CDATA[",
]  # fmt: skip
NAMES = st.sampled_from(
    [MAIN, "word/header1.xml", "word/footer1.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"]
)
EDIT = st.tuples(
    NAMES, st.booleans(), st.integers(min_value=0), st.integers(min_value=0, max_value=9), st.sampled_from(PIECES)
)
Edit = tuple[str, bool, int, int, str]
BASE = parts(template("decision"))
TEXT = re.compile(r"(?<=<w:t>)[^<]+")


def edited(edits: list[Edit]) -> bytes:
    contents = {name: data.decode() for name, data in BASE.items()}
    for name, inside, at, cut, piece in edits:
        contents[name] = (in_words if inside else anywhere)(contents[name], at, cut, piece)
    return package({name: text.encode() for name, text in contents.items()})


def anywhere(text: str, at: int, cut: int, piece: str) -> str:
    at %= len(text)
    return text[:at] + piece + text[at + cut :]


def in_words(text: str, at: int, cut: int, piece: str) -> str:
    """Inside the words of a paragraph, tags included: what a person mistypes; the file stays XML."""
    words = list(TEXT.finditer(text)) or [re.compile("$").search(text)]
    place = words[at % len(words)]
    start = place.start() + at // len(words) % (len(place[0]) + 1)
    return text[:start] + escape(piece).replace("\x00", "") + text[min(start + cut, place.end()) :]


@given(st.lists(EDIT, min_size=1, max_size=3))
@example([("word/document.xml", False, 135047, 0, "}}")])  # in the slot of the head's lines past the first
@settings(max_examples=EXAMPLES, deadline=None)
def test_mutated_templates(edits: list[Edit]) -> None:
    data = edited(edits)
    found = check_template(data, "modele.docx")
    assert all(finding.message and finding.where for finding in found)
    stopped = outcome(data)
    assert stopped is None or (stopped.status == 2 and stopped.findings)
    if not any(finding.severity is Severity.ERREUR for finding in found):
        assert stopped is None  # what the check lets through can be rendered


def outcome(data: bytes) -> CannotGoOn | None:
    try:
        layout = Layout(data, "modele.docx")
        for document in (DECISION, CONVENTION):
            audit(document, layout.render(document, True), "acte.docx")
    except CannotGoOn as error:
        return error
    return None
