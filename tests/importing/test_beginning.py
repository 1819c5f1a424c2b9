"""`actes init --from`: what most acts say of their collectivity is proposed, then all are imported."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from actes.compose.dossier import compose
from actes.document import Kind
from actes.registry.load import load_register
from actes.starter.workspace import MARK
from actes.values.text import comparable
from edges.runner import ROOT, Ran, copied, run
from importing.test_gathering import CONVENTION, DECISION, ONE, titled

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
    copied(origin)
    assert run(origin, "render", "--all").status == 0
    ran = begun(tmp_path, origin / "sortie", "--siren", "200066660", "--installed", "2020-07-09")
    assert "formule « recours » (1 acte sur 1) : Tout recours contentieux" in ran.out
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


def entries(folder: Path) -> dict[str, bytes]:
    """What a workspace says, whatever was kept beside."""
    found = folder.rglob("*.yaml")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


CRASH = """
import os, signal, sys
from actes.store import atomic
count, real, calls = int(sys.argv.pop(1)), atomic.take, 0
def take(*arguments):
    global calls
    calls += 1
    if calls == count:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*arguments)
atomic.take = take
from actes.cli import main
try:
    main()
finally:
    print("écrits :", calls)
"""


def crash(count: int, folder: Path, *arguments: str) -> Ran:
    """The command in a process that kills itself when it is to make its nth file."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(count), *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_rerun_goes_on_whenever_it_was_stopped(tmp_path: Path) -> None:
    """Killed while it prepares the folder, just before it is one, between two acts: the same command ends the work."""
    acts = tmp_path / "Arrêtés"
    acts.mkdir()
    for number in range(2, 6):
        (acts / f"arrêté {number}.txt").write_text(ARRETE.format(number=number, signed=MAIRE), "utf-8")
    command = ["init", "actes", "--from", str(acts), "--oui", "--head", "Monsieur Jean Boyer"]
    command += ["--siren", "200066660", "--address", "1 place de la Mairie, 63890 Saint-Amant"]
    whole = tmp_path / "d'un trait"
    whole.mkdir()
    ran = crash(10_000, whole, *command)
    assert ran.status == 0, ran.err
    count = int(ran.out.rpartition("écrits : ")[2])
    wanted = entries(whole)
    assert sum(name.startswith("actes/registry/2024/") for name in wanted) == 4
    for moment in (3, count - 5, count - 3, count):  # each act is one file, after the journal
        folder = tmp_path / f"arrêté au {moment}"
        folder.mkdir()
        assert crash(moment, folder, *command).status == -signal.SIGKILL
        assert entries(folder) != wanted
        again = run(folder, *command)
        assert again.status == 0, again.err
        assert entries(folder) == wanted
        prepared = moment > count - 5
        assert ("est déjà préparé" in again.out) is prepared
        assert ("n'y change rien" in again.out) is prepared


def test_in_a_workspace_that_is_finished_only_what_is_new_is_taken(tmp_path: Path) -> None:
    acts = tmp_path / "Arrêtés"
    acts.mkdir()
    for number in (2, 3):
        (acts / f"arrêté {number}.txt").write_text(ARRETE.format(number=number, signed=MAIRE), "utf-8")
    given = ["--siren", "200066660", "--address", "1 place de la Mairie, 63890 Saint-Amant"]
    assert begun(tmp_path, acts, *given, "--head", "Monsieur Jean Boyer").status == 0
    before = entries(tmp_path)
    (acts / "arrêté 4.txt").write_text(ARRETE.format(number=4, signed=MAIRE), "utf-8")
    ran = begun(tmp_path, acts)
    assert ran.status == 0, ran.err
    assert "seuls les actes nouveaux sont repris" in ran.out
    assert "ARR2024-004 : repris\n3 actes : 1 repris, 2 déjà repris" in ran.out
    after = entries(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"actes/registry/2024/ARR2024-004.yaml"}


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
    assert "signent par délégation : Madame Louise Picard, adjointe au maire (1 acte sur 5 : 2024-004)" in ran.out
    assert body.formules.article.text == "Article {{ rang }} –\n"


