"""The Tab key: commands, options, acts, in each shell; quickly, and without a word of error."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.cli.opening import PROFILES
from edges.runner import ACT, ROOT, Ran

Run = Callable[..., Ran]
needs = pytest.mark.skipif


def asked(folder: Path, actes: Run, *words: str, shell: str = "bash", **more: str) -> list[str]:
    """What the shell is told of the last of the words."""
    if shell == "bash":
        ran = actes(folder, **{"_ACTES_COMPLETE": "bash_complete", "COMP_CWORD": str(len(words))},
                    COMP_WORDS=" ".join(["actes", *(word or "''" for word in words)]), **more)  # fmt: skip
    else:
        ran = actes(folder, _ACTES_COMPLETE=f"{shell}_complete", COMP_WORDS="\n".join(["actes", *filter(None, words)]),
                    COMP_WORD=words[-1], **more)  # fmt: skip
    assert (ran.err, "Traceback" in ran.out) == ("", False)
    return [line for line in ran.out.split("\n") if line]


def test_commands_in_english_and_in_french_once_a_letter_is_typed(workspace: Path, actes: Run) -> None:
    assert asked(workspace, actes, "ren") == ["plain,render", "plain,renew"]
    assert asked(workspace, actes, "prod") == ["plain,produire"]
    assert asked(workspace, actes, "template", "v") == ["plain,verifier"]
    assert "plain,produire" not in asked(workspace, actes, "")
    assert "plain,render" in asked(workspace, actes, "")


def test_options_in_both_languages(workspace: Path, actes: Run) -> None:
    assert asked(workspace, actes, "render", ACT, "--fo") == ["plain,--force", "plain,--forcer"]
    assert asked(workspace, actes, "check", "--format", "j") == ["plain,json"]


@pytest.mark.parametrize("command", ["render", "produire", "show", "renew", "record", "check", "diff"])
def test_acts_by_their_name_or_their_number(command: str, workspace: Path, actes: Run) -> None:
    assert f"plain,{ACT}" in asked(workspace, actes, command, "dec2025")
    assert f"plain,{ACT}" in asked(workspace, actes, command, "2025-4")
    assert "plain,DEL2017-26" not in asked(workspace, actes, command, "dec")


def test_acts_and_files_where_both_are_meant(workspace: Path, actes: Run) -> None:
    assert asked(workspace, actes, "check", "conv") == ["file,conv"]
    assert asked(workspace, actes, "check", ACT[:7]) == [f"file,{ACT[:7]}", f"plain,{ACT}"]
    assert asked(workspace, actes, "check", "x.pdf", "--against", ACT[:7]) == [f"plain,{ACT}"]


def test_models(workspace: Path, actes: Run) -> None:
    assert "plain,convention" in asked(workspace, actes, "new", "con")


def test_entries_are_not_read(workspace: Path, actes: Run) -> None:
    for entry in (workspace / "registry").rglob("*.yaml"):
        entry.write_bytes(b"\xff: [")
    assert f"plain,{ACT}" in asked(workspace, actes, "render", "DEC2025")


def test_the_workspace_that_was_chosen(workspace: Path, tmp_path: Path, actes: Run) -> None:
    assert f"plain,{ACT}" in asked(
        tmp_path, actes, "--espace", f"'{workspace}'".replace("d'é", r"d'\''é"), "render", "DEC2025"
    )
    assert f"plain,{ACT}" in asked(tmp_path, actes, "render", "DEC2025", ACTES_ESPACE=str(workspace))


@pytest.mark.parametrize(
    "words", [["render", "DEC"], ["oups", ""], ["list", "mot", ""], ["render", "--oups", ""], ["'", ""], ["new", "-"]]
)
def test_no_error_is_ever_printed(words: list[str], tmp_path: Path, actes: Run) -> None:
    said = asked(tmp_path, actes, *words)
    assert [line for line in said if not line.startswith(("plain,", "file,", "dir,"))] == []


def test_an_unknown_question_is_not_answered(tmp_path: Path, actes: Run) -> None:
    for question in ("tcsh_complete", "bash_oups", "x"):
        assert actes(tmp_path, _ACTES_COMPLETE=question) == Ran(1, "", "")


# --- each shell ---


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A path on which there is a command `actes`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "actes"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m actes "$@"\n', "utf-8")
    command.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def ran_in(shell: str, script: str, folder: Path, path: str) -> str:
    env = os.environ | {"PATH": path, "HOME": str(folder)}
    flags = ["--norc"] if shell == "bash" else ["-f"] if shell == "zsh" else ["--no-config"]
    done = subprocess.run(
        [shell, *flags, "-c", script], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    return done.stdout


@needs(not shutil.which("bash") or sys.platform == "win32", reason="bash")
def test_bash(workspace: Path, path: str) -> None:
    script = (
        PROFILES["bash"][1]
        + """
        COMP_WORDS=(actes render DEC2025); COMP_CWORD=2
        complete -p actes
        _actes_completion actes
        echo "${COMPREPLY[@]}"
    """
    )
    assert ran_in("bash", script, workspace, path).split("\n") == [
        "complete -o nosort -F _actes_completion actes", ACT, ""
    ]  # fmt: skip


@needs(not shutil.which("zsh"), reason="zsh")
def test_zsh(workspace: Path, path: str) -> None:
    script = "autoload -U compinit; compinit -u\n" + PROFILES["zsh"][1] + "\necho $_comps[actes]"
    assert ran_in("zsh", script, workspace, path) == "_actes_completion\n"


@needs(not shutil.which("fish"), reason="fish")
def test_fish(workspace: Path, path: str) -> None:
    script = PROFILES["fish"][1] + '\ncomplete --do-complete "actes render DEC2025"'
    assert ran_in("fish", script, workspace, path).split() == [ACT]


def test_what_powershell_is_told(workspace: Path, actes: Run) -> None:
    assert asked(workspace, actes, "render", "DEC2025", shell="powershell") == [f"{ACT}\t"]
    assert f"{ACT}\t" in asked(workspace, actes, "render", "", shell="powershell")
    assert asked(workspace, actes, "ren", shell="powershell")[0] == "render\tProduit les documents Word d'un acte."
    assert asked(workspace, actes, "check", "conv", shell="powershell") == [], "PowerShell names files itself"


def test_the_script_of_powershell(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "saisie", "powershell")
    assert ran.out.replace("\r\n", "\n") == (Path(__file__).parent / "completion.ps1").read_text("utf-8")


@needs(not shutil.which("pwsh"), reason="PowerShell")
def test_powershell(workspace: Path, path: str) -> None:
    script = PROFILES["powershell"][1] + "\n(TabExpansion2 'actes render DEC2025' 19).CompletionMatches.CompletionText"
    done = subprocess.run(["pwsh", "-NoProfile", "-c", script], cwd=workspace, env=os.environ | {"PATH": path},
                          capture_output=True, encoding="utf-8", check=True)  # fmt: skip
    assert done.stdout.split() == [ACT]


@pytest.mark.parametrize("shell", list(PROFILES))
def test_what_to_do_is_said_for_the_shell_that_one_has(shell: str, tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "completion", SHELL=f"/usr/bin/{shell}")
    where, line = PROFILES[shell]
    assert f"à la fin du fichier {where}," in ran.out
    assert f"\n  {line}\n" in ran.out.replace("\r\n", "\n")
    assert all(other in ran.out for _, other in PROFILES.values())
    assert ("notepad" in ran.out) is (shell == "powershell")


def test_a_shell_that_is_not_known(tmp_path: Path, actes: Run) -> None:
    ran = actes(tmp_path, "completion", "tcsh")
    assert (ran.status, "valeur refusée pour TERMINAL ; choix : « powershell »" in ran.err) == (2, True)
