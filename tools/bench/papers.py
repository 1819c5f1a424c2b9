"""The three documents that everybody makes: decision, convention, annexe of an act, each with template and data."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from markupsafe import Markup

from actes.compose.dossier import compose
from actes.document import Document
from actes.layout.engine import Layout
from actes.layout.view import view
from actes.model.register import Register
from actes.registry.load import load_register
from actes.tasks.pipeline import template_for

from . import ROOT

ACT = "DEC2025-453"
TODAY = date(2026, 11, 24)
MAIN = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Paper(NamedTuple):
    """What is composed, our template, the names that it uses, the Word file that we make of both."""

    document: Document
    template: bytes
    context: Mapping[str, Any]
    made: bytes


@cache
def papers() -> tuple[Paper, ...]:
    made = []
    for document in composed(load(ROOT / "registry")):
        template = (ROOT / "templates" / template_for(document.name)).read_bytes()
        layout = Layout(template, document.name)
        names = {key: plain(value) for key, value in view(document, layout.sheet, True).items()}
        made.append(Paper(document, template, names, layout.render(document, True)))
    return tuple(made)


def plain(value: Any) -> Any:
    """Dicts, lists and marked up texts: what a script would give docxtpl, nothing of ours."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Markup) or not hasattr(value, "__slots__"):
        return value
    return {name: plain(getattr(value, name)) for name in value.__slots__}


def load(folder: Path) -> Register:
    loaded = load_register(folder, [ACT])
    assert loaded.register and not loaded.findings  # noqa: PT018
    return loaded.register


def composed(register: Register) -> tuple[Document, ...]:
    return compose(register.actes[ACT], register).documents


def text_of(word: bytes) -> str:
    """What a Word file says, paragraph by paragraph."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(word)).read(MAIN))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in root.iter(f"{WORD}p"))


def changed(word: bytes, main: bytes) -> bytes:
    """The same package with another main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, main if name == MAIN else old.read(name))
    return out.getvalue()


def tagged(word: bytes, tag: str) -> tuple[bytes, dict[str, str]]:
    """A template that makes this Word file, and its data: each text is a tag (« {{%s}} »), in a run like its own.

    Other programs have no tag for a run made elsewhere; theirs has no loop and no condition, which spares them work.
    """
    data: dict[str, str] = {}
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(word)).read(MAIN))
    for text in root.iter(f"{WORD}t"):
        if text.text and text.text.strip():
            name = f"f{len(data) + 1}"
            data[name], text.text = text.text, tag % name
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return changed(word, etree.tostring(root, xml_declaration=True, encoding="UTF-8")), data
