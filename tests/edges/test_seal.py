"""The seal tells our own output, whatever the template holds, and any change of any byte breaks it."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.layout.seal import SEAL_PART, is_final, is_untouched, link, seal
from edges.runner import document
from layout.packages import package, parts

TYPES = b'<?xml version="1.0"?>\n<Types xmlns="t"><Default Extension="xml" ContentType="x"/></Types>\n'
MINIMAL = {"[Content_Types].xml": TYPES, "_rels/.rels": b'<Relationships xmlns="r"></Relationships>', "a.xml": b"<a/>"}
OWN = (
    b'<?xml version="1.0"?><Properties xmlns="c" xmlns:vt="v">'
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Service">'
    b"<vt:lpwstr>Juridique</vt:lpwstr></property>"
    b"</Properties>"
)


@pytest.mark.parametrize("name", ["decision", "convention", "annexe-1"])
def test_what_render_writes_is_sealed_and_opens(name: str, rendered_once: Path) -> None:
    path = document(rendered_once, name)
    data = path.read_bytes()
    assert is_untouched(data)
    assert not is_final(data)
    assert docx.Document(str(path)).paragraphs
    assert "custom-properties" in parts(data)["[Content_Types].xml"].decode()


def test_a_change_in_any_part_breaks_the_seal() -> None:
    whole = parts(seal(link(MINIMAL)))
    assert is_untouched(package(whole))
    assert len(whole) == 4
    for part in whole:
        assert not is_untouched(package(whole | {part: whole[part] + b" "})), part
        assert not is_untouched(package({n: d for n, d in whole.items() if n != part})), part
    assert not is_untouched(package(whole | {"word/comments.xml": b"<x/>"}))


def test_a_change_of_any_byte_breaks_the_seal(rendered_once: Path) -> None:
    """Of any part, of the seal's own, of the zip between and around them."""
    data = document(rendered_once).read_bytes()
    step = max(1, len(data) // 400)
    for at in (*range(0, len(data), step), len(data) - 1):
        assert not is_untouched(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]), at
    assert not is_untouched(data + b"\0")
    assert not is_untouched(b"\0" + data)
    assert not is_untouched(data[:-1])


def test_a_property_more_breaks_the_seal() -> None:
    whole = parts(seal(link(MINIMAL)))
    more = whole[SEAL_PART].replace(b"</Properties>", OWN[OWN.index(b"<property") :])
    assert not is_untouched(package(whole | {SEAL_PART: more}))
    assert not is_untouched(package(whole | {SEAL_PART: whole[SEAL_PART] + b"<!-- relu -->"}))


def test_a_draft_says_so_and_cannot_stop_saying_it() -> None:
    data = seal(link(MINIMAL), draft=True)
    assert is_untouched(data)
    whole = parts(data)
    assert not is_untouched(package(whole | {SEAL_PART: whole[SEAL_PART].replace(b"projet", b"fini")}))
    assert is_final(seal(whole))


def test_a_rendered_file_used_as_a_template_gets_its_own_seal() -> None:
    once = seal(link(MINIMAL), draft=True)
    twice = seal(parts(once) | {"a.xml": b"<a>2</a>"})
    assert is_untouched(twice)
    assert parts(twice)[SEAL_PART].count(b"actes-empreinte") == 1
    assert parts(twice)[SEAL_PART] != parts(once)[SEAL_PART]


def test_other_properties_are_kept() -> None:
    sealed = seal(link({**MINIMAL, SEAL_PART: OWN}), draft=True)
    assert is_untouched(sealed)
    assert b"Juridique" in parts(sealed)[SEAL_PART]
    assert b'pid="8"' in parts(sealed)[SEAL_PART]
    assert b'pid="9"' in parts(sealed)[SEAL_PART]


@pytest.mark.parametrize(
    "root", [b"<Properties/>", b'<op:Properties xmlns:op="c"/>', b'<op:Properties xmlns:op="c"></op:Properties>\n']
)
def test_every_way_of_writing_an_empty_root(root: bytes) -> None:
    assert is_untouched(seal({**MINIMAL, SEAL_PART: root}))


def test_a_file_is_announced_once() -> None:
    once = link(MINIMAL)
    assert once["_rels/.rels"].count(b"rIdActes") == 1
    assert link(parts(seal(once))) == parts(seal(once))


@given(st.dictionaries(st.text("abc/", min_size=1, max_size=5), st.binary(max_size=20), max_size=4), st.data())
def test_no_two_packages_share_a_seal(others: dict[str, bytes], data: st.DataObject) -> None:
    """Names and bytes never run into each other: moving a byte between two parts is a change."""
    whole = {**MINIMAL, **{f"x/{name}": value for name, value in others.items()}}
    sealed = seal(link(whole))
    if len({name.lower() for name in whole}) < len(whole) or any(name.startswith("/") for name in others):
        return  # names that no reader takes
    assert is_untouched(sealed)
    found = parts(sealed)
    name = data.draw(st.sampled_from(sorted(set(found) - {SEAL_PART})))
    changed = data.draw(st.binary(max_size=20).filter(lambda b: b != found[name]))
    assert not is_untouched(package(found | {name: changed}))


def test_a_word_file_of_somebody_else_is_not_ours() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    assert not is_untouched(stream.getvalue())
    assert zipfile.is_zipfile(stream)
