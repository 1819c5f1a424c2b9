"""The tables of cases: what a person writes, and every word of what the tool answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actes.finding import Finding, Severity
from actes.problems import LOADING
from actes.registry.decoding import decode
from actes.registry.reader import read
from actes.registry.syntax import parse_yaml
from registry.small import Fiche

FIXTURES = Path(__file__).parent / "fixtures"
TABLES = ("syntaxe.yml", "cles.yml", "valeurs.yml")


def findings_of(text: str, stages: str = "all") -> list[Finding]:
    node, findings = parse_yaml(text, "a.yaml")
    if node is not None and stages == "all":
        findings = findings + read(node, Fiche, "a.yaml")[2]
    return sorted(findings, key=Finding.sort_key)


def shown(finding: Finding) -> str:
    where, mild = finding.where, "" if finding.severity is Severity.ERREUR else f" ({finding.severity})"
    assert where is not None
    return f"{where.line}:{where.column} {finding.name}{mild}\n  {finding.message}\n  → {finding.hint}"


def cases() -> list[tuple[str, str, dict[str, str]]]:
    tables = [(name, yaml.load((FIXTURES / name).read_text("utf-8"), yaml.BaseLoader)) for name in TABLES]
    return [(name, case, said) for name, table in tables for case, said in table.items()]


@pytest.mark.parametrize(
    ("table", "case", "said"), [pytest.param(*each, id=f"{each[0]}:{each[1]}") for each in cases()]
)
def test_every_case(table: str, case: str, said: dict[str, str]) -> None:
    assert set(said) == {"source", "attendu"}
    findings = findings_of(said["source"], "syntax" if table == "syntaxe.yml" else "all")
    assert ("\n".join(map(shown, findings)) or "rien") == said["attendu"].rstrip()


def test_the_tables_hold_cases_of_both_kinds() -> None:
    quiet = [case for _, case, said in cases() if said["attendu"] == "rien"]
    assert len(quiet) >= 25
    assert len(cases()) - len(quiet) >= 80


@pytest.mark.parametrize("name", sorted(name for name, kind in LOADING.items() if "REG1" <= kind.code < "REG4"))
def test_every_kind_of_error_has_a_case(name: str) -> None:
    assert any(f" {name}" in said["attendu"] for _, _, said in cases())


def test_all_that_is_said_can_be_acted_upon() -> None:
    """In French, with a remedy, and no word of a library."""
    findings = [finding for table, _, said in cases() for finding in findings_of(said["source"])]
    assert len(findings) > 80
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert finding.where is not None
        said = f"{finding.message} {finding.hint}"
        assert not any(word in said for word in ("expected", "found", "mapping", "scalar", "token", "invalid", "None"))


STAGES = {
    "octets-windows-1252.yaml": "2:13 encodage",
    "octets-utf-16.yaml": "1:1 encodage",
    "etape-syntaxe.yaml": "3:21 deux-points, 4:7 valeur-a-proteger, 6:5 valeur-a-proteger, 7:5 valeur-a-proteger, "
    "11:9 accolades-doubles",
    "etape-cles.yaml": "2:1 cle-inconnue, 3:1 cle-inconnue, 5:1 cle-en-double, 7:3 cle-manquante, 9:5 cle-manquante, "
    "11:5 cle-inconnue, 12:1 cle-inconnue",
    "etape-valeurs.yaml": "2:9 valeur-incorrecte, 3:7 choix-inconnu, 6:3 texte-sur-plusieurs-lignes, "
    "7:7 valeur-incorrecte, 8:8 valeur-incorrecte, 9:13 choix-inconnu, 10:14 valeur-incorrecte, "
    "12:17 valeur-incorrecte, 12:22 virgule-entre-accolades, 13:34 valeurs-incompatibles",
    "dix-erreurs.yaml": "3:7 choix-inconnu, 4:33 texte-perdu, 5:1 cle-inconnue, 6:7 valeur-incorrecte, "
    "7:8 valeur-incorrecte, 10:8 valeurs-incompatibles, 12:5 cle-inconnue, 14:25 valeur-incorrecte, "
    "16:21 virgule-entre-accolades, 17:15 cle-manquante",
}


@pytest.mark.parametrize("name", STAGES)
def test_all_errors_of_a_stage_at_once(name: str) -> None:
    text, findings = decode((FIXTURES / name).read_bytes(), name)
    if text is not None:
        findings = findings_of(text)
    assert all(finding.excerpt or "utf-16" in name for finding in findings)
    assert ", ".join(shown(finding).split("\n")[0] for finding in findings) == STAGES[name]


def test_ten_errors_are_ten() -> None:
    assert STAGES["dix-erreurs.yaml"].count(", ") + 1 == 10


def test_every_fixture_is_used() -> None:
    assert sorted([*STAGES, *TABLES]) == sorted(path.name for path in FIXTURES.iterdir())
