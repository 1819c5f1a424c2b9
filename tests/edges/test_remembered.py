"""Where nothing changed an act is not composed again; where anything did, it is, as in a workspace of no memory."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actes.registry.load import Shelf
from actes.tasks import remembered
from actes.tasks.pipeline import Renderer
from actes.tasks.remembered import Memory
from actes.tasks.rendered import Rendered
from actes.workspace import Workspace
from edges.runner import ACT, ROOT, document, run_script

TODAY = date(2026, 11, 24)
NAMES = ("decision", "convention", "annexe-1")


def renderer(folder: Path) -> Renderer:
    return Renderer(Workspace(folder, folder / "sortie"), TODAY)


def render(one: Renderer) -> Rendered:
    return one.act(ACT, Shelf(one.workspace.registry))


def recalled(one: Renderer) -> Rendered | None:
    return one.memory.again(ACT, Shelf(one.workspace.registry).listing)


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "sortie").rglob("*.docx")}


@pytest.fixture(scope="module")
def known_once(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(pristine, tmp_path_factory.mktemp("connu") / pristine.name))
    assert render(renderer(folder)).status == 0
    return folder


@pytest.fixture
def known(known_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(known_once, tmp_path / known_once.name))


def test_what_did_not_change_is_written_again(known: Path) -> None:
    before = bytes_in(known)
    shutil.rmtree(known / "sortie")
    again = recalled(renderer(known))
    assert again is not None
    assert again.status == 0
    assert bytes_in(known) == before
    fresh = renderer(known)
    shutil.rmtree(known / ".actes")
    shutil.rmtree(known / "sortie")
    composed = render(fresh)
    assert composed == replace(again, written=composed.written)
    assert [file.path for file in composed.written] == [file.path for file in again.written]
    assert bytes_in(known) == before


def test_it_is_written_where_it_is_asked_for(known: Path) -> None:
    elsewhere = Renderer(Workspace(known, known / "ailleurs"), TODAY)
    again = recalled(elsewhere)
    assert again is not None
    assert {file.path.parent for file in again.written} == {known / "ailleurs" / ACT}


def record(folder: Path) -> Path:
    (found,) = (folder / ".actes" / "actes").iterdir()
    return found


def add(path: str, text: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        (found,) = (folder / "registry").rglob(path)
        found.write_text(found.read_text("utf-8") + text, "utf-8")

    return change


def move(folder: Path) -> None:
    """The same words in another place: what is said of it may name the file."""
    (found,) = (folder / "registry").rglob("DEL2017-26.yaml")
    found.replace(folder / "registry" / "2025" / found.name)


CHANGES = {
    "its entry": add(f"{ACT}.yaml", "\n# relu\n"),
    "an act that it cites": add("DEL2017-26.yaml", "\n# relu\n"),
    "a third party": add("cantal_destination.yaml", "\n# relu\n"),
    "the collectivity": add("collectivite.yaml", "\n# relu\n"),
    "an entry more": lambda folder: (folder / "registry" / "DEC2025-999.yaml").write_text("numero: 2025-999", "utf-8"),
    "a third party more": lambda folder: (folder / "registry" / "tiers" / "autre.yaml").write_text("nom: X", "utf-8"),
    "an entry elsewhere": move,
    "an entry less": lambda folder: next((folder / "registry").rglob("DEL2017-26.yaml")).unlink(),
    "a template": lambda folder: shutil.copyfile(
        folder / "templates" / "annexe-1.docx", folder / "templates" / "convention.docx"
    ),
    "a template less": lambda folder: (folder / "templates" / "convention.docx").unlink(),
    "what was last rendered": lambda folder: next((folder / ".actes" / "rendu").rglob("*.docx")).write_bytes(b"PK"),
    "what was last rendered, gone": lambda folder: shutil.rmtree(folder / ".actes" / "rendu"),
    "the record, empty": lambda folder: next((folder / ".actes" / "actes").glob("*.json")).write_bytes(b""),
    "the record, of another kind": lambda folder: next((folder / ".actes" / "actes").glob("*.json")).write_bytes(
        b"[1]"
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_composed_again(known: Path, what: str) -> None:
    assert recalled(renderer(known)) is not None, "it would have been known"
    CHANGES[what](known)
    assert recalled(renderer(known)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"today": date(2026, 11, 25)},
        {"final": True},
        {"only": ("decision",)},
    ],
)
def test_another_question_is_another_answer(known: Path, other: dict[str, object]) -> None:
    assert recalled(replace(renderer(known), **other)) is None  # type: ignore[arg-type]


def test_another_program_is_another_answer(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_program", lambda: "another")
    assert recalled(renderer(known)) is None


def test_the_program_is_told_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    module = tmp_path / "rules" / "vat.py"
    module.write_text("RATE = 20", "utf-8")
    before = list(remembered._state(tmp_path))
    assert len(before) == 1
    module.write_text("RATE = 10.0", "utf-8")
    assert list(remembered._state(tmp_path)) != before


def test_all_of_the_program_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the module stands in the package: a rule that changes makes another program."""
    looked: list[Path] = []
    monkeypatch.setattr(remembered, "_state", lambda folder: looked.append(folder) or iter(()))
    remembered._program.__wrapped__()
    assert looked == [ROOT / "src" / "actes"]
    assert (looked[0] / "rules").is_dir()


