"""What is written about the tool is true of it."""

import re
from pathlib import Path

import pytest

from actes import __version__
from actes.cli.reference import commands_manual
from actes.cli.tree import ORDER
from actes.model.manual import FILES, keys_manual, kind_of
from edges.runner import ROOT, run

CLES = ROOT / "docs" / "cles.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_list_of_keys_is_current() -> None:
    assert CLES.read_bytes().decode("utf-8") == keys_manual(), "écrivez-la à nouveau : make manuals"


def test_the_list_of_commands_is_current() -> None:
    text = (ROOT / "docs" / "commandes.md").read_bytes().decode("utf-8")
    assert text == commands_manual(), "écrivez-la à nouveau : make manuals"


def test_the_list_of_commands_has_each_with_its_options_and_examples() -> None:
    sections = re.split(r"^## actes ", commands_manual(), flags=re.MULTILINE)[1:]
    assert {one.split(" ·")[0] for one in sections} == {*ORDER, "template check", "template from"} - {"template"}
    assert all("```sh\nactes " in one for one in sections)
    (render,) = (one for one in sections if one.startswith("render ·"))
    assert "| `--only NOMS`, `--seulement NOMS` |" in render


def test_every_section_of_the_list_has_keys_and_its_own_title() -> None:
    sections = re.split(r"^##+ ", keys_manual(), flags=re.MULTILINE)[1:]
    titles = [section.splitlines()[0] for section in sections]
    assert len(titles) > 15
    assert len(set(titles)) == len(titles)
    assert all("| `" in section for section in sections)
    assert {title for _, title, _ in FILES} < set(titles)


def test_a_key_that_must_be_there_says_so() -> None:
    assert "| `numero` | numéro d'acte, obligatoire | numéro | `2025-453` |" in keys_manual()
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
