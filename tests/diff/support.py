"""A register in which DEC2023-051 has its whole text: that of DEC2025-453 as it may have been two years before.

One article of the convention comes later, one is missing, one has gone since; a schedule, prices, dates differ.
"""

from __future__ import annotations

from pathlib import Path

from edges.runner import copied

OLD, NEW = "DEC2023-051", "DEC2025-453"
REPLACED = (
    ("numero: 2025-453", "numero: 2023-051"),
    ("renouvelle: DEC2023-051", "renouvelle: DEC2022-054"),
    ("  date: 2025-07-08\n", "  date: 2023-02-14\n"),
    ("  debut: 2025-01-01\n  fin: 2026-12-31\n", "  debut: 2023-01-01\n  fin: 2024-12-31\n"),
    ("periode: {debut: 2025-01-01, fin: 2026-12-31}", "periode: {debut: 2023-01-01, fin: 2024-12-31}"),
    ("ht: 19 550,00", "ht: 18 000,00"),
    ("quand: 2026-01", "quand: 2024-01"),
    ("exercices: [2025]", "exercices: [2023]"),
    ("  - vu: DEC2023-051\n", ""),
    ("courant à partir du 1 janvier 2024", "courant à partir du {{ periode.debut }}"),
    ("date: 2025-06-30", "date: 2022-12-12"),
    ("Carladés", "Carladès"),
    ("2025-07-08", "2023-02-15"),
    ("015-200066660-20250708-DEC2025-453-AU", "015-200066660-20230215-DEC2023-051-AU"),
    ("30 (trente) jours", "60 (soixante) jours"),
)
GONE = """    - label: assurances
      titre: Assurances
      texte: |
        Chaque partie est assurée pour les dommages que son activité cause aux tiers.
"""


def write_register(folder: Path) -> Path:
    """Copy the register and its templates into an empty folder, DEC2023-051 completed; the folder."""
    copied(folder)
    text = (folder / "registry" / "2025" / f"{NEW}.yaml").read_text("utf-8")
    for old, new in REPLACED:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "registry" / "2023" / f"{OLD}.yaml"
    path.write_text(_rearranged(text), "utf-8", newline="\n")
    return folder


def _rearranged(text: str) -> str:
    """The article on data after that on duration, the one on animation left out, one more at the end."""
    head, rest = text.split("  articles:\n    - label: objet\n")
    body, tail = rest.split("  signature: {lieu")
    articles = ["    - label: objet\n" + body.split("    - label: ")[0]]
    articles += ["    - label: " + one for one in body.split("    - label: ")[1:]]
    labels = [one.split("\n")[0].removeprefix("    - label: ") for one in articles]
    data, animation = (articles[labels.index(name)] for name in ("propriete", "animation"))
    kept = [one for one in articles if one not in (data, animation)]
    kept.insert(labels.index("duree") - 1, data)
    return f"{head}  articles:\n{''.join(kept)}{GONE}  signature: {{lieu{tail}"
