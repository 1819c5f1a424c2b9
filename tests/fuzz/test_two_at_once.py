"""Two at once: two commands on one entry, a command and Word on one document. Nobody's words are lost.

Some rounds at each run, thousands in `make fuzz` (ACTES_FUZZ).
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.layout.seal import link, seal
from actes.model.following import Stated
from actes.store.atomic import create
from actes.store.writing import write
from actes.tasks.follow import record

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("ACTES_FUZZ", "200"))
ACT = "DEC2025-453"
PARTS = {"[Content_Types].xml": b"<Types></Types>", "_rels/.rels": b"<Relationships></Relationships>"}
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _hurried() -> Iterator[None]:
    """Threads take turns a thousand times more often than they do."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(usual)


def together(*works: Callable[[], object]) -> None:
    """Run works at the same time; what one of them raises fails the test."""
    failed: list[BaseException] = []
    start = threading.Barrier(len(works))

    def at_once(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=at_once, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_two_facts_recorded_at_once_are_both_there(tmp_path: Path) -> None:
    registry = Path(shutil.copytree(ROOT / "registry", tmp_path / "registry"))
    entry = registry / "2025" / f"{ACT}.yaml"
    text = entry.read_text("utf-8")
    assert "suivi:" in text
    bare = text[: text.index("suivi:")] + text[text.index("\n", text.rindex("publication:")) + 1 :]
    for _ in range(max(3, ROUNDS // 50)):
        entry.write_text(bare, "utf-8")
        together(
            lambda: record(registry, ACT, Stated(sent=date(2025, 7, 8)), TODAY),
            lambda: record(registry, ACT, Stated(published=date(2025, 7, 9)), TODAY),
        )
        after = entry.read_text("utf-8")
        assert "transmission: 2025-07-08" in after
        assert "publication: 2025-07-09" in after


def test_what_word_saves_while_a_document_is_written_stays(tmp_path: Path) -> None:
    target, beside, draw = tmp_path / "acte.docx", tmp_path / "word.tmp", random.Random(0)
    ours = [seal(link(PARTS | {"a.xml": b"<a>%d</a>" % number})) for number in range(2)]
    met = 0
    for number in range(ROUNDS):
        target.write_bytes(ours[0])
        saved, pause = b"PK saved %d" % number, draw.random() * 0.004

        def save(saved: bytes = saved, pause: float = pause) -> None:
            time.sleep(pause)
            beside.write_bytes(saved)
            beside.replace(target)

        def render() -> None:
            nonlocal met
            try:
                met += not write({target: ours[1]}, tmp_path / ".actes")[0].done
            except CannotGoOn:
                met += 1

        together(save, render)
        assert target.read_bytes() == saved
    assert met > 0, "they never met"


def test_a_number_is_taken_by_one(tmp_path: Path) -> None:
    for number in range(ROUNDS):
        path, made = tmp_path / f"DEC2026-{number}.yaml", list[bytes]()

        def take(text: bytes, path: Path = path, made: list[bytes] = made) -> None:
            if create(path, text):
                made.append(text)

        together(lambda: take(b"one"), lambda: take(b"other"))
        assert [path.read_bytes()] == made


def test_two_renders_at_once_are_one_after_the_other(tmp_path: Path) -> None:
    target = tmp_path / "acte.docx"
    data = [seal(link(PARTS | {"a.xml": b"<a>%d</a>" % number})) for number in range(2)]
    for _ in range(max(20, ROUNDS // 10)):
        together(*(lambda one=one: write({target: one}, tmp_path / ".actes") for one in data))
        assert target.read_bytes() in data
