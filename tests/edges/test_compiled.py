"""What Python compiles is kept from one command to the next, and is what Python would compile."""

from __future__ import annotations

import importlib
import marshal
import pkgutil
import re
import sys
from contextlib import suppress
from dataclasses import FrozenInstanceError
from pathlib import Path
from types import ModuleType

import pytest

import actes
from actes.cli import compiled
from actes.cli.compiled import kept_compiled
from edges.runner import ACT, run

SOURCE = """
import re
from dataclasses import dataclass

WORDS = re.compile(r"(?P<nom>art\\.)\\s(\\d+)", re.IGNORECASE)

@dataclass(frozen=True, order=True)
class Fact:
    name: str
    value: int = 3

def during(text):
    return re.compile(text)
"""


@pytest.fixture(autouse=True)
def bytecode_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def loaded(path: Path) -> ModuleType:
    """A module as a command loads it, its patterns and dataclasses made anew."""
    re.purge()
    module = ModuleType("module")
    sys.modules["module"] = module
    with kept_compiled(path):
        exec(compile(SOURCE, "module.py", "exec"), module.__dict__)
    return module


def test_every_pattern_of_ours_is_what_python_compiles() -> None:
    names = [one.name for one in pkgutil.walk_packages(actes.__path__, "actes.") if not one.name.endswith("__main__")]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    patterns = {value for value in values if isinstance(value, re.Pattern) and isinstance(value.pattern, str)}
    assert len(patterns) > 300
    for pattern in patterns:
        assert compiled.made(pattern.pattern, compiled.compiled(pattern.pattern, pattern.flags)) == pattern


def test_the_second_time_nothing_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept"
    loaded(path)
    before = path.read_bytes()

    def refused(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled.COMPILER, "_code", refused)
    monkeypatch.setattr(compiled, "compile", refused, raising=False)
    module = loaded(path)
    assert path.read_bytes() == before
    assert module.WORDS.fullmatch("ART. 12").groupdict() == {"nom": "ART."}
    assert (module.WORDS.groups, module.WORDS.groupindex["nom"]) == (2, 1)
    assert module.Fact("a") == module.Fact("a", 3) < module.Fact("b")
    assert repr(module.Fact("a")) == "Fact(name='a', value=3)"
    with pytest.raises(FrozenInstanceError):
        module.Fact("a").name = "b"


def test_the_words_of_an_act_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    module = loaded(path)
    with kept_compiled(path):
        assert module.during("Cantal Destination").match("Cantal Destination")
    assert b"Cantal" not in path.read_bytes()
    assert b"art" in path.read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage", marshal.dumps(3), marshal.dumps((("an older Python", 0), {}, b"")), marshal.dumps((1, 2, 3, 4))],
)
def test_a_file_that_is_not_as_expected_is_done_without(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept"
    path.write_bytes(content)
    assert loaded(path).WORDS.match("art. 1")
    assert b"art" in path.read_bytes()


def test_what_an_earlier_installation_left_is_thrown_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept"
    loaded(path)
    monkeypatch.setattr(compiled, "_version", lambda: ("another", 1))
    assert compiled.Kept(path).patterns == {}


def test_nothing_is_left_where_python_writes_no_bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert loaded(tmp_path / "kept").WORDS.match("art. 1")
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nobody_may_write(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert loaded(tmp_path / "file" / "kept").WORDS.match("art. 1")
    (tmp_path / "taken").mkdir()
    assert loaded(tmp_path / "taken").WORDS.match("art. 1")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "taken"]


def test_python_is_left_as_it_was(tmp_path: Path) -> None:
    import dataclasses

    ordinary = compiled.COMPILER.compile
    with suppress(ZeroDivisionError), kept_compiled(tmp_path / "kept"), kept_compiled(tmp_path / "kept"):
        assert compiled.COMPILER.compile is not ordinary
        raise ZeroDivisionError
    assert compiled.COMPILER.compile is ordinary
    assert getattr(dataclasses, "exec", exec) is exec


def test_a_command_keeps_what_it_compiled(workspace: Path, tmp_path: Path) -> None:
    where = {"PYTHONPYCACHEPREFIX": str(tmp_path / "pyc"), "PYTHONDONTWRITEBYTECODE": ""}
    first = run(workspace, "check", ACT, **where)
    (kept,) = (tmp_path / "pyc").rglob("*.kept")
    before = kept.stat().st_mtime_ns
    assert len(compiled.Kept(kept).patterns) > 300
    assert len(compiled.Kept(kept).methods) > 100  # six a class until Python 3.12, then one
    second = run(workspace, "check", ACT, **where)
    assert (second, kept.stat().st_mtime_ns) == (first, before)
