"""The templates of the repository: what the script writes, sound, French, lean, without a word of an act."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from actes.document import Kind
from actes.layout.runs import NEEDED, read_sheet
from actes.reading.package import STORED, read_package
from layout.packages import LISTINGS, MAIN, NAMES, TEMPLATES, parts, template

TOOLS = TEMPLATES.parent / "tools"
EVERY = (*NAMES, *LISTINGS)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    sys.path.insert(0, str(TOOLS))
    try:
        spec = importlib.util.spec_from_file_location("build_templates", TOOLS / "build_templates.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(TOOLS))


def test_files_are_what_the_script_writes(script: ModuleType, tmp_path: Path) -> None:
    script.main(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in TEMPLATES.iterdir() if path.suffix == ".docx"}
    assert {Path(name).stem for name in written} == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_lean_and_the_same_bytes_everywhere(name: str) -> None:
    assert len(template(name)) < 40_000
    members = read_package(template(name)).members.values()
    assert {member.method for member in members} == {STORED}


@pytest.mark.parametrize("name", EVERY)
def test_a_slot_for_each_kind_of_block(name: str) -> None:
    xml = parts(template(name))[MAIN].decode()
    named = set(re.findall(r'bloc\.genre == "(\w+)"', xml))
    assert named == {kind.value for kind in Kind}
    assert "{%p else %}" in xml


@pytest.mark.parametrize("name", EVERY)
def test_french_headings_and_widows(name: str) -> None:
    contents = parts(template(name))
    styles = contents["word/styles.xml"].decode()
    assert '<w:lang w:val="fr-FR"' in styles
    assert "<w:widowControl/>" in styles
    assert 'w:themeFontLang w:val="fr-FR"' in contents["word/settings.xml"].decode()
    for style, built_in, outline in (("Titre1", "heading 1", 0), ("Titre2", "heading 2", 1)):
        definition = re.search(rf'w:styleId="{style}">.*?</w:style>', styles)
        assert definition
        assert f'<w:name w:val="{built_in}"/>' in definition[0]
        assert "<w:keepNext/>" in definition[0]
        assert f'<w:outlineLvl w:val="{outline}"/>' in definition[0]


@pytest.mark.parametrize("name", EVERY)
def test_every_style_named_is_defined_once(name: str) -> None:
    contents = parts(template(name))
    defined = re.findall(r'w:styleId="(\w+)"', contents["word/styles.xml"].decode())
    used = {
        style
        for part in (MAIN, "word/header1.xml", "word/footer1.xml", "word/styles.xml")
        for style in re.findall(r'<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="(\w+)"', contents[part].decode())
    }
    assert len(set(defined)) == len(defined)
    assert used <= set(defined)
    sheet = read_sheet(read_package(template(name)), contents[MAIN].decode())
    assert sheet.missing() == []
    assert sheet.width == (14003 if name in LISTINGS else 9072)
    assert NEEDED


@pytest.mark.parametrize("name", NAMES)
def test_a4_and_margins(name: str) -> None:
    xml = parts(template(name))[MAIN].decode()
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in xml
    assert all(f'w:{side}="1417"' in xml for side in ("top", "right", "bottom", "left"))


@pytest.mark.parametrize("name", LISTINGS)
def test_listings_lie_on_their_side_with_room_to_bind(name: str) -> None:
    contents = parts(template(name))
    xml = contents[MAIN].decode()
    assert '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' in xml
    assert 'w:left="1701"' in xml
    footer = re.search(r'w:styleId="Pieddepage">.*?</w:style>', contents["word/styles.xml"].decode())
    assert footer
    assert '<w:tab w:val="right" w:pos="14003"/>' in footer[0]
