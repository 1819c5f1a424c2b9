"""The three documents that everybody makes: decision, convention, annexe of an act, each with template and data."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

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
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Every line of prose of an entry, and the titles that stand beside their keys.
PROSE = re.compile(r"^ ++(?!(?:- )*(?:\w+:|{\w|[|#])).+|(?<= titre: )[^|\n].+|(?<= intitule: ).+", re.MULTILINE)


@dataclass(frozen=True)
class Paper:
    """One document: what is composed, our template, the names that it uses, and the Word file that we make of both."""

    document: Document
    template: bytes
    context: Mapping[str, Any]
    made: bytes

    @property
    def name(self) -> str:
        return self.document.name


@cache
def papers(draft: bool = True) -> tuple[Paper, ...]:
    """The documents of the act, from the register of the project."""
    return tuple(_paper(document, draft) for document in composed(load(ROOT / "registry")))


def _paper(document: Document, draft: bool) -> Paper:
    template = (ROOT / "templates" / template_for(document.name)).read_bytes()
    layout = Layout(template, document.name)
    names = view(document, layout.sheet, draft)
    return Paper(
        document, template, {key: plain(value) for key, value in names.items()}, layout.render(document, draft)
    )


def plain(value: Any) -> Any:
    """Dicts, lists and marked up texts: what a script would give docxtpl, nothing of ours."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return {name: plain(getattr(value, name)) for name in value.__slots__} if hasattr(value, "__slots__") else value


def composed(register: Register) -> tuple[Document, ...]:
    """The three documents of the act."""
    documents = compose(register.actes[ACT], register).documents
    assert len(documents) == 3
    return documents


def load(folder: Path) -> Register:
    """The act of a register with what it cites."""
    loaded = load_register(folder, [ACT])
    assert loaded.register is not None
    assert not loaded.findings
    return loaded.register


def write_pickle(path: Path) -> None:
    """Name, template and context of each document, for a script that knows docxtpl only."""
    path.write_bytes(pickle.dumps([(paper.name, paper.template, paper.context) for paper in papers()]))


def text_of(word: bytes) -> str:
    """What a Word file says, paragraph by paragraph."""
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        root = etree.fromstring(package.read(MAIN))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in root.iter(f"{WORD}p"))


def tagged(word: bytes, tag: str) -> tuple[bytes, dict[str, str]]:
    """A template that makes this Word file, and its data: each text is a tag (« {{%s}} »), in a run like its own.

    Other programs have no tag for a run that is made elsewhere; theirs has no loop and no condition, which spares
    them work.
    """
    data: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[MAIN])
    for text in root.iter(f"{WORD}t"):
        if text.text and text.text.strip():
            name = f"f{len(data) + 1}"
            data[name], text.text = text.text, tag % name
            text.set(XML_SPACE, "preserve")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(
                name, etree.tostring(root, xml_declaration=True, encoding="UTF-8") if name == MAIN else part
            )
    return out.getvalue(), data
