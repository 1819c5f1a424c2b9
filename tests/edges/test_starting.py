"""`actes init` and `actes new`: another collectivity begins."""

import json
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from actes.reading.files import read_file
from actes.registry.jsonschema import FILES
from actes.starter.drafting import drafting
from actes.starter.models import model, model_names
from actes.starter.questions import QUESTIONS
from actes.starter.workspace import EXAMPLES, MARK, refused
from edges.runner import Ran, run, typed

COMMUNE = {
    "name": "la commune de Neuvéglise",
    "kind": "commune",
    "department": "15",
    "siren": "211501424",
    "address": "1 place de la Mairie, 15260 Neuvéglise-sur-Truyère",
    "court": "Clermont-Ferrand",
    "head": "Madame Jeanne Rolland",
    "installed": "2026-03-22",
}
EPCI = COMMUNE | {
    "name": "Val de Brézenne Communauté",
    "kind": "epci",
    "department": "Creuse",
    "court": "Limoges",
    "siren": "200066660",
    "head": "Monsieur Luc Martel",
}
ACTS = [name for name in model_names() if model(name).is_act and "\narticles:" in model(name).text]


def init(folder: Path, answers: dict[str, str]) -> Ran:
    return run(folder, "init", "actes", *(part for name, text in answers.items() for part in (f"--{name}", text)))


# A commune has the name of its town, which is in every address; its mayor, one with a particle.
TOWN = COMMUNE | {"name": "Neuvéglise-sur-Truyère", "head": "Madame Anne-Marie de La Tour"}


@pytest.fixture(params=[COMMUNE, TOWN, EPCI], ids=["commune", "town", "epci"])
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    ran = init(tmp_path, request.param)
    assert (ran.status, ran.err) == (0, "")
    return tmp_path / "actes"


def test_the_examples_render_and_check_clean(begun: Path) -> None:
    """One walk: list, check, render, the templates; nothing to say of any example."""
    examples = begun / EXAMPLES
    assert len(ACTS) == 14
    checked = run(examples, "check")
    assert (checked.status, checked.out.startswith("Rien relevé dans "), "===" in checked.out) == (0, True, False)
    assert "14 actes" in checked.out
    rendered = run(examples, "render", "--all", "--final")
    assert (rendered.status, rendered.err) == (0, "")
    assert len(list((examples / "sortie").glob("*/*.docx"))) == 18
    assert run(examples, "template", "check").status == 0


def test_what_follows_the_signature_has_its_words(begun: Path) -> None:
    """The report to the council and the tables of the register, in the words of a kind of collectivity."""
    year = next((begun / EXAMPLES / "registry").glob("20*")).name
    for arguments in (["report", "--since", f"{year}-01-01"], ["register", "--year", year]):
        ran = run(begun / EXAMPLES, *arguments)
        assert (ran.status, ran.err) == (0, ""), ran.err
    assert len(list((begun / EXAMPLES / "sortie").rglob("*.docx"))) == 2


def test_the_register_itself_is_empty_and_sound(begun: Path) -> None:
    assert "Le registre est vide." in run(begun, "list").out
    assert {path.stem for path in (begun / "registry" / "schemas").iterdir()} == set(FILES)
    assert run(begun, "check").status == 0


def test_nothing_that_exists_is_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "actes" / "registry" / "collectivite.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("nom: la mienne\n", "utf-8")
    ran = init(tmp_path, EPCI)
    assert (ran.status, "FIC109 fichier-garde" in ran.err) == (2, True)
    assert [path for path in (tmp_path / "actes").rglob("*") if path.is_file()] == [mine]
    asked = run(tmp_path, "init", "actes")
    assert (asked.status, "c'est déjà un dossier d'actes" in asked.err) == (2, True)  # before any question


def test_a_second_init_completes_the_first(tmp_path: Path) -> None:
    """Stopped before its end, or out of disk: what is there is kept, what is missing comes."""
    assert init(tmp_path, EPCI).status == 0
    folder = tmp_path / "actes"
    whole = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    mine = folder / "templates" / "decision.docx"
    for path in (folder / MARK, folder / "templates" / "convention.docx", *(folder / EXAMPLES).rglob("*.yaml")):
        path.unlink()
    mine.write_bytes(b"le mien")
    ran = init(tmp_path, EPCI)
    assert (ran.status, ran.err) == (0, "")
    assert f"Déjà là, et gardé tel quel :\n  {Path('templates', 'decision.docx')}\n\n" in ran.out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == whole | {mine: b"le mien"}


