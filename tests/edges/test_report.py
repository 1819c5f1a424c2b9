"""Findings as a person and a program read them."""

import json
from dataclasses import replace
from pathlib import Path

from actes.finding import Finding, Fix, Related, Severity, Spot, Waiver
from actes.place import Place
from actes.report.json import pieces
from actes.report.rendering import columns, rendering_text
from actes.report.text import report, verdict
from actes.store.writing import Edit, Outcome, Written

PLACE = Place("registry/2025/DEC2025-453.yaml", 84, 9)
ERROR = Finding(
    code="PER101",
    name="date-contradictoire",
    severity=Severity.ERREUR,
    message="la convention commence en 2024",
    hint="écrivez 2025",
    where=PLACE,
    document="convention",
    excerpt="…à partir du\n1 janvier 2024…",
    place="article 1er",
    source="registre",
    found="2024-01-01",
    expected="2025-01-01",
    related=(Related("2025-01-01", Place("a.docx", paragraph=3), "decision"),),
)
WARNING = Finding("X1", "x", Severity.ALERTE, "à voir", where=Place("a.yaml", 1, 1))
ADVICE = Finding("X2", "y", Severity.CONSEIL, "forme", where=Place("b.yaml", 1, 1))
WAIVED = Finding("X3", "z", Severity.ERREUR, "connu", waived=Waiver("voulu", "Mme X", "2025-07-01"))


def json_report(findings: list[Finding]) -> str:
    return "".join(pieces([findings]))


def test_a_finding_says_first_where_a_person_looks() -> None:
    assert report([ERROR]).splitlines() == [
        "Convention, article 1er : registry/2025/DEC2025-453.yaml:84:9 : PER101 date-contradictoire",
        "    Erreur : la convention commence en 2024",
        "    Texte : « …à partir du 1 janvier 2024… »",
        "    Voir : Décision : a.docx, paragraphe 3 : 2025-01-01",
        "    Que faire : écrivez 2025",
        "    Source : registre",
    ]


def test_findings_come_in_the_order_of_the_files() -> None:
    codes = [
        text.split(" : ")[-1].split()[0]
        for text in report([ERROR, ADVICE, WARNING]).splitlines()
        if text[0:1] != " " and text
    ]
    assert codes == ["X1", "X2", "PER101"]


def test_verdict_counts_what_nobody_accepted() -> None:
    assert (
        verdict([ERROR, WARNING, ADVICE, ADVICE, WAIVED]) == "À corriger avant signature : 1 · À relire : 1 · Forme : 2"
    )
    assert verdict([WAIVED]) == "Rien relevé (ne vaut pas contrôle juridique)"
    assert "Accepté par Mme X le 2025-07-01 : voulu" in report([WAIVED])


def test_json_is_the_one_that_was_agreed() -> None:
    found = json.loads(json_report([ERROR, WARNING, ADVICE, WAIVED]))
    assert list(found) == ["version", "findings", "summary"]
    assert found["version"] == 1
    assert found["summary"] == {"erreur": 1, "alerte": 1, "conseil": 1, "waived": 1, "verdict": "a-corriger"}
    error = next(f for f in found["findings"] if f["code"] == "PER101")
    assert error == {
        "code": "PER101",
        "name": "date-contradictoire",
        "severity": "erreur",
        "message": "la convention commence en 2024",
        "hint": "écrivez 2025",
        "source": "registre",
        "document": "convention",
        "where": {"path": PLACE.path, "line": 84, "column": 9, "page": None, "paragraph": None, "cell": None},
        "excerpt": "…à partir du\n1 janvier 2024…",
        "found": "2024-01-01",
        "expected": "2025-01-01",
        "related": [
            {
                "document": "decision",
                "where": {"path": "a.docx", "line": None, "column": None, "page": None, "paragraph": 3, "cell": None},
                "excerpt": None,
                "says": "2025-01-01",
            }
        ],
        "fix": None,
        "waived": None,
    }
    waived = next(f for f in found["findings"] if f["code"] == "X3")
    assert waived["waived"] == {"motif": "voulu", "par": "Mme X", "le": "2025-07-01"}
    assert [waived[key] for key in ("hint", "source", "document", "where", "excerpt", "found", "expected")] == [
        None
    ] * 7
    assert all(f.keys() == error.keys() for f in found["findings"])


def test_json_says_what_can_be_corrected() -> None:
    fix = Fix("1 janvier", "1er janvier", Spot(0, 3, 4, 13), PLACE, "convention")
    (found,) = json.loads(json_report([replace(ERROR, fix=(fix,))]))["findings"]
    where = {"path": PLACE.path, "line": 84, "column": 9, "page": None, "paragraph": None, "cell": None}
    change = {"document": "convention", "where": where, "words": "1 janvier", "by": "1er janvier"}
    assert found["fix"] == {"changes": [change]}


def test_json_verdicts() -> None:
    assert json.loads(json_report([WARNING]))["summary"]["verdict"] == "a-relire"
    assert json.loads(json_report([ADVICE]))["summary"]["verdict"] == "a-relire"
    assert json.loads(json_report([WAIVED]))["summary"]["verdict"] == "rien-releve"


def test_json_is_readable_utf_8() -> None:
    assert "écrivez 2025" in json_report([ERROR])


def test_documents_written_kept_and_waiting() -> None:
    folder = Path("/travail")
    edit = Edit("modifié depuis (un changement)", ("après « a » : « b » remplacé par « c »",))
    written = [
        Written(folder / "sortie" / "x.docx", Outcome.GARDE, edit),
        Written(folder / "sortie" / "y.docx", Outcome.ATTEND),
        Written(Path("/ailleurs/z.docx"), Outcome.INCHANGE),
    ]
    assert rendering_text("DEC1", written, folder).splitlines() == [
        "DEC1",
        f"  {Path('sortie/x.docx')} : gardé tel quel : modifié depuis (un changement)",
        "    après « a » : « b » remplacé par « c »",
        f"  {Path('sortie/y.docx')} : non écrit, pour ne pas contredire le document gardé",
        f"  {Path('/ailleurs/z.docx')} : inchangé",
        "  Pour écrire quand même : actes render DEC1 --force (votre version sera gardée à côté)",
    ]


def test_no_row_has_no_columns() -> None:
    assert columns([]) == ""
