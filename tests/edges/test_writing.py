"""Writes are atomic, and what the system refuses is said in French: crash, full disk, read-only, open elsewhere."""

import contextlib
import errno
import importlib
import itertools
import os
import shutil
import signal
import stat
import subprocess
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.layout.seal import is_untouched
from actes.store import atomic as atomic_module
from actes.store.atomic import create, exchange, take
from actes.store.writing import Outcome, Written, write
from edges.runner import ACT, Ran, document, run, run_script
from edges.test_nothing_is_lost import change_entry, snapshot
from edges.word import edit

Run = Callable[..., Ran]
STEPS = [
    "os.open", "os.fdopen", "os.fsync", "pathlib.Path.replace", "pathlib.Path.unlink",
    "actes.store.atomic.exchange", "actes.store.atomic.take",
]  # fmt: skip


def refusal(error: CannotGoOn) -> tuple[int, str, str]:
    (finding,) = error.findings
    return error.status, finding.code, finding.name


# --- a crash ---


def crash(step: str, count: int, force: bool, folder: Path, new: Path) -> int:
    """Write documents in a process that kills itself at the nth call of `step`; 0 when it made fewer calls."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: the child has its own
        child = os.fork()
    if not child:
        try:
            _kill_at(step, count)
            written = _written(force, folder, new)
            os._exit(0 if len(written) == 3 and all(one.done for one in written) else 2)
        finally:
            os._exit(3)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL)
    return ended


def _written(force: bool, folder: Path, new: Path) -> Sequence[Written]:
    files = {folder / "sortie" / p.parent.name / p.name: p.read_bytes() for p in sorted(new.rglob("*.docx"))}
    return write(files, folder / ".actes", force=force)


def _kill_at(step: str, count: int) -> None:
    module, name = step.rsplit(".", 1)
    owner = Path if "Path" in module else importlib.import_module(module)
    real, calls = getattr(owner, name), itertools.count(1)

    def killed(*arguments: object, **named: object) -> object:
        if next(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)

    setattr(owner, name, killed)


@pytest.fixture(scope="session")
def next_documents(rendered_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of the same act with another fact."""
    folder = Path(shutil.copytree(rendered_once, tmp_path_factory.mktemp("suite") / "suite"))
    change_entry(folder)
    assert run(folder, "render", ACT).status == 0
    return folder / "sortie"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("force", [False, True], ids=["plain", "force"])
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_whole_files(
    step: str, force: bool, rendered: Path, next_documents: Path, tmp_path: Path
) -> None:
    """Killed at the nth call of each system call that a write makes, for every n until it goes through."""
    if force:
        edit(document(rendered), "Flux", "Fluxo")
    old, mine = snapshot(rendered / "sortie"), document(rendered).read_bytes()
    for count in range(1, 60):
        folder = tmp_path / f"crash {count}"
        for name in ("sortie", ".actes"):
            shutil.copytree(rendered / name, folder / name)
        if crash(step, count, force, folder, next_documents) == 0:
            break
        for name, data in old.items():
            after = (folder / "sortie" / name).read_bytes()
            assert after == data or is_untouched(after), f"{name} is cut"
        if force:
            assert mine in [p.read_bytes() for p in (folder / "sortie").rglob("*.docx")], "the person's words are lost"
        again = _written(force, folder, next_documents)
        assert [one.done for one in again] == [True] * 3, "after a crash, the same command goes through"
    assert count < 59
    assert count > 3 or step.endswith("take"), "the step is not one of a write"  # a name is taken by what is kept


