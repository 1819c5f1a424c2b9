"""What an entry or a file may hold is bounded, all of it together: little that is written must not become much."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.cli import run
from actes.compose.dossier import compose, object_of
from actes.finding import CannotGoOn
from actes.jinja.run import MAX_OUTPUT, TOO_LONG
from actes.reading import read_bytes
from actes.reading.package import LIMITS, BadPackage, read_package
from actes.reading.xml import LONGEST
from actes.registry.load import load_register
from actes.registry.scalars import LONGEST as LONGEST_LINE
from edges.runner import ACT
from layout.packages import package
from reading.foreign import para
from reading.foreign import parts as foreign

Here = Callable[..., tuple[int, str, str]]


def entry(workspace: Path, change: Callable[[str], str], name: str = f"2025/{ACT}.yaml") -> None:
    path = workspace / "registry" / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def more_articles(text: str, count: int) -> Callable[[str], str]:
    added = f"  - texte: |\n      {text}\n" * count
    return lambda source: source.replace("\narticles:\n", f"\narticles:\n{added}", 1)


def test_the_words_of_an_act_are_bounded_together(workspace: Path) -> None:
    entry(workspace, more_articles("{{ objet }} " * 1500, 30))
    loaded = load_register(workspace / "registry", [ACT])
    assert loaded.register is not None
    dossier = compose(loaded.register.actes[ACT], loaded.register)
    (found,) = [finding for finding in dossier.findings if TOO_LONG in finding.message]
    assert found.where is not None
    assert sum(len(block.text) for document in dossier.documents for block in document.blocks) < 2 * MAX_OUTPUT
    assert run(("--espace", str(workspace), "render", ACT)) == 1


def test_the_turns_of_an_act_are_bounded_together(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actes.jinja.run.MAX_STEPS", 50)
    entry(workspace, more_articles("x{% for party in parties %}{% endfor %}", 60))
    loaded = load_register(workspace / "registry", [ACT])
    assert loaded.register is not None
    (found,) = compose(loaded.register.actes[ACT], loaded.register).findings
    assert "trop de fois la même boucle" in found.message


def chain(folder: Path, length: int) -> list[str]:
    """Acts whose object names that of the one before, twice."""
    names = [f"DEC2025-{800 + n}" for n in range(length)]
    for before, name in zip(["", *names], names, strict=False):
        said = "{{ renouvelle.objet }} et {{ renouvelle.objet }}" if before else "la convention"
        quiet = (
            "{% if renouvelle.objet %}a{% endif %}{% if renouvelle.objet %}b{% endif %}" if before else "la convention"
        )
        link = f"renouvelle: {before}\n" if before else ""
        text = said if length < 5 else quiet
        number = name.removeprefix("DEC")
        (folder / "2025" / f"{name}.yaml").write_text(
            f"numero: {number}\ntype: décision\nobjet: |\n  {text}\n{link}", encoding="utf-8"
        )
    return names


@pytest.mark.timeout(60)
def test_a_chain_of_objects_is_written_once_each(workspace: Path) -> None:
    names = chain(workspace / "registry", 40)
    register = load_register(workspace / "registry").register
    assert register is not None
    before = time.perf_counter()
    assert object_of(register.actes[names[-1]], register) == "ab"
    assert time.perf_counter() - before < 5
    assert run(("--espace", str(workspace), "list")) == 0


def test_objects_of_a_short_chain_are_what_they_say(workspace: Path) -> None:
    names = chain(workspace / "registry", 3)
    register = load_register(workspace / "registry").register
    assert register is not None
    said = object_of(register.actes[names[-1]], register)
    assert said.count("la convention") == 4


def test_a_list_of_acts_may_be_longer_than_an_act(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actes.jinja.run.MAX_PIECES", 60)
    assert run(("--espace", str(workspace), "register", "--year", "2025")) == 0
    assert run(("--espace", str(workspace), "render", ACT)) == 1


@pytest.mark.parametrize("old", ["nom: Saint-Flour Communauté", "nom: Charriaud"])
def test_a_name_is_bounded(old: str, workspace: Path, here: Here) -> None:
    long = "nom: " + "S" * (LONGEST_LINE + 1)
    entry(workspace, lambda source: source.replace(old, long, 1), "collectivite.yaml")
    for words in (("check", ACT), ("render", ACT), ("show", ACT)):
        _, out, err = here(workspace, *words)
        assert f"jamais plus de {LONGEST_LINE}" in out + err


def peak(data: bytes, name: str) -> tuple[CannotGoOn | BadPackage, int]:
    tracemalloc.start()
    try:
        with pytest.raises((CannotGoOn, BadPackage)) as caught:
            read_bytes(data, name) if name else read_package(data)
        return caught.value, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/header1.xml"])
def test_the_text_of_a_word_file_is_bounded(part: str) -> None:
    parts = {name: text.encode() for name, text in foreign(para("Vu le code")).items()}
    long = foreign(para("Vu le code général " * (LONGEST // 19 + 1)))["word/document.xml"].encode()
    error, _ = peak(package(parts | {part: long}), "acte.docx")
    assert isinstance(error, CannotGoOn)
    assert (error.findings[0].code, "trop de texte" in error.findings[0].message) == ("LEC102", True)


def test_the_members_of_a_zip_are_counted_before_they_are_listed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(LIMITS.members + 18_000):
            archive.writestr(zipfile.ZipInfo(f"a{number}"), b"")
    error, memory = peak(out.getvalue(), "")
    assert "trop de données" in str(error)
    assert memory < 100_000, "nothing was made of any of them"


@pytest.mark.parametrize(
    "said",
    [
        "un milliard de milliards de milliards de milliards d'euros (12 €)",
        "mille milliards de mille milliards de mille milliards de mille milliards (3) parts",
        "1" + "0" * 40 + " euros (dix euros)",
        "quarante pour cent (" + "9" * 40 + ",5 %)",
        "un " + "milliard de " * 200 + "francs",
        "l'article " + "1" * 60 + " et le " + "2" * 60 + "e alinéa",
        "12," + "3" * 60 + " % de 10,00 €, soit " + "4" * 60 + " %",
    ],
)
def test_numbers_beyond_every_word(said: str, tmp_path: Path) -> None:
    path = tmp_path / "acte.txt"
    path.write_text(
        f"DÉCISION n° 2025-001\n\nVu le code\n\nArticle 1 : la somme de {said} est versée.\n", encoding="utf-8"
    )
    assert run(("check", str(path))) in (0, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("19 550,00", "999 999 999 999,99"),
        ("19 550,00", "1" + "0" * 40),
        ("tva: 20 %", "tva: 20,1234567890123 %"),
        ("numero: 2025-453", "numero: 2025-" + "1" * 40),
    ],
)
def test_figures_that_nobody_writes(old: str, new: str, workspace: Path, here: Here) -> None:
    entry(workspace, lambda source: source.replace(old, new, 1))
    for words in (("check", ACT), ("render", ACT), ("list",), ("due",)):
        assert here(workspace, *words)[0] in (0, 1, 2)
    assert not (workspace / "sortie" / ACT).exists()
    assert f"registry/2025/{ACT}.yaml:" in here(workspace, "check")[1]
