"""Who signs and who represents, in the next act."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.model.edits import Put, Remove
from renew.support import ACT, copied, edit, entry, renewed


def test_nobody_in_office_stops_it(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(registry / "collectivite.yaml", [Put("executif[0].fin", "2026-04-15")])
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, ACT, date=date(2026, 12, 15))
    assert any("personne n'est à la tête" in finding.message for finding in caught.value.findings)
    assert not list(registry.rglob("DEC2026-*.yaml"))


def test_a_party_that_nobody_represents_is_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(registry / "tiers" / "cantal_destination.yaml", [Put("representants[0].fin", "2026-06-30")])
    made = renewed(registry, ACT)
    asked = {line.champ: line.motif for line in made.confirms}
    assert asked["tiers/cantal_destination.representants"].startswith("personne ne représente Cantal Destination")


def test_a_mandate_that_covers_the_new_period_is_not_asked(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    person = registry / "tiers" / "cantal_destination.yaml"
    edit(person, [Put("representants[0].debut", "2026-05-01"), Put("representants[0].fin", "2029-04-30")])
    edit(entry(registry), [Put("signature.date", "2026-07-08"), Remove("suivi"), Remove("convention.signature.date")])
    made = renewed(registry, ACT)
    assert "tiers/cantal_destination.representants" not in {line.champ for line in made.confirms}
