"""Acts that others wrote, mutated, imported: an entry that can be read, or none and a reason; no defect of ours.

A few at each run, thousands in `make fuzz` (ACTES_FUZZ).
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.cli import run
from actes.registry.load import load_register
from edges.runner import copied
from fuzz.test_files import ACT, EDITS, FUZZ, ROOT, SECONDS, mutated
from layout.packages import MAIN, package, parts
from reading.samples import FIXTURES

GOLDEN = ROOT / "tests" / "fixtures" / "golden"
PIECES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from([0, 1, 30, 400]),
        st.sampled_from(["", "\n\n", "{{ periode }}", "{% if x %}", "DÉCIDE", "Article 2 :", "ANNEXE", "Entre", "#"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose register is empty, and beside it our act in Word."""
    root = tmp_path_factory.mktemp("reprises")
    copied(root)
    assert run(("--espace", str(root), "render", ACT)) == 0
    shutil.rmtree(root / "registry")
    (root / "registry").mkdir()
    shutil.copy(ROOT / "registry" / "collectivite.yaml", root / "registry")
    return root


def taken(bare: Path, files: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    """Import files, read what was written, take it away again."""
    folder = bare / "à reprendre"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    before = time.perf_counter()
    assert run(("--espace", str(bare), "import", str(folder))) in (0, 1, 2)
    assert time.perf_counter() - before < SECONDS
    said = capsys.readouterr()
    assert "défaut" not in said.err, said.err
    loaded = load_register(bare / "registry")
    assert loaded.findings == (), said.out
    assert run(("--espace", str(bare), "import", "--undo")) == 0
    assert [path.name for path in (bare / "registry").rglob("*.yaml")] == ["collectivite.yaml"]


@FUZZ
@given(edits=EDITS)
def test_a_word_file_whose_words_were_mutated(
    bare: Path, edits: list[tuple[float, int, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    act = (bare / "sortie" / ACT / f"{ACT}-decision.docx").read_bytes()
    text = parts(act)[MAIN].decode()
    body = text.index("<w:body>") + 8
    changed = text[:body] + mutated(text[body:].encode(), edits).decode("utf-8", "replace")
    taken(bare, {"acte.docx": package(parts(act) | {MAIN: changed.encode()})}, capsys)


@pytest.mark.parametrize("name", ["epci-DEC2025-031", "commune-DEC2025-009", "epci-ARR2025-007"])
@FUZZ
@given(cuts=PIECES)
def test_texts_whose_lines_were_mutated(
    bare: Path, name: str, cuts: list[tuple[float, int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {path.name: path.read_text("utf-8") for path in GOLDEN.glob(f"{name}-*.txt")}
    assert texts
    files = {}
    for rank, (each, text) in enumerate(texts.items()):
        for at, cut, piece in cuts[rank:] or cuts:
            start = int(at * len(text))
            text = text[:start] + piece + text[start + cut :]
        files[each] = text.encode()
    taken(bare, files, capsys)


@FUZZ
@given(edits=EDITS, suffix=st.sampled_from(["docx", "odt", "pdf", "txt"]))
def test_files_whose_bytes_were_mutated(
    bare: Path, edits: list[tuple[float, int, bytes]], suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside an act that is right, and taken all the same."""
    convention = mutated((FIXTURES / f"convention.{suffix}").read_bytes(), edits)
    act = (GOLDEN / "epci-DEC2025-012-decision.txt").read_bytes()
    taken(bare, {"DEC2025-012.txt": act, f"DEC2025-012-convention.{suffix}": convention}, capsys)