def test_what_is_missing_is_said_in_a_script(tmp_path: Path) -> None:
    ran = run(tmp_path, "init", "actes", "--nom", "X")
    assert (ran.status, "il manque --genre, --departement" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("option", "answer", "said"),
    [
        ("kind", "région", "répondez commune, epci, syndicat"),
        ("department", "Limousin", "n'est pas un département"),
        ("siren", "200066661", "clé"),
        ("address", "15100 Saint-Flour", "écrivez la voie, une virgule"),
        ("head", "Jeanne Rolland", "écrivez la civilité"),
        ("installed", "2026-02-30", "n'existe pas"),
        ("name", " ", "il faut une réponse"),
        ("name", "communauté de communes du Pays de Salers", "avec son article"),
        ("name", "Commune de Murat", "avec son article"),
    ],
)
def test_a_wrong_answer_is_refused(option: str, answer: str, said: str, tmp_path: Path) -> None:
    assert said in refused(option, answer)
    ran = init(tmp_path, EPCI | {option: answer})
    assert (ran.status, said in ran.err, (tmp_path / "actes").exists()) == (2, True, False)


def test_every_example_of_a_question_is_accepted() -> None:
    assert len(QUESTIONS) > 5
    assert [asked.option for asked in QUESTIONS if refused(asked.option, asked.example)] == []


# --- new ---


