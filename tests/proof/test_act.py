"""The signed act 2025-453: each thing that is wrong in it is found, and nothing that is right is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actes.check import check
from actes.context import Context
from actes.finding import Finding, Severity
from rules.support import entry_context, plain, reference_context

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("act.yml").read_text("utf-8"))
LOST_WORDS = 28  # « par une quelconque disposition »: beyond rules, a person sees it
# Where the act is right, and a naive check would report: words that no finding may have at fault.
QUIET = (
    "015-200066660-20250708-DEC2025-453-AU",
    "11 730,00",
    "7 820,00",
    "39 100,00",
    "30 (trente) jours",
    "9.1",
    "779.074.822.00049",
    "12 avril 2022",
)


def findings(context: Context) -> list[Finding]:
    return check(context)


@pytest.fixture(scope="module")
def entry() -> list[Finding]:
    return findings(entry_context("DEC2025-453", (), date(2026, 11, 24), Path()))


@pytest.fixture(scope="module")
def files() -> list[Finding]:
    return findings(reference_context())


def said(finding: Finding) -> str:
    related = " ".join(f"{r.says} {r.excerpt}" for r in finding.related)
    return plain(f"{finding.message} {finding.excerpt} {finding.hint} {related}")


def found(row: dict[str, Any], among: list[Finding]) -> bool:
    same = [f for f in among if f.code == row["regle"] and f.severity.value in row["severites"]]
    return any(plain(str(row["temoin"])) in said(f) for f in same)


def name(row: dict[str, Any]) -> str:
    return f"{row['rang']}-{row['regle']}-{row['temoin']}"


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("fiche", True)], ids=name)
def test_the_entry_shows(row: dict[str, Any], entry: list[Finding]) -> None:
    assert found(row, entry), "\n".join(f"{f.code} {f.severity} {said(f)}" for f in entry if f.code == row["regle"])


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("fichiers", True)], ids=name)
def test_the_four_files_show(row: dict[str, Any], files: list[Finding]) -> None:
    assert found(row, files), "\n".join(f"{f.code} {f.severity} {said(f)}" for f in files if f.code == row["regle"])


def test_every_row_is_there() -> None:
    assert {row["rang"] for row in ROWS} | {LOST_WORDS} == set(range(1, 31))


@pytest.mark.parametrize("words", QUIET)
def test_what_is_right_stays_quiet(words: str, entry: list[Finding], files: list[Finding]) -> None:
    for finding in (*entry, *files):
        start, end = finding.mark or (0, len(finding.excerpt))
        assert plain(words) not in plain(finding.excerpt[start:end]), said(finding)


def test_errors_are_those_of_the_table(entry: list[Finding], files: list[Finding]) -> None:
    allowed = {row["regle"] for row in ROWS if "erreur" in row["severites"]}
    for among in (entry, files):
        errors = [f.code for f in among if f.severity is Severity.ERREUR]
        assert errors
        assert set(errors) <= allowed


def test_one_cause_is_one_finding(entry: list[Finding], files: list[Finding]) -> None:
    for code in ("PER101", "MNT102", "TVA101", "MNT103", "PIE101"):
        assert [sum(f.code == code for f in among) for among in (entry, files)] == [1, 1], code
