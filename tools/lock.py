"""The lock: the version and the digests of all that is installed, and the page that lists it (docs/dependances.md).

    python tools/lock.py [--upgrade]      `make lock`; a network is needed

Three lists: what `actes` runs with, what builds it, what develops it (which holds the two others).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, PathDistribution, distribution
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import Path as InZip

ROOT = Path(__file__).parents[1]
LOCK, PAGE = ROOT / "lock", ROOT / "docs" / "dependances.md"
TITLES = {
    "run": "Ce qui s’installe avec `actes`",
    "build": "Ce qui fabrique le paquet `actes`",
    "dev": "Ce qui sert à le développer et à l’essayer",
}
HEAD = """# Ce dont `actes` dépend

Pour le service informatique. Tout ce qui s’installe est verrouillé : les fichiers de `lock/` donnent la version de
chaque paquet et l’empreinte SHA-256 de ses fichiers, pour Python 3.11 à 3.15, sous Windows, Linux et macOS. `make demo`
et `make test`, comme le zip hors ligne, n’installent rien d’autre, et seulement des paquets déjà construits : aucun
programme d’un tiers n’est exécuté pour installer.

`docopt`, que `num2words` demande pour sa seule commande et qui n’a pas changé depuis 2014, n’est pas installé.

Pour installer le paquet `actes-….whl` avec le réseau, mais aux mêmes versions :

```sh
python -m pip install --only-binary=:all: --no-deps --require-hashes -r lock/run.txt
python -m pip install --no-deps actes-….whl
```

Cette page est écrite par `make lock` ; un essai la tient conforme aux fichiers de `lock/`.
"""


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of a lock; who asks for it."""

    name: str
    version: str
    by: tuple[str, ...]


def main(options: list[str]) -> None:
    """Resolve for every Python and system at once, then write the page."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    compiled("dev", "pyproject.toml", "--extra", "dev", *options)
    compiled("run", "pyproject.toml", "-c", "lock/dev.txt")
    compiled("build", "-", "-c", "lock/dev.txt", given="\n".join(build))
    PAGE.write_text(page(released()), "utf-8")


def compiled(name: str, *arguments: str, given: str | None = None) -> None:
    """Write one lock; uv reads the rest of what it must do in pyproject.toml."""
    uv("-o", f"lock/{name}.txt", *arguments, given=given)


def uv(*arguments: str, given: str | None = None) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, input=given, encoding="utf-8", stdout=subprocess.DEVNULL)


def released() -> dict[str, str]:
    """The day on which each locked version came out, as the index says it."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "pylock.toml")
        uv("-o", str(target), "pyproject.toml", "--extra", "dev", "-c", "lock/dev.txt")
        packages = tomllib.loads(target.read_text("utf-8"))["packages"]
    return {p["name"]: f"{min(w['upload-time'] for w in p['wheels']):%d/%m/%Y}" for p in packages if "wheels" in p}


def locked(name: str) -> Iterator[Locked]:
    """The packages of a lock."""
    text = (LOCK / f"{name}.txt").read_text("utf-8")
    for block in re.findall(r"^\w.*\n(?:^[ \t].*\n)*", text, re.MULTILINE):
        package, version = re.match(r"([\w.-]+)==([^\s;]+)", block).groups()  # type: ignore[union-attr]
        asking = re.findall(r"^ +# (?:via |  )([a-z][\w.-]*)", block, re.MULTILINE)
        yield Locked(package, version, tuple(asking))


def page(dates: dict[str, str]) -> str:
    """The tables, each package in the first where it is needed."""
    parts, seen = [HEAD], set[str]()
    for name, title in TITLES.items():
        found = [package for package in locked(name) if package.name not in seen]
        seen |= {package.name for package in found}
        parts.append(f"## {title}\n\n" + "\n".join(table(found, dates)) + "\n")
    return "\n".join(parts)


def table(packages: Iterable[Locked], dates: dict[str, str]) -> Iterator[str]:
    yield "| paquet | version | parue le | licence | demandé par |\n|---|---|---|---|---|"
    for one in packages:
        asked = ", ".join(one.by) or "actes"
        yield f"| {one.name} | {one.version} | {dates[one.name]} | {licence(described(one))} | {asked} |"


def described(one: Locked) -> Distribution:
    """A package that says what it is: the one that is installed, else (one for another system) that of the index."""
    try:
        found = distribution(one.name)
    except PackageNotFoundError:
        return downloaded(one)
    return found if found.version == one.version else downloaded(one)


def downloaded(one: Locked) -> Distribution:
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", folder]
        subprocess.run([*command, f"{one.name}=={one.version}"], check=True)
        (wheel,) = Path(folder).iterdir()
        (inside,) = (path for path in InZip(wheel).iterdir() if path.name.endswith(".dist-info"))
        whole = InZip(BytesIO(wheel.read_bytes()), inside.at)  # it outlives the folder
        return PathDistribution(whole)  # type: ignore[arg-type]


def licence(found: Distribution) -> str:
    """The expression of SPDX, else the line of its author, else the classifier, else how its own text begins."""
    package = found.metadata
    said = package.get("License-Expression") or package.get("License") or ""
    if said and len(said) < 60 and "\n" not in said:
        return said
    classifiers = (text.split(" :: ") for text in package.get_all("Classifier") or [])
    named = ", ".join(parts[-1] for parts in classifiers if parts[0] == "License")
    texts = (found.read_text(f"licenses/{name}") for name in package.get_all("License-File") or [])
    return named or next((text.splitlines()[0] for text in texts if text), "")


if __name__ == "__main__":
    main(sys.argv[1:])
