"""How fast `actes` is: ratios of one run, medians of at least 15 rounds; exit status 1 where a target is missed.

    python -m tools.bench [--rounds N] [--write] [PART…]      (`make bench`)

PART: warm, cold, batch, register, pdf; all of them when none is given. --write puts the tables in docs/performance.md.
What is not on the machine (Node, LibreOffice) is said and left out. Linux only: memory is read as it tells it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

from .batch import batch
from .cold import cold
from .measure import Part, missed
from .pdf import pdf
from .record import write
from .register import register
from .warm import warm

PARTS: Mapping[str, Callable[[int], Part]] = {
    "warm": warm,
    "cold": cold,
    "batch": batch,
    "register": register,
    "pdf": pdf,
}
LEAST = 15  # rounds


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write down where it is asked for; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--write", action="store_true", help="put the tables in docs/performance.md")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}; they are {', '.join(PARTS)}")
    measured = []
    for name in asked.parts or PARTS:
        measured.append(PARTS[name](max(asked.rounds, LEAST)))
        print("\n".join(measured[-1].lines()), end="\n\n", flush=True)
    if asked.write:
        write(measured, asked.rounds)
    slow = missed(measured)
    print("missed: " + ", ".join(slow) if slow else "every target is met")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
