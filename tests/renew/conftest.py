"""A workspace in which `actes renew` runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from renew.support import TEMPLATES, copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied(tmp_path)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path
