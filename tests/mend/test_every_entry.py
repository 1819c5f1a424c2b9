"""Every correction of the tables of rules that is of an entry, written into it and proved."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from actes.tasks.mend import WorkingCopy
from rules.support import REGISTRY, TODAY, WORKSPACES, Case, context, table
from rules.test_tables import WITH_TABLE

CASES = [
    pytest.param(code, case, id=f"{code}: {case['nom']}")
    for code in WITH_TABLE
    for case in table(code)
    if "fiche" in case and any(said.get("corrige") for said in case["attendu"])
]


def test_there_are_cases() -> None:
    assert len(CASES) > 8


@pytest.mark.parametrize(("code", "case"), CASES)
def test_its_words_are_written_and_nothing_is_left_to_correct(code: str, case: Case, tmp_path: Path) -> None:
    workspace, _, identifier = case["fiche"].rpartition("/")
    if "change" in case:
        context(case, tmp_path)
    else:
        shutil.copytree(WORKSPACES / workspace / "registry" if workspace else REGISTRY, tmp_path / "registry")
    work = WorkingCopy(tmp_path / "registry", identifier, date.fromisoformat(case.get("jour", TODAY)), force=True)
    before = [one for one in work.mended.findings if one.code == code]
    wanted = sum(len(one.fix) for one in before)
    assert wanted
    for _ in range(wanted):
        one = next(work.corrections(found for found in work.mended.findings if found.code == code))
        work.make([one])  # which proves that there is less to correct, and that no other finding came
    assert not any(one.fix for one in work.mended.findings if one.code == code)
