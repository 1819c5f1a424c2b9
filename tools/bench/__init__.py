"""How fast `actes` is beside what else fills Word templates: see `__main__`."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
sys.path.insert(0, str(ROOT / "src"))  # this clone, whatever is installed
