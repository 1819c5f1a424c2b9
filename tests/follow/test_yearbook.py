"""The tables of a year: the series complete, gaps explained or said, subjects in their order."""

from __future__ import annotations

from datetime import date

import pytest

from actes.finding import CannotGoOn
from actes.model.natures import TypeActe
from actes.model.series import Serie
from actes.model.yearbook import by_subject, yearbook
from actes.reading.docx import read_docx
from actes.store.writing import Written
from actes.tasks.reporting import whole_register, write_yearbook
from actes.values.actnumber import ActNumber
from actes.workspace import Workspace

TODAY = date(2026, 1, 15)


def written(workspace: Workspace, year: int = 2025) -> Written | None:
    return write_yearbook(workspace, whole_register(workspace.registry, [year]), year, TODAY)


def tables(workspace: Workspace) -> list[list[list[str]]]:
    made = written(workspace)
    assert made is not None
    document = read_docx(made.path.read_bytes(), "")
    return [
        [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in block.rows]
        for block in document.blocks
        if block.rows
    ]


def test_every_number_of_the_series_is_there(year: Workspace) -> None:
    chronological = tables(year)[0]
    assert [row[0] for row in chronological] == [
        "Numéro", "n° 2025-001", "n° 2025-002", "n° 2025-003", "n° 2025-004", "n° 2025-005", "n° 2025-006",
        "n° 2025-007", "n° 2025-008", "n° 2025-009", "n° 2025-010",
    ]  # fmt: skip
    assert chronological[4][1] == "Numéro réservé : réservé au marché de voirie"
    assert chronological[6][1] == "Absent du registre : à expliquer"
    assert chronological[7][1] == "Numéro annulé : double emploi"
    assert chronological[1][:4] == ["n° 2025-001", "10/01/2025", "Objet de la décision 2025-001", "1.4"]
    assert chronological[10][:3] == ["n° 2025-010", "", "Objet de la décision 2025-010"]  # a draft


def test_subjects_in_their_order(year: Workspace) -> None:
    """7.10 after 7.9; a local level below its national one; acts without a subject last."""
    thematic = tables(year)[-1]
    assert [row[0] for row in thematic] == [
        "Numéro",
        "1.4 Autres types de contrats", "Décision n° 2025-001", "Décision n° 2025-008", "Décision n° 2025-009",
        "Décision n° 2025-010",
        "7.9 Prises de participation", "Décision n° 2025-003",
        "7.10 Divers", "Décision n° 2025-002",
        "Matière non précisée", "Décision n° 2025-005",
    ]  # fmt: skip


def test_the_same_bytes(year: Workspace) -> None:
    first = written(year)
    assert first is not None
    data = first.path.read_bytes()
    first.path.unlink()
    written(year)
    assert first.path.read_bytes() == data


def test_a_year_without_acts(year: Workspace) -> None:
    assert written(year, 2019) is None
    assert not (year.output / "registre").exists()


def fates(workspace: Workspace, serie: Serie) -> list[tuple[str, str, str]]:
    register = whole_register(workspace.registry, [2025])
    return [(e.fate.value, e.number.code, e.last.code) for e in yearbook(register, serie, 2025)]


def test_a_run_of_absent_numbers_is_one_line(year: Workspace) -> None:
    for rank in ("002", "003"):
        (year.registry / "2025" / f"DEC2025-{rank}.yaml").unlink()
    serie = Serie(prefixe="DEC", actes=(TypeActe.DECISION,), complete_depuis=ActNumber.parse("2025-001"))
    assert fates(year, serie)[:3] == [
        ("acte", "2025-001", "2025-001"), ("absents", "2025-002", "2025-004"), ("acte", "2025-005", "2025-005"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (None, ("acte", "2025-003", "2025-003")),
        ("2026-001", ("acte", "2025-003", "2025-003")),
        ("2025-002", ("absents", "2025-002", "2025-002")),
        ("2025-003", ("acte", "2025-003", "2025-003")),
        ("2025-005", ("acte", "2025-003", "2025-003")),
        ("2024-100", ("absents", "2025-001", "2025-002")),
    ],
)
def test_where_a_year_begins(year: Workspace, since: str | None, first: tuple[str, str, str]) -> None:
    """A register that is complete since a number owes nothing for those before; since another year, it owes all.

    Where nobody says that it is complete, an act that is cited is no reason to ask for those before it.
    """
    for rank in ("001", "002"):
        (year.registry / "2025" / f"DEC2025-{rank}.yaml").unlink()
    number = ActNumber.parse(since) if since else None
    serie = Serie(prefixe="DEC", actes=(TypeActe.DECISION,), complete_depuis=number)
    assert fates(year, serie)[0] == first


def test_by_subject_keeps_every_act_once(year: Workspace) -> None:
    register = whole_register(year.registry, [2025])
    names = [name for name in register.actes if name.startswith("DEC2025")]
    assert len(names) > 5
    grouped = by_subject(register, names)
    assert sorted(name for _, group in grouped for name in group) == sorted(names)


def test_a_year_of_numbers_set_aside_only(year: Workspace) -> None:
    body = year.registry / "collectivite.yaml"
    body.write_bytes(body.read_bytes().replace(b"{numero: 2025-004,", b"{numero: 2026-001,"))
    made = written(year, 2026)
    assert made is not None
    text = read_docx(made.path.read_bytes(), "").text
    assert "Numéro réservé" in text
    assert "Table thématique" not in text.replace("Table chronologique et table thématique", "")


@pytest.mark.parametrize(
    ("typed", "said"), [("2.9", "2.3 Droit de préemption urbain"), ("12.1", "1 Commande publique")]
)
def test_a_subject_that_does_not_exist(year: Workspace, typed: str, said: str) -> None:
    path = year.registry / "2025" / "DEC2025-001.yaml"
    path.write_bytes(path.read_bytes().replace(b"matiere: 1.4", f"matiere: {typed}".encode()))
    with pytest.raises(CannotGoOn) as raised:
        whole_register(year.registry, [2025])
    (finding,) = raised.value.findings
    assert f"la matière {typed} n'est pas dans la nomenclature" in finding.message
    assert said in finding.hint
