"""How fast `actes` is beside what else fills Word templates, each measure with its target: see `__main__`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
SOURCES = ROOT / "src"
sys.path.insert(0, str(SOURCES))  # this clone, whatever is installed
