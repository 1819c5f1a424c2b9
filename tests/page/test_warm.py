"""What stays open all day: the register as it is, what is worked out aside, a thousand acts."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.finding import CannotGoOn, Severity
from actes.registry.load import load_register
from actes.tasks.aside import Warm
from actes.tasks.desk import Desk
from actes.tasks.overview import EVERY, State, Wanted
from actes.workspace import find_workspace

from .conftest import ACT, TODAY, fail
from .many import many


def entry(root: Path, name: str = ACT) -> Path:
    return next((root / "registry").rglob(f"{name}.yaml"))


def save(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def more(path: Path, text: str) -> None:
    save(path, path.read_text("utf-8") + text)


def same(warm: Warm, root: Path) -> None:
    """It is as if it had just been read."""
    held, fresh = warm.held().loaded, load_register(root / "registry")
    assert held.register is not None
    assert fresh.register is not None
    assert dict(held.register.actes) == dict(fresh.register.actes)
    assert set(held.findings) == set(fresh.findings)


def changed(root: Path, change: Callable[[Path], None]) -> None:
    warm = Warm(root / "registry")
    same(warm, root)
    change(root)
    same(warm, root)


def test_an_edit_an_error_its_mending(workspace: Path) -> None:
    warm, path = Warm(workspace / "registry"), entry(workspace)
    text = path.read_text("utf-8")
    for said in (text.replace("2026-12-31", "2026-12-30"), text.replace("2026-12-31", "hier"), "a: [", text):
        save(path, said)
        same(warm, workspace)
    before = warm.held()
    assert warm.held() is before  # nothing changed: nothing is read


@pytest.mark.parametrize(
    "change",
    [
        lambda root: more(entry(root, "DEC2023-051"), "\n# vu\n"),
        lambda root: entry(root, "DEC2023-051").unlink(),
        lambda root: save(root / "registry" / "2025" / "DEC2025-460.yaml", "numero: 2025-460\n"),
        lambda root: (root / "registry" / "tiers" / "cantal_destination.yaml").unlink(),
        lambda root: save(root / "registry" / "2025" / "DEC2025-453.yml", "numero: 2025-453\n"),
        lambda root: more(entry(root, "DEC2023-051"), f"renouvelle: {ACT}\n"),
    ],
    ids=["touched", "gone", "new", "a third party", "a stray", "a circle"],
)  # fmt: skip
def test_what_happens_to_files_outside(workspace: Path, change: Callable[[Path], None]) -> None:
    changed(workspace, change)


def test_a_file_that_goes_while_one_looks_is_no_trouble(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague's write leaves a name for a moment; a link may lead nowhere."""
    warm, link = Warm(workspace / "registry"), workspace / "registry" / "2025" / "DEC2025-460.yaml"
    warm.held()
    try:
        link.symlink_to(workspace / "rien")
    except OSError:
        pytest.skip("this system makes no link")
    same(warm, workspace)
    link.unlink()
    same(warm, workspace)


def test_a_folder_that_is_away_is_said_and_comes_back(workspace: Path) -> None:
    """A network that is cut: what works aside goes on once it is there again."""
    desk, away = Desk(find_workspace(workspace), lambda: TODAY), workspace.parent / "ailleurs"
    told: list[BaseException] = []
    desk.aside.start(told.append)
    desk.overview()
    workspace.rename(away)
    with pytest.raises(CannotGoOn) as refused:
        desk.overview()
    assert "actes du service" in str(refused.value.findings[0].where)
    time.sleep(0.3)
    away.rename(workspace)
    settled(desk)
    assert told == []


def test_a_shared_folder_may_date_two_versions_alike(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some say the time of a file by two seconds, and have no other sign of it."""
    path = entry(workspace)
    text = path.read_text("utf-8")
    stamps = iter([1, 2, 2, 2])

    def coarse(folder: str) -> list[tuple[str, int]]:
        return [(str(path), next(stamps))]

    monkeypatch.setattr("actes.tasks.aside.files_in", coarse)
    warm = Warm(workspace / "registry")
    for day in (31, 30, 29, 28):
        save(path, text.replace("2026-12-31", f"2026-12-{day}"))
        same(warm, workspace)


def settled(desk: Desk) -> None:
    desk.aside.start(fail)
    until = time.monotonic() + 60
    while desk.overview().waiting or desk.overview().due is None:
        assert time.monotonic() < until
        time.sleep(0.1)
    desk.aside.stop()


def test_what_is_to_be_done(workspace: Path) -> None:
    names = many(workspace, 30)
    desk = Desk(find_workspace(workspace), lambda: TODAY)
    first = desk.overview()
    assert first.due is None  # it is being worked out, and said so
    assert first.waiting == 31
    settled(desk)
    seen = desk.overview()
    assert [line.identifier for line in seen.to_transmit] == names[10:18]
    assert [line.identifier for line in seen.with_errors] == names[:17:-1]
    assert seen.due
    assert ACT in [one.identifier for one in seen.due]
    assert all(line.counts and line.counts[Severity.ERREUR] for line in seen.with_errors)


def test_a_draft_is_ready_once_it_is_checked(workspace: Path) -> None:
    desk = Desk(find_workspace(workspace), lambda: TODAY)
    sound = workspace / "registry" / "2026" / "DEC2026-001.yaml"
    sound.parent.mkdir()
    save(
        sound,
        "numero: 2026-001\ntype: décision\nobjet: Achat\narticles:\n  - texte: D'acheter une tondeuse ;\n",
    )
    settled(desk)
    line = next(one for one in desk.overview().lines if one.identifier == "DEC2026-001")
    assert line.state is (State.PRET if line.ready else State.BROUILLON)
    assert line.counts is not None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("flux vision"), 2),
        (Wanted("FLÙX adhérents"), 1),
        (Wanted("Cantal Destination adhérents"), 1),
        (Wanted(year=2017), 1),
        (Wanted(state="publié"), 1),
        (Wanted("rien de tel"), 0),
        (EVERY, 6),
    ],
)
def test_acts_are_found(workspace: Path, wanted: Wanted, found: int) -> None:
    assert len(Desk(find_workspace(workspace), lambda: TODAY).overview(wanted).lines) == found


def test_a_thousand_acts(workspace: Path) -> None:
    """Read once; afterwards home costs its lines, and an edit its file."""
    many(workspace, 200)
    desk = Desk(find_workspace(workspace), lambda: TODAY)
    start = time.process_time()
    desk.overview()
    first = time.process_time() - start
    path = entry(workspace)
    save(path, path.read_text("utf-8") + "\n")
    start = time.process_time()
    desk.overview()
    assert time.process_time() - start < first / 5
