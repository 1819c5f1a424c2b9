"""The corpus of real acts: no error but the real ones, alerts listed and argued one by one."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from actes.finding import Severity
from actes.tasks.examine import examine_files
from rules.support import CORPUS

EXPECTED = yaml.safe_load(Path(__file__).with_name("corpus.yml").read_text("utf-8"))
FILES = sorted(CORPUS.glob("*.txt")) if CORPUS.is_dir() else []


@pytest.mark.skipif(not FILES, reason="../shared/corpus is absent")
def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 10
    assert set(EXPECTED) <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_act(path: Path) -> None:
    (examined,) = examine_files([path], date(2026, 11, 24))
    found = [f for f in examined.findings if f.severity is not Severity.CONSEIL]
    told = "\n".join(f"{f.code} {f.severity} {f.message} « {f.excerpt} »" for f in found)
    assert sorted(f.code for f in found) == sorted(row["regle"] for row in EXPECTED.get(path.name, ())), told
