"""The number, the date and the period of the next act: what is given, what is proposed, what is doubted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.model.edits import Put, Remove, Text
from actes.values.actnumber import ActNumber
from actes.values.durations import Duration
from renew.support import ACT, COMMUNE, EPCI, WORKSPACES, copied, edit, entry, new, renewed


def test_a_duration_that_the_entry_states_stays_stated(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    made = renewed(registry, "DEC2025-031")
    act = new(registry, made)
    assert act.periode is not None
    assert (str(act.periode.duree), act.periode.fin) == ("18\u00a0mois", None)


def test_another_duration_takes_its_place(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    act = new(registry, renewed(registry, "DEC2025-031", duree=Duration.parse("1 an")))
    assert act.periode is not None
    assert (act.periode.duree, act.periode.fin) == (None, date(2028, 3, 31))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"debut": date(2026, 12, 1)}, "la nouvelle période commence avant la fin de la précédente (31"),
        ({"debut": date(2027, 3, 1)}, "rien ne couvre les jours entre les deux périodes : du 1er"),
        ({"numero": ActNumber.parse("2025-600")}, "le numéro est de 2025, et l'acte serait de 2026"),
        ({"date": date(2027, 3, 1)}, "avant l'acte : effet antérieur à justifier"),
        ({"date": date(2025, 6, 1)}, "l'acte serait daté du 1er"),
    ],
)
def test_a_doubt_is_told(given: dict[str, object], words: str, tmp_path: Path) -> None:
    made = renewed(copied(tmp_path), ACT, **given)
    assert any(words in line for line in made.plan.warnings), made.plan.warnings


def test_the_following_period_is_no_doubt(tmp_path: Path) -> None:
    made = renewed(copied(tmp_path), ACT)
    assert [line for line in made.plan.warnings if "mandats" not in line] == []


def test_an_act_without_a_period_needs_a_start(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    assert new(registry, renewed(registry, "DEC2025-012")).periode is None
    for given in ({"fin": date(2027, 1, 1)}, {"debut": date(2027, 1, 1)}):
        with pytest.raises(CannotGoOn) as caught:
            renewed(registry, "DEC2025-012", numero=ActNumber.parse("2026-90"), **given)
        assert "n'a pas de période" in caught.value.findings[0].message
    act = new(
        registry,
        renewed(
            registry, "DEC2025-012", numero=ActNumber.parse("2026-91"), debut=date(2027, 1, 1), fin=date(2027, 6, 30)
        ),
    )
    assert act.periode is not None
    assert act.periode.period.fin == date(2027, 6, 30)


def test_the_date_of_the_act_is_that_of_its_signature(tmp_path: Path) -> None:
    registry = copied(tmp_path, WORKSPACES / "commune-1990" / "registry")  # signed by somebody who is named
    act = new(registry, renewed(registry, "DEC2025-021", date=date(2026, 12, 15)))
    assert act.jour == date(2026, 12, 15)


def test_a_former_act_without_its_date_warns(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(entry(registry), [Remove("signature")])
    assert any("n'a pas de date : est-il signé" in line for line in renewed(registry, ACT).plan.warnings)


def test_a_period_that_stays_is_no_change(tmp_path: Path) -> None:
    made = renewed(copied(tmp_path), ACT, debut=date(2025, 1, 1), fin=date(2026, 12, 31))
    assert made.plan.changes
    assert all(one.before != one.after or not one.before for one in made.plan.changes)


def test_a_day_of_the_year_comes_back_a_year_later(tmp_path: Path) -> None:
    registry = copied(tmp_path, COMMUNE)
    act = new(registry, renewed(registry, "ARR2025-014"))
    assert act.periode is not None
    assert act.periode.period.debut == date(2027, 7, 13)
    early = copied(tmp_path / "early", COMMUNE)
    made = renewed(early, "ARR2025-014", date(2025, 7, 2))
    assert new(early, made).periode.period.debut == date(2025, 7, 14)  # type: ignore[union-attr]


def test_an_avenant_needs_a_period(tmp_path: Path) -> None:
    registry = copied(tmp_path, EPCI)
    edit(entry(registry, "DEC2025-061"), [Remove("periode"), Put("convention.articles[0].texte", Text("Un an."))])
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, "DEC2025-061", avenant=True)
    assert "n'a pas de période" in caught.value.findings[0].message


def test_a_series_that_never_starts_again(tmp_path: Path) -> None:
    """« 453 »: the number after the last one, in the folder of the year of the act."""
    registry = copied(tmp_path, EPCI)
    edit(registry / "collectivite.yaml", [Put("series", [{"prefixe": "ARR", "actes": ["arrêté"], "forme": "453"}])])
    for old in registry.rglob("ARR*.yaml"):
        text = old.read_text("utf-8").replace("2025-007", "87").replace("2024-003", "61")
        old.with_name(f"ARR{'87' if '007' in old.name else '61'}.yaml").write_text(text, "utf-8")
        old.unlink()
    for entry_ in registry.rglob("DEC*.yaml"):
        entry_.write_text(entry_.read_text("utf-8").replace("ARR2024-003", "ARR61"), "utf-8")
    made = renewed(registry, "ARR87")
    assert made.identifier == "ARR88"
    assert made.path.parent.name == "2026"


def test_a_number_with_a_slash_stays_written_so(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    edit(
        registry / "collectivite.yaml",
        [Put("series", [{"prefixe": "DEC", "actes": ["décision"], "forme": "2025/453"}])],
    )
    made = renewed(registry, ACT, numero=ActNumber.parse("2026/12"))
    assert made.identifier == "DEC2026-012"
    assert "\nnumero: 2026/012\n" in made.path.read_text("utf-8")
