"""The bench says what it measured: a missed target is seen, peers get our texts."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parents[1]
if not (ROOT / "tools" / "bench").is_dir():
    pytest.skip("the bench is not in an sdist", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from tools.bench import __main__ as bench  # noqa: E402
from tools.bench.makers import papers, tagged, text_of  # noqa: E402

SLOW = {"docxtpl": 10.0, "actes render: documents": 12.1}
FAST = {"docxtpl": 10.0, "actes render: documents": 12.0}


def test_a_missed_target_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bench, "peers", tuple)
    monkeypatch.setattr(bench, "WORK", tmp_path / "work")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    for name, found in ("warm", FAST), ("cold", SLOW):
        part = lambda _, found=found: found  # noqa: E731
        part.__doc__ = f"Title: {name}"
        monkeypatch.setitem(bench.PARTS, name, part)
    ran = [CliRunner().invoke(bench.main, asked) for asked in (["warm"], ["cold"], ["warm", "cold"])]
    assert [one.exit_code for one in ran] == [0, 1, 1]
    assert all(f"\n### Title: {one}\n" in ran[2].output for one in ("warm", "cold"))
    lines = [line for text in (ran[0].output, ran[1].output) for line in text.splitlines() if line.startswith("|")]
    assert all(line in ran[2].output.splitlines() for line in lines)
    assert "12.1 ms | 1.21 × docxtpl               | ≤ 1.2 **missed**    |\n" in ran[1].output


def test_what_stands_beside_nothing_else_is_asked_nothing() -> None:
    found = {"docxtpl": 10.0, "carbone": 20.0, "layout": 5.0, "home, 1000 acts": 201.0, "1000 entries, memory": 8.0}
    lines = list(bench.table(found))
    assert len({len(line) for line in lines}) == 1, "aligned"
    assert [[*map(str.strip, line.split("|")[1:-1])] for line in lines[2:]] == [
        ["docxtpl", "10.0 ms", "1.00 × docxtpl", ""],
        ["carbone", "20.0 ms", "2.00 × docxtpl", ""],
        ["layout", "5.0 ms", "0.50 × docxtpl", "≤ 0.05 **missed**"],
        ["layout", "5.0 ms", "0.25 × carbone", "≤ 1"],
        ["home, 1000 acts", "201.0 ms", "", "≤ 200 **missed**"],
        ["1000 entries, memory", "8.0 MiB", "0.80 × docxtpl", ""],
    ]


def test_rounds_do_everything_and_the_first_do_not_count() -> None:
    taken = iter([100, 100, 1, 9, 2])
    assert bench.medians(3, lambda: {"a": next(taken), "b": 7}) == {"a": 2, "b": 7}
    assert list(taken) == []


def test_a_peer_is_given_a_tag_for_each_text() -> None:
    assert len(papers()) == 3
    for *_, layout in papers():
        template, data = tagged(layout())
        assert len(data) > 20
        said = "\n".join(text_of(template))
        assert said != "\n".join(text_of(layout()))
        for name, text in data.items():
            said = said.replace(f"{{d.{name}}}", text)
        assert said == "\n".join(text_of(layout()))
