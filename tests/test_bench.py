"""The bench says what it measured: a missed target is seen, peers get our texts, the page keeps its sentences."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not (ROOT / "tools" / "bench").is_dir():
    pytest.skip("the bench is not in an sdist", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from tools.bench import __main__ as bench  # noqa: E402
from tools.bench.lines import Line, medians, table  # noqa: E402
from tools.bench.papers import MAIN, changed, papers, tagged, text_of  # noqa: E402


def test_a_missed_target_is_seen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    slow, fast = (Line(name, value, "docxtpl", 10, 1.2) for name, value in (("slow", 12.1), ("fast", 12)))
    assert (slow.missed, fast.missed) == (True, False)
    assert slow.cells == ("slow", "12.1 ms", "1.21 × docxtpl", "≤ 1.2 **missed**")
    assert not Line("floor", 5, "docxtpl", 10).missed, "nothing is asked of it"
    monkeypatch.setattr(bench, "PARTS", {"cold": _part([slow, fast]), "warm": _part([fast])})
    assert bench.main([]) == 1
    assert capsys.readouterr().out.endswith("missed: cold: slow\n")
    assert bench.main(["warm"]) == 0


def _part(lines: list[Line]) -> Callable[[int], list[Line]]:
    def part(_: int) -> list[Line]:
        """A part."""
        return lines

    return part


def test_every_round_does_everything_and_the_first_do_not_count() -> None:
    order: list[str] = []
    values = iter([100, 100, 1, 9, 2])

    def work(name: str, value: float) -> float:
        order.append(name)
        return value

    found = medians({"a": lambda: work("a", next(values)), "b": lambda: work("b", 7)}, 3, lambda: None)
    assert order == ["a", "b"] * 5
    assert found == {"a": 2, "b": 7}


def test_a_table_is_aligned() -> None:
    assert list(table([Line("render", 5, "docxtpl", 10)])) == [
        "|        | taken  | ratio          | target |",
        "|--------|--------|----------------|--------|",
        "| render | 5.0 ms | 0.50 × docxtpl |        |",
    ]


def test_a_peer_is_given_a_tag_for_each_text() -> None:
    assert len(papers()) == 3
    for paper in papers():
        template, data = tagged(paper.made, "{%s}")
        assert len(data) > 20
        assert text_of(template) != text_of(paper.made)
        main = zipfile.ZipFile(io.BytesIO(template)).read(MAIN).decode()
        for name, text in data.items():
            main = main.replace(f"{{{name}}}", text.replace("&", "&amp;").replace("<", "&lt;"))
        assert text_of(changed(template, main.encode())) == text_of(paper.made)


def test_the_page_keeps_its_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"Before.\n\n{bench.BEGIN}\nstale table\n{bench.END}\n\nAfter.\n", "utf-8")
    monkeypatch.setattr(bench, "PAGE", page)
    bench.write("new table")
    assert page.read_text("utf-8") == f"Before.\n\n{bench.BEGIN}\nnew table\n{bench.END}\n\nAfter.\n"


def test_the_page_of_the_project_can_be_written() -> None:
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert text.count(bench.BEGIN) == text.count(bench.END) == 1
