"""Files put together by act: numbers of titles, names, folders and receipts, conventions, annexes, copies."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actes.importing.gathering import Gathering, Opened, gather, number_in_name
from actes.tasks.examine import examine_folder
from actes.tasks.folders import find, read_files

DECISION = """DÉCISION DE LA PRÉSIDENTE{title}

OBJET : Mise à disposition d'un local

Vu le code général des collectivités territoriales ;

DÉCIDE

Article 1 : D'approuver la convention avec {who}, pour {amount} €, à compter du 1er mars {year}.

Fait à Saint-Flour, le 5 janvier {year}
"""
CONVENTION = """CONVENTION DE MISE À DISPOSITION

Entre

Saint-Flour Communauté, sise ZA du Rozier-Coren, 15100 Saint-Flour, représentée par Madame Céline Charriaud, présidente,

Et

L'association Les Amis du lac, sise 3 rue Basse, 15300 Murat, représentée par {who}, président,

Il est convenu ce qui suit :

Article 1 : Loyer

Le loyer est de {amount} € à compter du 1er mars {year}.

Fait à Saint-Flour, le 6 janvier {year}
"""
ANNEXE = "ANNEXE {rank}\n\nLe local de {who} est au rez-de-chaussée, au prix de {amount} €.\n"
ONE = {"who": "Monsieur Paul Pons", "amount": "1 240,00", "year": 2025}
TWO = {"who": "Monsieur Jean Roux", "amount": "3 655,00", "year": 2025}
RECEIPT = "Accusé de réception en préfecture\n015-200066660-20250108-DEC2025-012-AU\nReçu en préfecture le 09/01/2025\n"
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes files below a folder, by their names."""
    folder = tmp_path / "Actes 2025"

    def write(**texts: str) -> Path:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return folder

    return write


def gathered(folder: Path) -> Gathering:
    read = read_files(find([folder]).files, alone=False)
    return gather([one for one in read if isinstance(one, Opened)])


def names(found: Gathering) -> list[list[str]]:
    """The files of each act, in its order, without the folder that was given."""
    return [[source.name.partition("/")[2] for source in act.sources] for act in found.acts]


def titled(number: str) -> dict[str, object]:
    return {"title": f" N° {number}"}


def test_the_parts_of_an_act_are_put_together_whatever_bears_their_number(put: Put) -> None:
    folder = put(**{
        "décision.txt": DECISION.format(**titled("2025-012"), **ONE),
        "2025-012 convention.txt": CONVENTION.format(**ONE),
        "plans/DEC2025-012_annexe_1.txt": ANNEXE.format(rank=1, **ONE),
        "autre.txt": DECISION.format(**titled("2025-013"), **TWO),
        "2025-013/contrat.txt": CONVENTION.format(**TWO),
        "ar.txt": RECEIPT,
    })  # fmt: skip
    found = gathered(folder)
    assert names(found) == [
        ["décision.txt", "2025-012 convention.txt", "plans/DEC2025-012_annexe_1.txt"],
        ["autre.txt", "2025-013/contrat.txt"],
    ]
    assert found.left == ()
    assert [act.numero for act in found.acts] == ["2025-012", "2025-013"]
    assert (str(found.acts[0].receipt), found.acts[0].received) == (
        "015-200066660-20250108-DEC2025-012-AU",
        "2025-01-09",
    )
    assert found.acts[1].receipt is None


def test_what_bears_no_number_goes_where_its_facts_are(put: Put) -> None:
    folder = put(**{
        "a.txt": DECISION.format(**titled("2025-012"), **ONE),
        "b.txt": DECISION.format(**titled("2025-013"), **TWO),
        "c.txt": CONVENTION.format(**TWO),
        "d.txt": CONVENTION.format(**ONE),
    })  # fmt: skip
    assert names(gathered(folder)) == [["a.txt", "d.txt"], ["b.txt", "c.txt"]]


def test_two_conventions_of_one_model_are_two(put: Put) -> None:
    """All alike but a party and the object: neither is a copy of the other."""
    club = {
        "Les Amis du lac": "Le Club des Neiges",
        "Mise à disposition": "Entretien",
        "MISE À DISPOSITION": "ENTRETIEN",
    }
    two = [DECISION.format(**titled("2025-013"), **ONE), CONVENTION.format(**ONE)]
    for word, other in club.items():
        two = [text.replace(word, other) for text in two]
    folder = put(**{
        "a.txt": DECISION.format(**titled("2025-012"), **ONE),
        "b.txt": two[0], "c.txt": CONVENTION.format(**ONE), "d.txt": two[1],
    })  # fmt: skip
    assert names(gathered(folder)) == [["a.txt", "c.txt"], ["b.txt", "d.txt"]]


