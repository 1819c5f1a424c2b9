"""What is kept of a template on disk: text only, keyed by what it comes from, and never trusted to be there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actes.layout import engine
from actes.layout.engine import Layout, cache_key
from edges.runner import run_script
from layout.acts import DECISION
from layout.packages import TEMPLATES, changed, template

DATA = template("decision")


def test_second_time_docxtpl_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Layout(DATA, "m", tmp_path).render(DECISION, False)
    monkeypatch.setattr("docxtpl.DocxTemplate", lambda _: pytest.fail("docxtpl was asked"))
    assert Layout(DATA, "m", tmp_path).render(DECISION, False) == first
    (kept,) = tmp_path.iterdir()
    assert all(isinstance(text, str) for text in json.loads(kept.read_text(encoding="utf-8")).values())


def test_docxtpl_is_not_even_imported(tmp_path: Path) -> None:
    Layout(DATA, "m", tmp_path)
    program = (
        "import sys; from pathlib import Path; from actes.layout.engine import Layout;"
        f"Layout(Path({str(TEMPLATES / 'decision.docx')!r}).read_bytes(), 'm', Path({str(tmp_path)!r}));"
        "print(sorted({'docxtpl', 'docx', 'lxml'} & set(sys.modules)))"
    )
    assert run_script(tmp_path, program).out.strip() == "[]"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"{}", b'{"word/document.xml": 1}', b'{"../x": "y"}', b"\xff", b"[" * 5000]
)
def test_a_damaged_cache_is_made_again(tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / f"{cache_key(DATA)}.json"
    kept.write_bytes(content)
    Layout(DATA, "m", tmp_path).render(DECISION, False)
    assert "word/document.xml" in json.loads(kept.read_text(encoding="utf-8"))


def test_the_key_follows_the_template_and_docxtpl(monkeypatch: pytest.MonkeyPatch) -> None:
    key = cache_key(DATA)
    assert cache_key(changed(DATA, lambda xml: xml.replace("Visa", "Mention"))) != key
    monkeypatch.setattr(engine, "FORMAT", b"other")
    assert cache_key(DATA) != key


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "fichier"
    blocked.write_text("")
    assert Layout(DATA, "m", blocked / "modeles").render(DECISION, False) == Layout(DATA, "m").render(DECISION, False)
    assert blocked.read_text("utf-8") == ""
