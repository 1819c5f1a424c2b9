"""A .docx as it is on disk: a zip of members, opened within bounds.

Whoever made the file is not trusted. Sizes, the number of members and the compression ratio are bounded before
anything is unpacked, and what is unpacked is stopped at the size announced.

>>> read_package(b"Bonjour")
Traceback (most recent call last):
actes.reading.package.BadPackage: ce n'est pas un fichier Word (.docx)
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..frozen import frozen

STORED, DEFLATED = 0, 8
DANGER = "LEC108"  # the code of what is made to exhaust a computer
CONTENT_TYPES = "[Content_Types].xml"
ENTRY = b"PK\x01\x02"  # what each line of the list of members begins with
LOCAL_HEADER = 30  # bytes, before the name


class BadPackage(ValueError):
    """A file that is not a usable Word file; the message is French and can be shown. `code` is that of `problems`."""

    def __init__(self, message: str, code: str = "LEC107") -> None:
        super().__init__(message)
        self.code = code


@frozen
class Limits:
    """What a package may hold. Sizes are in bytes, `ratio` is unpacked / packed for members above 1 MB."""

    members: int = 2000
    packed: int = 64 * 1024 * 1024
    member: int = 64 * 1024 * 1024
    total: int = 256 * 1024 * 1024
    ratio: int = 200


LIMITS = Limits()


@frozen
class Member:
    """One file of the zip: `raw` is packed by `method`; `size` and `crc` are of the unpacked data."""

    name: str
    method: int
    size: int
    crc: int
    raw: bytes

    @classmethod
    def stored(cls, name: str, data: bytes) -> Member:
        return cls(name, STORED, len(data), zlib.crc32(data), data)

    def data(self) -> bytes:
        """The unpacked bytes. Raises BadPackage when they are not what the zip announced."""
        data = self.raw if self.method == STORED else inflate(self.raw, self.size)
        if data is None or len(data) != self.size or zlib.crc32(data) != self.crc:
            raise BadPackage(f"le fichier est abîmé ({self.name})")
        return data


def inflate(raw: bytes, size: int) -> bytes | None:
    """Unpack, never more than `size` bytes; None when that is not the whole of it."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = machine.decompress(raw, size or 1)
        return data if not machine.decompress(machine.unconsumed_tail, 1) and machine.eof else None
    except zlib.error:
        return None


@frozen
class Package:
    """The members of a Word file, by name."""

    members: Mapping[str, Member]

    @classmethod
    def of(cls, members: Iterable[Member]) -> Package:
        return cls(MappingProxyType({member.name: member for member in members}))

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def names(self) -> Iterator[str]:
        return iter(self.members)

    def data(self, name: str) -> bytes:
        """The unpacked bytes of a member. Raises BadPackage when it is missing or damaged."""
        member = self.members.get(name)
        if member is None:
            raise BadPackage(f"il manque « {name} » dans le fichier")
        return member.data()

    def member(self, name: str, data: bytes) -> Member:
        """A member of these bytes, as it was packed where they are the same."""
        old = self.members.get(name)
        return old if old is not None and old.data() == data else Member.stored(name, data)


def read_package(data: bytes, limits: Limits = LIMITS) -> Package:
    """The members of a zip, not yet unpacked. Raises BadPackage, with the reason in French."""
    if len(data) > limits.packed:
        raise BadPackage("le fichier est trop gros", DANGER)
    if data.count(ENTRY) > limits.members:  # before `zipfile` makes an object of each
        raise BadPackage("le fichier contient trop de données", DANGER)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        raise _not_a_zip(data) from None
    _check(infos, limits)
    return Package.of(Member(i.filename, i.compress_type, i.file_size, i.CRC, _raw(data, i)) for i in infos)


def _not_a_zip(data: bytes) -> BadPackage:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = "c'est un ancien .doc ou un fichier protégé par mot de passe"
        return BadPackage(f"{what} : enregistrez-le en .docx, sans mot de passe", "LEC106")
    if len(data) > 4 and data.startswith(b"PK\x03\x04"):
        return BadPackage("le fichier est abîmé ou incomplet")
    return BadPackage("ce n'est pas un fichier Word (.docx)")


def _check(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members or sum(info.file_size for info in infos) > limits.total:
        raise BadPackage("le fichier contient trop de données", DANGER)
    if len({info.filename.lower() for info in infos}) != len(infos):
        raise BadPackage("le fichier contient deux fois la même partie")
    for info in infos:
        if info.flag_bits & 1:
            raise BadPackage("le fichier est protégé par mot de passe", "LEC106")
        if info.compress_type not in (STORED, DEFLATED):
            raise BadPackage(f"la partie « {info.filename} » est compressée d'une façon inconnue")
        if info.file_size > limits.member or info.file_size > max(1 << 20, limits.ratio * info.compress_size):
            raise BadPackage(f"la partie « {info.filename} » est démesurée", DANGER)
        if _escapes(info.filename):
            raise BadPackage(f"la partie « {info.filename} » porte un nom interdit", DANGER)


def _escapes(name: str) -> bool:
    return not name or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name


def _raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    start = info.header_offset
    header = data[start : start + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise BadPackage(f"le fichier est abîmé ({info.filename})")
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    start += LOCAL_HEADER + name_length + extra_length
    raw = data[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise BadPackage(f"le fichier est abîmé ({info.filename})")
    return raw
