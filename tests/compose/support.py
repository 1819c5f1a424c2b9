"""What the tests of composition share: the real register, copies of it with a change, and its documents as blocks."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from actes.compose.dossier import Dossier, compose
from actes.document import Block, Cell, Document, Row, Span, Style
from actes.model.register import Register
from actes.registry.load import load_register

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "registry"
REFERENCE = ROOT.parent / "shared" / "reference" / "dec2025-453"
ACT = "DEC2025-453"
ENTRY = f"2025/{ACT}.yaml"
NAMES = ("decision", "convention", "annexe-1")
Change = tuple[str, str, str]  # file of the register, old text (it stands there once), new text


def register(folder: Path = REGISTRY, act: str = ACT) -> Register:
    loaded = load_register(folder, [act])
    assert not loaded.findings, loaded.findings
    assert loaded.register is not None
    return loaded.register


def dossier(folder: Path = REGISTRY, act: str = ACT) -> Dossier:
    loaded = register(folder, act)
    return compose(loaded.actes[act], loaded)


def documents(folder: Path = REGISTRY, act: str = ACT) -> dict[str, Document]:
    found = dossier(folder, act)
    assert not found.findings, found.findings
    return {document.name: document for document in found.documents}


@functools.cache
def real() -> dict[str, Document]:
    """The three documents of the real register."""
    found = documents()
    assert tuple(found) == NAMES
    return found


def changed(folder: Path, changes: Iterable[Change]) -> Path:
    """A copy of the register with these texts changed."""
    copy = folder / "registry"
    shutil.copytree(REGISTRY, copy)
    for name, old, new in changes:
        path = copy / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"« {old} » stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def shown(document: Document) -> str:
    """A document as its golden text: a block a line with its kind.

    `~` is a space that does not break, ⏎ a line break, │ stands between the cells of a row, `**` and `*` are bold and
    italic, a label is in brackets, `>` and `=` open a cell aligned right or centred.
    """
    lines: list[str] = []
    for block in document.blocks:
        head = f"{_kind(block)}[{block.label}]" if block.label else _kind(block)
        if block.rows:
            lines += [f"{head}{_row(row)} | {' │ '.join(map(_cell, row.cells))}" for row in block.rows]
        else:
            marker = f"{block.marker} " if block.marker else ""
            lines.append(f"{head} | {marker}{_spans(block.spans)}")
    lines.append(f"pied | {_spans(document.footer)}")
    return "".join(line.replace("\n", "⏎").replace("\xa0", "~") + "\n" for line in lines)


def _spans(spans: Iterable[Span]) -> str:
    parts = []
    for styles, group in groupby(spans, key=lambda span: span.styles):
        text = "".join(span.text for span in group)
        mark = ("**" if Style.GRAS in styles else "") + ("*" if Style.ITALIQUE in styles else "")
        parts.append(f"{mark}{text}{mark[::-1]}")
    return "".join(parts)


def _cell(cell: Cell) -> str:
    side = {"gauche": "", "droite": "> ", "centre": "= "}[cell.align]
    return side + "⏎".join(_spans(paragraph) for paragraph in cell.paragraphs)


def _kind(block: Block) -> str:
    return f"{block.kind}{block.level}" if block.marker or block.level > 1 else str(block.kind)


def _row(row: Row) -> str:
    return " entete" if row.header else " total" if row.total else ""
