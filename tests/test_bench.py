"""The bench says what it measured: a missed target is seen, peers get our texts, the page keeps its sentences."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not (ROOT / "tools" / "bench").is_dir():
    pytest.skip("the bench is not in an sdist", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from tools.bench import record  # noqa: E402
from tools.bench.documents import MAIN, papers, tagged, text_of  # noqa: E402
from tools.bench.measure import Measure, Part, medians, missed, table  # noqa: E402


def test_a_missed_target_is_seen() -> None:
    slow, fast = (Measure(name, value, "docxtpl", 10, 1.2) for name, value in (("slow", 12.1), ("fast", 12)))
    assert (slow.missed, fast.missed) == (True, False)
    assert slow.cells == ("slow", "12.1 ms", "1.21 × docxtpl", "≤ 1.2 **missed**")
    assert missed([Part("Cold", "", [slow, fast]), Part("Warm", "", [fast])]) == ["Cold: slow"]
    assert not Measure("floor", 5, "docxtpl", 10).missed, "nothing is asked of it"


def test_every_round_does_everything_and_the_first_do_not_count() -> None:
    order: list[str] = []
    values = iter([100, 100, 1, 9, 2])

    def work(name: str, value: float) -> float:
        order.append(name)
        return value

    found = medians({"a": lambda: work("a", next(values)), "b": lambda: work("b", 7)}, 3)
    assert order == ["a", "b"] * 5
    assert found == {"a": 2, "b": 7}


def test_a_table_is_aligned() -> None:
    assert list(table([("", "ratio"), ("render", "0.5")])) == [
        "|        | ratio |",
        "|--------|-------|",
        "| render | 0.5   |",
    ]


def test_a_peer_is_given_a_tag_for_each_text() -> None:
    assert len(papers()) == 3
    for paper in papers():
        template, data = tagged(paper.made, "{%s}")
        assert len(data) > 20
        assert text_of(template) != text_of(paper.made)
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            parts = {name: package.read(name).decode() for name in package.namelist() if name == MAIN}
        for name, text in data.items():
            parts[MAIN] = parts[MAIN].replace(f"{{{name}}}", text.replace("&", "&amp;").replace("<", "&lt;"))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr(MAIN, parts[MAIN])
        assert text_of(out.getvalue()) == text_of(paper.made)


def test_the_page_keeps_its_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"Before.\n\n{record.BEGIN}\nstale table\n{record.END}\n\nAfter.\n", "utf-8")
    monkeypatch.setattr(record, "PAGE", page)
    monkeypatch.setattr(record.peers, "installed", lambda: None)
    record.write([Part("Cold", "How.", [Measure("render", 5, "docxtpl", 10, 1.2)])], 15)
    text = page.read_text("utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("\nAfter.\n")
    assert "stale table" not in text
    assert "0.50 × docxtpl" in text
    assert "medians of 15 rounds" in text


def test_the_page_of_the_project_can_be_written() -> None:
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert text.count(record.BEGIN) == text.count(record.END) == 1
