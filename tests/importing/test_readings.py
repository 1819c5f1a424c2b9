"""What is read of short acts, and what is not: `readings.yaml`."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from importing.support import HERE, OURS, empty, facts, imported
from importing.word import word_file

CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "readings.yaml").read_text(encoding="utf-8"))
ACT = """\
{titre}

OBJET :

{objet}

La Présidente de Saint-Flour Communauté,

{visas}

DÉCIDE

{articles}

{lieu}

{signe}
"""


def written(case: dict[str, Any]) -> str:
    visas = case.get("visas", ["le code général des collectivités territoriales ;"])
    articles = case.get("articles", ["D'approuver le projet."])
    return ACT.format(
        titre=case.get("titre", "DÉCISION DE LA PRÉSIDENTE n° 2025-500"),
        objet=case.get("objet", "Diverses mesures"),
        visas="\n\n".join(f"Vu {visa}" for visa in visas),
        articles="\n\n".join(f"Article {n} : {text}" for n, text in enumerate(articles, 1)),
        lieu=case.get("lieu", "Fait à Saint-Flour, le 3 mars 2025"),
        signe=case.get("signe", "La Présidente,\nCéline CHARRIAUD"),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_read(case: dict[str, Any]) -> None:
    taken = imported([("acte.txt", written(case).encode())], empty(OURS))
    found = facts(taken)
    expected = {path: str(value) for path, value in case.get("facts", {}).items()}
    assert {path: found.get(path) for path in expected} == expected
    assert [path for path in case.get("absent", ()) if path in found] == []
    files = "".join([taken.entry, *taken.tiers.values(), *taken.acts.values()])
    assert [words for words in case.get("words", ()) if words not in files] == [], files
    assert [(one.before, one.after) for one in taken.differences if not one.form] == []


def test_a_number_in_a_cell_beside_its_label_is_the_acts() -> None:
    """Else next year's act bears the number of this one."""
    titre = "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\n\nDélibération n°\t2025-077\nMembres en exercice\t23"
    taken = imported([("acte.docx", word_file([written({"titre": titre})]))], empty(OURS))
    assert "Délibération n° {{ numero | chiffres }}" in taken.entry.replace("\u2003", " ")


def test_every_case_says_something() -> None:
    assert len(CASES) > 20
    assert all(case.keys() & {"facts", "absent", "words"} for case in CASES)
