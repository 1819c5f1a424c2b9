"""A copy of a register in which acts are renewed, and the edits that a person makes in the new entry."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actes.check import check
from actes.compose.dossier import compose
from actes.context import Context, of_entry
from actes.finding import Finding
from actes.model.acte import Acte
from actes.model.edits import Edit, Remove
from actes.model.register import Register
from actes.registry.load import load_register
from actes.registry.splice import splice_bytes
from actes.renew.choices import Given
from actes.rules import all_rules
from actes.tasks.renewing import Renewed, renew

ROOT = Path(__file__).parents[2]
REGISTRY, TEMPLATES = ROOT / "registry", ROOT / "templates"
WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"
DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 27)
ACT = "DEC2025-453"
EPCI, COMMUNE = (WORKSPACES / name / "registry" for name in ("epci", "commune"))


def copied(folder: Path, registry: Path = REGISTRY) -> Path:
    """A copy of a register that a test may change."""
    copy = folder / "registry"
    shutil.copytree(registry, copy)
    return copy


def taken(registry: Path, *names: str) -> None:
    """Files of `data` put into the register, in the place of those of the same name."""
    for name in names:
        (registry / name).parent.mkdir(exist_ok=True)
        shutil.copy(DATA / name, registry / name)


def loaded(registry: Path, identifier: str) -> Register:
    found = load_register(registry, [identifier])
    assert found.sound, found.findings
    assert found.register is not None
    return found.register


def context(registry: Path, identifier: str, today: date = TODAY) -> Context:
    register = loaded(registry, identifier)
    dossier = compose(register.actes[identifier], register)
    assert not dossier.findings
    return of_entry(register, identifier, dossier.documents, today)


def findings(registry: Path, identifier: str, *codes: str, today: date = TODAY) -> list[Finding]:
    """What the check finds; by the rules of these codes alone, where some are given."""
    rules = [rule for rule in all_rules() if rule.code in codes]
    assert len(rules) == len(codes)
    return check(context(registry, identifier, today), rules or None)


def renewed(registry: Path, identifier: str, today: date = TODAY, **given: object) -> Renewed:
    return renew(registry, identifier, Given(**given), today)  # type: ignore[arg-type]


def edit(path: Path, edits: Iterable[Edit]) -> None:
    """What a person changes in a file."""
    path.write_bytes(splice_bytes(path.read_bytes(), edits, path.name))


def confirmed(path: Path, edits: Iterable[Edit]) -> None:
    """A person changes what is to confirm, and takes the lines away."""
    edit(path, [*edits, Remove("a_confirmer")])


def entry(registry: Path, identifier: str = ACT) -> Path:
    """The file of an entry."""
    (path,) = registry.rglob(f"{identifier}.yaml")
    return path


def new(registry: Path, made: Renewed) -> Acte:
    """The act that a renewal wrote, read again."""
    return loaded(registry, made.identifier).actes[made.identifier]
