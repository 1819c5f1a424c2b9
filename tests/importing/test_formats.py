"""Our own acts as text and as PDF: nearly all their words, and no fact that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.compose.dossier import compose
from actes.document import Block, Kind
from actes.importing.take import take
from actes.importing.types import Gathered, Taken
from actes.model.register import Register
from actes.office.convert import converted, find_office
from importing.support import ACTS, empty, files, register, sources
from importing.test_facts import KNOWN, all_facts

Files = list[tuple[str, bytes]]
LEAST = 0.995  # of the words


def texts(workspace: str, act: str) -> Files:
    """The act as plain text: a blank line between two blocks, tabs between cells, who signs one below the other."""
    whole: Register = register(workspace)
    documents = compose(whole.actes[act], whole).documents
    return [(f"{act}-{one.name}.txt", "\n\n".join(map(_lines, one.blocks)).encode()) for one in documents]


def _lines(block: Block) -> str:
    if block.kind is not Kind.SIGNATURE:
        return block.text
    return "\n".join(cell.text for row in block.rows for cell in row.cells)


def judged(found: Files, workspace: str, act: str) -> Taken:
    taken = take(Gathered(sources(found)), empty(workspace))
    assert isinstance(taken, Taken), taken
    wrong, missed, _ = all_facts(taken, workspace, act)
    told = KNOWN.get(act, {})
    assert wrong == []
    assert set(missed) <= {*told.get("absent", []), *told.get("missed", [])}
    return taken


@pytest.mark.parametrize(("workspace", "act"), ACTS)
def test_from_a_text(workspace: str, act: str) -> None:
    assert judged(texts(workspace, act), workspace, act).ratio >= LEAST


@pytest.mark.office
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_from_pdfs(tmp_path: Path) -> None:
    """All the acts in one conversion, which is what takes time."""
    office = find_office()
    assert office is not None
    held: dict[Path, tuple[str, str]] = {}
    for workspace, act in ACTS:
        for name, data in files(workspace, act):
            path = tmp_path / workspace / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            held[path] = workspace, act
    acts: dict[tuple[str, str], Files] = {}
    for path, pdf in converted(office, list(held)):
        assert pdf is not None, path
        acts.setdefault(held[path], []).append((path.with_suffix(".pdf").name, pdf))
    assert set(acts) == set(ACTS)
    for (workspace, act), found in acts.items():
        assert judged(found, workspace, act).ratio >= 0.995, act
