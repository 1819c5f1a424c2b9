"""`make mutations`: what the check finds of what goes wrong, class by class."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .table import misses, table
from .trial import run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=120, help="mutants a class")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--misses", type=Path, help="a file for what was not found")
    parser.add_argument("--folder", type=Path, help="a folder whose acts alone are mutated")
    options = parser.parse_args()
    outcomes = run(options.most, options.jobs, options.folder)
    sys.stdout.write(table(outcomes) + "\n")
    if options.misses:
        options.misses.parent.mkdir(parents=True, exist_ok=True)
        options.misses.write_text(misses(outcomes), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
