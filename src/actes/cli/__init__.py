"""The command line: the only print, exit status and clock."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from .. import __version__
from .streams import forget_output, prepare_streams

VERSION = f"actes {__version__}"
WASTE = (150_000, 20, 100)  # what a command has loaded stays until its end: to look for waste as often takes a tenth


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 something is wrong in an act, 2 could not run, a defect of ours included."""
    prepare_streams()
    gc.set_threshold(*WASTE)
    try:
        status = run(arguments)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        from .lastresort import told

        status = told(error, datetime.now())  # noqa: DTZ005 - the day that the person has
    forget_output()
    gc.freeze()  # and Python, which would look again before it ends, another
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit status. What stops it is said here, and only here; a defect of ours is raised."""
    if (sys.argv[1:] if arguments is None else list(arguments)) == ["--version"]:
        print(VERSION)  # the same answer without loading any command
        return 0

    import click

    from .commands import ASKED
    from .tree import actes

    if ASKED in os.environ:
        from .shells import answer

        return answer()
    try:
        with io_in_french():
            return actes.main(arguments, prog_name="actes", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return 2
    except click.UsageError as error:
        from .french import usage_text

        print(usage_text(error), file=sys.stderr)
        return error.exit_code
    except click.Abort:
        print("Interrompu.", file=sys.stderr)
        return 2
    except Exception as error:
        from ..finding import CannotGoOn  # the help does without
        from ..report.text import report

        if not isinstance(error, CannotGoOn):
            raise  # a bug of ours
        print(report(error.findings), file=sys.stderr)
        return error.status


@contextmanager
def io_in_french() -> Iterator[None]:
    """What the system refuses anywhere else than in the store: an unreadable entry, a folder that went away."""
    try:
        yield
    except OSError as error:
        from ..store.problems import refused

        if error.filename is None:
            raise
        raise refused(Path(os.fsdecode(error.filename)), error) from error