@pytest.mark.parametrize(
    ("signs", "installed", "terms"),
    [
        ([2, 3], "2024-02-04", [("Boyer", None, "2024-02-03"), ("Petit", "2024-02-04", None)]),  # she signed on the 6th
        ([2, 3], "2024-02-03", [("Boyer", None, "2024-02-05"), ("Petit", "2024-02-06", None)]),  # he signed that day
        ([2, 3, 6, 7], "2024-02-20", [("Boyer", None, "2024-02-19"), ("Petit", "2024-02-20", None)]),  # nothing yet
    ],
)
def test_a_new_head_begins_when_the_council_is_installed(
    tmp_path: Path, signs: list[int], installed: str, terms: list[tuple[str, str | None, str | None]]
) -> None:
    acts = tmp_path / "Arrêtés"
    acts.mkdir()
    for number in (2, 3, 6, 7):
        signed = "Le Maire,\n\nMonsieur Jean BOYER" if number in signs else "La Maire,\n\nMadame Anne PETIT"
        (acts / f"arrêté {number}.txt").write_text(ARRETE.format(number=number, signed=signed), "utf-8")
    given = ["--siren", "200066660", "--address", "1 place de la Mairie, 63890 Saint-Amant"]
    ran = begun(tmp_path, acts, *given, "--chef", "Madame Anne PETIT", "--installation", installed)
    assert ran.status == 0, ran.out + ran.err
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    said = [(one.nom, one.debut, one.fin) for one in register.collectivite.executif]
    assert [(name, *(str(day) if day else None for day in days)) for name, *days in said] == terms
    assert not any(act.a_confirmer for act in register.actes.values())


def test_a_deputy_who_became_the_head_signed_as_a_deputy(tmp_path: Path) -> None:
    acts = tmp_path / "Arrêtés"
    acts.mkdir()
    for number in (2, 3, 6, 7):
        head = "Monsieur Jean BOYER" if number < 6 else "Madame Louise PICARD"
        text = ARRETE.format(number=number, signed=ADJOINTE if number == 3 else f"Le Maire,\n\n{head}")
        (acts / f"arrêté {number}.txt").write_text(text, "utf-8")
    given = ["--siren", "200066660", "--address", "1 place de la Mairie, 63890 Saint-Amant"]
    assert begun(tmp_path, acts, *given).status == 0
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    assert [one.nom for one in register.collectivite.executif] == ["Boyer", "Picard"]
    assert {name: act.signature.par for name, act in register.actes.items() if act.signature.par} == {
        "ARR2024-003": "picard"
    }
    assert str(register.collectivite.delegataires["picard"].fin) == "2024-02-05"
    assert "AUT104" not in run(tmp_path / "actes", "check").out


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


DELIBERATION = """COMMUNE DE MONTBRIAC

DÉLIBÉRATION N° 2024-{number:02}

Objet : Tarifs de la cantine, {number}

Vu le code général des collectivités territoriales ;

Le conseil municipal, après en avoir délibéré, {vote},

DÉCIDE

Article 1 : Le prix du repas est fixé à {number},40 €.

Fait à Montbriac, le {number} février 2024

La Maire,

Sylvie MERCIER
"""
RECEIPT = (
    '<ARActe xmlns="http://www.interieur.gouv.fr/ACTES#v1.1-20040216" '
    'IDActe="023-212313704-202402{number:02}-2024_{number:02}-DE" DateReception="2024-02-{number:02}"/>'
)
SYNDICAT = """SYNDICAT DES EAUX DU HAUT-LIGNON
4 avenue de la Gare – 43190 TENCE

DÉCISION N° D2024-{number:02}

Objet : Ligne de trésorerie {number}

Le Président du syndicat des eaux du Haut-Lignon,

Vu le code général des collectivités territoriales ;

DÉCIDE

Article 1 : Une ligne de trésorerie est ouverte pour {number} ans.

Fait à Tence, le {number} mars 2024

Le Président,

Monsieur Jean-Paul Chapuis
"""


def test_a_commune_whose_arretes_are_numbered_rank_first(tmp_path: Path) -> None:
    """« N° 002/2024 », « Le Maire de Montbriac », receipts in files of their own, votes that differ."""
    acts = tmp_path / "Mairie"
    acts.mkdir()
    arrete = ARRETE.replace("2024/{number:03}", "{number:02}/2024").replace("COMMUNE DE SAINT-AMANT", "MAIRIE")
    arrete = arrete.replace("la commune de Saint-Amant", "Montbriac").replace("Saint-Amant", "Montbriac")
    for number in range(2, 5):
        vote = "par 13 voix pour et 1 abstention" if number == 3 else "à l'unanimité"
        (acts / f"A{number}.txt").write_text(
            arrete.format(number=number, signed="La Maire,\n\nSylvie MERCIER"), "utf-8"
        )
        (acts / f"D{number}.txt").write_text(DELIBERATION.format(number=number, vote=vote), "utf-8")
        (acts / f"AR 2024-{number:02}.xml").write_text(RECEIPT.format(number=number), "utf-8")
    ran = begun(tmp_path, acts, "--address", "1 place de la Mairie, 23000 Montbriac", "--department", "23")
    assert ran.status == 0, ran.out + ran.err
    assert "212313704 (3 actes sur 6 : 2024-04, 2024-03, 2024-02)" in ran.out
    assert "syndicat : commune (6 actes sur 6)" in ran.out  # an arrêté and a délibération have one number
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    body = register.collectivite
    assert body.nom == "la commune de Montbriac"
    assert [(one.prefixe, one.forme.value) for one in body.series] == [("ARR", "453/2025")]
    assert str(register.actes["ARR2024-02"].numero) == "n°\xa002/2024"
    assert not register.actes["ARR2024-02"].a_confirmer
    assert register.actes["DEL2024-02"].suivi.accuse_reception is not None
    decide = body.formules.deliberation
    assert decide is not None
    assert decide.decide is not None
    assert "voix" not in decide.decide.text
    assert "unanimité" not in decide.decide.text


