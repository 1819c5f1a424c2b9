"""The first start: a folder that is no workspace leads to the screen that prepares it, then home."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from actes.cli import run
from actes.finding import CannotGoOn
from actes.starter.preparing import place_of
from actes.starter.questions import QUESTIONS

from .conftest import ACT, TODAY, Page, ended
from .test_year import send

ANSWERS = {asked.option: asked.example for asked in QUESTIONS}
Open = Callable[[Path], Page]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "Mes actes"
    folder.mkdir()
    return folder


def post(page: Page, path: str, **fields: str) -> tuple[int, str, dict[str, str]]:
    return page.ask(path, "POST", urlencode(fields), Origin=page.base)


def test_every_screen_of_a_new_folder_leads_to_the_first_one(open_page: Open, empty: Path) -> None:
    page = open_page(empty)
    for path in ("/", "/acte/DEC2025-453", "/registre", "/rien"):
        status, _, headers = page.ask(path)
        assert (status, headers["Location"]) == (303, "/premier"), path
    status, said, _ = page.ask("/premier")
    assert status == 200
    assert str(empty) in said
    assert all(f'name="{asked.option}"' in said for asked in QUESTIONS)
    assert list(empty.iterdir()) == []  # to look writes nothing


def test_what_will_not_do_is_said_by_its_field_all_at_once(open_page: Open, empty: Path) -> None:
    page = open_page(empty)
    status, said, _ = post(page, "/premier", **(ANSWERS | {"siren": "12", "head": "Charriaud"}))
    assert status == 200
    assert set(re.findall(r'id="faute-(\w+)"', said)) == {"siren", "head"}
    assert 'value="Village d&#39;entreprises, 15100 Saint-Flour"' in said  # what was right stays
    assert list(empty.iterdir()) == []


def test_the_answers_make_what_the_command_makes(open_page: Open, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty / "notes.txt").write_text("à moi", "utf-8")
    page = open_page(empty)
    assert post(page, "/premier", **ANSWERS)[0] == 303
    status, said, _ = page.ask("/")
    assert (status, "Le registre est vide" in said) == (200, True)
    for path in re.findall(r'<li><a href="(/[^"]+)"', said.partition("Le registre est vide")[2]):
        assert page.ask(path)[0] == 200
    assert page.ask("/premier")[2]["Location"] == "/"  # once
    assert (empty / "notes.txt").read_text("utf-8") == "à moi"
    other = empty.with_name("other")
    monkeypatch.setattr("actes.cli.starting.today", lambda: TODAY)
    assert run(["init", str(other), *(f"--{name}={answer}" for name, answer in ANSWERS.items())]) == 0
    made = {path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()}
    assert len(made) > 20
    assert {path: (empty / path).read_bytes() for path in made} == made


@pytest.mark.parametrize(("typed", "patience"), [('"{}"', 30), ("../Actes 2025", 0)])
def test_acts_that_exist_answer_and_are_taken(
    open_page: Open, empty: Path, workspace: Path, typed: str, patience: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actes.page.working.PATIENCE", patience)
    acts = empty.with_name("Actes 2025")
    assert run(["--espace", str(workspace), "render", ACT, "--sortie", str(acts)]) == 0
    page = open_page(empty)
    begun = post(page, "/premier/actes", dossier=typed.format(acts))
    assert (begun[2]["Location"] == "/en-cours") is (patience == 0)
    status, _, headers = ended(page, begun)
    assert (status, headers.get("Location")) == (303, "/premier")
    said = page.ask("/premier")[1]
    assert 'value="Saint-Flour Communauté"' in said
    assert re.search(r"1\sacte sur 1", said)
    status, said, _ = ended(page, post(page, "/premier", **ANSWERS, formules="oui"))
    assert status == 200
    assert "1\u00a0acte : repris" in said
    assert "Formule «\u00a0recours\u00a0»" in said
    assert page.ask(f"/acte/{ACT}")[0] == 200
    assert ACT in page.ask("/")[1]


def test_files_that_are_dropped_are_taken_and_go_away(
    open_page: Open, empty: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts, aside = empty.with_name("Actes 2025"), empty.with_name("à part")
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    assert run(["--espace", str(workspace), "render", ACT, "--sortie", str(acts)]) == 0
    page = open_page(empty)
    files = {f"../{path.name}": path.read_bytes() for path in acts.rglob("*.docx")}
    assert len(files) == 3
    assert send(page, "/premier/actes", files)[0] == 303
    assert len(list(aside.rglob("*.docx"))) == 3  # under names of ours, until they are taken
    status, said, _ = post(page, "/premier", **ANSWERS)
    assert status == 200
    assert "1\u00a0acte : repris" in said
    assert "Formule «" not in said  # nobody asked for them
    assert list(aside.rglob("*.docx")) == []
    assert page.ask(f"/acte/{ACT}")[0] == 200


@pytest.mark.parametrize("typed", ["", "/rien/de/tel", "vide", "a\0b"])
def test_where_no_act_is_it_is_said(open_page: Open, empty: Path, typed: str) -> None:
    (empty / "vide").mkdir()
    status, said, _ = post(open_page(empty), "/premier/actes", dossier=typed)
    assert status == 200
    assert 'id="faute-actes"' in said


def test_a_folder_is_prepared_where_nothing_is(empty: Path, workspace: Path) -> None:
    assert place_of(empty).root == empty.resolve()
    assert place_of(workspace / "registry").root == workspace.resolve()
    for start, chosen in ((empty, Path("rien")), (workspace / "registry", Path("2025"))):
        with pytest.raises(CannotGoOn):
            place_of(start, chosen)
    (workspace / "templates").rename(workspace / "modèles")
    with pytest.raises(CannotGoOn):  # it is one that lacks something, not one to prepare
        place_of(workspace)