@pytest.fixture
def office(tmp_path: Path, furnished: Path) -> Path:
    """A workspace of one's own, with a delegation, a third party and a convention."""
    return Path(shutil.copytree(furnished, tmp_path / "actes"))


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once, all by `new`."""
    folder = tmp_path_factory.mktemp("furnished") / "actes"
    assert init(folder.parent, COMMUNE).status == 0
    assert run(folder, "new", "delegation", "--date", "2026-04-02", "--oui").status == 0
    assert new(folder, "tiers", fichier="amis_des_sentiers", nom="l'association « Z » : aide").status == 0
    assert new(folder, "convention").status == 0
    return folder


FREE = frozenset({"numero", "delegation", "tiers", "modifie"})  # what the register proposes


def new(folder: Path, name: str, **given: str) -> Ran:
    """A model with its examples for answers, except for those given."""
    place = drafting(folder / "registry", date.today())  # noqa: DTZ011 as the command
    examples = model(name).answers(place.known(model(name), {}), examples=True)
    answers = {q.name: examples[q.name] for q in model(name).questions if q.name not in FREE} | given
    return run(folder, "new", name, *(part for k, v in answers.items() for part in (f"--{k}", v)), "--oui")


@pytest.mark.parametrize("name", ACTS)
def test_each_model_makes_an_entry_that_checks_clean(name: str, office: Path) -> None:
    ran = new(office, name)
    assert (ran.status, ran.err) == (0, "")
    identifier = Path(ran.out.split(" : ")[0]).stem
    found = json.loads(run(office, "check", identifier, "--format", "json").out)["findings"]
    # An avenant to a convention that is not signed yet cites it without a date: that is form.
    assert [one["code"] for one in found] == (["CIT105"] if name == "avenant" else [])


@pytest.mark.parametrize("name", [*ACTS, "tiers"])
def test_no_example_is_ever_taken(name: str, office: Path) -> None:
    """What nobody answers is a blank, which `check` and `--final` see."""
    needed = {"acte": {"type": "décision"}, "tiers": {"fichier": "autre"}}.get(name, {})
    ran = run(office, "new", name, *(part for k, v in needed.items() for part in (f"--{k}", v)), "--oui")
    assert (ran.status, "À compléter dans la fiche :" in ran.out) == (0, True), ran.err
    made = (office / ran.out.split(" : ")[0]).read_text("utf-8")
    place = drafting(office / "registry", date.today())  # noqa: DTZ011
    known = place.known(model(name), needed)
    open_ = [q for q in model(name).questions if q.name not in known and q.name not in needed and not q.offered]
    assert len(open_) > 1
    assert [q.name for q in open_ if q.blank not in made] == []
    for question in open_:
        made = made.replace(question.blank, "")
    assert [q.name for q in open_ if len(q.example) > 3 and model(name).example(q, known) in made] == []
    if name != "tiers":
        identifier = Path(ran.out.split(" : ")[0]).stem
        assert run(office, "check", identifier).status == 1
        assert run(office, "render", identifier, "--final").status == 1
        assert not (office / "sortie").exists()


def test_no_fact_of_the_collectivity_answers_a_question_unseen(office: Path) -> None:
    """What examples are made of has names of its own."""
    place = drafting(office / "registry", date.today())  # noqa: DTZ011
    for name in model_names():
        known = place.known(model(name), {"type": "décision"})
        assert {q.name for q in model(name).questions} & known.keys() <= FREE


def test_a_tax_of_the_past_is_refused_for_an_act_of_today(office: Path) -> None:
    ran = run(office, "new", "marche", "--tva", "19,6 %", "--oui")
    said = ran.err.replace("\u00a0", " ")
    assert (ran.status, "n'est plus un taux de TVA depuis" in said, "écrivez 20 %" in said) == (2, True, True)


def test_an_act_of_any_type_has_the_next_number_of_its_series(office: Path) -> None:
    made = [run(office, "new", "acte", "--type", word, "--oui").out.split(" : ")[0] for word in ("arrete", "décision")]
    assert [Path(path).stem[:3] + path[-8:-5] for path in made] == ["ARR001", "DEC002"]


def test_every_price_of_a_table_is_asked(office: Path) -> None:
    ran = run(office, "new", "tarif", "--tarifs", "Repas : 3,80 ; Garderie, l'heure : 2", "--oui")
    made = (office / ran.out.split(" : ")[0]).read_text("utf-8")
    assert '- ["Repas", "3,80\u00a0€"]\n        - ["Garderie, l\'heure", "2,00\u00a0€"]' in made


def test_every_answer_can_be_an_option(office: Path) -> None:
    answers = {"objet": "l'aide aux devoirs", "debut": "1er février 2027", "montant": "5 000", "numero": "DEC2026-040"}
    ran = run(office, "new", "convention", *(part for k, v in answers.items() for part in (f"--{k}", v)), "--oui")
    entry = next((office / "registry").rglob("DEC2026-040.yaml")).read_text("utf-8")
    assert ran.status == 0
    assert "pour l'aide aux devoirs" in entry
    assert 'ht: "5 000"' in entry
    assert "numero: 2026-040" in entry
    assert "debut: 1er février 2027" in entry


def test_a_price_is_typed_with_or_without_tax(office: Path) -> None:
    prices = {"5 760,00 € TTC": 'ttc: "5 760,00 €"', "5 HT": 'ht: "5"'}
    for number, (price, kept) in enumerate(prices.items(), 50):
        name = f"2026-{number}"
        ran = run(office, "new", "convention", "--numero", name, "--tva", "20 %", "--montant", price, "--oui")
        assert ran.status == 0, ran.err
        assert f"cout_total: {{{kept}}}" in next(office.rglob(f"DEC{name}.yaml")).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["conventio"], 2, "vouliez-vous dire « convention »"),
        (["xyz"], 2, "modèles : acte, arrete"),
        (["convention", "--numero", "x"], 2, "n'est pas un numéro d'acte"),
        (["convention", "--montnt", "3"], 2, "vouliez-vous dire « montant »"),
        (["convention", "--montant", "trois"], 2, "n'est pas un montant"),
        (["convention", "--montant"], 2, "vont par deux"),
        (["convention", "--tva", "20 %", "--montant", "100,05 TTC"], 2, "83,38\u00a0€ HT donnent 100,06\u00a0€ TTC"),
        (["convention", "--montant", "100,05 TTC", "--tva", "20 %"], 2, "écrivez le prix HT, ou corrigez"),
        (["convention", "--objet", "{{ numero }}"], 2, "sans {{ }}"),
        (["convention", "--tiers", "inconnu"], 2, "n'est pas dans registry/tiers"),
        (["convention", "--numero", "2026-001"], 2, "existe déjà"),
        (["tiers", "--fichier", "z", "--nom", "association Les Amis"], 2, "avec son article"),
        (["tiers", "--fichier", "z", "--genre", "neutre"], 2, "répondez m, f"),
        (["tiers", "--fichier", "z", "--code-postal", "3630"], 1, "n'est pas un code postal"),
        (["tiers"], 2, "il manque --fichier"),
        (["convention", "--debut", "1/1/2027", "--fin", "31/12/2026"], 2, "finirait avant de commencer"),
        (["decision", "--sinistre", "dégât des eaux"], 2, "avec son article"),
        (["acte"], 2, "il manque --type"),
        (["tiers", "--fichier", "../x"], 2, "ne peut pas servir de nom"),
    ],
)
def test_mistakes_write_nothing(arguments: list[str], status: int, said: str, office: Path) -> None:
    before = sorted(office.rglob("*"))
    ran = run(office, "new", *arguments, "--oui")
    assert (ran.status, said in ran.err) == (status, True), ran.err
    assert sorted(office.rglob("*")) == before


def test_what_must_come_first_is_said(tmp_path: Path) -> None:
    init(tmp_path, EPCI)
    ran = run(tmp_path / "actes", "new", "convention", "--oui")
    assert (ran.status, "actes new delegation" in ran.err) == (1, True)


def test_what_is_there_but_not_complete_is_said(tmp_path: Path) -> None:
    """A third party with blanks is no party yet; it is not asked for a second time."""
    init(tmp_path, EPCI)
    folder = tmp_path / "actes"
    run(folder, "new", "delegation", "--date", "2026-04-20", "--oui")
    run(folder, "new", "tiers", "--fichier", "amis", "--oui")
    ran = run(folder, "new", "convention", "--oui")
    assert (ran.status, "corrigez d'abord ces fiches" in ran.err, "REG308" in ran.err) == (1, True, True), ran.err
    named = run(folder, "new", "convention", "--tiers", "amis", "--oui")
    assert (named.status, "complétez d'abord sa fiche : registry/tiers/amis.yaml" in named.err) == (2, True), named.err


def test_what_is_of_another_kind_is_not_to_be_corrected_first(tmp_path: Path) -> None:
    """Blanks of an act do not make a third party."""
    init(tmp_path, EPCI)
    folder = tmp_path / "actes"
    run(folder, "new", "delegation", "--date", "2026-04-20", "--oui")
    run(folder, "new", "decision", "--oui")
    ran = run(folder, "new", "convention", "--oui")
    assert (ran.status, "faites sa fiche : actes new tiers" in ran.err, "REG308" in ran.err) == (1, True, False), (
        ran.err
    )


def test_an_individual_act_is_notified(office: Path) -> None:
    """Neither published nor sent as the others are: its remedies run from the day when it is notified."""
    said = []
    for name in ("arrete-personnel", "arrete-police"):
        identifier = Path(new(office, name).out.split(" : ")[0]).stem
        run(office, "render", identifier)
        said.append(read_file(office / "sortie" / identifier / f"{identifier}-arrete.docx").document.text)
    individual, police = (text.replace("\xa0", " ") for text in said)
    assert ("de deux mois à compter de sa notification," in individual, "publié" in individual) == (True, False)
    assert re.search(r"^Notifié le \.+ – signature :$", individual, re.MULTILINE)
    assert ("publication ou de sa notification" in police, "Transmis en préfecture" in police) == (True, True)


def test_help_names_the_questions_of_a_model(office: Path) -> None:
    for words in (["convention", "--help"], ["--aide", "convention"]):
        said = run(office, "new", *words).out
        asked = [question.name for question in model("convention").questions]
        assert [name for name in asked if f"--{name} RÉPONSE" not in said] == []
    assert "RÉPONSE  " not in run(office, "new", "--help").out


def test_the_answers_that_nobody_gave_are_told(office: Path) -> None:
    said = run(office, "new", "convention", "--objet", "l'aide aux devoirs", "--oui").out
    assert "Proposé, à relire dans la fiche :\n  Le numéro de l'acte : " in said
    assert "À compléter dans la fiche :" in said
    assert "\n  Le prix pour toute la période, en euros : hors taxes, ou suivi de TTC\n" in said
    assert "Ce que l'on confie" not in said


def written(office: Path, said: str) -> str:
    return (office / f"{said.partition('.yaml')[0].split()[-1]}.yaml").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_a_terminal_asks_one_question_a_line(office: Path) -> None:
    said, status = typed(office, ["new", "tarif"], ["", "la piscine", "31/02/2027", "01/03/2027", "", ""])
    assert status == 0
    assert "n'existe pas" in said  # and the question came again
    assert "À compter du (par exemple : 01/01/" in said  # as it is typed
    assert "« à compléter » plus tard" in said
    assert "Tarifs de la piscine" in written(office, said)
    assert '["[À COMPLÉTER : les tarifs' in written(office, said)  # and no price was taken


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_what_the_register_refuses_is_said_at_its_question(office: Path) -> None:
    """Nothing that was answered before is lost."""
    period = ["01/01/2027", "31/12/2026", "31/12/2027"]
    answers = ["x", "2026-001", "2026-041", "inconnu", "", "", *period, "", "", "", "", "DEL1", ""]
    said, status = typed(office, ["new", "convention"], answers)
    assert status == 0
    for refusal in ("« x » n'est pas un numéro", "existe déjà", "« inconnu » n'est pas dans registry/tiers"):
        assert refusal in said
    for refusal in ("finirait avant de commencer", "« DEL1 » n'est pas dans le registre"):
        assert refusal in said
    assert "numero: 2026-041" in written(office, said)
