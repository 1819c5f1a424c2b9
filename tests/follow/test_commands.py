"""The commands as a person runs them: French spellings, dates as they are typed, exit status, what is said next."""

from __future__ import annotations

import re
from pathlib import Path

from actes.workspace import Workspace
from edges.runner import Ran, run

ID = "015-200066660-20250110-DEC2025-001-AU"


def actes(workspace: Workspace, *arguments: str) -> Ran:
    return run(workspace.root, *arguments)


def test_record_in_french(year: Workspace) -> None:
    stamp = year.root / "accusé de réception.txt"
    stamp.write_text(f"Envoyé en préfecture le 13/01/2025\nReçu en préfecture le 13/01/2025\nID : {ID}\n", "utf-8")
    ran = actes(
        year, "suivre", "2025-001", "--signé", "10 janvier 2025", "--accusé", stamp.name, "--publié", "14/01/2025"
    )
    assert ran.status == 0, ran.err
    said = ran.out.replace("\xa0", " ")
    assert "signature : 10 janvier 2025 (déjà enregistré)" in said
    assert "→ exécutoire depuis le 14 janvier 2025" in said
    # 14 March 2025 is a Friday, and the last day does not count: Monday 17
    assert "→ le délai de recours a pris fin le 17 mars 2025, à titre indicatif" in said
    assert "→ n'a pas été rapporté à la séance du conseil communautaire du 27 mars 2025" in said
    entry = (year.registry / "2025" / "DEC2025-001.yaml").read_text("utf-8")
    assert f"  accuse_reception: {ID}\n  publication: 2025-01-14\n" in entry


def test_record_refuses(year: Workspace) -> None:
    entry = year.registry / "2025" / "DEC2025-001.yaml"
    before = entry.read_bytes()
    for arguments, status, words in (
        ((), 2, "dites ce qui a eu lieu"),
        (("--published", "09/01/2025"), 1, "avant : date de l"),
        (("--published", "31/02/2025"), 2, "« 31/02/2025 » n'existe pas"),
        (("--receipt", ID.replace("001", "002")), 1, "numéro DEC2025-002"),
        (("--receipt", "absent.pdf"), 2, "ce fichier n'existe pas"),
        (("--receipt", "DEC2025-001"), 2, "n'est pas un identifiant"),
        (("--signed", "11/01/2025"), 1, "la fiche dit déjà"),
    ):
        ran = actes(year, "record", "DEC2025-001", *arguments)
        assert ran.status == status, arguments
        assert words in ran.err, ran.err
        assert ran.out == ""
        assert "Traceback" not in ran.err
        assert entry.read_bytes() == before
    assert "n'est pas dans le registre" in actes(year, "record", "2025-099", "--signed", "10/01/2025").err


def test_report_then_done(year: Workspace) -> None:
    ran = actes(year, "compte-rendu", "--séance", "26/06/2025")
    assert ran.status == 0, ran.err
    assert "Décisions prises du 27 mars 2025 au 26 juin 2025 : 3" in ran.out.replace("\xa0", " ")
    assert "Jamais rapportées, et antérieures au 27 mars 2025 : DEC2025-001, DEC2025-002" in ran.out.replace(
        "\xa0", " "
    )
    assert "Après la séance : actes report --meeting 26/06/2025 --done" in ran.out
    done = actes(year, "report", "--meeting", "2025-06-26", "--fait")
    assert done.status == 0, done.err
    assert re.findall("^  (DEC.*)$", done.out, re.MULTILINE) == ["DEC2025-003", "DEC2025-005", "DEC2025-008"]
    assert "Restent à rapporter, prises avant cette séance : DEC2025-001, DEC2025-002" in done.out
    checked = actes(year, "check", "DEC2025-001")
    assert "SUI101" in checked.out
    assert "SUI101" not in actes(year, "check", "DEC2025-003").out


def test_a_meeting_held_the_last_day_is_where_the_next_one_starts(year: Workspace) -> None:
    done = ("report", "--since", "2025-03-27", "--until", "2025-06-26", "--meeting", "2025-06-26")
    assert actes(year, *done).status == 0
    assert actes(year, "report", "--meeting", "2025-06-26", "--done").status == 0
    ran = actes(year, "report", "--until", "2025-06-26", "--meeting", "2025-09-25")
    assert (ran.status, ran.err) == (0, "")
    assert "Décisions prises le 26 juin 2025" in ran.out.replace("\xa0", " ")


def test_report_refuses(year: Workspace) -> None:
    for arguments, words in (
        (("--since", "2025-07-01", "--until", "2025-06-01"), "avant de commencer"),
        (("--until", "2025-07-01", "--meeting", "2025-06-26"), "après la séance"),
        (("--done",), "dites seulement quelle séance"),
        (("--done", "--meeting", "2025-06-26", "--since", "2025-01-01"), "dites seulement quelle séance"),
        (("--until", "2025-01-31"), "dites depuis quand"),
    ):
        ran = actes(year, "report", *arguments)
        assert (ran.status, ran.out) == (2, ""), arguments
        assert words in ran.err, ran.err
    assert not year.output.exists()


def test_register(year: Workspace) -> None:
    ran = actes(year, "registre", "--année", "2025")
    assert ran.status == 0, ran.err
    assert "DEC 2025 : 7 actes, 2 numéros réservés ou annulés" in ran.out
    assert "à expliquer (« series » de collectivite.yaml) : 2025-006" in ran.out
    assert "sans matière (« matiere: 1.4 » dans la fiche) : DEC2025-005" in ran.out
    assert "sans date : DEC2025-010" in ran.out
    assert (year.output / "registre" / "registre-2025.docx").is_file()
    empty = actes(year, "register", "--year", "2019")
    assert (empty.status, empty.out) == (1, "Le registre n'a aucun acte de 2019 : rien n'est écrit.\n")


def test_a_template_that_is_missing(year: Workspace) -> None:
    (year.templates / "registre.docx").unlink()
    ran = actes(year, "register", "--year", "2025")
    assert ran.status == 2
    assert "registre.docx manque" in ran.err


def test_what_she_edited_is_kept(year: Workspace, tmp_path: Path) -> None:
    assert actes(year, "register", "--year", "2025").status == 0
    target = year.output / "registre" / "registre-2025.docx"
    target.write_bytes(b"autre chose")
    ran = actes(year, "register", "--year", "2025")
    assert ran.status == 1
    assert "gardé tel quel" in ran.out
    assert "actes register --year 2025 --force" in ran.out
    assert target.read_bytes() == b"autre chose"
