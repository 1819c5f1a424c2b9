"""`actes renew` as a person types it, with the mistakes that people make; on a terminal, see `test_terminal`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.model.edits import Add, Put
from actes.store.atomic import create
from actes.values.actnumber import ActNumber
from edges.runner import run
from renew.support import TODAY, WORKSPACES, copied, edit, loaded, renewed, taken

ACT = "DEC2025-453"


def test_in_a_script_proposals_are_taken_and_listed(folder: Path) -> None:
    ran = run(folder, "reconduire", "2025-453", "--numero", "DEC2026-512", "--date", "15 décembre 2026")
    assert ran.status == 0, ran.err
    assert (folder / "registry" / "2026" / "DEC2026-512.yaml").is_file()
    for title in ("Proposé", "Changé", "Gardé", "Attention", "À confirmer (", "La suite"):
        assert f"\n{title}" in ran.out
    assert "période du 1er janvier 2027 au 31 décembre 2028 : la suite, de même durée, 24 mois" in ran.out
    assert "Saint Flour Communauté → [Collectivité › Nom] (s'écrira « Saint-Flour Communauté »)" in ran.out
    assert "1. Textes cités hors du registre : groupement : sa période : " in ran.out  # no key, as on the page
    assert "Collectivité : chefs de l'exécutif : " in ran.out
    assert ran.out.rstrip().endswith("actes check DEC2026-512\n  actes render DEC2026-512")


def test_the_two_commands_that_follow(folder: Path) -> None:
    run(folder, "renew", ACT, "--oui", "--number", "2026-512")
    checked = run(folder, "check", "DEC2026-512")
    entry = (folder / "registry" / "2026" / "DEC2026-512.yaml").read_text("utf-8")
    assert checked.out.count("REN101 a-confirmer") == entry.count("- champ: ") > 5
    drafted = run(folder, "render", "DEC2026-512")
    assert drafted.status == 0, drafted.err
    final = run(folder, "render", "--final", "DEC2026-512")
    assert final.status == 1
    assert "REG420 acte-a-confirmer" in final.err


MISTAKES = {
    "unknown": (["2025-435"], 2, "vouliez-vous dire DEC2025-453 ?"),
    "known by a visa": (["DEC2023-051"], 1, "n'est connu que par les visas d'autres actes"),
    "end before start": ([ACT, "--fin", "31/12/2026"], 1, "la période finit le 31/12/2026, avant de commencer"),
    "taken": ([ACT, "--numero", "2025-453"], 1, "le numéro 2025-453 est déjà pris dans le registre"),
    "no number": ([ACT, "--numero", "abc"], 2, "« abc » n'est pas un numéro d'acte"),
    "form of the series": ([ACT, "--numero", "12"], 1, "n'a pas la forme des numéros de la série"),
    "no day": ([ACT, "--debut", "32/01/2027"], 2, "« 32/01/2027 » n'existe pas"),
    "no duration": ([ACT, "--duree", "longtemps"], 2, "« longtemps » n'est pas une durée"),
    "end and duration": ([ACT, "--fin", "31/12/2028", "--duree", "2 ans"], 1, "données toutes deux"),
    "nothing": ([], 2, "il manque ACTE"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_and_nothing_is_written(name: str, folder: Path) -> None:
    arguments, status, words = MISTAKES[name]
    before = sorted(folder.rglob("*.yaml"))
    ran = run(folder, "renew", *arguments)
    assert (ran.status, words in ran.err) == (status, True), ran.err
    assert "Traceback" not in ran.err
    assert sorted(folder.rglob("*.yaml")) == before


def test_an_entry_with_errors_is_not_renewed(folder: Path) -> None:
    path = folder / "registry" / "2025" / f"{ACT}.yaml"
    path.write_text(path.read_text("utf-8").replace("fin: 2026-12-31\nparties", "fin: 2024-12-31\nparties"), "utf-8")
    ran = run(folder, "renew", ACT)
    assert ran.status == 1
    assert "la période finit avant de commencer" in ran.err
    assert "Rien n'a été écrit." in ran.err


def test_an_act_is_renewed_once(folder: Path) -> None:
    assert run(folder, "renew", ACT).status == 0
    again = run(folder, "renew", ACT)
    assert again.status == 1
    assert "DEC2025-453 est déjà reconduit par DEC2026-" in again.err
    assert run(folder, "renew", ACT, "--numero", "2026-900").status == 0


def _numbered(registry: Path, **serie: object) -> None:
    series = {"prefixe": "DEC", "actes": ["décision"], **serie}
    edit(registry / "collectivite.yaml", [Put("series", [series])])  # type: ignore[list-item]


def test_reserved_and_cancelled_numbers_are_passed_over(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    _numbered(
        registry,
        reserves=[{"numero": "2026-001", "motif": "réservé à la régie"}],
        annules=[{"numero": "2026-002", "motif": "saisie deux fois"}],
    )
    assert renewed(registry, ACT).identifier == "DEC2026-003"
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, ACT, numero=ActNumber.parse("2026-1"))
    assert caught.value.findings[0].message == "le numéro 2026-001 est réservé : réservé à la régie"


def test_numbers_follow_those_of_the_year_and_of_the_series(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    other = (registry / "2023" / "DEC2023-051.yaml").read_text("utf-8").replace("2023-051", "2026-0411")
    (registry / "2026").mkdir()
    (registry / "2026" / "DEC2026-0411.yaml").write_text(other, "utf-8")
    (registry / "2026" / "ARR2026-0900.yaml").write_text(
        other.replace("2026-0411", "2026-0900").replace("décision", "arrêté"), "utf-8"
    )
    assert renewed(registry, ACT).identifier == "DEC2026-0412"


def test_a_number_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody makes the same file between the proposal and its writing: another number is proposed."""
    registry = copied(tmp_path)
    made: list[Path] = []

    def raced(path: Path, data: bytes) -> bool:
        if not made:
            made.append(path)
            other = (registry / "2023" / "DEC2023-051.yaml").read_text("utf-8").replace("2023-051", "2026-001")
            path.parent.mkdir()
            path.write_text(other, "utf-8")
        return create(path, data)

    monkeypatch.setattr("actes.tasks.renewing.create", raced)
    assert renewed(registry, ACT).identifier == "DEC2026-002"
    assert "renouvelle" not in made[0].read_text("utf-8")
    made.clear()
    monkeypatch.setattr("actes.tasks.renewing.create", lambda path, data: False)
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, ACT, numero=ActNumber.parse("2026-700"))
    assert "vient d'être pris" in caught.value.findings[0].message


