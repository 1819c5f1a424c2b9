"""What Python compiles stays compiled from one command to the next: regular expressions, methods of dataclasses.

Python writes compiled modules to `__pycache__`; six hundred patterns and twelve hundred generated methods it compiles
anew in each process, a third of what a cold command takes. Those of modules are kept beside the modules, on the same
terms: where Python writes bytecode, for that very Python, and done without wherever something is not as expected.
What is compiled while a command runs is not kept: it may hold the words of an act.
"""

from __future__ import annotations

import dataclasses
import marshal
import os
import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

from ..regular import read_regular

# What `re.compile` is made of; it has no public way to give a pattern its code back.
ENGINE: Any = import_module("_sre")
COMPILER: Any = import_module("re._compiler")
PARSER: Any = import_module("re._parser")

Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
NOTHING = marshal.dumps({})
CALLER = 3  # frames from `Kept.pattern` to who asked for it: `re._compile`, `re.compile`, then them


@contextmanager
def kept_compiled(path: Path | None = None) -> Iterator[None]:
    """Meanwhile, what earlier commands compiled is not compiled again; what is new is added to the file at the end."""
    if sys.implementation.name != "cpython":
        yield
        return
    kept = Kept(path or Path(cache_from_source(__file__)).with_suffix(".kept"))
    ordinary = COMPILER.compile, getattr(dataclasses, "exec", exec)
    COMPILER.compile = kept.pattern
    dataclasses.exec = kept.execute  # type: ignore[attr-defined]  # before the built-in, in that module alone
    try:
        yield
    finally:
        COMPILER.compile, dataclasses.exec = ordinary  # type: ignore[attr-defined]
        if kept.grown and not sys.dont_write_bytecode:
            kept.write()


class Kept:
    """The patterns and generated methods of a file, with those compiled since."""

    def __init__(self, path: Path) -> None:
        self.path, self.ordinary, self.grown = path, COMPILER.compile, False
        self.patterns: dict[tuple[str, int], Code] = {}
        self.stored = NOTHING
        with suppress(Exception):  # a file that is not there, or not what it should be: all is compiled anew
            of, patterns, stored = marshal.loads(read_regular(path))
            if of == _version():
                self.patterns, self.stored = patterns, stored

    @cached_property
    def methods(self) -> dict[str, CodeType]:
        """The methods by their source, loaded where there is a dataclass: the help has none."""
        return marshal.loads(self.stored)  # type: ignore[no-any-return]

    def pattern(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        """What takes the place of `re`'s own compilation."""
        key = (pattern, int(flags))
        if key not in self.patterns:
            if not isinstance(pattern, str) or sys._getframe(CALLER).f_code.co_name != "<module>":
                return self.ordinary(pattern, flags)  # type: ignore[no-any-return]
            self.patterns[key], self.grown = compiled(pattern, flags), True
        return made(pattern, self.patterns[key])

    def execute(self, source: str, names: dict[str, Any], found: dict[str, Any]) -> None:
        """What takes the place of `exec` where a dataclass makes its methods; their text has names of fields only."""
        if source not in self.methods:
            self.methods[source], self.grown = compile(source, "<string>", "exec"), True
        exec(self.methods[source], names, found)

    def write(self) -> None:
        """Leave the file to the next command; where two end at the same time, one of the files is enough."""
        new = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(marshal.dumps((_version(), self.patterns, marshal.dumps(self.methods))))
            new.replace(self.path)
        except OSError:  # a program installed for all, that nobody may write in
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _version() -> tuple[str, int]:
    """What a file is good for: this Python, this installation of the program; what an older one left is thrown out."""
    return sys.version, Path(__file__).stat().st_mtime_ns


def compiled(pattern: str, flags: int) -> Code:
    """What `re` makes of a pattern: flags, code, number of groups, their names, the name of each. Raises re.error."""
    parsed = PARSER.parse(pattern, flags)
    code, names = COMPILER._code(parsed, flags), parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return int(flags | parsed.state.flags), array("I", code).tobytes(), len(by_number) - 1, names, tuple(by_number)


def made(pattern: str, code: Code) -> re.Pattern[str]:
    """The pattern that a code is for."""
    flags, instructions, groups, names, by_number = code
    listed = array("I", instructions).tolist()
    return ENGINE.compile(pattern, flags, listed, groups, names, by_number)  # type: ignore[no-any-return]
