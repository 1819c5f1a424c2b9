"""What the check finds, and tells falsely, of the sets that are here (`acts`, `excerpts`)."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from .sets import KNOWN, Seen, acts_of, seen, sets


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help="their names; all by default")
    parser.add_argument("--list", action="store_true", help="what is false, and what is missed")
    parser.add_argument("--keep", action="store_true", help="write it in known.yml, which the tests hold to")
    options = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        for name in options.sets or sets():
            every = list(pool.map(seen, acts_of(name)))
            missed, false = [error for one in every for error in one.missed], sum(len(one.false) for one in every)
            planted = sum(len(one.found) for one in every)
            sys.stdout.write(f"{name}: {planted - len(missed)} of {planted} found, {false} false on {len(every)}\n")
            for one in every if options.list else ():
                sys.stdout.writelines(f"  {one.of.name} + {said}\n" for said in one.false)
                sys.stdout.writelines(f"  {error.name} - {error.was} -> {error.now}\n" for error in one.missed)
            if options.keep:
                keep(name, every)
    return 0


def keep(name: str, every: Sequence[Seen]) -> None:
    """Write the figures of a set in the place of those that were known."""
    missed = " ".join(error.name for one in every for error in one.missed)
    line = f'{name}: {{alarms: {sum(len(one.false) for one in every)}, missed: "{missed}"}}\n'
    KNOWN.write_text(re.sub(rf"^{name}: .*\n", line, KNOWN.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
