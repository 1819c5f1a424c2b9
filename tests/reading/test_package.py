"""Zips and XML that somebody else made: bounded, refused in French, never executed."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.reading.docx import read_docx
from actes.reading.package import BadPackage, Limits, Member, inflate, read_package
from actes.reading.xml import parse_xml
from layout.acts import DECISION
from layout.packages import layout, package, parts

SMALL = Limits(members=3, packed=10_000, member=2_000_000, total=3_000_000, ratio=200)


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def refused(data: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(BadPackage) as caught:
        unpacked(data, limits)
    return str(caught.value)


def unpacked(data: bytes, limits: Limits) -> list[bytes]:
    found = read_package(data, limits)
    return [found.data(name) for name in found.names()]


def test_members_come_back_as_they_were() -> None:
    data = zipped(("a.xml", b"<a/>" * 50), ("b", b"\0\1"))
    found = read_package(data)
    assert {name: found.data(name) for name in found.names()} == {"a.xml": b"<a/>" * 50, "b": b"\0\1"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "ce n'est pas un fichier Word"),
        (b"PK\x03\x04", "ce n'est pas un fichier Word"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "mot de passe"),
        (b"x" * 10_001, "trop gros"),
        (zipped(*((f"{n}", b"") for n in range(4))), "trop de données"),
        (zipped(("a", b"\0" * 1_900_000)), "démesurée"),  # a bomb: 1 000 to 1
        (zipped(("a", b"\0" * 2_100_000)), "démesurée"),
        (zipped(("a", b"1"), ("A", b"2")), "deux fois"),
        (zipped(("../a", b"1")), "nom interdit"),
        (zipped(("/a", b"1")), "nom interdit"),
        (zipped(("c:/a", b"1")), "nom interdit"),
        (zipped(("a", b"1"), method=zipfile.ZIP_BZIP2), "compressée"),
    ],
)
def test_refusals(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_member_that_lies_about_its_size() -> None:
    """The directory announces 10 bytes; a million would come out."""
    data = bytearray(zipped(("a", b"\0" * 1_000_000)))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert "abîmé" in refused(bytes(data))


def test_encrypted() -> None:
    data = bytearray(zipped(("a", b"1")))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert "mot de passe" in refused(bytes(data))


def test_unpacking_stops_at_the_size_announced() -> None:
    member = read_package(zipped(("a", b"\0" * 1_000_000))).members["a"]
    assert inflate(member.raw, 10) is None
    assert inflate(member.raw, 1_000_000) == b"\0" * 1_000_000
    assert inflate(b"\xff\xff", 10) is None
    with pytest.raises(BadPackage):
        Member("a", 8, 10, 0, member.raw).data()


BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]><b x="&c;">&c;</b>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB.encode(), "DOCTYPE"),
        (BOMB.encode("utf-16"), "DOCTYPE"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "UTF-8"),
        (b'<?xml version="1.0" encoding="latin-1"?><a>\xe9</a>', "UTF-8"),
        (b"<a>\xe9</a>", "UTF-8"),
        (b"<a>", "bien formé"),
        (b"<a>&b;</a>", "bien formé"),
        (b"", "bien formé"),
        (b"<a>" * 300 + b"</a>" * 300, "imbriqué"),
    ],
)
def test_xml_refusals(data: bytes, said: str) -> None:
    with pytest.raises(BadPackage, match=said):
        parse_xml(data, "x.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_encodings(encoding: str) -> None:
    assert parse_xml("<a>é</a>".encode(encoding), "x.xml").text == "é"


@given(st.binary(max_size=60), st.integers(min_value=0), st.integers(min_value=0, max_value=40))
@settings(max_examples=300, deadline=None)
def test_damaged_files_are_read_or_refused(noise: bytes, at: int, cut: int) -> None:
    """No other exception than the French one, whatever bytes are changed."""
    data = bytearray(DATA)
    at %= len(data)
    data[at : at + cut] = noise
    with suppress(BadPackage):
        read_docx(bytes(data), "recu.docx")


@given(st.text(alphabet='<>/w:ptrcbl "=x1', max_size=60), st.integers(min_value=0))
@settings(max_examples=300, deadline=None)
def test_damaged_xml_is_read_or_refused(noise: str, at: int) -> None:
    xml = parts(DATA)["word/document.xml"].decode()
    at %= len(xml)
    data = package(parts(DATA) | {"word/document.xml": (xml[:at] + noise + xml[at:]).encode()})
    with suppress(BadPackage):
        read_docx(data, "recu.docx")


DATA = layout("decision").render(DECISION, True)
