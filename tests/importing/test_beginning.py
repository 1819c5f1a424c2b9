"""`actes init --from`: what most acts say of their collectivity is proposed, then all are imported."""

import shutil
from pathlib import Path

import pytest

from actes.registry.load import load_register
from actes.starter.workspace import MARK
from actes.values.text import comparable
from edges.runner import ROOT, Ran, run

WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"


def begun(folder: Path, source: Path, *more: str) -> Ran:
    return run(folder, "init", "actes", "--from", str(source), "--oui", *more)


@pytest.fixture(scope="session", params=["epci", "commune"])
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The workspace of a collectivity, and its acts as it signed them."""
    folder = tmp_path_factory.mktemp(request.param) / "origine"
    shutil.copytree(WORKSPACES / request.param / "registry", folder / "registry")
    shutil.copytree(ROOT / "templates", folder / "templates")
    assert run(folder, "render", "--all").status == 0
    return folder, Path(shutil.move(folder / "sortie", folder.parent / "Nos actes"))


def test_the_workspace_is_that_of_the_collectivity(rendered: tuple[Path, Path], tmp_path: Path) -> None:
    origin, acts = rendered
    asked = ["--address", "1 place de la Mairie, 36290 Saint-Hilaire-l'Étang", "--head", "Madame Colette Jaubert"]
    more = asked if (origin.parent / "Nos actes" / "DEC2025-009").exists() else []  # the commune says neither
    ran = begun(tmp_path, acts, "--siren", "200066660", "--installed", "2020-07-05", *more)
    assert ran.status in (0, 1), ran.err
    old, new = (load_register(folder / "registry") for folder in (origin, tmp_path / "actes"))
    assert old.register is not None
    assert new.register is not None
    assert [found.message for found in new.findings] == []
    was, body = old.register.collectivite, new.register.collectivite
    assert (body.nom.replace("’", "'"), body.departement, body.organe) == (was.nom, was.departement, was.organe)
    assert comparable(str(body.adresse)) == comparable(str(was.adresse))
    assert body.executif[-1].nom == was.executif[-1].nom
    written = {name for name, act in old.register.actes.items() if act.rendered}
    taken = {name for name, act in new.register.actes.items() if act.rendered}
    assert taken <= written
    assert [name for name in written - taken if f"{name}-decision.docx" not in ran.out.partition("Refusés : ")[2]] == []
    assert len(taken) > len(written) / 2
    assert "Vérification du registre : " in ran.out


def test_the_formulas_of_most_acts_are_those_of_the_collectivity(tmp_path: Path) -> None:
    """Ours: no act keeps formulas of its own."""
    origin = tmp_path / "origine"
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, origin / name)
    assert run(origin, "render", "--all").status == 0
    ran = begun(tmp_path, origin / "sortie", "--siren", "200066660", "--installed", "2020-07-09")
    assert "formule « recours » (1 sur 1) : Tout recours contentieux" in ran.out
    new = load_register(tmp_path / "actes" / "registry").register
    assert new is not None
    assert new.actes["DEC2025-453"].formules is None
    mentions = [one.text for one in new.collectivite.formules.mentions]
    assert '{{ "Transmis" | accorde(type) }} en Préfecture le {{ suivi.transmission | ou_place }}\n' in mentions


def test_what_no_act_says_is_asked(tmp_path: Path) -> None:
    (tmp_path / "acte.txt").write_text(
        "DÉCISION N° 2025-1\n\nVu le code ;\n\nDÉCIDE\n\nArticle 1 : De faire.\n", "utf-8"
    )
    ran = begun(tmp_path, tmp_path / "acte.txt")
    assert ran.status == 2
    assert "aucun acte ne le dit : donnez --nom" in ran.err
    assert not (tmp_path / "actes").exists()


def test_a_folder_without_acts_begins_nothing(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    ran = begun(tmp_path, tmp_path / "vide")
    assert (ran.status, "aucun acte n'a été trouvé" in ran.err) == (2, True)
    assert not (tmp_path / "actes" / MARK).exists()


def test_a_workspace_that_is_there_is_told_how_to_go_on(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "registry", tmp_path / "actes" / "registry")
    ran = begun(tmp_path, tmp_path / "Actes 2025")
    assert ran.status == 2
    assert 'pour y reprendre ces actes : actes import "' in ran.err


ARRETE = """DÉPARTEMENT DU PUY-DE-DÔME
COMMUNE DE SAINT-AMANT

ARRÊTÉ DU MAIRE N° 2024/{number:03}

Objet : Réglementation temporaire du stationnement rue {number}

Le Maire de la commune de Saint-Amant,

Vu le code général des collectivités territoriales, notamment ses articles L. 2212-1 et L. 2213-1 ;

ARRÊTE

Article 1er – Le stationnement est interdit du {number} mars 2024 au 20 mars 2024.

Article 2 – La signalisation est mise en place par les services municipaux.

Fait à Saint-Amant, le {number} février 2024

{signed}
"""
MAIRE = "Le Maire,\n\nJean BOYER"
ADJOINTE = "Pour le Maire et par délégation,\nL'adjointe au maire,\n\nMadame Louise PICARD"


def test_numbers_deputies_and_what_nobody_says(tmp_path: Path) -> None:
    """Numbers with a bar, an adjointe who signs, a maire of whom no act says whether it is Madame or Monsieur."""
    acts = tmp_path / "Arrêtés"
    acts.mkdir()
    for number in range(2, 7):
        text = ARRETE.format(number=number, signed=ADJOINTE if number == 4 else MAIRE)
        (acts / f"arrêté {number}.txt").write_text(text, "utf-8")
    given = ["--siren", "200066660", "--address", "1 place de la Mairie, 63890 Saint-Amant"]
    asked = begun(tmp_path, acts, *given)
    assert asked.status == 2
    assert "donnez --chef (les actes sont signés Jean BOYER, sans dire Madame ou Monsieur)" in asked.err
    ran = begun(tmp_path, acts, *given, "--head", "Monsieur Jean Boyer")
    assert ran.status == 0, ran.out
    assert "Clermont-Ferrand (à vérifier)" in ran.out
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    body = register.collectivite
    assert (body.nom, body.departement) == ("la commune de Saint-Amant", "le Puy-de-Dôme")
    assert [(one.prefixe, one.forme.value) for one in body.series] == [("ARR", "2025/453")]
    assert (body.delegataires["picard"].nom, str(body.delegataires["picard"].titre)) == ("Picard", "Adjointe au maire")
    assert register.actes["ARR2024-004"].signature.par == "picard"
    assert body.formules.article.text == "Article {{ rang }} –\n"


def test_numbers_behind_a_letter_have_a_year(tmp_path: Path) -> None:
    """« ARRÊTÉ N° A-2024-002 »: a year and a rank, and not a rank that never starts again."""
    acts = tmp_path / "Arrêtés"
    acts.mkdir()
    for number in (2, 3):
        text = ARRETE.format(number=number, signed=MAIRE).replace("N° 2024/", "N° A-2024-")
        (acts / f"A-2024-00{number} rue {number}.txt").write_text(text, "utf-8")
    given = ["--siren", "200066660", "--address", "1 place de la Mairie, 63890 Saint-Amant"]
    ran = begun(tmp_path, acts, *given, "--head", "Monsieur Jean Boyer")
    assert ran.status == 0, ran.out
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    assert {"ARR2024-002", "ARR2024-003"} <= set(register.actes)