def test_bytes_reach_the_disk_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a power cut may leave the new name on an empty file, which no test here can provoke."""
    events: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        events.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_sync(handle)

    def replace(self: Path, target: Path) -> Path:
        events.append("replace")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(atomic_module, "take", lambda *paths: (events.append("name"), take(*paths)))
    write({tmp_path / "acte.docx": b"x"}, tmp_path / ".actes")
    last = ["folder"] if hasattr(os, "O_DIRECTORY") else []
    assert events == ["file", "replace", "name", *last], "the document's bytes, what is remembered, its name"


def test_temporary_files_of_a_crash_go_away(tmp_path: Path) -> None:
    target = tmp_path / "acte.docx"
    old, recent = (tmp_path / f".acte.docx.{n}{atomic_module.SUFFIX}" for n in ("00000000", "11111111"))
    other = tmp_path / f".autre.docx.00000000{atomic_module.SUFFIX}"
    for left in (old, recent, other):
        left.touch()
    for left in (old, other):
        os.utime(left, (0, 0))
    write({target: b"x"}, tmp_path / ".actes")
    assert not old.exists(), "left by a crash"
    assert recent.exists(), "a colleague may be writing it now"
    assert other.exists(), "not ours to judge"


# --- a full disk ---


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("cannot mount a small disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount")
def test_a_full_disk(rendered: Path, tmp_path: Path, actes: Run) -> None:
    away = tmp_path / "clé USB"
    with small_disk(away, "400k"):
        first = actes(rendered, "render", ACT, "--output", str(away))
        assert first.status == 0, first.err
        with contextlib.suppress(OSError):
            (away / "autre").write_bytes(b"x" * 400_000)
        before = snapshot(away / ACT)
        change_entry(rendered)
        ran = actes(rendered, "render", ACT, "--output", str(away))
        assert ran.status == 2
        assert "FIC103 disque-plein" in ran.err
        assert "il n'y a plus de place sur le disque" in ran.err
        assert snapshot(away / ACT) == before


@pytest.mark.skipif(os.name == "nt", reason="resource")
def test_a_disk_that_fills_in_mid_write(rendered: Path) -> None:
    """The system itself stops the write after 20 000 bytes, on any machine."""
    change_entry(rendered)
    before = snapshot(rendered / "sortie")
    script = "import resource, sys; sys.dont_write_bytecode = True\n"
    script += "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
    ran = run_script(rendered, f"{script}from actes.cli import main; main(['render', {ACT!r}])")
    assert ran.status == 2, ran.err
    assert "FIC103 disque-plein" in ran.err
    assert snapshot(rendered / "sortie") == before


# --- read-only, open elsewhere, in the way ---


@contextlib.contextmanager
def read_only_disk(folder: Path) -> Iterator[None]:
    bound = subprocess.run(["mount", "--bind", str(folder), str(folder)], capture_output=True, check=False)
    if bound.returncode:
        pytest.skip("cannot mount here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount")
def test_a_read_only_folder(rendered: Path, actes: Run) -> None:
    change_entry(rendered)
    before = snapshot(rendered / "sortie")
    with read_only_disk(rendered / "sortie"):
        ran = actes(rendered, "render", ACT)
    assert ran.status == 2
    assert "FIC102 acces-interdit" in ran.err
    assert "que ce dossier n'est pas en lecture seule" in ran.err
    assert snapshot(rendered / "sortie") == before


def test_a_read_only_file(rendered: Path, actes: Run) -> None:
    change_entry(rendered)
    before = snapshot(rendered / "sortie")
    document(rendered).chmod(stat.S_IREAD)
    ran = actes(rendered, "render", ACT)
    assert ran.status == 2
    assert "ce document est en lecture seule" in ran.err
    assert snapshot(rendered / "sortie") == before


@pytest.mark.parametrize(
    "owner", [f"~${ACT[2:]}-decision.docx", f".~lock.{ACT}-decision.docx#"], ids=["Word", "LibreOffice"]
)
def test_a_file_open_in_word_or_libreoffice(owner: str, rendered: Path, actes: Run) -> None:
    change_entry(rendered)
    (document(rendered).parent / owner).touch()
    before = snapshot(rendered / "sortie")
    ran = actes(rendered, "render", ACT)
    assert ran.status == 2
    assert "ce document est ouvert dans Word ou LibreOffice" in ran.err
    assert f"si personne ne l'a ouvert, effacez « {owner} »" in ran.err
    assert snapshot(rendered / "sortie") == before


def test_an_open_file_that_need_not_change_is_no_matter(rendered: Path, actes: Run) -> None:
    (document(rendered).parent / f".~lock.{ACT}-decision.docx#").touch()
    assert actes(rendered, "render", ACT).status == 0


def test_libreoffice_really_leaves_that_file() -> None:
    """Word's rule, from its own files: two letters go when the name is long, one of seven, none of six."""
    from actes.store.names import owner_files

    assert owner_files(Path("DEC2025-453-decision.docx"))[0].name == "~$C2025-453-decision.docx"
    assert owner_files(Path("acte123.docx"))[0].name == "~$cte123.docx"
    assert owner_files(Path("acte12.docx"))[0].name == "~$acte12.docx"


SHARING, DENIED = 32, 5  # what Windows answers


