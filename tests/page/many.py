"""A register of a thousand acts, each of its own: other years, partners, amounts, words, and other states."""

from pathlib import Path

ACT = "DEC2025-453"

PARTNERS = ("Les Amis des sentiers", "Office de tourisme", "Club nautique", "Comité des fêtes", "École de musique")
THEMES = ("animation du territoire", "entretien des chemins", "mise à disposition d'un local", "saison culturelle")


def many(root: Path, count: int) -> list[str]:
    """Write as many acts into a workspace, from one that it has; their identifiers, the oldest first."""
    registry = root / "registry"
    model = next(registry.rglob(f"{ACT}.yaml")).read_text("utf-8")
    tiers = (registry / "tiers" / "cantal_destination.yaml").read_text("utf-8")
    for rank, name in enumerate(PARTNERS):
        (registry / "tiers" / f"partenaire_{rank}.yaml").write_text(tiers.replace("Cantal Destination", name), "utf-8")
    return [_one(registry, model, rank, count) for rank in range(count)]


def _one(registry: Path, model: str, rank: int, count: int) -> str:
    year, number, partner = 2021 + rank * 6 // count, rank + 1, f"partenaire_{rank % len(PARTNERS)}"
    text = model.replace("2025-453", f"{year}-{number:04}").replace("cantal_destination", partner)
    text = text.replace("« Flux vision Tourisme »", f"« {THEMES[rank % len(THEMES)].capitalize()} {number} »")
    text = text.replace("renouvelle: DEC2023-051\n", "").replace("19 550,00", f"{1000 + 7 * rank},00")
    text = text.replace("debut: 2025-01-01\n  fin: 2026-12-31", f"debut: {year}-01-01\n  fin: {year}-12-31", 1)
    text = text.replace("  date: 2025-07-08", f"  date: {year}-01-05", 1)
    text = text.replace(": 2025-07-08", f": {year}-01-06").replace("20250708", f"{year}0106")
    if rank >= count - 12:  # drafts
        text = text.replace(f"signature:\n  date: {year}-01-05\n", "").split("\nsuivi:")[0] + "\n"
    elif rank >= count - 20:  # signed, and no more
        text = text.split("\nsuivi:")[0] + "\n"
    folder = registry / str(year)
    folder.mkdir(exist_ok=True)
    (folder / f"DEC{year}-{number:04}.yaml").write_text(text, "utf-8")
    return f"DEC{year}-{number:04}"
