"""A workspace in which `actes renew` runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from edges.runner import copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)
