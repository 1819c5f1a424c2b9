"""`actes report`: each decision once, nothing recorded before the council has met, and only what it was given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from actes.finding import CannotGoOn
from actes.reading.docx import read_docx
from actes.store.writing import Outcome
from actes.tasks.reporting import record_report, report_file, whole_register, write_report, write_yearbook
from actes.values.periods import Period
from actes.workspace import Workspace

MEETING, TODAY = date(2025, 6, 26), date(2025, 7, 15)
BOTH = "1 000,00 € HT\n1 200,00 € TTC"
SPRING = Period(date(2025, 3, 27), date(2025, 6, 26))


def registry_bytes(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(workspace.registry.rglob("*.yaml"))}


def write(workspace: Workspace, period: Period = SPRING, meeting: date | None = MEETING) -> tuple[str, ...]:
    """Write a report; the identifiers in it."""
    register = whole_register(workspace.registry, [2025])
    written, selection = write_report(workspace, register, period, meeting, TODAY)
    assert written.done
    return selection.to_report


def rows(path: Path) -> list[list[str]]:
    document = read_docx(path.read_bytes(), str(path))
    return [[cell.text.replace("\xa0", " ") for cell in row.cells] for block in document.blocks for row in block.rows]


def reported(workspace: Workspace) -> dict[str, str]:
    register = whole_register(workspace.registry, [2025])
    return {name: str(day) for name, act in register.actes.items() if (day := act.suivi.compte_rendu)}


def test_the_table(year: Workspace) -> None:
    write(year, Period(date(2025, 1, 1), MEETING))
    assert rows(report_file(year, None, MEETING)) == [
        ["Numéro", "Date", "Objet", "Cocontractant", "Montant"],
        ["n° 2025-001", "10/01/2025", "Objet de la décision 2025-001", "Cantal Destination", BOTH],
        ["n° 2025-002", "10/02/2025", "Objet de la décision 2025-002", "", "500,00 € par an"],
        ["n° 2025-003", "27/03/2025", "Objet de la décision 2025-003", "", "—"],
        ["n° 2025-005", "15/04/2025", "Objet de la décision 2025-005", "", "—"],
        ["n° 2025-008", "26/06/2025", "Objet de la décision 2025-008", "", "—"],
    ]  # fmt: skip


def test_a_blank_is_given_to_no_council(year: Workspace) -> None:
    path = year.registry / "2025" / "DEC2025-005.yaml"
    path.write_bytes(path.read_bytes().replace(b"objet de la", "[À COMPLÉTER : l'objet] de la".encode()))
    for made in (lambda: write(year), lambda: write_yearbook(year, whole_register(year.registry, [2025]), 2025, TODAY)):
        with pytest.raises(CannotGoOn) as refused:
            made()
        (found,) = refused.value.findings
        assert (found.code, str(found.where)) == ("REG411", "registry/2025/DEC2025-005.yaml:4:3")
        assert "« [À COMPLÉTER\xa0: l’objet] »" in found.message
    assert not year.output.exists()


def test_writing_records_nothing_and_gives_the_same_bytes(year: Workspace) -> None:
    before = registry_bytes(year)
    assert write(year) == ("DEC2025-003", "DEC2025-005", "DEC2025-008")
    first = report_file(year, None, MEETING).read_bytes()
    report_file(year, None, MEETING).unlink()
    write(year)
    assert report_file(year, None, MEETING).read_bytes() == first
    assert registry_bytes(year) == before


def test_what_was_told_is_recorded(year: Workspace) -> None:
    write(year)
    before = registry_bytes(year)
    marked = record_report(year, MEETING, TODAY)
    assert marked.recorded == ("DEC2025-003", "DEC2025-005", "DEC2025-008")
    assert (marked.elsewhere, marked.unknown) == ((), ())
    assert reported(year) == dict.fromkeys(marked.recorded, "2025-06-26")
    changed = {name for name, data in registry_bytes(year).items() if data != before[name]}
    assert changed == {"DEC2025-003.yaml", "DEC2025-005.yaml", "DEC2025-008.yaml"}


def test_each_decision_once(year: Workspace) -> None:
    write(year)
    record_report(year, MEETING, TODAY)
    autumn = Period(date(2025, 1, 1), date(2025, 7, 10))
    assert write(year, autumn, date(2025, 7, 10)) == ("DEC2025-001", "DEC2025-002", "DEC2025-009")
    assert write(year) == ("DEC2025-003", "DEC2025-005", "DEC2025-008")  # the same report, written again


def test_a_decision_taken_since_the_report_was_written_is_not_recorded(year: Workspace) -> None:
    write(year)
    path = year.registry / "2025" / "DEC2025-009.yaml"
    path.write_bytes(path.read_bytes().replace(b"2025-07-01", b"2025-06-25"))
    assert record_report(year, MEETING, TODAY).recorded == ("DEC2025-003", "DEC2025-005", "DEC2025-008")
    assert "DEC2025-009" not in reported(year)


def test_a_decision_taken_out_of_the_document_is_not_recorded(year: Workspace) -> None:
    """The document as it was given to the council, edited and saved by another program."""
    write(year)
    target = report_file(year, None, MEETING)
    edited = docx.Document(str(target))
    row = edited.tables[0].rows[2]
    assert row.cells[0].text.endswith("2025-005")
    row._tr.getparent().remove(row._tr)
    edited.save(str(target))
    assert record_report(year, MEETING, TODAY).recorded == ("DEC2025-003", "DEC2025-008")
    register = whole_register(year.registry, [2025])
    again, _ = write_report(year, register, SPRING, MEETING, TODAY)
    assert again.outcome is Outcome.GARDE  # what she edited is not written over


def test_a_meeting_is_added_to_the_list_in_order(year: Workspace) -> None:
    body = year.registry / "collectivite.yaml"
    body.write_bytes(body.read_bytes().replace(b"[2025-03-27, 2025-06-26]", b"[2025-03-27, 2025-07-10]"))
    write(year)
    record_report(year, MEETING, TODAY)
    assert b"seances: [2025-03-27, 2025-06-26, 2025-07-10]" in body.read_bytes()


def test_the_first_meeting_of_all(year: Workspace) -> None:
    body = year.registry / "collectivite.yaml"
    body.write_bytes(body.read_bytes().replace(b"seances: [2025-03-27, 2025-06-26]\n", b""))
    write(year)
    record_report(year, MEETING, TODAY)
    assert whole_register(year.registry, [2025]).collectivite.seances == (MEETING,)


def refused(workspace: Workspace, meeting: date = MEETING) -> str:
    before = registry_bytes(workspace)
    with pytest.raises(CannotGoOn) as raised:
        record_report(workspace, meeting, TODAY)
    assert registry_bytes(workspace) == before
    return " / ".join(found.message for found in raised.value.findings)


def test_what_cannot_be_recorded(year: Workspace) -> None:
    assert "il n'y a pas de compte rendu" in refused(year)
    assert "n'a pas encore eu lieu" in refused(year, date(2025, 7, 16))
    write(year, Period(date(2025, 3, 27), date(2025, 7, 10)), MEETING)
    assert "DEC2025-009 : prises après la séance" in refused(year)


def test_one_entry_that_cannot_be_changed_and_none_is(year: Workspace) -> None:
    write(year)
    path = year.registry / "2025" / "DEC2025-008.yaml"
    path.write_bytes(path.read_bytes() + b"suivi: {transmission: 2025-06-27, publication: 2025-13-01}\n")
    assert "2025-13-01" in refused(year)


def test_reported_elsewhere_and_unknown(year: Workspace) -> None:
    write(year)
    path = year.registry / "2025" / "DEC2025-003.yaml"
    path.write_bytes(path.read_bytes() + b"suivi:\n  compte_rendu: 2025-03-27\n")
    (year.registry / "2025" / "DEC2025-005.yaml").unlink()
    marked = record_report(year, MEETING, TODAY)
    assert marked.elsewhere == ("DEC2025-003",)
    assert [number.replace("\xa0", " ") for number in marked.unknown] == ["n° 2025-005"]
    assert marked.recorded == ("DEC2025-008",)
    assert reported(year)["DEC2025-003"] == "2025-03-27"


def test_a_decision_that_cannot_be_read_stops_the_report(year: Workspace) -> None:
    path = year.registry / "2025" / "DEC2025-005.yaml"
    path.write_bytes(path.read_bytes().replace(b"2025-04-15", b"2025-04-31"))
    with pytest.raises(CannotGoOn):
        whole_register(year.registry, [2025])
    assert "DEC2025-005" not in whole_register(year.registry, [2024]).actes


def test_no_decision(year: Workspace) -> None:
    may = Period(date(2025, 5, 1), date(2025, 5, 31))
    assert write(year, may, None) == ()
    document = read_docx(report_file(year, may, None).read_bytes(), "")
    assert "Aucune décision" in document.text


def test_without_words(year: Workspace) -> None:
    body = year.registry / "collectivite.yaml"
    text = body.read_text("utf-8")
    start, end = text.index("  compte_rendu:\n    titre"), text.index("  registre:\n")
    body.write_text(text[:start] + text[end:], "utf-8")
    with pytest.raises(CannotGoOn) as raised:
        write(year)
    assert "compte_rendu:" in raised.value.findings[0].message
