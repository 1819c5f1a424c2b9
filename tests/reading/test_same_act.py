"""One act in every format: the same blocks, of the same kinds, with the same words, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.document import Document
from actes.reading import read_bytes, read_file
from layout.acts import ACTS
from layout.packages import layout
from libreoffice import converted
from reading.samples import FIXTURES, Told, as_markdown, as_text, told

FORMS = ("odt", "pdf", "txt")


@pytest.mark.parametrize("name", ["convention", "annexe-1"])
@pytest.mark.parametrize("form", FORMS)
def test_our_act_as_libreoffice_saved_it(name: str, form: str) -> None:
    expected = told(read_file(FIXTURES / "flux" / f"{name}.docx"))
    assert len(expected) > 2
    assert told(read_file(FIXTURES / "flux" / f"{name}.{form}")) == expected


@pytest.mark.parametrize("path", ["libreoffice/convention.docx", "convention.odt"])
def test_the_act_of_somebody_else(path: str) -> None:
    """Articles and items numbered by Word, a footnote, a text box, a content control, symbols, merged cells."""
    expected = told(read_file(FIXTURES / "convention.docx"))
    assert told(read_file(FIXTURES / path)) == expected


def test_the_act_of_somebody_else_as_a_pdf() -> None:
    """The header of its only page stays in the act; the note stands at the foot of the page."""
    expected = [block for block in told(read_file(FIXTURES / "convention.docx")) if "Révisée" not in block[2]]
    found = told(read_file(FIXTURES / "convention.pdf"))
    assert found[0] == ("entete", "", "Mairie de Valmont-le-Haut")
    assert found[-1] == ("mention", "", "1 Révisée chaque année.")
    assert found[1:-1] == expected


def words(blocks: list[Told]) -> list[str]:
    return [word for _, _, text in blocks for word in text.split()]


def broken(document: Document) -> bool:
    """Whether a block has line breaks inside: neither a text nor a PDF tells them from the end of a paragraph."""
    return any("\n" in block.text for block in document.blocks if not block.rows)


def ours(document: Document) -> list[Told]:
    data = layout(document.name).render(document, draft=False)
    return told(read_bytes(data, "acte.docx"))


@pytest.mark.parametrize("document", ACTS, ids=lambda d: d.name)
def test_as_a_text(document: Document) -> None:
    found = told(read_bytes(as_text(document).encode(), "acte.txt"))
    assert words(found) == words(ours(document))
    assert broken(document) or found == ours(document)


@pytest.mark.parametrize("document", ACTS, ids=lambda d: d.name)
def test_as_markdown(document: Document) -> None:
    assert told(read_bytes(as_markdown(document).encode(), "acte.md")) == ours(document)


@pytest.mark.office
@pytest.mark.parametrize("form", ["docx", "odt", "pdf", "txt:Text (encoded):UTF8"])
def test_as_libreoffice_writes_it_today(form: str, tmp_path: Path) -> None:
    sources = [tmp_path / f"{document.name}.docx" for document in ACTS]
    for document, source in zip(ACTS, sources, strict=True):
        source.write_bytes(layout(document.name).render(document, draft=False))
    for document, source, path in zip(ACTS, sources, converted(sources, form, tmp_path / "made"), strict=True):
        expected, found = told(read_file(source)), told(read_file(path))
        if path.suffix == ".pdf":  # a page says each column of signatures whole, a file each of their rows
            assert sorted(words(found)) == sorted(words(expected)), path.name
            expected, found = ([one for one in blocks if one[0] != "signature"] for blocks in (expected, found))
        assert words(found) == words(expected), path.name
        assert found == expected or (broken(document) and path.suffix in (".pdf", ".txt")), path.name
