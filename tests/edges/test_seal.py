"""The seal tells our own output, whatever the template holds, and any change breaks it."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.layout.seal import SEAL_PART, is_untouched, link, seal, stated_digest
from actes.reading.package import read_package
from edges.runner import document

TYPES = b'<?xml version="1.0"?>\n<Types xmlns="t"><Default Extension="xml" ContentType="x"/></Types>\n'
MINIMAL = {"[Content_Types].xml": TYPES, "_rels/.rels": b'<Relationships xmlns="r"></Relationships>', "a.xml": b"<a/>"}
OWN = (
    b'<?xml version="1.0"?><Properties xmlns="c" xmlns:vt="v">'
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Service">'
    b"<vt:lpwstr>Juridique</vt:lpwstr></property>"
    b"</Properties>"
)


def parts(path: Path) -> dict[str, bytes]:
    package = read_package(path.read_bytes())
    return {name: package.data(name) for name in package.names()}


@pytest.mark.parametrize("name", ["decision", "convention", "annexe-1"])
def test_what_render_writes_is_sealed_and_opens(name: str, rendered_once: Path) -> None:
    path = document(rendered_once, name)
    assert is_untouched(parts(path))
    assert docx.Document(str(path)).paragraphs
    assert "custom-properties" in parts(path)["[Content_Types].xml"].decode()


@pytest.mark.parametrize("name", ["decision", "convention"])
def test_a_change_in_any_part_breaks_the_seal(name: str, rendered_once: Path) -> None:
    whole = parts(document(rendered_once, name))
    assert len(whole) > 5
    for part in set(whole) - {SEAL_PART}:
        assert not is_untouched(whole | {part: whole[part] + b" "}), part
        assert not is_untouched({n: d for n, d in whole.items() if n != part}), part
    assert not is_untouched(whole | {"word/comments.xml": b"<x/>"})


def test_a_rendered_file_used_as_a_template_gets_its_own_seal() -> None:
    once = seal(MINIMAL)
    twice = seal(once | {"a.xml": b"<a>2</a>"})
    assert is_untouched(twice)
    assert twice[SEAL_PART].count(b"actes-empreinte") == 1
    assert stated_digest(twice) != stated_digest(once)


def test_other_properties_are_kept() -> None:
    sealed = seal({**MINIMAL, SEAL_PART: OWN})
    assert is_untouched(sealed)
    assert b"Juridique" in sealed[SEAL_PART]
    assert b'pid="8"' in sealed[SEAL_PART]


@pytest.mark.parametrize(
    "root", [b"<Properties/>", b'<op:Properties xmlns:op="c"/>', b'<op:Properties xmlns:op="c"></op:Properties>\n']
)
def test_every_way_of_writing_an_empty_root(root: bytes) -> None:
    assert is_untouched(seal({**MINIMAL, SEAL_PART: root}))


def test_a_file_is_announced_once() -> None:
    once = link(MINIMAL)
    assert once["_rels/.rels"].count(b"rIdActes") == 1
    assert link(seal(MINIMAL)) == seal(MINIMAL)


@given(st.dictionaries(st.text("abc/.", min_size=1, max_size=5), st.binary(max_size=20), max_size=4), st.data())
def test_no_two_packages_share_a_seal(others: dict[str, bytes], data: st.DataObject) -> None:
    """Names and bytes never run into each other: moving a byte between two parts is a change."""
    whole = {**MINIMAL, **{f"x/{name}": value for name, value in others.items()}}
    sealed = seal(whole)
    assert is_untouched(sealed)
    name = data.draw(st.sampled_from(sorted(set(sealed) - {SEAL_PART})))
    changed = data.draw(st.binary(max_size=20).filter(lambda b: b != sealed[name]))
    assert not is_untouched(sealed | {name: changed})


def test_a_word_file_of_somebody_else_is_not_ours() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with zipfile.ZipFile(stream) as archive:
        assert not is_untouched({name: archive.read(name) for name in archive.namelist()})
