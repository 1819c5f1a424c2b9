"""What nobody foresees: status 2 and a message in French that says what to send us; what acts on a screen is shown."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from edges.runner import ACT, ROOT, Ran, run_script

Run = Callable[..., Ran]
Here = Callable[..., tuple[int, str, str]]
FULL = Path("/dev/full")
ACTING = "\x1b[31m\x1b[2J\x1b]0;x\x07\x9b31m\u202e\u2066\u200f\x08\x7f"
unix = pytest.mark.skipif(sys.platform == "win32", reason="names are characters there, and no output is closed")


def crashed(folder: Path, error: str) -> Ran:
    script = f"import actes.cli as cli\ndef run(arguments):\n    raise {error}\ncli.run = run\ncli.main(['list'])"
    return run_script(folder, script)


@pytest.mark.parametrize(
    "error",
    ["KeyError('cle')", "RecursionError('deep')", "OSError('rien')", "UnicodeError('\\udce9')", "ValueError('Dupont')"],
)
def test_a_defect_of_ours_is_said_and_kept_for_us(error: str, tmp_path: Path) -> None:
    ran = crashed(tmp_path, error)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert "défaut qui est le sien" in ran.err
    assert "Dupont" not in ran.err
    kept = re.search(r"le fichier (\S+\.txt)", ran.err)
    assert kept, ran.err
    details = Path(kept[1])
    try:
        told = details.read_text(encoding="utf-8")
    finally:
        details.unlink()
    assert "Traceback" in told
    assert error.split("(")[0] in told
    assert "actes " in told


def test_where_no_file_can_be_written_a_line_is_to_be_copied(tmp_path: Path) -> None:
    absent = str(tmp_path / "absent")
    ran = crashed(tmp_path, f"[__import__('tempfile').__setattr__('tempdir', {absent!r}), KeyError('cle')][1]")
    assert ran.status == 2
    assert "cette ligne : KeyError (<string>, 3)" in ran.err


@pytest.mark.parametrize(
    ("error", "said"), [("MemoryError()", "plus assez de mémoire"), ("KeyboardInterrupt()", "Interrompu.")]
)
def test_what_is_no_defect_has_its_own_words(error: str, said: str, tmp_path: Path) -> None:
    ran = crashed(tmp_path, error)
    assert (ran.status, said in ran.err, "défaut" in ran.err) == (2, True, False)


def shell(folder: Path, line: str) -> Ran:
    """A line of a shell, in which « actes » is the command."""
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")}
    line = line.replace("actes", f"'{sys.executable}' -m actes", 1)
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


COMMANDS = [
    "list", f"check {ACT}", f"check {ACT} --format json", "--help", "--version", "due --format ics",
    "template check templates/decision.docx",
]  # fmt: skip
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no output that is always full")


@unix
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("output", [">&-", pytest.param(f">{FULL}", marks=needs_full)])
def test_an_output_that_takes_nothing(command: str, output: str, workspace: Path) -> None:
    ran = shell(workspace, f"actes {command} {output}")
    assert ran.status == 2
    assert ran.err.startswith("Erreur : la sortie (")
    assert "Traceback" not in ran.err
    assert "Exception ignored" not in ran.err


@unix
def test_no_output_at_all_still_has_a_status(workspace: Path) -> None:
    assert shell(workspace, "actes list >&- 2>&-").status == 2
    assert shell(workspace, "actes liste 2>&-").status == 2
    assert shell(workspace, "actes list 2>&-").status == 0


@unix
def test_a_closed_input_asks_nothing(workspace: Path) -> None:
    ran = shell(workspace, f"actes renew {ACT} <&-")
    assert (ran.status, ran.err) == (0, "")
    assert "reconduit DEC2025-453" in ran.out


DAYS = ["31/12/9999", "9999-12-31", "31 décembre 9999", "01/01/0001"]
DATED = [
    ("renew", ACT, "--oui", "--end"), ("renew", ACT, "--oui", "--start"), ("renew", ACT, "--oui", "--date"),
    ("report", "--until"), ("report", "--since"), ("report", "--meeting"),
    ("record", ACT, "--force", "--signed"), ("record", ACT, "--force", "--published"),
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("words", DATED, ids=" ".join)
def test_a_day_no_act_is_of_is_refused(words: tuple[str, ...], day: str, workspace: Path, here: Here) -> None:
    status, _, err = here(workspace, *words, day)
    assert status == 2
    assert "aucun acte ne va après 2999" in err or "l'année a quatre chiffres" in err


@pytest.mark.parametrize("typed", ["9999 ans", "9999a", "9999 mois et plus", "99999999999999999999 jours", "0 mois"])
def test_a_time_no_act_lasts_is_refused(typed: str, workspace: Path, here: Here) -> None:
    for words in (("due", "--dans", typed), ("renew", ACT, "--oui", "--duree", typed)):
        status, _, err = here(workspace, *words)
        assert status in (1, 2), words
        assert "Erreur : " in err, words


def test_a_lease_of_99_years_that_is_no_whole_number_of_months(workspace: Path, here: Here) -> None:
    entry = workspace / "registry" / "2025" / f"{ACT}.yaml"
    text = entry.read_text(encoding="utf-8")
    assert "fin: 2026-12-31" in text
    entry.write_text(text.replace("fin: 2026-12-31", "fin: 2124-03-17"), encoding="utf-8")
    for command in ("check", "show", "render"):
        assert here(workspace, command, ACT)[0] in (0, 1)
    entry.write_text(text.replace("fin: 2026-12-31", "fin: 9999-12-31"), encoding="utf-8")
    status, _, err = here(workspace, "show", ACT)
    assert (status, "aucun acte ne va après 2999" in err) == (1, True)


def acting(text: str) -> list[str]:
    """The characters that act on a screen."""
    turning = {"RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"}
    marks = {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029"}
    return [
        c for c in text if (unicodedata.category(c) == "Cc" and c != "\n")
        or unicodedata.bidirectional(c) in turning or c in marks or unicodedata.category(c) == "Cs"
    ]  # fmt: skip


def every_text(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in every_text(one)]
    return [text for one in value for text in every_text(one)] if isinstance(value, list) else [str(value)]


def test_what_acts_on_a_screen_is_shown(tmp_path: Path, actes: Run) -> None:
    assert len(acting(ACTING)) == 10
    words = ACTING.replace("\x07", "").replace("\x08", "")  # with these, a file is no text
    (tmp_path / "a.txt").write_text(f"Vu le code\n\nArticle 1 : le 31 février 2025 {words} fin\n", encoding="utf-8")
    ran = actes(tmp_path, "check", "a.txt")
    assert "<U+009B>31m" in ran.out
    assert "<U+202E>" in ran.out
    assert acting(ran.out.replace("\r\n", "\n")) == []
    told = actes(tmp_path, "check", "a.txt", "--format", "json").out
    assert "<U+202E>" in told
    assert acting("".join(every_text(json.loads(told)))) == []
    (tmp_path / "b.txt").write_text(f"Vu le code\n\nArticle 1 : le 28 février 2025 {words} fin\n", encoding="utf-8")
    for form in ("text", "json"):
        assert acting(actes(tmp_path, "diff", "a.txt", "b.txt", "--format", form).out.replace("\r\n", "\n")) == []


NAMES = [f"a{ACTING}.txt".encode(), b"d\xe9cision.txt", "a\nRien relevé.txt".encode()]


@unix
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_acts_on_a_screen_is_shown(name: bytes, tmp_path: Path, actes: Run) -> None:
    folder = tmp_path / "recu"
    folder.mkdir()
    path = folder / os.fsdecode(name)
    path.write_text("Vu le code\n\nArticle 1 : le 31 février 2025\n", encoding="utf-8")
    for words in (("check", str(folder)), ("check", str(path)), ("diff", "x", str(path))):
        ran = actes(tmp_path, *words)
        assert ran.status in (1, 2)
        assert acting(ran.out + ran.err) == []
        assert "\nRien relevé.txt" not in ran.out + ran.err
    told = actes(tmp_path, "check", str(folder), "--format", "json")
    assert (told.status, acting("".join(every_text(json.loads(told.out))))) == (1, [])


BEFORE = [("check",), ("list",), ("show",), ("explain",), ("new",), ("--espace",), ("template", "check"), ()]


@unix
@pytest.mark.parametrize("words", BEFORE, ids=" ".join)
def test_a_word_that_acts_on_a_screen_is_shown(words: tuple[str, ...], workspace: Path, actes: Run) -> None:
    for typed in (f"DEC{ACTING}", os.fsdecode(b"DEC\xe92025")):
        ran = actes(workspace, *words, typed)
        assert ran.status == 2
        assert acting(ran.out + ran.err) == []
