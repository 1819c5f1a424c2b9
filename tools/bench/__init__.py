"""How fast `actes` is beside what else fills Word templates: see `__main__`."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