def test_who_keeps_the_minutes_signs_for_nobody(tmp_path: Path) -> None:
    """« Le secrétaire de séance, Luc VAUR » beside the maire is no deputy, nor part of every act's signature."""
    acts = tmp_path / "Mairie"
    acts.mkdir()
    for number in range(2, 5):
        text = DELIBERATION.format(number=number, vote="à l'unanimité").replace(
            "La Maire,", "Le secrétaire de séance,\tLa Maire,"
        )
        (acts / f"D{number}.txt").write_text(text.replace("Sylvie MERCIER", "Luc VAUR\tSylvie MERCIER"), "utf-8")
    given = ["--address", "1 place de la Mairie, 23000 Montbriac", "--department", "23", "--siren", "200066660"]
    given += ["--name", "la commune de Montbriac", "--court", "Limoges"]
    ran = begun(tmp_path, acts, *given, "--head", "Madame Sylvie Mercier")
    assert ran.status == 0, ran.out + ran.err
    assert "VAUR" not in ran.out.upper()
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    assert not register.collectivite.delegataires
    assert "VAUR" not in register.collectivite.formules.qualite.text
    assert {act.signature.par for act in register.actes.values()} == {""}


def test_a_syndicat_and_its_letterhead(tmp_path: Path) -> None:
    """Its seat at the head of the page, its department by the postal code, numbers behind a letter, who signs."""
    acts = tmp_path / "Actes"
    acts.mkdir()
    for number in range(2, 5):
        (acts / f"D2024-{number:02}.txt").write_text(SYNDICAT.format(number=number), "utf-8")
    ran = begun(tmp_path, acts, "--siren", "254300239")
    assert ran.status == 0, ran.out + ran.err
    register = load_register(tmp_path / "actes" / "registry").register
    assert register is not None
    body = register.collectivite
    assert (body.organe, body.departement) == ("le comité syndical", "la Haute-Loire")
    assert str(body.adresse) == "4 avenue de la Gare, 43190 Tence"
    assert "Clermont-Ferrand (à vérifier)" in ran.out
    assert set(register.actes) == {"D2024-02", "D2024-03", "D2024-04"}
    assert all(act.formules is None or act.formules.titre is None for act in register.actes.values())
    assert "{{ signataire.civilite }}" in body.formules.signataire.text
    (about,) = (b for b in compose(register.actes["D2024-02"], register).documents[0].blocks if b.kind is Kind.OBJET)
    assert about.text == "Objet\xa0: Ligne de trésorerie 2"  # on one line, as in her acts
    assert about.spans[-1].origin.place.path.endswith("D2024-02.yaml")  # and still the words of the entry
    renewed = run(tmp_path / "actes", "renew", "D2024-04", "--oui")
    assert renewed.status == 0, renewed.out + renewed.err


def test_the_number_and_the_department_of_the_collectivity_are_in_its_acts(tmp_path: Path) -> None:
    """Its SIRET among the parties, not that of the other one; « Département du Cantal – Arrondissement de … »."""
    acts = tmp_path / "Actes"
    acts.mkdir()
    head = "Département du Cantal – Arrondissement de Saint-Flour\n\n"
    decision = head + DECISION.format(**titled("2025-012"), **ONE)
    decision = decision.replace("Vu le", "La Présidente de Saint-Flour Communauté,\n\nVu le", 1)
    convention = CONVENTION.replace("15100 Saint-Flour,", "15100 Saint-Flour, SIRET 200 066 660 00016,")
    convention = convention.replace("15300 Murat,", "15300 Murat, SIRET 779 074 822 00049,").format(**ONE)
    (acts / "décision.txt").write_text(decision, "utf-8")
    (acts / "convention.txt").write_text(convention, "utf-8")
    ran = begun(tmp_path, acts, "--head", "Madame Céline Charriaud")
    assert "SIREN : 200066660 (1 acte sur 1)" in ran.out, ran.out + ran.err
    assert "nom ou code : Cantal (1 acte sur 1)" in ran.out
