"""Writes a Word file: same members, same bytes, on any machine.

What is rendered is stored unpacked, since two builds of zlib (zlib-ng is one) pack the same text differently; what
comes from the template is copied as the template packed it. Dates are fixed: a date in the zip is all that made
two renders of the same act differ.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from ..reading.package import CONTENT_TYPES, Member

DOS_DATE = 0x0021  # 1 January 1980, the first day a zip can say
VERSION = 20
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UTF8_NAMES = 0x0800


def sort_key(member: Member) -> tuple[bool, str]:
    """`[Content_Types].xml` first, as Word writes it, then by name."""
    return (member.name != CONTENT_TYPES, member.name)


def write_package(members: Iterable[Member]) -> bytes:
    """The bytes of a zip of these members, names sorted, dates fixed."""
    body, directory, offset, count = [], [], 0, 0
    for member in sorted(members, key=sort_key):
        name = member.name.encode("utf-8")
        common = struct.pack(
            "<HHHHHIIIHH",
            *(VERSION, UTF8_NAMES, member.method, 0, DOS_DATE),
            *(member.crc, len(member.raw), member.size, len(name), 0),
        )
        local = b"PK\x03\x04" + common + name + member.raw
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", VERSION) + common + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
        )
        body.append(local)
        offset += len(local)
        count += 1
    central = b"".join(directory)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*body, central, end))
