"""`.actes` comes with the folder, which somebody else may have made: whatever it claims, `render` does as it should."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from actes.layout.engine import cache_key
from actes.reading.package import read_package
from edges.runner import ACT, Ran, document
from edges.test_nothing_is_lost import change_entry, snapshot
from edges.word import edit

Run = Callable[..., Ran]


def forge_words(folder: Path) -> None:
    """A template as a forger would have it, where what is worked out of templates was kept."""
    template = (folder / "templates" / "decision.docx").read_bytes()
    package = read_package(template)
    named = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    parts = {name: package.data(name).decode("utf-8").replace('w:val="center"', 'w:val="right"') for name in named}
    assert "right" in "".join(parts.values())
    forged = folder / ".actes" / "modeles" / f"{cache_key(template)}.json"
    forged.parent.mkdir(parents=True, exist_ok=True)
    forged.write_text(json.dumps(parts), "utf-8")


def forge_documents(folder: Path) -> None:
    """Another document of ours, sealed, under the name of each of those last rendered."""
    other = document(folder, "annexe-1").read_bytes()
    kept = list((folder / ".actes").rglob("*.docx"))
    assert kept
    for path in kept:
        path.write_bytes(other)


def forge_everything(folder: Path) -> None:
    for path in (folder / ".actes").rglob("*"):
        if path.is_file():
            path.write_bytes(b"PK")


@pytest.mark.parametrize("forge", [forge_words, forge_documents, forge_everything])
def test_a_forged_state_changes_no_document(forge: Callable[[Path], None], rendered: Path, actes: Run) -> None:
    before = snapshot(rendered / "sortie")
    forge(rendered)
    shutil.rmtree(rendered / "sortie")
    assert actes(rendered, "render", ACT).status == 0
    assert snapshot(rendered / "sortie") == before


def test_a_forged_memory_does_not_hide_an_edit(rendered: Path, actes: Run) -> None:
    edit(document(rendered), "Flux", "Fluxo")
    (memory,) = (rendered / ".actes").rglob(document(rendered).name)
    shutil.copyfile(document(rendered), memory)
    change_entry(rendered)
    mine = document(rendered).read_bytes()
    ran = actes(rendered, "render", ACT)
    assert (ran.status, document(rendered).read_bytes() == mine) == (1, True)
    assert "gardé tel quel : ce fichier ne vient pas de « actes », ou a été modifié depuis" in ran.out


def test_an_act_is_composed_anew_each_time(rendered: Path, actes: Run) -> None:
    """What was said of it the last time says nothing: a record of it was once believed, and could be forged."""
    entry = rendered / "registry" / "2025" / f"{ACT}.yaml"
    entry.write_text(entry.read_text("utf-8").replace("De dire que", "De préciser que", 1), "utf-8")
    assert actes(rendered, "render", ACT).status == 0
    assert "De préciser que" in "\n".join(p.text for p in docx.Document(str(document(rendered))).paragraphs)