@pytest.mark.parametrize(
    ("moment", "code", "expected"),
    [
        ("open", SHARING, "FIC101"),
        ("exchange", SHARING, "FIC101"),
        ("exchange", DENIED, "FIC101"),  # it could be opened for writing an instant ago
        ("open", DENIED, "FIC102"),
        ("open", None, "FIC102"),
        ("exchange", None, "FIC102"),  # elsewhere, who has a file open keeps nobody from replacing it
    ],
)
def test_what_is_held_and_what_is_forbidden_are_two_things(
    moment: str, code: int | None, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows there may be no owner file: the system refuses, when the file is opened or when it is replaced."""
    target = tmp_path / "acte.docx"
    write({target: b"old"}, tmp_path / ".actes")

    def refuse() -> None:
        error = PermissionError(errno.EACCES, "Permission denied", str(target))
        error.winerror = code
        raise error

    real = Path.open
    if moment == "open":
        monkeypatch.setattr(
            Path, "open", lambda self, mode="r", **n: refuse() if "+" in mode else real(self, mode, **n)
        )
    else:
        monkeypatch.setattr(atomic_module, "exchange", lambda *paths: refuse())
    with pytest.raises(CannotGoOn) as caught:
        write({target: b"new"}, tmp_path / ".actes")
    assert refusal(caught.value)[:2] == (2, expected)
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir() if atomic_module.SUFFIX in p.name] == []


@pytest.mark.parametrize("moment", ["prepare", "exchange", "again", "without"])
def test_a_file_saved_while_we_work_is_not_overwritten(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While we write beside it; an instant before the names are exchanged; and once more before they are put back."""
    target, saves = tmp_path / "acte.docx", 0
    write({target: b"old"}, tmp_path / ".actes")

    def save(text: bytes) -> None:
        (tmp_path / "word.tmp").write_bytes(text)
        (tmp_path / "word.tmp").replace(target)

    def slow(path: Path, data: bytes, *, lasting: bool) -> Path:
        if path == target:
            save(b"just saved in Word")
        return prepare(path, data, lasting=lasting)

    def late(one: Path, other: Path) -> bool:
        nonlocal saves
        saves += 1
        if saves <= (2 if moment == "again" else 1):
            save(b"just saved in Word" if moment != "again" or saves == 2 else b"a first time")
        return moment != "without" and exchange(one, other)

    prepare = atomic_module.prepare
    name, step = ("prepare", slow) if moment == "prepare" else ("exchange", late)
    monkeypatch.setattr(atomic_module, name, step)
    with pytest.raises(CannotGoOn) as caught:
        write({target: b"new"}, tmp_path / ".actes")
    assert refusal(caught.value) == (2, "FIC106", "fichier-change-entre-temps")
    assert target.read_bytes() == b"just saved in Word"


def test_a_file_that_appears_while_we_work_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "acte.docx"

    def late(temporary: Path, path: Path) -> None:
        target.write_bytes(b"saved under this name")
        take(temporary, path)

    monkeypatch.setattr(atomic_module, "take", late)
    with pytest.raises(CannotGoOn):
        write({target: b"new"}, tmp_path / ".actes")
    assert target.read_bytes() == b"saved under this name"


@pytest.mark.parametrize("lacking", ["renameat2", "links"])
def test_a_name_is_taken_where_the_disk_lacks_a_step(
    lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NFS has no renameat2, a USB stick has no links: a name is taken by one person all the same."""

    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links", str(self))

    monkeypatch.setattr("actes.store.atomic.called", lambda *arguments: False)
    if lacking == "links":
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    for text, made in ((b"first", True), (b"second", False)):
        assert create(tmp_path / "DEC2026-001.yaml", text) is made
    assert (tmp_path / "DEC2026-001.yaml").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["DEC2026-001.yaml"]


def test_a_folder_in_the_way(workspace: Path, actes: Run) -> None:
    document(workspace).mkdir(parents=True)
    ran = actes(workspace, "render", ACT)
    assert (ran.status, "FIC105 emplacement-occupe" in ran.err) == (2, True)


def test_a_file_in_the_way_of_the_folder(workspace: Path, actes: Run) -> None:
    (workspace / "sortie").write_text("une note", "utf-8")
    ran = actes(workspace, "render", ACT)
    assert (ran.status, "FIC105 emplacement-occupe" in ran.err) == (2, True)
    assert (workspace / "sortie").read_text("utf-8") == "une note"


def test_a_path_that_is_too_long(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "render", ACT, "--output", "x" * 300)
    assert (ran.status, "FIC104 chemin-trop-long" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EROFS, "FIC102"), (errno.ENOSPC, "FIC103"), (errno.EDQUOT, "FIC103"), (errno.EIO, "FIC199")],
)
def test_every_refusal_is_one_clear_message(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes, *, lasting: bool) -> Path:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(atomic_module, "prepare", refuse)
    with pytest.raises(CannotGoOn) as caught:
        write({tmp_path / "acte.docx": b"x"}, tmp_path / ".actes")
    assert refusal(caught.value)[:2] == (2, code)
    assert os.strerror(number) not in str(caught.value), "the system's English words"


def test_several_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = atomic_module.prepare, []

    def refuse_second(path: Path, data: bytes, *, lasting: bool) -> Path:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "full", str(path))
        return real(path, data, lasting=lasting)

    monkeypatch.setattr(atomic_module, "prepare", refuse_second)
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    with pytest.raises(CannotGoOn):
        write({first: b"1", second: b"2"}, tmp_path / ".actes")
    assert len(calls) == 2
    assert [path.name for path in tmp_path.iterdir()] == [".actes"]
    monkeypatch.undo()
    assert [w.outcome for w in write({first: b"1", second: b"2"}, tmp_path / ".actes")] == [Outcome.ECRIT] * 2


def test_a_draft_is_on_disk_before_the_check_is_loaded(workspace: Path) -> None:
    script = (
        "import sys; from actes.cli import run; import actes.tasks.pipeline as pipeline; write = pipeline.write\n"
        "def seen(*args, **options):\n"
        "    written = write(*args, **options)\n"
        "    later = ('actes.rules.', 'actes.facts.', 'multiprocessing')\n"
        "    print(sorted(name for name in sys.modules if name.startswith(later)))\n"
        "    return written\n"
        f"pipeline.write = seen; print(run(['render', {ACT!r}]), 'actes.rules.periods' in sys.modules)"
    )
    lines = run_script(workspace, script).out.splitlines()
    assert lines[0] == "[]"
    assert lines[-1] == "0 True"
    assert document(workspace).is_file()