def test_an_avenant_goes_with_its_act_and_not_with_the_one_that_it_names(put: Put) -> None:
    """The convention that it amends was approved by another decision, which it cites; the file bears no number."""
    avenant = CONVENTION.format(**TWO).replace(
        "CONVENTION DE MISE À DISPOSITION",
        "AVENANT N° 1 À LA CONVENTION DE MISE À DISPOSITION\n\nVu la décision n° 2025-012 du 5 janvier 2025 ;",
    )
    act = DECISION.format(**titled("2025-040"), **(TWO | {"amount": "10,00"}))
    folder = put(**{
        "a.txt": DECISION.format(**titled("2025-012"), **ONE),
        "b.txt": act.replace("Mise à", "Avenant à la convention de mise à"),
        "c.txt": avenant,
    })  # fmt: skip
    assert names(gathered(folder)) == [["a.txt"], ["b.txt", "c.txt"]]


AVENANT = CONVENTION.replace(
    "CONVENTION DE MISE À DISPOSITION",
    "AVENANT N° 1\n\n{{line}}\n\nVu la convention approuvée par la décision n° 2025-012 ;",
).replace("Loyer", "Objet de l'avenant").replace("est de", "est porté, pour la seule salle du haut, à")  # fmt: skip


@pytest.mark.parametrize("name", ["b.txt", "2025-012 avenant.txt"])
@pytest.mark.parametrize("line", ["À la convention de mise à disposition", "Approuvé par décision n° 2025-061"])
def test_an_avenant_is_never_the_convention_of_the_act_that_approved_the_one_amended(
    put: Put, name: str, line: str
) -> None:
    avenant = AVENANT.replace("{{line}}", line).format(**(ONE | {"amount": "1 300,00"}))
    first = DECISION.format(**titled("2025-012"), **ONE)
    folder = put(**{"a.txt": first, name: avenant, "c.txt": CONVENTION.format(**ONE)})
    found = gathered(folder)
    assert names(found) == [["a.txt", "c.txt"]]
    (left,) = found.left
    assert left.name == f"Actes 2025/{name}"
    assert f"l'acte qui l'approuve{' (2025-061)' if '061' in line else ''} n'est pas là" in left.why
    second = DECISION.replace("la convention", "l'avenant").format(**titled("2025-061"), **TWO)
    put(**{"d.txt": second})
    expected = [["a.txt", "c.txt"], ["d.txt", *([name] if "061" in line else [])]]
    assert names(gathered(folder)) == expected


def test_another_form_of_a_document_without_a_number_is_said_and_goes_nowhere_else(put: Put) -> None:
    text = CONVENTION.format(**ONE)
    folder = put(**{
        "Décisions/a.txt": DECISION.format(**titled("2025-012"), **ONE),
        "Décisions/b.txt": DECISION.format(**titled("2025-013"), **TWO),
        "Conventions/c.md": text,
        "Scans/c.txt": text.replace("convenu", "CONVENU"),
    })  # fmt: skip
    found = gathered(folder)
    assert names(found) == [["Décisions/a.txt", "Conventions/c.md"], ["Décisions/b.txt"]]
    said = [(left.name, left.why) for left in found.left]
    assert said == [("Actes 2025/Scans/c.txt", "c'est le même document que Actes 2025/Conventions/c.md")]


def test_a_folder_says_something_where_it_holds_one_act_only(put: Put) -> None:
    plan = "ANNEXE\n\nPlan du rez-de-chaussée\n"
    acts = [DECISION.format(**titled(f"2025-01{rank}"), **facts) for rank, facts in enumerate((ONE, TWO))]
    folder = put(**{"un/a.txt": acts[0], "un/plan.txt": plan, "autre/b.txt": acts[1]})
    assert names(gathered(folder)) == [["un/a.txt", "un/plan.txt"], ["autre/b.txt"]]
    (folder / "un" / "b.txt").write_text(acts[1], "utf-8")
    (folder / "autre" / "b.txt").unlink()
    assert names(gathered(folder)) == [["un/a.txt"], ["un/b.txt"]]


