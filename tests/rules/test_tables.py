"""Every rule against its table `CODE.yml`, and what every rule and every table must have (see `support`)."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

from actes.check import check
from actes.context import AgainstContext, Context, RegisterContext
from actes.rules import Rule, all_rules, rules_over
from rules.fixing import assert_mends
from rules.support import TABLES, Case, context, mismatch, run, shown, table

RULES = {rule.code: rule for rule in all_rules()}
WITH_TABLE = {code: rule for code, rule in RULES.items() if (TABLES / f"{code}.yml").is_file()}
KEYS = {
    "nom",
    "texte",
    "nature",
    "dossier",
    "fiche",
    "registre",
    "change",
    "jour",
    "attendu",
    "contre",
    "fichiers",
    "ensemble",
}
EXPECTED = {"extrait", "message", "gravite", "indice", "lieu", "liens", "corrige"}
QUIET_FIRST = 3
FIXED = 25  # findings of the tables that a rule corrects, at least


@pytest.mark.parametrize("code", WITH_TABLE)
def test_every_case(code: str, tmp_path: Path) -> None:
    """All the cases of a table: what is wrong in several is told at once."""
    wrong, absent = [], []
    for number, case in enumerate(table(code)):
        try:
            tried(WITH_TABLE[code], case, tmp_path / str(number))
        except AssertionError as error:
            wrong.append(f"{case['nom']}: {error}")
        except pytest.skip.Exception as error:
            absent.append(f"{case['nom']}: {error}")
    assert not wrong, "\n\n".join(wrong)
    if absent:
        pytest.skip("\n".join(absent))


def tried(rule: Rule, case: Case, folder: Path) -> None:
    examined = context(case, folder)
    found = check(examined, [rule])
    expected = case["attendu"]
    told = "\n".join(map(shown, found)) or "rien"
    assert len(found) == len(expected), told
    wrong = [mismatch(finding, said) for finding, said in zip(found, expected, strict=True)]
    assert not any(wrong), f"{wrong}\n{told}"
    if isinstance(examined, Context):
        assert_mends(examined, rule, found)


def test_many_findings_are_corrected() -> None:
    """The mending of the test above runs over something."""
    expected = [said for code in WITH_TABLE for case in table(code) for said in case["attendu"]]
    assert sum(bool(said.get("corrige")) for said in expected) >= FIXED


def test_there_are_rules() -> None:
    assert len(RULES) >= 10


def test_every_rule_has_a_table_that_starts_quiet() -> None:
    assert [code for code in RULES if code not in WITH_TABLE] == [], "their tables tests/rules/CODE.yml are absent"
    for code in RULES:
        quiet = list(takewhile(lambda case: not case["attendu"], table(code)))
        assert len(quiet) >= QUIET_FIRST, code
        assert len(table(code)) > len(quiet), f"no case of {code} is found wrong"


def test_every_table_is_of_a_rule() -> None:
    assert sorted(path.stem for path in TABLES.glob("*.yml")) == sorted(WITH_TABLE)


def test_every_case_is_well_made() -> None:
    for code in WITH_TABLE:
        names = [case["nom"] for case in table(code)]
        assert len(set(names)) == len(names), code
        for case in table(code):
            named = f"{code}: {case['nom']}"
            assert set(case) <= KEYS, named
            assert sum(key in case for key in ("texte", "dossier", "fiche", "registre", "contre")) == 1, named
            assert "attendu" in case, named
            for said in case["attendu"]:
                assert {"extrait", "message"} <= set(said) <= EXPECTED, named


def test_every_manual_has_its_lines() -> None:
    for code, rule in RULES.items():
        for line in ("Mauvais : ", "Bon : ", "Source : "):
            assert len(re.findall(rf"^{line}\S", rule.manual, re.MULTILINE)) == 1, f"« {line}» in {code}"
        reason = rule.manual.split("Mauvais : ")[0].strip()
        assert len(reason) > 60, f"{code} does not say why"


def test_a_manual_says_what_its_rule_corrects() -> None:
    for code, rule in RULES.items():
        corrects = any(said.get("corrige") for case in table(code) for said in case["attendu"])
        said = re.findall(r"^Corrige : \S", rule.manual, re.MULTILINE)
        assert len(said) == corrects, f"the table of {code} and its « Corrige : » line go together"


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)
    assert [rule.code for rule in rules if not re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)] == []
    assert [rule.name for rule in rules if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)] == []


def test_a_rule_is_found_by_what_it_looks_at() -> None:
    found = [rule for kind in (Context, RegisterContext, AgainstContext) for rule in rules_over(kind)]
    assert {rule.code for rule in found} == set(RULES)
    assert len(found) == len(RULES)


def test_a_file_holds_its_rules_in_the_order_of_codes() -> None:
    files: dict[str, list[str]] = {}
    for rule in sorted(RULES.values(), key=lambda rule: rule.check.__code__.co_firstlineno):
        files.setdefault(rule.check.__module__, []).append(rule.code)
    for name, codes in files.items():
        assert codes == sorted(codes), name


def test_a_wrong_expectation_is_seen(tmp_path: Path) -> None:
    """The runner itself: each part of an expectation is compared."""
    code, case = next((code, case) for code in WITH_TABLE for case in table(code) if case["attendu"])
    finding, said = run(RULES[code], case, tmp_path)[0], case["attendu"][0]
    assert mismatch(finding, said) == ""
    for key in ("extrait", "message", "gravite", "indice", "lieu"):
        assert mismatch(finding, {**said, key: "autre chose"}) == key
    assert mismatch(finding, {**said, "liens": ["autre chose"]}) == "liens"
    assert mismatch(finding, {**said, "corrige": ["autre → chose"]}) == "corrige"
