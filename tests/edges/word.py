"""Edits and saves Word files as people's programs do."""

import io
import zipfile
from pathlib import Path

import docx

from libreoffice import converted


def edit(path: Path, old: str, new: str) -> None:
    """Replace a word in the text of a document, as a person does, and save it with another program than ours."""
    file = docx.Document(str(path))
    texts = [node for node in file.element.iter() if node.tag.endswith("}t") and old in (node.text or "")]
    assert texts, f"{old!r} is not in {path.name}"
    texts[0].text = texts[0].text.replace(old, new, 1)
    file.save(str(path))


def resave_with_python_docx(*paths: Path) -> None:
    for path in paths:
        docx.Document(str(path)).save(str(path))


def resave_with_libreoffice(*paths: Path) -> None:
    """Opened and saved, nothing else, in LibreOffice."""
    for path, saved in zip(paths, converted(paths, "docx", paths[0].parent / "resaved"), strict=True):
        saved.replace(path)


def resave_with_a_zip_tool(path: Path) -> None:
    """Unpacked and packed again: other bytes, the same parts."""
    before = path.read_bytes()
    after = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    assert after.getvalue() != before
    path.write_bytes(after.getvalue())
