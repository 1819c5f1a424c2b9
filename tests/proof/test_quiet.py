"""What is right stays quiet, sentence by sentence, in whole acts; what is wrong and was seen in real acts is found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from actes.check import check
from actes.finding import Finding, Severity
from rules.support import REFERENCE, context, fault, plain, shown

Entry = Mapping[str, Any]
LIST = REFERENCE.parent / "must-stay-quiet.md"


def entries(name: str) -> Sequence[Entry]:
    found: Sequence[Entry] = yaml.load(Path(__file__).with_name(name).read_text("utf-8"), yaml.BaseLoader)
    return found


RIGHT, WRONG = entries("quiet.yml"), entries("wrong.yml")


def cases(listed: Sequence[Entry]) -> list[Any]:
    return [pytest.param(case, id=case["nom"]) for entry in listed for case in entry["cas"]]


@pytest.mark.parametrize("case", cases(RIGHT))
def test_what_is_right_stays_quiet(case: Entry, tmp_path: Path) -> None:
    found = check(context(case, tmp_path))
    grave = [finding for finding in found if finding.severity is not Severity.CONSEIL]
    assert [f.severity for f in grave if f.severity is Severity.ERREUR] == [], told(grave)
    assert sorted(f.code for f in grave) == sorted(case.get("alertes", [])), told(grave)
    assert set(case.get("conseils", [])) <= {f.code for f in found}


@pytest.mark.parametrize("case", cases(WRONG))
def test_what_is_wrong_is_found(case: Entry, tmp_path: Path) -> None:
    found = check(context(case, tmp_path))
    same = [f for f in found if f.code == case["regle"] and plain(case["extrait"]) in fault(f)]
    assert len(same) == 1, told(found)
    assert same[0].severity == case.get("gravite", "alerte"), told(same)
    errors = {f.code for f in found if f.severity is Severity.ERREUR}
    assert errors <= {case["regle"]}, told(found)


def told(found: Sequence[Finding]) -> str:
    return "\n".join(f"{finding.code} {shown(finding)}" for finding in found)


@pytest.mark.parametrize("listed", [RIGHT, WRONG], ids=["right", "wrong"])
def test_every_case_is_an_act_of_its_own(listed: Sequence[Entry]) -> None:
    assert len(listed) >= 10
    names = [case["nom"] for entry in listed for case in entry["cas"]]
    assert len(names) == len(set(names))
    for entry in listed:
        assert entry["cas"], entry["phrase"]
        for case in entry["cas"]:
            text = "\n".join(case["dossier"].values()) if "dossier" in case else case["texte"]
            assert len(re.findall(r"(?m)^(?:#+ )?Article \d", text)) >= 2, f"{case['nom']}: one article is no act"


def sentences() -> tuple[list[str], list[str]]:
    """The sentences of the list: those of what is right (each clause, each quotation), those of what is wrong."""
    right, _, wrong = LIST.read_text("utf-8").replace("’", "'").partition("# Wrong")
    bullets = [" ".join(found.split()) for found in re.findall(r"(?ms)^- (.*?)(?=^- |\Z)", right)]
    said = [piece.strip() for bullet in bullets for piece in (*bullet.split(";"), *re.findall("« (.*?) »", bullet))]
    seen = [" ".join(item.split()) for item in wrong.partition("\n")[2].split("·")]
    return said, seen


@pytest.mark.skipif(not LIST.is_file(), reason="../shared/reference is absent")
@pytest.mark.parametrize("number", [0, 1], ids=["right", "wrong"])
def test_no_sentence_of_the_list_is_left_out(number: int) -> None:
    said, listed = sentences()[number], (RIGHT, WRONG)[number]
    marks = [mark for entry in listed for mark in entry["repere"]]
    assert len(said) >= 15
    assert [sentence for sentence in said if not any(mark in sentence for mark in marks)] == []
    assert [mark for mark in marks if not any(mark in sentence for sentence in said)] == []
