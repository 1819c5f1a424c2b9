"""The release: wheel, sdist, and one zip that installs without network, on this system and on Windows.

    python tools/dist.py [--here] [FOLDER]      `make dist`; --here leaves the wheels of Windows out

The zip holds pinned wheels, their list with the digest of each, and a script that makes an environment beside it and
installs into it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
WINDOWS = ("3.11", "3.12", "3.13", "3.14")  # the Pythons of an office
COLORS, ONLY_WINDOWS = "colorama", '; sys_platform == "win32"'  # click asks for it on Windows alone
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same wheels give the same zip

README = """actes : installer sans réseau

Il faut Python 3.11 ou plus récent : https://www.python.org/downloads/
(sous Windows, cochez « Add python.exe to PATH » à l'installation)

Windows : décompressez ce dossier, puis double-cliquez sur installer.cmd.
Ailleurs : sh installer.sh

La commande est ensuite dans le dossier « environnement » :
  Windows : environnement\\Scripts\\actes
  ailleurs : environnement/bin/actes
"""
INSTALL = "-m pip install --quiet --no-index --find-links wheels --require-hashes --requirement exigences.txt"
CMD = f"""@echo off\r
cd /d "%~dp0"\r
set PYTHON=py -3\r
%PYTHON% --version >nul 2>nul || set PYTHON=python\r
%PYTHON% -m venv environnement || goto absent\r
environnement\\Scripts\\python {INSTALL} || goto refus\r
environnement\\Scripts\\actes --version\r
echo Installe. La commande est : %~dp0environnement\\Scripts\\actes\r
pause\r
exit /b 0\r
:absent\r
echo Python 3.11 ou plus recent est introuvable : installez-le depuis https://www.python.org/downloads/\r
pause\r
exit /b 1\r
:refus\r
echo L'installation n'a pas abouti : le message ci-dessus dit pourquoi.\r
pause\r
exit /b 1\r
"""
SH = f"""#!/bin/sh
set -e
cd "$(dirname "$0")"
python3 -m venv environnement
environnement/bin/python {INSTALL}
environnement/bin/actes --version
"""


def main(dist: Path, windows: bool) -> None:
    """Build everything, and say what is there."""
    run("-m", "hatchling", "build", "-d", str(dist))
    ours = max(dist.glob("actes-*-py3-none-any.whl"), key=lambda path: path.stat().st_mtime_ns)
    _, version = pinned(ours)
    with TemporaryDirectory() as folder:
        pack(dist / f"actes-{version}-hors-ligne.zip", f"actes-{version}", collected(Path(folder), ours, windows))
    for path in sorted(dist.glob(f"actes-{version}*")):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} Mo")


def pack(target: Path, top: str, wheels: Iterable[Path]) -> None:
    """The zip, everything in one folder: what a person decompresses stays together."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(wheels):
            info = zipfile.ZipInfo(f"{top}/{name}", EPOCH)
            info.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)


def collected(folder: Path, ours: Path, windows: bool) -> list[Path]:
    """Our wheel and all that it needs, for this system and for Windows; versions are those of this system."""
    run("-m", "pip", "wheel", "--quiet", "--wheel-dir", str(folder), str(ours))
    pins = [f"{name}=={version}" for name, version in sorted({pinned(wheel) for wheel in folder.glob("*.whl")})]
    for python in WINDOWS if windows else ():
        target = ["--platform", "win_amd64", "--python-version", python, "--only-binary=:all:"]
        run("-m", "pip", "download", "--quiet", *target, "--find-links", str(folder), "-d", str(folder), *pins, COLORS)
    return sorted(folder.glob("*.whl"))


def pinned(wheel: Path) -> tuple[str, str]:
    """The project and the version of a wheel, by its name (PEP 427)."""
    name, version = wheel.name.split("-")[:2]
    return re.sub(r"[-_.]+", "-", name).lower(), version


def members(wheels: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """What the zip holds."""
    hashes: dict[tuple[str, str], list[str]] = {}
    for wheel in wheels:
        data = wheel.read_bytes()
        hashes.setdefault(pinned(wheel), []).append(f"--hash=sha256:{sha256(data).hexdigest()}")
        yield f"wheels/{wheel.name}", data
    lines = [
        " ".join([f"{name}=={version}", *([ONLY_WINDOWS] if name == COLORS else []), *sorted(found)])
        for (name, version), found in sorted(hashes.items())
    ]
    yield "exigences.txt", "\n".join([*lines, ""]).encode()
    yield "LISEZMOI.txt", README.replace("\n", "\r\n").encode("utf-8-sig")
    yield "installer.cmd", CMD.encode("ascii")
    yield "installer.sh", SH.encode()


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    chosen = [Path(argument) for argument in sys.argv[1:] if argument != "--here"]
    main(chosen[0].absolute() if chosen else ROOT / "dist", windows="--here" not in sys.argv)
