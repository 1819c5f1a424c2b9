"""Mutated entries and templates: no traceback, no wrong document, exit 0, 1 or 2.

A hundred at each run, thousands in `make fuzz` (ACTES_FUZZ).
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actes.registry.load import Shelf
from actes.report.text import report
from actes.tasks.pipeline import Renderer
from actes.workspace import find_workspace
from edges.runner import copied

ROOT = Path(__file__).parents[2]
ENTRY = ROOT / "registry" / "2025" / "DEC2025-453.yaml"
RUNS = int(os.environ.get("ACTES_FUZZ", "100"))
FUZZ = settings(
    max_examples=RUNS, deadline=None, database=None, derandomize=RUNS < 1000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip

# What people and accidents put in an entry.
BITES = [
    "\t", "{{ ", " }}", "{% if x %}", "{% endfor %}", "{{ periode.fin }}", "{{ 'x' * 10**8 }}", "{{ x | zz }}", " # ",
    ": ", "- ", "|", ">-", "'", '"', "[", "{", "}", "*a", "&a ", "!!python/object:os.system ", "---\n", "\0", "\x07",
    "\ufeff", "é", "œ", "’", "\u202f", "\u00a0", "**", "_", "1e9", "NaN", "977,5", "31/02/2025", "9" * 400, "%",
    "<w:p>", "&", "\\", "\n\n", "null", "oui", "~", "]]>", "DEC2025-453", "2025-453", "\U000f0000", "\ud7ff",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn, length: int) -> list[tuple[int, int, str]]:
    """Up to five cuts and insertions: where, how much goes, what comes."""
    where = st.integers(0, length)
    insertion = st.sampled_from(["", *BITES]) | st.text(max_size=6)
    return draw(
        st.lists(st.tuples(where, st.sampled_from([0, 0, 1, 2, 7, 40, 400]), insertion), min_size=1, max_size=5)
    )


def mutated(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, length, insertion in sorted(changes, reverse=True):
        text = text[:start] + insertion + text[start + length :]
    return text


LOST = {"MOD200", "MOD202", "MOD203", "MOD204"}  # what only a wrong template does


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fuzz")
    return copied(root)


def rendered(root: Path, renderer: Renderer | None = None) -> int:
    """Render an act of ours, or be told in words why not; with `renderer`, whose templates are right, no word is lost.

    What is written was read again by `audit` (`tests/layout/test_audit.py`): what it refuses is a defect of ours.
    """
    one = renderer or renderer_of(root)
    shutil.rmtree(one.workspace.output, ignore_errors=True)
    result = one.act("DEC2025-453", Shelf(one.workspace.registry))
    assert report(result.findings) or not result.refused
    if renderer:
        assert LOST.isdisjoint(finding.code for finding in result.findings)
    written = sorted(path.stem.removeprefix("DEC2025-453-") for path in one.workspace.output.rglob("*.docx"))
    assert written == (sorted(result.documents) if not result.refused else [])
    return result.status


def renderer_of(root: Path) -> Renderer:
    return Renderer(find_workspace(root), date(2026, 11, 24))


@pytest.fixture(scope="module")
def renderer(workspace: Path) -> Renderer:
    """Each template is read once."""
    return renderer_of(workspace)


SOURCE = ENTRY.read_text(encoding="utf-8")
LINES = SOURCE.splitlines(keepends=True)
FORMULAS = (ROOT / "registry" / "collectivite.yaml").read_text(encoding="utf-8")


def place(root: Path, name: str, text: str) -> None:
    (root / "registry" / name).write_bytes(text.encode("utf-8", "surrogatepass"))


@FUZZ
@given(changes=mutations(len(SOURCE)))
def test_mutated_entry(workspace: Path, renderer: Renderer, changes: list[tuple[int, int, str]]) -> None:
    place(workspace, "collectivite.yaml", FORMULAS)
    place(workspace, "2025/DEC2025-453.yaml", mutated(SOURCE, changes))
    assert rendered(workspace, renderer) in (0, 1, 2)


@FUZZ
@given(order=st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=4), twice=st.booleans())
def test_entry_with_lines_lost_or_repeated(workspace: Path, renderer: Renderer, order: list[int], twice: bool) -> None:
    place(workspace, "collectivite.yaml", FORMULAS)
    lines = list(LINES)
    for index in order:
        lines[index] = lines[index] * 2 if twice else ""
    place(workspace, "2025/DEC2025-453.yaml", "".join(lines))
    assert rendered(workspace, renderer) in (0, 1, 2)


@settings(FUZZ, max_examples=max(50, RUNS // 4))
@given(changes=mutations(len(FORMULAS)))
def test_mutated_formulas(workspace: Path, renderer: Renderer, changes: list[tuple[int, int, str]]) -> None:
    place(workspace, "2025/DEC2025-453.yaml", SOURCE)
    place(workspace, "collectivite.yaml", mutated(FORMULAS, changes))
    assert rendered(workspace, renderer) in (0, 1, 2)


@settings(FUZZ, max_examples=max(50, RUNS // 4))
@given(
    data=st.data(),
    part=st.sampled_from(["word/document.xml", "word/styles.xml", "word/footer1.xml", "[Content_Types].xml"]),
)
def test_mutated_template(workspace: Path, data: st.DataObject, part: str) -> None:
    place(workspace, "2025/DEC2025-453.yaml", SOURCE)
    place(workspace, "collectivite.yaml", FORMULAS)
    original = (ROOT / "templates" / "decision.docx").read_bytes()
    members = {}
    with zipfile.ZipFile(io.BytesIO(original)) as package:
        for name in package.namelist():
            members[name] = package.read(name).decode("utf-8", "surrogateescape")
    target = part if part in members else "word/document.xml"
    members[target] = mutated(members[target], data.draw(mutations(len(members[target]))))
    with zipfile.ZipFile(workspace / "templates" / "decision.docx", "w") as package:
        for name, text in members.items():
            package.writestr(name, text.encode("utf-8", "surrogateescape"))
    try:
        assert rendered(workspace) in (0, 1, 2)
    finally:
        (workspace / "templates" / "decision.docx").write_bytes(original)


@settings(FUZZ, max_examples=max(30, RUNS // 10))
@given(junk=st.binary(max_size=200), keep=st.integers(0, 4000))
def test_template_that_is_not_one(workspace: Path, junk: bytes, keep: int) -> None:
    place(workspace, "2025/DEC2025-453.yaml", SOURCE)
    place(workspace, "collectivite.yaml", FORMULAS)
    original = (ROOT / "templates" / "convention.docx").read_bytes()
    (workspace / "templates" / "convention.docx").write_bytes(original[:keep] + junk)
    try:
        assert rendered(workspace) == 2
    finally:
        (workspace / "templates" / "convention.docx").write_bytes(original)


def test_the_unmutated_act_is_rendered(workspace: Path) -> None:
    place(workspace, "2025/DEC2025-453.yaml", SOURCE)
    place(workspace, "collectivite.yaml", FORMULAS)
    assert rendered(workspace) == 0
