"""What the tests of composition share: the real register, copies of it with a change, and its documents as blocks."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterable
from pathlib import Path

from actes.compose.dossier import Dossier, compose
from actes.document import Block, Document
from actes.model.register import Register
from actes.registry.load import load_register

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "registry"
REFERENCE = ROOT.parent / "shared" / "reference" / "dec2025-453"
ACT = "DEC2025-453"
ENTRY = f"2025/{ACT}.yaml"
NAMES = ("decision", "convention", "annexe-1")
Change = tuple[str, str, str]  # file of the register, old text (it stands there once), new text


def register(folder: Path = REGISTRY) -> Register:
    loaded = load_register(folder, [ACT])
    assert not loaded.findings, loaded.findings
    assert loaded.register is not None
    return loaded.register


def dossier(folder: Path = REGISTRY) -> Dossier:
    loaded = register(folder)
    return compose(loaded.actes[ACT], loaded)


def documents(folder: Path = REGISTRY) -> dict[str, Document]:
    found = dossier(folder)
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


def full_text(block: Block) -> str:
    """The words of a block, the marker of an item with them."""
    return f"{block.marker} {block.text}" if block.marker else block.text


def shown(document: Document) -> str:
    """A document as its golden text: a block a line with its kind; ⏎ a line break, │ between the cells of a row."""
    lines = [f"{_kind(block)} | {full_text(block)}" for block in document.blocks if not block.rows]
    lines = []
    for block in document.blocks:
        if block.rows:
            lines += [f"{_kind(block)}{_row(row)} | {' │ '.join(cell.text for cell in row.cells)}" for row in block.rows]
        else:
            lines.append(f"{_kind(block)} | {full_text(block)}")
    lines.append(f"pied | {''.join(span.text for span in document.footer)}")
    return "".join(line.replace("\n", "⏎") + "\n" for line in lines)


def _kind(block: Block) -> str:
    return f"{block.kind}{block.level}" if block.marker or block.level > 1 else str(block.kind)


def _row(row: object) -> str:
    return " entete" if getattr(row, "header", False) else " total" if getattr(row, "total", False) else ""
