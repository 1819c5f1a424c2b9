"""What is installed is locked: the lists hold all that is asked for and nothing else, and the page says the same."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.lock import LOCK, PAGE, TITLES, licence, locked  # noqa: E402

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
ASKED = {
    "run": PROJECT["dependencies"],
    "build": PYPROJECT["build-system"]["requires"],
    "dev": [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]],
}
LEFT_OUT = set(PYPROJECT["tool"]["uv"]["pip"]["no-emit-package"])


def needed(lines: list[str], extras: tuple[str, ...] = ()) -> Iterator[Requirement]:
    """What these ask for here, then what that asks for, as the packages that are installed say it."""
    for requirement in map(Requirement, lines):
        marker = requirement.marker
        if canonicalize_name(requirement.name) in LEFT_OUT:
            continue
        if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            continue
        yield requirement
        try:
            further = requires(requirement.name) or []
        except PackageNotFoundError:  # an environment made before it was asked for
            continue
        yield from needed(further, tuple(requirement.extras))


@pytest.mark.parametrize("name", TITLES)
def test_the_lock_is_what_is_asked_for(name: str) -> None:
    versions = {package.name: package.version for package in locked(name)}
    asked = list(needed(ASKED[name]))
    assert len(asked) > 4
    unmet = [str(one) for one in asked if versions.get(canonicalize_name(one.name), "none") not in one.specifier]
    assert unmet == [], "make lock"
    elsewhere = set(re.findall(r"^([\w.-]+)==\S+ ; ", (LOCK / f"{name}.txt").read_text("utf-8"), re.MULTILINE))
    assert set(versions) - elsewhere <= {canonicalize_name(one.name) for one in asked}, "make lock"


@pytest.mark.parametrize("name", TITLES)
def test_every_package_has_its_digests(name: str) -> None:
    text = (LOCK / f"{name}.txt").read_text("utf-8")
    packages = re.findall(r"^(\S+)==.*\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", text, re.MULTILINE)
    assert [package for package, _ in packages] == [package.name for package in locked(name)]
    assert len(packages) > 4


def test_what_is_shipped_is_what_was_tried() -> None:
    """One version of a package in the three lists; that of this environment."""
    tried = {package.name: package.version for package in locked("dev")}
    for name in ("run", "build"):
        assert {package.name: package.version for package in locked(name)}.items() <= tried.items()
    installed = {name: metadata(name)["Version"] for name in (package.name for package in locked("run"))}
    assert {name: tried[name] for name in installed} == installed, "make test installs the lock"


def test_the_page_lists_the_lock() -> None:
    """Versions, and the licences that the packages themselves say."""
    rows = re.findall(
        r"^\| ([\w.-]+) \| (\S+) \| (\d\d/\d\d/\d{4}) \| (.+) \| .+ \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    packages = {package.name: package.version for package in locked("dev")}
    assert {name: version for name, version, _, _ in rows} == packages, "make lock"
    said = {name: licence(distribution(name)) for name in (package.name for package in locked("run"))}
    assert len(said) > 10
    assert all(said.values())
    assert {name: text for name, _, _, text in rows if name in said} == said
