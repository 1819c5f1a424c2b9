"""The workspace of the first act, as a draft that nobody signed yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actes.registry.nodes import Scalar
from actes.registry.places import Places
from actes.registry.syntax import parse_yaml
from edges.runner import copied

ACT, TODAY = "DEC2025-453", date(2025, 6, 1)


def entry(registry: Path) -> Path:
    return registry / "2025" / f"{ACT}.yaml"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The registry of a workspace where the act is not signed: neither its date nor what followed is known."""
    copied(tmp_path)
    path = entry(tmp_path / "registry")
    text = path.read_text("utf-8").replace("signature:\n  date: 2025-07-08\n", "", 1)
    path.write_text(text[: text.index("\nsuivi:")] + "\n", "utf-8")
    return tmp_path / "registry"


@pytest.fixture
def every_field() -> Callable[[Path], list[str]]:
    """The texts of an entry, one of each kind: « articles[].texte » once."""

    def found(path: Path) -> list[str]:
        node, _ = parse_yaml(path.read_text("utf-8"), "a.yaml")
        assert node is not None
        kinds = {re.sub(r"\d+", "", one): one for one, held in Places(node).items() if isinstance(held, Scalar)}
        assert len(kinds) > 30
        return list(kinds.values())

    return found
