"""A program killed while it writes: the entry is whole, as it was or as it was to be, and can still be undone."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from actes.model.edits import Typed
from actes.registry.load import Shelf
from actes.store import undo as store
from actes.store.undo import last_kept, undo
from actes.store.writing import Rewritten
from actes.tasks.edit import change
from mend.conftest import ACT, TODAY, entry

LOOP = """
import sys
from datetime import date
from itertools import cycle
from pathlib import Path
from actes.model.edits import Typed
from actes.registry.load import Shelf
from actes.tasks.edit import change
folder = Path(sys.argv[1])
for day in cycle(range(10, 31)):
    wanted = [Typed("periode.fin", f"2027-12-{day}")]
    assert not change(Shelf(folder), "DEC2025-453", None, wanted, date(2025, 6, 1)).left
    print(day, flush=True)
"""


def test_a_program_killed_in_mid_write_leaves_a_whole_entry(registry: Path) -> None:
    before = entry(registry).read_text("utf-8")
    for number in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", LOOP, str(registry)], stdout=subprocess.PIPE, text=True
        ) as writing:
            assert writing.stdout is not None
            writing.stdout.readline()  # it writes
            time.sleep(0.05 + 0.037 * number)
            writing.kill()
        now = entry(registry).read_text("utf-8")
        day = now.partition("  fin: 2027-12-")[2][:2]
        assert now == before.replace("  fin: 2026-12-31", f"  fin: 2027-12-{day}", 1)
        assert 10 <= int(day) <= 30
        undo(registry.parent)
        assert entry(registry).read_text("utf-8") != now


def test_a_write_that_was_never_made_is_not_undone(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = entry(registry).read_bytes()
    assert not change(Shelf(registry), ACT, data, [Typed("periode.fin", "2027-12-30")], TODAY).left
    first = entry(registry).read_bytes()
    assert not change(Shelf(registry), ACT, first, [Typed("periode.fin", "2027-12-31")], TODAY).left

    class Killed(BaseException):
        pass

    records, left = registry.parent / ".actes" / "avant", dict[Path, bytes]()

    def killed(*_: object) -> None:
        left.update({path: path.read_bytes() for path in records.glob("*.json")})
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(store, "rewrite", killed)
        with pytest.raises(Killed):
            change(Shelf(registry), ACT, None, [Typed("periode.debut", "2024-01-01")], TODAY)
    for path, record in left.items():  # who is killed tidies nothing
        path.write_bytes(record)
    assert len(left) == 3
    kept = last_kept(registry.parent)
    assert kept is not None
    assert "31 décembre 2027" in kept.what.replace("\xa0", " ")
    undo(registry.parent)
    assert entry(registry).read_bytes() == first
    undo(registry.parent)
    assert entry(registry).read_bytes() == data, "nor does it stand before what was undone"


def test_a_write_that_goes_on_and_was_never_made_is_not_undone(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its record keeps what stood before the stay, which is neither what is there nor what it would have left."""
    path, root = entry(registry), registry.parent
    data = path.read_bytes()
    first, second = (data.replace(b"fin: 2026-12-31", b"fin: 2027-12-" + day) for day in (b"30", b"31"))
    store.rewrite_undoable(root, {path: Rewritten(data, first)}, "un", one="fin")
    records = root / ".actes" / "avant"
    with monkeypatch.context() as patched:
        patched.setattr(store, "rewrite", lambda _: left.update({p: p.read_bytes() for p in records.glob("*.json")}))
        left = dict[Path, bytes]()
        store.rewrite_undoable(root, {path: Rewritten(first, second)}, "deux", one="fin")
    for record, text in left.items():
        record.write_bytes(text)
    kept = last_kept(root)
    assert kept is not None
    assert kept.what == "un"
    undo(registry.parent)
    assert path.read_bytes() == data