def test_what_could_go_with_two_acts_goes_with_none(put: Put) -> None:
    folder = put(**{
        "a.txt": DECISION.format(**titled("2025-012"), **ONE),
        "b.txt": DECISION.format(**titled("2025-013"), **ONE),
        "c.txt": CONVENTION.format(**ONE),
    })  # fmt: skip
    found = gathered(folder)
    assert names(found) == [["a.txt"], ["b.txt"]]
    (left,) = found.left
    assert left.name == "Actes 2025/c.txt"
    assert "l'acte qui l'approuve" in left.why


STRANGER = CONVENTION.replace("Saint-Flour Communauté", "La commune de Rezé-les-Étangs").replace("Saint-Flour", "Rezé")
SCHOOL = STRANGER.replace("MISE À DISPOSITION", "PARTICIPATION AUX DÉPENSES DE L'ÉCOLE 2025-2026").replace(
    "Charriaud", "Veyret"
)
COMMON = [("Monsieur Jean Roux", "Monsieur Paul Pons"), ("Rezé-les-Étangs", "Saint-Flour"), ("L'ÉCOLE", "LOCAL")]


def test_a_convention_between_others_about_something_else_is_of_no_act(put: Put) -> None:
    """It says one amount and one day of the act, and stands beside it."""
    decision, school = DECISION.format(**titled("2025-012"), **ONE), SCHOOL.format(**(ONE | {"who": TWO["who"]}))
    found = gathered(put(**{"a.txt": decision, "c.txt": school}))
    assert names(found) == [["a.txt"]]
    assert [(left.name, "l'acte qui l'approuve" in left.why) for left in found.left] == [("Actes 2025/c.txt", True)]


@pytest.mark.parametrize(("old", "new"), COMMON)
def test_a_party_a_signatory_or_an_object_in_common_is_enough(put: Put, old: str, new: str) -> None:
    decision, school = DECISION.format(**titled("2025-012"), **ONE), SCHOOL.format(**(ONE | {"who": TWO["who"]}))
    assert names(gathered(put(**{"a.txt": decision, "c.txt": school.replace(old, new)}))) == [["a.txt", "c.txt"]]


def test_a_check_of_a_folder_keeps_them_apart(put: Put) -> None:
    decision, school = DECISION.format(**titled("2025-012"), **ONE), SCHOOL.format(**(ONE | {"who": TWO["who"]}))
    folder = put(**{"a.txt": decision.replace("d'un local", "d'un local en 2026"), "c.txt": school})
    assert [one.name for one in examine_folder(folder, date(2025, 6, 1))] == ["a.txt", "c.txt"]
    (folder / "c.txt").write_text(school.replace("Rezé-les-Étangs", "Saint-Flour"), "utf-8")
    assert [one.name for one in examine_folder(folder, date(2025, 6, 1))] == ["a.txt, c.txt"]


def told_of(folder: Path, code: str) -> list[tuple[str, list[str]]]:
    """The acts of a checked folder, each with what one rule says of it."""
    done = examine_folder(folder, date(2025, 6, 1))
    return [(act.name, [found.message for found in act.findings if found.code == code]) for act in done]


def test_a_receipt_is_held_against_the_act_that_it_is_beside(put: Put) -> None:
    right = RECEIPT.replace("20250108", "20250105")
    folder = put(**{"acte.txt": DECISION.format(**titled("2025-012"), **ONE), "recu.txt": right})
    assert told_of(folder, "IDE106") == told_of(folder, "LEC112") == [("acte.txt, recu.txt", [])]
    put(**{"recu.txt": right.replace("2025-012", "2025-013")})
    ((_, (told,)),) = told_of(folder, "IDE106")
    assert told.endswith("numéro DEC2025-013, l’acte : n°\u00a02025-012")
    put(**{"b.txt": DECISION.format(**titled("2025-013"), **TWO)})
    assert told_of(folder, "IDE106") == [("acte.txt", []), ("b.txt, recu.txt", [])]
    put(**{"recu.txt": right.replace("2025-012", "2025-099")})
    said = dict(told_of(folder, "LEC112"))
    assert len(said["recu.txt"]) == 1, "of no act that is there: it says so"


def test_a_file_that_holds_decision_and_convention_is_taken_apart(put: Put) -> None:
    both = DECISION.format(**titled("2025-012"), **ONE) + "\n" + CONVENTION.format(**ONE)
    other = DECISION.format(**titled("2025-013"), **TWO)
    found = gathered(put(**{"tout.txt": f"{both}\n{other}"}))
    assert [[source.nature.value for source in act.sources] for act in found.acts] == [["acte", "convention"], ["acte"]]
    assert [act.numero for act in found.acts] == ["2025-012", "2025-013"]


