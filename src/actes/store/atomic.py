"""Files written whole or not at all, by one command at a time in a workspace: bytes go to a new file in the same
folder, reach the disk (left to the system for what can be made again), then take the name of the old one in a single
step.

Between looking at a file and replacing it, Word may save it: no lock of ours stops Word. So the two files take each
other's name in one step, and what came out is looked at afterwards; where a system or a network folder has no such
step, the ordinary one is what is left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from .problems import changed_meanwhile, refused, stop, translated

SUFFIX = ".actes-tmp"
STALE = 3600  # seconds: a temporary file left by a crash, not by a colleague who is writing now
_HERE, _NOREPLACE, _EXCHANGE = -100, 1, 2  # of Linux: AT_FDCWD, RENAME_…
_MAC_SWAP = 2
_LACKING_ON_WINDOWS = frozenset({1, 50, 120})
_LACKING = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})


def prepare(target: Path, data: bytes, *, lasting: bool = True) -> Path:
    """Put the bytes beside the target, on the disk; the path of the temporary file. Raises OSError, leaving nothing."""
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}{SUFFIX}")
    # Not tempfile's: its files can be read by their owner only, which is not what a shared folder is for.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


@contextmanager
def prepared(target: Path, data: bytes, *, lasting: bool = True) -> Iterator[Path]:
    """A temporary file ready to become the target; taken away at the end if it was not put in place.

    Raises CannotGoOn where the system refuses: nothing has changed then.
    """
    with translated(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    with translated(target):
        temporary = prepare(target, data, lasting=lasting)
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def replace(target: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file of our own, whole or not at all. Raises CannotGoOn where the system refuses."""
    with prepared(target, data, lasting=lasting) as temporary, translated(target):
        temporary.replace(target)
        sweep(target)
    if lasting:
        settle([target])


def create(path: Path, data: bytes) -> bool:
    """Make a file that is not there yet; False, with nothing changed, where somebody has just made it: of two people
    who take the same name at the same time on a shared folder, one has it.

    The name is taken by the whole file at once: a command that is stopped leaves none that is empty. Raises CannotGoOn
    (status 2) where the system refuses.
    """
    with prepared(path, data) as temporary, translated(path):
        if not _taken(temporary, path):
            return False
        sweep(path)
    settle([path])
    return True


def put_in_place(temporary: Path, target: Path, before: bytes | None) -> None:
    """The one step that changes what people see. `before` is what was in the target, None where nothing was.

    Raises CannotGoOn (status 2) where it is no longer so: what somebody has just saved stays where they saved it.
    """
    with translated(target, replacing=True):
        try:
            if not (_taken(temporary, target) if before is None else _exchanged(temporary, target, before)):
                raise changed_meanwhile(target)
        except FileNotFoundError:
            raise changed_meanwhile(target) from None
    sweep(target)


def _taken(temporary: Path, target: Path) -> bool:
    try:
        take(temporary, target)
    except FileExistsError:
        return False
    return True


def _exchanged(temporary: Path, target: Path, before: bytes) -> bool:
    new = temporary.read_bytes()
    if not exchange(temporary, target):
        same = target.read_bytes() == before
        if same:
            temporary.replace(target)
        return same
    if temporary.read_bytes() == before:
        return True
    exchange(temporary, target)
    if temporary.read_bytes() != new:  # saved once more, over ours: the last one is the one to keep
        exchange(temporary, target)
    return False


def settle(targets: Iterable[Path]) -> None:
    """Have the new names reach the disk, where one can ask; until then a power cut brings the old file back."""
    if hasattr(os, "O_DIRECTORY"):
        for parent in {target.parent for target in targets}:
            folder = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                with suppress(OSError):  # some network folders cannot
                    os.fsync(folder)
            finally:
                os.close(folder)


def sweep(target: Path) -> None:
    """Take away temporary files that a crash left. Their age is counted by the clock of the folder itself."""
    now = target.stat().st_mtime
    for left in target.parent.glob(f".{escape(target.name)}.*{SUFFIX}"):
        with suppress(OSError):
            if now - left.stat().st_mtime > STALE:
                left.unlink()


def exchange(new: Path, target: Path) -> bool:
    """The two files take each other's name; False, with nothing changed, where the system cannot. Raises OSError."""
    if sys.platform == "win32":  # what Word itself does when it saves: the old file goes beside
        aside = new.with_name(f"{new.stem}.old{new.suffix}")
        replace = ctypes.WinDLL("kernel32", use_last_error=True).ReplaceFileW
        replace.argtypes = [ctypes.c_wchar_p] * 3 + [ctypes.c_uint32] + [ctypes.c_void_p] * 2
        if replace(str(target), str(new), str(aside), 0, None, None):
            aside.rename(new)
            return True
        error = ctypes.WinError(ctypes.get_last_error())
        if aside.exists() and not target.exists():  # stopped half way
            aside.rename(target)
        if error.winerror in _LACKING_ON_WINDOWS:
            return False
        raise error
    if sys.platform == "darwin":
        return called("renamex_np", new, target, _MAC_SWAP)
    return called("renameat2", new, target, _EXCHANGE)


def take(temporary: Path, path: Path) -> None:
    """Give a file its name, if nobody has it. Raises FileExistsError, with nothing changed, where somebody does."""
    if sys.platform == "win32":
        temporary.rename(path)  # there, it never replaces
        return
    if sys.platform == "linux" and called("renameat2", temporary, path, _NOREPLACE):
        return
    try:
        path.hardlink_to(temporary)
        temporary.unlink()
    except OSError as error:
        if error.errno not in _LACKING:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))  # a USB stick has no links
        temporary.replace(path)


def called(name: str, one: Path, other: Path, flag: int) -> bool:
    """A step of the C library; False where it, the system below or the file system lacks it."""
    step = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if step is None:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    failed = step(first, second, flag) if name == "renamex_np" else step(_HERE, first, _HERE, second, flag)
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _LACKING:
        return False
    raise OSError(number, os.strerror(number), str(other))


LOCK = "verrou"
WAIT = 60  # seconds; a write takes less than one


@contextmanager
def locked(state: Path | None) -> Iterator[None]:
    """Meanwhile, no other command writes in the workspace whose `.actes` is `state`; none to lock outside of one.

    Raises CannotGoOn (status 2) where another has not finished, or the system refuses.
    """
    if state is None:
        yield
        return
    from filelock import FileLock, Timeout

    with translated(state):
        state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(state / LOCK, timeout=WAIT, mode=0o666)  # a colleague's command takes it too
    try:
        lock.acquire()
    except Timeout:
        message = "une autre commande « actes » écrit dans ce dossier depuis trop longtemps"
        raise stop("FIC110", state, message, "attendez qu'elle ait fini, puis relancez la même commande") from None
    except OSError as error:
        raise refused(state / LOCK, error) from error
    try:
        yield
    finally:
        lock.release()
