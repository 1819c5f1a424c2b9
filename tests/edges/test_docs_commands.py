"""Every command that is written in README.md and the manual can be pasted: it runs, on what it names."""

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from actes.cli import run
from actes.cli.tree import actes as group
from actes.starter.models import model
from actes.starter.questions import QUESTIONS
from actes.values.text import unaccented
from edges.runner import ACT, ROOT
from importing.test_gathering import DECISION, ONE, titled

READ = ROOT / "tests" / "reading" / "fixtures"
RUN = ["README.md", "docs/manuel.md", "docs/windows.md", "docs/commandes.md"]  # they have blocks of commands
NAMED = ["docs/manuel.md", "CHANGELOG.md"]  # their sentences name commands
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`actes ([^`…]+)`")
ACTS = {"DEC2025-454": "2025-454", "DEC2026-112": "2026-112"}
TYPED = {"date": "02/04/2026", "fichier": "amis_des_sentiers", "tiers": "amis_des_sentiers"}
FILES = {
    "docx": "recue convention-recue decision convention annexe convention-envoyee nouvelle",
    "pdf": "convention-signee convention-recue ancienne accuse accuse-de-reception",
}


def text_of(page: str) -> str:
    text = (ROOT / page).read_text("utf-8")
    year = date.today().year  # noqa: DTZ011 - that of the acts that the page has made
    return text.replace("DEC2026-00", f"DEC{year}-00").replace(r"C:\Comparaisons", "Comparaisons")


def lines_of(page: str) -> Iterator[list[str]]:
    """The words of each line of each block, block after block; an empty one where a block starts."""
    for block in BLOCK.findall(text_of(page)):
        yield []
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] != "make":
                yield words


@pytest.fixture
def stocked(workspace: Path) -> Path:
    """A workspace with all that the pages name."""
    registry = workspace / "registry"
    (entry,) = registry.rglob(f"{ACT}.yaml")
    for name, number in ACTS.items():
        entry.with_name(f"{name}.yaml").write_text(entry.read_text("utf-8").replace("2025-453", number), "utf-8")
    shutil.copy(registry / "tiers" / "cantal_destination.yaml", registry / "tiers" / "amis_des_sentiers.yaml")
    for suffix, names in FILES.items():
        for name in names.split():
            shutil.copy(READ / f"convention.{suffix}", workspace / f"{name}.{suffix}")
    for year in ("2024", "2025"):
        (workspace / f"Actes {year}").mkdir()
        text = DECISION.format(**titled(f"{year}-012"), **(ONE | {"year": year}))
        (workspace / f"Actes {year}" / f"{year}-012 décision.txt").write_text(text, "utf-8")
    shutil.copy(READ / "convention.docx", workspace / "Actes 2025" / "DEC2025-012.docx")
    return workspace


def answered(words: list[str]) -> list[str]:
    """`init` and `new` with the answers that a person gives at the keyboard, where they cannot be left for later."""
    given = [word for word in words if word.startswith("--")]
    if words[0] in ("new", "nouveau") and words[1:]:
        chosen = model(words[1])
        here = {"code_postal_ici": "15100", "ville_ici": "Saint-Flour"}
        typed = TYPED if chosen.is_act else chosen.answers(here, examples=True) | TYPED
        asked_by = [q.name for q in chosen.questions if q.required or not chosen.is_act]
        open_ = [name for name in asked_by if f"--{name}" not in given and name in typed]
        return [*words, *(part for name in open_ for part in (f"--{name}", typed[name]))]
    if words[0] not in ("init", "demarrer"):
        return words
    asked = [one for one in QUESTIONS if not {f"--{one.option}", f"--{one.french}"} & {*given}]
    return [*words, *(part for one in asked for part in (f"--{one.option}", one.example))]


@pytest.mark.parametrize("page", RUN)
def test_every_command_of_a_page_runs(
    page: str, stocked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACTES_SOFFICE", "nowhere")
    monkeypatch.setattr("actes.page.server.serve", lambda *_: None)  # it would stay open
    monkeypatch.setattr("platformdirs.user_desktop_path", lambda: stocked)
    ran, here = 0, stocked
    for words in lines_of(page):
        if not words:
            here = here if page == "docs/windows.md" else stocked
        elif words[0] == "cd":
            here = here / words[1]
        else:
            monkeypatch.chdir(here)
            assert words[0].rsplit("/", 1)[-1] == "actes", words
            if words[1:] and words[1] in ("init", "demarrer"):
                shutil.rmtree(here / words[2], ignore_errors=True)
            assert run(answered(words[1:])) in (0, 1), (words, capsys.readouterr().err)
            ran += 1
    assert ran > 7


@pytest.mark.parametrize("page", NAMED)
def test_the_commands_that_a_sentence_names_exist_with_their_options(page: str) -> None:
    found = INLINE.findall(text_of(page))
    assert len(found) > 10
    for line in found:
        command: click.Command = group
        for word in shlex.split(line.replace("\\|", "|")):
            options = [unaccented(name) for p in command.params for name in p.opts if name.startswith("--")]
            if isinstance(command, click.Group) and not word.startswith("--") and word not in ("exemples", "COMMANDE"):
                below = command.get_command(click.Context(command), word)
                assert below or "\\" in word or word == "CHEMIN", line
                command = below or command
            elif word.startswith("--") and command.name != "new":
                assert unaccented(word) in (*options, "--help", "--aide"), line


def test_every_text_of_the_help_is_of_a_command_and_of_its_options() -> None:
    blocks = (ROOT / "src/actes/cli/help.txt").read_text("utf-8").split("\n= ")[1:]
    heads = [block.partition("\n\n")[0].splitlines() for block in blocks]
    told = {head[0].partition(",")[0]: [line.split()[0] for line in head[1:] if line[0] != " "] for head in heads}
    commands = {**group.commands, **{f"template {n}": c for n, c in group.commands["template"].commands.items()}}
    assert set(told) == set(commands)
    for name, command in commands.items():
        assert set(told[name]) <= {option.opts[0] for option in command.params}, name
