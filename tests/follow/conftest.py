"""A workspace with a year of decisions: gaps, numbers set aside, amounts of every sort."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.workspace import Workspace, find_workspace
from edges.runner import copied

SERIES = """series:
  - prefixe: DEC
    actes: [décision]
    complete_depuis: 2025-001
    reserves:
      - {numero: 2025-004, motif: réservé au marché de voirie}
    annules:
      - {numero: 2025-007, motif: double emploi}
seances: [2025-03-27, 2025-06-26]
"""
TAXED = "financement:\n  tva: 20 %\n  cout_total:\n    ht: 1 000,00\n"
GRANT = "financement:\n  cout_annuel:\n    montant: 500,00\n"
ACTS = {
    "DEC2025-001": ("2025-01-10", "1.4", f"parties: [cantal_destination]\n{TAXED}"),
    "DEC2025-002": ("2025-02-10", "7.10", GRANT),
    "DEC2025-003": ("2025-03-27", "7.9", ""),
    "DEC2025-005": ("2025-04-15", "", ""),
    "DEC2025-008": ("2025-06-26", "1.4.2", ""),
    "DEC2025-009": ("2025-07-01", "1.4", ""),
    "DEC2025-010": ("", "1.4", ""),
}


def decision(identifier: str) -> str:
    signed, subject, rest = ACTS[identifier]
    number = identifier.removeprefix("DEC")
    day = f"signature:\n  date: {signed}\n" if signed else ""
    matiere = f"matiere: {subject}\n" if subject else ""
    return (
        f"numero: {number}\ntype: décision\n{matiere}objet: |\n  objet de la décision {number}\n{day}{rest}"
        "articles:\n  - texte: |\n      D'approuver la convention.\n"
    )


@pytest.fixture
def year(tmp_path: Path) -> Workspace:
    """The year 2025 of a collectivity."""
    copied(tmp_path)
    registry = tmp_path / "registry"
    (registry / "2025" / "DEC2025-453.yaml").unlink()
    body = registry / "collectivite.yaml"
    body.write_bytes(body.read_bytes().replace(b"executif:\n", f"{SERIES}executif:\n".encode(), 1))
    for identifier in ACTS:
        (registry / "2025" / f"{identifier}.yaml").write_bytes(decision(identifier).encode())
    return find_workspace(tmp_path)