def test_an_edited_document_is_kept(known: Path) -> None:
    """The guard of the store stands: what is remembered is never put over what a person wrote."""
    edited = document(known)
    from docx import Document

    word = Document(str(edited))
    word.paragraphs[0].add_run(" (relu)")
    word.save(str(edited))
    data = edited.read_bytes()
    result = render(renderer(known))
    assert result.status == 1
    assert edited.read_bytes() == data


def test_what_is_not_done_is_not_remembered(known: Path) -> None:
    refused = replace(renderer(known), final=True)
    assert render(refused).refused == 1, "the act has errors"
    assert recalled(refused) is None
    entry = next((known / "registry").rglob(f"{ACT}.yaml"))
    entry.write_text(entry.read_text("utf-8") + "inconnu: 1\n", "utf-8")
    assert render(renderer(known)).findings
    assert recalled(renderer(known)) is None


def test_one_document_only(known: Path) -> None:
    one = replace(renderer(known), only=("decision", "annexe-7"))
    assert render(one).absent == ("annexe-7",)
    again = recalled(one)
    assert again is not None
    assert (again.absent, again.documents, len(again.written)) == (("annexe-7",), NAMES, 1)
    assert again.status == 1


def test_everything_that_was_read_is_in_the_record(known: Path) -> None:
    kept = json.loads(record(known).read_text("utf-8"))
    assert {"collectivite.yaml", f"2025/{ACT}.yaml", "2017/DEL2017-26.yaml"} <= set(kept["entries"])
    assert {name.split("/")[-1] for name in kept["entries"]} >= {
        path.name for path in (known / "registry" / "tiers").glob("*.yaml")
    }
    assert set(kept["templates"]) == {f"{name}.docx" for name in NAMES}
    assert set(kept["documents"]) == set(NAMES)


def test_nothing_that_composes_is_loaded(rendered: Path) -> None:
    """Counting modules says what timing says, without its noise."""
    heavy = (
        "actes.tasks.pipeline",
        "actes.rules",
        "actes.facts",
        "jinja2",
        "yaml",
        "lxml",
        "markdown_it",
        "babel",
        "ssl",
    )
    script = f"import sys\nfrom actes.cli import run\nassert run(['render', {ACT!r}]) == 0\n"
    script += f"print([m for m in {heavy!r} if m in sys.modules])"
    ran = run_script(rendered, script)
    assert (ran.status, "inchangé" in ran.out) == (0, True)
    assert ran.out.splitlines()[-1] == "[]"


def test_memory_is_the_renderers(known: Path) -> None:
    one = Renderer(Workspace(known, known / "x"), TODAY, final=True, force=True, only=("decision",))
    assert one.memory == Memory(one.workspace, TODAY, True, True, ("decision",))
