"""Edits and saves Word files as people's programs do."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest


def edit(path: Path, old: str, new: str) -> None:
    """Replace a word in the text of a document, as a person does, and save it with another program than ours."""
    file = docx.Document(str(path))
    texts = [node for node in file.element.iter() if node.tag.endswith("}t") and old in (node.text or "")]
    assert texts, f"{old!r} is not in {path.name}"
    texts[0].text = texts[0].text.replace(old, new, 1)
    file.save(str(path))


def resave_with_python_docx(path: Path) -> None:
    docx.Document(str(path)).save(str(path))


def resave_with_libreoffice(path: Path) -> None:
    """Opened and saved, nothing else, in LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder = path.parent / "resaved"
    profile = (path.parent / "profile").as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
    (folder / path.name).replace(path)


def resave_with_a_zip_tool(path: Path) -> None:
    """Unpacked and packed again: other bytes, the same parts."""
    before = path.read_bytes()
    after = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    assert after.getvalue() != before
    path.write_bytes(after.getvalue())
