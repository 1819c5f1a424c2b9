"""The workspace of the first act, as a draft that nobody signed yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ACT = "DEC2025-453"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The registry of a workspace where the act is not signed: neither its date nor what followed is known."""
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / "registry" / "2025" / f"{ACT}.yaml"
    text = path.read_text("utf-8").replace("signature:\n  date: 2025-07-08\n", "", 1)
    path.write_text(text[: text.index("\nsuivi:")] + "\n", "utf-8")
    return tmp_path / "registry"
