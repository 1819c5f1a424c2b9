"""The command line as an assistant meets it: French, forgiving, the same on every screen."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from actes import __version__
from actes.cli.french import usage_message
from actes.cli.tree import ORDER
from actes.cli.tree import actes as group
from edges.runner import ACT, ROOT, Ran, document, run_script, started

Run = Callable[..., Ran]
ENCODINGS = ["utf-8", "cp1252", "cp850", "cp437"]
# click's own words, which a person must never meet.
ENGLISH = re.compile(
    r"\b(Usage:|Error|Try|No such|Missing|Invalid|requires|Show this|Did you mean|Aborted|extra arg|is not a valid)",
    re.I,
)


def commands(
    command: click.Command = group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, (*path, name))


COMMANDS = list(commands())
LEAVES = [(path, command) for path, command in COMMANDS if path]


def test_there_are_commands() -> None:
    assert {" ".join(path) for path, _ in LEAVES} == {*ORDER, "template check", "template from"}


# --- help ---


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_help_is_french_and_has_an_example(
    path: tuple[str, ...], command: click.Command, tmp_path: Path, actes: Run
) -> None:
    ran = actes(tmp_path, *path, "--help")
    assert "required" not in ran.out
    assert ran.status == 0
    assert ran.out.startswith("Usage : actes")
    assert "Exemple" in ran.out
    assert (
        re.search(r"^ +actes .*" + (path[-1] if path else "render"), ran.out, re.M)
        or f"actes {' '.join(path)}" in ran.out
    )
    assert not ENGLISH.search(ran.out)
    assert "Affiche cette aide." in ran.out


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_command_has_a_french_name(
    path: tuple[str, ...], command: click.Command, tmp_path: Path, actes: Run
) -> None:
    alias = getattr(command, "alias", "")
    assert alias
    assert alias != path[-1]
    french = actes(tmp_path, *path[:-1], alias, "--aide").out
    assert french.splitlines()[1:] == actes(tmp_path, *path, "--help").out.splitlines()[1:]


SAME_WORD = {"--version", "--pdf", "--siren", "--date"}  # in both languages


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=lambda v: " ".join(v) if isinstance(v, tuple) else "")
def test_every_option_has_a_french_spelling(path: tuple[str, ...], command: click.Command) -> None:
    options = [p for p in command.params if isinstance(p, click.Option) and not SAME_WORD & {*p.opts}]
    for option in options:
        assert len([name for name in option.opts if name.startswith("--")]) >= 2, option.opts


def test_every_command_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "manuel.md").read_text(encoding="utf-8")
    for path, command in LEAVES:
        if not isinstance(command, click.Group):
            assert f"actes {' '.join(path)}" in manual


def test_version(tmp_path: Path, actes: Run) -> None:
    assert actes(tmp_path, "--version") == Ran(0, f"actes {__version__}{os.linesep}", "")


def test_no_command_shows_the_help(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path)
    assert (ran.status, "Commandes" in ran.out) == (2, True)


# --- mistakes ---


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendre", ACT], "la commande « rendre » n'existe pas ; vouliez-vous dire « render » ou « reprendre » ?"),
        (["produir", ACT], "vouliez-vous dire « produire » ?"),
        (["xyzzy"], "la commande « xyzzy » n'existe pas"),
        (["template", "chek"], "vouliez-vous dire « check » ?"),
        (["register", "--annee", "abc"], "valeur refusée pour --year ou --annee : écrivez un nombre de 1900 à 2999"),
        (["register", "--annee", "25"], "écrivez un nombre de 1900 à 2999"),
        (["report", "--seance", "31/02/2025"], "valeur refusée pour --meeting ou --seance : « 31/02/2025 » n'existe"),
        (["new", "conventoin"], "le modèle « conventoin » n'existe pas ; vouliez-vous dire « convention » ?"),
        (["show"], "il manque ACTE"),
        (["diff", ACT], "il manque NOUVEAU"),
        (["render"], "dites quel acte, ou --all pour tous"),
        (["render", "--all", ACT], "ne donnez pas d'acte avec --all"),
        (
            ["render", ACT, "--forc"],
            "l'option « --forc » n'existe pas ; vouliez-vous dire « --force » ou « --forcer » ?",
        ),
        (["render", ACT, "-z"], "l'option « -z » n'existe pas"),
        (["render", ACT, "--output"], "l'option « --output » attend une valeur"),
        (["render", ACT, "--final=oui"], "l'option « --final » ne prend pas de valeur"),
        (["list", "tout"], "il y a un mot de trop : tout"),
        (["--espace", "."], "dites quelle commande"),
        (["--espac", ".", "list"], "vouliez-vous dire « --espace » ?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_said_in_french_and_changes_nothing(
    arguments: list[str], message: str, workspace: Path, actes: Run
) -> None:
    ran = actes(workspace, *arguments)
    assert ran.status == 2
    assert message in ran.err
    assert "Aide : actes" in ran.err
    assert not ENGLISH.search(ran.err)
    assert ran.out == ""
    assert sorted(p.name for p in workspace.iterdir()) == ["registry", "templates"]


def test_a_choice_is_refused_in_french() -> None:
    command = click.Command("x", params=[click.Option(["--format"], type=click.Choice(["text", "json"]))])
    with pytest.raises(click.BadParameter) as caught:
        command.make_context("x", ["--format", "pdf"])
    assert usage_message(caught.value) == "valeur refusée pour --format ; choix : « text », « json »"


@pytest.mark.parametrize("typed", ["dec2025-453", "2025-453", "DEC2025-453"])
def test_identifiers_are_forgiving(typed: str, workspace: Path, actes: Run) -> None:
    assert actes(workspace, "render", typed, "--only", "annexe-1").status == 0
    assert document(workspace, "annexe-1").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["render", "DEC2025-435"],
        ["check", "DEC2025-435"],
        ["check", "recue.docx", "--contre", "DEC2025-435"],
        ["show", "DEC2025-435"],
        ["renew", "DEC2025-435"],
        ["record", "DEC2025-435", "--signed", "08/07/2025"],
        ["diff", "DEC2025-435", ACT],
        ["diff", "DEC2023-051", "DEC2025-435"],
    ],
    ids=" ".join,
)
def test_an_unknown_act_gets_a_suggestion(words: list[str], workspace: Path, actes: Run) -> None:
    ran = actes(workspace, *words)
    assert ran.status == 2
    assert "l'acte « DEC2025-435 » n'est pas dans le registre" in ran.err
    assert f"vouliez-vous dire {ACT}" in ran.err
    assert not (workspace / "sortie").exists()


@pytest.mark.parametrize(
    "typed", ["../../etc/passwd", "..", "/etc/passwd", "CON", "DEC2025-453/../../x", "", "\u202e", "a" * 400]
)
def test_identifiers_are_never_paths(typed: str, workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "render", typed)
    assert (ran.status, "Traceback" in ran.err) == (2, False)
    assert sorted(p.name for p in workspace.iterdir()) == ["registry", "templates"]


@pytest.mark.parametrize("options", [["--force", "--définitif"], ["--FORCE", "--final"], ["--forcer", "--Definitif"]])
def test_accents_and_capitals_do_not_matter(options: list[str], workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "Produire", ACT, *options)
    assert "REG416" in ran.err, ran.err  # understood: the act was signed with errors


def test_a_document_that_the_act_lacks(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "render", ACT, "--only", "annexe-7,convention")
    assert ran.status == 1
    assert "cet acte n'a pas de document « annexe-7 »" in ran.err
    assert document(workspace, "convention").exists()
    assert not document(workspace).exists()


# --- exit statuses ---


def test_an_invalid_entry_is_status_1_with_places(workspace: Path, actes: Run) -> None:
    entry = workspace / "registry" / "2025" / f"{ACT}.yaml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("fin: 2026-12-31", "fin: 2026-02-31"), encoding="utf-8")
    ran = actes(workspace, "render", ACT)
    assert ran.status == 1
    assert re.search(rf"registry/2025/{ACT}\.yaml:\d+:\d+ : REG\d+ [a-z-]+", ran.err)
    assert not (workspace / "sortie").exists()


def test_one_bad_act_does_not_stop_the_others(workspace: Path, actes: Run) -> None:
    (workspace / "registry" / "2025" / "DEC2025-999.yaml").write_text("numero: [", encoding="utf-8")
    ran = actes(workspace, "render", "--tout")
    assert ran.status == 1
    assert "DEC2025-999.yaml" in ran.err
    assert document(workspace).exists()


def test_no_workspace_is_status_2(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "list")
    assert (ran.status, "aucun dossier d'actes ici" in ran.err, ran.out) == (2, True, "")


def test_interrupted(workspace: Path) -> None:
    script = "import actes.registry.load as m\ndef stop(*a): raise KeyboardInterrupt\nm.load_register = stop\n"
    script += "from actes.cli import main; main(['list'])"
    ran = run_script(workspace, script)
    assert (ran.status, ran.err.strip()) == (2, "Interrompu.")


def test_what_the_system_refuses_is_said_in_french(workspace: Path) -> None:
    """Wherever it happens: here an entry that this person may not read."""
    script = "import actes.registry.load as m\n"
    script += "def refuse(*a): raise PermissionError(13, 'Permission denied', 'registry/2025/x.yaml')\n"
    script += "m.load_register = refuse\nfrom actes.cli import main; main(['list'])"
    ran = run_script(workspace, script)
    assert ran.status == 2
    assert ran.err.startswith(f"{Path('registry/2025/x.yaml')} : FIC102 acces-interdit")
    assert "Permission" not in ran.err


@pytest.mark.parametrize(
    "words", [["check", "acte.docx"], ["--espace", ".", "list"], ["render", ACT, "--output", "acte.docx"]]
)
def test_a_path_that_cannot_be_read_is_said_in_french(words: list[str], workspace: Path) -> None:
    """click would say in English what it asks the system before any command runs."""
    (workspace / "acte.docx").write_bytes(b"x")
    script = "import os\nos.access = lambda *a, **k: False\n"
    script += f"from actes.cli import main; main({words!r})"
    ran = run_script(workspace, script)
    assert "readable" not in ran.err + ran.out
    assert ran.status in (0, 1, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right that few people have")
def test_an_entry_that_leads_nowhere(workspace: Path, actes: Run) -> None:
    entry = workspace / "registry" / "2025" / f"{ACT}.yaml"
    entry.unlink()
    entry.symlink_to(entry.name)  # refers to itself, which no right, not even root's, can open
    ran = actes(workspace, "list")
    assert (ran.status, "Traceback" in ran.err) in [(1, False), (2, False)]


# --- screens, paths ---


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["render", "--help"],
        ["list"],
        ["template", "check", "templates/decision.docx"],
        ["render", ACT],
        ["render", "DEC2025-1"],
        ["oups →€"],
    ],
    ids=" ".join,
)
def test_no_screen_stops_a_command(arguments: list[str], workspace: Path, actes: Run) -> None:
    seen = actes(workspace, *arguments)
    for encoding in ENCODINGS:
        here = actes(workspace, *arguments, encoding=encoding)
        assert here.status == seen.status
        assert "Traceback" not in here.err
        assert len((here.out + here.err).splitlines()) == len((seen.out + seen.err).splitlines())
        assert "?" not in (here.out + here.err).replace('dire "', "").replace(" ?", "")


@pytest.mark.parametrize("arguments", [["check", ACT], ["oups →€"]], ids=" ".join)
def test_the_command_that_is_started_says_what_it_says_here(arguments: list[str], workspace: Path, actes: Run) -> None:
    """`main` as Python starts it, with the screen that the system gives it."""
    assert started(workspace, *arguments, encoding="cp850") == actes(workspace, *arguments, encoding="cp850")


def test_a_screen_without_euro_shows_euro(workspace: Path, actes: Run) -> None:
    assert "« --->EUR »" in actes(workspace, "render", "--→€", encoding="cp850").err


def test_accents_are_kept_where_the_screen_has_them(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "--help", encoding="cp850")
    assert "Rédige les actes d'une collectivité" in ran.out


def test_the_workspace_is_found_from_a_folder_inside(workspace: Path, actes: Run) -> None:
    assert actes(workspace / "registry" / "2025", "render", ACT).status == 0
    assert document(workspace).exists()


@pytest.mark.parametrize("how", ["option", "variable"])
def test_the_workspace_can_be_chosen(how: str, workspace: Path, tmp_path: Path, actes: Run) -> None:
    away = tmp_path / "ailleurs"
    away.mkdir()
    if how == "option":
        ran = actes(away, "--espace", str(workspace), "render", ACT)
    else:
        ran = actes(away, "render", ACT, ACTES_ESPACE=str(workspace))
    assert ran.status == 0
    assert document(workspace).exists()
    assert str(document(workspace)) in ran.out, "from elsewhere, the whole path"


@pytest.mark.parametrize("missing", ["registry", "templates"])
def test_a_workspace_that_lacks_a_folder(missing: str, workspace: Path, actes: Run) -> None:
    shutil.rmtree(workspace / missing)
    for arguments in (["list"], ["--workspace", str(workspace), "list"]):
        ran = actes(workspace, *arguments)
        assert ran.status == 2
        assert "aucun dossier d'actes ici" in ran.err or f"il y manque « {missing} »" in ran.err


def test_a_chosen_workspace_that_does_not_exist(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "--espace", "nulle part", "list")
    assert (ran.status, "ce dossier n'existe pas" in ran.err) == (2, True)


# --- what the commands say ---


def test_list(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "lister")
    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert ran.status == 0
    assert {"DEC2021-331", "DEC2022-054", "DEC2023-051", "DEL2017-26", "DEL2020-273", ACT} == set(lines)
    assert "08/07/2025" in lines[ACT]
    assert "Flux" in lines[ACT]
    assert "{{" not in ran.out


def test_template_check(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "modèle", "vérifier")
    assert ran.status == 0
    assert "templates/decision.docx : rien à corriger" in ran.out
    assert "bloc" not in ran.out, "the names of a template's fields are for who writes one"


def test_template_check_finds_a_broken_template(workspace: Path, actes: Run) -> None:
    (workspace / "templates" / "decision.docx").write_bytes(b"rien")
    ran = actes(workspace, "template", "check")
    assert (ran.status, "MOD100" in ran.err) == (1, True)
    assert "À corriger : 1 ·" in ran.out, "a template is not signed"
    assert actes(workspace, "template", "check", "templates/convention.docx").status == 0
    assert actes(workspace, "template", "check", "templates/absent.docx").status == 2
    assert actes(workspace, "render", ACT).status == 2


def test_a_template_check_says_which_template_is_missing(workspace: Path, actes: Run) -> None:
    (workspace / "templates" / "convention.docx").unlink()
    ran = actes(workspace, "template", "check")
    assert ran.status == 1
    assert "MOD104" in ran.err
    assert "convention.docx" in ran.err


def test_the_help_is_in_french_to_the_space_before_a_colon(workspace: Path, actes: Run) -> None:
    assert "Options :" in actes(workspace, "render", "--help").out
    assert "Commandes :" in actes(workspace, "--help").out


def test_documents_are_named_as_people_say_them(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "render", "DEC2025-453", "--only", "Décision, Annexe 1")
    assert ran.status == 0
    assert ran.out.count(": écrit") == 2


@pytest.mark.parametrize("ending", [".yml", ".yaml.txt", ".YML.TXT"])
def test_an_entry_whose_name_ends_otherwise_is_named(workspace: Path, actes: Run, ending: str) -> None:
    entry = workspace / "registry" / "2025" / "DEC2025-453.yaml"
    entry.rename(entry.with_name(f"DEC2025-453{ending}"))
    (workspace / "registry" / "notes.txt").write_text("une note", "utf-8")
    for command in (["render", "2025-453"], ["list"]):
        ran = actes(workspace, *command)
        assert ran.status
        assert f"DEC2025-453{ending}" in ran.err
        assert "DEC2025-453.yaml" in ran.err
        assert "notes.txt" not in ran.err


def test_an_entry_whose_name_has_a_space_is_named(workspace: Path, actes: Run) -> None:
    entry = workspace / "registry" / "2025" / "DEC2025-453.yaml"
    entry.rename(entry.with_name("DEC 2025-453.yaml"))
    said = actes(workspace, "render", "2025-453").err
    assert "sa fiche s'appelle DEC 2025-453.yaml : renommez-la DEC2025-453.yaml" in said


def test_a_template_check_ignores_what_word_leaves_beside(workspace: Path, actes: Run) -> None:
    (workspace / "templates" / "~$cision.docx").write_bytes(b"owner")
    assert actes(workspace, "template", "check").status == 0


def test_json_can_be_imported_without_the_screen() -> None:
    from actes.report.json import pieces

    assert json.loads("".join(pieces([])))["summary"]["verdict"] == "rien-releve"