def test_a_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    assert create(path, b"one")
    assert not create(path, b"two")
    assert path.read_bytes() == b"one"


def test_an_avenant_is_not_renewed_alone(tmp_path: Path) -> None:
    registry = copied(tmp_path, WORKSPACES / "epci" / "registry")
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, "DEC2025-044")
    assert "reconduisez la convention (actes renew DEC2025-031)" in caught.value.findings[0].hint
    with pytest.raises(CannotGoOn) as caught:
        renewed(registry, "DEC2025-012", avenant=True)
    assert "n'approuve pas de convention" in caught.value.findings[0].message


def test_an_avenant_past_the_term_is_an_alert(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    made = renewed(registry, ACT, date(2027, 2, 1), avenant=True)
    assert any("le terme est passé depuis le 31" in line for line in made.plan.warnings)
    early = renewed(copied(tmp_path / "b"), ACT, TODAY, avenant=True)
    assert not any("terme" in line for line in early.plan.warnings)


def test_a_delegation_that_the_register_knows_is_cited(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    taken(registry, "2026/DEL2026-064.yaml")
    edit(registry / "collectivite.yaml", [Put("mandats[1].fin", "2026-04-15"), Add("mandats", {"debut": "2026-04-16"})])
    made = renewed(registry, ACT)
    act = loaded(registry, made.identifier).actes[made.identifier]
    assert act.preambule[1].actes == ("DEL2026-064",)


def test_a_place_that_was_filled_is_said_so(folder: Path) -> None:
    """The delegation that a renewal asks for: once it is cited, the line has only to go."""
    made = run(folder, "renew", ACT, "--oui", "--numero", "2026-512")
    assert "Visas et considérants : 2 : vu : [À COMPLÉTER] : délégation donnée par le conseil" in made.out
    assert "c’est complété" not in run(folder, "check", "DEC2026-512").out
    edit(folder / "registry" / "2026" / "DEC2026-512.yaml", [Put("preambule[1].vu", "DEL2020-273")])
    assert "à confirmer : preambule[1].vu : c’est complété" in run(folder, "check", "DEC2026-512").out


@pytest.mark.parametrize("options", [[], ["--avenant", "--fin", "30/06/2027"], ["--debut", "29/02/2028"]])
def test_nothing_is_said_to_be_confirmed_already(folder: Path, options: list[str]) -> None:
    """A line that was just written asks; it does not say that its value has changed."""
    assert run(folder, "renew", ACT, "--oui", "--numero", "2026-512", *options).status == 0
    said = run(folder, "check", "DEC2026-512").out
    assert said.count("REN101") > 3
    assert [why for why in ("a changé", "n’est plus", "c’est complété") if why in said] == []


def test_a_dated_draft_with_questions_is_not_signed(folder: Path) -> None:
    assert run(folder, "renew", "DEC2025-453", "--yes", "--number", "2026-512", "--date", "01/12/2025").status == 0
    out = run(folder, "check", "DEC2026-512", "--court").out
    assert "À corriger avant signature" in out, out
