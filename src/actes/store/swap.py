"""The steps of the system that put a file in place without ever losing another: what was there is given back.

Between looking at a file and replacing it, Word may save it: no lock of ours stops Word. So the two files take each
other's name in one step, and what came out is looked at afterwards. Windows and macOS have steps of their own; where a
system or a network folder has none, the ordinary one is what is left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE, _NOREPLACE, _EXCHANGE = -100, 1, 2  # of Linux: AT_FDCWD, RENAME_…
_MAC_SWAP = 2
_LACKING_ON_WINDOWS = frozenset({1, 50, 120})
_LACKING = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})


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
