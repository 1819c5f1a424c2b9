"""What is written about the tool is true of it."""

import dataclasses
import re
import sys
import types
import typing
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from actes import __version__
from actes.cli.tree import ORDER
from actes.model.acte import Acte
from actes.model.collectivite import Collectivite
from actes.model.people import Tiers
from actes.model.prose import Prose
from actes.model.schema import PAGE
from actes.registry.jsonschema import records_of
from actes.values.actnumber import ActNumber
from actes.values.dates import YearMonth
from actes.values.durations import Duration
from actes.values.matiere import Matiere
from actes.values.money import Amount
from actes.values.percent import Percent
from edges.runner import ROOT, run

sys.path.insert(0, str(ROOT))

from tools.manuals import commands_manual

CLES = ROOT / "docs" / "cles.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


SIMPLE = {
    str: "texte",
    Prose: "prose",
    date: "date",
    bool: "oui ou non",
    int: "nombre",
    Amount: "montant",
    Percent: "pourcentage",
    Duration: "durée",
    YearMonth: "mois",
    ActNumber: "numéro d'acte",
    Matiere: "matière",
}


def kind_of(hint: Any) -> tuple[str, type | None]:
    """What a person writes for a type, and the class that says more."""
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        kinds = [kind_of(part) for part in arguments if part is not type(None)]
        return " ou ".join(dict.fromkeys(kind for kind, _ in kinds)), next(filter(None, (i for _, i in kinds)), None)
    if typing.get_origin(hint) is tuple:
        kind, inner = kind_of(arguments[0])
        return f"liste : {kind}", inner
    if arguments:
        kind, inner = kind_of(arguments[1])
        return f"par nom : {kind}", inner
    if issubclass(hint, Enum):
        return " ou ".join(f"« {choice.value} »" for choice in hint), None
    if hint in SIMPLE or not any("doc" in one.metadata for one in dataclasses.fields(hint)):
        return SIMPLE.get(hint, "texte"), None
    return "voir plus bas", hint


def rows(record: type) -> list[str]:
    """The first two cells of the lines that a record needs."""
    hints = typing.get_type_hints(record)
    lines = []
    for one in dataclasses.fields(record):
        needed = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        lines.append(f"| `{one.name}` | {kind_of(hints[one.name])[0]}{', obligatoire' if needed else ''} | ")
    return lines


def test_the_list_of_keys_is_current() -> None:
    assert CLES.read_bytes().decode("utf-8") == PAGE, "écrivez-la à nouveau : make manuals"


def test_the_list_has_every_key_of_the_model_with_what_is_written_there() -> None:
    records = {record for cls in (Acte, Tiers, Collectivite) for record in records_of(cls)}
    sections = {
        re.sub(r".*<!-- | -->", "", one.split("\n")[0]): one for one in re.split(r"^##+ ", PAGE, flags=re.M)[1:]
    }
    assert sections.keys() == {record.__name__ for record in records}
    assert len(records) > 30
    for record in records:
        written = [line for line in sections[record.__name__].splitlines() if line.startswith("| `")]
        expected = rows(record)
        assert len(written) == len(expected), record
        assert [line for line, start in zip(written, expected, strict=True) if not line.startswith(start)] == []


def test_the_list_of_commands_is_current() -> None:
    text = (ROOT / "docs" / "commandes.md").read_bytes().decode("utf-8")
    assert text == commands_manual(), "écrivez-la à nouveau : make manuals"


def test_the_list_of_commands_has_each_with_its_options_and_examples() -> None:
    sections = re.split(r"^## actes ", commands_manual(), flags=re.MULTILINE)[1:]
    assert {one.split(" ·")[0] for one in sections} == {*ORDER, "template check", "template from"} - {"template"}
    assert all("```sh\nactes " in one for one in sections)
    (render,) = (one for one in sections if one.startswith("render ·"))
    assert "| `--only NOMS`, `--seulement NOMS` |" in render


def test_a_key_that_must_be_there_says_so() -> None:
    assert "| `numero` | numéro d'acte, obligatoire | numéro | `2025-453` |" in PAGE
    assert kind_of(bool | None) == ("oui ou non", None)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/performance.md"])
def test_modules_and_folders_that_developers_are_sent_to_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`([\w./-]+(?:\.py|\.toml|/))`", text)
    assert named
    roots = [ROOT, ROOT / "src" / "actes"]
    missing = [name for name in named if not any((root / name).exists() or [*root.glob(f"*/{name}")] for root in roots)]
    assert missing == []


def test_the_version_that_windows_shows_is_this_one() -> None:
    text = (ROOT / "docs" / "windows.md").read_text(encoding="utf-8")
    assert set(re.findall(r"actes[- ](\d+\.\d+\.\d+)", text)) == {__version__}


def test_the_version_is_a_release_of_the_changelog() -> None:
    """The newest that is dated; what comes next is above it."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    released = [heading for heading in headings if heading != "À venir"]
    assert headings[-len(released) :] == released
    assert re.fullmatch(rf"{re.escape(__version__)} – \d{{4}}-\d\d-\d\d", released[0])
    assert sorted(released, reverse=True) == released


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {_anchor(line.lstrip("# ")) for line in text.splitlines() if line.startswith("#")}
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", text)):  # code is no link
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif not target.startswith("http"):
            assert (page.parent / target.split("#")[0]).exists(), target


def _anchor(heading: str) -> str:
    """As forges make it: lower case, spaces to hyphens, punctuation gone."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_there_are_pages() -> None:
    assert {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "manuel.md", "cles.md", "filtres.md"} <= {
        p.name for p in PAGES
    }


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"\bmake ([a-z]+)\b", readme)
    assert {"demo", "test"} <= set(targets)
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_ci_calls_what_the_readme_says() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ci.rstrip().endswith("make check")
    assert re.search(r"^check: test ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [n for n in range(1, 16) if re.search(rf"^{n}\.[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert "Appendix" in text
    assert text.rstrip().endswith("require the production of a new EUPL version.")


def test_the_message_of_the_manual_is_what_is_said(workspace: Path) -> None:
    entry = workspace / "registry" / "2025" / "DEC2025-453.yaml"
    entry.write_text(entry.read_text("utf-8").replace("  fin: 2026-12-31\n", "  fin: 31/02/2026\n", 1), "utf-8")
    manual = (ROOT / "docs" / "manuel.md").read_text("utf-8")
    shown = manual.split("## Les messages\n\n```\n")[1].split("```")[0]
    assert shown in run(workspace, "check", "DEC2025-453").out
