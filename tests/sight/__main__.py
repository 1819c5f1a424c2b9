"""What the check finds, and tells falsely, of the sets that are here (`acts`, `excerpts`)."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

from .sets import acts_of, seen, sets


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help="their names; all by default")
    parser.add_argument("--list", action="store_true", help="what is false, and what is missed")
    options = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        for name in options.sets or sets():
            every = list(pool.map(seen, acts_of(name)))
            found, false = sum(sum(one.found) for one in every), sum(len(one.false) for one in every)
            planted = sum(len(one.found) for one in every)
            sys.stdout.write(f"{name}: {found} of {planted} found, {false} false on {len(every)}\n")
            for one in every if options.list else ():
                sys.stdout.writelines(f"  {one.of.name} + {said}\n" for said in one.false)
                missed = (e for e, told in zip(one.of.errors, one.found, strict=True) if not told)
                sys.stdout.writelines(f"  {one.of.name} - {e.was} -> {e.now}\n" for e in missed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
