"""The seal of a file we wrote: a digest of all its bytes but its own, in a custom document property.

A person who edits the file, or only opens and saves it, changes some byte: the digest no longer matches, and the file
is theirs. Word and LibreOffice keep the property, which is harmless: it is in the file's « Propriétés avancées ».
Beside it, a draft says that it is one: what is signed is never a draft.

>>> parts = {"[Content_Types].xml": b"<Types></Types>", "_rels/.rels": b"<Relationships/>", "a.xml": b"<a/>"}
>>> data = seal(link(parts))
>>> is_untouched(data), is_untouched(data + b" "), is_untouched(data.replace(b"<a/>", b"<b/>"))
(True, False, False)
>>> is_final(data), is_final(seal(link(parts), draft=True)), is_final(b"")
(True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from ..pattern import pattern
from ..reading.package import CONTENT_TYPES, BadPackage, Member, read_package
from .package import DECLARATION, write_package

SEAL_PART = "docProps/custom.xml"
RELATIONSHIPS = "_rels/.rels"
PROPERTY, STATE = "actes-empreinte", "actes-etat"
DRAFT = "projet"
BLANK = "0" * 64  # the digest, while it is worked out

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_EMPTY = f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties"></Properties>'.encode()
_DIGEST = pattern(rb'name="%b"><vt:lpwstr xmlns:vt="[^"]*">([0-9a-f]{64})<' % PROPERTY.encode())
_SEALED = pattern(rb'name="%b"' % PROPERTY.encode())
_DRAFT = pattern(rb'name="%b"[^>]*>\s*<[^>]*>%b<' % (STATE.encode(), DRAFT.encode()))  # as any program writes it
_OURS = pattern(
    rb'<property\b(?:(?!</property>).)*?name="(?:%b|%b)".*?</property>' % (PROPERTY.encode(), STATE.encode()), re.DOTALL
)
_PID = pattern(rb'\bpid="(\d{1,9})"')
_SELF_CLOSED = pattern(rb"<((?:[\w.-]+:)?)(Properties|Types|Relationships|comments)\b([^>]*)/>\s*\Z")
_END = pattern(rb"</((?:[\w.-]+:)?)(?:Properties|Types|Relationships|comments)\s*>\s*\Z")


def seal(parts: Mapping[str, bytes], *, draft: bool = False) -> bytes:
    """The bytes of a package of these parts (names to unpacked bytes, linked), sealed."""
    return seal_members((Member.stored(name, data) for name, data in parts.items()), draft=draft)


def seal_members(members: Iterable[Member], *, draft: bool = False) -> bytes:
    """The bytes of a package of these members, sealed; other properties that it has are kept."""
    named = {member.name: member for member in members}
    own = named[SEAL_PART].data() if SEAL_PART in named else _EMPTY
    named[SEAL_PART] = Member.stored(SEAL_PART, _with_seal(own, BLANK, draft))
    stated = sha256(write_package(named.values())).hexdigest()
    named[SEAL_PART] = Member.stored(SEAL_PART, _with_seal(own, stated, draft))
    return write_package(named.values())


def is_untouched(data: bytes) -> bool:
    """Whether no byte changed in a file since it was sealed; False for a file we did not write."""
    try:
        members = dict(read_package(data).members)
        own = members[SEAL_PART].data()
    except (BadPackage, KeyError):
        return False
    stated = _DIGEST.search(own)
    if stated is None or write_package(members.values()) != data:  # bytes around the members
        return False
    blank = own[: stated.start(1)] + BLANK.encode() + own[stated.end(1) :]
    members[SEAL_PART] = Member.stored(SEAL_PART, blank)
    return sha256(write_package(members.values())).hexdigest() == stated[1].decode()


def is_final(data: bytes) -> bool:
    """Whether a file was sealed by us, and not as a draft, be it edited since: other programs keep what it says."""
    try:
        own = read_package(data).data(SEAL_PART)
    except BadPackage:
        return False
    return _SEALED.search(own) is not None and _DRAFT.search(own) is None


def link(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts, with what announces custom properties to Word. Once for a template."""
    if SEAL_PART in parts:
        return dict(parts)
    kind = f'Override PartName="/{SEAL_PART}" ContentType="{_KIND}"'
    relation = f'Relationship Id="rIdActes" Type="{_OFFICE}/relationships/custom-properties" Target="{SEAL_PART}"'
    return {
        **parts,
        CONTENT_TYPES: inserted(parts[CONTENT_TYPES], kind),
        RELATIONSHIPS: inserted(parts[RELATIONSHIPS], relation),
    }


def _with_seal(own: bytes, stated: str, draft: bool) -> bytes:
    """`docProps/custom.xml` with the seal; other properties are kept."""
    kept = _OURS.sub(b"", own)
    first = max([1, *(int(pid) for pid in _PID.findall(kept))]) + 1
    said = {PROPERTY: stated} | ({STATE: DRAFT} if draft else {})
    made = "".join(
        f'<property xmlns="{_OFFICE}/custom-properties" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}"'
        f' name="{name}"><vt:lpwstr xmlns:vt="{_OFFICE}/docPropsVTypes">{value}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(said.items(), first)
    )
    return opened(kept, lambda end: made.encode() + end[0])


def inserted(xml: bytes, tag: str) -> bytes:
    """An empty element as the last child of the root, with the root's own prefix."""
    return opened(xml, lambda end: b"<" + end[1] + tag.encode() + b"/>" + end[0])


def opened(xml: bytes, add: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """The part with its end, a match whose group 1 is the root's prefix, made anew. Raises ValueError without one."""
    opened = _SELF_CLOSED.sub(rb"<\1\2\3></\1\2>", xml.rstrip())
    result, count = _END.subn(add, opened)
    if not count:
        raise ValueError("not the root of a package part")
    return result
