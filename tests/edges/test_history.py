"""`actes show` and `actes due` as a person runs them."""

from pathlib import Path

import pytest

from edges.runner import ACT, run


def test_show_draws_the_history_and_its_picture(workspace: Path) -> None:
    ran = run(workspace, "montrer", "2025-453", "--image")
    assert (ran.status, ran.err) == (0, "")
    assert "!! rien du 1er\u00a0juillet\u00a02022 au 31\u00a0décembre\u00a02022" in ran.out
    assert (workspace / "sortie" / ACT / f"{ACT}-frise.svg").read_bytes().startswith(b"<svg")
    assert "inchangé" in run(workspace, "show", ACT, "--svg").out


def test_a_picture_that_a_person_retouched_is_kept(workspace: Path) -> None:
    picture = workspace / "sortie" / ACT / f"{ACT}-frise.svg"
    run(workspace, "show", ACT, "--svg")
    picture.write_bytes(picture.read_bytes().replace(b"rien", b"RIEN"))
    mine = picture.read_bytes()
    ran = run(workspace, "show", ACT, "--svg")
    assert (ran.status, "FIC109 fichier-garde" in ran.err, picture.read_bytes() == mine) == (2, True, True)


def test_our_own_picture_is_replaced_when_the_register_changes(workspace: Path) -> None:
    run(workspace, "show", ACT, "--svg")
    entry = workspace / "registry" / "2025" / f"{ACT}.yaml"
    entry.write_text(entry.read_text("utf-8").replace("  fin: 2026-12-31", "  fin: 2027-12-31", 1), "utf-8")
    assert "écrit" in run(workspace, "show", ACT, "--svg").out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["show"], 2, "il manque ACTE"),
        (["show", "DEC2025-543"], 2, "vouliez-vous dire DEC2025-453"),
        (["show", "DEL2017-26", "--svg"], 2, "n'a pas de période"),
        (["due", "--within", "bientôt"], 2, "n'est pas une durée"),
        (["due", "--format", "pdf"], 2, "valeur refusée"),
    ],
)
def test_mistakes(workspace: Path, arguments: list[str], status: int, said: str) -> None:
    ran = run(workspace, *arguments)
    assert (ran.status, said in ran.err) == (status, True), ran.err


def test_a_bad_entry_does_not_hide_the_others(workspace: Path) -> None:
    bad = workspace / "registry" / "2025" / "DEC2025-999.yaml"
    bad.write_text("numero: 2025-999\nobjet: |\n  rien\n", "utf-8")
    ran = run(workspace, "show", ACT)
    assert (ran.status, "DEC2025-999.yaml" in ran.err, "Frise" in ran.out) == (0, True, True)
    assert run(workspace, "show", "DEC2025-999").status == 1


@pytest.mark.parametrize("gone", ["tiers/cantal_destination.yaml", "2023/DEC2023-051.yaml", "2020/DEL2020-273.yaml"])
@pytest.mark.parametrize("broken", [False, True], ids=["absent", "broken"])
@pytest.mark.parametrize(
    "command", [["list"], ["show", ACT], ["show", "DEC2022-054", "--svg"], ["due", "--within", "600 mois"]]
)
def test_what_an_act_names_and_is_not_there_hides_nothing(
    workspace: Path, gone: str, broken: bool, command: list[str]
) -> None:
    """A third party or a cited act that cannot be read: it is said, and the act is shown with what there is."""
    path = workspace / "registry" / gone
    if broken:
        path.write_text("nom: [\n", "utf-8")
    else:
        path.unlink()
    ran = run(workspace, *command)
    assert ran.status in (0, 1)
    assert "REG" in ran.err
    assert (command[1] if command[0] == "show" else ACT) in ran.out


def test_due_in_each_form(workspace: Path) -> None:
    within = "600 mois"  # whatever the day on which the test runs
    assert run(workspace, "echeances", "--dans", within).status == 0
    assert run(workspace, "due", "--within", "6m", "--format", "json").out.startswith('{\n  "version": 1')
    target = workspace / "echeances.ics"
    ran = run(workspace, "due", "--within", within, "--format", "ics", "--output", "echeances.ics")
    assert (ran.status, ran.out.startswith("echeances.ics : écrit")) == (0, True)
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_calendar_follows_a_screen_byte_for_byte(workspace: Path) -> None:
    ran = run(workspace, "due", "--format", "ics")
    assert ran.out.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0")