def test_a_copy_and_another_form_of_a_document_are_said_and_read_once(put: Put) -> None:
    text = DECISION.format(**titled("2025-012"), **ONE)
    found = gathered(put(**{"a.txt": text, "copie.txt": text, "signée.md": text.replace("Saint-Flour", "SAINT-FLOUR")}))
    assert [[Path(name).suffix for name in act] for act in names(found)] == [[".md"]]
    assert {(left.name, left.why[:10]) for left in found.left} == {
        ("Actes 2025/a.txt", "c'est le m"), ("Actes 2025/copie.txt", "copie de A")
    }  # fmt: skip


def test_one_number_and_other_words_are_not_one_act(put: Put) -> None:
    texts = (DECISION.format(**titled("2025-012"), **facts) for facts in (ONE, TWO))
    found = gathered(put(**dict(zip(("a.txt", "b.txt"), texts, strict=True))))
    assert names(found) == [["a.txt"]]
    assert "il porte le même numéro que Actes 2025/a.txt" in found.left[0].why


def test_a_number_without_a_year_is_of_one_act_only(put: Put) -> None:
    folder = put(**{
        "a.txt": DECISION.format(**titled("12"), **ONE),
        "b.txt": DECISION.format(**titled("12"), **(TWO | {"year": 2024})),
    })  # fmt: skip
    assert names(gathered(folder)) == [["b.txt"], ["a.txt"]], "the oldest first"


def test_what_is_no_document_of_an_act_is_left(put: Put) -> None:
    folder = put(**{
        "2025-012/a.txt": DECISION.format(**titled("2025-012"), **ONE),
        "2025-012/notes.txt": "Penser à relancer Madame Pons sur la décision n° 2025-012.\n",
        "2025-012/annexe 2 plan.txt": "Plan du local de Monsieur Paul Pons\n",
        "seul.txt": DECISION.format(title="", **TWO),
    })  # fmt: skip
    found = gathered(folder)
    assert names(found) == [["2025-012/a.txt", "2025-012/annexe 2 plan.txt"]]
    assert {left.name.rpartition("/")[2]: left.why for left in found.left} == {
        "notes.txt": "aucun document de cet acte ne l'annonce",
        "seul.txt": "c'est un acte, et son numéro ne se lit nulle part",
    }


def test_subfolders_are_read_and_hidden_or_unknown_files_are_not(put: Put, tmp_path: Path) -> None:
    folder = put(
        **{"a/b/DEC2025-1.txt": "x", ".caché/x.txt": "x", "~$a.docx": "x", "plan.xlsx": "x", "a (modifié 1).txt": "x"}
    )
    found = find([folder, tmp_path / "absent.docx"])
    assert list(found.files) == ["Actes 2025/a/b/DEC2025-1.txt", "absent.docx"]
    assert [left.name for left in found.left] == ["Actes 2025/plan.xlsx"]


def test_what_a_workspace_keeps_for_itself_is_no_act(put: Put) -> None:
    kept = ("registry/collectivite.yaml", "registry/2025/a.txt", "templates/decision.docx")
    folder = put(**{f"ws/{name}": "x" for name in kept})
    put(**{"ws/acte.txt": "x", "registry/2025.txt": "x"})
    found = find([folder])
    assert (list(found.files), found.left) == (["Actes 2025/registry/2025.txt", "Actes 2025/ws/acte.txt"], ())


@pytest.mark.parametrize(
    ("name", "nature", "code"),
    [
        ("DEC2025-453.docx", "décision", "2025-453"),
        ("dec_2025_453 convention.pdf", "décision", "2025-453"),
        ("Arrêté n°2025-12.odt", "arrêté", "2025-12"),
        ("2025.031 délibération/texte.docx", "", "2025-031"),
        ("DEL2017-26/DEC2025-453.docx", "décision", "2025-453"),
    ],
)
def test_the_number_in_a_name(name: str, nature: str, code: str) -> None:
    found = number_in_name(name)
    assert found is not None
    assert (found.nature, getattr(found.numero, "code", "")) == (nature, code)


@pytest.mark.parametrize(
    "name", ["2025-07-08 décision.docx", "Actes 2024-2025/a.docx", "scan 12.pdf", "20250708-12.pdf"]
)
def test_a_day_or_two_years_are_no_number(name: str) -> None:
    assert number_in_name(name) is None
