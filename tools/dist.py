"""The release: wheel, sdist, and one zip that installs without network, on this system and on Windows.

    python tools/dist.py [--here] [FOLDER]      `make dist`; --here leaves the wheels of Windows out

The zip holds the wheels of lock/run.txt for every Python of an office, that list, and a script (tools/offline) that
makes an environment beside it and installs into it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "lock" / "run.txt"
WINDOWS = ["3.11", "3.12", "3.13", "3.14", "3.15"]  # the Pythons of an office
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same wheels give the same zip


def main(dist: Path, windows: bool) -> None:
    """Build everything, and say what is there."""
    run("-m", "hatchling", "build", "-d", str(dist))
    ours = max(dist.glob("actes-*-py3-none-any.whl"), key=lambda path: path.stat().st_mtime_ns)
    version = ours.name.split("-")[1]
    planned = {sysconfig.get_platform(): ["{}.{}".format(*sys.version_info)]}
    if windows:
        planned["win-amd64"] = WINDOWS
    with TemporaryDirectory() as folder:
        wheels = [ours, *collected(Path(folder), windows)]
        pack(dist / f"actes-{version}-hors-ligne.zip", f"actes-{version}", members(wheels, version, planned))
    for path in sorted(dist.glob(f"actes-{version}*")):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} Mo")


def pack(target: Path, top: str, files: Iterable[tuple[str, bytes]]) -> None:
    """The zip, everything in one folder: what a person decompresses stays together."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(f"{top}/{name}", EPOCH)
            info.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)


def collected(folder: Path, windows: bool) -> list[Path]:
    """The wheels of the lock, for this system and for the Pythons of Windows; pip refuses what has another digest."""
    targets = [["--platform", "win_amd64", "--python-version", python] for python in WINDOWS if windows]
    for target in ([], *targets):
        locked = ["--only-binary=:all:", "--no-deps", "--require-hashes", "-r", str(LOCK)]
        run("-m", "pip", "download", "--quiet", *target, "-d", str(folder), *locked)
    return sorted(folder.glob("*.whl"))


def members(wheels: Iterable[Path], version: str, planned: dict[str, list[str]]) -> Iterator[tuple[str, bytes]]:
    """What the zip holds: the wheels, ours first, what is locked, the Pythons it is made for, how it installs."""
    for wheel in wheels:
        data = wheel.read_bytes()
        yield f"wheels/{wheel.name}", data
        if wheel.name.startswith("actes-"):
            ours = f"actes=={version} --hash=sha256:{sha256(data).hexdigest()}\n"
    yield "exigences.txt", (ours + LOCK.read_text("utf-8")).encode()
    yield "prevu.json", json.dumps(planned).encode()
    pythons = planned.get("win-amd64") or next(iter(planned.values()))
    for path in sorted((ROOT / "tools" / "offline").iterdir()):
        text = path.read_text("utf-8").replace("@PYTHONS@", " ".join(reversed(pythons)))
        text = text.replace("@FIRST@", pythons[0]).replace("@LAST@", pythons[-1])
        yield path.name, encoded(path, text)


def encoded(path: Path, text: str) -> bytes:
    """As its reader expects it: the command of Windows, ASCII and CRLF; its Notepad, CRLF and a mark."""
    match path.suffix:
        case ".cmd":
            return text.replace("\n", "\r\n").encode("ascii")
        case ".txt":
            return text.replace("\n", "\r\n").encode("utf-8-sig")
    return text.encode()


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    chosen = [Path(argument) for argument in sys.argv[1:] if argument != "--here"]
    main(chosen[0].absolute() if chosen else ROOT / "dist", windows="--here" not in sys.argv)
